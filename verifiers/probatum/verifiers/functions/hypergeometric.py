"""Hypergeometric functions pFq and their regularised forms, and Tricomi's U.

A lower parameter that is an integer <= 0 makes pFq undefined unless an upper parameter is an integer between it and 0,
which ends the series before the division by zero. The regularised function, divided by gamma of every lower parameter,
is defined for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flint import acb, arb, fmpq, fmpz

from probatum.verifiers.functions.gamma import gamma, rgamma
from probatum.verifiers.functions.lift import (
    all_real,
    as_exact_integer,
    below,
    complex_,
    exact,
    is_exact,
    narrowest,
    real,
    real_first,
    shown,
)
from probatum.verifiers.functions.rational_terms import enclose_rational_series
from probatum.verifiers.functions.row import Function, Notation, UndefinedValueError, UnsupportedArgumentError, Value

_MAX_EXACT_TERMS = 200
_MAX_EXACT_BITS = 1000


def _non_positive_integers(parameters: Sequence[Value]) -> list[fmpz]:
    found = (as_exact_integer(parameter) for parameter in parameters)
    return [n for n in found if n is not None and n <= 0]


def _check_defined(name: str, upper: Sequence[Value], lower: Sequence[Value], args: Sequence[Value]) -> None:
    stops, divisions = _non_positive_integers(upper), _non_positive_integers(lower)
    if divisions and not (stops and max(stops) > max(divisions)):
        raise UndefinedValueError(shown(name, *args))


def _may_divide_by_zero(parameter: Value) -> bool:
    """Whether a lower parameter is a ball that may be 0, -1, -2, ..."""
    if isinstance(parameter, (fmpz, fmpq)) or parameter.is_exact():
        return False  # _check_defined has decided
    ball = complex_(parameter)
    return bool(ball.contains_integer()) and not ball.real > 0


def _polynomial(upper: Sequence[Value], lower: Sequence[Value], z: Value) -> Value | None:
    """The exact value of a terminating series with exact arguments of moderate size, else None."""
    arguments = (*upper, *lower, z)
    stops = _non_positive_integers(upper)
    if not stops or -max(stops) > _MAX_EXACT_TERMS or not all(map(is_exact, arguments)):
        return None
    rationals = [fmpq(argument) for argument in arguments if is_exact(argument)]
    if max(argument.height_bits() for argument in rationals) > _MAX_EXACT_BITS:
        return None
    above, below, x = rationals[: len(upper)], rationals[len(upper) : -1], rationals[-1]
    term = total = fmpq(1)
    for k in range(int(-max(stops))):
        for a in above:
            term *= a + k
        for b in below:
            term /= b + k
        term = term * x / (k + 1)
        total += term
    return exact(total)


def _enclose(upper: Sequence[Value], lower: Sequence[Value], z: Value, *, regularized: bool) -> Value:
    if len(upper) == 2 and len(lower) == 1:
        return _gauss(upper[0], upper[1], lower[0], z, regularized=regularized)
    if all_real(*upper, *lower, z):
        value = _real_pfq(upper, lower, real(z), regularized)
        if value.is_finite():
            return value
    return narrowest(_complex_pfq(upper, lower, complex_(z), regularized))


def _real_pfq(upper: Sequence[Value], lower: Sequence[Value], z: arb, regularized: bool) -> arb:
    if len(upper) == 0 and len(lower) == 1:
        return z.hypgeom_0f1(real(lower[0]), regularized=regularized)
    if len(upper) == 1 and len(lower) == 1:
        return z.hypgeom_1f1(real(upper[0]), real(lower[0]), regularized=regularized)
    return z.hypgeom([real(a) for a in upper], [real(b) for b in lower], regularized=regularized)


def _complex_pfq(upper: Sequence[Value], lower: Sequence[Value], z: acb, regularized: bool) -> acb:
    if len(upper) == 0 and len(lower) == 1:
        return z.hypgeom_0f1(complex_(lower[0]), regularized=regularized)
    if len(upper) == 1 and len(lower) == 1:
        return z.hypgeom_1f1(complex_(upper[0]), complex_(lower[0]), regularized=regularized)
    return z.hypgeom([complex_(a) for a in upper], [complex_(b) for b in lower], regularized=regularized)


def _integral_difference(*terms: Value) -> bool:
    """Whether exact terms add up to an integer, which FLINT cannot see once they are rounded to balls."""
    return all(map(is_exact, terms)) and as_exact_integer(exact(sum(map(fmpq, terms), fmpq(0)))) is not None  # type: ignore[arg-type]


def _gauss(a: Value, b: Value, c: Value, z: Value, *, regularized: bool) -> Value:
    flags = {
        "ab": _integral_difference(a, -b),
        "ac": _integral_difference(a, -c),
        "bc": _integral_difference(b, -c),
        "abc": _integral_difference(a, b, -c),
    }
    if all_real(a, b, c, z):
        value = real(z).hypgeom_2f1(real(a), real(b), real(c), regularized=regularized, **flags)
        if value.is_finite():
            return value
    ball = complex_(z).hypgeom_2f1(complex_(a), complex_(b), complex_(c), regularized=regularized, **flags)
    # The continuation along (-oo, 1) of a series with real terms is real.
    return ball.real if all_real(a, b, c) and below(z, 1) else narrowest(ball)


def _check_convergent(
    name: str, upper: Sequence[Value], lower: Sequence[Value], z: Value, args: Sequence[Value]
) -> None:
    """On |z| >= 1 a series with one upper parameter more converges, or FLINT continues it, only in part."""
    if len(upper) <= len(lower) or _non_positive_integers(upper) or len(upper) == 1:
        return
    point = as_exact_integer(z)
    if point is not None and point == 1:
        excess = sum(map(complex_, lower), acb(0)) - sum(map(complex_, upper), acb(0))
        if excess.real <= 0:
            raise UndefinedValueError(f"{shown(name, *args)}: the series diverges at 1")


def _on_circle(name: str, upper: Sequence[Value], lower: Sequence[Value], z: Value) -> Value | None:
    """The value where FLINT's summation does not reach: |z| not below 1 for more than two upper parameters."""
    needed = len(upper) > max(2, len(lower)) and not _non_positive_integers(upper)
    if not needed or abs(complex_(z)) < arb(0.9):
        return None
    off_cut = as_exact_integer(z) == 1 or below(z, 1) or not complex_(z).imag.contains(0)
    if off_cut and all(map(is_exact, (*upper, *lower))):
        rational = [[fmpq(x) for x in parameters if is_exact(x)] for parameters in (upper, lower)]
        found = enclose_rational_series(rational[0], rational[1], z)
        if found is not None:
            return found
    if abs(complex_(z)) < 1:
        return None
    raise UnsupportedArgumentError(f"{name} outside the open unit disc")


