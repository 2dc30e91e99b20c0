"""Slowly convergent continued fractions with Gaussian rational coefficients, by discs around a formal solution.

Two kinds: `deg b = 2 deg a + 2`, where the formal tail is `c(n) = c_0 n^d + ...` with c_0^2 = b_0, and `deg b = 2
deg a` with a double root c_0 = a_0/2 of `x^2 = a_0 x + b_0` and a formal tail in integral powers of n. The coefficients
c_0, ..., c_(K-1) are exact solutions of algebraic equations, enclosed in balls; the coefficients of
`D(n) = c(n) c(n+1) - a(n) c(n+1) - b(n+1)` that the equations set to 0 are 0 exactly, and the others give
`|D(n)| <= G n^(2d-J)` for n >= N, J = K or K + 1. With `|c(n)| >= m n^d`, discs of radius `r(n) = W n^e`, e = d - J + 1
below 0, are mapped into each other when

    |b(n+1)| <= (|c(n+1)| - r(n+1)) |c(n+1)| (1 - s/(n+1)),       (G/m) n^(d-J) <= r(n) - (1 - s/(n+1)) r(n+1),

as in `gaussian_tails`; the latter holds for `W (s - e) (1 + 1/N)^(e-1) = G/m`. The former follows from
`b(n+1)/c(n+1) = c(n) - a(n) - D(n)/c(n+1)` and a bound for `|c(n) - a(n)|/|c(n+1)|`, a quotient of polynomials whose
leading coefficients have equal moduli.

*The classical approximants converge to the tails in the discs.* They do when the sums of the T(j) of `gaussian_tails`
tend to infinity, where now `T(j+1)/T(j) = q (1 + u/j + v/j^2 + O(j^-3))`, as r(n)/|c(n)| = O(n^-3), and hence
`T(j) = C q^j j^u (1 + w/j + O(j^-2))` with C != 0. For the first kind q = -1, `u = a_0/c_0`, and by partial summation
the sums are `T(j) (1/2 + o(1))` up to a constant: they tend to infinity when Re u > 0. For the second kind q = 1 and
`u = (2 c_1 - a_1)/c_0`, and the sums are `j T(j) (1/(u+1) + o(1))` when Re u > -1.

Source: the tail sequences of Lorentzen, Waadeland, *Continued fractions with applications* (1992), II.1.2 and III; the
formal solution is Birkhoff's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flint import acb, acb_poly, arb, arb_poly, ctx, fmpz_poly

from probatum.verifiers.balls.errors import UnsupportedError
from probatum.verifiers.balls.formal_expansions import planned
from probatum.verifiers.balls.gaussian import GaussianPolynomial

__all__ = ["SlowDisc", "find_slow_disc"]

_ATTEMPTS: Final = 6
_NEXT: Final = acb_poly([1, 1])


@dataclass(frozen=True, slots=True)
class SlowDisc:
    """The tail f(start) is at most `radius` from `centre`."""

    start: int
    centre: acb
    radius: arb


@dataclass(frozen=True, slots=True)
class _Kind:
    """The degree d of the tails, whether the root is double, and the elements with b(n+1) in place of b(n)."""

    lead: int
    double: bool
    a: acb_poly
    ahead: acb_poly

    def coefficients(self, polynomial: acb_poly, top: int, count: int) -> list[acb]:
        """Those of `n^top, n^(top-1), ...`"""
        return [polynomial[top - j] if top >= j else acb(0) for j in range(count)]


def _ball_polynomial(polynomial: GaussianPolynomial) -> acb_poly:
    return acb_poly([acb(arb(polynomial.real[k]), arb(polynomial.imag[k])) for k in range(polynomial.degree() + 1)])


def _pair_product(x: tuple[int, int], y: tuple[int, int]) -> tuple[int, int]:
    return x[0] * y[0] - x[1] * y[1], x[0] * y[1] + x[1] * y[0]


def _kind(a: GaussianPolynomial, b: GaussianPolynomial) -> _Kind:
    """Decided exactly; raises UnsupportedError for other fractions."""
    d, ahead = a.degree(), b.compose(fmpz_poly([1, 1]))
    if d >= 0 and b.degree() == 2 * d + 2:
        return _Kind(d + 1, False, _ball_polynomial(a), _ball_polynomial(ahead))
    if d >= 0 and b.degree() == 2 * d:
        first, second, top, following = (
            (int(x), int(y)) for x, y in (a.leading(), a.coefficient(d - 1), b.leading(), ahead.coefficient(2 * d - 1))
        )
        square, mixed = _pair_product(first, first), _pair_product(first, second)
        double = all(x + 4 * y == 0 for x, y in zip(square, top, strict=True))
        integral = all(4 * x + d * y + 2 * z == 0 for x, y, z in zip(following, square, mixed, strict=True))
        if double and integral:
            return _Kind(d, True, _ball_polynomial(a), _ball_polynomial(ahead))
    raise UnsupportedError("a complex continued fraction with characteristic roots of equal modulus")


class _Formal:
    """The c_k as far as they are known, with the coefficients of c(n+1)."""

    def __init__(self, kind: _Kind, count: int) -> None:
        self.lead = kind.lead
        self.own, self.following = [acb(0)] * count, [acb(0)] * count
        self.a = kind.coefficients(kind.a, kind.lead, count)
        self.ahead = kind.coefficients(kind.ahead, 2 * kind.lead, count)

    def add(self, k: int, value: acb) -> None:
        self.own[k] += value
        for i in range(len(self.own) - k):
            self.following[k + i] += value
            value = value * (self.lead - k - i) / (i + 1)

    def residue(self, j: int) -> acb:
        """The coefficient of `n^(2d-j)` in D(n)."""
        total = -self.ahead[j]
        for i in range(j + 1):
            total += (self.own[i] - self.a[i]) * self.following[j - i]
        return total


def _formal_solution(kind: _Kind, count: int) -> tuple[list[acb], arb]:
    """The c_k, and the Re u of the module's head less its least admissible value; raises when that is not positive."""
    formal = _Formal(kind, count + 2)
    a0 = formal.a[0] if kind.double else formal.a[1]
    if not kind.double:
        root = formal.ahead[0].sqrt()
        first = root if (a0 / root).real > 0 else -root
        margin = (a0 / first).real
        formal.add(0, first)
        for k in range(1, count):
            formal.add(k, -formal.residue(k) / (2 * first))
    else:
        first = a0 / 2
        formal.add(0, first)
        second, margin = _second_coefficient(formal, first)
        formal.add(1, second)
        slope = 2 * second - formal.a[1]
        for k in range(2, count):
            formal.add(k, -formal.residue(k + 1) / (slope + k * first))
    if not margin > 0:
        raise UnsupportedError("a slow complex continued fraction whose convergence is not decided")
    return formal.own[:count], margin


