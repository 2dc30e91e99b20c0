"""The constants that closed forms are made of.

A continued fraction with rational data is, where it is known at all, mostly a quotient `(a + b c)/(d + e c)` with one
constant c and integers; sums are mostly rational combinations of a few constants of one weight. Of constants that are
such quotients of each other (e^x and e^-x, tanh(x) and e^(2x), Bessel quotients whose orders differ by an integer) one
is here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from math import gcd, isqrt
from typing import Final

from probatum.verifiers.irrationality.terms import quotient
from probatum.verifiers.language.expr import Expr, apply, integer, rational, symbol

__all__ = ["FACTORS", "GROUPS", "PAIRS", "constants"]

_SINGLE: Final = (
    *("pi", "pi^2", "pi^3", "pi^4", "euler_gamma", "catalan", "zeta(3)", "zeta(5)", "zeta(7)", "sqrt(pi)"),
    *("exp(pi)", "exp(pi/2)", "exp(pi/3)", "log(pi)", "log(2)^2", "log(golden_ratio)", "log(golden_ratio)^2"),
    *("dirichlet_beta(3)*pi", "dirichlet_beta(4)", "zeta(3)/pi^2", "catalan/pi", "log(2)/pi", "log(3)/pi", "log(2)*pi"),
    *("polygamma(1, 1/3)", "polygamma(1, 1/5)", "polygamma(1, 2/5)", "polygamma(1, 1/8)", "polygamma(1, 1/12)"),
    *("polygamma(1, 1/6)", "polygamma(2, 1/3)", "polylog(2, 1/3)", "polylog(2, -1/2)", "polylog(3, 1/2)", "glaisher"),
    *("gamma(1/4)^4/pi", "gamma(1/4)^4/pi^2", "gamma(1/4)^4/pi^3", "gamma(1/4)^8/pi^4", "gamma(1/4)^8/pi^5"),
    *("gamma(1/3)^3/pi", "gamma(1/3)^6/pi^3", "gamma(1/3)^9/pi^4", "sqrt(3)*gamma(1/3)^6/pi^3", "gamma(1/3)^6/pi^4"),
    *("gamma(1/3)^3", "gamma(1/4)^2", "gamma(1/4)^2/sqrt(pi)", "gamma(1/4)^2/sqrt(2*pi)", "gamma(1/4)^2/pi^(3/2)"),
)  # fmt: skip
"""Constants that belong to no family, as texts of the claim language."""

GROUPS: Final = (
    ("pi", "log(2)", "log(3)", "pi*sqrt(3)"),
    ("pi", "log(2)", "log(3)", "log(5)", "log(7)"),
    ("pi", "log(2)", "sqrt(2)*pi", "sqrt(2)*log(1 + sqrt(2))", "sqrt(2)"),
    ("sqrt(5)", "sqrt(5)*log(golden_ratio)", "log(5)", "log(2)", "pi"),
    ("sqrt(2)", "sqrt(3)", "sqrt(6)"),
    ("sqrt(2)", "sqrt(5)", "sqrt(10)"),
    ("pi^2", "catalan", "log(2)^2", "pi*log(2)", "pi", "log(2)"),
    ("pi^2", "log(2)^2", "log(3)^2", "log(2)*log(3)", "pi*sqrt(3)"),
    ("pi^2", "log(golden_ratio)^2", "log(2)^2", "sqrt(5)*log(golden_ratio)"),
    ("zeta(3)", "pi^2", "pi^3", "pi^2*log(2)", "log(2)^3", "pi*catalan"),
    ("zeta(3)", "zeta(5)", "pi^2", "pi^4", "pi^2*zeta(3)"),
    ("e", "e^2", "e^3", "1/e"),
    ("e", "e*e1(1)", "euler_gamma"),
    ("sin(1)", "cos(1)", "e"),
    ("euler_gamma", "log(2)", "log(3)", "log(pi)", "pi"),
    ("1/pi", "log(2)/pi", "catalan/pi", "zeta(3)/pi^2", "sqrt(3)/pi"),
)  # fmt: skip
"""Constants whose rational combinations, with 1, are looked for."""

PAIRS: Final = (
    ("pi*sqrt(3)", "log(2)"),
    ("pi*sqrt(3)", "log(3)"),
    ("pi", "log(2)"),
    ("sqrt(2)*pi", "sqrt(2)*log(1 + sqrt(2))"),
    ("pi^2", "catalan"),
    ("pi^2", "polygamma(1, 1/3)"),
    ("pi", "log(3)"),
    ("log(2)", "log(3)"),
    ("sqrt(5)", "sqrt(5)*log(golden_ratio)"),
)
"""Constants whose quotients of combinations, with 1, are looked for."""

FACTORS: Final = ("2", "3", "5", "7", "pi", "e", "gamma(1/3)", "gamma(1/4)", "golden_ratio")
"""Constants whose products of rational powers are looked for."""

_SMALL: Final = 12
_ORDERS: Final = ((0, 1), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (2, 5), (3, 5), (4, 5), (1, 6), (5, 6))


@cache
def constants() -> tuple[Expr, ...]:
    """The constants of closed forms with one constant."""
    from probatum.verifiers.language.parser import parse_expression  # who checks certificates needs no parser

    return (
        *map(parse_expression, _SINGLE),
        *_surd_multiples(),
        *_exponentials(),
        *_roots(),
        *_bessel(),
        *_incomplete(),
    )


def _fractions(largest: int) -> Iterator[tuple[int, int]]:
    for denominator in range(1, largest + 1):
        yield from ((p, denominator) for p in range(1, largest + 1) if gcd(p, denominator) == 1)


def _surd_multiples() -> Iterator[Expr]:
    """`pi*sqrt(d)`, `exp(sqrt(d))` and `tan(sqrt(d))` with their like."""
    for d in (2, 3, 5, 6, 7, 10, 11, 13, 15):
        root = apply("sqrt", integer(d))
        yield Expr("*", (symbol("pi"), root))
        # tanh(sqrt(d))*sqrt(d) and its like: the even part of a function of sqrt(d).
        yield Expr("*", (root, apply("tanh", root)))
        yield Expr("*", (root, apply("tan", root)))
        yield Expr("*", (root, apply("coth", Expr("*", (symbol("pi"), root)))))


def _exponentials() -> Iterator[Expr]:
    """`exp(r)` (with it tanh(r/2)) and `tan(r)`, for small rational numbers r."""
    for p, q in _fractions(_SMALL):
        if q <= 6:
            yield _exponential(rational(p, q))
            yield apply("tan", rational(p, q))


def _roots() -> Iterator[Expr]:
    """`atan(sqrt(r))/sqrt(r)` and `atanh(sqrt(r))/sqrt(r)`: arcus tangents and logarithms, also over square roots."""
    for p, q in _fractions(_SMALL):
        if (p, q) in ((1, 1), (3, 1), (1, 3)):
            continue  # multiples of pi and pi*sqrt(3)
        root = _root(p, q)
        over = integer(1) if root.head in ("int", "/") else root
        yield quotient(apply("atan", root), over)
        if p < q and over == root:
            yield quotient(apply("atanh", root), over)
    yield from (apply("log", rational(p, q)) for p, q in _fractions(7) if p > q)
    yield from (apply("log", integer(n)) for n in (10, 11, 13))


def _bessel() -> Iterator[Expr]:
    """`f_{v+1}(z)/f_v(z)` for the Bessel functions J and I, and z times that where only z^2 is rational."""
    roots = [apply("sqrt", integer(d)) for d in (2, 3, 5, 6)]
    roots += [Expr("*", (integer(2), root)) for root in roots]
    for p, q in _ORDERS:
        for name in ("besseli", "besselj"):
            for z in (rational(*each) for each in _fractions(6) if each[1] <= 3):
                yield _next_over(name, p, q, z)
            yield from (Expr("*", (z, _next_over(name, p, q, z))) for z in roots)


def _next_over(name: str, p: int, q: int, z: Expr) -> Expr:
    return Expr("/", (apply(name, rational(p + q, q), z), apply(name, rational(p, q), z)))


def _incomplete() -> Iterator[Expr]:
    """`exp(r) E_1(r)` and `sqrt(r) exp(r) erfc(sqrt(r))` with their like: Laplace's and Stieltjes's fractions."""
    for p, q in _fractions(6):
        r, root, half = rational(p, q), _root(p, q), _root(p, 2 * q)
        power = _exponential(r)
        yield Expr("*", (power, apply("e1", r)))
        for name in ("erfc", "erf"):
            yield _product(apply("sqrt", symbol("pi")), power, apply(name, root), root)
        yield _product(apply("sqrt", symbol("pi")), _exponential(Expr("neg", (r,))), apply("erfi", root), root)
        yield _product(apply("sqrt", symbol("pi")), apply("exp", rational(p, 2 * q)), apply("erfc", half), half)


def _exponential(r: Expr) -> Expr:
    return symbol("e") if r == integer(1) else apply("exp", r)


def _root(p: int, q: int) -> Expr:
    is_square = isqrt(p) ** 2 == p and isqrt(q) ** 2 == q
    return rational(isqrt(p), isqrt(q)) if is_square else apply("sqrt", rational(p, q))


def _product(*factors: Expr) -> Expr:
    return Expr("*", tuple(factor for factor in factors if factor != integer(1)))
