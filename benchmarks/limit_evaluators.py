"""The evaluators of limits that are compared: the project's, ramanujantools, mpmath and PARI/GP.

Each makes an `Attempt` at a convergent of a depth or at a value to a number of digits, or None where it has no means.
The peers are told how many terms the rate of convergence asks for; finding that out is not in their times.
"""

from __future__ import annotations

import importlib.util
import math
import shutil
from collections.abc import Callable
from typing import Any, Final

import sympy  # type: ignore[import-untyped]
from flint import acb, arb, ctx, fmpz, fmpz_poly
from isolation import Outcome, gp_outcome, python_outcome
from limit_items import Fraction, Series
from mpmath import mp  # type: ignore[import-untyped]
from mpmath_form import to_mpmath

from probatum.verifiers.balls.adaptive import enclose
from probatum.verifiers.judge import judge
from probatum.verifiers.language import parse_expression
from probatum.verifiers.sequences.fractions import PolynomialFraction, convergent
from probatum.verifiers.verdict import Options, Status, Verdict

__all__ = ["CONVERGENTS", "CONVERGENT_DIGITS", "VALUES", "Attempt", "missing_peers"]

CONVERGENT_DIGITS: Final = 50
"""Digits to which convergents are compared; mpmath computes no more of them."""

Attempt = Callable[[float], Outcome]
"""A measurement with its time limit in seconds."""

_INDEX: Final = sympy.Symbol("n")


def missing_peers() -> list[str]:
    """How to get the peers that are not there."""
    missing = []
    if importlib.util.find_spec("ramanujantools") is None:
        missing.append("ramanujantools is not installed: pip install ramanujantools")
    if shutil.which("gp") is None:
        missing.append("PARI/GP is not on the PATH: apt-get install pari-gp")
    return missing


def _coefficients(text: str) -> list[int]:
    return [int(c) for c in reversed(sympy.Poly(sympy.sympify(text), _INDEX).all_coeffs())]


def _terms(fraction: Fraction, digits: int) -> int | None:
    """The depth of a convergent with that many digits."""
    return None if fraction.digits_per_term is None else math.ceil(digits / fraction.digits_per_term) + 10


def _quotient(pair: tuple[Any, Any]) -> arb:
    with ctx.workdps(CONVERGENT_DIGITS + 10):
        return arb(fmpz(int(pair[0]))) / arb(fmpz(int(pair[1])))


def _mpmath_number(value: Any) -> arb:
    sign, mantissa, exponent, _ = mp.mpmathify(value)._mpf_
    if not mantissa and exponent:
        return arb.nan()
    return arb((fmpz(-int(mantissa) if sign else int(mantissa)), fmpz(int(exponent))))


def _own_convergent(fraction: Fraction, depth: int) -> Attempt:
    elements = PolynomialFraction(fmpz_poly(_coefficients(fraction.a)), fmpz_poly(_coefficients(fraction.b)))
    return lambda limit_s: python_outcome(lambda: convergent(elements, depth), _quotient, limit_s)


def _own_value(item: Fraction | Series, digits: int) -> Attempt:
    expr = parse_expression(item.text)
    return lambda limit_s: python_outcome(lambda: enclose(expr, digits), lambda value: acb(value).real, limit_s)


def _judged(item: Fraction | Series, digits: int) -> Attempt:
    """The verdict on the equality with the closed form, from the text of the claim on."""
    claim, options = f"{item.text} = {item.value}", Options(digits=digits)
    return lambda limit_s: python_outcome(lambda: judge(claim, options), _left_side, limit_s)


def _left_side(verdict: Verdict) -> arb:
    if verdict.status not in (Status.SUPPORTED, Status.PROVED) or verdict.left is None:
        return arb.nan()
    with ctx.workdps(len(verdict.left.real.midpoint)):
        return arb(verdict.left.real.midpoint)


def _ramanujan_fraction(fraction: Fraction) -> Any:
    """The fraction, walked once to prepare it; it keeps the walks it has done, so that none is timed twice."""
    from ramanujantools.pcf import PCF  # type: ignore[import-not-found,import-untyped,unused-ignore]  # may be missing

    walked = PCF(sympy.sympify(fraction.a), sympy.sympify(fraction.b))
    walked.limit(10).as_float()
    return walked


