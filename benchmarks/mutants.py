"""Claims with variables changed in one place or two, none of which may be proved unless it is true.

    PYTHONPATH=. python benchmarks/mutants.py FILE... [--each 60] [--seconds 4] [--part 0/10] [--salt 1]

Each FILE has a claim on each line, as JSON with the keys `id` and `claim`. Every mutant is judged. One in ten is
also given to the search of proofs without the net of points below the rules, so that a rule that says too much shows
although the judge would refute first. Where a proof is accepted, mpmath tries the mutant at many points, and so do
enclosures: a line says what they found, WRONG when a mutant with a proof fails at a point.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from time import process_time

from identities import claims_of
from second_opinion import failing_points
from stopwatch import CutOffError, processor_time_limit

from probatum.verifiers import CertificateError, Claim, Options, check, judge, parse_claim
from probatum.verifiers.balls.comparison import Outcome, compare
from probatum.verifiers.balls.errors import NO_VALUE, DivergentError, InfiniteValueError
from probatum.verifiers.certificates.identities import DomainChecking
from probatum.verifiers.certificates.proofs import Equation
from probatum.verifiers.conditions.points import admissible_points, point_scope
from probatum.verifiers.functions import UndefinedValueError
from probatum.verifiers.language import ClaimError
from probatum.verifiers.provers.identities import identity
from probatum.verifiers.provers.search import Search
from tests.soundness.mutation import sampled

_SEARCH = 40
_OPTIONS = Options(digits=10, max_points=2, proof_effort=50)
_SECONDS_EACH = 2.0
_ONE_IN = 10
"""One mutant in so many is given to the search without the net."""


def parsed(text: str) -> Claim | None:
    """The claim that the text of a mutant is, None where a change left none (a function with too many arguments)."""
    try:
        return parse_claim(text)
    except ClaimError:
        return None


def has_proof(claim: Claim) -> bool:
    """Whether the search finds a proof that the rules alone accept."""
    net = DomainChecking._require_agreement

    def believe(_self: DomainChecking, _equation: Equation) -> None:
        """Look at no point."""

    DomainChecking._require_agreement = believe  # type: ignore[method-assign,assignment]
    try:
        certificate = identity(claim, Search(_SEARCH))
        return certificate is not None and check(claim, certificate).proved
    except (ArithmeticError, CertificateError, ValueError):
        return False
    finally:
        DomainChecking._require_agreement = net  # type: ignore[method-assign]


def denied(claim: Claim) -> str:
    """A point at which the claim fails, by mpmath or by enclosures, as text; empty when none is found."""
    for point, fails in islice(failing_points(claim), 80):
        if fails:
            return f"mpmath denies it at {point}"
    for at in islice(admissible_points(claim, 12345), 80):
        for relation in claim.relations:
            try:
                comparison = compare(relation, lambda bits, at=at: point_scope(at, bits), 40)  # type: ignore[misc]
            except (UndefinedValueError, DivergentError, InfiniteValueError) as error:
                return f"no value at {at}: {error}"
            except NO_VALUE:
                continue
            if comparison.outcome in (Outcome.FALSE, Outcome.NOT_REAL):
                return f"enclosures deny it at {at}"
    return ""


def limited(action: Callable[[], str], seconds: float = _SECONDS_EACH) -> str:
    """What an action answers, or that it took more processor time."""
    try:
        with processor_time_limit(seconds):
            return action()
    except (CutOffError, SystemError):  # FLINT's integration turns the one into the other
        return "TIMEOUT"


def ruling(claim: Claim, status: str) -> tuple[str, str]:
    """What is to be said of a mutant that has a proof, and the point at which it fails."""
    found = limited(lambda: denied(claim), 2.0)
    if found == "TIMEOUT":
        return "no denial in time", ""
    return ("WRONG" if found or status == "REFUTED" else "no denial"), found


def main() -> None:
    """Print a line for every mutant with a proof, and the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--each", type=int, default=60, help="mutants of a claim")
    parser.add_argument("--seconds", type=float, default=4.0, help="processor time for the mutants of a claim")
    parser.add_argument("--part", default="0/1", help="which of how many parts of the claims")
    parser.add_argument("--salt", default="", help="for other mutants than those of the tests")
    options = parser.parse_args()
    part, parts = map(int, options.part.split("/"))
    counts: Counter[str] = Counter()
    for name, claim in claims_of(options.files, part, parts):
        end = process_time() + options.seconds
        for place, mutant in enumerate(sampled(claim, options.each, options.salt)):
            changed = parsed(mutant.claim.text)
            if changed is None:
                continue
            if process_time() > end:
                break
            proof = not place % _ONE_IN and limited(lambda changed=changed: str(has_proof(changed))) == "True"  # type: ignore[misc]
            status = limited(lambda changed=changed: str(judge(changed, _OPTIONS).status))  # type: ignore[misc]
            counts.update(
                ("tried", status, *["proof by the rules alone"] * proof, *["searched"] * (not place % _ONE_IN))
            )
            if proof or status == "PROVED":
                label, found = ruling(changed, status)
                counts[label] += 1
                print(f"{label}\t{status}\t{proof}\t{name}\t{changed.text}\t{mutant.change}\t{found}", flush=True)
    print(f"counts: {', '.join(f'{what} {count}' for what, count in counts.most_common())}")


if __name__ == "__main__":
    main()
