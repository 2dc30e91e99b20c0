"""The Lambert W function and the arithmetic-geometric mean."""

from __future__ import annotations

from flint import fmpz

from probatum.verifiers.functions.lift import (
    as_exact_integer,
    complex_,
    exact_integer,
    is_exact,
    is_real,
    narrowest,
    positive,
    real,
    shown,
)
from probatum.verifiers.functions.row import Function, Notation, TooLargeError, UndefinedValueError, Value


def _lambertw(x: Value, branch: Value | None = None) -> Value:
    k = fmpz(0) if branch is None else exact_integer(branch, "lambertw")
    n = as_exact_integer(x)
    if n is not None and n == 0:
        if k == 0:
            return fmpz(0)
        raise UndefinedValueError(shown("lambertw", n, k))
    if k.height_bits() > 512:
        raise TooLargeError(shown("lambertw", x, k))
    if is_real(x) and k in (0, -1):
        # Real for k = 0 on [-1/e, oo) and for k = -1 on [-1/e, 0); FLINT answers nan elsewhere.
        value = real(x).lambertw(int(k))
        if value.is_finite():
            return value
    return narrowest(complex_(x).lambertw(k))


def _agm(a: Value, b: Value | None = None) -> Value:
    other = fmpz(1) if b is None else b
    if any(is_exact(x) and x == 0 for x in (a, other)):
        return fmpz(0)
    if is_exact(a) and is_exact(other) and a == other:
        return a
    if positive(a) and positive(other):
        return real(a).agm(real(other))
    return narrowest(complex_(a).agm(complex_(other)))


ROWS: tuple[Function, ...] = (
    Function(
        "lambertw", (1, 2), _lambertw, Notation("W", "branch"),
        definition="lambertw(z, k): the branch k of the solutions w of w exp(w) = z; k = 0 if it is left out",
        domain="z in CC, not 0 unless k = 0; k in ZZ",
        branch="k = 0: (-oo, -1/e), continuous from above; k = -1: also (-1/e, 0), real there; others: (-oo, 0)",
        source="DLMF 4.13; Corless et al. 1996",
    ),
    Function(
        "agm", (1, 2), _agm, Notation(r"\operatorname{agm}"),
        definition="agm(a, b): the arithmetic-geometric mean, agm(0, b) = 0, by the choice of square roots that is "
        "right "
        "at every step; agm(z) = agm(1, z)",
        domain="CC", branch="b/a on (-oo, 0)", source="DLMF 19.8(i); FLINT, acb_agm",
    ),
)  # fmt: skip
