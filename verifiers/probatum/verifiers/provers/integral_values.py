"""Integrals and sums that are constant multiples of tabulated ones with parameters."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from flint import ctx, fmpq

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.certificates.proofs import Checking, Proof
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.certificates.rules.combination import Combination
from probatum.verifiers.certificates.rules.integrands import Integrands
from probatum.verifiers.certificates.rules.theorem import Instance, Theorem, theorems
from probatum.verifiers.exact.canonical_powers import literal_fraction
from probatum.verifiers.exact.rational_guess import guessed_rational
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.language.claim import CONSTANTS
from probatum.verifiers.language.expr import Expr, free_symbols, integer, rational, substitute, walk
from probatum.verifiers.language.numbers import rational_number
from probatum.verifiers.provers.attempts import conclusion
from probatum.verifiers.provers.linear_forms import product_of
from probatum.verifiers.provers.matching import match
from probatum.verifiers.provers.search import Search
from probatum.verifiers.theorems.classical_integrals import CLASSICAL_INTEGRALS
from probatum.verifiers.theorems.harmonic_series import HARMONIC_SERIES
from probatum.verifiers.theorems.integrals import INTEGRALS

__all__ = ["integral_value"]

_BITS = 256
_POINTS = {
    "integral": (rational(1, 7), rational(2, 5), rational(5, 8)),
    "sum": (integer(2), integer(4), integer(8)),
}
"""Points at which an integrand or a term is compared with a tabulated one."""

_MAX_SLOPES = 2
_MAX_TRIALS = 14
"""Values tried for one parameter that the ends of the integral do not give."""


@cache
def _tabulated(head: str) -> tuple[Theorem, ...]:
    rows = INTEGRALS + CLASSICAL_INTEGRALS + HARMONIC_SERIES
    return tuple(theorems()[name] for name, _, _ in rows if _left(name).head == head)


def _left(name: str) -> Expr:
    return theorems()[name].statement.proposition.args[0]


def integral_value(constant: Expr, search: Search) -> Proof | None:
    """A proof from a tabulated integral or sum of which this one is a rational multiple."""
    body, variable, *ends = constant.args
    if free_symbols(constant) - CONSTANTS:
        return None
    trials = _slopes(body, variable.name) + _trials(body)
    for theorem in _tabulated(constant.head):
        theirs = theorem.statement.proposition.args[0]
        pattern = Expr("tuple", theirs.args[2:])
        found = match(pattern, Expr("tuple", tuple(ends)), frozenset(theorem.statement.declared))
        if found is None:
            continue
        search.spend(3)
        renamed = substitute(theirs.args[0], {theirs.args[1].name: variable})
        for values in _parameters(theorem, found, trials):
            factor = _multiple(body, substitute(renamed, values), variable.name, _POINTS[constant.head])
            if factor is None:
                continue
            proof = _from(constant, theorem, values, factor)
            if proof is not None:
                return proof
    search.note(f"{constant.head}s: not a multiple of a tabulated one")
    return None


def _trials(body: Expr) -> tuple[Expr, ...]:
    """Values that a parameter may have in an integrand: 1, the rational numbers in it and their neighbours."""
    numbers = {Fraction(1), Fraction(1, 2)}
    for node in walk(body):
        number = Fraction(1, 2) if node.head == "sqrt" else literal_fraction(node)
        if number is not None:
            numbers |= {number, -number, number + 1, 1 - number, number / 2}
            numbers |= {1 / number} if number else set()
    simplest = sorted(numbers, key=lambda x: (x.denominator + abs(x.numerator), x < 0))[:_MAX_TRIALS]
    return tuple(rational(x.numerator, x.denominator) for x in simplest)


def _slopes(body: Expr, variable: str) -> tuple[Expr, ...]:
    """The factors of the variable in the arguments of circular functions."""
    found: dict[Expr, None] = {}
    for node in walk(body):
        if node.head in ("sin", "cos") and variable in free_symbols(node):
            slope = _slope(node.args[0], variable)
            if slope is not None:
                found[slope] = None
    return tuple(found)[:_MAX_SLOPES]


def _slope(argument: Expr, variable: str) -> Expr | None:
    """`g(1) - g(0)` where that is no rational number, which the trials have."""
    at_one, at_zero = (substitute(argument, {variable: integer(k)}) for k in (1, 0))
    slope = at_one if _is_zero(at_zero) else Expr("+", (at_one, Expr("neg", (at_zero,))))
    return None if literal_fraction(slope) is not None else slope


def _is_zero(expr: Expr) -> bool:
    try:
        return bool(complex_(evaluate(expr, {})).is_zero())
    except NO_VALUE:
        return False


def _parameters(theorem: Theorem, found: dict[str, Expr], trials: tuple[Expr, ...]) -> Iterator[dict[str, Expr]]:
    """The values that the ends give with trial values of the other variables."""
    free = [name for name in theorem.statement.declared if name not in found]
    if len(free) <= 2:
        for trial in itertools.product(trials, repeat=len(free)):
            yield {**found, **dict(zip(free, trial, strict=True))}


def _multiple(body: Expr, tabulated: Expr, variable: str, points: tuple[Expr, ...]) -> Expr | None:
    """The rational c with `body = c*tabulated` at some points, None when there is none."""
    ratios: list[fmpq] = []
    for point in points:
        try:
            with ctx.workprec(_BITS):
                above, below = (complex_(evaluate(substitute(f, {variable: point}), {})) for f in (body, tabulated))
                ratio = guessed_rational((above / below).real)
        except (*NO_VALUE, ZeroDivisionError):
            return None
        if ratio is None or (ratios and ratio != ratios[0]):
            return None
        ratios.append(ratio)
    return rational_number(ratios[0])


def _from(constant: Expr, theorem: Theorem, values: dict[str, Expr], factor: Expr) -> Proof | None:
    instance = Instance(theorem.name, tuple(values[name] for name in theorem.statement.declared))
    checking = Checking(RULES)
    equation = conclusion(instance, checking)
    if equation is None:
        return None
    if equation.left == constant and factor == integer(1):
        return instance
    linear = Integrands(constant, ((factor, equation.left),))
    whole = Combination(constant, product_of([factor, equation.right]), (linear, instance))
    return whole if conclusion(whole, checking) is not None else None
