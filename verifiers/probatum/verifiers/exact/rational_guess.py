"""The simplest rational number in a real ball."""

from __future__ import annotations

from typing import Final

from flint import arb, fmpq

__all__ = ["guessed_rational"]

_MAX_BITS: Final = 64
_MAX_RADIUS: Final = 1e-40


def guessed_rational(ball: arb) -> fmpq | None:
    """The fraction of least denominator in a narrow ball when it is much simpler than the ball is narrow: a guess."""
    if not ball.is_finite() or not ball.rad() < _MAX_RADIUS:
        return None
    if ball.contains(0):
        return fmpq(0)
    middle, radius = ball.mid().fmpq(), ball.rad().fmpq()
    guess = _simplest(middle - radius, middle + radius)
    return guess if guess.height_bits() <= _MAX_BITS else None


def _simplest(low: fmpq, high: fmpq) -> fmpq:
    """The fraction of least denominator in [low, high]."""
    if high < 0:
        return -_simplest(-high, -low)
    whole = low.ceil()
    if whole <= high:
        return fmpq(whole)
    floor = low.floor()
    return floor + 1 / _simplest(1 / (high - floor), 1 / (low - floor))
