"""Sums over exponentials of quadratic polynomials, and products over powers of a nome, by theta and eta functions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from probatum.verifiers.certificates.proofs import CertificateError, Checking, Equation
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.identities.definedness import is_defined
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.identities.imaginary_axis import is_in_half_plane
from probatum.verifiers.language.claim import CONSTANTS
from probatum.verifiers.language.expr import Expr, free_symbols, substitute
from probatum.verifiers.modular_forms.nome_series import PLACE, NotANomeSeriesError, in_theta_functions

if TYPE_CHECKING:
    from probatum.verifiers.certificates.identities import DomainChecking

__all__ = ["NomeSeries", "conclude_nome_series", "conclude_nome_series_on_domain"]


@dataclass(frozen=True, slots=True)
class NomeSeries:
    """A sum of `n^r exp(A n^2 + B n + C)`, or a product of `1 - exp(A n + B)` and such, by theta and eta functions.

    These converge absolutely when `A/(pi i)` is in the upper half-plane, and a product of them has no zero factors
    where its value is a quotient of functions that have none.

    Source: DLMF 20.2.1 to 20.2.4, 20.5.1, 23.15.9.
    """

    series: Expr


def conclude_nome_series(proof: NomeSeries, checking: Checking) -> Equation:
    """The series has a value, and its nome is inside the unit circle."""
    if not free_symbols(proof.series) <= CONSTANTS:
        raise CertificateError("a series without variables is wanted")
    modulus, value = _read(proof.series, Facts(()))
    if not complex_(checking.value(modulus)).imag > 0:
        raise CertificateError("a nome outside of the unit circle")
    checking.value(proof.series)
    checking.value(value)
    return Equation(proof.series, value)


def conclude_nome_series_on_domain(proof: NomeSeries, checking: DomainChecking) -> Equation:
    """The nome is inside the unit circle at every point.

    Then the value exists: it is made of functions at positive multiples of t, and what it is divided by has no zeros.
    """
    facts = checking.facts
    modulus, value = _read(proof.series, facts)
    if not is_defined(modulus, facts) or not is_in_half_plane(modulus, facts):
        raise CertificateError("a nome that is not seen to be inside the unit circle")
    return Equation(proof.series, value)


def _read(series: Expr, facts: Facts) -> tuple[Expr, Expr]:
    try:
        modulus, value = in_theta_functions(series, facts)
    except NotANomeSeriesError as error:
        raise CertificateError("no series of powers of a nome that is read") from error
    return modulus, substitute(value, {PLACE.name: modulus})
