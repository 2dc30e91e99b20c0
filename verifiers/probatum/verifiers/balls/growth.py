"""Two-sided bounds on the modulus of an expression along a path to infinity or to an end point.

Along a path `x(u)`, u >= U, a `Growth` states, for all real u >= U,

    lower * u^p * exp(P(u))  <=  |e(x(u))|  <=  upper * u^p * exp(P(u)),      P(u) = c_1 u + c_2 u^2 + ...

with real balls p, c_j. Three paths occur: `x = u` (to infinity), `x = a + h exp(u)` (to infinity, exponentially fast, which
makes algebraic decay exponential) and `x = a + h exp(-u)` (to the finite point a). Everything is built from one fact:
a subexpression that is a polynomial in x is its dominant power times `1 + e` with an explicit bound for e. The bounds
are crude on purpose: they only have to show that a tail is small.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Literal

from flint import acb, arb, fmpz

from probatum.verifiers.balls.arithmetic import add, is_exact_zero, multiply
from probatum.verifiers.balls.errors import EvaluationError
from probatum.verifiers.balls.scope import Engine, Scope
from probatum.verifiers.balls.taylor import taylor_coefficients
from probatum.verifiers.balls.terms import Polynomial, hypergeometric_terms
from probatum.verifiers.balls.theta_growth import theta_bound, theta_deviation, transformed
from probatum.verifiers.functions import TooLargeError, UndefinedValueError, UnsupportedArgumentError, Value
from probatum.verifiers.functions.lift import as_exact_integer, complex_, is_real
from probatum.verifiers.language.expr import Expr, free_symbols, integer, symbol

__all__ = ["Growth", "Path", "growth_of", "tail_of_integral", "tail_of_sum", "times_exponential"]

_ZERO: Final = arb(0)
_NO_VALUE: Final = (EvaluationError, UndefinedValueError, UnsupportedArgumentError, TooLargeError, ValueError)
_MAX_ORDER: Final = 8
"""Orders of zeros at an end point that are recognised stay below this."""


@dataclass(frozen=True, slots=True)
class Path:
    """`x(u)`: u itself, `centre + scale*exp(u)` or `centre + scale*exp(-u)`."""

    kind: Literal["direct", "outward", "inward"] = "direct"
    centre: Value = fmpz(0)
    scale: Value = fmpz(1)


@dataclass(frozen=True, slots=True)
class Growth:
    """The bounds of this module's head; `exponent` lists c_1, c_2, ..."""

    power: arb
    exponent: tuple[arb, ...]
    lower: arb
    upper: arb


@dataclass(frozen=True, slots=True)
class _Theta:
    """A theta function along the direct path: `|q| = scale*exp(rate*u)`, at most `nome` from the start on."""

    index: int
    derivatives: int
    nome: arb
    imaginary: arb
    rate: arb
    scale: arb


DIRECT: Final = Path()


def _derivative_is_negative(exponent: tuple[arb, ...], power: arb, start: int) -> bool:
    """Whether `u^power exp(P(u))` is decreasing for u >= start: `P'(start + s)` has no positive coefficient and
    outweighs `power/u`."""
    derivative = [coefficient * (index + 1) for index, coefficient in enumerate(exponent)]
    shifted = _taylor_shift(derivative, arb(start))
    growing = arb(max(float(power.upper()), 0.0)) / start
    if not shifted:
        return bool(power <= 0)
    return bool(shifted[0] + growing <= 0) and all(c <= 0 for c in shifted[1:])


def _taylor_shift(coefficients: list[arb], shift: arb) -> list[arb]:
    """Coefficients of `p(x + shift)`."""
    result = list(coefficients)
    for i in range(len(result)):
        for j in range(len(result) - 2, i - 1, -1):
            result[j] = result[j] + shift * result[j + 1]
    return result


def _at(growth: Growth, u: int, bound: arb) -> arb:
    """`bound * u^p * exp(P(u))`."""
    total = arb(0)
    for coefficient in reversed(growth.exponent):
        total = (total + coefficient) * u
    return bound * arb(u) ** growth.power * total.exp()


def _supremum(growth: Growth, start: int) -> arb | None:
    """An upper bound of the modulus over u >= start when the majorant decreases from there on, else None."""
    if not _derivative_is_negative(growth.exponent, growth.power, start):
        return None
    value = _at(growth, start, growth.upper)
    return arb(value.upper()) if value.is_finite() else None


