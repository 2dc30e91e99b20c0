"""Paths to infinity or to an end point, and the growth of polynomials along them.

Three paths occur: `x = u` (to infinity), `x = a + h exp(u)` (to infinity, exponentially fast, which makes algebraic
decay exponential) and `x = a + h exp(-u)` (to the finite point a). On each of them a polynomial in x is its dominant
power times `1 + e` with an explicit bound for e: the other coefficients over the dominant one, times the powers by
which they lag.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from flint import acb, arb, fmpz

from probatum.verifiers.balls.arithmetic import add, is_exact_zero, multiply
from probatum.verifiers.balls.growth import ZERO, Growth
from probatum.verifiers.balls.scope import Engine, Scope
from probatum.verifiers.balls.term_reading import hypergeometric_sum
from probatum.verifiers.balls.terms import Polynomial, leading_perturbation
from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import complex_, is_real
from probatum.verifiers.language.expr import Expr, free_symbols

__all__ = ["DIRECT", "Path", "Ray", "polynomial_growth"]


_ORIGIN: Final = fmpz(0)
_UNIT: Final = fmpz(1)


@dataclass(frozen=True, slots=True)
class Path:
    """`x(u)`: u itself, `centre + scale*exp(u)` or `centre + scale*exp(-u)`."""

    kind: Literal["direct", "outward", "inward"] = "direct"
    centre: Value = _ORIGIN
    scale: Value = _UNIT


DIRECT: Final = Path()


@dataclass(frozen=True, slots=True)
class Ray:
    """The part u >= start >= 1 of a path that `variable` runs over, and what expressions are evaluated with."""

    variable: str
    path: Path
    start: int
    scope: Scope
    engine: Engine

    def varies(self, expr: Expr) -> bool:
        """Whether `expr` depends on the variable."""
        return self.variable in free_symbols(expr)

    def constant(self, expr: Expr) -> Value:
        """The value of an expression that does not vary."""
        return self.engine.value(expr, self.scope)

    def box(self) -> Value:
        """All points of an inward path with u >= start, and a neighbourhood of the end."""
        radius = arb(0, ((-arb(self.start)).exp() * abs(complex_(self.path.scale))).upper())
        if is_real(self.path.centre) and is_real(self.path.scale):
            return self.path.centre + radius
        return complex_(self.path.centre) + acb(radius, radius)

    def polynomial(self, expr: Expr) -> Polynomial | None:
        """The coefficients of `expr` as a polynomial in the variable, None when it is not written as one."""
        if not self._is_written_as_polynomial(expr):
            return None  # an identity between terms that holds at integers only is of no use here
        read = hypergeometric_sum(expr, self.variable, self.scope, self.engine)
        if read is None or len(read.terms) != 1:
            return None
        (term,) = read.terms
        if len(term.denominator) != 1 or term.denominator[0] != 1:
            return None
        return tuple(multiply(c, term.coefficient) for c in term.numerator)

    def _is_written_as_polynomial(self, expr: Expr) -> bool:
        if not self.varies(expr):
            return True
        head, args = expr.head, expr.args
        if head in ("+", "*", "neg"):
            return all(map(self._is_written_as_polynomial, args))
        if head in ("/", "^"):
            return not self.varies(args[1]) and self._is_written_as_polynomial(args[0])
        return head == "symbol"

    def shifted(self, polynomial: Polynomial) -> list[Value]:
        """Coefficients in `w` of the polynomial at `centre + scale*w`, exact where everything is."""
        result: list[Value] = []
        for coefficient in reversed(polynomial):
            moved: list[Value] = [fmpz(0)] * (len(result) + 1)
            for index, c in enumerate(result):
                moved[index] = add(moved[index], multiply(c, self.path.centre))
                moved[index + 1] = add(moved[index + 1], multiply(c, self.path.scale))
            moved[0] = add(moved[0], coefficient)
            result = moved
        while len(result) > 1 and is_exact_zero(result[-1]):
            result.pop()
        return result


def _around(modulus: arb, spread: arb) -> tuple[arb, arb]:
    """Bounds for `modulus * |1 + e|` with `|e| <= spread`."""
    lower = modulus * (1 - spread) if spread < 1 else ZERO
    return lower, modulus * (1 + spread)


def polynomial_growth(polynomial: Polynomial, ray: Ray) -> Growth | None:
    """The growth of a polynomial in x along the ray, None for one that vanishes on it."""
    if ray.path.kind == "direct":
        leading, degree = abs(complex_(polynomial[-1])), len(polynomial) - 1
        spread = leading_perturbation(polynomial, ray.start)
        return Growth(arb(degree), (), *_around(leading, spread))
    shifted = ray.shifted(polynomial)
    if ray.path.kind == "inward":
        first = next((i for i, c in enumerate(shifted) if not is_exact_zero(c)), None)
        if first is None:
            return None
        order, rest, sign = first, range(first + 1, len(shifted)), -1
    else:
        order, rest, sign = len(shifted) - 1, range(len(shifted) - 1), 1
    modulus = abs(complex_(shifted[order]))
    spread = arb(0)
    for index in rest:
        spread += abs(complex_(shifted[index])) / modulus * (-arb(ray.start) * abs(index - order)).exp()
    return Growth(ZERO, (arb(sign * order),) if order else (), *_around(modulus, spread))
