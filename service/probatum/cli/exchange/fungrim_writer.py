"""Claims as entries of Fungrim: `make_entry(ID("..."), Formula(Equal(..)), Variables(..), Assumptions(..))`."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from probatum.cli.databases.fungrim_symbols import CONSTANTS, FUNCTIONS, RELATIONS
from probatum.service.exchange import Claim, Expr, expression_text

__all__ = ["Unsayable", "fungrim_claim"]


class Unsayable(ValueError):
    """A claim that a format has no words for; the message says what."""


_CONSTANT_NAMES: Final = {text: name for name, text in reversed(CONSTANTS.items())}
_RELATION_NAMES: Final = {sign: name for name, sign in reversed(RELATIONS.items())}
_FUNCTION_NAMES: Final = {text: name for name, text in reversed(FUNCTIONS.items()) if isinstance(text, str)}
_NUMBER_SETS: Final = frozenset({"ZZ", "QQ", "RR", "CC", "HH", "PP"})
_BINDERS: Final = {"sum": "Sum", "prod": "Product", "integral": "Integral"}
_INTERVALS: Final = {
    "tuple": "OpenInterval", "list": "ClosedInterval", "[)": "ClosedOpenInterval", "(]": "OpenClosedInterval"
}  # fmt: skip
_CONNECTIVES: Final = {"and": "And", "or": "Or", "not": "Not"}


def fungrim_claim(claim: Claim) -> str:
    """The arguments of `make_entry` behind the id; raises Unsayable."""
    declared = frozenset(claim.declared)
    text = f"Formula({_relation(claim.proposition, declared)})"
    if claim.declared:
        text += f",\n    Variables({', '.join(claim.declared)})"
    if claim.conditions:
        conditions = [_condition(condition, declared) for condition in claim.conditions]
        joined = conditions[0] if len(conditions) == 1 else f"And({', '.join(conditions)})"
        text += f",\n    Assumptions({joined})"
    return text


def _relation(expr: Expr, names: frozenset[str]) -> str:
    if expr.head in _RELATION_NAMES:
        return f"{_RELATION_NAMES[expr.head]}({', '.join(_term(arg, names) for arg in expr.args)})"
    signs = set(str(expr.value).split()) if expr.head == "chain" else set()
    if len(signs) == 1:
        return f"{_RELATION_NAMES[signs.pop()]}({', '.join(_term(arg, names) for arg in expr.args)})"
    raise Unsayable(f"{expr.head} is no relation of Fungrim")


def _condition(expr: Expr, names: frozenset[str]) -> str:
    if expr.head in _CONNECTIVES:
        if expr.head == "not" and expr.args[0].head == "in":
            return f"NotElement({_membership(expr.args[0], names)})"
        return f"{_CONNECTIVES[expr.head]}({', '.join(_condition(arg, names) for arg in expr.args)})"
    if expr.head == "in":
        return f"Element({_membership(expr, names)})"
    return _relation(expr, names)


def _membership(expr: Expr, names: frozenset[str]) -> str:
    element, container = expr.args
    if container.head == "symbol" and container.name in _NUMBER_SETS:
        return f"{_term(element, names)}, {container.name}"
    if container.head in _INTERVALS and len(container.args) == 2:
        ends = ", ".join(_term(arg, names) for arg in container.args)
        return f"{_term(element, names)}, {_INTERVALS[container.head]}({ends})"
    raise Unsayable(f"the set {expression_text(container)} is none of Fungrim's that are known")


def _term(expr: Expr, names: frozenset[str]) -> str:
    head, args = expr.head, expr.args
    if head == "int":
        return expression_text(expr)
    if head == "decimal":
        assert isinstance(expr.value, Fraction)
        return f'Decimal("{expression_text(expr)}")'
    if head == "symbol":
        return _name(expr.name, names)
    if head == "neg":
        return f"-({_term(args[0], names)})"
    if head == "+":
        parts = [_term(args[0], names)]
        parts += [
            f"- ({_term(arg.args[0], names)})" if arg.head == "neg" else f"+ ({_term(arg, names)})" for arg in args[1:]
        ]
        return f"({' '.join(parts)})"
    if head in ("*", "/"):
        return f"({head.join(f'({_term(arg, names)})' for arg in args)})"
    if head == "^":
        return f"({_term(args[0], names)})**({_term(args[1], names)})"
    if head in _BINDERS:
        body, variable, low, high = args
        inner = names | {variable.name}
        ends = f"{_term(low, names)}, {_term(high, names)}"
        return f"{_BINDERS[head]}({_term(body, inner)}, For({variable.name}, {ends}))"
    if head in ("zeta", "digamma", "polygamma", "divisor_sigma"):
        return _reordered(head, [_term(arg, names) for arg in args])
    if head not in _FUNCTION_NAMES:
        raise Unsayable(f"{head} has no counterpart in Fungrim that is known")
    return f"{_FUNCTION_NAMES[head]}({', '.join(_term(arg, names) for arg in args)})"


def _reordered(head: str, args: list[str]) -> str:
    """Functions whose arguments have another order or meaning in Fungrim."""
    name = {"zeta": "RiemannZeta" if len(args) == 1 else "HurwitzZeta", "divisor_sigma": "DivisorSigma"}
    listed = args if head == "zeta" else args[::-1]
    return f"{name.get(head, 'DigammaFunction')}({', '.join(listed)})"


def _name(name: str, names: frozenset[str]) -> str:
    if name in names:
        return name
    if name in _CONSTANT_NAMES:
        return _CONSTANT_NAMES[name]
    raise Unsayable(f"the name {name} is not declared")