def _combine_exponents(
    left: tuple[arb, ...], right: tuple[arb, ...], operation: Callable[[arb, arb], arb]
) -> tuple[arb, ...]:
    longest = max(len(left), len(right))
    padded = [exponents + (_ZERO,) * (longest - len(exponents)) for exponents in (left, right)]
    combined = [operation(a, b) for a, b in zip(*padded, strict=True)]
    while combined and combined[-1].is_zero():
        combined.pop()
    return tuple(combined)


def _times(left: Growth, right: Growth) -> Growth:
    return Growth(
        left.power + right.power,
        _combine_exponents(left.exponent, right.exponent, lambda a, b: a + b),
        left.lower * right.lower,
        left.upper * right.upper,
    )


def _inverse(growth: Growth) -> Growth | None:
    if not growth.lower > 0:
        return None
    return Growth(-growth.power, tuple(-c for c in growth.exponent), 1 / growth.upper, 1 / growth.lower)


def _raised(growth: Growth, order: arb) -> Growth | None:
    """The growth of `e^order` for a real order."""
    if order.is_zero():
        return _constant(arb(1))
    if not order > 0:
        inverse = _inverse(growth)
        return _raised(inverse, -order) if inverse is not None and order < 0 else None
    lower = growth.lower**order if growth.lower > 0 else _ZERO
    return Growth(growth.power * order, tuple(c * order for c in growth.exponent), lower, growth.upper**order)


def _constant(modulus: arb) -> Growth:
    lower = modulus if modulus > 0 else _ZERO
    return Growth(_ZERO, (), lower, modulus)


def _between(lower: arb, upper: arb) -> Growth:
    return Growth(_ZERO, (), lower, upper)


