"""From the search of proofs to a certificate: relations without variables whose sides agree in balls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from probatum.verifiers.balls.comparison import Comparison, Outcome
from probatum.verifiers.certificates.proofs import Proof
from probatum.verifiers.certificates.types import Derivation
from probatum.verifiers.language import Claim, Expr
from probatum.verifiers.provers.search import ExhaustedError, Search

__all__ = ["attempt", "derivation"]

_Statement = TypeVar("_Statement")
_Found = TypeVar("_Found")

Prover = Callable[[Expr, Search], Proof | None]


def derivation(
    claim: Claim, comparisons: Sequence[Comparison], precision_bits: int, search: Search, prove: Prover
) -> Derivation | None:
    """A proof for each relation that balls do not decide, None when one is not found.

    What was tried in vain is in `search.tried`. A prover that fails, for whatever reason, proves nothing and costs
    nothing but its time.
    """
    proofs: list[Proof | None] = []
    for relation, comparison in zip(claim.relations, comparisons, strict=True):
        if comparison.outcome is Outcome.TRUE:
            proofs.append(None)
            continue
        if relation.head not in ("=", "<=", ">="):
            search.note(f"equal sides do not prove {relation.head}")
            return None
        proof = attempt(relation, search, prove)
        if proof is None:
            return None
        proofs.append(proof)
    return Derivation(precision_bits, tuple(proofs))


def attempt(statement: _Statement, search: Search, prove: Callable[[_Statement, Search], _Found]) -> _Found | None:
    """What a prover finds for a statement; None, with a note, when it fails, for whatever reason."""
    try:
        return prove(statement, search)
    except ExhaustedError:
        search.note("the effort is spent")
    except MemoryError:
        raise
    except Exception as error:  # search is untrusted, and its faults are no verdict on the claim
        search.note(f"a prover failed: {type(error).__name__}")
    return None
