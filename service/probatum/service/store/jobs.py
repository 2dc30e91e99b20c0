"""Durable batches: a job's claims are kept before its creation is acknowledged, each answer before it is told.

Answers are numbered in the order in which they came, without gaps; whoever watches a job asks for those after the last
number seen. An item is answered once: a second answer to it, from a server that was thought dead, changes nothing.
"""

from __future__ import annotations

import base64
import json
import time
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, Engine, and_, bindparam, insert, or_, select, tuple_, update
from sqlalchemy.exc import IntegrityError

from probatum.service.store.schema import items, jobs

__all__ = ["ConflictError", "Item", "JobRow", "JobState", "JobStore", "Outcome", "UnknownJobError"]

_CHUNK: Final = 5_000


class JobState(IntEnum):
    """What became of a job."""

    RUNNING = 1
    DONE = 2
    CANCELLED = 3


class UnknownJobError(KeyError):
    """There is no such job, or it is somebody else's."""


class ConflictError(ValueError):
    """The request id was used before, for a job with other claims."""


@dataclass(frozen=True, slots=True)
class Item:
    """A claim of a job: its place, the caller's name for it, and the serialised VerifyRequest."""

    number: int
    name: str
    request: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer of a job: the how-manieth it is, which item it answers, and the serialised answer."""

    sequence: int
    number: int
    name: str
    outcome: bytes


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job; times are in seconds since the epoch."""

    id: str
    caller: str
    request_id: str
    state: JobState
    total: int
    answered: int
    created_at: float
    finished_at: float | None


_COLUMNS: Final = tuple(
    jobs.c[name] for name in ("id", "caller", "request_id", "state", "total", "answered", "created_at", "finished_at")
)


def _row(row: Any) -> JobRow:
    """A row that begins with `_COLUMNS`."""
    job_id, caller, request_id, state, *counts = row[: len(_COLUMNS)]
    return JobRow(job_id, caller, request_id, JobState(state), *counts)


