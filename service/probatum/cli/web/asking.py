"""What people ask for, out of forms and JSON, and the errors for what is no question."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from google.protobuf.duration_pb2 import Duration
from starlette.requests import Request

from probatum.cli.web.context import CallError
from probatum.service import requests
from probatum.v1.archive_service_pb2 import ListVerdictsRequest
from probatum.v1.error_pb2 import FieldViolation
from probatum.v1.verdict_pb2 import Options, Status
from probatum.v1.verdict_service_pb2 import ClaimNotation, VerifyRequest

__all__ = ["STATUSES", "fields_of", "list_request", "options_of", "refusal", "text_of", "verify_request"]

STATUSES: Final = tuple(name.removeprefix("STATUS_") for name in Status.keys() if name != "STATUS_UNSPECIFIED")  # noqa: SIM118
"""The statuses by name; the enum is no mapping."""
PAGE: Final = 25
"""Verdicts of a page."""
_OPTIONS: Final = ("digits", "proof_effort", "seed")
_NUMBER: Final = re.compile(r"\d{1,9}")
_SECONDS: Final = re.compile(r"\d{1,6}(\.\d{1,3})?")


def refusal(field: str, description: str) -> CallError:
    """The error for a field that cannot be taken up."""
    return CallError(requests.invalid([FieldViolation(field=field, description=description)], ""))


async def fields_of(request: Request) -> Mapping[str, Any]:
    """The fields of a JSON object in the body; raises CallError."""
    # A form of another site can send text, but no JSON under its own name.
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise refusal("content-type", "application/json is wanted")
    try:
        found = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise refusal("body", f"not JSON: {error}") from error
    if not isinstance(found, dict):
        raise refusal("body", "a JSON object is wanted")
    return found


def text_of(fields: Mapping[str, Any], name: str) -> str:
    """A field that is text, empty when it is absent; raises CallError."""
    value = fields.get(name, "")
    if not isinstance(value, str):
        raise refusal(name, "text is wanted")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise refusal(name, "half of a surrogate pair is no character") from error
    return value


def verify_request(fields: Mapping[str, Any]) -> VerifyRequest:
    """The claim, and how to judge it; raises CallError."""
    return VerifyRequest(
        claim=text_of(fields, "claim"),
        claim_notation=notation_of(fields),
        meanings=meanings_of(fields),
        options=options_of(fields),
        timeout=timeout_of(fields),
        fresh=fields.get("fresh") in (True, "on"),
    )


def notation_of(fields: Mapping[str, Any]) -> ClaimNotation.ValueType:
    """The notation of the claim: LaTeX is known by a backslash, which the claim language has not."""
    is_latex = "\\" in text_of(fields, "claim")
    return ClaimNotation.CLAIM_NOTATION_LATEX if is_latex else ClaimNotation.CLAIM_NOTATION_UNSPECIFIED


def meanings_of(fields: Mapping[str, Any]) -> list[str]:
    """What symbols of LaTeX mean, none for a claim in the claim language; raises CallError."""
    return text_of(fields, "meanings").replace(",", " ").split() if notation_of(fields) else []


def options_of(fields: Mapping[str, Any]) -> Options:
    """How hard to try; raises CallError for what is no number."""
    options = Options()
    for name in _OPTIONS:
        text = str(fields.get(name, "") or "").strip()
        if text and not _NUMBER.fullmatch(text):
            raise refusal(name, f"a whole number is wanted, not {text[:40]!r}")
        if text:
            setattr(options, name, int(text))
    return options


def timeout_of(fields: Mapping[str, Any]) -> Duration | None:
    """The time allowed, None where nothing is said of it; raises CallError for what is no number of seconds."""
    text = str(fields.get("timeout_s", "") or "").strip()
    if not text:
        return None
    if not _SECONDS.fullmatch(text):
        raise refusal("timeout_s", f"a number of seconds is wanted, not {text[:40]!r}")
    whole = Duration()
    whole.FromMilliseconds(round(float(text) * 1000))
    return whole


def list_request(query: Mapping[str, str]) -> ListVerdictsRequest:
    """What to list; raises CallError."""
    status = query.get("status", "")
    if status and status not in STATUSES:
        raise refusal("status", f"one of {', '.join(STATUSES)} is wanted, not {status[:40]!r}")
    try:
        return ListVerdictsRequest(
            page_size=PAGE,
            page_token=query.get("page", ""),
            statuses=[Status.Value(f"STATUS_{status}")] if status else [],
            text=query.get("q", ""),
            method=query.get("method", ""),
        )
    except UnicodeEncodeError as error:
        raise refusal("q", "half of a surrogate pair is no character") from error
