"""Hypergeometric series with real or complex parameters known as balls whose term ratio tends to a number z, |z| = 1.

The ratio is `r(n) = z p(n)/q(n)` with monic polynomials p and q of one degree d, and for the formal solution
`A(n) = c_0 n^e + ... + c_(K-1) n^(e-K+1)` of `A(n) - r(n) A(n+1) = 1`, e = 1 for z = 1 and 0 for others,

    sum_{N <= n < m} t(n) = t(N) A(N) - t(m) A(m) - sum_{N <= n < m} t(n) R(n),     R(n) = A(n) - r(n) A(n+1) - 1.

The c_k are the exact solutions of linear equations, enclosed in balls: the coefficients of `n^0, ..., n^(1-K)` in R(n),
which these equations set to 0, are 0 exactly. The others, over the denominator `q(n) (n (n+1))^(K-1-e)`, bound
`|R(n)| <= G n^-K` for n >= N. If `|r(n)| <= 1 - s/(n+1)` there with some s > e, the terms are at most `|t(N)|` and
`t(m) A(m) -> 0`, so that the sum from N on is `t(N) A(N)` to within
`|t(N)| G sum_{n >= N} n^-K <= |t(N)| G (N^-K + N^(1-K)/(K-1))`.

It diverges when `Re(q_1 - p_1) <= e` for the second coefficients of q and p (`gaussian_series_tails`).

Source: Knopp, *Theory and application of infinite series*, sections 35 and 58.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from flint import acb, acb_poly, arb, arb_poly, ctx, fmpq, fmpz

from probatum.verifiers.balls.arithmetic import add, multiply, negate
from probatum.verifiers.balls.errors import DivergentError, PrecisionError, UnsupportedError
from probatum.verifiers.balls.formal_expansions import planned
from probatum.verifiers.balls.hypergeometric import partial_sum_in_balls, start_value
from probatum.verifiers.balls.terms import HypergeometricTerm, Polynomial, polynomial_value
from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import complex_

__all__ = ["rotating_series"]

_ATTEMPTS: Final = 8
_MAX_START: Final = 1 << 18


@dataclass(frozen=True, slots=True)
class _Ratio:
    """`z p(n)/q(n)` with monic p and q of one degree >= 1; `lead` is the e of the module's head."""

    z: acb
    p: acb_poly
    q: acb_poly
    lead: int


def _order(term: HypergeometricTerm) -> arb | fmpq:
    """`Re(q_1 - p_1)`, such that the terms are of the order of `n^-order`; exact where the parameters are.

    `N(n+1)/N(n) = 1 + deg N/n + ...`, and each factor `Gamma(a n + b)` contributes the mean of its linear factors.
    """
    total: Value = fmpz(len(term.denominator) - len(term.numerator))
    for factor in term.gammas:
        for index in range(factor.slope):
            weight = fmpq(factor.exponent, factor.slope)
            total = add(total, negate(multiply(weight, add(factor.shift, fmpz(index)))))
    if isinstance(total, acb):
        return total.real
    return total if isinstance(total, arb) else fmpq(total)


def _monic(factors: list[acb_poly]) -> acb_poly:
    product = acb_poly([1])
    for factor in factors:
        product *= factor
    return product


def _normalised(polynomial: Polynomial) -> acb_poly:
    leading = complex_(polynomial[-1])
    if not leading != 0:
        raise PrecisionError("the degree of the rational part of a series is not known precisely enough")
    return acb_poly([*(complex_(c) / leading for c in polynomial[:-1]), acb(1)])


def _ratio(term: HypergeometricTerm) -> _Ratio:
    """The ratio of consecutive terms, whose limit must have modulus 1."""
    step = acb_poly([1, 1])
    numerator, denominator = _normalised(term.numerator), _normalised(term.denominator)
    above, below = [numerator(step), denominator, step], [numerator, denominator(step), step]
    scale = fmpq(1)
    for factor in term.gammas:
        scale *= fmpq(factor.slope) ** (factor.slope * factor.exponent)
        linear = [acb_poly([(complex_(factor.shift) + i) / factor.slope, 1]) for i in range(factor.slope)]
        (above if factor.exponent > 0 else below).extend(linear * abs(factor.exponent))
    z = complex_(multiply(term.rotated_base, scale))
    lead = 0 if z != 1 else 1
    if lead and not z == 1:
        raise UnsupportedError("the ratio of consecutive terms tends to a number that may be 1")
    return _Ratio(z, _monic(above), _monic(below), lead)


def _coefficients(ratio: _Ratio, count: int) -> list[acb]:
    """The c_k of the formal solution of `q(n) A(n) - z p(n) A(n+1) = q(n)`."""
    degree, lead = ratio.q.degree(), ratio.lead
    q = [ratio.q[degree - j] for j in range(degree + 1)]
    p = [ratio.z * ratio.p[degree - j] for j in range(degree + 1)]
    if lead:
        p[0] = acb(1)
    own, following = [acb(0)] * (count + 1), [acb(0)] * (count + 1)
    for k in range(count):
        j = k + lead
        value = q[j - lead] if lead <= j <= degree + lead else acb(0)
        for i in range(min(j, degree) + 1):
            value += p[i] * following[j - i] - q[i] * own[j - i]
        value /= q[1] - p[1] - (1 - k) if lead else q[0] - p[0]
        own[k] = value
        for i in range(count + 1 - k):
            following[k + i] += value
            value = value * (lead - k - i) / (i + 1)
    return own[:count]


