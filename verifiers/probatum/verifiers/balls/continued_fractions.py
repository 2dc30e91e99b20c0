"""Certified values of polynomial continued fractions `a(0) + b(1)/(a(1) + b(2)/(a(2) + ...))`.

Two classical theorems give the tail `K(b(n+1)/a(n+1), ...)` a value set from some index on:

* positive elements: consecutive convergents lie on both sides of the value (and the fraction converges when they come
  together);
* Śleszyński-Pringsheim in Worpitzky's form: if `4|b(n)| <= |a(n-1) a(n)|` for n > N, all tails from N on lie in the
  disc `|w| <= |a(N)|/2`, and the fraction converges. After clearing signs the condition says that a polynomial is
  non-negative for n > N, which holds when its coefficients after the shift `n -> n + N + 1` are all non-negative.

Fractions that converge too slowly for these sets have their tails enclosed between sub- and super-solutions
(`riccati_certificates`). The first N elements are composed exactly by a balanced product of integer matrices; a zero
of b makes the fraction finite and its value rational.

Source: Lorentzen, Waadeland, *Continued fractions with applications* (1992), I.4 and III.4.
"""

from __future__ import annotations

import math
from typing import Final

from flint import arb, ctx, fmpq, fmpq_poly, fmpz_poly

from probatum.verifiers.balls.arithmetic import divide, multiply
from probatum.verifiers.balls.ball_fractions import enclose_ball_fraction
from probatum.verifiers.balls.errors import DivergentError, UnsupportedError
from probatum.verifiers.balls.gaussian_fractions import enclose_gaussian_quotients
from probatum.verifiers.balls.gaussian_reading import gaussian_polynomial
from probatum.verifiers.balls.polynomial_reading import exact_polynomial
from probatum.verifiers.balls.positivity import non_negative_from
from probatum.verifiers.balls.riccati_search import find_riccati_tail
from probatum.verifiers.balls.scope import Engine, Scope
from probatum.verifiers.balls.term_reading import hypergeometric_sum
from probatum.verifiers.balls.terms import Polynomial
from probatum.verifiers.functions import UndefinedValueError, Value
from probatum.verifiers.functions.lift import exact, fraction, is_exact
from probatum.verifiers.language.expr import Expr
from probatum.verifiers.sequences.divergence import divergence_reason
from probatum.verifiers.sequences.fractions import PolynomialFraction, first_zero, integral_fraction
from probatum.verifiers.sequences.products import Matrix2, continued_fraction_product

__all__ = ["enclose_pcf"]

_MAX_DEPTH: Final = 1 << 18
_MAX_PEELED: Final = 20_000
_GUESSES: Final = 8
_GUESS_BITS: Final = 53
"""Precision of the depth that is tried first."""
_LARGEST_SQUARE: Final = 1e30


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


def _product(fraction: PolynomialFraction, low: int, high: int) -> Matrix2:
    """The product of the steps low <= n < high."""
    return continued_fraction_product(fraction.a, fraction.b, low, high)


def _first_certified(polynomial: fmpz_poly) -> int | None:
    """The least power of two from which the polynomial is certified to be non-negative, None when there is none."""
    if polynomial.degree() < 0:
        return 1
    if polynomial[polynomial.degree()] < 0:
        return None
    start = 1
    while not non_negative_from(polynomial, start):
        start *= 2
        if start > _MAX_PEELED:
            return None
    return start


def _sign_at_infinity(polynomial: fmpz_poly) -> int:
    leading = polynomial[polynomial.degree()]
    return 1 if leading > 0 else -1


def _finite_value(fraction: PolynomialFraction, end: int) -> Value:
    """The value of a fraction whose b(end) is 0: the convergent with index end - 1."""
    if end > _MAX_DEPTH:
        raise UnsupportedError("a finite continued fraction with too many elements")
    last = fraction.a(end - 1)
    product = _product(fraction, 0, end - 1)
    denominator = product.r * last + product.s
    if denominator == 0:
        raise UndefinedValueError("division by zero in a finite continued fraction")
    return exact(fmpq(product.p * last + product.q, denominator))


def _apply(matrix: Matrix2, tail: arb) -> arb:
    """The Möbius image of a ball, from its two ends: the map is monotone where its denominator has no zero."""
    denominator = matrix.r * tail + matrix.s
    if not (denominator > 0 or denominator < 0):
        return arb.nan()
    low, high = ((matrix.p * end + matrix.q) / (matrix.r * end + matrix.s) for end in (tail.lower(), tail.upper()))
    return low.union(high)


def _value_set(fraction: PolynomialFraction) -> tuple[int, bool]:
    """`(N, positive)`: from N on the elements are positive, or Worpitzky's condition holds."""
    sign_a, sign_b = _sign_at_infinity(fraction.a), _sign_at_infinity(fraction.b)
    product = fraction.a * fraction.a(fmpz_poly([-1, 1]))
    worpitzky = _first_certified(product - 4 * sign_b * fraction.b)
    steady = _first_certified(sign_b * fraction.b)
    non_zero = _first_certified(sign_a * fraction.a - fmpz_poly([1]))
    if worpitzky is not None and steady is not None and non_zero is not None:
        return max(worpitzky, steady, non_zero) + 1, False
    if (
        sign_b > 0
        and steady is not None
        and non_zero is not None
        and fraction.a.degree() * 2 + 2 >= fraction.b.degree()
    ):
        return max(steady, non_zero) + 1, True
    raise UnsupportedError(
        "a continued fraction that neither has positive elements nor satisfies Worpitzky's condition"
    )


