"""Identities on domains wider than they hold on: each is refuted, at a point that can be read."""

from __future__ import annotations

from itertools import islice, product

import pytest

from probatum.verifiers import Options, Reason, Status, judge, parse_claim
from probatum.verifiers.conditions.critical_points import critical_points, far_points
from probatum.verifiers.conditions.membership import holds
from probatum.verifiers.conditions.points import point_scope
from probatum.verifiers.language.parser import parse_expression

WIDER = [
    # (claim, the point at which it fails)
    ("sqrt(x^2) = x for x in RR", "x = -1"),
    ("sqrt(x^2) = x for x in CC", "x = -1"),
    ("sqrt(x*y) = sqrt(x)*sqrt(y) for x in RR, y in RR", "x = -1, y = -1"),
    ("sqrt(x/y) = sqrt(x)/sqrt(y) for x in RR, y in RR, y != 0", "x = 1, y = -1"),
    ("sqrt(1/z) = 1/sqrt(z) for z in CC, z != 0", "z = -1"),
    ("log(x*y) = log(x) + log(y) for x in CC, y in CC, x != 0, y != 0", "x = i, y = -1"),
    ("log(x*y) = log(x) + log(y) for x in RR, y in RR, x != 0, y != 0", "x = -1, y = -1"),
    ("log(x^2) = 2*log(x) for x in RR, x != 0", "x = -1"),
    ("log(1/z) = -log(z) for z in CC, z != 0", "z = -1"),
    ("log(exp(z)) = z for z in CC", "z = -4*i"),
    ("log(z^n) = n*log(z) for z in CC, n in ZZ, z != 0", "z = i, n = 3"),
    ("(a^b)^c = a^(b*c) for a in RR, b in RR, c in RR, a > 0 and b != 0 or a != 0", "a = -1, b = 2, c = 1/2"),
    ("(a^b)^c = a^(b*c) for a in CC, b in CC, c in CC, a != 0", "a = i, b = 3, c = i"),
    ("(x*y)^a = x^a*y^a for x in CC, y in CC, a in RR, x != 0, y != 0", "x = i, y = -1, a = 1/2"),
    ("exp(z)^w = exp(z*w) for z in CC, w in CC", "z = -4*i, w = i"),
    ("atan(x) + atan(1/x) = pi/2 for x in RR, x != 0", "x = -1"),
    ("atan(x) + atan(y) = atan((x + y)/(1 - x*y)) for x in RR, y in RR, x*y != 1", "x = 1, y = 2"),
    ("2*atan(x) = atan(2*x/(1 - x^2)) for x in RR, x^2 != 1", "x = 2"),
    ("asin(sin(x)) = x for x in RR", "x = 2"),
    ("acos(cos(x)) = x for x in RR", "x = -1"),
    ("atan(tan(x)) = x for x in RR", "x = 2"),
    ("asin(2*x*sqrt(1 - x^2)) = 2*asin(x) for x in RR, -1 < x < 1", "x = 9/10"),
    ("acos(2*x^2 - 1) = 2*acos(x) for x in RR, -1 <= x <= 1", "x = -1"),
    ("acosh(x) = log(x + sqrt(x^2 - 1)) for x in RR", "x = -2"),
    ("atanh(x) = log((1 + x)/(1 - x))/2 for x in CC, x^2 != 1", "x = 2"),
    ("asin(x) = atan(x/sqrt(1 - x^2)) for x in CC, x^2 != 1", "x = 2"),
    ("conjugate(log(z)) = log(conjugate(z)) for z in CC, z != 0", "z = -1"),
    ("conjugate(sqrt(z)) = sqrt(conjugate(z)) for z in CC", "z = -1"),
    ("abs(x) = x for x in RR", "x = -1"),
    ("abs(x + y) = abs(x) + abs(y) for x in RR, y in RR", "x = 1, y = -1"),
    ("arg(z*w) = arg(z) + arg(w) for z in CC, w in CC, z != 0, w != 0", "z = i, w = -1"),
    ("arg(1/z) = -arg(z) for z in CC, z != 0", "z = -1"),
    ("cos(n*pi) = (-1)^n for n in RR", "n = 1/2"),
    ("sin(n*pi) = 0 for n in QQ", "n = 1/2"),
    ("exp(2*pi*i*n) = 1 for n in QQ", "n = 1/2"),
    ("binomial(n, k) = binomial(n, n - k) for n in ZZ, k in ZZ", "n = -1, k = 0"),
    ("binomial(n, k) = binomial(n, n - k) for n in RR, k in ZZ, k >= 0", "n = -1, k = 0"),
    ("sum(k, k, 1, n) = n*(n + 1)/2 for n in ZZ", "n = -2"),
    ("sum(binomial(n, k), k, 0, n) = 2^n for n in ZZ", "n = -1"),
    ("sum(x^k, k, 0, n) = (1 - x^(n + 1))/(1 - x) for x in RR, x != 1, n in ZZ", "x = 2, n = -5"),
    ("loggamma(z) = log(gamma(z)) for z in CC, z not in ZZ", "z = -1/2"),
    ("besselj(-n, x) = (-1)^n*besselj(n, x) for n in RR, x in RR, x > 0", "n = 1/2, x = 1"),
    ("besselk(n, -x) = besselk(n, x) for n in ZZ, x in RR, x != 0", "n = 0, x = 1"),
    ("besselj(1/2, x) = sqrt(2/(pi*x))*sin(x) for x in CC, x != 0", "x = -1"),
    ("polylog(2, -x) + polylog(2, -1/x) = -pi^2/6 - log(x)^2/2 for x in RR, x != 0", "x = -1/2"),
    ("polylog(2, x) + polylog(2, x/(x - 1)) = -log(1 - x)^2/2 for x in RR, x != 1", "x = 2"),
    ("chebyt(n, cos(x)) = cos(n*x) for n in RR, x in RR", "n = 1/2, x = 5"),
    ("lambertw(x*exp(x)) = x for x in RR", "x = -2"),
    ("floor(x + y) = floor(x) + floor(y) for x in RR, y in RR", "x = 1/2, y = 1/2"),
    ("floor(2*x) = 2*floor(x) for x in RR", "x = 1/2"),
    ("max(x*y, x*z) = x*max(y, z) for x in RR, y in RR, z in RR", "x = -1, y = 0, z = 1"),
    ("fibonacci(2*n) = fibonacci(n)*abs(lucas(n)) for n in ZZ", "n = -1"),
    ("totient(m*n) = totient(m)*totient(n) for m in ZZ, n in ZZ, m >= 1, n >= 1", "m = 2, n = 2"),
]

