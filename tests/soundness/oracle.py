"""A second opinion on values: the claim language evaluated by mpmath, in floating point, with an estimate of the error.

Nothing here is shared with the judge but the parser. An answer is a value and the relative error that it is trusted to;
what mpmath has no reliable method for has no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import mpmath  # type: ignore[import-untyped]
from mpmath import mp

from probatum.verifiers.language import Expr
from tests.soundness.oracle_fractions import NotRationalError, convergents
from tests.soundness.oracle_functions import FUNCTIONS

DIGITS: Final = 40
"""Decimal digits that mpmath works with."""

PLAIN, QUADRATURE = mpmath.mpf(10) ** -25, mpmath.mpf(10) ** -10
"""Relative errors that plain function values and quadratures are trusted to."""

_MAX_TERMS: Final = 400
_DEPTHS: Final = (200, 239, 240)
_LARGEST_ARGUMENT: Final = 40
"""Bits of the integral part of an argument for which functions are evaluated."""

_EVERYWHERE: Final = frozenset(
    {"abs", "re", "im", "floor", "ceil", "sqrt", "log", "arg", "conjugate", "sign", "max", "min"}
)
"""Functions that large arguments are no burden for."""

Number = Any
"""An mpmath number."""


class NoOpinionError(Exception):
    """mpmath has no value for the expression, or none to be trusted."""


@dataclass(frozen=True)
class Opinion:
    """A value and the relative error it is trusted to."""

    value: Number
    error: Number


_CONSTANTS: Final[dict[str, Callable[[], Number]]] = {
    "pi": lambda: +mp.pi,
    "e": lambda: +mp.e,
    "i": lambda: mp.mpc(0, 1),
    "euler_gamma": lambda: +mp.euler,
    "catalan": lambda: +mp.catalan,
    "golden_ratio": lambda: +mp.phi,
    "glaisher": lambda: +mp.glaisher,
    "khinchin": lambda: +mp.khinchin,
}


def opinion(expr: Expr, point: Mapping[str, Expr] | None = None, digits: int = DIGITS) -> Opinion:
    """The value of an expression by mpmath at so many decimal digits, with closed expressions for its variables.

    Raises NoOpinionError when there is none to be trusted.
    """
    found = _opinion(expr, tuple((point or {}).items()), digits)
    if isinstance(found, NoOpinionError):
        raise found
    return found


@lru_cache(maxsize=1 << 12)
def _opinion(expr: Expr, point: tuple[tuple[str, Expr], ...], digits: int) -> Opinion | NoOpinionError:
    """Kept, because the mutants of a claim have most of its sides in common."""
    with mp.workdps(digits):
        evaluator = _Evaluator()
        try:
            scope = {name: evaluator.value(value, {}) for name, value in point}
            value = evaluator.value(expr, scope)
        except NoOpinionError as error:
            return error
        except Exception as error:  # mpmath refuses in many ways what it was not made for
            return NoOpinionError(str(error))
        if not mp.isfinite(value):
            return NoOpinionError("not finite")
        return Opinion(value, evaluator.error)


def denies(relation: Expr, point: Mapping[str, Expr], digits: int = DIGITS) -> bool:
    """Whether a relation fails at a point for certain, by values of so many decimal digits.

    Raises NoOpinionError when a side has no value to be trusted, or an order is between numbers that are not real.
    """
    left, right = (opinion(side, point, digits) for side in relation.args)
    if relation.head in ("=", "!="):
        return relation.head == "=" and differ(left, right)
    difference = _real(left) - _real(right)
    return differ(left, right) and bool(difference > 0 if relation.head in ("<", "<=") else difference < 0)


def confirms(relation: Expr, point: Mapping[str, Expr]) -> bool:
    """Whether a relation seems to hold at a point. Raises NoOpinionError as `denies` does."""
    left, right = (opinion(side, point) for side in relation.args)
    if relation.head == "=":
        return agree(left, right)
    if relation.head == "!=":
        return differ(left, right)
    difference = _real(left) - _real(right)
    strictly = differ(left, right) and bool(difference < 0 if relation.head in ("<", "<=") else difference > 0)
    return strictly or (relation.head in ("<=", ">=") and agree(left, right))


def _real(found: Opinion) -> Number:
    if mp.im(found.value) != 0:
        raise NoOpinionError("an order between complex numbers")
    return mp.re(found.value)


def differ(left: Opinion, right: Opinion) -> bool:
    """Whether the values differ for certain: by far more than the errors they are trusted to."""
    with mp.workdps(DIGITS):
        scale = max(abs(left.value), abs(right.value))
        return bool(abs(left.value - right.value) > 1000 * (left.error + right.error) * (1 + scale))


def agree(left: Opinion, right: Opinion) -> bool:
    """Whether the values agree to the error they are trusted to."""
    with mp.workdps(DIGITS):
        scale = max(abs(left.value), abs(right.value))
        return bool(abs(left.value - right.value) <= 100 * (left.error + right.error) * (1 + scale))


def exponential(z: Number) -> Number:
    """exp(z); what is too small to be told from 0 is 0, because exponents of numbers need memory, too."""
    if z and mp.mag(z) > _LARGEST_ARGUMENT:
        if mp.re(z) < -abs(mp.im(z)):
            return mp.mpf(0)
        raise NoOpinionError("a large exponential")
    return mp.exp(z)


def power(base: Number, exponent: Number) -> Number:
    """The principal power, 0^0 = 1."""
    if exponent == 0:
        return mp.mpf(1)
    if base and mp.mag(exponent) + mp.mag(max(abs(mp.mag(base)), 1)) > _LARGEST_ARGUMENT:
        return exponential(exponent * mp.log(base))
    return base**exponent


class _Evaluator:
    def __init__(self) -> None:
        self.error = PLAIN

    def value(self, expr: Expr, scope: Mapping[str, Number]) -> Number:
        head, args = expr.head, expr.args
        if head == "int":
            return mp.mpf(expr.value)
        if head == "decimal":
            return mp.mpf(expr.value.numerator) / expr.value.denominator  # type: ignore[union-attr]
        if head == "symbol":
            return self.symbol(expr.name, scope)
        if head in ("sum", "prod", "integral", "pcf"):
            return getattr(self, head)(args, scope)
        if head == "^" and args[0].is_symbol("e") and "e" not in scope:
            return exponential(self.value(args[1], scope))
        values = [self.value(arg, scope) for arg in args]
        if head == "+":
            return mp.fsum(values)
        if head == "*":
            return mp.fprod(values)
        if head == "neg":
            return -values[0]
        if head == "/":
            return values[0] / values[1]
        if head == "^":
            return power(values[0], values[1])
        if head not in FUNCTIONS:
            raise NoOpinionError(head)
        if head == "exp":
            return exponential(values[0])
        if head not in _EVERYWHERE and any(value and mp.mag(value) > _LARGEST_ARGUMENT for value in values):
            raise NoOpinionError("a large argument")
        return FUNCTIONS[head](*[self.whole(value) for value in values])

    @staticmethod
    def whole(value: Number) -> Number:
        """Integers as such: some of mpmath's functions want an int."""
        return int(value) if isinstance(value, mpmath.mpf) and mp.isint(value) and abs(value) < 10**9 else value

    def symbol(self, name: str, scope: Mapping[str, Number]) -> Number:
        if name in scope:
            return scope[name]
        if name not in _CONSTANTS:
            raise NoOpinionError(name)
        return _CONSTANTS[name]()

    def ends(self, args: tuple[Expr, ...], scope: Mapping[str, Number]) -> tuple[Number, Number]:
        """The ends of a binder, infinite ones as such."""
        found = []
        for end in args[2:]:
            infinite = {"oo": mp.inf}.get(end.name) if end.head == "symbol" else None
            if end.head == "neg" and end.args[0].is_symbol("oo"):
                infinite = -mp.inf
            found.append(self.value(end, scope) if infinite is None else infinite)
        return found[0], found[1]

    def whole_ends(self, args: tuple[Expr, ...], scope: Mapping[str, Number]) -> tuple[Number, Number]:
        """The ends of a sum or a product: integers, the upper one perhaps infinite."""
        low, high = self.ends(args, scope)
        if not mp.isint(low) or not (high == mp.inf or mp.isint(high)):
            raise NoOpinionError("ends that are no integers")
        return low, high

    def sum(self, args: tuple[Expr, ...], scope: Mapping[str, Number]) -> Number:
        """By adding terms until they are negligible; a slowly convergent series has no opinion."""
        low, high = self.whole_ends(args, scope)
        total, negligible, k = mp.mpf(0), 0, low
        while k <= high:
            term = self.value(args[0], {**scope, args[1].name: k})
            total += term
            negligible = negligible + 1 if abs(term) < mp.mpf(10) ** -(mp.dps + 5) else 0
            if negligible > 5 and high == mp.inf:
                return total
            k += 1
            if k - low > _MAX_TERMS:
                raise NoOpinionError("a slowly convergent series")
        return total

    def prod(self, args: tuple[Expr, ...], scope: Mapping[str, Number]) -> Number:
        low, high = self.whole_ends(args, scope)
        total, negligible, k = mp.mpf(1), 0, low
        while k <= high:
            factor = self.value(args[0], {**scope, args[1].name: k})
            total *= factor
            negligible = negligible + 1 if abs(factor - 1) < mp.mpf(10) ** -(mp.dps + 5) else 0
            if negligible > 5 and high == mp.inf:
                return total
            k += 1
            if k - low > _MAX_TERMS:
                raise NoOpinionError("a slowly convergent product")
        return total

    def integral(self, args: tuple[Expr, ...], scope: Mapping[str, Number]) -> Number:
        """By tanh-sinh quadrature; two degrees must agree."""
        low, high = self.ends(args, scope)
        self.error = QUADRATURE
        with mp.workdps(20):
            rough, error = mp.quad(
                lambda x: self.value(args[0], {**scope, args[1].name: x}), [low, high], error=True, maxdegree=6
            )
        if error > mp.mpf(10) ** -13:
            raise NoOpinionError("a quadrature that does not converge")
        return rough

    def pcf(self, args: tuple[Expr, ...], scope: Mapping[str, Number]) -> Number:
        """Convergents of three depths, which must agree: exact ones where the partial quotients are rational."""
        try:
            found = [mp.mpf(p) / q for p, q in convergents(args[0], args[1], args[2].name, scope, _DEPTHS)]
        except NotRationalError:
            found = self.by_backward_recurrence(args, scope)
        if max(abs(found[0] - other) for other in found[1:]) > mp.mpf(10) ** -30 * abs(found[0]):
            raise NoOpinionError("a slowly convergent continued fraction")
        return found[-1]

    def by_backward_recurrence(self, args: tuple[Expr, ...], scope: Mapping[str, Number]) -> list[Number]:
        a, b = (
            [self.value(side, {**scope, args[2].name: mp.mpf(n)}) for n in range(max(_DEPTHS) + 1)] for side in args[:2]
        )
        found = []
        for depth in _DEPTHS:
            tail = a[depth]
            for n in range(depth - 1, -1, -1):
                tail = a[n] + b[n + 1] / tail
            found.append(tail)
        return found
