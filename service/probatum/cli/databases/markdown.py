"""Markdown: claims in fenced blocks with the info string `probatum`, and marked `$$` blocks of LaTeX.

In a fenced block a line is a claim (in LaTeX when it stands in dollar signs), or the block is a YAML list of entries. A
`$$` block is a claim when a comment `<!-- claim -->` or `<!-- claim: name -->` stands on the line before it; a comment
`<!-- meanings: catalan -->` says what symbols mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from probatum.cli.databases.entry import Flaw, RawEntry
from probatum.cli.databases.latex import formula, is_latex, meanings_in
from probatum.cli.databases.yaml_list import read_yaml

_FENCE: Final = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^`]*?)[ \t]*\Z")
"""An opening fence (CommonMark 0.31, section 4.5)."""

_MARK: Final = re.compile(r"<!--\s*claim(?:\s*:\s*(?P<id>[^>\n]*?))?\s*-->[ \t]*(?=\r?\n|\$\$)")
_DISPLAY: Final = re.compile(r"\s*(?P<formula>\$\$.+?\$\$)", re.DOTALL)

_Lines = list[tuple[int, str]]
"""Numbered lines, from 1."""


def read_markdown(text: str) -> tuple[list[RawEntry], list[Flaw]]:
    """The claims of the `probatum` blocks and of marked formulas; one without a name is named by its line, `line-12`.

    A block whose first line starts with `- ` or a comment before one is read as YAML. In the others a line is a claim,
    and blank lines and those that start with `#` are none.
    """
    entries: list[RawEntry] = []
    flaws: list[Flaw] = []
    meanings = meanings_in(text)
    for opening, block, closed in _blocks(text):
        if not closed:
            flaws.append(Flaw(opening, "the block that starts here is not closed"))
        meant = [(number, line.strip()) for number, line in block if line.strip() and not line.lstrip().startswith("#")]
        if meant and meant[0][1].startswith("- "):
            _add_yaml(opening, block, entries, flaws)
        else:
            for number, claim in meant:
                fields = formula(claim, meanings) if is_latex(claim) else {"claim": claim}
                entries.append(RawEntry(number, {"id": f"line-{number}", **fields}))
    entries += _formulas(text, meanings, flaws)
    return sorted(entries, key=lambda entry: entry.line), flaws


def _formulas(text: str, meanings: list[str], flaws: list[Flaw]) -> Iterator[RawEntry]:
    """The marked `$$` blocks outside of fences."""
    fenced = _fenced_lines(text)
    for mark in _MARK.finditer(text):
        line = text.count("\n", 0, mark.start()) + 1
        if line in fenced:
            continue
        found = _DISPLAY.match(text, mark.end())
        if found is None:
            flaws.append(Flaw(line, "a comment <!-- claim --> stands on the line before a block $$ .. $$"))
            continue
        place = text.count("\n", 0, found.start("formula")) + 1
        yield RawEntry(
            place, {"id": (mark["id"] or "").strip() or f"line-{place}", **formula(found["formula"], meanings)}
        )


def _fenced_lines(text: str) -> set[int]:
    """The numbers of the lines inside of fenced blocks."""
    lines: set[int] = set()
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        found = _FENCE.match(line.rstrip("\r"))
        if fence:
            lines.add(number)
            if re.fullmatch(rf" {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*", line.rstrip("\r")):
                fence = ""
        elif found:
            fence = found["fence"]
    return lines


def _blocks(text: str) -> Iterator[tuple[int, _Lines, bool]]:
    """The `probatum` blocks: the line of the opening fence, the lines inside, and whether there is a closing fence."""
    opening, fence, wanted, inside = 0, "", False, list[tuple[int, str]]()
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.rstrip("\r")
        if not fence:
            found = _FENCE.match(bare)
            if found:
                opening, fence, inside = number, found["fence"], []
                wanted = found["info"].split()[:1] == ["probatum"]
        elif re.fullmatch(rf" {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*", bare):
            if wanted:
                yield opening, inside, True
            fence = ""
        else:
            inside.append((number, bare))
    if fence and wanted:
        yield opening, inside, False


def _add_yaml(opening: int, block: _Lines, entries: list[RawEntry], flaws: list[Flaw]) -> None:
    found, wrong = read_yaml("\n".join(line for _, line in block))
    for raw in found:
        key_lines = {key: line + opening for key, line in raw.key_lines.items()}
        entries.append(replace(raw, line=raw.line + opening, key_lines=key_lines))
    flaws += [Flaw(flaw.line + opening, flaw.message) for flaw in wrong]
