"""The evaluators that are compared: balls, mpmath and SymPy, each as `digits -> value` after preparation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import sympy  # type: ignore[import-untyped]
from flint import acb, arb, ctx, fmpz
from mpmath import mp  # type: ignore[import-untyped]
from mpmath_form import to_mpmath

from probatum.verifiers.balls.adaptive import enclose
from probatum.verifiers.functions import Value
from probatum.verifiers.language import Expr, to_sympy

__all__ = ["BALLS", "EVALUATORS", "PEERS", "Evaluator", "correct_digits"]


@dataclass(frozen=True, slots=True)
class Evaluator:
    """`prepare(expr)` is done once and not timed; it raises ValueError when there is no form of the expression.

    `ball(value)` is the number that was computed, exactly, or None when the evaluator returned no number.
    """

    name: str
    prepare: Callable[[Expr], Callable[[int], Any]]
    ball: Callable[[Any], acb | None]


def _prepare_balls(expr: Expr) -> Callable[[int], Value]:
    return lambda digits: enclose(expr, digits)


def _prepare_sympy(expr: Expr) -> Callable[[int], Any]:
    form = to_sympy(expr)
    if form.has(sympy.core.function.AppliedUndef):
        raise ValueError("SymPy has no function for a part of the expression")
    return lambda digits: form.evalf(digits)


def _dyadic(parts: tuple[Any, Any, Any, Any]) -> arb:
    """The number of mpmath's quadruple (sign, mantissa, exponent, bit count), integers of Python or of gmpy2."""
    sign, mantissa, exponent = map(int, parts[:3])
    if not mantissa and exponent:
        return arb.nan()  # mpmath's infinities and nan
    return arb((fmpz(-mantissa if sign else mantissa), fmpz(exponent)))


def _mpmath_ball(value: Any) -> acb:
    number = mp.mpmathify(value)
    return acb(*map(_dyadic, number._mpc_)) if isinstance(number, mp.mpc) else acb(_dyadic(number._mpf_))


def _sympy_ball(value: Any) -> acb | None:
    parts = value.as_real_imag()
    if not all(part.is_Float or part.is_Rational for part in parts):
        return None
    return acb(*(_dyadic(part._mpf_) if part.is_Float else arb(int(part.p)) / int(part.q) for part in parts))


BALLS: Final = Evaluator("balls", _prepare_balls, acb)

PEERS: Final = (
    Evaluator("mpmath", to_mpmath, _mpmath_ball),
    Evaluator("sympy", _prepare_sympy, _sympy_ball),
)

EVALUATORS: Final = (BALLS, *PEERS)


def correct_digits(number: acb, reference: Value, digits: int) -> int:
    """How many digits of `number` are certainly right, at most `digits`: relative to the modulus of the reference."""
    with ctx.workdps(digits + 30):
        exact = acb(reference)
        error = (abs(number - exact) / abs(exact)).upper()
        if not error.is_finite():
            return 0
        if error == 0:
            return digits
        right = (-error.log() / arb(10).log()).lower().floor().unique_fmpz()
    return max(0, min(digits, int(right))) if right is not None else 0
