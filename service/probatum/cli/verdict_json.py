"""A verdict as the fields of a JSON object."""

from __future__ import annotations

from probatum.client import Counterexample, Enclosure, PointEvidence, RealBall, Verdict

SCHEMA = "probatum.verify/1"
"""Changes when a reader of the old form would misread the new one; added keys do not change it."""


def verdict_fields(verdict: Verdict | None) -> dict[str, object]:
    """What a report says of a verdict; every value is null when the service gave none."""
    if verdict is None:
        return dict.fromkeys(_FIELDS)
    return {
        "status": str(verdict.status),
        "reason": None if verdict.reason is None else str(verdict.reason),
        "digits": verdict.digits,
        "method": verdict.method,
        "elapsed_s": round(verdict.wall_s, 6),
        "canonical_claim": verdict.claim,
        "claim_sha256": verdict.claim_sha256,
        "position": None
        if verdict.position is None
        else {"line": verdict.position.line, "column": verdict.position.column},
        "left": enclosure_fields(verdict.left),
        "right": enclosure_fields(verdict.right),
        "counterexample": _counterexample(verdict.counterexample),
        "certificate": verdict.document(),
        "points": [_point(evidence) for evidence in verdict.points],
        "notes": list(verdict.notes),
        "steps": [{"claim": s.claim, "status": str(s.status), "grounds": s.grounds} for s in verdict.steps],
        "precision_bits": verdict.precision_bits,
    }


_FIELDS = (
    "status", "reason", "digits", "method", "elapsed_s", "canonical_claim", "claim_sha256", "position", "left", "right",
    "counterexample", "certificate", "points", "notes", "steps", "precision_bits",
)  # fmt: skip


def _counterexample(example: Counterexample | None) -> dict[str, object] | None:
    if example is None:
        return None
    return {
        "point": dict(example.point),
        "relation": example.relation,
        "left": enclosure_fields(example.left),
        "right": enclosure_fields(example.right),
    }


def _point(evidence: PointEvidence) -> dict[str, object]:
    return {"point": dict(evidence.point), "digits": evidence.digits, "note": evidence.note}


def enclosure_fields(enclosure: Enclosure | None) -> dict[str, object] | None:
    """An enclosure as JSON values, if there is one."""
    if enclosure is None:
        return None
    return {"real": _ball(enclosure.real), "imag": _ball(enclosure.imag)}


def _ball(ball: RealBall | None) -> dict[str, str] | None:
    return None if ball is None else {"midpoint": ball.midpoint, "radius": ball.radius}
