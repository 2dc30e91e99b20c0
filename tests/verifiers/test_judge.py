"""The judge: a status and a reason for every kind of claim, honest digits, determinism, bounds on hostile claims."""

from __future__ import annotations

from dataclasses import replace

import mpmath  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probatum.verifiers import Options, Reason, Status, Verdict, judge, parse_claim
from probatum.verifiers.balls.comparison import Outcome, compare, decide
from probatum.verifiers.balls.errors import InfiniteValueError
from probatum.verifiers.language import Limits
from probatum.verifiers.verdict import UNDECIDED_REASONS, Event, Evidence, Progress, Standing
from tests.verifiers.enclosing import value_of

CLAIMS: dict[str, tuple[Status, Reason | None]] = {
    # exact
    "1 + 1 = 2": (Status.PROVED, None),
    "1/3 + 1/6 = 0.5": (Status.PROVED, None),
    "1 + 1 = 3": (Status.REFUTED, None),
    "1 + 1 != 3": (Status.PROVED, None),
    "2 < 2": (Status.REFUTED, None),
    "2 <= 2": (Status.PROVED, None),
    "2 > 3": (Status.REFUTED, None),
    # separated balls
    "pi < 22/7": (Status.PROVED, None),
    "pi > 22/7": (Status.REFUTED, None),
    "pi = 22/7": (Status.REFUTED, None),
    "pi != 22/7": (Status.PROVED, None),
    "e^pi > pi^e": (Status.PROVED, None),
    "i != 1": (Status.PROVED, None),
    # algebraic and rational
    "sqrt(2)*sqrt(3) = sqrt(6)": (Status.PROVED, None),
    "(pi + 1)^2 = pi^2 + 2*pi + 1": (Status.PROVED, None),
    "x^2 - 1 = (x - 1)*(x + 1) for x in CC": (Status.PROVED, None),
    "x^2 - 1 = (x - 1)^2 for x in CC": (Status.REFUTED, None),
    "x^2 > x for x in RR": (Status.REFUTED, None),
    # evidence
    "zeta(2) = pi^2/6": (Status.PROVED, None),
    "zeta(2) <= pi^2/6": (Status.PROVED, None),
    "zeta(2) >= pi^2/6": (Status.PROVED, None),
    "sin(x)^2 + cos(x)^2 = 1 for x in RR": (Status.PROVED, None),
    "sin(x)^2 + cos(x)^2 <= 1 for x in RR": (Status.PROVED, None),
    "x^2 + 1 > 0 for x in RR": (Status.PROVED, None),
    "pi < oo": (Status.SUPPORTED, None),
    # equal sides speak against a strict relation
    "zeta(2) != pi^2/6": (Status.UNDECIDED, Reason.PRECISION),
    "zeta(2) < pi^2/6": (Status.UNDECIDED, Reason.PRECISION),
    "sin(x)^2 + cos(x)^2 != 1 for x in RR, x > 0": (Status.REFUTED, None),
    "sin(x)^2 + cos(x)^2 < 1 for x in RR, x > 0": (Status.REFUTED, None),
    "exp(i*pi*x)*exp(-i*pi*x) != 1 for x in (0, 1)": (Status.REFUTED, None),
    # chains
    "1 < 2 <= 2 < pi": (Status.PROVED, None),
    "1 < 2 < 2 < pi": (Status.REFUTED, None),
    "sqrt(2) < 3/2 = 1.5 < golden_ratio": (Status.PROVED, None),
    "3 < pi = 4*atan(1) < 4": (Status.PROVED, None),
    "3 < zeta(2) = pi^2/6": (Status.REFUTED, None),
    "3 < pi = 4*atan(1) < 3.14": (Status.REFUTED, None),
    "1 < sqrt(2) = 2/sqrt(2) < 2": (Status.PROVED, None),
    # infinite values
    "elliptic_k(1) = oo": (Status.UNDECIDED, Reason.INFINITE_VALUE),
    "oo = oo": (Status.UNDECIDED, Reason.INFINITE_VALUE),
    "oo - oo = 0": (Status.UNDECIDED, Reason.INFINITE_VALUE),
    # unsupported
    "unknown_function(1) = 1": (Status.UNDECIDED, Reason.UNSUPPORTED),
    "limit(besselj(0, n), n, oo) = 0": (Status.UNDECIDED, Reason.UNSUPPORTED),
    "sum(1/(n*log(n)^2), n, 2, oo) = 2": (Status.UNDECIDED, Reason.UNSUPPORTED),
    "integral(|x|, x, -1, 1) = 1": (Status.UNDECIDED, Reason.UNSUPPORTED),
    # size
    "9^9^9^9 = 1": (Status.UNDECIDED, Reason.LIMIT_EXCEEDED),
    "2^(10^100) = 1": (Status.UNDECIDED, Reason.LIMIT_EXCEEDED),
    "sum(1/n, n, 1, 10^12) = 28": (Status.UNDECIDED, Reason.LIMIT_EXCEEDED),
    "prod(n, n, 1, 10^12) = 28": (Status.UNDECIDED, Reason.LIMIT_EXCEEDED),
    "(" * 100_000 + "1" + ")" * 100_000 + " = 1": (Status.UNDECIDED, Reason.LIMIT_EXCEEDED),
    # no points
    "x = x + 1 for x in RR, x^2 = -1": (Status.UNDECIDED, Reason.NO_POINTS),
    "log(x - x) = 1 for x in RR": (Status.UNDECIDED, Reason.NO_POINTS),
    # ill-posed
    "": (Status.INVALID, Reason.SYNTAX),
    "1 +": (Status.INVALID, Reason.SYNTAX),
    "pi": (Status.INVALID, Reason.SYNTAX),
    "x = 1": (Status.INVALID, Reason.UNDEFINED_SYMBOL),
    "x = y for x in RR": (Status.INVALID, Reason.UNDEFINED_SYMBOL),
    "1/0 = 1": (Status.INVALID, Reason.UNDEFINED_VALUE),
    "gamma(0) = 1": (Status.INVALID, Reason.UNDEFINED_VALUE),
    "0^(-1) = 0": (Status.INVALID, Reason.UNDEFINED_VALUE),
    "sum(1/n, n, 1, oo) = 28": (Status.INVALID, Reason.DIVERGENT),
    "pcf(1, -1, n) = 1": (Status.INVALID, Reason.DIVERGENT),
    "x = x for x in RR, x > 1, x < 0": (Status.INVALID, Reason.CONTRADICTORY),
    "i > 0": (Status.INVALID, Reason.NOT_REAL),
    "log(-2) < log(-3)": (Status.INVALID, Reason.NOT_REAL),
    "i < oo": (Status.INVALID, Reason.NOT_REAL),
    "RR = 1": (Status.INVALID, Reason.ILL_FORMED),
    "[1, 2] = 1": (Status.INVALID, Reason.ILL_FORMED),
    "sum(n, n, 1, 5/2) = 1": (Status.INVALID, Reason.ILL_FORMED),
    "x = x + 1 for x in 3": (Status.INVALID, Reason.ILL_FORMED),
    "x = x for x in 1 + 2": (Status.INVALID, Reason.ILL_FORMED),
    "x = x for x in pi": (Status.INVALID, Reason.ILL_FORMED),
    "x = x + 1 for x in RR and 1 < 2 and x in (1, 2, 3)": (Status.INVALID, Reason.ILL_FORMED),
    "x = x + y for x in RR and y in NN": (Status.REFUTED, None),
    "x > y for x in (1 + y, oo) and y in (1, 2)": (Status.PROVED, None),
}


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim[:60])
def test_status_and_reason(claim: str) -> None:
    verdict = judge(claim)
    assert (verdict.status, verdict.reason) == CLAIMS[claim], verdict.message
    assert (verdict.certificate is not None) == (verdict.status in (Status.PROVED, Status.REFUTED))
    assert (verdict.counterexample is not None) == (verdict.status is Status.REFUTED)
    assert bool(verdict.message) == (verdict.status not in (Status.PROVED, Status.REFUTED))
    assert (verdict.position is not None) <= (verdict.reason in (Reason.SYNTAX, Reason.LIMIT_EXCEEDED))


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim[:60])
def test_the_same_claim_has_the_same_verdict(claim: str) -> None:
    first, second = (replace(judge(claim), wall_s=0.0, cpu_s=0.0) for _ in range(2))
    assert first == second
    assert first.wall_s == 0


