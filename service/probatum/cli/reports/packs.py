"""Markup that a page keeps folded away: compressed in groups, and unfolded by its script when a reader asks.

A proof in MathML is twenty times as long as its zlib stream, and proofs resemble each other: those of one group share
a stream (RFC 1950), in base64 (RFC 4648), whose text is a JSON array of fragments.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple
from zlib import compress

__all__ = ["Packer", "Place"]

GROUP_CHARACTERS: Final = 600_000
"""Markup of one group: opening one of its fragments unpacks them all, within some milliseconds."""


class Place(NamedTuple):
    """Where a fragment is: the number of its group, and its position there, both from 0."""

    group: int
    position: int


@dataclass(slots=True)
class Packer:
    """Fragments of HTML, taken one at a time."""

    _groups: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _size: int = 0

    def put(self, fragment: str) -> Place:
        """Take a fragment, and say where it will be."""
        place = Place(len(self._groups), len(self._open))
        self._open.append(fragment)
        self._size += len(fragment)
        if self._size >= GROUP_CHARACTERS:
            self._close()
        return place

    def groups(self) -> Iterator[str]:
        """The groups in base64, by their numbers; to be asked for when all fragments have been put."""
        if self._open:
            self._close()
        yield from self._groups

    def _close(self) -> None:
        packed = compress(json.dumps(self._open, ensure_ascii=False).encode("utf-8", "surrogatepass"), 9)
        self._groups.append(b64encode(packed).decode())
        self._open, self._size = [], 0
