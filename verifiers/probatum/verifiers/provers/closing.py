"""Proofs of equations between constants: both sides are rewritten to basic constants, where arithmetic decides.

Every constant in the sides (a function value, a sum, a continued fraction) is offered to the rewriters, arguments
first, until none of them knows a simpler expression; logarithms of algebraic numbers are reduced to independent ones,
and continued fractions with equivalent recurrences to one of them. What remains is decided as a polynomial in the basic
constants with algebraic coefficients. Where fractional powers of transcendental numbers are in the way, the same is
tried on a power of both sides.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from flint import arb, ctx

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.certificates.proofs import Checking, Equation, Proof
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.certificates.rules.combination import Combination, replaced
from probatum.verifiers.certificates.rules.roots import Roots
from probatum.verifiers.exact.algebraic import zero_bound
from probatum.verifiers.exact.canonical_powers import literal_fraction
from probatum.verifiers.exact.rational_functions import is_singular_quotient
from probatum.verifiers.exact.rational_guess import guessed_rational
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.language.expr import BINDERS, Expr, integer, rational, symbol, walk
from probatum.verifiers.language.numbers import rational_number
from probatum.verifiers.provers.attempts import conclusion
from probatum.verifiers.provers.linear_forms import tidy_algebraic
from probatum.verifiers.provers.logarithm_relations import logarithm_rewrites
from probatum.verifiers.provers.matching import same_value
from probatum.verifiers.provers.modular_values import modular_value
from probatum.verifiers.provers.search import ExhaustedError, Rewriter, Search
from probatum.verifiers.provers.table import LATER_REWRITERS, REWRITERS
from probatum.verifiers.provers.transports import equivalences

__all__ = ["prove"]

_WHOLE: Final = frozenset(BINDERS) | {"limit_along"}
"""Heads whose arguments are no constants of their own."""
_ANGLES: Final = frozenset({"atan", "asin", "acos", "acot", "asec", "acsc", "arg"})
_ARITHMETIC: Final = frozenset({"+", "*", "/", "neg", "int", "decimal", "symbol"})
_MAX_STEPS: Final = 300
_MAX_SIZE: Final = 4_000
_MAX_REPEATS: Final = 40
_MAX_ORDER: Final = 48
_GUESS_BITS: Final = 256
_QUADRATURE_BITS: Final = 64


def prove(relation: Expr, search: Search) -> Proof | None:
    """A proof of `left = right` for a closed relation `=`, `<=` or `>=`, None when none is found."""
    if relation.head not in ("=", "<=", ">="):
        return None
    left, right = relation.args
    if not same_value(left, right, _QUADRATURE_BITS if _has_integrals(relation) else _GUESS_BITS):
        return None
    try:
        return _close(left, right, search)
    except ExhaustedError:
        search.note("closing: the effort is spent")
        return None


def _has_integrals(relation: Expr) -> bool:
    return any(node.head == "integral" for node in walk(relation))


def _close(left: Expr, right: Expr, search: Search, angles: bool = True) -> Proof | None:
    rewriting = _Rewriting((left, right), angles)
    proof = rewriting.closed(left, right, 1)
    if proof is not None:
        return proof
    proof = modular_value(left, right, search)
    if proof is not None:
        return proof
    for stage in range(len(LATER_REWRITERS) + 1):
        if not rewriting.run(REWRITERS + LATER_REWRITERS[:stage], search):
            continue
        for order in _orders(rewriting.sides):
            search.spend(20)
            proof = rewriting.closed(left, right, order)
            if proof is not None:
                return proof
    remaining = sorted({node.head for side in rewriting.sides for node in _constants(side)} - {"^", "sqrt"})
    search.note(f"closing: no relation between the remaining constants is known ({', '.join(remaining)})")
    return None


def _orders(sides: tuple[Expr, ...]) -> tuple[int, ...]:
    """The exponents n for which the n-th powers of the sides are compared, most promising first.

    Roots of order 24 of singular quotients generate fields of a large degree, which their powers do not.
    """
    order, singular = 1, False
    for side in sides:
        for node in _constants(side):
            exponent = literal_fraction(node.args[1]) if node.head == "^" else None
            singular = singular or _is_singular_modulus(node)
            if node.head == "sqrt":
                order = math.lcm(order, 2)
            elif exponent is not None:
                order = math.lcm(order, exponent.denominator)
    if singular and all(map(_is_product, sides)):
        return (order, 1) if order <= _MAX_ORDER else (24, 1)
    if singular or order == 1 or order > _MAX_ORDER:
        return (1,)
    return (1, order)


def _is_product(expr: Expr) -> bool:
    """Whether a number is written as a product of constants and algebraic numbers, without further sums."""
    if expr.head in ("*", "/", "neg") or (expr.head == "^" and _is_integer(expr.args[1])):
        return all(map(_is_product, expr.args))
    return expr.head != "+" or zero_bound(expr) is not None


def _constants(expr: Expr) -> Iterator[Expr]:
    """Everything but arithmetic in an expression, arguments before what is made of them.

    A binder is taken as a whole, and so is a root of a quotient of modular discriminants.
    """
    if expr.head not in _WHOLE and not _is_singular_modulus(expr):
        for arg in expr.args:
            yield from _constants(arg)
    if expr.head not in _ARITHMETIC and not (expr.head == "^" and _is_integer(expr.args[1])):
        yield expr


def _is_singular_modulus(expr: Expr) -> bool:
    """Whether this is a root of a quotient of modular discriminants, as the prover of singular values writes them."""
    inner = expr.args[0] if expr.head == "^" else expr
    return is_singular_quotient(inner.args[0] if inner.head == "neg" else inner)


def _is_integer(expr: Expr) -> bool:
    number = literal_fraction(expr)
    return number is not None and number.denominator == 1


class _Rewriting:
    """Both sides of an equation in the course of rewriting, with the proofs of the steps."""

    def __init__(self, sides: tuple[Expr, Expr], angles: bool) -> None:
        self._angles = angles
        self.sides: tuple[Expr, ...] = sides
        self.steps: list[Proof] = []
        self._checking = Checking(RULES)
        self._settled: set[Expr] = set()
        self._repeats: dict[Expr, int] = {}

    def run(self, rewriters: tuple[Rewriter, ...], search: Search) -> bool:
        """Rewrite until nothing more is known, or the bounds on steps and size are met; whether anything was done."""
        self._settled.clear()
        before = len(self.steps)
        for _ in range(2):
            while self._step(rewriters, search):
                if len(self.steps) > _MAX_STEPS or sum(side.size for side in self.sides) > _MAX_SIZE:
                    search.note("closing: the expressions grow too large")
                    return len(self.steps) > before
            reduced = [self._apply(proof) for proof in logarithm_rewrites(self.sides, search)]
            reduced += [self._apply(proof) for proof in equivalences(self.sides, search)]
            if not any(reduced):
                break
        return len(self.steps) > before or not before

    def closed(self, left: Expr, right: Expr, order: int) -> Proof | None:
        """The proof of `left = right` when the powers of the sides of this order are now equal by arithmetic."""
        steps = tuple(self.steps)
        if order == 1:
            proof: Proof = Combination(left, right, steps)
        else:
            powers = tuple(Expr("^", (side, integer(order))) for side in (left, right))
            proof = Roots(left, right, order, Combination(powers[0], powers[1], steps))
        return proof if conclusion(proof, self._checking) is not None else None

    def _step(self, rewriters: tuple[Rewriter, ...], search: Search) -> bool:
        for side in self.sides:
            for constant in _constants(side):
                if constant in self._settled:
                    continue
                if self._repeats.get(constant, 0) < _MAX_REPEATS and self._rewrite(constant, rewriters, search):
                    self._repeats[constant] = self._repeats.get(constant, 0) + 1
                    return True
                self._settled.add(constant)
        return False

    def _rewrite(self, constant: Expr, rewriters: tuple[Rewriter, ...], search: Search) -> bool:
        search.spend(1)
        if constant.head not in _WHOLE:
            for arg in constant.args:
                literal = _literal(arg)
                if literal is not None and self._apply(Combination(arg, literal)):
                    return True
        if zero_bound(constant) is not None:
            return False
        if self._angles and constant.head in _ANGLES and self._apply(_angle(constant, search)):
            return True
        for rewriter in rewriters:
            if constant.head in rewriter.heads:
                proof = rewriter.rewrite(constant, search)
                if proof is not None and self._apply(proof):
                    return True
        return False

    def _apply(self, proof: Proof | None) -> bool:
        """Take a step; False when there is none, when it does not check or does not change the sides."""
        if proof is None:
            return False
        equation = conclusion(proof, self._checking)
        if equation is None or _occurs(equation.left, equation.right):
            return False
        after = tuple(replaced(side, equation) for side in self.sides)
        if after == self.sides:
            return False
        self.sides = after
        self.steps.append(proof)
        return True


def _angle(constant: Expr, search: Search) -> Proof | None:
    """A proof that an inverse trigonometric function of an algebraic number is a rational multiple of pi."""
    try:
        with ctx.workprec(_GUESS_BITS):
            number = guessed_rational(complex_(evaluate(constant, {})).real / arb.pi())
    except NO_VALUE:
        return None
    if number is None or number.q > _MAX_ORDER * _MAX_ORDER:
        return None
    multiple = Expr("*", (rational_number(number), symbol("pi")))
    return _close(constant, multiple, search, angles=False)


def _occurs(part: Expr, whole: Expr) -> bool:
    return replaced(whole, Equation(part, integer(0))) != whole


def _literal(expr: Expr) -> Expr | None:
    """The rational number in lowest terms, or the Gaussian one, that an argument seems to be, when not written so."""
    if expr.head == "symbol" or expr.head == "decimal":
        return None
    written = literal_fraction(expr)
    lowest = tidy_algebraic(expr) if written is None else rational(written.numerator, written.denominator)
    return None if expr == lowest else lowest
