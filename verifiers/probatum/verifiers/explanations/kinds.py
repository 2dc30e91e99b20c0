"""What each kind of certificate says about its claim."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from probatum.verifiers.balls.comparison import Outcome, decide, sides
from probatum.verifiers.balls.enclosures import decimal_ball
from probatum.verifiers.certificates.checker import check
from probatum.verifiers.certificates.documents import Document
from probatum.verifiers.certificates.kinds.equality import EqualSides
from probatum.verifiers.certificates.kinds.equations import Cofactors, Rewriting, Substitution
from probatum.verifiers.certificates.kinds.implications import (
    Alternative,
    Contraposition,
    FailingImplication,
    Hypothesis,
    Parts,
)
from probatum.verifiers.certificates.kinds.induction import InductiveOrder
from probatum.verifiers.certificates.kinds.steps import StepByStep, WrongStep
from probatum.verifiers.certificates.kinds.subdivision import BoxSubdivision, PolynomialOrder, Subdivision
from probatum.verifiers.certificates.proofs import in_order
from probatum.verifiers.certificates.types import (
    AlgebraicZero,
    ConservativeField,
    Derivation,
    ExactValues,
    FieldWitness,
    Identity,
    IrrationalityMeasure,
    RationalIdentity,
    SeparatedBalls,
    SmallMeasure,
)
from probatum.verifiers.conditions.points import point_scope
from probatum.verifiers.exact.algebraic import zero_bound
from probatum.verifiers.explanations.derivations import (
    alternative,
    cofactors,
    contraposition,
    failing_implication,
    hypothesis,
    implication_parts,
    rewriting,
    step_by_step,
    substitution,
    wrong_step,
)
from probatum.verifiers.explanations.inequalities import (
    box_subdivision,
    equal_sides,
    inductive_order,
    polynomial_order,
    subdivision,
)
from probatum.verifiers.explanations.measures import irrationality_measure, small_measure
from probatum.verifiers.explanations.prose import Part, Prose, Reference, listed
from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import complex_, is_exact, is_real
from probatum.verifiers.language import Expr, integer, symbol

__all__ = ["PARAGRAPHS", "paragraphs"]

_DIGITS: Final = 20


def paragraphs(found: Document) -> list[Prose]:
    """How the claim follows from the certificate, after the steps of the proofs in it, if there are any."""
    return PARAGRAPHS[type(found.certificate)](found)


def _derivation(found: Document) -> list[Prose]:
    certificate: Any = found.certificate
    numbers = in_order(certificate.proofs)
    grounds: list[Prose] = []
    for relation, proof in zip(found.claim.relations, certificate.proofs, strict=True):
        why: Part = "disjoint enclosures of its sides" if proof is None else Reference(1 + numbers[proof])
        grounds.append([relation, " holds by ", why])
    return [[*listed(grounds, "; "), "."]]


def _identity(found: Document) -> list[Prose]:
    certificate: Any = found.certificate
    numbers = in_order(certificate.proofs)
    grounds: list[Prose] = []
    for relation, proof in zip(found.claim.relations, certificate.proofs, strict=True):
        why: Part = "the signs that the conditions give its parts" if proof is None else Reference(1 + numbers[proof])
        grounds.append([relation, " holds by ", why])
    return [[*listed(grounds, "; "), ", for all values that satisfy the conditions."]]


def _exact_values(found: Document) -> list[Prose]:
    return [*_sides(found, 64, {}), ["The two sides are rational numbers, computed and compared exactly."]]


def _separated_balls(found: Document) -> list[Prose]:
    certificate: Any = found.certificate
    bits, point = certificate.precision_bits, certificate.point
    parts: list[Prose] = []
    if point:
        values = listed([Expr("=", (symbol(name), value))] for name, value in point)
        parts.append(["The point ", *values, " satisfies every condition."])
    parts += _sides(found, bits, point_scope(point, bits))
    return [*parts, [f"The enclosures were computed in ball arithmetic with {bits} bits; they decide the relation."]]


def _algebraic_zero(found: Document) -> list[Prose]:
    certificate: Any = found.certificate
    parts: list[Prose] = []
    for relation in found.claim.relations:
        left, right = sides(relation, {}, certificate.precision_bits)
        if decide(relation.head, left, right) is Outcome.TRUE:
            parts.append([relation, " holds because enclosures of its sides are disjoint."])
            continue
        bound = zero_bound(Expr("+", (relation.args[0], Expr("neg", (relation.args[1],)))))
        if bound is not None:
            least = Expr("^", (integer(2), integer(-bound.bits)))
            parts.append([
                "The difference of the sides of ", relation, " is an algebraic number of degree at most "
                f"{bound.degree}. By Liouville's inequality it is 0 or of modulus at least ", least, " (Waldschmidt, "
                "Diophantine approximation on linear algebraic groups, 2000, section 3.5), and ball arithmetic with "
                f"{certificate.precision_bits} bits shows it to be smaller. Hence it is 0.",
            ])  # fmt: skip
    return parts


def _rational_identity(_found: Document) -> list[Prose]:
    return [[
        "The difference of the two sides expands to the zero rational function in the variables and in the function "
        "values that occur, taken as independent indeterminates. No denominator vanishes where the conditions hold.",
    ]]  # fmt: skip


def _conservative_field(_found: Document) -> list[Prose]:
    return [[
        "For every two axes the products of the matrices along the two paths around a square, cleared of denominators, "
        "are equal as matrices of polynomials, and no matrix has determinant 0 identically. A path between two points "
        "can be changed into any other square by square, so that the product depends on its ends alone.",
    ]]  # fmt: skip


def _field_witness(found: Document) -> list[Prose]:
    certificate: Any = found.certificate
    relation = check(found.claim, certificate).relation
    assert relation is not None
    values = listed([Expr("=", (symbol(name), value))] for name, value in certificate.point)
    return [[
        "At the point ", *values, f" the products along the two paths around the square of {certificate.axes[0]} and "
        f"{certificate.axes[1]} have different entries in row {certificate.row} and column {certificate.column}: ",
        relation.args[0], " and ", relation.args[1], ". Hence the product depends on the path.",
    ]]  # fmt: skip


def _sides(found: Document, bits: int, scope: Mapping[str, Value]) -> list[Prose]:
    parts: list[Prose] = []
    for relation in found.claim.relations:
        left, right = sides(relation, dict(scope), bits)
        outcome = decide(relation.head, left, right)
        if found.status == "PROVED" or outcome is Outcome.FALSE:
            word = "holds" if outcome is Outcome.TRUE else "fails"
            values = f": its left side is {_shown(left)}, its right side {_shown(right)}."
            parts.append(["The relation ", relation, f" {word}{values}"])
    return parts


def _shown(value: Value | None) -> str:
    if value is None:
        return "infinite"
    if is_exact(value):
        return str(value)
    if is_real(value):
        return _ball(complex_(value).real)
    return f"{_ball(complex_(value).real)} + ({_ball(complex_(value).imag)}) i"


def _ball(real: Any) -> str:
    midpoint, radius = decimal_ball(real, _DIGITS)
    return midpoint if radius == "0" else f"{midpoint} ± {radius}"


PARAGRAPHS: Final[Mapping[type, Callable[[Document], list[Prose]]]] = MappingProxyType(
    {
        Derivation: _derivation,
        Identity: _identity,
        ExactValues: _exact_values,
        SeparatedBalls: _separated_balls,
        AlgebraicZero: _algebraic_zero,
        RationalIdentity: _rational_identity,
        ConservativeField: _conservative_field,
        FieldWitness: _field_witness,
        IrrationalityMeasure: irrationality_measure,
        SmallMeasure: small_measure,
        Subdivision: subdivision,
        BoxSubdivision: box_subdivision,
        PolynomialOrder: polynomial_order,
        EqualSides: equal_sides,
        InductiveOrder: inductive_order,
        StepByStep: step_by_step,
        WrongStep: wrong_step,
        Parts: implication_parts,
        Alternative: alternative,
        Hypothesis: hypothesis,
        Substitution: substitution,
        Cofactors: cofactors,
        Rewriting: rewriting,
        Contraposition: contraposition,
        FailingImplication: failing_implication,
    }
)
"""The argument of each kind of certificate."""
