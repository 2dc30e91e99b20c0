"""Polynomials and rational functions over Q from their values at consecutive integers."""

from __future__ import annotations

import itertools

from flint import fmpq, fmpq_mat, fmpq_poly, fmpz, fmpz_poly

__all__ = ["polynomial_through", "rational_through"]


def polynomial_through(values: list[fmpq], start: int) -> fmpq_poly | None:
    """The polynomial with these values at start, start + 1, ..., by divided differences; None when these do not end."""
    differences, result, basis = list(values), fmpq_poly(), fmpq_poly([1])
    for i in range(len(values)):
        if all(value == 0 for value in differences):
            return result
        result += basis * differences[0]
        basis *= fmpq_poly([-(start + i), 1]) / (i + 1)
        differences = [after - before for before, after in itertools.pairwise(differences)]
    return None


def rational_through(values: list[fmpq], start: int) -> tuple[fmpz_poly, fmpz_poly] | None:
    """Numerator and denominator, coprime, of a rational function with these values at start, start + 1, ...

    Both degrees are less than half the number of values, of which two at least are not needed; None for none such.
    """
    size = (len(values) - 2) // 2
    rows = [
        [fmpq(n) ** j for j in range(size)] + [-value * fmpq(n) ** j for j in range(size)]
        for n, value in enumerate(values, start)
    ]
    reduced, rank = fmpq_mat(rows).rref()
    if rank == 2 * size:
        return None
    free = next(j for j in range(2 * size) if j >= rank or reduced[j, j] != 1)
    kernel = [-reduced[j, free] if j < free else fmpq(int(j == free)) for j in range(2 * size)]
    above, below = fmpq_poly(kernel[:size]), fmpq_poly(kernel[size:])
    if below.is_zero():
        return None
    common = above.gcd(below)
    above, below = above // common, below // common
    scale: fmpz = above.denom() * below.denom()
    up, down = (above * scale).numer(), (below * scale).numer()
    content = up.content().gcd(down.content())
    return up // content, down // content
