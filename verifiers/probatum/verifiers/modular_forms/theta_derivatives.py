"""Theta functions and their derivatives in z at z = 0, as polynomials in eta and Eisenstein series.

The heat equation `d^2/dz^2 theta = -8 pi^2 D theta`, with `D = q d/dq`, reduces derivatives in z to those in tau: of
`theta_j(0)`, a quotient of eta at w/2, w, 2w, and of `theta_1'(0) = 2 pi eta^3`. With `E_k = E_k(t w)` and eta at t w,
`D eta = t E_2 eta/24`, `D E_2 = t (E_2^2 - E_4)/12`, `D E_4 = t (E_2 E_4 - E_6)/3`, `D E_6 = t (E_2 E_6 - E_4^2)/2`
(Zagier, *Elliptic modular forms* (2008), proposition 15).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from flint import fmpq

from probatum.verifiers.identities.polynomials import Quotient
from probatum.verifiers.language.expr import symbol

if TYPE_CHECKING:
    from probatum.verifiers.modular_forms.reading import Matrix, Reader

__all__ = ["theta_derivative"]

_MAX_ORDER: Final = 13

_PRODUCTS: Final = {1: (0, 3, 0), 2: (0, -1, 2), 3: (-2, 5, -2), 4: (2, -1, 0)}
"""The exponents of eta(w/2), eta(w), eta(2w) in theta_1'(0)/(2 pi), theta_2(0)/2, theta_3(0), theta_4(0)."""

_Polynomial = dict[tuple[tuple[int, int], ...], fmpq]
"""Coefficients of products of E_k(t w), by the pairs (k, 2t) in increasing order."""


def theta_derivative(reader: Reader, j: int, derivative: int, matrix: Matrix) -> Quotient:
    """The derivative of theta_j at z = 0."""
    own = reader.own
    if derivative < 0 or (derivative + (j == 1)) % 2:
        return own.number(0)
    if derivative > _MAX_ORDER:
        raise ArithmeticError("a derivative of a high order")
    exponents = _PRODUCTS[j]
    total = _value(_raised(exponents, derivative // 2), reader, matrix)
    constant = own.power(own.expansion(symbol("pi")), derivative)
    constant = own.times(constant, own.number((-8) ** (derivative // 2) * (2 if j <= 2 else 1)))
    return own.times(own.times(constant, total), reader.products(matrix, exponents))


def _raised(exponents: tuple[int, int, int], times: int) -> _Polynomial:
    """`D^times` of the product of eta, over the product."""
    logarithmic: _Polynomial = {((2, t),): fmpq(t * e, 48) for t, e in zip((1, 2, 4), exponents, strict=True) if e}
    total: _Polynomial = {(): fmpq(1)}
    for _ in range(times):
        total = _added(_derived(total), _multiplied(total, logarithmic))
    return total


def _derived(value: _Polynomial) -> _Polynomial:
    total: _Polynomial = {}
    for factors, c in value.items():
        for place, (k, t) in enumerate(factors):
            others: _Polynomial = {factors[:place] + factors[place + 1 :]: c}
            total = _added(total, _multiplied(others, _derivative(k, t)))
    return total


def _derivative(k: int, t: int) -> _Polynomial:
    first, second, divisor = {2: ((2, 2), (4,), 12), 4: ((2, 4), (6,), 3), 6: ((2, 6), (4, 4), 2)}[k]
    scale = fmpq(t, 2 * divisor)
    return {tuple((e, t) for e in first): scale, tuple((e, t) for e in second): -scale}


def _multiplied(left: _Polynomial, right: _Polynomial) -> _Polynomial:
    total: _Polynomial = {}
    for a, x in left.items():
        for b, y in right.items():
            total = _added(total, {tuple(sorted(a + b)): x * y})
    return total


def _added(left: _Polynomial, right: _Polynomial) -> _Polynomial:
    total = dict(left)
    for factors, c in right.items():
        total[factors] = total.get(factors, fmpq(0)) + c
    return total


def _value(polynomial: _Polynomial, reader: Reader, matrix: Matrix) -> Quotient:
    own, (a, b, c, d) = reader.own, matrix
    total = own.number(0)
    for factors, coefficient in polynomial.items():
        term = own.number(coefficient)
        for k, t in factors:
            step = Fraction(t, 2)
            each = (a * step.numerator, b * step.numerator, c * step.denominator, d * step.denominator)
            term = own.times(term, reader.eisenstein(k, each))
        total = own.plus(total, term)
    return total
