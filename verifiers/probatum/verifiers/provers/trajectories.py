"""Continued fractions that are trajectories of a conservative matrix field: their values as Euler integrals.

A second-order recurrence with the growth of `K(n) = x^(alpha n) (1-x)^(beta n) (1+mx)^(gamma n)` is compared with the
steps of the integrals `int_0^1 x^i K(n) dx` along that direction. A gauge between them makes the continued fraction a
quotient of two integrals, if these are the small solutions; integrals of rational functions then give its value in
terms of pi (exponents of x in Z + 1/2) or of logarithms.

Source: Raz, Shalyt, Leibtag, Kalisch, Weinbaum, Hadad, Kaminer, *From Euler to AI: unifying formulas for mathematical
constants* (2025), for the field of pi; Gauss (1813) for contiguity.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import Final

from flint import fmpq

from probatum.verifiers.certificates.proofs import Proof
from probatum.verifiers.exact.polynomial_fractions import polynomial_fraction
from probatum.verifiers.exact.rational_functions import NotRationalError
from probatum.verifiers.functions import UndefinedValueError
from probatum.verifiers.language.expr import Expr
from probatum.verifiers.provers.euler_integrals import Direction, Kernel, Step, limits, step_of
from probatum.verifiers.provers.gauge import System, find_gauge, ratio_candidates
from probatum.verifiers.provers.integral_proofs import solution_proof
from probatum.verifiers.provers.search import Search
from probatum.verifiers.sequences.fractions import PolynomialFraction, first_zero

__all__ = ["directions_of_growth", "prove_trajectory"]

_LARGEST_EXPONENT: Final = 8
_LARGEST_TOTAL: Final = 11
_DEGREES: Final = ((0, 24), (1, 24), (2, 40), (3, 80))
"""How far the factors of a gauge are moved, and the largest degree tried with it."""


@cache
def directions_of_growth() -> Mapping[Fraction, tuple[Direction, ...]]:
    """Directions with m = 1 by the invariant `trace^2/determinant` of the limit of their steps, small ones first."""
    found: dict[Fraction, list[Direction]] = defaultdict(list)
    sides = range(_LARGEST_EXPONENT + 1)
    for alpha in sides:
        for beta in sides:
            for gamma in range(-_LARGEST_TOTAL, 1):
                if (alpha, beta, gamma) != (0, 0, 0) and abs(alpha + beta + gamma) <= _LARGEST_TOTAL:
                    direction = Direction(alpha, beta, gamma, Fraction(1))
                    limit = limits(direction)
                    if limit is not None and limit[1] != 0:
                        found[limit[0] ** 2 / limit[1]].append(direction)
    small_first = {key: tuple(sorted(group, key=_size)) for key, group in found.items()}
    return MappingProxyType(small_first)


def _size(direction: Direction) -> int:
    return direction.alpha + direction.beta - direction.gamma


def prove_trajectory(constant: Expr, search: Search) -> Proof | None:
    """Prove `pcf(a, b, n) = value` when its recurrence is one of Euler integrals; None when none is found."""
    try:
        fraction, _ = polynomial_fraction(constant)
    except (NotRationalError, UndefinedValueError):
        return None
    a, b = fraction.a, fraction.b
    if a.degree() < 0 or b.degree() % 2 or b.degree() < 2 * a.degree() or first_zero(fraction) is not None:
        return None
    # Elements a of a lower degree belong to limits of trace 0.
    invariant = -(fmpq(a[b.degree() // 2]) ** 2) / fmpq(b[b.degree()])
    key = Fraction(int(invariant.p), int(invariant.q))
    systems = [system for kernel in _kernels(key) if (system := _system(kernel)) is not None]
    for margin, degree in _DEGREES:
        for system in systems:
            search.spend(5 + degree // 4)
            proof = _along(constant, fraction, system, margin, degree)
            if proof is not None:
                return proof
    search.note("no Euler integral of a direction with this rate of convergence solves the recurrence")
    return None


def _kernels(invariant: Fraction) -> Iterator[Kernel]:
    """Exponents of x in Z + 1/2, then integers; no others lead to elementary values."""
    for direction in directions_of_growth().get(invariant, ()):
        for offset in (Fraction(-1, 2), Fraction(0)):
            yield Kernel(direction, offset, Fraction(0), Fraction(-1))


def _system(kernel: Kernel) -> tuple[Kernel, Step, System] | None:
    step, limit = step_of(kernel), limits(kernel.direction)
    if step is None or limit is None:
        return None
    trace, determinant = (fmpq(value.numerator, value.denominator) for value in limit)
    return kernel, step, System(step.matrix, step.denominator, trace, determinant)


def _along(
    constant: Expr, fraction: PolynomialFraction, along: tuple[Kernel, Step, System], margin: int, degree: int
) -> Proof | None:
    kernel, step, system = along
    for ratio in ratio_candidates(fraction.a, fraction.b, system, margin):
        gauge = find_gauge(fraction.a, fraction.b, system, ratio, degree)
        proof = None if gauge is None else solution_proof(constant, fraction, kernel, step, gauge)
        if proof is not None:
            return proof
    return None
