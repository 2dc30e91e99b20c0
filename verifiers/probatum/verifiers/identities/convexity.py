"""Whether conditions on one variable leave a convex set of its values, but for isolated points."""

from __future__ import annotations

from flint import fmpq

from probatum.verifiers.identities.continuity import is_discrete_exclusion
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.identities.linear_forms import combined, linear_form
from probatum.verifiers.language.expr import Expr, apply, chain_links, free_symbols, symbol

__all__ = ["is_connected"]


def is_connected(variable: str, facts: Facts) -> bool:
    """Whether the values of the variable, the others fixed, are a convex set; complex ones but for isolated points.

    Of real numbers an interval. An open plane convex set without a discrete set of its points is connected; a segment
    is not.
    """
    own = symbol(variable)
    conditions = [link for c in facts.conditions if variable in free_symbols(c) for link in _links(c)]
    excluding = [c for c in conditions if not facts.is_real(own) and is_discrete_exclusion(c, variable)]
    others = [c for c in conditions if c not in excluding]
    return (
        any(_declares(c, own) for c in conditions)
        and all(_is_convex(c, variable, facts) for c in others)
        and (not excluding or all(map(_is_open, others)))
    )


def _links(condition: Expr) -> tuple[Expr, ...]:
    return chain_links(condition) if condition.head == "chain" else (condition,)


def _is_open(condition: Expr) -> bool:
    return condition.head in ("<", ">") or (
        condition.head == "in" and any(map(condition.args[1].is_symbol, ("CC", "HH")))
    )


def _declares(condition: Expr, own: Expr) -> bool:
    return condition.head == "in" and condition.args[0] == own


def _is_convex(condition: Expr, variable: str, facts: Facts) -> bool:
    head, args = condition.head, condition.args
    own = symbol(variable)
    if head == "in" and args[0] == own and variable not in free_symbols(args[1]):
        return len(args[1].args) == 2 or (args[1].head == "symbol" and args[1].name in ("RR", "CC", "HH"))
    if head in ("<", "<=", ">", ">="):
        small, large = args if head in ("<", "<=") else (args[1], args[0])
        form = combined(linear_form(large), linear_form(small), fmpq(-1))
        return all(
            _is_affine(atom, variable, facts) or (coefficient < 0 and _is_modulus(atom, variable))
            for atom, coefficient in form.items()
        )
    return False


def _is_affine(atom: Expr | None, variable: str, facts: Facts) -> bool:
    """Whether an atom of a linear form is a real affine function of the variable, the others fixed."""
    if atom is None or variable not in free_symbols(atom):
        return True
    own = symbol(variable)
    if atom == own:
        return facts.is_real(own)  # of a complex number it would say that it is real
    if atom in (apply("re", own), apply("im", own)):
        return True
    if atom.head == "/":
        above, below = atom.args
        return variable not in free_symbols(below) and facts.is_real(below) and _is_affine(above, variable, facts)
    if atom.head != "*":
        return False
    using = [factor for factor in atom.args if variable in free_symbols(factor)]
    return len(using) == 1 and _is_affine(using[0], variable, facts) and facts.is_real(atom)


def _is_modulus(atom: Expr | None, variable: str) -> bool:
    """Whether an atom is |c x + d|, a convex function of x."""
    if atom is None or atom.head != "abs":
        return False
    using = [a for a in linear_form(atom.args[0]) if a is not None and variable in free_symbols(a)]
    return using == [symbol(variable)]
