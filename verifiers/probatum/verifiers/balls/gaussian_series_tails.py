"""Tails of hypergeometric series with a complex term ratio, by telescoping against a formal solution.

As in `series_tails`, for any functions A and E, with `r(n) = t(n+1)/t(n)` and `R(n) = A(n) - r(n) A(n+1) - 1`,

    sum_{N <= n < m} t(n) = t(N) A(N) - t(m) A(m) - sum_{N <= n < m} t(n) R(n).

Let p be a positive rational number with `|r(n)| <= 1 - p/(n+1) =: u(n)` for n >= N, and `|R(n)| <= E(n) - u(n) E(n+1)`.
Then `|t(n)| = O(n^-p)`, the last sum converges and is at most `|t(N)| E(N)` in modulus, and for p > deg A the middle
term tends to 0: the series converges, to within `|t(N)| E(N)` of its partial sum plus `t(N) A(N)`. Here r and A have
Gaussian integers as coefficients, and every hypothesis, cleared of denominators and squared, says that a polynomial
with integer coefficients is non-negative for n >= N.

The formal solution has degree 0 when the limit z of r(n) is not 1, and degree 1 when it is.

*Divergence.* For |z| = 1 and `r(n) = z (1 - s/n + O(1/n^2))` the terms are `z^n n^-s (C + O(1/n))` with C != 0: they do
not tend to 0 when Re s <= 0, and for z = 1 the partial sums are, when Re s <= 1, `C m^(1-s)/(1-s)` (`C log m` for s =
1) up to terms of lower order and a constant, without a limit.

Source: Kummer's transformation in Knopp, *Theory and application of infinite series*, section 35; for complex terms
Weierstrass's test, section 58 there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from operator import mul
from typing import Final

from flint import acb, arb, ctx, fmpq, fmpz, fmpz_poly

from probatum.verifiers.balls.errors import DivergentError, UnsupportedError
from probatum.verifiers.balls.formal_expansions import planned
from probatum.verifiers.balls.gaussian import GaussianPolynomial, real_polynomial
from probatum.verifiers.balls.positivity import non_negative_from

__all__ = ["GaussianSeriesTail", "check_gaussian_series_tail", "find_gaussian_series_tail"]

_ATTEMPTS: Final = 5
_MAX_START: Final = 1 << 18
_FAR: Final = 8
"""A start beyond this multiple of the planned one asks for more coefficients, not for more steps."""
_NEXT: Final = fmpz_poly([1, 1])
"""The polynomial n + 1."""


@dataclass(frozen=True, slots=True)
class GaussianSeriesTail:
    """`|sum_{n >= start} t(n)/t(start) - A(start)| <= E(start)`: a certificate for the ratio `r = above/below`.

    `A(n) = solution(n)/(scale n^shift)` and `E(n) = width n^degree/(scale n^shift)`; `decay` is the p of the module's
    head.
    """

    start: int
    solution: GaussianPolynomial
    scale: fmpz
    shift: int
    width: fmpz
    degree: int
    decay: fmpq

    def value(self) -> acb:
        """A ball for `sum_{n >= start} t(n)/t(start)`."""
        power = arb(fmpz(self.start) ** self.shift * self.scale)
        radius = arb(0, (arb(self.width * fmpz(self.start) ** self.degree) / power).upper())
        return self.solution.at(self.start) / power + acb(radius, radius)


def check_gaussian_series_tail(above: GaussianPolynomial, below: GaussianPolynomial, tail: GaussianSeriesTail) -> bool:
    """Whether the certificate holds for the term ratio `above/below`; integers only."""
    start, scale = tail.start, tail.scale
    if start < 1 or scale <= 0 or tail.width < 0 or min(tail.shift, tail.degree) < 0:
        return False
    if not tail.decay > max(tail.solution.degree() - tail.shift, 0):
        return False
    p, q = tail.decay.p, tail.decay.q
    bound, bottom = fmpz_poly([q - p, q]), fmpz_poly([q, q])  # u(n) = bound/bottom
    power, next_power = fmpz_poly([0] * tail.shift + [1]), _NEXT**tail.shift
    # R and E - u E(n+1), times scale, n^shift, (n+1)^shift and the denominators of r and u.
    residue = (
        below.scaled(next_power) * tail.solution
        - above.scaled(power) * tail.solution.compose(_NEXT)
        - below.scaled(power * next_power * scale)
    )
    slack = bottom * fmpz_poly([0] * tail.degree + [1]) * next_power - bound * _NEXT**tail.degree * power
    modulus = below.norm()
    conditions = (
        modulus - 1,
        bound,
        modulus * bound**2 - above.norm() * bottom**2,
        slack,
        modulus * slack**2 * tail.width**2 - residue.norm() * bottom**2,
    )
    return all(non_negative_from(polynomial, start) for polynomial in conditions)


def _quotient(x: tuple[fmpz, fmpz], y: tuple[fmpz, fmpz]) -> tuple[fmpq, fmpq]:
    norm = y[0] * y[0] + y[1] * y[1]
    return fmpq(x[0] * y[0] + x[1] * y[1], norm), fmpq(x[1] * y[0] - x[0] * y[1], norm)


def _decay(above: GaussianPolynomial, below: GaussianPolynomial) -> tuple[int, fmpq]:
    """The degree of the formal solution and the p of a certificate.

    Raises DivergentError when the series diverges.
    """
    degree = below.degree()
    p0, q0 = above.coefficient(degree), below.coefficient(degree)
    modulus = (p0[0] ** 2 + p0[1] ** 2) - (q0[0] ** 2 + q0[1] ** 2)
    if above.degree() > degree or modulus > 0:
        raise DivergentError("term test: the ratio of consecutive terms is larger than 1 in modulus")
    if modulus < 0:
        return 0, fmpq(1)
    lead = 1 if p0 == q0 else 0
    order = _quotient(below.coefficient(degree - 1), q0)[0] - _quotient(above.coefficient(degree - 1), p0)[0]
    if order <= 0:
        raise DivergentError("term test: the terms do not tend to 0")
    if lead and order <= 1:
        raise DivergentError(
            f"Weierstrass's test: the ratio of consecutive terms is 1 - s/k + O(1/k^2) with Re s = {order} <= 1"
        )
    return lead, (order + lead) / 2


class _GaussianExpansion:
    """`sum c_k n^(lead-k)` with Gaussian rational c_k over one denominator; as `FormalExpansion`."""

    def __init__(self, lead: int, count: int) -> None:
        self.lead, self.scale = lead, fmpz(1)
        self.own = ([fmpz(0)] * count, [fmpz(0)] * count)
        self.next = ([fmpz(0)] * count, [fmpz(0)] * count)

    def add(self, k: int, value: tuple[fmpq, fmpq]) -> None:
        """Add `value n^(lead-k)`."""
        denominator = fmpz(value[0].q).lcm(value[1].q)
        step = denominator // self.scale.gcd(denominator)
        if step != 1:
            self.scale *= step
            for parts in (*self.own, *self.next):
                parts[:] = [step * c for c in parts]
        for part, own, following in zip(value, self.own, self.next, strict=True):
            scaled = part.p * (self.scale // part.q)
            own[k] += scaled
            for i in range(len(own) - k):
                if scaled == 0:
                    break
                following[k + i] += scaled
                scaled = scaled * (self.lead - k - i) // (i + 1)


def _convolved(p: list[tuple[fmpz, fmpz]], c: tuple[list[fmpz], list[fmpz]], j: int) -> tuple[fmpz, fmpz]:
    """`sum_i p_i c_(j-i)`."""
    top = min(j, len(p) - 1)
    real, imag = ([part[j - i] for i in range(top + 1)] for part in c)
    p_real, p_imag = [x for x, _ in p], [y for _, y in p]
    dot = [sum(map(mul, left, right), fmpz(0)) for left in (p_real, p_imag) for right in (real, imag)]
    return dot[0] - dot[3], dot[1] + dot[2]


def _formal_solution(above: GaussianPolynomial, below: GaussianPolynomial, lead: int, count: int) -> _GaussianExpansion:
    """`below A(n) - above A(n+1) = below` formally, solved for one coefficient after the other."""
    degree = below.degree()
    q = [below.coefficient(degree - j) for j in range(degree + 1)]
    p = [above.coefficient(degree - j) for j in range(degree + 1)]
    difference = [(x[0] - y[0], x[1] - y[1]) for x, y in zip(q, p, strict=True)]
    expansion = _GaussianExpansion(lead, count + 1)
    for k in range(count):
        j = k + lead
        left, right = _convolved(q, expansion.own, j), _convolved(p, expansion.next, j)
        real, imag = right[0] - left[0], right[1] - left[1]
        if lead <= j <= degree + lead:
            real, imag = real + q[j - lead][0] * expansion.scale, imag + q[j - lead][1] * expansion.scale
        slope = difference[lead]
        if lead:
            slope = (slope[0] - p[0][0] * (1 - k), slope[1] - p[0][1] * (1 - k))
        found = _quotient((real, imag), slope)
        expansion.add(k, (found[0] / expansion.scale, found[1] / expansion.scale))
    return expansion


def find_gaussian_series_tail(
    above: GaussianPolynomial, below: GaussianPolynomial, least: int, precision_bits: int
) -> GaussianSeriesTail:
    """A certificate with start >= `least` and relative width about `2^-precision_bits`, already checked.

    Raises DivergentError when the series diverges, UnsupportedError when no certificate is found.
    """
    if below.degree() == 0:
        factor = real_polynomial(_NEXT)  # so that the next coefficient exists
        above, below = above * factor, below * factor
    lead, decay = _decay(above, below)
    count, planned_start = planned(precision_bits)
    planned_start = int(planned_start * _stretch(above, below, lead))
    if planned_start > _FAR * _MAX_START:
        raise UnsupportedError("the ratio of consecutive terms tends to a number too close to 1")
    for _ in range(_ATTEMPTS):
        expansion = _formal_solution(above, below, lead, count + 2)
        sizes = [max(abs(x), abs(y)).bit_length() for x, y in zip(*expansion.own, strict=True)]
        bits = precision_bits + 6 + max(sizes[count], sizes[count + 1]) - sizes[0]
        start = max(least, 2 * count + 16, 1 + int(2.0 ** min(bits / (count - 1 + lead), 40.0)))
        if start <= max(least, min(_FAR * planned_start, _MAX_START)):
            for _ in range(_ATTEMPTS):
                tail = _candidate(expansion, count, start, decay)
                if check_gaussian_series_tail(above, below, tail):
                    if _is_narrow(tail, precision_bits - 8):
                        return tail
                    break
                start *= 2
        count += count // 3
    raise UnsupportedError("no certificate was found for the tail of a complex series")


def _stretch(above: GaussianPolynomial, below: GaussianPolynomial, lead: int) -> float:
    """The quotient pi/|log z|, at least 1: coefficients grow like `k!/|log z|^k` for z != 1, not like `k!/pi^k`."""
    if lead:
        return 1.0
    (p, r), (q, s) = above.coefficient(below.degree()), below.leading()
    z = acb(arb(p), arb(r)) / acb(arb(q), arb(s))
    size = float(abs(z.log()).mid()) if z != 0 else math.inf
    return max(1.0, min(math.pi / size, float(_MAX_START))) if size > 0 else float(_MAX_START)


def _is_narrow(tail: GaussianSeriesTail, precision_bits: int) -> bool:
    with ctx.workprec(precision_bits + 64):
        return tail.value().rel_accuracy_bits() >= precision_bits


def _candidate(expansion: _GaussianExpansion, count: int, start: int, decay: fmpq) -> GaussianSeriesTail:
    """The formal solution to `count` terms; the next two become the width."""
    real, imag = (fmpz_poly([fmpz(0), *reversed(parts[:count])]) for parts in expansion.own)
    sizes = [abs(x) + abs(y) for x, y in zip(*expansion.own, strict=True)]
    width = 2 * sizes[count] + 2 * sizes[count + 1] // start + 2
    lead = expansion.lead
    return GaussianSeriesTail(
        start, GaussianPolynomial(real, imag), expansion.scale, count - lead, width, 1 - lead, decay
    )
