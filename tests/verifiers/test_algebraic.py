"""Zero bounds: an algebraic 0 is proved to be 0, what is not 0 never is, and what is not algebraic has no bound."""

from __future__ import annotations

import contextlib

import pytest
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st

from probatum.verifiers import CertificateError, Options, Status, check, judge, parse_claim
from probatum.verifiers.certificates import AlgebraicZero
from probatum.verifiers.exact.algebraic import zero_bound
from probatum.verifiers.language import parse_expression
from tests.verifiers.enclosing import as_ball, value_of

naturals = st.integers(2, 60)


def is_proved(claim: str) -> bool:
    return judge(claim).status is Status.PROVED


def _nested(numbers: list[int], order: int) -> str:
    """A tower of roots `(a + (b + ...)^(1/order))^(1/order)`."""
    text = str(numbers[0])
    for number in numbers[1:]:
        text = f"({number} + ({text})^(1/{order}))"
    return text


@given(st.lists(naturals, min_size=1, max_size=3), st.sampled_from([2, 3]))
@settings(max_examples=30, deadline=None)
def test_a_power_undoes_its_root(numbers: list[int], order: int) -> None:
    radicand = _nested(numbers, order)
    assert is_proved(f"(({radicand})^(1/{order}))^{order} = {radicand}")


@given(naturals, naturals, st.integers(30, 400))
@settings(max_examples=30, deadline=None)
def test_a_perturbation_is_never_proved(a: int, b: int, k: int) -> None:
    """A difference of 10^-k is refuted within the precision allowed, and not proved beyond it."""
    claim = f"(sqrt({a}) + sqrt({b}))^2 - 1/10^{k} = {a} + {b} + 2*sqrt({a * b})"
    for digits in (20, 50):
        assert judge(claim, Options(digits=digits)).status is Status.REFUTED
        verdict = judge(claim, Options(digits=digits, max_precision_bits=90))
        assert verdict.status is not Status.PROVED
        assert verdict.status is Status.REFUTED or verdict.digits <= k + 1


@given(naturals, naturals)
@settings(max_examples=30, deadline=None)
def test_denesting(a: int, b: int) -> None:
    """`sqrt(a + b + 2 sqrt(a b)) = sqrt(a) + sqrt(b)`, and its conjugate with the right sign."""
    assert is_proved(f"sqrt({a + b} + 2*sqrt({a * b})) = sqrt({a}) + sqrt({b})")
    if a > b:
        assert is_proved(f"sqrt({a + b} - 2*sqrt({a * b})) = sqrt({a}) - sqrt({b})")
        assert judge(f"sqrt({a + b} - 2*sqrt({a * b})) = sqrt({b}) - sqrt({a})").status is Status.REFUTED


@pytest.mark.parametrize(
    "claim",
    [
        "(2 + sqrt(5))^(1/3) - (sqrt(5) - 2)^(1/3) = 1",
        "(7 + 5*sqrt(2))^(1/3) - (5*sqrt(2) - 7)^(1/3) = 2",
        "(2^(1/3) - 1)^(1/3) = (1/9)^(1/3) - (2/9)^(1/3) + (4/9)^(1/3)",
        "sqrt(5^(1/3) - 4^(1/3)) = (2^(1/3) + 20^(1/3) - 25^(1/3))/3",
        "((3 + 2*5^(1/4))/(3 - 2*5^(1/4)))^(1/4) = (5^(1/4) + 1)/(5^(1/4) - 1)",
        "golden_ratio^2 = golden_ratio + 1",
        "golden_ratio = 2*cos(pi/5)",
        "(-8)^(1/3) = 1 + sqrt(-3)",
        "((1 + i)/sqrt(2))^8 = 1",
        "exp(2*pi*i/7)^7 = 1",
        "e^(i*pi) + 1 = 0",
        "abs(1 - sqrt(2)) = sqrt(2) - 1",
        "8*cos(2*pi/7)^3 + 4*cos(2*pi/7)^2 - 4*cos(2*pi/7) - 1 = 0",
        "cos(pi/7) - cos(2*pi/7) + cos(3*pi/7) = 1/2",
        "sin(pi/10) = (sqrt(5) - 1)/4",
        "16*cos(2*pi/17) = sqrt(17) - 1 + sqrt(34 - 2*sqrt(17))"
        " + 2*sqrt(17 + 3*sqrt(17) - sqrt(34 - 2*sqrt(17)) - 2*sqrt(34 + 2*sqrt(17)))",
        "tan(3*pi/11) + 4*sin(2*pi/11) = sqrt(11)",
        "tan(pi/8) = sqrt(2) - 1",
        "cot(pi/12) = 2 + sqrt(3)",
        "sec(pi/5)*csc(pi/10) = 4",
        "sin(pi/9)*sin(2*pi/9)*sin(4*pi/9) = sqrt(3)/8",
        "sqrt(2)*sqrt(3) <= sqrt(6)",
        "sqrt(6) >= sqrt(2)*sqrt(3)",
    ],
)  # fmt: skip
def test_known_relations_are_proved(claim: str) -> None:
    assert is_proved(claim)


