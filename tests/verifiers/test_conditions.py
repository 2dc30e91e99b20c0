"""Membership in the sets of the language, contradictions between conditions, and admissible points."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from flint import acb, arb, ctx, fmpq, fmpz
from hypothesis import given, settings
from hypothesis import strategies as st

from probatum.verifiers import Reason, Status, judge, parse_claim
from probatum.verifiers.balls.errors import IllFormedError
from probatum.verifiers.conditions.membership import holds
from probatum.verifiers.conditions.points import admissible_points, point_scope
from probatum.verifiers.functions import Value
from probatum.verifiers.language import Expr, expression_text
from tests.verifiers.enclosing import exact, value_of


def condition(text: str) -> Expr:
    return parse_claim(f"0 = 0 for {text}").conditions[0]


def truth(text: str, **scope: Value) -> bool | None:
    return holds(condition(text), scope)


WIDE = arb(0, 1)
"""The interval [-1, 1]: not known to be 0, an integer, or positive."""

# Columns: ZZ NN QQ RR CC HH PP
TABLE: dict[str, tuple[bool | None, ...]] = {
    "0": (True, True, True, True, True, False, False),
    "2": (True, True, True, True, True, False, True),
    "1": (True, True, True, True, True, False, False),
    "91": (True, True, True, True, True, False, False),
    "2^89 - 1": (True, True, True, True, True, False, True),
    "-7": (True, False, True, True, True, False, False),
    "6/2": (True, True, True, True, True, False, True),
    "1/2": (False, False, True, True, True, False, False),
    "-0.5": (False, False, True, True, True, False, False),
    "pi": (False, False, None, True, True, False, False),
    "sqrt(4)": (True, True, True, True, True, False, True),
    "i": (False, False, False, False, True, True, False),
    "-i": (False, False, False, False, True, False, False),
    "i^2": (True, False, None, True, True, False, False),
    "2 + i/100": (False, False, False, False, True, True, False),
    "sqrt(2)^2": (None, None, None, True, True, False, None),
    "log(0)": (None, None, None, None, None, None, None),
    "1/0": (None, None, None, None, None, None, None),
}


@pytest.mark.parametrize("element", TABLE)
def test_named_sets(element: str) -> None:
    found = tuple(truth(f"{element} in {name}") for name in ("ZZ", "NN", "QQ", "RR", "CC", "HH", "PP"))
    assert found == TABLE[element]
    outside = tuple(truth(f"{element} not in {name}") for name in ("ZZ", "NN", "QQ", "RR", "CC", "HH", "PP"))
    assert outside == tuple(None if inside is None else not inside for inside in found)


@pytest.mark.parametrize("name", ["ZZ", "NN", "QQ", "HH", "PP"])
def test_a_wide_ball_is_in_no_set_for_certain(name: str) -> None:
    assert truth(f"x in {name}", x=WIDE) in (None, False)
    assert truth("x in HH", x=acb(WIDE, WIDE)) is None
    assert truth("x in RR", x=acb(WIDE, WIDE)) is None


@given(st.fractions(-3, 3, max_denominator=6), st.integers(-2, 2), st.integers(-2, 2))
def test_intervals(x: Fraction, low: int, high: int) -> None:
    scope = {"x": exact(x)}
    assert truth(f"x in [{low}, {high}]", **scope) is (low <= x <= high)
    assert truth(f"x in ({low}, {high})", **scope) is (low < x < high)
    assert truth(f"x in [{low}, {high})", **scope) is (low <= x < high)
    assert truth(f"x in ({low}, {high}]", **scope) is (low < x <= high)
    assert truth(f"x in [{low}, oo)", **scope) is (low <= x)
    assert truth(f"x in (-oo, {high})", **scope) is (x < high)
    assert truth(f"x not in (-oo, {high}]", **scope) is (x > high)


def test_intervals_at_infinity() -> None:
    assert truth("3 in (-oo, oo)") is True
    assert truth("i in (-oo, oo)") is False
    for empty in ("(oo, 5)", "[3, -oo)", "(oo, oo)", "(-oo, -oo)", "[oo, -oo]"):
        assert truth(f"4 in {empty}") is False


def test_numbers_near_the_ends_of_intervals() -> None:
    assert truth("pi in (3.14159265358979323846264338327950288, 4)") is True
    assert truth("pi in (3.14159265358979323846264338327950289, 4)") is False
    assert truth("sqrt(2)^2 in [2, 3]") is None
    assert truth("x in [0, 2]", x=WIDE) is None
    assert truth("x in (-2, 2)", x=WIDE) is True
    assert truth("x in (2, 3)", x=WIDE) is False
    assert truth("i in [0, 2]") is False


@given(st.fractions(-3, 3, max_denominator=4), st.fractions(-3, 3, max_denominator=4))
def test_relations_and_chains(x: Fraction, y: Fraction) -> None:
    scope = {"x": exact(x), "y": exact(y)}
    assert truth("x = y", **scope) is (x == y)
    assert truth("x != y", **scope) is (x != y)
    assert truth("x < y", **scope) is (x < y)
    assert truth("x >= y", **scope) is (x >= y)
    assert truth("-1 < x <= y < 2", **scope) is (-1 < x <= y < 2)
    assert truth("not x < y", **scope) is (not x < y)


TRUTHS: dict[bool | None, str] = {True: "1 < 2", False: "2 < 1", None: "sqrt(2)^2 = 2"}


@pytest.mark.parametrize(("a", "b"), [(a, b) for a in TRUTHS for b in TRUTHS])
def test_connectives_are_those_of_three_valued_logic(a: bool | None, b: bool | None) -> None:
    """Kleene's strong connectives."""
    both = False if False in (a, b) else None if None in (a, b) else True
    either = True if True in (a, b) else None if None in (a, b) else False
    assert truth(f"{TRUTHS[a]} and {TRUTHS[b]}") is both
    assert truth(f"{TRUTHS[a]} or {TRUTHS[b]}") is either
    assert truth(f"not ({TRUTHS[a]})") is (None if a is None else not a)


