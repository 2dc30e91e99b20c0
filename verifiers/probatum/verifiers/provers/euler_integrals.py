"""Euler integrals `int_0^1 x^A (1-x)^B (1+mx)^C dx` whose exponents grow with n, modulo exact differentials.

The integrals with integer-shifted exponents span two dimensions over Q(n), with basis 1, x. One step n - 1 -> n along a
direction is a matrix over Q(n) (contiguity of Gauss's hypergeometric function), found by reducing powers of x:

    (K Q x^k)'/K = (k+1+A) x^k + ((m-1)(k+2+A) - B + mC) x^(k+1) - m (k+3+A+B+C) x^(k+2),  Q = x (1-x) (1+mx).

The matrix's limit has the values of `x^alpha (1-x)^beta (1+mx)^gamma` at its critical points as eigenvalues.

Source: Aomoto, Kita, *Theory of Hypergeometric Functions* (2011), 2.5; Gauss (1813).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from flint import fmpq, fmpq_poly, fmpz_poly

__all__ = ["Direction", "Kernel", "Step", "limits", "step_of"]

_Row = tuple[fmpz_poly, fmpz_poly]


@dataclass(frozen=True, slots=True)
class Direction:
    """Growth of the exponents of x, 1 - x and 1 + mx with n: integers, the first two >= 0; m > -1 rational."""

    alpha: int
    beta: int
    gamma: int
    m: Fraction


@dataclass(frozen=True, slots=True)
class Kernel:
    """`x^(alpha n + a) (1-x)^(beta n + b) (1+mx)^(gamma n + c)`, offsets rational."""

    direction: Direction
    a: Fraction
    b: Fraction
    c: Fraction


@dataclass(frozen=True, slots=True)
class Step:
    """`denominator K(n)/K(n-1) x^i = sum_j matrix[j][i] x^j` up to the derivative of `primitives[i] Q T K(n-1)`.

    T is `(1+mx)^min(gamma, 0)`; a primitive lists the coefficients of the powers of x, polynomials in n.
    """

    matrix: tuple[_Row, _Row]
    denominator: fmpz_poly
    primitives: tuple[tuple[fmpz_poly, ...], tuple[fmpz_poly, ...]]


def limits(direction: Direction) -> tuple[Fraction, Fraction] | None:
    """Trace and determinant of the limit of the step matrix; None when it does not separate two real values."""
    alpha, beta, gamma, m = direction.alpha, direction.beta, direction.gamma, direction.m
    total = alpha + beta + gamma
    c0, c1, c2 = Fraction(alpha), alpha * (m - 1) - beta + gamma * m, -m * total
    try:
        if c2 == 0:
            x = -c0 / c1
            values = x**alpha * (1 - x) ** beta * (1 + m * x) ** gamma, (-1) ** beta * m**gamma
            return values[0] + values[1], values[0] * values[1]
        square = (c1 * c1 - 4 * c2 * c0) / (4 * c2 * c2)
        if square <= 0:
            return None
        middle = -c1 / (2 * c2)
        phi = _Surd(Fraction(1), Fraction(0), square)
        phi = phi * _Surd(middle, Fraction(1), square) ** alpha
        phi = phi * _Surd(1 - middle, Fraction(-1), square) ** beta
        phi = phi * _Surd(1 + m * middle, m, square) ** gamma
    except ZeroDivisionError:
        return None
    return 2 * phi.rational, phi.norm()


@dataclass(frozen=True, slots=True)
class _Surd:
    """`rational + surd sqrt(square)`."""

    rational: Fraction
    surd: Fraction
    square: Fraction

    def norm(self) -> Fraction:
        return self.rational**2 - self.surd**2 * self.square

    def __mul__(self, other: _Surd) -> _Surd:
        rational = self.rational * other.rational + self.surd * other.surd * self.square
        return _Surd(rational, self.rational * other.surd + self.surd * other.rational, self.square)

    def __pow__(self, exponent: int) -> _Surd:
        base, norm = self, self.norm()
        if exponent < 0:
            base = _Surd(self.rational / norm, -self.surd / norm, self.square)
        power = _Surd(Fraction(1), Fraction(0), self.square)
        for _ in range(abs(exponent)):
            power = power * base
        return power


@dataclass(slots=True)
class _Reduction:
    """`(c_0 + c_1 x + Q' terms)/denominator`: coefficients of 1 and x, and of the primitive, over one denominator."""

    rest: _Row
    primitive: tuple[fmpz_poly, ...]
    denominator: fmpz_poly


@cache
def step_of(kernel: Kernel) -> Step | None:
    """The step of a kernel; None when the integrals do not span two dimensions."""
    direction = kernel.direction
    m, low = direction.m, min(direction.gamma, 0)
    along = [
        (direction.alpha, kernel.a - direction.alpha),
        (direction.beta, kernel.b - direction.beta),
        (direction.gamma, kernel.c - direction.gamma + low),
    ]
    exponents = [fmpq_poly([_q(offset), slope]) for slope, offset in along]
    x, linear = fmpq_poly([0, 1]), fmpq_poly([1, _q(m)])
    phi = x**direction.alpha * fmpq_poly([1, -1]) ** direction.beta * linear ** max(direction.gamma, 0)
    images = [_reduced(phi * x**i, exponents, m) for i in (0, 1)]
    before = [_reduced(linear ** (-low) * x**i, exponents, m) for i in (0, 1)]
    # before: (1+mx)^-low x^i = sum_j T[j][i] x^j; the matrix of the step is T^-1 times that of the images.
    (p, r), (q, s) = before[0].rest, before[1].rest
    determinant = p * s - q * r
    if determinant.is_zero():
        return None
    columns = []
    for image in images:
        u, v = image.rest
        columns.append(
            (
                s * u * before[0].denominator - q * v * before[0].denominator,
                p * v * before[1].denominator - r * u * before[1].denominator,
                image.denominator * determinant,
            )
        )
    return _assembled(columns, images, before)


def _assembled(
    columns: list[tuple[fmpz_poly, fmpz_poly, fmpz_poly]], images: list[_Reduction], before: list[_Reduction]
) -> Step:
    """Everything over one denominator, in lowest terms."""
    length = max(len(part.primitive) for part in (*images, *before))
    numerators: list[list[fmpz_poly]] = []
    denominators: list[fmpz_poly] = []
    for (first, second, below), image in zip(columns, images, strict=True):
        common = first.gcd(second).gcd(below)
        first, second, below = (part // common for part in (first, second, below))
        parts = [(first, below), (second, below)]
        primitive = []
        for k in range(length):
            total = (_at(image, k), image.denominator)
            for factor, reduction in ((first, before[0]), (second, before[1])):
                total = _difference(total, (factor * _at(reduction, k), below * reduction.denominator))
            primitive.append(_lowest(*total))
        parts += primitive
        numerators.append([])
        for above, under in parts:
            numerators[-1].append(above)
            denominators.append(under)
    common = fmpz_poly([1])
    for below in denominators:
        common = common * (below // common.gcd(below))
    size = length + 2
    scaled = [
        [above * (common // below) for above, below in zip(row, denominators[i * size : (i + 1) * size], strict=True)]
        for i, row in enumerate(numerators)
    ]
    return Step(
        ((scaled[0][0], scaled[1][0]), (scaled[0][1], scaled[1][1])),
        common,
        (tuple(scaled[0][2:]), tuple(scaled[1][2:])),
    )


def _at(reduction: _Reduction, k: int) -> fmpz_poly:
    return reduction.primitive[k] if k < len(reduction.primitive) else fmpz_poly()


def _difference(left: tuple[fmpz_poly, fmpz_poly], right: tuple[fmpz_poly, fmpz_poly]) -> tuple[fmpz_poly, fmpz_poly]:
    return left[0] * right[1] - right[0] * left[1], left[1] * right[1]


def _lowest(above: fmpz_poly, below: fmpz_poly) -> tuple[fmpz_poly, fmpz_poly]:
    common = above.gcd(below)
    return above // common, below // common


def _q(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)


def _reduced(polynomial: fmpq_poly, exponents: list[fmpq_poly], m: Fraction) -> _Reduction:
    """A polynomial in x modulo exact differentials, from the highest power down."""
    a, b, c = exponents
    degree = polynomial.degree()
    factor = polynomial.denom()
    coefficients = [fmpz_poly([int(value)]) for value in polynomial.numer().coeffs()]
    coefficients += [fmpz_poly()] * (2 - len(coefficients))
    denominator = fmpz_poly([int(factor)])
    primitive: list[fmpz_poly] = [fmpz_poly()] * max(degree - 1, 0)
    for k in range(degree - 2, -1, -1):
        terms = [k + 1 + a, (k + 2 + a) * _q(m - 1) - b + c * _q(m), (k + 3 + a + b + c) * _q(-m)]
        shared = terms[0].denom() * terms[1].denom() * terms[2].denom()
        low, middle, high = ((term * shared).numer() for term in terms)
        top = coefficients[k + 2]
        # x^(k+2) = (derivative - low x^k - middle x^(k+1))/high; all that is left is multiplied by high.
        coefficients = [value * high for value in coefficients[: k + 2]]
        coefficients[k] -= top * low
        coefficients[k + 1] -= top * middle
        primitive = [value * high for value in primitive]
        primitive[k] = top * shared
        denominator *= high
    return _Reduction((coefficients[0], coefficients[1]), tuple(primitive), denominator)
