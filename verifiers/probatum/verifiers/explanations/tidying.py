"""Formulas as one would write them: rational constants computed, neutral elements left out.

The steps of a proof are put together by programs and are full of `1*k + 0`. What is shown of them has the same value
wherever theirs is defined; what is checked is theirs.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from probatum.verifiers.language import Expr, integer, rational
from probatum.verifiers.language.expr import fold

__all__ = ["tidied"]

_MAX_POWER: Final = 8
_MAX_BASE: Final = 1_000


def tidied(expr: Expr) -> Expr:
    """The expression with sums and products flattened and their rational constants gathered."""
    return fold(expr, lambda node, args, _scope: _tidy(Expr(node.head, tuple(args), node.value)))


def _tidy(node: Expr) -> Expr:
    match node.head:
        case "neg":
            return _negative(node.args[0])
        case "+":
            return _sum(node.args)
        case "*":
            return _product(node.args)
        case "/":
            return _quotient(*node.args)
        case "^":
            return _power(*node.args)
        case "sqrt" if _constant(node.args[0]) in (0, 1):
            return node.args[0]
    return node


def _constant(expr: Expr) -> Fraction | None:
    """The value of an integer, a quotient of integers, or the negative of one."""
    if expr.head == "int" and isinstance(expr.value, int):
        return Fraction(expr.value)
    if expr.head == "neg":
        inner = _constant(expr.args[0])
        return None if inner is None else -inner
    if expr.head == "/":
        above, below = map(_constant, expr.args)
        return above / below if above is not None and below else None
    return None


def _literal(value: Fraction) -> Expr:
    return rational(value.numerator, value.denominator)


def _subtracted(expr: Expr) -> Expr | None:
    """The x of `-x`, as written or with a negative constant first; None for anything else."""
    if expr.head == "neg":
        return expr.args[0]
    constant = _constant(expr.args[0] if expr.head == "*" else expr)
    if constant is None or constant >= 0:
        return None
    return _product((_literal(-constant), *expr.args[1:])) if expr.head == "*" else _literal(-constant)


def _negative(expr: Expr) -> Expr:
    return expr.args[0] if expr.head == "neg" else Expr("neg", (expr,))


def _sum(args: tuple[Expr, ...]) -> Expr:
    terms = [term for arg in args for term in (arg.args if arg.head == "+" else (arg,))]
    constants = [_constant(term) for term in terms]
    total = sum((each for each in constants if each is not None), Fraction(0))
    kept: list[Expr] = []
    for term, constant in zip(terms, constants, strict=True):
        if constant is None:
            kept.append(term)
        elif total:
            kept.append(_literal(total))
            total = Fraction(0)
    if not kept:
        return integer(0)
    first, *rest = kept
    signed = [(term, _subtracted(term)) for term in rest]
    others = tuple(term if x is None else Expr("neg", (x,)) for term, x in signed)
    return Expr("+", (first, *others)) if others else first


def _product(args: tuple[Expr, ...]) -> Expr:
    scale, factors = Fraction(1), list[Expr]()
    for arg in args:
        if arg.head == "neg" and _constant(arg) is None:
            arg, scale = arg.args[0], -scale
        for factor in arg.args if arg.head == "*" else (arg,):
            constant = _constant(factor)
            if constant is None:
                factors.append(factor)
            else:
                scale *= constant
    if not factors or (not scale and all(factor.head == "symbol" and factor.name != "oo" for factor in factors)):
        return _literal(scale)
    if abs(scale) != 1:  # a factor 0 is shown beside what need not have a value
        factors.insert(0, _literal(scale))
    product = factors[0] if len(factors) == 1 else Expr("*", tuple(factors))
    return Expr("neg", (product,)) if scale == -1 else product


def _quotient(above: Expr, below: Expr) -> Expr:
    divisor = _constant(below)
    if divisor == 0:
        return Expr("/", (above, below))
    value = _constant(above)
    if divisor is not None and value is not None:
        return _literal(value / divisor)
    if above.head == "neg":
        return _negative(_quotient(above.args[0], below))
    if divisor is None:
        return _negative(_quotient(above, below.args[0])) if below.head == "neg" else Expr("/", (above, below))
    if divisor < 0 or divisor.denominator != 1:
        return _product((_literal(1 / divisor), above))
    return above if divisor == 1 else Expr("/", (above, below))


def _power(base: Expr, exponent: Expr) -> Expr:
    value, power = _constant(base), _constant(exponent)
    if power == 1:
        return base
    if value == 1 or (value == 0 and power is not None and power > 0):
        return base
    moderate = value is not None and 0 < max(abs(value.numerator), value.denominator) < _MAX_BASE
    if value and moderate and power is not None and power.denominator == 1 and abs(power) <= _MAX_POWER:
        return _literal(value ** int(power))
    return Expr("^", (base, exponent))
