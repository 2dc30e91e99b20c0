"""False claims from true ones: one place is changed, or two, or the domain is widened."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from probatum.verifiers.language import Claim, Expr, expression_text
from probatum.verifiers.language.claim import CONSTANTS
from probatum.verifiers.language.expr import (
    ATOMS,
    BINDERS,
    RELATIONS,
    STRUCTURAL,
    bound_symbol_index,
    integer,
    symbol,
)

_OTHER_CONSTANT: Final = {
    "pi": "e", "e": "pi", "euler_gamma": "catalan", "catalan": "euler_gamma", "golden_ratio": "glaisher",
    "glaisher": "golden_ratio", "khinchin": "golden_ratio",
}  # fmt: skip

_OTHER_FUNCTION: Final = {
    "sin": "cos", "cos": "sin", "sinh": "cosh", "cosh": "sinh", "tan": "tanh", "tanh": "tan", "asin": "acos",
    "acos": "asin", "exp": "cosh", "gamma": "factorial", "elliptic_k": "elliptic_e", "elliptic_e": "elliptic_k",
    "zeta": "gamma", "besselj": "besseli", "besseli": "besselj", "erf": "erfc", "coth": "tanh", "atan": "asinh",
    "log": "exp", "sqrt": "log", "floor": "ceil", "gcd": "lcm", "lcm": "gcd", "carlson_rf": "carlson_rd",
    "carlson_rd": "carlson_rf", "modular_lambda": "modular_j", "dedekind_eta": "modular_lambda", "re": "im", "im": "re",
    "abs": "re", "conjugate": "abs", "bessely": "besselk", "besselk": "bessely", "airyai": "airybi",
    "airybi": "airyai", "chebyt": "chebyu", "chebyu": "chebyt", "rising": "falling", "falling": "rising",
    "digamma": "loggamma", "loggamma": "digamma", "hyp1f1": "hyperu", "erfc": "erf", "erfi": "erf", "min": "max",
    "max": "min", "fibonacci": "factorial", "harmonic": "digamma", "hyp1f1_regularized": "hyp1f1", "asinh": "atanh",
    "atanh": "asinh", "acosh": "asinh", "cot": "coth", "csc": "csch", "sec": "sech", "si": "ci", "ei": "e1",
    "arg": "abs", "sign": "abs", "ceil": "floor", "gammainc_upper": "gammainc_lower",
}  # fmt: skip

_LARGER: Final = {"NN": "ZZ", "PP": "NN", "ZZ": "QQ", "QQ": "RR", "RR": "CC", "HH": "CC"}
_WEAKER: Final = {"<": "<=", ">": ">="}
_OPPOSITE: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_ROLES: Final = {2: "start index", 3: "end"}
_ATTEMPTS: Final = 4


@dataclass(frozen=True)
class Mutant:
    """A claim that differs from a true one; `kind` says in what, and `change` how."""

    claim: Claim
    kind: str
    change: str


def mutants(claim: Claim) -> Iterator[Mutant]:
    """Every claim with one change in its proposition, or with a wider domain; most of them are false."""
    for proposition, kind, change in changes(claim.proposition, claim.declared):
        yield Mutant(Claim(proposition, claim.conditions), kind, change)
    yield from widened(claim)


def sampled(claim: Claim, size: int, salt: str = "") -> list[Mutant]:
    """Some of the mutants with one change, at most `size`; with two changes where there are less.

    Others for another `salt`.
    """
    draw = random.Random(claim.text + salt)
    found = {mutant.claim.text: mutant for mutant in mutants(claim)}
    found.pop(claim.text, None)
    single = [found[text] for text in sorted(found)]
    draw.shuffle(single)
    if not claim.conditions or not single:
        return single[:size]
    for _ in range(_ATTEMPTS * size):
        if len(found) >= size:
            break
        first = draw.choice(single)
        others = list(mutants(first.claim))
        if not others:
            continue
        second = draw.choice(others)
        twice = Mutant(second.claim, "two places", f"{first.change}; {second.change}")
        if twice.claim.text != claim.text and found.setdefault(twice.claim.text, twice) is twice:
            single.append(twice)
    return single[:size]


def widened(claim: Claim) -> Iterator[Mutant]:
    """The claim with one condition less or weaker, and with larger sets for its variables."""
    for index, condition in enumerate(claim.conditions):
        for weaker, change in _weaker(condition):
            kept = () if weaker is None else (weaker,)
            conditions = (*claim.conditions[:index], *kept, *claim.conditions[index + 1 :])
            wider = Claim(claim.proposition, conditions)
            if conditions and not wider.undeclared:
                yield Mutant(wider, "domain", change)


def _weaker(condition: Expr) -> Iterator[tuple[Expr | None, str]]:
    yield None, "a condition dropped"
    if condition.head == "in" and condition.args[1].head == "symbol":
        name = condition.args[1].name
        if name in _LARGER:
            yield Expr("in", (condition.args[0], symbol(_LARGER[name]))), f"{_LARGER[name]} for {name}"
    elif condition.head in RELATIONS:
        if condition.head in _WEAKER:
            yield Expr(_WEAKER[condition.head], condition.args), f"{_WEAKER[condition.head]} for {condition.head}"
        yield from ((other, f"in a condition: {how}") for other, _, how in changes(condition))


def changed_expressions(expr: Expr) -> Iterator[tuple[Expr, str]]:
    """The expression with one node changed, in every way."""
    yield from ((changed, change) for changed, _, change in changes(expr))


def changes(expr: Expr, variables: tuple[str, ...] = (), role: str = "coefficient") -> Iterator[tuple[Expr, str, str]]:
    """The expression with one node changed in every way, each with the kind of the change and what it is.

    `role` is what numbers in the expression are: coefficients, exponents, arguments of a function.
    """
    yield from _changed_number(expr, role)
    yield from _changed_here(expr)
    if expr.head == "symbol" and expr.name in variables:
        yield from ((symbol(name), "variable", f"{name} for {expr.name}") for name in variables if name != expr.name)
        yield from ((moved, "parameter", f"{expression_text(moved)} for {expr.name}") for moved in _moved(expr))
    for index, arg in enumerate(expr.args):
        if expr.head in BINDERS and index == bound_symbol_index(expr.head):
            continue
        for changed, kind, change in changes(arg, variables, _role(expr, index, role)):
            yield Expr(expr.head, (*expr.args[:index], changed, *expr.args[index + 1 :]), expr.value), kind, change


def _moved(variable: Expr) -> Iterator[Expr]:
    """A variable shifted, reflected, doubled."""
    yield Expr("+", (variable, integer(1)))
    yield Expr("+", (variable, Expr("neg", (integer(1),))))
    yield Expr("neg", (variable,))
    yield Expr("*", (integer(2), variable))


def _role(expr: Expr, index: int, around: str) -> str:
    """What a number is in the argument `index` of an expression that stands where numbers are `around`."""
    if expr.head == "^" and index == 1:
        return "exponent"
    if expr.head in ("sum", "prod", "integral") and index in _ROLES:
        return _ROLES[index]
    if expr.head in ATOMS or expr.head in STRUCTURAL or expr.head in RELATIONS or expr.head in (*BINDERS, "chain"):
        return around
    return "argument"


def _changed_number(expr: Expr, role: str) -> Iterator[tuple[Expr, str, str]]:
    if expr.head != "int":
        return
    value = int(expr.value)  # type: ignore[arg-type]
    yield integer(value + 1), role, f"{value} + 1"
    yield integer(value - 1), role, f"{value} - 1"
    if value >= 2:
        yield integer(2 * value), role, f"{value} doubled"
    if value >= 10:
        digits = str(value)
        swapped = int(digits[:-2] + digits[-1] + digits[-2])
        if swapped != value:
            yield integer(swapped), role, f"{value} with two digits exchanged"


def _changed_here(expr: Expr) -> Iterator[tuple[Expr, str, str]]:
    head, args = expr.head, expr.args
    if head == "symbol" and expr.name in CONSTANTS:
        if expr.name in _OTHER_CONSTANT:
            yield symbol(_OTHER_CONSTANT[expr.name]), "constant", f"{expr.name} for another constant"
    elif head == "neg":
        yield args[0], "sign", "a sign lost"
    elif head == "+":
        for index, arg in enumerate(args):
            turned = arg.args[0] if arg.head == "neg" else Expr("neg", (arg,))
            yield Expr("+", (*args[:index], turned, *args[index + 1 :])), "sign", "a sign turned"
    elif head == "/":
        yield Expr("/", (args[1], args[0])), "quotient", "a quotient turned over"
    elif head in _OPPOSITE:
        yield Expr(_OPPOSITE[head], args), "relation", f"{_OPPOSITE[head]} for {head}"
    elif head in _OTHER_FUNCTION:
        yield Expr(_OTHER_FUNCTION[head], args), "function", f"{_OTHER_FUNCTION[head]} for {head}"
    if head in ("+", "*") and len(args) > 2:
        for index in range(len(args)):
            yield Expr(head, (*args[:index], *args[index + 1 :])), "part", "a part left out"
    if len(args) > 1 and not (head in STRUCTURAL or head in RELATIONS or head in (*BINDERS, "chain")):
        for index in range(len(args) - 1):
            if args[index] != args[index + 1]:
                swapped = (*args[:index], args[index + 1], args[index], *args[index + 2 :])
                yield Expr(head, swapped), "order", "two parts exchanged"


def replaced(expr: Expr, old: Expr, new: Expr) -> Expr:
    """The expression with every occurrence of one part replaced by another, bound symbols apart."""
    if expr == old:
        return new
    if not expr.args:
        return expr
    bound = bound_symbol_index(expr.head) if expr.head in BINDERS else -1
    args = tuple(arg if index == bound else replaced(arg, old, new) for index, arg in enumerate(expr.args))
    return Expr(expr.head, args, expr.value)


def numbers(expr: Expr) -> Iterator[Expr]:
    """The integer literals in an expression, as often as they occur."""
    if expr.head == "int":
        yield expr
    for arg in expr.args:
        yield from numbers(arg)
