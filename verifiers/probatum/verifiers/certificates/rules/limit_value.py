"""Limits by asymptotic expansions whose constant term is known exactly."""

from __future__ import annotations

from dataclasses import dataclass

from flint import ctx

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import ENGINE
from probatum.verifiers.balls.limits import limit_forms
from probatum.verifiers.certificates.proofs import FIRST_BITS, CertificateError, Checking, Equation
from probatum.verifiers.exact.constant_forms import form_expression
from probatum.verifiers.language.claim import CONSTANTS
from probatum.verifiers.language.expr import Expr, free_symbols, walk

__all__ = ["LimitValue", "conclude_limit_value"]


@dataclass(frozen=True, slots=True)
class LimitValue:
    """`limit(f, x, a) = c`, where f has an asymptotic expansion as x tends to a, with c for its constant term.

    All other terms, and the bound for the remainder, are negative powers of z = x, or of 1/|x - a|, perhaps times
    powers of log z. The expansion is computed with coefficients that are polynomials in named constants; at a real
    number a the two sides have the same c, as it is written.
    """

    limit: Expr


def conclude_limit_value(proof: LimitValue, checking: Checking) -> Equation:
    """The expansion is computed here (`balls/asymptotics.py`); coefficients without a name of their own are refused."""
    expr = proof.limit
    if expr.head != "limit" or not free_symbols(expr) <= CONSTANTS:
        raise CertificateError("a limit without free variables is wanted")
    try:
        with ctx.workprec(FIRST_BITS):
            forms = [form for form, _ in limit_forms(expr, {}, ENGINE)]
    except (*NO_VALUE, ZeroDivisionError) as error:
        raise CertificateError(f"no expansion: {error}") from error
    if any(form != forms[0] for form in forms[1:]):
        raise CertificateError("the limits from both sides are not written alike")
    value = form_expression(forms[0])
    if any(node.head == "taylor" for node in walk(value)):
        raise CertificateError("a limit with a Taylor coefficient that has no other name")
    return Equation(expr, value)
