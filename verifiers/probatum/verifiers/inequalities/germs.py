"""Germs: expansions of a function on a whole neighbourhood [Y, oo) of infinity, with enclosures for coefficients.

A germ is a sum of terms `c(y) m(y)`, m a monomial of the scale and c a function with values in a ball: a constant, of
which more may be known, or anything. Every operation below holds at each y >= Y; nothing is an asymptotic statement.
What is small compared with other terms is moved into their coefficients, by bounds of quotients of monomials.

Functions are applied by Taylor's theorem with Lagrange's remainder (see `jets`): `f(c + u) = sum_k a_k u^k + r u^n`
for u within an enclosure of its values. Quotients take out the largest term, `1/(c m (1 + v))`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cmp_to_key
from typing import Final

from flint import arb, fmpq

from probatum.verifiers.exact.derivatives import NoDerivativeError, derivative
from probatum.verifiers.inequalities.jets import Box, NotAnalyticError, jet
from probatum.verifiers.inequalities.scales import (
    ONE,
    Exact,
    Monomial,
    Neighbourhood,
    NoExpansionError,
    ball,
    normal_number,
    written,
)
from probatum.verifiers.language.expr import Expr, integer, substitute, symbol

__all__ = ["Germ", "Number", "Scale"]

_VARIABLE: Final = "z"
_EXACT_DERIVATIVES: Final = 6
_MAX_DERIVATIVE: Final = 200
"""Derivatives whose values at an irrational constant are kept as expressions: so many, each with so many nodes."""


@dataclass(frozen=True, slots=True)
class Number:
    """A function of y with values in `ball`; the constant `exact` when that is known."""

    ball: arb
    exact: Exact | None = None

    @classmethod
    def of(cls, exact: Exact) -> Number:
        """A constant."""
        found = normal_number(exact)
        return cls(ball(exact)) if found is None else cls(ball(found), found)

    @property
    def is_zero(self) -> bool:
        """Whether it is seen to be exactly 0."""
        return isinstance(self.exact, fmpq) and self.exact == 0

    def combined(self, head: str, other: Number) -> Number:
        """The sum, product or quotient (`+`, `*`, `/`)."""
        a, b = self.exact, other.exact
        if a is not None and b is not None:
            if isinstance(a, Expr) or isinstance(b, Expr):
                return Number.of(Expr(head, (written(a), written(b))))
            found = a + b if head == "+" else a * b if head == "*" else a / b
            return Number(arb(found), found)
        left, right = self.ball, other.ball
        return Number(left + right if head == "+" else left * right if head == "*" else left / right)


ZERO: Final = Number(arb(0), fmpq(0))
Germ = dict[Monomial, Number]


@dataclass(frozen=True, slots=True)
class Scale:
    """The arithmetic of germs on a neighbourhood, with expansions of `order` and at most `terms` terms."""

    near: Neighbourhood
    order: int
    terms: int

    def constant(self, value: Exact) -> Germ:
        """A constant germ."""
        return self._kept({ONE: Number.of(value)})

    def plus(self, left: Germ, right: Germ) -> Germ:
        """The sum."""
        total = dict(left)
        for monomial, value in right.items():
            total[monomial] = total[monomial].combined("+", value) if monomial in total else value
        return self._kept(total)

    def times(self, left: Germ, right: Germ) -> Germ:
        """The product."""
        total: Germ = {}
        for first, a in left.items():
            for second, b in right.items():
                monomial, value = first.times(second), a.combined("*", b)
                total[monomial] = total[monomial].combined("+", value) if monomial in total else value
        return self._kept(total)

    def scaled(self, germ: Germ, factor: Exact) -> Germ:
        """The product with a constant."""
        return self.times(germ, self.constant(factor))

    def inverse(self, germ: Germ) -> Germ:
        """1/f for f seen to have no zero."""
        value, monomial, rest = self.split(germ)
        over = {ONE.times(monomial, -1): Number.of(fmpq(1)).combined("/", value)}
        power = Expr("^", (Expr("+", (integer(1), symbol(_VARIABLE))), Expr("neg", (integer(1),))))
        return self.times(over, self.composed(power, fmpq(0), rest))

    def split(self, germ: Germ) -> tuple[Number, Monomial, Germ]:
        """c, m and v with `f = c m (1 + v)`, c never 0, m the largest monomial.

        Raises NoExpansionError when the largest coefficient may be 0.
        """
        if not germ:
            raise NoExpansionError("a function that is 0")
        monomial = self._sorted(germ)[0]
        value = germ[monomial]
        if value.ball.contains(0):
            raise NoExpansionError("the largest term may vanish")
        rest = {m.times(monomial, -1): c.combined("/", value) for m, c in germ.items() if m != monomial}
        return value, monomial, rest

    def sign(self, germ: Germ, strict: bool) -> int:
        """1 or -1 when f > 0 or f < 0 (>= or <= unless `strict`) at every y of the neighbourhood, else 0."""
        if not germ:
            return 0 if strict else 1
        largest = self._sorted(germ)[0]
        total = self._relative(germ, largest)
        if total > 0 or (not strict and total >= 0):
            return 1
        return -1 if total < 0 or (not strict and total <= 0) else 0

    def enclosure(self, germ: Germ) -> arb:
        """A ball that contains every value of f."""
        return self._relative(germ, ONE)

    def _relative(self, germ: Germ, monomial: Monomial) -> arb:
        """A ball that contains every value of f over the monomial."""
        total = arb(0)
        for own, value in germ.items():
            if own == monomial:
                total += value.ball
                continue
            bound = self.near.bound(own.times(monomial, -1))
            if bound is None:
                raise NoExpansionError("a term is not seen to be smaller than the largest")
            total += value.ball * arb(0).union(bound)
        return total

    def _kept(self, germ: Germ) -> Germ:
        """The germ without zeros, its smallest terms joined when there are too many."""
        kept = {monomial: value for monomial, value in germ.items() if not value.is_zero}
        if not all(value.ball.is_finite() for value in kept.values()):
            raise NoExpansionError("a coefficient without an enclosure")
        if len(kept) <= self.terms:
            return kept
        ordered = self._sorted(kept)
        small = {monomial: kept[monomial] for monomial in ordered[self.terms - 1 :]}
        joined = {monomial: kept[monomial] for monomial in ordered[: self.terms - 1]}
        joined[ordered[self.terms - 1]] = Number(self._relative(small, ordered[self.terms - 1]))
        return joined

    def _sorted(self, germ: Germ) -> list[Monomial]:
        """The monomials, largest first."""
        return sorted(germ, key=cmp_to_key(_compared))

    def composed(self, function: Expr, centre: Exact, small: Germ) -> Germ:
        """`g(centre + u)` for an expression g in z, which is to be analytic at all values of its argument."""
        reach = self.enclosure(small).union(arb(0))
        middle = ball(centre)
        count = self.order + 1
        at = centre if isinstance(centre, fmpq) else middle
        try:
            found = jet(function, Box(_VARIABLE, at, middle + reach, 0, {}), count)
        except NotAnalyticError as error:
            raise NoExpansionError(str(error)) from error
        if found.removed or found.count != count:
            raise NoExpansionError("a removable singularity")
        total = self._kept({ONE: Number(found.over[self.order])})
        exact = _derivatives(function, written(centre)) if found.exact is None else []
        for index in reversed(range(self.order)):
            total = self.times(total, small)
            if index < len(exact):
                value = Number.of(exact[index])
            elif found.exact is not None:
                value = Number(arb(found.exact[index]), found.exact[index])
            else:
                value = Number(found.at[index])
            total = self.plus(total, {ONE: value})
        return total

    def applied(self, function: Expr, germ: Germ) -> Germ:
        """`g(f)`, expanded at the constant term of f."""
        value = germ.get(ONE, ZERO)
        centre = value.exact
        if centre is None:
            middle = value.ball.mid().man_exp()
            centre = fmpq(middle[0]) * fmpq(2) ** int(middle[1])
        return self.composed(function, centre, self.plus(germ, self.constant(_negative(centre))))


def _compared(left: Monomial, right: Monomial) -> int:
    return right.times(left, -1).growth()


def _negative(number: Exact) -> Exact:
    return Expr("neg", (number,)) if isinstance(number, Expr) else -number


def _derivatives(function: Expr, centre: Expr) -> list[Exact]:
    """`g^(k)(c)/k!` for the first k, as closed expressions."""
    found: list[Exact] = []
    factorial = 1
    try:
        for index in range(_EXACT_DERIVATIVES):
            factorial *= max(index, 1)
            value = substitute(function, {_VARIABLE: centre})
            found.append(value if factorial == 1 else Expr("/", (value, integer(factorial))))
            function = derivative(function, _VARIABLE)
            if function.size > _MAX_DERIVATIVE:
                break
    except NoDerivativeError:
        pass
    return found
