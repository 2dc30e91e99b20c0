"""Divisors that vanish nowhere because they are multiples of what does not: 1 - tan(x) tan(y) of cos(x + y)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from probatum.verifiers.identities.normal_form import Expander, NotExpandedError
from probatum.verifiers.identities.polynomials import UNIT, Monomial, Polynomial
from probatum.verifiers.language.expr import BINDERS, Expr, apply, walk

__all__ = ["vanishes_nowhere"]

_BELOW = {
    "tan": "cos",
    "sec": "cos",
    "cot": "sin",
    "csc": "sin",
    "tanh": "cosh",
    "sech": "cosh",
    "coth": "sinh",
    "csch": "sinh",
}


def vanishes_nowhere(divisor: Expr, sides: Iterable[Expr], own: Expander) -> bool:
    """Whether a divisor with a value is a known value other than 0, times exponentials, over another value.

    Known are what conditions say not to be 0, and the divisors of quotients of sines and cosines in the sides that
    are seen to have a value.
    """
    try:
        upper = own.reduced(own.expansion(divisor))[0]
        if len(upper) < 2:
            return False
        return any(_is_multiple(upper, own.reduced(own.expansion(known))[0], own) for known in _known(sides, own))
    except NotExpandedError:
        return False


def _known(sides: Iterable[Expr], own: Expander) -> Iterator[Expr]:
    facts = own.facts
    for condition in facts.conditions:
        if condition.head == "!=":
            yield Expr("+", (condition.args[0], Expr("neg", (condition.args[1],))))
    for side in sides:
        for node in walk(side) if not any(node.head in BINDERS for node in walk(side)) else ():
            if node.head in _BELOW:
                below = apply(_BELOW[node.head], node.args[0])
                if facts.is_nonzero(below) or (node.head.endswith("h") and facts.is_positive(below)):
                    yield below


def _is_multiple(left: Polynomial, right: Polynomial, own: Expander) -> bool:
    """Whether left = c*m*right with a number c and a monomial m in exponentials."""
    if len(left) != len(right):
        return False
    first, second = max(left), max(right)
    moved = {_quotient(monomial, first): coefficient / left[first] for monomial, coefficient in left.items()}
    other = {_quotient(monomial, second): coefficient / right[second] for monomial, coefficient in right.items()}
    units = _quotient(first, second)
    return moved == other and all(i == UNIT or own.shared.expressions[i].head == "exp" for i, _ in units)


def _quotient(above: Monomial, below: Monomial) -> Monomial:
    exponents = dict(above)
    for index, exponent in below:
        exponents[index] = exponents.get(index, 0) - exponent
    return tuple(sorted((index, exponent) for index, exponent in exponents.items() if exponent))
