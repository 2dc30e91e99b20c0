"""Pincherle's theorem: a small solution of its recurrence gives the value of a continued fraction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flint import fmpq, fmpz

from probatum.verifiers.certificates.proofs import CertificateError, Checking, Equation
from probatum.verifiers.language.expr import Expr, integer, rational
from probatum.verifiers.sequences.fractions import PolynomialFraction, convergent, first_zero

__all__ = ["Linear", "total", "value_by_pincherle"]

Linear = Mapping[Expr, fmpq]
"""A combination of closed expressions with rational coefficients."""


def total(terms: Iterable[tuple[Expr, fmpq]]) -> Linear:
    """The sum of multiples of expressions, among which one may occur more than once."""
    factors: dict[Expr, fmpq] = {}
    for expr, factor in terms:
        factors[expr] = factors.get(expr, fmpq(0)) + factor
    return factors


def value_by_pincherle(
    fraction: Expr,
    scaled: tuple[PolynomialFraction, fmpz],
    start: int,
    solution: tuple[Linear, Linear],
    checking: Checking,
) -> Equation:
    """The value of `fraction` from r at start - 2 and start - 1.

    `scaled` are its elements times a common factor. For n >= start let `r_n = a_n r_(n-1) + b_n r_(n-2)`, and
    `r_n/Q_n -> 0` with the denominators Q_n of the convergents, from some index on different from 0. As no b_n is 0,
    `r_n = X P_n + Y Q_n` for n >= start - 2. If X is not 0, `P_n/Q_n -> -Y/X`, which is the quotient of
    `P_(s-2) r_(s-1) - P_(s-1) r_(s-2)` and the same with Q.

    Source: Pincherle (1894), in Lorentzen, Waadeland, *Continued fractions with applications* (1992), IV.2.
    """
    elements, scale = scaled
    if first_zero(elements) is not None:
        raise CertificateError("a partial numerator is 0")
    (p1, q1), (p0, q0) = (convergent(elements, start - k) for k in (1, 2))
    numerator, denominator = (
        _written(solution, fmpq(first), fmpq(second)) for first, second in ((p0, p1), (q0 * scale, q1 * scale))
    )
    if not checking.is_nonzero(denominator):
        raise CertificateError("the solution is not seen to be different from the denominators of the convergents")
    return Equation(fraction, Expr("/", (numerator, denominator)))


def _written(solution: tuple[Linear, Linear], first: fmpq, second: fmpq) -> Expr:
    """`first r_(s-1) - second r_(s-2)`."""
    before, after = solution
    terms = []
    for expr in dict.fromkeys((*before, *after)):
        factor = first * after.get(expr, fmpq(0)) - second * before.get(expr, fmpq(0))
        if factor != 0:
            terms.append(Expr("*", (rational(int(factor.p), int(factor.q)), expr)))
    return terms[0] if len(terms) == 1 else Expr("+", tuple(terms)) if terms else integer(0)
