"""Continued fractions whose convergents are good enough as they are, without any common factor.

Let a, b be integer polynomials, deg b < deg a = d, b(n) != 0 for n >= 1, e = deg b, and let the fraction
`x = a(0) + b(1)/(a(1) + ...)` converge. Its numerators and denominators P_n, Q_n are integers, and since
deg b < 2 deg a the solutions of `u(n) = a(n) u(n-1) + b(n) u(n-2)` satisfy u(n)/u(n-1) ~ a(n), but for the multiples of
one minimal solution, for which u(n)/u(n-1) ~ -b(n+1)/a(n+1) (Perron's theorem for roots of different growth). As x is
finite, Q_n is not minimal, and `Q_n x - P_n`, of smaller growth than Q_n, is; it is not 0, since the determinants
`P_n Q_(n-1) - Q_n P_(n-1) = ± b(1)...b(n)` are not. So in the scale g(n) = n log n

    log |Q_n| ~ d g(n),  log |Q_n x - P_n| ~ (e - d) g(n):  mu(x) <= 1 + d/(d - e).

For e = 0 this is 2: regular continued fractions with polynomial partial quotients are the case b = 1.

The second construction is the case of Lambert's fractions with `r = s/t`,

    s coth(s/t) = t + s^2/(3t + s^2/(5t + ...)),  s cot(s/t) = t - s^2/(3t - s^2/(5t - ...)),

with elements t(2n+1), ± s^2: tanh r, tan r and `exp(2r) = (coth r + 1)/(coth r - 1)`, images of these numbers by
rational Möbius maps, have the measure 2 for every rational r != 0. With z = sqrt(s/t) in the place of s/t the same is

    t z coth z = t + st/(3t + st/(5t + ...)),  t z cot z = t - st/(3t - st/(5t - ...)),

so that z tanh z and z tan z have it too.

Source: Lambert (1761); Davis, *Rational approximations to e*, J. Austral. Math. Soc. 25 (1978); Lorentzen, Waadeland,
*Continued fractions with applications* (1992), IV and VI.1; Perron, *Die Lehre von den Kettenbrüchen* II (1957), §46.
"""

from __future__ import annotations

from collections.abc import Callable
from math import gcd
from typing import Final

from flint import fmpq, fmpz_poly

from probatum.verifiers.balls.polynomial_reading import exact_polynomial
from probatum.verifiers.exact.polynomial_fractions import polynomial_fraction
from probatum.verifiers.exact.rational_functions import NotRationalError
from probatum.verifiers.irrationality.construction import Construction, NoConclusionError
from probatum.verifiers.irrationality.growth import Recurrence2
from probatum.verifiers.irrationality.terms import enclosed, number, total
from probatum.verifiers.language.expr import Expr, apply, integer, symbol
from probatum.verifiers.sequences.fractions import PolynomialFraction, first_zero

__all__ = ["LAMBERT", "from_fraction", "integer_fractions", "lambert_fractions"]

_MAX_DEGREE: Final = 40
_MAX_ARGUMENT: Final = 10**6
LAMBERT: Final = ("exp", "tanh", "tan")
"""The functions whose values at rational arguments are given by Lambert's fractions."""


def integer_fractions(parameters: tuple[int, ...]) -> Construction:
    """The convergents of `pcf(a, b, n)` for `parameters` = the number of coefficients of a, these, and those of b.

    Raises NoConclusionError when the parameters are none, or the degrees do not permit a conclusion.
    """
    length, coefficients = parameters[0], parameters[1:]
    if not 2 <= length <= _MAX_DEGREE or not length < len(coefficients) < length + _MAX_DEGREE:
        raise NoConclusionError("two polynomials of moderate degree are wanted")
    fraction = PolynomialFraction(fmpz_poly(list(coefficients[:length])), fmpz_poly(list(coefficients[length:])))
    n = symbol("n")
    constant = Expr("pcf", (_written(fraction.a, n), _written(fraction.b, n), n))

    def multiple(expr: Expr) -> fmpq | None:
        try:
            return _scaled(expr, fraction)
        except NotRationalError:
            return None

    return from_fraction("integer_fractions", parameters, fraction, constant, multiple)


