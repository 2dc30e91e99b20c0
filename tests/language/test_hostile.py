"""Texts made to exhaust the parser are refused for what they are; nothing recurses, nothing grows."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probatum.verifiers.language import (
    DEFAULT_LIMITS,
    ClaimError,
    ClaimSyntaxError,
    LimitExceeded,
    Limits,
    expression_text,
    free_symbols,
    parse_claim,
    parse_expression,
)
from probatum.verifiers.language.latex import claim_latex
from probatum.verifiers.language.mathml import claim_mathml

LENGTH = DEFAULT_LIMITS.max_length - 10

TOO_LARGE = {
    "a megabyte": ("1+" * 500_000 + "1 = 1", "characters"),
    "open brackets": ("(" * 100_000, "nested deeper"),
    "closed brackets": ("(" * 50_000 + ")" * 50_000, "nested deeper"),
    "lists": ("[" * 101 + "]" * 101 + " = 1", "nested deeper"),
    "terms": ("1+" * 40_000 + "1 = 1", "parts"),
    "relations": ("=".join("1" * 40_000), "parts"),
    "quotients": ("/".join("1" * 15_000) + " = 1", "nested deeper"),
    "exponents": ("^".join("9" * 15_000) + " = 1", "nested deeper"),
    "signs": ("-" * 15_000 + "1 = 1", "nested deeper"),
    "negations": ("1 = 1 for " + "not " * 15_000 + "x = 1", "nested deeper"),
    "bars": ("|" * 1_000 + "x" + "|" * 1_000 + " = 1", "nested deeper"),
    "factorials": ("(" * 99 + "n" + "!)" * 99 + "! = 1", "nested deeper"),
    "digits": ("9" * 90_000 + " = 1", "digits"),
    "a decimal exponent": ("1e99999999999999999999 = 1", "exponents"),
    "many decimal exponents": ("+".join(["1e9999"] * 10_000) + " = 1", "exponents"),
    "a small decimal": ("1.5e-19999 = 1", "digits"),
    "a name": ("a" * LENGTH + " = 1", "a name has more"),
    "a function's name": ("f" * 65 + "(1) = 1", "a name has more"),
}


@pytest.mark.parametrize(("text", "reason"), TOO_LARGE.values(), ids=TOO_LARGE)
def test_what_is_too_large_is_said_to_be(text: str, reason: str) -> None:
    with pytest.raises(LimitExceeded, match=reason) as caught:
        parse_claim(text)
    assert (caught.value.position is None) == (reason == "characters")


@pytest.mark.parametrize(
    "text",
    [
        "-" * LENGTH,
        "|" * LENGTH,
        "." * LENGTH,
        "!" * LENGTH,
        "'" * LENGTH,
        "1" + "!" * LENGTH,
        "f(" + "," * LENGTH,
        "1e" * (LENGTH // 2),
        "1." * (LENGTH // 2),
        "for " * 9_000,
        "\\frac" * (LENGTH // 5),
        "\n" * (LENGTH - 1) + "x",
        "\u202e" * LENGTH,
        "\ud800" * LENGTH,
        "\x00" * LENGTH,
        "(" * 99 + "1+" * 9_000 + "1",
    ],
    ids=lambda text: ascii(text[:6]),
)
def test_long_nonsense_is_an_error_of_syntax_with_a_short_message(text: str) -> None:
    with pytest.raises(ClaimSyntaxError) as caught:
        parse_claim(text)
    assert caught.value.position is not None
    assert len(str(caught.value).encode("utf-8")) < 600


def test_powers_are_not_computed() -> None:
    assert parse_claim("9^9^9^9 = factorial(10^12)").text == "9^(9^(9^9)) = factorial(10^12)"


def _deepest(form: str) -> str:
    depth = DEFAULT_LIMITS.max_depth
    text = "x"
    while True:
        wrapped = form.format(text)
        try:
            deep = parse_expression(wrapped).depth
        except LimitExceeded:
            return text
        assert deep <= depth
        text = wrapped


@pytest.mark.parametrize(
    "form",
    ["-{}", "1/({})", "2^({})", "({})!", "({})^2", "f({})", "[{}]", "({},)", "|{}|", "sum({}, x, 1, 2)", "1+({})*2"],
)
def test_the_deepest_trees_are_printed_and_compared_without_recursion_errors(form: str) -> None:
    text = _deepest(form)
    expr = parse_expression(text)
    assert expr.depth > DEFAULT_LIMITS.max_depth - 3
    assert parse_expression(expression_text(expr)) == expr
    assert hash(expr) == hash(parse_expression(text))
    assert free_symbols(expr) <= {"x"}
    repr(expr)
    claim = parse_claim(f"{text} = 1") if expr.depth < DEFAULT_LIMITS.max_depth else None
    if claim is not None:
        claim_latex(claim)
        claim_mathml(claim)


def test_smaller_limits_hold() -> None:
    limits = Limits(max_length=50, max_name_length=3, max_digits=5, max_depth=6, max_nodes=10)
    for text in ("1" * 6 + " = 1", "abcd = 1", "1+1+1+1+1+1+1+1+1+1 = 1", "-(-(-(-(-x)))) = 1", " " * 47 + "1 = 1"):
        with pytest.raises(LimitExceeded):
            parse_claim(text, limits)
    assert parse_claim("abc = 12345", limits).text == "abc = 12345"


def _is_a_claim_or_an_error_with_a_place(text: str) -> None:
    try:
        claim = parse_claim(text)
    except ClaimError as caught:
        error = caught
    else:
        assert parse_claim(claim.text) == claim
        return
    assert error.position is not None
    str(error).encode("utf-8")


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text(text: str) -> None:
    _is_a_claim_or_an_error_with_a_place(text)


WORDS = "1 2.5 x n sin sum pcf for in not and or ( ) [ ] | , + - * / ^ ! = < <= RR ZZ"


@given(st.lists(st.sampled_from(WORDS.split()), max_size=25))
@settings(max_examples=500, deadline=None)
def test_any_sequence_of_words(words: list[str]) -> None:
    _is_a_claim_or_an_error_with_a_place(" ".join(words))
