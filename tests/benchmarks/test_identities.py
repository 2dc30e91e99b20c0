"""What the benchmark of wider domains calls missed, and what the one of mutants calls wrong."""

from __future__ import annotations

from itertools import islice

import mutants
import pytest
from identities import second_opinion, widened
from second_opinion import failing_points, holds, points

from probatum.verifiers import parse_claim
from probatum.verifiers.language.parser import parse_expression


def test_every_condition_is_dropped_and_every_set_made_larger() -> None:
    claim = parse_claim("f(x, n) = 0 for x in RR, x > 0, n in NN, x not in ZZ")
    assert {wider.text.partition(" for ")[2] for wider in widened(claim)} == {
        "x in CC, x > 0, n in NN, x not in ZZ",
        "x in RR, n in NN, x not in ZZ",
        "x in RR, x > 0, n in ZZ, x not in ZZ",
        "x in RR, x > 0, n in RR, x not in ZZ",
        "x in RR, x > 0, n in CC, x not in ZZ",
        "x in RR, x > 0, n in NN",
        "x in RR, n in NN",
    }


@pytest.mark.parametrize(
    ("narrow", "wide", "said"),
    [
        ("sqrt(x^2) = x for x in RR, x > 0", "sqrt(x^2) = x for x in RR", "MISSED"),
        ("log(z^2) = 2*log(z) for z in CC, re(z) > 0", "log(z^2) = 2*log(z) for z in CC, z != 0", "MISSED"),
        ("sin(n*pi) = 0 for n in NN", "sin(n*pi) = 0 for n in ZZ", "holds"),
        ("1/x*x = 1 for x in RR, x != 0", "1/x*x = 1 for x in RR", "unknown"),
        ("x + x = 2*x for x in RR, x^2 >= 0", "x + x = 2*x for x in RR", "nothing"),
        ("bernoulli(n) = 0 for n in NN, n = 3", "bernoulli(n) = 0 for n in RR, n = 3 or n = 1/2", "unknown"),
    ],
)
def test_a_failure_off_the_domain_is_called_missed(narrow: str, wide: str, said: str) -> None:
    assert second_opinion(parse_claim(wide), parse_claim(narrow)).split()[0] == said


@pytest.mark.parametrize(
    ("condition", "inside", "outside"),
    [
        ("x in ZZ", "-3", "1/2"),
        ("x in NN", "0", "-1"),
        ("x in PP", "31", "25"),
        ("x in HH", "i/2", "-i"),
        ("x in [0, 1)", "0", "1"),
        ("x in (-oo, 2]", "-7", "3"),
        ("not (x in ZZ and x <= 0)", "1/2", "-2"),
        ("abs(x) < 1 or re(x) > 5", "6 + i", "2*i"),
        ("-1 < x <= pi", "pi", "4"),
        ("x != i", "-i", "i"),
    ],
)
def test_membership_by_mpmath(condition: str, inside: str, outside: str) -> None:
    (wanted,) = parse_claim(f"x = 0 for {condition}, x in CC").conditions[:1]
    assert holds(wanted, {"x": parse_expression(inside)}) is True
    assert holds(wanted, {"x": parse_expression(outside)}) is False


def test_points_satisfy_the_conditions_and_are_new() -> None:
    narrow, wide = (parse_claim(f"x = y for x in CC, y in {name}") for name in ("ZZ", "RR"))
    found = [*islice(points(wide, narrow), 30)]
    assert len(found) == 30
    assert not any(holds(narrow.conditions[1], point) for point in found)


def test_cancellation_is_no_denial() -> None:
    """An odd derivative of an even function at 0: large terms cancel, and leave an error of their size."""
    opinions = [
        fails for _, fails in islice(failing_points(parse_claim("jacobi_theta(2, 0, tau, 51) = 0 for tau in HH")), 8)
    ]
    assert len(opinions) == 8
    assert True not in opinions


@pytest.mark.parametrize(
    ("claim", "label"),
    [
        ("sin(x)^2 + cos(x)^2 = 1 for x in CC", "no denial"),
        ("sqrt(x^2) = x for x in RR", "WRONG"),
        ("1/x = 1/x for x in RR", "WRONG"),
    ],
)
def test_a_proof_of_what_fails_would_be_called_wrong(claim: str, label: str) -> None:
    assert mutants.ruling(parse_claim(claim), "PROVED")[0] == label
