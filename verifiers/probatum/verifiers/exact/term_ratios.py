"""Hypergeometric terms by their ratios: integers and polynomials only.

A term is known by its ratio `t(k+1)/t(k)`, a rational function over Q, from an index on at which neither the ratio nor
what was written has zeros or poles, and by its value there. Constants of any kind stay in that value.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from flint import fmpq, fmpq_poly, fmpz_poly

from probatum.verifiers.balls.evaluate import ENGINE
from probatum.verifiers.balls.term_reading import hypergeometric_sum
from probatum.verifiers.balls.terms import HypergeometricTerm, Polynomial
from probatum.verifiers.functions.lift import fraction, is_exact
from probatum.verifiers.language.expr import Expr, apply, integer, rational, symbol
from probatum.verifiers.language.numbers import rational_number

__all__ = [
    "Ratio",
    "TermRatio",
    "absolutely_summable",
    "grows_without_bound",
    "horner",
    "limit_at_infinity",
    "regular_from",
    "term_ratio",
]

_NEXT: Final = fmpq_poly([1, 1])
_FAST: Final = fmpq(10**9)
"""Stands for the exponent of a decay that is faster than any power, in comparison with degrees."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """The rational function `above/below`, in lowest terms with monic `below`."""

    above: fmpq_poly
    below: fmpq_poly

    @staticmethod
    def of(above: fmpq_poly, below: fmpq_poly) -> Ratio:
        """The quotient of two polynomials. Raises ZeroDivisionError when `below` is 0."""
        common = above.gcd(below)
        above, below = above // common, below // common
        leading = below[below.degree()]
        return Ratio(above / leading, below / leading)

    def __mul__(self, other: Ratio) -> Ratio:
        return Ratio.of(self.above * other.above, self.below * other.below)

    def __truediv__(self, other: Ratio) -> Ratio:
        return Ratio.of(self.above * other.below, self.below * other.above)

    def __add__(self, other: Ratio) -> Ratio:
        return Ratio.of(self.above * other.below + other.above * self.below, self.below * other.below)

    def __sub__(self, other: Ratio) -> Ratio:
        return Ratio.of(self.above * other.below - other.above * self.below, self.below * other.below)

    def next(self) -> Ratio:
        """The function at k + 1."""
        return Ratio(self.above(_NEXT), self.below(_NEXT))

    def at(self, k: int) -> fmpq:
        """The value at an integer. Raises ZeroDivisionError at a pole."""
        return fmpq(self.above(k)) / fmpq(self.below(k))


@dataclass(frozen=True, slots=True)
class TermRatio:
    """`t(k+1)/t(k) = ratio(k)` for integers k >= `start`, where the ratio has no zeros or poles."""

    ratio: Ratio
    start: int


def regular_from(polynomial: fmpq_poly, low: int) -> int:
    """The least integer k >= low from which a polynomial has no integer root."""
    return max([low, *(int(root) + 1 for root, _ in fmpz_poly(polynomial.numer()).roots())])


def term_ratio(body: Expr, variable: str, low: int) -> TermRatio | None:
    """The ratio of the terms k >= low of a sum, None when they are not seen to be one hypergeometric term over Q.

    It says nothing of a term that is 0 from `start` on: the caller looks at its value there.
    """
    read = hypergeometric_sum(body, variable, {}, ENGINE)
    if read is None or len(read.terms) != 1:
        return None
    (term,) = read.terms
    exact = (*term.numerator, *term.denominator, term.base, *(factor.shift for factor in term.gammas))
    if term.phase != 0 or not all(map(is_exact, exact)):
        return None
    ratio = _ratio(term)
    start = max([read.first_regular(low), *(pole + 1 for pole in read.poles)])
    return TermRatio(ratio, regular_from(ratio.above * ratio.below, start))


def _polynomial(coefficients: Polynomial) -> fmpq_poly:
    return fmpq_poly([fraction(c) for c in coefficients])


def _ratio(term: HypergeometricTerm) -> Ratio:
    rational_part = Ratio.of(_polynomial(term.numerator), _polynomial(term.denominator))
    result = rational_part.next() / rational_part * Ratio.of(fmpq_poly([fraction(term.base)]), fmpq_poly([1]))
    for factor in term.gammas:
        steps = fmpq_poly([1])
        for step in range(factor.slope):  # Gamma(m(k+1) + s)/Gamma(mk + s)
            steps *= fmpq_poly([fraction(factor.shift) + step, factor.slope])
        power = steps ** abs(factor.exponent)
        one = fmpq_poly([1])
        result *= Ratio.of(power, one) if factor.exponent > 0 else Ratio.of(one, power)
    return result


def limit_at_infinity(factor: Ratio, ratio: Ratio, start: int) -> Expr | None:
    """`lim factor(k) h(k)` for the term h with `h(k+1)/h(k) = ratio(k)`, `h(start) = 1`; None when not seen.

    With `|ratio| -> r`, h decays exponentially for r < 1; for r = 1 and `|ratio| = 1 - s/k + O(1/k^2)` it is
    asymptotic to `C k^-s` in modulus. When the ratio tends to 1 and splits over Q into factors `(k + a_i)/(k + b_i)`
    without zeros and poles at integers from `start` on, `C = prod Gamma(start + b_i)/Gamma(start + a_i)`.
    """
    if factor.above.degree() < 0:
        return integer(0)
    above, below, degree = ratio.above, ratio.below, ratio.below.degree()
    growth = factor.above.degree() - factor.below.degree()
    decay = _decay(ratio)
    if decay is not None and growth < decay:
        return integer(0)
    if decay is None or growth > decay or above[degree] != 1:
        return None
    upper, lower = _linear_shifts(below), _linear_shifts(above)
    if len(upper) < degree or len(lower) < degree:
        return None
    scale = factor.above[factor.above.degree()] / factor.below[factor.below.degree()]
    gammas: Counter[Fraction] = Counter()
    for shifts, sign in ((upper, 1), (lower, -1)):
        for shift in shifts:
            multiple, least = _reduced_gamma(start + shift)
            scale *= multiple**sign
            gammas[least] += sign
    return _gamma_product(scale, gammas)


def _decay(ratio: Ratio) -> fmpq | None:
    """The s for which the terms with this ratio are of the order of `k^-s`; _FAST when they decay faster than that.

    None when they grow faster. `|ratio| = 1 - s/k + O(1/k^2)` when it tends to 1.
    """
    above, below, degree = ratio.above, ratio.below, ratio.below.degree()
    leading = above[above.degree()]
    if above.degree() == degree and abs(leading) == 1:
        return below[degree - 1] - above[degree - 1] * leading if degree else fmpq(0)
    return _FAST if above.degree() < degree or (above.degree() == degree and abs(leading) < 1) else None


def absolutely_summable(ratio: Ratio) -> bool:
    """Whether the moduli of the terms with this ratio have a finite sum: they are of the order of `k^-s` with s > 1."""
    decay = _decay(ratio)
    return decay is not None and bool(decay > 1)


def grows_without_bound(ratio: Ratio, start: int) -> bool:
    """Whether the partial sums of the term with this ratio, without zeros and poles from `start` on, are unbounded.

    For `|ratio| -> r > 1` (or infinity) with a real limit, the partial sums are asymptotic to `ratio/(ratio - 1)` times
    the last term, which is unbounded. When the ratio tends to 1 as `1 - s/k + O(1/k^2)`, the terms are eventually of
    one sign and of the order of `k^-s`, and their sum diverges for s <= 1.
    """
    if any(regular_from(p, start) != start for p in (ratio.above, ratio.below)):
        return False
    decay = _decay(ratio)
    return decay is None or bool(decay <= 1 and ratio.above[ratio.below.degree()] == 1)


def horner(polynomial: fmpq_poly, at: Expr) -> Expr:
    """The value of a polynomial at a closed expression, written by Horner's rule."""
    total: Expr | None = None
    for c in reversed(polynomial.coeffs()):
        raised = None if total is None else Expr("*", (total, at))
        coefficient = rational_number(c)
        total = coefficient if raised is None else raised if c == 0 else Expr("+", (raised, coefficient))
    return integer(0) if total is None else total


