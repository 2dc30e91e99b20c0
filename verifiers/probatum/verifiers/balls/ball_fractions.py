"""Continued fractions whose polynomial elements have real or complex coefficients known as balls.

Worpitzky's condition `4 |b(n)| <= |a(n-1) a(n)|` for all n > N puts the tail `f(N)` into the disc around a(N) of radius
`|a(N)|/2`, and the fraction converges. For n >= N + 1, with leading terms `alpha n^d`, `beta n^e` and relative
perturbations `|a(n)/(alpha n^d) - 1| <= s`, `|b(n)/(beta n^e) - 1| <= t`, it follows from

    4 |beta| (1 + t) (N+1)^(e-2d) ((N+1)/N)^d  <=  |alpha|^2 (1 - s)^2,      e <= 2 d,

because the left side for n in place of N + 1 decreases. The value is computed by the backward recurrence
`f(n) = a(n) + b(n+1)/f(n+1)` in balls.

Source: Lorentzen, Waadeland, *Continued fractions with applications* (1992), I.4.
"""

from __future__ import annotations

from typing import Final

from flint import acb, arb, ctx, fmpz

from probatum.verifiers.balls.errors import UnsupportedError
from probatum.verifiers.balls.terms import Polynomial, leading_perturbation, polynomial_value
from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import complex_, is_real, real

__all__ = ["enclose_ball_fraction"]

_MAX_START: Final = 1 << 14
_MAX_DEPTH: Final = 1 << 17


def _satisfies_worpitzky(a: Polynomial, b: Polynomial, start: int) -> bool:
    """Whether the module's inequality holds with N = `start`, and a has no zero from there on."""
    below, above = leading_perturbation(a, start), leading_perturbation(b, start + 1)
    if not below < 1:
        return False
    degree, excess = len(a) - 1, (len(b) - 1) - 2 * (len(a) - 1)
    next_index = arb(start + 1)
    left = 4 * abs(complex_(b[-1])) * (1 + above) * next_index**excess * (next_index / start) ** degree
    return bool(left <= abs(complex_(a[-1])) ** 2 * (1 - below) ** 2)


def _value_set(centre: Value, in_reals: bool) -> Value:
    """The disc around a(N) of radius |a(N)|/2, as a real interval or a square."""
    radius = arb(0, (abs(complex_(centre)) / 2).upper())
    return real(centre) + radius if in_reals else complex_(centre) + acb(radius, radius)


def enclose_ball_fraction(a: Polynomial, b: Polynomial) -> Value:
    """The value of `a(0) + b(1)/(a(1) + b(2)/(a(2) + ...))`; real when all coefficients are.

    Raises UnsupportedError when Worpitzky's condition is not seen to hold from some index on, or the value sets do not
    shrink to the working precision.
    """
    if not b:
        return polynomial_value(a, fmpz(0))
    if not a or len(b) - 1 > 2 * (len(a) - 1):
        raise UnsupportedError("a continued fraction that does not satisfy Worpitzky's condition")
    start = 1
    while not _satisfies_worpitzky(a, b, start):
        start *= 2
        if start > _MAX_START:
            raise UnsupportedError("a continued fraction that does not satisfy Worpitzky's condition")
    in_reals = all(map(is_real, (*a, *b)))
    wanted = ctx.prec - 8
    saved, ctx.prec = ctx.prec, ctx.prec + 32
    try:
        depth = max(start, 16)
        while depth <= _MAX_DEPTH:
            value = _backward(a, b, depth, in_reals)
            if value.rel_accuracy_bits() >= wanted:
                return value
            depth *= 2
    finally:
        ctx.prec = saved
    raise UnsupportedError("a continued fraction that converges too slowly for nested value sets")


def _backward(a: Polynomial, b: Polynomial, depth: int, in_reals: bool) -> arb | acb:
    tail = _value_set(polynomial_value(a, fmpz(depth)), in_reals)
    for n in range(depth - 1, -1, -1):
        tail = polynomial_value(a, fmpz(n)) + polynomial_value(b, fmpz(n + 1)) / tail
    return tail if isinstance(tail, (arb, acb)) else arb(tail)
