"""Verdicts: what is known of a claim after it was judged. Immutable typed values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from probatum.verifiers.certificates.types import Certificate
from probatum.verifiers.language.claim import Claim
from probatum.verifiers.language.errors import Position


class Status(StrEnum):
    """The six answers; only PROVED and REFUTED are certain."""

    PROVED = "PROVED"
    REFUTED = "REFUTED"
    CONDITIONAL = "CONDITIONAL"
    SUPPORTED = "SUPPORTED"
    UNDECIDED = "UNDECIDED"
    INVALID = "INVALID"


class Reason(StrEnum):
    """Why a claim is UNDECIDED or INVALID."""

    # UNDECIDED
    TIMEOUT = "TIMEOUT"
    """The deadline or the CPU limit was reached."""
    MEMORY = "MEMORY"
    """The memory limit of the worker was reached."""
    WORKER_CRASHED = "WORKER_CRASHED"
    """The process that judged the claim died for another cause than a limit."""
    CANCELLED = "CANCELLED"
    """The caller withdrew the claim."""
    UNSUPPORTED = "UNSUPPORTED"
    """A function or a construct that this version cannot evaluate."""
    LIMIT_EXCEEDED = "LIMIT_EXCEEDED"
    """The claim is larger than the bounds on text, depth or integers."""
    PRECISION = "PRECISION"
    """The enclosures did not become narrow enough within the precision allowed."""
    INFINITE_VALUE = "INFINITE_VALUE"
    """The claim speaks of an infinite value."""
    NO_POINTS = "NO_POINTS"
    """No admissible point was found at which both sides could be evaluated."""
    # INVALID
    SYNTAX = "SYNTAX"
    """The text is not in the claim language."""
    UNDEFINED_SYMBOL = "UNDEFINED_SYMBOL"
    """A name is neither declared nor a constant."""
    UNDEFINED_VALUE = "UNDEFINED_VALUE"
    """A side has no value: a pole, a division by zero."""
    DIVERGENT = "DIVERGENT"
    """A series, product, integral or continued fraction that does not converge."""
    CONTRADICTORY = "CONTRADICTORY"
    """No value of the variables satisfies the conditions."""
    NOT_REAL = "NOT_REAL"
    """An order relation between numbers that are not real."""
    ILL_FORMED = "ILL_FORMED"
    """The parts do not fit together: a set where a number is wanted, a bound that is no integer."""


UNDECIDED_REASONS = frozenset(
    {
        Reason.TIMEOUT,
        Reason.MEMORY,
        Reason.WORKER_CRASHED,
        Reason.CANCELLED,
        Reason.UNSUPPORTED,
        Reason.LIMIT_EXCEEDED,
        Reason.PRECISION,
        Reason.INFINITE_VALUE,
        Reason.NO_POINTS,
    }
)


CUT_SHORT = frozenset({Reason.TIMEOUT, Reason.MEMORY, Reason.WORKER_CRASHED, Reason.LIMIT_EXCEEDED})
"""What can end the search for a proof of a claim that is SUPPORTED by then."""

_REASONS = {
    Status.UNDECIDED: UNDECIDED_REASONS,
    Status.INVALID: frozenset(Reason) - UNDECIDED_REASONS,
    Status.SUPPORTED: CUT_SHORT,
}


@dataclass(frozen=True, slots=True)
class RealBall:
    """The interval `[midpoint - radius, midpoint + radius]`; both are exact decimals, and the value lies inside."""

    midpoint: str
    radius: str


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A rectangle that provably contains a complex number; `imag` is None when the number is known to be real."""

    real: RealBall
    imag: RealBall | None = None


@dataclass(frozen=True, slots=True)
class Counterexample:
    """An admissible point at which the relation fails, with enclosures of its two sides there.

    `point` pairs each variable with its value as claim text; it is empty for a claim without variables. `relation` is
    the failing relation, as claim text.
    """

    point: tuple[tuple[str, str], ...]
    relation: str
    left: Enclosure
    right: Enclosure


