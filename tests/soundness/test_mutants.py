"""No false claim made from a true one is PROVED or SUPPORTED.

The truth of a mutant is decided by mpmath alone. A mutant whose sides differ there by far more than mpmath's error is
false, and the judge may refute it or stay undecided, nothing else. The same mpmath must confirm the claim it was made
from, which shows that it reads the formula as the judge does.

A sample is tried normally; `PROBATUM_SOUNDNESS=long` tries every mutant, and a sample of those of the formula databases
in `PROBATUM_CORPORA`.
"""

from __future__ import annotations

import itertools
import json
import os
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from probatum.verifiers import Claim, Options, Status, check, judge, parse_claim
from probatum.verifiers.conditions.points import admissible_points
from probatum.verifiers.language import Expr
from tests.examples.test_database import ENTRIES
from tests.soundness.mutation import Mutant, mutants
from tests.soundness.oracle import NoOpinionError, agree, differ, opinion

LONG = os.environ.get("PROBATUM_SOUNDNESS") == "long"
SAMPLE = 1_000_000 if LONG else 8
POINTS = 4
OPTIONS = Options(digits=30)

CORPORA = Path(os.environ.get("PROBATUM_CORPORA", ""))
SAMPLE_OF_CORPORA = 16
"""Mutants tried of each formula of the databases outside the project."""

TRUE = [entry for entry in ENTRIES if entry.fields["expect"] in (Status.PROVED, Status.SUPPORTED)]
FILES = sorted({entry.file for entry in TRUE})
CORPUS_FILES = sorted(CORPORA.glob("*.jsonl")) if LONG and CORPORA.is_dir() else []


def _points(claim: Claim) -> Iterator[dict[str, Expr]]:
    if not claim.conditions:
        yield {}
        return
    for point in itertools.islice(admissible_points(claim, OPTIONS.seed), POINTS):
        yield dict(point)


def is_confirmed(claim: Claim) -> bool:
    """Whether mpmath finds the sides of an equation equal, wherever it has an opinion (somewhere at least)."""
    opinions = 0
    for point in _points(claim):
        for relation in claim.relations:
            if relation.head != "=":
                return False
            try:
                left, right = (opinion(side, point) for side in relation.args)
            except NoOpinionError:
                continue
            if not agree(left, right):
                return False
            opinions += 1
    return opinions > 0


def is_false(claim: Claim) -> bool:
    """Whether mpmath finds the sides different for certain at a point that the judge tries, too."""
    for point in _points(claim):
        for relation in claim.relations:
            if relation.head != "=":
                continue
            try:
                if differ(*(opinion(side, point) for side in relation.args)):
                    return True
            except NoOpinionError:
                continue
    return False


def _sample(claim: str, size: int) -> list[Mutant]:
    found = {mutant.claim.text: mutant for mutant in mutants(parse_claim(claim))}
    chosen = sorted(found)
    random.Random(claim).shuffle(chosen)
    return [found[text] for text in chosen[:size]]


@cache
def false_mutants(file: str) -> list[tuple[str, Mutant]]:
    """Certainly false mutants of the true claims of one file of the database."""
    found = []
    for entry in TRUE:
        if entry.file == file and is_confirmed(parse_claim(entry.claim)):
            found += [(entry.id, mutant) for mutant in _sample(entry.claim, SAMPLE) if is_false(mutant.claim)]
    return found


def false_mutants_of_corpus(file: Path) -> Iterator[tuple[str, Mutant]]:
    """Certainly false mutants of the formulas of a database that mpmath confirms."""
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        if is_confirmed(parse_claim(row["claim"])):
            yield from ((row["id"], m) for m in _sample(row["claim"], SAMPLE_OF_CORPORA) if is_false(m.claim))


@pytest.mark.parametrize("file", FILES)
def test_false_claims_are_not_accepted(file: str) -> None:
    _require_no_acceptance(false_mutants(file))


@pytest.mark.parametrize("file", CORPUS_FILES, ids=lambda file: file.stem)
def test_false_claims_of_other_databases_are_not_accepted(file: Path) -> None:
    found = list(false_mutants_of_corpus(file))
    print(f"{file.name}: {len(found)} false claims")
    _require_no_acceptance(found)


def _require_no_acceptance(found: list[tuple[str, Mutant]]) -> None:
    accepted, undecided = [], []
    for entry_id, mutant in found:
        verdict = judge(mutant.claim, OPTIONS)
        if verdict.status in (Status.PROVED, Status.SUPPORTED, Status.CONDITIONAL):
            accepted.append(f"{entry_id}: {mutant.claim.text} ({mutant.change}) is {verdict.status}")
        elif verdict.status is Status.REFUTED:
            assert verdict.certificate is not None
            assert not check(mutant.claim, verdict.certificate).proved
        else:
            undecided.append(f"{entry_id}: {mutant.claim.text}: {verdict.status} {verdict.reason} {verdict.message}")
    assert not accepted, "\n".join(accepted)
    assert len(undecided) <= len(found) // 10, "\n".join(undecided)


def test_the_sample_is_large() -> None:
    assert sum(len(false_mutants(file)) for file in FILES) >= 1500


def test_true_claims_are_not_refuted() -> None:
    for entry in TRUE:
        assert judge(entry.claim, OPTIONS).status not in (Status.REFUTED, Status.INVALID), entry.id
