"""Markdown: claims in fenced blocks with the info string `probatum`, one claim a line or a YAML list of entries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from probatum.cli.databases.entry import Flaw, RawEntry
from probatum.cli.databases.yaml_list import read_yaml

_FENCE: Final = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^`]*?)[ \t]*\Z")
"""An opening fence (CommonMark 0.31, section 4.5)."""

_Lines = list[tuple[int, str]]
"""Numbered lines, from 1."""


def read_markdown(text: str) -> tuple[list[RawEntry], list[Flaw]]:
    """The claims of the `probatum` blocks; a claim on a line of its own is named by that line, as in `line-12`.

    A block whose first line starts with `- ` or a comment before one is read as YAML. In the others a line is a claim,
    and blank lines and those that start with `#` are none.
    """
    entries: list[RawEntry] = []
    flaws: list[Flaw] = []
    for opening, block, closed in _blocks(text):
        if not closed:
            flaws.append(Flaw(opening, "the block that starts here is not closed"))
        meant = [(number, line.strip()) for number, line in block if line.strip() and not line.lstrip().startswith("#")]
        if meant and meant[0][1].startswith("- "):
            _add_yaml(opening, block, entries, flaws)
        else:
            entries += [RawEntry(number, {"id": f"line-{number}", "claim": claim}) for number, claim in meant]
    return entries, flaws


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
