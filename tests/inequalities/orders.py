"""What the tests ask of a true order, and of a false one beside it."""

from __future__ import annotations

import json

from probatum.verifiers import Status, judge
from probatum.verifiers.certificates.documents import canonical, read, recheck, verdict_document

__all__ = ["require_proved", "require_refuted"]


def require_proved(claim: str) -> None:
    """The claim is PROVED, and its certificate, read back from its document, is accepted."""
    verdict = judge(claim)
    assert verdict.status is Status.PROVED, verdict.message
    assert verdict.statement is not None
    assert verdict.certificate is not None
    document = json.loads(canonical(verdict_document(verdict.statement, verdict.status, verdict.certificate)))
    assert recheck(read(document)).proved


def require_refuted(claim: str) -> None:
    """The claim is REFUTED at a point."""
    verdict = judge(claim)
    assert verdict.status is Status.REFUTED
    assert verdict.counterexample is not None
    assert verdict.counterexample.point