def _linear_shifts(monic: fmpq_poly) -> list[fmpq]:
    """The a of the factors `k + a` over Q of a polynomial, with multiplicity."""
    _, factors = fmpz_poly(monic.numer()).factor()
    return [fmpq(p[0], p[1]) for p, multiplicity in factors if p.degree() == 1 for _ in range(multiplicity)]


def _reduced_gamma(argument: fmpq) -> tuple[fmpq, Fraction]:
    """`(c, a)` with `Gamma(argument) = c Gamma(a)` and 0 < a <= 1, for an argument that is no pole."""
    least = argument - argument.ceil() + 1
    low, high = sorted((least, argument))
    product, current = fmpq(1), low
    while current < high:
        product *= current
        current += 1
    return (product if argument >= least else 1 / product), Fraction(int(least.p), int(least.q))


def _gamma_product(scale: fmpq, gammas: Counter[Fraction]) -> Expr:
    """`scale` times gamma functions at rationals in (0, 1]; `Gamma(1) = 1` and `Gamma(1/2)^2 = pi`."""
    parts = [rational_number(scale)]
    for argument, exponent in sorted(gammas.items()):
        if argument == Fraction(1, 2):
            parts.append(Expr("^", (symbol("pi"), rational(exponent, 2))))
        elif argument != 1 and exponent:
            gamma = apply("gamma", rational(argument.numerator, argument.denominator))
            parts.append(Expr("^", (gamma, integer(exponent))))
    return Expr("*", tuple(parts)) if len(parts) > 1 else parts[0]
