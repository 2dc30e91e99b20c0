"""Limits along trajectories of matrix fields, rewritten as continued fractions."""

from __future__ import annotations

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.certificates.proofs import Proof
from probatum.verifiers.certificates.rules.trajectory import Trajectory
from probatum.verifiers.fields.limits import limit_along
from probatum.verifiers.language.expr import Expr, free_symbols
from probatum.verifiers.provers.search import Search

__all__ = ["limit_as_fraction"]


def limit_as_fraction(limit: Expr, search: Search) -> Proof | None:
    """A limit along a trajectory as the Möbius image of a continued fraction, when its recurrence has order 2."""
    if free_symbols(limit):
        return None
    search.spend(2)
    try:
        found = limit_along(limit)
    except NO_VALUE as error:
        search.note(f"trajectory: {error}")
        return None
    if not isinstance(found, Expr):
        search.note(f"trajectory: its recurrence has order {found.above.recurrence.order}")
        return None
    return Trajectory(limit)
