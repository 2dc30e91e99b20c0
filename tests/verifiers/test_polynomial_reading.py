"""Polynomials read from expressions take the values of the expressions; nothing else is read as one."""

from __future__ import annotations

import pytest
from flint import arb, fmpq, fmpz
from hypothesis import given, settings
from hypothesis import strategies as st

from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.balls.polynomial_reading import MAX_DEGREE, exact_polynomial
from probatum.verifiers.language import parse_expression
from probatum.verifiers.language.expr import Expr, integer, symbol

atoms = st.one_of(st.just(symbol("n")), st.just(symbol("c")), st.integers(-5, 5).map(integer))


def _grown(parts: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    return st.one_of(
        st.builds(Expr, st.sampled_from("+*"), st.tuples(parts, parts)),
        st.builds(Expr, st.just("+"), st.tuples(parts, parts, parts)),
        st.builds(Expr, st.just("neg"), st.tuples(parts)),
        st.builds(Expr, st.just("/"), st.tuples(parts, st.integers(1, 4).map(integer))),
        st.builds(Expr, st.just("^"), st.tuples(parts, st.integers(0, 4).map(integer))),
    )


@given(st.recursive(atoms, _grown, max_leaves=8), st.integers(-4, 4), st.fractions(-3, 3, max_denominator=5))
@settings(deadline=None)
def test_the_polynomial_has_the_values_of_the_expression(expr: Expr, n: int, c: object) -> None:
    parameter = fmpq(c.numerator, c.denominator)  # type: ignore[attr-defined]
    read = exact_polynomial(expr, "n", {"c": parameter})
    assert read is not None
    assert read(n) == evaluate(expr, {"n": fmpz(n), "c": parameter})


@pytest.mark.parametrize(
    "text", ["n/n", "1/n", "n/(1 - 1)", "2^n", "n^(-1)", "n^(1/2)", "sqrt(n)", "pi*n", "factorial(n)", "m*n", "x*n"]
)
def test_what_is_not_written_as_a_rational_polynomial_is_not_read(text: str) -> None:
    """`n/n` has no value at 0, m is not known, and x is known as a ball only."""
    assert exact_polynomial(parse_expression(text), "n", {"x": arb(1, 1)}) is None


def test_degrees_and_sizes_are_bounded_before_any_arithmetic() -> None:
    assert exact_polynomial(parse_expression("n^20*n^20"), "n", {}) is not None
    nested = symbol("n")
    for _ in range(9):
        nested = Expr("^", (nested, integer(64)))
    assert exact_polynomial(nested, "n", {}) is None
    assert exact_polynomial(Expr("^", (symbol("n"), integer(MAX_DEGREE + 1))), "n", {}) is None
    tower = integer(3)
    for _ in range(9):
        tower = Expr("^", (tower, integer(64)))
    assert exact_polynomial(tower, "n", {}) is None
    wide = Expr("*", (Expr("^", (Expr("^", (Expr("^", (integer(2), integer(64))), integer(64))), integer(64))),) * 1000)
    assert exact_polynomial(wide, "n", {}) is None


def test_a_bound_variable_hides_the_one_around_it() -> None:
    read = exact_polynomial(parse_expression("n^2"), "n", {"n": fmpz(7)})
    assert read is not None
    assert read.degree() == 2
