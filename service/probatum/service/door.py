"""Another way in than gRPC: it comes to the same servicers, through a gate that asks for the same tokens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from probatum.service.archive_servicer import ArchiveServicer
from probatum.service.config import ServerConfig
from probatum.service.gate import Gate
from probatum.service.notation_servicer import NotationServicer
from probatum.service.servicer import VerdictServicer

__all__ = ["Door", "Hall", "Opening"]


@dataclass(frozen=True, slots=True)
class Hall:
    """What lies behind a door: the settings, the gate to pass, and who answers."""

    config: ServerConfig
    gate: Gate
    verdicts: VerdictServicer
    notation: NotationServicer
    archive: ArchiveServicer


class Door(Protocol):
    """A way in, opened once the server answers and closed when it ends."""

    def bind(self) -> None:
        """Take the address; raises RuntimeError or OSError when it cannot be had."""

    async def open(self) -> None:
        """Begin to let calls in."""

    async def close(self) -> None:
        """Let nobody in any more, and end what is not finished; nothing happens when it is closed."""


Opening: TypeAlias = Callable[[Hall], Door]
"""What makes a door."""
