"""The corpora of published formulas, which live outside the repository."""

from __future__ import annotations

import json
import os
from functools import lru_cache
from pathlib import Path

import pytest

from probatum.verifiers.language import Claim, parse_claim

FILES = ("fungrim_dev.jsonl", "pi_dev.jsonl")


def corpus_claims(name: str) -> list[tuple[str, str]]:
    """The (id, claim text) pairs of the corpus file `name`; skips the test when the file is missing."""
    root = Path(__file__).resolve().parents[2]
    directory = Path(os.environ.get("PROBATUM_CORPORA", root.parent / "shared" / "data"))
    path = directory / name
    if not path.is_file():
        pytest.skip(f"no corpus {name} in {directory}; set PROBATUM_CORPORA to the directory that holds it")
    with path.open(encoding="utf-8") as lines:
        return [(entry["id"], entry["claim"]) for entry in map(json.loads, lines)]


@lru_cache
def parsed_corpus(name: str) -> tuple[tuple[str, Claim], ...]:
    """The (id, claim) pairs of the corpus file `name`, parsed once for all tests; skips as `corpus_claims` does."""
    return tuple((identifier, parse_claim(text)) for identifier, text in corpus_claims(name))
