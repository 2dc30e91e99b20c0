"""Exponential, logarithm, roots, trigonometric and hyperbolic functions and their inverses; parts of a number."""

from __future__ import annotations

from flint import acb, arb, fmpq, fmpz

from probatum.verifiers.functions.lift import complex_, is_exact, is_real, real, real_first
from probatum.verifiers.functions.row import Function, Notation, UndefinedValueError, Value

_ONE = (1, 1)
_DLMF4 = "DLMF 4"


def _sqrt(x: Value) -> Value:
    if isinstance(x, (fmpz, fmpq)) and x >= 0:
        numerator, denominator = (x.p, x.q) if isinstance(x, fmpq) else (x, fmpz(1))
        root, rest = numerator.sqrtrem()
        if rest == 0:
            below, rest = denominator.sqrtrem()
            if rest == 0:
                return root if below == 1 else fmpq(root, below)
    if is_real(x):
        ball = real(x)
        if ball >= 0:
            return ball.sqrt()
        if ball <= 0:
            return acb(0, (-ball).sqrt())
    return complex_(x).sqrt()


def _log(x: Value) -> Value:
    if is_exact(x) and x == 0:
        raise UndefinedValueError("log(0)")
    if isinstance(x, fmpz) and x == 1:
        return fmpz(0)
    if is_real(x):
        ball = real(x)
        if ball > 0:
            return ball.log()
        if ball < 0:
            return acb((-ball).log(), arb.pi())
    return complex_(x).log()


def _abs(x: Value) -> Value:
    if isinstance(x, acb):
        return abs(x)
    return x if is_exact(x) and x >= 0 else abs(x)


ROWS: tuple[Function, ...] = (
    Function(
        "sqrt", _ONE, _sqrt, Notation(r"\sqrt", "sqrt"),
        definition="the principal square root, exp(log(z)/2); sqrt(0) = 0",
        domain="CC", branch="(-oo, 0), continuous from above: sqrt(-1) = i", source="DLMF 4.2(iv)",
    ),
    Function(
        "log", _ONE, _log, Notation(r"\log"),
        definition="the principal natural logarithm", domain="CC without 0",
        branch="(-oo, 0), continuous from above: log(-1) = pi*i", source="DLMF 4.2(i)",
        aliases=("ln",),
    ),
    Function(
        "abs", _ONE, _abs, Notation(r"\left|", "abs"),
        definition="the absolute value, also written |z|", domain="CC", source="DLMF 1.9.7",
    ),
    Function(
        "sin", _ONE, real_first("sin"), Notation(r"\sin"),
        definition="the sine", domain="CC", source=_DLMF4,
    ),
)  # fmt: skip