class _Bounds:
    """Bounds for the expressions of one tail; every method answers None where it finds no bound."""

    def __init__(self, variable: str, path: Path, start: int, scope: Scope, engine: Engine) -> None:
        self.variable, self.path, self.start, self.scope, self.engine = variable, path, start, scope, engine

    def of(self, expr: Expr) -> Growth | None:
        """The growth of `expr`, from its form or, near a finite end point, from its value on the whole neighbourhood."""
        growth = self.from_form(expr)
        if self.path.kind == "inward" and (growth is None or not growth.lower > 0):
            near = self.from_neighbourhood(expr)
            if near is None or not near.lower > 0:
                near = self.from_zero(expr) or near
            if near is not None and (growth is None or near.lower > 0):
                return near
        return growth

    def from_zero(self, expr: Expr) -> Growth | None:
        """At a zero of order m of a sum: `e(centre + w) = c_m w^m` with c_m from the Taylor coefficients on the box."""
        if expr.head != "+":
            return None
        try:
            at_end = taylor_coefficients(expr, self.variable, self.path.centre, _MAX_ORDER, self.scope, self.engine)
            order = next((i for i, c in enumerate(at_end) if not c.is_zero()), 0)
            if order == 0:
                return None
            around = taylor_coefficients(expr, self.variable, self.box(), order + 1, self.scope, self.engine)[order]
        except _NO_VALUE:  # ValueError, for example: a quotient with a pole at the end
            return None
        scale = abs(complex_(self.path.scale)) ** order
        modulus = abs(around) * scale
        if not modulus.is_finite():
            return None
        lower = modulus.lower()
        return Growth(_ZERO, (arb(-order),), arb(lower) if lower > 0 else _ZERO, arb(modulus.upper()))

    def box(self) -> Value:
        """All points of an inward path with u >= start, and a neighbourhood of the end."""
        radius = (-arb(self.start)).exp() * abs(complex_(self.path.scale))
        if is_real(self.path.centre) and is_real(self.path.scale):
            return self.path.centre + arb(0, radius.upper())
        return complex_(self.path.centre) + acb(arb(0, radius.upper()), arb(0, radius.upper()))

    def from_neighbourhood(self, expr: Expr) -> Growth | None:
        try:
            modulus = abs(complex_(self.engine.body(expr, self.variable, self.scope)(self.box())))
        except _NO_VALUE:
            return None
        if not modulus.is_finite():
            return None
        lower = modulus.lower()
        return _between(arb(lower) if lower > 0 else _ZERO, arb(modulus.upper()))

    def from_form(self, expr: Expr) -> Growth | None:
        if self.variable not in free_symbols(expr):
            return _constant(abs(complex_(self.engine.value(expr, self.scope))))
        polynomial = self.polynomial(expr)
        if polynomial is not None:
            return self.of_polynomial(polynomial)
        head, args = expr.head, expr.args
        if head == "+":
            less_one = self.less_one(args)
            return less_one or self.of_sum([self.of(arg) for arg in args])
        if head in ("neg", "abs", "conjugate"):
            return self.of(args[0])
        if head in ("re", "im"):
            inner = self.of(args[0])
            return inner and replace(inner, lower=_ZERO)
        if head == "*":
            return self.of_product([self.of(arg) for arg in args])
        if head == "/":
            if args[1].head == "^" and self.variable in free_symbols(args[1].args[1]):
                base, exponent = args[1].args  # a/b^e decays when b^e grows: bound b^(-e) itself
                inverse = self.of_power(base, Expr("neg", (exponent,)))
                return self.of_product([self.of(args[0]), inverse])
            below = self.of(args[1])
            return self.of_product([self.of(args[0]), below and _inverse(below)])
        if head == "sqrt":
            inner = self.of(args[0])
            return inner and _raised(inner, arb(1) / 2)
        if head == "^":
            return self.of_power(*args)
        if head == "exp":
            return self.of_exponential(args[0], fmpz(1))
        if head == "log":
            return self.of_logarithm(args[0])
        if head in _EXPONENTIAL_FORM:
            small = self.of_small(head, args[0])
            return small or self.of(_EXPONENTIAL_FORM[head](args[0]))
        if head in _ODD_AND_SMALL:
            return self.of_small(head, args[0])
        return self.of_special(head, args)

    def polynomial(self, expr: Expr) -> Polynomial | None:
        """The coefficients of `expr` as a polynomial in the variable, None when it is not one."""
        terms = hypergeometric_terms(expr, self.variable, self.scope, self.engine)
        if terms is None or len(terms) != 1:
            return None
        (term,) = terms
        plain = len(term.denominator) == 1 and not term.gammas and term.phase == 0 and is_exact_zero(term.base - 1)
        if not plain:
            return None
        scale = multiply(term.coefficient, fmpz(1))
        if not (term.denominator[0] == 1):
            return None
        return tuple(multiply(c, scale) for c in term.numerator)

    def of_polynomial(self, polynomial: Polynomial) -> Growth | None:
        if self.path.kind == "direct":
            leading, degree = complex_(polynomial[-1]), len(polynomial) - 1
            spread = arb(0)
            for index, coefficient in enumerate(polynomial[:-1]):
                spread += abs(complex_(coefficient)) / abs(leading) / arb(self.start) ** (degree - index)
            return Growth(arb(degree), (), *self.around(abs(leading), spread))
        shifted = self.shifted(polynomial)
        if self.path.kind == "inward":
            first = next((i for i, c in enumerate(shifted) if not is_exact_zero(c)), None)
            if first is None:
                return None
            order, rest = first, range(first + 1, len(shifted))
        else:
            order, rest = len(shifted) - 1, range(len(shifted) - 1)
        modulus = abs(complex_(shifted[order]))
        spread = arb(0)
        for index in rest:
            spread += abs(complex_(shifted[index])) / modulus * (-arb(self.start) * abs(index - order)).exp()
        sign = -1 if self.path.kind == "inward" else 1
        return Growth(_ZERO, (arb(sign * order),) if order else (), *self.around(modulus, spread))

    def around(self, modulus: arb, spread: arb) -> tuple[arb, arb]:
        lower = modulus * (1 - spread) if spread < 1 else _ZERO
        return lower, modulus * (1 + spread)

    def shifted(self, polynomial: Polynomial) -> list[Value]:
        """Coefficients in `w` of the polynomial at `centre + scale*w`, exact where everything is."""
        result: list[Value] = []
        for coefficient in reversed(polynomial):
            moved: list[Value] = [fmpz(0)] * (len(result) + 1)
            for index, c in enumerate(result):
                moved[index] = add(moved[index], multiply(c, self.path.centre))
                moved[index + 1] = add(moved[index + 1], multiply(c, self.path.scale))
            moved[0] = add(moved[0], coefficient)
            result = moved
        while len(result) > 1 and is_exact_zero(result[-1]):
            result.pop()
        return result

    def of_product(self, factors: list[Growth | None]) -> Growth | None:
        product = _constant(arb(1))
        for factor in factors:
            if factor is None:
                return None
            product = _times(product, factor)
        return product

    def of_sum(self, terms: list[Growth | None]) -> Growth | None:
        """One term dominates: the others are bounded multiples of it."""
        known = [term for term in terms if term is not None]
        if len(known) < len(terms):
            return None
        for index, dominant in enumerate(known):
            unit = replace(dominant, lower=arb(1), upper=arb(1))
            reciprocal = _inverse(unit)
            assert reciprocal is not None
            others = [_supremum(_times(term, reciprocal), self.start) for i, term in enumerate(known) if i != index]
            if any(other is None for other in others):
                continue
            rest = sum((other for other in others if other is not None), arb(0))
            lower = dominant.lower - rest
            return replace(dominant, lower=lower if lower > 0 else _ZERO, upper=dominant.upper + rest)
        return None

    def less_one(self, terms: tuple[Expr, ...]) -> Growth | None:
        """`e - 1` for an expression e whose deviation from 1 is known."""
        minus_one = integer(-1)
        if len(terms) != 2 or minus_one not in terms:
            return None
        other = terms[1 - terms.index(minus_one)]
        return self.theta_less_one(other)

    def theta_less_one(self, expr: Expr) -> Growth | None:
        """`theta^m - 1 = (1 + w)^m - 1` with `|(1 + w)^m - 1| <= m |w| (1 + |w|)^(m-1)`, for theta_3 and theta_4."""
        order, base = 1, expr
        if expr.head == "^" and expr.args[1].head == "int":
            base, order = expr.args[0], int(expr.args[1].value)  # type: ignore[arg-type]
        if base.head != "jacobi_theta" or not 1 <= order <= 64 or self.path.kind != "direct":
            return None
        theta = self.theta(base.args)
        if theta is None or theta.index not in (3, 4) or theta.derivatives:
            return None
        deviation = theta_deviation(0, theta.nome, theta.imaginary)
        if deviation is None:
            return None
        upper = deviation * order * (1 + deviation * theta.nome) ** (order - 1) * theta.scale
        return Growth(_ZERO, (theta.rate,), _ZERO, upper)

    def theta(self, args: tuple[Expr, ...]) -> _Theta | None:
        """A theta function on the direct path with z fixed and tau linear: `|q| = scale*exp(rate*u)` with rate < 0."""
        index_expr, z, tau, *order = args
        if self.variable in free_symbols(Expr("tuple", (index_expr, z, *order))):
            return None
        line = self.polynomial(tau)
        index = as_exact_integer(self.engine.value(index_expr, self.scope))
        derivatives = as_exact_integer(self.engine.value(order[0], self.scope)) if order else fmpz(0)
        if line is None or len(line) != 2 or index is None or derivatives is None or not 0 <= derivatives <= 16:
            return None
        constant, slope = (complex_(c).imag for c in line)
        rate, scale = -arb.pi() * slope, (-arb.pi() * constant).exp()
        if not rate < 0:
            return None
        nome = scale * (rate * self.start).exp()
        imaginary = abs(complex_(self.engine.value(z, self.scope)).imag)
        return _Theta(int(index), int(derivatives), nome, imaginary, rate, scale)

    def of_theta(self, args: tuple[Expr, ...]) -> Growth | None:
        if self.path.kind == "inward":
            return self.of_theta_near_zero(args)
        theta = self.theta(args) if self.path.kind == "direct" else None
        bound = theta and theta_bound(theta.index, theta.derivatives, theta.nome, theta.imaginary)
        if theta is None or bound is None:
            return None
        factor = theta.scale**bound.order
        exponent = () if bound.order.is_zero() else (theta.rate * bound.order,)
        return Growth(_ZERO, exponent, bound.lower * factor, bound.upper * factor)

    def of_theta_near_zero(self, args: tuple[Expr, ...]) -> Growth | None:
        """`tau = i*k*exp(-u)` with k > 0 and z = 0, by Jacobi's transformation; `exp(-c e^u) <= exp(-c (e^U/U) u)`."""
        index_expr, z, tau, *order = args
        line = self.polynomial(tau)
        if line is None or self.variable in free_symbols(Expr("tuple", (index_expr, z, *order))):
            return None
        shifted = [complex_(c) for c in self.shifted(line)]
        at_zero = is_exact_zero(self.engine.value(z, self.scope))
        if len(shifted) != 2 or not shifted[0].is_zero() or not shifted[1].real.is_zero() or not at_zero:
            return None
        index = as_exact_integer(self.engine.value(index_expr, self.scope))
        derivatives = as_exact_integer(self.engine.value(order[0], self.scope)) if order else fmpz(0)
        if index is None or derivatives is None or not shifted[1].imag > 0:
            return None
        image = transformed(int(index), int(derivatives))
        scale, turned = shifted[1].imag, arb(self.start).exp()
        bound = image and theta_bound(image[0], int(derivatives), (-arb.pi() * turned / scale).exp(), _ZERO)
        if image is None or bound is None:
            return None
        decay = arb.pi() * bound.order * turned / scale / self.start
        upper = bound.upper * scale ** image[1]
        return Growth(_ZERO, (-image[1] - decay,), _ZERO, upper)

    def of_power(self, base: Expr, exponent: Expr) -> Growth | None:
        if self.variable not in free_symbols(exponent):
            order = complex_(self.engine.value(exponent, self.scope))
            inner = self.of(base)
            raised = inner and _raised(inner, order.real)
            if raised is None or order.imag.is_zero():
                return raised
            turn = (arb.pi() * abs(order.imag)).exp()
            return replace(raised, lower=raised.lower / turn, upper=raised.upper * turn)
        if self.variable not in free_symbols(base):
            value = self.engine.value(base, self.scope)
            if is_exact_zero(value):
                return None
            return self.of_exponential(exponent, complex_(value).log())
        return self.of_exponential(Expr("*", (exponent, Expr("log", (base,)))), fmpz(1))

    def of_exponential(self, argument: Expr, factor: Value) -> Growth | None:
        """`exp(factor*argument)`."""
        polynomial = self.polynomial(argument)
        if polynomial is not None and self.path.kind == "direct":
            real_parts = [(complex_(c) * complex_(factor)).real for c in polynomial]
            scale = real_parts[0].exp()
            exponent = _combine_exponents(tuple(real_parts[1:]), (), lambda a, _b: a)
            return Growth(_ZERO, exponent, scale, scale)
        inner = self.of(argument)
        bound = inner and _supremum(_times(inner, _constant(abs(complex_(factor)))), self.start)
        if bound is not None:
            return _between((-bound).exp(), bound.exp())
        return self.of_negative_exponential(argument, factor)

    def of_negative_exponential(self, argument: Expr, factor: Value) -> Growth | None:
        """`exp(-p(u))` where the exponent falls at least linearly: `-x log x` on the direct path."""
        if argument.head == "*" and self.path.kind == "direct":
            *others, last = argument.args
            if last == Expr("log", (symbol(self.variable),)) and len(others) == 1:
                polynomial = self.polynomial(others[0])
                if polynomial is None:
                    return None
                coefficients = [(complex_(c) * complex_(factor)).real for c in polynomial]
                if not all(c <= 0 for c in coefficients) or not self.start >= 1:
                    return None
                log_start = arb(self.start).log()
                exponent = tuple(c * log_start for c in coefficients[1:])
                return Growth(_ZERO, exponent, _ZERO, (coefficients[0] * log_start).exp())
        return None

    def of_logarithm(self, argument: Expr) -> Growth | None:
        if argument.head == "/" and argument.args[0] == integer(1):
            return self.of_logarithm(argument.args[1])
        near_one = self.deviation_from_one(argument)
        bound = near_one and _supremum(near_one, self.start)
        if near_one is not None and bound is not None and bound < arb(1) / 2:
            spread = bound / (2 * (1 - bound))
            return replace(near_one, lower=near_one.lower * (1 - spread), upper=near_one.upper * (1 + spread))
        inner = self.of(argument)
        if inner is None or not inner.lower > 0 or not inner.upper.is_finite() or self.start < 3:
            return None
        return self.of_large_logarithm(inner)

    def of_large_logarithm(self, inner: Growth) -> Growth:
        """`|log e| <= |P(u)| + |p| log u + max |log bounds| + pi`, written as a power of u."""
        start = arb(self.start)
        constant = arb.pi() + abs(inner.lower.log()) + abs(inner.upper.log())
        degree = len(inner.exponent)
        if degree == 0:
            # log u <= 4 u^(1/4) for u >= 1
            return Growth(arb(1) / 4, (), _ZERO, 4 * abs(inner.power) + constant)
        rest = abs(inner.power) * start.log() / start**degree + constant / start**degree
        for index, coefficient in enumerate(inner.exponent[:-1], 1):
            rest += abs(coefficient) / start ** (degree - index)
        leading = abs(inner.exponent[-1])
        lower = leading - rest
        return Growth(arb(degree), (), lower if lower > 0 else _ZERO, leading + rest)

    def deviation_from_one(self, argument: Expr) -> Growth | None:
        """The growth of `argument - 1` when that is a part of the sum as written, or a polynomial."""
        polynomial = self.polynomial(argument)
        if polynomial is not None:
            return self.of_polynomial((add(polynomial[0], fmpz(-1)), *polynomial[1:]))
        if argument.head != "+" or integer(1) not in argument.args:
            return None
        index = argument.args.index(integer(1))
        rest = argument.args[:index] + argument.args[index + 1 :]
        return self.of(rest[0] if len(rest) == 1 else Expr("+", rest))

    def of_small(self, head: str, argument: Expr) -> Growth | None:
        """`|f(w)/w - 1| <= |w|^2` for |w| <= 1/2 and each odd function f of the table: their Taylor coefficients are at
        most those of atanh in modulus."""
        inner = self.of(argument)
        bound = inner and _supremum(inner, self.start)
        if inner is None or bound is None or not bound < arb(1) / 2 or head not in _ODD_AND_SMALL:
            return None
        return replace(inner, lower=inner.lower * (1 - bound**2), upper=inner.upper * (1 + bound**2))

    def of_special(self, head: str, args: tuple[Expr, ...]) -> Growth | None:
        if head == "jacobi_theta":
            return self.of_theta(args)
        if self.path.kind != "direct":
            return None
        if head == "moebius":
            return _between(_ZERO, arb(1))
        if head == "totient":
            inner = self.of(args[0])
            return inner and replace(inner, lower=_ZERO)
        if head == "zeta" and len(args) == 1:
            return self.of_zeta(args[0])
        if head == "fibonacci" and len(args) == 1:
            return self.of_fibonacci(args[0])
        return None

    def of_zeta(self, argument: Expr) -> Growth | None:
        """`1 <= zeta(s) <= zeta(s(U))` for a real linear argument that increases from beyond 1."""
        line = self.polynomial(argument)
        if line is None or len(line) != 2 or not complex_(line[1]).imag.is_zero():
            return None
        at_start = complex_(add(line[0], multiply(line[1], fmpz(self.start))))
        if not (complex_(line[1]).real > 0 and at_start.imag.is_zero() and at_start.real > 1):
            return None
        return _between(arb(1), at_start.real.zeta())

    def of_fibonacci(self, argument: Expr) -> Growth | None:
        """Binet: `F(m) = phi^m/sqrt(5) * (1 - (-1/phi^2)^m)` for a linear argument m with positive integer slope."""
        line = self.polynomial(argument)
        if line is None or len(line) != 2 or any(as_exact_integer(c) is None for c in line):
            return None
        at_start = add(line[0], multiply(line[1], fmpz(self.start)))
        if not (complex_(line[1]).real > 0 and complex_(at_start).real >= 1):
            return None
        log_phi = ((1 + arb(5).sqrt()) / 2).log()
        spread = (-2 * log_phi * complex_(at_start).real).exp()
        scale = (complex_(line[0]).real * log_phi).exp() / arb(5).sqrt()
        return Growth(_ZERO, (complex_(line[1]).real * log_phi,), scale * (1 - spread), scale * (1 + spread))


