"""YAML: one list of entries, read by the round-trip loader of ruamel.yaml, which knows lines and builds no objects."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat
from math import isfinite

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.composer import ComposerError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from probatum.cli.databases.entry import Flaw, RawEntry, kind_of

MAX_VALUES = 10_000
"""The most values one entry may hold: aliases can make a short text exponentially large."""

_SEVERAL = "expected a single document in the stream"
"""How the loader says that there are more."""


class _TooLarge(Exception):
    """The entry holds more than MAX_VALUES values."""


def read_yaml(text: str) -> tuple[list[RawEntry], list[Flaw]]:
    """The mappings of the list, or what keeps the text from being a list of mappings."""
    try:
        document = YAML(typ="rt").load(text)
    except YAMLError as error:
        return [], [_flaw(error, text)]
    except RecursionError:
        return [], [Flaw(0, "not YAML that can be read: nested too deeply")]
    if document is None:
        return [], []
    if not isinstance(document, CommentedSeq):
        words = f"expected a list of entries with 'id' and 'claim', found {kind_of(document)}"
        is_entry = isinstance(document, CommentedMap) and "claim" in document
        return [], [Flaw(1, words, foreign=not is_entry)]
    entries: list[RawEntry] = []
    flaws: list[Flaw] = []
    for index, item in enumerate(document):
        line = document.lc.item(index)[0] + 1
        if not isinstance(item, CommentedMap):
            words = f"expected an entry with 'id' and 'claim', found {kind_of(item)}"
            flaws.append(Flaw(line, words, foreign=True))
            continue
        try:
            entries.append(_raw(item, line))
        except (_TooLarge, RecursionError):
            flaws.append(Flaw(line, f"the entry holds more than {MAX_VALUES} values once its aliases are expanded"))
    return entries, flaws


def _raw(item: CommentedMap, line: int) -> RawEntry:
    # `lc.data` lacks the keys that come from a merged mapping (`<<`); those are said to be on the entry's line.
    key_lines = {str(key): place[0] + 1 for key, place in (item.lc.data or {}).items()}
    fields = _plain(item, repeat(True, MAX_VALUES))
    assert isinstance(fields, dict)
    return RawEntry(line, fields, key_lines)


def _plain(value: object, budget: Iterator[bool]) -> object:
    """The value without the loader's layout information; takes one from the budget for each value in it."""
    if not next(budget, False):
        raise _TooLarge
    if isinstance(value, dict):
        return {str(key): _plain(item, budget) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item, budget) for item in value]
    if isinstance(value, float) and not isfinite(value):
        return str(value)  # JSON, the form of the reports, has no such number
    for kind in (str, bool, int, float):
        if isinstance(value, kind):
            return kind(value)
    return None if value is None else str(value)


def _flaw(error: YAMLError, text: str) -> Flaw:
    if isinstance(error, MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        if isinstance(error, ComposerError) and error.context == _SEVERAL:
            return Flaw(line, "expected a list of entries with 'id' and 'claim', found several documents", foreign=True)
        column = f" at column {mark.column + 1}" if mark else ""
        return Flaw(line, f"not YAML: {error.problem or error.context}{column}")
    if isinstance(error, ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return Flaw(line, f"not YAML: the character U+{error.character:04X} is not allowed")
    return Flaw(0, f"not YAML: {error}")
