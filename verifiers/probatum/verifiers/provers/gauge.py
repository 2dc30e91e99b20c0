"""Gauge equivalence: a combination of the solutions of a rational system that solves a given three-term recurrence.

Given `u_n = a_n u_(n-1) + b_n u_(n-2)` and a system `I(n) = I(n-1) S(n)` of rank 2, look for a rational ratio
`rho(n) = c_n/c_(n-1)` and polynomials v(n) such that `u_n = c_n I(n) v(n)`, that is

    rho(n) rho(n-1) S(n-1) S(n) v(n) = a_n rho(n-1) S(n-1) v(n-1) + b_n v(n-2).

Determinants give rho up to the positions of its factors: b is `rho(n) rho(n-1) det S(n-1)` up to a coboundary, so for
every polynomial factor counted with its integer shifts, rho has half of the surplus of b over det S. Positions are
chosen on the side where v stays a polynomial; v is then the kernel of a linear system, found modulo primes.

Source: Barkatou, Pflügel (1998) for gauge transformations; here in the form of Raz et al., *From Euler to AI* (2025).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from flint import fmpq, fmpq_poly, fmpz, fmpz_poly, nmod, nmod_mat, nmod_poly

__all__ = ["Gauge", "Ratio", "System", "find_gauge", "ratio_candidates"]

_MAX_PRIMES = 120

_FIRST_PRIME = (1 << 62) - 57


@dataclass(frozen=True, slots=True)
class System:
    """The matrix S(n) = matrix/denominator of a step; `trace`, `determinant` of its limit at infinity."""

    matrix: tuple[tuple[fmpz_poly, fmpz_poly], tuple[fmpz_poly, fmpz_poly]]
    denominator: fmpz_poly
    trace: fmpq
    determinant: fmpq


@dataclass(frozen=True, slots=True)
class Ratio:
    """`above/below`, a rational function of n."""

    above: fmpz_poly
    below: fmpz_poly


@dataclass(frozen=True, slots=True)
class Gauge:
    """`c_n/c_(n-1) = ratio(n)` and the vector v(n)."""

    ratio: Ratio
    vector: tuple[fmpz_poly, fmpz_poly]


_Key = tuple[fmpz, ...]


def _orbit(factor: fmpz_poly) -> tuple[fmpz_poly, int]:
    """A factor up to integer shifts: `factor = canonical(n + position)`."""
    degree = factor.degree()
    # The sum of the roots is -c/l; a shift by one moves it by the degree.
    leading, next_one = int(factor[degree]), int(factor[degree - 1])
    position = next_one // (leading * degree)
    return factor(fmpz_poly([-position, 1])), position


def _positions(polynomial: fmpz_poly, sign: int, found: dict[_Key, list[tuple[int, int]]]) -> None:
    _, factors = polynomial.factor()
    for factor, multiplicity in factors:
        if factor.degree() < 1:
            continue
        if factor[factor.degree()] < 0:
            factor = -factor
        canonical, position = _orbit(factor)
        found[tuple(canonical.coeffs())].append((position, sign * multiplicity))


def ratio_candidates(a: fmpz_poly, b: fmpz_poly, system: System, margin: int) -> Iterator[Ratio]:
    """Ratios c_n/c_(n-1) whose gauge is polynomial when there is one; none when determinants do not fit."""
    (p, q), (r, s) = system.matrix
    determinant, square = p * s - q * r, system.denominator**2
    common = determinant.gcd(square)
    found: dict[_Key, list[tuple[int, int]]] = defaultdict(list)
    _positions(b, 1, found)
    _positions(determinant // common, -1, found)
    _positions(square // common, 1, found)
    above, below = fmpz_poly([1]), fmpz_poly([1])
    for key, positions in found.items():
        surplus = sum(count for _, count in positions)
        if surplus % 2:
            return
        places = [place for place, _ in positions]
        if surplus > 0:
            above *= fmpz_poly(list(key))(fmpz_poly([min(places) - margin, 1])) ** (surplus // 2)
        elif surplus < 0:
            below *= fmpz_poly(list(key))(fmpz_poly([max(places) + margin, 1])) ** (-surplus // 2)
    if 2 * (above.degree() - below.degree()) != b.degree():
        return
    yield from _scaled(a, b, system, Ratio(above, below))


def _scaled(a: fmpz_poly, b: fmpz_poly, system: System, ratio: Ratio) -> Iterator[Ratio]:
    """The constant factors that fit the leading coefficients: `-b ~ rho^2 det`, `a ~ rho trace`."""
    above, below = ratio.above, ratio.below
    leading = fmpq(above[above.degree()]) / fmpq(below[below.degree()])
    square = -fmpq(b[b.degree()]) / (system.determinant * leading**2)
    root = _square_root(square)
    if root is None:
        return
    growth = above.degree() - below.degree()
    wanted = fmpq(a[growth]) if a.degree() <= growth else None
    if wanted is None:
        return
    for sign in (1, -1):
        if sign * root * leading * system.trace == wanted:
            factor = sign * root
            yield Ratio(above * int(factor.p), below * int(factor.q))


def _square_root(value: fmpq) -> fmpq | None:
    if value <= 0:
        return None
    above, below = fmpz(value.p).isqrt(), fmpz(value.q).isqrt()
    return fmpq(above, below) if above * above == value.p and below * below == value.q else None


def find_gauge(a: fmpz_poly, b: fmpz_poly, system: System, ratio: Ratio, degree: int) -> Gauge | None:
    """The gauge with this ratio whose vector has at most `degree`; content of the vector is moved into the ratio."""
    vector = _kernel(a, b, system, ratio, degree)
    if vector is None:
        return None
    content = vector[0].gcd(vector[1])
    before = content(fmpz_poly([-1, 1]))
    above, below = ratio.above * content, ratio.below * before
    common = above.gcd(below)
    return Gauge(Ratio(above // common, below // common), (vector[0] // content, vector[1] // content))


def _primes() -> Iterator[int]:
    candidate = fmpz(_FIRST_PRIME + 2)
    for _ in range(_MAX_PRIMES):
        candidate -= 2
        while not candidate.is_prime():
            candidate -= 2
        yield int(candidate)


def _kernel(
    a: fmpz_poly, b: fmpz_poly, system: System, ratio: Ratio, degree: int
) -> tuple[fmpz_poly, fmpz_poly] | None:
    """The vector of polynomials in the kernel of the recurrence, by images modulo primes and the Chinese remainder."""
    residues: list[fmpz] | None = None
    modulus = fmpz(1)
    previous: tuple[fmpz_poly, fmpz_poly] | None = None
    for prime in _primes():
        image = _image(a, b, system, ratio, degree, prime)
        if image is None:
            return None
        if residues is None:
            degree = max((k // 2 for k, value in enumerate(image) if value), default=0)
            image = image[: 2 * degree + 2]
            residues = [fmpz(value) for value in image]
        else:
            inverse = pow(int(modulus), -1, prime)
            residues = [
                old + modulus * ((value - int(old)) * inverse % prime)
                for old, value in zip(residues, image, strict=True)
            ]
        modulus *= prime
        rational = _reconstructed(residues, modulus)
        if rational is not None:
            if rational == previous:
                return rational
            previous = rational
    return None


def _image(a: fmpz_poly, b: fmpz_poly, system: System, ratio: Ratio, degree: int, prime: int) -> list[int] | None:
    """The kernel modulo a prime, its last non-zero entry 1: coefficients (v_0, v_1) by ascending powers of n."""
    width = 2 * (degree + 1)
    needed = degree + 6
    polynomials = [a, b, ratio.above, ratio.below, system.denominator, *system.matrix[0], *system.matrix[1]]
    values = [nmod_poly(polynomial.coeffs(), prime) for polynomial in polynomials]
    rows: list[list[nmod]] = []
    n = 3
    earlier = [f(nmod(n - 1, prime)) for f in values]
    while len(rows) < 2 * needed:
        now = [f(nmod(n, prime)) for f in values]
        (_, _, rho_above_1, rho_below_1, d1, p1, q1, r1, s1) = earlier
        (an, bn, rho_above, rho_below, d0, p0, q0, r0, s0) = now
        n += 1
        earlier = now
        # rho rho' S' S v(n) - a rho' S' v(n-1) - b v(n-2), times the denominators
        double = rho_above * rho_above_1
        single = an * rho_above_1 * rho_below * d0
        none = bn * rho_below * rho_below_1 * d0 * d1
        matrix = (
            (double * (p1 * p0 + q1 * r0), double * (p1 * q0 + q1 * s0), single * p1, single * q1, none, 0 * none),
            (double * (r1 * p0 + s1 * r0), double * (r1 * q0 + s1 * s0), single * r1, single * s1, 0 * none, none),
        )
        points = [nmod(n - 1 - k, prime) for k in range(3)]
        powers = [nmod(1, prime)] * 3
        pair: tuple[list[nmod], list[nmod]] = ([], [])
        for _ in range(degree + 1):
            for row, entries in zip(pair, matrix, strict=True):
                for j in (0, 1):
                    row.append(entries[j] * powers[0] - entries[2 + j] * powers[1] - entries[4 + j] * powers[2])
            powers = [x * y for x, y in zip(powers, points, strict=True)]
        rows.extend(pair)
    reduced, rank = nmod_mat([[int(x) for x in row] for row in rows], prime).rref()
    if rank != width - 1:
        return None
    return _kernel_vector(reduced, rank, width, prime)


def _kernel_vector(reduced: nmod_mat, rank: int, width: int, prime: int) -> list[int]:
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


def _reconstructed(residues: list[fmpz], modulus: fmpz) -> tuple[fmpz_poly, fmpz_poly] | None:
    """Integers with a common denominator below the square root of the modulus that have these residues."""
    bound = (modulus // 2).isqrt()
    values: list[fmpq] = []
    common = fmpz(1)
    for residue in residues:
        scaled = residue * common % modulus
        fraction = _rational(scaled, modulus, bound)
        if fraction is None:
            return None
        values.append(fraction / common)
        common *= fraction.q
    polynomials = tuple(fmpq_poly(values[j::2]) * common for j in (0, 1))
    first, second = (polynomial.numer() for polynomial in polynomials)
    content = fmpz(first.content()).gcd(second.content()) if not (first.is_zero() and second.is_zero()) else fmpz(1)
    return first // int(content), second // int(content)


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