def _decreases(ratio: _Ratio, s: arb, start: int) -> bool:
    """Whether `|r(n)| <= 1 - s/(n+1)` for n >= start."""
    moved = acb_poly([start, 1])
    p, q = ratio.p(moved), ratio.q(moved)
    parts = [arb_poly([getattr(c, part) for c in f.coeffs()]) for f in (p, q) for part in ("real", "imag")]
    bound, bottom = arb_poly([start + 1 - s, 1]), arb_poly([start + 1, 1])
    slack = (parts[2] ** 2 + parts[3] ** 2) * bound**2 - (parts[0] ** 2 + parts[1] ** 2) * bottom**2
    # Both products are monic: the leading coefficient is 0 exactly.
    coefficients = [slack[j] for j in range(2 * ratio.q.degree() + 2)]
    return bool(s > ratio.lead) and bool(start + 1 > s) and all(bool(c >= 0) for c in coefficients)


def _residue_bound(ratio: _Ratio, c: list[acb], start: int) -> arb:
    """The G of the module's head, not finite when q is not seen to be without zeros."""
    count, degree, lead = len(c), ratio.q.degree(), ratio.lead
    shift = count - 1 - lead
    solution = acb_poly(list(reversed(c)))
    power, next_power = acb_poly([0] * shift + [1]), acb_poly([1, 1]) ** shift
    residue = (
        ratio.q * next_power * solution
        - ratio.p * power * solution(acb_poly([1, 1])) * ratio.z
        - ratio.q * power * next_power
    )
    top = degree + 2 * shift - count
    below = arb(1)
    for j in range(degree):
        below -= abs(ratio.q[j]) * arb(start) ** (j - degree)
    if not below > 0:
        return arb.pos_inf()
    total = arb(0)
    for j in range(max(top, 0) + 1):
        total += abs(residue[j]) * arb(start) ** (j - top)
    return total / below


def _tail(ratio: _Ratio, order: arb, least: int, precision_bits: int) -> tuple[int, acb]:
    """A start N >= least and a ball for the sum from N on, divided by t(N)."""
    decay = ((order + ratio.lead) / 2).mid()
    count, start = planned(precision_bits)
    if not ratio.lead:
        # The c_k grow like k!/|log z|^k; `planned` has |log z| = pi in mind.
        start = int(start * max(1.0, min(math.pi / float(abs(ratio.z.log()).mid()), float(_MAX_START))))
    start = max(start, least, 2 * count + 16)
    for _ in range(_ATTEMPTS):
        if start > _MAX_START:
            break
        with ctx.workprec(precision_bits + 8 * count + 64):
            c = _coefficients(ratio, count)
            spread = _residue_bound(ratio, c, start)
            if spread.is_finite() and _decreases(ratio, decay, start):
                n = arb(start)
                value = sum((x * n ** (ratio.lead - k) for k, x in enumerate(c)), acb(0))
                radius = arb(0, (spread * (n**-count + n ** (1 - count) / (count - 1))).upper())
                if radius.rad() <= abs(value).lower() * arb(2) ** (-precision_bits):
                    return start, value + acb(radius, radius)
        start, count = 2 * start, count + count // 8
    raise UnsupportedError("no bound was found for the tail of a series whose ratio tends to modulus 1")


def rotating_series(term: HypergeometricTerm, first: int) -> Value:
    """`sum t(k)` over k >= first, where the ratio of consecutive terms tends to modulus 1 by an exact equality.

    The gamma functions have arguments of positive real part. Raises DivergentError by the term test or Weierstrass's
    test, PrecisionError when convergence is not decided by the balls, UnsupportedError when z may be 1 or no bound is
    found.
    """
    ratio = _ratio(term)
    order = _order(term)
    if not order > ratio.lead:
        if order <= 0:
            raise DivergentError("term test: the terms do not tend to 0")
        if ratio.lead and order <= 1:
            raise DivergentError(
                "Weierstrass's test: the ratio of consecutive terms is 1 - s/k + O(1/k^2) with Re s <= 1"
            )
        raise PrecisionError("the order of the terms of a series is not known precisely enough")
    start, tail = _tail(ratio, arb(order), max(first, 1), ctx.prec)
    with ctx.workprec(ctx.prec + 4 * start.bit_length() + 32):
        partial, factor = partial_sum_in_balls(term, first, start)
        last = polynomial_value(term.numerator, fmpz(start)) / arb(1) / polynomial_value(term.denominator, fmpz(start))
        total = complex_(partial) + complex_(factor * last) * tail
        return complex_(start_value(term, first)) * total
