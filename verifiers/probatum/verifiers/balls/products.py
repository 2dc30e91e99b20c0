"""Finite products, and infinite ones whose factors are rational, tend to 1 exponentially fast or are analytic.

For those in the middle, with `factor(k) = 1 + w(k)` and `sum_{k >= N} |w(k)| <= s < 1/2`, the tail
`prod_{k >= N} (1 + w(k))` differs from 1 by at most `exp(s) - 1`.

Source: Knopp, *Theory and application of infinite series*, section 29.
"""

from __future__ import annotations

from flint import acb, arb, ctx, fmpq, fmpz

from probatum.verifiers.balls.arithmetic import multiply
from probatum.verifiers.balls.errors import UnsupportedError
from probatum.verifiers.balls.expansion_sums import expanded_tail
from probatum.verifiers.balls.growth import tail_of_sum
from probatum.verifiers.balls.rational_products import is_rational_function, rational_product
from probatum.verifiers.balls.realness import Interval
from probatum.verifiers.balls.scope import Engine, Scope, infinite_end, integer_end
from probatum.verifiers.balls.series import MAX_FINITE_TERMS
from probatum.verifiers.balls.summands import analytic_form
from probatum.verifiers.balls.tails import growth_of
from probatum.verifiers.balls.term_reading import HypergeometricSum, hypergeometric_sum
from probatum.verifiers.functions import TooLargeError, Value
from probatum.verifiers.language.expr import Expr, integer

__all__ = ["enclose_product"]

_MAX_EXACT_BITS = 1 << 16


def enclose_product(expr: Expr, scope: Scope, engine: Engine) -> Value:
    """The value of `prod(body, k, low, high)`; a product with `high < low` is empty and 1."""
    body, bound, low_expr, high_expr = expr.args
    if infinite_end(low_expr, scope):
        raise UnsupportedError("a product from -oo")
    low = integer_end(low_expr, scope, engine)
    if infinite_end(high_expr, scope) < 0:
        return fmpz(1)
    if infinite_end(high_expr, scope):
        return _infinite(body, bound.name, low, scope, engine)
    high = integer_end(high_expr, scope, engine)
    return _range(body, bound.name, low, high, scope, engine)


def _range(body: Expr, variable: str, low: int, high: int, scope: Scope, engine: Engine) -> Value:
    if high - low + 1 > MAX_FINITE_TERMS:
        raise TooLargeError(f"a product of {high - low + 1} factors; at most {MAX_FINITE_TERMS} are multiplied")
    factor = engine.body(body, variable, scope)
    product: Value = fmpz(1)
    for k in range(low, high + 1):
        product = multiply(product, factor(fmpz(k)))
        if isinstance(product, (fmpz, fmpq)) and product.height_bits() > max(_MAX_EXACT_BITS, 4 * ctx.prec):
            product = arb(product)
    return product


def _deviation(body: Expr) -> Expr:
    """`body - 1` without cancellation, as far as the form of the factor allows."""
    if body.head == "+" and integer(1) in body.args:
        rest = list(body.args)
        rest.remove(integer(1))
        return rest[0] if len(rest) == 1 else Expr("+", tuple(rest))
    if body.head in ("cos", "cosh"):
        half = Expr("/", (body.args[0], integer(2)))
        inner = Expr("sin" if body.head == "cos" else "sinh", (half,))
        return Expr("*", (integer(2), inner, inner))  # cos x - 1 = -2 sin(x/2)^2, up to sign
    raise UnsupportedError("an infinite product whose factor is not written 1 + w")


def _by_logarithms(body: Expr, variable: str, low: int, scope: Scope, engine: Engine) -> Value:
    """`exp` of the sum of the principal logarithms of all factors from some index on."""
    logarithms = Expr("log", (analytic_form(body, variable, scope),))
    first, tail = expanded_tail(logarithms, variable, low, False, scope, engine)
    rest = tail.exp()
    beginning = _range(body, variable, low, first - 1, scope, engine)
    rest_is_real = Interval(variable, arb(first).union(arb.pos_inf()), arb(first), scope, engine).is_real(body)
    return multiply(beginning, rest.real if rest_is_real else rest)


def _infinite(body: Expr, variable: str, low: int, scope: Scope, engine: Engine) -> Value:
    """A rational factor by gamma functions, another by its exponential approach to 1 or by its logarithm."""
    read = hypergeometric_sum(body, variable, scope, engine)
    if read is not None and len(read.terms) == 1 and is_rational_function(read.terms[0]):
        return _rational(body, variable, low, read, scope, engine)
    try:
        return _exponential(body, variable, low, scope, engine)
    except UnsupportedError:
        return _by_logarithms(body, variable, low, scope, engine)


def _rational(body: Expr, variable: str, low: int, read: HypergeometricSum, scope: Scope, engine: Engine) -> Value:
    # Factors that the combined fraction does not stand for (poles that cancel in it) are multiplied as written.
    regular = max(read.first_regular(low), max((pole + 1 for pole in read.poles), default=low), low)
    beginning = _range(body, variable, low, regular - 1, scope, engine)
    return multiply(beginning, rational_product(read.terms[0], regular))


def _exponential(body: Expr, variable: str, low: int, scope: Scope, engine: Engine) -> Value:
    deviation = _deviation(body)
    end = max(low, 2) + 4
    while True:
        tail = tail_of_sum(growth_of(deviation, variable, end, scope, engine), end)
        if tail is not None and tail.upper() < arb(2) ** (-ctx.prec):
            break
        end *= 2
        if end - low > MAX_FINITE_TERMS:
            raise UnsupportedError("an infinite product whose factors are not seen to tend to 1 exponentially fast")
    partial = _range(body, variable, low, end - 1, scope, engine)
    radius = arb(0, tail.upper().expm1().upper())
    rest_is_real = Interval(variable, arb(end).union(arb.pos_inf()), arb(end), scope, engine).is_real(body)
    return partial * (1 + (radius if rest_is_real else acb(radius, radius)))
