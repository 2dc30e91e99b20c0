"""Integrals to infinity of functions that oscillate or decay algebraically, by turned rays and asymptotic expansions.

The integrand is written as `sum_j e^(i w_j x) g_j(x)` with real w_j. From some A on,

    int_A^oo e^(i w x) g(x) dx = (1 + i) e^(i w A) int_0^oo g(A + (1+i) t) e^(-w (1-i) t) dt       for w > 0,

and with -i in the place of i for w < 0, when g is analytic in the sector between the axis and the ray and
`|g(z)| <= B |z|^-s` there with s > 0: the integral over the arc |z - A| = r is at most `B r^(1-s) int_0^(pi/4)
e^(-|w| r sin phi) dphi <= B r^-s pi/(2 |w|)` and vanishes (Jordan's lemma). For w = 0 the expansion of g is integrated
term by term, `int_A^oo x^p (log x)^k dx` by parts. Phases that are multiples of one power x^d are made linear by
`x = u^(1/d)`.

Source: Whittaker and Watson, *A course of modern analysis*, section 6.222.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Final

from flint import acb, arb, ctx, fmpq

from probatum.verifiers.balls.asymptotics import Reader
from probatum.verifiers.balls.errors import PrecisionError, UnsupportedError
from probatum.verifiers.balls.expansions import UNIT, Algebra, Expansion, Rest
from probatum.verifiers.balls.holomorphic import Integrand, compile_integrand
from probatum.verifiers.balls.polynomial_reading import exact_polynomial
from probatum.verifiers.balls.quadrature import quadrature
from probatum.verifiers.balls.scope import Engine, Scope
from probatum.verifiers.exact.constant_forms import ConstantForm, constant
from probatum.verifiers.functions.lift import as_exact_integer, complex_, is_real, real
from probatum.verifiers.language.expr import Expr, free_symbols, integer, rational, substitute, walk

__all__ = ["integral_beside", "oscillating_tail"]

_MAX_WAVES: Final = 64
_MAX_EXPONENT: Final = 12
_MAX_SPAN: Final = 1 << 16
_QUARTER: Final = fmpq(1, 4)


@dataclass(frozen=True, slots=True)
class _Wave:
    """`amplitude e^(i frequency x) rest(x)`."""

    frequency: ConstantForm
    amplitude: acb
    rest: Expr


def start_of_tail(precision_bits: int) -> int:
    """An A from which the remainders of expansions are small at this precision."""
    return 24 + precision_bits // 3


def integral_beside(body: Expr, variable: str, end: Expr, sign: int, scope: Scope, engine: Engine) -> tuple[int, acb]:
    """An integer R and `int_0^(1/R) f(a + sign*y) dy` for the real end a, where f may be singular.

    With y = 1/z it is the integral of `f(a + sign/z)/z^2` over z >= R, term by term of its expansion. Raises one of
    NO_VALUE when there is none.
    """
    start = start_of_tail(ctx.prec)
    algebra = _deep(start, scope, engine)
    centre = Reader("", UNIT, algebra, scope, engine).form(end)
    image = algebra.expansion({(fmpq(0), 0): centre, (fmpq(-1), 0): constant(sign)})
    expansion = Reader(variable, image, algebra, scope, engine).expand(body)
    return start, _integrated(algebra.scaled(expansion, constant(1), fmpq(-2)), algebra, start)


def oscillating_tail(body: Expr, variable: str, start: int, scope: Scope, engine: Engine) -> acb:
    """`int_A^oo f(x) dx` from the integer A = start on.

    Raises UnsupportedError when the integrand is not a sum of waves with amplitudes that are seen to decay.
    """
    degree = _degree(body, variable, scope)
    if degree > 1:
        x = Expr("symbol", (), variable)
        root, jacobian = (Expr("^", (x, rational(n, degree))) for n in (1, 1 - degree))
        turned = substitute(body, {variable: root})
        body = Expr("/", (Expr("*", (turned, jacobian)), integer(degree)))
        start = start**degree
    algebra = Algebra(start, fmpq(0), fmpq(4), lambda part: engine.value(part, scope))
    waves = _collected(_waves(body, Reader(variable, UNIT, algebra, scope, engine)))
    total = acb(0)
    still: list[tuple[acb, Expr]] = []
    for wave in waves:
        if wave.frequency.is_zero():
            still.append((wave.amplitude, wave.rest))
        else:
            total += wave.amplitude * _turned(wave, algebra, variable, start, scope, engine)
    if still:
        total += _still(still, variable, start, scope, engine)
    return total


def _degree(body: Expr, variable: str, scope: Scope) -> int:
    """The d of phases `c x^d + b`, 1 when they are not all so."""
    found = set()
    for node in walk(body):
        if node.head in ("sin", "cos") and variable in free_symbols(node):
            phase = exact_polynomial(node.args[0], variable, scope)
            if phase is None or any(phase[j] != 0 for j in range(1, phase.degree())):
                return 1
            found.add(phase.degree())
    return found.pop() if len(found) == 1 and max(found) <= _MAX_EXPONENT else 1


def _waves(expr: Expr, reader: Reader) -> list[_Wave]:
    """The expression as a sum of waves."""
    head, args = expr.head, expr.args
    if not any(node.head in ("sin", "cos", "sinc") and reader.variable in free_symbols(node) for node in walk(expr)):
        return [_Wave(constant(0), acb(1), expr)]
    if head == "+":
        return [wave for arg in args for wave in _waves(arg, reader)]
    if head == "neg":
        return [_Wave(w.frequency, -w.amplitude, w.rest) for w in _waves(args[0], reader)]
    if head == "*":
        return _product([_waves(arg, reader) for arg in args])
    if head == "/":
        return [_Wave(w.frequency, w.amplitude, Expr("/", (w.rest, args[1]))) for w in _waves(args[0], reader)]
    if head == "^":
        order = as_exact_integer(reader.engine.value(args[1], reader.scope))
        if order is not None and 1 <= order <= _MAX_EXPONENT:
            return _product([_waves(args[0], reader)] * int(order))
    if head == "sinc":
        return _waves(Expr("/", (Expr("sin", args), args[0])), reader)
    if head in ("sin", "cos"):
        return _circular(head, args[0], reader)
    raise UnsupportedError("an improper integral whose integrand is not seen to decay")


def _circular(head: str, phase: Expr, reader: Reader) -> list[_Wave]:
    """Euler's formula for a linear phase with real slope."""
    linear = reader.expand(phase)
    slope = linear.terms.get((fmpq(1), 0), constant(0))
    shift = linear.terms.get((fmpq(0), 0), constant(0))
    if linear.rest is not None or not set(linear.terms) <= {(fmpq(1), 0), (fmpq(0), 0)} or slope.is_zero():
        raise UnsupportedError("an oscillation whose phase is not linear")
    if not is_real(reader.algebra.constant_value(slope)):
        raise UnsupportedError("an oscillation with a slope that is not known to be real")
    turn = (complex_(reader.algebra.constant_value(shift)) * acb(0, 1)).exp()
    scale = acb(1) / 2 if head == "cos" else acb(0, -1) / 2
    sign = 1 if head == "cos" else -1
    return [
        _Wave(slope, turn * scale, integer(1)),
        _Wave(slope.scaled(-1), scale * sign / turn, integer(1)),
    ]


