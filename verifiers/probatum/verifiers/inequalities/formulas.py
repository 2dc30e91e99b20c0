"""Functions beside infinity and beside their singularities, by formulas whose remainders are enclosed at every y.

- Stirling's series of `log Gamma` and that of digamma for x > 0: the remainder has the sign of the first neglected term
  and is smaller (DLMF 5.11(ii)); `Gamma(z) = Gamma(z + n)/(z)_n` at the poles.
- `erfc(x) ~ e^(-x^2)/(x sqrt(pi)) (1 - 1/(2x^2) + ...)` for x > 0: the same (DLMF 7.12(i)).
- `atan x = +-pi/2 - atan(1/x)`, `asin x = atan(x/sqrt(1 - x^2))`, `acos x = 2 atan(sqrt((1 - x)/(1 + x)))` for |x| < 1,
  hyperbolic functions by exponentials, their inverses by logarithms.
- `|sin|, |cos| <= 1` where the argument is unbounded.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from flint import arb, fmpq

from probatum.verifiers.inequalities.germs import Germ, Number
from probatum.verifiers.inequalities.scales import ONE, NoExpansionError
from probatum.verifiers.language.expr import Expr, apply, integer, symbol

if TYPE_CHECKING:
    from probatum.verifiers.inequalities.expansions import Expanding

__all__ = ["FORMULAS"]

_Z: Final = symbol("z")
_MAX_POLES: Final = 8
_UNIT, _HALF = fmpq(1), fmpq(1, 2)


def _bounded(own: Expanding, germ: Germ) -> Germ:
    """What lies between -1 and 1: a sine or a cosine."""
    del germ
    return own.scale.plus({}, {ONE: Number(arb(0, 1))})


def _hyperbolic(sign: int) -> Callable[[Expanding, Germ], Germ]:
    def applied(own: Expanding, germ: Germ) -> Germ:
        up, down = own.exponential(germ), own.exponential(own.negative(germ))
        return own.scale.scaled(own.scale.plus(up, own.scale.scaled(down, fmpq(sign))), _HALF)

    return applied


_sinh, _cosh = _hyperbolic(-1), _hyperbolic(1)


def _tanh(own: Expanding, germ: Germ) -> Germ:
    sign = _orientation(own, germ)
    small = own.exponential(own.scale.scaled(germ, fmpq(-2 * sign)))
    above = own.shifted(own.negative(small), 1)
    return own.scale.scaled(own.over(above, own.shifted(small, 1)), fmpq(sign))


def _orientation(own: Expanding, germ: Germ) -> int:
    sign = own.scale.sign(germ, True)
    if not sign:
        raise NoExpansionError("an argument whose sign is not seen")
    return sign


def _atan(own: Expanding, germ: Germ) -> Germ:
    sign = _orientation(own, germ)
    quarter = Expr("/", (symbol("pi"), integer(2 * sign)))
    inverse = own.scale.applied(apply("atan", _Z), own.scale.inverse(germ))
    return own.scale.plus(own.scale.constant(quarter), own.negative(inverse))


def _asin(own: Expanding, germ: Germ) -> Germ:
    one = own.shifted(own.negative(own.scale.times(germ, germ)), 1)
    return own.function("atan", own.over(germ, own.to_the(one, _HALF)))


def _acos(own: Expanding, germ: Germ) -> Germ:
    quotient = own.over(own.shifted(own.negative(germ), 1), own.shifted(germ, 1))
    return own.scale.scaled(own.function("atan", own.to_the(quotient, _HALF)), fmpq(2))


def _asinh(own: Expanding, germ: Germ) -> Germ:
    sign = _orientation(own, germ)
    inner = own.scale.scaled(germ, fmpq(sign))
    root = own.to_the(own.shifted(own.scale.times(germ, germ), 1), _HALF)
    return own.scale.scaled(own.logarithm(own.scale.plus(inner, root)), fmpq(sign))


def _acosh(own: Expanding, germ: Germ) -> Germ:
    """For arguments above 1: the square root is that of a positive number, the argument positive."""
    if own.scale.sign(germ, True) <= 0:
        raise NoExpansionError("an argument that is not seen to be positive")
    root = own.to_the(own.shifted(own.scale.times(germ, germ), -1), _HALF)
    return own.logarithm(own.scale.plus(germ, root))


def _atanh(own: Expanding, germ: Germ) -> Germ:
    up, down = own.logarithm(own.shifted(germ, 1)), own.logarithm(own.shifted(own.negative(germ), 1))
    return own.scale.scaled(own.scale.plus(up, own.negative(down)), _HALF)


def _bernoulli(index: int) -> fmpq:
    return fmpq(*_BERNOULLI[index])


_BERNOULLI: Final = ((1, 6), (-1, 30), (1, 42), (-1, 30), (5, 66), (-691, 2730), (7, 6), (-3617, 510))
"""B_2, B_4, ..., B_16."""


def _enveloped(own: Expanding, first: Germ, factor: Germ, coefficients: list[fmpq]) -> Germ:
    """`first (c_0 + c_1 factor + ...)`; the last term times something between 0 and 1."""
    total: Germ = {}
    power = first
    for place, value in enumerate(coefficients):
        term = own.scale.scaled(power, value)
        if place == len(coefficients) - 1:
            term = own.scale.times(term, {ONE: Number(arb(0.5, 0.5))})
        total = own.scale.plus(total, term)
        power = own.scale.times(power, factor)
    return total


def _stirling_terms(own: Expanding) -> int:
    return max(2, min(own.scale.order // 2 + 1, len(_BERNOULLI)))


def _log_gamma_rest(own: Expanding, germ: Germ) -> Germ:
    """`log Gamma(x) - (x - 1/2) log x + x - log(2 pi)/2` for x > 0."""
    if own.scale.sign(germ, True) <= 0:
        raise NoExpansionError("an argument that is not seen to be positive")
    over = own.scale.inverse(germ)
    terms = [_bernoulli(k - 1) / (2 * k * (2 * k - 1)) for k in range(1, _stirling_terms(own) + 1)]  # B_2k/(2k(2k - 1))
    return _enveloped(own, over, own.scale.times(over, over), terms)


def _loggamma(own: Expanding, germ: Germ) -> Germ:
    if _orientation(own, germ) < 0:
        raise NoExpansionError("an argument that is not seen to be positive")
    if not _grows(germ):
        return own.logarithm(_gamma(own, germ))
    return own.scale.plus(_stirling(own, germ), own.scale.constant(_HALF_LOG_TWO_PI))


_TWO_PI: Final = Expr("*", (integer(2), symbol("pi")))
_HALF_LOG_TWO_PI: Final = Expr("/", (apply("log", _TWO_PI), integer(2)))


def _stirling(own: Expanding, germ: Germ) -> Germ:
    """`log Gamma(x) - log(2 pi)/2`."""
    main = own.scale.times(own.scale.plus(germ, own.scale.constant(-_HALF)), own.logarithm(germ))
    return own.scale.plus(own.scale.plus(main, own.negative(germ)), _log_gamma_rest(own, germ))


def _grows(germ: Germ) -> bool:
    return any(monomial.growth() > 0 for monomial in germ)


def _gamma(own: Expanding, germ: Germ) -> Germ:
    if _grows(germ):
        root = own.scale.constant(apply("sqrt", _TWO_PI))
        return own.scale.times(root, own.exponential(_stirling(own, germ)))
    # Gamma(z) = Gamma(z + n)/(z (z + 1) ... (z + n - 1)), n the first shift to the right of the poles
    below = own.scale.constant(_UNIT)
    for _ in range(_MAX_POLES):
        below = own.scale.times(below, germ)
        germ = own.shifted(germ, 1)
        if own.scale.sign(germ, True) > 0:
            return own.over(own.scale.applied(apply("gamma", _Z), germ), below)
    raise NoExpansionError("no expansion of gamma here")


def _erfc(own: Expanding, germ: Germ) -> Germ:
    if _orientation(own, germ) < 0:
        return own.shifted(own.negative(_erfc(own, own.negative(germ))), 2)
    square = own.scale.times(germ, germ)
    terms, value = [], _UNIT
    for k in range(max(2, min(own.scale.order, 10))):
        terms.append(value)
        value = -value * fmpq(2 * k + 1, 2)
    root = own.scale.constant(apply("sqrt", symbol("pi")))
    lead = own.over(own.exponential(own.negative(square)), own.scale.times(germ, root))
    return _enveloped(own, lead, own.scale.inverse(square), terms)


def _erf(own: Expanding, germ: Germ) -> Germ:
    return own.shifted(own.negative(_erfc(own, germ)), 1)


def _digamma(own: Expanding, germ: Germ) -> Germ:
    """`log x - 1/(2x) - sum B_2k/(2k x^2k)` for x > 0."""
    if own.scale.sign(germ, True) <= 0:
        raise NoExpansionError("an argument that is not seen to be positive")
    over = own.scale.inverse(germ)
    if not _grows(germ):  # from the right of the pole at 0, by psi(x) = psi(x + 1) - 1/x
        return own.scale.plus(own.scale.applied(apply("digamma", _Z), own.shifted(germ, 1)), own.negative(over))
    square = own.scale.times(over, over)
    terms = [-_bernoulli(k - 1) / (2 * k) for k in range(1, _stirling_terms(own) + 1)]
    main = own.scale.plus(own.logarithm(germ), own.scale.scaled(over, -_HALF))
    return own.scale.plus(main, _enveloped(own, square, square, terms))


def _absolute(own: Expanding, germ: Germ) -> Germ:
    sign = own.scale.sign(germ, False)
    if sign:
        return own.scale.scaled(germ, fmpq(sign))
    value = own.scale.enclosure(germ)
    return own.scale.plus({}, {ONE: Number(arb(0).union(value.abs_upper()))})


def _ratio(above: str, below: str) -> Callable[[Expanding, Germ], Germ]:
    def applied(own: Expanding, germ: Germ) -> Germ:
        top = own.scale.constant(_UNIT) if above == "1" else own.function(above, germ)
        return own.over(top, own.function(below, germ))

    return applied


FORMULAS: Final[dict[str, Callable[[Expanding, Germ], Germ]]] = {
    "abs": _absolute,
    "sin": _bounded,
    "cos": _bounded,
    "sinc": lambda own, germ: own.over(own.function("sin", germ), germ),
    "tan": _ratio("sin", "cos"),
    "cot": _ratio("cos", "sin"),
    "sec": _ratio("1", "cos"),
    "csc": _ratio("1", "sin"),
    "sinh": _sinh,
    "cosh": _cosh,
    "tanh": _tanh,
    "coth": _ratio("1", "tanh"),
    "sech": _ratio("1", "cosh"),
    "csch": _ratio("1", "sinh"),
    "atan": _atan,
    "asin": _asin,
    "acos": _acos,
    "asinh": _asinh,
    "acosh": _acosh,
    "atanh": _atanh,
    "log1p": lambda own, germ: own.logarithm(own.shifted(germ, 1)),
    "expm1": lambda own, germ: own.shifted(own.exponential(germ), -1),
    "erf": _erf,
    "erfc": _erfc,
    "gamma": _gamma,
    "factorial": lambda own, germ: _gamma(own, own.shifted(germ, 1)),
    "!": lambda own, germ: _gamma(own, own.shifted(germ, 1)),
    "loggamma": _loggamma,
    "digamma": _digamma,
}
"""Functions where they are not analytic at the values of their argument, or these are unbounded."""
