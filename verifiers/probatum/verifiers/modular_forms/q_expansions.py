"""The first coefficients of combinations of products of atoms, and whether they are all 0.

With `w = (a tau + b)/d` and `Q = exp(2 pi i w)`, powers `Q^c` with rational c being exp(2 pi i c w):

- `eta(w) = Q^(1/24) prod (1 - Q^n)`, n >= 1;
- a Klein atom is -2 pi i k_a(w), for 0 <= a_1 < 1: with `z = a_1 w + a_2` and `Z = exp(2 pi i z)` it is
  `exp(pi i (a_1 - 1) a_2) Q^(a_1 (a_1 - 1)/2) (1 - Z) prod (1 - Q^n Z)(1 - Q^n/Z)/(1 - Q^n)^2`
  (Kubert, Lang, *Modular units* (1981), section 2.1, K4);
- `E_k = 1 - (2k/B_k) sum sigma_(k-1)(n) Q^n`.

The coefficients are sums of roots of unity of one order N with rational coefficients. Times a common denominator they
are algebraic integers x in Q(exp(2 pi i/N)). One that vanishes modulo a prime ideal over each of the primes
p_1, ..., p_r has a norm divisible by their product, so it is 0 when the product exceeds C^phi(N), where |x| <= C and
likewise for the conjugates of x: they are coefficients of series of the same kind, below those of a common majorant.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Final

from flint import arb, ctx, fmpq, fmpz, nmod, nmod_poly

from probatum.verifiers.modular_forms.atoms import DIFFERENCE, EISENSTEIN, ETA, KLEIN, Atom, Monomial, order

__all__ = ["Cyclotomic", "TooLongError", "leading_coefficients", "vanishes_below"]

Cyclotomic = tuple[tuple[Fraction, fmpq], ...]
"""Pairs (t, c) for the sum of c exp(2 pi i t)."""

_MAX_LENGTH: Final = 40_000
_MAX_WORK: Final = 40_000_000
_MAX_ORDER: Final = 5_000
_PRIME_BITS: Final = 61
_FIRST_PRIME: Final = 1 << (_PRIME_BITS + 1)


class TooLongError(Exception):
    """More coefficients are wanted than are computed."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """Series in x = q^(1/denominator), below x^length, over the field of p elements with a root of unity."""

    denominator: int
    length: int
    order_of_unity: int
    prime: int
    unity: int

    def over(self, prime: int) -> _Scale:
        """The same over the field of p elements, with a root of unity of order N."""
        return replace(self, prime=prime, unity=_root_of_unity(self.order_of_unity, prime))

    def root(self, turns: Fraction) -> nmod:
        """The image of exp(2 pi i turns)."""
        exponent = turns * self.order_of_unity
        assert exponent.denominator == 1
        return nmod(self.unity, self.prime) ** (exponent.numerator % self.order_of_unity)

    def place(self, exponent: Fraction) -> int:
        """The power of x that q^exponent is."""
        power = exponent * self.denominator
        assert power.denominator == 1
        return power.numerator


def vanishes_below(terms: Mapping[Monomial, Cyclotomic], bound: Fraction) -> bool:
    """Whether the coefficients of the powers of q with exponents <= bound are all 0.

    Raises TooLongError when there are too many of them.
    """
    terms, low, denominator, unity = _prepared(terms)
    if bound < low:
        return True
    length = math.floor((bound - low) * denominator) + 1
    if length > _MAX_LENGTH:
        raise TooLongError("too many coefficients of a q-expansion are wanted")
    scale = _Scale(denominator, length, unity, 0, 0)
    multiple = _common_multiple(terms, scale)
    bits = _size(terms, scale) + multiple.bit_length()
    count = int(fmpz(unity).euler_phi()) * bits // _PRIME_BITS + 1
    powers = {factor for monomial in terms for factor in monomial}
    if count * length * (len(powers) + len(terms)) > _MAX_WORK:
        raise TooLongError("too many coefficients of a q-expansion are wanted")
    return all(_modulo(terms, low, multiple, scale.over(prime)).is_zero() for prime in _primes(unity, count))


def leading_coefficients(terms: Mapping[Monomial, Cyclotomic], length: int) -> tuple[Fraction, int, nmod_poly]:
    """The least exponent of q, the common denominator of all, and the first coefficients modulo a large prime."""
    terms, low, denominator, unity = _prepared(terms)
    (prime,) = _primes(unity, 1)
    return low, denominator, _modulo(terms, low, 1, _Scale(denominator, length, unity, 0, 0).over(prime))


def _prepared(terms: Mapping[Monomial, Cyclotomic]) -> tuple[Mapping[Monomial, Cyclotomic], Fraction, int, int]:
    """The coefficients of the products of the series, the least exponent, the denominator of all, and the order N."""
    if any(atom.has_zeros and exponent < 0 for monomial in terms for atom, exponent in monomial):
        raise ValueError("a division by a form with zeros")
    low = min(map(order, terms))
    atoms = {atom for monomial in terms for atom, _ in monomial}
    steps = {Fraction(atom.matrix[0], atom.matrix[2]) for atom in atoms}
    steps |= {atom.index[0] * Fraction(atom.matrix[0], atom.matrix[2]) for atom in atoms}
    steps |= {order(monomial) - low for monomial in terms}
    unity = _order_of_unity(terms)
    if unity > _MAX_ORDER:
        raise TooLongError("roots of unity of too large an order")
    changed = {m: tuple((t, c / _multiple(m)) for t, c in value) for m, value in terms.items()}
    return changed, low, math.lcm(*(step.denominator for step in steps)), unity


def _order_of_unity(terms: Mapping[Monomial, Cyclotomic]) -> int:
    """An N such that all roots of unity that occur are of this order."""
    parts = [t.denominator for value in terms.values() for t, _ in value]
    for monomial in terms:
        for atom, _ in monomial:
            a, u = atom.index
            parts.append(math.lcm(2 * a.denominator**2 * u.denominator, 24) * atom.matrix[2] if atom.matrix[1] else 1)
            parts.append(2 * a.denominator * u.denominator)
    return math.lcm(1, *parts)


def _primes(unity: int, count: int) -> Iterator[int]:
    """Distinct primes p > 2^61 with N | p - 1."""
    candidate = fmpz(_FIRST_PRIME - _FIRST_PRIME % unity + 1)
    for _ in range(count):
        candidate -= unity
        while not candidate.is_prime():
            candidate -= unity
        if candidate < 1 << _PRIME_BITS:
            raise TooLongError("no primes are left")
        yield int(candidate)


def _root_of_unity(unity: int, prime: int) -> int:
    """An element of order exactly N modulo p."""
    factors = [int(f) for f, _ in fmpz(unity).factor()] if unity > 1 else []
    for base in range(2, 10_000):
        root = pow(base, (prime - 1) // unity, prime)
        if all(pow(root, unity // f, prime) != 1 for f in factors):
            return root
    raise TooLongError("no root of unity was found")


# -- series modulo a prime -----------------------------------------------------------------------------


def _modulo(terms: Mapping[Monomial, Cyclotomic], low: Fraction, multiple: int, scale: _Scale) -> nmod_poly:
    """The multiple of the combination, divided by its least power of q."""
    prime, length = scale.prime, scale.length
    powers: dict[tuple[Atom, int], nmod_poly] = {}
    total = nmod_poly([], prime)
    for monomial, value in terms.items():
        factor = nmod(0, prime)
        for turns, c in value:
            factor += scale.root(turns) * nmod(int(c.p) * multiple, prime) / nmod(int(c.q), prime)
        series = nmod_poly([int(factor)], prime)
        for atom, exponent in monomial:
            if (atom, exponent) not in powers:
                power = _power(_series(atom, scale), exponent, length)
                powers[atom, exponent] = power * _leading_root(atom, scale) ** exponent
            series = series.mul_low(powers[atom, exponent], length)
        total += series.left_shift(scale.place(order(monomial) - low)).truncate(length)
    return total


def _power(series: nmod_poly, exponent: int, length: int) -> nmod_poly:
    if exponent < 0:
        series, exponent = series.inverse_series_trunc(length), -exponent
    return series.pow_trunc(exponent, length)


def _leading_root(atom: Atom, scale: _Scale) -> nmod:
    """The root of unity by which the leading power of Q differs from that of q, with that of a Klein form."""
    _, b, d = atom.matrix
    first, second = atom.index
    if atom.kind == ETA:
        return scale.root(Fraction(b, 24 * d))
    if atom.kind in (EISENSTEIN, DIFFERENCE):
        return scale.root(Fraction(0))
    return scale.root((first - 1) * second / 2 + first * (first - 1) / 2 * Fraction(b, d))


def _series(atom: Atom, scale: _Scale) -> nmod_poly:
    """The series of an atom from its leading power on, times its denominator."""
    a, b, d = atom.matrix
    step, turn, length = scale.place(Fraction(a, d)), Fraction(b, d), scale.length
    count = (length - 1) // step
    coefficients = [0] * length
    if atom.kind == ETA:
        for n, sign in _pentagonal(count):
            coefficients[n * step] += sign * int(scale.root(n * turn))
        return nmod_poly(coefficients, scale.prime)
    if atom.kind in (EISENSTEIN, DIFFERENCE):
        for factor, k, stride, t in _eisenstein_parts(atom, scale):
            upper, lower = _eisenstein_factor(k)
            coefficients[0] += factor * lower
            for n in range(1, (length - 1) // stride + 1):
                coefficients[n * stride] += factor * upper * _divisor_sum(n, k - 1) * int(scale.root(n * t))
        return nmod_poly([c % scale.prime for c in coefficients], scale.prime)
    return _klein_series(atom, scale, step, turn)


def _eisenstein_parts(atom: Atom, scale: _Scale) -> list[tuple[int, int, int, Fraction]]:
    """Factors, weights, steps and turns of the Eisenstein series that the multiple of an atom is the sum of."""
    a, b, d = atom.matrix
    step, turn = scale.place(Fraction(a, d)), Fraction(b, d)
    if atom.kind == EISENSTEIN:
        return [(1, int(atom.index[0]), step, turn)]
    return [(a, 2, step, turn), (-d, 2, scale.place(Fraction(1)), Fraction(0))]


def _multiple(monomial: Monomial) -> int:
    """The factor by which the product of the series exceeds that of the atoms: these are times their denominators."""
    total = 1
    for atom, exponent in monomial:
        if atom.kind == EISENSTEIN:
            total *= _eisenstein_factor(int(atom.index[0]))[1] ** exponent
        elif atom.kind == DIFFERENCE:
            total *= atom.matrix[2] ** exponent
    return total


def _pentagonal(last: int) -> Iterator[tuple[int, int]]:
    """The exponents up to `last` in prod (1 - Q^n), with their coefficients."""
    yield 0, 1
    k = 1
    while k * (3 * k - 1) // 2 <= last:
        yield k * (3 * k - 1) // 2, (-1) ** k
        if k * (3 * k + 1) // 2 <= last:
            yield k * (3 * k + 1) // 2, (-1) ** k
        k += 1


def _klein_series(atom: Atom, scale: _Scale, step: int, turn: Fraction) -> nmod_poly:
    """(1 - Z) prod (1 - Q^n Z)(1 - Q^n/Z)/(1 - Q^n)^2."""
    first, second = atom.index
    prime, length = scale.prime, scale.length
    product, squares = nmod_poly([1], prime), nmod_poly([1], prime)

    def factor(exponent: Fraction, turns: Fraction) -> nmod_poly:
        place = scale.place(exponent * Fraction(atom.matrix[0], atom.matrix[2]))
        if place >= length:
            return nmod_poly([1], prime)
        root = int(scale.root(exponent * turn + turns))
        return nmod_poly([1 - root] if place == 0 else [1] + [0] * (place - 1) + [-root], prime)

    for n in range((length - 1) // step + 2):
        product = product.mul_low(factor(n + first, second), length)
        if n:
            product = product.mul_low(factor(n - first, -second), length)
            squares = squares.mul_low(factor(Fraction(n), Fraction(0)), length)
    inverse = squares.inverse_series_trunc(length)
    return product.mul_low(inverse, length).mul_low(inverse, length)


@lru_cache(maxsize=256)
def _eisenstein_factor(k: int) -> tuple[int, int]:
    """-2k/B_k in lowest terms."""
    value = fmpq(-2 * k) / fmpq.bernoulli(k)
    return int(value.p), int(value.q)


@lru_cache(maxsize=1 << 16)
def _divisor_sum(n: int, power: int) -> int:
    return int(fmpz(n).divisor_sigma(power))


# -- denominators and majorants ------------------------------------------------------------------------


def _common_multiple(terms: Mapping[Monomial, Cyclotomic], scale: _Scale) -> int:
    """A multiple of the denominators of all coefficients."""
    return math.lcm(*(int(c.q) * _divisor(monomial, scale) for monomial, value in terms.items() for _, c in value))


def _divisor(monomial: Monomial, scale: _Scale) -> int:
    """A multiple of the denominators of a product of the series.

    The constant factor 1 - exp(2 pi i u) of a Klein form divides N: N is a product of such factors.
    """
    total = 1
    for atom, exponent in monomial:
        if atom.kind == KLEIN and atom.index[0] == 0 and exponent < 0:
            total *= scale.order_of_unity ** (-exponent)
    return total


def _size(terms: Mapping[Monomial, Cyclotomic], scale: _Scale) -> int:
    """Bits of a bound for the coefficients of the combination and their conjugates.

    A series that is majorised by one with the sum M at some 0 < r < 1 has coefficients of x^n below M r^-n.
    """
    with ctx.workprec(64):
        rank = max(1, *(sum(abs(e) for _, e in monomial) for monomial in terms))
        r = 1 - arb(1) / (2 + (arb(scale.length) / (2 * rank)).sqrt())
        total = arb(0)
        for monomial, value in terms.items():
            size = sum((abs(arb(c)) for _, c in value), arb(0))
            for atom, exponent in monomial:
                size *= _majorant(atom, exponent, r, scale) ** abs(exponent)
            total += size
        bound = (total / r**scale.length + 1).log() / arb(2).log()
        return int(bound.upper().ceil().unique_fmpz() or 0) + 2


def _majorant(atom: Atom, exponent: int, r: arb, scale: _Scale) -> arb:
    """The value at r of a majorant of the series, or of its reciprocal for a negative exponent.

    Products of factors 1 - c x^n, |c| = 1, and their reciprocals are majorised by those of 1/(1 - x^n); and
    `sum -log(1 - y^n) <= (pi^2/6) y/(1 - y)`, `sum sigma_j(n) y^n <= j! y/(1 - y)^(j + 2)`.
    """
    a, _, d = atom.matrix
    y = r ** scale.place(Fraction(a, d))

    def product(base: arb) -> arb:
        return (arb.pi() ** 2 / 6 * base / (1 - base)).exp()

    if atom.kind == ETA:
        return product(y)
    if atom.kind in (EISENSTEIN, DIFFERENCE):
        total = arb(0)
        for factor, k, stride, _ in _eisenstein_parts(atom, scale):
            (upper, lower), at = _eisenstein_factor(k), r**stride
            total += abs(factor) * (lower + abs(upper) * arb(fmpz.fac_ui(fmpz(k - 1))) * at / (1 - at) ** (k + 1))
        return total
    first = atom.index[0]
    if first == 0:
        constant = arb(scale.order_of_unity) if exponent < 0 else arb(2)
        return constant * product(y) ** 4
    nearest = r ** scale.place(min(first, 1 - first) * Fraction(a, d))
    return product(nearest) ** 2 * product(y) ** 2
