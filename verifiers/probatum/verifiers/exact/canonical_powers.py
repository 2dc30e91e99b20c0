"""Closed expressions with uniform powers and evaluated rationals, ready for expansion in their atoms.

For complex x and a positive integer Q the principal powers satisfy `x^(p/Q) = (x^(1/Q))^p`, because both are
`exp((p/Q) log x)`. Writing every rational power of one base by the same root makes them powers of a single
indeterminate: `pi^(3/4) * pi^(1/4)` becomes `(pi^(1/4))^4`, and pi itself `(pi^(1/4))^4` beside them.
"""

from __future__ import annotations

import math
from fractions import Fraction
from operator import is_
from typing import Final

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.exact.rational_functions import is_singular_quotient
from probatum.verifiers.functions.lift import fraction, is_exact
from probatum.verifiers.language.expr import BINDERS, Expr, integer, rational, symbol

__all__ = ["canonical_powers", "literal_fraction"]

_ARITHMETIC: Final = frozenset({"+", "*", "/", "neg", "^"})
_MAX_ROOT: Final = 10_000
_MAX_LITERAL_BITS: Final = 4096


def literal_fraction(expr: Expr) -> Fraction | None:
    """The value of a rational number as written: `3`, `-3/4`, `0.5`; None for anything else."""
    if expr.head in ("int", "decimal"):
        return Fraction(expr.value)  # type: ignore[arg-type]
    if expr.head == "neg":
        inner = literal_fraction(expr.args[0])
        return None if inner is None else -inner
    if expr.head == "/":
        above, below = (literal_fraction(arg) for arg in expr.args)
        return None if above is None or not below else above / below
    return None


def canonical_powers(*expressions: Expr) -> tuple[Expr, ...]:
    """The expressions, with the same values, in which each base occurs with one root only.

    Function values that are exact rationals (`bernoulli(2)`, `binomial(4, 2)`) become literals. Closed expressions
    only.
    """
    simple = [_with_literals(expr) for expr in expressions]
    roots: dict[Expr, int] = {}
    for expr in simple:
        _collect(expr, roots)
    return tuple(_uniform(expr, roots) for expr in simple) if roots else tuple(simple)


def _with_args(expr: Expr, args: tuple[Expr, ...]) -> Expr:
    return expr if all(map(is_, args, expr.args)) else Expr(expr.head, args)


def _with_literals(expr: Expr) -> Expr:
    """`expr` with square roots as powers and exact function values as literals, outside of functions."""
    head, args = expr.head, expr.args
    if head in ("int", "decimal", "symbol"):
        return expr
    if head == "exp":
        exponent = literal_fraction(args[0])
        return expr if exponent is None else _power_of(symbol("e"), exponent)
    if head == "sqrt":
        return Expr("^", (_with_literals(args[0]), rational(1, 2)))
    if head == "^":
        exponent = literal_fraction(args[1])
        if exponent is None:
            exponent = _exact(args[1])
        if args[0].is_symbol("e") and exponent is None:
            return Expr("exp", (args[1],))
        if exponent is None:
            return expr
        return _power_of(_with_literals(args[0]), exponent)
    if head in _ARITHMETIC and not is_singular_quotient(expr):
        return _with_args(expr, tuple(map(_with_literals, args)))
    if head in BINDERS or head in _ARITHMETIC:
        return expr
    value = _exact(expr)
    return expr if value is None else rational(value.numerator, value.denominator)


def _power_of(base: Expr, exponent: Fraction) -> Expr:
    """A principal power; an integral one of a product or of a power is taken factor by factor."""
    if exponent.denominator == 1:
        if base.head in ("*", "/") and not is_singular_quotient(base):
            return Expr(base.head, tuple(_power_of(arg, exponent) for arg in base.args))
        if base.head == "^":
            inner = literal_fraction(base.args[1])
            if inner is not None:
                return _power_of(base.args[0], inner * exponent)
    return Expr("^", (base, rational(exponent.numerator, exponent.denominator)))


def _exact(expr: Expr) -> Fraction | None:
    try:
        value = evaluate(expr, {})
    except NO_VALUE:
        return None
    if not is_exact(value):
        return None
    exact = fraction(value)
    if exact.height_bits() > _MAX_LITERAL_BITS:
        return None
    return Fraction(int(exact.p), int(exact.q))


def _collect(expr: Expr, roots: dict[Expr, int]) -> None:
    if expr.head == "^":
        exponent = literal_fraction(expr.args[1])
        if exponent is not None and exponent.denominator != 1:
            order = math.lcm(roots.get(expr.args[0], 1), exponent.denominator)
            if order <= _MAX_ROOT:
                roots[expr.args[0]] = order
    if expr.head in _ARITHMETIC and not is_singular_quotient(expr):
        for arg in expr.args:
            _collect(arg, roots)


def _uniform(expr: Expr, roots: dict[Expr, int]) -> Expr:
    head, args = expr.head, expr.args
    if head == "^":
        exponent = literal_fraction(args[1])
        order = roots.get(args[0])
        if exponent is not None and order is not None and (exponent * order).denominator == 1:
            return _power(args[0], order, int(exponent * order))
    if head in _ARITHMETIC and not is_singular_quotient(expr):
        return _with_args(expr, tuple(_uniform(arg, roots) for arg in args))
    order = roots.get(expr)
    return expr if order is None or head in ("int", "decimal") else _power(expr, order, order)


def _power(base: Expr, order: int, exponent: int) -> Expr:
    root = Expr("^", (base, rational(1, order)))
    return Expr("^", (root, integer(exponent)))
