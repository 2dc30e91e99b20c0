"""A box around a counterexample on all of which the relation fails: how far from isolated the failure is.

Ball arithmetic evaluates both sides for all values of the variables in a box at once. Where the enclosures decide
against the relation, and see every condition to hold, it fails at every point of the box.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from flint import arb, ctx, fmpq

from probatum.verifiers.balls.comparison import Outcome, decide, sides
from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.conditions.membership import holds
from probatum.verifiers.conditions.points import Point, declared_kinds, point_scope
from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import is_exact
from probatum.verifiers.language.claim import Claim
from probatum.verifiers.language.expr import Expr, rational
from probatum.verifiers.language.text import expression_text

__all__ = ["failing_box"]

_PRECISION: Final = 128
_LARGEST, _SMALLEST = 3, -12
"""Exponents of 2 of the radii that are tried, the largest first."""


def failing_box(claim: Claim, relation: Expr, point: Point) -> str:
    """Ranges of the real variables in which the relation fails, as text such as `-3/2 <= x <= -1/2`; "" for none.

    The other variables keep their values at the point, which is one of exact rationals in the real ones.
    """
    kinds = declared_kinds(claim)
    scope = point_scope(point, _PRECISION)
    centres = {
        name: Fraction(int(fmpq(value).p), int(fmpq(value).q))
        for name, value in scope.items()
        if kinds[name] in ("RR", "interval") and is_exact(value)
    }
    if not centres:
        return ""
    for exponent in range(_LARGEST, _SMALLEST - 1, -1):
        radius = Fraction(2) ** exponent
        if _fails(claim, relation, scope | {name: _ball(centre, radius) for name, centre in centres.items()}):
            return ", ".join(f"{_text(c - radius)} <= {name} <= {_text(c + radius)}" for name, c in centres.items())
    return ""


def _ball(centre: Fraction, radius: Fraction) -> arb:
    with ctx.workprec(_PRECISION):
        around = arb(fmpq(centre.numerator, centre.denominator))
        return around + arb(0, arb(fmpq(radius.numerator, radius.denominator)))


def _text(value: Fraction) -> str:
    return expression_text(rational(value.numerator, value.denominator))


def _fails(claim: Claim, relation: Expr, scope: dict[str, Value]) -> bool:
    try:
        with ctx.workprec(_PRECISION):
            if decide(relation.head, *sides(relation, scope, _PRECISION)) is not Outcome.FALSE:
                return False
        return all(holds(condition, scope) is True for condition in claim.conditions)
    except NO_VALUE:
        return False
