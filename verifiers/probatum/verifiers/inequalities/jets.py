"""Jets of a real expression: its Taylor coefficients at a centre, and enclosures of them at all points of a box.

For f analytic on an interval X and c in X, Taylor's theorem with Lagrange's remainder says
`f(x) = sum_{k<n} a_k (x - c)^k + r (x - c)^n` with `a_k = f^(k)(c)/k!` and r among the values of `f^(n)/n!` on X. A jet
holds enclosures of the a_k (exact rationals where the centre allows) and of `f^(k)/k!` over X, for k up to its count.

Where f vanishes at c to the order m, `f(x) = (x - c)^m g(x)` and
`g(x) = 1/(m-1)! * integral_0^1 (1-s)^(m-1) f^(m)(c + s(x - c)) ds`, hence the k-th coefficient of g at every point of X
lies in the enclosure of the (m+k)-th coefficient of f over X (X is an interval around c, an enclosure is convex):
quotients with a removable singularity, and the absolute value of what vanishes at an end, come from jets shifted by m.

Source: Makino and Berz, *Taylor models and other validated functional inclusion methods* (2003); Tucker, *Validated
numerics* (2011), chapter 3.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

from flint import arb, arb_series, ctx, fmpq, fmpq_series

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.functions import FUNCTIONS, Value
from probatum.verifiers.functions.lift import as_exact_integer, fraction, is_exact, is_real, real
from probatum.verifiers.language.expr import Expr, apply, free_symbols, integer

__all__ = ["JETS", "Box", "Jet", "NotAnalyticError", "by_gamma", "has_jets", "jet"]

_MAX_POWER: Final = 64
_MAX_EXACT_BITS: Final = 20_000
"""Rational coefficients beyond this size are not carried along."""


class NotAnalyticError(ArithmeticError):
    """The expression is not seen to be real and analytic on the box, or has no series here."""


@dataclass(frozen=True, slots=True)
class Box:
    """An interval for one variable with a centre in it; the `others` have values in balls.

    `side` is 1 when the box lies to the right of its centre, -1 to the left, 0 when on both sides. `constants` keeps
    the values of closed expressions at the working precision, for all boxes of a run; `known` the jets on this box.
    """

    variable: str
    centre: Value
    over: arb
    side: int
    others: Mapping[str, arb]
    constants: dict[Expr, Value] = field(default_factory=dict, compare=False)
    known: dict[tuple[Expr, int], Jet] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Jet:
    """The first `count` coefficients `at` the centre and `over` the box; `exact` ones at the centre, when rational.

    `removed` tells that a removable singularity at the centre was divided out: there the expression has no value.
    """

    at: arb_series
    over: arb_series
    exact: fmpq_series | None
    count: int
    removed: bool = False

    @property
    def zeros(self) -> int:
        """The number of leading coefficients at the centre that are exactly 0."""
        found = 0
        while found < self.count and (_coefficient(self.exact, found) == 0 or self.at[found] == 0):
            found += 1
        return found

    def shifted(self, order: int) -> Jet:
        """The jet divided by the `order`-th power of the distance from the centre, where it vanishes so far."""
        count = self.count - order
        if count < 1:
            raise NotAnalyticError("too few coefficients")
        at, over = (arb_series([s[order + k] for k in range(count)], prec=count) for s in (self.at, self.over))
        exact = None
        if self.exact is not None:
            exact = fmpq_series([self.exact[order + k] for k in range(count)], prec=count)
        return Jet(at, over, exact, count, self.removed)

    def coefficient(self, index: int) -> arb:
        """The coefficient at the centre."""
        exact = _coefficient(self.exact, index)
        return self.at[index] if exact is None else arb(exact)


def _coefficient(series: fmpq_series | None, index: int) -> fmpq | None:
    return None if series is None else series[index]


def jet(expr: Expr, box: Box, count: int) -> Jet:
    """The jet of an expression in the variable of the box.

    Raises NotAnalyticError when it is not seen to be real and analytic on the box, whether or not it has values there.
    """
    saved, ctx.cap = ctx.cap, count
    try:
        return _jet(expr, box, count)
    except (ValueError, ZeroDivisionError, *NO_VALUE) as error:
        raise NotAnalyticError(str(error)) from error
    finally:
        ctx.cap = saved


def _constant(value: Value, count: int) -> Jet:
    if not is_real(value):
        raise NotAnalyticError("a part is not seen to be real")
    ball = real(value)
    if not ball.is_finite():
        raise NotAnalyticError("a part has no finite enclosure")
    exact = fmpq_series([fraction(value)], prec=count) if is_exact(value) else None
    series = arb_series([ball], prec=count)
    return Jet(series, series, exact, count)


def _variable(box: Box, count: int) -> Jet:
    centre = box.centre
    exact = fmpq_series([fraction(centre), 1], prec=count) if is_exact(centre) else None
    return Jet(arb_series([real(centre), 1], prec=count), arb_series([box.over, 1], prec=count), exact, count)


def _jet(expr: Expr, box: Box, count: int) -> Jet:
    found = box.known.get((expr, count))
    if found is None:
        found = box.known[expr, count] = _new_jet(expr, box, count)
    return found


def _value(expr: Expr, box: Box) -> Value:
    value = box.constants.get(expr)
    if value is None:
        value = box.constants[expr] = evaluate(expr, {})
    return value


def _new_jet(expr: Expr, box: Box, count: int) -> Jet:
    head, args = expr.head, expr.args
    if not free_symbols(expr) & {box.variable, *box.others}:
        return _constant(_value(expr, box), count)
    if head == "symbol":
        if expr.name == box.variable:
            return _variable(box, count)
        ball = arb_series([box.others[expr.name]], prec=count)
        return Jet(ball, ball, None, count)
    if head == "^":
        return _power(expr, box, count)
    if head == "ulp":
        return _stepwise(expr, box, count)
    if head == "binomial":
        return _jet(by_gamma(*args), box, count)
    inner = [_jet(arg, box, count) for arg in args]
    if head == "neg":
        return _times(inner[0], _constant(fmpq(-1), count))
    if head in ("+", "*", "/"):
        total = inner[0]
        for other in inner[1:]:
            total = _plus(total, other) if head == "+" else _times(total, other) if head == "*" else _over(total, other)
        return total
    if head == "abs":
        return _absolute(inner[0], box.side)
    function = _FUNCTIONS.get(head)
    if function is None or len(inner) != 1:
        raise NotAnalyticError(f"no Taylor series for {head}")
    return function(inner[0])


def _checked(found: Jet) -> Jet:
    """The jet when its coefficients are finite: a product with 0 would hide that they are not."""
    if not all(series[k].is_finite() for series in (found.at, found.over) for k in range(found.count)):
        raise NotAnalyticError("not seen to be analytic on the box")
    return _bounded(found)


def _bounded(found: Jet) -> Jet:
    """The jet without rational coefficients that have become large."""
    exact = found.exact
    if exact is not None and sum(exact[k].height_bits() for k in range(found.count)) > _MAX_EXACT_BITS:
        return Jet(found.at, found.over, None, found.count, found.removed)
    return found


def _combined(left: Jet, right: Jet, operation: Callable[[Any, Any], Any]) -> Jet:
    count = min(left.count, right.count)
    exact = None
    if left.exact is not None and right.exact is not None:
        exact = operation(left.exact, right.exact)
    at, over = operation(left.at, right.at), operation(left.over, right.over)
    return Jet(at, over, exact, count, left.removed or right.removed)


def _plus(left: Jet, right: Jet) -> Jet:
    return _combined(left, right, lambda a, b: a + b)


def _times(left: Jet, right: Jet) -> Jet:
    return _bounded(_combined(left, right, lambda a, b: a * b))


def _over(left: Jet, right: Jet) -> Jet:
    order = right.zeros
    if order:
        if order >= right.count or left.zeros < order:
            raise NotAnalyticError("a pole, or a zero of too high an order, at the centre")
        left, right = left.shifted(order), right.shifted(order)
    if not right.over[0] != 0:
        raise NotAnalyticError("a denominator may vanish")
    found = _checked(_combined(left, right, lambda a, b: a / b))
    return Jet(found.at, found.over, found.exact, found.count, found.removed or order > 0)


def _absolute(inner: Jet, side: int) -> Jet:
    """`|f| = s f`, s the sign of f on the box (from its first coefficient that does not vanish at the centre)."""
    order = inner.zeros
    if order >= inner.count:
        raise NotAnalyticError("the sign under an absolute value is not seen")
    lead = inner.over[order]
    sign = 1 if lead > 0 else -1 if lead < 0 else 0
    if order % 2:
        sign *= side
    if not sign:
        raise NotAnalyticError("the sign under an absolute value changes, or is not seen")
    return inner if sign > 0 else _times(inner, _constant(fmpq(-1), inner.count))


def _stepwise(expr: Expr, box: Box, count: int) -> Jet:
    """`ulp(f, p)` as an unknown constant u in the enclosure of its values on the box.

    For each u the whole expression, with u in place of the value, is analytic in the variable with coefficients in
    what is computed from the enclosure; its value at x is that for u = ulp(f(x), p). The p is to be a constant.
    """
    number, bits = expr.args
    if free_symbols(bits) & {box.variable, *box.others}:
        raise NotAnalyticError("a number of bits that is not constant")
    argument = _jet(number, box, count)
    found = _constant(FUNCTIONS["ulp"].ball(argument.over[0], _value(bits, box)), argument.count)
    return Jet(found.at, found.over, None, found.count, argument.removed)


def by_gamma(above: Expr, below: Expr) -> Expr:
    """The binomial coefficient as a quotient of gamma functions, of positive arguments in all that is done with it."""
    one = integer(1)
    first, second = apply("gamma", Expr("+", (above, one))), apply("gamma", Expr("+", (below, one)))
    third = apply("gamma", Expr("+", (above, Expr("neg", (below,)), one)))
    return Expr("/", (first, Expr("*", (second, third))))


def _power(expr: Expr, box: Box, count: int) -> Jet:
    base_expr, exponent_expr = expr.args
    if base_expr.is_symbol("e") and "e" not in {box.variable, *box.others}:
        return _exp(_jet(exponent_expr, box, count))
    base = _jet(base_expr, box, count)
    if not free_symbols(exponent_expr) & {box.variable, *box.others}:
        order = as_exact_integer(_value(exponent_expr, box))
        if order is not None and abs(order) <= _MAX_POWER:
            power = _whole_power(base, abs(int(order)))
            return power if order >= 0 else _over(_constant(fmpq(1), base.count), power)
    if not base.over[0] > 0:
        raise NotAnalyticError("a power of what is not seen to be positive")
    return _exp(_times(_jet(exponent_expr, box, count), _log(base)))


def _whole_power(base: Jet, order: int) -> Jet:
    power: Jet | None = None
    for digit in f"{order:b}":
        power = None if power is None else _times(power, power)
        if digit == "1":
            power = base if power is None else _times(power, base)
    if power is None:
        one = _constant(fmpq(1), base.count)
        return Jet(one.at, one.over, one.exact, one.count, base.removed)
    return power


def _unary(name: str, exact: Callable[[fmpq_series], fmpq_series] | None = None) -> Callable[[Jet], Jet]:
    """A function by its method for series of balls, and for rational series where one is known."""

    def applied(inner: Jet) -> Jet:
        at, over = (getattr(series, name)() for series in (inner.at, inner.over))
        rational = None
        if exact is not None and inner.exact is not None:
            with suppress(ValueError):  # where the constant term is not the one at which coefficients are rational
                rational = exact(inner.exact)
        return _checked(Jet(at, over, rational, inner.count, inner.removed))

    return applied


def _on_positive(function: Callable[[Jet], Jet]) -> Callable[[Jet], Jet]:
    """A function used for positive arguments alone: beyond them are poles, cuts and other branches."""

    def applied(inner: Jet) -> Jet:
        if not inner.over[0] > 0:
            raise NotAnalyticError("an argument is not seen to be positive")
        return function(inner)

    return applied


def _exact_root(series: fmpq_series) -> fmpq_series:
    lead = series[0]
    root = fmpq(lead.p.sqrtrem()[0], lead.q.sqrtrem()[0]) if lead > 0 else fmpq(0)
    if root == 0 or root * root != lead:
        raise ValueError("no rational root")
    scaled: Any = series  # python-flint's stubs do not know the division by a rational
    whole: fmpq_series = (scaled / lead).sqrt() * root
    return whole


_exp = _unary("exp", lambda s: s.exp())
_log = _on_positive(_unary("log", lambda s: s.log()))
_sqrt = _on_positive(_unary("sqrt", _exact_root))
_sin, _cos = _unary("sin", lambda s: s.sin()), _unary("cos", lambda s: s.cos())


def _integer(value: int, like: Jet) -> Jet:
    return _constant(fmpq(value), like.count)


def _halves(sign: int, exact: Callable[[fmpq_series], fmpq_series]) -> Callable[[Jet], Jet]:
    def applied(inner: Jet) -> Jet:
        at, over = ((s.exp() + sign * (-s).exp()) / 2 for s in (inner.at, inner.over))
        rational = None
        if inner.exact is not None and inner.exact[0] == 0:
            rational = exact(inner.exact)
        return _checked(Jet(at, over, rational, inner.count, inner.removed))

    return applied


_sinh, _cosh = _halves(-1, lambda s: s.sinh()), _halves(1, lambda s: s.cosh())


def _within_unit(function: Callable[[Jet], Jet]) -> Callable[[Jet], Jet]:
    def applied(inner: Jet) -> Jet:
        if not (inner.over[0] > -1 and inner.over[0] < 1):
            raise NotAnalyticError("an argument is not seen to lie between -1 and 1")
        return function(inner)

    return applied


def _atanh(inner: Jet) -> Jet:
    one, minus = _integer(1, inner), _times(inner, _integer(-1, inner))
    return _over(
        _plus(_log(_plus(one, inner)), _times(_log(_plus(one, minus)), _integer(-1, inner))), _integer(2, inner)
    )


def _asinh(inner: Jet) -> Jet:
    return _log(_plus(inner, _sqrt(_plus(_times(inner, inner), _integer(1, inner)))))


def _digamma(inner: Jet) -> Jet:
    """The derivative of log Gamma, composed with the argument."""
    series = [_composed_digamma(each, inner.count) for each in (inner.at, inner.over)]
    return _checked(Jet(series[0], series[1], None, inner.count, inner.removed))


def _composed_digamma(series: arb_series, count: int) -> arb_series:
    saved, ctx.cap = ctx.cap, count + 1
    try:
        slope = arb_series([series[0], 1], prec=count + 1).lgamma().derivative()
    finally:
        ctx.cap = saved
    return arb_series([slope[k] for k in range(count)], prec=count)(
        arb_series([arb(0), *(series[k] for k in range(1, count))], prec=count)
    )


def _sinc(inner: Jet) -> Jet:
    """`sin(x)/x`, with its limit for a value where the argument is 0."""
    found = _over(_sin(inner), inner)
    return Jet(found.at, found.over, found.exact, found.count, inner.removed)


def _acosh(inner: Jet) -> Jet:
    if not inner.over[0] > 1:
        raise NotAnalyticError("an argument is not seen to be above 1")
    return _log(_plus(inner, _sqrt(_plus(_times(inner, inner), _integer(-1, inner)))))


_FUNCTIONS: Final[dict[str, Callable[[Jet], Jet]]] = {
    "exp": _exp,
    "log": _log,
    "sqrt": _sqrt,
    "sin": _sin,
    "cos": _cos,
    "sinc": _sinc,
    "tan": lambda j: _over(_sin(j), _cos(j)),
    "cot": lambda j: _over(_cos(j), _sin(j)),
    "sec": lambda j: _over(_integer(1, j), _cos(j)),
    "csc": lambda j: _over(_integer(1, j), _sin(j)),
    "sinh": _sinh,
    "cosh": _cosh,
    "tanh": lambda j: _over(_sinh(j), _cosh(j)),
    "coth": lambda j: _over(_cosh(j), _sinh(j)),
    "sech": lambda j: _over(_integer(1, j), _cosh(j)),
    "csch": lambda j: _over(_integer(1, j), _sinh(j)),
    "atan": _unary("atan", lambda s: s.atan()),
    "asin": _within_unit(_unary("asin", lambda s: s.asin())),
    "acos": _within_unit(_unary("acos")),
    "asinh": _asinh,
    "acosh": _acosh,
    "atanh": _within_unit(_atanh),
    "log1p": lambda j: _log(_plus(_integer(1, j), j)),
    "expm1": lambda j: _plus(_exp(j), _integer(-1, j)),
    "erf": _unary("erf"),
    "erfc": _unary("erfc"),
    "erfi": _unary("erfi"),
    "gamma": _on_positive(_unary("gamma")),
    "factorial": lambda j: _on_positive(_unary("gamma"))(_plus(_integer(1, j), j)),
    "loggamma": _on_positive(_unary("lgamma")),
    "digamma": _on_positive(_digamma),
    "si": _unary("si"),
    "shi": _unary("shi"),
    "airyai": _unary("airy_ai"),
    "airybi": _unary("airy_bi"),
}
"""Functions of one real argument; each answers with finite coefficients only where it is analytic."""
_FUNCTIONS["!"] = _FUNCTIONS["factorial"]
JETS: Final = frozenset(_FUNCTIONS)
"""Names of the functions of one argument that have jets."""

_OTHERS: Final = frozenset({"+", "*", "/", "^", "neg", "abs", "ulp", "binomial", "symbol", "int", "decimal"})


def has_jets(expr: Expr, variables: frozenset[str]) -> bool:
    """Whether all functions of the variables in an expression are such as may have jets."""
    if not free_symbols(expr) & variables:
        return True
    return expr.head in JETS | _OTHERS and all(has_jets(arg, variables) for arg in expr.args)
