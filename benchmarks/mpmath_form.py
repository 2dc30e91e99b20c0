"""Expressions as mpmath calls, as someone who knows mpmath would write them.

A tree becomes nested closures once, so that evaluating it costs the calls and little else. Integers stay Python
integers, and parameters of hypergeometric functions stay rational, for which mpmath has faster code.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final, TypeAlias

import mpmath  # type: ignore[import-untyped]
from mpmath import mp

from probatum.verifiers.language import Expr

__all__ = ["to_mpmath"]

_Scope: TypeAlias = Mapping[str, Any]
_Form: TypeAlias = Callable[[_Scope], Any]

_CONSTANTS: Final[dict[str, Any]] = {
    "pi": mp.pi, "e": mp.e, "i": mp.mpc(0, 1), "euler_gamma": mp.euler, "catalan": mp.catalan,
    "golden_ratio": mp.phi, "glaisher": mp.glaisher, "khinchin": mp.khinchin, "oo": mp.inf,
}  # fmt: skip

_SAME_NAME: Final = (
    "sqrt", "root", "exp", "log", "sin", "cos", "tan", "cot", "csc", "sinh", "cosh", "tanh", "asin", "acos", "atan",
    "asinh", "acosh", "atanh", "gamma", "rgamma", "loggamma", "factorial", "binomial", "beta", "digamma", "harmonic",
    "zeta", "stieltjes", "polylog", "clsin", "clcos", "legendre", "hermite", "besselj", "bessely", "besseli",
    "besselk", "hankel1", "airyai", "airybi", "agm", "erf", "erfc", "erfi", "ei", "e1", "li", "si", "ci", "fresnels",
    "expint", "lambertw", "laguerre", "hyperu",
)  # fmt: skip
"""Functions of the claim language that mpmath has under the same name, with the same arguments."""

_HYPERGEOMETRIC: Final = ("hyp0f1", "hyp1f1", "hyp2f1", "hyp1f2", "hyp2f2", "hyp2f3", "hyp3f2")

_FUNCTIONS: Final[dict[str, Callable[..., Any]]] = {
    **{name: getattr(mp, name) for name in (*_SAME_NAME, *_HYPERGEOMETRIC)},
    "rising": mp.rf,
    "polygamma": mp.psi,
    "dirichlet_eta": mp.altzeta,
    "dirichlet_beta": lambda s: mp.dirichlet(s, [0, 1, 0, -1]),
    "lerch_phi": mp.lerchphi,
    "gammainc_upper": mp.gammainc,
    "hyp4f3": lambda *p: mp.hyper(p[:4], p[4:7], p[7]),
    "spherical_jn": lambda n, z: mp.sqrt(mp.pi / (2 * z)) * mp.besselj(n + mp.mpf("0.5"), z),
    "elliptic_k": mp.ellipk,
    "elliptic_e": mp.ellipe,
    "elliptic_f": mp.ellipf,
    "elliptic_pi": mp.ellippi,
    "carlson_rf": mp.elliprf,
    "carlson_rd": mp.elliprd,
    "jacobi_theta": lambda j, z, tau: mp.jtheta(j, mp.pi * z, mp.expjpi(tau)),
    "dedekind_eta": mp.eta,
    "modular_lambda": lambda tau: mp.mfrom(tau=tau),
    "modular_j": lambda tau: 1728 * mp.kleinj(tau),
}


def _divide(x: Any, y: Any) -> Any:
    return mp.mpf(x) / y if isinstance(x, int) else x / y


def _power(x: Any, y: Any) -> Any:
    return mp.mpf(x) ** y if isinstance(x, int) and not (isinstance(y, int) and y >= 0) else x**y


def _add(*terms: Any) -> Any:
    total = terms[0]
    for term in terms[1:]:
        total = total + term
    return total


def _multiply(*factors: Any) -> Any:
    product = factors[0]
    for factor in factors[1:]:
        product = product * factor
    return product


_ARITHMETIC: Final[dict[str, Callable[..., Any]]] = {
    "+": _add,
    "*": _multiply,
    "/": _divide,
    "^": _power,
    "neg": lambda x: -x,
    "!": mp.factorial,
}


def _continued_fraction(a: Callable[[int], Any], b: Callable[[int], Any]) -> Any:
    """`a(0) + b(1)/(a(1) + ...)` by Steed's algorithm; mpmath has no function for it.

    Source: Barnett, Feng, Steed, Goldfarb, *Computer Physics Communications* 8 (1974).
    """
    value = mp.mpf(a(0))
    inverse = 1 / mp.mpf(a(1))
    step = b(1) * inverse
    n = 1
    while abs(step) > mp.eps * abs(value):
        value += step
        n += 1
        inverse = 1 / (b(n) * inverse + a(n))
        step *= a(n) * inverse - 1
    return value


def _rational_parameter(expr: Expr) -> tuple[int, int] | None:
    """A quotient of two integers as the pair in which mpmath takes an exact parameter."""
    if expr.head == "/" and all(part.head == "int" for part in expr.args):
        return int(expr.args[0].value), int(expr.args[1].value)  # type: ignore[arg-type]  # of an "int" node
    return None


def _binder(expr: Expr) -> _Form:
    if expr.head == "pcf":
        a, b, index = _form(expr.args[0]), _form(expr.args[1]), expr.args[2].name
        return lambda scope: _continued_fraction(lambda n: a({**scope, index: n}), lambda n: b({**scope, index: n}))
    body, name, low, high = _form(expr.args[0]), expr.args[1].name, _form(expr.args[2]), _form(expr.args[3])
    if expr.head == "integral":
        return lambda scope: mp.quad(lambda x: body({**scope, name: x}), [low(scope), high(scope)])
    # nsum hands real numbers to its summand: exact integers let powers and factorials take their fast ways.
    return lambda scope: mp.nsum(lambda n: body({**scope, name: int(n)}), [low(scope), high(scope)])


def _form(expr: Expr) -> _Form:
    if expr.head in ("int", "decimal"):
        number = expr.value
        if isinstance(number, Fraction):
            return lambda _: mp.mpf(number.numerator) / number.denominator
        return lambda _: number
    if expr.head == "symbol":
        name = expr.name
        if name in _CONSTANTS:
            constant = _CONSTANTS[name]
            return lambda _: constant
        return lambda scope: scope[name]
    if expr.head in ("sum", "integral", "pcf"):
        return _binder(expr)
    if expr.head == "^" and expr.args[0].is_symbol("e"):
        exponent = _form(expr.args[1])
        return lambda scope: mp.exp(exponent(scope))
    function = _ARITHMETIC.get(expr.head) or _FUNCTIONS.get(expr.head)
    if function is None:
        raise ValueError(f"mpmath has no form for {expr.head}")
    return _call(expr, function)


def _call(expr: Expr, function: Callable[..., Any]) -> _Form:
    args = [_form(arg) for arg in expr.args]
    if expr.head in (*_HYPERGEOMETRIC, "hyp4f3"):
        for place, arg in enumerate(expr.args[:-1]):
            parameter = _rational_parameter(arg)
            if parameter is not None:
                args[place] = lambda _, pair=parameter: pair  # type: ignore[misc]  # bound now
    if len(args) == 1:
        (only,) = args
        return lambda scope: function(only(scope))
    if len(args) == 2:
        first, second = args
        return lambda scope: function(first(scope), second(scope))
    return lambda scope: function(*[arg(scope) for arg in args])


def to_mpmath(expr: Expr) -> Callable[[int], Any]:
    """The function `digits -> value` that evaluates a closed expression by mpmath at that many decimal digits.

    Raises ValueError when mpmath has no function for a part of the expression.
    """
    form = _form(expr)

    def value(digits: int) -> Any:
        with mpmath.workdps(digits):
            return +form({})

    return value
