"""Where the rules of calculus give the derivative: no part of the expression meets a branch cut or a kink."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from probatum.verifiers.exact.derivatives import DIFFERENTIABLE
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.language.expr import ATOMS, Expr, free_symbols, integer, walk

__all__ = ["guards", "is_smooth"]

_ONE: Final = integer(1)


def _minus(left: Expr, right: Expr) -> Expr:
    return Expr("+", (left, Expr("neg", (right,))))


def _within_unit(facts: Facts, u: Expr) -> bool:
    return facts.is_positive(_minus(_ONE, u)) and facts.is_positive(Expr("+", (_ONE, u)))


_ON_CUTS: Final[dict[str, Callable[[Facts, Expr], bool]]] = {
    # On both half-lines the principal value is smooth, and its derivative is that of the rules.
    **dict.fromkeys(("log", "sqrt", "abs"), lambda facts, u: facts.is_real(u) and facts.is_nonzero(u)),
    "log1p": lambda facts, u: facts.is_positive(Expr("+", (_ONE, u))),
    **dict.fromkeys(("asin", "acos", "atanh"), _within_unit),
    "acosh": lambda facts, u: facts.is_positive(_minus(u, _ONE)),
    **dict.fromkeys(("atan", "asinh"), lambda facts, u: facts.is_real(u)),
    **dict.fromkeys(("elliptic_k", "elliptic_e"), lambda facts, u: facts.is_positive(_minus(_ONE, u))),
    **dict.fromkeys(("loggamma", "ei", "ci", "chi"), lambda facts, u: facts.is_positive(u)),
    "li": lambda facts, u: facts.is_positive(_minus(u, _ONE)),
    "polylog": lambda facts, u: facts.is_positive(_minus(_ONE, u)),
    **dict.fromkeys(("bessely", "besselk", "besselj", "besseli"), lambda facts, u: facts.is_positive(u)),
}
"""For functions with cuts or kinks: whether an argument is seen to keep away from them."""


def is_smooth(expr: Expr, variable: str, facts: Facts) -> bool:
    """Whether the expression is differentiable in a variable wherever it and its derivative by the rules have values.

    The variable is real. True is a proof; False says that this is not seen.
    """
    if variable not in free_symbols(expr) or expr.head in ATOMS:
        return True
    head, args = expr.head, expr.args
    if head == "integral":
        return False
    if not all(is_smooth(arg, variable, facts) for arg in args):
        return False
    if head in ("+", "*", "neg", "/"):
        return True
    if head == "^":
        base, exponent = args
        if facts.is_integer(exponent) and variable not in free_symbols(exponent):
            return True
        return base.is_symbol("e") or (facts.is_real(base) and facts.is_positive(base))
    test = _ON_CUTS.get(head)
    return head in DIFFERENTIABLE and (test is None or test(facts, args[-1]))


def guards(expr: Expr, variable: str, facts: Facts) -> Iterator[Expr]:
    """Conditions `u != 0` for what an expression divides by and takes the logarithm or a root of, where not known."""
    for node in walk(expr):
        if variable not in free_symbols(node):
            continue
        inside = None
        if node.head == "/":
            inside = node.args[1]
        elif node.head in ("log", "sqrt", "abs") or (node.head == "^" and node.args[1].head == "neg"):
            inside = node.args[0]
        elif node.head in ("tan", "sec"):
            inside = Expr("cos", node.args)
        elif node.head in ("cot", "csc"):
            inside = Expr("sin", node.args)
        if inside is not None and variable in free_symbols(inside) and not facts.is_nonzero(inside):
            yield Expr("!=", (inside, integer(0)))
