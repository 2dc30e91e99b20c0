"""Apéry's continued fractions: rapidly convergent hypergeometric series that solve their recurrences.

The series are those of Apéry's approximations to zeta(2) and, very well poised, of Ball to zeta(3); a recurrence of the
same growth is compared with that of each series, shifted in n, and Zeilberger's certificate found by interpolation from
its values at integers n.

Source: Ball, Rivoal, *Irrationalité d'une infinité de valeurs de la fonction zêta aux entiers impairs*, Invent. Math.
146 (2001); Zeilberger (1991).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from flint import fmpq, fmpq_mat, fmpq_poly, fmpz_poly

from probatum.verifiers.certificates.proofs import Proof
from probatum.verifiers.certificates.rules.series_solution import SeriesSolution
from probatum.verifiers.exact.polynomial_fractions import polynomial_fraction
from probatum.verifiers.exact.rational_functions import NotRationalError
from probatum.verifiers.functions import UndefinedValueError
from probatum.verifiers.language.expr import Expr
from probatum.verifiers.provers.dominance import dominance
from probatum.verifiers.provers.gauge import Ratio, System, ratio_candidates
from probatum.verifiers.provers.search import Search
from probatum.verifiers.sequences.fractions import PolynomialFraction, first_zero
from probatum.verifiers.sequences.signs import integer_zeros

__all__ = ["prove_well_poised"]


@dataclass(frozen=True, slots=True)
class _Series:
    """Terms `prod Gamma(alpha n + beta k + c)^e (v_0(n) + v_1(n) k)` with trace, determinant of their recurrence.

    `kappa` bounds `H(n, k)/H(n-1, k)`, the weight left out.
    """

    gammas: tuple[tuple[int, int, int, int], ...]
    weight: tuple[fmpz_poly, ...]
    trace: fmpq
    determinant: fmpq
    kappa: Fraction


_SERIES: Final = (
    # n! (t-1)...(t-n)/(t (t+1)...(t+n))^2 at t = n + 1 + k.
    _Series(
        ((1, 0, 1, 1), (1, 1, 1, 3), (0, 1, 1, -1), (2, 1, 2, -2)),
        (fmpz_poly([1]),),
        fmpq(-11),
        fmpq(-1),
        Fraction(1, 8),
    ),
    # n!^2 (2t+n) (t-1)...(t-n) (t+n+1)...(t+2n)/(t (t+1)...(t+n))^4 at t = n + 1 + k.
    _Series(
        ((1, 0, 1, 2), (1, 1, 1, 5), (3, 1, 2, 1), (0, 1, 1, -1), (2, 1, 2, -5)),
        (fmpz_poly([2, 3]), fmpz_poly([2])),
        fmpq(34),
        fmpq(1),
        Fraction(1, 20),
    ),
)

_SHIFTS: Final = (1, 0, 2, 3)
_MARGINS: Final = (-1, 0, 1)
_MAX_POINTS: Final = 60


def prove_well_poised(constant: Expr, search: Search) -> Proof | None:
    """Prove `pcf(a, b, n) = quotient of series` for a recurrence of Apéry's; None when it is none."""
    try:
        fraction, _ = polynomial_fraction(constant)
    except (NotRationalError, UndefinedValueError):
        return None
    a, b = fraction.a, fraction.b
    if a.degree() < 1 or b.degree() != 2 * a.degree() or first_zero(fraction) is not None:
        return None
    invariant = -(fmpq(a[a.degree()]) ** 2) / fmpq(b[b.degree()])
    for series in _SERIES:
        if series.trace**2 / series.determinant != invariant:
            continue
        for shifted, ratio in _candidates(series, a, b):
            search.spend(20)
            proof = _proof(constant, fraction, shifted, ratio)
            if proof is not None:
                return proof
    return None


def _candidates(series: _Series, a: fmpz_poly, b: fmpz_poly) -> Iterator[tuple[_Series, Ratio]]:
    system = System(((fmpz_poly([1]),),), fmpz_poly([1]), series.trace, series.determinant)
    for shift in _SHIFTS:
        along = fmpz_poly([shift, 1])
        shifted = replace(
            series,
            gammas=tuple((alpha, beta, c + alpha * shift, e) for alpha, beta, c, e in series.gammas),
            weight=tuple(v(along) for v in series.weight),
        )
        for margin in _MARGINS:
            for ratio in ratio_candidates(a, b, system, margin):
                yield shifted, ratio