FAR_OFF = [
    # (claim, the point at which it fails): far from 0, or at single points
    ("sqrt((z + 30)*(z + 40)) = sqrt(z + 30)*sqrt(z + 40) for z in RR", "z = -41"),
    ("log((z + 17)*(z - 23)) = log(z + 17) + log(z - 23) for z in RR, z < -16, z != -17", "z = -18"),
    ("floor(x/1000) = 0 for x in RR, x >= 0", "x = 1000"),
    ("floor(x/1000) = 0 for x in NN", "n = 1000"),
    ("sign(13*x + 29)^2 = 1 for x in RR", "x = -29/13"),
    ("(3*x - 17)^2 > 0 for x in RR", "x = 17/3"),
    ("log(exp(z/9)) = z/9 for z in CC", "z = 36*i"),
    ("abs(z - 20*i) >= 1 for z in CC", "z = 20*i"),
    ("gcd(n, 101) = 1 for n in NN, n > 0", "n = 101"),
    ("sum(1/k, k, 1, n) < 5 for n in NN", "n = 100"),
    ("atan(x + 50) + atan(1/(x + 50)) = pi/2 for x in RR, x > -60, x != -50, not (-100 < x < -51)", "x = -101/2"),
    ("max(x, y + 31) = y + 31 for x in RR, y in RR", "x = 50, y = 0"),
]

STILL_TRUE = [
    # what looks like a rule that needs more than the conditions say, and holds
    "sqrt(x^2) = abs(x) for x in RR",
    "log(exp(x)) = x for x in RR",
    "asin(sin(x)) = x for x in RR, -pi/2 <= x <= pi/2",
    "polylog(2, -x) + polylog(2, -1/x) = -pi^2/6 - log(x)^2/2 for x in RR, x > 0",
    "besselk(-nu, x) = besselk(nu, x) for nu in CC, x in CC, x != 0",
]


@pytest.mark.parametrize(("claim", "point"), WIDER)
def test_it_is_refuted_at_a_short_point(claim: str, point: str) -> None:
    verdict = judge(claim)
    assert verdict.status is Status.REFUTED
    assert verdict.counterexample is not None
    found = ", ".join(f"{name} = {value}" for name, value in verdict.counterexample.point)
    assert len(found) <= len(point)


@pytest.mark.parametrize(("claim", "point"), FAR_OFF)
def test_it_is_refuted_where_the_claim_itself_says_that_something_happens(claim: str, point: str) -> None:
    verdict = judge(claim, Options(digits=10, proof_effort=0))
    assert verdict.status is Status.REFUTED
    assert verdict.counterexample is not None
    assert len(", ".join(f"{name} = {value}" for name, value in verdict.counterexample.point)) <= len(point)


