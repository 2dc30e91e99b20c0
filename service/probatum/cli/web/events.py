"""Server-sent events: what is found on the way to a verdict, and the verdicts on the claims of a file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import Any

from sse_starlette import ServerSentEvent
from starlette.requests import Request

from probatum.cli.databases import Database, Entry
from probatum.cli.findings import Level, assess
from probatum.cli.verdict_view import ShownEnclosure
from probatum.cli.web.context import CallError
from probatum.cli.web.desk import Desk
from probatum.cli.web.showing import page, shown, sides_of
from probatum.client import Latex
from probatum.client._convert import event as read_event
from probatum.client._convert import verdict as read_verdict
from probatum.service.store import is_final
from probatum.v1.error_pb2 import Error
from probatum.v1.verdict_pb2 import Options
from probatum.v1.verdict_service_pb2 import (
    CLAIM_NOTATION_LATEX,
    VerifyManyAnswer,
    VerifyManyItem,
    VerifyManyRequest,
    VerifyRequest,
    VerifyResponse,
)

__all__ = ["error_fields", "file_events", "file_rows", "verdict_events"]

Events = AsyncGenerator[ServerSentEvent, None]


def _event(name: str, **fields: Any) -> ServerSentEvent:
    return ServerSentEvent(json.dumps(fields), event=name)


def error_fields(error: Error) -> dict[str, Any]:
    """An error as JSON values."""
    return {
        "message": error.message,
        "reason": error.reason,
        "request_id": error.request_id,
        "retry_after_s": error.retry_delay.ToMilliseconds() / 1000 if error.HasField("retry_delay") else None,
    }


async def verdict_events(
    desk: Desk, request: Request, first: VerifyResponse, rest: AsyncGenerator[VerifyResponse, None], keeps: bool
) -> Events:
    """`accepted`, `progress`, `evidence`, at last `verdict` or `error`."""
    try:
        yield await _verdict_event(desk, request, first, keeps)
        async for response in rest:
            yield await _verdict_event(desk, request, response, keeps)
    except CallError as refused:
        yield _event("error", **error_fields(refused.error))
    finally:
        await rest.aclose()


async def _verdict_event(desk: Desk, request: Request, response: VerifyResponse, keeps: bool) -> ServerSentEvent:
    match response.WhichOneof("event"):
        case "accepted":
            return _event("accepted", queue_length=response.accepted.queue_length)
        case "progress":
            return _event("progress", stage=response.progress.stage, detail=response.progress.detail)
        case "evidence":
            return _event("evidence", **_evidence_fields(response))
    (formula,) = await desk.formulas(request, [response.verdict.claim])
    found = shown(response.verdict, formula, keeps)
    has_proof = found.verdict.certificate is not None
    return _event(
        "verdict",
        status=found.status,
        html=page("verdict.html.j2", found=found, level=2),
        document=found.verdict.canonical_json() if has_proof else None,
        path=found.path,
    )


def _evidence_fields(response: VerifyResponse) -> dict[str, Any]:
    evidence = read_event(response)
    left, right = getattr(evidence, "left", None), getattr(evidence, "right", None)
    sides = sides_of(left, right)
    return {
        "digits": response.evidence.digits,
        "precision_bits": response.evidence.precision_bits,
        "sides": [_side(side) for side in sides] if sides else None,
    }


def _side(side: ShownEnclosure) -> list[list[str]]:
    return [[part.shared, part.rest, part.radius] for part in side if part is not None]


async def file_rows(
    desk: Desk, request: Request, database: Database, options: Options, keeps: bool
) -> AsyncGenerator[dict[str, Any], None]:
    """What is said of each claim of a file, as it is judged; raises CallError."""
    entries = database.entries
    async with aclosing(desk.verify_many(request, _asked(entries, options))) as responses:
        async for response in responses:
            for answer in response.answers:
                yield _answer_row(entries[int(answer.id)], answer, keeps)


def _answer_row(entry: Entry, answer: VerifyManyAnswer, keeps: bool) -> dict[str, Any]:
    if answer.HasField("error"):
        return _row(entry, "NO VERDICT", Level.ERROR, answer.error.message)
    verdict = read_verdict(answer.verdict)
    path = f"/v/{verdict.claim_sha256}" if keeps and is_final(answer.verdict) else ""
    found = {"digits": verdict.digits, "method": verdict.method, "path": path}
    return _row(entry, str(verdict.status), *assess(entry, verdict)) | found


def _row(entry: Entry, status: str, level: Level, message: str) -> dict[str, Any]:
    claim = entry.claim if len(entry.claim) <= 300 else f"{entry.claim[:300]}…"
    expect = str(entry.expect) if entry.expect else ""
    return {
        "id": entry.id, "line": entry.line, "claim": claim, "expect": expect, "status": status,
        "level": str(level), "message": message, "digits": 0, "method": "", "path": "",
    }  # fmt: skip


async def _asked(entries: Sequence[Entry], options: Options) -> AsyncIterator[VerifyManyRequest]:
    for index, entry in enumerate(entries):
        asked = VerifyRequest(claim=entry.claim, options=options)
        if isinstance(entry.claim, Latex):
            asked.claim_notation = CLAIM_NOTATION_LATEX
            asked.meanings.extend(entry.claim.meanings)
        item = VerifyManyItem(id=str(index), request=asked)
        yield VerifyManyRequest(items=[item])


async def file_events(desk: Desk, request: Request, database: Database, options: Options, keeps: bool) -> Events:
    """`flaws` of a file that cannot be read; or `begin`, a `row` for each claim, and `end`; `error` ends it early."""
    if database.flaws:
        yield _event("flaws", flaws=[{"line": flaw.line, "message": flaw.message} for flaw in database.flaws])
        return
    statuses: Counter[str] = Counter()
    yield _event("begin", file=Path(database.file).name, claims=len(database.entries))
    rows = file_rows(desk, request, database, options, keeps)
    try:
        async for row in rows:
            statuses[row["status"]] += 1
            yield _event("row", **row)
        yield _event("end", statuses=dict(statuses))
    except CallError as refused:
        yield _event("error", **error_fields(refused.error))
    finally:
        await rows.aclose()
