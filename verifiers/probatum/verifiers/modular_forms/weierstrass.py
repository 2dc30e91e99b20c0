"""The modular lambda function and the functions of Weierstrass for the lattice of 1 and tau by theta functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from probatum.verifiers.identities import polynomials as p
from probatum.verifiers.identities.normal_form import Expander
from probatum.verifiers.identities.polynomials import Polynomial, Quotient
from probatum.verifiers.language.expr import BINDERS, FIELDS, Expr, apply, integer, symbol, walk
from probatum.verifiers.modular_forms.reading import power_of

__all__ = ["WEIERSTRASS", "by_thetas", "with_lambda_by_thetas"]


def by_thetas(value: Polynomial, own: Expander) -> Polynomial:
    """A numerator with the functions of Weierstrass written by theta functions (DLMF 23.6.2, 23.6.5, 23.6.9)."""
    total: Quotient = ({}, p.ONE)
    for monomial, coefficient in value.items():
        term: Quotient = ({(): coefficient}, p.ONE)
        for index, exponent in monomial:
            written = WEIERSTRASS.get(own.shared.expressions[index].head) if index != p.UNIT else None
            if written is None or exponent.denominator != 1:
                term = own.times(term, power_of(index, exponent, own))
            else:
                term = own.times(
                    term, own.power(own.expansion(written(*own.shared.expressions[index].args)), int(exponent))
                )
        total = own.plus(total, term)
    return own.reduced(total)[0]


def with_lambda_by_thetas(expr: Expr) -> Expr:
    """The expression with `lambda = (theta_2/theta_3)^4` and `1 - lambda = (theta_4/theta_3)^4` (DLMF 23.15.6, 20.7.5).

    On the imaginary axis roots of products with these factors split.
    """
    if expr.head in BINDERS or expr.head in FIELDS or not any(node.head == "modular_lambda" for node in walk(expr)):
        return expr
    if expr.head == "modular_lambda" and len(expr.args) == 1:
        return _fourth_power(2, expr.args[0])
    if expr.head == "+" and len(expr.args) == 2 and expr.args[0] == integer(1):
        other = expr.args[1]
        if other.head == "neg" and other.args[0].head == "modular_lambda" and len(other.args[0].args) == 1:
            return _fourth_power(4, other.args[0].args[0])
    return Expr(expr.head, tuple(map(with_lambda_by_thetas, expr.args)), expr.value)


def _fourth_power(j: int, tau: Expr) -> Expr:
    above, below = (apply("jacobi_theta", integer(k), integer(0), tau) for k in (j, 3))
    return Expr("/", (apply("^", above, integer(4)), apply("^", below, integer(4))))


def _weierstrass_p(z: Expr, tau: Expr) -> Expr:
    """`(pi theta_3 theta_4 theta_2(z)/theta_1(z))^2 + (pi^2/3)(theta_2^4 + 2 theta_4^4)`."""
    zero, two = integer(0), integer(2)
    at_zero = {j: apply("jacobi_theta", integer(j), zero, tau) for j in (2, 3, 4)}
    at_z = {j: apply("jacobi_theta", integer(j), z, tau) for j in (1, 2)}
    root = Expr("/", (Expr("*", (symbol("pi"), at_zero[3], at_zero[4], at_z[2])), at_z[1]))
    fourth = {j: apply("^", at_zero[j], integer(4)) for j in (2, 4)}
    total = Expr("+", (fourth[2], Expr("*", (two, fourth[4]))))
    constant = Expr("/", (Expr("*", (apply("^", symbol("pi"), two), total)), integer(3)))
    return Expr("+", (apply("^", root, two), constant))


def _weierstrass_sigma(z: Expr, tau: Expr) -> Expr:
    """`exp(G_2 z^2/2) theta_1(z)/theta_1'(0)`."""
    zero, one, two = integer(0), integer(1), integer(2)
    exponent = Expr("/", (Expr("*", (apply("eisenstein_g", two, tau), apply("^", z, two))), two))
    quotient = Expr("/", (apply("jacobi_theta", one, z, tau), apply("jacobi_theta", one, zero, tau, one)))
    return Expr("*", (apply("exp", exponent), quotient))


WEIERSTRASS: Final[Mapping[str, Callable[[Expr, Expr], Expr]]] = MappingProxyType(
    {"weierstrass_p": _weierstrass_p, "weierstrass_sigma": _weierstrass_sigma}
)
"""Functions of Weierstrass by theta functions."""