@pytest.mark.parametrize(
    "claim",
    [
        "sqrt((z + 30)/(2*z - 7*i)) = sqrt(z + 30) for z in CC, z != 7*i/2",
        "gamma(n/7 - x)*floor(3*x + n) = 0 for x in RR, n in ZZ, x > 0",
        "log(x*y - 3) = atan(x/y) for x in CC, y in CC, re(x) > 0",
        "polylog(2, 1/(x^2 + 1)) = 0 for x in (0, 1)",
        "modular_j(-1/tau) = modular_j(tau) for tau in HH",
        "max(x) = min(x, y, 2*x) for x in RR, y in QQ",
        "log(x^5 - 10^40*x + 10^60) = floor(x/10^30) for x in RR",
        "sum(max(k, x), k, 0, 3) = gamma(sum(k*x, k, 1, 2)) for x in CC",
    ],
)
def test_critical_and_far_points_satisfy_the_conditions(claim: str) -> None:
    stated = parse_claim(claim)
    points = [*islice(critical_points(stated), 40), *islice(far_points(stated), 40)]
    assert points
    assert len({*points}) >= len(points) - 3
    for point in points:
        assert tuple(name for name, _ in point) == stated.declared
        assert all(holds(condition, point_scope(point, 128)) for condition in stated.conditions)


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("log((2*z - 7)/(z + 5*i)) = 0 for z in CC", "(2*z - 7)/(z + 5*i) = -1"),
        ("atan(3*z - i) = 0 for z in CC", "3*z - i = -2*i"),
        ("floor(x/9) = 0 for x in RR", "x/9 = 1"),
        ("gamma(4*z + 1) = 0 for z in CC", "4*z + 1 = -1/2"),
    ],
)
def test_an_argument_that_is_a_quotient_of_linear_functions_takes_its_critical_values(claim: str, value: str) -> None:
    equation = parse_claim(f"{value} for {claim.rpartition(' for ')[2]}").proposition
    assert any(holds(equation, point_scope(point, 128)) is not False for point in critical_points(parse_claim(claim)))


@pytest.mark.parametrize("claim", STILL_TRUE)
def test_what_holds_is_not_refuted(claim: str) -> None:
    assert judge(claim).status in (Status.PROVED, Status.SUPPORTED)


@pytest.mark.parametrize(
    ("claim", "point"),
    [
        ("gamma(z + 1) = z*gamma(z) for z in CC", "z = 0"),
        ("zeta(s, 1) = zeta(s) for s in CC", "s = 1"),
        ("1/x*x = 1 for x in RR", "x = 0"),
        ("tan(x)*cos(x)/x = sin(x)/x for x in RR", "x = 0"),
        ("log(x) - log(x) = 0 for x in NN", "x = 0"),
        ("(x + 1)/(3*x - 17) = 1/(3*x - 17)*(x + 1) for x in RR", "x = 17/3"),
        ("sin(x)/(x - 41) = sin(x)*(x - 41)^(-1) for x in RR", "x = 41"),
        ("gamma(x - 15/7)*sin(x) = sin(x)*gamma(x - 15/7) for x in RR", "x = 15/7"),
    ],
)
def test_a_point_without_a_value_is_reported_and_keeps_the_claim_from_being_proved(claim: str, point: str) -> None:
    verdict = judge(claim)
    assert verdict.status is Status.SUPPORTED
    assert any(f"undefined at {point}" in note for note in verdict.notes)


def test_with_the_condition_it_is_proved() -> None:
    for claim in ("gamma(z + 1) = z*gamma(z) for z in CC, not (z in ZZ and z <= 0)", "1/x*x = 1 for x in RR, x != 0"):
        assert judge(claim).status is Status.PROVED


def test_an_order_between_numbers_that_are_not_real_is_reported() -> None:
    somewhere = judge("sqrt(x) >= 0 for x in RR", Options(proof_effort=0))
    assert somewhere.status is Status.SUPPORTED
    assert any(note.startswith("no order at x = -") for note in somewhere.notes)
    nowhere = judge("i*exp(x) > 0 for x in RR", Options(proof_effort=0))
    assert (nowhere.status, nowhere.reason) == (Status.INVALID, Reason.NOT_REAL)


@pytest.mark.parametrize(
    ("claim", "within"),
    [
        ("exp(x) < 10^6 for x in RR", "x > 14"),
        ("abs(x) + abs(y) > 1/3 for x in RR, y in RR", "abs(x) + abs(y) <= 1/3"),
        ("x^3 < 100 for x in [0, 20], n in ZZ", "x >= 9/2"),
        ("sqrt(x) < 53/10 for x in [0, 200]", "x >= 28"),
    ],
)
def test_an_order_fails_on_the_whole_box_that_is_told(claim: str, within: str) -> None:
    verdict = judge(claim, Options(proof_effort=0))
    assert verdict.status is Status.REFUTED
    (box,) = (note.removeprefix("fails wherever ") for note in verdict.notes)
    ranges = [chain.split(" <= ") for chain in box.split(", ")]
    corners = [dict(zip([r[1] for r in ranges], ends, strict=True)) for ends in product(*(r[::2] for r in ranges))]
    condition = parse_claim(f"{within} for x in RR, y in RR").proposition
    for corner in corners:
        point = tuple((name, parse_expression(value)) for name, value in corner.items())
        assert holds(condition, point_scope(point, 128)) is True


@pytest.mark.parametrize("claim", ["x^2 >= 0 for x in RR, x < 0 or x >= 0 and x^2 > 7", "abs(x) > 0 for x in RR"])
def test_a_failure_at_one_point_has_no_box(claim: str) -> None:
    assert not any("fails wherever" in note for note in judge(claim, Options(proof_effort=0)).notes)