@given(st.integers(1, 20).flatmap(lambda q: st.tuples(st.integers(-2 * q, 2 * q), st.just(q))))
@settings(max_examples=25, deadline=None)
def test_pythagoras_and_double_angles_at_rational_angles(angle: tuple[int, int]) -> None:
    x = f"({angle[0]}*pi/{angle[1]})"
    assert is_proved(f"sin{x}^2 + cos{x}^2 = 1")
    assert is_proved(f"cos(2*{x}) = 2*cos{x}^2 - 1")
    assert judge(f"cos(2*{x}) = 2*cos{x}^2 + 1").status is Status.REFUTED


@pytest.mark.parametrize(
    "text",
    ["pi", "e", "sqrt(pi)", "exp(1)", "exp(i)", "cos(1)", "sin(pi^2)", "log(2)", "2^sqrt(2)", "gamma(1/3)", "zeta(3)",
     "cos(pi*sqrt(2))", "exp(pi)", "pi - pi", "atan(1)/pi", "sum(1/2^n, n, 0, oo)", "exp(pi*i*sqrt(2))"],
)  # fmt: skip
def test_what_is_not_seen_to_be_algebraic_has_no_bound(text: str) -> None:
    assert zero_bound(parse_expression(text)) is None


@given(st.lists(st.integers(-9, 9).filter(bool), min_size=3, max_size=3), st.integers(1, 60))
@settings(max_examples=40, deadline=None)
def test_the_bound_holds_for_numbers_that_are_not_zero(c: list[int], n: int) -> None:
    """`|alpha| >= 2^-bits` for alpha = (c0 + c1 sqrt 2 + c2 sqrt 3)^n, small powers of units among them."""
    text = f"(({c[0]}) + ({c[1]})*sqrt(2) + ({c[2]})*sqrt(3))^{n}"
    bound = zero_bound(parse_expression(text))
    assert bound is not None
    value = abs(as_ball(value_of(text, 2000)))
    assert value > 0, "the field has no such relation"
    assert value > arb(2) ** (-bound.bits)


@given(st.integers(1, 400))
@settings(max_examples=25, deadline=None)
def test_small_units_are_not_taken_for_zero(n: int) -> None:
    """`(sqrt 2 - 1)^n` is as small as an algebraic number of its height can be."""
    claim = parse_claim(f"(sqrt(2) - 1)^{n} = 0")
    bound = zero_bound(parse_expression(f"(sqrt(2) - 1)^{n}"))
    assert bound is not None
    assert abs(as_ball(value_of(f"(sqrt(2) - 1)^{n}", 1000))) > arb(2) ** (-bound.bits)
    for bits in (8, 64, 256):
        with contextlib.suppress(CertificateError):
            assert not check(claim, AlgebraicZero(bits)).proved
    assert judge(claim).status is Status.REFUTED


@pytest.mark.parametrize(
    "claim",
    ["sqrt(2)*sqrt(3) < sqrt(6)", "sqrt(2)*sqrt(3) != sqrt(6)", "1/(sqrt(2)*sqrt(3) - sqrt(6)) = 0",
     "0/(sqrt(2)*sqrt(3) - sqrt(6)) = 0"],
)  # fmt: skip
def test_equality_proves_nothing_else(claim: str) -> None:
    assert judge(claim).status not in (Status.PROVED, Status.SUPPORTED)
