"""Orders between functions on boxes: classical inequalities, and each sharpened until it is false."""

from __future__ import annotations

import pytest
from flint import ctx, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from probatum.verifiers import CertificateError, Status, check, judge
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.certificates.kinds.subdivision import BoxSubdivision, Subdivision
from probatum.verifiers.exact.derivatives import DIFFERENTIABLE, NoDerivativeError, derivative
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.inequalities.jets import Box, NotAnalyticError, jet
from probatum.verifiers.language import integer
from probatum.verifiers.language.parser import parse_claim, parse_expression
from tests.inequalities.orders import require_proved, require_refuted

CLASSICAL = [
    # Mitrinovic, Analytic inequalities, 2.3 (Jordan), 3.4, 3.6; equality at an end, at both, inside.
    ("sin(x) <= x for x in [0, 1]", "sin(x) <= 0.9999*x for x in [0, 1]"),
    ("sin(x) < x for x in (0, 1]", "sin(x) < x for x in [0, 1]"),
    ("sin(x) >= 2*x/pi for x in [0, pi/2]", "sin(x) >= 2.001*x/pi for x in [0, pi/2]"),
    ("sin(x) >= x - x^3/6 for x in [0, 2]", "sin(x) >= x - 0.16*x^3 for x in [0, 2]"),
    ("exp(x) >= 1 + x for x in [-3, 3]", "exp(x) > 1 + x for x in [-3, 3]"),
    ("cos(x) >= 1 - x^2/2 for x in [-2, 2]", "cos(x) >= 1 - 0.499*x^2 for x in [-2, 2]"),
    ("log(1 + x) <= x for x in [-1/2, 2]", "log(1 + x) <= 0.999*x for x in [-1/2, 2]"),
    ("x + 1/x >= 2 for x in [1/100, 10]", "x + 1/x >= 2.0001 for x in [1/100, 10]"),
    ("x^2 - 2/3*x + 1/9 >= 0 for x in [-5, 5]", "x^2 - 2/3*x + 1/9 > 0 for x in [-5, 5]"),
    ("x^2 - 2*sqrt(2)*x + 2 >= 0 for x in [0, 3]", "x^2 - 2*sqrt(2)*x + 1.99999 >= 0 for x in [0, 3]"),
    ("sin(x)*cos(x) <= 1/2 for x in [0, pi]", "sin(x)*cos(x) <= 0.499999 for x in [0, pi]"),
    ("sin(x)/x >= 1 - x^2/6 for x in (0, 1]", "sin(x)/x >= 1 - x^2/6.1 for x in (0, 1]"),
    ("x*tan(x)/(1 - cos(x)) > 2 for x in [-1, 1], x != 0", "x*tan(x)/(1 - cos(x)) > 2.1 for x in [-1, 1], x != 0"),
    ("abs(log(1 + x) - x) <= x^2 for x in [-1/2, 1/2]", "abs(log(1 + x) - x) <= 0.6*x^2 for x in [-1/2, 1/2]"),
    ("0 < tanh(x) <= x for x in (0, 3]", "0 < tanh(x) <= 0.99*x for x in (0, 3]"),
    ("gamma(x) > 0.8856 for x in [1, 2]", "gamma(x) > 0.8857 for x in [1, 2]"),
    ("erf(x) <= 2*x/sqrt(pi) for x in [0, 2]", "erf(x) <= 1.99*x/sqrt(pi) for x in [0, 2]"),
    ("x*y*(1 - x - y) < 0.0371 for x in [0, 1], y in [0, 1]", "x*y*(1 - x - y) < 0.037 for x in [0, 1], y in [0, 1]"),
    ("sin(x + y) < 1.1 + x*y for x in [0, 1], y in [0, 1]", "sin(x + y) < 0.75 + x*y for x in [0, 1], y in [0, 1]"),
    # Errors of approximations: Abramowitz and Stegun 4.3.96, and the largest error of a Taylor polynomial, e - 8/3.
    ("abs(sin(x)/x - (1 - 0.16605*x^2 + 0.00761*x^4)) <= 2e-4 for x in (0, pi/2]",
     "abs(sin(x)/x - (1 - 0.16605*x^2 + 0.00761*x^4)) <= 1e-4 for x in (0, pi/2]"),
    ("abs(exp(x) - (1 + x + x^2/2 + x^3/6)) <= e - 8/3 for x in [-1, 1]",
     "abs(exp(x) - (1 + x + x^2/2 + x^3/6)) <= (e - 8/3)*(1 - 1e-6) for x in [-1, 1]"),
    ("abs(exp(x) - (1 + x + x^2/2 + x^3/6)) <= 432983*ulp(exp(x), 24) for x in [0, 1]",
     "abs(exp(x) - (1 + x + x^2/2 + x^3/6)) <= 200000*ulp(exp(x), 24) for x in [0, 1]"),
]  # fmt: skip


