"""Closed expressions as instances of a pattern: the left side of a theorem with its variables."""

from __future__ import annotations

from flint import ctx

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.language.expr import BINDERS, Expr, free_symbols, substitute

__all__ = ["match", "same_value"]

_BITS = 192


def same_value(left: Expr, right: Expr, precision_bits: int = _BITS) -> bool:
    """Whether the enclosures of two closed expressions overlap at moderate precision: a guess, not a proof."""
    try:
        with ctx.workprec(precision_bits):
            difference = complex_(evaluate(left, {})) - complex_(evaluate(right, {}))
            return bool(difference.contains(0)) and bool(difference.is_finite())
    except NO_VALUE:
        return False


def match(pattern: Expr, expr: Expr, variables: frozenset[str]) -> dict[str, Expr] | None:
    """Values of the variables that make `pattern` equal to `expr`, None when there are none.

    A part of the pattern without variables matches whatever seems to have the same value; so does a variable that
    occurs again, and an argument made of variables that are known from the others.
    """
    if pattern.head != expr.head or len(pattern.args) != len(expr.args):
        return None
    found: dict[str, Expr] = {}
    later: list[tuple[Expr, Expr]] = []
    for ours, theirs in zip(pattern.args, expr.args, strict=True):
        trial = dict(found)
        if _matches(ours, theirs, variables, trial):
            found = trial
        else:
            later.append((ours, theirs))
    for ours, theirs in later:
        if not free_symbols(ours) & variables <= found.keys() or not same_value(substitute(ours, found), theirs):
            return None
    return found


def _matches(pattern: Expr, expr: Expr, variables: frozenset[str], found: dict[str, Expr]) -> bool:
    if pattern.head == "symbol" and pattern.name in variables:
        known = found.setdefault(pattern.name, expr)
        return known == expr or same_value(known, expr)
    if pattern == expr:
        return True
    if not free_symbols(pattern) & variables:
        return same_value(pattern, expr)
    if pattern.head != expr.head or len(pattern.args) != len(expr.args) or pattern.head in BINDERS:
        return False
    return all(_matches(p, e, variables, found) for p, e in zip(pattern.args, expr.args, strict=True))
