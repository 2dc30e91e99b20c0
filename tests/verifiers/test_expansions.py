"""Asymptotic expansions: the remainder is bounded on the axis and in the sector, for functions drawn at random."""

from __future__ import annotations

import random

import pytest
from flint import acb, arb, ctx, fmpq

from probatum.verifiers.balls.asymptotics import Reader
from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import ENGINE, compile_body
from probatum.verifiers.balls.expansions import UNIT, Algebra, Expansion
from probatum.verifiers.exact.constant_forms import atom, constant, form_expression, form_value
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.language import parse_expression, symbol
from tests.long_form import LONG

SEEDS = range(400 if LONG else 24)
LEAVES = (
    "z",
    "z",
    "1/z",
    "1/z",
    "2",
    "-1/3",
    "1/2",
    "pi",
    "log(2)",
    "sqrt(z)",
    "log(z)",
    "(z + 1)",
    "(2*z - 1)",
    "1/(z + 3)",
)
SMALL = ("sin", "cos", "exp", "atan", "tan", "sinh", "erf", "log1p", "expm1", "gamma", "cosh", "tanh", "zeta")
LARGE = ("log", "sqrt", "atan", "digamma", "harmonic", "log", "tanh", "coth")


def drawn(draw: random.Random, depth: int) -> str:
    """A function of z as text."""
    if depth == 0:
        return draw.choice(LEAVES)
    kind, inner, other = draw.random(), drawn(draw, depth - 1), drawn(draw, depth - 1)
    if kind < 0.5:
        return f"({inner} {draw.choice('++-*/')} {other})"
    if kind < 0.65:
        return f"({inner})^{draw.choice(('2', '3', '(-1)', '(1/2)', '(-3/2)'))}"
    if kind < 0.85:
        divisor, centre = draw.choice(("z", "(z + 2)", "z^2")), draw.choice(("0", "0", "1", "1/2", "-2"))
        return f"{draw.choice(SMALL)}({inner}/{divisor} + {centre})"
    return f"{draw.choice(LARGE)}(z*({draw.choice(('1', '2', '1/2'))}) + {inner}/z)"


def remainder(expansion: Expansion, algebra: Algebra, value: acb, z: acb) -> tuple[arb, arb]:
    """The distance of a value from the terms at z, and the bound for it."""
    total = acb(0)
    for (p, k), form in expansion.terms.items():
        total += complex_(algebra.constant_value(form)) * (z.log() * acb(arb(p))).exp() * z.log() ** k
    bound = arb(0) if expansion.rest is None else expansion.rest.bound * abs(z) ** arb(expansion.rest.order)
    return abs(value - total), bound


@pytest.mark.parametrize("seed", SEEDS)
def test_the_remainder_is_bounded(seed: int) -> None:
    draw = random.Random(seed)
    compared = 0
    while compared < 3:
        text = drawn(draw, draw.choice((1, 2, 2, 3)))
        turn, radius = draw.choice((fmpq(0), fmpq(1, 4))), draw.choice((4, 16, 50))
        algebra = Algebra(radius, turn, fmpq(draw.choice((2, 5, 9))), lambda part: ENGINE.value(part, {}))
        with ctx.workprec(240):
            try:
                expansion = Reader("z", UNIT, algebra, {}, ENGINE).expand(parse_expression(text))
                body = compile_body(parse_expression(text), "z", {})
            except (*NO_VALUE, ZeroDivisionError):
                continue
            compared += 1
            for factor in ("1", "5/4", "3", "40"):
                for angle in ("0",) if turn == 0 else ("0", "1/4", "-1/4", "1/7"):
                    direction = complex_(ENGINE.value(parse_expression(f"exp(pi*i*({angle}))"), {}))
                    size = complex_(ENGINE.value(parse_expression(f"{radius}*{factor}"), {}))
                    z = direction * size if turn else size
                    distance, bound = remainder(expansion, algebra, complex_(body(z)), z)
                    assert not distance > bound, f"{text} at {factor} of {radius}, angle {angle}"


def test_forms_cancel_exactly_and_keep_their_value() -> None:
    pi, root = atom(symbol("pi")), atom(parse_expression("log(2)"))
    form = (pi + root) * (pi + root.scaled(-1)) + pi * pi.scaled(-1)
    assert form == (root * root).scaled(-1)
    assert constant(8).power(fmpq(2, 3)) == constant(4)
    half = constant(2).power(fmpq(1, 2))
    assert half is not None
    assert half * half == constant(2)
    assert constant(-2).power(fmpq(1, 2)) is None
    i = atom(symbol("i"))
    assert i * i == constant(-1)
    assert i.power(fmpq(-1)) == i.scaled(-1)
    with ctx.workprec(128):
        value = form_value(form * half, lambda part: ENGINE.value(part, {}))
        again = ENGINE.value(form_expression(form * half), {})
        assert complex_(value).overlaps(complex_(again))
