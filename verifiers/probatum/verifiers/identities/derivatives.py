"""Derivatives of expressions, and where expressions are analytic functions of a variable.

The derivatives of a function of the second order are written with a name of their own for the first one (`besselj'`,
which no claim contains), so that all derivatives lie in a vector space of finite dimension over the rational functions:
the differential equation gives the second derivative. `in_the_language` says what the first one is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from probatum.verifiers.exact.canonical_powers import literal_fraction
from probatum.verifiers.identities.expansions import expander
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.identities.primitives import is_smooth_integral
from probatum.verifiers.identities.rays import below_one, inside_unit_disc, off_the_cut
from probatum.verifiers.language.expr import (
    BINDERS,
    Expr,
    apply,
    free_symbols,
    integer,
    rational,
    substitute,
    symbol,
    walk,
)

__all__ = ["NotDifferentiableError", "derivative", "in_the_language", "is_analytic", "is_prime"]

_Arguments = tuple[Expr, ...]
_Derivative = Callable[..., Expr]
_Test = Callable[[Facts, _Arguments], bool]
_ONE: Final = integer(1)


class NotDifferentiableError(Exception):
    """An expression whose derivative is not in the tables."""


# -- arithmetic that leaves out what is 0 or 1 ---------------------------------------------------------


def _plus(*terms: Expr) -> Expr:
    kept = tuple(term for term in terms if term != integer(0))
    return Expr("+", kept) if len(kept) > 1 else kept[0] if kept else integer(0)


def _times(*factors: Expr) -> Expr:
    if any(factor == integer(0) for factor in factors):
        return integer(0)
    kept = tuple(factor for factor in factors if factor != _ONE)
    return Expr("*", kept) if len(kept) > 1 else kept[0] if kept else _ONE


def _minus(expr: Expr) -> Expr:
    return expr if expr == integer(0) else Expr("neg", (expr,))


def _over(above: Expr, below: Expr) -> Expr:
    return above if above == integer(0) or below == _ONE else Expr("/", (above, below))


def _power(base: Expr, exponent: int) -> Expr:
    return Expr("^", (base, integer(exponent)))


def _one_minus_square(z: Expr) -> Expr:
    return _plus(_ONE, _minus(_power(z, 2)))


def _one_plus_square(z: Expr) -> Expr:
    return _plus(_ONE, _power(z, 2))


def _root(z: Expr) -> Expr:
    return apply("sqrt", z)


def _gaussian(z: Expr, sign: int) -> Expr:
    square = _power(z, 2)
    scale = _over(integer(2), _root(symbol("pi")))
    return _times(scale, apply("exp", square if sign > 0 else _minus(square)))


def _shifted(expr: Expr, by: int) -> Expr:
    return _plus(expr, integer(by))


def _primed(head: str) -> _Derivative:
    return lambda *args: Expr(f"{head}'", args)


def _second_order(head: str, first: Callable[..., Expr], zeroth: Callable[..., Expr]) -> _Derivative:
    """w'' = first*w' + zeroth*w."""
    return lambda *args: _plus(_times(first(*args), Expr(f"{head}'", args)), _times(zeroth(*args), Expr(head, args)))


def _bessel(sign: int) -> tuple[Callable[..., Expr], Callable[..., Expr]]:
    """w'' = -w'/z + sign*(1 + sign*nu^2/z^2) w: DLMF 10.2.1, 10.25.1."""

    def zeroth(nu: Expr, z: Expr) -> Expr:
        return _plus(_over(_power(nu, 2), _power(z, 2)), integer(sign))

    return (lambda _, z: _minus(_over(_ONE, z))), zeroth


def _polylogarithm(s: Expr, z: Expr) -> Expr:
    order = literal_fraction(s)
    if order == 1:
        return _over(_ONE, _plus(_ONE, _minus(z)))
    if order == 2:
        return _minus(_over(apply("log", _plus(_ONE, _minus(z))), z))
    return _over(apply("polylog", _shifted(s, -1), z), z)


def _airy(head: str) -> _Derivative:
    def build(*args: Expr) -> Expr:
        if len(args) == 1:
            return apply(head, args[0], _ONE)
        if literal_fraction(args[1]) != 1:
            raise NotDifferentiableError(f"{head} of this order")
        return _times(args[0], apply(head, args[0]))

    return build


def _zeroth_order_only(build: _Derivative) -> _Derivative:
    def only(*args: Expr) -> Expr:
        if len(args) != 2:
            raise NotDifferentiableError("a derivative of a higher order")
        return build(*args)

    return only


