"""From a gauge to a proof: where to start, and the constants that show a solution by Euler integrals to be minimal."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from flint import fmpq, fmpz_poly

from probatum.verifiers.certificates.rules.integral_solution import IntegralSolution, Polynomial
from probatum.verifiers.exact.minimality import is_dominated
from probatum.verifiers.exact.unit_interval import non_negative_on_unit
from probatum.verifiers.language.expr import Expr
from probatum.verifiers.provers.euler_integrals import Direction, Kernel, Step
from probatum.verifiers.provers.gauge import Gauge
from probatum.verifiers.sequences.fractions import PolynomialFraction
from probatum.verifiers.sequences.signs import integer_zeros

__all__ = ["solution_proof"]

_INDICES: Final = (0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144)
_DENOMINATOR: Final = 1000


def solution_proof(
    constant: Expr, fraction: PolynomialFraction, kernel: Kernel, step: Step, gauge: Gauge
) -> IntegralSolution | None:
    """The proof whose solution is the integral over [0, 1]; None when that is not seen to be the small solution."""
    base = max((zero for zero in integer_zeros(step.denominator, 1)), default=0)
    zeros = integer_zeros(gauge.ratio.above * gauge.ratio.below, 1)
    start = max([base + 2, *(zero + 2 for zero in zeros)])
    found = _bounds(fraction, kernel.direction, gauge, start)
    if found is None:
        return None
    index, bounds = found
    return IntegralSolution(
        constant,
        *_written(kernel, step),
        gauge=tuple(map(_coefficients, gauge.vector)),
        ratio=(_coefficients(gauge.ratio.above), _coefficients(gauge.ratio.below)),
        base=base,
        start=start,
        index=index,
        bounds=bounds,
    )


def _coefficients(polynomial: fmpz_poly) -> Polynomial:
    return tuple(int(c) for c in polynomial.coeffs())


def _written(
    kernel: Kernel, step: Step
) -> tuple[
    tuple[tuple[Polynomial, int, int], ...],
    tuple[Polynomial, ...],
    tuple[tuple[Polynomial, ...], ...],
    Polynomial,
    tuple[tuple[Polynomial, ...], ...],
]:
    """Kernel, basis, step, denominator and primitives; `x = y^2`, `dx = 2y dy` where exponents of x are halves."""
    direction = kernel.direction
    order = kernel.a.denominator
    slope, offset = order * direction.alpha, int(order * kernel.a + order - 1)
    m = (direction.m.denominator, *(0,) * (order - 1), direction.m.numerator)
    factors = (
        ((0, 1), slope, offset),
        ((1, *(0,) * (order - 1), -1), direction.beta, int(kernel.b)),
        (m, direction.gamma, int(kernel.c)),
    )
    spread = tuple(tuple(_spread(row, order)) for row in step.primitives)
    matrix = tuple(tuple(_coefficients(order * entry) for entry in row) for row in step.matrix)
    basis = ((1,), (*(0,) * order, 1))
    return factors, basis, matrix, _coefficients(order * step.denominator), spread


def _spread(row: tuple[fmpz_poly, ...], order: int) -> Iterator[Polynomial]:
    """The coefficients of `p(y^order)` from those of p(x)."""
    for k, coefficient in enumerate(row):
        if k:
            yield from ((),) * (order - 1)
        yield _coefficients(coefficient)


def _bounds(
    fraction: PolynomialFraction, direction: Direction, gauge: Gauge, start: int
) -> tuple[int, tuple[tuple[int, int], ...]] | None:
    """An index with (tau, sigma, kappa) as `is_dominated` wants them, from floating point estimates."""
    a, b = fraction.a, fraction.b
    above, below = gauge.ratio.above, gauge.ratio.below
    beta = float(Fraction(int(b[b.degree()]), int(a[a.degree()]) ** 2))
    if not 1 + 4 * beta > 0 or above.degree() - below.degree() != a.degree():
        return None
    root = math.sqrt(1 + 4 * beta)
    large, small = (1 + root) / 2, abs(1 - root) / 2
    unit = abs(float(Fraction(int(above[above.degree()]), int(below[below.degree()] * a[a.degree()]))))
    rate = unit * _largest(direction)
    if not rate < large * (1 - 1e-6):
        return None
    tau = _rational((large + max(small, rate)) / 2)
    sigma = Fraction(1) if beta <= 0 else _rational(large * large / float(tau))
    kappa = _rational((float(tau) + rate) / 2 / unit)
    linear = fmpz_poly([direction.m.denominator, direction.m.numerator])
    rising = fmpz_poly([0, 1]) ** direction.alpha * fmpz_poly([1, -1]) ** direction.beta
    if not non_negative_on_unit(kappa.numerator * linear ** (-direction.gamma) - kappa.denominator * rising):
        return None
    bounds = tuple((value.numerator, value.denominator) for value in (tau, sigma, kappa))
    growth = (above * kappa.numerator, below * kappa.denominator)
    for later in _INDICES:
        if is_dominated(a, b, growth, (_q(tau), _q(sigma)), start + later):
            return start + later, bounds
    return None


def _q(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)


def _rational(value: float) -> Fraction:
    """A short fraction near a positive number."""
    digits = max(0, -math.floor(math.log10(value)))
    return Fraction(value).limit_denominator(_DENOMINATOR * 10**digits)


def _largest(direction: Direction) -> float:
    """The maximum of `x^alpha (1-x)^beta (1+mx)^gamma` on [0, 1]."""
    alpha, beta, gamma, m = direction.alpha, direction.beta, direction.gamma, float(direction.m)
    # alpha (1-x)(1+mx) - beta x (1+mx) + gamma m x (1-x) = 0
    c0, c1, c2 = alpha, alpha * (m - 1) - beta + gamma * m, -m * (alpha + beta + gamma)
    places = [0.0, 1.0]
    if c2 == 0:
        places += [-c0 / c1] if c1 else []
    elif c1 * c1 >= 4 * c2 * c0:
        root = math.sqrt(c1 * c1 - 4 * c2 * c0)
        places += [(-c1 + root) / (2 * c2), (-c1 - root) / (2 * c2)]
    return max(x**alpha * (1 - x) ** beta * (1 + m * x) ** gamma for x in places if 0 <= x <= 1)
