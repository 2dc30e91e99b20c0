"""Tables of polynomial continued fractions: results of searches as JSON, and CSV with coefficients and a value.

A continued fraction is `a(0) + b(1)/(a(1) + b(2)/(a(2) + ...))`. Coefficients are listed from the highest power to the
constant, as in LIReC (`lib/pcf.py`) and in SymPy's `Poly`; a polynomial may also stand as text in n.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from typing import Final

from probatum.cli.databases.entry import Flaw, RawEntry, kind_of

__all__ = ["A_KEYS", "B_KEYS", "read_csv_table", "read_json_table"]

A_KEYS: Final = ("a", "an", "a_n", "a(n)", "a_coefs", "a_coeffs", "rhs_an_poly")
B_KEYS: Final = ("b", "bn", "b_n", "b(n)", "b_coefs", "b_coeffs", "rhs_bn_poly")
VALUE_KEYS: Final = ("value", "lhs", "LHS", "limit", "constant", "formula")
_OTHER_KEYS: Final = ("id", "source", "expect", "tags")
_MAX_COEFFICIENTS: Final = 1000
_INTEGER: Final = re.compile(r"[+-]?\d+(?:/\d+)?\Z")
_NUMBERS: Final = re.compile(r"[+-]?\d+(?:/\d+)?(?:[ ,;]+[+-]?\d+(?:/\d+)?)*\Z")
_POLYNOMIAL: Final = re.compile(r"[0-9n+\-*/^(). ]+\Z")


class _BadRow(ValueError):
    """A row that is no continued fraction with a value; the message says why."""


def read_json_table(text: str) -> tuple[list[RawEntry], list[Flaw]]:
    """The continued fractions of a JSON file: a list of objects, or an object with a list under `results`."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        return [], [Flaw(line, f"not JSON: {getattr(error, 'msg', error)}", getattr(error, "colno", 0))]
    rows = document.get("results") if isinstance(document, dict) and "results" in document else document
    if not isinstance(rows, list):
        return [], [Flaw(1, f"expected a list of objects with LHS, a_n and b_n, found {kind_of(rows)}")]
    entries: list[RawEntry] = []
    flaws: list[Flaw] = []
    lines = _object_lines(text, len(rows))
    for index, row in enumerate(rows):
        line = lines[index]
        if not isinstance(row, dict):
            flaws.append(
                Flaw(line, f"entry {index + 1}: expected an object with LHS, a_n and b_n, found {kind_of(row)}")
            )
            continue
        _add(row, f"entry-{index + 1}", line, entries, flaws)
    return entries, flaws


def _object_lines(text: str, count: int) -> list[int]:
    """The line of each object of the outermost list, found by the brackets outside of texts."""
    lines: list[int] = []
    depth, least, in_text, line, place = 0, None, False, 1, 0
    while place < len(text) and len(lines) < count:
        character = text[place]
        if character == "\n":
            line += 1
        if in_text:
            place += character == "\\"
            in_text = character != '"'
        elif character == '"':
            in_text = True
        elif character == "[" and least is None:
            least = depth = depth + 1
        elif character in "[{":
            if least is not None and depth == least:
                lines.append(line)
            depth += 1
        elif character in "]}":
            depth -= 1
        place += 1
    return lines + [1] * (count - len(lines))


def read_csv_table(text: str) -> tuple[list[RawEntry], list[Flaw]]:
    """The rows of a CSV table with a header: columns for a, b and the value, others kept."""
    try:
        reader = csv.reader(io.StringIO(text), strict=True)
        header = next(reader, None)
        if header is None:
            return [], []
        names = [name.strip() for name in header]
        if len(set(names)) < len(names):
            return [], [Flaw(1, "two columns have the same name")]
        for keys, what in ((A_KEYS, "a"), (B_KEYS, "b"), (VALUE_KEYS, "value")):
            if not set(keys) & set(names):
                return [], [Flaw(1, f"no column '{what}': the header names the columns a, b and value")]
        entries: list[RawEntry] = []
        flaws: list[Flaw] = []
        for row in reader:
            if not row:
                continue
            if len(row) != len(names):
                flaws.append(Flaw(reader.line_num, f"{len(row)} fields where the header has {len(names)}"))
                continue
            fields = {name: value.strip() for name, value in zip(names, row, strict=True) if value.strip()}
            _add(fields, f"line-{reader.line_num}", reader.line_num, entries, flaws)
    except csv.Error as error:
        return [], [Flaw(reader.line_num, f"not CSV: {error}")]
    return entries, flaws