def _pfq(name: str, p: int, q: int, *, regularized: bool = False) -> Callable[..., Value]:
    """The function of p upper parameters, q lower parameters and z, in this order."""

    def ball(*args: Value) -> Value:
        upper, lower, z = args[:p], args[p : p + q], args[p + q]
        if not regularized:
            _check_defined(name, upper, lower, args)
            found = _polynomial(upper, lower, z)
            if found is not None:
                return found
            if as_exact_integer(z) == 0:
                return acb(arb.nan(), arb.nan()) if any(map(_may_divide_by_zero, lower)) else fmpz(1)
        _check_convergent(name, upper, lower, z, args)
        on_circle = None if regularized else _on_circle(name, upper, lower, z)
        return on_circle if on_circle is not None else _enclose(upper, lower, z, regularized=regularized)

    return ball


def _tricomi(a: Value, b: Value, z: Value) -> Value:
    point, stop = as_exact_integer(z), as_exact_integer(a)
    if point is not None and point == 0 and not (stop is not None and stop <= 0):
        # DLMF 13.2.18: finite at the branch point only for re(b) < 1.
        if complex_(b).real < 1:
            return gamma(1 - b) * rgamma(a - b + 1)
        raise UndefinedValueError(shown("hyperu", a, b, point))
    return real_first("hypgeom_u", flipped=True)(a, b, z)


_PARAMETERS = "a lower parameter may be 0, -1, -2, ... only if an upper one ends the series before"
_OF_GAMMA = ", divided by gamma of each lower parameter; entire in the parameters"


def _pair(p: int, q: int, definition: str, domain: str, source: str, branch: str = "") -> tuple[Function, Function]:
    """The rows of pFq and of its regularised form."""
    name, count, symbol = f"hyp{p}f{q}", p + q + 1, rf"{{}}_{{{p}}}F_{{{q}}}"
    tilde = rf"{{}}_{{{p}}}\tilde{{F}}_{{{q}}}"
    plain = Function(
        name, (count, count), _pfq(name, p, q), Notation(symbol),
        definition=definition, domain=domain + _PARAMETERS, source=source, branch=branch,
    )  # fmt: skip
    regularized = Function(
        f"{name}_regularized", (count, count), _pfq(f"{name}_regularized", p, q, regularized=True), Notation(tilde),
        definition=definition + _OF_GAMMA, domain=domain.rstrip("; ") or "CC", source=source, branch=branch,
    )  # fmt: skip
    return plain, regularized


def _series(p: int, q: int) -> str:
    upper = [f"a{k}" for k in range(1, p + 1)] if p > 1 else ["a"] * p
    lower = [f"b{k}" for k in range(1, q + 1)] if q > 1 else ["b"] * q
    term = " ".join(f"({a})_n" for a in upper) or "1"
    below = " ".join(f"({b})_n" for b in lower)
    return f"hyp{p}f{q}({', '.join([*upper, *lower, 'z'])}): the sum of {term}/({below} n!) z^n over n >= 0"


_GENERALISED = "DLMF 16.2.1"
_DISC = "z not 1 unless re(sum b - sum a) > 0; supported for |z| < 1, for a series that ends and for a rational term; "

ROWS: tuple[Function, ...] = (
    *_pair(0, 1, _series(0, 1), "", _GENERALISED),
    *_pair(1, 1, _series(1, 1), "", "DLMF 13.2.2"),
    *_pair(
        2, 1, _series(2, 1) + ", continued to z outside (1, oo)", "z not 1 unless re(c - a - b) > 0; ", "DLMF 15.2.1",
        "z on (1, oo), continuous from below",
    ),
    *_pair(1, 2, _series(1, 2), "", _GENERALISED),
    *_pair(2, 2, _series(2, 2), "", _GENERALISED),
    *_pair(2, 3, _series(2, 3), "", _GENERALISED),
    *_pair(3, 2, _series(3, 2), _DISC, _GENERALISED),
    *_pair(4, 3, _series(4, 3), _DISC, _GENERALISED),
    Function(
        "hyperu", (3, 3), _tricomi, Notation("U"),
        definition="hyperu(a, b, z): Tricomi's confluent hypergeometric function", domain="z not 0 unless re(b) < 1",
        branch="z on (-oo, 0), continuous from above", source="DLMF 13.2.6", aliases=("hypu",),
    ),
)  # fmt: skip
