"""The verdicts of a database, to be looked at: found by the claim's hash, listed and searched, the latest first."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Engine, case, select, tuple_

from probatum.service.store.schema import verdicts
from probatum.v1.verdict_pb2 import Status

__all__ = ["Archive", "Kept", "Summary"]

_CERTAIN: Final = (int(Status.STATUS_PROVED), int(Status.STATUS_REFUTED))
_WORDS: Final = 16
"""Words of a search that count."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A serialised verdict, and when it was kept, in seconds since the epoch."""

    verdict: bytes
    created_at: float


@dataclass(frozen=True, slots=True)
class Summary:
    """What a list says of a verdict; `claim` is cut where it is long."""

    claim_sha256: str
    settings: str
    status: int
    claim: str
    method: str
    digits: int
    created_at: float


_COLUMNS: Final = tuple(
    verdicts.c[name] for name in ("claim_sha256", "settings", "status", "claim", "method", "digits", "created_at")
)
_PLACE: Final = (verdicts.c.created_at, verdicts.c.claim_sha256, verdicts.c.settings)
"""What the list is ordered by; no two verdicts have the same."""


class Archive:
    """The verdicts of a database. Every method blocks."""

    def __init__(self, engine: Engine) -> None:
        self._reader = engine.execution_options(reading=True)

    def find(self, claim_sha256: str) -> Kept | None:
        """The verdict on a claim: one that is certain before one that is not, and among these the latest."""
        certain = case((verdicts.c.status.in_(_CERTAIN), 0), else_=1)
        wanted = select(verdicts.c.verdict, verdicts.c.created_at).where(verdicts.c.claim_sha256 == claim_sha256)
        with self._reader.connect() as connection:
            row = connection.execute(wanted.order_by(certain, verdicts.c.created_at.desc()).limit(1)).one_or_none()
        return None if row is None else Kept(bytes(row.verdict), row.created_at)

    def page(
        self, page_size: int, page_token: str = "", statuses: Iterable[int] = (), text: str = "", method: str = ""
    ) -> tuple[list[Summary], str]:
        """A page of verdicts, and the token of the next page (empty after the last).

        Each word of `text` occurs in the claim, and `method` in the method, in whatever case. Raises ValueError for a
        token that no page gave.
        """
        wanted = select(*_COLUMNS)
        if chosen := list(statuses):
            wanted = wanted.where(verdicts.c.status.in_(chosen))
        for word in text.replace("\0", "").split()[:_WORDS]:
            wanted = wanted.where(verdicts.c.claim.icontains(word, autoescape=True))
        if name := method.replace("\0", "").strip():
            wanted = wanted.where(verdicts.c.method.icontains(name, autoescape=True))
        if page_token:
            wanted = wanted.where(tuple_(*_PLACE) < tuple_(*_read_token(page_token)))
        wanted = wanted.order_by(*(column.desc() for column in _PLACE)).limit(page_size + 1)
        with self._reader.connect() as connection:
            found = [Summary(*row) for row in connection.execute(wanted)]
        if len(found) <= page_size:
            return found, ""
        return found[:page_size], _write_token(found[page_size - 1])


def _write_token(last: Summary) -> str:
    place = [last.created_at, last.claim_sha256, last.settings]
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode()


def _read_token(token: str) -> tuple[Any, ...]:
    try:
        created_at, *hashes = json.loads(base64.urlsafe_b64decode(token.encode()))
        if len(hashes) != 2 or any(len(bytes.fromhex(each)) != 32 for each in hashes):
            raise ValueError("two hashes are wanted")
        return float(created_at), *hashes
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise ValueError("a page token that no page gave") from error
