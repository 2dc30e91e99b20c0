"""Unification from text to text: a trajectory whose limit a continued fraction is an image of, with certificates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.certificates.checker import CertificateError, check
from probatum.verifiers.certificates.documents import verdict_document
from probatum.verifiers.certificates.proofs import Proof
from probatum.verifiers.certificates.rules.combination import Combination
from probatum.verifiers.certificates.rules.transport import Transport
from probatum.verifiers.certificates.types import Derivation
from probatum.verifiers.fields.errors import FieldError
from probatum.verifiers.language import (
    Claim,
    ClaimError,
    ClaimSyntaxError,
    Expr,
    expression_text,
    parse_claim,
    parse_expression,
)
from probatum.verifiers.language.expr import walk
from probatum.verifiers.provers.attempts import conclusion
from probatum.verifiers.provers.search import ExhaustedError, Search
from probatum.verifiers.provers.unification import Places, prove_through_field, unify

__all__ = ["Unification", "unification_report"]

_PRECISION_BITS = 128


@dataclass(frozen=True, slots=True)
class Unification:
    """An equation between the continued fraction and a limit, and for a formula whether it is proved through it.

    `documents` are certificates, as JSON values, that `probatum recheck` verifies; `reason` says why there are none.
    """

    equation: str = ""
    proved: bool = False
    documents: tuple[dict[str, object], ...] = ()
    reason: str = ""


def unification_report(
    field: str,
    formula: str,
    starts: tuple[tuple[Fraction, ...], ...],
    box: tuple[tuple[int, int], ...],
    effort: int,
) -> Unification:
    """Unify the continued fraction `formula`, or that of an equation, with `field`; `effort` in units of about a ms."""
    try:
        statement = parse_claim(formula if "=" in formula else f"{formula} = 0").proposition
        place = parse_expression(field)
    except (ClaimSyntaxError, ClaimError) as error:
        return Unification(reason=str(error))
    fraction = _fraction(statement)
    if statement.head != "=" or fraction is None:
        return Unification(reason="a continued fraction pcf(a, b, n) is wanted, or an equation with one")
    places, search = Places(starts, box), Search(effort)
    try:
        if "=" in formula:
            through = prove_through_field(statement, place, places, search)
            if through is not None:
                return _proved(statement, through)
        transport = next(unify(fraction, place, places, search), None)
    except ExhaustedError:
        return Unification(reason="the effort is spent")
    except (FieldError, *NO_VALUE) as error:
        return Unification(reason=str(error))
    if transport is None:
        return Unification(reason="; ".join(search.tried))
    found = _transported(transport)
    return replace(found, reason="the equation is not proved by it") if "=" in formula else found


def _fraction(statement: Expr) -> Expr | None:
    return next((node for node in walk(statement) if node.head == "pcf"), None)


def _transported(transport: Transport) -> Unification:
    """The equation as it is written, which is proved anew from its text."""
    equation = conclusion(transport)
    if equation is None:
        return Unification(reason="the certificate does not hold")
    written = f"{expression_text(equation.left)} = {expression_text(equation.right)}"
    claim = parse_claim(written)
    left, right = claim.relations[0].args
    return Unification(written, False, _documents((claim, Combination(left, right, (transport,)))))


def _proved(statement: Expr, through: Combination) -> Unification:
    transport = next(premise for premise in through.rewrites if isinstance(premise, Transport))
    found = _transported(transport)
    return Unification(found.equation, True, (*found.documents, *_documents((Claim(statement), through))))


def _documents(*proved: tuple[Claim, Proof]) -> tuple[dict[str, object], ...]:
    documents = []
    for claim, proof in proved:
        certificate = Derivation(_PRECISION_BITS, (proof,))
        if not check(claim, certificate).proved:
            raise CertificateError("the certificate does not hold")
        documents.append(verdict_document(claim, "PROVED", certificate))
    return tuple(documents)