def _written(polynomial: fmpz_poly, n: Expr) -> Expr:
    terms = []
    for k, c in enumerate(polynomial.coeffs()):
        power = integer(1) if k == 0 else n if k == 1 else Expr("^", (n, integer(k)))
        size = integer(abs(int(c)))
        term = size if k == 0 else power if abs(c) == 1 else Expr("*", (size, power))
        if c:
            terms.append(term if c > 0 else Expr("neg", (term,)))
    return total(*terms)


def from_fraction(
    name: str,
    parameters: tuple[int, ...],
    fraction: PolynomialFraction,
    constant: Expr,
    multiple: Callable[[Expr], fmpq | None],
) -> Construction:
    """The construction from the convergents of a fraction, whose value is an image of the constant.

    Raises NoConclusionError when the degrees permit no conclusion, ValueError when the constant has no finite value.
    """
    d, e = fraction.a.degree(), fraction.b.degree()
    if first_zero(fraction) is not None:
        raise NoConclusionError("the fraction is finite: its value is rational")
    if not e < d:
        raise NoConclusionError("the partial numerators grow as fast as the partial denominators: nothing follows")
    enclosed(constant)
    after = fmpz_poly([1, 1])
    return Construction(
        name,
        parameters,
        constant,
        multiple,
        integer(d),
        integer(e - d),
        integer(0),
        number(1 + fmpq(d, d - e)),
        Recurrence2(fmpz_poly([1]), -fraction.a(after), -fraction.b(after), first=1),
        factorial=True,
    )


def _scaled(expr: Expr, fraction: PolynomialFraction) -> fmpq | None:
    """`1/scale` for a fraction whose elements, multiplied by scale and its square, are those of `fraction`."""
    if expr.head != "pcf":
        return None
    found, scale = polynomial_fraction(expr)
    return fmpq(1) / scale if (found.a, found.b) == (fraction.a, fraction.b) else None


def lambert_fractions(parameters: tuple[int, ...]) -> Construction:
    """The convergents for `exp(2r)`, `tanh(r)` or `tan(r)`, r = s/t: `parameters = (index in LAMBERT, s, t)`, s, t > 0.

    With a further parameter 1 those for `z tanh(z)` or `z tan(z)`, z = sqrt(s/t). Raises NoConclusionError for other
    parameters.
    """
    index, s, t, *root = parameters
    if root not in ([], [1]) or (root and LAMBERT[index] == "exp"):
        raise NoConclusionError("a square root is an argument of tanh and tan alone")
    if not (0 <= index < len(LAMBERT) and 0 < s <= _MAX_ARGUMENT and 0 < t <= _MAX_ARGUMENT and gcd(s, t) == 1):
        raise NoConclusionError("a function and a positive rational number in lowest terms are wanted")
    sign = -1 if LAMBERT[index] == "tan" else 1
    if root:
        z = apply("sqrt", number(fmpq(s, t)))
        product = Expr("*", (z, apply(LAMBERT[index], z)))
        elements = PolynomialFraction(fmpz_poly([t, 2 * t]), fmpz_poly([sign * s * t]))
        return from_fraction(
            "lambert_fractions", parameters, elements, product, lambda expr: fmpq(1) if expr == product else None
        )
    fraction = PolynomialFraction(fmpz_poly([t, 2 * t]), fmpz_poly([sign * s * s]))
    argument = fmpq(s, t) * (2 if LAMBERT[index] == "exp" else 1)
    constant = apply(LAMBERT[index], number(argument))

    def multiple(expr: Expr) -> fmpq | None:
        return fmpq(1) if _argument(expr, LAMBERT[index]) == argument else None

    return from_fraction("lambert_fractions", parameters, fraction, constant, multiple)


def _argument(expr: Expr, function: str) -> fmpq | None:
    """The rational argument of a value of `function`; `e` and its powers are values of `exp`."""
    if function == "exp" and expr.is_symbol("e"):
        return fmpq(1)
    power = function == "exp" and expr.head == "^" and expr.args[0].is_symbol("e")
    if not power and (expr.head != function or len(expr.args) != 1):
        return None
    argument = exact_polynomial(expr.args[-1], "", {})
    return fmpq(argument[0]) if argument is not None and argument.degree() <= 0 else None
