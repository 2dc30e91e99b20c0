"""Continued fractions of the claim language with rational polynomials for elements."""

from __future__ import annotations

from flint import fmpq_poly, fmpz

from probatum.verifiers.exact.rational_functions import NotRationalError, expand
from probatum.verifiers.language.expr import Expr
from probatum.verifiers.sequences.fractions import PolynomialFraction, integral_fraction

__all__ = ["polynomial_fraction", "univariate"]


def univariate(expr: Expr, variable: str) -> tuple[fmpq_poly, fmpq_poly, tuple[fmpq_poly, ...]]:
    """Numerator, denominator and all denominators met of a rational function of one variable over Q.

    Raises NotRationalError when the expression is not one.
    """
    expansion = expand(expr, frozenset({variable}))
    if any(not atom.is_symbol(variable) for atom in expansion.atoms):
        raise NotRationalError("a constant that is not rational")

    def poly(polynomial: object) -> fmpq_poly:
        coefficients: dict[int, object] = {int(key[0]): value for key, value in polynomial.to_dict().items()}  # type: ignore[attr-defined]
        return fmpq_poly([coefficients.get(k, 0) for k in range(max(coefficients, default=-1) + 1)])  # type: ignore[list-item]

    return (
        poly(expansion.numerator),
        poly(expansion.denominator),
        tuple(map(poly, expansion.denominators)),
    )


def polynomial_fraction(expr: Expr) -> tuple[PolynomialFraction, fmpz]:
    """The elements of `pcf(a, b, n)` times a common factor `scale`, by which its value grows (and b by its square).

    Raises NotRationalError when the elements are not polynomials over Q.
    """
    if expr.head != "pcf":
        raise NotRationalError("a continued fraction is wanted")
    elements = []
    for part in expr.args[:2]:
        above, below, divisors = univariate(part, expr.args[2].name)
        if any(divisor.degree() > 0 for divisor in divisors):
            raise NotRationalError("an element that is not a polynomial")
        elements.append(above / below[0])
    return integral_fraction(*elements)
