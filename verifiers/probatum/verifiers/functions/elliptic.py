"""Elliptic integrals: Legendre's forms with the parameter m = k^2, and Carlson's symmetric forms."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from flint import acb, fmpz

from probatum.verifiers.functions.lift import as_exact_integer, complex_, is_real, narrowest, real_when, shown
from probatum.verifiers.functions.row import (
    Function,
    Notation,
    UndefinedValueError,
    UnsupportedArgumentError,
    Value,
)


def _is_zero(x: Value) -> bool:
    n = as_exact_integer(x)
    return n is not None and bool(n == 0)


def _is_one(x: Value) -> bool:
    n = as_exact_integer(x)
    return n is not None and bool(n == 1)


def _k(m: Value) -> Value:
    if _is_one(m):
        raise UndefinedValueError("elliptic_k(1)")
    return narrowest(complex_(m).elliptic_k())


def _e(m: Value) -> Value:
    return fmpz(1) if _is_one(m) else narrowest(complex_(m).elliptic_e())


def _f(phi: Value, m: Value) -> Value:
    return fmpz(0) if _is_zero(phi) else narrowest(acb.elliptic_f(complex_(phi), complex_(m)))


def _e_incomplete(phi: Value, m: Value) -> Value:
    return fmpz(0) if _is_zero(phi) else narrowest(acb.elliptic_e_inc(complex_(phi), complex_(m)))


def _pi_complete(n: Value, m: Value) -> Value:
    if _is_one(n) or _is_one(m):
        raise UndefinedValueError(shown("elliptic_pi", n, m))
    return narrowest(acb.elliptic_pi(complex_(n), complex_(m)))


def _pi_incomplete(n: Value, phi: Value, m: Value) -> Value:
    return fmpz(0) if _is_zero(phi) else narrowest(acb.elliptic_pi_inc(complex_(n), complex_(phi), complex_(m)))


def _below_one(*args: Value) -> bool:
    """Every argument is real and < 1: the integrands of the complete integrals are real and continuous."""
    return all(is_real(x) and bool(x < 1) for x in args)


_elliptic_k = real_when(_below_one, _k)
_elliptic_f = real_when(lambda phi, m: is_real(phi) and _below_one(m), _f)
_complete_e = real_when(lambda m: is_real(m) and bool(m <= 1), _e)
_incomplete_e = real_when(lambda phi, m: is_real(phi) and is_real(m) and bool(m <= 1), _e_incomplete)
_complete_pi = real_when(_below_one, _pi_complete)
_incomplete_pi = real_when(lambda n, phi, m: is_real(phi) and _below_one(n, m), _pi_incomplete)


def _elliptic_e(*args: Value) -> Value:
    return _complete_e(*args) if len(args) == 1 else _incomplete_e(*args)


def _elliptic_pi(*args: Value) -> Value:
    return _complete_pi(*args) if len(args) == 2 else _incomplete_pi(*args)


def _non_negative(*args: Value) -> bool:
    """Every argument is real and >= 0: the integrands of Carlson's forms are real."""
    return all(is_real(x) and bool(x >= 0) for x in args)


def _carlson(name: str, ball: Callable[..., acb], infinite: Callable[..., bool]) -> Callable[..., Value]:
    """A symmetric integral; `infinite` says at which exact arguments the integral diverges."""

    def value(*args: Value) -> Value:
        if infinite(*args):
            raise UndefinedValueError(shown(name, *args))
        return narrowest(ball(*map(complex_, args)))

    return real_when(_non_negative, value)


def _rj(x: acb, y: acb, z: acb, p: acb) -> acb:
    """R_J; FLINT takes two equal arguments on the cut for conjugate ones off it, and then loses the side of the cut.

    Raises UnsupportedArgumentError for two arguments on (-oo, 0) that may be equal.
    """
    on_cut = [w.real for w in (x, y, z) if w.imag.contains(0) and not w.real > 0 and not w.is_zero()]
    if any(u.overlaps(v) for u, v in combinations(on_cut, 2)):
        raise UnsupportedArgumentError("carlson_rj with two arguments that may be the same negative number")
    return acb.elliptic_rj(x, y, z, p)


def _two_zeros(*args: Value) -> bool:
    return sum(map(_is_zero, args)) >= 2


