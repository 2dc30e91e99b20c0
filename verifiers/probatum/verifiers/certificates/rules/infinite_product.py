"""Infinite products of rational functions by gamma functions and circular functions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from flint import fmpq, fmpq_poly, fmpz

from probatum.verifiers.certificates.proofs import CertificateError, Checking, Equation
from probatum.verifiers.exact.polynomial_fractions import univariate
from probatum.verifiers.exact.rational_functions import NotRationalError
from probatum.verifiers.functions import UndefinedValueError
from probatum.verifiers.functions.lift import as_exact_integer
from probatum.verifiers.language.expr import Expr, apply, integer, symbol
from probatum.verifiers.language.numbers import rational_number

__all__ = ["InfiniteProduct", "conclude_infinite_product"]

_MAX_DEGREE: Final = 40
_MAX_SHIFT: Final = 100
_PI: Final = symbol("pi")


@dataclass(frozen=True, slots=True)
class InfiniteProduct:
    """`prod(R(k), k, n, oo)` for a rational function R over Q with as many zeros as poles and equal sums of these.

    With `R = prod (k - a_i)/prod (k - b_j)` the product is `prod Gamma(n - b_j)/prod Gamma(n - a_i)`. Zeros and poles
    are rational, or `u + v` and `u - v` with 2u an integer and v^2 = d rational, of which

        Gamma(N - v) Gamma(N + v) = Gamma(1 - v) Gamma(1 + v) prod_{1 <= j < N} (j^2 - d),   N = n - u an integer,
        Gamma(N - v) Gamma(N + v) = Gamma(1/2 - v) Gamma(1/2 + v) prod_{0 <= j < N - 1/2} ((j + 1/2)^2 - d)  for others,

    and `Gamma(1 - v) Gamma(1 + v) = pi v/sin(pi v)`, `Gamma(1/2 - v) Gamma(1/2 + v) = pi/cos(pi v)`.

    Source: Whittaker and Watson, *A course of modern analysis*, section 12.13; DLMF 5.5.3, 5.8.5.
    """

    product: Expr


def conclude_infinite_product(proof: InfiniteProduct, checking: Checking) -> Equation:
    """Convergence by degrees and second coefficients; no factor divides by 0 or is 0."""
    expr = proof.product
    if expr.head != "prod" or not expr.args[3].is_symbol("oo"):
        raise CertificateError("an infinite product is wanted")
    body, variable, low, _ = expr.args
    first = as_exact_integer(checking.value(low))
    if first is None:
        raise CertificateError("a product begins at an integer")
    try:
        above, below, divisors = univariate(body, variable.name)
    except (NotRationalError, UndefinedValueError) as error:
        raise CertificateError("the factors are no rational function over Q") from error
    start = int(first)
    if any(divisor.degree() < 0 or _has_root_from(divisor, start) for divisor in (*divisors, above)):
        raise CertificateError("a factor that is 0 or divides by 0")
    common = above.gcd(below)
    above, below = above // common, below // common
    degree = below.degree()
    if above.degree() != degree or above[degree] != below[degree] or degree > _MAX_DEGREE:
        raise CertificateError("the factors do not tend to 1")
    if degree and above[degree - 1] != below[degree - 1]:
        raise CertificateError("the product does not converge")
    numerator = [integer(1), *_gammas(below, start)]
    denominator = [integer(1), *_gammas(above, start)]
    return Equation(expr, Expr("/", (_times(numerator), _times(denominator))))


def _has_root_from(polynomial: fmpq_poly, start: int) -> bool:
    """Whether an integer from `start` on is a root."""
    return any(root >= start for root, _ in polynomial.numer().roots())


def _times(factors: list[Expr]) -> Expr:
    return factors[0] if len(factors) == 1 else Expr("*", tuple(factors))


def _gammas(polynomial: fmpq_poly, start: int) -> Iterator[Expr]:
    """`Gamma(n - root)` over the roots, those of quadratic factors in pairs."""
    for factor, multiplicity in polynomial.numer().factor()[1]:
        if factor.degree() == 1:
            value = apply("gamma", rational_number(start + fmpq(factor[0], factor[1])))
        elif factor.degree() == 2:
            value = _pair(fmpq(-factor[1], 2 * factor[2]), fmpq(factor[0], factor[2]), start)
        else:
            raise CertificateError("a zero or pole that is neither rational nor quadratic")
        yield value if multiplicity == 1 else Expr("^", (value, integer(int(multiplicity))))


def _pair(centre: fmpq, norm: fmpq, start: int) -> Expr:
    """`Gamma(n - u - v) Gamma(n - u + v)` with u = centre and `v^2 = u^2 - norm`."""
    square, distance = centre * centre - norm, start - centre
    if distance.q > 2 or not 0 < distance <= _MAX_SHIFT:
        raise CertificateError("quadratic zeros or poles around a number that is not half an integer to the left")
    turned = square < 0
    v = _root(-square if turned else square)
    angle = Expr("*", (_PI, v))
    if distance.q == 1:
        value = Expr("/", (angle, apply("sinh" if turned else "sin", angle)))
        steps = [fmpq(j) for j in range(1, int(distance.p))]
    else:
        value = Expr("/", (_PI, apply("cosh" if turned else "cos", angle)))
        steps = [fmpq(2 * j + 1, 2) for j in range(int(distance.p) // 2)]
    scale = fmpq(1)
    for step in steps:
        scale *= step * step - square
    return value if scale == 1 else Expr("*", (rational_number(scale), value))


def _root(square: fmpq) -> Expr:
    """The root of a positive rational number, with a squarefree integer under the sign."""
    inside, outside = fmpz(1), fmpq(1, square.q)
    for prime, e in fmpz(square.p * square.q).factor():
        outside *= fmpz(prime) ** (int(e) // 2)
        inside *= fmpz(prime) ** (int(e) % 2)
    root = apply("sqrt", rational_number(inside))
    return root if outside == 1 else Expr("*", (rational_number(outside), root))
