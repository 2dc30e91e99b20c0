"""Where claims are judged: on this machine, or on the nodes of a Ray cluster. One table, and one interface.

An engine is a program that the server starts with a control socket, and that speaks the frames of
`probatum.service.frames` on it: it says how many claims it can judge at a time (`CORES`), what its judge is (`READY`)
and what workers are kept from (`CONFINED`), and obeys two orders. `SPAWN` brings a socket, a board and an error stream;
behind them is a worker, which takes claims, sends their events and verdicts, and whose board says what it is at. `KILL`
ends a worker at once, whatever it is doing. The end of each worker is reported (`EXITED`), whoever ended it. Everything
ends when the control socket closes.

Queue, turns of callers, deadlines, what is begun again and the verdicts on what is not are the pool's, which knows no
engine.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Final

from probatum.service.config import ServerConfig
from probatum.service.frames import LOST
from probatum.service.nursery_start import PASSED_ON, limits

__all__ = ["ENGINES", "Engine", "EngineError", "engine_of"]


class EngineError(RuntimeError):
    """The process that workers come from could not be started."""


@dataclass(frozen=True, slots=True)
class Engine:
    """How an engine is started, and how far it is from here.

    `module` is the program, `arguments` gives what it is told besides the judge, `passed_on` matches the variables of
    the environment that it sees, `failure` says what it means that it does not start. A worker is sent as much work
    ahead as takes about `ahead_s`, at most `max_ahead` claims; after `dawdle_s` on one claim those behind it are given
    to others. `orphaned` is the wait status of workers whose engine died.
    """

    module: str
    arguments: Callable[[ServerConfig], tuple[str, ...]]
    passed_on: str
    failure: Callable[[ServerConfig], str]
    ahead_s: float
    max_ahead: int
    dawdle_s: float
    orphaned: int


def _local_arguments(config: ServerConfig) -> tuple[str, ...]:
    return limits(config.memory_limit_bytes, config.recycle_bytes)


def _ray_arguments(config: ServerConfig) -> tuple[str, ...]:
    return (*_local_arguments(config), "--address", config.ray_address, "--workers", str(config.workers))


ENGINES: Final[Mapping[str, Engine]] = {
    "local": Engine(
        module="probatum.service.nursery",
        arguments=_local_arguments,
        passed_on=PASSED_ON,
        failure=lambda config: f"the judge {config.judge} could not be loaded",
        ahead_s=0.01,
        max_ahead=64,
        dawdle_s=0.05,
        orphaned=signal.SIGKILL,  # by the kernel
    ),
    "ray": Engine(
        module="probatum.service.ray_nursery",
        arguments=_ray_arguments,
        # Ray's own variables say how to reach the cluster, and with which credentials.
        passed_on=rf"{PASSED_ON}|RAY_\w+",
        failure=lambda config: f"no judge {config.judge} could be had from Ray at {config.ray_address}",
        # A task costs some milliseconds of processor time, whatever is in it.
        ahead_s=0.2,
        max_ahead=256,
        dawdle_s=0.2,
        orphaned=LOST,
    ),
}


def engine_of(config: ServerConfig) -> Engine:
    """The engine that is asked for; raises EngineError when what it needs is not installed."""
    if config.engine == "ray" and find_spec("ray") is None:
        raise EngineError("the engine ray needs Ray: pip install 'probatum[ray]'")
    return ENGINES[config.engine]
