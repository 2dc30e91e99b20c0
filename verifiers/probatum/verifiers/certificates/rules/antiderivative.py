"""Definite integrals by the fundamental theorem of calculus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flint import fmpq, fmpq_poly, fmpz_poly

from probatum.verifiers.certificates.proofs import CertificateError, Checking, Equation
from probatum.verifiers.exact.polynomial_fractions import univariate
from probatum.verifiers.exact.unit_interval import positive_on_unit
from probatum.verifiers.functions.lift import fraction, is_exact
from probatum.verifiers.language.expr import Expr, apply, substitute

__all__ = ["Antiderivative", "conclude_antiderivative"]

_MAX_TERMS: Final = 50


@dataclass(frozen=True, slots=True)
class Antiderivative:
    """`integral(f, x, lo, hi) = F(hi) - F(lo)`, F = R(x) + sum c_j g_j(u_j(x)) with F' = f, lo and hi rational.

    R = `rational` and the u_j are rational functions over Q with no pole on [lo, hi], as has f. `terms` lists
    (c_j, g_j, u_j) with rational c_j and g_j one of `atan`, `log`; u_j > 0 on [lo, hi] for a logarithm.
    """

    integral: Expr
    rational: Expr
    terms: tuple[tuple[Expr, str, Expr], ...]


def conclude_antiderivative(proof: Antiderivative, checking: Checking) -> Equation:
    """The derivative is compared as a rational function; poles and signs are seen on the whole interval."""
    if proof.integral.head != "integral" or len(proof.terms) > _MAX_TERMS:
        raise CertificateError("an integral and a moderate number of terms are wanted")
    body, variable, *limits = proof.integral.args
    ends = [checking.value(end) for end in limits]
    if not all(map(is_exact, ends)):
        raise CertificateError("the ends of the interval are not rational")
    low, high = (fraction(end) for end in ends)
    above, below, _ = _regular(body, variable.name, low, high)
    difference = _quotient(above, below)
    difference = _minus(difference, _derivative(_regular(proof.rational, variable.name, low, high)[:2]))
    for factor, function, argument in proof.terms:
        up, down, _ = _regular(argument, variable.name, low, high)
        value = checking.value(factor)
        if not is_exact(value):
            raise CertificateError("a factor that is not rational")
        if function == "log":
            _require_no_zero(up, low, high)
            if not up(low) * down(low) > 0:
                raise CertificateError("the logarithm of a negative number")
        elif function != "atan":
            raise CertificateError(f"no primitive is made of {function}")
        rate, (du, dd) = fraction(value), _derivative((up, down))
        # (log u)' = u'/u and (atan u)' = u'/(1 + u^2) with u = up/down.
        inner = (du * down, dd * up) if function == "log" else (du * down**2, dd * (up**2 + down**2))
        difference = _minus(difference, (inner[0] * rate, inner[1]))
    if not difference[0].is_zero():
        raise CertificateError("the derivative of the primitive is not the integrand")
    at_low, at_high = (_at(proof, variable.name, end) for end in limits)
    return Equation(proof.integral, Expr("+", (at_high, Expr("neg", (at_low,)))))


def _at(proof: Antiderivative, variable: str, end: Expr) -> Expr:
    parts = [substitute(proof.rational, {variable: end})]
    for factor, function, argument in proof.terms:
        parts.append(Expr("*", (factor, apply(function, substitute(argument, {variable: end})))))
    return parts[0] if len(parts) == 1 else Expr("+", tuple(parts))


def _regular(expr: Expr, variable: str, low: fmpq, high: fmpq) -> tuple[fmpq_poly, fmpq_poly, tuple[fmpq_poly, ...]]:
    """A rational function with no pole, not even a removable one, on the closed interval."""
    above, below, divisors = univariate(expr, variable)
    for divisor in divisors:
        _require_no_zero(divisor, low, high)
    return above, below, divisors


def _require_no_zero(polynomial: fmpq_poly, low: fmpq, high: fmpq) -> None:
    on_unit: fmpz_poly = polynomial(fmpq_poly([low, high - low])).numer()
    if not (positive_on_unit(on_unit) or positive_on_unit(-on_unit)):
        raise CertificateError("a zero is not excluded on the interval")


def _quotient(above: fmpq_poly, below: fmpq_poly) -> tuple[fmpq_poly, fmpq_poly]:
    common = above.gcd(below)
    return above // common, below // common


def _derivative(function: tuple[fmpq_poly, fmpq_poly]) -> tuple[fmpq_poly, fmpq_poly]:
    above, below = function
    return above.derivative() * below - above * below.derivative(), below * below


def _minus(left: tuple[fmpq_poly, fmpq_poly], right: tuple[fmpq_poly, fmpq_poly]) -> tuple[fmpq_poly, fmpq_poly]:
    return _quotient(left[0] * right[1] - right[0] * left[1], left[1] * right[1])