def _product(factors: list[list[_Wave]]) -> list[_Wave]:
    result = [_Wave(constant(0), acb(1), integer(1))]
    for waves in factors:
        result = _collected(
            [
                _Wave(a.frequency + b.frequency, a.amplitude * b.amplitude, _times(a.rest, b.rest))
                for a, b in itertools.product(result, waves)
            ]
        )
    return result


def _times(left: Expr, right: Expr) -> Expr:
    if left == integer(1) or right == integer(1):
        return right if left == integer(1) else left
    return Expr("*", (left, right))


def _collected(waves: list[_Wave]) -> list[_Wave]:
    if len(waves) > _MAX_WAVES:
        raise UnsupportedError("an integrand of too many oscillations")
    found: list[_Wave] = []
    for wave in waves:
        for index, other in enumerate(found):
            if other.frequency == wave.frequency and other.rest == wave.rest:
                found[index] = _Wave(wave.frequency, other.amplitude + wave.amplitude, wave.rest)
                break
        else:
            found.append(wave)
    return [wave for wave in found if not wave.amplitude.is_zero()]


def _turned(wave: _Wave, algebra: Algebra, variable: str, start: int, scope: Scope, engine: Engine) -> acb:
    """`int_A^oo e^(i w x) g(x) dx` along the ray on which the wave decays."""
    frequency = real(algebra.constant_value(wave.frequency))
    if not frequency != 0:
        raise PrecisionError("a frequency that may be 0")
    sector = Algebra(start, _QUARTER, fmpq(4), algebra.value)
    size = sector.size(Reader(variable, UNIT, sector, scope, engine).expand(wave.rest))
    if size.order >= 0:
        raise UnsupportedError("an improper integral whose integrand is not seen to decay")
    sign = 1 if frequency > 0 else -1
    modulus, direction = abs(frequency), acb(1, sign)
    integrand, origin = compile_integrand(wave.rest, variable, scope, engine), acb(start)
    decay = acb(1, -sign) * modulus

    def along(t: acb, analytic: bool) -> acb:
        return integrand(origin + direction * t, analytic) * (-decay * t).exp()

    bound, end = size.bound * arb(start) ** arb(size.order) / modulus, 1
    while True:
        rest = arb((bound * (-modulus * end).exp()).upper())
        if rest < arb(2) ** (-ctx.prec):
            break
        end *= 2
        if end > _MAX_SPAN:
            raise UnsupportedError("an oscillation that is too slow")
    phase = (acb(0, 1) * frequency * start).exp()
    return direction * phase * (_pieces(along, end) + acb(arb(0, rest), arb(0, rest)))


