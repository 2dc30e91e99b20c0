"""Values of claim-language expressions at several precisions, with the laws that every enclosure obeys."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import acb, arb, ctx, fmpq, fmpz

from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.functions import Value
from probatum.verifiers.language import parse_expression

LOW_BITS, HIGH_BITS = 64, 300
SLACK_BITS = 24
"""Bits of the working precision that an expression of moderate conditioning may lose."""


def exact(number: Fraction | int) -> Value:
    """The number as the evaluator writes it: an integer where it is one."""
    fraction = Fraction(number)
    if fraction.denominator == 1:
        return fmpz(fraction.numerator)
    return fmpq(fraction.numerator, fraction.denominator)


def value_of(text: str, bits: int = HIGH_BITS, /, **variables: Fraction | int) -> Value:
    """The value of the expression at a working precision, with exact values of its variables."""
    scope = {name: exact(number) for name, number in variables.items()}
    with ctx.workprec(bits):
        return evaluate(parse_expression(text), scope)


def as_ball(value: Value) -> acb:
    """Any value as a complex ball of at least HIGH_BITS."""
    with ctx.workprec(2 * HIGH_BITS):
        return acb(value)


def is_narrow(value: Value, bits: int, slack_bits: int = SLACK_BITS) -> bool:
    """Whether the enclosure is accurate to `bits` up to the slack, relative to its size or, below 1, absolutely."""
    if isinstance(value, (fmpz, fmpq)):
        return True
    ball = acb(value)
    with ctx.workprec(64):
        radius = arb(max(ball.real.rad(), ball.imag.rad()))
        return bool(radius <= (abs(ball).upper() + 1) * arb(2) ** (slack_bits - bits))


def assert_value(text: str, expected: str, slack_bits: int = SLACK_BITS, /, **variables: Fraction | int) -> None:
    """The enclosures of both expressions at 64 and at 300 bits are narrow, and all four overlap."""
    found = []
    for side in (text, expected):
        for bits in (LOW_BITS, HIGH_BITS):
            value = value_of(side, bits, **variables)
            assert is_narrow(value, bits, slack_bits), f"{side} at {bits} bits: {value}"
            found.append(as_ball(value))
    for index, one in enumerate(found):
        for other in found[:index]:
            assert one.overlaps(other), f"{text} is not {expected}: {one} and {other}"


def assert_raises(text: str, error: type[Exception], match: str | None = None, /, **variables: Fraction | int) -> None:
    """The expression has no value, for the reason given, at both precisions."""
    for bits in (LOW_BITS, HIGH_BITS):
        with pytest.raises(error, match=match):
            value_of(text, bits, **variables)
