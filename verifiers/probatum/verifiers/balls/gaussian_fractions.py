"""Values of continued fractions whose polynomial elements have Gaussian rational coefficients.

For roots of `x^2 = a_0 x + b_0` of different modulus (with a_0, b_0 the coefficients of n^d in a and n^(2d) in b, d =
deg a) the tails are enclosed in discs around a rounded formal solution `c_0 n^d + c_1 n^(d-1) + ...`, with c_0 the
larger root; exact steps take them to the value. The image of a disc under the step matrices is a disc whose radius is
proportional to their determinant.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from flint import acb, arb, ctx, fmpq, fmpz, fmpz_poly

from probatum.verifiers.balls.errors import DivergentError, UnsupportedError
from probatum.verifiers.balls.gaussian import GaussianPolynomial
from probatum.verifiers.balls.gaussian_tails import GaussianTail, check_gaussian_tail
from probatum.verifiers.balls.slow_complex_fractions import find_slow_disc
from probatum.verifiers.functions import UndefinedValueError, Value
from probatum.verifiers.sequences.products import PolynomialMatrix, matrix_product

__all__ = ["enclose_gaussian_fraction", "enclose_gaussian_quotients", "find_gaussian_tail"]

_COUNTS: Final = (4, 8, 16, 32, 64, 128)
"""Numbers of terms of the formal solution that are tried."""

_TERM_COST: Final = 0.05
"""The cost of k terms is this times k^2 steps: finding them and the check of the certificate."""

_MAX_START: Final = 1 << 16
_ATTEMPTS: Final = 5
_LEAST_DECAY: Final = 1 / 1024
"""Roots whose moduli are closer than this are not told from equal ones."""


def _number(parts: tuple[fmpz, fmpz]) -> acb:
    return acb(arb(parts[0]), arb(parts[1]))


@dataclass(frozen=True, slots=True)
class _Formal:
    """The coefficients c_k of the formal solution, not rounded, and `|b_0/c_0^2|`, the limit of the contraction.

    A step at n contracts like `excess_factor n^-excess`, which is `decay` for excess 0.
    """

    lead: int
    terms: tuple[acb, ...]
    decay: float
    excess: int
    excess_factor: float

    def steps_bits(self, count: int) -> float:
        """The bits gained by so many steps, about."""
        return self.excess * math.lgamma(count + 1) / math.log(2) - count * math.log2(self.excess_factor)


def _larger_root(a: GaussianPolynomial, b: GaussianPolynomial, lead: int) -> acb:
    a0, b0 = _number(a.coefficient(lead)), _number(b.coefficient(2 * lead))
    root = (a0 * a0 + 4 * b0).sqrt()
    first, second = (a0 + root) / 2, (a0 - root) / 2
    return (first if abs(first).mid() >= abs(second).mid() else second).mid()


def _formal_solution(a: GaussianPolynomial, b: GaussianPolynomial, count: int) -> _Formal:
    """Solves `f(n) f(n+1) = a(n) f(n+1) + b(n+1)` in descending powers of n, numerically."""
    lead, ahead = a.degree(), b.compose(fmpz_poly([1, 1]))
    partial = [_number(a.coefficient(lead - j)) for j in range(count)]
    constant = [_number(ahead.coefficient(2 * lead - j)) for j in range(count)]
    own, following = [acb(0)] * count, [acb(0)] * count
    first = _larger_root(a, b, lead)
    slope = 2 * first - partial[0]
    for k in range(count):
        if k == 0:
            value = first
        else:
            value = constant[k]
            for j in range(k + 1):
                value -= (own[j] - partial[j]) * following[k - j]
            value = (value / slope).mid()
        own[k] = value
        power = lead - k
        for i in range(count - k):
            following[k + i] += value
            value = value * (power - i) / (i + 1)
    square = abs(first) ** 2
    factor = float((abs(_number(b.leading())) / square).mid())
    excess = 2 * lead - b.degree()
    return _Formal(lead, tuple(own), 0.0 if excess else factor, excess, factor)


def _bits(size: arb) -> float:
    return float((size.log() / arb.const_log2()).mid()) if size > 0 else -math.inf


@dataclass(frozen=True, slots=True)
class _Plan:
    """A tail from `start` on with `count` terms of the formal solution, of relative width `2^-gain_bits`."""

    count: int
    start: int
    gain_bits: float


def _gain(formal: _Formal, sizes: list[float], count: int, start: int) -> float:
    """The bits by which the first term not used is smaller than the first one at `start`."""
    left = max(sizes[k] - k * math.log2(start) for k in (count, count + 1))
    return sizes[0] - left - 4 + math.log2(1 - formal.decay)


def _planned(formal: _Formal, least: int, wanted_bits: int) -> _Plan:
    """The cheapest number of terms and start for which tail and steps together give the precision."""
    sizes = [_bits(abs(c)) for c in formal.terms]
    plans = []
    for count in _COUNTS:
        if count + 2 > len(sizes):
            break
        start = max(least, 4 * count + 8)
        while start < _MAX_START and _gain(formal, sizes, count, start) < max(
            8.0, wanted_bits - formal.steps_bits(start)
        ):
            start += start // 4 + 1
        plans.append((start + _TERM_COST * count**2, count, start))
    _, count, start = min(plans)
    return _Plan(count, start, min(_gain(formal, sizes, count, start), wanted_bits + 16.0))


def _candidate(formal: _Formal, plan: _Plan) -> GaussianTail:
    """The formal solution rounded, with a disc of constant relative width around it."""
    bits = int(plan.gain_bits)
    lead, shift = formal.lead, max(plan.count - 1 - formal.lead, 0)
    size = int(_bits(abs(formal.terms[0]))) - 2
    exponent = max(bits + 8 - size, 8)
    real, imag = [fmpz(0)] * (shift + lead + 1), [fmpz(0)] * (shift + lead + 1)
    for k, c in enumerate(formal.terms[: plan.count]):
        if shift + lead - k >= 0:
            real[shift + lead - k], imag[shift + lead - k] = _rounded(c.real, exponent), _rounded(c.imag, exponent)
    width = fmpz(1) << max(exponent + size - bits + 3, 0)
    decay = max(formal.decay, 0.25)
    return GaussianTail(
        plan.start,
        GaussianPolynomial(fmpz_poly(real), fmpz_poly(imag)),
        fmpz_poly([0] * (shift + lead) + [width]),
        fmpz(1) << exponent,
        shift,
        fmpq(math.ceil(4096 * (1 + decay) / 2), 4096),
        fmpq(1, fmpz(1) << max(bits - 5, 4)),
    )


def _rounded(x: arb, exponent: int) -> fmpz:
    return (x.mid() * arb(2) ** exponent + 0.5).mid().floor().unique_fmpz() or fmpz(0)


def find_gaussian_tail(a: GaussianPolynomial, b: GaussianPolynomial, least: int, precision_bits: int) -> GaussianTail:
    """A certificate, already checked, with start >= `least`, for which exact steps give the precision.

    Raises UnsupportedError when the characteristic roots have equal moduli or no certificate is found.
    """
    if a.degree() < 0 or b.degree() > 2 * a.degree():
        raise UnsupportedError("a complex continued fraction with characteristic roots of equal modulus")
    with ctx.workprec(precision_bits + 64):
        count = next((k for k in _COUNTS if k >= precision_bits // 8), _COUNTS[-1])
        formal = _formal_solution(a, b, count + 2)
        if not formal.decay < 1 - _LEAST_DECAY:
            raise UnsupportedError("a complex continued fraction with characteristic roots of equal modulus")
        plan = _planned(formal, least, precision_bits)
        for _ in range(_ATTEMPTS):
            if plan.start >= _MAX_START:
                break
            tail = _candidate(formal, plan)
            if check_gaussian_tail(a, b, tail):
                return tail
            plan = _Plan(plan.count, 2 * plan.start, plan.gain_bits)
    raise UnsupportedError("no certificate was found for the tail of a complex continued fraction")


def _product(a: GaussianPolynomial, b: GaussianPolynomial, start: int) -> list[tuple[fmpz, fmpz]]:
    """The entries p, q, r, s of the product of `[[a(n), b(n+1)], [1, 0]]` over 0 <= n < start.

    A Gaussian integer x + iy is represented by [[x, -y], [y, x]].
    """
    ahead = b.compose(fmpz_poly([1, 1]))
    zero, one = fmpz_poly([]), fmpz_poly([1])
    step = PolynomialMatrix(
        (
            (a.real, -a.imag, ahead.real, -ahead.imag),
            (a.imag, a.real, ahead.imag, ahead.real),
            (one, zero, zero, zero),
            (zero, one, zero, zero),
        )
    )
    product = matrix_product(step, 0, start)
    return [(product[2 * i, 2 * j], product[2 * i + 1, 2 * j]) for i in range(2) for j in range(2)]


def _times(x: tuple[fmpz, fmpz], y: tuple[fmpz, fmpz]) -> tuple[fmpz, fmpz]:
    return x[0] * y[0] - x[1] * y[1], x[0] * y[1] + x[1] * y[0]


def _image(product: list[tuple[fmpz, fmpz]], centre: acb, radius: arb) -> acb:
    """The image of a disc under `w -> (p w + q)/(r w + s)`.

    With `u = r c + s` for the centre c, w is at most `|det| radius/(|u| (|u| - |r| radius))` from the image of c.
    """
    p, q, r, s = map(_number, product)
    ps, qr = _times(product[0], product[3]), _times(product[1], product[2])
    determinant = _number((ps[0] - qr[0], ps[1] - qr[1]))
    below = r * centre + s
    room = abs(below) - abs(r) * radius
    if not room > 0:
        raise UnsupportedError("the value of a complex continued fraction may be infinite")
    spread = arb(0, (abs(determinant) * radius / (abs(below) * room)).upper())
    return (p * centre + q) / below + acb(spread, spread)


def enclose_gaussian_quotients(a: tuple[GaussianPolynomial, fmpz], b: tuple[GaussianPolynomial, fmpz]) -> Value:
    """As `enclose_gaussian_fraction` for the elements a/s and b/t, given as (a, s) and (b, t).

    With the least common multiple m of s and t, m times the fraction has the elements m a/s and m^2 b/t.
    """
    (above, s), (ahead, t) = a, b
    scale = s.lcm(t)
    value = enclose_gaussian_fraction(above.scaled(scale // s), ahead.scaled(scale * scale // t))
    return value / arb(scale)


def enclose_gaussian_fraction(a: GaussianPolynomial, b: GaussianPolynomial) -> acb:
    """The value of `a(0) + b(1)/(a(1) + b(2)/(a(2) + ...))`, b not the zero polynomial.

    Raises DivergentError by the Stern-Stolz theorem, UndefinedValueError for a finite fraction that divides by 0,
    UnsupportedError when the characteristic roots have equal moduli and the fraction is not one of those of
    `slow_complex_fractions`.
    """
    zeros = [n for n in b.integer_roots() if n >= 1]
    if zeros:
        return _finite_value(a, b, min(zeros))
    if b.degree() > 2 * a.degree() + 2 or a.degree() < 0:
        raise DivergentError(
            f"Stern-Stolz theorem: the degree of b is {b.degree()} and that of a is {a.degree()}"
            if a.degree() >= 0
            else "Stern-Stolz theorem: all partial denominators are 0"
        )
    wanted = asked = ctx.prec
    for _ in range(_ATTEMPTS):
        start, centre, radius = _tail_disc(a, b, asked, wanted + 64)
        with ctx.workprec(wanted + 64):
            value = _image(_product(a, b, start), centre, radius)
        gained = value.rel_accuracy_bits()
        if gained >= wanted - 8:
            return value
        asked += 2 * max(wanted - gained, 8)
    raise UnsupportedError("a complex continued fraction whose first steps lose too much precision")


def _tail_disc(
    a: GaussianPolynomial, b: GaussianPolynomial, asked_bits: int, working_bits: int
) -> tuple[int, acb, arb]:
    """`(N, centre, radius)` of a disc that contains f(N)."""
    try:
        tail = find_gaussian_tail(a, b, 1, asked_bits)
    except UnsupportedError:
        disc = find_slow_disc(a, b, 1, asked_bits)
        return disc.start, disc.centre, disc.radius
    with ctx.workprec(working_bits):
        return tail.start, *tail.disc()


def _finite_value(a: GaussianPolynomial, b: GaussianPolynomial, end: int) -> acb:
    """The value of a fraction whose b(end) is 0."""
    if end > _MAX_START:
        raise UnsupportedError("a finite continued fraction with too many elements")
    p, q, r, s = _product(a, b, end - 1)
    last = (a.real(end - 1), a.imag(end - 1))
    (above_x, above_y), (below_x, below_y) = _times(p, last), _times(r, last)
    below = (below_x + s[0], below_y + s[1])
    if not any(below):
        raise UndefinedValueError("division by zero in a finite continued fraction")
    return _number((above_x + q[0], above_y + q[1])) / _number(below)
