"""Equations between sequences by a recurrence and initial values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from flint import fmpq

from probatum.verifiers.certificates.proofs import CertificateError, Equation, Proof
from probatum.verifiers.identities.definedness import is_defined
from probatum.verifiers.identities.integral_zeros import never_zero
from probatum.verifiers.identities.linear_forms import linear_form
from probatum.verifiers.language.expr import BINDERS, Expr, free_symbols, integer, substitute, symbol, walk

if TYPE_CHECKING:
    from probatum.verifiers.certificates.identities import DomainChecking

__all__ = ["Induction", "applied", "conclude_induction", "moved", "step_conditions"]

_MAX_ORDER: Final = 8
_MAX_INITIAL: Final = 16


@dataclass(frozen=True, slots=True)
class Induction:
    """`left = right` for all integers n >= start, since the difference solves a recurrence and begins with zeros.

    With h(n) = left - right and the coefficients c_0, ..., c_r of `operator` let `c_0 h(n) + ... + c_r h(n + r) = 0`
    for n >= start + N - r, by `step`, which has each side for itself as it is written there; let c_r be nowhere 0 for
    these n; and let h(start) = ... = h(start + N - 1) = 0 by the N >= r proofs of `initial`. Every value of the
    variable that the conditions admit is >= start, and they are weakened to this one; those without it stay.

    With `backward` = 1 the step holds for all integers, and c_0 is nowhere 0 either: then so does the equation.

    Source: Petkovšek, Wilf, Zeilberger, *A = B* (1996), 4.4, with the leading coefficient looked at.
    """

    left: Expr
    right: Expr
    variable: str
    start: Expr
    operator: tuple[Expr, ...]
    step: Proof
    initial: tuple[Proof, ...]
    backward: int


def conclude_induction(proof: Induction, checking: DomainChecking) -> Equation:
    """Each hypothesis in turn."""
    facts, name, start = checking.facts, proof.variable, proof.start
    own = symbol(name)
    order = len(proof.operator) - 1
    if not (facts.is_declared(name) and facts.is_integer(own) and name not in free_symbols(start)):
        raise CertificateError("an integer variable is wanted, and a start without it")
    if not (1 <= order <= _MAX_ORDER and max(order, 1) <= len(proof.initial) <= _MAX_INITIAL):
        raise CertificateError("an operator of moderate order and as many initial values are wanted")
    bound = {node.args[1].name for s in (proof.left, proof.right) for node in walk(s) if node.head in BINDERS}
    if bound & (free_symbols(start) | {name}):
        raise CertificateError("a variable would be captured")
    outer = checking.within(tuple(c for c in facts.conditions if name not in free_symbols(c)))
    if not (outer.facts.is_integer(start) and is_defined(start, outer.facts)):
        raise CertificateError("the start is to be an integer")
    if not (proof.backward or facts.is_nonnegative(Expr("+", (own, Expr("neg", (start,)))))):
        raise CertificateError("the variable is not seen to be at least the start")
    conditions = step_conditions(outer.conditions, own, None if proof.backward else moved(start, _delay(proof)))
    _require_recurrence(proof, checking.within(conditions))
    for index, premise in enumerate(proof.initial):
        at = {name: moved(start, index)}
        if outer.conclude(premise) != Equation(substitute(proof.left, at), substitute(proof.right, at)):
            raise CertificateError("an initial value is about another equation")
    return Equation(proof.left, proof.right)


def _delay(proof: Induction) -> int:
    return len(proof.initial) - len(proof.operator) + 1


def _require_recurrence(proof: Induction, inner: DomainChecking) -> None:
    """The operator annihilates the difference, and its leading coefficient (both ends, backward) never vanishes."""
    for coefficient in proof.operator:
        if not is_defined(coefficient, inner.facts):
            raise CertificateError("a coefficient of the recurrence is not seen to have a value")
    ends = (proof.operator[-1], proof.operator[0]) if proof.backward else (proof.operator[-1],)
    if not all(never_zero(end, proof.variable, inner.facts) for end in ends):
        raise CertificateError("a leading coefficient of the recurrence may vanish")
    sides = (applied(proof.operator, side, proof.variable) for side in (proof.left, proof.right))
    if inner.conclude(proof.step) != Equation(*sides):
        raise CertificateError("the step is about another equation")


def step_conditions(outer: tuple[Expr, ...], own: Expr, first: Expr | None) -> tuple[Expr, ...]:
    """The conditions of the step: those without the variable, and that it is an integer, from `first` on."""
    declared = (*outer, Expr("in", (own, symbol("ZZ"))))
    return declared if first is None else (*declared, Expr(">=", (own, first)))


def moved(expr: Expr, by: int) -> Expr:
    """`expr + by`, an integer where the expression is one."""
    form = linear_form(expr)
    if form.keys() <= {None}:
        value = form.get(None, fmpq(0)) + by
        if value.q == 1:
            return integer(int(value.p))
    return Expr("+", (expr, integer(by))) if by else expr


def applied(operator: tuple[Expr, ...], side: Expr, variable: str) -> Expr:
    """`c_0 f(n) + c_1 f(n + 1) + ...`, as it is written in a step."""
    own = symbol(variable)
    terms = (
        Expr("*", (c, substitute(side, {variable: moved(own, j)}))) for j, c in enumerate(operator) if c != integer(0)
    )
    return Expr("+", (integer(0), *terms))
