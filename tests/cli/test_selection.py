"""Which entries are judged: tags, shards, what changed in a real repository, what failed before."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from probatum.cli.databases import Entry, read_database
from probatum.cli.databases.reading import Database
from probatum.cli.findings import Level, Result
from probatum.cli.run import CheckRun
from probatum.cli.selection import (
    LAST_FAILED,
    Selection,
    SelectionError,
    remember_failures,
    selected,
    shard_of,
    spared_words,
)

DATABASE = Database(
    Path("a.yaml"), tuple(Entry(f"claim-{n}", f"{n} = {n}", line=n, tags=("even",) * (n % 2 == 0)) for n in range(200))
)


def names(wanted: Selection) -> list[str]:
    return [item.entry.id for item in selected([DATABASE], wanted)]


def test_entries_are_chosen_by_name_and_tag() -> None:
    assert names(Selection("claim-19")) == ["claim-19", *(f"claim-{n}" for n in range(190, 200))]
    assert len(names(Selection(tags=("even",)))) == 100
    assert names(Selection("claim-19", tags=("even", "none"))) == [f"claim-{n}" for n in range(190, 200, 2)]


@pytest.mark.parametrize("parts", [1, 2, 3, 7])
def test_shards_are_a_partition(parts: int) -> None:
    shards = [names(Selection(shard=(part, parts))) for part in range(1, parts + 1)]
    assert sorted(name for shard in shards for name in shard) == sorted(names(Selection()))
    assert all(len(shard) > 200 // parts // 2 for shard in shards)


def test_an_entry_stays_in_its_shard_when_others_come() -> None:
    larger = Database(DATABASE.file, (*DATABASE.entries, Entry("new", "1 = 1", line=999)))
    before = names(Selection(shard=(1, 4)))
    after = [item.entry.id for item in selected([larger], Selection(shard=(1, 4)))]
    assert [name for name in after if name != "new"] == before


@pytest.mark.parametrize("text", ["0/2", "3/2", "1", "1/", "a/b", "1/2/3", "-1/2", ""])
def test_what_is_no_shard(text: str) -> None:
    with pytest.raises(SelectionError, match="i/n"):
        shard_of(text)


def _git(directory: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=directory, check=True, capture_output=True)


def test_what_changed_since_a_revision_is_told_entry_by_entry(tmp_path: Path) -> None:
    _git(tmp_path, "init", "--quiet")
    file = tmp_path / "a.jsonl"
    file.write_text('{"id": "a", "claim": "1 = 1"}\n{"id": "b", "claim": "2 = 2"}\n')
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "--quiet", "-m", "first")
    file.write_text('{"id": "c", "claim": "3 = 3"}\n{"id": "a", "claim": "1 = 1"}\n{"id": "b", "claim": "2 = 3"}\n')
    other = tmp_path / "new.jsonl"
    other.write_text('{"id": "a", "claim": "1 = 1"}\n')
    found = selected([read_database(file), read_database(other)], Selection(changed_since="HEAD"))
    assert [(item.file.name, item.entry.id) for item in found] == [
        ("a.jsonl", "c"), ("a.jsonl", "b"), ("new.jsonl", "a"),
    ]  # fmt: skip


@pytest.mark.parametrize("revision", ["nonsense", "--output=x", "HEAD~7"])
def test_a_revision_that_is_none(tmp_path: Path, revision: str) -> None:
    _git(tmp_path, "init", "--quiet")
    file = tmp_path / "a.jsonl"
    file.write_text('{"id": "a", "claim": "1 = 1"}\n')
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "--quiet", "-m", "first")
    with pytest.raises(SelectionError, match="git"):
        selected([read_database(file)], Selection(changed_since=revision))
    assert not (tmp_path / "x").exists()


def test_what_failed_is_remembered_until_it_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert names(Selection(last_failed=True)) == names(Selection())  # nothing is known of a run before

    def run(levels: dict[str, Level]) -> None:
        by_name = {entry.id: entry for entry in DATABASE.entries}
        results = tuple(Result(DATABASE.file, by_name[n], None, level, "") for n, level in levels.items())
        judged = [item for item in selected([DATABASE], Selection()) if item.entry.id in levels]
        remember_failures(CheckRun((), results=results), judged)

    run({"claim-1": Level.ERROR, "claim-2": Level.ERROR, "claim-3": Level.OK})
    assert names(Selection(last_failed=True)) == ["claim-1", "claim-2"]
    run({"claim-1": Level.OK})
    assert names(Selection(last_failed=True)) == ["claim-2"]
    run({"claim-2": Level.OK})
    assert names(Selection(last_failed=True)) == []
    LAST_FAILED.write_text("{")
    with pytest.raises(SelectionError, match="cannot be read"):
        names(Selection(last_failed=True))


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (Selection(last_failed=True), "none failed last time"),
        (Selection(last_failed=True, shard=(2, 9000)), "none failed last time and none is in part 2/9000"),
        (Selection("no such id", last_failed=True), ""),
        (Selection(tags=("no such tag",), shard=(1, 2)), ""),
    ],
)
def test_an_empty_selection_is_a_mistake_or_good_news(
    wanted: Selection, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    remember_failures(CheckRun(()), [])
    assert selected([DATABASE], wanted) == []
    assert spared_words([DATABASE], wanted) == words