def test_text_and_parsed_claim_have_the_same_verdict() -> None:
    text = "sin(x + y) = sin(x)*cos(y) + cos(x)*sin(y) for x in RR, y in RR"
    of_text, of_claim = (replace(judge(form), wall_s=0.0, cpu_s=0.0) for form in (text, parse_claim(text)))
    assert of_text == of_claim
    assert of_text.claim == parse_claim(text).text
    assert of_text.claim_sha256 == parse_claim(text).sha256


def test_counterexamples_are_the_simplest_tried_and_can_be_repeated() -> None:
    verdict = judge("sqrt(x^2) = x for x in RR")
    assert verdict.counterexample is not None
    assert verdict.counterexample.point == (("x", "-1"),)
    assert verdict.counterexample.relation == "sqrt(x^2) = x"
    assert verdict.counterexample.left.real.midpoint == "1"
    assert verdict.counterexample.right.real.midpoint == "-1"


# -- digits ------------------------------------------------------------------------------------------------------------

TRUE_TO_MPMATH = {
    "zeta(2) = pi^2/6": lambda: (mpmath.zeta(2), mpmath.pi**2 / 6),
    "gamma(1/3)*gamma(2/3) = 2*pi/sqrt(3)": lambda: (
        mpmath.gamma(mpmath.mpf(1) / 3) * mpmath.gamma(mpmath.mpf(2) / 3),
        2 * mpmath.pi / mpmath.sqrt(3),
    ),
    "sum(1/n^2, n, 1, oo) = pi^2/6": lambda: (mpmath.zeta(2), mpmath.pi**2 / 6),
    "4*atan(1/5) - atan(1/239) = pi/4": lambda: (
        4 * mpmath.atan(mpmath.mpf(1) / 5) - mpmath.atan(mpmath.mpf(1) / 239),
        mpmath.pi / 4,
    ),
}


