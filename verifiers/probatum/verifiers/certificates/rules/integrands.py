"""Linearity of integrals and sums, for integrands and terms that are equal by arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from probatum.verifiers.certificates.proofs import CertificateError, Checking, Equation
from probatum.verifiers.exact.constants_ring import is_formally_zero
from probatum.verifiers.exact.function_identities import vanishes_identically
from probatum.verifiers.language.expr import Expr, free_symbols, substitute

__all__ = ["Integrands", "conclude_integrands"]

_MAX_PARTS: Final = 20


@dataclass(frozen=True, slots=True)
class Integrands:
    """`integral(f, x, lo, hi) = sum c_j integral(g_j, y_j, lo, hi)` with `f = sum c_j g_j`, or the same for sums.

    `parts` gives the closed factors c_j and the integrals or sums, which have the ends of the first by arithmetic. All
    of them have values, and so have the integrands almost everywhere and all terms.
    """

    integral: Expr
    parts: tuple[tuple[Expr, Expr], ...]


def conclude_integrands(proof: Integrands, checking: Checking) -> Equation:
    """The difference expands to 0, functions standing for indeterminates: it is 0 wherever the parts have values."""
    if proof.integral.head not in ("integral", "sum") or not 0 < len(proof.parts) <= _MAX_PARTS:
        raise CertificateError("an integral or a sum and a moderate number of parts are wanted")
    body, variable, *ends = proof.integral.args
    difference = [body]
    for factor, part in proof.parts:
        checking.value(factor)
        if variable.name in free_symbols(factor):
            raise CertificateError("the name of a constant in a factor is that of the variable")
        if part.head != proof.integral.head or not all(map(_same_end, part.args[2:], ends)):
            raise CertificateError("a part is not between the same ends")
        own = part.args[1].name
        if own != variable.name and variable.name in free_symbols(part.args[0]):
            raise CertificateError("the variable means something else in a part")
        renamed = substitute(part.args[0], {own: variable})
        difference.append(Expr("neg", (Expr("*", (factor, renamed)),)))
        checking.value(part)
    if not vanishes_identically(Expr("+", tuple(difference)), variable.name):
        raise CertificateError("the integrands are not seen to be equal")
    terms = tuple(Expr("*", part) for part in proof.parts)
    return Equation(proof.integral, terms[0] if len(terms) == 1 else Expr("+", terms))


def _same_end(ours: Expr, theirs: Expr) -> bool:
    if ours == theirs or "oo" in free_symbols(ours) | free_symbols(theirs):
        return ours == theirs
    return is_formally_zero(Expr("+", (ours, Expr("neg", (theirs,)))))
