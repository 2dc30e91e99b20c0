"""`python -m probatum.service`: a server in the foreground.

One line on standard output, `listening on ADDRESS`, says that it answers. SIGTERM drains it.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from dataclasses import fields, replace

from probatum.service.config import ServerConfig
from probatum.service.logs import configure_logs
from probatum.service.server import serve

_TYPES = {"int": int, "float": float, "str": str}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m probatum.service", description="Serve verdicts over gRPC.")
    defaults = ServerConfig()
    for each in fields(ServerConfig):
        option = f"--{each.name.replace('_', '-')}"
        default = getattr(defaults, each.name)
        if each.type == "bool":
            parser.add_argument(option, action=argparse.BooleanOptionalAction, default=default)
        else:
            parser.add_argument(option, type=_TYPES[str(each.type)], default=default, help=f"default: {default}")
    parser.add_argument("--until-stdin-closes", action="store_true", help="end when standard input does, at once")
    return parser.parse_args()


async def _serve(config: ServerConfig, until_stdin_closes: bool) -> None:
    stop = asyncio.Event()
    if until_stdin_closes:
        config = replace(config, drain_grace_s=0.0)
        asyncio.get_running_loop().add_reader(sys.stdin.fileno(), _stop_at_end_of_input, stop)
    await serve(config, lambda address: print(f"listening on {address}", flush=True), stop)


def _stop_at_end_of_input(stop: asyncio.Event) -> None:
    if not os.read(sys.stdin.fileno(), 4096):
        stop.set()


def main() -> int:
    """Run the command line; returns the exit code."""
    arguments = _arguments()
    try:
        config = ServerConfig(**{each.name: getattr(arguments, each.name) for each in fields(ServerConfig)})
    except ValueError as error:
        print(f"probatum.service: {error}", file=sys.stderr)
        return 2
    configure_logs(config.log_format)
    try:
        asyncio.run(_serve(config, arguments.until_stdin_closes))
    except (RuntimeError, OSError) as error:
        print(f"probatum.service: {error}", file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
