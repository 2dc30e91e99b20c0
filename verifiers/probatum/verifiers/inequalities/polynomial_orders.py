"""Orders between rational functions of real variables, read as polynomials in variables that are not negative.

A variable with a lower bound a is `a + u`, one with an upper bound b is `b - u`, one between both `(a + b u)/(1 + u)`
(the end b by continuity, where nothing varying divides), one without bounds `u` or `-u` (two cases); for conditions on
several variables see `coordinates`. All u >= 0. The domain may be enlarged in this way, which an order on the larger
domain outlives. Roots of variables are rational where `x = u^k`; the absolute value of a monomial is that of its
coefficient.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Final

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.functions.lift import fraction, is_exact
from probatum.verifiers.inequalities.coordinates import Coordinates, bounds, coordinates
from probatum.verifiers.inequalities.forms import Orthant
from probatum.verifiers.inequalities.relations import normal
from probatum.verifiers.language.expr import Expr, free_symbols, integer, walk

__all__ = ["NotReadError", "holds_for_polynomials"]

_MAX_EXPONENT: Final = 24
_MAX_ROOT: Final = 12
_MAX_TERMS: Final = 2_000
_MAX_VARIABLES: Final = 5

_Fraction = tuple[fmpq_mpoly, fmpq_mpoly]


class NotReadError(ArithmeticError):
    """The expression is not seen to be a quotient of polynomials in the new variables."""


@dataclass(frozen=True, slots=True)
class _Range:
    """The bounds of a variable that are used; the lower one, or the only upper one, is not taken if open."""

    low: fmpq | None
    high: fmpq | None
    is_open: bool
    closed_high: bool = False


_UNUSED: Final = _Range(None, None, False)


def holds_for_polynomials(
    relation: Expr, conditions: tuple[Expr, ...], names: tuple[str, ...], orthant: Orthant
) -> bool:
    """Whether an order holds on the domain, the `names` being its real variables.

    Raises NotReadError when a side is no rational function of them, TooManyPartsError.
    """
    if relation.head == "!=":
        return any(holds_for_polynomials(Expr(head, relation.args), conditions, names, orthant) for head in ("<", ">"))
    if len(names) > _MAX_VARIABLES:
        raise NotReadError("too many variables")
    known = coordinates(conditions, names)
    written = {*known.rows, *known.shares, *known.solved}
    ranges = {name: _UNUSED if name in written else _range(conditions, name) for name in names}
    roots = {name: _root_order(relation, name) for name in names}
    free = [name for name in names if name in known.free or (ranges[name] == _UNUSED and name not in written)]
    for difference, strict in _signs(relation):
        for signs in itertools.product((1, -1), repeat=len(free)):
            reading = _Reading(names, ranges, dict(zip(free, signs, strict=True)), roots, known)
            if not reading.is_positive(difference, strict, orthant):
                return False
    return True


def _signs(relation: Expr) -> tuple[tuple[Expr, bool], ...]:
    """Differences whose signs imply the order, without the square root that is one of its sides.

    `a <= sqrt(s)` where `s - a^2 >= 0`; `sqrt(s) <= b` where `s >= 0`, `b >= 0` and `b^2 - s >= 0`.
    """
    small, large = relation.args if relation.head in ("<", "<=") else relation.args[::-1]
    strict = relation.head in ("<", ">")
    if large.head == "sqrt" and not _is_monomial(large.args[0]):
        square = Expr("^", (small.args[0] if small.head == "abs" else small, integer(2)))
        return ((Expr("+", (large.args[0], Expr("neg", (square,)))), strict),)
    if small.head == "sqrt" and not _is_monomial(small.args[0]):
        (inside,) = small.args
        return (
            (inside, False),
            (large, False),
            (Expr("+", (Expr("^", (large, integer(2))), Expr("neg", (inside,)))), strict),
        )
    return normal(relation)


def _is_monomial(expr: Expr) -> bool:
    return not any(node.head == "+" for node in walk(expr))


def _root_order(relation: Expr, name: str) -> int:
    """The k for which `x = u^k` makes roots of monomials rational."""
    order = 1
    for node in walk(relation):
        if name not in free_symbols(node):
            continue
        if node.head == "sqrt":
            order = order * 2 if order % 2 else order
        elif node.head == "^" and node.args[1].head == "/" and node.args[1].args[1].head == "int":
            below = int(node.args[1].args[1].value or 1)
            if order % below:
                order *= below
    return order if order <= _MAX_ROOT else 1


def _range(conditions: tuple[Expr, ...], name: str) -> _Range:
    best = bounds(conditions, name)
    low, low_closed = best.get(-1, (None, True))
    high, high_closed = best.get(1, (None, True))
    if low is not None and high is not None and not low < high:
        high = None
    is_open = not (low_closed if low is not None else high_closed)
    return _Range(low, high, is_open, low is not None and high is not None and high_closed)


@dataclass(slots=True)
class _Reading:
    """One case: the `names` as quotients of polynomials in as many variables that are not negative."""

    names: tuple[str, ...]
    ranges: dict[str, _Range]
    signs: dict[str, int]
    roots: dict[str, int]
    known: Coordinates
    denominators: list[fmpq_mpoly] = field(default_factory=list)
    context: fmpq_mpoly_ctx = field(init=False)
    generators: dict[str, fmpq_mpoly] = field(init=False)
    _solutions: dict[str, _Fraction] = field(default_factory=dict)
    _unsigned: set[int] = field(default_factory=set)
    """Places of generators that stand for a variable of either sign, in equations alone."""

    def __post_init__(self) -> None:
        self.context = fmpq_mpoly_ctx.get([f"u{index}" for index in range(len(self.names))], Ordering.degrevlex)
        self.generators = dict(zip(self.names, self.context.gens(), strict=True))

    def is_positive(self, difference: Expr, strict: bool, orthant: Orthant) -> bool:
        """Whether the difference has values on the whole domain and is > 0, or >= 0, there."""
        if strict and any(self.ranges[name].closed_high for name in self.names):
            return False
        above, below = self.read(difference)
        positive = frozenset(
            index for index, name in enumerate(self.names) if self.ranges[name].is_open or name in self.known.positive
        )
        divisors = [self._without_sums(each) for each in (*self.denominators, below)]
        if not all(orthant.sign(divisor, positive, True) for divisor in divisors):
            return False
        sign = orthant.sign(divisors[-1], positive, True)
        return bool(sign) and orthant.sign(above * sign, positive, strict) > 0

    def _without_sums(self, polynomial: fmpq_mpoly) -> fmpq_mpoly:
        """The polynomial without the factors that are sums of shares, which are positive."""
        for group in {group for _, group in self.known.shares.values()}:
            total = self._sum(group)
            while not polynomial.is_zero() and (division := divmod(polynomial, total))[1].is_zero():
                polynomial = division[0]
        return polynomial

    def _sum(self, group: tuple[str, ...]) -> fmpq_mpoly:
        return sum((self.generators[name] for name in group), self.context.constant(0))

    def variable(self, name: str) -> _Fraction:
        """A variable by its coordinates."""
        each, one = self.ranges[name], self.context.constant(1)
        own = self.generators[name] ** self._root(name)
        if name in self.known.rows:
            terms, rest = self.known.rows[name]
            total = rest * one
            for coordinate, value in terms.items():
                plain = coordinate.removeprefix("+")
                total += value * self.signs.get(coordinate, 1) * self.generators[plain]
            return total, one
        if name in self.known.shares:
            scale, group = self.known.shares[name]
            return scale * own, self._sum(group)
        if name in self.known.solved:
            return self._solution(name)
        if each.low is not None and each.high is not None:
            return each.low * one + each.high * own, one + own
        if each.low is not None:
            return each.low * one + own, one
        if each.high is not None:
            return each.high * one - own, one
        return own * self.signs[name], one

    def _solution(self, name: str) -> _Fraction:
        """`-B/A` of the equation `A x + B = 0`; its generator stands for the variable while the equation is read."""
        found = self._solutions.get(name)
        if found is None:
            self._solutions[name] = self.generators[name], self.context.constant(1)
            place = self.names.index(name)
            self._unsigned.add(place)
            above, _ = self.read(self.known.solved[name])
            # Where the equation holds its divisors do not vanish; only those without the variable have to be kept.
            self.denominators = [each for each in self.denominators if not any(key[place] for key in each.to_dict())]
            parts: list[dict[tuple[int, ...], fmpq]] = [{}, {}]
            for key, value in above.to_dict().items():
                if key[place] > 1:
                    raise NotReadError("an equation that is not linear in a variable")
                parts[int(key[place])][(*key[:place], 0, *key[place + 1 :])] = value
            rest, factor = (self.context.from_dict(part) for part in parts)
            self._divide(factor)
            found = self._solutions[name] = -rest, factor
        return found

    def _root(self, name: str) -> int:
        each = self.ranges[name]
        return self.roots[name] if each.low == 0 and each.high is None else 1

    def read(self, expr: Expr) -> _Fraction:
        """Numerator and denominator; every divisor that varies is kept among the denominators."""
        head, args = expr.head, expr.args
        if head == "symbol" and expr.name in self.names:
            return self.variable(expr.name)
        if not free_symbols(expr) & set(self.names):
            return self.context.constant(_rational(expr)), self.context.constant(1)
        if head == "neg":
            above, below = self.read(args[0])
            return -above, below
        if head == "^":
            if free_symbols(args[1]) & set(self.names):
                raise NotReadError("an exponent that varies")
            return self._power(args[0], _rational(args[1]))
        if head == "sqrt":
            return self._power(args[0], fmpq(1, 2))
        if head == "abs":
            return self._absolute(args[0])
        if head not in ("+", "*", "/"):
            raise NotReadError(f"{head} of a variable")
        if head == "/" and not free_symbols(args[1]) & set(self.names):
            scale = _rational(args[1])
            if scale == 0:
                raise NotReadError("a division by 0")
            above, below = self.read(args[0])
            return above / scale, below
        first, *rest = [self.read(arg) for arg in args]
        for other in rest:
            first = self._combined(head, first, other)
        return first

    def _combined(self, head: str, left: _Fraction, right: _Fraction) -> _Fraction:
        (a, b), (c, d) = left, right
        if head == "+":
            return (_short(a + c), b) if b == d else (_short(a * d + c * b), _short(b * d))
        if head == "*":
            return _short(a * c), _short(b * d)
        self._divide(c)
        return _short(a * d), _short(b * c)

    def _divide(self, divisor: fmpq_mpoly) -> None:
        if divisor.is_zero():
            raise NotReadError("a division by 0")
        if any(each.closed_high for each in self.ranges.values()):
            raise NotReadError("a divisor that may vanish at an end of the domain")
        self.denominators.append(divisor)

    def _power(self, base: Expr, exponent: fmpq) -> _Fraction:
        above, below = self.read(base)
        if exponent.q != 1:
            self._require_signed(above, below)
            above, below = _root(above, int(exponent.q)), _root(below, int(exponent.q))
        order = int(exponent.p)
        if (
            order == 0
            or abs(order) > _MAX_EXPONENT
            or max(len(above), len(below)) ** min(abs(order), 8) > _MAX_TERMS * 50
        ):
            raise NotReadError("a power that is large, or the 0th")
        if order < 0:
            self._divide(above)
            above, below = below, above
        return _short(above ** abs(order)), _short(below ** abs(order))

    def _require_signed(self, *polynomials: fmpq_mpoly) -> None:
        if any(key[place] for each in polynomials for key in each.to_dict() for place in self._unsigned):
            raise NotReadError("a root or an absolute value of a variable of either sign")

    def _absolute(self, inner: Expr) -> _Fraction:
        above, below = self.read(inner)
        if len(above) > 1 or len(below) > 1:
            raise NotReadError("an absolute value of more than one term")
        self._require_signed(above, below)
        return tuple(  # type: ignore[return-value]
            self.context.from_dict({key: abs(value) for key, value in each.to_dict().items()})
            for each in (above, below)
        )


def _short(polynomial: fmpq_mpoly) -> fmpq_mpoly:
    if len(polynomial) > _MAX_TERMS:
        raise NotReadError("too many terms")
    return polynomial


def _root(polynomial: fmpq_mpoly, order: int) -> fmpq_mpoly:
    """The root of a monomial with a coefficient >= 0, whose variables are not negative."""
    if len(polynomial) > 1 or order > _MAX_ROOT:
        raise NotReadError("a root of more than one term")
    found: dict[tuple[int, ...], fmpq] = {}
    for key, value in polynomial.to_dict().items():
        coefficient = fmpq(value)
        if any(exponent % order for exponent in key) or coefficient < 0:
            raise NotReadError("a root that is no monomial")
        parts = [part.root(order) for part in (coefficient.p, coefficient.q)]
        if parts[0] ** order != coefficient.p or parts[1] ** order != coefficient.q:
            raise NotReadError("a root of a number that is not rational")
        found[tuple(int(exponent) // order for exponent in key)] = fmpq(parts[0], parts[1])
    return polynomial.context().from_dict(found)


def _rational(expr: Expr) -> fmpq:
    try:
        value = evaluate(expr, {})
    except NO_VALUE as error:
        raise NotReadError(str(error)) from error
    if not is_exact(value):
        raise NotReadError("a constant that is not rational")
    return fraction(value)
