"""From a gauge to a proof: where to start, and the constants that show a solution by Euler integrals to be minimal."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import prod
from typing import Final

from flint import fmpq, fmpq_poly, fmpz, fmpz_poly

from probatum.verifiers.certificates.rules.integral_solution import IntegralSolution, Polynomial, is_minimal
from probatum.verifiers.exact.unit_interval import non_negative_on_unit
from probatum.verifiers.language.expr import Expr
from probatum.verifiers.provers.dominance import dominance
from probatum.verifiers.provers.euler_integrals import Factor, Kernel, Step
from probatum.verifiers.provers.gauge import Gauge
from probatum.verifiers.sequences.fractions import PolynomialFraction
from probatum.verifiers.sequences.signs import integer_zeros, sign_from

__all__ = ["solution_proof"]

_MAX_CORRECTIONS: Final = 16
_POINTS: Final = 64


def solution_proof(
    constant: Expr, fraction: PolynomialFraction, kernel: Kernel, step: Step, gauge: Gauge
) -> IntegralSolution | None:
    """The proof whose solution is the integral over [0, 1]; None when that is not seen to be the small solution."""
    base = max((zero for zero in integer_zeros(step.denominator, 1)), default=0)
    zeros = integer_zeros(gauge.ratio.above * gauge.ratio.below, 1)
    start = max([base + 2, *(zero + 2 for zero in zeros)])
    bounded = _bounds(fraction, kernel.factors, gauge, start)
    if bounded is None and fraction.b.degree() == 2 * fraction.a.degree():
        return None
    index, bounds = bounded or (0, ())
    proof = IntegralSolution(
        constant,
        *_written(kernel, step),
        gauge=tuple(map(_coefficients, gauge.vector)),
        ratio=(_coefficients(gauge.ratio.above), _coefficients(gauge.ratio.below)),
        base=base,
        start=start,
        index=index,
        bounds=bounds,
    )
    return proof if bounds else _alternating(proof, fraction, kernel, gauge)


def _alternating(
    proof: IntegralSolution, fraction: PolynomialFraction, kernel: Kernel, gauge: Gauge
) -> IntegralSolution | None:
    """The same with a representative of the integrand that keeps its sign; either sign of the gauge will do."""
    ratio = gauge.ratio.above * gauge.ratio.below
    first = max(proof.start, *(sign_from(polynomial, 1) for polynomial in (fraction.a, fraction.b, ratio)))
    for sign in (1, -1):
        vector = [sign * v for v in gauge.vector]
        for scale, correction in _corrections(kernel, vector):
            scaled = tuple(_coefficients(scale * v) for v in vector)
            for start in (first, first + 1, first + 3, first + 8):
                candidate = replace(proof, gauge=scaled, start=start, correction=correction)
                if is_minimal(candidate, fraction.a, fraction.b):
                    return candidate
    return None


def _corrections(kernel: Kernel, vector: list[fmpz_poly]) -> Iterator[tuple[fmpz, tuple[Polynomial, ...]]]:
    """Primitives that remove the lowest powers of x from `scale (v_0 + v_1 x)`, one more each time.

    `(K Q x^k)'/K = (k+1+A) x^k + (C - B) x^(k+1) - (k+3+A+B+C) x^(k+2)` for exponents A, B, C, A constant.
    """
    yield fmpz(1), ()
    first, _, third = kernel.factors
    if first.slope or third.polynomial != (1, 1):
        return
    order = first.offset.denominator
    weight = [fmpq_poly(v) for v in vector] + [fmpq_poly()] * _MAX_CORRECTIONS
    a, b, c = (fmpq_poly([_q(f.offset), f.slope]) for f in kernel.factors)
    primitive: list[fmpq_poly] = []
    for k in range(_MAX_CORRECTIONS - 1):
        factor = weight[k] / _q(k + 1 + first.offset)
        primitive.append(factor)
        for shift, term in enumerate((k + 1 + a, c - b, -(k + 3 + a + b + c))):
            weight[k + shift] -= factor * term
        scale = fmpz(order)
        for part in primitive:
            scale = scale.lcm(part.denom() * order)
        yield scale, tuple(_spread(tuple((part * scale / order).numer() for part in primitive), order))


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
    first, *others = kernel.factors
    order = first.offset.denominator
    factors = (
        ((0, 1), order * first.slope, int(order * first.offset + order - 1)),
        *((_powers(f.polynomial, order), f.slope, int(f.offset)) for f in others),
    )
    basis = tuple((*(0,) * (order * i), 1) for i in range(len(step.matrix)))
    matrix = tuple(tuple(_coefficients(order * entry) for entry in row) for row in step.matrix)
    spread = tuple(tuple(_spread(row, order)) for row in step.primitives)
    return factors, basis, matrix, _coefficients(order * step.denominator), spread


def _powers(polynomial: Polynomial, order: int) -> Polynomial:
    """`p(y^order)`."""
    return tuple(polynomial[k // order] if k % order == 0 else 0 for k in range(order * (len(polynomial) - 1) + 1))


def _spread(row: tuple[fmpz_poly, ...], order: int) -> Iterator[Polynomial]:
    """The coefficients of `p(y^order)` from those of p(x)."""
    for k, coefficient in enumerate(row):
        if k:
            yield from ((),) * (order - 1)
        yield _coefficients(coefficient)


def _bounds(
    fraction: PolynomialFraction, factors: tuple[Factor, ...], gauge: Gauge, start: int
) -> tuple[int, tuple[tuple[int, int], ...]] | None:
    """An index with (tau, sigma, kappa), where kappa bounds `K(n)/K(n-1)` on the interval."""
    found = dominance(fraction, (gauge.ratio.above, gauge.ratio.below), _largest(factors), start)
    if found is None:
        return None
    above, below = found[1][2]
    rising, falling = (
        prod((fmpz_poly(list(f.polynomial)) ** max(sign * f.slope, 0) for f in factors), start=fmpz_poly([1]))
        for sign in (1, -1)
    )
    return found if non_negative_on_unit(above * falling - below * rising) else None


def _q(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)


def _largest(factors: tuple[Factor, ...]) -> float:
    """About the maximum of `prod q_j^s_j` on [0, 1], from many points: what is made of it is checked exactly."""

    def value(x: float) -> float:
        return math.prod(sum(c * x**k for k, c in enumerate(f.polynomial)) ** f.slope for f in factors)

    points = [k / _POINTS for k in range(_POINTS + 1)]
    best = max(points, key=value)
    near = [best + k / _POINTS**2 for k in range(-_POINTS, _POINTS + 1)]
    return max(value(x) for x in near if 0 <= x <= 1)
