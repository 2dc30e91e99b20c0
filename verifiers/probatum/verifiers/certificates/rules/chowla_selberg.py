"""Values of Dedekind's eta at the points of an imaginary quadratic field as values of gamma at rationals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flint import fmpz

from probatum.verifiers.certificates.proofs import CertificateError, Checking, Equation
from probatum.verifiers.exact.complex_multiplication import (
    QuadraticPoint,
    point_expression,
    reduced_forms,
    square_part,
)
from probatum.verifiers.language.expr import Expr, apply, integer, rational, symbol

__all__ = ["ChowlaSelberg", "conclude_chowla_selberg"]

_MAX_DISCRIMINANT: Final = 500


@dataclass(frozen=True, slots=True)
class ChowlaSelberg:
    """The formula of Chowla and Selberg for a fundamental discriminant D < 0 with w roots of unity and h classes:

    `prod eta(tau_Q)^2 eta(-conj(tau_Q))^2 = prod a_Q (2 pi |D|)^-h prod gamma(m/|D|)^(w chi_D(m)/2)` over the reduced
    forms Q = (a_Q, b_Q, c_Q) and over 0 < m < |D|; the left side is the product of |eta(tau_Q)|^4.

    Source: Chowla and Selberg, On Epstein's zeta-function, J. reine angew. Math. 227 (1967), section 2.
    """

    discriminant: int


def conclude_chowla_selberg(proof: ChowlaSelberg, checking: Checking) -> Equation:
    """The discriminant is seen to be fundamental; forms and the character are computed."""
    size = -proof.discriminant
    if not 3 <= size <= _MAX_DISCRIMINANT or not is_fundamental(proof.discriminant):
        raise CertificateError("not a negative fundamental discriminant of moderate size")
    forms = reduced_forms(proof.discriminant)
    squares = []
    scale = 1
    for form in forms:
        reflected = QuadraticPoint(form.a, -form.b, form.c)
        squares += [Expr("^", (apply("dedekind_eta", point_expression(p)), integer(2))) for p in (form, reflected)]
        scale *= form.a
    half_units = {3: 3, 4: 2}.get(size, 1)
    gammas = [
        Expr("^", (apply("gamma", rational(m, size)), integer(half_units * _character(proof.discriminant, m))))
        for m in range(1, size)
        if _character(proof.discriminant, m)
    ]
    constant = Expr("*", (integer(2 * size), symbol("pi")))
    right = Expr("*", (integer(scale), Expr("^", (constant, integer(-len(forms)))), *gammas))
    return Equation(Expr("*", tuple(squares)), right)


def is_fundamental(discriminant: int) -> bool:
    """Whether a negative number is the discriminant of an imaginary quadratic field."""
    if discriminant % 4 == 1:
        return square_part(-discriminant)[0] == 1
    quarter = discriminant // 4
    return discriminant % 4 == 0 and quarter % 4 in (2, 3) and square_part(-quarter)[0] == 1


def _character(discriminant: int, m: int) -> int:
    """Kronecker's symbol (D/m) for m > 0 and a fundamental discriminant D."""
    value, odd = 1, m
    while odd % 2 == 0:
        odd //= 2
        value *= 0 if discriminant % 2 == 0 else 1 if discriminant % 8 == 1 else -1
    return value * (1 if odd == 1 else int(fmpz(discriminant % odd).jacobi(odd)))
