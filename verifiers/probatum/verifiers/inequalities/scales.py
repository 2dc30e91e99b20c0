"""A scale of functions near infinity: `y^a (log y)^b (log log y)^c e^(P(y))`, and bounds of them on all of [Y, oo).

All exponents are constants; P is a finite sum of constants times `y^p (log y)^q (log log y)^r`. For y >= 16 the three
logarithmic levels `y`, `log y`, `log log y` are larger than 1. A monomial m > 0 is bounded on [Y, oo) by its value at
Y where `y m'(y)/m(y) <= 0` from there on, and

    y m'/m = a + b/log y + c/(log y log log y) + sum_j d_j y^p (log y)^q (log log y)^r (p + q/log y + ...)

is a sum of functions of the same kind without e^P, of which the largest must outweigh the others.

Source: Hardy, *Orders of infinity* (1910), II-III (logarithmico-exponential scales).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, TypeAlias

from flint import arb, ctx, fmpq

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.functions.lift import fraction, is_exact, is_real, real
from probatum.verifiers.inequalities.vanishing import is_zero, normal_form
from probatum.verifiers.language.expr import Expr, rational

__all__ = ["LEAST", "ONE", "Exact", "Monomial", "Neighbourhood", "NoExpansionError", "ball", "normal_number", "written"]

LEAST: Final = 16
"""The least Y: there log log Y > 1."""

_PRECISION: Final = 256
_MAX_SIZE: Final = 400
"""Nodes of a closed expression that is carried along."""

Exact: TypeAlias = fmpq | Expr
"""A real constant: a rational number, or a closed expression with a real value."""

Powers: TypeAlias = tuple[Exact, Exact, Exact]
RationalPowers: TypeAlias = tuple[fmpq, fmpq, fmpq]
_ZERO: Final = fmpq(0)
_NONE: Final = (_ZERO, _ZERO, _ZERO)


class NoExpansionError(ArithmeticError):
    """An expression is not seen to have an expansion in the scale on the whole neighbourhood."""


def written(number: Exact) -> Expr:
    """A constant as an expression."""
    return number if isinstance(number, Expr) else rational(int(number.p), int(number.q))


@lru_cache(maxsize=4096)
def _ball(number: Expr, _precision_bits: int) -> arb:
    try:
        value = evaluate(number, {})
    except NO_VALUE as error:
        raise NoExpansionError(str(error)) from error
    if not is_real(value) or not real(value).is_finite():
        raise NoExpansionError("a constant without a real value")
    return real(value)


def ball(number: Exact) -> arb:
    """An enclosure of a constant at the working precision."""
    return _ball(number, ctx.prec) if isinstance(number, Expr) else arb(number)


def normal_number(number: Exact) -> Exact | None:
    """A constant, a rational number where it is seen to be one; None when it is too long to be carried along."""
    if not isinstance(number, Expr):
        return number
    return None if number.size > _MAX_SIZE else _normal(number)


@lru_cache(maxsize=4096)
def _normal(number: Expr) -> Exact:
    with ctx.workprec(_PRECISION):
        try:
            value = evaluate(number, {})
            if is_exact(value):
                return fraction(value)
            if not is_real(value):
                raise NoExpansionError("a constant without a real value")
            if real(value).contains(0) and is_zero(number):
                return _ZERO
            shorter = normal_form(number)
            again = evaluate(shorter, {})
            if not is_real(again) or not real(again).overlaps(real(value)):
                raise NoExpansionError("a constant whose normal form has another value")
        except NO_VALUE as error:
            raise NoExpansionError(str(error)) from error
    if is_exact(again):
        return fraction(again)
    return shorter


def _sum(left: Exact, right: Exact, sign: int = 1) -> Exact:
    """`left + sign right`; raises NoExpansionError when it becomes too long."""
    if not isinstance(left, Expr) and not isinstance(right, Expr):
        return left + right * sign
    signed = written(right) if sign > 0 else Expr("neg", (written(right),))
    found = normal_number(Expr("+", (written(left), signed)))
    if found is None:
        raise NoExpansionError("an exponent that is too long")
    return found


def _scaled(number: Exact, factor: Exact) -> Exact:
    if not isinstance(number, Expr) and not isinstance(factor, Expr):
        return number * factor
    found = normal_number(Expr("*", (written(number), written(factor))))
    if found is None:
        raise NoExpansionError("an exponent that is too long")
    return found


@dataclass(frozen=True, slots=True)
class Monomial:
    """`y^a (log y)^b (log log y)^c e^P`: the `powers`, and P as pairs of `(p, q, r)` and their coefficient."""

    powers: Powers = _NONE
    exponent: tuple[tuple[RationalPowers, Exact], ...] = ()

    def times(self, other: Monomial, sign: int = 1) -> Monomial:
        """The product, or the quotient (`sign` -1)."""
        a, b, c = (_sum(p, q, sign) for p, q in zip(self.powers, other.powers, strict=True))
        if not self.exponent and not other.exponent:
            return Monomial((a, b, c))
        merged = dict(self.exponent)
        for key, value in other.exponent:
            merged[key] = _sum(merged.get(key, _ZERO), value, sign)
        kept = [(key, value) for key, value in merged.items() if isinstance(value, Expr) or value != 0]
        return Monomial((a, b, c), tuple(sorted(kept, key=_place)))

    def to_the(self, power: Exact) -> Monomial:
        """The monomial to a constant power."""
        a, b, c = (_scaled(p, power) for p in self.powers)
        if not isinstance(power, Expr) and power == 0:
            return ONE
        return Monomial((a, b, c), tuple((key, _scaled(value, power)) for key, value in self.exponent))

    def growth(self) -> int:
        """1 when it is seen to tend to infinity, -1 when to 0, 0 when it is the constant 1.

        Raises NoExpansionError when the sign of an exponent is not seen.
        """
        leading = [value for _, value in sorted(self.exponent, key=_place, reverse=True)]
        for value in (*leading, *self.powers):
            if isinstance(value, Expr) or value != 0:
                enclosure = ball(value)
                if enclosure.contains(0):
                    raise NoExpansionError("an exponent whose sign is not seen")
                return 1 if enclosure > 0 else -1
        return 0


def _place(entry: tuple[RationalPowers, Exact]) -> RationalPowers:
    return entry[0]


ONE: Final = Monomial()


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """All y >= `start`, an exact ball, at least 16.

    Raises ValueError for another start.
    """

    start: arb
    bounds: dict[Monomial, arb | None] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        if not (self.start.is_exact() and self.start.is_finite() and self.start >= LEAST):
            raise ValueError("a neighbourhood of infinity begins at an exact number, at least 16")

    def bound(self, monomial: Monomial) -> arb | None:
        """An upper bound of the monomial on the neighbourhood, None when it is not seen to decrease."""
        if monomial not in self.bounds:
            self.bounds[monomial] = self._bound(monomial)
        return self.bounds[monomial]

    def _bound(self, monomial: Monomial) -> arb | None:
        if monomial == ONE:
            return arb(1)
        a, b, c = map(ball, monomial.powers)
        slopes: dict[RationalPowers, arb] = {}
        for place, power in enumerate((a, b, c)):
            self._collect(slopes, _NONE, place, power)
        for (p, q, r), value in monomial.exponent:
            for place, level in enumerate((p, q, r)):
                self._collect(slopes, (p, q, r), place, ball(value) * level)
        if not self._is_negative(slopes):
            return None
        levels = self.levels()
        total = a * levels[1] + b * levels[2] + c * levels[2].log()
        for powers, value in monomial.exponent:
            total += ball(value) * self._at_start(powers)
        return arb(total.exp().abs_upper())

    def _collect(self, slopes: dict[RationalPowers, arb], powers: RationalPowers, place: int, value: arb) -> None:
        """Add `value` times the powers over log y (place 1), over log y log log y (place 2)."""
        if value.is_zero():
            return
        p, q, r = powers
        key = (p, q - (place > 0), r - (place > 1))
        slopes[key] = slopes.get(key, arb(0)) + value

    def _is_negative(self, slopes: dict[RationalPowers, arb]) -> bool:
        """Whether the sum is <= 0 on the neighbourhood: its largest term is, and outweighs what is positive."""
        if not slopes:
            return False
        first = max(slopes)
        total = slopes[first]
        for powers, value in slopes.items():
            if powers == first or value <= 0:
                continue
            p, q, r = (own - lead for own, lead in zip(powers, first, strict=True))
            ratio = self._bound_of_powers(p, q, r)
            if ratio is None:
                return False
            total += arb(value.abs_upper()) * ratio
        return bool(total <= 0)

    def _bound_of_powers(self, p: fmpq, q: fmpq, r: fmpq) -> arb | None:
        """A bound of `y^p (log y)^q (log log y)^r` where its logarithm has a derivative <= 0, else None."""
        _, first, second = self.levels()
        slope = arb(p) + (arb(max(q, _ZERO)) + arb(max(r, _ZERO)) / second) / first
        if p == 0:
            slope = arb(q) + arb(max(r, _ZERO)) / second
            if q == 0:
                slope = arb(r)
        return arb(self._at_start((p, q, r)).abs_upper()) if slope <= 0 else None

    def levels(self) -> tuple[arb, arb, arb]:
        """y, log y and log log y at the start."""
        first = self.start.log()
        return self.start, first, first.log()

    def _at_start(self, powers: RationalPowers) -> arb:
        first, second = self.start.log(), self.start.log().log()
        p, q, r = powers
        return (p * first + q * second + r * second.log()).exp()