@pytest.mark.parametrize("claim", TRUE_TO_MPMATH)
@pytest.mark.parametrize("digits", [1, 15, 50, 200])
def test_supported_digits_are_wanted_and_confirmed(claim: str, digits: int) -> None:
    verdict = judge(claim, Options(digits=digits, proof_effort=0))
    assert verdict.status is Status.SUPPORTED
    assert digits <= verdict.digits <= digits + 50 + digits // 2
    with mpmath.workdps(verdict.digits + 30):
        left, right = TRUE_TO_MPMATH[claim]()
        assert abs(left - right) <= abs(right) * mpmath.mpf(10) ** -verdict.digits
        for enclosure in (verdict.left, verdict.right):
            assert enclosure is not None
            midpoint, radius = mpmath.mpf(enclosure.real.midpoint), mpmath.mpf(enclosure.real.radius)
            assert abs(left - midpoint) <= radius + mpmath.mpf(10) ** (-verdict.digits - 20)


@given(st.integers(1, 45))
@settings(max_examples=20, deadline=None)
def test_digits_never_exceed_a_known_difference(k: int) -> None:
    """Sides that differ by 10^-k are refuted, or said to agree to at most k digits where precision is capped."""
    claim = f"exp(1) + 1/10^{k} = e"
    assert judge(claim).status is Status.REFUTED
    for bits in (8, 24, 40, 80):
        verdict = judge(claim, Options(digits=3, max_precision_bits=bits))
        assert verdict.status in (Status.REFUTED, Status.SUPPORTED, Status.UNDECIDED)
        assert verdict.status is Status.REFUTED or verdict.digits <= k + 1


