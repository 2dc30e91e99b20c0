"""Verdicts by content: served for equal options and engines only, kept once, carried from one database to another."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Engine

from probatum.service.store import StoredVerdict, VerdictStore, open_database, settings_key
from probatum.service.store.verdicts import is_final
from probatum.v1.verdict_pb2 import Engine as EngineVersion
from probatum.v1.verdict_pb2 import Options, Reason, Status, Verdict

FLINT = [EngineVersion(name="FLINT", version="3.3.1")]


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _stored(text: str, canonical: str, settings: str, verdict: bytes = b"verdict") -> StoredVerdict:
    return StoredVerdict(_hash(text), _hash(canonical), settings, 1, verdict)


def test_a_verdict_is_found_under_every_text_of_its_claim(engine: Engine) -> None:
    store, settings = VerdictStore(engine), settings_key(Options(digits=50), FLINT)
    store.keep([_stored("1+1=2", "1 + 1 = 2", settings), _stored("1+ 1 = 2", "1 + 1 = 2", settings)])
    asked = [_hash("1+1=2"), _hash("1+ 1 = 2"), _hash("1+1=3")]
    assert store.find(asked, settings) == {asked[0]: b"verdict", asked[1]: b"verdict"}
    assert store.count() == 1


def test_other_options_or_engines_have_other_verdicts(engine: Engine) -> None:
    store = VerdictStore(engine)
    keys = [
        settings_key(Options(digits=50), FLINT),
        settings_key(Options(digits=51), FLINT),
        settings_key(Options(digits=50), [EngineVersion(name="FLINT", version="3.3.2")]),
        settings_key(Options(digits=50), [*FLINT, EngineVersion(name="python-flint", version="0.9")]),
    ]
    assert len(set(keys)) == 4
    assert settings_key(Options(digits=50), FLINT) == keys[0]
    store.keep([_stored("x", "x", keys[0])])
    assert [len(store.find([_hash("x")], key)) for key in keys] == [1, 0, 0, 0]


def test_what_a_text_means_is_known_for_its_settings_only(engine: Engine) -> None:
    """Another version of the language may read it as another claim, whose verdict must not be served for it."""
    store = VerdictStore(engine)
    store.keep([_stored("a/b*c", "(a/b)*c", "old"), _stored("x", "(a/b)*c", "new"), _stored("y", "a/(b*c)", "new")])
    assert store.find([_hash("a/b*c")], "new") == {}
    store.keep([_stored("a/b*c", "a/(b*c)", "new", b"another")])
    assert store.find([_hash("a/b*c")], "new") == {_hash("a/b*c"): b"verdict"}
    assert store.find([_hash("a/b*c")], "old") == {_hash("a/b*c"): b"verdict"}


def test_another_build_has_other_verdicts() -> None:
    assert settings_key(Options(), FLINT, "one") != settings_key(Options(), FLINT, "two")


def test_the_first_verdict_stays(engine: Engine) -> None:
    store = VerdictStore(engine)
    store.keep([_stored("x", "x", "s", b"first"), _stored("x", "x", "s", b"second")])
    store.keep([_stored("x", "x", "s", b"third")])
    assert store.find([_hash("x")], "s")[_hash("x")] in (b"first", b"second")
    assert store.count() == 1


def test_many_are_asked_for_at_once(engine: Engine) -> None:
    store = VerdictStore(engine)
    store.keep([_stored(str(number), str(number), "s", str(number).encode()) for number in range(1_000)])
    found = store.find([_hash(str(number)) for number in range(1_500)], "s")
    assert len(found) == 1_000
    assert found[_hash("999")] == b"999"


def test_verdicts_are_carried_to_another_database(engine: Engine, tmp_path: Path) -> None:
    store = VerdictStore(engine)
    store.keep([_stored(text, text.strip(), "s") for text in ("a", " a", "b")])
    other = VerdictStore(open_database(f"sqlite:///{tmp_path}/other.sqlite"))
    other.keep(list(store.export()))
    assert list(other.export()) == list(store.export())
    assert store.forget() == 2
    assert list(store.export()) == []


@pytest.mark.parametrize(
    ("reason", "final"),
    [
        (Reason.REASON_TIMEOUT, False),
        (Reason.REASON_MEMORY, False),
        (Reason.REASON_WORKER_CRASHED, False),
        (Reason.REASON_CANCELLED, False),
        (Reason.REASON_UNSUPPORTED, True),
        (Reason.REASON_PRECISION, True),
    ],
)
def test_only_what_lies_in_the_claim_is_final(reason: Reason.ValueType, final: bool) -> None:
    assert is_final(Verdict(status=Status.STATUS_UNDECIDED, reason=reason)) is final
