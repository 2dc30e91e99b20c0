"""Expression to value at the working precision `flint.ctx.prec`, bottom-up.

`evaluate` interprets a tree once; `compile_body` turns the body of a binder into a function of its variable, computing
everything that does not depend on the variable only once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from flint import acb, arb, fmpq, fmpz

from probatum.verifiers.balls.arithmetic import OPERATIONS
from probatum.verifiers.balls.continued_fractions import enclose_pcf
from probatum.verifiers.balls.defining_series import hyp3f2
from probatum.verifiers.balls.errors import IllFormedError, InfiniteValueError, UnsupportedError
from probatum.verifiers.balls.integrals import enclose_integral
from probatum.verifiers.balls.limits import enclose_limit
from probatum.verifiers.balls.products import enclose_product
from probatum.verifiers.balls.scope import Engine, Scope
from probatum.verifiers.balls.series import enclose_sum
from probatum.verifiers.fields.limits import enclose_limit_along
from probatum.verifiers.functions import FUNCTIONS, Value
from probatum.verifiers.language.claim import DOMAINS
from probatum.verifiers.language.expr import Expr, free_symbols

__all__ = ["compile_body", "evaluate", "evaluate_parts", "operation"]

_CONSTANTS: Final[dict[str, Callable[[], Value]]] = {
    "pi": arb.pi,
    "e": arb.const_e,
    "i": lambda: acb(0, 1),
    "euler_gamma": arb.const_euler,
    "catalan": arb.const_catalan,
    "glaisher": arb.const_glaisher,
    "khinchin": arb.const_khinchin,
    "golden_ratio": lambda: (1 + arb(5).sqrt()) / 2,
}

_BINDERS: Final[dict[str, Callable[[Expr, Scope, Engine], Value]]] = {
    "sum": enclose_sum,
    "prod": enclose_product,
    "integral": enclose_integral,
    "limit": enclose_limit,
    "pcf": enclose_pcf,
    "limit_along": enclose_limit_along,
}


def _hyp3f2(*args: Value) -> Value:
    return hyp3f2(ENGINE, *args)


_APPLICATIONS: Final[dict[str, Callable[..., Value]]] = {
    **{name: row.ball for name, row in FUNCTIONS.items()},
    **OPERATIONS,
    "hyp3f2": _hyp3f2,
}
"""What the head of a call or an operation computes from the values of its arguments."""


def _symbol(name: str, scope: Scope) -> Value:
    if name in scope:
        return scope[name]
    constant = _CONSTANTS.get(name)
    if constant is not None:
        return constant()
    if name == "oo":
        raise InfiniteValueError("the value is infinite")
    if name in DOMAINS:
        raise IllFormedError(f"the set {name} stands where a number is wanted")
    raise IllFormedError(f"{name} has no value")


def _is_base_e(expr: Expr, scope: Scope) -> bool:
    """Whether `expr` is the power `e^y`, which is the exponential of y."""
    return expr.head == "^" and expr.args[0].is_symbol("e") and "e" not in scope


def operation(head: str) -> Callable[..., Value]:
    """What the head computes from the values of its arguments; raises for heads that are no function of values."""
    found = _APPLICATIONS.get(head)
    if found is not None:
        return found
    if head in (
        "tuple",
        "list",
        "[)",
        "(]",
        "and",
        "or",
        "not",
        "in",
        "chain",
        "=",
        "!=",
        "<",
        "<=",
        ">",
        ">=",
        "=>",
        "<=>",
    ):
        raise IllFormedError(f"{head!r} stands where a number is wanted")
    raise UnsupportedError(f"the function {head} is not supported")


def _atom(expr: Expr, scope: Scope) -> Value | None:
    """The value of a symbol or a decimal, None for any other expression."""
    if expr.head == "symbol":
        return _symbol(expr.name, scope)
    if expr.head == "decimal":
        return fmpq(expr.value.numerator, expr.value.denominator)  # type: ignore[union-attr]
    return None


def evaluate(expr: Expr, scope: Scope) -> Value:
    """The value of `expr` at the working precision, with the variables of `scope`.

    Returns an exact value where exact arithmetic reaches it, a real ball where the value is known to be real, a complex
    ball otherwise; a ball may be non-finite when the precision does not suffice. Raises EvaluationError,
    UndefinedValueError, UnsupportedArgumentError or TooLargeError.
    """
    head = expr.head
    if head == "int":  # the most frequent atom, by the shortest way
        return fmpz(expr.value)  # type: ignore[arg-type]
    apply = _APPLICATIONS.get(head)
    if apply is None:
        atom = _atom(expr, scope)
        if atom is not None:
            return atom
        binder = _BINDERS.get(head)
        if binder is not None:
            return binder(expr, scope, ENGINE)
        apply = operation(head)
    elif head == "^" and _is_base_e(expr, scope):
        return FUNCTIONS["exp"].ball(evaluate(expr.args[1], scope))
    return apply(*[evaluate(arg, scope) for arg in expr.args])


def evaluate_parts(expr: Expr, known: dict[Expr, Value], binder: Callable[[Expr], Value]) -> Value:
    """As `evaluate` for a closed expression, keeping the values of its parts in `known`, all of one working precision.

    Sums, products, integrals, continued fractions and limits have the values that `binder` gives. Raises as `evaluate`.
    """
    head = expr.head
    if head == "int":
        return fmpz(expr.value)  # type: ignore[arg-type]
    value = known.get(expr)
    if value is None:
        if not expr.args or head not in _APPLICATIONS:
            value = binder(expr) if head in _BINDERS else evaluate(expr, {})
        elif head == "^" and _is_base_e(expr, {}):
            value = FUNCTIONS["exp"].ball(evaluate_parts(expr.args[1], known, binder))
        else:
            value = _APPLICATIONS[head](*[evaluate_parts(arg, known, binder) for arg in expr.args])
        known[expr] = value
    return value


def compile_body(body: Expr, variable: str, scope: Scope) -> Callable[[Value], Value]:
    """The function `x -> value of body at variable = x`, with parts free of the variable evaluated once, now."""
    if variable not in free_symbols(body):
        value = evaluate(body, scope)
        return lambda _x: value
    if body.head == "symbol":
        return lambda x: x
    if body.head in _BINDERS:
        return lambda x: evaluate(body, {**scope, variable: x})
    if _is_base_e(body, scope) and variable != "e":
        exponent = compile_body(body.args[1], variable, scope)
        exp = FUNCTIONS["exp"].ball
        return lambda x: exp(exponent(x))
    apply = operation(body.head)
    args = [compile_body(arg, variable, scope) for arg in body.args]
    if len(args) == 1:
        (only,) = args
        return lambda x: apply(only(x))
    if len(args) == 2:
        first, second = args
        return lambda x: apply(first(x), second(x))
    return lambda x: apply(*[arg(x) for arg in args])


ENGINE: Final[Engine] = Engine(evaluate, compile_body)
"""What the binders evaluate their parts with."""
