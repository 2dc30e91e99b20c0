"""Values of sequences rewritten by their recurrences to the lowest ones that occur."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from flint import fmpq

from probatum.verifiers.certificates.identities import DomainChecking
from probatum.verifiers.identities.expansions import rewritten
from probatum.verifiers.identities.linear_forms import combined, linear_form
from probatum.verifiers.identities.normal_form import Expander, NotExpandedError
from probatum.verifiers.identities.polynomials import ONE, UNIT, Polynomial, Quotient
from probatum.verifiers.language.expr import Expr
from probatum.verifiers.provers.attempts import REJECTED
from probatum.verifiers.provers.functional_equations import instances

__all__ = ["lowered"]

_MAX_ROUNDS: Final = 24


def lowered(value: Quotient, own: Expander, checking: DomainChecking) -> Quotient:
    """The same value, by equations that lower the first argument of one of the function values in it."""
    upper, lower = own.reduced(value)
    for _ in range(_MAX_ROUNDS):
        found = next(_lowering(upper, own, checking), None)
        if found is None:
            break
        before = upper
        divisor: Quotient = (ONE, ONE)
        upper, divisor = _replaced(before, found, own)
        lower = own.times((lower, ONE), divisor)[0]
    return upper, lower


def _replaced(upper: Polynomial, sides: tuple[Quotient, Quotient], own: Expander) -> tuple[Polynomial, Quotient]:
    """The numerator after the replacement, and what was divided by."""
    right, below = sides[1]
    after = rewritten((upper, ONE), [(sides[0], (right, ONE))], own) if below == ONE else None
    if after is not None:
        return after[0], (after[1], ONE)
    # a denominator: each value is replaced by its numerator, and what has none is multiplied by it
    ((monomial, coefficient),) = sides[0][0].items()
    ((index, exponent),) = monomial
    if exponent != 1:
        raise NotExpandedError("a power of a value of a sequence")
    total: Quotient = ({}, ONE)
    for term, factor in upper.items():
        power = dict(term).get(index, 0)
        if power not in (0, 1):
            raise NotExpandedError("a power of a value of a sequence")
        rest = {tuple(p for p in term if p[0] != index): factor}
        scaled = own.times((rest, ONE), (right, ONE) if power else (below, ONE))
        if power:
            scaled = own.times(scaled, own.number(1 / coefficient))
        total = own.plus(total, scaled)
    return total[0], (below, ONE)


def _lowering(upper: Polynomial, own: Expander, checking: DomainChecking) -> Iterator[tuple[Quotient, Quotient]]:
    """Equations whose left side is a value that occurs together with lower ones, and whose right side has those."""
    indices = [i for i in dict.fromkeys(i for m in upper for i, _ in m) if i != UNIT]
    expressions = own.shared.expressions
    for index in indices:
        expr = expressions[index]
        if not expr.args:
            continue
        for step in instances(expr, own, checking):
            try:
                sides = own.reduced(own.expansion(step.equation.left)), own.reduced(own.expansion(step.equation.right))
            except (NotExpandedError, *REJECTED):
                continue
            if len(sides[0][0]) != 1 or sides[0][1] != ONE or set(sides[0][0]) != {((index, 1),)}:
                continue
            new = {i for m in sides[1][0] for i, _ in m if i != UNIT and expressions[i].head == expr.head}
            if new and all(_is_lower(expressions[i], expr) for i in new):
                yield sides


def _is_lower(left: Expr, right: Expr) -> bool:
    """Whether the first argument is less by a positive number."""
    gap = combined(linear_form(right.args[0]), linear_form(left.args[0]), fmpq(-1))
    return gap.keys() == {None} and Fraction(int(gap[None].p), int(gap[None].q)) > 0
