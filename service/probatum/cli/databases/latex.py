r"""LaTeX: claims in the claim language as arguments of `\claim{...}`, with an optional name: `\claim[zeta-2]{...}`."""

from __future__ import annotations

import re
from typing import Final

from probatum.cli.databases.entry import Flaw, RawEntry

_START: Final = re.compile(r"(?<!command)(?<!command\*)\\claim(?![A-Za-z@*])[ \t]*(?:\[(?P<id>[^\]\n]*)\])?\s*\{")
_COMMENT: Final = re.compile(r"(?<!\\)((?:\\\\)*)%.*")
_ESCAPED: Final = re.compile(r"\\([_^{}#%&$])")


def read_latex(text: str) -> tuple[list[RawEntry], list[Flaw]]:
    r"""The claims of the `\claim` commands; one without a name is named by its line, as in `line-12`.

    Comments are left out, braces inside an argument must balance, and `\_`, `\^`, `\%` and their like stand for the
    character: a document can define `\claim` to typeset its argument as it likes.
    """
    bare = "\n".join(_COMMENT.sub(r"\1", line) for line in text.split("\n"))
    entries: list[RawEntry] = []
    flaws: list[Flaw] = []
    for found in _START.finditer(bare):
        line = bare.count("\n", 0, found.start()) + 1
        argument = _argument(bare, found.end())
        if argument is None:
            flaws.append(Flaw(line, r"the argument of \claim has no closing brace"))
            continue
        claim = " ".join(_ESCAPED.sub(r"\1", argument).split())
        name = (found["id"] or "").strip() or f"line-{line}"
        if found["id"] is None and any(entry.line == line for entry in entries):
            name += f"-{sum(entry.line == line for entry in entries) + 1}"
        entries.append(RawEntry(line, {"id": name, "claim": claim}))
    return entries, flaws


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
