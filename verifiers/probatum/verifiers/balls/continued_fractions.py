"""Certified values of polynomial continued fractions `a(0) + b(1)/(a(1) + b(2)/(a(2) + ...))`.

Fractions that converge slowly have their tails enclosed between sub- and super-solutions (`riccati_certificates`), the
others by value sets (`nested_value_sets`); coefficients that are not rational have modules of their own. A zero of b
makes the fraction finite and its value rational.
"""

from __future__ import annotations

from typing import Final

from flint import arb, ctx, fmpq, fmpq_poly, fmpz_poly

from probatum.verifiers.balls.arithmetic import divide, multiply
from probatum.verifiers.balls.ball_fractions import enclose_ball_fraction
from probatum.verifiers.balls.errors import DivergentError, UnsupportedError
from probatum.verifiers.balls.gaussian_fractions import enclose_gaussian_quotients
from probatum.verifiers.balls.gaussian_reading import gaussian_polynomial
from probatum.verifiers.balls.nested_value_sets import enclose_by_value_sets, moebius_image, sign_at_infinity
from probatum.verifiers.balls.polynomial_reading import exact_polynomial
from probatum.verifiers.balls.riccati_search import find_riccati_tail
from probatum.verifiers.balls.scope import Engine, Scope
from probatum.verifiers.balls.term_reading import hypergeometric_sum
from probatum.verifiers.balls.terms import Polynomial
from probatum.verifiers.functions import UndefinedValueError, Value
from probatum.verifiers.functions.lift import exact, fraction, is_exact
from probatum.verifiers.language.expr import Expr
from probatum.verifiers.sequences.divergence import divergence_reason
from probatum.verifiers.sequences.fractions import PolynomialFraction, convergent, first_zero, integral_fraction
from probatum.verifiers.sequences.products import continued_fraction_product

__all__ = ["enclose_fraction", "enclose_pcf"]

_MAX_DEPTH: Final = 1 << 18


def _polynomial(expr: Expr, variable: str, scope: Scope, engine: Engine) -> Polynomial:
    """The coefficients of an element, exact or balls; raises UnsupportedError when it is no polynomial in the index."""
    written = exact_polynomial(expr, variable, scope)
    if written is not None:
        return tuple(map(exact, written.coeffs()))
    read = hypergeometric_sum(expr, variable, scope, engine)
    if read is None or len(read.terms) > 1 or read.first_regular(0) > 0 or any(pole >= 0 for pole in read.poles):
        raise UnsupportedError("a continued fraction whose elements are not polynomials in the index")
    if not read.terms:
        return ()
    (term,) = read.terms
    plain = (
        len(term.denominator) == 1 and not term.gammas and is_exact(term.base) and term.base == 1 and term.phase == 0
    )
    if not plain:
        raise UnsupportedError("a continued fraction whose elements are not polynomials in the index")
    factor = divide(term.coefficient, term.denominator[0])
    return tuple(multiply(c, factor) for c in term.numerator)


def _rational_polynomial(polynomial: Polynomial) -> fmpq_poly:
    return fmpq_poly([fraction(c) for c in polynomial])


def _finite_value(fraction: PolynomialFraction, end: int) -> Value:
    """The value of a fraction whose b(end) is 0: the convergent with index end - 1."""
    if end > _MAX_DEPTH:
        raise UnsupportedError("a finite continued fraction with too many elements")
    numerator, denominator = convergent(fraction, end - 1)
    if denominator == 0:
        raise UndefinedValueError("division by zero in a finite continued fraction")
    return exact(fmpq(numerator, denominator))


def enclose_pcf(expr: Expr, scope: Scope, engine: Engine) -> Value:
    """The value of `pcf(a, b, n)`, an exact rational when the fraction is finite.

    Raises DivergentError when `divergence_reason` has one, UnsupportedError when no theorem that is known here
    applies or the convergence is too slow for it, UndefinedValueError for a finite fraction that divides by 0.
    """
    a_expr, b_expr, bound = expr.args
    a_balls = _polynomial(a_expr, bound.name, scope, engine)
    b_balls = _polynomial(b_expr, bound.name, scope, engine)
    if not all(map(is_exact, (*a_balls, *b_balls))):
        return _complex_value(expr, a_balls, b_balls, scope, engine)
    a, b = _rational_polynomial(a_balls), _rational_polynomial(b_balls)
    fraction, scale = integral_fraction(a, b)
    return divide(enclose_fraction(fraction), scale)


def _complex_value(expr: Expr, a_balls: Polynomial, b_balls: Polynomial, scope: Scope, engine: Engine) -> Value:
    """The value of a fraction whose coefficients are not all rational: by exact discs where they are Gaussian."""
    a_expr, b_expr, bound = expr.args
    a, b = (gaussian_polynomial(element, bound.name, scope, engine) for element in (a_expr, b_expr))
    if a is not None and b is not None and b_balls:
        try:
            return enclose_gaussian_quotients(a, b)
        except UnsupportedError:
            pass  # Worpitzky's condition may still hold
    return enclose_ball_fraction(a_balls, b_balls)


def enclose_fraction(fraction: PolynomialFraction) -> Value:
    """The value of a fraction with integer coefficients."""
    end = first_zero(fraction)
    if end is not None:
        return _finite_value(fraction, end)
    reason = divergence_reason(fraction)
    if reason is not None:
        raise DivergentError(reason)
    try:
        return _by_riccati_tail(fraction)
    except UnsupportedError:
        pass  # not slow, or nested value sets may still reach the precision
    return enclose_by_value_sets(fraction)


def _normal(fraction: PolynomialFraction) -> tuple[fmpz_poly, fmpz_poly]:
    """The elements with a > 0 at infinity: changing the sign of a changes that of the value."""
    return fraction.a * sign_at_infinity(fraction.a), fraction.b


def _by_riccati_tail(fraction: PolynomialFraction) -> arb:
    """Slow convergence: exact steps up to a tail enclosed by sub- and super-solutions."""
    tail = find_riccati_tail(*_normal(fraction), ctx.prec)
    saved, ctx.prec = ctx.prec, ctx.prec + 64 + 2 * tail.start.bit_length()
    try:
        enclosed = tail.value() * sign_at_infinity(fraction.a)
        return moebius_image(continued_fraction_product(fraction.a, fraction.b, 0, tail.start), enclosed)
    finally:
        ctx.prec = saved
