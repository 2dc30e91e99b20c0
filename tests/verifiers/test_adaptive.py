"""Values to a number of digits: narrow enough, and around the right number."""

from __future__ import annotations

import pytest
from flint import acb, arb, ctx, fmpq

from probatum.verifiers.balls.adaptive import enclose
from probatum.verifiers.balls.errors import PrecisionError
from probatum.verifiers.language import parse_expression


@pytest.mark.parametrize("digits", [1, 15, 50, 1000])
@pytest.mark.parametrize(
    "text", ["pi", "exp(i*pi/5)", "zeta(3)", "10^30*pi", "exp(-100)", "exp(pi*sqrt(163)) - 262537412640768744"]
)
def test_the_radius_is_within_the_digits(text: str, digits: int) -> None:
    expr = parse_expression(text)
    value, narrower = enclose(expr, digits), enclose(expr, 2 * digits + 10)
    assert isinstance(value, (arb, acb))
    with ctx.workdps(3 * digits + 40):
        assert acb(value).overlaps(acb(narrower))
        for part in (value.real, value.imag) if isinstance(value, acb) else (value,):
            assert part.rad() <= abs(acb(value.mid())) * arb(10) ** -digits


def test_known_digits() -> None:
    # Euler's number, OEIS A001113.
    value = enclose(parse_expression("exp(1)"), 30)
    assert isinstance(value, arb)
    assert value.str(30, radius=False) == "2.71828182845904523536028747135"


def test_cancellation_is_paid_for_with_precision() -> None:
    # sqrt(10^200 + 1) - 10^100 = 1/(2*10^100) - ..., of which the first 100 digits cancel.
    value = enclose(parse_expression("sqrt(10^200 + 1) - 10^100"), 20)
    with ctx.workdps(60):
        assert isinstance(value, arb)
        assert abs(value * 2 * arb(10) ** 100 - 1) < arb(10) ** -19


def test_exact_values_stay_exact() -> None:
    assert enclose(parse_expression("1/3 + 1/6"), 50) == fmpq(1, 2)


def test_a_ball_around_zero_has_no_digits() -> None:
    with pytest.raises(PrecisionError, match="not known to 10 digits"):
        enclose(parse_expression("sin(1)^2 + cos(1)^2 - 1"), 10)


def test_the_precision_allowed_is_respected() -> None:
    with pytest.raises(PrecisionError, match="at 64 bits"):
        enclose(parse_expression("pi"), 50, max_precision_bits=64)


def test_the_working_precision_is_left_as_it_was() -> None:
    before = ctx.prec
    enclose(parse_expression("pi"), 100)
    with pytest.raises(PrecisionError):
        enclose(parse_expression("sin(pi)"), 10)
    assert ctx.prec == before
