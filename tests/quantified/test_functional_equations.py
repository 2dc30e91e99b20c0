"""The table of functional equations: up to date, well-posed, and refuted nowhere."""

from __future__ import annotations

from itertools import islice

import pytest

from probatum.verifiers.balls.comparison import Outcome, decide, sides
from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.conditions.points import admissible_points, point_scope
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
        points = list(islice(admissible_points(claim, 0), POINTS))
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
