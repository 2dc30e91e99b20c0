"""Is the claim well-posed? Asked before any arithmetic: names, functions, conditions."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from probatum.verifiers.conditions.domains import contradiction
from probatum.verifiers.functions import FUNCTIONS
from probatum.verifiers.language import CONSTANTS, DOMAINS, Claim, Expr, expression_text
from probatum.verifiers.language.expr import (
    ARROWS,
    ATOMS,
    BINDERS,
    CONNECTIVES,
    FIELDS,
    RELATIONS,
    STRUCTURAL,
    speaks_of_irrationality,
    walk,
)
from probatum.verifiers.verdict import Reason

__all__ = ["Objection", "objection"]

_FIELD_HEADS = FIELDS | {"axis", "conservative", "limit_along"}
_STEP_HEADS = ARROWS | {"chain", "derivation"}
_KNOWN_HEADS = ATOMS | RELATIONS | CONNECTIVES | STRUCTURAL | BINDERS.keys() | _STEP_HEADS | _FIELD_HEADS
_SETS = " ".join(sorted(DOMAINS))


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a claim is not judged further."""

    reason: Reason
    message: str


def objection(claim: Claim) -> Objection | None:
    """The first thing that keeps the claim from being judged, None when it is well-posed as far as it is written.

    Raises IllFormedError for a condition that is not one.
    """
    return (
        _conditional_field(claim)
        or _undeclared(claim)
        or _unknown_function(claim)
        or _not_a_set(claim)
        or _contradiction(claim)
    )


def _conditional_field(claim: Claim) -> Objection | None:
    if speaks_of_irrationality(claim.proposition) and claim.conditions:
        return Objection(Reason.ILL_FORMED, "a claim about irrationality is about one number: no conditions")
    if claim.proposition.head == "conservative" and claim.conditions:
        return Objection(Reason.ILL_FORMED, "a matrix field is conservative or not for general values: no conditions")
    return None


def _undeclared(claim: Claim) -> Objection | None:
    if not claim.undeclared:
        return None
    name = min(claim.undeclared)
    known = difflib.get_close_matches(name, [*CONSTANTS, *DOMAINS, *claim.declared], n=1)
    hint = f"; did you mean {known[0]}?" if known else f"; declare it, for example `for {name} in RR`"
    return Objection(Reason.UNDEFINED_SYMBOL, f"{name} is neither a declared variable nor a constant{hint}")


def _nodes(claim: Claim) -> list[Expr]:
    return [node for part in (*_terms(claim.proposition), *claim.conditions) for node in walk(part)]


def _terms(proposition: Expr) -> tuple[Expr, ...]:
    """The proposition; for one about irrationality the numbers and the source that it speaks of."""
    if not speaks_of_irrationality(proposition):
        return (proposition,)
    if proposition.head == "using":
        return (*_terms(proposition.args[0]), proposition.args[1])
    first, *others = proposition.args
    return (*first.args, *others) if first.head == "mu" and proposition.head in RELATIONS else proposition.args


def _unknown_function(claim: Claim) -> Objection | None:
    for node in _nodes(claim):
        if node.head not in _KNOWN_HEADS and node.head not in FUNCTIONS:
            close = difflib.get_close_matches(node.head, FUNCTIONS, n=1)
            hint = f"; did you mean {close[0]}?" if close else ""
            return Objection(Reason.UNSUPPORTED, f"the function {node.head} is not supported{hint}")
    return None


def _not_a_set(claim: Claim) -> Objection | None:
    for node in _nodes(claim):
        if node.head == "in" and not _is_set(node.args[1]):
            text = expression_text(node.args[1])
            return Objection(Reason.ILL_FORMED, f"{text} is not a set: one of {_SETS} or an interval is wanted")
    return None


def _is_set(container: Expr) -> bool:
    if container.head == "symbol":
        return container.name in DOMAINS
    return container.head in ("tuple", "list", "[)", "(]") and len(container.args) == 2


def _contradiction(claim: Claim) -> Objection | None:
    text = contradiction(claim)
    return Objection(Reason.CONTRADICTORY, text) if text else None
