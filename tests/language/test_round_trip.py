"""Text and tree determine each other."""

from __future__ import annotations

import pickle
from fractions import Fraction

import pytest
from hypothesis import given, settings

from probatum.verifiers.language import Claim, Expr, expression_text, parse_claim, parse_expression
from tests.language.corpora import FILES, parsed_corpus
from tests.language.strategies import claims, expressions


@given(expressions)
@settings(max_examples=200, deadline=None)
def test_an_expression_is_the_parse_of_its_text(expr: Expr) -> None:
    assert parse_expression(expression_text(expr)) == expr


@given(claims)
@settings(max_examples=200, deadline=None)
def test_a_claim_is_the_parse_of_its_text(claim: Claim) -> None:
    assert parse_claim(claim.text) == claim


@pytest.mark.parametrize("name", FILES)
def test_every_line_of_the_corpora_parses_and_returns(name: str) -> None:
    for identifier, claim in parsed_corpus(name):
        again = parse_claim(claim.text)
        assert again == claim, identifier
        assert again.text == claim.text, identifier


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("a-b-c = 0", "a - b - c = 0"),
        ("a-(b-c) = 0", "a - (b - c) = 0"),
        ("a/b/c = a/(b*c)", "a/b/c = a/(b*c)"),
        ("a/b*c = 1", "a/b*c = 1"),
        ("a/(b*c) = 1", "a/(b*c) = 1"),
        ("-x^2 = -(x^2)", "-x^2 = -x^2"),
        ("(-x)^2 = x^2", "(-x)^2 = x^2"),
        ("a^b^c = a^(b^c)", "a^(b^c) = a^(b^c)"),
        ("(a^b)^c = 1", "(a^b)^c = 1"),
        ("2**-3 = 1/8", "2^(-3) = 1/8"),
        ("-x*y = -(x*y)", "-x*y = -(x*y)"),
        ("((x)) = + x", "x = x"),
        ("|x| = abs(x)", "abs(x) = abs(x)"),
        ("0.50 = .5", "0.5 = 0.5"),
        ("1.5e2 = 150.0", "150 = 150"),
        ("25e-1 = 2.5", "2.5 = 2.5"),
        ("n! = n !", "n! = n!"),
        ("(n!)! != n", "(n!)! != n"),
        ("ln(x) = log(x)", "log(x) = log(x)"),
        ("x=1 for not x in ZZ", "x = 1 for x not in ZZ"),
        ("x=1 for (x>0 or x<0) and x in RR", "x = 1 for (x > 0 or x < 0) and x in RR"),
        ("0<x<=1 for x in (0,1]", "0 < x <= 1 for x in (0, 1]"),
    ],
)
def test_canonical_text(text: str, canonical: str) -> None:
    assert parse_claim(text).text == canonical


@pytest.mark.parametrize(
    ("text", "same"),
    [("1+2+3", "(1+2)+3"), ("a*b*c", "a*(b*c)"), ("-2^2", "(-2)^2"), ("a-b", "a+(-b)*1"), ("2/4", "1/2"), ("x+0", "x")],
)
def test_what_is_written_differently_stays_different(text: str, same: str) -> None:
    assert parse_expression(text) != parse_expression(same)


def test_the_bang_before_an_equals_sign_belongs_to_the_relation() -> None:
    assert parse_claim("n!=3").proposition.head == "!="
    assert parse_claim("n! =3").proposition.head == "="


def test_a_decimal_is_an_exact_rational() -> None:
    assert parse_expression("0.1").value == Fraction(1, 10)
    assert parse_expression("0.125") == Expr("decimal", (), Fraction(1, 8))


def test_the_order_of_conditions_is_kept() -> None:
    claim = parse_claim("a = b for y in RR, x in RR, x > y, a in CC, b in CC")
    assert [expression_text(condition) for condition in claim.conditions] == [
        "y in RR", "x in RR", "x > y", "a in CC", "b in CC",
    ]  # fmt: skip
    assert claim.declared == ("y", "x", "a", "b")


def test_trees_survive_pickling() -> None:
    claim = parse_claim("sum(1/n^2, n, 1, oo) = zeta(2) + 0.25 for x in RR")
    assert pickle.loads(pickle.dumps(claim)) == claim
