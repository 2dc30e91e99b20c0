"""What the admissible points at which a claim was tried amount to: support, or the reason why nothing is decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from probatum.verifiers.balls.comparison import Comparison, Outcome
from probatum.verifiers.balls.errors import DivergentError, InfiniteValueError, PrecisionError
from probatum.verifiers.conditions.points import Point
from probatum.verifiers.functions import TooLargeError, UndefinedValueError
from probatum.verifiers.language import Claim, expression_text
from probatum.verifiers.verdict import UNDECIDED_REASONS, Options, PointEvidence, Reason, Status, Verdict

__all__ = ["UNDEFINED", "TriedPoint", "as_text", "evidence"]

UNDEFINED: Final = (UndefinedValueError, DivergentError, InfiniteValueError)


@dataclass(frozen=True, slots=True)
class TriedPoint:
    """What happened at one admissible point: the comparisons of all relations, or why there are none."""

    point: Point
    comparisons: tuple[Comparison, ...] = ()
    failure: ArithmeticError | None = None

    @property
    def digits(self) -> int:
        return min((c.digits for c in self.comparisons if c.outcome is Outcome.AGREE), default=1_000_000)

    def supports(self, claim: Claim) -> bool:
        """Whether every relation holds here, or is one that agreeing sides speak for."""
        if len(self.comparisons) != len(claim.relations):
            return False
        return all(
            c.outcome is Outcome.TRUE or (c.outcome is Outcome.AGREE and relation.head in ("=", "<=", ">="))
            for relation, c in zip(claim.relations, self.comparisons, strict=True)
        )


def as_text(point: Point) -> tuple[tuple[str, str], ...]:
    """The point with its values as claim text."""
    return tuple((name, expression_text(expr)) for name, expr in point)


def evidence(
    claim: Claim,
    tried: list[TriedPoint],
    options: Options,
    notes: tuple[str, ...],
    elsewhere: Sequence[TriedPoint] = (),
) -> Verdict:
    """SUPPORTED when the claim holds at the points tried as far as compared, UNDECIDED with the reason otherwise.

    Points without a value are told, those tried before (`elsewhere`) among them.
    """
    agreeing = [found for found in tried if found.supports(claim)]
    points = tuple(_point_evidence(found, options) for found in tried)
    known = {found.point for found in tried}
    notes += _undefined_notes([*tried, *(found for found in elsewhere if found.point not in known)])
    precision = max((c.precision_bits for found in tried for c in found.comparisons), default=0)
    if len(agreeing) >= min(2, len(tried)) and agreeing:
        exact = all(c.outcome is Outcome.TRUE for found in agreeing for c in found.comparisons)
        equality = any(relation.head == "=" for relation in claim.relations)
        digits = min((found.digits for found in agreeing), default=0)
        exactly = " exactly" if exact and equality else ""
        return Verdict(
            Status.SUPPORTED,
            claim.text,
            claim.sha256,
            method="certified enclosures at admissible points",
            message=f"holds at {len(agreeing)} admissible points{exactly}; not a proof",
            digits=min(digits, options.digits) if exact and equality else 0 if exact else digits,
            points=points,
            notes=notes,
            precision_bits=precision,
        )
    reason, message = _why_undecided(tried)
    return Verdict(
        Status.UNDECIDED if reason in UNDECIDED_REASONS else Status.INVALID,
        claim.text,
        claim.sha256,
        reason,
        message,
        points=points,
        notes=notes,
        precision_bits=precision,
    )


def _point_evidence(found: TriedPoint, options: Options) -> PointEvidence:
    if found.failure is not None:
        return PointEvidence(as_text(found.point), 0, str(found.failure))
    digits = min((c.digits for c in found.comparisons), default=0)
    return PointEvidence(as_text(found.point), min(digits, max(options.digits, found.digits % 1_000_000)))


def _undefined_notes(tried: list[TriedPoint]) -> tuple[str, ...]:
    """A word on points of the domain at which a side has no value, or an order is one of numbers that are not real."""
    undefined = (
        f"undefined at {_place(found)}: {found.failure}" for found in tried if isinstance(found.failure, UNDEFINED)
    )
    unordered = (
        f"no order at {_place(found)}: a side is not real"
        for found in tried
        if any(comparison.outcome is Outcome.NOT_REAL for comparison in found.comparisons)
    )
    return (*islice(undefined, 3), *islice(unordered, 3))


def _place(found: TriedPoint) -> str:
    return ", ".join(f"{name} = {value}" for name, value in as_text(found.point))


def _why_undecided(tried: list[TriedPoint]) -> tuple[Reason, str]:
    if not tried:
        return Reason.NO_POINTS, "no admissible point was found within the bounded search"
    failures = Counter(str(found.failure) for found in tried if found.failure is not None)
    if failures:
        text, _ = failures.most_common(1)[0]
        failure = next(found.failure for found in tried if str(found.failure) == text)
        if isinstance(failure, TooLargeError):
            return Reason.LIMIT_EXCEEDED, text
        if isinstance(failure, UNDEFINED):
            return Reason.NO_POINTS, f"no admissible point was found at which both sides have a value: {text}"
        return Reason.UNSUPPORTED if not isinstance(failure, PrecisionError) else Reason.PRECISION, text
    if all(any(c.outcome is Outcome.NOT_REAL for c in found.comparisons) for found in tried):
        return Reason.NOT_REAL, "an order between numbers that are not real, at every admissible point tried"
    return Reason.PRECISION, "the enclosures at the admissible points decide neither the relation nor its negation"
