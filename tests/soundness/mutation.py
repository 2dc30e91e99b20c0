"""False claims from true ones: one coefficient, exponent, argument, index, sign, constant or function is changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from probatum.verifiers.language import Claim, Expr
from probatum.verifiers.language.claim import CONSTANTS
from probatum.verifiers.language.expr import BINDERS, bound_symbol_index, integer, symbol

_OTHER_CONSTANT: Final = {
    "pi": "e", "e": "pi", "euler_gamma": "catalan", "catalan": "euler_gamma", "golden_ratio": "glaisher",
    "glaisher": "golden_ratio", "khinchin": "golden_ratio",
}  # fmt: skip

_OTHER_FUNCTION: Final = {
    "sin": "cos", "cos": "sin", "sinh": "cosh", "cosh": "sinh", "tan": "tanh", "tanh": "tan", "asin": "acos",
    "acos": "asin", "exp": "cosh", "gamma": "factorial", "elliptic_k": "elliptic_e", "elliptic_e": "elliptic_k",
    "zeta": "gamma", "besselj": "besseli", "besseli": "besselj", "erf": "erfc", "coth": "tanh", "atan": "asinh",
    "log": "exp", "sqrt": "log",
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """A claim that differs from a true one in one place; `change` says how."""

    claim: Claim
    change: str


def mutants(claim: Claim) -> Iterator[Mutant]:
    """Every claim with one change in its proposition; most of them are false."""
    for proposition, change in changed_expressions(claim.proposition):
        yield Mutant(Claim(proposition, claim.conditions), change)


def changed_expressions(expr: Expr) -> Iterator[tuple[Expr, str]]:
    """The expression with one node changed, in every way."""
    yield from _changed_here(expr)
    for index, arg in enumerate(expr.args):
        if expr.head in BINDERS and index == bound_symbol_index(expr.head):
            continue
        for changed, change in changed_expressions(arg):
            yield Expr(expr.head, (*expr.args[:index], changed, *expr.args[index + 1 :]), expr.value), change


def _changed_here(expr: Expr) -> Iterator[tuple[Expr, str]]:
    head, args = expr.head, expr.args
    if head == "int":
        value = int(expr.value)  # type: ignore[arg-type]
        yield integer(value + 1), f"{value} + 1"
        yield integer(value - 1), f"{value} - 1"
        if value >= 10:
            digits = str(value)
            swapped = int(digits[:-2] + digits[-1] + digits[-2])
            if swapped != value:
                yield integer(swapped), f"{value} with two digits exchanged"
    elif head == "symbol" and expr.name in CONSTANTS:
        if expr.name in _OTHER_CONSTANT:
            yield symbol(_OTHER_CONSTANT[expr.name]), f"{expr.name} for another constant"
    elif head == "neg":
        yield args[0], "a sign lost"
    elif head == "+":
        for index, arg in enumerate(args):
            turned = arg.args[0] if arg.head == "neg" else Expr("neg", (arg,))
            yield Expr("+", (*args[:index], turned, *args[index + 1 :])), "a sign turned"
    elif head == "/":
        yield Expr("/", (args[1], args[0])), "a quotient turned over"
    elif head in _OTHER_FUNCTION and len(args) == 1:
        yield Expr(_OTHER_FUNCTION[head], args), f"{_OTHER_FUNCTION[head]} for {head}"
