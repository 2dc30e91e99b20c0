"""Every text that is not in the language is answered with its place, what was found and what would be right."""

from __future__ import annotations

import pytest

from probatum.verifiers.language import ClaimSyntaxError, parse_claim, parse_expression

# text, column, a part of the message
ADVICE = [
    ("1+1==2", 5, "equality is written with a single ="),
    ("x=<2", 3, "write <="),
    ("x=>2", 1, "write >="),
    ("1 = 1 => 2", 10, "joins propositions"),
    ("derivation()", 1, "one step or more"),
    ("derivation(x, 2)", 12, "a step of a derivation"),
    ("x = 2 for (x = 2 => x = 3)", 18, "unexpected"),
    ("x<>2", 3, "write !="),
    ("sin x = 1", 5, "sin(x)"),
    ("2x = 1", 2, "write 2*x"),
    ("2(x + 1) = 3", 2, "write 2*(...)"),
    ("(1 + 2)(3) = 9", 8, "write (...)*(...)"),
    ("x y = 2", 3, "write x*y"),
    ("pi(3) = 2", 1, "pi is a constant"),
    ("1 = n(n + 1) for n in ZZ", 5, "n is a variable"),
    ("n!! = 2", 3, "factorial2(n)"),
    (r"\frac{1}{2} = 0.5", 1, "write a/b"),
    (r"\pi = 3", 1, "write pi"),
    (r"\sin(x) = 3", 1, "write sin(x)"),
    (r"1 \leq 2", 3, "write <="),
    ("$x$ = 1", 1, "without dollar signs"),
    ("{1} = 2", 1, "write ( )"),
    ("x − y = 0", 3, "U+2212 MINUS SIGN): write -"),
    ("π = 3", 1, "write pi"),
    ("x ≤ 2", 3, "write <="),
    ("x ∈ RR", 3, "write in"),
    ("ｘ = 1", 1, "write x"),
    ("\u200fx = 1", 1, "U+200F RIGHT-TO-LEFT MARK"),
    ("x = \x001", 5, r"'\x00'"),
    ("\ud800 = 1", 1, "U+D800"),
    ("sum(1/n, n=1..oo) = 1", 14, "a range is two arguments"),
    ("sum(1/n, n, 1..oo) = 1", 15, "a range is two arguments"),
    ("sum(1/n, n=1, oo) = 1", 10, "sum(term, n, 1, oo)"),
    ("sum(n, n, 3) = 4", 1, "sum takes 4 arguments, found 3"),
    ("sum(n, 1, 2, 3) = 4", 8, "argument 2 of sum is its variable"),
    ("pcf(1, n, oo) = 4", 11, "argument 3 of pcf is its variable"),
    ("sqrt(1, 2) = 2", 1, "sqrt takes 1 argument, found 2"),
    ("1.2.3 = 1", 4, "one decimal point"),
    ("1 + 1", 6, "needs a relation"),
    ("1 + 1 for x in RR", 7, "needs a relation"),
    ("x in RR", 8, "belongs to the conditions"),
    ("a = b and c = d", 16, "belongs to the conditions"),
    ("1 = 1 for", 10, "after 'for' come conditions"),
    ("a = b for x in RR for y in RR", 19, "separated by commas"),
    ("for x in RR, x = 1", 5, "'for' is a word of the language"),
    ("in = 2", 1, "'in' is a word of the language"),
    ("x = for", 5, "'for' is a word of the language"),
    ("1 = and(2)", 5, "'and' is a word of the language"),
    ("(1 + 2 = 3", 11, "'(' opened at line 1, column 1 is not closed"),
    ("sum(1/n^2, n, 1, oo = zeta(2)", 30, "'(' opened at line 1, column 4 is not closed"),
    ("[1, (2 = 3", 11, "'(' opened at line 1, column 5 is not closed"),
    ("1 + 2) = 3", 6, "')' closes no bracket"),
    ("[1, (2] = 3", 7, "'(' opened at line 1, column 5 is closed by ')', not ']'"),
    ("f(1,) = 2", 5, "an argument is missing"),
    ("|x = 1", 4, "expected '|'"),
    ("1 = 2 =", 8, "expected an expression after '='"),
    ("* 2 = 3", 1, "expected an expression"),
    ("(a = b) + 1 = 2", 1, "stands where a number is wanted"),
    ("1 + (a = b) = 2", 5, "stands where a number is wanted"),
    ("|(x = 1)| = 2", 2, "stands where a number is wanted"),
    ("x = 1 for x", 11, "a condition is wanted"),
    ("x = 1 for x > 0 and y", 21, "a condition is wanted"),
    ("x = 1 for RR in CC", 11, "cannot be declared"),
    ("x = 1 for oo in RR", 11, "cannot be declared"),
    ("", 1, "the claim is empty"),
    ("  \n ", 1, "the claim is empty"),
    ("# = 1", 1, "unexpected character '#'"),
    # A digit, but not one of 0 to 9.
    ("1\u0660 = 1", 2, "unexpected"),
]


@pytest.mark.parametrize(("text", "column", "advice"), ADVICE, ids=[ascii(row[0]) for row in ADVICE])
def test_the_error_says_where_and_what_would_be_right(text: str, column: int, advice: str) -> None:
    with pytest.raises(ClaimSyntaxError) as caught:
        parse_claim(text)
    error = caught.value
    assert error.position is not None
    assert (error.position.line, error.position.column) == (1, column)
    assert advice in error.message
    assert str(error) == f"line 1, column {column}: {error.message}"
    # Whatever was in the text, the message can be sent and stored.
    (str(error) + error.found + "".join(error.expected)).encode("utf-8")


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("1 +\n  * 2 = 3", 2, 3),
        ("1 +\n\n  (2", 3, 5),
        ("sum(n,\n    n, 1, 3) =\n\n (a = b)*2", 4, 2),
        ("1 = 2\n\tfor x in RR,\n\tx", 3, 2),
    ],
)
def test_lines_are_counted(text: str, line: int, column: int) -> None:
    with pytest.raises(ClaimSyntaxError) as caught:
        parse_claim(text)
    assert caught.value.position is not None
    assert (caught.value.position.line, caught.value.position.column) == (line, column)


def test_the_error_lists_what_was_found_and_expected() -> None:
    with pytest.raises(ClaimSyntaxError) as caught:
        parse_claim("f(1 2) = 3")
    assert caught.value.found == "2"
    assert "')'" in caught.value.expected
    assert "','" in caught.value.expected
    assert "an expression" not in caught.value.expected


@pytest.mark.parametrize("text", ["1 = 1", "x in RR", "1 for x in RR", "1 < 2 < 3"])
def test_an_expression_is_neither_a_relation_nor_conditioned(text: str) -> None:
    with pytest.raises(ClaimSyntaxError, match="an expression is wanted"):
        parse_expression(text)


def test_unknown_functions_are_no_error_of_syntax() -> None:
    assert parse_claim("mystery(1, 2) = 3").proposition.args[0].head == "mystery"
