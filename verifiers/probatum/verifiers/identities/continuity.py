"""Whether an expression depends continuously on a variable, and whether conditions leave points near every point."""

from __future__ import annotations

from typing import Final

from flint import ctx

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.functions.lift import is_real, real
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.identities.linear_forms import linear_form
from probatum.verifiers.identities.parts import REFLECTED
from probatum.verifiers.language.expr import Expr, apply, free_symbols, symbol

__all__ = ["is_continuous", "is_discrete_exclusion", "is_thick"]

_JOINTLY: Final = REFLECTED | {"+", "*", "neg", "/", "abs", "re", "im", "conjugate", "jacobi_theta", "dedekind_eta",
                               "modular_j", "modular_lambda", "modular_delta", "weierstrass_sigma"}  # fmt: skip
"""Functions that are continuous in all arguments together, where they have a value."""

_OF_DEGREE: Final = frozenset(
    {"chebyt", "chebyu", "legendre", "hermite", "laguerre", "gegenbauer", "bernoulli", "euler_number", "polygamma"}
)
"""Functions continuous in all arguments but the first, an integer."""

_OF_COUNT: Final = frozenset({"rising", "falling", "binomial"})
"""Polynomials in the first argument when the second is an integer."""


def is_continuous(expr: Expr, variable: str, facts: Facts) -> bool:
    """Whether the value depends continuously on one variable, the others fixed, where the expression has values."""
    head, args = expr.head, expr.args
    if variable not in free_symbols(expr) or head == "symbol":
        return True
    if head in ("sum", "prod"):
        body, bound, low, high = args
        inner = facts.extended(Expr("in", (bound, symbol("ZZ"))))
        ends = variable in free_symbols(low) | free_symbols(high) or high.is_symbol("oo") or low.head == "neg"
        return not (ends or facts.is_about(bound.name)) and is_continuous(body, variable, inner)
    if not all(is_continuous(arg, variable, facts) for arg in args):
        return False
    fixed = [variable not in free_symbols(arg) for arg in args]
    if head == "^":
        if fixed[1] and facts.is_integer(args[1]):
            return True
        return fixed[0] and facts.is_nonzero(args[0])
    if head in ("log", "sqrt", "loggamma") and len(args) == 1:
        return facts.is_positive(args[0]) or facts.is_positive(apply("re", args[0]))
    if head in ("zeta", "airyai", "airybi", "eisenstein_e", "eisenstein_g"):
        return len(args) == 1 or (head.startswith("eisenstein") and fixed[0])
    if head in _OF_DEGREE:
        return fixed[0] and facts.is_integer(args[0])
    if head in _OF_COUNT:
        return fixed[1] and facts.is_integer(args[1]) and facts.is_nonnegative(args[1])
    if head in ("besselj", "besseli"):
        return len(args) == 2 and ((fixed[0] and facts.is_integer(args[0])) or (fixed[1] and facts.is_nonzero(args[1])))
    if head in ("bessely", "besselk"):
        return len(args) == 2 and fixed[1]
    return head in _JOINTLY


def is_discrete_exclusion(condition: Expr, variable: str) -> bool:
    """Whether `e not in ZZ` or `e != f` leaves out isolated values of the variable only, whatever the others are.

    e (or e - f) is to be c*v + d or c*v/pi + d with a rational c that is not 0, and d free of v.
    """
    inner = condition.args[0] if condition.head == "not" else condition
    if condition.head == "not" and inner.head == "in" and inner.args[1].is_symbol("ZZ"):
        element = inner.args[0]
    elif condition.head == "!=":
        element = Expr("+", (inner.args[0], Expr("neg", (inner.args[1],))))
    else:
        return False
    own = symbol(variable)
    using = [atom for atom in linear_form(element) if atom is not None and variable in free_symbols(atom)]
    return using in ([own], [Expr("/", (own, symbol("pi")))])


def is_thick(conditions: tuple[Expr, ...], variable: str, facts: Facts) -> bool:
    """Whether every point that satisfies the conditions is a limit of others that differ in this variable alone.

    The conditions on the variable are to be: that it is a real or complex number; those that exclude isolated values;
    strict inequalities between continuous terms; and bounds by constants that leave an interval of positive length.
    """
    declared = False
    bounds: dict[bool, list[Expr]] = {True: [], False: []}
    own = symbol(variable)
    for condition in conditions:
        if variable not in free_symbols(condition):
            continue
        head, args = condition.head, condition.args
        if head == "in" and args[0] == own and args[1].head == "symbol" and args[1].name in ("RR", "CC", "HH"):
            declared = True
        elif head == "in" and args[1].is_symbol("CC"):
            continue
        elif head in ("<", ">") or is_discrete_exclusion(condition, variable):
            # Of complex terms an order says as well that they are real: of x and i*x that x = 0.
            if head in ("<", ">") and not all(facts.is_real(a) and is_continuous(a, variable, facts) for a in args):
                return False
        elif head == "!=" and all(is_continuous(arg, variable, facts) for arg in args):
            continue
        elif head in ("<=", ">=") and own in args and facts.is_closed(args[1 if args[0] == own else 0]):
            is_lower = (head == ">=") == (args[0] == own)
            bounds[is_lower].append(args[1 if args[0] == own else 0])
        elif not _excludes_integers(condition, variable):
            return False
    return declared and all(_certainly_less(low, high) for low in bounds[True] for high in bounds[False])


def _excludes_integers(condition: Expr, variable: str) -> bool:
    """Whether this is `not (e in ZZ and ...)`, which leaves out isolated values."""
    if condition.head != "not" or condition.args[0].head != "and":
        return False
    member = condition.args[0].args[0]
    return member.head == "in" and is_discrete_exclusion(Expr("not", (member,)), variable)


def _certainly_less(low: Expr, high: Expr) -> bool:
    try:
        with ctx.workprec(128):
            values = [evaluate(end, {}) for end in (low, high)]
            return all(map(is_real, values)) and bool(real(values[0]) < real(values[1]))
    except NO_VALUE:
        return False
