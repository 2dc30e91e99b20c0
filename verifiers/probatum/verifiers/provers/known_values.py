"""Function values rewritten by the table of theorems, from left to right.

A theorem whose left side is one function value rewrites every value that is an instance of it. Where that alone would
run in circles (a reflection, a shift) a guard says for which values the right side is the simpler one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from probatum.verifiers.certificates.proofs import Proof
from probatum.verifiers.certificates.rules.combination import Combination
from probatum.verifiers.certificates.rules.theorem import Instance, Theorem, theorems
from probatum.verifiers.language.expr import Expr
from probatum.verifiers.provers.attempts import conclusion
from probatum.verifiers.provers.guards import GUARDS
from probatum.verifiers.provers.matching import match
from probatum.verifiers.provers.search import Search

__all__ = ["instance", "known_value"]


@cache
def _by_head() -> Mapping[str, tuple[Theorem, ...]]:
    found: dict[str, list[Theorem]] = {}
    for theorem in theorems().values():
        found.setdefault(theorem.statement.proposition.args[0].head, []).append(theorem)
    return MappingProxyType({head: tuple(rows) for head, rows in found.items()})


def known_value(constant: Expr, search: Search) -> Proof | None:
    """The first theorem of the table that rewrites the constant."""
    for theorem in _by_head().get(constant.head, ()):
        left = theorem.statement.proposition.args[0]
        found = match(left, constant, frozenset(theorem.statement.declared))
        if found is None:
            continue
        values = tuple(found.get(name) for name in theorem.statement.declared)
        guard = GUARDS.get(theorem.name)
        if None in values or (guard is not None and not guard(found)):
            continue
        search.spend(2)
        proof = instance(constant, theorem.name, tuple(value for value in values if value is not None))
        if proof is not None:
            return proof
    return None


def instance(constant: Expr, name: str, values: tuple[Expr, ...]) -> Proof | None:
    """A proof from one theorem that `constant` equals its right side, None when a hypothesis is not seen to hold.

    Where the left side says an argument in another way than the constant, the two are shown equal first.
    """
    proof = Instance(name, values)
    equation = conclusion(proof)
    if equation is None or equation.left == constant:
        return None if equation is None else proof
    if len(constant.args) != len(equation.left.args):
        return None
    pairs = zip(constant.args, equation.left.args, strict=True)
    renamed = tuple(Combination(ours, theirs) for ours, theirs in pairs if ours != theirs)
    whole = Combination(constant, equation.right, (*renamed, proof))
    return None if conclusion(whole) is None else whole
