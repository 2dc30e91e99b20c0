"""What the benchmark of limits rests on: closed forms of the items, the evaluators, processes that are cut off."""

from __future__ import annotations

import shutil
import threading

import pytest
from evaluators import correct_digits
from flint import acb, arb
from isolation import gp_outcome, python_outcome
from limit_evaluators import CONVERGENT_DIGITS, CONVERGENTS, VALUES
from limit_items import FRACTIONS, SERIES, Fraction, Series

from probatum.verifiers.balls.adaptive import enclose
from probatum.verifiers.language import parse_expression

ITEMS = (*FRACTIONS, *SERIES)
NAMES = [item.name for item in ITEMS]
DIGITS = 40

needs_gp = pytest.mark.skipif(shutil.which("gp") is None, reason="PARI/GP is not on the PATH")


@pytest.mark.parametrize("item", ITEMS, ids=NAMES)
def test_each_item_has_the_value_of_its_closed_form(item: Fraction | Series) -> None:
    known = acb(enclose(parse_expression(item.value), DIGITS + 10))
    assert correct_digits(acb(enclose(parse_expression(item.text), DIGITS)), known, DIGITS) >= DIGITS - 1


@pytest.mark.parametrize("name", ["judge", pytest.param("PARI/GP", marks=needs_gp)])
@pytest.mark.parametrize("item", ITEMS, ids=NAMES)
def test_an_evaluator_gets_the_digits(item: Fraction | Series, name: str) -> None:
    attempt = VALUES[name](item, DIGITS)
    assert attempt is not None
    outcome = attempt(30)
    assert outcome.number is not None, outcome.note
    known = acb(enclose(parse_expression(item.value), DIGITS + 10))
    assert correct_digits(acb(outcome.number), known, DIGITS) >= DIGITS - 1


@pytest.mark.parametrize("name", ["own", "mpmath", pytest.param("PARI/GP", marks=needs_gp)])
def test_the_second_convergent_is_the_known_one(name: str) -> None:
    """Apéry's: 5 - 1/(117 - 64/535)."""
    outcome = CONVERGENTS[name](FRACTIONS[0], 2)(30)
    assert outcome.number is not None, outcome.note
    exact = 5 - arb(535) / (117 * 535 - 64)
    assert correct_digits(acb(outcome.number), acb(exact), 14) == 14
    assert CONVERGENT_DIGITS > 14


def test_a_call_without_end_is_cut_off_and_a_failing_one_reported() -> None:
    assert python_outcome(threading.Event().wait, arb, 0.05).note == "cut off"
    failed = python_outcome(lambda: 1 // 0, arb, 30)
    assert failed.time_s is None
    assert failed.note.startswith("ZeroDivisionError")


@needs_gp
def test_gp_is_cut_off_and_its_errors_are_reported() -> None:
    assert gp_outcome("while(1,)", 30, 0.05).note == "cut off"
    assert "impossible inverse" in gp_outcome("1/0", 30, 30).note


def test_midpoint_and_radius_come_back_from_the_process() -> None:
    outcome = python_outcome(arb.pi, arb, 30)
    assert outcome.number is not None
    assert outcome.number.contains(arb.pi())
    assert outcome.number.rad() < 2 * arb.pi().rad()
