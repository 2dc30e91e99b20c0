"""Proofs by residue classes: of integer parts, the moduli are the denominators in them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Final

from probatum.verifiers.certificates.identities import DomainChecking
from probatum.verifiers.certificates.proofs import Equation, Proof
from probatum.verifiers.certificates.rules.combination import Combination
from probatum.verifiers.certificates.rules.residues import Residues, of_class, quotient_name
from probatum.verifiers.identities.expansions import expander
from probatum.verifiers.identities.linear_forms import linear_form
from probatum.verifiers.identities.normal_form import Expander, NotExpandedError
from probatum.verifiers.language.expr import BINDERS, Expr, free_symbols, integer, substitute, symbol, walk
from probatum.verifiers.provers.attempts import REJECTED
from probatum.verifiers.provers.recurrences import by_induction
from probatum.verifiers.provers.search import Search

__all__ = ["by_residue_classes"]

_MAX_MODULUS: Final = 6
_PARTS: Final = frozenset({"floor", "ceil"})
_OF_A_PARITY: Final = frozenset({"factorial2"})

Prover = Callable[[Expr, Expr, DomainChecking, Search, int], Proof | None]


def by_residue_classes(
    left: Expr, right: Expr, checking: DomainChecking, search: Search, depth: int, equation: Prover
) -> Iterator[Proof]:
    """A proof for each residue of one of the integer variables."""
    facts = checking.facts
    names = sorted(n for n in free_symbols(left) | free_symbols(right) if facts.is_declared(n))
    for name in (n for n in names if facts.is_integer(symbol(n))):
        modulus = math.lcm(*(_modulus(node, name) for side in (left, right) for node in walk(side)))
        if not 2 <= modulus <= _MAX_MODULUS:
            continue
        premises: list[Proof] = []
        for residue in range(modulus):
            moved = {name: of_class(name, modulus, residue)}
            quotient = Expr("in", (symbol(quotient_name(name)), symbol("ZZ")))
            inner = checking.within((quotient, *(substitute(c, moved) for c in checking.conditions)))
            premise = _of_class(substitute(left, moved), substitute(right, moved), inner, search, depth + 1, equation)
            if premise is None:
                break
            premises.append(premise)
        else:
            yield Residues(left, right, name, tuple(premises))


def _modulus(node: Expr, name: str) -> int:
    """The denominator of the variable in an integer part; 2 for a double factorial of it, or -1 to its square."""
    if node.head in _PARTS:
        form = linear_form(node.args[0])
        coefficients = [c for atom, c in form.items() if atom is not None and name in free_symbols(atom)]
        return math.lcm(*(int(c.q) for c in coefficients))
    if node.head in _OF_A_PARITY and name in free_symbols(node):
        return 2
    if node.head == "^" and node.args[0] == Expr("neg", (integer(1),)):
        form = linear_form(node.args[1])
        powers = [
            c for atom, c in form.items() if atom is not None and atom.head != "symbol" and name in free_symbols(atom)
        ]
        return math.lcm(*(2 * int(c.q) for c in powers)) if powers else 1
    return 1


def _of_class(
    left: Expr, right: Expr, inner: DomainChecking, search: Search, depth: int, equation: Prover
) -> Proof | None:
    """A proof for one class, where integer parts that are polynomials are written as such."""
    own = expander(inner.facts)
    sides = [_without_parts(side, own) for side in (left, right)]
    proof = _by_recurrence(sides[0], sides[1], inner, search, depth, equation)
    if proof is None:
        proof = equation(sides[0], sides[1], inner, search, depth)
    if proof is None or sides == [left, right]:
        return proof
    return Combination(left, right, (), ((integer(1), proof),))


def _by_recurrence(
    left: Expr, right: Expr, inner: DomainChecking, search: Search, depth: int, equation: Prover
) -> Proof | None:
    """A proof for sums by their recurrences, which is what integer parts at their ends stand in the way of."""
    if not any(node.head == "sum" for side in (left, right) for node in walk(side)):
        return None
    for proof in by_induction(left, right, inner, search, depth, equation):
        try:
            if inner.conclude(proof) == Equation(left, right):
                return proof
        except (NotExpandedError, *REJECTED):
            continue
    return None


def _without_parts(expr: Expr, own: Expander) -> Expr:
    if expr.head in _PARTS:
        try:
            written = own.written(own.reduced(own.expansion(expr)))
        except (NotExpandedError, *REJECTED):
            return expr
        return expr if any(node.head in _PARTS for node in walk(written)) else written
    if expr.head in BINDERS:
        body, variable, low, high = expr.args
        return Expr(expr.head, (body, variable, _without_parts(low, own), _without_parts(high, own)))
    return Expr(expr.head, tuple(_without_parts(arg, own) for arg in expr.args), expr.value)
