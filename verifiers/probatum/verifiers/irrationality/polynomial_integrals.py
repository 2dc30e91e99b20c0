"""Integrals for logarithms and arctangents with several zeros and one pole, and the windows of primes that they save.

Let P_0, ..., P_r be monic integer polynomials, `F = prod P_k^alpha_k` of degree S, and 0 < gamma < S. The first one
is `P_0 = w^2 - s w + N`, with roots u and v that are either complex conjugates u = (s + i sqrt(d))/2, v = (s - i
sqrt(d))/2, d = 4N - s^2, or integers 0 < v < u, d = (u-v)^2. With the factor kappa = i sqrt(d) or sqrt(d), the
difference u - v, let

    I_n = 1/kappa int_v^u F(w)^n w^(-gamma n - 1) dw,  x = 1/kappa int_v^u dw/w = int_0^oo dt/(t^2 + s t + N),

over a path with Re w > 0: x = 2 atan(sqrt(d)/s)/sqrt(d), or log(u/v)/(u-v).

*Linear forms.* `F^n = sum_t c_t w^(t + gamma n)` with integers c_t, so that
`I_n = c_0 x + sum_{t != 0} c_t (u^t - v^t)/(kappa t)`; for t > 0 the quotient (u^t - v^t)/kappa is an integer.

*Denominators.* With roots a of F and their multiplicities alpha n, c_t is a sum of products of C(alpha n, j)
(-a)^(alpha n - j), the sum of the j being t + gamma n. Let an extension of the p-adic order have the values v_a at
the roots; they are the slopes of the Newton polygons. Then c_t u^t has at least the order n times the minimum of

    sum_a alpha_a v_a - G(J) + (J - gamma) v_u,  0 <= J <= S,

where G(J) is the greatest sum of J of the v_a, each at most alpha_a times: a convex function of J that is linear but
for the J where one root is used up. The same for v; the lesser minimum is the exponent of p that may be divided out,
or is wanting. What remains is 1/t with -gamma n <= t <= (S - gamma)n: lcm(1, ..., Mn), M = max(gamma, S - gamma). A
prime p > sqrt(Mn) for which the sum of the fractional parts {alpha_a n/p} over all roots is less than {gamma n/p} is
not needed: if p divides t, then the sum of the j is gamma n modulo p, and not all residues of the j are at most those
of the alpha_a n; so p divides one of the C(alpha_a n, j) by Kummer's theorem, hence c_t. By the prime number theorem
the logarithms of the products of these primes are differences of values of the digamma function.

*Growth.* |c_0|^(1/n) has a limit, and |I_n|^(1/n) is at most the maximum of |F(w)/w^gamma| on the path (`contours`).
x is irrational: u/v is algebraic and not 1, so that its logarithm is transcendental (Lindemann). So the second part
of the lemma applies, where upper bounds for the values of the forms suffice.

Source: Hata, *Rational approximations to pi and some other numbers*, Acta Arith. 63 (1993), where (w^2 - 3w + 3)^2 (w
- 2)^2/w^3 gives 4.6016 for pi/sqrt(3); Rhin, *Approximants de Padé et mesures effectives d'irrationalité* (1987).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import isqrt
from typing import Final

from flint import fmpq, fmpz, fmpz_poly

from probatum.verifiers.exact.complex_multiplication import square_part
from probatum.verifiers.irrationality.construction import Construction, NoConclusionError, bounded
from probatum.verifiers.irrationality.contours import Factor, Point, coefficient_rate, path_rate
from probatum.verifiers.irrationality.log_integrals import logarithm_multiple, unit_integral
from probatum.verifiers.irrationality.prime_windows import prime_windows
from probatum.verifiers.irrationality.quadratic_integrals import quadratic_multiple
from probatum.verifiers.irrationality.terms import logarithm, multiple, number, quotient, surd, total
from probatum.verifiers.language.expr import Expr, apply, integer

__all__ = ["Integrand", "common_order", "encoded", "polynomial_integrals", "read_integrand", "slopes"]

_MAX_PARAMETERS: Final = 200
_MAX_SIZE: Final = 10**9
_MAX_TOTAL: Final = 200

Multiple = Callable[[Expr], fmpq | None]


@dataclass(frozen=True, slots=True)
class Integrand:
    """F, with P_0 first, gamma, and the vertices of the path between its first real point and u; none for real u."""

    factors: tuple[Factor, ...]
    gamma: int
    scale: int
    path: tuple[tuple[int, int], ...]

    @property
    def s(self) -> int:
        """The sum of the ends."""
        return -int(self.factors[0][0][1])

    @property
    def product(self) -> int:
        """N, the product of the ends."""
        return int(self.factors[0][0][0])

    @property
    def degree(self) -> int:
        """S."""
        return sum(base.degree() * alpha for base, alpha in self.factors)


def encoded(integrand: Integrand) -> tuple[int, ...]:
    """The parameters: gamma, the number of factors, for each its exponent, degree and coefficients but the first, the
    denominator of the vertices, and their coordinates X, Y."""
    factors: list[int] = []
    for base, alpha in integrand.factors:
        factors += [alpha, base.degree(), *(int(base[i]) for i in range(base.degree()))]
    vertices = [coordinate for vertex in integrand.path for coordinate in vertex]
    return (integrand.gamma, len(integrand.factors), *factors, integrand.scale, *vertices)


def read_integrand(parameters: tuple[int, ...]) -> Integrand:
    """The integrand of parameters as `encoded` writes them; raises NoConclusionError when a hypothesis fails."""
    if not 7 <= len(parameters) <= _MAX_PARAMETERS or max(map(abs, parameters)) > _MAX_SIZE:
        raise NoConclusionError("exponents, coefficients and vertices of moderate size are wanted")
    gamma, count, *rest = parameters
    factors: list[Factor] = []
    for _ in range(count):
        if len(rest) < 2 or not 0 < rest[0] <= _MAX_TOTAL or not 0 < rest[1] <= len(rest) - 2:
            raise NoConclusionError("a factor is an exponent, a degree, and as many coefficients")
        alpha, degree = rest[:2]
        factors.append((fmpz_poly([*rest[2 : 2 + degree], 1]), alpha))
        rest = rest[2 + degree :]
    if not factors or len(rest) % 2 != 1 or rest[0] < 1:
        raise NoConclusionError("a denominator and pairs of coordinates are wanted")
    vertices = tuple((rest[at], rest[at + 1]) for at in range(1, len(rest), 2))
    found = Integrand(tuple(factors), gamma, rest[0], vertices)
    _require(found)
    return found


def _require(integrand: Integrand) -> None:
    s, product = integrand.s, integrand.product
    d = 4 * product - s * s
    if integrand.factors[0][0].degree() != 2 or s <= 0 or product <= 0:
        raise NoConclusionError("the first factor is quadratic with roots of positive real part")
    if not 0 < integrand.gamma < integrand.degree <= _MAX_TOTAL:
        raise NoConclusionError("the order of the pole is positive and less than the degree")
    if len({tuple(map(int, base.coeffs())) for base, _ in integrand.factors}) < len(integrand.factors):
        raise NoConclusionError("the factors are different")
    if d <= 0:
        if d == 0 or isqrt(-d) ** 2 != -d or integrand.path:
            raise NoConclusionError("real ends are different integers, joined by a segment")
        return
    if not integrand.path or integrand.path[0][1] != 0 or any(x <= 0 for x, _ in integrand.path):
        raise NoConclusionError("the path starts at a positive number and stays in the right half plane")


def polynomial_integrals(parameters: tuple[int, ...]) -> Construction:
    """The forms for a multiple of `integral(1/(t^2 + s*t + N), t, 0, oo)`, of the integrand that is encoded.

    Raises NoConclusionError when a hypothesis fails, or nothing follows.
    """
    integrand = read_integrand(parameters)
    s, product, factors = integrand.s, integrand.product, list(integrand.factors)
    d = 4 * product - s * s
    try:
        growth = number(coefficient_rate(factors, integrand.gamma))
        if d > 0:
            half = fmpq(1, integrand.scale)
            path: list[Point] = [(x * half, y * half) for x, y in integrand.path]
            remainder = number(path_rate(factors, integrand.gamma, d, [*path, (fmpq(s, 2), fmpq(1, 2))]))
        else:
            ends: list[Point] = [(fmpq(s + sign * isqrt(-d), 2), fmpq(0)) for sign in (-1, 1)]
            remainder = number(path_rate(factors, integrand.gamma, 0, ends))
    except (ArithmeticError, ValueError) as error:
        raise NoConclusionError(str(error)) from error
    denominators = _denominators(integrand)
    constant, multiple_of = _constant(s, product, d)
    return Construction(
        "polynomial_integrals",
        parameters,
        constant,
        multiple_of,
        growth,
        remainder,
        denominators,
        bounded(growth, remainder, denominators),
    )


def _constant(s: int, product: int, d: int) -> tuple[Expr, Multiple]:
    """A rational multiple of x, and what reads the multiples of it: log(u/v) or, with d = e^2 f, x e/2."""
    if d > 0:
        outside, inside = square_part(d)
        slope = surd(fmpq(0), fmpq(outside, s), fmpz(inside))
        constant = quotient(apply("atan", slope), surd(fmpq(0), fmpq(1), fmpz(inside)))
        return constant, lambda expr: _arctangent_multiple(expr, constant, (s, product), fmpq(2, outside))
    root = isqrt(-d)
    ratio = fmpq(s + root, s - root)
    return apply("log", number(ratio)), lambda expr: logarithm_multiple(expr, ratio)


def _arctangent_multiple(expr: Expr, constant: Expr, form: tuple[int, int], unit: fmpq) -> fmpq | None:
    """The c with `expr = c constant`, x = unit constant, for integrals over [0, 1] written with 1/quadratic."""
    if expr == constant:
        return fmpq(1)
    s, product = form
    # With t = y/(1-y) in x; and with t = v y in the integral of 1/(u + v y^2), whose angle is that of s^2/N = 4u/(u+v).
    found = quadratic_multiple(expr, (1 - s + product, s - 2 * product, product))
    if found is not None:
        return found * unit
    read = unit_integral(expr)
    if read is None or read[0] != 2 or s * s * (read[2] + read[3]) != 4 * read[2] * product:
        return None
    return read[1] * s * unit / (2 * read[2])


def slopes(polynomial: fmpz_poly, p: int) -> list[fmpq]:
    """The p-adic orders of the roots of a monic polynomial without the root 0, by its Newton polygon."""
    points = [(i, _order(c, p)) for i, c in enumerate(polynomial.coeffs()) if c]
    here, found = points[0], list[fmpq]()
    while here[0] < polynomial.degree():
        slope, _, there = min(
            (fmpq(each[1] - here[1], each[0] - here[0]), -each[0], each) for each in points if each[0] > here[0]
        )
        found += [-slope] * (there[0] - here[0])
        here = there
    return found


def _order(number: fmpz, p: int) -> int:
    exponent = 0
    while number % p == 0:
        number, exponent = number // p, exponent + 1
    return exponent


def common_order(integrand: Integrand, p: int) -> fmpq:
    """The exponent of p, over n, that may be divided out of all c_t u^t and c_t v^t; negative where p is wanting."""
    roots = [(v, alpha) for base, alpha in integrand.factors for v in slopes(base, p)]
    roots.sort(key=lambda root: -root[0])
    least = fmpq(0)
    for place, end in enumerate(set(slopes(integrand.factors[0][0], p))):
        order = sum((v * alpha for v, alpha in roots), fmpq(0)) - integrand.gamma * end
        lowest = order
        for v, alpha in roots:
            order += alpha * (end - v)
            lowest = min(lowest, order)
        least = lowest if place == 0 else min(least, lowest)
    return least


def _denominators(integrand: Integrand) -> Expr:
    exponents = [alpha for base, alpha in integrand.factors for _ in range(base.degree())]
    top = max(integrand.gamma, integrand.degree - integrand.gamma)
    terms: list[Expr] = []
    for x, y in prime_windows(exponents, integrand.gamma):
        terms += [multiple(-1, apply("digamma", number(y))), apply("digamma", number(x))]
    constants = fmpz(1)
    for base, _ in integrand.factors:
        constants *= base[0]
    for prime, _ in constants.factor():
        order = common_order(integrand, int(prime))
        terms.append(multiple(-order, logarithm(integer(int(prime)))))
    return total(integer(top), *terms)
