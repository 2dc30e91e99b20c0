"""One formula of a database, and what can be wrong with the place it was written in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from probatum.cli.field_files import FieldFileError, field_text
from probatum.client import Latex, Status

KEYS = ("id", "claim", "steps", "for", "field", "latex", "meanings", "expect", "source", "tags", "suppress")
"""The keys that have a meaning; all others are kept and returned in the reports.

In place of `claim` may stand: `field`, a matrix field claimed to be conservative; `steps`, a list that starts with a
beginning and whose others begin with the relation to the one before, and `for`, their conditions; `latex`, a claim in
LaTeX, with the `meanings` of symbols that have several.
"""


SUPPRESSIBLE = ("refuted", "invalid", "unexpected", "undecided", "supported", "conditional")
"""The rules whose results an entry can let pass."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a database, and on which line and column (from 1; 0: the file as a whole, and no column).

    What is only passed over is a formula that cannot be said in the claim language: the others are judged. What is
    `foreign` has another shape than a database, so that the file may well be something else.
    """

    line: int
    message: str
    column: int = 0
    passed_over: bool = False
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class RawEntry:
    """A mapping as the file has it: the line it starts on and, where the format tells, the line of each key."""

    line: int
    fields: Mapping[str, object]
    key_lines: Mapping[str, int] = field(default_factory=dict)
    column: int = 0
    cell: str = ""

    def line_of(self, key: str) -> int:
        """The line of a key, or of the entry when the format does not tell."""
        return self.key_lines.get(key, self.line)


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim with its name in the database, the status its authors expect and where it was published.

    `suppress` gives a reason for each rule whose results the authors let pass.
    `other` holds the keys that have no meaning to this program. A claim in LaTeX is a `Latex`. `column` counts from 1
    where the format tells it, and `cell` is the place in a notebook.
    """

    id: str
    claim: str
    line: int
    expect: Status | None = None
    source: str = ""
    tags: tuple[str, ...] = ()
    suppress: Mapping[str, str] = field(default_factory=dict)
    other: Mapping[str, object] = field(default_factory=dict)
    column: int = 0
    cell: str = ""


def entry_of(raw: RawEntry) -> Entry | list[Flaw]:
    """The entry that a mapping describes, or everything that is wrong with it."""
    flaws: list[Flaw] = []

    def text(key: str, required: bool) -> str:
        value = raw.fields.get(key)
        if key not in raw.fields:
            if required:
                flaws.append(Flaw(raw.line, f"the entry has no '{key}'"))
        elif not isinstance(value, str):
            flaws.append(Flaw(raw.line_of(key), f"'{key}' must be text, not {kind_of(value)}"))
        elif required and not value.strip():
            flaws.append(Flaw(raw.line_of(key), f"'{key}' is empty"))
        elif not _is_unicode(value):
            flaws.append(Flaw(raw.line_of(key), f"'{key}' contains half of a surrogate pair, which is no character"))
        else:
            return value.strip()
        return ""

    def claim() -> str:
        if "steps" in raw.fields and "claim" not in raw.fields:
            return _derivation(raw, flaws)
        if "for" in raw.fields:
            flaws.append(Flaw(raw.line_of("for"), "'for' belongs to 'steps'; a claim names its conditions itself"))
        if "latex" in raw.fields and "claim" not in raw.fields:
            return Latex(text("latex", required=True), _meanings(raw, flaws))
        if "meanings" in raw.fields:
            flaws.append(Flaw(raw.line_of("meanings"), "only the symbols of a claim in 'latex' have 'meanings'"))
        if "claim" in raw.fields or "field" not in raw.fields:
            return text("claim", required=True)
        try:
            return f"conservative({field_text(raw.fields['field'])})"
        except FieldFileError as error:
            flaws.append(Flaw(raw.line_of("field"), str(error)))
            return ""

    entry = Entry(
        id=text("id", required=True),
        claim=claim(),
        line=raw.line,
        expect=_expected(raw, flaws),
        source=text("source", required=False),
        tags=_tags(raw, flaws),
        suppress=_suppressions(raw, flaws),
        other={key: value for key, value in raw.fields.items() if key not in KEYS},
        column=raw.column,
        cell=raw.cell,
    )
    _reject_misspelt_expect(raw, flaws)
    return flaws or entry


