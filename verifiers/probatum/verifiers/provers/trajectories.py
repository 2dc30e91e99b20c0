"""Continued fractions that are trajectories of a conservative matrix field: their values as Euler integrals.

A second-order recurrence with the growth of `K(n) = x^(alpha n) (1-x)^(beta n) (1+mx)^(gamma n)` is compared with the
steps of the integrals `int_0^1 x^i K(n) dx` along that direction. A gauge between them makes the continued fraction a
quotient of two integrals, if these are the small solutions; integrals of rational functions then give its value in
terms of pi (exponents of x in Z + 1/2) or of logarithms.

Source: Raz, Shalyt, Leibtag, Kalisch, Weinbaum, Hadad, Kaminer, *From Euler to AI: unifying formulas for mathematical
constants* (2025), for the field of pi; Gauss (1813) for contiguity.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from flint import fmpq, fmpz_poly

from probatum.verifiers.certificates.proofs import Proof
from probatum.verifiers.exact.polynomial_fractions import polynomial_fraction
from probatum.verifiers.exact.rational_functions import NotRationalError
from probatum.verifiers.functions import UndefinedValueError
from probatum.verifiers.language.expr import Expr
from probatum.verifiers.provers.euler_integrals import Kernel, Step, step_of
from probatum.verifiers.provers.gauge import System, find_gauge, ratio_candidates
from probatum.verifiers.provers.integral_proofs import solution_proof
from probatum.verifiers.provers.kernels import exponents, kernels_of_growth, odd_residues
from probatum.verifiers.provers.search import Search
from probatum.verifiers.sequences.fractions import PolynomialFraction, first_zero

__all__ = ["prove_trajectory"]

_MAX_DEGREE: Final = 80
"""Of the partial numerators: beyond it factors and gauges take long to find."""

_MARGINS: Final = (0, 1, 2, 3)
"""How far the factors of a gauge are moved, one after the other."""


def prove_trajectory(constant: Expr, search: Search) -> Proof | None:
    """Prove `pcf(a, b, n) = value` when its recurrence is one of Euler integrals; None when none is found."""
    try:
        fraction, _ = polynomial_fraction(constant)
    except (NotRationalError, UndefinedValueError):
        return None
    a, b = fraction.a, fraction.b
    if a.degree() < 0 or b.degree() % 2 or not 2 * a.degree() <= b.degree() <= _MAX_DEGREE:
        return None
    if first_zero(fraction) is not None:
        return None
    # Elements a of a lower degree belong to limits of trace 0.
    invariant = -(fmpq(a[b.degree() // 2]) ** 2) / fmpq(b[b.degree()])
    key = Fraction(int(invariant.p), int(invariant.q))
    odd = _odd_residues(b)
    kernels = [
        kernel
        for kernel in kernels_of_growth(key)
        # Long steps make long recurrences: that a gauge shortens one so far has not been seen.
        if sum(abs(slope) for slope, _ in exponents(kernel)) <= 2 * b.degree() + 2 and odd_residues(kernel) == odd
    ]
    systems = [system for kernel in kernels if (system := _system(kernel)) is not None]
    for margin in _MARGINS:
        # A step of the margin adds as much to the degree of the vector as there are factors to be moved.
        degree = 12 + b.degree() * (margin + 1) * 3 // 5
        for system in systems:
            search.spend(5 + degree // 2)
            proof = _along(constant, fraction, system, margin, degree)
            if proof is not None:
                return proof
    search.note("no Euler integral of a direction with this rate of convergence solves the recurrence")
    return None


def _odd_residues(b: fmpz_poly) -> frozenset[Fraction]:
    """The residues r modulo 1 for which b has an odd number of factors `n + r + integer`.

    A gauge changes these numbers by even ones.
    """
    residues: set[Fraction] = set()
    for factor, multiplicity in b.factor()[1]:
        if factor.degree() == 1 and multiplicity % 2:
            residues ^= {Fraction(int(factor[0]), int(factor[1])) % 1}
    return frozenset(residues)


def _system(kernel: Kernel) -> tuple[Kernel, Step, System] | None:
    step = step_of(kernel)
    if step is None:
        return None
    trace, determinant = (fmpq(value.numerator, value.denominator) for value in (kernel.trace, kernel.determinant))
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