@pytest.mark.parametrize("claim", [true for true, _ in CLASSICAL])
def test_a_true_order_is_proved_and_its_certificate_checked_again(claim: str) -> None:
    require_proved(claim)


@pytest.mark.parametrize("claim", [false for _, false in CLASSICAL])
def test_a_false_order_beside_it_is_refuted_at_a_point(claim: str) -> None:
    require_refuted(claim)


@pytest.mark.parametrize(
    "claim",
    [
        "0*log(x) <= 1 for x in [-1, 1]",  # log has no value at 0
        "sin(x)/x <= 1 for x in [-1, 1]",  # nor has the quotient
        "sqrt(x) <= 2 for x in [-1, 1]",  # not real
        "1/x^2 > 0 for x in [-1, 1]",
        "(sin(x)/x)^0 > 1/2 for x in [0, 1]",
    ],
)
def test_what_has_no_value_somewhere_is_not_proved(claim: str) -> None:
    assert judge(claim).status is not Status.PROVED


# -- the checker ------------------------------------------------------------------------------------

SINE = parse_claim("sin(x) < 0.99 for x in [0, 1]")


def _points(*texts: str) -> tuple[object, ...]:
    return tuple(map(parse_expression, texts))


def _accepted(claim: str, *points: str, order: int = 8, bits: int = 64) -> bool:
    try:
        return check(parse_claim(claim), Subdivision(bits, order, _points(*points))).proved  # type: ignore[arg-type]
    except CertificateError:
        return False


def test_the_parts_must_cover_the_domain() -> None:
    claim = "sin(x) < 0.99 for x in [0, 1]"
    assert _accepted(claim, "0", "1/2", "1")
    assert _accepted(claim, "0", "1")
    for points in (("0", "1/2"), ("1/2", "1"), ("1/100", "1"), ("0", "99/100"), ("0",), ()):
        assert not _accepted(claim, *points)
    assert not _accepted(claim, "0", "1", bits=1)
    assert not _accepted(claim, "0", "1", order=0)
    assert not _accepted(claim, "0", "1", order=10_000)
    assert not _accepted(claim, "0", "oo")
    assert not _accepted("sin(x) <= x for x in [-1, 0]", "0", "-1")
    assert not _accepted("sin(x) <= x for x in [-1, 1]", "1", "0", "-1")
    assert not _accepted(claim, "0", "x", "1")


def test_a_false_order_is_accepted_on_no_parts() -> None:
    for parts in (1, 4, 64):
        points = [f"{k}/{parts}" for k in range(parts + 1)]
        assert not _accepted("sin(x) < 0.8414 for x in [0, 1]", *points)
    assert _accepted("sin(x) < 0.8416 for x in [0, 1]", *points)


def test_equality_at_an_end_needs_a_weak_order_or_an_end_left_out() -> None:
    assert _accepted("sin(x) <= x for x in [0, 1]", "0", "1")
    assert _accepted("sin(x) < x for x in (0, 1]", "0", "1")
    assert not _accepted("sin(x) < x for x in [0, 1]", "0", "1")
    assert not _accepted("sin(x) <= x for x in [-1, 1]", "-1", "0", "1")
    assert _accepted("sin(x)/x < 1 for x in (0, 1]", "0", "1")
    assert not _accepted("sin(x)/x <= 1 for x in [0, 1]", "0", "1")


def test_a_variable_must_be_real_and_the_only_one() -> None:
    assert not _accepted("x^2 >= 0 for x in CC", "0", "1")
    assert not _accepted("x < y + 2 for x in [0, 1], y in [0, 1]", "0", "1")
    assert not _accepted("sin(x) = x for x in [0, 1]", "0", "1")


def test_the_parts_of_a_box_cover_it() -> None:
    claim = parse_claim("x*y < 1.01 for x in [0, 1], y in [0, 1]")
    unit = (_points("0", "1"), _points("0", "1"))
    whole = judge(claim.text).certificate
    assert isinstance(whole, BoxSubdivision)
    assert check(claim, whole).proved
    short = (_points("0", "1"), _points("0", "1/2"))
    for ranges, splits in (
        (unit, whole.splits[:-1]),
        (unit, (*whole.splits, 0)),
        (unit, (3, 0, 0)),
        (short, (0,)),
        (unit, ()),
    ):
        with pytest.raises(CertificateError):
            check(claim, BoxSubdivision(64, ranges, splits))  # type: ignore[arg-type]


def test_steps_are_not_constant_on_a_box() -> None:
    # ulp(x + y, 24) is 2^-22 below 4 and 2^-21 from there on, the value in the middle of the box.
    claim = parse_claim("ulp(x + y, 24) > 3/2^23 for x in [1, 3], y in [1, 3]")
    ranges = (_points("1", "3"), _points("1", "3"))
    with pytest.raises(CertificateError, match="not decided on a part"):
        check(claim, BoxSubdivision(64, ranges, (0,)))  # type: ignore[arg-type]
    assert judge(claim.text).status is Status.REFUTED