def test_digits_are_counted_to_a_million() -> None:
    for claim in ("(1/2)^(10^30) = 0", "exp(-10^12) <= 0 + exp(-10^12)"):
        assert judge(claim).digits <= 1_000_000


def test_agreement_below_the_wanted_digits_is_no_support() -> None:
    verdict = judge("zeta(2) = pi^2/6", Options(digits=50, max_precision_bits=64))
    assert (verdict.status, verdict.reason) == (Status.UNDECIDED, Reason.PRECISION)
    assert 10 <= verdict.digits < 25


# -- comparison --------------------------------------------------------------------------------------------------------

RELATIONS = ("=", "!=", "<", "<=", ">", ">=")


@given(st.fractions(-3, 3, max_denominator=9), st.fractions(-3, 3, max_denominator=9), st.sampled_from(RELATIONS))
def test_exact_values_decide_every_relation(x: object, y: object, relation: str) -> None:
    truth = {"=": x == y, "!=": x != y, "<": x < y, "<=": x <= y, ">": x > y, ">=": x >= y}[relation]  # type: ignore[operator]
    exact = decide(relation, value_of(f"({x})"), value_of(f"({y})"))
    assert exact is (Outcome.TRUE if truth else Outcome.FALSE)
    through_balls = decide(relation, value_of(f"({x}) + pi"), value_of(f"({y}) + pi"))
    if x == y:
        assert through_balls is Outcome.OPEN
    else:
        assert through_balls is exact


def test_overlapping_balls_decide_nothing() -> None:
    for relation in RELATIONS:
        assert decide(relation, value_of("pi"), value_of("4*atan(1)")) is Outcome.OPEN
        assert decide(relation, value_of("i*pi"), value_of("4*i*atan(1)")) in (Outcome.OPEN, Outcome.NOT_REAL)


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("pi < oo", Outcome.TRUE), ("pi <= oo", Outcome.TRUE), ("pi > oo", Outcome.FALSE), ("-oo < pi", Outcome.TRUE),
        ("-oo > pi", Outcome.FALSE), ("pi > -oo", Outcome.TRUE), ("pi = oo", Outcome.FALSE), ("oo != pi", Outcome.TRUE),
        ("i < oo", Outcome.NOT_REAL), ("i = oo", Outcome.FALSE), ("oo >= 10^1000", Outcome.TRUE),
    ],
)  # fmt: skip
def test_finite_values_against_infinity(claim: str, outcome: Outcome) -> None:
    assert compare(parse_claim(claim).relations[0], lambda _bits: {}, 20).outcome is outcome


def test_infinity_against_infinity_is_not_compared() -> None:
    with pytest.raises(InfiniteValueError):
        compare(parse_claim("oo = oo").relations[0], lambda _bits: {}, 20)


# -- options, events and the invariants of a verdict -------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"digits": 0}, {"digits": -5}, {"digits": 1_000_001}, {"max_precision_bits": -1},
        {"max_precision_bits": (1 << 26) + 1}, {"max_points": 0}, {"max_points": 1001},
    ],
)  # fmt: skip
def test_options_are_validated(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Options(**wrong)


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (Status.PROVED, None), (Status.REFUTED, None), (Status.UNDECIDED, None), (Status.INVALID, None),
        (Status.UNDECIDED, Reason.SYNTAX), (Status.INVALID, Reason.TIMEOUT), (Status.SUPPORTED, Reason.PRECISION),
        (Status.CONDITIONAL, Reason.PRECISION),
    ],
)  # fmt: skip
def test_a_verdict_without_its_grounds_cannot_be_built(status: Status, reason: Reason | None) -> None:
    with pytest.raises(ValueError, match=r"certificate|reason"):
        Verdict(status, "1 = 1", "", reason)


def test_every_reason_belongs_to_one_status() -> None:
    for reason in Reason:
        status = Status.UNDECIDED if reason in UNDECIDED_REASONS else Status.INVALID
        assert Verdict(status, "1 = 1", "", reason).reason is reason


