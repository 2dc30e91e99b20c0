"""Parts of the cache that need no server: what is remembered, defaults, builds."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probatum.service.build import build_of
from probatum.service.cache import Recent
from probatum.service.option_defaults import complete
from probatum.v1 import verdict_pb2
from probatum.verifiers.verdict import Options


def test_defaults_are_those_of_the_verifiers() -> None:
    assert complete(verdict_pb2.Options()) == verdict_pb2.Options(**asdict(Options()))
    assert complete(verdict_pb2.Options(digits=7, proof_effort=0)).digits == 7
    assert complete(verdict_pb2.Options(proof_effort=0)).proof_effort == 0


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 60))))
def test_what_is_remembered_is_bounded_and_recent(puts: list[tuple[int, int]]) -> None:
    recent = Recent(100)
    for name, size in puts:
        recent.put((str(name), ""), b"x" * size)
        assert recent.size_bytes <= 100
        assert recent.get((str(name), "")) == b"x" * size
    kept = {name for name in range(10) if recent.get((str(name), ""))}
    assert len(kept) == len(recent)


def test_what_was_used_least_lately_makes_room() -> None:
    recent = Recent(3)
    for name in "abc":
        recent.put((name, ""), b"1")
    recent.get(("a", ""))
    recent.put(("d", ""), b"1")
    assert [name for name in "abcd" if recent.get((name, ""))] == ["a", "c", "d"]
    recent.put(("large", ""), b"1234")
    assert len(recent) == 0


def test_a_changed_source_is_another_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "some_verifiers"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "judge.py").write_text("x = 1\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    before = build_of("some_verifiers")
    assert before == build_of("some_verifiers") != build_of("no_such_package")
    (package / "judge.py").write_text("x = 2\n")
    assert build_of("some_verifiers") != before
