"""A million hostile inputs: `make fuzz`, or `python benchmarks/fuzzing.py --inputs 10000 --seed 3`.

Parsers of claims (text and LaTeX), the reader and checker of certificates, decoders of messages and of stored lines are
given texts and bytes made from good ones: pieces changed, doubled, left out, exchanged between two, nested deeply, and
random ones. Each input is answered or refused with the errors that are documented, within the memory of a worker; the
longest time is told. Anything else is a fault: the target is named, and the number of the input, by which it is made
again. What the service does with such bytes on the wire is in tests/service/test_fuzzing.py.
"""

from __future__ import annotations

import argparse
import faulthandler
import itertools
import json
import multiprocessing
import os
import random
import resource
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from google.protobuf.message import DecodeError
from ruamel.yaml import YAML

from probatum.service import requests
from probatum.service.config import ServerConfig
from probatum.service.frames import Decoder
from probatum.service.store.lines import verdict_of_line
from probatum.v1.field_pb2 import MatrixField
from probatum.v1.job_service_pb2 import CreateJobRequest
from probatum.v1.verdict_pb2 import Options as WireOptions
from probatum.v1.verdict_pb2 import Verdict as WireVerdict
from probatum.v1.verdict_service_pb2 import RecheckRequest, VerifyRequest
from probatum.verifiers import Options, judge
from probatum.verifiers.certificates.documents import canonical, verdict_document
from probatum.verifiers.language import ClaimError, claim_latex, parse_claim, read_latex
from probatum.verifiers.recheck import outcome, verdicts_in

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
LONGEST_S = 1.0
MEMORY_BYTES = 2 << 30
BATCH = 500
CONFIG = ServerConfig()

Input = bytes


@dataclass(frozen=True)
class Target:
    """What inputs are given to; `share` of all of them. `errors` are the refusals that are documented.

    A certificate may ask for any amount of arithmetic, and is checked in a process that is stopped at a deadline: for
    it, and nothing else, to be stopped is an answer (`stoppable`).
    """

    name: str
    share: float
    seeds: Callable[[], list[Input]]
    take: Callable[[Input], object]
    errors: tuple[type[Exception], ...]
    stoppable: bool = False

    @property
    def deadline_s(self) -> float:
        """When the process is stopped; longer than it takes on a busy machine, where that is a fault."""
        return LONGEST_S if self.stoppable else 20 * LONGEST_S


@cache
def claims() -> list[str]:
    """The formulas of the examples."""
    loader = YAML(typ="safe")
    entries = (entry for file in sorted(EXAMPLES.glob("*.yaml")) for entry in loader.load(file))
    return [entry["claim"] for entry in entries if "claim" in entry]


@cache
def documents() -> list[Input]:
    """Certificates of the shorter formulas of the examples, of every kind that these give."""
    found = []
    for text in sorted(claims(), key=len)[:150]:
        try:
            claim = parse_claim(text)
        except ClaimError:
            continue
        verdict = judge(claim, Options(digits=15, proof_effort=500))
        if verdict.certificate is not None:
            document = verdict_document(claim, verdict.status, verdict.certificate)
            found.append(canonical(document).encode())
    return found


def formulas() -> list[Input]:
    """The formulas of the examples as LaTeX."""
    found = []
    for text in claims():
        try:
            found.append(claim_latex(parse_claim(text)).encode())
        except ClaimError:
            continue
    return found


def messages() -> list[Input]:
    """Serialised requests and verdicts."""
    options = WireOptions(digits=50, seed=1, max_points=3)
    asked = [VerifyRequest(claim=text, options=options) for text in claims()]
    answered = [WireVerdict(claim=text, notes=[text, text]) for text in claims()]
    return [message.SerializeToString() for message in (*asked, *answered)]


def _decode(received: Input) -> None:
    for kind in (VerifyRequest, RecheckRequest, CreateJobRequest, MatrixField, WireVerdict):
        try:
            message: Any = kind.FromString(received)
        except DecodeError:
            continue
        if isinstance(message, VerifyRequest):
            requests.violations(message, CONFIG)
        elif isinstance(message, RecheckRequest):
            requests.recheck_violations(message)
    Decoder().feed(received)


