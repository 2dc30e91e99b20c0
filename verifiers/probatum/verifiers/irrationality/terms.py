"""Closed forms as expressions, written as a mathematician would: `2*log(3 + 2*sqrt(2))`."""

from __future__ import annotations

from flint import arb, ctx, fmpq, fmpz

from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.functions.lift import fraction, is_exact
from probatum.verifiers.language.expr import Expr, apply, integer, rational

__all__ = ["enclosed", "logarithm", "multiple", "number", "quotient", "surd", "total"]

ZERO = integer(0)


def number(value: fmpq | fmpz | int) -> Expr:
    """A rational number as it is written."""
    exact = fmpq(value)
    return rational(int(exact.p), int(exact.q))


def total(*terms: Expr) -> Expr:
    """The sum of the terms that are not written 0."""
    kept = tuple(term for term in terms if term != ZERO)
    return kept[0] if len(kept) == 1 else Expr("+", kept) if kept else ZERO


def negative(term: Expr) -> Expr:
    """The term with the other sign."""
    return term.args[0] if term.head == "neg" else term if term == ZERO else Expr("neg", (term,))


def multiple(factor: fmpq | fmpz | int, term: Expr) -> Expr:
    """`factor * term`; the sign stands before the product."""
    exact = fmpq(factor)
    if exact == 0 or term == ZERO:
        return ZERO
    if exact < 0:
        return negative(multiple(-exact, term))
    if term.head in ("int", "/") and all(arg.head == "int" for arg in term.args):
        return number(exact * fraction(evaluate(term, {})))
    return term if exact == 1 else Expr("*", (number(exact), term))


def quotient(above: Expr, below: Expr) -> Expr:
    """`above/below`."""
    return above if below == integer(1) else Expr("/", (above, below))


def logarithm(argument: Expr) -> Expr:
    """`log(argument)`, 0 for log(1)."""
    return ZERO if argument == integer(1) else apply("log", argument)


def surd(rational_part: fmpq, factor: fmpq, radicand: fmpz) -> Expr:
    """`rational_part + factor*sqrt(radicand)` over one denominator, square factors taken out of the root."""
    outside, inside = fmpz(1), fmpz(1)
    for prime, exponent in radicand.factor():
        outside *= prime ** (int(exponent) // 2)
        inside *= prime ** (int(exponent) % 2)
    factor = factor * outside
    if inside == 1:
        return number(rational_part + factor)
    common = fmpq(rational_part).q.lcm(fmpq(factor).q)
    root = multiple(factor * common, apply("sqrt", number(inside)))
    return quotient(total(number(rational_part * common), root), number(common))


def enclosed(term: Expr, precision_bits: int = 128) -> arb:
    """A real ball for a closed form. Raises ValueError when its value is not a finite real number."""
    with ctx.workprec(precision_bits):
        value = evaluate(term, {})
        ball = arb(fraction(value)) if is_exact(value) else value
    if not isinstance(ball, arb) or not ball.is_finite():
        raise ValueError("a closed form without a finite real value")
    return ball
