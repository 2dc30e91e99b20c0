"""Continued fractions with integer coefficients by nested value sets: an exact product applied to a set of tails.

Two classical theorems give the tail `K(b(n+1)/a(n+1), ...)` a value set from some index on:

* positive elements: consecutive convergents lie on both sides of the value (and the fraction converges when they come
  together);
* Śleszyński-Pringsheim in Worpitzky's form: if `4|b(n)| <= |a(n-1) a(n)|` for n > N, all tails from N on lie in the
  disc `|w| <= |a(N)|/2`, and the fraction converges. After clearing signs the condition says that a polynomial is
  non-negative for n > N, which holds when its coefficients after the shift `n -> n + N + 1` are all non-negative.

The first elements are composed exactly by a balanced product of integer matrices. How many is expected from the ratio
of the roots of `x^2 = a(n) x + b(n)`, in floating point; the width of the image decides.

Source: Lorentzen, Waadeland, *Continued fractions with applications* (1992), I.4 and III.4.
"""

from __future__ import annotations

import math
from typing import Final

from flint import arb, ctx, fmpz_poly

from probatum.verifiers.balls.errors import UnsupportedError
from probatum.verifiers.balls.positivity import non_negative_from
from probatum.verifiers.sequences.fractions import PolynomialFraction
from probatum.verifiers.sequences.products import Matrix2, continued_fraction_product

__all__ = ["enclose_by_value_sets", "moebius_image", "sign_at_infinity"]

_MAX_DEPTH: Final = 1 << 18
_MAX_PEELED: Final = 20_000
_GUESSES: Final = 8
_GUESS_BITS: Final = 53
"""Precision of the depth that is tried first."""
_LARGEST_SQUARE: Final = 1e30


def enclose_by_value_sets(fraction: PolynomialFraction) -> arb:
    """The value of a fraction with b(n) != 0 for n >= 1, at the working precision.

    Raises UnsupportedError when neither theorem applies, or the convergence is too slow for the precision.
    """
    start, positive = _value_set(fraction)
    if start > _MAX_PEELED:
        raise UnsupportedError("a continued fraction whose elements become regular too late")
    return _converge(fraction, start, positive)


def sign_at_infinity(polynomial: fmpz_poly) -> int:
    """The sign of a polynomial that is not zero for large arguments."""
    leading = polynomial[polynomial.degree()]
    return 1 if leading > 0 else -1


def moebius_image(matrix: Matrix2, tail: arb) -> arb:
    """The Möbius image of a ball, from its two ends: the map is monotone where its denominator has no zero."""
    denominator = matrix.r * tail + matrix.s
    if not (denominator > 0 or denominator < 0):
        return arb.nan()
    low, high = ((matrix.p * end + matrix.q) / (matrix.r * end + matrix.s) for end in (tail.lower(), tail.upper()))
    return low.union(high)


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


def _value_set(fraction: PolynomialFraction) -> tuple[int, bool]:
    """`(N, positive)`: from N on the elements are positive, or Worpitzky's condition holds."""
    sign_a, sign_b = sign_at_infinity(fraction.a), sign_at_infinity(fraction.b)
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
        value = moebius_image(outer, moebius_image(inner, _tail(fraction, depth, positive)))
        if value.rel_accuracy_bits() >= wanted:
            return value
        return _lengthened(fraction, outer @ inner, depth, positive, wanted)
    finally:
        ctx.prec = saved


def _lengthened(fraction: PolynomialFraction, product: Matrix2, depth: int, positive: bool, wanted: int) -> arb:
    """The value to `wanted` bits from the product of the first `depth` steps on."""
    previous_bits, step = 0, depth
    while True:
        value = moebius_image(product, _tail(fraction, depth, positive))
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
