"""Which names of a claim are free, declared or undeclared."""

from __future__ import annotations

import pytest

from probatum.verifiers.language import free_symbols, parse_claim, parse_expression
from probatum.verifiers.language.expr import substitute


@pytest.mark.parametrize(
    ("text", "undeclared"),
    [
        ("sum(1/i^2, i, 1, oo) = pi^2/6", set()),
        ("sum(1/i^2, i, 1, n) = x", {"n", "x"}),
        ("sum(i, i, i, 3) = 6", set()),  # the last `i` but one is outside the scope: the imaginary unit
        ("sum(k, k, k, 3) = 6", {"k"}),
        ("exp(i*pi) = -1", set()),
        ("e^i = 1 for e in ZZ, i in NN", set()),
        ("x^2 >= 0", {"x"}),
        ("0 < x < 1", {"x"}),
        ("x < 2 for 0 < x < 1", {"x"}),
        ("x < 2 for x in RR, 0 < x < 1", set()),
        ("x < 2 for x in RR and x < 1", set()),
        ("x < 2 for x in RR or x < 1", {"x"}),
        ("x = x for x not in ZZ", {"x"}),
        ("pcf(2*n + 1, n^2, n) = 4/pi", set()),
        ("pcf(2*n + a, n^2, n) = 4/pi", {"a"}),
        ("limit(sin(x)/x, x, 0) = 1", set()),
        ("integral(x, x, 0, x) = x^2/2 for x in RR", set()),
        ("x + y = y + x for x in RR, y in (0, b)", {"b"}),
    ],
)
def test_undeclared(text: str, undeclared: set[str]) -> None:
    assert parse_claim(text).undeclared == undeclared


def test_a_bound_name_is_free_where_it_is_not_bound() -> None:
    assert free_symbols(parse_expression("n + sum(n, n, 1, m)")) == {"n", "m"}
    assert free_symbols(parse_expression("sum(n, n, 1, m)")) == {"m"}


def test_the_links_of_a_chain() -> None:
    claim = parse_claim("a = b <= c for a in RR, b in RR, c in RR")
    assert [(link.head, link.args[0].name, link.args[1].name) for link in claim.relations] == [
        ("=", "a", "b"),
        ("<=", "b", "c"),
    ]


def test_the_identity_of_a_claim_ignores_spacing_and_nothing_else() -> None:
    assert parse_claim("1+1=2").sha256 == parse_claim("1 + 1\n= 2").sha256
    assert parse_claim("1+1=2").sha256 != parse_claim("2=1+1").sha256


def test_what_is_put_in_place_of_a_symbol_is_not_captured() -> None:
    expr = parse_expression("sum(x*i, i, x, 3) + integral(x*t, t, 0, 1)")
    found = substitute(expr, {"x": parse_expression("i + t")})
    assert found == parse_expression("sum((i + t)*i_, i_, i + t, 3) + integral((i + t)*t_, t_, 0, 1)")
    assert substitute(expr, {"x": parse_expression("y")}) == parse_expression(
        "sum(y*i, i, y, 3) + integral(y*t, t, 0, 1)"
    )
