"""Orders as signs of differences."""

from __future__ import annotations

from typing import Final

from probatum.verifiers.language.expr import Expr

__all__ = ["ORDERS", "normal"]

ORDERS: Final = frozenset({"<", "<=", ">", ">=", "!="})


def normal(relation: Expr) -> tuple[tuple[Expr, bool], ...]:
    """Differences that are to be positive (True), or not negative (False), for an order to hold.

    `|a| <= b` is `b - a >= 0` and `b + a >= 0`, so that a may vanish.
    """
    left, right = relation.args
    if relation.head in (">", ">="):
        left, right = right, left
    strict = relation.head in ("<", ">")
    if left.head == "abs":
        (inner,) = left.args
        return (_minus(right, inner), strict), (Expr("+", (right, inner)), strict)
    return ((_minus(right, left), strict),)


def _minus(left: Expr, right: Expr) -> Expr:
    return Expr("+", (left, Expr("neg", (right,))))