@dataclass(frozen=True, slots=True)
class PointEvidence:
    """What was found at one admissible point: the digits to which all relations agree there, or why nothing was."""

    point: tuple[tuple[str, str], ...]
    digits: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class StepVerdict:
    """What is known of one step of a derivation; `grounds` is the method, or why nothing is decided."""

    claim: str
    status: Status
    grounds: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """How hard to try. The same claim, options and engine versions give the same verdict.

    `digits` is the agreement wanted for SUPPORTED, `max_precision_bits` the largest working precision (0: chosen from
    `digits`), `max_points` the number of admissible points at which a claim with variables is tried, `seed` what the
    random ones are drawn from, `proof_effort` what the search of a proof may use where enclosures do not decide, in
    units of about a millisecond (0: no search).
    """

    digits: int = 50
    max_precision_bits: int = 0
    max_points: int = 12
    seed: int = 0
    proof_effort: int = 5_000

    def __post_init__(self) -> None:
        if not 1 <= self.digits <= 1_000_000:
            raise ValueError(f"digits must be between 1 and 1000000, not {self.digits}")
        if not 0 <= self.max_precision_bits <= 1 << 26:
            raise ValueError(f"max_precision_bits must be between 0 and {1 << 26}, not {self.max_precision_bits}")
        if not 1 <= self.max_points <= 1000:
            raise ValueError(f"max_points must be between 1 and 1000, not {self.max_points}")
        if not 0 <= self.proof_effort <= 10_000_000:
            raise ValueError(f"proof_effort must be between 0 and 10000000, not {self.proof_effort}")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one claim.

    `claim` is the canonical text (the text as given when it could not be parsed) and `claim_sha256` its hash. `reason`
    says why a claim is UNDECIDED or INVALID, or what ended the search for a proof of a SUPPORTED one early. `method`
    names what decided a PROVED or REFUTED claim and where the evidence comes from otherwise. `digits` is the number of
    decimal digits to which the two sides provably agree (the least over all relations and points). `left` and `right`
    enclose the sides of a claim without variables. `steps` are those of a derivation. PROVED and
    REFUTED always carry the `certificate` that the checker accepted, and the `statement` it was checked against: the
    claim as a tree, so that it can be checked again without a parser.
    """

    status: Status
    claim: str
    claim_sha256: str
    reason: Reason | None = None
    message: str = ""
    position: Position | None = None
    method: str = ""
    digits: int = 0
    left: Enclosure | None = None
    right: Enclosure | None = None
    counterexample: Counterexample | None = None
    certificate: Certificate | None = None
    statement: Claim | None = None
    points: tuple[PointEvidence, ...] = ()
    notes: tuple[str, ...] = ()
    steps: tuple[StepVerdict, ...] = ()
    precision_bits: int = 0
    options: Options = field(default_factory=Options)
    engine_versions: tuple[tuple[str, str], ...] = ()
    wall_s: float = 0.0
    cpu_s: float = 0.0

    def __post_init__(self) -> None:
        if (self.status in (Status.PROVED, Status.REFUTED)) != (self.certificate is not None):
            raise ValueError("PROVED and REFUTED need a certificate, and nothing else carries one")
        if (self.statement is None) != (self.certificate is None):
            raise ValueError("a certificate comes with the statement that it was checked against")
        if self.reason is None and self.status in (Status.UNDECIDED, Status.INVALID):
            raise ValueError(f"{self.status} needs a reason")
        if self.reason is not None and self.reason not in _REASONS.get(self.status, ()):
            raise ValueError(f"{self.reason} is not a reason for {self.status}")


@dataclass(frozen=True, slots=True)
class Progress:
    """A stage of the judgement begins: `well-posed`, `refute`, `prove`, `evidence`."""

    stage: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """An enclosure pair found on the way, at `precision_bits`, agreeing to `digits` digits."""

    digits: int
    precision_bits: int
    left: Enclosure
    right: Enclosure
    point: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """The verdict as it is before a long search that can only improve it: what counts if that is cut short."""

    verdict: Verdict


Event = Progress | Evidence | Standing
"""What a judgement reports while it runs."""