def _pieces(integrand: Integrand, end: int) -> acb:
    """The integral over [0, end], in pieces that double."""
    knots = [0, *itertools.takewhile(lambda k: k < end, (1 << j for j in range(64))), end]
    total = acb(0)
    for low, high in itertools.pairwise(knots):
        part = quadrature(integrand, acb(low), acb(high), ctx.prec)
        if part is None:
            raise PrecisionError("the quadrature of an improper integral did not converge")
        total += part
    return total


def _deep(start: int, scope: Scope, engine: Engine) -> Algebra:
    """Expansions on the axis from `start` on, deep enough for the working precision."""
    depth = 4 + int(1.2 * ctx.prec / (start.bit_length() - 1))
    return Algebra(start, fmpq(0), fmpq(depth), lambda part: engine.value(part, scope))


def _still(parts: list[tuple[acb, Expr]], variable: str, start: int, scope: Scope, engine: Engine) -> acb:
    """`int_A^oo` of what does not oscillate: by quadrature up to some B, then term by term of its expansion."""
    beyond = max(start, start_of_tail(ctx.prec))
    algebra = _deep(beyond, scope, engine)
    reader = Reader(variable, UNIT, algebra, scope, engine)
    integrands = [compile_integrand(rest, variable, scope, engine) for _, rest in parts]

    def along(x: acb, analytic: bool) -> acb:
        return sum((a * f(x, analytic) for (a, _), f in zip(parts, integrands, strict=True)), acb(0))

    between = quadrature(along, acb(start), acb(beyond), ctx.prec) if beyond > start else acb(0)
    if between is None:
        raise PrecisionError("the quadrature of an improper integral did not converge")
    if all(_is_one(amplitude) for amplitude, _ in parts):
        return between + _integrated(algebra.sum([reader.expand(rest) for _, rest in parts]), algebra, beyond)
    total = between
    for amplitude, rest in parts:
        total += amplitude * _integrated(reader.expand(rest), algebra, beyond)
    return total


def _is_one(amplitude: acb) -> bool:
    return bool(amplitude == 1)


def _integrated(expansion: Expansion, algebra: Algebra, start: int) -> acb:
    if any(p >= -1 for p, _ in expansion.terms):
        raise UnsupportedError("an improper integral whose integrand is not seen to decay")
    total = acb(0)
    for (p, k), form in expansion.terms.items():
        total += complex_(algebra.constant_value(form)) * _of_power(p, k, start)
    radius = _tail(expansion.rest, start)
    return total + acb(arb(0, radius), arb(0, radius))


def _of_power(p: fmpq, k: int, start: int) -> arb:
    """`int_A^oo x^p (log x)^k dx = -(A^(p+1) (log A)^k + k int_A^oo x^p (log x)^(k-1) dx)/(p + 1)`."""
    below = k * _of_power(p, k - 1, start) if k else arb(0)
    return -(arb(start) ** arb(p + 1) * arb(start).log() ** k + below) / arb(p + 1)


def _tail(rest: Rest | None, start: int) -> arb:
    if rest is None:
        return arb(0)
    if rest.order >= -1:
        raise UnsupportedError("a remainder that is not seen to decay")
    return arb((rest.bound * arb(start) ** arb(rest.order + 1) / arb(-rest.order - 1)).upper())
