"""Kept verdicts to be looked at: found by their claims, listed and searched a page at a time."""

from __future__ import annotations

import base64
from hashlib import sha256

import pytest
from sqlalchemy import Engine, text

from probatum.service.store import Archive, VerdictStore, open_database, stored_verdict
from probatum.service.store.archive import Summary
from probatum.v1.verdict_pb2 import Status, Verdict

PROVED, REFUTED, SUPPORTED = Status.STATUS_PROVED, Status.STATUS_REFUTED, Status.STATUS_SUPPORTED


def _hash(name: str) -> str:
    return sha256(name.encode()).hexdigest()


def _keep(
    engine: Engine,
    claim: str,
    status: Status.ValueType = PROVED,
    method: str = "algebraic numbers",
    settings: str = "s",
) -> None:
    message = Verdict(status=status, claim=claim, claim_sha256=_hash(claim), method=method, digits=59)
    stored = stored_verdict(_hash(claim), _hash(claim), _hash(settings), message.SerializeToString())
    VerdictStore(engine).keep([stored])


def _claims(found: list[Summary]) -> list[str]:
    return [each.claim for each in found]


def test_a_verdict_is_found_by_its_claim(engine: Engine) -> None:
    _keep(engine, "1 + 1 = 2")
    kept = Archive(engine).find(_hash("1 + 1 = 2"))
    assert kept is not None
    assert Verdict.FromString(kept.verdict).claim == "1 + 1 = 2"
    assert Archive(engine).find(_hash("another")) is None


def test_what_is_certain_goes_before_what_is_later(engine: Engine) -> None:
    for settings, status in (("a", SUPPORTED), ("b", PROVED), ("c", SUPPORTED)):
        _keep(engine, "x", status, settings=settings)
    kept = Archive(engine).find(_hash("x"))
    assert kept is not None
    assert Verdict.FromString(kept.verdict).status == PROVED


def test_pages_give_every_verdict_once_the_latest_first(engine: Engine) -> None:
    for number in range(7):
        _keep(engine, f"{number} = {number}")
    archive, found, token = Archive(engine), list[str](), ""
    while True:
        page, token = archive.page(3, token)
        assert len(page) <= 3
        found += _claims(page)
        if not token:
            break
    assert found == [f"{number} = {number}" for number in reversed(range(7))]


def test_verdicts_of_one_moment_are_not_lost_between_pages(engine: Engine) -> None:
    message = Verdict(status=PROVED, claim="x")
    same = [stored_verdict(_hash(n), _hash(n), _hash("s"), message.SerializeToString()) for n in "abcde"]
    VerdictStore(engine).keep(same)
    first, token = Archive(engine).page(2)
    second, token = Archive(engine).page(2, token)
    third, end = Archive(engine).page(2, token)
    assert {each.claim_sha256 for each in (*first, *second, *third)} == {_hash(n) for n in "abcde"}
    assert end == ""


def test_a_search_wants_every_word_in_whatever_case(engine: Engine) -> None:
    for claim in ("zeta(3) = pcf(1, 2, n)", "zeta(2) = pi^2/6", "100% = 1_000"):
        _keep(engine, claim)
    archive = Archive(engine)
    assert _claims(archive.page(9, text="ZETA pcf")[0]) == ["zeta(3) = pcf(1, 2, n)"]
    assert len(archive.page(9, text="zeta")[0]) == 2
    assert _claims(archive.page(9, text="%")[0]) == ["100% = 1_000"]
    assert _claims(archive.page(9, text="0_0")[0]) == ["100% = 1_000"][:0]
    assert archive.page(9, text="\0'; DROP TABLE verdicts; --")[0] == []


def test_by_status_and_method(engine: Engine) -> None:
    _keep(engine, "a", PROVED, "proof: telescoping")
    _keep(engine, "b", REFUTED, "separated enclosures")
    _keep(engine, "c", PROVED, "algebraic numbers: zero bound")
    archive = Archive(engine)
    assert _claims(archive.page(9, statuses=[PROVED])[0]) == ["c", "a"]
    assert _claims(archive.page(9, method="Telescoping")[0]) == ["a"]
    assert _claims(archive.page(9, statuses=[REFUTED], method="algebraic")[0]) == []


HUGE = [base64.urlsafe_b64encode(text).decode() for text in (b"[" * 100_000, b'[1%s, "", ""]' % (b"0" * 400))]


@pytest.mark.parametrize("token", ["x", "bnVsbA==", "WzEsIDIsIDNd", "é", *HUGE], ids=range(6))
def test_a_token_that_no_page_gave(engine: Engine, token: str) -> None:
    with pytest.raises(ValueError, match="a page token that no page gave"):
        Archive(engine).page(3, token)


def test_a_claim_that_no_column_holds_is_cut_and_cleaned(engine: Engine) -> None:
    _keep(engine, "a\0b" + "c" * 5000, method="m" * 500)
    (found,) = Archive(engine).page(1)[0]
    assert found.claim == "a\ufffdb" + "c" * 1997
    assert len(found.method) == 256


def test_a_database_of_an_older_version_keeps_its_verdicts(url: str) -> None:
    engine = open_database(url)
    _keep(engine, "zeta(2) = pi^2/6")
    with engine.begin() as connection:
        for column in ("claim", "method", "digits"):
            connection.execute(text(f"ALTER TABLE verdicts DROP COLUMN {column}"))
        connection.execute(text("DROP TABLE spending"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0002'"))
    engine.dispose()
    again = open_database(url)
    (found,) = Archive(again).page(5, text="zeta")[0]
    assert (found.claim, found.method, found.digits) == ("zeta(2) = pi^2/6", "algebraic numbers", 59)
    again.dispose()
