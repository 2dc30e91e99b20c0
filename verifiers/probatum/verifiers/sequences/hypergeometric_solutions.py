"""Hypergeometric solutions of `u(n) = a(n) u(n-1) + b(n) u(n-2)`: rational rho with `rho(n) = a(n) + b(n)/rho(n-1)`.

When the recurrence has two formal solutions of different growth, each ratio has one expansion at infinity,
`rho = n^d (c_0 + c_1/n + ...)`, found by Newton's iteration, and a rational solution is reconstructed from it (Padé).
When the leading behaviour is the same the expansion is not unique, and Petkovšek's algorithm looks for
`rho(n) = z A(n) C(n)/C(n-1)` with A a monic factor of b(n+1), of half its degree, and C a polynomial.

Source: Petkovšek, Wilf, Zeilberger, *A = B* (1996), section 8.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import comb, prod
from typing import Final

from flint import fmpq, fmpq_mat, fmpq_poly, fmpz_poly

from probatum.verifiers.exact.term_ratios import Ratio
from probatum.verifiers.sequences.gosper import linear_relations

__all__ = ["hypergeometric_solutions"]

_FEW: Final = 4
_MAX_EXCESS: Final = 24
"""Largest degree of the denominator of a solution."""

_MAX_FACTORS: Final = 500
_MAX_POLYNOMIAL: Final = 6


def hypergeometric_solutions(a: fmpq_poly, b: fmpq_poly) -> list[Ratio]:
    """Rational solutions of the Riccati equation, at most one for each expansion; b is not 0."""
    found: list[Ratio] = []
    for candidate in _candidates(a, b):
        if candidate not in found:
            found.append(candidate)
    return found


def _candidates(a: fmpq_poly, b: fmpq_poly) -> Iterator[Ratio]:
    leading_terms = _leading_terms(a, b)
    if leading_terms is None:
        yield from _by_factors(a, b)
        return
    for degree, leading in leading_terms:
        solution = _from_expansion(a, b, degree, leading)
        if solution is not None:
            yield solution


def _leading_terms(a: fmpq_poly, b: fmpq_poly) -> list[tuple[int, fmpq]] | None:
    """`(d, c_0)` for each expansion over Q in powers of 1/n; None when both begin alike."""
    deg_a, deg_b = a.degree(), b.degree()
    beta = b[deg_b]
    if 2 * deg_a > deg_b:
        alpha = a[deg_a]
        return [(deg_a, alpha), (deg_b - deg_a, -beta / alpha)]
    if deg_b % 2:
        return []
    degree = deg_b // 2
    alpha = a[degree] if deg_a == degree else fmpq(0)
    square = alpha * alpha + 4 * beta
    if square == 0:
        return None
    if square < 0 or not (square.p * square.q).is_square():
        return []
    root = fmpq((square.p * square.q).isqrt(), square.q)
    return [(degree, (alpha + root) / 2), (degree, (alpha - root) / 2)]


def _from_expansion(a: fmpq_poly, b: fmpq_poly, degree: int, leading: fmpq) -> Ratio | None:
    """The rational function whose expansion begins so, when there is one of small denominator."""
    least = max(0, -degree)
    for bound in (_FEW, _MAX_EXCESS):
        coefficients = _expansion(a, b, degree, leading, degree + 2 * (least + bound) + 3)
        for excess in range(least, least + bound + 1):
            solution = _reconstructed(coefficients[: degree + 2 * excess + 3], degree, excess)
            if solution is not None and _is_solution(a, b, solution):
                return solution
    return None


def _expansion(a: fmpq_poly, b: fmpq_poly, degree: int, leading: fmpq, length: int) -> list[fmpq]:
    """`length` coefficients, each the one for which the residue of the equation vanishes to one order more.

    Everything is a series in x = 1/n, multiplied by a power of x that makes it regular.
    """
    top = max(2 * degree, a.degree() + degree, b.degree())
    modulus = fmpq_poly([0] * (length + top + 2) + [1])
    offset = top - 2 * degree
    rho, before = -_reversed(a, top - degree), fmpq_poly([0])  # rho(n) - a(n) and rho(n - 1)
    residue = -_reversed(b, top)
    found: list[fmpq] = []
    for j in range(length):
        here, there = fmpq_poly([0] * (j + offset) + [1]), _power_before(degree, j, modulus)
        linear = (here * before + rho * there) % modulus
        square = here * there % modulus
        c = leading if j == 0 else _next_coefficient(residue, linear)
        if c is None:
            break
        found.append(c)
        residue += c * linear + c * c * square
        rho += c * here
        before += c * there
    return found


def _next_coefficient(residue: fmpq_poly, linear: fmpq_poly) -> fmpq | None:
    """The coefficient enters the residue at the first order of `linear`, where its square does not yet."""
    for order in range(linear.degree() + 1):
        if linear[order] != 0:
            return -residue[order] / linear[order]
    return None


def _power_before(degree: int, j: int, modulus: fmpq_poly) -> fmpq_poly:
    """`(n - 1)^(degree - j)/n^degree = x^j (1 - x)^(degree - j)` as a series."""
    exponent = degree - j
    if exponent >= 0:
        power = fmpq_poly([1, -1]) ** exponent
    else:
        power = fmpq_poly([comb(i - exponent - 1, i) for i in range(modulus.degree())])
    return fmpq_poly([0] * j + [1]) * power % modulus


def _reversed(polynomial: fmpq_poly, degree: int) -> fmpq_poly:
    """`x^degree p(1/x)` for degree >= deg p."""
    return fmpq_poly([polynomial[degree - j] for j in range(degree + 1)])


def _reconstructed(coefficients: list[fmpq], degree: int, excess: int) -> Ratio | None:
    """`P/Q` of degrees `degree + excess` and `excess` with the expansion `n^degree (c_0 + c_1/n + ...)`."""
    top = degree + excess
    # The coefficients of n^-1, n^-2, ... of Q rho vanish; that of n^(degree + e - k) in n^e rho is c_k.
    count = len(coefficients) - top - 1
    if count < excess + 1:
        return None
    rows = [
        [coefficients[degree + e + i] if degree + e + i >= 0 else fmpq(0) for e in range(excess + 1)]
        for i in range(1, count + 1)
    ]
    basis, nullity = fmpq_mat(rows).numer_denom()[0].nullspace()
    q = fmpq_poly([basis[e, 0] for e in range(excess + 1)]) if nullity else fmpq_poly([0])
    if q.degree() < 0:
        return None
    p = [
        sum((q[e] * coefficients[degree + e - j] for e in range(excess + 1) if degree + e >= j), fmpq(0))
        for j in range(top + 1)
    ]
    return Ratio.of(fmpq_poly(p), q)


def _is_solution(a: fmpq_poly, b: fmpq_poly, rho: Ratio) -> bool:
    before, one = fmpq_poly([-1, 1]), fmpq_poly([1])
    previous = Ratio(rho.above(before), rho.below(before))
    return rho.above.degree() >= 0 and rho * previous == Ratio.of(a, one) * previous + Ratio.of(b, one)


def _by_factors(a: fmpq_poly, b: fmpq_poly) -> Iterator[Ratio]:
    """Petkovšek's algorithm for the double root z: `z^2 A(n) C(n) - z a(n) C(n-1) - (b(n)/A(n-1)) C(n-2) = 0`."""
    degree = b.degree() // 2
    z = a[degree] / 2
    ahead, before = fmpq_poly([1, 1]), fmpq_poly([-1, 1])
    for factor in _monic_factors(b(ahead), degree):
        rest = b // factor(before)
        polynomials = [
            z * z * factor * power - z * a * power(before) - rest * power(fmpq_poly([-2, 1]))
            for power in (fmpq_poly([0] * j + [1]) for j in range(_MAX_POLYNOMIAL + 1))
        ]
        for vector in linear_relations(polynomials):
            c = fmpq_poly(vector)
            yield Ratio.of(z * factor * c, c(before))


def _monic_factors(polynomial: fmpq_poly, degree: int) -> list[fmpq_poly]:
    """The monic factors of a given degree, none when they are too many."""
    _, factors = fmpz_poly(polynomial.numer()).factor()
    powers = [[fmpq_poly(p) ** j / p[p.degree()] ** j for j in range(e + 1)] for p, e in factors]
    if prod(map(len, powers)) > _MAX_FACTORS:
        return []
    return [p for choice in product(*powers) if (p := prod(choice, start=fmpq_poly([1]))).degree() == degree]
