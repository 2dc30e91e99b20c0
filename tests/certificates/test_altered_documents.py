"""Documents altered at random: the checker refuses them with a reason, and raises nothing else."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probatum.verifiers import CertificateError, judge
from probatum.verifiers.certificates.documents import read, recheck, verdict_document
from probatum.verifiers.recheck import outcome

CLAIMS = [
    "x^2 = x for x in RR", "sqrt(8) = 2*sqrt(2)", "3/2 < zeta(2) = pi^2/6", "log(6) = log(2) + log(3)",
    "gamma(1/3)*gamma(2/3) = 2*pi/sqrt(3)", "sum(pi^k, k, 1, 3) = pi + pi^2 + pi^3", "4*atan(1/5) - atan(1/239) = pi/4",
    "sum(1/n^2, n, 1, oo) = pi^2/6", "pcf(n + 3, -n, n) = e", "pcf(2*n + 1, n^2, n) = 4/pi",
    "sin(x) <= x for x in [0, 1]", "x*y < 1.01 for x in [0, 1], y in [0, 1]", "x^2 = 4 => x = 2 for x in RR",
    "derivation(x^2 - 2 = 0 => x = sqrt(2) or x = -sqrt(2)) for x in RR",
]  # fmt: skip

ATOMS: list[Any] = [
    None, [], {}, "", "0", "1", "-1", "9" * 60, "x", "pi", "sum", "zeta", "+", 1, True, ["int", "0"], ["symbol", "x"],
    ["symbol", "pi"], ["symbol", "oo"], ["/", ["int", "1"], ["int", "0"]], ["zeta", ["int", "1"]], {"step": "0"},
    ["^", ["int", "9"], ["^", ["int", "9"], ["^", ["int", "9"], ["int", "9"]]]],
]  # fmt: skip


@cache
def _document(claim: str) -> dict[str, Any] | None:
    verdict = judge(claim)
    if verdict.statement is None or verdict.certificate is None:
        return None
    return verdict_document(verdict.statement, verdict.status, verdict.certificate)


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    keys: Any = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield from _places(value[key], (*path, key))


def _at(value: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


def _altered(document: dict[str, Any], draw: random.Random) -> dict[str, Any]:
    """The document with one part of its argument replaced: by another part of it, by a neighbour, by something else."""
    altered = copy.deepcopy(document)
    argument = {"contents": altered["contents"], "steps": altered["steps"]}
    places = list(_places(argument))
    *outer, last = draw.choice(places)
    parent = _at(argument, tuple(outer))
    part = parent[last]
    if isinstance(part, str) and part.removeprefix("-").isdigit() and draw.random() < 0.7:
        parent[last] = draw.choice([str(int(part) + 1), str(-int(part)), str(int(part) * 1000 + 7)])
    elif draw.random() < 0.6:
        parent[last] = copy.deepcopy(_at(argument, draw.choice(places)))
    else:
        parent[last] = draw.choice(ATOMS)
    return altered | argument


@pytest.mark.parametrize("claim", CLAIMS)
def test_what_was_altered_is_refused_or_still_proves_its_claim(claim: str) -> None:
    document = _document(claim)
    if document is None:
        pytest.fail(f"not decided: {claim}")
    draw = random.Random(claim)
    refused = 0
    for _ in range(60):
        try:
            checked = recheck(read(_altered(document, draw)))
        except CertificateError:
            refused += 1
            continue
        assert ("PROVED" if checked.proved else "REFUTED") == document["status"]
    assert refused >= 20


TEXTS = st.one_of(
    st.sampled_from(["", "0", "-0", "00", "1", "-1", "9" * 400, "x", "oo", "int", "symbol", "sum", "PROVED", "step"]),
    st.text(max_size=6),
)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)),
    max_leaves=12,
)
"""Any JSON value, `NaN` and the infinities of Python's reader among them."""


@settings(max_examples=150, deadline=None, derandomize=True)
@given(claim=st.sampled_from(CLAIMS[:6]), place=st.integers(0, 10**6), value=JSON)
def test_any_value_at_any_place_is_refused_with_a_reason_or_changes_nothing(
    claim: str, place: int, value: object
) -> None:
    document = _document(claim)
    assert document is not None
    altered = copy.deepcopy(document)
    places = list(_places(altered))
    *outer, last = places[place % len(places)]
    _at(altered, tuple(outer))[last] = value
    found = outcome(altered)
    assert found.message if not found.accepted else found.status == document["status"]


@settings(max_examples=100, deadline=None, derandomize=True)
@given(value=JSON)
def test_any_value_in_place_of_a_document_is_refused_with_a_reason(value: object) -> None:
    assert not outcome(value).accepted
    assert outcome(value).message


@pytest.mark.parametrize(
    "tree", [["axis"], ["axis", ["symbol", "x"]], ["conservative"], ["limit_along"], ["using"], ["using", ["int", "1"]]]
)
def test_a_proposition_without_the_arguments_of_its_head_is_refused(tree: list[Any]) -> None:
    document = _document(CLAIMS[0])
    assert document is not None
    assert outcome(document | {"proposition": tree}).message.startswith("proposition: ")