def _laguerre_first(*args: Expr) -> Expr:
    a, z = (integer(0), args[1]) if len(args) == 2 else args[1:]
    return _over(_plus(z, _minus(a), integer(-1)), z)


def _contiguous(head: str, above: int, below: int) -> _Derivative:
    """The derivative of a pFq: the product of the parameters above over that below, with all raised by 1."""

    def build(*args: Expr) -> Expr:
        parameters, z = args[:-1], args[-1]
        factor = _over(_times(*parameters[:above]), _times(*parameters[above : above + below]))
        return _times(factor, apply(head, *(_shifted(p, 1) for p in parameters), z))

    return build


DERIVATIVES: Final[Mapping[str, _Derivative]] = MappingProxyType(
    {
        "exp": lambda z: apply("exp", z),
        "expm1": lambda z: apply("exp", z),
        "log": lambda z: _over(_ONE, z),
        "log1p": lambda z: _over(_ONE, _plus(_ONE, z)),
        "sqrt": lambda z: _over(_root(z), _times(integer(2), z)),
        # DLMF 4.20, 4.34, 4.24(ii), 4.38(ii)
        "sin": lambda z: apply("cos", z),
        "cos": lambda z: _minus(apply("sin", z)),
        "tan": lambda z: _over(_ONE, _power(apply("cos", z), 2)),
        "cot": lambda z: _minus(_over(_ONE, _power(apply("sin", z), 2))),
        "sec": lambda z: _over(apply("sin", z), _power(apply("cos", z), 2)),
        "csc": lambda z: _minus(_over(apply("cos", z), _power(apply("sin", z), 2))),
        "sinh": lambda z: apply("cosh", z),
        "cosh": lambda z: apply("sinh", z),
        "tanh": lambda z: _over(_ONE, _power(apply("cosh", z), 2)),
        "coth": lambda z: _minus(_over(_ONE, _power(apply("sinh", z), 2))),
        "sech": lambda z: _minus(_over(apply("sinh", z), _power(apply("cosh", z), 2))),
        "csch": lambda z: _minus(_over(apply("cosh", z), _power(apply("sinh", z), 2))),
        "asin": lambda z: _over(_ONE, _root(_one_minus_square(z))),
        "acos": lambda z: _minus(_over(_ONE, _root(_one_minus_square(z)))),
        "atan": lambda z: _over(_ONE, _one_plus_square(z)),
        "asinh": lambda z: _over(_ONE, _root(_one_plus_square(z))),
        "acosh": lambda z: _over(_ONE, _root(_plus(_power(z, 2), integer(-1)))),
        "atanh": lambda z: _over(_ONE, _one_minus_square(z)),
        # DLMF 7.2, 6.2, 8.8.13
        "erf": lambda z: _gaussian(z, -1),
        "erfc": lambda z: _minus(_gaussian(z, -1)),
        "erfi": lambda z: _gaussian(z, 1),
        "fresnels": lambda z: apply("sin", _over(_times(symbol("pi"), _power(z, 2)), integer(2))),
        "fresnelc": lambda z: apply("cos", _over(_times(symbol("pi"), _power(z, 2)), integer(2))),
        "si": lambda z: _over(apply("sin", z), z),
        "shi": lambda z: _over(apply("sinh", z), z),
        "ci": lambda z: _over(apply("cos", z), z),
        "chi": lambda z: _over(apply("cosh", z), z),
        "ei": lambda z: _over(apply("exp", z), z),
        "e1": lambda z: _minus(_over(apply("exp", _minus(z)), z)),
        "gammainc_upper": lambda s, z: _minus(_over(_times(Expr("^", (z, s)), apply("exp", _minus(z))), z)),
        "gammainc_lower": lambda s, z: _over(_times(Expr("^", (z, s)), apply("exp", _minus(z))), z),
        "polylog": _polylogarithm,
        # DLMF 19.4.1, 19.4.2 with m = k^2
        "elliptic_k": lambda m: _over(
            _plus(apply("elliptic_e", m), _minus(_times(_plus(_ONE, _minus(m)), apply("elliptic_k", m)))),
            _times(integer(2), m, _plus(_ONE, _minus(m))),
        ),
        "elliptic_e": lambda m: _over(
            _plus(apply("elliptic_e", m), _minus(apply("elliptic_k", m))), _times(integer(2), m)
        ),
        # DLMF 9.2.1, 10.2.1, 10.25.1, 16.3.1, 15.10.1, 13.2.1
        "airyai": _airy("airyai"),
        "airybi": _airy("airybi"),
        **{head: _zeroth_order_only(_primed(head)) for head in ("besselj", "bessely", "besseli", "besselk")},
        **{f"{head}'": _second_order(head, *_bessel(-1)) for head in ("besselj", "bessely")},
        **{f"{head}'": _second_order(head, *_bessel(1)) for head in ("besseli", "besselk")},
        **{head: _primed(head) for head in ("hyp0f1", "hyp1f1", "hyp2f1", "legendre", "hermite", "laguerre",
                                            "chebyt", "chebyu", "gegenbauer")},
        "hyp0f1'": _second_order("hyp0f1", lambda b, z: _minus(_over(b, z)), lambda _, z: _over(_ONE, z)),
        "hyp1f1'": _second_order(
            "hyp1f1", lambda _, b, z: _over(_plus(z, _minus(b)), z), lambda a, _, z: _over(a, z)
        ),
        "hyp2f1'": _second_order(
            "hyp2f1",
            lambda a, b, c, z: _over(
                _plus(_times(_plus(a, b, _ONE), z), _minus(c)), _times(z, _plus(_ONE, _minus(z)))
            ),
            lambda a, b, _, z: _over(_times(a, b), _times(z, _plus(_ONE, _minus(z)))),
        ),
        # DLMF table 18.8.1
        "legendre'": _second_order(
            "legendre",
            lambda _, z: _over(_times(integer(2), z), _one_minus_square(z)),
            lambda n, z: _minus(_over(_times(n, _shifted(n, 1)), _one_minus_square(z))),
        ),
        "chebyt'": _second_order(
            "chebyt",
            lambda _, z: _over(z, _one_minus_square(z)),
            lambda n, z: _minus(_over(_power(n, 2), _one_minus_square(z))),
        ),
        "chebyu'": _second_order(
            "chebyu",
            lambda _, z: _over(_times(integer(3), z), _one_minus_square(z)),
            lambda n, z: _minus(_over(_times(n, _shifted(n, 2)), _one_minus_square(z))),
        ),
        "gegenbauer'": _second_order(
            "gegenbauer",
            lambda _n, a, z: _over(_times(_plus(_times(integer(2), a), _ONE), z), _one_minus_square(z)),
            lambda n, a, z: _minus(_over(_times(n, _plus(n, _times(integer(2), a))), _one_minus_square(z))),
        ),
        "hermite'": _second_order(
            "hermite", lambda _, z: _times(integer(2), z), lambda n, _: _minus(_times(integer(2), n))
        ),
        "laguerre'": _second_order(
            "laguerre", _laguerre_first, lambda *args: _minus(_over(args[0], args[-1]))
        ),
    }
)  # fmt: skip
"""The derivative of each function in its last argument (of airyai and airybi: their first)."""


