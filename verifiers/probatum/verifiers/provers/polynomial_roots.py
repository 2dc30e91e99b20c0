"""Roots of polynomials over Q in radicals, where factors of degree at most 2 in a power of the unknown allow it."""

from __future__ import annotations

import math

from flint import ctx, fmpq, fmpq_poly, fmpz_poly

from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.exact.term_ratios import horner
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.language.expr import Expr, apply, integer, rational, symbol

__all__ = ["roots_among_radicals", "roots_in_radicals"]


def roots_in_radicals(polynomial: fmpq_poly) -> tuple[Expr, ...] | None:
    """All complex roots, None when one is multiple or a factor is not of the kind described."""
    found: list[Expr] = []
    for factor, multiplicity in fmpz_poly(polynomial.numer()).factor()[1]:
        roots = _roots(factor)
        if multiplicity > 1 or roots is None:
            return None
        found += roots
    return tuple(found)


def roots_among_radicals(polynomial: fmpq_poly, power: fmpq, order: int) -> tuple[Expr, ...] | None:
    """The roots of a divisor of `y^order - power`, None when they are not told apart by balls."""
    found = []
    for root in _radicals(power, order):
        with ctx.workprec(256):
            value = abs(complex_(evaluate(horner(polynomial, root), {})))
        if value < 1e-60:
            found.append(root)
        elif value.contains(0):
            return None
    return tuple(found) if len(found) == polynomial.degree() else None


def _roots(factor: fmpz_poly) -> list[Expr] | None:
    """The roots of an irreducible polynomial f(y) = g(y^m) with deg g <= 2."""
    order = math.gcd(*(j for j, c in enumerate(factor.coeffs()) if c))
    degree = factor.degree() // order
    if degree == 1:
        return _radicals(fmpq(-factor[0], factor[order]), order)
    if degree > 2:
        return None
    c, b, a = (int(factor[j * order]) for j in range(3))
    pair = _quadratic(a, b, c)
    if order == 1:
        return pair
    if order == 2:
        nested = _biquadratic(fmpq(b, a), fmpq(c, a))
        if nested is not None:
            return nested
    return [_turned(Expr("^", (root, rational(1, order))), j, order) for root in pair for j in range(order)]


def _quadratic(a: int, b: int, c: int) -> list[Expr]:
    radical = _square_root(fmpq(b * b - 4 * a * c, 4 * a * a))
    pair = [radical, Expr("neg", (radical,))]
    return pair if b == 0 else [Expr("+", (rational(-b, 2 * a), root)) for root in pair]


def _biquadratic(p: fmpq, q: fmpq) -> list[Expr] | None:
    """The roots of `y^4 + p y^2 + q` for a square q = s^2: they are `(+-sqrt(2s - p) +- sqrt(-2s - p))/2`."""
    if q < 0 or not (q.p * q.q).is_square():
        return None
    s = fmpq((q.p * q.q).isqrt(), q.q)
    first, second = _square_root((2 * s - p) / 4), _square_root((-2 * s - p) / 4)
    signed = [[root, Expr("neg", (root,))] for root in (first, second)]
    return [Expr("+", (left, right)) for left in signed[0] for right in signed[1]]


def _square_root(value: fmpq) -> Expr:
    """`sqrt(value)` as a rational multiple of the root of a square-free integer, times i for a negative value."""
    square, free = _square_part(int(abs(value.p * value.q)))
    factors = [rational(square, int(value.q))]
    factors += [] if free == 1 else [apply("sqrt", integer(free))]
    factors += [symbol("i")] if value < 0 else []
    return Expr("*", tuple(factors)) if len(factors) > 1 else factors[0]


def _radicals(power: fmpq, order: int) -> list[Expr]:
    """The solutions of `y^order = power`."""
    p, q = int(abs(power).p), int(power.q)
    modulus: Expr = rational(p, q)
    if order == 2:
        (above, over), (below, under) = _square_part(p), _square_part(q)
        modulus = rational(above, below * under)
        if over * under > 1:
            modulus = Expr("*", (modulus, apply("sqrt", integer(over * under))))
    elif order > 2:
        modulus = _reduced_root(p, q, order)
    if power > 0:
        return [_turned(modulus, 2 * j, 2 * order) for j in range(order)]
    return [_turned(modulus, 2 * j + 1, 2 * order) for j in range(order)]


def _reduced_root(p: int, q: int, order: int) -> Expr:
    """`(p/q)^(1/order)`, a rational number or with a smaller exponent where p and q are powers."""
    for divisor in range(order, 1, -1):
        if order % divisor == 0:
            above, below = round(p ** (1 / divisor)), round(q ** (1 / divisor))
            if above**divisor == p and below**divisor == q:
                rest = order // divisor
                base = rational(above, below)
                return base if rest == 1 else Expr("^", (base, rational(1, rest)))
    return Expr("^", (rational(p, q), rational(1, order)))


def _turned(modulus: Expr, part: int, whole: int) -> Expr:
    """`modulus exp(2 pi i part/whole)`, written without the exponential for quarters of a turn."""
    turn = fmpq(part, whole) - fmpq(part, whole).floor()
    if turn == 0:
        return modulus
    if turn == fmpq(1, 2):
        return Expr("neg", (modulus,))
    if turn.q == 4:
        unit: Expr = symbol("i") if turn.p == 1 else Expr("neg", (symbol("i"),))
    else:
        angle = Expr("*", (rational(int(2 * turn.p), int(turn.q)), symbol("pi"), symbol("i")))
        unit = apply("exp", angle)
    return Expr("*", (modulus, unit))


def _square_part(n: int) -> tuple[int, int]:
    """`(s, f)` with `n = s^2 f`, f square-free as far as primes below 10^4 go."""
    square, free = math.isqrt(n), 1
    if square * square == n:
        return square, 1
    square, prime = 1, 2
    while prime * prime <= n and prime < 10_000:
        while n % (prime * prime) == 0:
            n //= prime * prime
            square *= prime
        prime += 1
    free = n
    return square, free