def _add(row: Mapping[str, object], name: str, line: int, entries: list[RawEntry], flaws: list[Flaw]) -> None:
    try:
        fields = _fields(row)
    except _BadRow as error:
        flaws.append(Flaw(line, str(error)))
        return
    entries.append(RawEntry(line, {"id": name, **fields}))


def _fields(row: Mapping[str, object]) -> dict[str, object]:
    value = _one(row, VALUE_KEYS, "value")
    if not isinstance(value, str) or not value.strip():
        raise _BadRow(f"the value must be text, such as 4/pi, not {kind_of(value)}")
    kept: dict[str, object] = {key: str(row[key]) for key in ("id", "source", "expect") if key in row}
    tags = row.get("tags")
    if tags is not None:
        kept["tags"] = tags if isinstance(tags, list) else str(tags).split()
    known = {*A_KEYS, *B_KEYS, *VALUE_KEYS, *_OTHER_KEYS}
    other = {key: item for key, item in row.items() if key not in known}
    a, b = (polynomial_text(_one(row, keys, what), what) for keys, what in ((A_KEYS, "a"), (B_KEYS, "b")))
    if "\\" in value:
        raise _BadRow("the value is LaTeX: write it in the claim language, such as 4/pi")
    return {"claim": f"pcf({a}, {b}, n) = {value.strip().replace('**', '^')}", **kept, **other}


def _one(row: Mapping[str, object], keys: tuple[str, ...], what: str) -> object:
    found = [key for key in keys if key in row]
    if len(found) != 1:
        listed = ", ".join(found) if found else f"none of {', '.join(keys)}"
        raise _BadRow(f"one '{what}' is wanted, found {listed}")
    return row[found[0]]


def polynomial_text(value: object, what: str) -> str:
    """A polynomial in n as claim text, from its coefficients or from text; raises ValueError for anything else."""
    if isinstance(value, str) and value.strip().startswith("["):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError) as error:
            raise _BadRow(f"'{what}' is no list of coefficients: {str(value)[:60]}") from error
    if isinstance(value, str) and _NUMBERS.match(value.strip()):
        numbers = re.split(r"[ ,;]+", value.strip())
        if len(numbers) > 1 and not set(value) & set(",;") and set(value) & set("+-"):
            raise _BadRow(f"'{what}' is a difference or a list: write [{', '.join(numbers)}] or a polynomial in n")
        value = list(numbers)
    if isinstance(value, str) and "n" in value and _POLYNOMIAL.match(value.strip()):
        return value.strip().replace("**", "^")
    if not isinstance(value, list) or not value or len(value) > _MAX_COEFFICIENTS:
        raise _BadRow(f"'{what}' must be a list of coefficients from the highest power, or a polynomial in n")
    terms = [_term(coefficient, len(value) - 1 - place, what) for place, coefficient in enumerate(value)]
    text = " + ".join(term for term in terms if term) or "0"
    return text.replace("+ -", "- ")


def _term(coefficient: object, power: int, what: str) -> str:
    text = str(coefficient) if isinstance(coefficient, (int, str)) and not isinstance(coefficient, bool) else ""
    if not _INTEGER.match(text):
        raise _BadRow(f"the coefficients of '{what}' are integers or fractions, not {coefficient!r}")
    text = text.lstrip("+")
    if not text.strip("-0"):
        return ""
    if not power:
        return text
    letter = "n" if power == 1 else f"n^{power}"
    return {"1": letter, "-1": f"-{letter}"}.get(text, f"{text}*{letter}")
