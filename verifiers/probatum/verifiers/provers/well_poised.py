"""Apéry's continued fractions: rapidly convergent hypergeometric series that solve their recurrences.

The series are those of Apéry's approximations to zeta(2) and, very well poised, of Ball to zeta(3) and of Zudilin to
Catalan's constant; and sums of residues of the terms of Apéry-like numbers, continued to halves of odd numbers, where
they have simple poles: these solve the recurrence of the numbers as well. A recurrence of the same growth is compared with that of each series, shifted in n, and Zeilberger's
certificate found by interpolation from its values at integers n.

Source: Ball, Rivoal, *Irrationalité d'une infinité de valeurs de la fonction zêta aux entiers impairs*, Invent. Math.
146 (2001); Zudilin, *An Apéry-like difference equation for Catalan's constant*, Electron. J. Combin. 10 (2003).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
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
from probatum.verifiers.provers.search import Search
from probatum.verifiers.sequences.fractions import PolynomialFraction, first_zero
from probatum.verifiers.sequences.signs import integer_zeros

__all__ = ["prove_well_poised"]


@dataclass(frozen=True, slots=True)
class _Series:
    """Terms `sign^k prod Gamma(alpha n + beta k + c/unit)^e (v_0(n) + v_1(n) k)`, one (alpha, beta, c, e) each.

    `invariant` is `trace^2/determinant` of the limit of their recurrence of order 2; `kappa` bounds
    `|H(n, k)/H(n-1, k)|`, the weight left out.
    """

    gammas: tuple[tuple[int, int, int, int], ...]
    weight: tuple[fmpz_poly, ...]
    unit: int
    sign: int
    invariant: fmpq
    kappa: Fraction


_SERIES: Final = (
    # n! (t-1)...(t-n)/(t (t+1)...(t+n))^2 at t = n + 1 + k: zeta(2).
    _Series(
        ((1, 0, 1, 1), (1, 1, 1, 3), (0, 1, 1, -1), (2, 1, 2, -2)), (fmpz_poly([1]),), 1, 1, fmpq(-121), Fraction(1, 8)
    ),
    # n!^2 (2t+n) (t-1)...(t-n) (t+n+1)...(t+2n)/(t (t+1)...(t+n))^4 at t = n + 1 + k: zeta(3).
    _Series(
        ((1, 0, 1, 2), (1, 1, 1, 5), (3, 1, 2, 1), (0, 1, 1, -1), (2, 1, 2, -5)),
        (fmpz_poly([2, 3]), fmpz_poly([2])),
        1,
        1,
        fmpq(34**2),
        Fraction(1, 20),
    ),
    # (-1)^t n! (2t+n-1) (t-1)...(t-n) (t+n)...(t+2n-1)/((t-1/2) (t+1/2)...(t+n-1/2))^3 at t = n + 1 + k: Catalan.
    _Series(
        ((1, 0, 2, 1), (1, 1, 2, 1), (0, 1, 2, -1), (3, 1, 2, 1), (2, 1, 2, -1), (1, 1, 1, 3), (2, 1, 3, -3)),
        (fmpz_poly([1, 3]), fmpz_poly([2])),
        2,
        -1,
        fmpq(-121),
        Fraction(1, 4),
    ),
    # The residues of binomial(n, t) binomial(2t, t) binomial(2n-2t, n-t) at t = n + 1/2 + k: Catalan.
    _Series(
        ((1, 0, 2, 1), (1, 1, 2, 1), (0, 1, 1, 2), (0, 1, 2, -1), (1, 1, 3, -2)),
        (fmpz_poly([1]),),
        2,
        -1,
        fmpq(9, 2),
        Fraction(1),
    ),
    # Those of Domb's binomial(n, t)^2 binomial(2t, t) binomial(2n-2t, n-t): zeta(3).
    _Series(
        ((1, 0, 2, 2), (1, 1, 2, 1), (0, 1, 1, 3), (0, 1, 2, -1), (1, 1, 3, -3)),
        (fmpz_poly([1]),),
        2,
        1,
        fmpq(25, 4),
        Fraction(1),
    ),
)

_SHIFTS: Final = (1, 0, 2, 3)
_MAX_POINTS: Final = 70
_LARGEST_DEGREE: Final = 10
"""Of the numerator and denominator of the ratio c(n)/c(n-1)."""


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
        for shift in _SHIFTS if series.invariant == invariant else ():
            search.spend(20)
            proof = _proof(constant, fraction, _shifted(series, shift))
            if proof is not None:
                return proof
    return None


def _shifted(series: _Series, shift: int) -> _Series:
    """The same with n + shift in the place of n."""
    gammas = tuple((alpha, beta, c + alpha * shift * series.unit, e) for alpha, beta, c, e in series.gammas)
    return replace(series, gammas=gammas, weight=tuple(v(fmpz_poly([shift, 1])) for v in series.weight))


def _proof(constant: Expr, fraction: PolynomialFraction, series: _Series) -> SeriesSolution | None:
    ratio = _ratio(fraction, series)
    if ratio is None:
        return None
    above, below = ratio
    start = max([2, *(zero + 2 for zero in integer_zeros(above * below, 1))])
    bounds = dominance(fraction, ratio, float(series.kappa), start)
    if bounds is None:
        return None
    values = []
    for n in range(start, start + _MAX_POINTS):
        step = _step(series, n)
        if step is None:
            return None
        factor = fmpq(above(n) * above(n - 1)) / fmpq(below(n) * below(n - 1))
        values.append([factor * value for value in step.numerator])
    rows = _interpolated(values, start)
    if rows is None:
        return None
    scale, numerator = rows
    return SeriesSolution(
        constant,
        gammas=series.gammas,
        weight=tuple(_coefficients(v * scale) for v in series.weight),
        numerator=((), *numerator),
        divisors=_divisors(series),
        ratio=(_coefficients(above), _coefficients(below)),
        start=start,
        index=bounds[0],
        bounds=(*bounds[1][:2], (series.kappa.numerator, series.kappa.denominator)),
        unit=series.unit,
        sign=series.sign,
    )


def _coefficients(polynomial: fmpz_poly) -> tuple[int, ...]:
    return tuple(int(c) for c in polynomial.coeffs())


def _ratio(fraction: PolynomialFraction, series: _Series) -> tuple[fmpz_poly, fmpz_poly] | None:
    """The rational function c(n)/c(n-1) for which c(n) times the series solves the recurrence; None for none.

    With `I(n) = A(n) I(n-1) + B(n) I(n-2)` it is a(n)/A(n), if b(n) is B(n) times its values at n and n - 1.
    """
    first, size = 3, _LARGEST_DEGREE + 1
    values: list[fmpq] = []
    for n in range(first, first + 2 * size + 2):
        step = _step(series, n)
        if step is None or step.trace == 0:
            return None
        values.append(fmpq(fraction.a(n)) / step.trace)
        if len(values) > 1 and step.determinant * values[-1] * values[-2] != fraction.b(n):
            return None
    rows = [
        [fmpq(n) ** j for j in range(size)] + [-value * fmpq(n) ** j for j in range(size)]
        for n, value in enumerate(values, first)
    ]
    reduced, rank = fmpq_mat(rows).rref()
    free = next(j for j in range(2 * size) if j >= rank or reduced[j, j] != 1)
    kernel = [-reduced[j, free] if j < free else fmpq(int(j == free)) for j in range(2 * size)]
    above, below = fmpq_poly(kernel[:size]), fmpq_poly(kernel[size:])
    if above.is_zero() or below.is_zero():
        return None
    common = above.gcd(below)
    above, below = above // common, below // common
    scale = above.denom() * below.denom()
    up, down = (above * scale).numer(), (below * scale).numer()
    content = up.content().gcd(down.content())
    return up // content, down // content


@dataclass(frozen=True, slots=True)
class _Step:
    """`V H(n) - trace V H(n-1) - determinant V H(n-2)` telescopes with the certificate `k numerator(k)/D`."""

    trace: fmpq
    determinant: fmpq
    numerator: list[fmpq]


def _divisors(series: _Series) -> tuple[tuple[int, int, int, int], ...]:
    """The factors of D: those by which the Gammas in the denominator of H(n-2) and H(n) differ, but for the last."""
    return tuple(
        (alpha, beta, c + (i - 2 * alpha) * series.unit, -e)
        for alpha, beta, c, e in series.gammas
        if alpha and beta and e < 0
        for i in range(2 * alpha - 1)
    )


def _product(forms: Iterable[tuple[fmpq_poly, int]]) -> tuple[fmpq_poly, fmpq_poly]:
    above, below = fmpq_poly([1]), fmpq_poly([1])
    for form, e in forms:
        if e > 0:
            above *= form**e
        else:
            below *= form**-e
    return above, below


def _step(series: _Series, n: int) -> _Step | None:
    """The recurrence of the series at the integer n >= 2, with its certificate; None when there is no unique one."""
    k_next, k, unit = fmpq_poly([1, 1]), fmpq_poly([0, 1]), series.unit

    def quotient(m: int) -> tuple[fmpq_poly, fmpq_poly]:
        """`|H(m, k)/H(m-1, k)|`."""
        return _product(
            (fmpq_poly([alpha * (m - 1) + fmpq(c, unit) + i, beta]), e)
            for alpha, beta, c, e in series.gammas
            for i in range(alpha)
        )

    def weight(m: int) -> fmpq_poly:
        return fmpq_poly([v(m) for v in series.weight])

    (up, down), (up_before, down_before) = quotient(n), quotient(n - 1)
    divisor, _ = _product((fmpq_poly([alpha * n + fmpq(c, unit), 1]), e) for alpha, _, c, e in _divisors(series))
    k_up, k_down = _product(
        (fmpq_poly([alpha * (n - 2) + fmpq(c, unit), 1]), e) for alpha, beta, c, e in series.gammas if beta
    )
    common = down * down_before
    after, rest = divmod(k_next * k_up * common * series.sign, k_down * divisor(k_next))
    now, rest_now = divmod(common, divisor)
    if not (rest.is_zero() and rest_now.is_zero()):
        return None
    size = divisor.degree() + len(series.weight)
    columns = [k_next**j * after - k ** (j + 1) * now for j in range(size)]
    columns += [weight(n - 1) * up_before * down, weight(n - 2) * common, weight(n) * up * up_before]
    height = max(column.degree() for column in columns) + 1
    matrix = fmpq_mat(height, size + 3, [column[i] for i in range(height) for column in columns])
    reduced, rank = matrix.rref()
    if rank != size + 2 or any(reduced[i, i] != 1 for i in range(size + 2)):
        return None
    solution = [reduced[i, size + 2] for i in range(size + 2)]
    return _Step(solution[size], solution[size + 1], solution[:size])


def _interpolated(values: list[list[fmpq]], start: int) -> tuple[int, tuple[tuple[int, ...], ...]] | None:
    """Polynomials with these values at start, start + 1, ..., times a common scale that makes them integral."""
    rows = []
    for j in range(len(values[0])):
        row = _newton([value[j] for value in values], start)
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