def _rg(*args: Value) -> Value:
    if sum(map(_is_zero, args)) == 3:
        return fmpz(0)
    if _two_zeros(*args):
        (x,) = (arg for arg in args if not _is_zero(arg))
        return narrowest(complex_(x).sqrt() / 2)
    return narrowest(acb.elliptic_rg(*map(complex_, args)))


_CUT = "each argument on (-oo, 0), as FLINT's acb_elliptic"

ROWS: tuple[Function, ...] = (
    Function(
        "elliptic_k", (1, 1), _elliptic_k, Notation("K"),
        definition="elliptic_k(m): the complete elliptic integral of the first kind, pi/2 at m = 0", domain="m not 1",
        branch="m on (1, oo), continuous from below", source="DLMF 19.2.8 with k^2 = m", aliases=("ellipk",),
    ),
    Function(
        "elliptic_e", (1, 2), _elliptic_e, Notation("E"),
        definition="elliptic_e(m): the complete elliptic integral of the second kind; elliptic_e(phi, m): the "
        "incomplete one",
        domain="CC", branch="m on (1, oo), continuous from below; incomplete: m sin(phi)^2 on (1, oo)",
        source="DLMF 19.2.8, 19.2.5 with k^2 = m", aliases=("ellipe",),
    ),
    Function(
        "elliptic_f", (2, 2), _elliptic_f, Notation("F"),
        definition="elliptic_f(phi, m): the incomplete elliptic integral of the first kind", domain="CC",
        branch="m sin(phi)^2 on (1, oo)", source="DLMF 19.2.4 with k^2 = m", aliases=("ellipf",),
    ),
    Function(
        "elliptic_pi", (2, 3), _elliptic_pi, Notation(r"\Pi"),
        definition="elliptic_pi(n, m): the complete elliptic integral of the third kind; elliptic_pi(n, phi, m): "
        "the incomplete one, with 1 - n sin(theta)^2 in the denominator",
        domain="n and m not 1", branch="m or n on (1, oo)", source="DLMF 19.2.7 with alpha^2 = n, k^2 = m",
        aliases=("ellippi",),
    ),
    Function(
        "carlson_rf", (3, 3), _carlson("carlson_rf", acb.elliptic_rf, _two_zeros), Notation("R_F"),
        definition="carlson_rf(x, y, z): half the integral of 1/sqrt((t+x)(t+y)(t+z)) over t > 0",
        domain="at most one argument 0", branch=_CUT, source="DLMF 19.16.1", aliases=("elliprf",),
    ),
    Function(
        "carlson_rc", (2, 2), _carlson("carlson_rc", acb.elliptic_rc, lambda _x, y: _is_zero(y)), Notation("R_C"),
        definition="carlson_rc(x, y) = carlson_rf(x, y, y); no principal value for y < 0", domain="y not 0",
        branch=_CUT, source="DLMF 19.2.17; FLINT, acb_elliptic_rc", aliases=("elliprc",),
    ),
    Function(
        "carlson_rj", (4, 4),
        _carlson("carlson_rj", _rj, lambda x, y, z, p: _is_zero(p) or _two_zeros(x, y, z)), Notation("R_J"),
        definition="carlson_rj(x, y, z, p): 3/2 the integral of 1/((t+p) sqrt((t+x)(t+y)(t+z))) over t > 0",
        domain="p not 0, at most one of x, y, z 0", branch=_CUT, source="DLMF 19.16.2; FLINT, acb_elliptic_rj",
        aliases=("elliprj",),
    ),
    Function(
        "carlson_rd", (3, 3),
        _carlson("carlson_rd", acb.elliptic_rd, lambda x, y, z: _is_zero(z) or _two_zeros(x, y)), Notation("R_D"),
        definition="carlson_rd(x, y, z) = carlson_rj(x, y, z, z)", domain="z not 0, at most one of x, y 0",
        branch=_CUT, source="DLMF 19.16.5", aliases=("elliprd",),
    ),
    Function(
        "carlson_rg", (3, 3), real_when(_non_negative, _rg), Notation("R_G"),
        definition="carlson_rg(x, y, z): 1/(4 pi) the integral of sqrt(x l^2 + y m^2 + z n^2) over the unit sphere",
        domain="CC", branch=_CUT, source="DLMF 19.16.2_5", aliases=("elliprg",),
    ),
)  # fmt: skip
