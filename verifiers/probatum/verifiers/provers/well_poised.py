"""Apéry's continued fractions: rapidly convergent hypergeometric series that solve their recurrences.

The series are those of Apéry's approximations to zeta(2) and, very well poised, of Ball to zeta(3) and of Zudilin to
Catalan's constant; and sums of residues of the terms of Apéry-like numbers, continued to halves of odd numbers, where
they have simple poles: these solve the recurrence of the numbers as well. A recurrence of the same growth is compared
with that of each series, shifted in n, and of combinations of its neighbouring values.

Source: Ball, Rivoal, *Irrationalité d'une infinité de valeurs de la fonction zêta aux entiers impairs*, Invent. Math.
146 (2001); Zudilin, *An Apéry-like difference equation for Catalan's constant*, Electron. J. Combin. 10 (2003).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from flint import fmpq, fmpz, fmpz_poly

from probatum.verifiers.certificates.proofs import Proof
from probatum.verifiers.certificates.rules.series_solution import SeriesSolution
from probatum.verifiers.exact.polynomial_fractions import polynomial_fraction
from probatum.verifiers.exact.rational_functions import NotRationalError
from probatum.verifiers.functions import UndefinedValueError
from probatum.verifiers.language.expr import Expr
from probatum.verifiers.provers.dominance import dominance
from probatum.verifiers.provers.gauge import System, find_gauge, ratio_candidates
from probatum.verifiers.provers.interpolation import polynomial_through, rational_through
from probatum.verifiers.provers.search import Search
from probatum.verifiers.provers.series_steps import Series, combined, divisors, recurrence_at, shifted
from probatum.verifiers.sequences.fractions import PolynomialFraction, first_zero
from probatum.verifiers.sequences.signs import integer_zeros

__all__ = ["prove_well_poised"]


_SERIES: Final = (
    # n! (t-1)...(t-n)/(t (t+1)...(t+n))^2 at t = n + 1 + k: zeta(2).
    Series(
        ((1, 0, 1, 1), (1, 1, 1, 3), (0, 1, 1, -1), (2, 1, 2, -2)), (fmpz_poly([1]),), 1, 1, fmpq(-121), Fraction(1, 8)
    ),
    # n!^2 (2t+n) (t-1)...(t-n) (t+n+1)...(t+2n)/(t (t+1)...(t+n))^4 at t = n + 1 + k: zeta(3).
    Series(
        ((1, 0, 1, 2), (1, 1, 1, 5), (3, 1, 2, 1), (0, 1, 1, -1), (2, 1, 2, -5)),
        (fmpz_poly([2, 3]), fmpz_poly([2])),
        1,
        1,
        fmpq(34**2),
        Fraction(1, 20),
    ),
    # (-1)^t n! (2t+n-1) (t-1)...(t-n) (t+n)...(t+2n-1)/((t-1/2) (t+1/2)...(t+n-1/2))^3 at t = n + 1 + k: Catalan.
    Series(
        ((1, 0, 2, 1), (1, 1, 2, 1), (0, 1, 2, -1), (3, 1, 2, 1), (2, 1, 2, -1), (1, 1, 1, 3), (2, 1, 3, -3)),
        (fmpz_poly([1, 3]), fmpz_poly([2])),
        2,
        -1,
        fmpq(-121),
        Fraction(1, 4),
    ),
    # The residues of binomial(n, t) binomial(2t, t) binomial(2n-2t, n-t) at t = n + 1/2 + k: Catalan.
    Series(
        ((1, 0, 2, 1), (1, 1, 2, 1), (0, 1, 1, 2), (0, 1, 2, -1), (1, 1, 3, -2)),
        (fmpz_poly([1]),),
        2,
        -1,
        fmpq(9, 2),
        Fraction(1),
    ),
    # Those of Domb's binomial(n, t)^2 binomial(2t, t) binomial(2n-2t, n-t): zeta(3).
    Series(
        ((1, 0, 2, 2), (1, 1, 2, 1), (0, 1, 1, 3), (0, 1, 2, -1), (1, 1, 3, -3)),
        (fmpz_poly([1]),),
        2,
        1,
        fmpq(25, 4),
        Fraction(1),
    ),
)

_MAX_DEGREE: Final = 12
_SHIFTS: Final = (1, 0, 2, 3)
_MAX_POINTS: Final = 70
_VALUES: Final = 24
"""Values that a rational function of n is found from."""

_MARGINS: Final = (0, 1, 2)


def prove_well_poised(constant: Expr, search: Search) -> Proof | None:
    """Prove `pcf(a, b, n) = quotient of series` for a recurrence of Apéry's kind; None when it is none."""
    try:
        fraction, _ = polynomial_fraction(constant)
    except (NotRationalError, UndefinedValueError):
        return None
    a, b = fraction.a, fraction.b
    if not 1 <= a.degree() <= _MAX_DEGREE or b.degree() != 2 * a.degree() or first_zero(fraction) is not None:
        return None
    invariant = -(fmpq(a[a.degree()]) ** 2) / fmpq(b[b.degree()])
    for series in _SERIES:
        if series.invariant != invariant:
            continue
        for candidate, ratio in (*_as_they_stand(series, fraction), *_combined(series, fraction, search)):
            search.spend(20)
            proof = _proof(constant, fraction, candidate, ratio)
            if proof is not None:
                return proof
    return None


