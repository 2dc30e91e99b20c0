"""Constants that the elements of a continued fraction suggest: quotients of contiguous hypergeometric functions.

A continued fraction with `deg a <= 1`, `deg b <= 2` is such a quotient (Gauss): the elements are the coefficients of a
three-term relation. With rational roots of b and after an equivalence transformation:

- `pcf(n + v, t, n) = v 0F1(v; t)/0F1(v + 1; t)`, written with Bessel functions (DLMF 10.33.1, 10.10.1);
- `pcf(c - x + n, x (n + k), n) = c 1F1(k; c; x)/1F1(k + 1; c + 1; x)` (DLMF 13.5.1 by 13.3);
- `pcf(y, d (n + k), n) = sqrt(2 d) U(k/2, 1/2, t)/U((k + 1)/2, 1/2, t)`, `t = y^2/(2 d)` (DLMF 12.8.1 by 12.7.14);
- `pcf(2 (n + A) + x - B, -(n + A - 1)(n + A - B), n) = U(A - 1, B, x)/U(A, B, x)` (DLMF 13.3.7);
- `pcf(c + n - (r + s + 2n + 1) z, (n + r)(n + s) z (1 - z), n) = c 2F1(r, s; c; z)/2F1(r + 1, s + 1; c + 1; z)` for
  `z <= 1/2` (DLMF 15.7.5); z and c are in Q(sqrt(D)), where D is the discriminant `a_1^2 + 4 b_2`.

And Stieltjes's `pcf((2n + 1) s, n^4, n) = 2/psi'((s + 1)/2)`. Nothing here is trusted: what is suggested is a constant
for the search, and the form that is found is judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from flint import fmpq, fmpq_poly, fmpz

from probatum.verifiers.exact.polynomial_fractions import polynomial_fraction
from probatum.verifiers.exact.rational_functions import NotRationalError
from probatum.verifiers.functions import UndefinedValueError
from probatum.verifiers.irrationality.terms import multiple, number, quotient, surd
from probatum.verifiers.language.expr import Expr, apply, integer, symbol

__all__ = ["contiguous_constants", "named_constants"]

_SHIFTS: Final = 4
"""Steps after which a tail has admissible parameters, if it has them soon."""

HALF: Final = fmpq(1, 2)


@dataclass(frozen=True, slots=True)
class _Surd:
    """`p + q sqrt(d)`."""

    p: fmpq
    q: fmpq
    d: fmpz

    def plus(self, shift: fmpq | int) -> _Surd:
        return _Surd(self.p + shift, self.q, self.d)

    def times(self, factor: fmpq) -> _Surd:
        return _Surd(self.p * factor, self.q * factor, self.d)

    @property
    def expr(self) -> Expr:
        return surd(self.p, self.q, self.d) if self.q else number(self.p)

    @property
    def is_pole(self) -> bool:
        """Whether it is an integer that is at most 0."""
        return not self.q and self.p.q == 1 and self.p <= 0


def named_constants(expr: Expr) -> tuple[Expr, ...]:
    """Quotients of Bessel functions, or the complementary error function, that a continued fraction suggests."""
    return _of_a_tail(expr, _named)


def contiguous_constants(expr: Expr) -> tuple[Expr, ...]:
    """Quotients of hypergeometric functions, or a trigamma value, that a continued fraction suggests."""
    return _of_a_tail(expr, _contiguous)


def _of_a_tail(expr: Expr, constants_of: Callable[[fmpq_poly, fmpq_poly], Iterator[Expr]]) -> tuple[Expr, ...]:
    """What the first tail with admissible parameters suggests; the value is a Möbius image of every tail's."""
    try:
        fraction, _ = polynomial_fraction(expr)
    except (NotRationalError, UndefinedValueError):
        return ()
    a, b = fmpq_poly(fraction.a), fmpq_poly(fraction.b)
    for shift in range(_SHIFTS):
        along = fmpq_poly([shift, 1])
        found = tuple(constants_of(a(along), b(along)))
        if found:
            return found
    return ()


def _named(a: fmpq_poly, b: fmpq_poly) -> Iterator[Expr]:
    degrees = a.degree(), b.degree()
    if degrees == (1, 0):
        yield from _bessel(a[0] / a[1], b[0] / a[1] ** 2)
    elif degrees == (0, 1) and b[1] > 0 == b[0]:
        yield from _error_function(abs(a[0]), b[1])


def _contiguous(a: fmpq_poly, b: fmpq_poly) -> Iterator[Expr]:
    degrees = a.degree(), b.degree()
    if degrees == (1, 0):
        yield from _half_integer(a[0] / a[1], b[0] / a[1] ** 2)
    elif degrees == (1, 1):
        yield from _kummer(b[1] / a[1] ** 2, a[0] / a[1], b[0] / b[1])
    elif degrees == (0, 1) and b[1] > 0:
        yield from _parabolic_cylinder(abs(a[0]), b[1], b[0] / b[1])
    elif degrees[0] in (0, 1) and degrees[1] == 2:
        yield from _quadratic(a, b)
    elif degrees == (1, 4):
        yield from _trigamma(a, b)


