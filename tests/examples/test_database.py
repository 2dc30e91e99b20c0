"""The database of formulas in `examples/` is well-formed; its verdicts are checked by `make demo`."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from probatum.cli.field_files import field_text
from probatum.verifiers.functions import FUNCTIONS
from probatum.verifiers.language import ClaimSyntaxError, Expr, parse_claim
from probatum.verifiers.language.expr import (
    ARROWS,
    ATOMS,
    BINDERS,
    CONNECTIVES,
    FIELDS,
    IRRATIONALITY,
    RELATIONS,
    STRUCTURAL,
)
from probatum.verifiers.verdict import Status

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
KEYS = {"id", "claim", "expect", "source", "tags"}

FALSE = {"famous-frauds.yaml", "broken-fields.yaml", "wrong-derivations.yaml", "false-bounds.yaml"}
"""The files of what is expected to be REFUTED."""

FIELD_HEADS = FIELDS | {"axis", "conservative", "limit_along"} | IRRATIONALITY


@dataclass(frozen=True)
class Entry:
    """An entry of the database and the file it stands in."""

    file: str
    fields: dict[str, Any]

    @property
    def id(self) -> str:
        return str(self.fields["id"])

    @property
    def claim(self) -> str:
        if "field" in self.fields:
            return f"conservative({field_text(self.fields['field'])})"
        if "steps" in self.fields:
            conditions = f" for {self.fields['for']}" if "for" in self.fields else ""
            return f"derivation({' '.join(self.fields['steps'])}){conditions}"
        return str(self.fields["claim"])

    @property
    def is_intended_syntax_error(self) -> bool:
        return "syntax" in self.fields["tags"]


def read_entries() -> list[Entry]:
    reader = YAML(typ="safe")
    return [
        Entry(path.name, fields)
        for path in sorted(EXAMPLES.glob("*.yaml"))
        for fields in reader.load(path.read_text(encoding="utf-8"))
    ]


ENTRIES = read_entries()
BY_EXPECTATION = Counter(entry.fields["expect"] for entry in ENTRIES)


def heads(expr: Expr) -> set[str]:
    return {expr.head}.union(*(heads(arg) for arg in expr.args))


def duplicates(values: list[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_entry_has_exactly_the_documented_fields(entry: Entry) -> None:
    form = next(key for key in ("field", "steps", "claim") if key in entry.fields)
    assert set(entry.fields) - ({"for"} if form == "steps" else set()) == KEYS - {"claim"} | {form}
    texts = set(entry.fields) - {"tags", "field", "steps"}
    assert all(isinstance(entry.fields[key], str) and entry.fields[key].strip() for key in texts)
    assert isinstance(entry.fields["tags"], list)
    assert entry.fields["tags"]
    assert all(isinstance(tag, str) for tag in entry.fields["tags"])
    assert entry.fields["expect"] in set(Status)


@pytest.mark.parametrize("entry", [e for e in ENTRIES if not e.is_intended_syntax_error], ids=lambda entry: entry.id)
def test_claim_parses_and_uses_known_functions(entry: Entry) -> None:
    claim = parse_claim(entry.claim)
    used = set().union(*map(heads, (claim.proposition, *claim.conditions)))
    assert used <= {
        "chain",
        "derivation",
        *ARROWS,
        *ATOMS,
        *BINDERS,
        *CONNECTIVES,
        *RELATIONS,
        *STRUCTURAL,
        *FUNCTIONS,
        *FIELD_HEADS,
    }


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e.is_intended_syntax_error], ids=lambda entry: entry.id)
def test_intended_syntax_error_is_one_and_is_located(entry: Entry) -> None:
    assert entry.fields["expect"] == "INVALID"
    with pytest.raises(ClaimSyntaxError) as error:
        parse_claim(entry.claim)
    assert error.value.position is not None


def test_undeclared_names_occur_only_where_they_are_the_point() -> None:
    closed = [e for e in ENTRIES if not e.is_intended_syntax_error and "undefined-symbol" not in e.fields["tags"]]
    assert [e.id for e in closed if parse_claim(e.claim).undeclared] == []


def test_ids_are_unique_across_files() -> None:
    assert duplicates([entry.id for entry in ENTRIES]) == []


def test_no_claim_is_listed_twice() -> None:
    texts = [parse_claim(entry.claim).text for entry in ENTRIES if not entry.is_intended_syntax_error]
    assert duplicates(texts) == []


def test_database_is_as_large_as_promised() -> None:
    assert len(ENTRIES) >= 170
    assert BY_EXPECTATION["REFUTED"] >= 20
    assert BY_EXPECTATION["INVALID"] >= 8


def test_false_claims_and_ill_posed_claims_have_files_of_their_own() -> None:
    assert {e.file for e in ENTRIES if e.fields["expect"] == "REFUTED"} == FALSE
    assert {e.file for e in ENTRIES if e.fields["expect"] == "INVALID"} == {"ill-posed.yaml", "broken-fields.yaml"}


def test_nothing_false_is_expected_to_be_proved() -> None:
    false = [entry for entry in ENTRIES if entry.file == "famous-frauds.yaml"]
    assert all("fallacy" in entry.fields["tags"] for entry in false)
    assert [entry.id for entry in false if entry.fields["expect"] == "PROVED"] == []
