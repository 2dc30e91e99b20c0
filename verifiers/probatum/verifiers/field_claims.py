"""Judging the claim that a matrix field is conservative."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from probatum.verifiers.certificates.checker import CertificateError, check
from probatum.verifiers.certificates.types import ConservativeField, FieldWitness
from probatum.verifiers.closed import minted
from probatum.verifiers.fields.conservativity import Witness, find_witness, vanishing_determinant
from probatum.verifiers.fields.errors import IllFormedFieldError, LargeFieldError
from probatum.verifiers.fields.matrix_field import MatrixField
from probatum.verifiers.fields.reading import read_field
from probatum.verifiers.fields.singularities import singularities
from probatum.verifiers.fields.written_matrices import WrittenField, written_field, written_witness
from probatum.verifiers.language import Claim, expression_text
from probatum.verifiers.language.numbers import rational_number
from probatum.verifiers.verdict import Counterexample, Event, Options, Progress, Reason, Status, Verdict

__all__ = ["judge_field"]

_FIRST_POINTS: Final = 2
"""Points at which a field is tried before its identities are expanded."""
_MAX_FACTOR: Final = 200
"""Characters of a factor that a note shows."""


def judge_field(claim: Claim, options: Options, report: Callable[[Event], None]) -> Verdict:
    """PROVED by the identities of all squares, REFUTED by a point where two paths around one differ.

    INVALID when there is no such field: matrices that do not fit together, or with determinant 0 identically.
    """
    try:
        report(Progress("refute"))
        written = written_field(claim.proposition.args[0])
        witness = None if written is None else written_witness(written)
        if written is not None and witness is not None:
            return _refuted(claim, written, witness, options)
        field = read_field(claim.proposition.args[0])
        witness = find_witness(field, _FIRST_POINTS)
        if witness is None:
            report(Progress("prove", "identities of polynomials for every pair of axes"))
            verdict = _proved(claim, field, options)
            if verdict is not None:
                return verdict
            witness = find_witness(field)
        if witness is not None:
            return _refuted(claim, field, witness, options)
        return _singular(claim, field)
    except IllFormedFieldError as error:
        return _without_decision(claim, Reason.ILL_FORMED, str(error))
    except LargeFieldError as error:
        return _without_decision(claim, Reason.LIMIT_EXCEEDED, str(error))


def _without_decision(claim: Claim, reason: Reason, message: str) -> Verdict:
    status = Status.INVALID if reason is Reason.ILL_FORMED else Status.UNDECIDED
    return Verdict(status, claim.text, claim.sha256, reason, message)


def _proved(claim: Claim, field: MatrixField, options: Options) -> Verdict | None:
    certificate = ConservativeField()
    try:
        checked = check(claim, certificate)
    except CertificateError as error:
        if isinstance(error.__cause__, LargeFieldError):
            raise error.__cause__ from None
        return None
    return replace(minted(claim, certificate, checked, options, 0), notes=_notes(field))


def _refuted(claim: Claim, field: MatrixField | WrittenField, witness: Witness, options: Options) -> Verdict:
    names = (field.axes[witness.axes[0]], field.axes[witness.axes[1]])
    row, column = witness.entry[0] + 1, witness.entry[1] + 1
    values = tuple((name, rational_number(value)) for name, value in zip(field.names, witness.point, strict=True))
    certificate = FieldWitness(names, row, column, values)
    verdict = minted(claim, certificate, check(claim, certificate), options, 0)
    assert verdict.counterexample is not None
    failing = verdict.counterexample
    point = tuple((name, expression_text(value)) for name, value in values)
    place = ", ".join(f"{name} = {value}" for name, value in point)
    message = (
        f"the products around the square of {names[0]} and {names[1]} differ in entry ({row}, {column}) at {place}: "
        f"{failing.relation.replace('=', 'is not')}"
    )
    shown = Counterexample(point, failing.relation, failing.left, failing.right)
    return replace(verdict, counterexample=shown, message=message, left=None, right=None)


def _singular(claim: Claim, field: MatrixField) -> Verdict:
    axis = vanishing_determinant(field)
    if axis is not None:
        message = f"no matrix field: the matrix along {axis} has determinant 0 identically"
        return _without_decision(claim, Reason.ILL_FORMED, message)
    return _without_decision(claim, Reason.UNSUPPORTED, "neither the identities nor a point where they fail was found")


def _notes(field: MatrixField) -> tuple[str, ...]:
    """Where the matrices have no value or no inverse."""
    found = singularities(field)
    if found is None:
        return ("zeros and poles of the determinants: not listed for matrices of this size",)
    notes = []
    for each in found:
        for what, factors in (("det M_{} is 0 where", each.zeros), ("M_{} has poles where", each.poles)):
            shown = [f"{factor} = 0" for factor in map(str, factors) if len(factor) <= _MAX_FACTOR]
            if len(shown) < len(factors):
                shown.append(f"one of {len(factors) - len(shown)} longer polynomials is 0")
            if shown:
                notes.append(f"{what.format(each.axis)} {' or '.join(shown)}")
    return tuple(notes)
