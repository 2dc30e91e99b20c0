"""Kinds of certificates that are no proofs of equations: a dataclass and its check in each module.

A check is called with the claim, the certificate and the checker itself, for certificates within certificates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from probatum.verifiers.certificates.checked import Checked
from probatum.verifiers.certificates.kinds.equality import EqualSides, check_equal_sides
from probatum.verifiers.certificates.kinds.equations import (
    Cofactors,
    Rewriting,
    Substitution,
    check_cofactors,
    check_rewriting,
    check_substitution,
)
from probatum.verifiers.certificates.kinds.implications import (
    Alternative,
    Contraposition,
    FailingImplication,
    Hypothesis,
    Parts,
    check_alternative,
    check_contraposition,
    check_failing_implication,
    check_hypothesis,
    check_parts,
)
from probatum.verifiers.certificates.kinds.induction import InductiveOrder, check_inductive_order
from probatum.verifiers.certificates.kinds.steps import StepByStep, WrongStep, check_step_by_step, check_wrong_step
from probatum.verifiers.certificates.kinds.subdivision import (
    BoxSubdivision,
    PolynomialOrder,
    Subdivision,
    check_box_subdivision,
    check_polynomial_order,
    check_subdivision,
)

__all__ = ["KIND_CHECKS", "KIND_NAMES", "CertificateOfKind"]

CertificateOfKind: TypeAlias = (
    Subdivision
    | BoxSubdivision
    | PolynomialOrder
    | InductiveOrder
    | EqualSides
    | StepByStep
    | WrongStep
    | Parts
    | Alternative
    | Hypothesis
    | Substitution
    | Cofactors
    | Rewriting
    | Contraposition
    | FailingImplication
)

KIND_NAMES: Final[Mapping[str, type[CertificateOfKind]]] = MappingProxyType(
    {
        "subdivision": Subdivision,
        "box_subdivision": BoxSubdivision,
        "polynomial_order": PolynomialOrder,
        "inductive_order": InductiveOrder,
        "equal_sides": EqualSides,
        "step_by_step": StepByStep,
        "wrong_step": WrongStep,
        "implication_parts": Parts,
        "implication_alternative": Alternative,
        "implication_hypothesis": Hypothesis,
        "implication_substitution": Substitution,
        "implication_cofactors": Cofactors,
        "implication_rewriting": Rewriting,
        "implication_contraposition": Contraposition,
        "failing_implication": FailingImplication,
    }
)
"""These kinds under the names by which documents and messages call them."""

KIND_CHECKS: Final[Mapping[type, Callable[..., Checked]]] = MappingProxyType(
    {
        Subdivision: check_subdivision,
        BoxSubdivision: check_box_subdivision,
        PolynomialOrder: check_polynomial_order,
        InductiveOrder: check_inductive_order,
        EqualSides: check_equal_sides,
        StepByStep: check_step_by_step,
        WrongStep: check_wrong_step,
        Parts: check_parts,
        Alternative: check_alternative,
        Hypothesis: check_hypothesis,
        Substitution: check_substitution,
        Cofactors: check_cofactors,
        Rewriting: check_rewriting,
        Contraposition: check_contraposition,
        FailingImplication: check_failing_implication,
    }
)
"""How each of these kinds is checked."""
