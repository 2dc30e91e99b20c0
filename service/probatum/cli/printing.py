"""How text from databases and services reaches a terminal: escaped, and coloured by status."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Mapping
from typing import TextIO

from rich.console import Console
from rich.text import Text

STATUS_STYLES: Mapping[str, str] = {
    "PROVED": "bold green",
    "SUPPORTED": "green",
    "CONDITIONAL": "bold cyan",
    "UNDECIDED": "bold yellow",
    "REFUTED": "bold red",
    "INVALID": "bold magenta",
}


def console_for(out: TextIO) -> Console:
    """A console that colours on a terminal only and never breaks lines: file names and claims stay searchable."""
    return Console(file=out, soft_wrap=True, highlight=False, markup=False, emoji=False)


def print_error(message: str, place: str = "", kind: str = "error") -> None:
    """One line on the error stream: `place: error: message`, or of another kind."""
    start = Text(printable(place) + ": " if place else "probatum: ")
    console_for(sys.stderr).print(
        Text.assemble(start, (f"{kind}: ", "bold red" if kind == "error" else "yellow"), printable(message))
    )


def print_note(message: str) -> None:
    """One dim line on the error stream."""
    console_for(sys.stderr).print(Text(printable(message), style="dim"))


def printable(text: str) -> str:
    """The text with control characters written as escapes, so that it cannot command the terminal."""
    return "".join(_escaped(character) for character in text)


def _escaped(character: str) -> str:
    # Cc: C0 and C1 controls; Cf: among others the marks that reverse the direction of text; Cs: lone surrogates.
    if unicodedata.category(character) in ("Cc", "Cf", "Cs"):
        return character.encode("unicode_escape", "surrogatepass").decode("ascii")
    return character


def status_text(status: str) -> Text:
    """A status in its colour."""
    return Text(status, style=STATUS_STYLES.get(status, "bold"))
