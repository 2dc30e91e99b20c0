"""Judging a claim without variables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from flint import acb

from probatum.verifiers.balls.comparison import Comparison, Outcome, compare
from probatum.verifiers.balls.enclosures import decimal_ball
from probatum.verifiers.certificates.checker import CertificateError, Checked, check
from probatum.verifiers.certificates.kinds.equality import EqualSides
from probatum.verifiers.certificates.kinds.implications import FailingImplication
from probatum.verifiers.certificates.kinds.steps import WrongStep
from probatum.verifiers.certificates.types import (
    AlgebraicZero,
    Certificate,
    ExactValues,
    RationalIdentity,
    SeparatedBalls,
)
from probatum.verifiers.evidence import as_text
from probatum.verifiers.exact.algebraic import zero_bound
from probatum.verifiers.explanations import method
from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import is_exact
from probatum.verifiers.language import Claim, Expr, expression_text
from probatum.verifiers.verdict import (
    Counterexample,
    Enclosure,
    Event,
    Evidence,
    Options,
    Progress,
    RealBall,
    Reason,
    Standing,
    Status,
    Verdict,
)

__all__ = ["DECIDING_DIGITS", "enclosure", "judge_closed", "minted"]

DECIDING_DIGITS: Final = 50
"""To so many digits the sides of an equation agree before a proof is looked for."""


def enclosure(value: Value | None, digits: int) -> Enclosure | None:
    """The value as a rectangle with decimal midpoint and radius; None for an infinite side."""
    if value is None:
        return None
    if isinstance(value, acb):
        return Enclosure(RealBall(*decimal_ball(value.real, digits)), RealBall(*decimal_ball(value.imag, digits)))
    return Enclosure(RealBall(*decimal_ball(value, digits)))


def minted(claim: Claim, certificate: Certificate, checked: Checked, options: Options, precision_bits: int) -> Verdict:
    """The verdict that a checked certificate establishes."""
    left, right = enclosure(checked.left, options.digits), enclosure(checked.right, options.digits)
    counterexample = None
    if not checked.proved:
        assert checked.relation is not None
        assert left is not None
        assert right is not None
        grounds = certificate
        while isinstance(grounds, WrongStep):
            grounds = grounds.certificate  # type: ignore[assignment]
        point = grounds.point if isinstance(grounds, (SeparatedBalls, FailingImplication, EqualSides)) else ()
        counterexample = Counterexample(as_text(point), expression_text(checked.relation), left, right)
    return Verdict(
        Status.PROVED if checked.proved else Status.REFUTED,
        claim.text,
        claim.sha256,
        method=method(certificate, checked),
        left=None if claim.conditions else left,
        right=None if claim.conditions else right,
        counterexample=counterexample,
        certificate=certificate,
        statement=claim,
        precision_bits=precision_bits,
    )


def judge_closed(claim: Claim, options: Options, report: Callable[[Event], None]) -> Verdict:
    """Compare every relation, refute or prove by certificate, and report the agreement otherwise.

    Many digits come last: a claim is decided with few, and that verdict stands while its sides are enclosed to more,
    so that what they cost too much of takes no proof away.

    Raises what evaluation raises when a side has no enclosure.
    """
    if options.digits <= DECIDING_DIGITS:
        return _decided(claim, options, report)
    found = _decided(claim, replace(options, digits=DECIDING_DIGITS), report)
    if found.status in (Status.PROVED, Status.SUPPORTED):
        report(Standing(found))
        return _enclosed(claim, found, options, report)
    return _decided(claim, options, report) if found.reason is Reason.PRECISION else found


def _enclosed(claim: Claim, found: Verdict, options: Options, report: Callable[[Event], None]) -> Verdict:
    """A verdict, PROVED or SUPPORTED with few digits, with its sides enclosed to those wanted.

    Raises RuntimeError where the sides of what was proved turn out to be different: a fault of the checker.
    """
    report(Progress("evidence", f"both sides to {options.digits} digits"))
    try:
        comparisons = _compared(claim, options, report)
    except (ArithmeticError, ValueError) as error:
        return replace(found, notes=(*found.notes, f"the {options.digits} digits asked for were not reached: {error}"))
    precision = max(comparison.precision_bits for comparison in comparisons)
    if any(comparison.outcome is Outcome.FALSE for comparison in comparisons):
        if found.status is Status.PROVED:
            raise RuntimeError("the sides of a proved equation are different")
        return _established(claim, SeparatedBalls(precision), comparisons, options, precision) or found
    standing = _undecided_or_supported(claim, comparisons, options, precision)
    if standing.status is Status.SUPPORTED or found.status is Status.PROVED:
        missed = [f"{standing.digits} of the {options.digits} digits asked for were reached"]
        notes = missed if standing.reason is Reason.PRECISION else []
        return replace(
            found,
            digits=standing.digits if found.digits else 0,
            left=standing.left,
            right=standing.right,
            precision_bits=precision,
            notes=(*found.notes, *notes),
        )
    return standing


def _compared(claim: Claim, options: Options, report: Callable[[Event], None]) -> list[Comparison]:
    """What enclosures say of the relations, in order, up to the first that is false."""
    comparisons: list[Comparison] = []
    for relation in claim.relations:
        comparison = compare(relation, lambda _bits: {}, options.digits, options.max_precision_bits)
        comparisons.append(comparison)
        _report_evidence(comparison, options, report)
        if comparison.outcome is Outcome.FALSE:
            break
    return comparisons


def _decided(claim: Claim, options: Options, report: Callable[[Event], None]) -> Verdict:
    """The verdict with the digits of the options."""
    report(Progress("refute"))
    comparisons = _compared(claim, options, report)
    precision = max(comparison.precision_bits for comparison in comparisons)
    for certificate in _candidates(claim, comparisons, precision, report):
        verdict = _established(claim, certificate, comparisons, options, precision)
        if verdict is not None:
            return verdict
    standing = _undecided_or_supported(claim, comparisons, options, precision)
    if standing.status is not Status.SUPPORTED or not options.proof_effort:
        return standing
    report(Standing(standing))
    return _searched(claim, comparisons, standing, options, report)


def _established(
    claim: Claim, certificate: Certificate, comparisons: list[Comparison], options: Options, precision: int
) -> Verdict | None:
    """The verdict that a certificate establishes, None when the checker does not accept it."""
    try:
        checked = check(claim, certificate)
    except CertificateError:
        return None
    verdict = minted(claim, certificate, checked, options, precision)
    return verdict if verdict.left is not None else _with_sides(verdict, comparisons[0], options)


def _searched(
    claim: Claim,
    comparisons: list[Comparison],
    standing: Verdict,
    options: Options,
    report: Callable[[Event], None],
) -> Verdict:
    """The verdict of a proof that is found, else the one that stood before with what was tried."""
    # Imported here, because who only rechecks certificates needs no provers.
    from probatum.verifiers.provers.closing import prove
    from probatum.verifiers.provers.search import Search
    from probatum.verifiers.proving import derivation

    report(Progress("prove", "search for a proof"))
    search = Search(options.proof_effort)
    found = derivation(claim, comparisons, standing.precision_bits, search, prove)
    if found is not None:
        verdict = _established(claim, found, comparisons, options, standing.precision_bits)
        if verdict is not None:
            return replace(verdict, digits=standing.digits)
        search.note("the checker did not accept the proof that was found")
    return replace(standing, notes=(*standing.notes, *(f"tried: {what}" for what in search.tried)))


def _candidates(
    claim: Claim, comparisons: list[Comparison], precision: int, report: Callable[[Event], None]
) -> list[Certificate]:
    """Certificates worth checking, cheapest first."""
    outcomes = {comparison.outcome for comparison in comparisons}
    if Outcome.FALSE in outcomes or outcomes == {Outcome.TRUE}:
        exact = all(is_exact(v) for c in comparisons for v in (c.left, c.right) if v is not None)
        return [ExactValues(), SeparatedBalls(precision)] if exact else [SeparatedBalls(precision)]
    if not outcomes <= {Outcome.TRUE, Outcome.AGREE}:
        return []
    report(Progress("prove", "expansion of both sides; zero bound for algebraic numbers"))
    bits = precision
    for relation, comparison in zip(claim.relations, comparisons, strict=True):
        if comparison.outcome is Outcome.AGREE:
            bound = zero_bound(Expr("+", (relation.args[0], Expr("neg", (relation.args[1],)))))
            if bound is None:
                return [RationalIdentity()]
            bits = max(bits, bound.bits + 64 + _magnitude_bits(comparison))
    return [RationalIdentity(), AlgebraicZero(bits), AlgebraicZero(2 * bits)]


def _magnitude_bits(comparison: Comparison) -> int:
    """Bits by which the sides exceed 1, which the precision must cover beyond the zero bound."""
    bits = 0
    for value in (comparison.left, comparison.right):
        if value is not None and not is_exact(value):
            size = acb(value).abs_upper()
            bits = max(bits, int(size.log().upper().ceil().unique_fmpz() or 0) * 2 if size > 1 else 0)
    return bits


def _report_evidence(comparison: Comparison, options: Options, report: Callable[[Event], None]) -> None:
    left, right = enclosure(comparison.left, options.digits), enclosure(comparison.right, options.digits)
    if left is not None and right is not None:
        report(Evidence(min(comparison.digits, options.digits), comparison.precision_bits, left, right))


def _with_sides(verdict: Verdict, comparison: Comparison, options: Options) -> Verdict:
    return replace(
        verdict, left=enclosure(comparison.left, options.digits), right=enclosure(comparison.right, options.digits)
    )


def _undecided_or_supported(claim: Claim, comparisons: list[Comparison], options: Options, precision: int) -> Verdict:
    first = comparisons[0]
    left, right = enclosure(first.left, options.digits), enclosure(first.right, options.digits)
    agreeing = [c for c in comparisons if c.outcome is Outcome.AGREE]
    digits = min((c.digits for c in comparisons if c.outcome is not Outcome.TRUE), default=0)
    not_real = next((c for c in comparisons if c.outcome is Outcome.NOT_REAL), None)
    if not_real is not None:
        return Verdict(
            Status.INVALID,
            claim.text,
            claim.sha256,
            Reason.NOT_REAL,
            "an order relation between numbers that are not both real",
            left=left,
            right=right,
            precision_bits=precision,
        )
    supported = len(agreeing) + sum(c.outcome is Outcome.TRUE for c in comparisons) == len(comparisons)
    weak = [r for r, c in zip(claim.relations, comparisons, strict=True) if c.outcome is Outcome.AGREE]
    if supported and all(relation.head in ("=", "<=", ">=") for relation in weak):
        return Verdict(
            Status.SUPPORTED,
            claim.text,
            claim.sha256,
            method="ball arithmetic",
            message="both sides agree; no proof was found",
            digits=digits,
            left=left,
            right=right,
            precision_bits=precision,
        )
    message = f"the sides agree to {digits} digits, which decides neither the relation nor its negation"
    return Verdict(
        Status.UNDECIDED,
        claim.text,
        claim.sha256,
        Reason.PRECISION,
        message,
        digits=digits,
        left=left,
        right=right,
        precision_bits=precision,
    )
