"""Verdicts as the client gives them: immutable typed values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from probatum.client._notebook import ShownInNotebooks


class Status(StrEnum):
    """The six answers; only PROVED and REFUTED are certain."""

    PROVED = "PROVED"
    REFUTED = "REFUTED"
    CONDITIONAL = "CONDITIONAL"
    SUPPORTED = "SUPPORTED"
    UNDECIDED = "UNDECIDED"
    INVALID = "INVALID"


class Reason(StrEnum):
    """Why a claim is UNDECIDED (up to NO_POINTS) or INVALID (from SYNTAX on)."""

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


DOCUMENT_FORMAT = "probatum.certificate/1"
"""The version of the form of `Verdict.document`."""

Point = tuple[tuple[str, str], ...]
"""Variables with their values, as claim text."""


@dataclass(frozen=True, slots=True)
class Position:
    """A place in claim text: `line` and `column` count from 1."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}"


@dataclass(frozen=True, slots=True)
class RealBall:
    """The interval `[midpoint - radius, midpoint + radius]`; both are exact decimals, and the value lies inside."""

    midpoint: str
    radius: str

    def __str__(self) -> str:
        return self.midpoint if self.radius in ("", "0") else f"{self.midpoint} ± {self.radius}"


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A rectangle that provably contains a complex number; `imag` is None when the number is known to be real."""

    real: RealBall
    imag: RealBall | None = None

    def __str__(self) -> str:
        return str(self.real) if self.imag is None else f"({self.real}) + ({self.imag})*i"


@dataclass(frozen=True, slots=True)
class Counterexample:
    """An admissible point at which `relation` fails, with enclosures of its two sides there."""

    point: Point
    relation: str
    left: Enclosure
    right: Enclosure

    def __str__(self) -> str:
        where = ", ".join(f"{name} = {value}" for name, value in self.point)
        return f"{self.relation} at {where}" if where else self.relation


@dataclass(frozen=True, slots=True)
class PointEvidence:
    """The digits to which all relations agree at one admissible point, or in `note` why nothing was found there."""

    point: Point
    digits: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a verdict of certainty rests on, as plain data: JSON values in the form of docs/certificates.md.

    `kind` is the kind of argument (`separated_balls`, `derivation`); `contents` are its parts; `steps` the proofs that
    these refer to, each once and after its premises.
    """

    kind: str
    contents: Mapping[str, Any] = field(default_factory=dict)
    steps: tuple[Mapping[str, Any], ...] = ()

    def __str__(self) -> str:
        rules = ", ".join(dict.fromkeys(str(step["rule"]) for step in self.steps))
        return (
            f"{self.kind.replace('_', ' ')}: {len(self.steps)} steps ({rules})"
            if rules
            else self.kind.replace("_", " ")
        )


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim as trees: JSON values such as `["+", ["int", "1"], ["symbol", "pi"]]`."""

    proposition: Any
    conditions: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """How hard to try. The same claim, options and engine versions give the same verdict.

    `digits` (1 to 1000000) is the agreement wanted for SUPPORTED, `max_precision_bits` the largest working precision
    (0: chosen from `digits`), `max_points` (1 to 1000) the number of admissible points at which a claim with variables
    is tried, `seed` what the random ones are drawn from, `proof_effort` (0 to 10000000) what the search of a proof may
    use where enclosures do not decide, in units of about a millisecond (0: no search).
    """

    digits: int = 50
    max_precision_bits: int = 0
    max_points: int = 12
    seed: int = 0
    proof_effort: int = 5_000


@dataclass(frozen=True, slots=True)
class StepVerdict:
    """What is known of one step of a derivation; `grounds` is the method, or why nothing is decided."""

    claim: str
    status: Status
    grounds: str = ""


@dataclass(frozen=True, slots=True)
class Verdict(ShownInNotebooks):
    """The answer to one claim.

    `claim` is the canonical text (the text as given when it was not parsed) and `claim_sha256` its hash. `method` names
    what decided the claim or where the evidence comes from. `digits` is the number of decimal digits to which the two
    sides provably agree. `left` and `right` enclose the sides of a claim without variables. `steps` are those of a
    derivation. PROVED and REFUTED carry a `certificate`, and the `statement` it is for; `document` puts them together.
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
    statement: Statement | None = None
    points: tuple[PointEvidence, ...] = ()
    notes: tuple[str, ...] = ()
    steps: tuple[StepVerdict, ...] = ()
    precision_bits: int = 0
    options: Options = field(default_factory=Options)
    engine_versions: tuple[tuple[str, str], ...] = ()
    wall_s: float = 0.0
    cpu_s: float = 0.0

    def __str__(self) -> str:
        label = f"{self.status} ({self.reason})" if self.reason else str(self.status)
        return f"{label}: {self.claim}\n  {self._grounds()}"

    def document(self) -> dict[str, Any] | None:
        """The claim with its certificate as JSON values, enough to check the verdict again; None without a certificate.

        `canonical_json` writes it so that equal documents have equal texts.
        """
        if self.certificate is None or self.statement is None:
            return None
        return {
            "format": DOCUMENT_FORMAT,
            "claim": self.claim,
            "claim_sha256": self.claim_sha256,
            "proposition": self.statement.proposition,
            "conditions": list(self.statement.conditions),
            "status": str(self.status),
            "kind": self.certificate.kind,
            "contents": dict(self.certificate.contents),
            "steps": [dict(step) for step in self.certificate.steps],
        }

    def canonical_json(self) -> str:
        """The document as canonical JSON: sorted keys, no spaces. Raises ValueError without a certificate."""
        document = self.document()
        if document is None:
            raise ValueError(f"{self.status} carries no certificate")
        return json.dumps(document, sort_keys=True, separators=(",", ":"))

    def _grounds(self) -> str:
        """What the status rests on, on one line."""
        if self.status is Status.REFUTED and self.counterexample:
            return f"false: {self.counterexample} ({self.method})"
        if self.status in (Status.PROVED, Status.REFUTED):
            return f"by {self.method}"
        if self.status is Status.SUPPORTED:
            scope = f" at {len(self.points)} points" if self.points else ""
            return f"both sides agree to {self.digits} digits{scope}; this is not a proof"
        where = f"{self.position}: " if self.position else ""
        return f"{where}{self.message}" if self.message else self.method
