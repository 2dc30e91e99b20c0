"""Formulas are tidied for display without a change of their value."""

from __future__ import annotations

import pytest
from flint import fmpz
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.explanations.series import polynomial
from probatum.verifiers.explanations.tidying import tidied
from probatum.verifiers.language import Expr, expression_text, integer, parse_expression, symbol

WRITTEN = {
    "1*k + 0": "k",
    "0 + 1*atan(1) + 0": "atan(1)",
    "-18/(1/2)*zeta(3)": "-36*zeta(3)",
    "pi + (-2)*e + (-1/3)": "pi - 2*e - 1/3",
    "-(-x)": "x",
    "(1 - y^1)^1*y^1": "(1 - y)*y",
    "1^k*x": "x",
    "x/1 + x/(1/3) + x/(-2)": "x + 3*x - 1/2*x",
    "(a + b) + (c + (2 - 2))": "a + b + c",
    "sum(1*k + 0, k, 1 + 0, oo)": "sum(k, k, 1, oo)",
    "(2/2 + 1)*pi": "2*pi",
    # what has no value, or may have none, is left to be seen
    "0*log(0)": "0*log(0)",
    "0*oo": "0*oo",
    "0*pi*i": "0",
    "sqrt(1)*pi + 0^2": "pi",
    "1/0": "1/0",
    "0^(-1)": "0^(-1)",
    "0.5*x": "0.5*x",
}


@pytest.mark.parametrize("text", WRITTEN)
def test_formulas_are_shown_as_one_would_write_them(text: str) -> None:
    assert expression_text(tidied(parse_expression(text))) == WRITTEN[text]


_terms = st.recursive(
    st.integers(-4, 4).map(integer),
    lambda inner: st.one_of(
        st.builds(
            lambda head, args: Expr(head, tuple(args)), st.sampled_from("+*"), st.lists(inner, min_size=2, max_size=3)
        ),
        st.builds(lambda a, b: Expr("/", (a, b)), inner, inner),
        st.builds(lambda a, n: Expr("^", (a, integer(n))), inner, st.integers(-2, 3)),
        st.builds(lambda a: Expr("neg", (a,)), inner),
    ),
    max_leaves=10,
)


@given(_terms)
@settings(max_examples=300, deadline=None)
def test_the_value_stays(expr: Expr) -> None:
    try:
        value = evaluate(expr, {})
    except NO_VALUE:
        assume(False)
    assert evaluate(tidied(expr), {}) == value


@given(_terms)
@settings(max_examples=200, deadline=None)
def test_the_value_stays_beside_a_variable(expr: Expr) -> None:
    with_variable = Expr("+", (Expr("*", (expr, symbol("x"))), Expr("neg", (expr,))))
    try:
        value = evaluate(with_variable, {"x": fmpz(7)})
    except NO_VALUE:
        assume(False)
    assert evaluate(tidied(with_variable), {"x": fmpz(7)}) == value


@given(st.lists(st.integers(-20, 20), max_size=6), st.integers(-5, 5))
def test_a_polynomial_has_the_values_of_its_coefficients(coefficients: list[int], point: int) -> None:
    expected = sum(c * point**k for k, c in enumerate(coefficients))
    assert evaluate(polynomial(coefficients, "k"), {"k": fmpz(point)}) == expected