def _half(expr: Expr) -> Expr:
    return _over(expr, integer(2))


def _bessel_derivative(head: str, sign: int, other: int) -> _Derivative:
    def build(nu: Expr, z: Expr) -> Expr:
        terms = apply(head, _shifted(nu, -1), z), apply(head, _shifted(nu, 1), z)
        total = _half(_plus(terms[0], terms[1] if other > 0 else _minus(terms[1])))
        return total if sign > 0 else _minus(total)

    return build


def _laguerre_derivative(*args: Expr) -> Expr:
    a = integer(0) if len(args) == 2 else args[1]
    return _minus(apply("laguerre", _shifted(args[0], -1), _shifted(a, 1), args[-1]))


IN_THE_LANGUAGE: Final[Mapping[str, _Derivative]] = MappingProxyType(
    {
        # DLMF 10.6.1, 10.29.1
        "besselj'": _bessel_derivative("besselj", 1, -1),
        "bessely'": _bessel_derivative("bessely", 1, -1),
        "besseli'": _bessel_derivative("besseli", 1, 1),
        "besselk'": _bessel_derivative("besselk", -1, 1),
        # DLMF 16.3.1
        "hyp0f1'": _contiguous("hyp0f1", 0, 1),
        "hyp1f1'": _contiguous("hyp1f1", 1, 1),
        "hyp2f1'": _contiguous("hyp2f1", 2, 1),
        # DLMF 18.9.19, 18.9.21, 18.9.23, 18.9.25, 18.7.9
        "legendre'": lambda n, z: apply("gegenbauer", _shifted(n, -1), rational(3, 2), z),
        "chebyt'": lambda n, z: _times(n, apply("chebyu", _shifted(n, -1), z)),
        "chebyu'": lambda n, z: _times(integer(2), apply("gegenbauer", _shifted(n, -1), integer(2), z)),
        "gegenbauer'": lambda n, a, z: _times(integer(2), a, apply("gegenbauer", _shifted(n, -1), _shifted(a, 1), z)),
        "hermite'": lambda n, z: _times(integer(2), n, apply("hermite", _shifted(n, -1), z)),
        "laguerre'": _laguerre_derivative,
    }
)
"""The first derivatives that have a name of their own, where the expressions given have a value."""


