"""Derivatives of expressions by the rules of calculus.

The derivative is an expression again. It is that of the function wherever every part is differentiable and the
derivative has a value; nothing is said elsewhere. Zeros and units are left out of sums and products, so that `f'` of
what does not depend on the variable is the literal 0; nothing else is simplified.

Source: NIST DLMF 4.7, 4.20, 4.24, 4.34, 4.38, 5.2, 6.2, 7.2, 9.2, 10.6, 19.4.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from probatum.verifiers.language.expr import Expr, apply, free_symbols, integer, rational, substitute, symbol

__all__ = ["DIFFERENTIABLE", "NoDerivativeError", "derivative"]

_ZERO, _ONE, _TWO = integer(0), integer(1), integer(2)

_MAX_NODES: Final = 20_000


class NoDerivativeError(ValueError):
    """The expression has no derivative in closed form here: the message names the part."""


def plus(*terms: Expr) -> Expr:
    """The sum without zero terms."""
    kept = [term for term in terms if term != _ZERO]
    flat = [part for term in kept for part in (term.args if term.head == "+" else (term,))]
    return _ZERO if not flat else flat[0] if len(flat) == 1 else Expr("+", tuple(flat))


def neg(term: Expr) -> Expr:
    """The negative."""
    return term if term == _ZERO else term.args[0] if term.head == "neg" else Expr("neg", (term,))


def times(*factors: Expr) -> Expr:
    """The product without factors 1; 0 when a factor is the literal 0."""
    if _ZERO in factors:
        return _ZERO
    kept = [factor for factor in factors if factor != _ONE]
    flat = [part for factor in kept for part in (factor.args if factor.head == "*" else (factor,))]
    return _ONE if not flat else flat[0] if len(flat) == 1 else Expr("*", tuple(flat))


def over(above: Expr, below: Expr) -> Expr:
    """The quotient; the numerator when the denominator is 1."""
    return above if below == _ONE or above == _ZERO else Expr("/", (above, below))


def power(base: Expr, exponent: Expr) -> Expr:
    """The power; the base when the exponent is 1."""
    return base if exponent == _ONE else Expr("^", (base, exponent))


def _squared(base: Expr) -> Expr:
    return power(base, _TWO)


def _root(inside: Expr) -> Expr:
    return apply("sqrt", inside)


def _gauss(x: Expr, sign: int) -> Expr:
    square = _squared(x)
    return over(times(_TWO, apply("exp", square if sign > 0 else neg(square))), _root(symbol("pi")))


_FUNCTIONS: Final[dict[str, Callable[[Expr], Expr]]] = {
    "abs": lambda x: over(x, apply("abs", x)),
    "exp": lambda x: apply("exp", x),
    "expm1": lambda x: apply("exp", x),
    "log": lambda x: over(_ONE, x),
    "log1p": lambda x: over(_ONE, plus(_ONE, x)),
    "sqrt": lambda x: over(_ONE, times(_TWO, _root(x))),
    "sin": lambda x: apply("cos", x),
    "cos": lambda x: neg(apply("sin", x)),
    "tan": lambda x: plus(_ONE, _squared(apply("tan", x))),
    "cot": lambda x: neg(plus(_ONE, _squared(apply("cot", x)))),
    "sec": lambda x: times(apply("sec", x), apply("tan", x)),
    "csc": lambda x: neg(times(apply("csc", x), apply("cot", x))),
    "sinh": lambda x: apply("cosh", x),
    "cosh": lambda x: apply("sinh", x),
    "tanh": lambda x: plus(_ONE, neg(_squared(apply("tanh", x)))),
    "coth": lambda x: plus(_ONE, neg(_squared(apply("coth", x)))),
    "sech": lambda x: neg(times(apply("sech", x), apply("tanh", x))),
    "csch": lambda x: neg(times(apply("csch", x), apply("coth", x))),
    "asin": lambda x: over(_ONE, _root(plus(_ONE, neg(_squared(x))))),
    "acos": lambda x: neg(over(_ONE, _root(plus(_ONE, neg(_squared(x)))))),
    "atan": lambda x: over(_ONE, plus(_ONE, _squared(x))),
    "asinh": lambda x: over(_ONE, _root(plus(_squared(x), _ONE))),
    "acosh": lambda x: over(_ONE, times(_root(plus(x, neg(_ONE))), _root(plus(x, _ONE)))),
    "atanh": lambda x: over(_ONE, plus(_ONE, neg(_squared(x)))),
    "erf": lambda x: _gauss(x, -1),
    "erfc": lambda x: neg(_gauss(x, -1)),
    "erfi": lambda x: _gauss(x, 1),
    "gamma": lambda x: times(apply("gamma", x), apply("digamma", x)),
    "loggamma": lambda x: apply("digamma", x),
    "digamma": lambda x: apply("polygamma", _ONE, x),
    "factorial": lambda x: times(apply("factorial", x), apply("digamma", plus(x, _ONE))),
    "!": lambda x: times(apply("factorial", x), apply("digamma", plus(x, _ONE))),
    "si": lambda x: over(apply("sin", x), x),
    "ci": lambda x: over(apply("cos", x), x),
    "shi": lambda x: over(apply("sinh", x), x),
    "chi": lambda x: over(apply("cosh", x), x),
    "ei": lambda x: over(apply("exp", x), x),
    "li": lambda x: over(_ONE, apply("log", x)),
    "elliptic_k": lambda m: over(
        plus(apply("elliptic_e", m), neg(times(plus(_ONE, neg(m)), apply("elliptic_k", m)))),
        times(_TWO, m, plus(_ONE, neg(m))),
    ),
    "elliptic_e": lambda m: over(plus(apply("elliptic_e", m), neg(apply("elliptic_k", m))), times(_TWO, m)),
}
"""f'(x) for the functions f of one argument; that of `abs` for real arguments other than 0."""


