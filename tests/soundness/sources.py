"""True claims to make false ones from: the database of the project, and others that are not part of it, in slices.

A slice takes every n-th claim of a file, so that slices take alike long. `PROBATUM_SOUNDNESS=long` also reads the
formula databases in `PROBATUM_CORPORA`, JSON objects with `id` and `claim` on a line each.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from probatum.verifiers import Status
from tests.examples.test_database import ENTRIES
from tests.long_form import LONG

CORPORA = Path(os.environ.get("PROBATUM_CORPORA", ""))
CORPUS_FILES = sorted(CORPORA.glob("*.jsonl")) if LONG and CORPORA.is_dir() else []
CLAIMS_OF_A_SLICE = 12 if LONG else 24


@dataclass(frozen=True)
class Source:
    """A claim that is held to be true; `status` is the verdict on it that the project expects, if it expects one."""

    file: str
    id: str
    text: str
    status: Status | None = None

    @property
    def has_variables(self) -> bool:
        return " for " in self.text


@dataclass(frozen=True)
class Slice:
    """Every `count`-th claim of a file from the one with number `index` on."""

    file: str
    index: int
    count: int
    sources: tuple[Source, ...]


def _examples() -> dict[str, list[Source]]:
    found: dict[str, list[Source]] = {}
    for entry in ENTRIES:
        if entry.fields["expect"] in (Status.PROVED, Status.SUPPORTED):
            source = Source(entry.file, entry.id, entry.claim, Status(entry.fields["expect"]))
            found.setdefault(entry.file, []).append(source)
    return found


def _corpora() -> dict[str, list[Source]]:
    return {
        path.name: [
            Source(path.name, row["id"], row["claim"]) for row in map(json.loads, path.read_text().splitlines())
        ]
        for path in CORPUS_FILES
    }


EXAMPLES = _examples()
DATABASES = EXAMPLES | _corpora()


def slices(files: dict[str, list[Source]]) -> list[ParameterSet]:
    """The files in slices, as values of a parameter of a test."""
    found = []
    for file, sources in files.items():
        count = -(-len(sources) // CLAIMS_OF_A_SLICE)
        for index in range(count):
            part = Slice(file, index, count, tuple(sources[index::count]))
            found.append(pytest.param(part, id=f"{file.rpartition('.')[0]}-{index + 1}-of-{count}"))
    return found
