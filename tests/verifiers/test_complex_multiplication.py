"""Modular functions at imaginary quadratic points: class numbers, heights, zero bounds."""

from __future__ import annotations

import pytest
from flint import arb, ctx, fmpz_poly

from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.certificates.proofs import CertificateError, Checking
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.certificates.rules.chowla_selberg import ChowlaSelberg
from probatum.verifiers.certificates.rules.combination import Combination
from probatum.verifiers.certificates.rules.roots import Roots
from probatum.verifiers.exact.algebraic import zero_bound
from probatum.verifiers.exact.complex_multiplication import (
    QuadraticPoint,
    eta_quotient,
    field_and_conductor,
    modular_invariant,
    point_expression,
    primitive_point,
    quotient_matrix,
    reduced_forms,
    ring_class_degree,
    square_part,
)
from probatum.verifiers.exact.constants_ring import is_zero_algebraic
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.language import expression_text, integer, parse_expression


@pytest.mark.parametrize(("discriminant", "classes"), [
    (-3, 1), (-4, 1), (-7, 1), (-15, 2), (-20, 2), (-23, 3), (-36, 2), (-47, 5), (-56, 4), (-71, 7), (-84, 4),
    (-163, 1), (-196, 4), (-1024, 8), (-5923, 7),
])  # fmt: skip
def test_class_numbers(discriminant: int, classes: int) -> None:
    """Cohen, A course in computational algebraic number theory, appendix B; FLINT's class polynomials agree."""
    assert len(reduced_forms(discriminant)) == classes == fmpz_poly.hilbert_class_poly(discriminant).degree()


@pytest.mark.parametrize("discriminant", [-15, -23, -56, -84])
def test_the_values_of_j_are_the_roots_of_the_class_polynomial(discriminant: int) -> None:
    polynomial = fmpz_poly.hilbert_class_poly(discriminant)
    with ctx.workprec(300):
        for form in reduced_forms(discriminant):
            assert abs(polynomial(form.ball().modular_j())) < arb(2) ** -100


@pytest.mark.parametrize("discriminant", [-15, -23, -56, -71, -84, -163])
def test_the_height_of_j_is_at_least_that_of_the_class_polynomial(discriminant: int) -> None:
    """The height is the logarithm of Mahler's measure over the degree, at most that of the largest conjugate."""
    value = modular_invariant(reduced_forms(discriminant)[0])
    assert value is not None
    measure = arb(0)
    for form in reduced_forms(discriminant):
        measure += abs(form.ball().modular_j()).max(arb(1)).log()
    assert not measure / len(reduced_forms(discriminant)) > value.height


@pytest.mark.parametrize(("text", "form"), [
    ("i", (1, 0, 1)), ("exp(2*pi*i/3)", (1, 1, 1)), ("(1 + sqrt(163)*i)/2", (1, -1, 41)), ("sqrt(6)*i/2", (2, 0, 3)),
    ("7*i + 1", (1, -2, 50)), ("(i - 3)/5", (5, 6, 2)),
])  # fmt: skip
def test_points_are_recognised(text: str, form: tuple[int, int, int]) -> None:
    point = primitive_point(parse_expression(text))
    assert point == QuadraticPoint(*form)
    assert primitive_point(point_expression(point)) == point


@pytest.mark.parametrize("text", ["-i", "2", "pi*i", "1.0000000000000000000001*i + 1/10^40", "2^(1/3)*i", "1/(i - i)"])
def test_other_numbers_are_no_such_points(text: str) -> None:
    point = primitive_point(parse_expression(text))
    assert point is None or point.discriminant < -(10**3)


def test_quotients_of_lattices() -> None:
    i = QuadraticPoint(1, 0, 1)
    assert quotient_matrix(QuadraticPoint(2, -2, 1), i) == (1, 1, 2)
    assert quotient_matrix(QuadraticPoint(1, 0, 49), i) == (7, 0, 1)
    assert quotient_matrix(QuadraticPoint(1, 0, 2), i) is None


