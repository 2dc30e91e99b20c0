"""No false identity is proved on its domain, even where nothing looks at a point first.

The judge refutes before it proves, which would hide a rule that says too much. Here the search is given false claims
directly, and the checker's comparison of sides at points is taken away: what it then accepts must be true.
"""

from __future__ import annotations

import itertools
import json
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from probatum.verifiers import Claim, check, parse_claim
from probatum.verifiers.certificates.checker import CertificateError
from probatum.verifiers.certificates.identities import DomainChecking
from probatum.verifiers.certificates.proofs import Equation
from probatum.verifiers.conditions.points import admissible_points
from probatum.verifiers.provers.identities import identity
from probatum.verifiers.provers.search import Search
from tests.examples.test_database import ENTRIES
from tests.soundness.mutation import Mutant, mutants
from tests.soundness.oracle import NoOpinionError, differ, opinion

LONG = os.environ.get("PROBATUM_SOUNDNESS") == "long"
SAMPLE = 24 if LONG else 2
SOURCES = 60
POINTS = 12
EFFORT = 1_000
CORPORA = Path(os.environ.get("PROBATUM_CORPORA", ""))


def sources() -> list[str]:
    """True claims with variables."""
    found = [entry.claim for entry in ENTRIES if entry.fields["expect"] in ("PROVED", "SUPPORTED")]
    if LONG and CORPORA.is_dir():
        lines = (line for file in sorted(CORPORA.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines())
        found += [json.loads(line)["claim"] for line in lines]
    with_variables = [claim for claim in found if " for " in claim]
    return with_variables if LONG else random.Random(0).sample(with_variables, min(SOURCES, len(with_variables)))


def widened(claim: Claim) -> Iterator[Mutant]:
    """The claim with one condition less, and with larger sets for its variables."""
    for index, condition in enumerate(claim.conditions):
        rest = (*claim.conditions[:index], *claim.conditions[index + 1 :])
        yield Mutant(Claim(claim.proposition, rest), "a condition dropped")
        if condition.head == "in" and condition.args[1].head == "symbol":
            larger = {"NN": "ZZ", "ZZ": "QQ", "QQ": "RR", "RR": "CC", "HH": "CC"}.get(condition.args[1].name)
            if larger is not None:
                wide = type(condition)("in", (condition.args[0], type(condition)("symbol", (), larger)))
                changed = (*claim.conditions[:index], wide, *claim.conditions[index + 1 :])
                yield Mutant(Claim(claim.proposition, changed), f"{larger} for {condition.args[1].name}")


def is_false(claim: Claim) -> bool:
    """Whether mpmath finds the sides different for certain at an admissible point."""
    for point in itertools.islice(admissible_points(claim, 7), POINTS):
        for relation in claim.relations:
            if relation.head != "=":
                return False
            try:
                if differ(*(opinion(side, dict(point)) for side in relation.args)):
                    return True
            except NoOpinionError:
                continue
    return False


def false_claims(text: str) -> Iterator[Mutant]:
    claim = parse_claim(text)
    chosen = random.Random(text).sample(found := list(mutants(claim)), min(SAMPLE, len(found)))
    for mutant in (*widened(claim), *chosen):
        if not mutant.claim.undeclared and mutant.claim.conditions and is_false(mutant.claim):
            yield mutant


def accepted(claim: Claim) -> bool:
    certificate = identity(claim, Search(EFFORT))
    if certificate is None:
        return False
    try:
        return check(claim, certificate).proved
    except CertificateError:
        return False


def test_false_identities_are_not_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    def believe(_self: DomainChecking, _equation: Equation) -> None:
        """Look at no point."""

    monkeypatch.setattr(DomainChecking, "_require_agreement", believe)
    count, wrong = 0, []
    for text in sources():
        for mutant in false_claims(text):
            count += 1
            if accepted(mutant.claim):
                wrong.append(f"{mutant.claim.text} ({mutant.change})")
    print(f"{count} false identities")
    assert not wrong, "\n".join(wrong)
    assert count >= (3_000 if LONG else 50), "too few false claims to say anything"