def _tail(fraction: PolynomialFraction, n: int, positive: bool) -> arb:
    """A ball for the value of the fraction that starts with a(n), from the value set."""
    a = arb(fraction.a(n))
    if positive:
        sign = 1 if a > 0 else -1
        return a.union(a + sign * abs(arb(fraction.b(n + 1)) / fraction.a(n + 1)))
    return a + arb(0, (abs(a) / 2).upper())


def enclose_pcf(expr: Expr, scope: Scope, engine: Engine) -> Value:
    """The value of `pcf(a, b, n)`, an exact rational when the fraction is finite.

    Raises DivergentError when `divergence_reason` has one, UnsupportedError when neither theorem of this module applies
    or the convergence is too slow for it, UndefinedValueError for a finite fraction that divides by 0.
    """
    a_expr, b_expr, bound = expr.args
    a_balls = _polynomial(a_expr, bound.name, scope, engine)
    b_balls = _polynomial(b_expr, bound.name, scope, engine)
    if not all(map(is_exact, (*a_balls, *b_balls))):
        return _complex_value(expr, a_balls, b_balls, scope, engine)
    a, b = _rational_polynomial(a_balls), _rational_polynomial(b_balls)
    fraction, scale = integral_fraction(a, b)
    return divide(_integral_value(fraction), scale)


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


def _integral_value(fraction: PolynomialFraction) -> Value:
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
    start, positive = _value_set(fraction)
    if start > _MAX_PEELED:
        raise UnsupportedError("a continued fraction whose elements become regular too late")
    return _converge(fraction, start, positive)


def _normal(fraction: PolynomialFraction) -> tuple[fmpz_poly, fmpz_poly]:
    """The elements with a > 0 at infinity: changing the sign of a changes that of the value."""
    return fraction.a * _sign_at_infinity(fraction.a), fraction.b


def _by_riccati_tail(fraction: PolynomialFraction) -> arb:
    """Slow convergence: exact steps up to a tail enclosed by sub- and super-solutions."""
    tail = find_riccati_tail(*_normal(fraction), ctx.prec)
    saved, ctx.prec = ctx.prec, ctx.prec + 64 + 2 * tail.start.bit_length()
    try:
        enclosed = tail.value() * _sign_at_infinity(fraction.a)
        return _apply(_product(fraction, 0, tail.start), enclosed)
    finally:
        ctx.prec = saved


def _bits_per_step(fraction: PolynomialFraction, n: int) -> float:
    """About how much narrower one step at n makes the tails, in bits: the ratio of the roots of `x^2 = a(n) x + b(n)`.

    With `r^2 = 1 + 4 q`, `q = b(n)/a(n)^2`, the ratio is `(1 + r)/|1 - r| = (1 + r)^2/|4 q|`.
    """
    quotient = arb(fraction.b(n)) / arb(fraction.a(n)) ** 2 * 4
    square = min(float(1 + quotient), _LARGEST_SQUARE)
    if not square > 0:
        return 0.0
    return max(0.0, 2 * math.log2(1 + math.sqrt(square)) - float(abs(quotient).log()) / math.log(2))


def _expected_depth(fraction: PolynomialFraction, start: int, bits: int) -> int | None:
    """The depth at which the convergents should have that many bits, None when it is out of reach; a guess."""
    depth = start + 32
    for _ in range(_GUESSES):
        mean = sum(_bits_per_step(fraction, start + depth * i // 8) for i in (1, 3, 5, 7)) / 4
        if mean * _MAX_DEPTH <= bits:
            return None
        before, depth = depth, start + int(bits / mean) + 1
        if abs(depth - before) <= depth // 64:
            break
    return depth + depth // 64 + 4


def _converge(fraction: PolynomialFraction, start: int, positive: bool) -> arb:
    """Lengthen the product until the image of the value set is narrow at the working precision.

    The product is not multiplied out at the expected depth: its last factors act on the value set first, which needs
    the working precision only. Where the first factors spread tails far apart the bits are lost, and the exact product
    still has them. No tail from `start` on is infinite.
    """
    wanted = ctx.prec - 8
    with ctx.workprec(_GUESS_BITS):
        depth = _expected_depth(fraction, start, wanted) or start
    saved, ctx.prec = ctx.prec, ctx.prec + 64
    try:
        middle = max(start, depth // 2)
        outer, inner = _product(fraction, 0, middle), _product(fraction, middle, depth)
        value = _apply(outer, _apply(inner, _tail(fraction, depth, positive)))
        if value.rel_accuracy_bits() >= wanted:
            return value
        return _lengthened(fraction, outer @ inner, depth, positive, wanted)
    finally:
        ctx.prec = saved


def _lengthened(fraction: PolynomialFraction, product: Matrix2, depth: int, positive: bool, wanted: int) -> arb:
    """The value to `wanted` bits from the product of the first `depth` steps on."""
    previous_bits, step = 0, depth
    while True:
        value = _apply(product, _tail(fraction, depth, positive))
        bits = value.rel_accuracy_bits()
        if bits >= wanted:
            return value
        gained = bits - previous_bits
        stalled = previous_bits > 0 and gained * depth < step * (depth // 2048 + 4) and depth > 4096
        rest = (wanted - bits) * step // gained + 8 if bits > 0 and gained > 0 else depth
        previous_bits, step = bits, max(32, min(depth, rest))
        if stalled or depth + step > _MAX_DEPTH:
            raise UnsupportedError("a continued fraction that converges too slowly for nested value sets")
        product = product @ _product(fraction, depth, depth + step)
        depth += step