def _proof(constant: Expr, fraction: PolynomialFraction, series: _Series, ratio: Ratio) -> SeriesSolution | None:
    start = max([2, *(zero + 2 for zero in integer_zeros(ratio.above * ratio.below, 1))])
    divisors = tuple(
        (alpha, beta, c - 2 * alpha + i, -e)
        for alpha, beta, c, e in series.gammas
        if alpha and beta and e < 0
        for i in range(2 * alpha - 1)
    )
    if _numerator_at(fraction, series, ratio, divisors, start + 3) is None:
        return None
    rows = _interpolated(
        [_numerator_at(fraction, series, ratio, divisors, start + i) for i in range(_MAX_POINTS)], start
    )
    bounds = dominance(fraction, (ratio.above, ratio.below), float(series.kappa), start)
    if rows is None or bounds is None:
        return None
    index, (tau, sigma, _) = bounds
    kappa = series.kappa.numerator, series.kappa.denominator
    scale, numerator = rows
    weight = tuple(tuple(int(c) for c in (v * scale).coeffs()) for v in series.weight)
    parts = tuple(tuple(int(c) for c in part.coeffs()) for part in (ratio.above, ratio.below))
    return SeriesSolution(
        constant,
        series.gammas,
        weight,
        ((), *numerator),
        divisors,
        (parts[0], parts[1]),
        start,
        index,
        (tau, sigma, kappa),
    )


def _product(forms: Iterator[tuple[fmpz_poly, int]]) -> tuple[fmpz_poly, fmpz_poly]:
    above, below = fmpz_poly([1]), fmpz_poly([1])
    for form, e in forms:
        if e > 0:
            above *= form**e
        else:
            below *= form**-e
    return above, below


def _numerator_at(
    fraction: PolynomialFraction,
    series: _Series,
    ratio: Ratio,
    divisors: tuple[tuple[int, int, int, int], ...],
    n: int,
) -> list[fmpq] | None:
    """The coefficients of p(k), where `k p(k)/D` is the certificate at the integer n; None when there is none."""
    k_next, k = fmpz_poly([1, 1]), fmpq_poly([0, 1])

    def step(m: int) -> tuple[fmpz_poly, fmpz_poly]:
        """`H(m, k)/H(m-1, k)`."""
        return _product(
            (fmpz_poly([alpha * (m - 1) + c + i, beta]), e) for alpha, beta, c, e in series.gammas for i in range(alpha)
        )

    def weight(m: int) -> fmpz_poly:
        return fmpz_poly([v(m) for v in series.weight])

    (up, down), (up_before, down_before) = step(n), step(n - 1)
    rho = [fmpq(ratio.above(m)) / fmpq(ratio.below(m)) for m in (n, n - 1)]
    left = fmpq_poly(weight(n) * up * up_before) * (rho[0] * rho[1])
    left -= fmpq_poly(weight(n - 1) * up_before * down) * (fraction.a(n) * rho[1])
    left -= fmpq_poly(weight(n - 2) * down * down_before) * fraction.b(n)
    divisor, _ = _product((fmpz_poly([alpha * n + c, beta]), e) for alpha, beta, c, e in divisors)
    k_up, k_down = _product((fmpz_poly([alpha * (n - 2) + c, 1]), e) for alpha, beta, c, e in series.gammas if beta)
    common = down * down_before
    after, rest = divmod(fmpq_poly(k_next * k_up * common), fmpq_poly(k_down * divisor(k_next)))
    now, rest_now = divmod(fmpq_poly(common), fmpq_poly(divisor))
    if not (rest.is_zero() and rest_now.is_zero()):
        return None
    size = divisor.degree() + len(series.weight)
    columns = [fmpq_poly(k_next**j) * after - k ** (j + 1) * now for j in range(size)] + [left]
    height = max(column.degree() for column in columns) + 1
    matrix = fmpq_mat(height, size + 1, [column[i] for i in range(height) for column in columns])
    reduced, rank = matrix.rref()
    if rank != size or any(reduced[i, i] != 1 for i in range(size)):
        return None
    return [reduced[i, size] for i in range(size)]


def _interpolated(values: list[list[fmpq] | None], start: int) -> tuple[int, tuple[tuple[int, ...], ...]] | None:
    """Polynomials with these values at start, start + 1, ..., times a common scale that makes them integral."""
    columns: list[list[fmpq]] = []
    for value in values:
        if value is None:
            return None
        columns.append(value)
    rows = []
    for j in range(len(columns[0])):
        row = _newton([value[j] for value in columns], start)
        if row is None:
            return None
        rows.append(row)
    scale = 1
    for row in rows:
        scale = scale * int(row.denom()) // _gcd(scale, int(row.denom()))
    return scale, tuple(tuple(int(c) for c in (row * scale).numer().coeffs()) for row in rows)


def _gcd(a: int, b: int) -> int:
    return a if b == 0 else _gcd(b, a % b)


def _newton(values: list[fmpq], start: int) -> fmpq_poly | None:
    """The polynomial with these values, by divided differences; None when these do not end."""
    differences, result, basis = list(values), fmpq_poly(), fmpq_poly([1])
    for i in range(len(values)):
        if all(value == 0 for value in differences):
            return result
        result += basis * differences[0]
        basis *= fmpq_poly([-(start + i), 1]) / (i + 1)
        differences = [after - before for before, after in itertools.pairwise(differences)]
    return None
