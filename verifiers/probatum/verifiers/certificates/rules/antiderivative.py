"""Definite integrals by the fundamental theorem of calculus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flint import fmpq, fmpq_poly

from probatum.verifiers.certificates.proofs import CertificateError, Checking, Equation
from probatum.verifiers.exact.polynomial_fractions import univariate
from probatum.verifiers.exact.unit_interval import positive_on_unit
from probatum.verifiers.functions.lift import fraction, is_exact
from probatum.verifiers.language.expr import Expr, apply, free_symbols, rational, substitute

__all__ = ["Antiderivative", "conclude_antiderivative"]

_MAX_TERMS: Final = 50


@dataclass(frozen=True, slots=True)
class Antiderivative:
    """`integral(f, x, lo, hi) = F(hi) - F(lo)`, F = R(x) + sum c_j g_j(x) with F' = f; lo, hi, c_j rational.

    R = `rational` is a rational function over Q with no pole on [lo, hi], as is f. `terms` lists (c_j, name, u_j):
    `log` stands for `log(u_j(x))`, with a rational function u_j > 0 on [lo, hi]; `atan` for `atan(s x)/s`,
    `s = sqrt(u_j)`, with derivative `1/(1 + u_j x^2)`, u_j a rational number; for u_j < 0 it is `atanh(s x)/s` with
    `s = sqrt(-u_j)`, where `1 + u_j x^2 > 0` on [lo, hi].
    """

    integral: Expr
    rational: Expr
    terms: tuple[tuple[Expr, str, Expr], ...]


def conclude_antiderivative(proof: Antiderivative, checking: Checking) -> Equation:
    """The derivative is compared as a rational function; poles and signs are seen on the whole interval."""
    if proof.integral.head != "integral" or len(proof.terms) > _MAX_TERMS:
        raise CertificateError("an integral and a moderate number of terms are wanted")
    body, variable, *limits = proof.integral.args
    low, high = (_rational(end, checking) for end in limits)
    difference = _regular(body, variable.name, low, high)
    difference = _minus(difference, _derivative(_regular(proof.rational, variable.name, low, high)))
    parts = [proof.rational]
    for factor, function, argument in proof.terms:
        if variable.name in free_symbols(factor):
            raise CertificateError("the name of a constant in a factor is that of the variable")
        if function == "log":
            u = _regular(argument, variable.name, low, high)
            _require_positive(u[0] * u[1], low, high)
            above, below = _derivative(u)
            rate, written = (above * u[1], below * u[0]), apply("log", argument)
        elif function == "atan":
            square = _rational(argument, checking)
            below = fmpq_poly([1, 0, square])
            _require_positive(below, low, high)
            rate, written = (fmpq_poly([1]), below), _inverse_tangent(square, variable)
        else:
            raise CertificateError(f"no primitive is made of {function}")
        difference = _minus(difference, (rate[0] * _rational(factor, checking), rate[1]))
        parts.append(Expr("*", (factor, written)))
    if not difference[0].is_zero():
        raise CertificateError("the derivative of the primitive is not the integrand")
    primitive = parts[0] if len(parts) == 1 else Expr("+", tuple(parts))
    at_low, at_high = (substitute(primitive, {variable.name: end}) for end in limits)
    return Equation(proof.integral, Expr("+", (at_high, Expr("neg", (at_low,)))))


def _rational(expr: Expr, checking: Checking) -> fmpq:
    value = checking.value(expr)
    if not is_exact(value):
        raise CertificateError("a number that is not rational")
    return fraction(value)


def _inverse_tangent(square: fmpq, x: Expr) -> Expr:
    """`atan(s x)/s` or `atanh(s x)/s`, `s = sqrt(|square|)`; x itself for 0."""
    if square == 0:
        return x
    root = apply("sqrt", rational(abs(int(square.p)), int(square.q)))
    return Expr("/", (apply("atan" if square > 0 else "atanh", Expr("*", (root, x))), root))


def _regular(expr: Expr, variable: str, low: fmpq, high: fmpq) -> tuple[fmpq_poly, fmpq_poly]:
    """A rational function with no pole, not even a removable one, on the closed interval."""
    above, below, divisors = univariate(expr, variable)
    for divisor in divisors:
        if not (_is_positive(divisor, low, high) or _is_positive(-divisor, low, high)):
            raise CertificateError("a pole is not excluded on the interval")
    return above, below


def _require_positive(polynomial: fmpq_poly, low: fmpq, high: fmpq) -> None:
    if not _is_positive(polynomial, low, high):
        raise CertificateError("a value is not seen to be positive on the interval")


def _is_positive(polynomial: fmpq_poly, low: fmpq, high: fmpq) -> bool:
    """Whether the polynomial is seen to be positive from `low` to `high`."""
    return positive_on_unit(polynomial(fmpq_poly([low, high - low])).numer())


def _quotient(above: fmpq_poly, below: fmpq_poly) -> tuple[fmpq_poly, fmpq_poly]:
    common = above.gcd(below)
    return above // common, below // common


def _derivative(function: tuple[fmpq_poly, fmpq_poly]) -> tuple[fmpq_poly, fmpq_poly]:
    above, below = function
    return above.derivative() * below - above * below.derivative(), below * below


def _minus(left: tuple[fmpq_poly, fmpq_poly], right: tuple[fmpq_poly, fmpq_poly]) -> tuple[fmpq_poly, fmpq_poly]:
    return _quotient(left[0] * right[1] - right[0] * left[1], left[1] * right[1])