def _bessel(first: int, second: int) -> Callable[[str, Expr, Expr], Expr]:
    """`(f_(nu-1) +- f_(nu+1))/2` with the signs of the two terms."""

    def rule(head: str, order: Expr, x: Expr) -> Expr:
        below, above = (apply(head, plus(order, step), x) for step in (neg(_ONE), _ONE))
        signed = [each if sign > 0 else neg(each) for each, sign in ((below, first), (above, second))]
        return over(plus(*signed), _TWO)

    return rule


_WITH_PARAMETER: Final[dict[str, Callable[[str, Expr, Expr], Expr]]] = {
    "besselj": _bessel(1, -1),
    "bessely": _bessel(1, -1),
    "besseli": _bessel(1, 1),
    "besselk": _bessel(-1, -1),
    "polygamma": lambda head, order, x: apply(head, plus(order, _ONE), x),
    "polylog": lambda head, order, x: over(apply(head, plus(order, neg(_ONE)), x), x),
    "chebyt": lambda _head, n, x: times(n, apply("chebyu", plus(n, neg(_ONE)), x)),
    "hermite": lambda head, n, x: times(_TWO, n, apply(head, plus(n, neg(_ONE)), x)),
}
"""The derivative in the second argument, for functions of a parameter and an argument."""

DIFFERENTIABLE: Final = (*sorted(_FUNCTIONS), *sorted(_WITH_PARAMETER))


def derivative(expr: Expr, variable: str) -> Expr:
    """The derivative of an expression in a variable.

    Raises NoDerivativeError for a part that has none here, or a derivative of more than 20000 parts.
    """
    found = _derivative(expr, variable)
    if found.size > _MAX_NODES:
        raise NoDerivativeError(f"the derivative has more than {_MAX_NODES} parts")
    return found


def _derivative(expr: Expr, variable: str) -> Expr:
    if variable not in free_symbols(expr):
        return _ZERO
    head, args = expr.head, expr.args
    if head == "symbol":
        return _ONE
    if head == "+":
        return plus(*(_derivative(arg, variable) for arg in args))
    if head == "neg":
        return neg(_derivative(args[0], variable))
    if head == "*":
        return plus(
            *(times(*args[:place], _derivative(arg, variable), *args[place + 1 :]) for place, arg in enumerate(args))
        )
    if head == "/":
        above, below = args
        if variable not in free_symbols(below):
            return over(_derivative(above, variable), below)
        upper = plus(times(_derivative(above, variable), below), neg(times(above, _derivative(below, variable))))
        return over(upper, _squared(below))
    if head == "^":
        return _of_power(args[0], args[1], variable)
    if head == "integral":
        return _of_integral(expr, variable)
    if len(args) == 1 and head in _FUNCTIONS:
        return times(_FUNCTIONS[head](args[0]), _derivative(args[0], variable))
    if len(args) == 2 and head in _WITH_PARAMETER and variable not in free_symbols(args[0]):
        return times(_WITH_PARAMETER[head](head, *args), _derivative(args[1], variable))
    raise NoDerivativeError(f"no rule for the derivative of {head}")


def _of_power(base: Expr, exponent: Expr, variable: str) -> Expr:
    if variable not in free_symbols(exponent):
        if exponent.head == "int":
            lowered = integer(int(exponent.value or 0) - 1)
        elif exponent.head == "/" and all(part.head == "int" for part in exponent.args):
            above, below = (int(part.value or 0) for part in exponent.args)
            if below == 0:
                raise NoDerivativeError("an exponent with denominator 0")
            lowered = rational(above - below, below)
        else:
            lowered = plus(exponent, neg(_ONE))
        return times(exponent, power(base, lowered), _derivative(base, variable))
    whole = Expr("^", (base, exponent))
    if base.is_symbol("e"):
        return times(whole, _derivative(exponent, variable))
    slope = times(_derivative(exponent, variable), apply("log", base))
    if variable in free_symbols(base):
        slope = plus(slope, times(exponent, over(_derivative(base, variable), base)))
    return times(whole, slope)


def _of_integral(expr: Expr, variable: str) -> Expr:
    """Leibniz's rule for an integrand that does not depend on the variable: only the ends vary."""
    body, bound, low, high = expr.args
    if variable in free_symbols(body) and bound.name != variable:
        raise NoDerivativeError("an integrand that depends on the variable")

    def at(end: Expr) -> Expr:
        return times(substitute(body, {bound.name: end}), _derivative(end, variable))

    return plus(at(high), neg(at(low)))
