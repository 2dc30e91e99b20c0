"""Expression trees as JSON values: `["+", ["int", "1"], ["symbol", "pi"]]`.

Every value that is not a tree of the claim language is refused, so that a tree read from a stranger's certificate is
one that claim text could have given.
"""

from __future__ import annotations

import re
from fractions import Fraction
from math import gcd
from typing import Final

from flint import fmpz

from probatum.verifiers.language.expr import (
    ARROWS,
    ATOMS,
    BINDERS,
    CONNECTIVES,
    RELATIONS,
    STRUCTURAL,
    Expr,
    bound_symbol_index,
)
from probatum.verifiers.language.limits import DEFAULT_LIMITS

__all__ = ["TreeError", "json_of", "tree_of"]

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]

_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")
_DIGITS: Final = re.compile(r"(0|[1-9][0-9]*)\Z")
_ARITY: Final = {
    "neg": 1,
    "!": 1,
    "not": 1,
    "/": 2,
    "^": 2,
    "[)": 2,
    "(]": 2,
    "in": 2,
    **dict.fromkeys(RELATIONS | ARROWS, 2),
}
_AT_LEAST_TWO: Final = frozenset({"+", "*", "and", "or"})


class TreeError(ValueError):
    """A JSON value that is no tree of the claim language; the message says why."""


def json_of(expr: Expr) -> Json:
    """The JSON value of a tree."""
    if expr.head == "int":
        return ["int", str(fmpz(expr.value))]  # type: ignore[arg-type]
    if expr.head == "decimal":
        assert isinstance(expr.value, Fraction)
        return ["decimal", str(fmpz(expr.value.numerator)), str(fmpz(expr.value.denominator))]
    if expr.head == "symbol":
        return ["symbol", expr.name]
    if expr.head == "chain":
        return ["chain", str(expr.value), *map(json_of, expr.args)]
    return [expr.head, *map(json_of, expr.args)]


def tree_of(value: object, depth: int = 0) -> Expr:
    """The tree of a JSON value. Raises TreeError when it is not one."""
    if not isinstance(value, list) or not value or not isinstance(value[0], str):
        raise TreeError("a tree is a list that begins with its head")
    if depth > DEFAULT_LIMITS.max_depth or len(value) > DEFAULT_LIMITS.max_nodes:
        raise TreeError(f"deeper than {DEFAULT_LIMITS.max_depth}, or of more than {DEFAULT_LIMITS.max_nodes} parts")
    head, *rest = value
    if head in ATOMS:
        return _atom(head, rest)
    text = None
    if head == "chain":
        text, *rest = rest or [None]
        if (
            not isinstance(text, str)
            or len(rest) < 3
            or len(text.split(" ")) != len(rest) - 1
            or not any(set(text.split(" ")) <= signs for signs in (RELATIONS, ARROWS))
        ):
            raise TreeError("a chain has two or more relations, and one term more")
    args = tuple(tree_of(arg, depth + 1) for arg in rest)
    _require_shape(head, args)
    return Expr(head, args, text)


def _atom(head: str, rest: list[object]) -> Expr:
    if not all(isinstance(part, str) and len(part) <= DEFAULT_LIMITS.max_digits for part in rest):
        raise TreeError(f"{head} carries text of moderate length")
    texts = [str(part) for part in rest]
    if (
        head == "symbol"
        and len(texts) == 1
        and _NAME.match(texts[0])
        and len(texts[0]) <= DEFAULT_LIMITS.max_name_length
    ):
        return Expr("symbol", (), texts[0])
    if all(_DIGITS.match(text) for text in texts):
        numbers = [int(fmpz(text)) for text in texts]
        if head == "int" and len(numbers) == 1:
            return Expr("int", (), numbers[0])
        if head == "decimal" and len(numbers) == 2 and _is_decimal(*numbers):
            return Expr("decimal", (), Fraction(*numbers))
    raise TreeError(f"no {head}: {texts!r:.80}")


def _is_decimal(numerator: int, denominator: int) -> bool:
    """Whether the quotient is in lowest terms with finitely many decimals, one at least: else no text is its own."""
    return denominator > 1 and gcd(numerator, denominator) == 1 and 10 ** denominator.bit_length() % denominator == 0


def _require_shape(head: str, args: tuple[Expr, ...]) -> None:
    wanted = BINDERS.get(head, _ARITY.get(head))
    if wanted is not None and len(args) != wanted:
        raise TreeError(f"{head} takes {wanted} arguments")
    if head in BINDERS and args[bound_symbol_index(head)].head != "symbol":
        raise TreeError(f"{head} binds a symbol")
    if head in _AT_LEAST_TWO and len(args) < 2:
        raise TreeError(f"{head} takes two or more arguments")
    known = head in {*BINDERS, "chain"} | STRUCTURAL | RELATIONS | CONNECTIVES | ARROWS
    if not known and not _NAME.match(head):
        raise TreeError(f"no head: {head!r:.80}")
