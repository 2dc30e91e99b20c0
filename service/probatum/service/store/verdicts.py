"""Verdicts by content: what was judged before need not be judged again.

A verdict is kept under the canonical claim together with the options and the engine versions, so that it is served only
where judging again would give the same. Texts that somebody wrote are kept by their hash beside the claim they mean:
the server itself never parses.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from sqlalchemy import Engine, Insert, Table, and_, delete, exists, func, select
from sqlalchemy.dialects import postgresql, sqlite

from probatum.service.store.schema import spellings, verdicts
from probatum.v1.verdict_pb2 import Engine as EngineVersion
from probatum.v1.verdict_pb2 import Options, Reason, Verdict

__all__ = ["StoredVerdict", "VerdictStore", "is_final", "settings_key", "stored_verdict"]

_PASSING: Final = frozenset(
    {Reason.REASON_TIMEOUT, Reason.REASON_MEMORY, Reason.REASON_WORKER_CRASHED, Reason.REASON_CANCELLED}
)
"""Reasons that lie in the circumstances: another try may do better."""

MAX_LISTED: Final = 2000
"""Characters of a claim that it is listed and searched by."""

_CHUNK: Final = 400
"""Rows of one statement: databases bound the number of parameters."""


_SPELLED: Final = and_(spellings.c.claim_sha256 == verdicts.c.claim_sha256, spellings.c.settings == verdicts.c.settings)
"""That a text was read as the claim of a verdict, under the verdict's settings."""


@dataclass(frozen=True, slots=True)
class StoredVerdict:
    """A serialised verdict with what it is kept under; `text_sha256` is the hash of the claim as it was written.

    `claim`, `method` and `digits` are what it is listed and searched by.
    """

    text_sha256: str
    claim_sha256: str
    settings: str
    status: int
    verdict: bytes
    claim: str = ""
    method: str = ""
    digits: int = 0


def stored_verdict(text_sha256: str, claim_sha256: str, settings: str, serialised: bytes) -> StoredVerdict:
    """A serialised verdict as it is stored; raises DecodeError for what is none."""
    verdict = Verdict.FromString(serialised)
    # No database text has a NUL, and the name of a method is short.
    claim, method = (text.replace("\0", "\ufffd") for text in (verdict.claim, verdict.method))
    described = claim[:MAX_LISTED], method[:256], verdict.digits
    return StoredVerdict(text_sha256, claim_sha256, settings, verdict.status, serialised, *described)


def settings_key(options: Options, engines: Iterable[EngineVersion], build: str = "") -> str:
    """The hash of complete options, engine versions and the build of what judges, in hexadecimal."""
    digest = sha256(options.SerializeToString(deterministic=True) + b"\0" + build.encode())
    for name, version in sorted((engine.name, engine.version) for engine in engines):
        digest.update(f"\n{name}\t{version}".encode())
    return digest.hexdigest()


def is_final(verdict: Verdict) -> bool:
    """Whether judging the claim again would say the same: not when time, memory or the caller ended the work."""
    return verdict.reason not in _PASSING


class VerdictStore:
    """The verdicts of a database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reader = engine.execution_options(reading=True)

    def find(self, texts: Sequence[str], settings: str) -> dict[str, bytes]:
        """The serialised verdicts on claims by the hashes of their texts, as far as they are known."""
        found: dict[str, bytes] = {}
        joined = spellings.join(verdicts, _SPELLED)
        with self._reader.connect() as connection:
            for first in range(0, len(texts), _CHUNK):
                wanted = select(spellings.c.text_sha256, verdicts.c.verdict).select_from(joined)
                wanted = wanted.where(
                    and_(
                        spellings.c.text_sha256.in_(texts[first : first + _CHUNK]),
                        verdicts.c.settings == settings,
                    )
                )
                found.update((text, bytes(verdict)) for text, verdict in connection.execute(wanted))
        return found

    def keep(self, found: Sequence[StoredVerdict]) -> None:
        """Keep verdicts; one that is there already stays as it is."""
        now = time.time()
        with self._engine.begin() as connection:
            for first in range(0, len(found), _CHUNK):
                part = found[first : first + _CHUNK]
                kept = {
                    (each.claim_sha256, each.settings): {
                        "claim_sha256": each.claim_sha256,
                        "settings": each.settings,
                        "status": each.status,
                        "verdict": each.verdict,
                        "created_at": now,
                        "claim": each.claim,
                        "method": each.method,
                        "digits": each.digits,
                    }
                    for each in part
                }
                connection.execute(self._insert(verdicts), list(kept.values()))
                written = {(each.text_sha256, each.settings): each.claim_sha256 for each in part}
                rows = [
                    {"text_sha256": text, "settings": settings, "claim_sha256": claim}
                    for (text, settings), claim in written.items()
                ]
                connection.execute(self._insert(spellings), rows)

    def _insert(self, table: Table) -> Insert:
        """An INSERT that leaves rows alone that are there already."""
        if self._engine.dialect.name == "postgresql":
            return postgresql.insert(table).on_conflict_do_nothing()
        return sqlite.insert(table).on_conflict_do_nothing()

    def count(self) -> int:
        """The number of verdicts kept."""
        with self._reader.connect() as connection:
            return connection.execute(select(func.count()).select_from(verdicts)).scalar_one()

    def export(self) -> Iterator[StoredVerdict]:
        """Every verdict kept, in the order of their claims' hashes, under each text that was written for it."""
        joined = verdicts.join(spellings, _SPELLED)
        columns = (
            spellings.c.text_sha256,
            *(
                verdicts.c[name]
                for name in ("claim_sha256", "settings", "status", "verdict", "claim", "method", "digits")
            ),
        )
        wanted = select(*columns).select_from(joined).order_by(*columns[1:3], columns[0])
        with self._reader.connect() as connection:
            for row in connection.execution_options(yield_per=_CHUNK).execute(wanted):
                yield StoredVerdict(row[0], row[1], row[2], row[3], bytes(row[4]), *row[5:])

    def forget(self, older_than_s: float = 0.0) -> int:
        """Remove verdicts older than a time; returns how many there were."""
        with self._engine.begin() as connection:
            removed = connection.execute(delete(verdicts).where(verdicts.c.created_at <= time.time() - older_than_s))
            unused = ~exists(select(verdicts.c.settings).where(_SPELLED))
            connection.execute(delete(spellings).where(unused))
            return removed.rowcount