def test_what_cuts_a_search_short_is_told_with_the_evidence() -> None:
    assert Verdict(Status.SUPPORTED, "1 = 1", "", Reason.TIMEOUT).reason is Reason.TIMEOUT


def test_events_lead_to_the_verdict() -> None:
    events: list[Event] = []
    verdict = judge("zeta(2) = pi^2/6", observe=events.append)
    stages = [event.stage for event in events if isinstance(event, Progress)]
    assert stages[0] == "well-posed"
    assert {"refute", "prove"} <= set(stages)
    evidence = [event for event in events if isinstance(event, Evidence)]
    assert evidence
    assert max(event.digits for event in evidence) <= verdict.digits


def test_many_digits_come_after_the_verdict() -> None:
    events: list[Event] = []
    verdict = judge("pcf(2, n^2, n) = 2/(4 - pi)", Options(digits=300), events.append)
    (standing,) = (event.verdict for event in events if isinstance(event, Standing) and event.verdict.certificate)
    assert (standing.status, verdict.status) == (Status.PROVED, Status.PROVED)
    assert 50 <= standing.digits < 300 <= verdict.digits
    assert verdict.certificate == standing.certificate
    with mpmath.workdps(320):
        assert verdict.left is not None
        midpoint, radius = mpmath.mpf(verdict.left.real.midpoint), mpmath.mpf(verdict.left.real.radius)
        assert abs(midpoint - 2 / (4 - mpmath.pi)) <= radius < mpmath.mpf(10) ** -300
    after = events[events.index(Standing(standing)) + 1 :]
    assert isinstance(after[0], Progress)
    assert "300 digits" in after[0].detail


def test_a_difference_in_a_late_digit_is_found_by_asking_for_it() -> None:
    claim = "pi + 10^(-70) = pi + sin(10^(-200))"
    assert judge(claim, Options(digits=50, proof_effort=0)).status is Status.SUPPORTED
    assert judge(claim, Options(digits=100, proof_effort=0)).status is Status.REFUTED


def test_digits_beyond_reach_are_told_with_the_proof() -> None:
    verdict = judge("sqrt(2)*sqrt(3) = sqrt(6)", Options(digits=1000, max_precision_bits=500))
    assert verdict.status is Status.PROVED
    assert verdict.notes[-1].endswith("of the 1000 digits asked for were reached")


def test_number_of_points() -> None:
    verdict = judge("sin(2*x) = 2*sin(x)*cos(x) for x in CC", Options(max_points=5, proof_effort=0))
    assert verdict.status is Status.SUPPORTED
    assert len(verdict.points) == 5
    assert all(point.digits >= 50 for point in verdict.points)


def test_the_seed_moves_the_points() -> None:
    claim = "sin(x + y) = sin(x)*cos(y) + cos(x)*sin(y) for x in CC, y in CC"
    zero, one = (judge(claim, Options(seed=seed, proof_effort=0)).points for seed in (0, 1))
    assert zero != one


def test_limits_of_the_caller_hold() -> None:
    verdict = judge("1 + 1 + 1 + 1 = 4", limits=Limits(max_nodes=4))
    assert (verdict.status, verdict.reason) == (Status.UNDECIDED, Reason.LIMIT_EXCEEDED)


@pytest.mark.parametrize(
    "claim",
    [
        "factorial(10^12) = 1", "factorial(10^100) = 1", "binomial(10^30, 10^29) = 1", "fibonacci(10^15) = 1",
        "1.5^(10^12) = 1", "exp(exp(exp(exp(10)))) = 1", "gamma(10^20) = 1", "bernoulli(10^9) = 1",
        "prod(k, k, 1, 10^5) = 1", "sin(10^100000) = 0",
    ],
)  # fmt: skip
def test_large_claims_end(claim: str) -> None:
    assert judge(claim).status in (Status.REFUTED, Status.UNDECIDED)