def _ramanujan_convergent(fraction: Fraction, depth: int) -> Attempt:
    walked = _ramanujan_fraction(fraction)
    return lambda limit_s: python_outcome(
        lambda: walked.limit(depth), lambda limit: _quotient((limit.p(), limit.q())), limit_s, once=True
    )


def _ramanujan_value(item: Fraction | Series, digits: int) -> Attempt | None:
    depth = _terms(item, digits) if isinstance(item, Fraction) else None
    if depth is None or not isinstance(item, Fraction):
        return None
    walked = _ramanujan_fraction(item)
    return lambda limit_s: python_outcome(lambda: walked.limit(depth).as_float(), _mpmath_number, limit_s, once=True)


def _mpmath_convergent(fraction: Fraction, depth: int) -> Attempt:
    """The forward recurrence in floating point: not the exact convergent."""
    a, b = _coefficients(fraction.a)[::-1], _coefficients(fraction.b)[::-1]

    def element(coefficients: list[int], n: int) -> int:
        value = 0
        for c in coefficients:
            value = value * n + c
        return value

    def convergent() -> Any:
        with mp.workdps(CONVERGENT_DIGITS + 10):
            p_before, q_before, p, q = mp.mpf(1), mp.mpf(0), mp.mpf(element(a, 0)), mp.mpf(1)
            for n in range(1, depth + 1):
                partial, numerator = element(a, n), element(b, n)
                p_before, p = p, partial * p + numerator * p_before
                q_before, q = q, partial * q + numerator * q_before
            return p / q

    return lambda limit_s: python_outcome(convergent, _mpmath_number, limit_s)


def _mpmath_value(item: Fraction | Series, digits: int) -> Attempt:
    """`nsum` for series; for fractions the forward recurrence until the value stands."""
    value = to_mpmath(parse_expression(item.text))
    return lambda limit_s: python_outcome(lambda: value(digits), _mpmath_number, limit_s)


def _gp_convergent(fraction: Fraction, depth: int) -> Attempt:
    expression = (
        f"my(M = contfracpnqn(matrix(2, {depth + 1}, i, k, if(i == 2, subst({fraction.a}, n, k - 1), k == 1, 1,"
        f" subst({fraction.b}, n, k - 1))))); "
        "1. * M[1, 1]/M[2, 1]"
    )
    return lambda limit_s: gp_outcome(expression, CONVERGENT_DIGITS + 10, limit_s)


def _gp_value(item: Fraction | Series, digits: int) -> Attempt:
    return lambda limit_s: gp_outcome(_gp_expression(item, digits), digits + 5, limit_s)


def _gp_expression(item: Fraction | Series, digits: int) -> str:
    if isinstance(item, Series):
        return item.gp
    count = _terms(item, digits)
    if count is not None:
        # contfraceval evaluates 1/(1 + A[1] + B[1]/(1 + A[2] + B[2]/(...))) at 1.
        return (
            f"1 / contfraceval([vector({count}, k, 1. * subst({item.a}, n, k - 1) - 1),"
            f" vector({count - 1}, k, 1. * subst({item.b}, n, k))], 1)"
        )
    last = "2*m" if item.alternate else "m"
    return (
        f"limitnum(m -> my(f = 1. * subst({item.a}, n, {last}));"
        f" forstep(k = {last} - 1, 0, -1, f = subst({item.a}, n, k) + subst({item.b}, n, k + 1)/f); f)"
    )


CONVERGENTS: Final[dict[str, Callable[[Fraction, int], Attempt]]] = {
    "own": _own_convergent,
    "ramanujantools": _ramanujan_convergent,
    "mpmath": _mpmath_convergent,
    "PARI/GP": _gp_convergent,
}

VALUES: Final[dict[str, Callable[[Fraction | Series, int], Attempt | None]]] = {
    "own": _own_value,
    "judge": _judged,
    "ramanujantools": _ramanujan_value,
    "mpmath": _mpmath_value,
    "PARI/GP": _gp_value,
}