def test_orders() -> None:
    assert field_and_conductor(-4) == (-4, 1)
    assert field_and_conductor(-12) == (-3, 2)
    assert field_and_conductor(-16) == (-4, 2)
    assert field_and_conductor(-27) == (-3, 3)
    assert field_and_conductor(-56) == (-56, 1)
    assert ring_class_degree(-4, 7) == 8
    assert ring_class_degree(-4, 1000) is None
    assert square_part(72) == (6, 2)


def test_the_bound_of_a_quotient_of_discriminants_is_kept() -> None:
    """`Delta(2i)/Delta(i) = 2^-9`, so that a zero bound for the difference from another number must not exceed it."""
    value = eta_quotient(QuadraticPoint(1, 0, 4), QuadraticPoint(1, 0, 1))
    assert value is not None
    assert value.height > 9 * arb(2).log()
    assert is_zero_algebraic(parse_expression("modular_delta(2*i)/modular_delta(i) - 1/512"))
    assert not is_zero_algebraic(parse_expression("modular_delta(2*i)/modular_delta(i) - 1/512 - 1/10^60"))
    assert zero_bound(parse_expression("modular_delta(2*i)/modular_delta(sqrt(2)*i)")) is None
    assert zero_bound(parse_expression("modular_delta(pi*i)/modular_delta(i)")) is None


@pytest.mark.parametrize("discriminant", [-3, -4, -7, -8, -15, -20, -23, -24, -84])
def test_the_formula_of_chowla_and_selberg(discriminant: int) -> None:
    equation = Checking(RULES).conclude(ChowlaSelberg(discriminant))
    with ctx.workprec(200):
        left, right = (complex_(evaluate(side, {})) for side in (equation.left, equation.right))
        assert abs(left / right - 1) < arb(2) ** -150


def test_the_formula_at_i_is_the_value_of_eta() -> None:
    equation = Checking(RULES).conclude(ChowlaSelberg(-4))
    assert expression_text(equation.left) == "dedekind_eta(i)^2*dedekind_eta(i)^2"
    assert expression_text(equation.right) == "1*(8*pi)^(-1)*gamma(1/4)^2*gamma(3/4)^(-2)"


@pytest.mark.parametrize("discriminant", [4, -12, -16, -27, -2, -1, 0, -501, -(10**9) - 3])
def test_other_discriminants_are_refused(discriminant: int) -> None:
    with pytest.raises(CertificateError, match="fundamental"):
        Checking(RULES).conclude(ChowlaSelberg(discriminant))


@pytest.mark.parametrize(("left", "right", "exponent", "reason"), [
    ("2", "-2", 2, "close"),
    ("sqrt(2)", "-sqrt(2)", 4, "close"),
    ("exp(2*pi*i/3)", "1", 3, "close"),
    ("0", "0", 2, "may be 0"),
    ("2", "2", 1, "below 2"),
])  # fmt: skip
def test_equal_powers_of_different_numbers_are_refused(left: str, right: str, exponent: int, reason: str) -> None:
    sides = parse_expression(left), parse_expression(right)
    powers = [parse_expression(f"({text})^{exponent}") for text in (left, right)]
    with pytest.raises(CertificateError, match=reason):
        Checking(RULES).conclude(Roots(*sides, exponent, Combination(powers[0], powers[1])))


def test_equal_powers_of_close_numbers() -> None:
    x, y = parse_expression("sqrt(2)*sqrt(pi)"), parse_expression("sqrt(2*pi)")
    two = integer(2)
    premise = Combination(parse_expression("(sqrt(2)*sqrt(pi))^2"), parse_expression("sqrt(2*pi)^2"))
    equation = Checking(RULES).conclude(Roots(x, y, int(two.value), premise))  # type: ignore[arg-type]
    assert (equation.left, equation.right) == (x, y)
    with pytest.raises(CertificateError, match="the power of the left side"):
        Checking(RULES).conclude(Roots(y, x, 2, premise))
