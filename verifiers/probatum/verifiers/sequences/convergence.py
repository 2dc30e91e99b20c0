"""How fast the convergents of a continued fraction converge, and how their denominators grow.

Let `lambda_1, lambda_2` be the characteristic roots, a_0 and b_0 the leading coefficients. The convergents differ from
the value by a quotient of a minimal and a dominant solution, which is, up to a factor that changes less,

* `n!^-(2d-e) (|b_0|/a_0^2)^n` for `e = deg b < 2d = 2 deg a`;
* `|lambda_2/lambda_1|^n` for roots of different modulus;
* `exp(-4 sqrt(D) sqrt(n))` at a double root with D > 0, in units of the root's square;
* `n^-sqrt(E)` at a double root with D = 0, E > 0, `1/log n` for E = 0;
* `exp(-2 |a_0|/sqrt(b_0) sqrt(n))` for `e = 2d + 1`, `n^(-|a_0|/sqrt(b_0))` for `e = 2d + 2`, b_0 > 0,

by the theorem of Birkhoff and Adams; D and E are those of `classification`. The value may be infinite: then the
reciprocals converge so, and the denominators are the minimal solution.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from flint import arb, fmpq

from probatum.verifiers.sequences.classification import (
    FractionClass,
    Kind,
    classify_fraction,
    double_root_discriminants,
)
from probatum.verifiers.sequences.divergence import divergence_reason
from probatum.verifiers.sequences.fractions import PolynomialFraction

__all__ = ["Convergence", "Growth", "Speed", "fraction_convergence", "log2"]


class Speed(Enum):
    """The class of `|x - p(n)/q(n)|` as a function of n."""

    FINITE = "0 from some n on"
    SUPER_EXPONENTIAL = "n!^-order 2^(-rate n), order > 0"
    EXPONENTIAL = "2^(-rate n)"
    EXP_SQRT = "2^(-rate sqrt n)"
    POWER = "n^-power"
    LOGARITHMIC = "1/log n"
    DIVERGENT = "no limit"


@dataclass(frozen=True, slots=True)
class Growth:
    """`log2|u(n)| = order log2(n!) + bits_per_term n + o(n)` for a dominant solution u."""

    order: fmpq
    bits_per_term: arb


@dataclass(frozen=True, slots=True)
class Convergence:
    """The class of the error and its constants; those that the class does not speak of are None.

    `rate_bits` is per term, per sqrt(n) for EXP_SQRT; `power` is exact when it is rational. `growth` is that of the
    denominators, None where the two characteristic roots do not decide it (the finite fraction). `reason` names the
    theorem for a divergent fraction and is empty otherwise.
    """

    speed: Speed
    factorial_order: fmpq | None = None
    rate_bits: arb | None = None
    power: fmpq | arb | None = None
    growth: Growth | None = None
    reason: str = ""


def log2(x: arb) -> arb:
    """The logarithm to base 2."""
    return x.log() / arb.const_log2()


def _square_root(x: fmpq) -> fmpq | arb:
    """The square root of x >= 0, exact when it is rational."""
    p, p_rest = x.p.sqrtrem()
    q, q_rest = x.q.sqrtrem()
    return fmpq(p, q) if p_rest == 0 and q_rest == 0 else arb(x).sqrt()


def _sqrt_bits(coefficient: fmpq, square: fmpq) -> arb:
    """c/log 2 for the c of `exp(-c sqrt n)` = coefficient * sqrt(square)."""
    return arb(coefficient) * arb(square).sqrt() / arb.const_log2()


def _power(square: fmpq, growth: Growth) -> Convergence:
    return Convergence(Speed.POWER, power=_square_root(square), growth=growth)


def fraction_convergence(fraction: PolynomialFraction) -> Convergence:
    """The class of convergence of a continued fraction, with constants at the working precision."""
    found = classify_fraction(fraction)
    if found.kind is Kind.TERMINATING:
        return Convergence(Speed.FINITE)
    growth = Growth(found.growth_order, log2(abs(found.roots[0])))
    reason = divergence_reason(fraction)
    if reason is not None:
        return Convergence(Speed.DIVERGENT, growth=growth, reason=reason)
    a, b = fraction.a[fraction.a.degree()], fraction.b[fraction.b.degree()]
    if found.kind is Kind.HYPERBOLIC:
        return _hyperbolic(fraction, found, growth)
    if found.kind is Kind.DOMINATED:
        square = fmpq(a * a, b)
        if fraction.b.degree() == 2 * fraction.a.degree() + 1:
            return Convergence(Speed.EXP_SQRT, rate_bits=_sqrt_bits(fmpq(2), square), growth=growth)
        return _power(square, growth)
    first, second = double_root_discriminants(fraction)
    if first > 0:
        return Convergence(Speed.EXP_SQRT, rate_bits=_sqrt_bits(fmpq(4), first), growth=growth)
    if second > 0:
        return _power(second, growth)
    return Convergence(Speed.LOGARITHMIC, growth=growth)


def _hyperbolic(fraction: PolynomialFraction, found: FractionClass, growth: Growth) -> Convergence:
    d, e = fraction.a.degree(), fraction.b.degree()
    a, b = fraction.a[d], abs(fraction.b[e])
    if e < 2 * d:
        return Convergence(
            Speed.SUPER_EXPONENTIAL,
            factorial_order=fmpq(2 * d - e),
            rate_bits=log2(arb(fmpq(a * a, b))),
            growth=growth,
        )
    # |lambda_1/lambda_2| = lambda_1^2/|b_0|, without cancellation
    rate = 2 * growth.bits_per_term - log2(arb(b))
    return Convergence(Speed.EXPONENTIAL, factorial_order=fmpq(0), rate_bits=rate, growth=growth)
