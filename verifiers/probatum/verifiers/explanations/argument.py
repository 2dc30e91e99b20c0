"""The whole argument of a document: its claim, the steps of its proof, and the conclusion."""

from __future__ import annotations

from probatum.verifiers.certificates.checker import Checked
from probatum.verifiers.certificates.documents import Document, read
from probatum.verifiers.certificates.proofs import Checking, Equation, in_order
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.certificates.types import Certificate, Derivation
from probatum.verifiers.explanations.kinds import paragraphs
from probatum.verifiers.explanations.prose import NOTATIONS, Notation, Part, Prose, Reference, listed, written
from probatum.verifiers.explanations.rules import EXPLANATIONS, Step, title
from probatum.verifiers.explanations.tidying import tidied
from probatum.verifiers.language import Expr

__all__ = ["explained", "method"]


def explained(document: object, notation: str) -> str:
    """The argument of a document that the checker accepts, in one of `NOTATIONS`.

    Raises CertificateError for what is no document, KeyError for an unknown notation.
    """
    found, style = read(document), NOTATIONS[notation]
    blocks = [style.theorem(found.claim, found.status)]
    if isinstance(found.certificate, Derivation):
        blocks += _derivation(found, found.certificate, style)
    else:
        blocks += [written(paragraph, style) for paragraph in paragraphs(found)]
    return style.whole(blocks)


def method(certificate: Certificate, checked: Checked) -> str:
    """How the claim is decided; for a derivation the names of the rules used, in the order of their use."""
    if not isinstance(certificate, Derivation):
        return checked.method
    titles = dict.fromkeys(title(proof) for proof in in_order(certificate.proofs))
    return f"proof: {', '.join(titles)}"


def _shown(equation: Equation) -> Expr:
    """The equation of a step, tidied unless nothing would be left to see."""
    left, right = tidied(equation.left), tidied(equation.right)
    return Expr("=", (equation.left, equation.right) if left == right else (left, right))


def _derivation(found: Document, certificate: Derivation, style: Notation) -> list[str]:
    order = in_order(certificate.proofs)
    numbers = {proof: number + 1 for proof, number in order.items()}
    checking = Checking(RULES)
    conclusions = {proof: checking.conclude(proof) for proof in order}
    blocks = []
    for proof, conclusion in conclusions.items():
        row = EXPLANATIONS[type(proof)]
        prose = row.explain(Step(proof, conclusion, numbers, conclusions))
        body = written([tidied(part) if isinstance(part, Expr) else part for part in prose], style)
        blocks.append(style.step(numbers[proof], row.title, body, _shown(conclusion)))
    grounds: list[Prose] = []
    for relation, ground in zip(found.claim.relations, certificate.proofs, strict=True):
        why: Part = "disjoint enclosures of its sides" if ground is None else Reference(numbers[ground])
        grounds.append([relation, " holds by ", why])
    return [*blocks, written([*listed(grounds, "; "), "."], style)]
