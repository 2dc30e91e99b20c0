"""Verdicts that a server keeps, and claims printed without being judged."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from probatum.client import _convert
from probatum.client._requests import ClaimLike, Latex, claim_text, deadline, invalid
from probatum.client._verdict import Position, Reason, Status, Verdict
from probatum.v1 import verdict_pb2
from probatum.v1.archive_service_pb2 import (
    GetVerdictRequest,
    ListVerdictsRequest,
    ListVerdictsResponse,
)
from probatum.v1.notation_service_pb2 import RenderedClaim, RenderRequest, RenderResponse
from probatum.v1.verdict_service_pb2 import CLAIM_NOTATION_LATEX

_SHA256 = re.compile(r"[0-9a-fA-F]{64}")
MAX_PAGE = 200


@dataclass(frozen=True, slots=True)
class VerdictSummary:
    """What a list says of a verdict: `claim` is the canonical text, or its first 2000 characters."""

    claim_sha256: str
    status: Status
    claim: str
    method: str
    digits: int
    created_at: datetime

    def __str__(self) -> str:
        return f"{self.status}: {self.claim}"


@dataclass(frozen=True, slots=True)
class Rendering:
    """A claim in other notations: canonical `text`, a `math` element of MathML, LaTeX for mathematics mode.

    Where the claim was not read all three are empty, and `message`, `position` and `reason` say why. It is true in a
    condition when the claim was read.
    """

    text: str
    mathml: str
    latex: str
    message: str = ""
    position: Position | None = None
    reason: Reason | None = None
    notes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        if self.text:
            return self.text
        place = f" at {self.position}" if self.position else ""
        return f"not read ({self.reason}{place}): {self.message}"


def naming_message(of: Verdict | VerdictSummary | str) -> GetVerdictRequest:
    """The request for a verdict, by the SHA-256 of its claim; raises ValueError for what is none."""
    name = of if isinstance(of, str) else of.claim_sha256
    if not _SHA256.fullmatch(name):
        raise ValueError(
            f"a verdict is named by the SHA-256 of its canonical claim, 64 hexadecimal digits, not {name!r}"
        )
    return GetVerdictRequest(claim_sha256=name.lower())


def listing_message(
    statuses: Iterable[Status | str], text: str, method: str, page_size: int, page_token: str
) -> ListVerdictsRequest:
    """The request for a page of verdicts; raises ValueError for what is no status, or a page of no size."""
    if not 1 <= page_size <= MAX_PAGE:
        raise ValueError(f"a page has 1 to {MAX_PAGE} verdicts, not {page_size}")
    numbers = [verdict_pb2.Status.Value(f"STATUS_{Status(status)}") for status in statuses]
    return ListVerdictsRequest(page_size=page_size, page_token=page_token, statuses=numbers, text=text, method=method)


def summaries(page: ListVerdictsResponse) -> list[VerdictSummary]:
    """The verdicts on a page."""
    return [
        VerdictSummary(
            each.claim_sha256,
            _convert.status_of(each.status),
            each.claim,
            each.method,
            each.digits,
            each.create_time.ToDatetime(tzinfo=UTC),
        )
        for each in page.verdicts
    ]


def rendering_message(claim: ClaimLike, timeout_s: float | None) -> RenderRequest:
    """The request to print a claim; raises InvalidRequestError for one that no message can hold."""
    text = claim_text(claim)
    try:
        message = RenderRequest(claims=[text])
        if isinstance(text, Latex):
            message.claim_notation = CLAIM_NOTATION_LATEX
            message.meanings.extend(text.meanings)
    except UnicodeError as error:
        raise invalid("claim", str(error)) from error
    if timeout_s is not None:
        message.timeout.CopyFrom(deadline(timeout_s))
    return message


def rendering(response: RenderResponse) -> Rendering:
    """The one claim in a message, printed."""
    if not response.claims:
        return Rendering("", "", "", response.message, None, _convert.reason_of(response.reason))
    found: RenderedClaim = response.claims[0]
    return Rendering(
        found.text,
        found.mathml,
        found.latex,
        found.message,
        Position(found.position.line, found.position.column) if found.HasField("position") else None,
        _convert.reason_of(found.reason),
        tuple(found.notes),
    )
