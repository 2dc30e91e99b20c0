"""How much less checking a certificate again takes than finding it: for each claim that is proved, both times.

`judge` searches, proves and checks; its time is that of finding. The checker then repeats the argument from the
certificate in memory, and from the text of the document: parsing, reading, checking. Every number is the least CPU time
of a few runs in one process, taken in turns, with the tables of theorems loaded on both sides.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from probatum.verifiers import Options, Status, judge, parse_claim
from probatum.verifiers.certificates.checker import check
from probatum.verifiers.certificates.documents import canonical, read, recheck, verdict_document
from probatum.verifiers.certificates.types import Certificate, Derivation, Identity
from probatum.verifiers.recheck import parsed

_EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
_EVERY = 20
"""Of a formula database every twentieth claim is taken."""

_AIM = 10
"""How many times faster checking is meant to be at the median."""


@dataclass(frozen=True, slots=True)
class Times:
    """CPU seconds for one claim, and what its certificate rests on."""

    claim: str
    kind: str
    found_s: float
    memory_s: float
    document_s: float


def claims(path: Path) -> list[str]:
    """The claims of a database: all of the YAML files of a directory, or every twentieth line of a JSONL file."""
    if path.is_dir():
        from ruamel.yaml import YAML

        rows = (row for file in sorted(path.glob("*.yaml")) for row in YAML(typ="safe").load(file.read_text("utf-8")))
        return [str(row["claim"]) for row in rows if "claim" in row and row["expect"] == "PROVED"]
    return [json.loads(line)["claim"] for line in path.read_text("utf-8").splitlines()[::_EVERY]]


def kind_of(certificate: Certificate) -> str:
    """The rule at the root of a proof below the arithmetic that ties it to the claim, or the kind of certificate."""
    if not isinstance(certificate, Derivation | Identity):
        return type(certificate).__name__
    proof = next((proof for proof in certificate.proofs if proof is not None), None)
    while proof is not None and type(proof).__name__ == "Combination":
        inner = [*getattr(proof, "rewrites", ()), *(premise for _, premise in getattr(proof, "relations", ()))]
        if not inner:
            break
        proof = inner[0]
    return f"{type(certificate).__name__}: {type(proof).__name__ if proof is not None else 'balls'}"


def timed(text: str, rounds: int) -> Times | None:
    """The times of a claim; None when it is not proved."""
    claim = parse_claim(text)
    found = memory = document = float("inf")
    kind = ""
    for _ in range(rounds):
        begin = process_time()
        verdict = judge(text, Options())
        found = min(found, process_time() - begin)
        if verdict.status is not Status.PROVED or verdict.certificate is None:
            return None
        kind = kind_of(verdict.certificate)
        sent = canonical(verdict_document(claim, verdict.status, verdict.certificate))
        begin = process_time()
        received = read(parsed(sent))
        recheck(received)
        document = min(document, process_time() - begin)
        # Read once more, because expressions remember what was asked of them.
        received = read(parsed(sent))
        begin = process_time()
        check(received.claim, received.certificate)
        memory = min(memory, process_time() - begin)
    return Times(text, kind, found, memory, document)


def rows(title: str, times: Sequence[Times]) -> Iterator[str]:
    """The lines of a table: all claims, then those of each kind of argument, the most frequent first."""
    kinds = sorted({each.kind for each in times}, key=lambda kind: (-sum(t.kind == kind for t in times), kind))
    for name, chosen in [(title, list(times)), *((kind, [t for t in times if t.kind == kind]) for kind in kinds)]:
        found, memory, document = (
            statistics.median(getattr(t, field) for t in chosen) * 1e3
            for field in ("found_s", "memory_s", "document_s")
        )
        ratios = [
            statistics.median(t.found_s / getattr(t, f"{how}_s") for t in chosen) for how in ("memory", "document")
        ]
        yield (
            f"| {name} | {len(chosen)} | {found:.2f} | {memory:.2f} | {document:.2f} | "
            + " | ".join(f"{ratio:.1f}" for ratio in ratios)
            + " |"
        )


def main() -> None:
    """Print a table for the examples, and one for each formula database in `PROBATUM_CORPORA`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="runs of each claim, of which the fastest counts")
    rounds = parser.parse_args().rounds
    corpora = Path(os.environ.get("PROBATUM_CORPORA", "."))
    for text in ("sum(1/n^2, n, 1, oo) = pi^2/6", "gamma(z + 1) = z*gamma(z) for z in CC, re(z) > 0"):
        timed(text, 1)  # loads the tables
    everything: list[Times] = []
    print(
        "| claims | n | found, ms | checked in memory, ms | from the document, ms | ratio in memory | ratio from it |"
    )
    print("|---|---|---|---|---|---|---|")
    for path in (_EXAMPLES, *sorted(corpora.glob("pi*.jsonl"))):
        times = [found for text in claims(path) if (found := timed(text, rounds)) is not None]
        everything += times
        print("\n".join(rows(path.name, times)))
    memory, document = (
        statistics.median(t.found_s / getattr(t, f"{how}_s") for t in everything) for how in ("memory", "document")
    )
    print(
        f"\nchecking is {memory:.1f} times faster at the median in memory, {document:.1f} from the document; aim {_AIM}"
    )


if __name__ == "__main__":
    main()
