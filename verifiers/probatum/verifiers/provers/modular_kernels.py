"""Kernels of matrices over Q from their images modulo primes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from flint import fmpq, fmpz, nmod_mat

__all__ = ["echelon_kernel", "primes", "rational_kernel", "rational_of_residue"]

_MAX_PRIMES: Final = 120
_FIRST_PRIME: Final = (1 << 62) - 57


def primes() -> Iterator[int]:
    """Primes just below 2^62, in descending order; a bounded number of them."""
    candidate = fmpz(_FIRST_PRIME + 2)
    for _ in range(_MAX_PRIMES):
        candidate -= 2
        while not candidate.is_prime():
            candidate -= 2
        yield int(candidate)


def echelon_kernel(reduced: nmod_mat, rank: int, width: int, prime: int) -> list[int]:
    """The generator of a kernel of dimension 1 of a matrix in reduced row echelon form."""
    pivots = []
    column = 0
    for i in range(rank):
        while int(reduced[i, column]) == 0:
            column += 1
        pivots.append(column)
        column += 1
    free = next(j for j in range(width) if j >= rank or pivots[j] != j)
    vector = [0] * width
    vector[free] = 1
    for i, pivot in enumerate(pivots):
        vector[pivot] = -int(reduced[i, free]) % prime
    return vector


def rational_kernel(image: Callable[[int], list[int] | None]) -> list[fmpz] | None:
    """The vector of coprime integers whose multiples modulo each prime p are `image(p)`; None when there is no image.

    A vector that another prime confirms is taken.
    """
    residues: list[fmpz] = []
    modulus = fmpz(1)
    previous: list[fmpz] | None = None
    for prime in primes():
        now = image(prime)
        if now is None:
            return None
        inverse = pow(int(modulus), -1, prime)
        residues = [
            old + modulus * ((value - int(old)) * inverse % prime)
            for old, value in zip(residues or [fmpz(0)] * len(now), now, strict=True)
        ]
        modulus *= prime
        rational = _reconstructed(residues, modulus)
        if rational is not None and rational == previous:
            return rational
        previous = rational
    return None


def _reconstructed(residues: list[fmpz], modulus: fmpz) -> list[fmpz] | None:
    """Coprime integers proportional to fractions with these residues and a common denominator of moderate size.

    Numerators and denominators are sought below the square root of half the modulus (Wang 1981); None for none such.
    """
    bound = (modulus // 2).isqrt()
    values: list[fmpq] = []
    common = fmpz(1)
    for residue in residues:
        fraction = _rational(residue * common % modulus, modulus, bound)
        if fraction is None:
            return None
        values.append(fraction / common)
        common *= fraction.q
    integers = [fmpz((value * common).p) for value in values]
    content = fmpz(0)
    for value in integers:
        content = content.gcd(value)
    return [value // content for value in integers] if content else None


def rational_of_residue(residue: int, prime: int) -> fmpq | None:
    """The fraction of moderate size that is congruent to a residue modulo a large prime."""
    return _rational(fmpz(residue), fmpz(prime), fmpz(prime // 2).isqrt())


def _rational(residue: fmpz, modulus: fmpz, bound: fmpz) -> fmpq | None:
    """The fraction p/q with |p|, q <= bound and `p = q residue` modulo the modulus (Wang 1981)."""
    r0, r1, t0, t1 = modulus, residue % modulus, fmpz(0), fmpz(1)
    while r1 > bound:
        quotient = r0 // r1
        r0, r1 = r1, r0 - quotient * r1
        t0, t1 = t1, t0 - quotient * t1
    if t1 == 0 or abs(t1) > bound:
        return None
    return fmpq(r1, t1)
