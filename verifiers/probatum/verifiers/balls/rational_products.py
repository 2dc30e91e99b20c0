"""Infinite products of rational functions by gamma functions.

If `R(k) = prod (k - a_i)/prod (k - b_j)` with as many zeros as poles and `sum a_i = sum b_j`, then

    prod_{k >= n} R(k) = prod Gamma(n - b_j) / prod Gamma(n - a_i).

Otherwise the factors do not tend to 1, or behave like `1 + c/k` with c != 0, and the product diverges.

Source: Whittaker, Watson, *A course of modern analysis*, section 12.13.
"""

from __future__ import annotations

from flint import acb, fmpq, fmpq_poly, fmpz

from probatum.verifiers.balls.errors import DivergentError
from probatum.verifiers.balls.terms import HypergeometricTerm
from probatum.verifiers.functions import UndefinedValueError, Value
from probatum.verifiers.functions.lift import fraction, is_exact, root_balls

__all__ = ["is_rational_function", "rational_product"]


def is_rational_function(term: HypergeometricTerm) -> bool:
    """Whether the term is a rational function of the index with exact rational coefficients."""
    plain = not term.gammas and term.phase == 0 and is_exact(term.base) and term.base == 1
    return plain and all(map(is_exact, (term.coefficient, *term.numerator, *term.denominator)))


def _roots(polynomial: fmpq_poly) -> list[tuple[fmpq | acb, int]]:
    """The roots with their multiplicities: exact where they are rational."""
    _, factors = polynomial.numer().factor()
    roots: list[tuple[fmpq | acb, int]] = []
    for factor, multiplicity in factors:
        if factor.degree() == 1:
            roots.append((fmpq(-factor[0], factor[1]), multiplicity))
        else:
            roots += [(ball, multiplicity) for ball in root_balls(factor)]
    return roots


def _require_convergence(numerator: fmpq_poly, denominator: fmpq_poly) -> None:
    degree = denominator.degree()
    if numerator.degree() != degree or numerator[degree] != denominator[degree]:
        raise DivergentError("the factors of the product do not tend to 1")
    if degree > 0 and numerator[degree - 1] != denominator[degree - 1]:
        raise DivergentError("the factors of the product behave like 1 + c/k with c != 0")


def rational_product(term: HypergeometricTerm, first: int) -> Value:
    """`prod R(k)` over k >= first, for a term with `is_rational_function`; a real number, 0 when a factor is 0.

    Raises DivergentError when the product does not converge and UndefinedValueError when a factor divides by 0.
    """
    numerator = fmpq_poly([fraction(c) for c in term.numerator]) * fraction(term.coefficient)
    denominator = fmpq_poly([fraction(c) for c in term.denominator])
    common = numerator.gcd(denominator)
    numerator, denominator = numerator // common, denominator // common
    zeros, poles = _roots(numerator), _roots(denominator)
    for root, _ in poles:
        if isinstance(root, fmpq) and root.q == 1 and root >= first:
            raise UndefinedValueError(f"division by zero in the factor with index {root}")
    _require_convergence(numerator, denominator)
    if any(isinstance(root, fmpq) and root.q == 1 and root >= first for root, _ in zeros):
        return fmpz(0)
    value = acb(1)
    for roots, sign in ((poles, 1), (zeros, -1)):
        for root, multiplicity in roots:
            gamma = acb(first - root) if isinstance(root, fmpq) else acb(first) - root
            value *= (gamma.gamma() if sign > 0 else gamma.rgamma()) ** multiplicity
    # The roots come in conjugate pairs: the product is real.
    return value.real