def _recheck(received: Input) -> None:
    for document in verdicts_in(json.loads(received)):
        outcome(document)


TARGETS = (
    Target(
        "claims", 0.45, lambda: [text.encode() for text in claims()], lambda it: parse_claim(_text(it)), (ClaimError,)
    ),
    Target("LaTeX", 0.2, formulas, lambda it: read_latex(_text(it)), (ClaimError,)),
    Target("certificates", 0.15, documents, _recheck, (ValueError, RecursionError), stoppable=True),
    Target("messages", 0.15, messages, _decode, ()),
    Target("exports", 0.05, messages, lambda it: verdict_of_line(_text(it)), (ValueError,)),
)


def _text(received: Input) -> str:
    return received.decode("utf-8", "replace")


def made(seeds: Sequence[Input], number: int, seed: int) -> Input:
    """Input `number`: a good one that was spoiled in one to four ways."""
    chance = random.Random(f"{seed}/{number}")
    spoiled = chance.choice(seeds)
    for _ in range(chance.randint(1, 4)):
        spoiled = chance.choice(SPOILING)(spoiled, chance, seeds)
    return spoiled[:100_000]


def _cut(given: Input, chance: random.Random) -> tuple[int, int]:
    first = chance.randint(0, len(given))
    return first, min(len(given), first + chance.choice((1, 1, 2, 5, 20, 200)))


def _flip(given: Input, chance: random.Random, _seeds: Sequence[Input]) -> Input:
    if not given:
        return given
    place = chance.randrange(len(given))
    return given[:place] + bytes((given[place] ^ 1 << chance.randrange(8),)) + given[place + 1 :]


def _leave_out(given: Input, chance: random.Random, _seeds: Sequence[Input]) -> Input:
    first, last = _cut(given, chance)
    return given[:first] + given[last:]


def _repeat(given: Input, chance: random.Random, _seeds: Sequence[Input]) -> Input:
    first, last = _cut(given, chance)
    times = 1000 if chance.random() < RARE else chance.choice((2, 3, 10))
    return given[:first] + given[first:last] * times + given[last:]


def _splice(given: Input, chance: random.Random, seeds: Sequence[Input]) -> Input:
    other = chance.choice(seeds)
    first, last = _cut(other, chance)
    place = chance.randint(0, len(given))
    return given[:place] + other[first:last] + given[place:]


def _insert(given: Input, chance: random.Random, _seeds: Sequence[Input]) -> Input:
    place = chance.randint(0, len(given))
    return given[:place] + chance.choice(LONG if chance.random() < RARE else SHORT) + given[place:]


def _number(given: Input, chance: random.Random, _seeds: Sequence[Input]) -> Input:
    digits = [place for place, byte in enumerate(given) if 48 <= byte < 58]
    if not digits:
        return given
    place = chance.choice(digits)
    return given[:place] + str(chance.choice((0, -1, 2**31, 2**64, 10**40, 7))).encode() + given[place + 1 :]


def _noise(_given: Input, chance: random.Random, _seeds: Sequence[Input]) -> Input:
    return chance.randbytes(chance.choice((0, 1, 10, 100, 1000)))


SPOILING = (_flip, _leave_out, _repeat, _splice, _insert, _number, _noise)
RARE = 0.03
"""The share of pieces that are long: they take most of the time."""
LONG = (
    *(b"(" * 5000, b"[" * 5000, b"{" * 5000, b"-" * 5000, b"^9" * 3000, b"9" * 20_000, b"sin(" * 2000, b"1/" * 3000),
    *(b"\\frac{" * 2000, b"\\left(" * 500, b"\\cfrac{1}{1+" * 300, b'{"a":' * 2000, b"[" * 100_000),
)
SHORT = (
    *(b"\x00", b"\xff\xfe", "\u202e".encode(), "\u0660".encode(), "\U0001d7d9".encode(), b"\r\n", b"\t"),
    *(b"oo", b"for x in ", b" not in ", b"pcf(", b"sum(", b"e", b"i", b"0/0", b"__import__('os')"),
    *(b"\\", b"$", b"}", b"{", b"^(10^10)", b"!" * 50, b"=>", b"ulp(", b"\\frac{1}{", b"\\sum_{n=0}^"),
    *(b'{"step": "0"}', b'"', b"null", b"1e999", b"NaN", b"\\ud800"),
)


