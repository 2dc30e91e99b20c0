"""Gauge equivalence: a combination of the solutions of a rational system that solves a given three-term recurrence.

Given `u_n = a_n u_(n-1) + b_n u_(n-2)` and a system `I(n) = I(n-1) S(n)`, look for a rational ratio
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

from flint import fmpq, fmpz, fmpz_poly, nmod, nmod_mat, nmod_poly

from probatum.verifiers.provers.euler_integrals import determinant_of
from probatum.verifiers.provers.modular_kernels import echelon_kernel, primes, rational_kernel

__all__ = ["Gauge", "Ratio", "System", "find_gauge", "ratio_candidates"]


@dataclass(frozen=True, slots=True)
class System:
    """The matrix S(n) = matrix/denominator of a step.

    Where the gauge leads trace and determinant grow as `trace n^degrees[0]` and `determinant n^degrees[1]`.
    """

    matrix: tuple[tuple[fmpz_poly, ...], ...]
    denominator: fmpz_poly
    trace: fmpq
    determinant: fmpq
    degrees: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Ratio:
    """`above/below`, a rational function of n."""

    above: fmpz_poly
    below: fmpz_poly


@dataclass(frozen=True, slots=True)
class Gauge:
    """`c_n/c_(n-1) = ratio(n)` and the vector v(n)."""

    ratio: Ratio
    vector: tuple[fmpz_poly, ...]


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
    determinant = determinant_of([list(row) for row in system.matrix])
    power = system.denominator ** len(system.matrix)
    common = determinant.gcd(power)
    found: dict[_Key, list[tuple[int, int]]] = defaultdict(list)
    _positions(b, 1, found)
    _positions(determinant // common, -1, found)
    _positions(power // common, 1, found)
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
    if 2 * (above.degree() - below.degree()) != b.degree() - system.degrees[1]:
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
    growth = above.degree() - below.degree() + system.degrees[0]
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
    content = fmpz_poly()
    for entry in vector:
        content = content.gcd(entry)
    before = content(fmpz_poly([-1, 1]))
    above, below = ratio.above * content, ratio.below * before
    common = above.gcd(below)
    return Gauge(Ratio(above // common, below // common), tuple(entry // content for entry in vector))


def _kernel(a: fmpz_poly, b: fmpz_poly, system: System, ratio: Ratio, degree: int) -> tuple[fmpz_poly, ...] | None:
    """The vector of polynomials in the kernel of the recurrence; modulo a first prime its degree is found."""
    rank = len(system.matrix)
    image = _image(a, b, system, ratio, degree, next(primes()))
    if image is None:
        return None
    least = max(k // rank for k, value in enumerate(image) if value)
    vector = rational_kernel(lambda prime: _image(a, b, system, ratio, least, prime))
    return None if vector is None else tuple(fmpz_poly(vector[j::rank]) for j in range(rank))


def _image(a: fmpz_poly, b: fmpz_poly, system: System, ratio: Ratio, degree: int, prime: int) -> list[int] | None:
    """The kernel modulo a prime, its last non-zero entry 1: coefficients (v_0, v_1) by ascending powers of n."""
    rank = len(system.matrix)
    width = rank * (degree + 1)
    scalars = [nmod_poly(p.coeffs(), prime) for p in (a, b, ratio.above, ratio.below, system.denominator)]
    entries = [[nmod_poly(entry.coeffs(), prime) for entry in row] for row in system.matrix]

    def at(n: int) -> tuple[list[nmod], nmod_mat]:
        point = nmod(n, prime)
        return [f(point) for f in scalars], nmod_mat([[int(f(point)) for f in row] for row in entries], prime)

    rows: list[list[int]] = []
    n, earlier = 3, at(2)
    while len(rows) < width + 12:
        now = at(n)
        # rho rho' S' S v(n) - a rho' S' v(n-1) - b v(n-2), times the denominators
        (_, _, above_before, below_before, d_before), step_before = earlier
        (an, bn, above, below, d), step = now
        parts = (
            int(above * above_before) * (step_before * step),
            int(-an * above_before * below * d) * step_before,
            int(-bn * below * below_before * d * d_before),
        )
        rows.extend(_equations(parts, n, degree, prime))
        n, earlier = n + 1, now
    reduced, found = nmod_mat(rows, prime).rref()
    return echelon_kernel(reduced, found, width, prime) if found == width - 1 else None


def _equations(parts: tuple[nmod_mat, nmod_mat, int], n: int, degree: int, prime: int) -> list[list[int]]:
    """The rows of `A v(n) + B v(n-1) + c v(n-2) = 0` for the coefficients of v by ascending powers of n."""
    rank = parts[0].nrows()
    first, second, scalar = parts
    powers = [[pow(n - k, j, prime) for j in range(degree + 1)] for k in range(3)]
    rows = []
    for i in range(rank):
        row = []
        pairs = [(int(first[i, j]), int(second[i, j]), scalar if i == j else 0) for j in range(rank)]
        for x, y, z in zip(*powers, strict=True):
            row += [(u * x + v * y + w * z) % prime for u, v, w in pairs]
        rows.append(row)
    return rows
