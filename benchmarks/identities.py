"""Verdicts on identities with variables, and on the same with wider domains: `python benchmarks/identities.py FILE...`.

Each FILE has a claim on each line, as JSON with the keys `id` and `claim`; claims without conditions are passed over. A
line of output is a verdict: its status, the seconds of processor time, the claim, the counterexample. With `--widened`
each claim is also judged with one of its conditions dropped, and with larger sets for its variables: most of these are
false or without a value somewhere, a few are true as well. Time is that of the processor, so that the load of the
machine does not count; a claim that takes more is TIMEOUT, or what stood until then.
"""

from __future__ import annotations

import argparse
import json
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Final

from probatum.verifiers import Claim, Options, judge, parse_claim
from probatum.verifiers.language import Expr
from probatum.verifiers.verdict import Event, Standing

_LARGER: Final = {"NN": "ZZ", "ZZ": "RR", "PP": "ZZ", "QQ": "RR", "RR": "CC", "HH": "CC"}


class _CutOffError(BaseException):
    """The limit passed; not an Exception, so that no handler in the code that is measured takes it."""


def widened(claim: Claim) -> Iterator[Claim]:
    """The claim with one condition less, and with larger sets for its variables."""
    for index, condition in enumerate(claim.conditions):
        before, after = claim.conditions[:index], claim.conditions[index + 1 :]
        if condition.head != "in" or condition.args[0].head != "symbol":
            yield Claim(claim.proposition, (*before, *after))
        elif condition.args[1].head != "symbol":
            yield Claim(claim.proposition, (*before, Expr("in", (condition.args[0], Expr("symbol", (), "RR"))), *after))
        elif condition.args[1].name in _LARGER:
            container = Expr("symbol", (), _LARGER[condition.args[1].name])
            yield Claim(claim.proposition, (*before, Expr("in", (condition.args[0], container)), *after))


def judged(claim: Claim, seconds: float) -> tuple[str, float, str]:
    """The status, the processor time in seconds, and the counterexample as text."""
    standing: list[str] = ["TIMEOUT"]

    def report(event: Event) -> None:
        if isinstance(event, Standing):
            standing[0] = str(event.verdict.status)

    def stop(_signal: int, _frame: object) -> None:
        raise _CutOffError

    start = process_time()
    previous = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        verdict = judge(claim.text, Options(), report)
        status, found = str(verdict.status), verdict.counterexample
    except _CutOffError:
        status, found = standing[0], None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, previous)
    return (
        status,
        process_time() - start,
        "" if found is None else ", ".join(f"{name} = {value}" for name, value in found.point),
    )


def claims_of(paths: list[Path], every: int) -> Iterator[tuple[str, Claim]]:
    """The claims with conditions in the files: of those one in `every`."""
    rows = (json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines() if line.strip())
    found = [(row["id"], parse_claim(row["claim"])) for row in rows if " for " in row["claim"]]
    yield from found[::every]


def main() -> None:
    """Print a line for each claim, and the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--every", type=int, default=1, help="one claim in so many")
    parser.add_argument("--widened", action="store_true", help="the claims on wider domains as well")
    parser.add_argument("--seconds", type=float, default=20.0, help="processor time for a claim")
    options = parser.parse_args()
    counts: dict[str, Counter[str]] = {"as stated": Counter(), "widened": Counter()}
    for name, claim in claims_of(options.files, options.every):
        forms = [("as stated", claim), *(("widened", wide) for wide in widened(claim) if options.widened)]
        for kind, form in forms:
            if form.undeclared or not form.conditions:
                continue
            status, seconds, point = judged(form, options.seconds)
            counts[kind][status] += 1
            print(f"{kind}\t{status}\t{seconds:.2f}\t{name}\t{form.text}\t{point}", flush=True)
    for kind, count in counts.items():
        if count:
            print(f"{kind}: {count.total()} claims, {', '.join(f'{s} {n}' for s, n in count.most_common())}")


if __name__ == "__main__":
    main()
