"""The formats that databases are written in, in one table: how an entry is written, and what stands around the entries.

What was written is read again by the reader of the format: an entry that does not come back as it was is left out, or
written with a word about what is missing.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ruamel.yaml import YAML

from probatum.cli.databases import Entry
from probatum.cli.databases.reading import read_text
from probatum.cli.exchange.entries import claim_of, difference, mapping_of
from probatum.cli.exchange.fungrim_writer import Unsayable, fungrim_claim
from probatum.service.exchange import ClaimError, claim_in_latex, claim_in_sympy, expression_text

__all__ = ["FORMATS", "Format", "Missing", "exported"]


@dataclass(frozen=True, slots=True)
class Missing:
    """An entry that a format cannot say, or not all of it: `left_out` when it is not written at all."""

    entry: Entry
    reason: str
    left_out: bool


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the text of one entry (raises Unsayable), the frame, and the suffix under which it is read again."""

    written: Callable[[Entry], str]
    framed: Callable[[Sequence[str]], str]
    suffix: str
    reads_back: bool = True


def exported(entries: Sequence[Entry], name: str) -> tuple[str, list[Missing]]:
    """The database in a format, and what it lacks there."""
    chosen = FORMATS[name]
    parts: list[str] = []
    missing: list[Missing] = []
    for entry in entries:
        try:
            part = chosen.written(entry)
            lack = _lack(entry, chosen, part) if chosen.reads_back else ""
        except (Unsayable, ClaimError, ValueError) as error:
            missing.append(Missing(entry, str(error), left_out=True))
            continue
        if lack and not lack.startswith("without "):
            missing.append(Missing(entry, lack, left_out=True))
            continue
        if lack:
            missing.append(Missing(entry, f"written {lack}", left_out=False))
        parts.append(part)
    return chosen.framed(parts), missing


def _lack(entry: Entry, chosen: Format, part: str) -> str:
    found = read_text(Path(f"entry{chosen.suffix}"), chosen.framed([part]).encode("utf-8", "surrogatepass"))
    if len(found.entries) != 1 or found.flaws or found.passed_over:
        wrong = [flaw.message for flaw in (*found.flaws, *found.passed_over)]
        return f"it does not read back: {'; '.join(wrong) or 'no entry is found'}"
    return difference(entry, found.entries[0])


# -- YAML and JSON lines
def _yaml(entry: Entry) -> str:
    out = io.StringIO()
    writer = YAML(typ="safe", pure=True)
    writer.default_flow_style = False
    writer.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    writer.allow_unicode = True
    writer.width = 1_000_000
    writer.dump([mapping_of(entry)], out)
    return out.getvalue()


def _json_line(entry: Entry) -> str:
    return json.dumps(mapping_of(entry)) + "\n"


# -- documents
_PLAIN_ID: Final = re.compile(r"[^\\{}%#~^$&\s][^\\{}%#~^$&\n]*\Z")


def _details(entry: Entry, meanings: Sequence[str] = ()) -> str:
    kept = {key: value for key, value in mapping_of(entry).items() if key not in ("id", "claim", "latex", "meanings")}
    return json.dumps(kept | ({"meanings": list(meanings)} if meanings else {}))


def _latex(entry: Entry) -> str:
    if not _PLAIN_ID.match(entry.id):
        raise Unsayable("the id has characters that mean something else in LaTeX")
    formula, meanings = claim_in_latex(claim_of(entry))
    label = f"\\begin{{equation}}\\label{{claim:{entry.id}}}"
    return f"% claim: {_details(entry, meanings)}\n{label}\n{formula}\n\\end{{equation}}\n"


_LATEX_HEAD: Final = r"""\documentclass{article}
\usepackage{amsmath,amssymb}
\begin{document}
"""


def _markdown(entry: Entry) -> str:
    try:
        formula = f"\n$$\n{claim_in_latex(claim_of(entry))[0]}\n$$\n"
    except (ClaimError, ValueError):
        formula = ""  # what is not well-formed is shown as its text
    return f"## {entry.id}\n{formula}\n```probatum\n{_yaml(entry)}```\n"


# -- Python
def _python(entry: Entry) -> str:
    claim = claim_of(entry)
    conditions = [expression_text(condition) for condition in claim.conditions]
    kept = {key: value for key, value in mapping_of(entry).items() if key not in ("id", "claim", "latex", "meanings")}
    return (
        f"        {{\n            'id': {entry.id!r},\n            'relation': {claim_in_sympy(claim)},\n"
        f"            'conditions': {conditions!r},\n            'claim': {claim.text!r},\n"
        f"            **{kept!r},\n        }},\n"
    )


_PYTHON_HEAD: Final = '''"""Formulas as SymPy objects; `conditions` and `claim` are text in the claim language."""

from sympy import *  # noqa: F403

with evaluate(False):
    CLAIMS = [
'''


# -- tables and Fungrim
_COLUMNS: Final = ("id", "a", "b", "value", "expect", "source", "tags")


def _pcf_row(entry: Entry) -> str:
    claim = claim_of(entry)
    left = claim.proposition.args[0] if claim.proposition.head == "=" else None
    if left is None or left.head != "pcf" or claim.conditions:
        raise Unsayable("it is no continued fraction with its value")
    a, b, index = left.args
    if index.name != "n":
        raise Unsayable(f"the index of the continued fraction is {index.name}, not n")
    values = {
        "id": entry.id, "a": expression_text(a), "b": expression_text(b),
        "value": expression_text(claim.proposition.args[1]), "expect": str(entry.expect or ""), "source": entry.source,
        "tags": " ".join(entry.tags),
    }  # fmt: skip
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([values[column] for column in _COLUMNS])
    return out.getvalue()


def _fungrim(entry: Entry) -> str:
    references = f",\n    References({json.dumps(entry.source)})" if entry.source else ""
    return f"make_entry(ID({json.dumps(entry.id)}),\n    {fungrim_claim(claim_of(entry))}{references})\n"


FORMATS: Final[dict[str, Format]] = {
    "yaml": Format(_yaml, "".join, ".yaml"),
    "jsonl": Format(_json_line, "".join, ".jsonl"),
    "latex": Format(_latex, lambda parts: _LATEX_HEAD + "\n".join(parts) + "\\end{document}\n", ".tex"),
    "markdown": Format(_markdown, lambda parts: "# Formulas\n\n" + "\n".join(parts), ".md"),
    "python": Format(_python, lambda parts: _PYTHON_HEAD + "".join(parts) + "    ]\n", ".py", reads_back=False),
    "csv": Format(_pcf_row, lambda parts: ",".join(_COLUMNS) + "\n" + "".join(parts), ".csv"),
    "fungrim": Format(_fungrim, lambda parts: "from ..expr import *\n\n" + "\n".join(parts), ".py"),
}
"""The formats by the names that `--to` takes."""
