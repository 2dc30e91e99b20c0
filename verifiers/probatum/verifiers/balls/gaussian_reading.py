"""Reading numbers, polynomials and rational functions with Gaussian rational coefficients exactly."""

from __future__ import annotations

from typing import Final

from flint import acb, arb, fmpq, fmpz, fmpz_poly

from probatum.verifiers.balls.gaussian import (
    GaussianPolynomial,
    GaussianQuotient,
    gaussian_constant,
    real_polynomial,
)
from probatum.verifiers.balls.scope import Engine, Scope
from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import as_exact_integer, fraction, is_exact
from probatum.verifiers.language.expr import Expr, free_symbols

__all__ = ["gaussian_polynomial", "gaussian_quotient"]

_MAX_DEGREE: Final = 64
_MAX_EXPONENT: Final = 64
_MAX_DYADIC_BITS: Final = 1 << 12
_ONE: Final = gaussian_constant(fmpq(1), fmpq(0))
_INDEX: Final = GaussianQuotient(real_polynomial(fmpz_poly([0, 1])), real_polynomial(fmpz_poly([1])))


def gaussian_quotient(
    expr: Expr, variable: str, scope: Scope, engine: Engine
) -> tuple[GaussianQuotient, frozenset[int]] | None:
    """The rational function of the variable that is written, with the integers at which a divisor vanishes.

    None when it is not seen to be a rational function with Gaussian rational coefficients.
    """
    reading = _Reading(variable, scope, engine)
    found = reading.quotient(expr)
    return None if found is None else (found, frozenset(reading.poles))


def gaussian_polynomial(
    expr: Expr, variable: str, scope: Scope, engine: Engine
) -> tuple[GaussianPolynomial, fmpz] | None:
    """`(p, s)` when the expression is the polynomial `p/s`, s a positive integer, everywhere; None otherwise."""
    found = gaussian_quotient(expr, variable, scope, engine)
    if found is None:
        return None
    quotient, poles = found
    if poles or quotient.below.degree() > 0:
        return None
    return quotient.above, quotient.below.real[0]


class _Reading:
    """One pass over an expression, collecting the integer zeros of the divisors met."""

    def __init__(self, variable: str, scope: Scope, engine: Engine) -> None:
        self.variable, self.scope, self.engine = variable, scope, engine
        self.poles: set[int] = set()

    def quotient(self, expr: Expr) -> GaussianQuotient | None:
        """The rational function, None when it is none or grows too large."""
        found = self._composed(expr)
        return None if found is None or found.degree() > _MAX_DEGREE else found

    def _composed(self, expr: Expr) -> GaussianQuotient | None:
        head, args = expr.head, expr.args
        if head == "symbol" and self.variable == expr.name:
            return _INDEX
        if head == "symbol" and expr.name == "i" and "i" not in self.scope:
            return gaussian_constant(fmpq(0), fmpq(1))
        if head in ("+", "*", "/", "neg"):
            parts = [self.quotient(arg) for arg in args]
            if any(part is None for part in parts):
                return None
            return self._combined(head, [part for part in parts if part is not None])
        if head == "^":
            return self._power(*args)
        return self._constant(expr) if self.variable not in free_symbols(expr) else None

    def _combined(self, head: str, parts: list[GaussianQuotient]) -> GaussianQuotient | None:
        if head == "neg":
            return -parts[0]
        total = parts[0]
        for part in parts[1:]:
            following = self._reciprocal(part) if head == "/" else part
            if following is None or total.degree() + following.degree() > 2 * _MAX_DEGREE:
                return None
            total = total + following if head == "+" else total * following
        return total

    def _reciprocal(self, quotient: GaussianQuotient) -> GaussianQuotient | None:
        if quotient.above.degree() < 0:
            return None
        self.poles |= quotient.above.integer_roots()
        return quotient.inverse().primitive()

    def _power(self, base: Expr, exponent: Expr) -> GaussianQuotient | None:
        if self.variable in free_symbols(exponent):
            return None
        order = as_exact_integer(self.engine.value(exponent, self.scope))
        if order is None or abs(order) > _MAX_EXPONENT:
            return None
        quotient = self.quotient(base)
        if quotient is not None and order < 0:
            quotient = self._reciprocal(quotient)
        if quotient is None or quotient.degree() * abs(order) > _MAX_DEGREE:
            return None
        total = _ONE
        for _ in range(int(abs(order))):
            total = total * quotient
        return total

    def _constant(self, expr: Expr) -> GaussianQuotient | None:
        value = self.engine.value(expr, self.scope)
        parts = (value.real, value.imag) if isinstance(value, acb) else (value, fmpz(0))
        real, imag = map(_dyadic, parts)
        return None if real is None or imag is None else gaussian_constant(real, imag)


def _dyadic(value: Value) -> fmpq | None:
    """An exact value, or that of a ball of radius 0."""
    if is_exact(value):
        return fraction(value)
    if isinstance(value, arb) and value.is_exact() and value.is_finite():
        mantissa, exponent = value.man_exp()
        if abs(exponent) < _MAX_DYADIC_BITS:
            return fmpq(mantissa) * fmpq(2) ** int(exponent)
    return None
