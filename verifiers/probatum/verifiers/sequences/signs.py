"""Zeros and changes of sign of an integer polynomial along the integers, exactly.

Balls around the real roots say where to look; the signs themselves are those of exact values.
"""

from __future__ import annotations

from typing import Any

from flint import ctx, fmpz_poly

__all__ = ["integer_zeros", "sign_changes", "sign_from"]


def _sign(polynomial: fmpz_poly, n: int) -> int:
    at = polynomial(n)
    return (at > 0) - (at < 0)


def integer_zeros(polynomial: fmpz_poly, first: int) -> tuple[int, ...]:
    """The integers n >= first with polynomial(n) = 0, in order. Raises ValueError for the zero polynomial."""
    if polynomial.degree() < 0:
        raise ValueError("the zero polynomial vanishes everywhere")
    return tuple(sorted(int(root) for root, _ in polynomial.roots() if root >= first))


def sign_changes(polynomial: fmpz_poly, first: int) -> tuple[int, ...]:
    """The integers n >= first with sgn polynomial(n) != sgn polynomial(n + 1), in order; 0 is a sign of its own.

    There is a real root in [n, n + 1] for each of them. A constant has none.
    """
    if polynomial.degree() <= 0:
        return ()
    near: set[int] = set()
    # Roots are at most 1 + max |c_i/c_d|: at this precision the balls are shorter than 1.
    with ctx.workprec(64 + max(c.bit_length() for c in polynomial.coeffs())):
        roots: Any = polynomial.complex_roots()  # a list of roots with multiplicity, of which the stubs know nothing
        for root, _ in roots:
            if root.imag.contains(0):
                low, high = root.real.lower().floor().unique_fmpz(), root.real.upper().ceil().unique_fmpz()
                near.update(range(int(low) - 1, int(high) + 1))
    return tuple(n for n in sorted(near) if n >= first and _sign(polynomial, n) != _sign(polynomial, n + 1))


def sign_from(polynomial: fmpz_poly, first: int) -> int:
    """The least N >= first such that polynomial(n) has one sign for all integers n >= N."""
    return max((n + 1 for n in sign_changes(polynomial, first)), default=first)
