"""Unification from text to verdicts: a continued fraction as the image of a limit along a trajectory, certified."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, TypeVar

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.certificates.checker import CertificateError, check
from probatum.verifiers.certificates.proofs import Proof
from probatum.verifiers.certificates.rules.combination import Combination
from probatum.verifiers.certificates.rules.transport import Transport
from probatum.verifiers.certificates.types import Derivation
from probatum.verifiers.closed import minted
from probatum.verifiers.fields.errors import FieldError
from probatum.verifiers.fields.limits import read_rational
from probatum.verifiers.language import Claim, ClaimError, Expr, expression_text, parse_claim, parse_expression
from probatum.verifiers.language.expr import integer, walk
from probatum.verifiers.provers.attempts import conclusion
from probatum.verifiers.provers.search import ExhaustedError, Search
from probatum.verifiers.provers.unification import Places, prove_through_field, unify
from probatum.verifiers.trajectory_reports import failure
from probatum.verifiers.verdict import Options, Reason, Verdict
from probatum.verifiers.versions import ENGINE_VERSIONS
from probatum.verifiers.wellposed import objection

__all__ = ["Unification", "UnificationReport", "unification_report"]

_PRECISION_BITS: Final = 128

_Parsed = TypeVar("_Parsed")


@dataclass(frozen=True, slots=True)
class Unification:
    """A field of rank 2, a continued fraction or an equation with one, a start or none, and a box or none: as text."""

    field: str
    formula: str
    start: tuple[str, ...] = ()
    box: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class UnificationReport:
    """What was found: `image`, the proved equation between the continued fraction and an image of a limit along a
    trajectory, and `formula`, the equation asked for if it is proved through that.

    With a `reason` the question has no answer; `message` says why, or what was tried in vain.
    """

    image: Verdict | None = None
    formula: Verdict | None = None
    reason: Reason | None = None
    message: str = ""


def unification_report(unification: Unification, effort: int) -> UnificationReport:
    """Unify the continued fraction of a formula with a field; `effort` in units of about a millisecond."""
    wall, cpu = time.perf_counter(), time.process_time()
    try:
        statement, equation = _formula(unification.formula)
        field = _read("field", unification.field)
        start = tuple(_coordinate(text) for text in unification.start)
        places = Places((start,) if start else (), unification.box)
        found = _unified(statement, equation, field, places, Search(effort))
    except _ObjectionError as error:
        return UnificationReport(reason=error.reason, message=str(error))
    except (FieldError, *NO_VALUE) as error:
        reason, message = failure(error)
        return UnificationReport(reason=reason, message=message)

    def signed(verdict: Verdict | None) -> Verdict | None:
        if verdict is None:
            return None
        return replace(
            verdict,
            options=Options(proof_effort=effort),
            engine_versions=ENGINE_VERSIONS,
            wall_s=time.perf_counter() - wall,
            cpu_s=time.process_time() - cpu,
        )

    return replace(found, image=signed(found.image), formula=signed(found.formula))


class _ObjectionError(Exception):
    """A text that cannot be asked about."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


def _read(place: str, text: str) -> Expr:
    return _parsed(place, parse_expression, text)


def _parsed(place: str, parse: Callable[[str], _Parsed], text: str) -> _Parsed:
    try:
        return parse(text)
    except ClaimError as error:
        raise _ObjectionError(failure(error)[0], f"{place}: {error}") from error


def _coordinate(text: str) -> Fraction:
    try:
        value = read_rational(_read("start", text))
    except FieldError as error:
        raise _ObjectionError(failure(error)[0], f"start: {error}; a rational for each axis is wanted") from error
    return Fraction(int(value.p), int(value.q))


def _formula(text: str) -> tuple[Expr, bool]:
    """The statement, `pcf = 0` for a continued fraction alone, and whether it is an equation that was written."""
    equation = "=" in text
    if equation:
        claim = _parsed("formula", parse_claim, text)
    else:
        claim = Claim(Expr("=", (_read("formula", text), integer(0))))
    statement = claim.proposition
    if statement.head != "=" or claim.conditions or _fraction(statement) is None:
        message = "formula: a continued fraction pcf(a, b, n) is wanted, or an equation with one, without variables"
        raise _ObjectionError(Reason.ILL_FORMED, message)
    if not equation and statement.args[0].head != "pcf":
        message = (
            "formula: an expression with a continued fraction in it says nothing: write an equation, or pcf(a, b, n)"
        )
        raise _ObjectionError(Reason.ILL_FORMED, message)
    found = objection(claim)
    if found is not None:
        raise _ObjectionError(found.reason, f"formula: {found.message}")
    return statement, equation


def _fraction(statement: Expr) -> Expr | None:
    return next((node for node in walk(statement) if node.head == "pcf"), None)


def _unified(statement: Expr, equation: bool, field: Expr, places: Places, search: Search) -> UnificationReport:
    fraction = _fraction(statement)
    assert fraction is not None
    try:
        through = prove_through_field(statement, field, places, search) if equation else None
        if through is not None:
            transport = next(premise for premise in through.rewrites if isinstance(premise, Transport))
            return UnificationReport(_image(transport), _proved(Claim(statement), through))
        found = next(unify(fraction, field, places, search), None)
    except ExhaustedError:
        return UnificationReport(message="the effort is spent: more of it, a start or a smaller box is wanted")
    if found is None:
        return UnificationReport(message="; ".join(search.tried))
    return UnificationReport(_image(found), message="the equation is not proved through it" if equation else "")


def _image(transport: Transport) -> Verdict:
    """The verdict on the equation as it is written, which is proved anew from its text."""
    equation = conclusion(transport)
    if equation is None:
        raise CertificateError("the certificate does not hold")
    claim = parse_claim(f"{expression_text(equation.left)} = {expression_text(equation.right)}")
    left, right = claim.relations[0].args
    return _proved(claim, Combination(left, right, (transport,)))


def _proved(claim: Claim, proof: Proof) -> Verdict:
    certificate = Derivation(_PRECISION_BITS, (proof,))
    checked = check(claim, certificate)
    if not checked.proved:
        raise CertificateError("the certificate does not hold")
    return minted(claim, certificate, checked, Options(), _PRECISION_BITS)
