"""Infinite sums taken apart."""

from __future__ import annotations

from dataclasses import dataclass

from probatum.verifiers.certificates.proofs import CertificateError, Checking, Equation
from probatum.verifiers.language.expr import Expr, integer, substitute, symbol

__all__ = ["SplitSum", "conclude_split_sum"]


@dataclass(frozen=True, slots=True)
class SplitSum:
    """A sum over all integers as two over half of them, or a sum of terms `f + g + ...` as the sum of their sums.

    The parts converge, because the checker finds a value for each.
    """

    series: Expr


def conclude_split_sum(proof: SplitSum, checking: Checking) -> Equation:
    """Convergent series are added term by term; a sum over all integers is that of its two halves."""
    series = proof.series
    if series.head != "sum" or not series.args[3].is_symbol("oo"):
        raise CertificateError("an infinite sum is wanted")
    body, variable, low, high = series.args
    if low == Expr("neg", (symbol("oo"),)):
        mirrored = substitute(body, {variable.name: Expr("neg", (variable,))})
        parts = [Expr("sum", (body, variable, integer(0), high)), Expr("sum", (mirrored, variable, integer(1), high))]
    elif body.head == "+":
        parts = [Expr("sum", (term, variable, low, high)) for term in body.args]
    else:
        raise CertificateError("a sum with one kind of terms")
    for part in parts:
        checking.value(part)
    return Equation(series, Expr("+", tuple(parts)))
