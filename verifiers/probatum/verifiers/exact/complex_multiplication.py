"""Values of modular functions at imaginary quadratic points: algebraic numbers of bounded degree and height.

Let tau be a root of the primitive form a*x^2 + b*x + c of discriminant D < 0. Then j(tau) is an algebraic integer whose
conjugates are among the values of j at the roots tau_Q of the reduced primitive forms of discriminant D, because the
class polynomial with these roots has integral coefficients (Cox, *Primes of the form x^2 + ny^2*, theorems 11.1, 13.2).

For a primitive integral matrix alpha of determinant m let phi_alpha(tau) = m^12 (c*tau + d)^-12 Delta(alpha
tau)/Delta(tau). It depends on the class of alpha modulo SL2(Z) from the left only; for alpha = (A B; 0 C) it is A^12
Delta((A tau + B)/C)/Delta(tau). The product of X - phi_alpha over the psi(m) classes is invariant under SL2(Z),
holomorphic in the upper half-plane and has coefficients with integral q-expansions, so that it lies in Z[j][X]; hence
phi_alpha(tau) is an algebraic integer, and its conjugates are among the phi_beta(tau_Q) (Lang, *Elliptic functions*,
chapter 12, section 2). In the same way 256 lambda is integral over Z[j] by 256 (1 - x + x^2)^3 = j x^2 (1 - x)^2, the
six roots of which are the values of lambda at the images of tau under SL2(Z).

With alpha = gamma (m 0; 0 1) gamma' the number phi_alpha(tau) is the value at gamma' tau of m^12 Delta(m
tau)/Delta(tau), a function of Gamma_0(m) with rational q-expansion. By Shimura's reciprocity law it lies in the ring
class field of the intersection of the multiplier rings of the lattices of tau and alpha tau (Shimura, *Introduction to
the arithmetic theory of automorphic functions*, theorem 6.31; Lang, chapter 12, section 1), and so does j(tau). All of
them together generate a field of degree at most 2h(f^2 d) when they belong to orders of conductors dividing f.

The height of an algebraic integer is at most the logarithm of the largest of its conjugates and 1.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from flint import acb, arb, ctx, fmpq, fmpz

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.exact.rational_guess import guessed_rational
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.language.expr import Expr, apply, integer, rational, symbol

__all__ = [
    "AlgebraicValue",
    "QuadraticPoint",
    "eta_quotient",
    "field_and_conductor",
    "modular_invariant",
    "modular_lambda",
    "point_expression",
    "primitive_point",
    "quotient_matrix",
    "reduced_forms",
    "ring_class_degree",
    "square_part",
]

_MAX_DISCRIMINANT: Final = 20_000
_MAX_VALUES: Final = 3_000
_BITS: Final = 96


@dataclass(frozen=True, slots=True)
class QuadraticPoint:
    """The root `(-b + sqrt(D))/(2a)` in the upper half-plane of a primitive form with a > 0, D = b^2 - 4ac < 0."""

    a: int
    b: int
    c: int

    @property
    def discriminant(self) -> int:
        """D = b^2 - 4ac."""
        return self.b * self.b - 4 * self.a * self.c

    def ball(self) -> acb:
        """The point at the working precision."""
        return (acb(-self.b) + acb(0, arb(-self.discriminant).sqrt())) / (2 * self.a)


@dataclass(frozen=True, slots=True)
class AlgebraicValue:
    """An algebraic number of absolute logarithmic height at most the upper end of `height`.

    It lies in an extension of degree at most `degree` of the ring class field of the order of conductor `conductor` in
    the field of discriminant `fundamental`.
    """

    height: arb
    degree: int
    fundamental: int
    conductor: int


@lru_cache(maxsize=512)
def primitive_point(tau: Expr) -> QuadraticPoint | None:
    """The imaginary quadratic point that a closed expression is, None when it is not seen to be one of these.

    Coefficients are guessed from the ball and shown by a zero bound; the half-plane is seen from the ball.
    """
    # Zero bounds themselves ask for such points: `algebraic.py` cannot be imported before this module is there.
    from probatum.verifiers.exact.constants_ring import is_zero_algebraic

    try:
        with ctx.workprec(256):
            value = complex_(evaluate(tau, {}))
            if not value.imag > 0:
                return None
            half_trace, norm = guessed_rational(value.real), guessed_rational((value * value.conjugate()).real)
    except NO_VALUE:
        return None
    if half_trace is None or norm is None:
        return None
    trace = 2 * half_trace
    a = int(trace.q.lcm(norm.q))
    b, c = int((-trace * a).p), int((norm * a).p)
    common = math.gcd(a, b, c)
    point = QuadraticPoint(a // common, b // common, c // common)
    if not -_MAX_DISCRIMINANT <= point.discriminant < 0:
        return None
    terms = [(point.a, Expr("^", (tau, integer(2)))), (point.b, tau), (point.c, integer(1))]
    polynomial = Expr("+", tuple(Expr("*", (integer(k), power)) for k, power in terms))
    return point if is_zero_algebraic(polynomial) else None


@lru_cache(maxsize=512)
def reduced_forms(discriminant: int) -> tuple[QuadraticPoint, ...]:
    """The roots of the reduced primitive forms: |b| <= a <= c, and b >= 0 where |b| = a or a = c."""
    found = []
    for b in range(discriminant % 2, math.isqrt(-discriminant // 3) + 1, 2):
        product = (b * b - discriminant) // 4
        for a in range(max(b, 1), math.isqrt(product) + 1):
            if product % a or math.gcd(a, b, product // a) != 1:
                continue
            c = product // a
            found.append(QuadraticPoint(a, b, c))
            if 0 < b < a < c:
                found.append(QuadraticPoint(a, -b, c))
    return tuple(found)


def quotient_matrix(point: QuadraticPoint, base: QuadraticPoint) -> tuple[int, int, int] | None:
    """The primitive (A, B, C), A, C > 0, with `point = (A*base + B)/C`; None when the fields are different."""
    square = fmpq(point.discriminant, base.discriminant)
    if not (square.p.is_square() and square.q.is_square()):
        return None
    scale = fmpq(base.a, point.a) * fmpq(square.p.isqrt(), square.q.isqrt())
    shift = fmpq(-point.b, 2 * point.a) + scale * fmpq(base.b, 2 * base.a)
    common = int(scale.q.lcm(shift.q))
    row = int((scale * common).p), int((shift * common).p), common
    divisor = math.gcd(*row)
    return row[0] // divisor, row[1] // divisor, row[2] // divisor


def _classes(determinant: int) -> Iterator[tuple[int, int, int]]:
    """Primitive integral matrices (A B; 0 C) of a determinant, one of each class modulo SL2(Z) from the left."""
    for a in range(1, determinant + 1):
        if determinant % a == 0:
            c = determinant // a
            yield from ((a, b, c) for b in range(c) if math.gcd(a, b, c) == 1)


def _height(values: list[arb], divisor: int) -> arb | None:
    """The height of a number whose `divisor`-fold is integral with conjugates among numbers of these moduli."""
    largest = arb(1)
    for value in values:
        if not value.is_finite():
            return None
        largest = largest.max(value)
    return largest.log() + arb(divisor).log()


def field_and_conductor(discriminant: int) -> tuple[int, int]:
    """The discriminant of the field and the conductor f of an order of discriminant `f^2 d`."""
    square, d = square_part(-discriminant)
    return (-d, square) if d % 4 == 3 else (-4 * d, square // 2)


def ring_class_degree(fundamental: int, conductor: int) -> int | None:
    """The degree 2h over the rationals of a ring class field; None for orders beyond the bound."""
    discriminant = fundamental * conductor * conductor
    return 2 * len(reduced_forms(discriminant)) if discriminant >= -_MAX_DISCRIMINANT else None


@lru_cache(maxsize=512)
def eta_quotient(above: QuadraticPoint, below: QuadraticPoint) -> AlgebraicValue | None:
    """Bounds for `(eta(above)/eta(below))^24 = Delta(above)/Delta(below)` of points in one quadratic field."""
    row = quotient_matrix(above, below)
    if row is None:
        return None
    determinant = row[0] * row[2]
    forms = reduced_forms(below.discriminant)
    if determinant * len(forms) > _MAX_VALUES:
        return None
    values = []
    with ctx.workprec(_BITS):
        for form in forms:
            tau = form.ball()
            scale = tau.modular_delta()
            values += [
                abs(acb(a) ** 12 * ((a * tau + b) / c).modular_delta() / scale) for a, b, c in _classes(determinant)
            ]
        height = _height(values, row[0] ** 12)
    fundamental, own = field_and_conductor(above.discriminant)
    conductor = math.lcm(own, field_and_conductor(below.discriminant)[1])
    return None if height is None else AlgebraicValue(height, 1, fundamental, conductor)


@lru_cache(maxsize=512)
def modular_invariant(point: QuadraticPoint) -> AlgebraicValue | None:
    """Bounds for j at the point."""
    with ctx.workprec(_BITS):
        height = _height([abs(form.ball().modular_j()) for form in reduced_forms(point.discriminant)], 1)
    return None if height is None else AlgebraicValue(height, 1, *field_and_conductor(point.discriminant))


@lru_cache(maxsize=512)
def modular_lambda(point: QuadraticPoint) -> AlgebraicValue | None:
    """Bounds for lambda at the point."""
    with ctx.workprec(_BITS):
        values = []
        for form in reduced_forms(point.discriminant):
            x = form.ball().modular_lambda()
            values += [256 * abs(y) for y in (x, 1 - x, 1 / x, 1 / (1 - x), (x - 1) / x, x / (x - 1))]
        height = _height(values, 256)
    return None if height is None else AlgebraicValue(height, 6, *field_and_conductor(point.discriminant))


def point_expression(point: QuadraticPoint) -> Expr:
    """The point as it would be written: `-b/(2a) + s/(2a)*sqrt(d)*i` with D = -s^2 d, d without square factors."""
    square, d = square_part(-point.discriminant)
    factors = [rational(square, 2 * point.a)] if square != 2 * point.a else []
    factors += [apply("sqrt", integer(d))] if d != 1 else []
    imaginary = Expr("*", (*factors, symbol("i"))) if factors else symbol("i")
    return imaginary if point.b == 0 else Expr("+", (rational(-point.b, 2 * point.a), imaginary))


def square_part(number: int) -> tuple[int, int]:
    """The (s, d) with `number = s^2 d` and d without square factors, for number > 0."""
    square = 1
    for prime, exponent in fmpz(number).factor():
        square *= int(prime) ** (exponent // 2)
    return square, number // (square * square)
