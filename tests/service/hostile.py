"""A judge with misbehaving claims beside the real ones: imported by the workers of servers under test.

The name that a claim speaks of says what its judgement does; every other claim is judged properly.
"""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from flint import arb, ctx, fmpz

from probatum.verifiers.judge import judge as judged_properly
from probatum.verifiers.language import Claim
from probatum.verifiers.verdict import Event, Options, Standing, Status, Verdict

SEARCH = "search_"
"""What a name begins with when the misbehaviour is that of the search for a proof."""

PROVED = "proved_"
"""What a name begins with when it is that of enclosing what is proved to many digits."""

GATE = "PROBATUM_JUDGE_GATE"
"""The environment variable that names the FIFO at which `gate = 1` waits."""

READABLE = "PROBATUM_JUDGE_READABLE"
"""The environment variable with what a judge may read besides Python itself."""


def _endless_flint_call() -> None:
    ctx.prec = 3 * 10**9  # one call, for hours, that holds the interpreter lock
    arb.pi()


def _python_memory() -> None:
    hoard = [bytearray(1 << 20)]
    while True:
        hoard.append(bytearray(1 << 24))


def _flint_memory() -> None:
    _ = fmpz(2) ** (1 << 36)  # 8 GiB; GMP aborts


def _recursion() -> None:
    _recursion()


def _fault() -> None:
    raise ZeroDivisionError("a fault in the mathematics")


def _gate() -> None:
    with open(os.environ[GATE], "rb") as fifo:
        fifo.read()


def _hoard_and_answer() -> None:
    _ = bytearray(300 << 20)


def _slow_to_die() -> None:
    _ = b"x" * (1 << 30)  # what the kernel takes a while to clear away
    _endless_flint_call()


def _descriptors() -> None:
    """Fails where more is open than the standard streams, the socket and the board."""
    found = 0
    for number in range(3, 64):
        with suppress(OSError):
            os.fstat(number)
            found += 1
    if found > 3:
        raise AssertionError(f"{found} descriptors came with the fork")


def _environment() -> None:
    if "A_SECRET" in os.environ:
        raise AssertionError("the environment of the server has come with the fork")


def _own_file() -> None:
    with open(os.path.join(os.environ["TMPDIR"], "written"), "w") as file:
        file.write("x")


BEHAVIOURS: Mapping[str, Callable[[], object]] = {
    "endless": _endless_flint_call,
    "python_memory": _python_memory,
    "flint_memory": _flint_memory,
    "aborting": os.abort,
    "segfault": lambda: os.kill(os.getpid(), signal.SIGSEGV),
    "leaving": lambda: os._exit(3),
    "recursion": _recursion,
    "fault": _fault,
    "gate": _gate,
    "hoard": _hoard_and_answer,
    "slow_to_die": _slow_to_die,
    "tcp": lambda: socket.create_connection(("127.0.0.1", 9)),
    "datagram": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
    "unix_socket": lambda: socket.socket(socket.AF_UNIX),
    "program": lambda: os.execv("/bin/true", ["true"]),
    "foreign_file": lambda: Path("/etc/passwd").read_bytes(),
    "own_file": _own_file,
    "other_process": lambda: os.kill(int(os.environ["PROBATUM_JUDGE_VICTIM"]), 0),
    "descriptors": _descriptors,
    "environment": _environment,
    "chatter": lambda: os.write(2, b"x" * (1 << 20)),
}


def judge(claim: str | Claim, options: Options, observe: Callable[[Event], None] | None = None) -> Verdict:
    """Misbehave as the claim's left side says, then judge it properly.

    With `search_` before the name, only once a verdict stands, as in the search for a proof; with `proved_`, once
    a proof stands, as when its sides are enclosed to more digits.
    """
    text = claim if isinstance(claim, str) else claim.text
    name = text.partition(" ")[0]
    if name.startswith(SEARCH) and isinstance(claim, Claim) and observe is not None:
        supported = Verdict(Status.SUPPORTED, claim.text, claim.sha256, digits=50, notes=("evidence",))
        observe(Standing(supported))
    if name.startswith(PROVED) and observe is not None:
        observe(Standing(judged_properly("sqrt(2)*sqrt(3) = sqrt(6)", options)))
    BEHAVIOURS.get(name.removeprefix(SEARCH).removeprefix(PROVED), lambda: None)()
    return judged_properly(claim, options, observe)
