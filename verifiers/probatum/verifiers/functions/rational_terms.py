"""Hypergeometric series whose term is z^n times a rational function of n, as combinations of Lerch transcendents.

When every upper parameter a meets a lower one a + m (1 counts as a lower parameter, from n!) the term is
`(a)_n/(a+m)_n = (a)_m/(a+n)_m`, and partial fractions `sum of A/(n + c)^j` give `sum of A Phi(z, j, c)`. This reaches
the unit circle, where the series itself converges too slowly to be summed: `hyp3f2(1/2, 1/2, 1, 3/2, 3/2, -1)`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flint import fmpq, fmpq_poly, fmpq_series, fmpz

from probatum.verifiers.functions.gamma import digamma
from probatum.verifiers.functions.lift import as_exact_integer, exact
from probatum.verifiers.functions.row import Value
from probatum.verifiers.functions.zeta import lerch_phi, zeta

_MAX_POLES = 30


def enclose_rational_series(upper: Sequence[fmpq], lower: Sequence[fmpq], z: Value) -> Value | None:
    """The sum of `prod (a)_n / (prod (b)_n n!) z^n`, or None when the term is not rational in n with few poles.

    `z` is 1 or a point off [1, oo); no lower parameter is an integer <= 0, and the series at 1 converges.
    """
    paired = _pair(upper, lower)
    if paired is None:
        return None
    constant, poles = paired
    if not poles or sum(poles.values()) > _MAX_POLES or (as_exact_integer(z) == 1 and sum(poles.values()) < 2):
        return None
    total: Value = fmpz(0)
    for c, multiplicity in poles.items():
        for j, coefficient in enumerate(_principal_part(poles, c, multiplicity), start=1):
            total = total + constant * coefficient * _simple_sum(z, j, exact(c))
    return total


def _pair(upper: Sequence[fmpq], lower: Sequence[fmpq]) -> tuple[fmpq, Counter[fmpq]] | None:
    """The constant C and the shifts c, with multiplicity, of `term = C / prod (n + c)`."""
    free = sorted([*lower, fmpq(1)])
    constant, poles = fmpq(1), Counter[fmpq]()
    for a in sorted(upper, reverse=True):
        partner = next((b for b in free if (b - a).q == 1 and b - a >= 0 and b - a <= _MAX_POLES), None)
        if partner is None:
            return None
        free.remove(partner)
        for k in range(int((partner - a).p)):
            constant *= a + k
            poles[a + k] += 1
    return constant, poles


def _principal_part(poles: Counter[fmpq], c: fmpq, multiplicity: int) -> list[fmpq]:
    """A_1, ..., A_m of `sum A_j/(n + c)^j` in `1/prod (n + c')`: the Taylor coefficients of the other factors at -c."""
    others = fmpq_poly([1])
    for other, count in poles.items():
        if other != c:
            others *= fmpq_poly([other - c, 1]) ** count
    series = 1 / fmpq_series(others.coeffs(), prec=multiplicity)
    return [series[multiplicity - j] for j in range(1, multiplicity + 1)]


def _simple_sum(z: Value, j: int, c: Value) -> Value:
    """The sum of z^n/(n + c)^j over n >= 0; for z = 1 and j = 1 up to a constant, as the residues add up to 0."""
    if as_exact_integer(z) != 1:
        return lerch_phi(z, fmpz(j), c)
    return -digamma(c) if j == 1 else zeta(fmpz(j), c)
