"""What certificates of derivations and implications say, and the claims that the certificates within them are for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from probatum.verifiers.certificates.documents import Document
from probatum.verifiers.certificates.kinds.equations import (
    Cofactors,
    Rewriting,
    Substitution,
    combination,
    given_value,
    replaced,
    substituted,
)
from probatum.verifiers.certificates.kinds.implications import (
    Alternative,
    Contraposition,
    FailingImplication,
    Hypothesis,
    Parts,
    alternatives,
    conjuncts,
    contrapositive,
    parts,
)
from probatum.verifiers.certificates.kinds.induction import InductiveOrder, step
from probatum.verifiers.certificates.kinds.steps import StepByStep, WrongStep, composed, step_claims
from probatum.verifiers.explanations.prose import Part, Prose, listed
from probatum.verifiers.language import Claim, Expr, symbol
from probatum.verifiers.language.expr import substitute

__all__ = ["STEPPED", "premises", "within"]

STEPPED: Final = frozenset(
    {StepByStep, WrongStep, Parts, Alternative, Hypothesis, Substitution, Cofactors, Rewriting, Contraposition,
     FailingImplication, InductiveOrder}
)  # fmt: skip
"""Kinds of certificates with others in them."""


def within(found: Document) -> list[tuple[Prose, Document]]:
    """The certificates within one, each with what it is for and a heading."""
    return [(heading, Document(claim, status, part)) for heading, claim, status, part in _within(found)]


_Item = tuple[Prose, Claim, str, Any]


def _within(found: Document) -> Iterator[_Item]:
    certificate: Any = found.certificate
    if isinstance(certificate, StepByStep):
        for number, (claim, part) in enumerate(zip(step_claims(found.claim), certificate.certificates, strict=True), 1):
            yield _heading(f"Step {number}: ", claim), claim, "PROVED", part
    elif isinstance(certificate, WrongStep):
        claim = step_claims(found.claim)[certificate.step - 1]
        yield _heading(f"Step {certificate.step}: ", claim), claim, "REFUTED", certificate.certificate
    else:
        for claim, part in premises(found.claim, certificate):
            yield _heading("Claim: ", claim), claim, "PROVED", part


def _heading(label: str, claim: Claim) -> Prose:
    written: Prose = [label, claim.proposition]
    conditions: list[Part] = [part for each in claim.conditions for part in (", ", each)]
    return [*written, *(" for " if index == 0 else part for index, part in enumerate(conditions)), "."]


def premises(claim: Claim, certificate: Any) -> Iterator[tuple[Claim, Any]]:
    """The claims that a certificate of an implication reduces it to, each with its certificate."""
    if isinstance(certificate, InductiveOrder):
        yield step(claim)[0], certificate.premise
        return
    left, right = claim.proposition.args
    under = (*claim.conditions, *conjuncts(left))
    if isinstance(certificate, Parts):
        pieces = (Claim(part, claim.conditions) for part in parts(claim.proposition))
        yield from zip(pieces, certificate.premises, strict=True)
    elif isinstance(certificate, Alternative):
        single = Expr("=>", (left, alternatives(right)[certificate.index]))
        yield Claim(single, claim.conditions), certificate.premise
    elif isinstance(certificate, Hypothesis):
        yield Claim(right, under), certificate.premise
    elif isinstance(certificate, Substitution):
        value = given_value(left, certificate.variable)
        assert value is not None
        yield substituted(claim, certificate.variable, value), certificate.premise
    elif isinstance(certificate, Cofactors):
        equation = combination(claim, certificate.unit, certificate.exponent, certificate.cofactors)
        yield equation, certificate.premise
    elif isinstance(certificate, Rewriting):
        if certificate.before is not None:
            yield Claim(Expr("=", (right.args[0], certificate.middle)), under), certificate.before
        after = Expr(right.head, (replaced(certificate.middle, *left.args), right.args[1]))
        yield Claim(after, under), certificate.after
    elif isinstance(certificate, Contraposition):
        yield contrapositive(claim), certificate.premise
    elif isinstance(certificate, FailingImplication):
        hypothesis = right if certificate.reversed else left
        for each, part in zip(conjuncts(hypothesis), certificate.premises, strict=True):
            if part is not None:
                yield Claim(substitute(each, dict(certificate.point))), part


def step_by_step(found: Document) -> list[Prose]:
    """The steps join to one relation."""
    return [["Each step begins where the one before it ends; together they give ", composed(found.claim), "."]]


def wrong_step(found: Document) -> list[Prose]:
    """A wrong step."""
    certificate: Any = found.certificate
    return [[f"Step {certificate.step} is wrong, and with it the derivation, whatever its end."]]


def failing_implication(found: Document) -> list[Prose]:
    """A point at which the hypothesis holds and the conclusion fails."""
    certificate: Any = found.certificate
    left, right = found.claim.proposition.args
    if certificate.reversed:
        left, right = right, left
    values = listed([Expr("=", (symbol(name), value))] for name, value in certificate.point)
    return [["At the point ", *values, " the conditions and ", left, " hold, and ", right, " fails."]]


def implication_parts(_found: Document) -> list[Prose]:
    """All parts of an implication."""
    return [["These implications together are the one claimed."]]


def alternative(_found: Document) -> list[Prose]:
    """One of several conclusions."""
    return [["One of the alternatives follows, hence the conclusion."]]


def hypothesis(_found: Document) -> list[Prose]:
    """The hypothesis as a condition."""
    return [["With the hypothesis as a condition the conclusion holds."]]


def substitution(found: Document) -> list[Prose]:
    """A value in place of a variable."""
    certificate: Any = found.certificate
    return [[f"The hypothesis gives {certificate.variable} its value, which was put in its place."]]


def cofactors(found: Document) -> list[Prose]:
    """A combination of the hypotheses."""
    certificate: Any = found.certificate
    return [[
        "The right side of this equation is a combination of the hypotheses, 0 wherever they hold. ", certificate.unit,
        " does not vanish there, so that a factor of the left side does: the conclusion.",
    ]]  # fmt: skip


def rewriting(found: Document) -> list[Prose]:
    """Equals in place of equals."""
    left = found.claim.proposition.args[0]
    return [["By the hypothesis ", left.args[1], " stands in place of ", left.args[0], "."]]


def contraposition(_found: Document) -> list[Prose]:
    """The contrapositive."""
    return [["All sides are real numbers: where the conclusion failed, the hypothesis would fail."]]
