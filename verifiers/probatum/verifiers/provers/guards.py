"""When a functional equation leads to a simpler value: it is used from left to right for these values only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from flint import acb, arb, fmpz

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.exact.algebraic import zero_bound
from probatum.verifiers.exact.canonical_powers import literal_fraction
from probatum.verifiers.functions.lift import complex_, is_real
from probatum.verifiers.language.expr import Expr

__all__ = ["GUARDS"]

_Values = dict[str, Expr]


def _rational(name: str, wanted: Callable[[Fraction], bool]) -> Callable[[_Values], bool]:
    """Whether the variable is a rational number, written as one, with a property."""

    def guard(values: _Values) -> bool:
        number = literal_fraction(values[name])
        return number is not None and wanted(number)

    return guard


def _transcendental(values: _Values) -> bool:
    """Whether trigonometric functions of z are not seen to be algebraic."""
    return zero_bound(Expr("sin", (values["z"],))) is None


def _real(name: str, wanted: Callable[[arb], bool]) -> Callable[[_Values], bool]:
    """Whether the variable is a real number with a property that its ball shows."""

    def guard(values: _Values) -> bool:
        try:
            number = evaluate(values[name], {})
        except NO_VALUE:
            return False
        return is_real(number) and bool(wanted(complex_(number).real))

    return guard


def _complex(name: str, wanted: Callable[[acb], bool]) -> Callable[[_Values], bool]:
    """Whether the variable is a number with a property that its ball shows."""

    def guard(values: _Values) -> bool:
        try:
            return bool(wanted(complex_(evaluate(values[name], {}))))
        except NO_VALUE:
            return False

    return guard


def _either(*guards: Callable[[_Values], bool]) -> Callable[[_Values], bool]:
    return lambda values: any(guard(values) for guard in guards)


def _off_line(z: acb) -> bool:
    """Whether a complex number is certainly not real."""
    return bool(z.imag != 0)


def _reflects(z: acb) -> bool:
    """Whether `1 - z` lies further right, or as far and higher, for a z that is not real and left of 1."""
    if not _off_line(z) or not z.real < 1:
        return False
    return bool(z.real < 0 or z.real > 0.5 or (z.imag < 0 and (z.real.contains(0) or z.real.contains(0.5))))


def _is_square(x: Fraction) -> bool:
    return all(fmpz(part).is_square() for part in (x.numerator, x.denominator))


def _half_order(wanted: Callable[[Fraction], bool]) -> Callable[[_Values], bool]:
    return _rational("n", lambda n: n.denominator == 2 and wanted(n))


def _never(_values: _Values) -> bool:
    return False


def _not_rational_power(values: _Values) -> bool:
    return literal_fraction(values["a"]) is None


def _halves(z: Fraction) -> bool:
    """Duplication lowers the denominators 2 mod 4, and denominators 0 mod 4 between 1/4 and 1/2."""
    if not 0 < z < 1 or z == Fraction(1, 2):
        return False
    if z.denominator % 4 == 2:
        return z < Fraction(1, 2)
    return z.denominator % 4 == 0 and Fraction(1, 4) < z < Fraction(1, 2)


GUARDS: Final[Mapping[str, Callable[[_Values], bool]]] = MappingProxyType(
    {
        "square root as a power": _never,
        "logarithm of a product": _never,
        "logarithm of a quotient": _never,
        "exponential of a sum": _never,
        "power as an exponential": _not_rational_power,
        "exponential of a multiple of a logarithm": _rational("a", lambda _: True),
        "W on its branch cut": _never,
        "arithmetic-geometric mean after one step": _complex("z", lambda z: z.real <= 0 or z.real.contains(0)),
        "arithmetic-geometric mean is homogeneous": _complex("a", lambda a: a != 1),
        "trilogarithm inverted": _rational("z", lambda z: z < -1),
        "incomplete gamma function from below": _rational("s", lambda s: s > 1),
        "eta is periodic": _complex("tau", lambda tau: tau.real > 0.55),
        "eta is periodic from below": _complex("tau", lambda tau: tau.real < -0.55),
        "cosine": _transcendental,
        "sine": _transcendental,
        "tangent": _transcendental,
        "cotangent": _transcendental,
        "gamma from below": _either(
            _rational("z", lambda z: z > 1), _complex("z", lambda z: _off_line(z) and z.real >= 1)
        ),
        "gamma from above": _rational("z", lambda z: z < 0),
        "gamma reflected": _either(_rational("z", lambda z: Fraction(1, 2) < z < 1), _complex("z", _reflects)),
        "gamma doubled": _rational("z", _halves),
        "gamma tripled": _never,
        "digamma from below": _rational("z", lambda z: z > 1),
        "digamma from above": _rational("z", lambda z: z < 0),
        "Barnes's G from below": _rational("z", lambda z: z > 1),
        "Hurwitz zeta from below": _rational("a", lambda a: a > 1),
        "Hurwitz zeta from above": _rational("a", lambda a: a < 0),
        "Hurwitz zeta doubled": _rational("a", _halves),
        "polylogarithm of a square": _rational("x", _is_square),
        "Hurwitz zeta reflected": _rational("a", lambda a: Fraction(1, 2) < a < 1),
        "K at an imaginary modulus": _real("m", lambda m: m < 0),
        "E at an imaginary modulus": _real("m", lambda m: m < 0),
        "incomplete F is odd": _real("phi", lambda phi: phi < 0),
        "incomplete E is odd": _real("phi", lambda phi: phi < 0),
        "incomplete F up to more than pi/2": _real("phi", lambda phi: phi > 1.6),
        "incomplete E up to more than pi/2": _real("phi", lambda phi: phi > 1.6),
        "lambda as theta": _never,
        "Eisenstein series of weight 2 is periodic": _complex("tau", lambda tau: tau.real > 0.5),
        "Eisenstein series of weight 2 is periodic from below": _complex("tau", lambda tau: tau.real < -0.51),
        "Eisenstein series of weight 2 inverted": _complex("tau", lambda tau: abs(tau) < 0.999),
        "Eisenstein series of weight 2 halved": _complex("tau", lambda tau: tau.imag > 1.8),
        "RF exchanges the first arguments": _never,
        "RF exchanges the last arguments": _never,
        "RG exchanges the first arguments": _never,
        "RG exchanges the last arguments": _never,
        "RD exchanges its first arguments": _never,
        "RJ exchanges the first arguments": _never,
        "RJ exchanges the second and third argument": _never,
        "RG by RF and RD": _never,
        "2F1 exchanges its upper parameters": _never,
        "Euler's transformation": _never,
        "Pfaff's transformation": _never,
        "J of half order from above": _half_order(lambda n: n > 1),
        "J of half order from below": _half_order(lambda n: n < -1),
        "Y of half order from above": _half_order(lambda n: n > 1),
        "I of half order from above": _half_order(lambda n: n > 1),
        "I of half order from below": _half_order(lambda n: n < -1),
        "K of half order from above": _half_order(lambda n: n > 1),
        "K of a negative order": _half_order(lambda n: n < 0),
        "generalised Stieltjes constant from below": _rational("a", lambda a: a > 1),
        "dilogarithm inverted": _rational("z", lambda z: z < -1),
        "dilogarithm reflected": _rational("z", lambda z: Fraction(1, 2) < z < 1),
        "Landen's transformation of the dilogarithm": _rational("z", lambda z: -1 <= z < 0),
    }
)
"""Conditions by the name of the theorem; a theorem that is not named here is used wherever it applies."""