_RELATION = re.compile(r"(<=>|=>|<=|>=|!=|=|<|>)")


def _derivation(raw: RawEntry, flaws: list[Flaw]) -> str:
    """The claim of a list of steps: `derivation(a = b = c) for ...`."""
    steps, conditions = raw.fields["steps"], raw.fields.get("for", "")
    if not isinstance(steps, list) or len(steps) < 2 or not all(isinstance(step, str) for step in steps):
        flaws.append(Flaw(raw.line_of("steps"), "'steps' must be a list of two or more texts"))
        return ""
    for number, step in enumerate(steps[1:], 2):
        if not _RELATION.match(step.strip()):
            words = f"element {number} of 'steps' must begin with the relation to the one before: = < <= > >= != => <=>"
            flaws.append(Flaw(raw.line_of("steps"), words))
    if not isinstance(conditions, str) or not all(map(_is_unicode, (conditions, *steps))):
        flaws.append(Flaw(raw.line_of("for"), "'for' must be text: the conditions, as in x in RR, x > 0"))
        return ""
    return f"derivation({' '.join(map(str.strip, steps))})" + (
        f" for {conditions.strip()}" if conditions.strip() else ""
    )


def _expected(raw: RawEntry, flaws: list[Flaw]) -> Status | None:
    if "expect" not in raw.fields:
        return None
    value = raw.fields["expect"]
    if isinstance(value, str) and value in Status.__members__:
        return Status[value]
    names = ", ".join(Status.__members__)
    shown = f"'{value}'" if isinstance(value, str) else kind_of(value)
    flaws.append(Flaw(raw.line_of("expect"), f"'expect' must be one of {names}, not {shown}"))
    return None


def _tags(raw: RawEntry, flaws: list[Flaw]) -> tuple[str, ...]:
    value = raw.fields.get("tags", [])
    if not isinstance(value, list) or not all(isinstance(tag, str) for tag in value):
        flaws.append(Flaw(raw.line_of("tags"), "'tags' must be a list of texts"))
        return ()
    return tuple(value)


def _meanings(raw: RawEntry, flaws: list[Flaw]) -> tuple[str, ...]:
    value = raw.fields.get("meanings", [])
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        flaws.append(Flaw(raw.line_of("meanings"), "'meanings' must be a list of functions and constants"))
        return ()
    return tuple(value)


def _suppressions(raw: RawEntry, flaws: list[Flaw]) -> Mapping[str, str]:
    value = raw.fields.get("suppress", {})
    texts = isinstance(value, dict) and all(isinstance(k, str) and isinstance(v, str) for k, v in value.items())
    if not isinstance(value, dict) or not texts or not all(reason.strip() for reason in value.values()):
        flaws.append(Flaw(raw.line_of("suppress"), "'suppress' must give a reason for each rule: {undecided: why}"))
        return {}
    for name in value:
        if name not in SUPPRESSIBLE:
            known = ", ".join(SUPPRESSIBLE)
            flaws.append(Flaw(raw.line_of("suppress"), f"'suppress' knows the rules {known}, not '{name}'"))
    return dict(value)


def _reject_misspelt_expect(raw: RawEntry, flaws: list[Flaw]) -> None:
    # A misspelt `id` or `claim` shows as a missing one; a misspelt `expect` would be an expectation nobody checks.
    others = [key for key in raw.fields if key not in KEYS]
    flaws.extend(
        Flaw(raw.line_of(key), f"unknown key '{key}': did you mean 'expect'?")
        for key in get_close_matches("expect", others, cutoff=0.8)
    )


def _is_unicode(text: str) -> bool:
    # An escape in JSON can write a lone surrogate, which no UTF-8 message can carry.
    return not any("\ud800" <= character <= "\udfff" for character in text)


def kind_of(value: object) -> str:
    """What a value is called in YAML and JSON."""
    names: tuple[tuple[type, str], ...] = (
        (bool, "a truth value"),
        (int, "a number (quote it)"),
        (float, "a number (quote it)"),
        (list, "a list"),
        (dict, "a mapping"),
        (str, "text"),
        (type(None), "empty"),
    )
    return next((name for kind, name in names if isinstance(value, kind)), f"a {type(value).__name__}")
