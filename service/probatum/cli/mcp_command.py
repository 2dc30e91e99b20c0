"""`probatum mcp`: the verdict service as tools of the Model Context Protocol."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from typing import Annotated

import typer

from probatum.cli.connection import ServerOption, opened_async
from probatum.cli.exit_codes import ExitCode
from probatum.cli.printing import print_error
from probatum.client import AsyncClient


def mcp(
    server: ServerOption = "",
    workers: Annotated[int, typer.Option(min=1, max=64, help="Claims judged at a time by the embedded service.")] = 2,
) -> None:
    """Serve the tools verify, explain, identify and recheck on standard input and output, for language models.

    It speaks the Model Context Protocol and ends when its input closes. docs/mcp.md shows how clients start it.

    Exit codes: 0 the input closed; 2 wrong usage; 3 there is no service to ask, or the extra `mcp` is missing; 130
    interrupted.
    """
    try:
        from probatum.cli.tools import tool_server  # the protocol: only for those who speak it
    except ImportError as error:
        print_error(f"tools need {error.name}: pip install 'probatum[mcp,service]'")
        raise typer.Exit(ExitCode.SERVICE_FAILURE) from error

    def opening() -> AbstractAsyncContextManager[AsyncClient]:
        return opened_async(server, workers)

    tool_server(opening).run()
