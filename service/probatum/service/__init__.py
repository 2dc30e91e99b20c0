"""The gRPC server: claims in, verdicts out, all mathematics in worker processes that can be killed.

`serve(ServerConfig(...))` runs a server until it is told to stop; `python -m probatum.service` does so from a shell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from probatum.service.config import ServerConfig
    from probatum.service.server import serve

__all__ = ["ServerConfig", "serve"]


def __getattr__(name: str) -> Any:
    # Lazy: the processes that judge import this package too, and must not load gRPC before they fork.
    if name == "serve":
        from probatum.service.server import serve

        return serve
    if name == "ServerConfig":
        from probatum.service.config import ServerConfig

        return ServerConfig
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
