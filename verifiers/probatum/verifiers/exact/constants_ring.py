"""Whether a closed expression is 0, as a polynomial in constants with algebraic coefficients.

Subexpressions that are not built by rational operations (`pi`, `log(2)`, `gamma(1/4)`) stand for indeterminates over
the algebraic numbers. After expansion each monomial in them has a coefficient that is an algebraic number, and a zero
bound decides whether that is 0 (`algebraic.py`). When all coefficients vanish the value is 0, whatever relations the
constants satisfy; when one does not, nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from flint import arb, ctx, fmpq, fmpq_mpoly

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.exact.algebraic import zero_bound
from probatum.verifiers.exact.canonical_powers import canonical_powers
from probatum.verifiers.exact.rational_functions import expand
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.language.expr import Expr, integer, rational

__all__ = ["is_formally_zero", "is_zero_algebraic"]

_MAX_COEFFICIENTS: Final = 2_000


def is_zero_algebraic(expr: Expr) -> bool:
    """Whether a closed expression is seen to be an algebraic number, and 0.

    By Liouville's inequality an enclosure below the zero bound decides.
    """
    bound = zero_bound(expr)
    if bound is None:
        return False
    precision = bound.bits + 64
    for _ in range(3):
        try:
            with ctx.workprec(precision):
                value = abs(complex_(evaluate(expr, {})))
                if value < arb(2) ** (-bound.bits):
                    return True
                if not value.contains(0):
                    return False
        except NO_VALUE:
            return False
        precision *= 2
    return False


def is_formally_zero(expr: Expr) -> bool:
    """Whether a closed expression whose denominators do not vanish is 0 as a polynomial in constants over Q-bar.

    Raises NotRationalError when its expansion is too large, UndefinedValueError when a denominator is identically 0.
    """
    (uniform,) = canonical_powers(expr)
    expansion = expand(uniform, frozenset())
    if expansion.numerator.is_zero():
        return True
    algebraic = [zero_bound(atom) is not None for atom in expansion.atoms]
    coefficients: dict[tuple[int, ...], list[Expr]] = {}
    for exponents, coefficient in _monomials(expansion.numerator):
        own = exponents[: len(expansion.atoms)]
        key = tuple(0 if algebraic[j] else own[j] for j in range(len(own)))
        factors = [(expansion.atoms[j], own[j]) for j in range(len(own)) if algebraic[j] and own[j]]
        coefficients.setdefault(key, []).append(_term(coefficient, factors))
    if len(coefficients) > _MAX_COEFFICIENTS:
        return False
    return all(is_zero_algebraic(_sum(terms)) for terms in coefficients.values())


def _monomials(polynomial: fmpq_mpoly) -> Iterable[tuple[tuple[int, ...], fmpq]]:
    for exponents, coefficient in polynomial.terms():
        yield tuple(map(int, exponents)), coefficient


def _term(coefficient: fmpq, factors: list[tuple[Expr, int]]) -> Expr:
    scalar = rational(int(coefficient.p), int(coefficient.q))
    powers = [Expr("^", (atom, integer(exponent))) for atom, exponent in factors]
    return Expr("*", (scalar, *powers)) if powers else scalar


def _sum(terms: list[Expr]) -> Expr:
    return terms[0] if len(terms) == 1 else Expr("+", tuple(terms))