def _bessel(v: fmpq, t: fmpq) -> Iterator[Expr]:
    """`sqrt(t) I_{v-1}(2 sqrt(t))/I_v(2 sqrt(t))`, J for negative t; elementary for half-integer v."""
    if v <= -1 or (2 * v).q == 1 != v.q:
        return
    name = "besseli" if t > 0 else "besselj"
    # Written as the theorems write it, so that the claim can be proved by them.
    root, z = _root(abs(t)), _plain_root(4 * abs(t))
    # The orders of integers are taken positive: I_{-1} = I_1, J_{-1} = -J_1.
    below = abs(v - 1) if v.q == 1 else v - 1
    ratio = Expr("/", (apply(name, number(below), z), apply(name, number(v), z)))
    yield ratio if root.head in ("int", "/") and z.head != "sqrt" else Expr("*", (root, ratio))


def _half_integer(v: fmpq, t: fmpq) -> Iterator[Expr]:
    """`z coth z` or `z cot z` with `z = 2 sqrt(t)`: Bessel functions of half-integer order are elementary."""
    if (2 * v).q == 1 != v.q:
        z = multiple(2, _root(abs(t)))
        yield Expr("*", (z, apply("coth" if t > 0 else "cot", z)))


def _root(value: fmpq) -> Expr:
    """`sqrt(value)`, with a rational denominator."""
    return surd(fmpq(0), fmpq(1, value.q), fmpz(value.p) * fmpz(value.q))


def _plain_root(value: fmpq) -> Expr:
    """`sqrt(value)`, a rational number where it is one."""
    p, q = fmpz(value.p).isqrt(), fmpz(value.q).isqrt()
    return number(fmpq(p, q)) if p * p == value.p and q * q == value.q else apply("sqrt", number(value))


def _kummer(x: fmpq, constant: fmpq, k: fmpq) -> Iterator[Expr]:
    c = constant + x
    if c.q == 1 and c <= 0:
        return
    yield _ratio("hyp1f1", [(k, c, x), (k + 1, c + 1, x)])


def _ratio(name: str, arguments: list[tuple[fmpq | Expr, ...]]) -> Expr:
    """The quotient of two values of a hypergeometric function, which is 1 where its first parameter is 0."""
    above, below = (
        integer(1)
        if each[0] == 0
        else apply(name, *(part if isinstance(part, Expr) else number(part) for part in each))
        for each in arguments
    )
    return quotient(above, below)


def _error_function(y: fmpq, d: fmpq) -> Iterator[Expr]:
    above = Expr("*", (apply("sqrt", quotient(number(2 * d), symbol("pi"))), apply("exp", number(-y * y / (2 * d)))))
    yield Expr("/", (above, apply("erfc", quotient(number(y), _plain_root(2 * d)))))


def _parabolic_cylinder(y: fmpq, d: fmpq, k: fmpq) -> Iterator[Expr]:
    t = y * y / (2 * d)
    if k > 0:
        yield Expr("*", (_root(2 * d), _ratio("hyperu", [(k / 2, HALF, t), ((k + 1) / 2, HALF, t)])))


def _quadratic(a: fmpq_poly, b: fmpq_poly) -> Iterator[Expr]:
    roots = [-root for root, multiplicity in b.roots() for _ in range(multiplicity)]
    if len(roots) < 2:
        return  # irrational: parameters that nobody wants to read
    r, s = sorted(roots, key=lambda root: (root != 0, root))
    discriminant = a[1] ** 2 + 4 * b[2]
    if discriminant == 0:
        scale = a[1] / 2
        x = a[0] / scale - r - s - 1
        if x > 0:
            yield _ratio("hyperu", [(r, r + 1 - s, x), (r + 1, r + 1 - s, x)])
    elif discriminant > 0:
        yield from _gauss(a, r, s, discriminant)


def _gauss(a: fmpq_poly, r: fmpq, s: fmpq, discriminant: fmpq) -> Iterator[Expr]:
    sign = -1 if a[1] < 0 or (a[1] == 0 and a[0] < 0) else 1
    # The scale is sign sqrt(D) = q sqrt(d) with an integer d.
    d, q = fmpz(discriminant.p) * fmpz(discriminant.q), fmpq(sign, discriminant.q)
    root = d.isqrt()
    scale = _Surd(q * root, fmpq(0), fmpz(1)) if root * root == d else _Surd(fmpq(0), q, d)
    inverse = scale.times(1 / discriminant)
    z = inverse.times(-a[1] / 2).plus(HALF)
    c = _Surd(inverse.p * a[0] + z.p * (r + s + 1), inverse.q * a[0] + z.q * (r + s + 1), scale.d)
    if c.is_pole or c.plus(1).is_pole:
        return
    ratio = _ratio("hyp2f1", [(r, s, c.expr, z.expr), (r + 1, s + 1, c.plus(1).expr, z.expr)])
    # The factor scale * c has to be in the constant where it is irrational.
    factor = _Surd(scale.p * c.p + scale.q * c.q * scale.d, scale.p * c.q + scale.q * c.p, scale.d)
    yield ratio if not factor.q else Expr("*", (factor.expr, ratio))


def _trigamma(a: fmpq_poly, b: fmpq_poly) -> Iterator[Expr]:
    """`s = a_0/sqrt(b_4)`, where the root is an integer: the elements are integral."""
    root = fmpz(b[4].p).isqrt() if b[4] > 0 else fmpz(0)
    if root * root == b[4] and b == fmpq_poly([0, 0, 0, 0, b[4]]) and a[1] == 2 * a[0]:
        yield apply("polygamma", integer(1), number((abs(a[0]) / root + 1) / 2))
