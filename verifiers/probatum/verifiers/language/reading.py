"""How a printed formula is read: which parts need brackets for the reader to see the tree that was meant."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from probatum.verifiers.language.expr import BINDERS, RELATIONS, Expr, speaks_of_steps

ARROW, OR, AND, NOT, RELATION, ADD, MUL, TIGHT = range(8)
"""Levels of binding in print, loosest first."""

_LEVEL: Final = {
    "=>": ARROW, "<=>": ARROW, "or": OR, "and": AND, "not": NOT, "in": RELATION, "chain": RELATION,
    "+": ADD, "neg": ADD, "*": MUL,
    "sum": MUL, "prod": MUL, "integral": MUL, "limit": MUL, "limit_along": MUL, **dict.fromkeys(RELATIONS, RELATION),
}  # fmt: skip

_MAX_CONSTANT_BITS: Final = 4096


def value_at_zero(expr: Expr, name: str) -> Fraction | None:
    """The value where the symbol `name` is 0 of a polynomial with small integer coefficients, else None."""
    head = expr.head
    if head == "int":
        assert isinstance(expr.value, int)
        return Fraction(expr.value) if expr.value.bit_length() <= _MAX_CONSTANT_BITS else None
    if head == "symbol":
        return Fraction(0) if expr.is_symbol(name) else None
    if head not in ("+", "*", "neg", "^"):
        return None
    known: list[Fraction] = []
    for arg in expr.args:
        value = value_at_zero(arg, name)
        if value is None or value.numerator.bit_length() > _MAX_CONSTANT_BITS:
            return None
        known.append(value)
    if head == "+":
        return sum(known, Fraction(0))
    if head == "neg":
        return -known[0]
    if head == "^":
        base, exponent = known
        return base ** int(exponent) if 0 < exponent <= 100 else None
    product = Fraction(1)
    for value in known:
        product *= value
    return product


def level(expr: Expr) -> int:
    """How tightly the printed form of `expr` holds together."""
    if expr.head == "not" and expr.args[0].head == "in":
        return RELATION
    if expr.head == "chain" and speaks_of_steps(expr):
        return ARROW
    if expr.head == "pcf":
        # Printed `a(0) + K(b/a)`, without the first term where it is 0.
        return MUL if value_at_zero(expr.args[0], expr.args[2].name) == 0 else ADD
    return _LEVEL.get(expr.head, TIGHT)


def starts_negative(expr: Expr) -> bool:
    """Whether the printed form begins with a minus sign."""
    while expr.head == "*":
        expr = expr.args[0]
    return expr.head == "neg"


def ends_open(expr: Expr) -> bool:
    """Whether a large operator at the end would take what follows into its body."""
    while expr.head in ("*", "neg"):
        expr = expr.args[-1]
    return expr.head in BINDERS


def starts_with_digit(expr: Expr) -> bool:
    """Whether the printed form begins with a digit."""
    while expr.head in ("*", "^", "!", "factorial"):
        expr = expr.args[0]
    return expr.head in ("int", "decimal")


def reads_as_mixed_number(left: Expr, right: Expr) -> bool:
    """Whether `left right` side by side would read like two and a third."""
    return left.head in ("int", "decimal", "/") and right.head == "/" and starts_with_digit(right.args[0])