def is_prime(expr: Expr) -> bool:
    """Whether this is a derivative under a name of its own."""
    return expr.head.endswith("'")


def in_the_language(expr: Expr) -> Expr:
    """The expression with all derivatives written as function values."""
    if not expr.args or expr.head in BINDERS:
        return expr
    args = tuple(map(in_the_language, expr.args))
    return IN_THE_LANGUAGE[expr.head](*args) if is_prime(expr) else Expr(expr.head, args, expr.value)


def derivative(expr: Expr, variable: str) -> Expr:
    """The derivative in a variable, wherever the expression is analytic in it and the parts written have values.

    Raises NotDifferentiableError when a function depends on the variable in a way that is not in the tables.
    """
    head, args = expr.head, expr.args
    if variable not in free_symbols(expr):
        return integer(0)
    if head == "symbol":
        return _ONE
    if head == "neg":
        return _minus(derivative(args[0], variable))
    if head == "+":
        return _plus(*(derivative(arg, variable) for arg in args))
    if head == "*":
        return _plus(*(_times(*args[:k], derivative(arg, variable), *args[k + 1 :]) for k, arg in enumerate(args)))
    if head == "/":
        above, below = (derivative(arg, variable) for arg in args)
        rest = _over(_times(args[0], below), _power(args[1], 2))
        return _plus(_over(above, args[1]), _minus(rest))
    if head == "^":
        return _derivative_of_power(args[0], args[1], variable)
    if head == "integral":
        return _derivative_of_integral(expr, variable)
    if head not in DERIVATIVES or not _depends_on_one(head, args, variable):
        raise NotDifferentiableError(f"{head} as a function of {variable}")
    return _times(DERIVATIVES[head](*args), derivative(args[_place(head, args)], variable))


def _derivative_of_integral(expr: Expr, variable: str) -> Expr:
    """That in the ends."""
    body, bound, low, high = expr.args
    nested = any(node.head in BINDERS for part in expr.args for node in walk(part))
    if nested or bound.name == variable or variable in free_symbols(body):
        raise NotDifferentiableError(f"an integral as a function of {variable}")
    ends = (substitute(body, {bound.name: end}) for end in (high, low))
    upper, lower = (
        _times(value, derivative(end, variable)) if variable in free_symbols(end) else integer(0)
        for value, end in zip(ends, (high, low), strict=True)
    )
    return _plus(upper, _minus(lower))


def _place(head: str, args: _Arguments) -> int:
    """Which argument the tables are about."""
    return 0 if head in ("airyai", "airybi") else len(args) - 1


def _depends_on_one(head: str, args: _Arguments, variable: str) -> bool:
    """Whether the variable occurs in the argument that the tables are about, and in no other."""
    return all(k == _place(head, args) or variable not in free_symbols(arg) for k, arg in enumerate(args))


def _derivative_of_power(base: Expr, exponent: Expr, variable: str) -> Expr:
    whole = literal_fraction(exponent)
    if whole is not None and whole.denominator == 1 and whole > 0:
        rest = _power(base, whole.numerator - 1) if whole > 2 else base if whole == 2 else _ONE
        return _times(exponent, rest, derivative(base, variable))
    own = Expr("^", (base, exponent))
    first = _times(exponent, own, _over(derivative(base, variable), base))
    if variable not in free_symbols(exponent):
        return first
    return _plus(first, _times(own, apply("log", base), derivative(exponent, variable)))


# -- where functions are analytic ----------------------------------------------------------------------


def _inside_interval(facts: Facts, z: Expr) -> bool:
    if inside_unit_disc(facts, z) or all(facts.is_positive(_plus(_ONE, w)) for w in (z, _minus(z))):
        return True
    if not facts.is_real(z):
        return False
    own = expander(facts)
    return facts.is_positive(own.written(own.reduced(own.expansion(_one_minus_square(z)))))


def _real_or_small(facts: Facts, z: Expr) -> bool:
    return facts.is_real(z) or inside_unit_disc(facts, z)


def _nonzero(head: str) -> _Test:
    return lambda facts, args: facts.is_nonzero(apply(head, args[0]))


