"""Closed forms as expressions, written as a mathematician would: `2*log(3 + 2*sqrt(2))`."""

from __future__ import annotations

from flint import arb, ctx, fmpq, fmpz

from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.functions.lift import fraction, is_exact
from probatum.verifiers.language.expr import Expr, apply, integer
from probatum.verifiers.language.numbers import rational_number as number

__all__ = ["enclosed", "logarithm", "multiple", "number", "quotient", "surd", "total"]

ZERO, ONE = integer(0), integer(1)


def _literal(term: Expr) -> fmpq | None:
    """The value of a rational number that is written as one."""
    if term.head == "neg":
        inner = _literal(term.args[0])
        return None if inner is None else -inner
    if term.head == "int" or (term.head == "/" and all(arg.head == "int" for arg in term.args)):
        return fmpq(fraction(evaluate(term, {})))
    return None


def _parts(term: Expr, factor: fmpq) -> list[tuple[fmpq, Expr]]:
    """The terms of `factor * term` as rational multiples of what is no rational number, or of 1."""
    value = _literal(term)
    if value is not None:
        return [(factor * value, ONE)]
    if term.head == "+":
        return [part for arg in term.args for part in _parts(arg, factor)]
    if term.head == "neg":
        return _parts(term.args[0], -factor)
    first = _literal(term.args[0]) if term.head == "*" and len(term.args) == 2 else None
    return [(factor, term)] if first is None else _parts(term.args[1], factor * first)


def total(*terms: Expr) -> Expr:
    """The sum of the terms, equal ones collected, rational numbers last."""
    collected: dict[Expr, fmpq] = {}
    for term in terms:
        for factor, rest in _parts(term, fmpq(1)):
            collected[rest] = collected.get(rest, fmpq(0)) + factor
    order = sorted(collected, key=lambda rest: rest == ONE)
    kept = tuple(_scaled(collected[rest], rest) for rest in order if collected[rest])
    return kept[0] if len(kept) == 1 else Expr("+", kept) if kept else ZERO


def _scaled(factor: fmpq, rest: Expr) -> Expr:
    if factor < 0:
        return Expr("neg", (_scaled(-factor, rest),))
    if rest == ONE:
        return number(factor)
    return rest if factor == 1 else Expr("*", (number(factor), rest))


def multiple(factor: fmpq | fmpz | int, term: Expr) -> Expr:
    """`factor * term`, multiplied out."""
    parts = _parts(term, fmpq(factor))
    return total(*(_scaled(each, rest) for each, rest in parts if each))


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
    constant = number(rational_part * common)
    return quotient(root if constant == ZERO else Expr("+", (constant, root)), number(common))


def enclosed(term: Expr, precision_bits: int = 128) -> arb:
    """A real ball for a closed form. Raises ValueError when its value is not a finite real number."""
    with ctx.workprec(precision_bits):
        value = evaluate(term, {})
        ball = arb(fraction(value)) if is_exact(value) else value
    if not isinstance(ball, arb) or not ball.is_finite():
        raise ValueError("a closed form without a finite real value")
    return ball
