"""Python source that holds formulas: entries of Fungrim, continued fractions and matrix fields of ramanujantools."""

from __future__ import annotations

from probatum.cli.databases.entry import Flaw, RawEntry
from probatum.cli.databases.fungrim import fungrim_entries
from probatum.cli.databases.python_text import parsed_module
from probatum.cli.databases.ramanujan_tools import ramanujan_entries

__all__ = ["read_python"]


def read_python(text: str) -> tuple[list[RawEntry], list[Flaw]]:
    """The claims of a module, in the order of their lines; the module is not run."""
    try:
        module = parsed_module(text)
    except ValueError as error:
        return [], [Flaw(0, str(error))]
    entries, flaws = fungrim_entries(module)
    found, others = ramanujan_entries(module)
    return sorted([*entries, *found], key=lambda entry: entry.line), [*flaws, *others]
