"""Expressions as linear forms in their atoms, with rational coefficients."""

from __future__ import annotations

from typing import TypeAlias

from flint import fmpq

from probatum.verifiers.exact.canonical_powers import literal_fraction
from probatum.verifiers.language.expr import Expr, integer

__all__ = ["LinearForm", "combined", "linear_form"]

LinearForm: TypeAlias = dict[Expr | None, fmpq]
"""The coefficient of each atom; that of None is the constant term."""


def combined(left: LinearForm, right: LinearForm, factor: fmpq) -> LinearForm:
    """`left + factor*right`, without zero coefficients."""
    total = dict(left)
    for atom, coefficient in right.items():
        total[atom] = total.get(atom, fmpq(0)) + factor * coefficient
    return {atom: coefficient for atom, coefficient in total.items() if coefficient != 0}


def linear_form(expr: Expr) -> LinearForm:
    """`expr` as a linear form: what is no sum and no rational multiple is an atom, as written."""
    number = literal_fraction(expr)
    if number is not None:
        return {None: fmpq(number.numerator, number.denominator)} if number else {}
    head, args = expr.head, expr.args
    if head == "neg":
        return combined({}, linear_form(args[0]), fmpq(-1))
    if head == "+":
        total: LinearForm = {}
        for arg in args:
            total = combined(total, linear_form(arg), fmpq(1))
        return total
    if head == "/":
        divisor = linear_form(args[1])
        if divisor.keys() == {None}:
            return combined({}, linear_form(args[0]), 1 / divisor[None])
        if len(divisor) == 1:
            ((below, factor),) = divisor.items()
            assert below is not None
            above = linear_form(args[0])
            return {Expr("/", (integer(1) if a is None else a, below)): c / factor for a, c in above.items()}
    if head == "*":
        return _product([linear_form(arg) for arg in args], expr)
    return {expr: fmpq(1)}


def _product(factors: list[LinearForm], expr: Expr) -> LinearForm:
    """A product with at most one factor that is not a rational number; others are taken by their atoms."""
    total: LinearForm = {None: fmpq(1)}
    for factor in factors:
        if factor.keys() <= {None}:
            total = combined({}, total, factor.get(None, fmpq(0)))
        elif total.keys() <= {None}:
            total = combined({}, factor, total.get(None, fmpq(0)))
        else:
            product: LinearForm = {}
            for left, a in total.items():
                for right, b in factor.items():
                    product = combined(product, {_monomial(left, right): fmpq(1)}, a * b)
            if len(product) > 64:
                return {expr: fmpq(1)}
            total = product
    return total


def _monomial(left: Expr | None, right: Expr | None) -> Expr | None:
    """The product of two atoms, its factors in one order."""
    if left is None or right is None:
        return right if left is None else left
    factors = [f for side in (left, right) for f in (side.args if side.head == "*" else (side,))]
    return Expr("*", tuple(sorted(factors, key=repr)))