_Ratio = tuple[fmpz_poly, fmpz_poly]


def _as_they_stand(series: Series, fraction: PolynomialFraction) -> Iterator[tuple[Series, _Ratio]]:
    """The series with n + shift in the place of n, times c(n), where `c(n)/c(n-1)` is rational.

    With `I(n) = A(n) I(n-1) + B(n) I(n-2)` that is a(n)/A(n), if b(n) is B(n) times its values at n and n - 1.
    """
    for shift in _SHIFTS:
        candidate, values = shifted(series, shift), list[fmpq]()
        for n in range(3, 3 + _VALUES):
            step = recurrence_at(candidate, n)
            if step is None or step.trace == 0:
                break
            values.append(fmpq(fraction.a(n)) / step.trace)
            if len(values) > 1 and step.determinant * values[-1] * values[-2] != fraction.b(n):
                break
        else:
            ratio = rational_through(values, 3)
            if ratio is not None:
                yield candidate, ratio


def _combined(series: Series, fraction: PolynomialFraction, search: Search) -> Iterator[tuple[Series, _Ratio]]:
    """Combinations `v_0(n) I(n-1) + v_1(n) I(n)` that solve the recurrence: gauges of the series' own."""
    candidate = shifted(series, 1)
    system = _system(candidate)
    if system is None:
        return
    for margin in _MARGINS:
        degree = 8 + fraction.b.degree() * (margin + 1)
        for ratio in ratio_candidates(fraction.a, fraction.b, system, margin):
            search.spend(degree)
            gauge = find_gauge(fraction.a, fraction.b, system, ratio, degree)
            if gauge is not None:
                before, now = gauge.vector
                yield combined(candidate, before, now), (gauge.ratio.above, gauge.ratio.below)
                return


def _system(series: Series) -> System | None:
    """The companion system of the recurrence `I(n) = A(n) I(n-1) + B(n) I(n-2)`, from its values at integers."""
    steps = [recurrence_at(series, n) for n in range(3, 3 + _VALUES)]
    first = rational_through([step.trace for step in steps if step is not None], 3)
    second = rational_through([step.determinant for step in steps if step is not None], 3)
    if None in steps or first is None or second is None:
        return None
    below = first[1] * (second[1] // first[1].gcd(second[1]))
    a, b = (up * (below // down) for up, down in (first, second))
    top, leading = below.degree(), fmpq(below[below.degree()])
    if max(a.degree(), b.degree()) > top:
        return None
    matrix = ((fmpz_poly(), b), (below, a))
    return System(matrix, below, fmpq(a[top]) / leading, -fmpq(b[top]) / leading)


def _proof(constant: Expr, fraction: PolynomialFraction, series: Series, ratio: _Ratio) -> SeriesSolution | None:
    above, below = ratio
    start = max([2, *(zero + 2 for zero in integer_zeros(above * below, 1))])
    bounds = dominance(fraction, ratio, float(series.kappa), start)
    if bounds is None:
        return None
    values = []
    for n in range(start, start + _MAX_POINTS):
        step = recurrence_at(series, n)
        if step is None:
            return None
        factor = fmpq(above(n) * above(n - 1)) / fmpq(below(n) * below(n - 1))
        values.append([factor * value for value in step.numerator])
    rows = [polynomial_through([value[j] for value in values], start) for j in range(len(values[0]))]
    scale = fmpz(1)
    for row in rows:
        if row is None:
            return None
        scale = scale.lcm(row.denom())
    return SeriesSolution(
        constant,
        gammas=series.gammas,
        weight=tuple(_coefficients(v * scale) for v in series.weight),
        numerator=((), *(_coefficients((row * scale).numer()) for row in rows if row is not None)),
        divisors=divisors(series),
        ratio=(_coefficients(above), _coefficients(below)),
        start=start,
        index=bounds[0],
        bounds=(*bounds[1][:2], (series.kappa.numerator, series.kappa.denominator)),
        unit=series.unit,
        sign=series.sign,
    )


def _coefficients(polynomial: fmpz_poly) -> tuple[int, ...]:
    return tuple(int(c) for c in polynomial.coeffs())
