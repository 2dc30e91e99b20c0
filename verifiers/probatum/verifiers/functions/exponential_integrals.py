"""Error functions, Fresnel integrals, and exponential, logarithmic, sine and cosine integrals."""

from __future__ import annotations

from flint import arb, fmpz

from probatum.verifiers.functions.lift import (
    as_exact_integer,
    at_zero,
    complex_,
    real,
    real_argument,
    real_first,
    shown,
    special,
)
from probatum.verifiers.functions.row import Function, Notation, UndefinedValueError, Value

_ONE, _TWO = (1, 1), (2, 2)


def _expint(s: Value, z: Value) -> Value:
    point = as_exact_integer(z)
    if point is not None and point == 0:
        if complex_(s).real > 1:
            return 1 / (s - 1) if not isinstance(s, fmpz) else arb(1) / (s - 1)
        raise UndefinedValueError(shown("expint", s, point))
    return real_first("expint", flipped=True)(s, z)


def _erfinv(x: Value) -> Value:
    number = real_argument(x, "erfinv")
    if abs(real(number)) >= 1:
        raise UndefinedValueError(shown("erfinv", number))
    return real(number).erfinv()


def _erfcinv(x: Value) -> Value:
    number = real_argument(x, "erfcinv")
    if number <= 0 or number >= 2:
        raise UndefinedValueError(shown("erfcinv", number))
    return real(number).erfcinv()


_ei = special("ei", real_first("ei"), pole=at_zero)
_ci = special("ci", real_first("ci"), pole=at_zero)
_chi = special("chi", real_first("chi"), pole=at_zero)
_li = special("li", real_first("li"), {0: 0}, lambda n: bool(n == 1))

_LOGARITHMIC_CUT = "(-oo, 0), continuous from above"

ROWS: tuple[Function, ...] = (
    Function(
        "erf", _ONE, special("erf", real_first("erf"), {0: 0}), Notation(r"\operatorname{erf}"),
        definition="2/sqrt(pi) times the integral of exp(-t^2) from 0 to z", domain="CC", source="DLMF 7.2.1",
    ),
    Function(
        "erfc", _ONE, special("erfc", real_first("erfc"), {0: 1}), Notation(r"\operatorname{erfc}"),
        definition="1 - erf(z)", domain="CC", source="DLMF 7.2.2",
    ),
    Function(
        "erfi", _ONE, special("erfi", real_first("erfi"), {0: 0}), Notation(r"\operatorname{erfi}"),
        definition="-i erf(i z)", domain="CC", source="DLMF 7.2(i); Fungrim, error functions",
    ),
    Function(
        "erfinv", _ONE, special("erfinv", _erfinv, {0: 0}), Notation(r"\operatorname{erf}^{-1}"),
        definition="the inverse function of erf", domain="-1 < x < 1", source="DLMF 7.17.1",
    ),
    Function(
        "erfcinv", _ONE, special("erfcinv", _erfcinv, {1: 0}), Notation(r"\operatorname{erfc}^{-1}"),
        definition="the inverse function of erfc", domain="0 < x < 2", source="DLMF 7.17.1",
    ),
    Function(
        "fresnels", _ONE, special("fresnels", real_first("fresnel_s"), {0: 0}), Notation("S"),
        definition="the integral of sin(pi t^2/2) from 0 to z", domain="CC", source="DLMF 7.2.8",
    ),
    Function(
        "fresnelc", _ONE, special("fresnelc", real_first("fresnel_c"), {0: 0}), Notation("C"),
        definition="the integral of cos(pi t^2/2) from 0 to z", domain="CC", source="DLMF 7.2.7",
    ),
    Function(
        "expint", _TWO, _expint, Notation("E", "subscript"),
        definition="expint(s, z): the generalised exponential integral, z^(s-1) gammainc_upper(1 - s, z)",
        domain="z not 0 unless re(s) > 1", branch="z on (-oo, 0), continuous from above", source="DLMF 8.19.1",
    ),
    Function(
        "e1", _ONE, lambda z: _expint(fmpz(1), z), Notation("E_1"),
        definition="the exponential integral, expint(1, z)", domain="CC without 0", branch=_LOGARITHMIC_CUT,
        source="DLMF 6.2.1",
    ),
    Function(
        "ei", _ONE, _ei, Notation(r"\operatorname{Ei}"),
        definition="the exponential integral: the principal value of the integral of exp(t)/t from -oo to x for "
        "real x, "
        "real on both sides of 0, continued to both half-planes from x > 0",
        domain="CC without 0", branch="(-oo, 0), real on it", source="DLMF 6.2.5; FLINT, acb_hypgeom_ei",
    ),
    Function(
        "li", _ONE, _li, Notation(r"\operatorname{li}"),
        definition="ei(log(z)), with li(0) = 0", domain="CC without 1",
        branch="(-oo, 0) and (0, 1), real on the second",
        source="DLMF 6.2.8",
    ),
    Function(
        "si", _ONE, special("si", real_first("si"), {0: 0}), Notation(r"\operatorname{Si}"),
        definition="the integral of sin(t)/t from 0 to z", domain="CC", source="DLMF 6.2.9",
    ),
    Function(
        "ci", _ONE, _ci, Notation(r"\operatorname{Ci}"),
        definition="euler_gamma + log(z) + the integral of (cos(t) - 1)/t from 0 to z", domain="CC without 0",
        branch=_LOGARITHMIC_CUT, source="DLMF 6.2.13",
    ),
    Function(
        "shi", _ONE, special("shi", real_first("shi"), {0: 0}), Notation(r"\operatorname{Shi}"),
        definition="the integral of sinh(t)/t from 0 to z", domain="CC", source="DLMF 6.2.15",
    ),
    Function(
        "chi", _ONE, _chi, Notation(r"\operatorname{Chi}"),
        definition="euler_gamma + log(z) + the integral of (cosh(t) - 1)/t from 0 to z", domain="CC without 0",
        branch=_LOGARITHMIC_CUT, source="DLMF 6.2.16",
    ),
)  # fmt: skip
