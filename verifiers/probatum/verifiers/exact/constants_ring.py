"""Whether a closed expression is 0, as a polynomial in constants with algebraic coefficients.

Subexpressions that are not built by rational operations (`pi`, `log(2)`, `gamma(1/4)`) stand for indeterminates over
the algebraic numbers. After expansion each monomial in them has a coefficient that is an algebraic number, and a zero
bound decides whether that is 0 (`algebraic.py`). When all coefficients vanish the value is 0, whatever relations the
constants satisfy; when one does not, nothing is known.
"""

from __future__ import annotations

from typing import Final

from flint import acb, arb, ctx, fmpq

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.exact.algebraic import polynomial_zero_bound, zero_bound
from probatum.verifiers.exact.canonical_powers import canonical_powers
from probatum.verifiers.exact.rational_functions import expand
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.language.expr import Expr

__all__ = ["is_formally_zero", "is_zero_algebraic"]

_MAX_COEFFICIENTS: Final = 2_000
_FIRST_BITS: Final = 192


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


def is_formally_zero(expr: Expr, values_known: bool = False) -> bool:
    """Whether a closed expression whose parts all have values is 0 as a polynomial in constants over Q-bar.

    `values_known` says that the parts are known to have values. Raises NotRationalError when its expansion is
    too large, UndefinedValueError when a denominator is identically 0.
    """
    (uniform,) = canonical_powers(expr)
    expansion = expand(uniform, frozenset(), values_known)
    if expansion.numerator.is_zero():
        return True
    algebraic = [zero_bound(atom) is not None for atom in expansion.atoms]
    coefficients: dict[tuple[int, ...], list[tuple[tuple[int, ...], fmpq]]] = {}
    for exponents, coefficient in expansion.numerator.terms():
        own = tuple(map(int, exponents))[: len(expansion.atoms)]
        key = tuple(0 if algebraic[j] else own[j] for j in range(len(own)))
        coefficients.setdefault(key, []).append((tuple(e - k for e, k in zip(own, key, strict=True)), coefficient))
    if len(coefficients) > _MAX_COEFFICIENTS:
        return False
    return all(_vanishes(expansion.atoms, terms) for terms in coefficients.values())


def _vanishes(atoms: tuple[Expr, ...], terms: list[tuple[tuple[int, ...], fmpq]]) -> bool:
    """Whether a polynomial in algebraic numbers, as pairs of exponents and coefficient, is seen to be 0."""
    if _value(atoms, terms, _FIRST_BITS) != 0:
        return False
    bound = polynomial_zero_bound(atoms, terms)
    if bound is None:
        return False
    precision = bound.bits + 64
    for _ in range(3):
        value = _value(atoms, terms, precision)
        with ctx.workprec(precision):
            if abs(value) < arb(2) ** (-bound.bits):
                return True
        if value != 0:
            return False
        precision *= 2
    return False


def _value(atoms: tuple[Expr, ...], terms: list[tuple[tuple[int, ...], fmpq]], precision: int) -> acb:
    """The value of the polynomial; an infinite ball where an atom has no value at this precision."""
    with ctx.workprec(precision):
        used = {j for exponents, _ in terms for j, exponent in enumerate(exponents) if exponent}
        try:
            values = {j: complex_(evaluate(atoms[j], {})) for j in used}
        except NO_VALUE:
            return acb("nan")
        total = acb(0)
        for exponents, coefficient in terms:
            term = acb(coefficient)
            for j, exponent in enumerate(exponents):
                if exponent:
                    term *= values[j] ** exponent
            total += term
        return total