class JobStore:
    """The jobs of a database. `holder` names this server among those that share it."""

    def __init__(self, engine: Engine, holder: str) -> None:
        self._engine = engine
        self._reader = engine.execution_options(reading=True)
        self._holder = holder

    # ---- for callers

    def create(self, caller: str, request_id: str, claims: Sequence[tuple[str, bytes]], held_s: float) -> JobRow:
        """Create a job of `(name, serialised VerifyRequest)`, held by this server for `held_s` seconds.

        The same `request_id` with the same claims is the same job. Raises ConflictError when its claims differ.
        """
        content = _content(claims)
        job_id = uuid.uuid4().hex
        now = time.time()
        values = {
            "id": job_id,
            "caller": caller,
            "request_id": request_id or job_id,
            "content_sha256": content,
            "state": JobState.RUNNING if claims else JobState.DONE,
            "total": len(claims),
            "answered": 0,
            "created_at": now,
            "finished_at": None if claims else now,
            "holder": self._holder,
            "held_until": now + held_s,
        }
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(jobs), values)
                for first in range(0, len(claims), _CHUNK):
                    rows = [
                        {"job_id": job_id, "number": number, "name": name, "request": request}
                        for number, (name, request) in enumerate(claims[first : first + _CHUNK], first)
                    ]
                    connection.execute(insert(items), rows)
        except IntegrityError:
            return self._created_before(caller, request_id, content)
        return self.get(caller, job_id)

    def _created_before(self, caller: str, request_id: str, content: str) -> JobRow:
        with self._reader.connect() as connection:
            wanted = select(*_COLUMNS, jobs.c.content_sha256)
            row = connection.execute(wanted.where(_created(caller, request_id))).one()
        if row.content_sha256 != content:
            raise ConflictError(f"the request id {request_id!r} was used for other claims")
        return _row(row)

    def get(self, caller: str, job_id: str) -> JobRow:
        """A job of a caller. Raises UnknownJobError."""
        with self._reader.connect() as connection:
            row = connection.execute(select(*_COLUMNS).where(_owned(caller, job_id))).one_or_none()
        if row is None:
            raise UnknownJobError(job_id)
        return _row(row)

    def page(
        self, caller: str, page_size: int, page_token: str = "", states: Iterable[JobState] = ()
    ) -> tuple[list[JobRow], str]:
        """A page of a caller's jobs, newest first, and the token of the next page (empty after the last).

        Raises ValueError for a token that no page gave.
        """
        wanted = select(*_COLUMNS).where(jobs.c.caller == caller)
        chosen = [int(state) for state in states]
        if chosen:
            wanted = wanted.where(jobs.c.state.in_(chosen))
        if page_token:
            wanted = wanted.where(tuple_(jobs.c.created_at, jobs.c.id) < tuple_(*_read_token(page_token)))
        wanted = wanted.order_by(jobs.c.created_at.desc(), jobs.c.id.desc()).limit(page_size + 1)
        with self._reader.connect() as connection:
            found = [_row(row) for row in connection.execute(wanted)]
        if len(found) <= page_size:
            return found, ""
        last = found[page_size - 1]
        return found[:page_size], _write_token(last.created_at, last.id)

    def outcomes(self, caller: str, job_id: str, after: int, limit: int) -> list[Outcome]:
        """The answers of a job numbered from `after + 1` on, at most `limit`. Raises UnknownJobError."""
        self.get(caller, job_id)
        wanted = (
            select(items.c.sequence, items.c.number, items.c.name, items.c.outcome)
            .where(and_(items.c.job_id == job_id, items.c.sequence > after))
            .order_by(items.c.sequence)
            .limit(limit)
        )
        with self._reader.connect() as connection:
            return [Outcome(row[0], row[1], row[2], bytes(row[3])) for row in connection.execute(wanted)]

    def cancel(self, caller: str, job_id: str) -> JobRow:
        """End a job; what is answered stays, and a job that has ended stays as it is. Raises UnknownJobError."""
        running = and_(_owned(caller, job_id), jobs.c.state == JobState.RUNNING)
        with self._engine.begin() as connection:
            connection.execute(update(jobs).where(running).values(state=JobState.CANCELLED, finished_at=time.time()))
        return self.get(caller, job_id)

    # ---- for servers

    def take_over(self, held_s: float, limit: int = 100) -> list[tuple[str, str]]:
        """Running jobs `(id, caller)` that no living server holds; they are held by this one for `held_s` seconds."""
        now = time.time()
        unheld = and_(jobs.c.state == JobState.RUNNING, or_(jobs.c.held_until.is_(None), jobs.c.held_until < now))
        wanted = select(jobs.c.id, jobs.c.caller).where(unheld).order_by(jobs.c.created_at).limit(limit)
        with self._engine.begin() as connection:
            found = [(row.id, row.caller) for row in connection.execute(wanted.with_for_update(skip_locked=True))]
            self._hold(connection, [job_id for job_id, _ in found], now + held_s)
        return found

    def hold(self, job_ids: Sequence[str], held_s: float) -> None:
        """Go on holding jobs: to be called well before `held_s` has passed."""
        with self._engine.begin() as connection:
            self._hold(connection, job_ids, time.time() + held_s)

    def inherit(self) -> None:
        """Let go of what a server before this one held, where no other can be alive: SQLite is not shared."""
        if self._engine.dialect.name == "sqlite":
            with self._engine.begin() as connection:
                connection.execute(update(jobs).values(held_until=None))

    def release(self) -> None:
        """Let other servers take over what this one holds."""
        with self._engine.begin() as connection:
            connection.execute(update(jobs).where(jobs.c.holder == self._holder).values(held_until=None))

    def _hold(self, connection: Connection, job_ids: Sequence[str], until: float) -> None:
        if job_ids:
            taken = update(jobs).where(jobs.c.id.in_(job_ids))
            connection.execute(taken.values(holder=self._holder, held_until=until))

    def unanswered(self, job_id: str, after: int, limit: int) -> list[Item]:
        """Claims of a job that have no answer, numbered above `after`, at most `limit`."""
        wanted = (
            select(items.c.number, items.c.name, items.c.request)
            .where(and_(items.c.job_id == job_id, items.c.number > after, items.c.sequence.is_(None)))
            .order_by(items.c.number)
            .limit(limit)
        )
        with self._reader.connect() as connection:
            return [Item(row[0], row[1], bytes(row[2])) for row in connection.execute(wanted)]

    def answer(self, job_id: str, answers: Sequence[tuple[int, bytes]]) -> JobState:
        """Keep `(number, serialised answer)`; returns what became of the job. Raises UnknownJobError."""
        with self._engine.begin() as connection:
            locked = select(jobs.c.state, jobs.c.total, jobs.c.answered).where(jobs.c.id == job_id).with_for_update()
            row = connection.execute(locked).one_or_none()
            if row is None:
                raise UnknownJobError(job_id)
            if row.state != JobState.RUNNING:
                return JobState(row.state)
            count = row.answered + self._number(connection, job_id, row.answered, answers)
            done = count == row.total
            values = {"answered": count, "state": JobState.DONE if done else JobState.RUNNING}
            if done:
                values["finished_at"] = time.time()
            connection.execute(update(jobs).where(jobs.c.id == job_id).values(**values))
            return JobState.DONE if done else JobState.RUNNING

    @staticmethod
    def _number(connection: Connection, job_id: str, last: int, answers: Sequence[tuple[int, bytes]]) -> int:
        """Write answers to items that have none, numbered from `last + 1`; returns how many there were."""
        numbers = list(dict(answers))
        open_items = select(items.c.number).where(
            and_(items.c.job_id == job_id, items.c.number.in_(numbers), items.c.sequence.is_(None))
        )
        unanswered = set(connection.execute(open_items).scalars())
        rows = [
            {"item": number, "place": place, "content": content}
            for place, (number, content) in enumerate(
                ((n, c) for n, c in dict(answers).items() if n in unanswered), last + 1
            )
        ]
        if rows:
            own = and_(items.c.job_id == job_id, items.c.number == bindparam("item"))
            connection.execute(
                update(items).where(own).values(sequence=bindparam("place"), outcome=bindparam("content")), rows
            )
        return len(rows)


def _owned(caller: str, job_id: str) -> Any:
    return and_(jobs.c.id == job_id, jobs.c.caller == caller)


def _created(caller: str, request_id: str) -> Any:
    return and_(jobs.c.caller == caller, jobs.c.request_id == request_id)


def _content(claims: Sequence[tuple[str, bytes]]) -> str:
    digest = sha256()
    for name, request in claims:
        for part in (name.encode(), request):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
    return digest.hexdigest()


def _write_token(created_at: float, job_id: str) -> str:
    return base64.urlsafe_b64encode(json.dumps([created_at, job_id]).encode()).decode()


def _read_token(token: str) -> tuple[float, str]:
    try:
        created_at, job_id = json.loads(base64.urlsafe_b64decode(token.encode()))
        return float(created_at), uuid.UUID(job_id).hex
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError("a page token that no page gave") from error
