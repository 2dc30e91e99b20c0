"""Integrals of analytic functions over segments, as analytic functions of their ends: the fundamental theorem."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from probatum.verifiers.identities.convexity import is_connected
from probatum.verifiers.identities.definedness import integrand, is_defined
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.language.expr import BINDERS, Expr, free_symbols, substitute, symbol, walk

__all__ = ["is_smooth_integral"]

Analytic = Callable[[Expr, str, Facts], bool]


def is_smooth_integral(expr: Expr, facts: Facts, analytic: Analytic) -> bool:
    """Whether this is an integral over a bounded segment, at each point of which the integrand is analytic.

    It has a value then, and it is an analytic function of its ends, with the derivatives f(high) and -f(low): nearby
    segments lie where f is analytic too.
    """
    if expr.head != "integral" or any(
        node.head in BINDERS or node.is_symbol("oo") for node in walk(expr) if node != expr
    ):
        return False
    body, point, low, high = integrand(expr)
    if facts.is_about(point.name) or not (is_defined(low, facts) and is_defined(high, facts)):
        return False
    return any(
        is_defined(body, inner) and analytic(body, point.name, inner) for inner in _sets(point, low, high, facts)
    )


def _sets(point: Expr, low: Expr, high: Expr, facts: Facts) -> Iterator[Facts]:
    """Convex sets with both ends, which are described by conditions on the point."""
    if not (facts.is_real(low) and facts.is_real(high)):
        yield facts.extended(Expr("in", (point, symbol("CC"))))
        return
    real = Expr("in", (point, symbol("RR")))
    yield facts.extended(real)
    for first, last in ((low, high), (high, low)):
        if facts.is_nonnegative(Expr("+", (last, Expr("neg", (first,))))):
            yield facts.extended(real, Expr(">=", (point, first)), Expr("<=", (point, last)))
    for own, other in ((high, low), (low, high)):
        if own.head == "symbol" and facts.is_declared(own.name) and own.name not in free_symbols(other):
            conditions = [c for c in facts.conditions if own.name in free_symbols(c)]
            held = all(facts.entails(substitute(c, {own.name: other})) for c in conditions)
            if held and is_connected(own.name, facts):
                yield facts.extended(real, *(substitute(c, {own.name: point}) for c in conditions))
