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
    "irrational": 1,
    "mu": 1,
    "using": 2,
    "conservative": 1,
    **dict.fromkeys(RELATIONS | ARROWS, 2),
}
_WITH_NOTATION: Final = frozenset({*BINDERS, *STRUCTURAL, *RELATIONS, *CONNECTIVES, *ARROWS, "chain"})
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


def tree_of(value: object, known: dict[object, Expr] | None = None, depth: int = 0) -> Expr:
    """The tree of a JSON value; of equal trees that are read with the same `known` there is one only.

    Raises TreeError when it is not one.
    """
    known = {} if known is None else known
    if not isinstance(value, list) or not value or not isinstance(value[0], str):
        raise TreeError("a tree is a list that begins with its head")
    if depth > DEFAULT_LIMITS.max_depth or len(value) > DEFAULT_LIMITS.max_nodes:
        raise TreeError(f"deeper than {DEFAULT_LIMITS.max_depth}, or of more than {DEFAULT_LIMITS.max_nodes} parts")
    head, *rest = value
    if head in ATOMS:
        return _known_atom(head, rest, known)
    text = None
    if head == "chain":
        text, *rest = rest or [None]
        _require_chain(text, rest)
    args = tuple([tree_of(arg, known, depth + 1) for arg in rest])
    # Trees in `known` stay alive with it, so that their identities name them.
    key = (head, text, *map(id, args))
    tree = known.get(key)
    if tree is None:
        _require_shape(head, args)
        tree = known[key] = Expr(head, args, text)
    return tree


def _known_atom(head: str, texts: list[object], known: dict[object, Expr]) -> Expr:
    if len(texts) != 1 or not isinstance(texts[0], str):
        atom = _atom(head, texts)
        return known.setdefault(atom, atom)
    found = known.get((head, texts[0], ""))
    if found is None:
        found = known[(head, texts[0], "")] = _atom(head, texts)
    return found


def _require_chain(text: object, terms: list[object]) -> None:
    if (
        not isinstance(text, str)
        or len(terms) < 3
        or len(text.split(" ")) != len(terms) - 1
        or not any(set(text.split(" ")) <= signs for signs in (RELATIONS, ARROWS))
    ):
        raise TreeError("a chain has two or more relations, and one term more")


def _atom(head: str, texts: list[object]) -> Expr:
    first, *more = texts or [None]
    if not isinstance(first, str) or len(first) > DEFAULT_LIMITS.max_digits:
        raise TreeError(f"{head} carries text of moderate length")
    if head == "symbol" and not more and len(first) <= DEFAULT_LIMITS.max_name_length and _NAME.match(first):
        return Expr("symbol", (), first)
    if head == "int" and not more and _DIGITS.match(first):
        return Expr("int", (), int(first) if len(first) < 19 else int(fmpz(first)))
    if head == "decimal" and len(more) == 1 and isinstance(more[0], str):
        return Expr("decimal", (), _decimal(first, more[0]))
    raise TreeError(f"no {head}: {texts!r:.80}")


def _decimal(above: str, below: str) -> Fraction:
    """A quotient in lowest terms with finitely many decimals, one at least: no other is what a text stands for."""
    if len(below) <= DEFAULT_LIMITS.max_digits and _DIGITS.match(above) and _DIGITS.match(below):
        numerator, denominator = int(fmpz(above)), int(fmpz(below))
        finite = denominator > 1 and 10 ** denominator.bit_length() % denominator == 0
        if finite and gcd(numerator, denominator) == 1:
            return Fraction(numerator, denominator)
    raise TreeError(f"no decimal: {above!r:.80}, {below!r:.80}")


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
