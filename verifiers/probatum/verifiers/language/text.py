"""The text of a tree: the exact inverse of the parser.

Brackets are written where the grammar needs them and nowhere else, so the text is also the canonical form.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from flint import fmpz

from probatum.verifiers.language.expr import ARROWS, RELATIONS, Expr, speaks_of_steps

__all__ = ["expression_text"]

# Precedence levels of the grammar, loosest first.
_ARROW, _OR, _AND, _NOT, _RELATION, _ADD, _MUL, _UNARY, _POWER, _POSTFIX, _PRIMARY = range(11)

_LEVEL: Final = {
    **dict.fromkeys(ARROWS, _ARROW),
    "or": _OR,
    "and": _AND,
    "not": _NOT,
    "in": _RELATION,
    "chain": _RELATION,
    **dict.fromkeys(RELATIONS, _RELATION),
    "+": _ADD,
    "*": _MUL,
    "/": _MUL,
    "neg": _UNARY,
    "^": _POWER,
    "!": _POSTFIX,
}


def _level(expr: Expr) -> int:
    if expr.head == "not" and expr.args[0].head == "in":
        return _RELATION  # written `x not in S`
    if expr.head == "chain" and speaks_of_steps(expr):
        return _ARROW
    return _LEVEL.get(expr.head, _PRIMARY)


def _decimal_text(value: Fraction) -> str:
    """`value`, whose denominator divides a power of ten, in decimal notation."""
    denominator, twos, fives = value.denominator, 0, 0
    while denominator % 2 == 0:
        denominator //= 2
        twos += 1
    while denominator % 5 == 0:
        denominator //= 5
        fives += 1
    places = max(twos, fives)
    digits = str(fmpz(value.numerator * 10**places // value.denominator)).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}"


def _bracketed(expr: Expr, least: int) -> str:
    text = expression_text(expr)
    return f"({text})" if _level(expr) < least else text


def _sum_text(terms: tuple[Expr, ...]) -> str:
    parts = [_bracketed(terms[0], _MUL)]
    for term in terms[1:]:
        if term.head == "neg":
            parts.append(f" - {_bracketed(term.args[0], _MUL)}")
        else:
            parts.append(f" + {_bracketed(term, _MUL)}")
    return "".join(parts)


def _product_text(expr: Expr) -> str:
    sign = "*" if expr.head == "*" else "/"
    first, *rest = expr.args
    # A quotient may stand first in a product or a quotient, and a product first in a quotient: the grammar reads
    # `a/b*c` and `a*b/c` from the left. A product first in a product was bracketed by its writer.
    open_first = first.head == "/" or (first.head == "*" and expr.head == "/")
    parts = [expression_text(first) if open_first else _bracketed(first, _UNARY)]
    parts += [_bracketed(factor, _UNARY) if factor.head != "neg" else f"({expression_text(factor)})" for factor in rest]
    return sign.join(parts)


def _limit_along_text(args: tuple[Expr, ...]) -> str:
    start, direction = (", ".join(map(expression_text, place.args)) for place in args[1:3])
    rows = "".join(f", rows ({expression_text(matrix)})" for matrix in args[3:])
    return f"limit({expression_text(args[0])}, from ({start}), along ({direction}){rows})"


def expression_text(expr: Expr) -> str:
    """The text of a term or condition; `parse_expression` of it gives the term back."""
    head, args = expr.head, expr.args
    if head == "int":
        assert isinstance(expr.value, int)
        return str(fmpz(expr.value))  # int() and str() of Python refuse more than 4300 digits
    if head == "symbol":
        return str(expr.value)
    if head == "decimal":
        assert isinstance(expr.value, Fraction)
        return _decimal_text(expr.value)
    if head == "+":
        return _sum_text(args)
    if head in ("*", "/"):
        return _product_text(expr)
    if head == "neg":
        # `-a` binds tighter than a product: `-a*b` reads `(-a)*b`.
        return f"-{_bracketed(args[0], _UNARY)}" if args[0].head != "neg" else f"-({expression_text(args[0])})"
    if head == "^":
        exponent = args[1]
        power = f"({expression_text(exponent)})" if exponent.head in ("neg", "^") else _bracketed(exponent, _POWER)
        return f"{_bracketed(args[0], _POSTFIX)}^{power}"
    if head == "!":
        return f"{_bracketed(args[0], _PRIMARY)}!"
    if head == "tuple":
        return f"({', '.join(map(expression_text, args))}{',' if len(args) == 1 else ''})"
    if head == "list":
        return f"[{', '.join(map(expression_text, args))}]"
    if head in ("[)", "(]"):
        return f"{head[0]}{expression_text(args[0])}, {expression_text(args[1])}{head[1]}"
    if head in RELATIONS:
        return f"{_bracketed(args[0], _ADD)} {head} {_bracketed(args[1], _ADD)}"
    if head == "chain" or head in ARROWS:
        least = _OR if speaks_of_steps(expr) else _ADD
        text = _bracketed(args[0], least)
        for operator, term in zip(str(expr.value or head).split(), args[1:], strict=True):
            text += f" {operator} {_bracketed(term, least)}"
        return text
    if head == "in":
        return f"{_bracketed(args[0], _ADD)} in {_bracketed(args[1], _ADD)}"
    if head == "not":
        if args[0].head == "in":
            return f"{_bracketed(args[0].args[0], _ADD)} not in {_bracketed(args[0].args[1], _ADD)}"
        return f"not {_bracketed(args[0], _NOT)}"
    if head in ("and", "or"):
        least = _NOT if head == "and" else _AND
        return f" {head} ".join(_bracketed(arg, least) for arg in args)
    if head == "axis":
        return f"{expression_text(args[0])}: {expression_text(args[1])}"
    if head == "conservative" and args[0].head == "field":
        return f"conservative({', '.join(map(expression_text, args[0].args))})"
    if head == "using":
        return f"{expression_text(args[0])} using {expression_text(args[1])}"
    if head == "limit_along":
        return _limit_along_text(args)
    return f"{head}({', '.join(map(expression_text, args))})"