def _exp(argument: Expr) -> Expr:
    return Expr("exp", (argument,))


def _turned(argument: Expr, sign: int) -> Expr:
    """`exp(±i*argument)`; i is written sqrt(-1), since a variable may be called i."""
    rotated = Expr("*", (Expr("sqrt", (integer(-1),)), argument))
    return _exp(rotated if sign > 0 else Expr("neg", (rotated,)))


def _plus(argument: Expr) -> Expr:
    return Expr("+", (_exp(argument), _exp(Expr("neg", (argument,)))))


def _minus(argument: Expr) -> Expr:
    return Expr("+", (_exp(argument), Expr("neg", (_exp(Expr("neg", (argument,))),))))


def _half(expr: Expr) -> Expr:
    return Expr("/", (expr, integer(2)))


def _ratio(above: Expr, below: Expr) -> Expr:
    return Expr("/", (above, below))


def _cos(argument: Expr) -> Expr:
    return _half(Expr("+", (_turned(argument, 1), _turned(argument, -1))))


def _sin(argument: Expr) -> Expr:
    # The factor 1/i has modulus 1 and does not matter for a bound.
    return _half(Expr("+", (_turned(argument, 1), Expr("neg", (_turned(argument, -1),)))))


_EXPONENTIAL_FORM: Final[dict[str, Callable[[Expr], Expr]]] = {
    "sinh": lambda x: _half(_minus(x)),
    "cosh": lambda x: _half(_plus(x)),
    "tanh": lambda x: _ratio(_minus(x), _plus(x)),
    "coth": lambda x: _ratio(_plus(x), _minus(x)),
    "sech": lambda x: _ratio(integer(2), _plus(x)),
    "csch": lambda x: _ratio(integer(2), _minus(x)),
    "sin": _sin,
    "cos": _cos,
    "tan": lambda x: _ratio(_sin(x), _cos(x)),
    "cot": lambda x: _ratio(_cos(x), _sin(x)),
    "sec": lambda x: _ratio(integer(1), _cos(x)),
    "csc": lambda x: _ratio(integer(1), _sin(x)),
    "sinc": lambda x: _ratio(_sin(x), x),
    "expm1": lambda x: Expr("+", (_exp(x), integer(-1))),
}
"""Functions as exponentials, up to factors of modulus 1."""

