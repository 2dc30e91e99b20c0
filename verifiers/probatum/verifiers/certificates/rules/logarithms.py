"""Linear relations between logarithms of algebraic numbers with rational coefficients."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flint import acb, arb, ctx

from probatum.verifiers.certificates.proofs import CertificateError, Checking, Equation
from probatum.verifiers.exact.constants_ring import is_zero_algebraic
from probatum.verifiers.functions.lift import complex_, floor_of
from probatum.verifiers.language.expr import Expr, apply, integer, symbol

__all__ = ["Logarithms", "conclude_logarithms"]

_MAX_EXPONENT: Final = 100_000


@dataclass(frozen=True, slots=True)
class Logarithms:
    """`sum c_j log(x_j) = 2 pi i k`: integers c_j with algebraic numbers x_j whose product of powers is 1.

    The checker shows `prod x_j^c_j = 1` by a zero bound, so that the sum is an integer multiple of `2 pi i`, and finds
    the integer from a ball of radius below a half.
    """

    terms: tuple[tuple[int, Expr], ...]


def conclude_logarithms(proof: Logarithms, checking: Checking) -> Equation:
    """`exp(sum c_j log x_j) = prod x_j^c_j = 1` for principal logarithms of numbers different from 0."""
    if not proof.terms or any(abs(exponent) > _MAX_EXPONENT for exponent, _ in proof.terms):
        raise CertificateError("a relation between logarithms needs exponents of moderate size")
    above, below = ([Expr("^", (x, integer(abs(c)))) for c, x in proof.terms if c * sign > 0] for sign in (1, -1))
    difference = Expr("+", (_product(above), Expr("neg", (_product(below),))))
    for _, x in proof.terms:
        if not checking.is_nonzero(x):
            raise CertificateError("the logarithm of a number that may be 0")
    if not is_zero_algebraic(difference):
        raise CertificateError("the product of powers is not seen to be 1")
    logarithms = [Expr("*", (integer(c), apply("log", x))) for c, x in proof.terms]
    total = logarithms[0] if len(logarithms) == 1 else Expr("+", tuple(logarithms))
    multiple = _integer_multiple(checking, total)
    return Equation(total, Expr("*", (integer(2 * multiple), symbol("pi"), symbol("i"))))


def _product(factors: list[Expr]) -> Expr:
    if not factors:
        return integer(1)
    return factors[0] if len(factors) == 1 else Expr("*", tuple(factors))


def _integer_multiple(checking: Checking, total: Expr) -> int:
    """The k with `total = 2 pi i k`, given that there is one."""
    with ctx.workprec(128):
        quotient = complex_(checking.value(total)) / acb(0, 2 * arb.pi())
        if not quotient.real.rad() < 0.25:
            raise CertificateError("the enclosure of a sum of logarithms is too wide")
        return int(floor_of(quotient.real + arb(0.5)))
