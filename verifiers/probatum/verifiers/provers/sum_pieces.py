"""Sums of several hypergeometric terms: each summed in closed form, where its recurrence is `S(n + 1) = r S(n)`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from flint import fmpq

from probatum.verifiers.certificates.identities import DomainChecking
from probatum.verifiers.certificates.proofs import Proof
from probatum.verifiers.certificates.rules.combination import Combination
from probatum.verifiers.certificates.rules.induction import moved, step_conditions
from probatum.verifiers.identities.expansions import difference, expander
from probatum.verifiers.identities.normal_form import Expander, NotExpandedError
from probatum.verifiers.identities.polynomials import ONE, Monomial
from probatum.verifiers.language.expr import Expr, free_symbols, integer, substitute, symbol
from probatum.verifiers.provers.attempts import REJECTED
from probatum.verifiers.provers.search import Search
from probatum.verifiers.provers.zeilberger import telescoped

__all__ = ["by_sum_pieces"]

_MAX_PIECES: Final = 6
_INDEX: Final = "k_"
_GAMMAS: Final = frozenset({"gamma", "rgamma", "rising", "factorial2"})

Prover = Callable[[Expr, Expr, DomainChecking, Search, int], Proof | None]
Starts = Callable[[str], Iterator[Expr]]


def by_sum_pieces(
    left: Expr, right: Expr, checking: DomainChecking, search: Search, equation: Prover, starts: Starts
) -> Iterator[Proof]:
    """The equation with each of its sums, as they stand in the normal form, replaced by the closed form."""
    own = expander(checking.facts)
    try:
        value = own.reduced(own.expansion(difference(left, right)))
    except (NotExpandedError, *REJECTED):
        return
    pieces = dict.fromkeys(piece for m in value[0] if (piece := _piece(m, own)) is not None)
    if not 2 <= len(pieces) <= _MAX_PIECES or checking.facts.is_about(_INDEX):
        return
    lemmas: list[Proof] = []
    for factor, each in pieces:
        body, bound, low, high = each.args
        term = Expr("*", (factor, substitute(body, {bound.name: symbol(_INDEX)})))
        total = Expr("sum", (term, symbol(_INDEX), low, high))
        closed = next(_closed_forms(total, checking, search, starts), None)
        lemma = None if closed is None else equation(total, closed, checking, search, 1)
        if lemma is None:
            return
        lemmas.append(lemma)
    yield Combination(left, right, tuple(lemmas))


def _piece(monomial: Monomial, own: Expander) -> tuple[Expr, Expr] | None:
    """A finite sum in a monomial with the gamma functions next to it, which make its recurrence a simple one."""
    expressions = own.shared.expressions
    sums = [expressions[i] for i, e in monomial if expressions[i].head == "sum" and e == 1]
    if len(sums) != 1 or sums[0].args[3].is_symbol("oo"):
        return None
    gammas = tuple(pair for pair in monomial if expressions[pair[0]].head in _GAMMAS)
    return own.written(({gammas: fmpq(1)}, ONE)), sums[0]


def _closed_forms(total: Expr, checking: DomainChecking, search: Search, starts: Starts) -> Iterator[Expr]:
    body, index, low, high = total.args
    facts = checking.facts
    for name in sorted(free_symbols(body) & free_symbols(high) - {index.name}):
        if not (facts.is_declared(name) and facts.is_integer(symbol(name))):
            continue
        search.spend(20)
        own = symbol(name)
        for start in starts(name):
            interior = facts.extended(
                *step_conditions((), own, start),
                Expr("in", (index, symbol("ZZ"))),
                Expr(">=", (index, low)),
                Expr("<=", (index, moved(high, -1))),
            )
            found = telescoped(body, name, index.name, expander(interior))
            if found is None or len(found.operator) != 2 or any(name in free_symbols(c) for c in found.operator):
                continue
            ratio = Expr("neg", (Expr("/", found.operator),))
            first = substitute(total, {name: start})
            exponent = Expr("+", (own, Expr("neg", (start,)))) if start != integer(0) else own
            yield Expr("*", (first, Expr("^", (ratio, exponent))))
