"""Polylogarithms at roots of unity as Hurwitz zeta values at rationals."""

from __future__ import annotations

from flint import arb, ctx

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.certificates.proofs import Proof
from probatum.verifiers.exact.algebraic import zero_bound
from probatum.verifiers.exact.canonical_powers import literal_fraction
from probatum.verifiers.exact.rational_guess import guessed_rational
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.language.expr import Expr, integer
from probatum.verifiers.provers.known_values import instance
from probatum.verifiers.provers.search import Search

__all__ = ["polylogarithm_at_root_of_unity"]

_BITS = 256
_LARGEST_ORDER = 12


def polylogarithm_at_root_of_unity(constant: Expr, search: Search) -> Proof | None:
    """`polylog(s, z)` for a root of unity z of moderate order that is not a fourth root of 1."""
    order, z = constant.args
    s = literal_fraction(order)
    if s is None or s <= 1 or zero_bound(z) is None:
        return None
    search.spend(2)
    try:
        with ctx.workprec(_BITS):
            value = complex_(evaluate(z, {}))
            if not abs(value).contains(1):
                return None
            turn = guessed_rational(value.log().imag / (2 * arb.pi()))
    except NO_VALUE:
        return None
    if turn is None or not 4 != turn.q <= _LARGEST_ORDER or turn.q <= 2:
        return None
    p, q = int(turn.p % turn.q), int(turn.q)
    return instance(constant, "polylogarithm at roots of unity", (integer(p), integer(q), order))
