"""How well the convergents of a continued fraction approximate its value: the delta of irrationality, exact at depth n.

The convergent with index n is a rational p/q in lowest terms, and `|x - p/q| = q^-(1 + delta)` defines delta at n. With
the product of the first n steps, `T(w) = (P w + Q)/(R w + S)`, and the tail `f = a(n) + b(n+1)/f'`,

    x - T(a(n)) = T(f) - T(a(n)) = (P S - Q R) (f - a(n))/((R f + S)(R a(n) + S)),

without cancellation: a tail f' known to 64 bits gives delta to almost as many, however large n is. Without an enclosure
of the tail the convergent with index 2n takes the place of x: a *blind* delta, which agrees with the true one as far as
the convergents converge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from flint import arb, ctx, fmpq, fmpz

from probatum.verifiers.balls.continued_fractions import enclose_fraction
from probatum.verifiers.balls.errors import NO_VALUE, DivergentError
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.sequences.divergence import divergence_reason
from probatum.verifiers.sequences.fractions import PolynomialFraction, first_zero, shifted
from probatum.verifiers.sequences.matrices2 import Matrix2
from probatum.verifiers.sequences.products import continued_fraction_product

__all__ = ["MAX_DEPTH", "Approximation", "approximation", "approximations"]

_BITS: Final = 64
MAX_DEPTH: Final = 1 << 20
"""Largest index of a convergent."""


@dataclass(frozen=True, slots=True)
class Approximation:
    """The convergent p/q with index `depth` in lowest terms and its delta, a ball when `certified`, else blind.

    `common` is the factor that was divided out of the numerator and the denominator that the recurrence gives. Delta is
    None where the convergent is the value itself or an integer.
    """

    depth: int
    numerator: fmpz
    denominator: fmpz
    common: fmpz
    delta: arb | None
    certified: bool

    @property
    def quotient(self) -> fmpq:
        """The convergent."""
        return fmpq(self.numerator, self.denominator)


def approximation(fraction: PolynomialFraction, depth: int, certify: bool = True) -> Approximation:
    """The convergent with index `depth` >= 0 and its delta, certified when the tail has an enclosure.

    Raises ValueError for a depth out of range, DivergentError for a fraction that diverges, ZeroDivisionError when the
    denominator of the convergent is 0.
    """
    if not 0 <= depth <= MAX_DEPTH:
        raise ValueError(f"the depth is between 0 and {MAX_DEPTH}")
    return _at(fraction, depth, continued_fraction_product(fraction.a, fraction.b, 0, depth), certify)


def approximations(
    fraction: PolynomialFraction, depths: Iterable[int], certify: bool = True
) -> Iterator[Approximation]:
    """The approximations at increasing depths, each product continued from the one before.

    Raises as `approximation`, and ValueError when the depths do not increase.
    """
    product, reached = continued_fraction_product(fraction.a, fraction.b, 0, 0), 0
    for depth in depths:
        if not reached <= depth <= MAX_DEPTH:
            raise ValueError(f"the depths increase up to {MAX_DEPTH}")
        product = product @ continued_fraction_product(fraction.a, fraction.b, reached, depth)
        reached = depth
        yield _at(fraction, depth, product, certify)


def _at(fraction: PolynomialFraction, depth: int, product: Matrix2, certify: bool) -> Approximation:
    last = fraction.a(depth)
    above, below = product.p * last + product.q, product.r * last + product.s
    if below == 0:
        raise ZeroDivisionError(f"the denominator of the convergent with index {depth} is 0")
    common = above.gcd(below) * (-1 if below < 0 else 1)
    numerator, denominator = above // common, below // common
    end = first_zero(fraction)
    if (end is not None and end <= depth + 1) or denominator == 1:
        return Approximation(depth, numerator, denominator, abs(common), None, False)
    with ctx.workprec(_BITS + 2 * (depth + 2).bit_length()):
        error = _certified_error(fraction, depth, product, below) if certify else None
        certified = error is not None
        if error is None:
            error = _blind_error(fraction, depth, product, fmpq(numerator, denominator))
        delta = -error / arb(denominator).log() - 1 if error is not None else None
    return Approximation(depth, numerator, denominator, abs(common), delta, certified and delta is not None)


def _certified_error(fraction: PolynomialFraction, depth: int, product: Matrix2, below: fmpz) -> arb | None:
    """`log |x - p/q|`, None when the tail after a(depth) has no enclosure."""
    reason = divergence_reason(fraction)
    if reason is not None:
        raise DivergentError(reason)
    try:
        tail = complex_(enclose_fraction(shifted(fraction, depth + 1))).real
    except NO_VALUE:
        return None
    step = arb(fraction.b(depth + 1)) / tail
    there = arb(product.r) * (fraction.a(depth) + step) + arb(product.s)
    determinant = product.p * product.s - product.q * product.r
    error = abs(arb(determinant)).log() + abs(step).log() - abs(there).log() - abs(arb(below)).log()
    return error if error.is_finite() else None


def _blind_error(fraction: PolynomialFraction, depth: int, product: Matrix2, near: fmpq) -> arb | None:
    """`log |p/q - p'/q'|` for the convergent p'/q' with twice the index, None when the two are equal."""
    further = 2 * max(depth, 1)
    whole = product @ continued_fraction_product(fraction.a, fraction.b, depth, further)
    last = fraction.a(further)
    above, below = whole.p * last + whole.q, whole.r * last + whole.s
    difference = above * near.q - below * near.p
    if below == 0 or difference == 0:
        return None
    return abs(arb(difference)).log() - abs(arb(below)).log() - arb(near.q).log()