# -- laws -------------------------------------------------------------------------------------------

FUNCTIONS = ("exp(x)", "sin(x)", "cos(2*x)", "x^3 - x", "1/(2 + x)", "log(3 + x)", "sqrt(2 + x)", "atan(x)", "tanh(x)")


@given(
    st.sampled_from(FUNCTIONS),
    st.sampled_from(FUNCTIONS),
    st.integers(-8, 8),
    st.integers(1, 8),
    st.integers(0, 16),
)
@settings(max_examples=60, deadline=None)
def test_a_jet_encloses_the_function_on_its_box(first: str, second: str, low: int, width: int, place: int) -> None:
    with ctx.workprec(96):
        expr = parse_expression(f"({first})*({second}) - ({second})/(5 + {first})")
        ends = fmpq(low, 8), fmpq(low, 8) + fmpq(width, 32)
        centre = (ends[0] + ends[1]) / 2
        over = complex_(ends[0]).real.union(complex_(ends[1]).real)
        try:
            found = jet(expr, Box("x", centre, over, 0, {}), 6)
        except NotAnalyticError:
            return
        point = ends[0] + (ends[1] - ends[0]) * fmpq(place, 16)
        step = point - centre
        total = sum((found.coefficient(k) * step**k for k in range(5)), found.over[5] * step**5)
        assert total.overlaps(complex_(evaluate(expr, {"x": point})).real)


@pytest.mark.parametrize("name", DIFFERENTIABLE)
def test_derivatives_agree_with_difference_quotients(name: str) -> None:
    with_parameter = name in ("besselj", "bessely", "besseli", "besselk", "polygamma", "polylog", "chebyt", "hermite")
    argument = "(5/2 + x)" if name in ("acosh", "li") else "(1/3 + x)"
    expr = parse_expression(
        f"{name}(2, {argument})" if with_parameter else f"factorial{argument}" if name == "!" else f"{name}{argument}"
    )
    slope = derivative(expr, "x")
    with ctx.workprec(400):
        step = fmpq(1, 10**30)
        ends = [complex_(evaluate(expr, {"x": side * step})) for side in (1, -1)]
        quotient = (ends[0] - ends[1]) / (2 * step)
        found = complex_(evaluate(slope, {"x": fmpq(0)}))
    assert abs(quotient - found) < abs(found) * fmpq(1, 10**40) + fmpq(1, 10**50)


def test_what_has_no_derivative_says_so() -> None:
    with pytest.raises(NoDerivativeError, match="floor"):
        derivative(parse_expression("floor(x)"), "x")
    assert derivative(parse_expression("floor(y)"), "x") == integer(0)


# -- what the checker must not accept ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim", "points", "words"),
    [
        # abs(x) < 1 bounds a complex number too: i^2 = -1.
        ("x^2 >= 0 for x in CC, abs(x) <= 1", ("-1", "0", "1"), "not seen to be real"),
        # 1/2 at x = 2, 2^-59 at x = 60, no value between the integers.
        ("ulp(1, x) > 1/1000 for x in [2, 60]", ("2", "60"), "not decided on a part"),
        # Equal at 1, where ulp is 1; at 2 the left side is 2, the right one 3/2.
        ("ulp(x, 1) <= 1/2*(x - 1) + 1 for x in [1, 3]", ("1", "3"), "not decided on a part"),
    ],
)
def test_false_orders_are_refused(claim: str, points: tuple[str, ...], words: str) -> None:
    with pytest.raises(CertificateError, match=words):
        check(parse_claim(claim), Subdivision(128, 8, _points(*points)))


def test_a_box_is_about_real_variables() -> None:
    claim = parse_claim("x^2 + y > -1/2 for x in CC, abs(x) <= 1, y in [0, 1]")
    ranges = (_points("-1", "1"), _points("0", "1"))
    with pytest.raises(CertificateError, match="not seen to be real"):
        check(claim, BoxSubdivision(64, ranges, (1, 1, 0, 0, 1, 0, 0)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("claim", "points", "order"),
    [
        # Zeros at the centre use up all coefficients but the last, which is the remainder: the value on the part.
        ("10*x^2 < x for x in (0, 1]", ("0", "1"), 1),
        ("x^3 >= 0 for x in [-1, 0]", ("-1", "0"), 2),
        ("sinh(x)^3 >= 0 for x in [-pi/2, pi/2]", ("-pi/2", "-pi/2 + pi*1/2", "pi/2"), 2),
    ],
)
def test_the_last_coefficient_is_that_of_the_remainder(claim: str, points: tuple[str, ...], order: int) -> None:
    with pytest.raises(CertificateError, match="not decided on a part"):
        check(parse_claim(claim), Subdivision(128, order, _points(*points)))