def _real_nonzero(facts: Facts, args: _Arguments) -> bool:
    return facts.is_real(args[0]) and facts.is_nonzero(args[0])


def _bessel_entire(facts: Facts, args: _Arguments) -> bool:
    return len(args) == 2 and (facts.is_integer(args[0]) or off_the_cut(facts, args[1]))


def _bessel_singular(facts: Facts, args: _Arguments) -> bool:
    return len(args) == 2 and off_the_cut(facts, args[1])


def _degree(facts: Facts, args: _Arguments) -> bool:
    return facts.is_integer(args[0]) and facts.is_nonnegative(args[0])


def _last(test: Callable[[Facts, Expr], bool]) -> _Test:
    return lambda facts, args: test(facts, args[-1])


ENTIRE: Final = frozenset(
    {"exp", "expm1", "sin", "cos", "sinh", "cosh", "erf", "erfc", "erfi", "si", "shi", "fresnels",
     "fresnelc", "airyai", "airybi"}
)  # fmt: skip
"""Analytic at all arguments at which they have values."""

ANALYTIC: Final[Mapping[str, _Test]] = MappingProxyType(
    {
        "log": lambda facts, args: len(args) == 1 and off_the_cut(facts, args[0]),
        "log1p": lambda facts, args: off_the_cut(facts, _plus(_ONE, args[0])),
        "sqrt": _last(off_the_cut),
        "tan": _nonzero("cos"),
        "sec": _nonzero("cos"),
        "cot": _nonzero("sin"),
        "csc": _nonzero("sin"),
        "tanh": lambda facts, args: facts.is_real(args[0]),
        "sech": lambda facts, args: facts.is_real(args[0]),
        "coth": _real_nonzero,
        "csch": _real_nonzero,
        "asin": _last(_inside_interval),
        "acos": _last(_inside_interval),
        "atanh": _last(_inside_interval),
        "atan": _last(_real_or_small),
        "asinh": _last(_real_or_small),
        "acosh": lambda facts, args: facts.is_positive(_plus(args[0], integer(-1))),
        **{head: _last(off_the_cut) for head in ("ci", "chi", "ei", "e1", "gammainc_upper")},
        "gammainc_lower": lambda facts, args: facts.is_no_pole(args[0]) and off_the_cut(facts, args[1]),
        "polylog": _last(below_one),
        "elliptic_k": lambda facts, args: len(args) == 1 and below_one(facts, args[0]),
        "elliptic_e": lambda facts, args: len(args) == 1 and below_one(facts, args[0]),
        **dict.fromkeys(("besselj", "besseli"), _bessel_entire),
        **dict.fromkeys(("bessely", "besselk"), _bessel_singular),
        "hyp0f1": lambda facts, args: facts.is_no_pole(args[0]),
        "hyp1f1": lambda facts, args: facts.is_no_pole(args[1]),
        "hyp2f1": lambda facts, args: facts.is_no_pole(args[2]) and below_one(facts, args[3]),
        **dict.fromkeys(("legendre", "hermite", "laguerre", "gegenbauer"), _degree),
        **dict.fromkeys(("chebyt", "chebyu"), lambda facts, args: facts.is_integer(args[0])),
    }
)
"""When each function is analytic in its last argument, and has a value there."""


def is_analytic(expr: Expr, variable: str, facts: Facts) -> bool:
    """Whether the expression is analytic in the variable at every point: in a neighbourhood in the complex plane.

    What does not depend on the variable is a constant, and is not looked into.
    """
    head, args = expr.head, expr.args
    if variable not in free_symbols(expr) or head == "symbol":
        return True
    if head == "integral":
        ends_only = variable != args[1].name and variable not in free_symbols(args[0])
        smooth = ends_only and is_smooth_integral(expr, facts, is_analytic)
        return smooth and all(is_analytic(end, variable, facts) for end in args[2:])
    if head in BINDERS or not all(is_analytic(arg, variable, facts) for arg in args):
        return False
    if head in ("+", "*", "neg", "/"):
        return head != "/" or facts.is_nonzero(args[1])
    if head == "^":
        base, exponent = args
        if variable not in free_symbols(exponent) and facts.is_integer(exponent):
            return facts.is_nonnegative(exponent) or facts.is_nonzero(base)
        if variable not in free_symbols(base):
            return facts.is_nonzero(base)
        return off_the_cut(facts, base)
    test = ANALYTIC.get(head)
    known = head in ENTIRE or (test is not None and test(facts, args))
    return known and _depends_on_one(head, args, variable)
