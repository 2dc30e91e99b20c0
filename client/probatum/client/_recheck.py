"""Certificates on their way to the checker, and what it says of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from probatum.client._requests import deadline, invalid
from probatum.client._verdict import Reason, Status, Verdict
from probatum.v1 import verdict_service_pb2
from probatum.v1.verdict_service_pb2 import RecheckRequest

MAX_DOCUMENT_CHARACTERS = 4_000_000
"""Documents longer than this are refused here: they would not fit the message size that servers accept."""


class Notation(StrEnum):
    """How an argument is explained."""

    TEXT = "text"
    LATEX = "latex"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Rechecked:
    """What the checker says of a certificate.

    When it is `accepted`, `status` is what it establishes of the `claim` (in canonical form), by `method`; otherwise
    `message` says why not, and `reason` which limit the check ran into, if it did: that says nothing about whether the
    certificate is good. `explanation` is the argument in words, when that was asked for.
    """

    accepted: bool
    status: Status | None = None
    claim: str = ""
    claim_sha256: str = ""
    method: str = ""
    message: str = ""
    reason: Reason | None = None
    explanation: str = ""

    def __bool__(self) -> bool:
        return self.accepted

    def __str__(self) -> str:
        if self.accepted:
            return f"accepted: {self.claim}: {self.status} by {self.method}"
        return f"not accepted: {self.message}"


def recheck_message(
    verdict: Verdict | Mapping[str, Any] | str, explanation: Notation | str | None, timeout_s: float | None
) -> RecheckRequest:
    """The message for a verdict; raises ValueError for one without a certificate, InvalidRequestError for a bad one."""
    if isinstance(verdict, Verdict):
        text = verdict.canonical_json()
    elif isinstance(verdict, str):
        text = verdict
    else:
        text = json.dumps(verdict)
    if len(text) > MAX_DOCUMENT_CHARACTERS:
        raise invalid("document", f"a document is at most {MAX_DOCUMENT_CHARACTERS} characters long")
    message = RecheckRequest()
    try:
        message.document = text
    except UnicodeError as error:
        raise invalid("document", str(error)) from error
    if explanation is not None:
        name = f"NOTATION_{Notation(explanation).name}"
        message.explanation = verdict_service_pb2.Notation.Value(name)
    if timeout_s is not None:
        message.timeout.CopyFrom(deadline(timeout_s))
    return message
