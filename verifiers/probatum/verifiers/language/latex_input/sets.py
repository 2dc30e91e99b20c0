r"""Sets in conditions: `\mathbb{Z}_{\ge 1}`, `\mathbb{C} \setminus \{0\}`, intervals."""

from __future__ import annotations

from typing import Final, TypeAlias

from probatum.verifiers.language.expr import Expr, integer
from probatum.verifiers.language.latex_input.terms import TermReader
from probatum.verifiers.language.latex_input.tokens import Kind, Token

__all__ = ["Membership", "membership", "one_condition"]

Membership: TypeAlias = list[Expr]
"""The conditions that say that something is in a set: one for the set, others for its bounds."""

_LETTERS: Final = {"Z": "ZZ", "Q": "QQ", "R": "RR", "C": "CC", "H": "HH", "P": "PP"}
_BOUNDS: Final = {r"\ge": ">=", ">": ">", r"\le": "<=", "<": "<", r"\ne": "!="}
_POSITIVE: Final = "+"


def membership(reader: TermReader, element: Expr, sign: Token) -> Membership:
    """The conditions that `element` is in the set that comes next, or not in it."""
    container, beside = _set(reader, element)
    found = [reader.node("in", (element, container)), *beside]
    while reader.at(r"\setminus"):
        reader.take()
        found += _excluded(reader, element)
    if sign.text == r"\notin":
        return [reader.node("not", (one_condition(reader, found),))]
    return found


def one_condition(reader: TermReader, found: list[Expr]) -> Expr:
    """Conditions in force together as one."""
    return found[0] if len(found) == 1 else reader.node("and", tuple(found))


def _set(reader: TermReader, element: Expr) -> tuple[Expr, list[Expr]]:
    token = reader.token
    if reader.at("(", "["):
        return _interval(reader), []
    if token.kind is Kind.WORD and token.font in ("mathbb", "Bbb", "mathbf"):
        return _number_set(reader, element)
    if reader.at(r"\{"):
        raise reader.refusal("a finite set is not understood: write a condition for each element, or a bound")
    raise reader.refusal(r"a set is wanted, such as \mathbb{R}, \mathbb{Z}_{\ge 0} or an interval (a, b)")


def _interval(reader: TermReader) -> Expr:
    opened = reader.take()
    low = reader.closed_sum()
    reader.expect(",", "between the ends of an interval", opened)
    high = reader.closed_sum()
    if not reader.at(")", "]"):
        raise reader.refusal(f"unexpected {reader.token}: the interval is not closed")
    closing = reader.take()
    head = {"()": "tuple", "[]": "list", "[)": "[)", "(]": "(]"}[opened.text + closing.text]
    return reader.node(head, (low, high))


def _number_set(reader: TermReader, element: Expr) -> tuple[Expr, list[Expr]]:
    token = reader.take()
    bound = _bound(reader)
    zero, one = integer(0), integer(1)
    if token.text == "N":
        return _natural_numbers(reader, token, element, bound)
    if token.text not in _LETTERS:
        raise reader.refusal(f"the set {token.text} is not understood", token)
    container = Expr("symbol", (), _LETTERS[token.text])
    if bound is None:
        return container, []
    operator, end = bound
    if operator == _POSITIVE:
        if token.text == "Z":
            return container, [reader.node(">=", (element, one))]
        raise reader.ambiguity("the sign + on a set", token, r"\mathbb{R}_{>0}", r"\mathbb{R}_{\ge 0}")
    if token.text == "Z" and (operator, end) == (">=", zero):
        return Expr("symbol", (), "NN"), []
    if token.text not in ("Z", "Q", "R") and operator != "!=":
        raise reader.refusal("only real numbers have bounds", token)
    return container, [reader.node(operator, (element, end))]


def _natural_numbers(
    reader: TermReader, token: Token, element: Expr, bound: tuple[str, Expr] | None
) -> tuple[Expr, list[Expr]]:
    if bound == ("index", integer(0)) or bound == (">=", integer(0)):
        return Expr("symbol", (), "NN"), []
    if bound is not None and (bound[0] == _POSITIVE or bound in ((">", integer(0)), (">=", integer(1)))):
        return Expr("symbol", (), "ZZ"), [reader.node(">=", (element, integer(1)))]
    if bound is not None and bound[0] == ">=":
        return Expr("symbol", (), "ZZ"), [reader.node(">=", (element, bound[1]))]
    raise reader.ambiguity(
        r"\mathbb{N} begins with 0 in some books and with 1 in others",
        token,
        r"\mathbb{Z}_{\ge 0}",
        r"\mathbb{Z}_{\ge 1}",
    )


def _bound(reader: TermReader) -> tuple[str, Expr] | None:
    """What the scripts of a set say: a relation and its other side, a plus sign, or the index 0."""
    if not reader.at("_", "^"):
        return None
    sign = reader.take()
    if reader.accept("+"):
        return _POSITIVE, integer(0)
    if reader.token.kind is Kind.NUMBER and reader.token.text == "0" and sign.text == "_":
        reader.take()
        return "index", integer(0)
    opened = reader.token
    if not reader.accept("{"):
        raise reader.refusal(f"the script {reader.token} of a set is not understood")
    if reader.accept("+"):
        bound: tuple[str, Expr] = (_POSITIVE, integer(0))
    elif reader.token.text in _BOUNDS:
        operator = _BOUNDS[reader.take().text]
        bound = (operator, reader.closed_sum())
    elif reader.token.text == "0" and sign.text == "_":
        reader.take()
        bound = ("index", integer(0))
    else:
        raise reader.refusal(f"the script {reader.token} of a set is not understood: write \\ge 0, > 0 or \\ne 0")
    reader.expect("}", "after the bound of a set", opened)
    return bound


def _excluded(reader: TermReader, element: Expr) -> list[Expr]:
    r"""What `\setminus` takes away: numbers in braces, or another set."""
    if reader.at(r"\{"):
        opened = reader.take()
        found = [reader.node("!=", (element, reader.closed_sum()))]
        while reader.accept(","):
            if reader.at(r"\ldots"):
                raise reader.refusal(r"dots in a set are not understood: write \setminus \mathbb{Z}_{\le 0}")
            found.append(reader.node("!=", (element, reader.closed_sum())))
        reader.expect(r"\}", "after the numbers of a set", opened)
        return found
    container, beside = _set(reader, element)
    inside = reader.node("in", (element, container))
    return [reader.node("not", (one_condition(reader, [inside, *beside]),))]
