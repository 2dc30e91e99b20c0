"""The table of functional equations: up to date, well-posed, and refuted nowhere."""

from __future__ import annotations

from itertools import chain, islice

import pytest

from probatum.verifiers.balls.comparison import Outcome, decide, sides
from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.certificates.identities import DomainChecking
from probatum.verifiers.certificates.proofs import CertificateError, Equation
from probatum.verifiers.conditions.points import admissible_points, point_scope, remote_points
from probatum.verifiers.language import parse_claim
from probatum.verifiers.language.expr import BINDERS, walk
from probatum.verifiers.theorems import FUNCTIONAL_EQUATIONS
from scripts.generate_theorems import CERTIFICATES, table

ROWS = [row for family in FUNCTIONAL_EQUATIONS for row in family]
PLAIN = [row for row in ROWS if not any(node.head in BINDERS for node in walk(parse_claim(row[1]).proposition))]
POINTS = 12
PRECISION = 96


def test_the_compiled_table_is_up_to_date() -> None:
    assert (CERTIFICATES / "identities.json").read_text("utf-8") == table(FUNCTIONAL_EQUATIONS)


def test_statements_are_equations_of_declared_variables() -> None:
    for name, text, source in ROWS:
        claim = parse_claim(text)
        assert claim.proposition.head == "=", name
        assert claim.declared or not claim.conditions, name
        assert not claim.undeclared, name
        assert source, name


@pytest.mark.parametrize(("name", "text", "source"), PLAIN, ids=[name for name, _, _ in PLAIN])
def test_no_point_of_the_domain_separates_the_sides(name: str, text: str, source: str) -> None:
    """At integers, fractions, points beside branch cuts and pseudo-random ones, both sides have balls that meet."""
    claim = parse_claim(text)
    if not claim.declared:
        points = [()]
    else:
        points = list(chain(islice(admissible_points(claim, 0), POINTS), remote_points(claim)))
        assert points, name
    met = 0
    for point in points:
        try:
            outcome = decide("=", *sides(claim.proposition, point_scope(point, PRECISION), PRECISION))
        except NO_VALUE:
            continue
        assert outcome is not Outcome.FALSE, (name, point)
        met += 1
    assert met, name


@pytest.mark.parametrize(
    "text",
    [
        "sqrt(exp(x))^n = exp(n*x/2) for x in CC, n in ZZ",
        "(exp(x)^(1/3))^n = exp(n*x/3) for x in CC, n in ZZ",
        "sqrt(x*y) = sqrt(x)*sqrt(y) for x in CC, y in CC",
        "log(exp(x)) = x for x in CC",
        "log(x*y) = log(x) + log(y) for x in CC, y in CC, x != 0, y != 0",
        "sqrt(x^2) = x for x in CC, re(x) >= 0",
        "sqrt(conjugate(x)) = conjugate(sqrt(x)) for x in CC",
        "sqrt(exp(i*x)) = exp(i*x/2) for x in RR",
        "asin(sin(x)) = x for x in RR",
        "(x^n)^y = x^(n*y) for x in CC, y in CC, n in ZZ, x != 0",
    ],
)
def test_confusions_of_branches_are_seen_at_points(text: str) -> None:
    """The net below the rules: equations that hold at the simplest points, 0, 1, i, but not on the other branch."""
    claim = parse_claim(text)
    with pytest.raises(CertificateError, match="differ at a point"):
        DomainChecking(claim.conditions)._require_agreement(Equation(*claim.proposition.args))
