"""Sums of rational functions, `sum z^k R(k)` with |z| = 1 or less, by partial fractions.

With `R = sum_j c_j/(k + a)^j` over the poles -a, the sum from k = 0 is `sum c_j Phi(z, j, a)`, where the Lerch
transcendent at z = 1 is the Hurwitz zeta function for j >= 2 and `-psi(a)` stands for the simple poles, whose
coefficients add up to 0 when the series converges. Poles and coefficients are exact for rational poles and balls around
isolated roots otherwise.

Source: DLMF 5.7.6, 25.11.1, 25.14.1; Knopp, *Theory and application of infinite series*, section 35, for convergence.
"""

from __future__ import annotations

from dataclasses import dataclass

from flint import acb, acb_series, arb, ctx, fmpq, fmpq_poly

from probatum.verifiers.balls.errors import DivergentError, UnsupportedError
from probatum.verifiers.balls.rational_digamma import digamma
from probatum.verifiers.balls.terms import HypergeometricTerm
from probatum.verifiers.functions import UndefinedValueError, Value
from probatum.verifiers.functions.lift import complex_, fraction, is_exact, root_balls

__all__ = ["rational_series"]


@dataclass(frozen=True, slots=True)
class _Pole:
    """A pole at `location` with the coefficients of `(k - location)^-j`, j = 1, 2, ..."""

    location: fmpq | acb
    coefficients: tuple[acb, ...]


def _reduced(term: HypergeometricTerm) -> tuple[fmpq_poly, fmpq_poly]:
    numerator = fmpq_poly([fraction(c) for c in term.numerator])
    denominator = fmpq_poly([fraction(c) for c in term.denominator])
    common = numerator.gcd(denominator)
    return numerator // common, denominator // common


def _laurent(numerator: fmpq_poly, denominator: fmpq_poly, location: fmpq | acb, order: int) -> tuple[acb, ...]:
    """Coefficients of `(x - location)^-j` in `numerator/denominator`, j = 1..order, at a pole of that order."""
    saved, ctx.cap = ctx.cap, order + 1
    try:
        centre = complex_(location)
        shift = acb_series([centre, 1], prec=2 * order + 1)
        above, below = acb_series([0], prec=2 * order + 1), acb_series([0], prec=2 * order + 1)
        ctx.cap = 2 * order + 1
        for coefficient in reversed(numerator.coeffs()):
            above = above * shift + acb_series([acb(coefficient)], prec=2 * order + 1)
        for coefficient in reversed(denominator.coeffs()):
            below = below * shift + acb_series([acb(coefficient)], prec=2 * order + 1)
        # The first `order` coefficients of the denominator vanish: the pole has exactly this order.
        cofactor = acb_series([below[order + i] for i in range(order)], prec=order)
        quotient = acb_series([above[i] for i in range(order)], prec=order) / cofactor
        return tuple(quotient[order - j] for j in range(1, order + 1))
    finally:
        ctx.cap = saved


def _poles(numerator: fmpq_poly, denominator: fmpq_poly) -> list[_Pole]:
    poles = []
    _, factors = denominator.numer().factor()
    for factor, order in factors:
        if factor.degree() == 1:
            root = fmpq(-factor[0], factor[1])
            poles.append(_Pole(root, _laurent(numerator, denominator, root, order)))
            continue
        poles += [_Pole(ball, _laurent(numerator, denominator, ball, order)) for ball in root_balls(factor)]
    return poles


def _at_one(poles: list[_Pole], first: int) -> acb:
    total = acb(0)
    for pole in poles:
        shift = first - pole.location
        for order, coefficient in enumerate(pole.coefficients, 1):
            value = -digamma(shift) if order == 1 else acb(order).zeta(complex_(shift))
            total += coefficient * value
    return total


def _alternating(poles: list[_Pole], first: int) -> acb:
    """At z = -1: `Phi(-1, j, a) = 2^-j (zeta(j, a/2) - zeta(j, (a + 1)/2))`, and digammas for j = 1."""
    total = acb(0)
    for pole in poles:
        shift = first - pole.location
        even, odd = shift / 2, (shift + 1) / 2
        for order, coefficient in enumerate(pole.coefficients, 1):
            if order == 1:
                value = (digamma(odd) - digamma(even)) / 2
            else:
                value = (acb(order).zeta(complex_(even)) - acb(order).zeta(complex_(odd))) / acb(2) ** order
            total += coefficient * value
    return total if first % 2 == 0 else -total


def _rotating(poles: list[_Pole], first: int, z: acb) -> acb:
    """At `z = exp(i*phase)` other than 1: polylogarithms for integer shifts, Lerch transcendents for others."""
    total = acb(0)
    for pole in poles:
        shift = first - pole.location
        for order, coefficient in enumerate(pole.coefficients, 1):
            if isinstance(shift, fmpq) and shift.q == 1 and 0 < shift < 10_000:
                # Phi(z, j, a) = z^-a (Li_j(z) - sum_{0 < m < a} z^m/m^j)
                value = z.polylog(order)
                for m in range(1, int(shift.p)):
                    value -= z**m / acb(m) ** order
                value /= z ** int(shift.p)
            else:
                value = z.lerch_phi(order, complex_(shift))
            total += coefficient * value
    return total * z**first


def _check_convergence(excess: int, z: Value, phase: fmpq) -> None:
    """Raise DivergentError unless `sum z^k exp(i*phase*k) R(k)` converges, for |z| = 1 and R of the order `k^-excess`.

    For a term that rotates Dirichlet's test suffices with excess 1.
    """
    if excess <= 0:
        raise DivergentError("term test: the terms do not tend to 0")
    if excess == 1 and phase == 0 and is_exact(z) and z == 1:
        raise DivergentError("comparison with the harmonic series: the terms behave like c/k with c != 0")


def _require_terms(term: HypergeometricTerm, first: int) -> None:
    """Raise UndefinedValueError when a term divides by 0, even where the quotient could be reduced."""
    for root, _ in fmpq_poly([fraction(c) for c in term.denominator]).numer().roots():
        if root >= first:
            raise UndefinedValueError(f"division by zero in the term with index {root}")


def rational_series(term: HypergeometricTerm, first: int) -> Value:
    """`sum coefficient * z^k * exp(i*phase*k) * R(k)` over k >= first, for rational R and phase and z one of 1, -1, i,
    -i.

    Raises DivergentError by the term test or by comparison with the harmonic series, UndefinedValueError when a pole of
    R is an index of the sum, UnsupportedError when the base is another number of modulus 1.
    """
    rational_parts = all(map(is_exact, (*term.numerator, *term.denominator)))
    if term.gammas or not rational_parts or isinstance(term.phase, arb):
        raise UnsupportedError("the ratio of consecutive terms tends to modulus 1")
    z = term.base
    quarter_turns = isinstance(z, acb) and z.real.is_zero() and bool(z.imag**2 == 1)
    if not (quarter_turns or (is_exact(z) and z in (1, -1))):
        raise UnsupportedError("a series of rational terms times z^k with |z| = 1 and z none of 1, -1, i, -i")
    numerator, denominator = _reduced(term)
    _check_convergence(denominator.degree() - numerator.degree(), z, term.phase)
    _require_terms(term, first)
    poles = _poles(numerator, denominator)
    if term.phase != 0 or quarter_turns:
        return _rotating(poles, first, complex_(term.rotated_base)) * complex_(term.coefficient)
    total = _at_one(poles, first) if z == 1 else _alternating(poles, first)
    # Rational coefficients: poles come in conjugate pairs and the sum is real.
    return total.real * term.coefficient if not isinstance(term.coefficient, acb) else total * term.coefficient
