"""Values of equations between modular forms and theta functions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from probatum.verifiers.certificates.proofs import CertificateError, Checking, Equation
from probatum.verifiers.certificates.rules.modular_identity import has_value, require_equal
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.identities.definedness import is_defined
from probatum.verifiers.identities.expansions import expander
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.identities.imaginary_axis import is_in_half_plane, is_on_axis
from probatum.verifiers.identities.normal_form import Expander
from probatum.verifiers.language.claim import CONSTANTS
from probatum.verifiers.language.expr import Expr, apply, free_symbols, integer, substitute, symbol
from probatum.verifiers.modular_forms.reading import Reader

if TYPE_CHECKING:
    from probatum.verifiers.certificates.identities import DomainChecking

__all__ = ["ModularValue", "conclude_modular_value", "conclude_modular_value_on_domain"]


@dataclass(frozen=True, slots=True)
class ModularValue:
    """An equation between modular forms of `variable` that holds where both sides have values, at a `value` of it.

    Theta functions of further variables have a lattice of `periods` each, as in `ModularIdentity`; `values` are those
    of these variables, in the same order. On a domain the values may depend on the variables of the domain.
    """

    left: Expr
    right: Expr
    variable: str
    value: Expr
    periods: tuple[tuple[Expr, int, int], ...]
    values: tuple[Expr, ...]


def conclude_modular_value(proof: ModularValue, checking: Checking) -> Equation:
    """The sides are equal for all values of the variables for which they exist, and they exist for these."""
    for value in (proof.value, *proof.values):
        if not free_symbols(value) <= CONSTANTS - {"oo"}:
            raise CertificateError("a value with free variables")
    if not complex_(checking.value(proof.value)).imag > 0:
        raise CertificateError("a value in the upper half-plane is wanted")
    equation = _instance(proof, is_on_axis(proof.value, Facts(())))
    checking.value(equation.left)
    checking.value(equation.right)
    return equation


def conclude_modular_value_on_domain(proof: ModularValue, checking: DomainChecking) -> Equation:
    """The value of tau is in the upper half-plane everywhere, and the sides exist there."""
    facts = checking.facts
    if not all(is_defined(value, facts) for value in (proof.value, *proof.values)):
        raise CertificateError("a value is not seen to exist at every point")
    if not is_in_half_plane(proof.value, facts):
        raise CertificateError("a value in the upper half-plane is wanted")
    equation = _instance(proof, is_on_axis(proof.value, facts))
    reader = Reader(_expander(proof, False), proof.variable)
    for side, instance in ((proof.left, equation.left), (proof.right, equation.right)):
        if not (has_value(side, reader) or is_defined(instance, facts)):
            raise CertificateError("a side is not seen to have a value at every point")
    return equation


def _instance(proof: ModularValue, on_axis: bool) -> Equation:
    """The equation at the values, proved for all tau of the upper half-plane, or of its imaginary axis."""
    names = (proof.variable, *(z.name for z, _, _ in proof.periods))
    values = dict(zip(names, (proof.value, *proof.values), strict=True))
    if len(values) != len(names) or CONSTANTS & values.keys():
        raise CertificateError("distinct variables without the names of constants are wanted")
    free = free_symbols(proof.left) | free_symbols(proof.right)
    if not free <= CONSTANTS | values.keys():
        raise CertificateError("a variable without a value")
    require_equal(proof.left, proof.right, proof.periods, Reader(_expander(proof, on_axis), proof.variable))
    return Equation(substitute(proof.left, values), substitute(proof.right, values))


def _expander(proof: ModularValue, on_axis: bool) -> Expander:
    """An expander for all values of the variables, or for those with tau on the imaginary axis."""
    half_plane = Expr("in", (symbol(proof.variable), symbol("HH")))
    plane = [Expr("in", (z, symbol("CC"))) for z, _, _ in proof.periods]
    axis = [Expr("=", (apply("re", symbol(proof.variable)), integer(0)))] if on_axis else []
    return expander(Facts((half_plane, *plane, *axis)))