_ODD_AND_SMALL: Final = frozenset({"sin", "tan", "sinh", "tanh", "asin", "atan", "asinh", "atanh"})
"""Odd functions `f(w) = w + ...` whose Taylor coefficients are at most those of atanh in modulus or sum likewise."""


def growth_of(
    expr: Expr, variable: str, start: int, scope: Scope, engine: Engine, path: Path = DIRECT
) -> Growth | None:
    """Bounds for `|expr|` along the path for u >= start (start >= 1), or None when none is found."""
    try:
        growth = _Bounds(variable, path, start, scope, engine).of(expr)
    except _NO_VALUE:
        return None
    return growth if growth is not None and growth.upper.is_finite() else None


def times_exponential(growth: Growth, rate: int, scale: arb) -> Growth:
    """The growth multiplied by `scale*exp(rate*u)`."""
    return _times(growth, Growth(_ZERO, (arb(rate),), scale, scale))


def _forward_difference(exponent: tuple[arb, ...]) -> list[arb]:
    """Coefficients of `P(u + 1) - P(u)`."""
    degree = len(exponent)
    return [sum((exponent[j - 1] * math.comb(j, m) for j in range(m + 1, degree + 1)), arb(0)) for m in range(degree)]


def tail_of_sum(growth: Growth | None, start: int) -> arb | None:
    """A bound for the sum of the majorant over the integers u >= start when it decays exponentially, else None."""
    if growth is None or not growth.exponent:
        return None
    at_start = _taylor_shift(_forward_difference(growth.exponent), arb(start))
    if not all(c <= 0 for c in at_start[1:]):
        return None
    power = arb(max(float(growth.power.upper()), 0.0))
    ratio = (arb(start + 1) / start) ** power * at_start[0].exp()
    if not ratio < 1:
        return None
    return _at(growth, start, growth.upper) / (1 - ratio)


def tail_of_integral(growth: Growth | None, start: int) -> arb | None:
    """A bound for the integral of the majorant over u >= start when it decays exponentially, else None."""
    if growth is None or not growth.exponent:
        return None
    derivative = [coefficient * (index + 1) for index, coefficient in enumerate(growth.exponent)]
    shifted = _taylor_shift(derivative, arb(start))
    power = arb(max(float(growth.power.upper()), 0.0))
    rate = -(shifted[0] + power / start)
    if not rate > 0 or not all(c <= 0 for c in shifted[1:]):
        return None
    return _at(growth, start, growth.upper) / rate
