"""A second opinion on values: the claim language evaluated by mpmath, in floating point, with an estimate of the error.

Nothing here is shared with the judge but the parser. An answer is a value and the relative error that it is trusted to;
what mpmath has no reliable method for has no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import mpmath  # type: ignore[import-untyped]
from mpmath import mp

from probatum.verifiers.language import Expr

DIGITS: Final = 40
"""Decimal digits that mpmath works with."""

PLAIN, QUADRATURE = mpmath.mpf(10) ** -25, mpmath.mpf(10) ** -10
"""Relative errors that plain function values and quadratures are trusted to."""

_MAX_TERMS: Final = 400

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

_FUNCTIONS: Final[dict[str, Callable[..., Number]]] = {
    **{
        name: getattr(mp, name)
        for name in (
            "sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan", "sinh", "cosh", "tanh", "coth", "sech",
            "csch", "asinh", "acosh", "atanh", "exp", "log", "sqrt", "gamma", "loggamma", "digamma", "beta", "zeta",
            "polylog", "binomial", "besselj", "bessely", "besseli", "besselk", "agm", "erf", "erfc", "hyp2f1", "hyp1f1",
            "hyp0f1", "re", "im", "arg", "floor", "rf", "ff", "lambertw", "fibonacci", "legendre", "chebyt",
            "chebyu", "airyai", "airybi", "expm1", "barnesg", "sign",
        )
    },
    "factorial": mp.factorial, "!": mp.factorial, "abs": abs, "conjugate": mp.conj, "elliptic_k": mp.ellipk,
    "elliptic_e": mp.ellipe, "polygamma": mp.psi, "rising": mp.rf, "falling": mp.ff, "barnes_g": mp.barnesg,
    "si": mp.si, "ci": mp.ci, "ei": mp.ei, "li": mp.li, "sinc": mp.sinc, "rgamma": mp.rgamma, "erfi": mp.erfi,
    "harmonic": mp.harmonic,
}  # fmt: skip


def opinion(expr: Expr, point: Mapping[str, Expr] | None = None) -> Opinion:
    """The value of an expression by mpmath, with closed expressions for its variables.

    Raises NoOpinionError when there is none to be trusted.
    """
    with mp.workdps(DIGITS):
        evaluator = _Evaluator()
        try:
            scope = {name: evaluator.value(value, {}) for name, value in (point or {}).items()}
            value = evaluator.value(expr, scope)
        except (ArithmeticError, ValueError, TypeError, NotImplementedError, mp.NoConvergence) as error:
            raise NoOpinionError(str(error)) from error
        if not mp.isfinite(value):
            raise NoOpinionError("not finite")
        return Opinion(value, evaluator.error)


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
            return mp.exp(self.value(args[1], scope))
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
            return mp.mpf(1) if values[1] == 0 else values[0] ** values[1]
        if head not in _FUNCTIONS:
            raise NoOpinionError(head)
        return _FUNCTIONS[head](*[self.whole(value) for value in values])

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

    def sum(self, args: tuple[Expr, ...], scope: Mapping[str, Number]) -> Number:
        """By adding terms until they are negligible; a slowly convergent series has no opinion."""
        low, high = self.ends(args, scope)
        if low == -mp.inf:
            raise NoOpinionError("from -oo")
        total, negligible, k = mp.mpf(0), 0, low
        while k <= high:
            term = self.value(args[0], {**scope, args[1].name: k})
            total += term
            negligible = negligible + 1 if abs(term) < mp.mpf(10) ** -(DIGITS + 5) else 0
            if negligible > 5 and high == mp.inf:
                return total
            k += 1
            if k - low > _MAX_TERMS:
                raise NoOpinionError("a slowly convergent series")
        return total

    def prod(self, args: tuple[Expr, ...], scope: Mapping[str, Number]) -> Number:
        low, high = self.ends(args, scope)
        total, negligible, k = mp.mpf(1), 0, low
        while k <= high:
            factor = self.value(args[0], {**scope, args[1].name: k})
            total *= factor
            negligible = negligible + 1 if abs(factor - 1) < mp.mpf(10) ** -(DIGITS + 5) else 0
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
        """By backward recurrence from two depths, which must agree."""
        a = [self.value(args[0], {**scope, args[2].name: mp.mpf(n)}) for n in range(241)]
        b = [self.value(args[1], {**scope, args[2].name: mp.mpf(n)}) for n in range(241)]
        found = []
        for depth in (200, 240):
            tail = a[depth]
            for n in range(depth - 1, -1, -1):
                tail = a[n] + b[n + 1] / tail
            found.append(tail)
        if abs(found[0] - found[1]) > mp.mpf(10) ** -30 * abs(found[0]):
            raise NoOpinionError("a slowly convergent continued fraction")
        return found[0]
