"""Modular forms without zeros as products of eta functions, found from their expansion as an infinite product."""

from __future__ import annotations

from fractions import Fraction
from math import gcd
from typing import Final

from flint import acb, nmod, nmod_poly

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.identities.expansions import expander
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.language.expr import Expr, apply, integer, rational, symbol
from probatum.verifiers.modular_forms.atoms import weight
from probatum.verifiers.modular_forms.combinations import combinations
from probatum.verifiers.modular_forms.q_expansions import leading_coefficients
from probatum.verifiers.modular_forms.reading import Reader
from probatum.verifiers.modular_forms.weierstrass import by_thetas
from probatum.verifiers.provers.modular_kernels import rational_of_residue

__all__ = ["eta_quotient"]

_LENGTH: Final = 60
_MAX_EXPONENT: Final = 400


def eta_quotient(value: Expr, tau: str, facts: Facts) -> Expr | None:
    """A product `c prod eta(r tau)^e`, with rational r, times a power of pi, with the first coefficients of a value."""
    own = expander(facts)
    reader = Reader(own, tau)
    found = combinations(by_thetas(own.reduced(own.expansion(value))[0], own), reader)
    if len(found) != 1:
        return None
    low, denominator, series = leading_coefficients(found[0], _LENGTH)
    prime = series.modulus()
    first = next((n for n, c in enumerate(series.coeffs()) if int(c)), None)
    if first is None or first > _LENGTH // 2:
        return None
    constant = rational_of_residue(int(series[first]), prime)
    if constant is None:
        return None
    exponents = _product_exponents(nmod_poly(series.coeffs()[first:], prime), _LENGTH - first)
    divisors = _divisors(exponents)
    if divisors is None:
        return None
    lead = low + Fraction(first, denominator)
    if sum(Fraction(t * e, 24 * denominator) for t, e in divisors.items()) != lead:
        return None
    factors = [rational(int(constant.p), int(constant.q))]
    for t, e in sorted(divisors.items()):
        argument = symbol(tau) if t == denominator else Expr("*", (rational(t, denominator), symbol(tau)))
        factors.append(apply("^", apply("dedekind_eta", argument), integer(e)))
    product = Expr("*", (*factors, integer(1)))
    return _with_power_of_pi(value, product, tau, int(weight(next(iter(found[0])))))


def _with_power_of_pi(value: Expr, product: Expr, tau: str, k: int) -> Expr:
    """The product times pi^k, when that is the value at a point: forms of weight k are often given so."""
    point = {tau: acb(0.125, 1.125)}
    with_power = Expr("*", (product, apply("^", symbol("pi"), integer(k))))
    try:
        wanted, there = (complex_(evaluate(each, point)) for each in (value, with_power))
    except NO_VALUE:
        return product
    return with_power if abs(wanted - there) < 1e-6 * abs(wanted) else product


def _product_exponents(series: nmod_poly, length: int) -> list[int] | None:
    """The e_n, small integers, with series = c prod (1 - x^n)^(e_n), from the logarithmic derivative."""
    prime = int(series.modulus())
    quotient = series.derivative().mul_low(series.inverse_series_trunc(length), length - 1)
    exponents = [0] * length
    for n in range(1, length - 1):
        # x f'/f = -sum_n sum_(d | n) d e_d x^n
        total = nmod(0, prime) - quotient[n - 1]
        for d in range(1, n):
            if n % d == 0:
                total -= d * exponents[d]
        value = int(total / nmod(n, prime))
        value = value - prime if value > prime // 2 else value
        if abs(value) > _MAX_EXPONENT:
            return None
        exponents[n] = value
    return exponents[: length - 1]


def _divisors(exponents: list[int] | None) -> dict[int, int] | None:
    """The r_t, for few t, with e_n the sum of r_t over the divisors t of n."""
    if exponents is None:
        return None
    found: dict[int, int] = {}
    for n in range(1, len(exponents)):
        rest = exponents[n] - sum(e for t, e in found.items() if n % t == 0)
        if rest:
            found[n] = rest
    common = gcd(*found) if found else 1
    return found if found and max(found) // common <= len(exponents) // 2 and len(found) <= 12 else None
