"""Continued fractions of the claim language with rational polynomials for elements."""

from __future__ import annotations

from flint import fmpq, fmpq_mpoly, fmpq_poly, fmpz

from probatum.verifiers.balls.polynomial_reading import exact_polynomial
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

    def poly(polynomial: fmpq_mpoly) -> fmpq_poly:
        coefficients = {int(key[0]): value for key, value in polynomial.to_dict().items()}
        return fmpq_poly([coefficients.get(k, fmpq(0)) for k in range(max(coefficients, default=-1) + 1)])

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
    a, b = (exact_polynomial(part, expr.args[2].name, {}) for part in expr.args[:2])
    if a is None or b is None:
        raise NotRationalError("an element that is not a polynomial")
    return integral_fraction(fmpq_poly(a), fmpq_poly(b))
