"""The search for a proof: how much of it is left, what was tried, and the rewriting steps that provers offer.

Provers are untrusted: what they return is a `Proof` that the checker concludes from again. A *rewriter* is given one
constant as it stands in a claim (a sum, a continued fraction, a function value) and offers a proof that it equals an
expression in simpler ones.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from probatum.verifiers.certificates.proofs import Proof
from probatum.verifiers.language.expr import Expr

__all__ = ["ExhaustedError", "Rewriter", "Search"]


class ExhaustedError(Exception):
    """The effort allowed for the search of a proof is spent."""


@dataclass(slots=True)
class Search:
    """One search: `effort` is what is left of it, in units of about a millisecond; `tried` says what was in vain.

    Effort is counted, not timed, so that the same claim gives the same verdict on every machine.
    """

    effort: int
    tried: list[str] = field(default_factory=list)

    def spend(self, units: int) -> None:
        """Take `units` from the effort. Raises ExhaustedError when it is spent."""
        self.effort -= units
        if self.effort < 0:
            raise ExhaustedError

    def note(self, what: str) -> None:
        """Remember what was tried in vain, and why it stopped, for the verdict of an unproved claim."""
        if what not in self.tried:
            self.tried.append(what)


@dataclass(frozen=True, slots=True)
class Rewriter:
    """`rewrite(constant, search)` proves `constant = expression in simpler ones`, or is None.

    `heads` are those of the constants it is offered.
    """

    name: str
    heads: frozenset[str]
    rewrite: Callable[[Expr, Search], Proof | None]
