"""What the benchmark of evaluation rests on: the expressions, the forms of the peers, the clock."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from evaluation import Result, Row, read_expressions
from evaluators import PEERS, Evaluator, correct_digits
from flint import acb, arb, fmpz
from mpmath_form import to_mpmath
from stopwatch import side_by_side

from probatum.verifiers.balls.adaptive import enclose
from probatum.verifiers.language import Expr, parse_expression

EXPRESSIONS = read_expressions(Path(__file__).parents[2] / "benchmarks" / "expressions.txt")


def test_two_hundred_different_expressions() -> None:
    assert len(EXPRESSIONS) == 200
    assert [text for text, count in Counter(text for _, text, _ in EXPRESSIONS).items() if count > 1] == []


@pytest.mark.parametrize("expr", [expr for _, _, expr in EXPRESSIONS], ids=[text for _, text, _ in EXPRESSIONS])
def test_mpmath_form_is_the_same_number(expr: Expr) -> None:
    # mpmath loses what cancels: 30 digits in exp(pi*sqrt(163)) - 262537412640768744.
    digits = 60
    number = PEERS[0].ball(to_mpmath(expr)(digits))
    assert number is not None
    assert correct_digits(number, enclose(expr, digits + 10), digits) > 25


@pytest.mark.parametrize("peer", PEERS, ids=[peer.name for peer in PEERS])
@pytest.mark.parametrize("text", ["exp(i*pi/5)", "-sqrt(2)", "gamma(1/3)", "sum(1/n!, n, 0, oo)"])
def test_the_number_of_a_peer_is_read_exactly(peer: Evaluator, text: str) -> None:
    expr = parse_expression(text)
    number = peer.ball(peer.prepare(expr)(30))
    assert number is not None
    assert number.is_exact()
    assert correct_digits(number, enclose(expr, 40), 30) >= 29


@pytest.mark.parametrize("peer", PEERS, ids=[peer.name for peer in PEERS])
def test_a_function_that_a_peer_lacks_has_no_form(peer: Evaluator) -> None:
    with pytest.raises(ValueError, match="has no f"):
        peer.prepare(parse_expression("weierstrass_p(1/3, i)"))


@pytest.mark.parametrize(
    ("factor", "digits"),
    [(1 + arb(2) ** -10, 3), (1 + arb(2) ** -20, 6), (1 - arb(2) ** -50, 15), (arb(1), 30), (arb(-1), 0)],
)
def test_correct_digits_of_a_known_error(factor: arb, digits: int) -> None:
    assert correct_digits(acb(3 * factor), fmpz(3), 30) == digits


def test_a_call_without_end_is_cut_off_and_a_failing_one_reported() -> None:
    def endless() -> None:
        while True:
            pass

    def failing() -> None:
        raise ArithmeticError("no value")

    endless_result, failing_result, good = side_by_side([endless, failing, lambda: 7], limit_s=0.05)
    assert endless_result.cut_off
    assert endless_result.best_s is None
    assert failing_result.failure == "ArithmeticError: no value"
    assert failing_result.best_s is None
    assert good.value == 7
    assert good.best_s is not None


def test_ratio_of_a_peer_that_was_cut_off_starts_from_the_limit() -> None:
    results = {"balls": Result(best_s=0.5), "mpmath": Result(note="cut off"), "sympy": Result(note="no form")}
    row = Row("series", "sum(1/n!, n, 0, oo)", results)
    assert row.ratio("mpmath", limit_s=5.0) == 10.0
    assert row.ratio("sympy", limit_s=5.0) is None
