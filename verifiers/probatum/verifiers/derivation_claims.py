"""Judging derivations and implications: every step is a claim of its own, and a wrong one makes all wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from probatum.verifiers.certificates.checker import CertificateError, check
from probatum.verifiers.certificates.kinds.steps import StepByStep, WrongStep, composed, step_claims
from probatum.verifiers.certificates.types import Certificate, RationalIdentity
from probatum.verifiers.closed import judge_closed, minted
from probatum.verifiers.conditions.membership import holds
from probatum.verifiers.conditions.points import point_scope
from probatum.verifiers.evidence import as_text
from probatum.verifiers.language import Claim, expression_text
from probatum.verifiers.language.expr import ARROWS
from probatum.verifiers.verdict import (
    Event,
    Options,
    PointEvidence,
    Progress,
    Reason,
    Status,
    StepVerdict,
    Verdict,
)

if TYPE_CHECKING:
    from probatum.verifiers.provers.search import Search

__all__ = ["judge_derivation"]

Judge = Callable[[Claim, Options, Callable[[Event], None]], Verdict]

_PRECISION: Final = 128
_PART_OF_REFUTATION: Final = 4
"""One part in so many of the effort goes into the search for a point at which an implication fails."""


def judge_derivation(claim: Claim, options: Options, report: Callable[[Event], None], judge: Judge) -> Verdict:
    """Judge the steps one by one; `judge` judges those that are relations.

    PROVED when every step is, REFUTED when a step is: a right end behind a wrong step is still a wrong derivation.
    """
    try:
        whole = composed(claim)
    except CertificateError as error:
        return Verdict(Status.INVALID, claim.text, claim.sha256, Reason.ILL_FORMED, str(error))
    if claim.proposition.head in ARROWS:
        return _judge_implication(claim, options, report)
    verdicts: list[Verdict] = []
    for number, step in enumerate(step_claims(claim), 1):
        report(Progress("step", f"{number}: {step.text}"))
        judged = _judge_implication if step.proposition.head in ARROWS else judge
        verdicts.append(judged(step, options, _silent(report)))
    steps = tuple(StepVerdict(v.claim, v.status, v.method if v.certificate else v.message) for v in verdicts)
    return replace(_joined(claim, verdicts, expression_text(whole), options), steps=steps)


def _silent(report: Callable[[Event], None]) -> Callable[[Event], None]:
    """Progress of a step is passed on; evidence and standings are about the step alone."""

    def passed_on(event: Event) -> None:
        if isinstance(event, Progress):
            report(event)

    return passed_on


def _joined(claim: Claim, verdicts: list[Verdict], whole: str, options: Options) -> Verdict:
    """The verdict of a derivation from those of its steps."""
    for status in (Status.REFUTED, Status.INVALID, Status.UNDECIDED):
        number, found = next(((n, v) for n, v in enumerate(verdicts, 1) if v.status is status), (0, None))
        if found is None:
            continue
        if found.certificate is not None:
            certificate: Certificate = WrongStep(number, found.certificate)
            verdict = minted(claim, certificate, check(claim, certificate), options, found.precision_bits)
            return replace(verdict, message=f"step {number} is wrong: {found.claim}")
        message = f"step {number}: {found.message}"
        return Verdict(status, claim.text, claim.sha256, found.reason, message, precision_bits=found.precision_bits)
    precision = max(verdict.precision_bits for verdict in verdicts)
    certificates = [verdict.certificate for verdict in verdicts if verdict.certificate is not None]
    if len(certificates) == len(verdicts):
        proof = StepByStep(tuple(certificates))
        return minted(claim, proof, check(claim, proof), options, precision)
    open_steps = [number for number, verdict in enumerate(verdicts, 1) if verdict.certificate is None]
    numbers = ", ".join(map(str, open_steps))
    return Verdict(
        Status.SUPPORTED,
        claim.text,
        claim.sha256,
        method="steps of a derivation",
        message=f"{whole}: no step is refuted, and no proof was found of step{'s' * (len(open_steps) > 1)} {numbers}",
        digits=min(verdicts[number - 1].digits for number in open_steps),
        precision_bits=precision,
    )


def _judge_implication(claim: Claim, options: Options, report: Callable[[Event], None]) -> Verdict:
    # Imported here, because who only rechecks certificates needs no provers.
    from probatum.verifiers.provers.implications import failing_point, implication
    from probatum.verifiers.provers.search import ExhaustedError, Search

    report(Progress("refute", "points at which the hypothesis holds"))
    effort = Search(options.proof_effort)
    try:
        failing = failing_point(claim, Search(max(200, effort.effort // _PART_OF_REFUTATION)), prove, options.seed)
    except ExhaustedError:
        failing = None
    if failing is not None:
        return minted(claim, failing, check(claim, failing), options, failing.precision_bits)
    report(Progress("prove", "implication"))
    try:
        found = implication(claim, effort, prove) if options.proof_effort else None
    except ExhaustedError:
        found = None
    if found is not None:
        return minted(claim, found, check(claim, found), options, 0)
    return _evidence(claim, options)


def _evidence(claim: Claim, options: Options) -> Verdict:
    """Support from points at which the hypothesis and the conclusion hold."""
    from probatum.verifiers.provers.implications import satisfying_points

    left, right = claim.proposition.args
    agreeing: list[PointEvidence] = []
    for point in islice(satisfying_points(claim, left, options.seed), 5 * options.max_points):
        scope = point_scope(point, _PRECISION)
        if holds(left, scope) is True and holds(right, scope) is True:
            agreeing.append(PointEvidence(as_text(point), 0))
    if not agreeing:
        message = "no admissible point was found at which the hypothesis holds and the conclusion is decided"
        return Verdict(Status.UNDECIDED, claim.text, claim.sha256, Reason.NO_POINTS, message)
    return Verdict(
        Status.SUPPORTED,
        claim.text,
        claim.sha256,
        method="certified enclosures at admissible points",
        message=f"the conclusion holds at {len(agreeing)} points at which the hypothesis does; not a proof",
        points=tuple(agreeing[: options.max_points]),
        precision_bits=_PRECISION,
    )


def prove(claim: Claim, search: Search) -> Certificate | None:
    """An accepted certificate for a claim of relations, by the searches for claims with and without variables."""
    if not claim.conditions:
        options = Options(proof_effort=max(0, search.effort))
        verdict = judge_closed(claim, options, lambda _event: None)
        return verdict.certificate if verdict.status is Status.PROVED else None
    from probatum.verifiers.provers.identities import identity
    from probatum.verifiers.provers.subdivision import subdivision
    from probatum.verifiers.proving import attempt

    searches: tuple[Callable[[Claim, Search], Any], ...] = (_rational, subdivision, identity)
    for search_for in searches:
        found: Certificate | None = attempt(claim, search, search_for)
        try:
            if found is not None and check(claim, found).proved:
                return found
        except CertificateError:
            continue
    return None


def _rational(_claim: Claim, _search: Search) -> Certificate:
    return RationalIdentity()
