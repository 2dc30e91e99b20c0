"""Function values rewritten by the table of theorems, from left to right.

A theorem whose left side is one function value rewrites every value that is an instance of it. Where that alone would
run in circles (a reflection, a shift) a guard says for which values the right side is the simpler one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from probatum.verifiers.certificates.proofs import Proof
from probatum.verifiers.certificates.rules.combination import Combination
from probatum.verifiers.certificates.rules.theorem import Instance, Theorem, theorems
from probatum.verifiers.language.expr import Expr
from probatum.verifiers.provers.attempts import conclusion
from probatum.verifiers.provers.guards import GUARDS
from probatum.verifiers.provers.matching import match
from probatum.verifiers.provers.search import Search

__all__ = ["as_series", "instance", "known_value", "multiplied"]


@cache
def _by_head() -> Mapping[str, tuple[Theorem, ...]]:
    found: dict[str, list[Theorem]] = {}
    for theorem in theorems().values():
        found.setdefault(theorem.statement.proposition.args[0].head, []).append(theorem)
    return MappingProxyType({head: tuple(rows) for head, rows in found.items()})


_SYMMETRIES: Final[Mapping[str, tuple[tuple[str, tuple[int, ...]], ...]]] = MappingProxyType(
    {
        "carlson_rf": (("RF exchanges the first arguments", (1, 0, 2)), ("RF exchanges the last arguments", (0, 2, 1))),
        "carlson_rg": (("RG exchanges the first arguments", (1, 0, 2)), ("RG exchanges the last arguments", (0, 2, 1))),
        "carlson_rd": (("RD exchanges its first arguments", (1, 0, 2)),),
        "carlson_rj": (
            ("RJ exchanges the first arguments", (1, 0, 2, 3)),
            ("RJ exchanges the second and third argument", (0, 2, 1, 3)),
        ),
        "hyp2f1": (("2F1 exchanges its upper parameters", (1, 0, 2, 3)),),
    }
)
"""Theorems that exchange arguments, with the order in which they leave them."""

_MULTIPLICATION: Final = frozenset({"gamma doubled", "gamma at 1/12", "gamma at 5/12"})
_SERIES: Final = frozenset({"1F1 as a series", "2F1 as a series", "3F2 as a series"})
"""Theorems that are left for last: they rewrite values that the other side may have as they are."""


def known_value(constant: Expr, search: Search) -> Proof | None:
    """The first theorem of the table that rewrites the constant, with its arguments in one of their orders."""
    for ordered, exchanges in _orders(constant):
        proof = _rewritten(ordered, search)
        if proof is not None and not exchanges:
            return proof
        equation = None if proof is None else conclusion(proof)
        if proof is not None and equation is not None:
            return Combination(constant, equation.right, (*exchanges, proof))
    return None


def _orders(constant: Expr) -> list[tuple[Expr, tuple[Proof, ...]]]:
    """The constant with its arguments in each order that symmetry allows, with the exchanges that lead there."""
    orders: dict[Expr, tuple[Proof, ...]] = {constant: ()}
    agenda = [constant]
    for current in agenda:
        for name, places in _SYMMETRIES.get(constant.head, ()):
            after = Expr(constant.head, tuple(current.args[place] for place in places))
            if after not in orders:
                orders[after] = (*orders[current], Instance(name, current.args))
                agenda.append(after)
    return list(orders.items())


def multiplied(constant: Expr, search: Search) -> Proof | None:
    """Gamma by its multiplication formulas, which relate values of different denominators."""
    return _rewritten(constant, search, _MULTIPLICATION)


def as_series(constant: Expr, search: Search) -> Proof | None:
    """A hypergeometric function as the sum of its series, where that converges absolutely."""
    return _rewritten(constant, search, _SERIES)


def _rewritten(constant: Expr, search: Search, names: frozenset[str] | None = None) -> Proof | None:
    for theorem in _by_head().get(constant.head, ()):
        if theorem.name not in names if names is not None else theorem.name in _MULTIPLICATION | _SERIES:
            continue
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
