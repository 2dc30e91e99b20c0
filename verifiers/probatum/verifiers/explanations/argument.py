"""The whole argument of a document: its claim, the steps of its proof, and the conclusion."""

from __future__ import annotations

from dataclasses import fields

from probatum.verifiers.certificates.checker import Checked
from probatum.verifiers.certificates.documents import Document, read
from probatum.verifiers.certificates.identities import DomainChecking, functional_equations, renamed
from probatum.verifiers.certificates.proofs import Checking, Equation, in_order
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.certificates.rules.domains import Constant
from probatum.verifiers.certificates.rules.theorem import theorems
from probatum.verifiers.certificates.types import Certificate, Derivation, Identity
from probatum.verifiers.explanations.derivations import STEPPED, within
from probatum.verifiers.explanations.kinds import paragraphs
from probatum.verifiers.explanations.prose import NOTATIONS, Notation, written
from probatum.verifiers.explanations.rules import EXPLANATIONS, Step, title
from probatum.verifiers.explanations.tidying import tidied
from probatum.verifiers.language import Expr

__all__ = ["explained", "method"]


def explained(document: object, notation: str) -> str:
    """The argument of a document that the checker accepts, in one of `NOTATIONS`.

    Raises CertificateError for what is no document, KeyError for an unknown notation.
    """
    found, style = read(document), NOTATIONS[notation]
    return style.whole([style.theorem(found.claim, found.status), *_blocks(found, style)])


def _blocks(found: Document, style: Notation) -> list[str]:
    """The steps and paragraphs of a document, those of the certificates within it first."""
    if type(found.certificate) in STEPPED:
        inner = ((written(heading, style), *_blocks(each, style)) for heading, each in within(found))
        closing = (written(paragraph, style) for paragraph in paragraphs(found))
        return [*(block for blocks in inner for block in blocks), *closing]
    order = in_order(getattr(found.certificate, field.name) for field in fields(found.certificate))
    numbers = {proof: number + 1 for proof, number in order.items()}
    if isinstance(found.certificate, Identity):
        domain = DomainChecking(renamed(found.claim).conditions)
        on_domain = functional_equations(), True
        for proof in found.certificate.proofs:
            if proof is not None:
                domain.conclude(proof)
        closed = in_order(proof.premise for proof in numbers if isinstance(proof, Constant))
        steps = [
            Step(proof, domain.steps[proof], numbers, *((theorems(), False) if proof in closed else on_domain))
            for proof in numbers
        ]
    else:
        checking = Checking(RULES)
        steps = [Step(proof, checking.conclude(proof), numbers, theorems()) for proof in numbers]
    return [*(_step(step, style) for step in steps), *(written(paragraph, style) for paragraph in paragraphs(found))]


def method(certificate: Certificate, checked: Checked) -> str:
    """How the claim is decided; for a derivation the names of the rules used, in the order of their use."""
    if not isinstance(certificate, (Derivation, Identity)):
        return checked.method
    titles = dict.fromkeys(title(proof) for proof in in_order(certificate.proofs))
    return f"proof: {', '.join(titles)}" if titles else "signs under the conditions"


def _shown(equation: Equation) -> Expr:
    """The equation of a step, tidied unless nothing would be left to see."""
    left, right = tidied(equation.left), tidied(equation.right)
    return Expr("=", (equation.left, equation.right) if left == right else (left, right))


def _step(step: Step, style: Notation) -> str:
    row = EXPLANATIONS[type(step.proof)]
    body = written([tidied(part) if isinstance(part, Expr) else part for part in row.explain(step)], style)
    return style.step(step.numbers[step.proof], row.title, body, _shown(step.conclusion))
