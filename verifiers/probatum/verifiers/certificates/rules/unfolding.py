"""Finite sums and products written out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from probatum.verifiers.certificates.proofs import CertificateError, Checking, Equation
from probatum.verifiers.functions.lift import as_exact_integer
from probatum.verifiers.language.expr import Expr, integer, substitute

__all__ = ["Unfolding", "conclude_unfolding"]

_MAX_TERMS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Unfolding:
    """The finite sum or product `expression` equals its terms or factors written out."""

    expression: Expr


def conclude_unfolding(proof: Unfolding, checking: Checking) -> Equation:
    """`sum(t, k, a, b) = t(a) + ... + t(b)`, and the same for a product; empty ones are 0 and 1."""
    expr = proof.expression
    if expr.head not in ("sum", "prod"):
        raise CertificateError("only sums and products can be written out")
    body, variable, low, high = expr.args
    first, last = (as_exact_integer(checking.value(end)) for end in (low, high))
    if first is None or last is None or last - first >= _MAX_TERMS:
        raise CertificateError(f"the ends are not integers less than {_MAX_TERMS} apart")
    parts = [substitute(body, {variable.name: integer(k)}) for k in range(int(first), int(last) + 1)]
    head, empty = ("+", 0) if expr.head == "sum" else ("*", 1)
    if not parts:
        return Equation(expr, integer(empty))
    return Equation(expr, parts[0] if len(parts) == 1 else Expr(head, tuple(parts)))
