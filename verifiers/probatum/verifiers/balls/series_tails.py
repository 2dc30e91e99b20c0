"""Tails of hypergeometric series whose term ratio tends to 1 or -1, by telescoping against a formal solution.

Let `r(n) = t(n+1)/t(n)` and let A be any function with residue `R(n) = A(n) - r(n) A(n+1) - 1`. Then

    sum_{N <= n < m} t(n) = t(N) A(N) - t(m) A(m) - sum_{N <= n < m} t(n) R(n).

If `|R(n)| <= E(n) - |r(n)| E(n+1)` for n >= N with some E >= 0, the last sum is at most `|t(N)| E(N)` in modulus, and
if `t(m) A(m) -> 0` the series converges to within `|t(N)| E(N)` of `partial sum + t(N) A(N)`. With A a polynomial in
`1/n` times a power of n, `E = C n^(e-K)` and rational r, each hypothesis is a polynomial that is non-negative from N
on:

* the bound for the residue, cleared of denominators, twice (for both signs);
* `|r(n)| <= 1 - p/(n+1)` with rational p > deg A, whence `|t(m)| = O(m^-p)` and `t(m) A(m) -> 0`.

Divergence is decided by Gauss's test: with `|r(n)| = 1 - s/n + O(1/n^2)` a series of eventually positive terms
diverges for s <= 1, and the terms of any series do not tend to 0 for s <= 0.

Source: the telescoping is Kummer's transformation in Knopp, *Theory and application of infinite series*, section 35;
Gauss's test is section 37 there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flint import arb, fmpq, fmpz, fmpz_poly

from probatum.verifiers.balls.errors import DivergentError, UnsupportedError
from probatum.verifiers.balls.formal_expansions import FormalExpansion, expansion_start, planned
from probatum.verifiers.balls.positivity import non_negative_from

__all__ = ["SeriesTail", "check_series_tail", "find_series_tail"]

_ATTEMPTS: Final = 6
"""How often the order of the expansion is raised, and the start of a tail doubled."""

_FAR: Final = 8
"""A start beyond this multiple of the planned one asks for more coefficients, not for more exact steps."""


@dataclass(frozen=True, slots=True)
class SeriesTail:
    """`|sum_{n >= start} t(n)/t(start) - A(start)| <= E(start)`: a certificate for the ratio `r = above/below`.

    `A(n) = solution(n)/(scale n^shift)` and `E(n) = width n^degree/(scale n^shift)`; `decay` is the p of the module's
    head and `degree = e - K + shift`.
    """

    start: int
    solution: fmpz_poly
    scale: fmpz
    shift: int
    width: fmpz
    degree: int
    decay: fmpq

    def value(self) -> arb:
        """A ball for `sum_{n >= start} t(n)/t(start)`."""
        power = fmpz(self.start) ** self.shift * self.scale
        centre = arb(fmpq(self.solution(self.start), power))
        return centre + arb(0, arb(fmpq(self.width * fmpz(self.start) ** self.degree, power)).upper())


def _monomial(degree: int, coefficient: fmpz | int = 1) -> fmpz_poly:
    return fmpz_poly([0] * degree + [coefficient])


_NEXT: Final = fmpz_poly([1, 1])
"""The polynomial n + 1."""


def check_series_tail(above: fmpz_poly, below: fmpz_poly, tail: SeriesTail) -> bool:
    """Whether the certificate holds for the term ratio `above/below`; integers only."""
    start = tail.start
    if start < 1 or tail.scale <= 0 or tail.width < 0 or min(tail.shift, tail.degree) < 0:
        return False
    if below[below.degree()] < 0:
        above, below = -above, -below
    modulus = above if above[above.degree()] > 0 else -above
    if not (non_negative_from(modulus, start) and non_negative_from(below - 1, start)):
        return False
    power, next_power = _monomial(tail.shift), _NEXT**tail.shift
    moved = tail.solution(_NEXT)
    # Everything times scale * below * n^shift * (n+1)^shift.
    residue = below * next_power * tail.solution - above * power * moved - below * power * next_power * tail.scale
    width = below * next_power * _monomial(tail.degree) - modulus * power * _NEXT**tail.degree
    slack = width * tail.width
    if not (non_negative_from(slack - residue, start) and non_negative_from(slack + residue, start)):
        return False
    growth = max(tail.solution.degree(), tail.degree) - tail.shift
    p, q = tail.decay.p, tail.decay.q
    decays = below * fmpz_poly([q - p, q]) - modulus * fmpz_poly([q, q])
    return tail.decay > max(growth, 0) and non_negative_from(decays, start)


def _decay_order(above: fmpz_poly, below: fmpz_poly) -> fmpq:
    """The s with `|above/below| = 1 - s/n + O(1/n^2)`."""
    degree = below.degree()
    sign = 1 if above[degree] == below[degree] else -1
    return fmpq(below[degree - 1] - sign * above[degree - 1], below[degree]) if degree > 0 else fmpq(0)


def _require_convergence(alternating: bool, order: fmpq) -> None:
    if order <= 0:
        raise DivergentError("term test: the terms do not tend to 0")
    if not alternating and order <= 1:
        raise DivergentError(
            f"Gauss's test: the ratio of consecutive terms is 1 - s/k + O(1/k^2) with s = {order} <= 1"
        )


def _formal_solution(above: fmpz_poly, below: fmpz_poly, lead: int, count: int) -> FormalExpansion:
    """`A = sum c_k n^(lead-k)` with `below A(n) - above A(n+1) = below` formally."""
    degree = below.degree()
    q = [below[degree - j] for j in range(degree + 1)]
    p = [above[degree - j] for j in range(degree + 1)]
    expansion = FormalExpansion(lead, count + 1)
    delay = 1 if lead == 1 else 0
    for k in range(count):
        j = k + delay
        # The coefficient of n^(degree + lead - j) in below A(n) - above A(n+1) - below.
        own, following = expansion.own, expansion.next
        residue = sum((q[i] * own[j - i] - p[i] * following[j - i] for i in range(min(j, degree) + 1)), fmpz(0))
        if lead <= j <= degree + lead:
            residue -= q[j - lead] * expansion.scale
        slope = q[1] - p[1] - p[0] * (lead - k) if delay else q[0] - p[0]
        expansion.add(k, -fmpq(residue, expansion.scale * slope))
    return expansion


def find_series_tail(above: fmpz_poly, below: fmpz_poly, least: int, precision_bits: int) -> SeriesTail:
    """A certificate with start >= `least` and relative width about `2^-precision_bits`, already checked.

    `above` and `below` have equal degree and leading coefficients of equal modulus. Raises DivergentError when the
    series diverges, UnsupportedError when no certificate is found.
    """
    degree = below.degree()
    alternating = above[degree] != below[degree]
    order = _decay_order(above, below)
    _require_convergence(alternating, order)
    lead = 0 if alternating else 1
    decay = (order + lead) / 2
    count, planned_start = planned(precision_bits)
    for _ in range(_ATTEMPTS):
        expansion = _formal_solution(above, below, lead, count + 2)
        start = max(least, 2 * count + 16, expansion_start(expansion, count + 2, count - 1 + lead, precision_bits))
        if start <= max(least, _FAR * planned_start):
            for _ in range(_ATTEMPTS):
                tail = _candidate(expansion, count, start, decay)
                if check_series_tail(above, below, tail):
                    if _narrow(tail, precision_bits):
                        return tail
                    break
                start *= 2
        count += count // 2
    raise UnsupportedError("no certificate was found for the tail of a slowly convergent series")


def _candidate(expansion: FormalExpansion, count: int, start: int, decay: fmpq) -> SeriesTail:
    """The formal solution to `count` terms; the next two become the width: every second one may be 0."""
    lead = expansion.lead
    last, beyond = expansion.own[count : count + 2]
    shift = count - lead
    ascending = [fmpz(0)] * (count + 1)
    for k, c in enumerate(expansion.own[:count]):
        ascending[count - k] = c
    width = 2 * abs(last) + 2 * abs(beyond) // start + 2
    # For r -> 1 the slack E(n) - r E(n+1) is one order below E, like the residue. For r -> -1 the residue is not, and
    # E has to be one order larger.
    degree = 1 - lead
    return SeriesTail(start, fmpz_poly(ascending), expansion.scale, shift, width, degree, decay)


def _narrow(tail: SeriesTail, precision_bits: int) -> bool:
    ratio = arb(fmpq(tail.width, 1)) * arb(tail.start) ** tail.degree / abs(arb(tail.solution(tail.start)))
    return bool(ratio < arb(2) ** (-precision_bits))
