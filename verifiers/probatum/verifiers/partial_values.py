"""How a claim's series and continued fractions approach their values: digits against terms, delta against depth.

For a side that is made of one infinite sum or continued fraction by arithmetic, such as `2*sqrt(2)/9801*sum(..)`, the
partial values of that part (exact where its terms are rational) are put in its place, and compared with the enclosure
of the whole side that a verdict carries. The curve ends where the error is no longer seen above the enclosure's radius.

These are pictures, and prove nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from flint import acb, arb, ctx, fmpq, fmpq_poly, fmpz, fmpz_poly

from probatum.verifiers.balls.arithmetic import add
from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import compile_body, evaluate
from probatum.verifiers.balls.polynomial_reading import exact_polynomial
from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import as_exact_integer, complex_
from probatum.verifiers.irrationality.delta import approximations
from probatum.verifiers.irrationality.families import source_fraction
from probatum.verifiers.irrationality.statements import is_statement, read_statement
from probatum.verifiers.language import Claim, Expr
from probatum.verifiers.language.expr import BINDERS, symbol, walk
from probatum.verifiers.sequences.fractions import integral_fraction
from probatum.verifiers.verdict import Enclosure

__all__ = ["MAX_TERMS", "Approach", "approach", "deltas"]

MAX_TERMS: Final = 200
"""Terms that are taken."""
_BITS: Final = 320
_SEEN_BITS: Final = 5
"""Correct bits of an error that is worth a point."""
_MAX_SIZE: Final = 60_000
"""Bits of a numerator or denominator at which a curve ends."""
_MAX_HEIGHT: Final = 200
_MAX_DEGREE: Final = 16
"""Bits of a coefficient and degree of the elements of fractions whose convergents are looked at."""
_DEPTHS: Final = (*range(2, 20, 2), *range(20, 60, 5), *range(60, MAX_TERMS + 1, 20))
_AROUND: Final = frozenset({"+", "*", "/", "neg", "^", "sqrt", "int", "decimal", "symbol"})
"""What may stand around the sum or the fraction."""
_PART: Final = "partial value"
"""A name that no claim can use."""


@dataclass(frozen=True, slots=True)
class Approach:
    """A side of a claim as a function of a partial value: `part` is the sum or the fraction, `whole` what is around."""

    part: Expr
    whole: Expr
    limit: acb

    def points(self) -> Iterator[tuple[int, float]]:
        """The number of terms taken, and the decimal digits of the side that are right then.

        Ends at MAX_TERMS, or where the enclosure of the side tells no more, or where a term has no value.
        """
        taken = 0
        with ctx.workprec(_BITS):
            partial_values = _sums(self.part) if self.part.head == "sum" else _convergents(self.part)
            while taken < MAX_TERMS:
                taken += 1
                try:
                    value = next(partial_values, None)
                    if value is None or _is_large(value):
                        return
                    digits = self._digits(value)
                except (*NO_VALUE, ZeroDivisionError):
                    return
                if digits is None:
                    return
                # The caller works at its own precision in between.
                with ctx.workprec(53):
                    yield taken, digits

    def _digits(self, value: Value) -> float | None:
        error = abs(complex_(evaluate(self.whole, {_PART: value})) - self.limit)
        if not error.is_finite() or not error > 0 or error.rel_accuracy_bits() < _SEEN_BITS:
            return None
        size = abs(self.limit)
        relative = error / size if size > 0 else error
        return -float((relative.log() / arb(10).log()).mid())


def approach(side: Expr, enclosure: Enclosure) -> Approach | None:
    """How a side approaches its value, None where it is not made of one infinite sum or fraction by arithmetic."""
    found = _outermost(side)
    if found is None or not _can_be_taken(found):
        return None
    whole = _replaced(side, found)
    with ctx.workprec(_BITS):
        try:
            limit = acb(_ball(enclosure.real), _ball(enclosure.imag) if enclosure.imag else arb(0))
        except ValueError:
            return None
    return Approach(found, whole, limit)


def _ball(ball: object) -> arb:
    return arb(getattr(ball, "midpoint"), getattr(ball, "radius"))  # noqa: B009


def _outermost(side: Expr) -> Expr | None:
    """The one sum or fraction in a side, None when there is none, or another, or anything but arithmetic around it."""
    parts, pending = [], [side]
    while pending:
        expr = pending.pop()
        if expr.head in ("sum", "pcf"):
            parts.append(expr)
        elif expr.head not in _AROUND:
            return None
        else:
            pending += expr.args
    return parts[0] if len(parts) == 1 else None


def _can_be_taken(part: Expr) -> bool:
    inner = part.args[:1] if part.head == "sum" else part.args[:2]
    if any(expr.head in BINDERS for body in inner for expr in walk(body)):
        return False
    return part.head == "pcf" or part.args[3].is_symbol("oo")


def _replaced(side: Expr, part: Expr) -> Expr:
    if side is part:
        return symbol(_PART)
    return Expr(side.head, tuple(_replaced(arg, part) for arg in side.args), side.value) if side.args else side


def _sums(part: Expr) -> Iterator[Value]:
    low = as_exact_integer(evaluate(part.args[2], {}))
    if low is None:
        return
    term = compile_body(part.args[0], part.args[1].name, {})
    total: Value = fmpz(0)
    for index in range(int(low), int(low) + MAX_TERMS):
        total = add(total, term(fmpz(index)))
        yield total


def _convergents(part: Expr) -> Iterator[Value]:
    a, b = (exact_polynomial(element, part.args[2].name, {}) for element in part.args[:2])
    if a is None or b is None:
        return
    fraction, scale = integral_fraction(fmpq_poly(a), fmpq_poly(b))
    before, last = (fmpz(1), fmpz(0)), (fraction.a(0), fmpz(1))
    for index in range(1, MAX_TERMS + 1):
        a_n, b_n = fraction.a(index), fraction.b(index)
        before, last = last, (a_n * last[0] + b_n * before[0], a_n * last[1] + b_n * before[1])
        if last[1] != 0:
            yield fmpq(last[0], last[1] * scale)


def _is_large(value: Value) -> bool:
    if isinstance(value, fmpq):
        return int(value.p).bit_length() > _MAX_SIZE or int(value.q).bit_length() > _MAX_SIZE
    return isinstance(value, fmpz) and int(value).bit_length() > _MAX_SIZE


def deltas(claim: Claim) -> Iterator[tuple[int, float]]:
    """Depth and delta of the convergents that a claim about irrationality speaks of; none for any other claim.

    The convergent with twice the index takes the place of the value, see `irrationality.delta`.
    """
    if claim.conditions or not is_statement(claim.proposition):
        return
    statement = read_statement(claim)
    fraction = source_fraction(statement.source or statement.number)
    if fraction is None or any(_is_complicated(each) for each in (fraction.a, fraction.b)):
        return
    try:
        for found in approximations(fraction, _DEPTHS, certify=False):
            if found.delta is not None and found.delta.is_finite():
                yield found.depth, float(found.delta.mid())
    except (*NO_VALUE, ZeroDivisionError):
        return


def _is_complicated(element: fmpz_poly) -> bool:
    return bool(element.height_bits() > _MAX_HEIGHT or element.degree() > _MAX_DEGREE)