def work(name: str, seeds: list[Input], first: int, last: int, seed: int, place: Any, report: Any) -> None:
    """Give inputs to a target; a message for each batch with the longest time, and for what is not refused, why."""
    target = next(each for each in TARGETS if each.name == name)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    with open(os.devnull, "w") as nowhere:
        for begin in range(first, last, BATCH):
            longest, refused = 0.0, 0
            for number in range(begin, min(last, begin + BATCH)):
                received = made(seeds, number, seed)
                place.value = number
                # Ends the process even while FLINT holds the interpreter's lock, as a server does.
                faulthandler.dump_traceback_later(target.deadline_s, exit=True, file=nowhere)
                began = time.process_time()
                try:
                    target.take(received)
                except target.errors:
                    refused += 1
                except Exception as error:
                    report.send((number, f"{type(error).__name__}: {error}"[:300], 0.0, 0))
                    return
                longest = max(longest, time.process_time() - began)
            faulthandler.cancel_dump_traceback_later()
            report.send((number + 1, "", longest, refused))


@dataclass
class Tally:
    """What came of the inputs of a slice."""

    tried: int = 0
    refused: int = 0
    stopped: int = 0
    longest_s: float = 0.0
    faults: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Add another slice."""
        self.tried += other.tried
        self.refused += other.refused
        self.stopped += other.stopped
        self.longest_s = max(self.longest_s, other.longest_s)
        self.faults += other.faults


def tried(target: Target, seeds: list[Input], first: int, last: int, seed: int) -> Tally:
    """Try a slice in processes of their own; the next one begins after the input at which one was stopped."""
    context = multiprocessing.get_context("spawn")
    place, tally = context.Value("q", first, lock=False), Tally()
    while first < last and not tally.faults:
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=work, args=(target.name, seeds, first, last, seed, place, theirs))
        process.start()
        theirs.close()
        while first < last:
            try:
                number, fault, longest_s, refused = ours.recv()
            except EOFError:
                break
            tally.tried, first = tally.tried + number - first, number
            tally.refused, tally.longest_s = tally.refused + refused, max(tally.longest_s, longest_s)
            if fault:
                tally.faults.append(f"{target.name}, input {number}: {fault}")
                break
        process.join()
        if first < last and not tally.faults:
            if not target.stoppable:
                tally.faults.append(f"{target.name}, input {place.value}: the process ended with {process.exitcode}")
            tally.stopped += 1
            tally.tried, first = tally.tried + place.value + 1 - first, place.value + 1
    return tally


def main() -> int:
    """Run with the arguments of the process; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    for option, default in (("inputs", 1_000_000), ("seed", 0), ("processes", 2)):
        parser.add_argument(f"--{option}", type=int, default=default)
    arguments = parser.parse_args()
    began = time.monotonic()
    totals = {target.name: Tally() for target in TARGETS}
    with ThreadPoolExecutor(arguments.processes) as pool:
        for target in TARGETS:
            count, seeds = round(arguments.inputs * target.share), target.seeds()
            bounds = [count * part // arguments.processes for part in range(arguments.processes + 1)]
            slices = itertools.pairwise(bounds)
            for tally in pool.map(
                lambda part, t=target, s=seeds: tried(t, s, part[0], part[1], arguments.seed), slices
            ):
                totals[target.name].add(tally)
    for name, tally in totals.items():
        came = f"{tally.refused:8} refused, {tally.stopped:4} stopped at the deadline"
        print(f"{name:13} {tally.tried:8} inputs, {came}, longest {tally.longest_s * 1e3:6.0f} ms")
    faults = [fault for tally in totals.values() for fault in tally.faults]
    for fault in faults:
        print(fault)
    count = sum(tally.tried for tally in totals.values())
    print(f"{count} inputs in {time.monotonic() - began:.0f} s; faults: {len(faults)}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
