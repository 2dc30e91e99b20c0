"""Judging claims about irrationality: `irrational(x)`, `mu(x) <= m`, `mu(x) using pcf(a, b, n)`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from flint import arb

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.certificates.checker import CertificateError, check
from probatum.verifiers.certificates.types import SmallMeasure
from probatum.verifiers.closed import enclosure, minted
from probatum.verifiers.fields.errors import FieldError
from probatum.verifiers.fields.limits import polynomial_expression
from probatum.verifiers.functions.lift import complex_, is_exact, is_real
from probatum.verifiers.irrationality.arithmetic import Pattern, detect, predicted_delta
from probatum.verifiers.irrationality.construction import Construction
from probatum.verifiers.irrationality.delta import approximation
from probatum.verifiers.irrationality.families import source_fraction
from probatum.verifiers.irrationality.statements import Statement, read_statement
from probatum.verifiers.irrationality.terms import enclosed, multiple
from probatum.verifiers.language import Claim, expression_text
from probatum.verifiers.language.expr import Expr, symbol
from probatum.verifiers.sequences.fractions import PolynomialFraction
from probatum.verifiers.verdict import Event, Options, Progress, Reason, Status, Verdict

__all__ = ["judge_irrationality"]

_DEPTH: Final = 500
"""Index of the convergent whose delta is reported."""
_MAX_HEIGHT: Final = 200
_MAX_DEGREE: Final = 16
"""Bits of a coefficient and degree beyond which no pattern is looked for."""


def judge_irrationality(claim: Claim, options: Options, report: Callable[[Event], None]) -> Verdict:
    """PROVED by a construction with proven rates, CONDITIONAL on a pattern of denominators that was only checked.

    REFUTED when the number is rational or the claimed measure less than 2. Raises what evaluation raises when the
    number has no value.
    """
    try:
        statement = read_statement(claim)
    except ValueError:
        message = "a claim about a measure is mu(x) <= m, mu(x) < m, mu(x) = 2 or mu(x)"
        return _without_decision(claim, Reason.ILL_FORMED, message)
    report(Progress("refute"))
    for value in (evaluate(part, {}) for part in (statement.number, statement.bound) if part is not None):
        if not is_real(value):
            return _without_decision(claim, Reason.NOT_REAL, "the number and the bound are real")
    try:
        certificate = SmallMeasure()
        return minted(claim, certificate, check(claim, certificate), options, 0)
    except CertificateError:
        pass
    report(Progress("prove", "linear forms with small values"))
    return _proved(claim, statement, options)


def _without_decision(claim: Claim, reason: Reason, message: str, notes: tuple[str, ...] = ()) -> Verdict:
    status = Status.INVALID if reason in (Reason.ILL_FORMED, Reason.NOT_REAL) else Status.UNDECIDED
    return Verdict(status, claim.text, claim.sha256, reason, message, notes=notes)


def _proved(claim: Claim, statement: Statement, options: Options) -> Verdict:
    # Imported here, because who only rechecks certificates needs no provers.
    from probatum.verifiers.provers.irrationality import candidates
    from probatum.verifiers.provers.search import ExhaustedError, Search

    search = Search(max(options.proof_effort, 1_000))
    best: tuple[Construction, int] | None = None
    try:
        for construction, certificate in candidates(statement, search):
            best = best or (construction, certificate.power)
            try:
                verdict = minted(claim, certificate, check(claim, certificate), options, 128)
            except CertificateError as error:
                search.note(f"{construction.title}: {error}")
                continue
            return replace(verdict, notes=_ingredients(construction, certificate.power, options))
    except ExhaustedError:
        search.note("the effort is spent")
    tried = tuple(f"tried: {what}" for what in search.tried)
    if best is not None:
        measure = enclosed(multiple(best[1], best[0].measure))
        message = f"what follows is mu <= {_shown(measure, options)} and no more, by {best[0].title}"
        return _without_decision(claim, Reason.UNSUPPORTED, message, (*_ingredients(*best, options), *tried))
    return _conditional(claim, statement, options, tried)


def _shown(ball: arb, options: Options) -> str:
    return ball.str(options.digits, radius=False)


def _ingredients(construction: Construction, power: int, options: Options) -> tuple[str, ...]:
    """The parts of the argument, each with its status; `power` times the measure of the constant is what follows."""
    measure = multiple(power, construction.measure)
    scale = "n log n" if construction.factorial else "n"
    recurrence = () if construction.recurrence is None else ("recurrence: PROVED, with its certificate",)
    return (
        f"measure: {_shown(enclosed(measure), options)}",
        f"closed form: {expression_text(measure)}",
        f"delta: {_shown(construction.delta, options)}",
        f"construction: {construction.title} {construction.parameters}",
        *recurrence,
        f"growth: PROVED, log|q| ~ ({expression_text(construction.growth)}) {scale}, "
        f"log|qx - p| ~ ({expression_text(construction.remainder)}) {scale}",
        f"denominators: PROVED, log D ~ ({expression_text(construction.denominators)}) {scale}",
        "non-vanishing: PROVED",
    )


def _conditional(claim: Claim, statement: Statement, options: Options, tried: tuple[str, ...]) -> Verdict:
    """What a continued fraction would prove if the pattern of its common factors held for all n."""
    source = statement.source or statement.number
    fraction = _fraction(source)
    if fraction is not None and source.head == "limit_along":
        # Convergents of a trajectory may all be the same number: what counts is the fraction of its recurrence.
        source = Expr("pcf", (polynomial_expression(fraction.a), polynomial_expression(fraction.b), symbol("n")))
        statement = replace(statement, source=source)
    reason = "" if fraction is None else _unrelated(statement, source)
    if fraction is None or any(
        c.height_bits() > _MAX_HEIGHT or c.degree() > _MAX_DEGREE for c in (fraction.a, fraction.b)
    ):
        message = next(
            (what.removeprefix("tried: ") for what in tried if "delta =" in what),
            "no construction of approximations is known for this number",
        )
        return _without_decision(claim, Reason.UNSUPPORTED, message, tried)
    if reason:
        return _without_decision(claim, Reason.UNSUPPORTED, reason, tried)
    pattern = detect(fraction)
    delta = None if pattern is None else predicted_delta(fraction, pattern)
    if pattern is None or delta is None:
        message = f"no pattern of the denominators was found; {_measured(fraction, options)}"
        return _without_decision(claim, Reason.UNSUPPORTED, message, tried)
    return _on_pattern(claim, statement, options, (fraction, pattern, delta), tried)


def _fraction(source: Expr) -> PolynomialFraction | None:
    try:
        return source_fraction(source)
    except (FieldError, *NO_VALUE):
        return None


def _unrelated(statement: Statement, source: Expr) -> str:
    """Why the source says nothing of the number; empty when both seem to be related by a rational Möbius map."""
    from probatum.verifiers.provers.irrationality import moebius_relation

    if statement.source is None or moebius_relation(statement.number, source) is not None:
        return ""
    return "the limit of the source is not seen to be related to the number"


def _measured(fraction: PolynomialFraction, options: Options) -> str:
    try:
        found = approximation(fraction, _DEPTH)
    except (*NO_VALUE, ZeroDivisionError):
        return "the fraction has no delta"
    if found.delta is None:
        return "the fraction has no delta"
    kind = "" if found.certified else "blind "
    return f"{kind}delta at depth {_DEPTH}: {_shown(found.delta, options)}"


def _on_pattern(
    claim: Claim,
    statement: Statement,
    options: Options,
    found: tuple[PolynomialFraction, Pattern, arb],
    tried: tuple[str, ...],
) -> Verdict:
    fraction, pattern, delta = found
    notes: tuple[str, ...] = (
        f"delta: {_shown(delta, options)}",
        f"denominators: CONDITIONAL, D = {pattern.text}, checked for n <= {pattern.checked_to}",
        _measured(fraction, options),
    )
    if not delta > 0:
        message = f"delta = {_shown(delta, options)} is not positive: no conclusion"
        return _without_decision(claim, Reason.UNSUPPORTED, message, (*notes, *tried))
    measure = 1 + 1 / delta
    notes = (f"measure: {_shown(measure, options)}", *notes)
    bound = None if statement.bound is None else evaluate(statement.bound, {})
    claimed = None if bound is None else arb(bound) if is_exact(bound) else complex_(bound).real
    if claimed is not None and not measure < claimed:
        message = f"the source would give mu <= {_shown(measure, options)} and no more"
        return _without_decision(claim, Reason.UNSUPPORTED, message, (*notes, *tried))
    hypotheses = [f"D = {pattern.text} clears the denominators for all n (checked for n <= {pattern.checked_to})"]
    if statement.source is not None:
        hypotheses.append("the number is the rational image of the limit that agrees with it to 100 digits")
    return Verdict(
        Status.CONDITIONAL,
        claim.text,
        claim.sha256,
        method="growth of the approximations and a pattern of their common factors",
        message=f"mu <= {_shown(measure, options)} if {'; and if '.join(hypotheses)}",
        left=enclosure(measure, options.digits),
        right=None if bound is None else enclosure(bound, options.digits),
        notes=notes,
    )
