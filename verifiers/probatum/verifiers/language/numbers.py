"""Exact numbers of FLINT as they are written in the language."""

from __future__ import annotations

from flint import fmpq, fmpz

from probatum.verifiers.language.expr import Expr, rational

__all__ = ["rational_number"]


def rational_number(value: fmpq | fmpz | int) -> Expr:
    """A rational number as it is written: `3`, `-3/4` in lowest terms."""
    exact = fmpq(value)
    return rational(int(exact.p), int(exact.q))