def _second_coefficient(formal: _Formal, first: acb) -> tuple[acb, arb]:
    """The root c_1 of the coefficient of `n^(2d-2)` with the larger Re u, and Re u + 1."""
    values = []
    for trial in (0, 1, -1):
        formal.add(1, acb(trial))
        values.append(formal.residue(2))
        formal.add(1, acb(-trial))
    square, linear = (values[1] + values[2]) / 2 - values[0], (values[1] - values[2]) / 2
    root = (linear * linear - 4 * square * values[0]).sqrt()
    # The roots are (-linear +- root)/(2 square), and u is affine in them: the sign of Re(root/(square first)) decides.
    if (root / (square * first)).real < 0:
        root = -root
    second = (-linear + root) / (2 * square)
    return second, ((2 * second - formal.a[1]) / first).real + 1


def _norm(polynomial: acb_poly) -> arb_poly:
    parts = ([getattr(c, part) for c in polynomial.coeffs()] for part in ("real", "imag"))
    real, imag = (arb_poly(part) for part in parts)
    return real**2 + imag**2


def _approaches_one(above: acb_poly, below: acb_poly, s: arb, start: int) -> bool:
    """Whether `|above(n)/below(n)| <= 1 - s/(n+1)` for n >= start; the leading moduli are equal exactly."""
    moved = acb_poly([start, 1])
    bound, bottom = arb_poly([start + 1 - s, 1]), arb_poly([start + 1, 1])
    slack = _norm(below(moved)) * bound**2 - _norm(above(moved)) * bottom**2
    return bool(start + 1 > s) and all(bool(slack[j] >= 0) for j in range(2 * below.degree() + 2))


def _disc(kind: _Kind, c: list[acb], margin: arb, start: int) -> SlowDisc | None:
    """A disc for f(start), None when a condition of the module's head is not seen to hold."""
    count, d, n = len(c), kind.lead, arb(start)
    shift = max(count - 1 - d, 0)
    centre = acb_poly([acb(0)] * (shift + d - count + 1) + list(reversed(c)))
    power, next_power = acb_poly([0] * shift + [1]), _NEXT**shift
    following = centre(_NEXT)
    partial = centre - kind.a * power
    residue = partial * following - kind.ahead * power * next_power
    order = count + 1 if kind.double else count
    top = 2 * d + 2 * shift - order
    bound = sum((abs(residue[j]) * n ** (j - top) for j in range(top + 1)), arb(0))
    least = abs(c[0]) - sum((abs(x) * n**-k for k, x in enumerate(c) if k), arb(0))
    e = d - order + 1
    if not (least > 0 and e - d <= -3 and e < 0):
        return None
    # |c(n) - a(n)|/|c(n+1)| = 1 - (Re u + d)/n + ...
    rate = margin + d - (1 if kind.double else 0) - arb(1) / 2
    if not _approaches_one(partial * next_power, following * power, rate, start):
        return None
    s = rate - bound / least**2 * n**-order * (n + 1) - arb(1) / 8
    if not s > 0:
        s *= 2  # (1 - x)/(1 - y) <= 1 - 2(x - y) for x < y <= 1/2
    width = bound / least / ((s - e) * (1 + 1 / n) ** (e - 1))
    if not (s > e and width / least * n ** (e - d) * (n + 1) <= arb(1) / 8):
        return None
    value = sum((x * n ** (d - k) for k, x in enumerate(c)), acb(0))
    return SlowDisc(start, value, arb((width * n**e).upper()))


def find_slow_disc(a: GaussianPolynomial, b: GaussianPolynomial, least: int, precision_bits: int) -> SlowDisc:
    """A disc of relative radius `2^-precision_bits` for a tail f(start), start >= `least` beyond the zeros of b.

    Raises UnsupportedError when the fraction is of neither kind, its convergence is not decided, or no disc is found.
    """
    count, start = planned(precision_bits)
    start = max(start, least, 2 * count + 16, *(n + 1 for n in b.integer_roots()))
    for _ in range(_ATTEMPTS):
        with ctx.workprec(precision_bits + 8 * count + 64):
            kind = _kind(a, b)
            disc = _disc(kind, *_formal_solution(kind, count), start)
            if disc is not None and disc.radius <= abs(disc.centre) * arb(2) ** (-precision_bits):
                return disc
        start, count = 2 * start, count + count // 8
    raise UnsupportedError("no disc was found for the tail of a slow complex continued fraction")
