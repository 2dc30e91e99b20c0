r"""LaTeX: claims as arguments of `\claim{...}` and as display equations labelled `\label{claim:..}`.

The argument of `\claim` is in the claim language, or in LaTeX when there is a command in it (or it stands in dollar
signs); an equation with such a label is a claim in LaTeX. Comments `% meanings: catalan` say what symbols mean, and one
`% claim: {"expect": "PROVED"}` on the line before an equation gives other keys of its entry.
"""

from __future__ import annotations

import json
import re
from typing import Final

from probatum.cli.databases.entry import Flaw, RawEntry

__all__ = ["formula", "is_latex", "meanings_in", "read_latex"]

_START: Final = re.compile(r"(?<!command)(?<!command\*)\\claim(?![A-Za-z@*])[ \t]*(?:\[(?P<id>[^\]\n]*)\])?\s*\{")
_COMMENT: Final = re.compile(r"(?<!\\)((?:\\\\)*)%.*")
_ESCAPED: Final = re.compile(r"\\([_^{}#%&$])")
_COMMAND: Final = re.compile(r"\\(?:[A-Za-z]+|[,;:!()\[\]])")
_MEANINGS: Final = re.compile(r"(?:%|<!--)\s*meanings:\s*(?P<names>[\w, ]+?)\s*(?:-->|$)", re.MULTILINE)
_EQUATION: Final = re.compile(
    r"\\begin\{(?P<name>equation|align|gather|multline|eqnarray|displaymath|dmath)(?P<star>\*?)\}"
    r"(?P<body>.*?)\\end\{(?P=name)(?P=star)\}",
    re.DOTALL,
)
_DETAILS: Final = re.compile(r"\s*%\s*claim:\s*(?P<object>\{.*\})\s*\Z")
_LABEL: Final = re.compile(r"\\label\{claim:(?P<id>[^}\n]+)\}")


def read_latex(text: str) -> tuple[list[RawEntry], list[Flaw]]:
    r"""The claims of the `\claim` commands and the labelled equations, in the order of the text.

    One without a name is named by its line, as in `line-12`. Comments are left out, braces inside an argument must
    balance, and in the claim language `\_`, `\^`, `\%` and their like stand for the character: a document can define
    `\claim` to typeset its argument as it likes.
    """
    meanings = meanings_in(text)
    bare = "\n".join(_COMMENT.sub(r"\1", line) for line in text.split("\n"))
    found = [*_commands(bare, meanings), *_equations(bare, text.split("\n"), meanings)]
    entries = [item for item in found if isinstance(item, RawEntry)]
    return sorted(entries, key=lambda entry: entry.line), [item for item in found if isinstance(item, Flaw)]


def is_latex(claim: str) -> bool:
    """Whether a claim is LaTeX: it stands in dollar signs or has a command in it, as no text of the language has."""
    return claim.strip().startswith("$") or _COMMAND.search(claim) is not None


def meanings_in(text: str) -> list[str]:
    """The functions and constants that comments name as the meanings of symbols."""
    return [name for match in _MEANINGS.finditer(text) for name in re.split(r"[ ,]+", match["names"]) if name]


def formula(claim: str, meanings: list[str]) -> dict[str, object]:
    """The keys of an entry with a claim in LaTeX."""
    return {"latex": claim, **({"meanings": meanings} if meanings else {})}


def _commands(bare: str, meanings: list[str]) -> list[RawEntry | Flaw]:
    items: list[RawEntry | Flaw] = []
    lines: dict[int, int] = {}
    for found in _START.finditer(bare):
        line = bare.count("\n", 0, found.start()) + 1
        column = found.end() - (bare.rfind("\n", 0, found.end()) + 1) + 1
        argument = _argument(bare, found.end())
        if argument is None:
            items.append(Flaw(line, r"the argument of \claim has no closing brace", column))
            continue
        unescaped = " ".join(_ESCAPED.sub(r"\1", argument).split())
        fields = formula(argument.strip(), meanings) if is_latex(_ESCAPED.sub("", argument)) else {"claim": unescaped}
        name = (found["id"] or "").strip() or f"line-{line}"
        if found["id"] is None:
            lines[line] = lines.get(line, 0) + 1
            name += f"-{lines[line]}" if lines[line] > 1 else ""
        items.append(RawEntry(line, {"id": name, **fields}, column=column))
    return items


def _equations(bare: str, lines: list[str], meanings: list[str]) -> list[RawEntry | Flaw]:
    items: list[RawEntry | Flaw] = []
    for found in _EQUATION.finditer(bare):
        label = _LABEL.search(found["body"])
        if label is None:
            continue
        line = bare.count("\n", 0, found.start()) + 1
        try:
            details = _details(lines[line - 2]) if line > 1 else {}
        except ValueError as error:
            items.append(Flaw(line - 1, f"the comment before the equation holds no JSON object: {error}"))
            continue
        fields = {**formula(found.group(), meanings), **details}
        items.append(RawEntry(line, {"id": label["id"].strip(), **fields}, column=1))
    return items


def _details(line: str) -> dict[str, object]:
    """The keys of the entry that a comment `% claim: {..}` gives; raises ValueError."""
    match = _DETAILS.match(line)
    if match is None:
        return {}
    try:
        found = json.loads(match["object"])
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(found, dict) or not found.keys().isdisjoint({"id", "claim", "latex", "field", "steps"}):
        raise ValueError("the keys of an entry without its id and claim are wanted")
    return found


def _argument(text: str, start: int) -> str | None:
    """The text from `start` to the brace that closes it; None without one."""
    depth, place = 1, start
    while place < len(text):
        character = text[place]
        if character == "\\":
            place += 2
            continue
        depth += {"{": 1, "}": -1}.get(character, 0)
        if not depth:
            return text[start:place]
        place += 1
    return None
