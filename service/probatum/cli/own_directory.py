"""`.probatum/`, where `check` keeps what it knows from one run to the next; git ignores it, and it may be deleted."""

from __future__ import annotations

from pathlib import Path
from typing import Final

__all__ = ["OWN", "own_directory"]

OWN: Final = Path(".probatum")
"""Below the working directory."""


def own_directory() -> Path:
    """The directory, made where it is missing. Raises OSError where nothing can be written."""
    OWN.mkdir(exist_ok=True)
    ignored = OWN / ".gitignore"
    if not ignored.exists():
        ignored.write_text("*\n", "utf-8")
    return OWN
