"""The germ of a real expression beside an end of its domain: at infinity, or at a point where it may be singular.

The variable is `y`, `-y`, `a + 1/y` or `b - 1/y`, or one of these scaled. Functions that are analytic at the values of
their argument are expanded by Taylor's theorem; the others by the formulas of `formulas`. `e^f` of what grows like
`c y^p ...` joins the exponents of monomials; `log(c m (1 + v)) = log c + log m + log(1 + v)`.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import Final

from flint import fmpq

from probatum.verifiers.functions.lift import as_exact_integer
from probatum.verifiers.inequalities.formulas import FORMULAS
from probatum.verifiers.inequalities.germs import Germ, Number, Scale
from probatum.verifiers.inequalities.jets import JETS, by_gamma
from probatum.verifiers.inequalities.scales import (
    ONE,
    Exact,
    Monomial,
    NoExpansionError,
    ball,
    normal_number,
    written,
)
from probatum.verifiers.language.expr import BINDERS, Expr, apply, free_symbols, integer, symbol

__all__ = ["Expanding"]

_Z: Final = symbol("z")
_MAX_POWER: Final = 64
_MAX_FACTORED_BITS: Final = 128
_ZERO, _UNIT, _HALF = fmpq(0), fmpq(1), fmpq(1, 2)


@dataclass(frozen=True, slots=True)
class Expanding:
    """Expansion of expressions in a `variable` whose germ is `place`."""

    variable: str
    place: Germ
    scale: Scale
    known: dict[Expr, Germ] = field(default_factory=dict, compare=False)

    def germ(self, expr: Expr) -> Germ:
        """The germ of an expression.

        Raises NoExpansionError when it is not seen to be real and to have an expansion on the whole neighbourhood.
        """
        found = self.known.get(expr)
        if found is None:
            found = self.known[expr] = self._new(expr)
        return found

    def _new(self, expr: Expr) -> Germ:
        head, args = expr.head, expr.args
        if self.variable not in free_symbols(expr):
            return self.scale.constant(expr)
        if head == "symbol":
            return self.place
        if head == "^":
            return self._power(args[0], args[1])
        if head in BINDERS:
            raise NoExpansionError(f"no expansion of {head}")
        inner = [self.germ(arg) for arg in args]
        if head == "neg":
            return self.scale.scaled(inner[0], -_UNIT)
        if head in ("+", "*", "/"):
            operation = {"+": self.scale.plus, "*": self.scale.times, "/": self.over}[head]
            return functools.reduce(operation, inner)
        if len(inner) == 1:
            return self.function(head, inner[0])
        if head == "binomial":
            return self.germ(by_gamma(*args))
        raise NoExpansionError(f"no expansion of {head}")

    def _power(self, base: Expr, exponent: Expr) -> Germ:
        if base.is_symbol("e") and self.variable != "e":
            return self.exponential(self.germ(exponent))
        if self.variable in free_symbols(exponent):
            return self.exponential(self.scale.times(self.germ(exponent), self.logarithm(self.germ(base))))
        power = normal_number(exponent)
        if power is None:
            raise NoExpansionError("an exponent that is too long")
        return self.to_the(self.germ(base), power)

    def to_the(self, germ: Germ, power: Exact) -> Germ:
        """A constant power; of positive functions unless the exponent is an integer."""
        order = None if isinstance(power, Expr) else as_exact_integer(power)
        if order is not None and abs(order) <= _MAX_POWER:
            whole = self.scale.constant(_UNIT)
            for digit in f"{abs(int(order)):b}":
                whole = self.scale.times(whole, whole)
                whole = self.scale.times(whole, germ) if digit == "1" else whole
            return whole if order >= 0 else self.scale.inverse(whole)
        value, monomial, rest = self.scale.split(germ)
        if not value.ball > 0 or self.scale.sign(germ, True) <= 0:
            raise NoExpansionError("a power of what is not seen to be positive")
        exponent = written(power)
        if value.exact is None:
            lead = Number((value.ball.log() * ball(power)).exp())
        else:
            lead = Number.of(Expr("^", (written(value.exact), exponent)))
        small = self.scale.composed(Expr("^", (Expr("+", (integer(1), _Z)), exponent)), _ZERO, rest)
        return self.scale.times({monomial.to_the(power): lead}, small)

    def logarithm(self, germ: Germ) -> Germ:
        """The logarithm of a positive function."""
        value, monomial, rest = self.scale.split(germ)
        if not value.ball > 0 or self.scale.sign(germ, True) <= 0:
            raise NoExpansionError("a logarithm of what is not seen to be positive")
        total = {ONE: Number(value.ball.log()) if value.exact is None else _logarithm(value.exact)}
        for place, power in enumerate(monomial.powers):
            if isinstance(power, Expr) or power != 0:
                if place == 2:
                    raise NoExpansionError("a logarithm of log log y")
                level = [_ZERO, _ZERO, _ZERO]
                level[place + 1] = _UNIT
                total[Monomial((level[0], level[1], level[2]))] = Number.of(power)
        for powers, coefficient in monomial.exponent:
            total[Monomial(powers)] = Number.of(coefficient)
        return self.scale.plus(total, self.scale.composed(apply("log1p", _Z), _ZERO, rest))

    def exponential(self, germ: Germ) -> Germ:
        """`e^f`: growing terms go into the exponents of a monomial, the rest is expanded."""
        powers: list[Exact] = [_ZERO, _ZERO, _ZERO]
        exponent = {}
        rest: Germ = {}
        for monomial, value in germ.items():
            if monomial == ONE or monomial.growth() < 0:
                rest[monomial] = value
                continue
            p, q, r = monomial.powers
            if value.exact is None or monomial.exponent or isinstance(p, Expr) or isinstance(q, Expr) or isinstance(
                r, Expr
            ):  # fmt: skip
                raise NoExpansionError("an exponential of what grows too fast, or is not known enough")
            if (p, q, r) == (_ZERO, _UNIT, _ZERO):
                powers[0] = value.exact
            elif (p, q, r) == (_ZERO, _ZERO, _UNIT):
                powers[1] = value.exact
            else:
                exponent[p, q, r] = value.exact
        lead = Monomial((powers[0], powers[1], powers[2]), tuple(sorted(exponent.items(), key=lambda pair: pair[0])))
        factor: Exact = _UNIT
        if ONE in rest and (known := rest[ONE].exact) is not None:
            factor = apply("exp", written(known))
            del rest[ONE]
        return self.scale.times({lead: Number.of(factor)}, self.scale.applied(apply("exp", _Z), rest))

    def function(self, head: str, germ: Germ) -> Germ:
        """A function of one argument: by Taylor's theorem, or by its own formula at infinity and singularities."""
        if head in ("exp", "log", "sqrt"):
            if head == "sqrt":
                return self.to_the(germ, _HALF)
            return self.exponential(germ) if head == "exp" else self.logarithm(germ)
        if head in JETS:
            try:
                return self.scale.applied(apply(head, _Z), germ)
            except NoExpansionError:
                pass
        formula = FORMULAS.get(head)
        if formula is None:
            raise NoExpansionError(f"no expansion of {head} here")
        return formula(self, germ)

    def over(self, left: Germ, right: Germ) -> Germ:
        """The quotient."""
        return self.scale.times(left, self.scale.inverse(right))

    def shifted(self, germ: Germ, by: int) -> Germ:
        """The function plus an integer."""
        return self.scale.plus(germ, self.scale.constant(fmpq(by)))

    def negative(self, germ: Germ) -> Germ:
        """The function times -1."""
        return self.scale.scaled(germ, -_UNIT)


def _logarithm(number: Exact) -> Number:
    """The logarithm of a positive constant; of a rational number by the primes in it."""
    if isinstance(number, Expr) or number.height_bits() > _MAX_FACTORED_BITS:
        return Number.of(apply("log", written(number)))
    factors = [(*pair, 1) for pair in number.p.factor_smooth()] + [(*pair, -1) for pair in number.q.factor_smooth()]
    terms = [
        Expr("*", (written(fmpq(int(count) * sign)), apply("log", integer(int(prime)))))
        for prime, count, sign in factors
        if prime != 1
    ]
    return Number.of(Expr("+", (integer(0), *terms)) if terms else _ZERO)
