"""Orders between finite sums, by induction on the number of terms.

With `S(n) = sum_{k=a}^n t(k)` and n >= N, where `a <= N + 1`: `S(n + 1) - S(n) = t(n + 1)`. When the difference of the
sides is positive (not negative) at N and does not decrease from n to n + 1, it is so for all integers n >= N.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from flint import fmpq, fmpz

from probatum.verifiers.certificates.checked import Checked
from probatum.verifiers.certificates.proofs import CertificateError, Proof
from probatum.verifiers.conditions.membership import holds
from probatum.verifiers.functions.lift import as_exact_integer, fraction, is_exact
from probatum.verifiers.inequalities.domains import constant, ends, is_integer_variable
from probatum.verifiers.language.claim import CONSTANTS, Claim
from probatum.verifiers.language.expr import BINDERS, Expr, free_symbols, integer, substitute, symbol, walk

__all__ = ["InductiveOrder", "check_inductive_order", "step"]

_MAX_FIRST: Final = 1_000
_ORDERS: Final = frozenset({"<", "<=", ">", ">="})


@dataclass(frozen=True, slots=True)
class InductiveOrder:
    """The order holds at the least n, and `premise` proves that the difference of its sides does not decrease."""

    premise: Proof


def check_inductive_order(claim: Claim, certificate: InductiveOrder, check: Any) -> Checked:
    """The first value is decided by enclosures, the step by a certificate of its own."""
    premise, first = step(claim)
    if holds(claim.proposition, {claim.declared[0]: fmpz(first)}) is not True:
        raise CertificateError("the order is not seen to hold at the first integer")
    if not check(premise, certificate.premise).proved:
        raise CertificateError("a premise is refuted")
    return Checked(True, "induction")


def step(claim: Claim) -> tuple[Claim, int]:
    """The claim that the difference of the sides does not decrease, and the least value of the variable.

    Raises CertificateError for what is no order with sums from a constant to an integer variable.
    """
    relation = claim.proposition
    if relation.head not in _ORDERS or len(claim.declared) != 1 or claim.undeclared:
        raise CertificateError("an order in one declared variable is wanted")
    (name,) = claim.declared
    if name in CONSTANTS or not is_integer_variable(claim.conditions, name):
        raise CertificateError("the variable is not seen to be an integer")
    first = _first(claim.conditions, name)
    increments = tuple(_increment(side, name, first) for side in relation.args)
    weak = "<=" if relation.head in ("<", "<=") else ">="
    domain = (Expr("in", (symbol(name), symbol("ZZ"))), Expr(">=", (symbol(name), integer(first))))
    return Claim(Expr(weak, increments), domain), first


def _first(conditions: tuple[Expr, ...], name: str) -> int:
    """The least integer that the constant bounds of the variable allow."""
    found: list[int] = []
    for end in ends(conditions, name):
        value = constant(end.value)
        if end.side < 0 and value is not None and is_exact(value):
            bound: fmpq = fraction(value)
            least = -((-bound.p) // bound.q)
            found.append(int(least) + (bound.q == 1 and not end.closed))
    if not found or abs(max(found)) > _MAX_FIRST:
        raise CertificateError("the variable has no rational lower bound of moderate size")
    return max(found)


def _increment(expr: Expr, name: str, first: int) -> Expr:
    """The value at n + 1 minus that at n, without sums."""
    head, args = expr.head, expr.args
    if name not in free_symbols(expr):
        return integer(0)
    if head == "+":
        return Expr("+", tuple(_increment(arg, name, first) for arg in args))
    if head == "neg":
        return Expr("neg", (_increment(args[0], name, first),))
    if head == "sum":
        return _term(expr, name, first)
    if not any(node.head in BINDERS for node in walk(expr)):
        return Expr("+", (_next(expr, name), Expr("neg", (expr,))))
    varying = [place for place, arg in enumerate(args) if name in free_symbols(arg)]
    if (head == "*" and len(varying) == 1) or (head == "/" and varying == [0]):
        (place,) = varying
        return Expr(head, (*args[:place], _increment(args[place], name, first), *args[place + 1 :]))
    raise CertificateError("a sum within another expression")


def _next(expr: Expr, name: str) -> Expr:
    return substitute(expr, {name: Expr("+", (symbol(name), integer(1)))})


def _term(expr: Expr, name: str, first: int) -> Expr:
    """The last term of `sum(t(k), k, a, n + 1)`."""
    body, bound, low, high = expr.args
    if not high.is_symbol(name) or name in free_symbols(body) | free_symbols(low) or bound.name == name:
        raise CertificateError("a sum that does not end at the variable, or in which it occurs elsewhere")
    if any(node.head in BINDERS for node in walk(body)):
        raise CertificateError("a sum in a sum")
    start = constant(low)
    begin = None if start is None else as_exact_integer(start)
    if begin is None or begin > first + 1:
        raise CertificateError("a sum that does not begin at an integer, at most the first value and 1")
    return substitute(body, {bound.name: Expr("+", (symbol(name), integer(1)))})
