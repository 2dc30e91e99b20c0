"""What the rules about modular functions say about their instances."""

from __future__ import annotations

from probatum.verifiers.certificates.rules.chowla_selberg import ChowlaSelberg
from probatum.verifiers.certificates.rules.modular_identity import ModularIdentity
from probatum.verifiers.certificates.rules.modular_value import ModularValue
from probatum.verifiers.explanations.prose import Part, Prose, Reference, listed
from probatum.verifiers.language import Expr, symbol

__all__ = ["chowla_selberg", "modular_identity", "modular_value"]


def chowla_selberg(proof: ChowlaSelberg) -> Prose:
    """The formula of Chowla and Selberg."""
    return [
        f"The formula of Chowla and Selberg for the fundamental discriminant {proof.discriminant}: the product of "
        "Dedekind's eta over the classes of reduced forms is a product of values of gamma, with Kronecker's symbol in "
        "the exponents (Chowla and Selberg, J. reine angew. Math. 227, 1967, section 2).",
    ]  # fmt: skip


def modular_identity(proof: ModularIdentity | ModularValue, nonzero: list[Reference]) -> Prose:
    """Equal coefficients up to a bound; the references are those of the divisors."""
    prose: list[Part] = []
    if nonzero:
        prose += ["What is divided by does not vanish, by ", *listed([each] for each in nonzero), ". "]
    if proof.periods:
        variables = listed([z] for z, _, _ in proof.periods)
        prose += [
            "The difference of the sides is made of theta functions of ", *variables, " with the same multipliers, "
            "which have few zeros in a parallelogram of periods, so it is enough that it vanishes at some points of "
            "finite order. ",
        ]  # fmt: skip
    return [
        *prose, "By eta functions, Klein forms and Eisenstein series the difference of the sides is a combination of "
        "modular forms of ", symbol(proof.variable), ". All coefficients of its expansion in powers of q up to a "
        "bound, which the orders of its images under the modular group give, are 0, so it is 0 (Sturm, On the "
        "congruence of modular forms, 1987).",
    ]  # fmt: skip


def modular_value(proof: ModularValue) -> Prose:
    """An equation between functions, at a point."""
    equation = Expr("=", (proof.left, proof.right))
    places = [Expr("=", (symbol(proof.variable), proof.value))]
    places += [Expr("=", (z, value)) for (z, _, _), value in zip(proof.periods, proof.values, strict=True)]
    return ["Put ", *listed([place] for place in places), " in ", equation, ". ", *modular_identity(proof, [])]
