"""Proofs of equations between constants: both sides are rewritten to basic constants, where arithmetic decides.

Every constant in the sides (a function value, a sum, a continued fraction) is offered to the rewriters, arguments
first, until none of them knows a simpler expression; logarithms of algebraic numbers are reduced to independent ones.
What remains is decided as a polynomial in the basic constants with algebraic coefficients. Where fractional powers of
transcendental numbers are in the way, the same is tried on a power of both sides.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.certificates.proofs import Checking, Equation, Proof
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.certificates.rules.combination import Combination, replaced
from probatum.verifiers.certificates.rules.roots import Roots
from probatum.verifiers.exact.algebraic import zero_bound
from probatum.verifiers.exact.canonical_powers import literal_fraction
from probatum.verifiers.exact.constants_ring import is_formally_zero
from probatum.verifiers.functions.lift import fraction, is_exact
from probatum.verifiers.language.expr import BINDERS, Expr, integer, rational
from probatum.verifiers.provers.attempts import REJECTED, conclusion
from probatum.verifiers.provers.logarithm_relations import logarithm_rewrites
from probatum.verifiers.provers.matching import same_value
from probatum.verifiers.provers.search import ExhaustedError, Search
from probatum.verifiers.provers.table import REWRITERS

__all__ = ["prove"]

_WHOLE: Final = frozenset(BINDERS) | {"limit_along"}
"""Heads whose arguments are no constants of their own."""
_ARITHMETIC: Final = frozenset({"+", "*", "/", "neg", "int", "decimal", "symbol"})
_MAX_STEPS: Final = 300
_MAX_SIZE: Final = 4_000
_MAX_REPEATS: Final = 4
_MAX_ORDER: Final = 48


def prove(relation: Expr, search: Search) -> Proof | None:
    """A proof of `left = right` for a closed relation `=`, `<=` or `>=`, None when none is found."""
    if relation.head not in ("=", "<=", ">="):
        return None
    left, right = relation.args
    if not same_value(left, right):
        return None
    try:
        return _close(left, right, search)
    except ExhaustedError:
        search.note("closing: the effort is spent")
        return None


def _close(left: Expr, right: Expr, search: Search) -> Proof | None:
    rewriting = _Rewriting((left, right))
    rewriting.run(search)
    proof = rewriting.closed(left, right)
    if proof is not None:
        return proof
    order = _order_of_roots(rewriting.sides)
    if order > 1:
        powers = tuple(Expr("^", (side, integer(order))) for side in (left, right))
        premise = Combination(powers[0], powers[1], tuple(rewriting.steps))
        root = Roots(left, right, order, premise)
        if conclusion(root) is not None:
            return root
    remaining = sorted({node.head for side in rewriting.sides for node in _constants(side)} - {"^", "sqrt"})
    search.note(f"closing: no relation between the remaining constants is known ({', '.join(remaining)})")
    return None


def _order_of_roots(sides: tuple[Expr, ...]) -> int:
    """The common order of the fractional powers of transcendental numbers that occur, 1 when it is too large."""
    order = 1
    for side in sides:
        for node in _constants(side):
            exponent = literal_fraction(node.args[1]) if node.head == "^" else None
            if node.head == "sqrt":
                order = math.lcm(order, 2)
            elif exponent is not None:
                order = math.lcm(order, exponent.denominator)
    return order if order <= _MAX_ORDER else 1


def _constants(expr: Expr) -> Iterator[Expr]:
    """Everything but arithmetic in an expression, arguments before what is made of them; a binder as a whole."""
    if expr.head not in _WHOLE:
        for arg in expr.args:
            yield from _constants(arg)
    if expr.head not in _ARITHMETIC and not (expr.head == "^" and _is_integer(expr.args[1])):
        yield expr


def _is_integer(expr: Expr) -> bool:
    number = literal_fraction(expr)
    return number is not None and number.denominator == 1


class _Rewriting:
    """Both sides of an equation in the course of rewriting, with the proofs of the steps."""

    def __init__(self, sides: tuple[Expr, Expr]) -> None:
        self.sides: tuple[Expr, ...] = sides
        self.steps: list[Proof] = []
        self._checking = Checking(RULES)
        self._settled: set[Expr] = set()
        self._repeats: dict[Expr, int] = {}

    def run(self, search: Search) -> None:
        """Rewrite until nothing more is known, or the bounds on steps and size are met."""
        while self._step(search):
            if len(self.steps) > _MAX_STEPS or sum(side.size for side in self.sides) > _MAX_SIZE:
                search.note("closing: the expressions grow too large")
                return
        for proof in logarithm_rewrites(self.sides, search):
            self._apply(proof)

    def closed(self, left: Expr, right: Expr) -> Proof | None:
        """The proof of `left = right` when the sides are now equal by arithmetic."""
        difference = Expr("+", (self.sides[0], Expr("neg", (self.sides[1],))))
        try:
            if not is_formally_zero(difference):
                return None
        except REJECTED:
            return None
        proof = Combination(left, right, tuple(self.steps))
        return proof if conclusion(proof) is not None else None

    def _step(self, search: Search) -> bool:
        for side in self.sides:
            for constant in _constants(side):
                if constant in self._settled:
                    continue
                if self._repeats.get(constant, 0) < _MAX_REPEATS and self._rewrite(constant, search):
                    self._repeats[constant] = self._repeats.get(constant, 0) + 1
                    return True
                self._settled.add(constant)
        return False

    def _rewrite(self, constant: Expr, search: Search) -> bool:
        search.spend(1)
        if constant.head not in _WHOLE:
            for arg in constant.args:
                literal = _literal(arg)
                if literal is not None and self._apply(Combination(arg, literal)):
                    return True
        if zero_bound(constant) is not None:
            return False
        for rewriter in REWRITERS:
            if constant.head in rewriter.heads:
                proof = rewriter.rewrite(constant, search)
                if proof is not None and self._apply(proof):
                    return True
        return False

    def _apply(self, proof: Proof) -> bool:
        """Take a step; False when it does not check or does not change the sides."""
        equation = conclusion(proof, self._checking)
        if equation is None or _occurs(equation.left, equation.right):
            return False
        after = tuple(replaced(side, equation) for side in self.sides)
        if after == self.sides:
            return False
        self.sides = after
        self.steps.append(proof)
        return True


def _occurs(part: Expr, whole: Expr) -> bool:
    return replaced(whole, Equation(part, integer(0))) != whole


def _literal(expr: Expr) -> Expr | None:
    """The rational number that an expression is exactly, when it is not written as one."""
    if literal_fraction(expr) is not None or expr.head == "symbol":
        return None
    try:
        value = evaluate(expr, {})
    except NO_VALUE:
        return None
    if not is_exact(value):
        return None
    exact = fraction(value)
    return rational(int(exact.p), int(exact.q))
