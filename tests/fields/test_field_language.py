"""Matrix fields in the claim language: text and tree determine each other, and mistakes are named."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probatum.verifiers.certificates.trees import json_of, tree_of
from probatum.verifiers.language import (
    Claim,
    ClaimError,
    ClaimSyntaxError,
    Expr,
    LimitExceeded,
    expression_latex,
    expression_mathml,
    free_symbols,
    integer,
    parse_claim,
    parse_expression,
    substitute,
    symbol,
)
from tests.fields.published import E_FIELD, PUBLISHED
from tests.language.strategies import expressions

_axes = st.lists(st.sampled_from(("x", "y", "x_1", "e", "n")), min_size=1, max_size=3, unique=True)
_matrices = st.integers(1, 2).flatmap(
    lambda size: st.lists(st.lists(expressions, min_size=size, max_size=size), min_size=size, max_size=size)
)


def _matrix(rows: list[list[Expr]]) -> Expr:
    return Expr("list", tuple(Expr("list", tuple(row)) for row in rows))


@st.composite
def fields(draw: st.DrawFn) -> Expr:
    if draw(st.booleans()):
        return Expr("pFq", (integer(draw(st.integers(0, 9))), integer(draw(st.integers(0, 9))), draw(expressions)))
    axes = draw(_axes)
    return Expr("field", tuple(Expr("axis", (symbol(axis), _matrix(draw(_matrices)))) for axis in axes))


_tuples = st.lists(expressions, min_size=1, max_size=3).map(lambda items: Expr("tuple", tuple(items)))
_rows = _matrices.map(_matrix)
limits = st.builds(
    lambda field, start, direction, rows: Expr("limit_along", (field, start, direction, *rows)),
    fields(),
    _tuples,
    _tuples,
    st.lists(_rows, max_size=1),
)


@given(fields().map(lambda field: Claim(Expr("conservative", (field,)))))
@settings(max_examples=25, deadline=None)
def test_a_field_claim_is_the_parse_of_its_text(claim: Claim) -> None:
    assert parse_claim(claim.text) == claim
    assert tree_of(json_of(claim.proposition)) == claim.proposition


@given(limits)
@settings(max_examples=25, deadline=None)
def test_a_limit_is_the_parse_of_its_text(limit: Expr) -> None:
    claim = Claim(Expr("=", (limit, integer(1))))
    assert parse_claim(claim.text) == claim
    assert tree_of(json_of(claim.proposition)) == claim.proposition


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        (
            "conservative(x:[[0,-x^3],[1,y]],y:[[1,0],[0,1]])",
            "conservative(x: [[0, -x^3], [1, y]], y: [[1, 0], [0, 1]])",
        ),
        ("conservative(field(x: [[1]]))", "conservative(x: [[1]])"),
        ("conservative( pFq(2,1,z) )", "conservative(pFq(2, 1, z))"),
        (
            "limit(pFq(2,1,-1),from(1,1,2),along(1,1,2)) = 1",
            "limit(pFq(2, 1, -1), from (1, 1, 2), along (1, 1, 2)) = 1",
        ),
        ("limit(field(x: [[1]]), from (1/2), along (-3)) = 1", "limit(field(x: [[1]]), from (1/2), along (-3)) = 1"),
        (
            "limit(pFq(1,1,2), from (1,1), along (1,0), rows ([[1,0],[0,1]])) = 1",
            "limit(pFq(1, 1, 2), from (1, 1), along (1, 0), rows ([[1, 0], [0, 1]])) = 1",
        ),
        ("limit(f, x, 0) = 1", "limit(f, x, 0) = 1"),
    ],
)
def test_canonical_text(text: str, canonical: str) -> None:
    assert parse_claim(text).text == canonical
    assert parse_claim(canonical) == parse_claim(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("conservative(3)", "each axis its matrix"),
        ("conservative()", "each axis its matrix"),
        ("conservative(zeta(2))", "each axis its matrix"),
        ("conservative(x: [[1]], pFq(2, 1))", "each axis its matrix"),
        ("conservative(x: [[1]], x: [[1]])", "the axis x occurs twice"),
        ("conservative(oo: [[1]])", "cannot be an axis"),
        ("conservative(for: [[1]])", "a word of the language"),
        ("conservative(x: [[1]]) = 1", "stands where a number is wanted"),
        ("1 = 1 for conservative(x: [[1]])", "a condition is wanted"),
        ("sin(x: [[1]]) = 1", "belongs to a field"),
        ("(x: 1) = 1", "unexpected ':'"),
        ("limit(field(x: [[1]]), from (1)) = 1", "a limit along a trajectory is written"),
        ("limit(field(x: [[1]]), along (1), from (1)) = 1", "a limit along a trajectory is written"),
        ("limit(3, from (1), along (1)) = 1", "a limit along a trajectory is written"),
        ("limit(field(x: [[1]]), from (1), along (1), rows (1)) = 1", "a limit along a trajectory is written"),
        ("field(x: [[1]])", "a claim needs a relation"),
    ],
)
def test_mistakes_are_named(text: str, words: str) -> None:
    with pytest.raises(ClaimSyntaxError, match=words.replace("(", r"\(")) as caught:
        parse_claim(text)
    assert caught.value.position is not None


@pytest.mark.parametrize(
    "text",
    [
        "conservative(" + ", ".join(f"x{k}: [[1]]" for k in range(9_000)) + ")",
        "conservative(x: " + "[" * 101 + "]" * 101 + ")",
        "conservative(x: [" + ", ".join(["[1, 1]"] * 12_000) + "])",
        "conservative(" + "dual(" * 120 + "pFq(1, 1)" + ")" * 120 + ")",
        "limit(pFq(" + "9" * 30_000 + ", 1, 1), from (1), along (1)) = 1",
    ],
)
def test_what_is_too_large_is_refused(text: str) -> None:
    with pytest.raises(LimitExceeded):
        parse_claim(text)


@pytest.mark.parametrize(
    "text", ["conservative(x: [[1]]", "conservative(x [[1]])", "limit(pFq(1, 1), from, along)", "field(:)"]
)
def test_broken_text_is_an_error_of_its_own(text: str) -> None:
    with pytest.raises(ClaimError):
        parse_claim(text)


def test_axes_are_bound_and_parameters_are_free() -> None:
    assert free_symbols(parse_expression("field(x: [[x + c]], y: [[y]])")) == {"c"}
    assert free_symbols(parse_expression("pFq(2, 1, z)")) == {"z"}
    assert free_symbols(parse_expression("ffbar(x + y + c, x - y)")) == {"c"}
    assert free_symbols(parse_expression("coboundary(pFq(2, 1, z), [[x0, y0], [u, x1]])")) == {"u", "z"}
    assert free_symbols(parse_expression("limit(field(x: [[x]]), from (x), along (1))")) == {"x"}
    assert parse_claim("conservative(ffbar(x + y + c, x - y))").undeclared == frozenset()
    assert parse_claim("limit(pFq(2, 1, z), from (1, 1, 2), along (1, 1, 2)) = 1").undeclared == {"z"}


def test_substitution_spares_the_axes() -> None:
    field = parse_expression("limit(field(x: [[x + c]]), from (x), along (1))")
    wanted = parse_expression("limit(field(x: [[x + 2]]), from (5), along (1))")
    assert substitute(field, {"c": integer(2), "x": integer(5)}) == wanted


@pytest.mark.parametrize("text", PUBLISHED.values(), ids=PUBLISHED)
def test_published_fields_are_printed(text: str) -> None:
    claim = Expr("conservative", (parse_expression(text),))
    assert expression_latex(claim).endswith(r"\text{ is conservative}")
    assert "conservative" in expression_mathml(claim)


def test_a_limit_is_printed_with_its_start_and_its_direction() -> None:
    latex = expression_latex(parse_expression(f"limit({E_FIELD}, from (1, 1/2), along (1, -2))"))
    assert latex.startswith(r"\lim_{n \to \infty}")
    assert r"\left[\left(1, \frac{1}{2}\right) + n \left(1, -2\right)\right]" in latex
