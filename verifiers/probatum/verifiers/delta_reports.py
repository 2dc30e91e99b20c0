"""The deltas of a source at given depths, from text to what is measured: for programs that show it."""

from __future__ import annotations

from typing import Final

from flint import arb, ctx

from probatum.verifiers.balls.enclosures import decimal_ball
from probatum.verifiers.balls.errors import EvaluationError
from probatum.verifiers.fields.errors import FieldError
from probatum.verifiers.functions import TooLargeError, UndefinedValueError, UnsupportedArgumentError
from probatum.verifiers.irrationality.delta import MAX_DEPTH, Approximation, approximation
from probatum.verifiers.irrationality.families import source_fraction
from probatum.verifiers.irrationality.statements import is_statement, read_statement
from probatum.verifiers.judge import reason_of
from probatum.verifiers.language import ClaimError, ClaimSyntaxError, Expr, parse_claim, parse_expression
from probatum.verifiers.sequences.fractions import PolynomialFraction
from probatum.verifiers.trajectory_reports import ApproximationReport
from probatum.verifiers.verdict import RealBall, Reason

__all__ = ["DeltaReport", "delta_report"]

_DIGITS: Final = 12
_MAX_HEIGHT: Final = 200
_MAX_DEGREE: Final = 16
_MAX_BITS: Final = 1 << 27
"""Bits of the numerator and denominator of a convergent, as they are estimated before."""

DeltaReport = ApproximationReport | tuple[Reason, str]
"""What was measured, or why nothing was."""


def delta_report(source: str, depth: int, blind: bool = False) -> DeltaReport:
    """The delta of the convergent of a source with index `depth`; with `blind` against twice the depth."""
    try:
        fraction = _fraction(source)
        _require_size(fraction, depth)
        return _shown(approximation(fraction, depth, certify=not blind))
    except (EvaluationError, TooLargeError, UndefinedValueError, UnsupportedArgumentError) as error:
        return reason_of(error), str(error)
    except ClaimError as error:
        return Reason.SYNTAX if isinstance(error, ClaimSyntaxError) else Reason.LIMIT_EXCEEDED, str(error)
    except (FieldError, ValueError, ZeroDivisionError) as error:
        return Reason.UNSUPPORTED, str(error)


def _fraction(source: str) -> PolynomialFraction:
    fraction = source_fraction(_source(source))
    if fraction is None:
        raise ValueError(
            "a source is a continued fraction pcf(a, b, n) with polynomials a and b, a series of hypergeometric terms, "
            "or a trajectory limit(F, from (..), along (..)) with a recurrence of order 2"
        )
    return fraction


def _source(text: str) -> Expr:
    """The source that a claim about a measure names, or the expression itself."""
    if text.strip().startswith(("mu(", "irrational(")):
        claim = parse_claim(text)
        if is_statement(claim.proposition) and not claim.conditions:
            statement = read_statement(claim)
            return statement.source or statement.number
    return parse_expression(text)


def _require_size(fraction: PolynomialFraction, depth: int) -> None:
    height = max(int(c.height_bits()) for c in (fraction.a, fraction.b))
    degree = max(c.degree() for c in (fraction.a, fraction.b))
    if height > _MAX_HEIGHT or degree > _MAX_DEGREE:
        raise TooLargeError(f"the elements have more than {_MAX_HEIGHT} bits or a degree above {_MAX_DEGREE}")
    if not 0 <= depth <= MAX_DEPTH:
        raise TooLargeError(f"the depth is between 0 and {MAX_DEPTH}")
    if 2 * depth * (height + max(degree, 0) * (2 * depth + 1).bit_length()) > _MAX_BITS:
        raise TooLargeError(f"the convergent with index {depth} would have too many digits")


def _shown(found: Approximation) -> ApproximationReport:
    rate = None
    if found.delta is not None and found.depth:
        with ctx.workprec(64):
            rate = (1 + found.delta) * arb(found.denominator).log() / (arb(2).log() * found.depth)
    return ApproximationReport(
        found.depth,
        int(found.denominator.bit_length()),
        None if found.delta is None else RealBall(*decimal_ball(found.delta, _DIGITS)),
        None if rate is None else RealBall(*decimal_ball(rate, _DIGITS)),
        found.certified,
    )