@pytest.mark.parametrize(
    "text", ["x in 3", "x in pi", "x in (1, 2, 3)", "x in [1]", "x + 1", "x in XX", "RR in RR", "x < RR", "x in x"]
)
def test_what_is_no_condition_is_said_to_be_none(text: str) -> None:
    verdict = judge(f"x = x + 1 for x in RR, {text}")
    assert verdict.status is Status.INVALID
    assert verdict.reason in (Reason.ILL_FORMED, Reason.UNDEFINED_SYMBOL, Reason.SYNTAX)


def test_an_unknown_set_raises() -> None:
    with pytest.raises(IllFormedError):
        truth("3 in pi")


@pytest.mark.parametrize(
    "conditions",
    [
        "x in RR, x > 0, x < -1", "x in [1, -1]", "x in (1, 1)", "x in RR, x > 1, x < 1", "x in RR, 1 < x < 0",
        "x in RR, 2 < 1", "x in RR, x in [0, 1], x > 1", "x in RR, x >= 1, x < 1", "x in (0, 1), x in (1, 2)",
        "x in RR, x > pi, x < 3", "x in RR, 3 > x > 4", "x in RR, x > 0 and x < 0", "x in ZZ, 1/2 in ZZ",
    ],
)  # fmt: skip
def test_contradictions(conditions: str) -> None:
    verdict = judge(f"x = x for {conditions}")
    assert (verdict.status, verdict.reason) == (Status.INVALID, Reason.CONTRADICTORY)


@pytest.mark.parametrize(
    "conditions",
    [
        "x in RR, x >= 1, x <= 1", "x in [1, 1]", "x in (-oo, oo)", "x in RR, x > 1 or x < 0", "x in RR, not x > 1",
        "x in RR, e in RR, x > e, x < 2", "x in RR, pi in RR, x > pi, x < 3", "x in RR, y in RR, x > y, y > -1",
    ],
)  # fmt: skip
def test_satisfiable_conditions_are_not_contradictions(conditions: str) -> None:
    assert judge(f"x = x for {conditions}").status is Status.PROVED


