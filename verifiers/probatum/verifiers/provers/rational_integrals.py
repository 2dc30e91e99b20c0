"""Antiderivatives of rational functions with one pole, `P(y)/(p + q y^d)^k` for d = 1, 2: Hermite's reduction."""

from __future__ import annotations

from flint import fmpq_poly

from probatum.verifiers.certificates.proofs import Proof
from probatum.verifiers.certificates.rules.antiderivative import Antiderivative
from probatum.verifiers.exact.polynomial_fractions import univariate
from probatum.verifiers.exact.rational_functions import NotRationalError
from probatum.verifiers.functions import UndefinedValueError
from probatum.verifiers.language.expr import Expr, integer, symbol
from probatum.verifiers.language.numbers import rational_number
from probatum.verifiers.provers.search import Search

__all__ = ["prove_rational_integral"]


def prove_rational_integral(constant: Expr, search: Search) -> Proof | None:
    """Prove `integral(f, y, lo, hi) = F(hi) - F(lo)` for rational f with one pole at most; None otherwise."""
    body, variable, *_ = constant.args
    search.spend(2)
    try:
        above, below, _ = univariate(body, variable.name)
    except (NotRationalError, UndefinedValueError):
        return None
    common = above.gcd(below)
    above, below = above // common, below // common
    base, order = _power(below)
    if base.degree() > 2 or (base.degree() == 2 and (base[1] != 0 or base[0] == 0)):
        search.note("integrals: a rational function with several poles")
        return None
    above, y = above / (below[below.degree()] / base[base.degree()] ** order), variable.name
    parts: list[Expr] = []
    terms: list[tuple[Expr, str, Expr]] = []
    while order > 1:
        above, part = _lowered(above, base, order)
        order -= 1
        parts.append(Expr("/", (_poly(part, y), Expr("^", (_poly(base, y), integer(order))))))
    quotient, rest = divmod(above, base) if order else (above, fmpq_poly())
    parts.append(_poly(quotient.integral(), y))
    if not rest.is_zero() and base.degree() == 1:
        terms.append((rational_number(rest[0] / base[1]), "log", _poly(base, y)))
    elif not rest.is_zero():
        if rest[0] != 0:
            terms.append((rational_number(rest[0] / base[0]), "atan", rational_number(base[2] / base[0])))
        if rest[1] != 0:
            terms.append((rational_number(rest[1] / (2 * base[2])), "log", _poly(base / base[0], y)))
    return Antiderivative(constant, parts[0] if len(parts) == 1 else Expr("+", tuple(parts)), tuple(terms))


def _power(polynomial: fmpq_poly) -> tuple[fmpq_poly, int]:
    """`polynomial = constant base^order`, when it is one; else itself."""
    if polynomial.degree() < 1:
        return fmpq_poly([1]), 0
    base = polynomial // polynomial.gcd(polynomial.derivative())
    base = base / base[base.degree()]
    order = polynomial.degree() // base.degree()
    return (base, order) if base**order * polynomial[polynomial.degree()] == polynomial else (polynomial, 1)


def _lowered(above: fmpq_poly, base: fmpq_poly, order: int) -> tuple[fmpq_poly, fmpq_poly]:
    """`(B, A)` with `above/base^order = (A/base^(order-1))' + B/base^(order-1)` for a base without square factors."""
    _, s, t = base.xgcd(base.derivative())
    # above = u base + v base', with k = order - 1 and v base'/base^order = (-v/(k base^k))' + v'/(k base^k).

    v = (above * t) % base
    u = (above - v * base.derivative()) // base
    del s
    return u + v.derivative() / (order - 1), -v / (order - 1)


def _poly(polynomial: fmpq_poly, variable: str) -> Expr:
    y = symbol(variable)
    terms = []
    for k, c in enumerate(polynomial.coeffs()):
        if c != 0:
            power = y if k == 1 else Expr("^", (y, integer(k)))
            terms.append(rational_number(c) if k == 0 else power if c == 1 else Expr("*", (rational_number(c), power)))
    return terms[0] if len(terms) == 1 else Expr("+", tuple(terms)) if terms else integer(0)
