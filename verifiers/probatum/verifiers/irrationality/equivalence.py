"""Which continued fractions have the approximations of a construction as their convergents.

Two recurrences of order 2 with solutions u(n), U(n) are equivalent by a factor, u(n) = c(n) U(n + shift), if and only
if the rational functions `c_2(n-1) c_0(n)/(c_1(n) c_1(n-1))` agree up to the shift. Then numerators and denominators of
the convergents are, from some index on, c(n) times combinations of q_n and p_n with constant rational coefficients and
non-zero determinant: the convergents are the images of the fractions p_n/q_n under one rational Möbius map. The same is
asked of every second convergent, whose recurrence is

    a(m-2) u(m) = (a(m-2)(a(m) a(m-1) + b(m)) + a(m) b(m-1)) u(m-2) - a(m) b(m-1) b(m-2) u(m-4).

Source: Lorentzen, Waadeland, *Continued fractions with applications* (1992), II.2.4 (equivalence and contraction).
"""

from __future__ import annotations

from typing import Final

from flint import fmpz_poly

from probatum.verifiers.irrationality.growth import Recurrence2
from probatum.verifiers.sequences.fractions import PolynomialFraction, first_zero

__all__ = ["convergents_of", "equivalent"]

_SHIFTS: Final = range(-4, 5)


def equivalent(left: Recurrence2, right: Recurrence2) -> bool:
    """Whether the solutions of one are those of the other times a factor, up to a small shift of the index."""
    if left.here.is_zero() or right.here.is_zero():
        return False
    first = _invariant(left, 0)
    return any(
        first[0] * second[1] == second[0] * first[1] for second in (_invariant(right, shift) for shift in _SHIFTS)
    )


def _invariant(recurrence: Recurrence2, shift: int) -> tuple[fmpz_poly, fmpz_poly]:
    """Numerator and denominator of `c_2(m-1) c_0(m)/(c_1(m) c_1(m-1))` for m = n + shift."""
    here, before = fmpz_poly([shift, 1]), fmpz_poly([shift - 1, 1])
    return (
        recurrence.ahead(before) * recurrence.behind(here),
        recurrence.here(here) * recurrence.here(before),
    )


def convergents_of(fraction: PolynomialFraction, recurrence: Recurrence2) -> bool:
    """Whether all convergents, or those of even or of odd index, are Möbius images of the recurrence's quotients."""
    if first_zero(fraction) is not None:
        return False
    after = fmpz_poly([1, 1])
    whole = Recurrence2(fmpz_poly([1]), -fraction.a(after), -fraction.b(after), first=1)
    return any(equivalent(each, recurrence) for each in (whole, _every_second(fraction, 0), _every_second(fraction, 1)))


def _every_second(fraction: PolynomialFraction, parity: int) -> Recurrence2:
    """The recurrence of u(2n + parity)."""

    def at(polynomial: fmpz_poly, back: int) -> fmpz_poly:
        return polynomial(fmpz_poly([2 + parity - back, 2]))

    a, b = fraction.a, fraction.b
    here = at(a, 2) * (at(a, 0) * at(a, 1) + at(b, 0)) + at(a, 0) * at(b, 1)
    return Recurrence2(at(a, 2), -here, at(a, 0) * at(b, 1) * at(b, 2), first=1)
