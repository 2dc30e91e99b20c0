"""Verdicts on identities with variables, and on the same with wider domains.

    python benchmarks/identities.py FILE...
    PYTHONPATH=. python benchmarks/identities.py --widened FILE... [--part 0/10]

Each FILE has a claim on each line, as JSON with the keys `id` and `claim`; claims without conditions are passed over.
A line of output is a verdict: its status, the seconds of processor time, the claim, the counterexample. Time is that of
the processor, so that the load of the machine does not count; a claim that takes more is TIMEOUT, or what stood until
then.

With `--widened` each claim that is not refuted as it stands is judged with one of its conditions dropped, with all that
declare no variable dropped, and with larger sets for its variables. What is not refuted then is tried by mpmath at
points off the domain that the claim had, and the line ends with what it found:

    holds        mpmath denies it nowhere
    MISSED       it fails at the point, as enclosures say, too: the judge should have tried it, or one like it
    no value     mpmath denies it at the point, where the judge knows no value, or too little of one
    conventions  mpmath denies it at the point, and enclosures of the sides overlap: on a cut, at a pole of a parameter
    unknown      mpmath has no opinion at any point: there is no value there
    nothing      no point was found that the narrower domain does not have
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from time import process_time
from typing import Final

from stopwatch import CutOffError, processor_time_limit

from probatum.verifiers import Claim, Options, judge, parse_claim
from probatum.verifiers.balls.comparison import Outcome, compare
from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.conditions.points import Point, point_scope
from probatum.verifiers.language import Expr, expression_text
from probatum.verifiers.language.expr import symbol
from probatum.verifiers.verdict import Event, Standing

_LARGER: Final = {
    "NN": ("ZZ", "RR", "CC"),
    "PP": ("NN", "RR"),
    "ZZ": ("RR", "CC"),
    "QQ": ("RR", "CC"),
    "RR": ("CC",),
    "HH": ("CC",),
}
_POINTS: Final = 40
_POINTS_WITHOUT_OPINION: Final = 6
"""As many points in the beginning without any opinion end the search."""
_SECONDS_OF_OPINION: Final = 1.5


def _declares(condition: Expr) -> bool:
    return condition.head == "in" and condition.args[0].head == "symbol"


def widened(claim: Claim) -> Iterator[Claim]:
    """The claim with one condition less, with none but declarations, and with larger sets for its variables."""
    conditions = claim.conditions
    for index, condition in enumerate(conditions):
        before, after = conditions[:index], conditions[index + 1 :]
        container = condition.args[1] if _declares(condition) else None
        if container is None or condition.args[0].name in Claim(claim.proposition, (*before, *after)).declared:
            yield Claim(claim.proposition, (*before, *after))
        else:
            for name in _LARGER.get(container.name, ()) if container.head == "symbol" else ("RR", "CC"):
                wider = Expr("in", (condition.args[0], symbol(name)))
                yield Claim(claim.proposition, (*before, wider, *after))
    declarations = tuple(filter(_declares, conditions))
    if len(declarations) < len(conditions) - 1:
        yield Claim(claim.proposition, declarations)


def judged(claim: Claim, seconds: float, options: Options) -> tuple[str, float, str]:
    """The status, the processor time in seconds, and the counterexample as text."""
    standing: list[str] = ["TIMEOUT"]

    def report(event: Event) -> None:
        if isinstance(event, Standing):
            standing[0] = str(event.verdict.status)

    start = process_time()
    try:
        with processor_time_limit(seconds):
            verdict = judge(claim.text, options, report)
        status, found = str(verdict.status), verdict.counterexample
    except (CutOffError, SystemError):  # FLINT's integration turns the one into the other
        status, found = standing[0], None
    point = "" if found is None else ", ".join(f"{name} = {value}" for name, value in found.point)
    return status, process_time() - start, point


def by_enclosures(claim: Claim, point: Point) -> str:
    """What enclosures say of a claim at a point where mpmath denies it."""
    said = "conventions"
    for relation in claim.relations:
        try:
            outcome = compare(relation, lambda bits: point_scope(point, bits), 30).outcome
        except NO_VALUE as error:
            return f"no value ({type(error).__name__}: {error})"
        if outcome in (Outcome.FALSE, Outcome.NOT_REAL):
            return "MISSED"
        if outcome is Outcome.OPEN:
            said = "no value (too wide)"
    return said


def second_opinion(claim: Claim, narrower: Claim) -> str:
    """What mpmath finds at points that a wider domain has beyond a narrower one."""
    from second_opinion import failing_points

    tried, opinions, worst = 0, 0, ""
    try:
        with processor_time_limit(_SECONDS_OF_OPINION):
            for point, fails in islice(failing_points(claim, narrower), _POINTS):
                tried, opinions = tried + 1, opinions + (fails is not None)
                if not opinions and tried >= _POINTS_WITHOUT_OPINION:
                    break
                if fails:
                    said = by_enclosures(claim, tuple(point.items()))
                    place = ", ".join(f"{name} = {expression_text(value)}" for name, value in point.items())
                    worst = worst if worst and said != "MISSED" else f"{said} at {place}"
                    if said == "MISSED":
                        break
    except (CutOffError, SystemError):  # FLINT's integration turns the one into the other
        pass
    return worst or (f"holds at {opinions} points" if opinions else "unknown" if tried else "nothing new")


def claims_of(paths: list[Path], part: int, parts: int) -> Iterator[tuple[str, Claim]]:
    """The claims with conditions in the files: of those one in so many parts."""
    rows = (json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines() if line.strip())
    found = [(row["id"], parse_claim(row["claim"])) for row in rows if " for " in row["claim"]]
    yield from found[part::parts]


def main() -> None:
    """Print a line for each claim, and the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--part", default="0/1", help="which of how many parts of the claims")
    parser.add_argument("--widened", action="store_true", help="the claims on wider domains instead")
    parser.add_argument("--seconds", type=float, default=20.0, help="processor time for a claim")
    parser.add_argument("--effort", type=int, default=Options().proof_effort, help="of the search for a proof")
    arguments = parser.parse_args()
    options = Options(proof_effort=arguments.effort)
    counts: Counter[str] = Counter()
    for name, claim in claims_of(arguments.files, *map(int, arguments.part.split("/"))):
        if arguments.widened and judged(claim, arguments.seconds, Options(proof_effort=0))[0] in ("REFUTED", "INVALID"):
            continue
        for form in widened(claim) if arguments.widened else [claim]:
            if form.undeclared or not form.conditions:
                continue
            status, seconds, point = judged(form, arguments.seconds, options)
            if arguments.widened and status not in ("REFUTED", "INVALID"):
                point = second_opinion(form, claim)
            counts[status if status == "REFUTED" or not point else f"{status}, {point.split()[0]}"] += 1
            print(f"{status}\t{seconds:.2f}\t{name}\t{form.text}\t{point}", flush=True)
    print(f"{counts.total()} claims: {', '.join(f'{what} {count}' for what, count in counts.most_common())}")


if __name__ == "__main__":
    main()
