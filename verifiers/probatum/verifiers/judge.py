"""The pipeline: well-posed? refute cheaply, prove, gather evidence; the outcome is a Verdict."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from probatum.verifiers.balls.errors import (
    DivergentError,
    EvaluationError,
    IllFormedError,
    InfiniteValueError,
    PrecisionError,
)
from probatum.verifiers.closed import judge_closed
from probatum.verifiers.derivation_claims import judge_derivation
from probatum.verifiers.field_claims import judge_field
from probatum.verifiers.functions import TooLargeError, UndefinedValueError, UnsupportedArgumentError
from probatum.verifiers.irrationality_claims import judge_irrationality
from probatum.verifiers.language import Claim, ClaimError, Limits
from probatum.verifiers.language.expr import BINDERS, free_symbols, speaks_of_irrationality, speaks_of_steps
from probatum.verifiers.language.limits import DEFAULT_LIMITS
from probatum.verifiers.quantified import judge_quantified
from probatum.verifiers.unread import unread
from probatum.verifiers.verdict import UNDECIDED_REASONS, Event, Options, Progress, Reason, Status, Verdict
from probatum.verifiers.versions import ENGINE_VERSIONS
from probatum.verifiers.wellposed import objection

__all__ = ["judge"]


def judge(
    claim: str | Claim,
    options: Options | None = None,
    observe: Callable[[Event], None] | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Verdict:
    """Judge a claim, given as text or as a parsed Claim.

    Never raises for a bad claim: what is wrong with it is in the verdict. `observe` is called with the events of the
    judgement as they happen.
    """
    chosen = options or Options()
    report = observe or _ignore
    wall, cpu = time.perf_counter(), time.process_time()
    verdict = _judged_text(claim, chosen, report, limits) if isinstance(claim, str) else _judged(claim, chosen, report)
    return replace(
        verdict,
        options=chosen,
        engine_versions=ENGINE_VERSIONS,
        wall_s=time.perf_counter() - wall,
        cpu_s=time.process_time() - cpu,
    )


def _ignore(_event: Event) -> None:
    """Nobody listens."""


def _judged_text(text: str, options: Options, report: Callable[[Event], None], limits: Limits) -> Verdict:
    from probatum.verifiers.language.parser import parse_claim  # who rechecks certificates needs no grammar

    try:
        claim = parse_claim(text, limits)
    except ClaimError as error:
        return unread(text, error)
    return _judged(claim, options, report)


def _judged(claim: Claim, options: Options, report: Callable[[Event], None]) -> Verdict:
    report(Progress("well-posed"))
    try:
        found = objection(claim)
        if found is not None:
            return _without_decision(claim, found.reason, found.message)
        if claim.proposition.head == "conservative":
            return judge_field(claim, options, report)
        if speaks_of_steps(claim.proposition):
            return judge_derivation(claim, options, report, _judged)
        if speaks_of_irrationality(claim.proposition):
            return judge_irrationality(claim, options, report)
        if claim.conditions:
            return judge_quantified(claim, options, report)
        return judge_closed(claim, options, report)
    except (EvaluationError, UndefinedValueError, UnsupportedArgumentError, TooLargeError) as error:
        reason = reason_of(error)
        if reason is Reason.UNDEFINED_VALUE and _speaks_of_infinity(claim):
            # `elliptic_k(1) = oo` is about a pole, not ill-posed.
            return _without_decision(claim, Reason.INFINITE_VALUE, f"{error} has no finite value")
        return _without_decision(claim, reason, str(error))
    except (ValueError, OverflowError, ZeroDivisionError) as error:
        # What a library refuses for reasons of its own: no statement about the claim, and no harm to its neighbours.
        return _without_decision(claim, Reason.UNSUPPORTED, f"the evaluation failed: {error}")


def _speaks_of_infinity(claim: Claim) -> bool:
    """Whether a side is infinite as written: `oo` outside the ends of sums, products and integrals."""
    return any("oo" in free_symbols(side) and side.head not in BINDERS for r in claim.relations for side in r.args)


def reason_of(error: ArithmeticError) -> Reason:
    """The reason that stands for what evaluation raised."""
    for kind, reason in (
        (DivergentError, Reason.DIVERGENT),
        (InfiniteValueError, Reason.INFINITE_VALUE),
        (IllFormedError, Reason.ILL_FORMED),
        (PrecisionError, Reason.PRECISION),
        (UndefinedValueError, Reason.UNDEFINED_VALUE),
        (TooLargeError, Reason.LIMIT_EXCEEDED),
    ):
        if isinstance(error, kind):
            return reason
    return Reason.UNSUPPORTED


def _without_decision(claim: Claim, reason: Reason, message: str) -> Verdict:
    status = Status.UNDECIDED if reason in UNDECIDED_REASONS else Status.INVALID
    return Verdict(status, claim.text, claim.sha256, reason, message)
