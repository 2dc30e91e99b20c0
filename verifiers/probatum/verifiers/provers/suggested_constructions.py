"""Which constructions the constants in a number, and the elements of continued fractions, suggest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache
from math import gcd, isqrt
from typing import Final

from flint import fmpq, fmpz

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.polynomial_reading import exact_polynomial
from probatum.verifiers.exact.polynomial_fractions import polynomial_fraction
from probatum.verifiers.exact.rational_functions import NotRationalError
from probatum.verifiers.irrationality.bessel_fractions import BESSEL, rational_arguments
from probatum.verifiers.irrationality.construction import NoConclusionError
from probatum.verifiers.irrationality.constructions import construct
from probatum.verifiers.irrationality.double_families import double_exponents
from probatum.verifiers.irrationality.double_integrals import MAX_EXPONENT
from probatum.verifiers.irrationality.families import INDEX, parameters_of_integral
from probatum.verifiers.irrationality.integer_fractions import LAMBERT
from probatum.verifiers.irrationality.log_integrals import unit_integral
from probatum.verifiers.irrationality.quadratic_integrals import quadratic_integral
from probatum.verifiers.irrationality.quadratic_units import MAX_RADICAND, unit
from probatum.verifiers.irrationality.statements import Statement
from probatum.verifiers.irrationality.terms import enclosed
from probatum.verifiers.language.expr import Expr, apply, integer, walk
from probatum.verifiers.provers.exponents import integrals_between, with_best_image, without_content

__all__ = ["suggestions"]

_Key = tuple[str, tuple[int, ...]]

_MOST_BALANCED: Final = 12
_GRID: Final = 4
_MAX_COEFFICIENT: Final = 10**9
_SEEN_BITS: Final = 90
"""To how many bits a value agrees with a rational number that it seems to be."""
_RHIN_VIOLA: Final = ("double_integrals", (12, 12, 14, 14, 13, 16, 11, 13, 15, 10))
"""The best exponents for zeta(2), with the image by which primes are saved: 5.4412."""
_OF_PI: Final = (
    ("polynomial_integrals", (3, 2, 2, 2, 3, -3, 2, 1, -2, 10**6, 2000000, 0, 1781360, 265490, 1698418, 347713)),
    ("polynomial_integrals", (3, 2, 2, 2, 2, -2, 2, 1, -2, 10**6, 2000000, 0, 1589611, 264594, 1312006, 403024)),
)
"""What `integrals_between` finds for pi/sqrt(3), 4.6016, and for pi, 15.696."""
_OF_LOG_3: Final = (
    "polynomial_integrals",
    (19, 4, 10, 2, 432, -48, 6, 2, 432, -42, 2, 2, 432, -44, 1, 2, 432, -45, 1),
)
"""The best factors w^2 - k w + 432 with exponents of the sum 19 that a search for log(36/12) found: 19.149."""
_LOGARITHMS: Final = ("log", "log1p", "log2", "log10", "atanh", "acoth", "asinh", "acosh")
_ANGLES: Final = ("atan", "acot", "asin", "acos", "asec", "acsc")
_IMAGES: Final = {"^": "exp", "cot": "tan", "coth": "tanh"}
"""Functions whose values are images of those of others."""


def suggestions(statement: Statement) -> Iterator[_Key]:
    for node in walk(statement.number):
        yield from _of_constant(node)
    if statement.source is not None and statement.source.head == "integral":
        yield from parameters_of_integral(statement.source) or ()
        exponents = double_exponents(statement.source, INDEX)
        if exponents is not None and min(exponents) > 0 and max(exponents) <= MAX_EXPONENT:
            yield "double_integrals", with_best_image(exponents)
    if statement.source is not None and statement.source.head == "pcf":
        yield from _of_fraction(statement.source)
    if statement.source is not None and statement.source.head == "limit_along":
        yield from (("zeta_values", (2,)), ("zeta_values", (3,)))


def _of_constant(node: Expr) -> Iterator[_Key]:
    """What the constant at a node of the number suggests."""
    if node.is_symbol("e"):
        yield "lambert_fractions", (0, 1, 2)
    elif node.head == "sqrt" and node.args[0].is_symbol("e"):
        yield "lambert_fractions", (0, 1, 4)
    elif node.head in LAMBERT or node.head in ("cot", "coth") or (node.head == "^" and node.args[0].is_symbol("e")):
        yield from _of_exponential(node)
    elif node.head == "sqrt" or node.is_symbol("golden_ratio") or (node.head == "^" and node.args[1].head == "/"):
        yield from _of_root(node)
    elif node.is_symbol("pi"):
        yield from (_RHIN_VIOLA, ("zeta_values", (2,)), *_OF_PI, ("power_integrals", (2, 3, 1)))
    elif node.head == "zeta":
        yield from (_RHIN_VIOLA, ("zeta_values", (2,)), ("zeta_values", (3,)))
    elif node.head in _LOGARITHMS:
        yield from _of_logarithm(node)
    elif node.head in _ANGLES:
        square = _rational(Expr("^", (apply("tan", node), integer(2))))
        if square:
            yield from _of_arctangent(
                2 * square.denominator, square.denominator * (square.numerator + square.denominator)
            )
            yield "power_integrals", (2, square.denominator, square.numerator)
    elif node.head in BESSEL:
        yield from _of_bessel(node)
    elif node.head == "integral":
        yield from _of_integral(node)
    elif node.head == "pcf":
        yield from _of_fraction(node)


def _rational(expr: Expr) -> Fraction | None:
    """A positive rational number that is written, or one of moderate size that the value seems to be."""
    written = exact_polynomial(expr, "", {})
    if written is not None and written.degree() <= 0:
        exact = fmpq(written[0])
        return Fraction(int(exact.p), int(exact.q)) if exact > 0 else None
    try:
        mantissa, exponent = enclosed(expr, 2 * _SEEN_BITS).mid().man_exp()
    except NO_VALUE:
        return None
    value = Fraction(int(mantissa)) * Fraction(2) ** int(exponent) if abs(int(exponent)) < 10**4 else Fraction(0)
    near = value.limit_denominator(_MAX_COEFFICIENT)
    return near if near > 0 and abs(near - value) < Fraction(1, 2**_SEEN_BITS) * max(Fraction(1), value) else None


def _of_logarithm(node: Expr) -> Iterator[_Key]:
    """That of the rational number of which the value is a rational multiple of the logarithm."""
    image = node.args[0] if node.head == "log" else apply("exp", Expr("*", (integer(2), node)))
    value = _rational(image)
    if value is None or value == 1:
        return
    ratio = _without_powers(max(value, 1 / value))
    u, v = ratio.denominator, ratio.numerator - ratio.denominator
    yield "log_integrals", (u, v, *_best_exponents(u, v))
    yield "log_integrals", (u, v, 1, 1, 1)
    if ratio == 3:
        yield _OF_LOG_3


def _without_powers(ratio: Fraction) -> Fraction:
    """The r with `ratio = r^k` for the greatest k."""
    parts = [(int(prime), int(exponent)) for prime, exponent in fmpz(ratio.numerator).factor()]
    parts += [(int(prime), -int(exponent)) for prime, exponent in fmpz(ratio.denominator).factor()]
    common = gcd(*(exponent for _, exponent in parts))
    root = Fraction(1)
    for prime, exponent in parts:
        root *= Fraction(prime) ** (exponent // common)
    return root


def _of_arctangent(s: int, product: int) -> Iterator[_Key]:
    """For the integral of 1/(t^2 + s t + N) over the positive numbers."""
    yield from (("polynomial_integrals", key) for key in integrals_between(*without_content(s, product)))


@lru_cache(maxsize=64)
def _best_exponents(u: int, v: int) -> tuple[int, int, int]:
    """Exponents of moderate size with the least bound for `log((u+v)/u)`."""
    trials = [(m, m, m + step) for m in range(2, _MOST_BALANCED + 1) for step in (-1, 1)]
    small = range(1, _GRID + 1)
    trials += [(a, b, c) for a in small for b in small for c in range(1, a + b) if gcd(gcd(a, b), c) == 1]
    best, bound = (1, 1, 1), float("inf")
    for exponents in trials:
        try:
            measure = float(enclosed(construct("log_integrals", (u, v, *exponents)).measure).mid())
        except NoConclusionError:
            continue
        if measure < bound:
            best, bound = exponents, measure
    return best


def _of_root(node: Expr) -> Iterator[_Key]:
    """The square root that a root or the golden ratio is made of."""
    square = Fraction(5) if node.is_symbol("golden_ratio") else _rational(Expr("^", (node, Expr("int", (), 2))))
    if square is None:
        return
    radicand = square.numerator * square.denominator
    for each in (radicand, _without_squares(radicand)):
        found = unit(each) if each <= MAX_RADICAND else None
        if found is not None:
            yield "quadratic_units", (each, *found)


def _without_squares(number: int) -> int:
    rest = 1
    for prime, exponent in fmpz(number).factor():
        rest *= int(prime) ** (int(exponent) % 2)
    return rest


def _of_exponential(node: Expr) -> Iterator[_Key]:
    argument = _rational(node.args[-1]) or _rational(Expr("neg", (node.args[-1],)))
    if argument is None or argument == 0:
        yield from _of_root_argument(node)
        return
    index = LAMBERT.index(_IMAGES.get(node.head, node.head))
    half = argument / 2 if LAMBERT[index] == "exp" else argument
    yield "lambert_fractions", (index, half.numerator, half.denominator)


def _of_root_argument(node: Expr) -> Iterator[_Key]:
    """For tan and tanh of the square root of a rational number."""
    name = _IMAGES.get(node.head, node.head)
    square = _rational(Expr("^", (node.args[-1], integer(2))))
    if square and name in ("tan", "tanh"):
        yield "lambert_fractions", (LAMBERT.index(name), square.numerator, square.denominator, 1)


def _of_bessel(node: Expr) -> Iterator[_Key]:
    """The function as the upper or as the lower part of a quotient."""
    read = rational_arguments(node)
    for order in () if read is None else (read[1], read[1] - 1):
        argument = fmpq(0) if read is None else read[2]
        numbers = (order.p, order.q, argument.p, argument.q)
        yield "bessel_fractions", (BESSEL.index(node.head), *map(int, numbers))


def _of_integral(node: Expr) -> Iterator[_Key]:
    quadratic = quadratic_integral(node)
    if quadratic is not None:
        yield "quadratic_integrals", quadratic[1]
        a, b, c = quadratic[1]
        yield from _of_arctangent(b + 2 * c, c * (a + b + c))
    read = unit_integral(node)
    if read is None:
        return
    k, _, constant, leading = read
    ratio = fmpq(leading) / fmpq(constant)
    u, v = int(ratio.q), int(ratio.p)
    yield "power_integrals", (k, u, v)
    if k == 2 and v > 0:
        yield from _of_arctangent(2 * u, u * (u + v))
    if k == 1:
        low, gap = (u, v) if v > 0 else (u + v, -v)
        yield "log_integrals", (low, gap, *_best_exponents(low, gap))


def _of_fraction(node: Expr) -> Iterator[_Key]:
    """Constructions whose recurrence may be that of the fraction, by the quotient of its characteristic roots."""
    try:
        fraction, _scale = polynomial_fraction(node)
    except NotRationalError:
        return
    a, b = fraction.a, fraction.b
    if max(a.degree(), b.degree()) > 30 or a.degree() < 0 or b.degree() < 0:
        return
    if a.degree() == b.degree() == 0:
        yield from _of_root(Expr("sqrt", (integer(int(a[0] * a[0] + 4 * b[0])),)))
    if b.degree() < a.degree():
        yield "integer_fractions", (len(a.coeffs()), *map(int, a.coeffs()), *map(int, b.coeffs()))
        square = isqrt(abs(int(b[0]))) if b.degree() == 0 else 0
        if a.degree() == 1 and a[1] == 2 * a[0] and square and square * square == abs(b[0]):
            common = gcd(square, int(a[0]))
            pair = (square // common, abs(int(a[0])) // common)
            yield from (("lambert_fractions", (index, *pair)) for index in range(len(LAMBERT)))
    yield from (("zeta_values", (2,)), ("zeta_values", (3,)))
    if b.degree() == 2 * a.degree():
        top = Fraction(-(int(a[a.degree()]) ** 2), int(b[b.degree()]))
        for pair in dict.fromkeys(_of_roots(top)):
            yield from (("power_integrals", (k, *pair)) for k in (1, 2, 3))
            if pair[1] > 0:
                yield "log_integrals", (*pair, 1, 1, 1)
        yield from _of_legendre(top / 4)


def _of_legendre(square: Fraction) -> Iterator[_Key]:
    """The quadratic polynomial with `f^2/Delta = square` whose form is `s^2 + f s + g`."""
    if not square or max(abs(square.numerator), square.denominator) > _MAX_COEFFICIENT:
        return
    f = 2
    for prime, exponent in fmpz(abs(square.numerator)).factor():
        f *= int(prime) ** ((int(exponent) + 1) // 2)
    delta = int(f * f / square)
    g = (f * f - delta) // 4
    if 0 < g < _MAX_COEFFICIENT:
        yield "quadratic_integrals", (1 - f + g, f - 2 * g, g)


def _of_roots(top: Fraction) -> Iterable[tuple[int, int]]:
    """The (u, v) with `4 (2u+v)^2/v^2` equal to `top = (l1+l2)^2/(l1 l2)`, or to that of the squares of the roots."""
    numerator, denominator = isqrt(max(0, top.numerator)), isqrt(top.denominator)
    roots = [abs(top - 2) / 2]
    if top > 4 and (numerator**2, denominator**2) == (top.numerator, top.denominator):
        roots.append(Fraction(numerator, 2 * denominator))
    for root in roots:
        if root > 1:
            ratio = (root - 1) / 2
            yield ratio.numerator, ratio.denominator
            # The same roots with the sign of v changed: u' = u + v, v' = -v.
            if ratio.numerator < 10**6:
                yield ratio.numerator + ratio.denominator, -ratio.denominator
