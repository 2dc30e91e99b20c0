"""A million hostile inputs: `make fuzz`, or `python benchmarks/fuzzing.py --inputs 10000 --seed 3`.

Parsers of claims (text and LaTeX), the reader and checker of certificates, decoders of messages and of stored lines are
given texts and bytes made from good ones: pieces changed, doubled, left out, exchanged between two, nested deeply, and
random ones. Each input is answered or refused with the errors that are documented, within a second and within the
memory of a worker. Anything else ends the process that tries it, and names the target and the number of the input, by
which it is made again. What the service does with such bytes on the wire is in tests/service/test_fuzzing.py.
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import multiprocessing
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
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
    """What inputs are given to; `share` of all of them. `errors` are the refusals that are documented."""

    name: str
    share: float
    seeds: Callable[[], list[Input]]
    take: Callable[[Input], object]
    errors: tuple[type[Exception], ...]


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
    Target("certificates", 0.15, documents, _recheck, (ValueError, RecursionError)),
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
    return given[:first] + given[first:last] * chance.choice((2, 3, 10, 1000)) + given[last:]


def _splice(given: Input, chance: random.Random, seeds: Sequence[Input]) -> Input:
    other = chance.choice(seeds)
    first, last = _cut(other, chance)
    place = chance.randint(0, len(given))
    return given[:place] + other[first:last] + given[place:]


def _insert(given: Input, chance: random.Random, _seeds: Sequence[Input]) -> Input:
    place = chance.randint(0, len(given))
    return given[:place] + chance.choice(DICTIONARY) + given[place:]


def _number(given: Input, chance: random.Random, _seeds: Sequence[Input]) -> Input:
    digits = [place for place, byte in enumerate(given) if 48 <= byte < 58]
    if not digits:
        return given
    place = chance.choice(digits)
    return given[:place] + str(chance.choice((0, -1, 2**31, 2**64, 10**40, 7))).encode() + given[place + 1 :]


def _noise(_given: Input, chance: random.Random, _seeds: Sequence[Input]) -> Input:
    return chance.randbytes(chance.choice((0, 1, 10, 100, 1000)))


SPOILING = (_flip, _leave_out, _repeat, _splice, _insert, _number, _noise)
DICTIONARY = (
    *(b"(" * 5000, b"[" * 5000, b"{" * 5000, b"-" * 5000, b"^9" * 3000, b"9" * 20_000, b"sin(" * 2000, b"1/" * 3000),
    *(b"\\frac{" * 2000, b"\\left(" * 500, b"\\cfrac{1}{1+" * 300, b"\\", b"$", b"}", b"{"),
    *(b"\x00", b"\xff\xfe", "\u202e".encode(), "\u0660".encode(), "\U0001d7d9".encode(), b"\r\n", b"\t"),
    *(b"oo", b"for x in ", b" not in ", b"pcf(", b"sum(", b"e", b"i", b"0/0", b"__import__('os')"),
    *(b"^(10^10)", b"!" * 50),
    *(b'{"step": "0"}', b'"', b"null", b"1e999", b"NaN", b"\\ud800", b'{"a":' * 2000, b"[" * 100_000),
)  # fmt: skip


def work(name: str, first: int, last: int, seed: int, report: Any) -> None:
    """Give inputs to a target; a message for each batch with the longest time, and for what is not refused, why."""
    target = next(each for each in TARGETS if each.name == name)
    seeds = target.seeds()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    longest, refused = 0.0, 0
    for number in range(first, last):
        received = made(seeds, number, seed)
        # Ends the process even while FLINT holds the interpreter's lock; the batch is then tried one by one.
        faulthandler.dump_traceback_later(20 * LONGEST_S, exit=True)
        began = time.process_time()
        try:
            target.take(received)
        except target.errors:
            refused += 1
        except Exception as error:
            report.send((name, number, f"{type(error).__name__}: {error}"[:300], 0.0, 0))
            return
        taken = time.process_time() - began
        longest = max(longest, taken)
        if taken > LONGEST_S:
            report.send((name, number, f"took {taken:.1f} s", taken, 0))
            return
        if (number - first) % BATCH == BATCH - 1:
            report.send((name, number, "", longest, refused))
    faulthandler.cancel_dump_traceback_later()
    report.send((name, last - 1, "", longest, refused))


def slices(inputs: int, processes: int) -> Iterator[tuple[str, int, int]]:
    """The inputs of each target in equal parts."""
    for target in TARGETS:
        count = round(inputs * target.share)
        for part in range(processes):
            yield target.name, count * part // processes, count * (part + 1) // processes


def tried(name: str, first: int, last: int, seed: int) -> tuple[str, int, float, int]:
    """Try a slice in a process of its own: what is wrong, inputs tried, longest time, refusals."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(name, first, last, seed, theirs))
    process.start()
    theirs.close()
    done, longest, refused, fault = first, 0.0, 0, ""
    while True:
        try:
            _, number, fault, taken, refused = ours.recv()
        except EOFError:
            break
        done, longest = number + 1, max(longest, taken)
        if fault:
            fault = f"{name}, input {number}: {fault}"
            break
    process.join()
    if not fault and done < last:
        fault = f"{name}: the process ended with {process.exitcode} after input {done - 1}, within {BATCH} more"
    return fault, done - first, longest, refused


def main() -> int:
    """Run with the arguments of the process; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    for option, default in (("inputs", 1_000_000), ("seed", 0), ("processes", 2)):
        parser.add_argument(f"--{option}", type=int, default=default)
    arguments = parser.parse_args()
    faults = []
    began = time.monotonic()
    parts = list(slices(arguments.inputs, arguments.processes))
    totals: dict[str, list[float]] = {target.name: [0, 0.0, 0] for target in TARGETS}
    with ThreadPoolExecutor(arguments.processes) as pool:
        for part, (fault, count, longest, refused) in zip(
            parts, pool.map(lambda part: tried(*part, arguments.seed), parts), strict=True
        ):
            total = totals[part[0]]
            total[:] = total[0] + count, max(total[1], longest), total[2] + refused
            if fault:
                faults.append(fault)
    for name, (count, longest, refused) in totals.items():
        print(f"{name:13} {count:8.0f} inputs, {refused:8.0f} refused, longest {longest * 1e3:6.0f} ms")
    for fault in faults:
        print(fault)
    count = sum(total[0] for total in totals.values())
    print(f"{count:.0f} inputs in {time.monotonic() - began:.0f} s; faults: {len(faults)}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
