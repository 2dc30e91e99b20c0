"""Asymptotic expansions with a bound for the remainder, in a sector around the positive axis.

An `Expansion` states of a function f that it is analytic for |z| >= R, |arg z| <= theta (R >= 2, theta < pi/2), and

    f(z) = sum_j c_j z^(p_j) (log z)^(k_j) + r(z),    |r(z)| <= bound |z|^order,

with rational p_j, integers k_j >= 0 and constants c_j. Expansions are added, multiplied, inverted and put into power
series; every remainder is bounded for all z of the region. The bounds rest on `|log z| <= log|z| + theta` and on the
remainder of Taylor's formula, `f(u) - sum_(j < J) f_j u^j = u^J int_0^1 J (1-t)^(J-1) f^(J)(t u)/J! dt`, which lies in
u^J times the convex hull of the values of `f^(J)/J!` on the disc |w| <= |u|.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from flint import acb, arb, fmpq

from probatum.verifiers.balls.errors import PrecisionError, UnsupportedError
from probatum.verifiers.exact.constant_forms import ONE, ConstantForm, atom, constant, form_expression, form_value
from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.language.expr import Expr

__all__ = ["Algebra", "Expansion", "Power", "Rest"]

Power = tuple[fmpq, int]
"""The exponents of z and of log z."""

_SLACK: Final = fmpq(1, 8)
"""What the exponent of a bound is raised by where powers of log z are absorbed."""

_MAX_TERMS: Final = 200
_MAX_ORDER: Final = 60


@dataclass(frozen=True, slots=True)
class Rest:
    """`|r(z)| <= bound |z|^order` on the region; the bound is an upper bound, of radius 0."""

    order: fmpq
    bound: arb


@dataclass(frozen=True, slots=True)
class Expansion:
    """The terms by their exponents, and the bound for the remainder; None when there is none."""

    terms: Mapping[Power, ConstantForm]
    rest: Rest | None = None

    def leading(self) -> Power | None:
        """The exponents of the greatest term, None when there are no terms."""
        return max(self.terms, default=None)


@dataclass(frozen=True)
class Algebra:
    """The arithmetic of expansions on |z| >= radius, |arg z| <= turn*pi, kept to a relative `depth` of exponents.

    `value` evaluates atoms of constants at the working precision; `values` holds what it gave.
    """

    radius: int
    turn: fmpq
    depth: fmpq
    value: Callable[[Expr], Value]
    values: dict[Expr, Value] = field(default_factory=dict)

    @property
    def angle(self) -> arb:
        """The half angle of the sector."""
        return arb(self.turn) * arb.pi()

    def atom_value(self, expr: Expr) -> Value:
        """The value of an atom, evaluated once."""
        if expr not in self.values:
            self.values[expr] = self.value(expr)
        return self.values[expr]

    def constant_value(self, form: ConstantForm) -> Value:
        """The value of a coefficient."""
        return form_value(form, self.atom_value)

    def magnitude(self, form: ConstantForm) -> arb:
        """An upper bound for the modulus of a coefficient."""
        size = arb(abs(complex_(self.constant_value(form))).upper())
        if not size.is_finite():
            raise PrecisionError("a coefficient of an expansion is not known")
        return size

    def supremum(self, gap: fmpq, logarithms: int) -> arb:
        """An upper bound of `|z|^-gap |log z|^logarithms` on the region; gap > 0 where there are logarithms."""
        start = arb(self.radius)
        if not logarithms:
            if gap < 0:
                raise ValueError("an unbounded power")
            return arb((start ** -arb(gap)).upper())
        if gap <= 0:
            raise ValueError("an unbounded power of a logarithm")
        # x^-g (log x + theta)^k decreases once log x + theta >= k/g.
        peak = arb(logarithms) / arb(gap)
        at_start = start.log() + self.angle
        if at_start >= peak:
            return arb((start ** -arb(gap) * at_start**logarithms).upper())
        return arb(((self.angle * arb(gap)).exp() * peak**logarithms).upper())

    def expansion(self, terms: Mapping[Power, ConstantForm], rests: Iterable[Rest] = ()) -> Expansion:
        """Terms and bounds collected; terms too far below the leading one join the remainder."""
        kept = {power: form for power, form in terms.items() if not form.is_zero()}
        lead = max((power[0] for power in kept), default=None)
        bounds = list(rests)
        order = max((rest.order for rest in bounds), default=None)
        floor = lead - self.depth if lead is not None else None
        if order is None:
            if floor is None or (min(power[0] for power in kept) > floor and len(kept) <= _MAX_TERMS):
                return Expansion(kept)
            order = floor + _SLACK
        elif floor is not None:
            order = max(order, floor)
        if any(power[0] == order and power[1] for power in kept):
            order += _SLACK
        total = arb(0)
        for rest in bounds:
            total += rest.bound * self.supremum(order - rest.order, 0)
        for power in [power for power in kept if power[0] <= order]:
            total += self.magnitude(kept.pop(power)) * self.supremum(order - power[0], power[1])
        if len(kept) > _MAX_TERMS:
            raise UnsupportedError("an expansion of too many terms")
        return Expansion(kept, Rest(order, arb(total.upper())))

    def constant(self, form: ConstantForm) -> Expansion:
        """A constant function."""
        return self.expansion({(fmpq(0), 0): form})

    def sum(self, parts: Sequence[Expansion]) -> Expansion:
        """The sum of expansions."""
        total: dict[Power, ConstantForm] = {}
        for part in parts:
            for power, form in part.terms.items():
                total[power] = total[power] + form if power in total else form
        return self.expansion(total, [part.rest for part in parts if part.rest is not None])

    def scaled(self, expansion: Expansion, form: ConstantForm, exponent: fmpq = fmpq(0)) -> Expansion:  # noqa: B008
        """The product with `form z^exponent`."""
        terms = {(p + exponent, k): c * form for (p, k), c in expansion.terms.items()}
        rests = []
        if expansion.rest is not None:
            rests = [Rest(expansion.rest.order + exponent, expansion.rest.bound * self.magnitude(form))]
        return self.expansion(terms, rests)

    def product(self, left: Expansion, right: Expansion) -> Expansion:
        """The product of two expansions."""
        terms: dict[Power, ConstantForm] = {}
        for (p, j), a in left.terms.items():
            for (q, k), b in right.terms.items():
                power = (p + q, j + k)
                terms[power] = terms[power] + a * b if power in terms else a * b
        rests = []
        for one, other in ((left, right), (right, left)):
            if one.rest is not None:
                for (p, k), c in other.terms.items():
                    rests.append(self._absorbed(one.rest, p, k, self.magnitude(c)))
        if left.rest is not None and right.rest is not None:
            rests.append(Rest(left.rest.order + right.rest.order, left.rest.bound * right.rest.bound))
        return self.expansion(terms, rests)

    def _absorbed(self, rest: Rest, exponent: fmpq, logarithms: int, scale: arb) -> Rest:
        """The bound times `scale |z|^exponent |log z|^logarithms`."""
        slack = _SLACK if logarithms else fmpq(0)
        bound = rest.bound * scale * self.supremum(slack, logarithms)
        return Rest(rest.order + exponent + slack, arb(bound.upper()))

    def size(self, expansion: Expansion) -> Rest:
        """A bound for the modulus of the whole function."""
        order = max(
            [p + (_SLACK if k else 0) for p, k in expansion.terms]
            + ([expansion.rest.order] if expansion.rest is not None else []),
            default=None,
        )
        if order is None:
            return Rest(fmpq(-_MAX_ORDER), arb(0))
        total = arb(0)
        for (p, k), c in expansion.terms.items():
            total += self.magnitude(c) * self.supremum(order - p, k)
        if expansion.rest is not None:
            total += expansion.rest.bound * self.supremum(order - expansion.rest.order, 0)
        return Rest(order, arb(total.upper()))

    def split(self, expansion: Expansion) -> tuple[fmpq, ConstantForm, Expansion]:
        """`f(z) = c z^p (1 + u(z))` with the leading term and a u that tends to 0.

        Raises UnsupportedError when the leading term has a logarithm, PrecisionError when c may be 0.
        """
        lead = expansion.leading()
        if lead is None or (expansion.rest is not None and expansion.rest.order >= lead[0]):
            raise UnsupportedError("an expansion without a leading term")
        power, form = lead[0], expansion.terms[lead]
        if lead[1] or any(p == power and k for p, k in expansion.terms):
            raise UnsupportedError("an expansion that begins with a logarithm")
        if not complex_(self.constant_value(form)) != 0:
            raise PrecisionError("the leading coefficient of an expansion may be 0")
        inverse = self.power_of(form, fmpq(-1))
        others = Expansion({key: c for key, c in expansion.terms.items() if key != lead}, expansion.rest)
        return power, form, self.scaled(others, inverse, -power)

    def power_of(self, form: ConstantForm, exponent: fmpq) -> ConstantForm:
        """The power of a coefficient that is not 0; a sum is named as a whole for that."""
        found = form.power(exponent)
        if found is not None:
            return found
        value = self.constant_value(form)
        if exponent.q != 1 and not (not isinstance(value, acb) and value > 0):
            raise UnsupportedError("a power of a constant that is not seen to obey the laws of powers")
        whole = form_expression(form)
        self.values[whole] = value
        named = atom(whole).power(exponent)
        assert named is not None
        return named

    def composed(
        self,
        coefficients: Callable[[int], Sequence[ConstantForm]],
        last: Callable[[int, arb], arb],
        inner: Expansion,
    ) -> Expansion:
        """`F(u)` for a function F analytic near 0 and an inner u that tends to 0.

        `coefficients(J)` are the first J Taylor coefficients of F, `last(J, r)` bounds `|F^(J)/J!|` on the disc
        `|w| <= r`. Raises UnsupportedError when u does not tend to 0, or F is not analytic on the disc.
        """
        if not inner.terms and inner.rest is None:
            return self.constant(coefficients(1)[0])
        size = self.size(inner)
        if size.order >= 0:
            raise UnsupportedError("a function of a part that does not tend to 0")
        count = 1
        while count * -size.order < self.depth and count < _MAX_ORDER:
            count += 1
        largest = arb((size.bound * self.supremum(-size.order, 0)).upper())
        bound = last(count, largest)
        if not bound.is_finite():
            raise UnsupportedError("a function that is not seen to be analytic on the range of its argument")
        forms = coefficients(count)
        total = self.constant(forms[-1])
        for form in reversed(forms[:-1]):
            total = self.sum([self.product(total, inner), self.constant(form)])
        rest = Rest(size.order * count, arb((bound * size.bound**count).upper()))
        return self.sum([total, Expansion({}, rest)])

    def inverse(self, expansion: Expansion) -> Expansion:
        """The reciprocal, by a geometric series."""
        return self.raised(expansion, fmpq(-1))

    def raised(self, expansion: Expansion, exponent: fmpq) -> Expansion:
        """The principal power of a rational exponent; of a base that misses the branch cut if that is not integral."""
        power, form, small = self.split(expansion)
        if exponent.q != 1:
            self.require_off_cut(power, form, small)
            if any(not self.is_positive(name) for monomial in form.terms for name, _ in monomial):
                raise UnsupportedError("a fractional power of a coefficient that is not seen to be positive")
        scale = self.power_of(form, exponent)
        series = self.composed(
            lambda count: [constant(_binomial(exponent, j)) for j in range(count)],
            lambda count, r: _binomial_bound(exponent, count, r),
            small,
        )
        return self.scaled(series, scale, power * exponent)

    def is_positive(self, expr: Expr) -> bool:
        """Whether an atom has a positive value."""
        value = self.atom_value(expr)
        return not isinstance(value, acb) and bool(value > 0)

    def require_off_cut(self, power: fmpq, form: ConstantForm, small: Expansion) -> None:
        """Raise UnsupportedError unless `c z^p (1 + u)` keeps off (-oo, 0] as the arguments of its factors add up."""
        size = self.size(small)
        if size.order > 0:
            raise UnsupportedError("a part that does not tend to 0")
        largest = size.bound * self.supremum(-size.order, 0)
        turn = abs(complex_(self.constant_value(form)).arg()) + abs(arb(power)) * self.angle
        if not (largest < 1 and turn + (largest / (1 - largest * largest).sqrt()).atan() < arb.pi()):
            raise UnsupportedError("a value that may lie on the branch cut")

    def small_part(self, expansion: Expansion) -> tuple[ConstantForm, Expansion]:
        """`f = c + u` with u tending to 0. Raises UnsupportedError when f is not bounded so."""
        zero = (fmpq(0), 0)
        rest = expansion.rest
        if any(p > 0 or (p == 0 and k) for p, k in expansion.terms) or (rest is not None and rest.order >= 0):
            raise UnsupportedError("a function of a part that does not tend to a number")
        others = Expansion({key: c for key, c in expansion.terms.items() if key != zero}, rest)
        return expansion.terms.get(zero, constant(0)), others


def _binomial(exponent: fmpq, index: int) -> fmpq:
    value = fmpq(1)
    for j in range(index):
        value = value * (exponent - j) / (j + 1)
    return value


def _binomial_bound(exponent: fmpq, count: int, radius: arb) -> arb:
    """A bound for `|binomial(a, J) (1 + w)^(a - J)|` on |w| <= r < 1; infinite when r is not below 1."""
    if not radius < 1:
        return arb.pos_inf()
    gap = exponent - count
    edge = 1 - radius if gap < 0 else 1 + radius
    return arb((abs(arb(_binomial(exponent, count))) * edge ** arb(gap)).upper())


UNIT: Final = Expansion({(fmpq(1), 0): ONE})
"""The function z itself."""
