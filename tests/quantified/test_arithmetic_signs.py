"""Signs of sequences and arithmetic functions where their arguments lie as stated, and only there."""

from __future__ import annotations

import pytest

from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.language import integer, parse_claim
from probatum.verifiers.language.expr import substitute

FOLLOWS = [
    "gcd(m, n) > 0 for m in ZZ, n in ZZ, m != 0",
    "gcd(m, n) >= 0 for m in ZZ, n in ZZ",
    "lcm(m, n) > 0 for m in ZZ, n in ZZ, m >= 1, n >= 1",
    "totient(n) > 0 for n in ZZ, n != 0",
    "fibonacci(n) > 0 for n in ZZ, n >= 1",
    "fibonacci(n) >= 0 for n in NN",
    "lucas(n) > 0 for n in NN",
    "partitions(n) > 0 for n in NN",
    "partitions(n) + 1 > 0 for n in ZZ",
    "catalan_number(n) > 0 for n in NN",
    "stirling2(n, k) >= 0 for n in NN, k in NN",
]

DOES_NOT_FOLLOW = [
    # (claim, values at which it fails)
    ("gcd(m, n) > 0 for m in ZZ, n in ZZ", {"m": 0, "n": 0}),
    ("lcm(m, n) > 0 for m in ZZ, n in ZZ, m >= 1", {"m": 1, "n": 0}),
    ("totient(n) > 0 for n in NN", {"n": 0}),
    ("fibonacci(n) > 0 for n in NN", {"n": 0}),
    ("fibonacci(n) >= 0 for n in ZZ", {"n": -2}),
    ("lucas(n) > 0 for n in ZZ", {"n": -1}),
    ("partitions(n) > 0 for n in ZZ", {"n": -1}),
    ("stirling2(n, k) > 0 for n in NN, k in NN", {"n": 1, "k": 2}),
]


@pytest.mark.parametrize("text", FOLLOWS)
def test_the_sign_follows(text: str) -> None:
    claim = parse_claim(text)
    assert Facts(claim.conditions).entails(claim.proposition)


@pytest.mark.parametrize(("text", "point"), DOES_NOT_FOLLOW)
def test_it_does_not_follow_where_it_fails(text: str, point: dict[str, int]) -> None:
    claim = parse_claim(text)
    left, right = substitute(claim.proposition, {name: integer(value) for name, value in point.items()}).args
    difference = complex_(evaluate(left, {})) - complex_(evaluate(right, {}))
    assert not (difference.real > 0 if claim.proposition.head == ">" else difference.real >= 0)
    assert not Facts(claim.conditions).entails(claim.proposition)
