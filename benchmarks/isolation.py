"""A call timed in a process of its own, which is killed at a time limit: FLINT and GMP do not stop for a signal."""

from __future__ import annotations

import multiprocessing
import resource
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from time import perf_counter
from typing import Any, Final

from flint import arb, ctx, fmpz

__all__ = ["Outcome", "gp_outcome", "python_outcome"]

_REPEAT_S: Final = 0.2
"""A call is repeated until this much time has been spent; the least time counts."""

_MEMORY_BYTES: Final = 6 << 30

_GP_START_S: Final = 1.0
"""Time for gp to start and to print the number, added to its limit."""

_Parts = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A time and the number that was computed; `note` says why there is none."""

    time_s: float | None = None
    number: arb | None = None
    note: str = ""


def _timed(call: Callable[[], Any], once: bool) -> tuple[Any, float]:
    """What the call returns, and its least time, or its first."""
    begin = perf_counter()
    value = call()
    best = spent = perf_counter() - begin
    while spent < _REPEAT_S and not once:
        begin = perf_counter()
        value = call()
        time_s = perf_counter() - begin
        best, spent = min(best, time_s), spent + time_s
    return value, best


def _parts(number: arb) -> _Parts:
    """Midpoint and radius as integers, which pass between processes."""
    (mid, mid_exp), (rad, rad_exp) = number.mid().man_exp(), number.rad().man_exp()
    return (int(mid), int(mid_exp)), (int(rad), int(rad_exp))


def _ball(parts: _Parts) -> arb:
    mid, rad = (arb((fmpz(mantissa), fmpz(exponent))) for mantissa, exponent in parts)
    return arb(mid, rad)


def _answer(call: Callable[[], Any], number: Callable[[Any], arb], once: bool, sender: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    try:
        value, time_s = _timed(call, once)
        sender.send((time_s, _parts(number(value)), ""))
    except Exception as error:
        sender.send((None, None, f"{type(error).__name__}: {error}"))


def python_outcome(
    call: Callable[[], Any], number: Callable[[Any], arb], limit_s: float, *, once: bool = False
) -> Outcome:
    """The call in a forked process, cut off after `limit_s` seconds; `number` is not timed.

    `once` is for a call that keeps what it has computed.
    """
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_answer, args=(call, number, once, sender))
    child.start()
    sender.close()
    try:
        if not receiver.poll(limit_s):
            return Outcome(note="cut off")
        time_s, parts, note = receiver.recv()
    except EOFError:
        return Outcome(note="died")
    finally:
        child.kill()
        child.join()
    return Outcome(time_s, _ball(parts) if parts is not None else None, note)


_GP_SCRIPT: Final = """
default(parisizemax, "4G");
default(realprecision, {digits});
f() = {{ {expression} }};
{{
calls = 0;
begin = getwalltime();
until(getwalltime() - begin >= {repeat_ms}, value = f(); calls++);
print("=", getwalltime() - begin, ";", calls, ";", value * 1.);
}}
"""


def gp_outcome(expression: str, digits: int, limit_s: float) -> Outcome:
    """PARI/GP's mean time for an expression at that many digits, by its own clock."""
    script = _GP_SCRIPT.format(digits=digits, expression=expression, repeat_ms=int(_REPEAT_S * 1000))
    try:
        done = subprocess.run(
            ["gp", "-q", "-f"], input=script, capture_output=True, text=True, timeout=limit_s + _GP_START_S, check=False
        )
    except subprocess.TimeoutExpired:
        return Outcome(note="cut off")
    answers = [line for line in done.stdout.splitlines() if line.startswith("=")]
    if not answers:
        return Outcome(note=" ".join(done.stderr.split())[-200:])
    spent_ms, calls, value = answers[0][1:].split(";")
    with ctx.workdps(digits + 10):
        return Outcome(int(spent_ms) / int(calls) / 1000, arb(value.replace(" ", "")))
