"""Creative telescoping of hypergeometric series at single integers n, by linear algebra over Q.

For a term H(n, k) the sums over k of V(n, k) H(n, k), V polynomial in k, span a space of finite dimension; relations
between neighbouring n hold up to differences `G(n, k+1) - G(n, k)`, `G = k p(k) H/D`. At an integer n the coefficients
are rational numbers; as functions of n they are found by interpolation.

Source: Zeilberger, *The method of creative telescoping*, J. Symb. Comp. 11 (1991).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from flint import fmpq, fmpq_mat, fmpq_poly, fmpz_mpoly_ctx, fmpz_poly

__all__ = ["Recurrence", "Series", "combined", "divisors", "recurrence_at", "shifted"]


@dataclass(frozen=True, slots=True)
class Series:
    """Terms `sign^k prod Gamma(alpha n + beta k + c/unit)^e (v_0(n) + v_1(n) k + ...)`, one (alpha, beta, c, e) each.

    `invariant` is `trace^2/determinant` of the limit of their recurrence of order 2; `kappa` bounds
    `|H(n, k)/H(n-1, k)|`, the weight left out.
    """

    gammas: tuple[tuple[int, int, int, int], ...]
    weight: tuple[fmpz_poly, ...]
    unit: int
    sign: int
    invariant: fmpq
    kappa: Fraction


@dataclass(frozen=True, slots=True)
class Recurrence:
    """`V H(n) - trace V H(n-1) - determinant V H(n-2)` telescopes with the certificate `k numerator(k)/D`."""

    trace: fmpq
    determinant: fmpq
    numerator: list[fmpq]


def shifted(series: Series, shift: int) -> Series:
    """The same with n + shift in the place of n."""
    gammas = tuple((alpha, beta, c + alpha * shift * series.unit, e) for alpha, beta, c, e in series.gammas)
    return replace(series, gammas=gammas, weight=tuple(v(fmpz_poly([shift, 1])) for v in series.weight))


def divisors(series: Series, steps: int = 2) -> tuple[tuple[int, int, int, int], ...]:
    """The factors of D: those by which the Gammas in the denominator grow from n - steps to n, but for the last."""
    return tuple(
        (alpha, beta, c + (i - steps * alpha) * series.unit, -e)
        for alpha, beta, c, e in series.gammas
        if alpha and beta and e < 0
        for i in range(steps * alpha - 1)
    )


def recurrence_at(series: Series, n: int) -> Recurrence | None:
    """The recurrence of the series at the integer n >= 2, with its certificate; None when there is no unique one."""
    (up, down), (up_before, down_before) = _quotient(series, n), _quotient(series, n - 1)
    columns = _differences(series, n, 2, down * down_before, len(series.weight))
    if columns is None:
        return None
    common = down * down_before
    columns += [_weight(series, n - 1) * up_before * down, _weight(series, n - 2) * common]
    solution = _solved(columns, _weight(series, n) * up * up_before)
    return None if solution is None else Recurrence(solution[-2], solution[-1], solution[:-2])


def combined(series: Series, before: fmpz_poly, now: fmpz_poly) -> Series:
    """The series of `before(n) V(n-1, k) H(n-1, k) + now(n) V(n, k) H(n, k)`.

    Both are multiples of the product of the Gammas in the denominator of H(n) with those in the numerator of H(n-1).
    """
    unit = series.unit
    gammas = tuple((alpha, beta, c - (e > 0) * alpha * unit, e) for alpha, beta, c, e in series.gammas)
    context = fmpz_mpoly_ctx.get(["n", "k"])
    n, k = context.gens()
    total = context.constant(0)
    for factor, sign, step in ((before, -1, 1), (now, 1, 0)):
        weights = [factor * v(fmpz_poly([-step, 1])) for v in series.weight]
        term = context.from_dict({(i, j): c for j, v in enumerate(weights) for i, c in enumerate(v.coeffs()) if c})
        for alpha, beta, c, e in series.gammas:
            for i in range(alpha):
                # The form times the unit; what the other term is multiplied by makes up for it.
                form = unit * (alpha * (n - 1) + beta * k + i) + c
                term *= form ** (sign * e) if sign * e > 0 else unit ** abs(e)
        total += term
    rows: dict[int, dict[int, int]] = {}
    for (power, j), coefficient in total.to_dict().items():
        rows.setdefault(int(j), {})[int(power)] = int(coefficient)
    weight = tuple(
        fmpz_poly([rows[j].get(i, 0) for i in range(max(rows[j]) + 1)]) if j in rows else fmpz_poly()
        for j in range(max(rows) + 1)
    )
    return replace(series, gammas=gammas, weight=weight)


def _weight(series: Series, n: int) -> fmpq_poly:
    return fmpq_poly([v(n) for v in series.weight])


def _product(forms: Iterable[tuple[fmpq_poly, int]]) -> tuple[fmpq_poly, fmpq_poly]:
    above, below = fmpq_poly([1]), fmpq_poly([1])
    for form, e in forms:
        if e > 0:
            above *= form**e
        else:
            below *= form**-e
    return above, below


def _quotient(series: Series, n: int) -> tuple[fmpq_poly, fmpq_poly]:
    """`|H(n, k)/H(n-1, k)|`."""
    return _product(
        (fmpq_poly([alpha * (n - 1) + fmpq(c, series.unit) + i, beta]), e)
        for alpha, beta, c, e in series.gammas
        for i in range(alpha)
    )


def _differences(series: Series, n: int, steps: int, common: fmpq_poly, terms: int) -> list[fmpq_poly] | None:
    """`common/H (G(k+1) - G(k))` for `G = k^(j+1) H/D`, H = H(n - steps, k) and as many j as may be needed."""
    k_next, k, unit = fmpq_poly([1, 1]), fmpq_poly([0, 1]), series.unit
    divisor, _ = _product((fmpq_poly([alpha * n + fmpq(c, unit), 1]), e) for alpha, _, c, e in divisors(series, steps))
    k_up, k_down = _product(
        (fmpq_poly([alpha * (n - steps) + fmpq(c, unit), 1]), e) for alpha, beta, c, e in series.gammas if beta
    )
    after, rest = divmod(k_next * k_up * common * series.sign, k_down * divisor(k_next))
    now, rest_now = divmod(common, divisor)
    if not (rest.is_zero() and rest_now.is_zero()):
        return None
    return [k_next**j * after - k ** (j + 1) * now for j in range(divisor.degree() + terms)]


def _solved(columns: list[fmpq_poly], right: fmpq_poly) -> list[fmpq] | None:
    """The coefficients of `right` as a combination of the columns, when they are unique."""
    polynomials, size = [*columns, right], len(columns)
    height = max(polynomial.degree() for polynomial in polynomials) + 1
    matrix = fmpq_mat(height, size + 1, [polynomial[i] for i in range(height) for polynomial in polynomials])
    reduced, rank = matrix.rref()
    if rank != size or any(reduced[i, i] != 1 for i in range(size)):
        return None
    return [reduced[i, size] for i in range(size)]