DOMAINS = [
    "x in ZZ", "x in NN", "x in PP", "x in QQ", "x in RR, x != 0", "x in CC", "x in HH", "x in (0, 1)", "x in [-2, 3)",
    "x in (pi, 4)", "x in RR, x^2 < 2", "x in CC, |x| < 1", "x in CC, re(x) > 0, im(x) < 0", "x in ZZ, y in PP, y > x",
    "x in RR, y in RR, x < y", "x in HH, n in NN, n > 2", "x in (0, 1), y in (x, 1)", "x in RR, x not in ZZ",
    "a in QQ, b in QQ, c in QQ, d in QQ, a*d - b*c = 1", "x in RR, x > 1 or x < -1",
]  # fmt: skip


@pytest.mark.parametrize("domain", DOMAINS)
def test_admissible_points_satisfy_every_condition(domain: str) -> None:
    claim = parse_claim(f"0 = 0 for {domain}")
    points = list(itertools.islice(admissible_points(claim, 0), 30))
    assert len(points) >= (2 if claim.declared == ("a", "b", "c", "d") else 5)
    assert len(set(points)) == len(points)
    for point in points:
        assert tuple(name for name, _ in point) == claim.declared
        scope = point_scope(point, 200)
        assert all(holds(c, scope) is True for c in claim.conditions), point


@given(st.integers(0, 10**6))
@settings(max_examples=20, deadline=None)
def test_points_are_determined_by_claim_and_seed(seed: int) -> None:
    claim = parse_claim("x = y for x in RR, y in CC")
    first, second = (list(itertools.islice(admissible_points(claim, seed), 40)) for _ in range(2))
    assert first == second
    other = list(itertools.islice(admissible_points(claim, seed + 1), 40))
    assert other != first


@pytest.mark.parametrize(
    ("domain", "first"),
    [
        ("x in ZZ", ["0", "1", "-1", "2"]), ("x in NN", ["0", "1", "2", "3"]), ("x in PP", ["2", "3", "5", "7"]),
        ("x in RR, x > 1", ["3/2", "2"]), ("x in HH", ["i", "2*i"]), ("x in [2, 3]", ["2", "3"]),
    ],
)  # fmt: skip
def test_the_first_points_are_simple(domain: str, first: list[str]) -> None:
    claim = parse_claim(f"0 = 0 for {domain}")
    points = itertools.islice(admissible_points(claim, 7), len(first))
    assert [expression_text(point[0][1]) for point in points] == first


def test_special_points_come_among_the_first() -> None:
    """0, 1, -1 and i are tried for a complex variable, and points on both sides of the negative axis."""
    claim = parse_claim("0 = 0 for z in CC")
    texts = [expression_text(point[0][1]) for point in itertools.islice(admissible_points(claim, 0), 40)]
    assert {"0", "1", "-1", "i"} <= set(texts[:10])
    values = [acb(value_of(text)) for text in texts]
    assert any(v.real < -1 and 0 < v.imag < 1 for v in values)
    assert any(v.real < -1 and -1 < v.imag < 0 for v in values)


def test_no_points_for_conditions_that_nothing_is_seen_to_satisfy() -> None:
    verdict = judge("x = x + 1 for x in RR, x^2 = -1")
    assert (verdict.status, verdict.reason) == (Status.UNDECIDED, Reason.NO_POINTS)


def test_kinds_of_exact_values() -> None:
    assert truth("x in ZZ", x=fmpq(4, 2)) is True
    assert truth("x in ZZ", x=fmpz(2)) is True
    with ctx.workprec(64):
        assert truth("x in ZZ", x=arb(2)) is True
        assert truth("x in ZZ", x=arb(1) / 3 * 3) is None
