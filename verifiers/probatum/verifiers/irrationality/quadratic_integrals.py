"""Legendre-type integrals for `int_0^1 dy/P(y)` with a quadratic polynomial P.

Let `P = a y^2 + b y + c` be positive on [0, 1], with integer coefficients; `e = P(1)`, `f = b + 2c`, `g = c`, so that
`f^2 - 4eg = b^2 - 4ac = Delta`. With y = s/(1+s) and `R = e s^2 + f s + g`, positive for s >= 0,

    I_n = int_0^1 y^n (1-y)^n/P^(n+1) dy = int_0^oo s^n/R^(n+1) ds,  V_n = Delta^n I_n,  x = I_0.

*Recurrence.* With `K_n = s^n/R^(n+1)`, for n >= 1,

    -(n+1) Delta K_(n+1) + (2n+1) f K_n - n K_(n-1) = d/ds (s^n (e s^2 - g)/R^(n+1)),

and what is differentiated vanishes at 0 and oo; for n = 0 it has the limits -1 and 1, so that `Delta I_1 = f I_0 - 2`.
So V_n satisfies `(n+1) u(n+1) = (2n+1) f u(n) - n Delta u(n-1)`, the recurrence of the Legendre polynomials, and
`V_n = A_n x - B_n` for its solutions with A_0 = 1, A_1 = f, B_0 = 0, B_1 = 2.

*Denominators.* A_n is the coefficient of s^n in R^n, `sum_k C(n, 2k) C(2k, k) f^(n-2k) (eg)^k`, an integer, and
`B_n = 2 sum_{m=1}^n A_(m-1) A_(n-m)/m` (Christoffel), so that lcm(1, ..., n) is a common denominator. If a prime p
divides f and eg to the powers i and j, then p^(vn) divides A_n for v = min(i, j/2), and p^(v(n-1)) the products: what
is common to all may be divided out.

*Growth.* `|A_n| <= (|f| + 2 sqrt(eg))^n` from the circle |s| = sqrt(g/e), and as the integrand is positive,
`|V_n|^(1/n)` tends to the maximum `|Delta|/(f + 2 sqrt(eg))` of |Delta| s/R. V_n is not 0 since Delta is not.

Source: Alladi, Robinson, *Legendre polynomials and irrationality*, J. reine angew. Math. 318 (1980); Szegő, *Orthogonal
polynomials* (1975), (4.5.5); Christoffel (1858), in Whittaker, Watson, *A course of modern analysis* (1927), 15.3.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm
from typing import Final

from flint import fmpq, fmpz, fmpz_mpoly_ctx, fmpz_poly

from probatum.verifiers.balls.polynomial_reading import exact_polynomial
from probatum.verifiers.irrationality.construction import Construction, NoConclusionError, bounded
from probatum.verifiers.irrationality.growth import Recurrence2, root_logarithm
from probatum.verifiers.irrationality.terms import logarithm, multiple, number, surd, total
from probatum.verifiers.language.expr import Expr, integer, symbol

__all__ = ["quadratic_integral", "quadratic_integrals", "quadratic_multiple", "symmetric_form"]

_MAX_COEFFICIENT: Final = 10**9


def symmetric_form(a: int, b: int, c: int) -> tuple[int, int, int]:
    """`(e, f, g)` for `P = a y^2 + b y + c`.

    Raises NoConclusionError unless P is positive on [0, 1] and has two different roots.
    """
    e, f, g = a + b + c, b + 2 * c, c
    if max(abs(a), abs(b), abs(c)) > _MAX_COEFFICIENT or gcd(a, b, c) != 1:
        raise NoConclusionError("integers of moderate size without common factor are wanted")
    # R is positive for s >= 0 when its ends are, and it has no positive root.
    if e <= 0 or g <= 0 or (f < 0 and f * f >= 4 * e * g):
        raise NoConclusionError("the polynomial is not positive on the interval")
    if f * f == 4 * e * g:
        raise NoConclusionError("the polynomial has a double root: its integral is rational")
    return e, f, g


def quadratic_integrals(parameters: tuple[int, ...]) -> Construction:
    """The forms for `integral(1/(a*y^2 + b*y + c), y, 0, 1)` of `parameters = (a, b, c)`.

    Raises NoConclusionError when the parameters are none, or nothing follows.
    """
    a, b, c = parameters
    e, f, g = symmetric_form(a, b, c)
    if not _telescopes(e, f, g):
        raise NoConclusionError("the recurrence of the integrals is not an identity")
    product, delta = fmpz(e * g), f * f - 4 * e * g
    common = _common_square(f, product)
    growth = _half_logarithm(fmpq(abs(f)), product, common)
    remainder = total(
        logarithm(number(fmpq(abs(delta), common))),
        multiple(-1, growth if f >= 0 else _half_logarithm(fmpq(f), product, common)),
    )
    before, after = fmpz_poly([0, 1]), fmpz_poly([1, 1])
    return Construction(
        "quadratic_integrals",
        parameters,
        _constant(a, b, c),
        lambda expr: quadratic_multiple(expr, (a, b, c)),
        growth,
        remainder,
        integer(1),
        bounded(growth, remainder, integer(1)),
        Recurrence2(after, -f * fmpz_poly([1, 2]), delta * before, first=1),
    )


def _telescopes(e: int, f: int, g: int) -> bool:
    """The identity of the head of this module, times `R^(n+2)/s^(n-1)`, as polynomials in n and s."""
    n, s = fmpz_mpoly_ctx.get(["n", "s"]).gens()
    r, inner = e * s**2 + f * s + g, e * s**2 - g
    left = -(n + 1) * (f * f - 4 * e * g) * s**2 + (2 * n + 1) * f * s * r - n * r * r
    right = n * inner * r + s * inner.derivative("s") * r - (n + 1) * s * inner * r.derivative("s")
    return bool(left == right)


def _common_square(f: int, product: fmpz) -> fmpz:
    """The square of the rate of the factor common to all A_n: the product of the p^(2v)."""
    common = fmpz(1)
    for prime, exponent in product.factor():
        saved, divided = 0, fmpz(f)
        while saved < exponent and divided % prime == 0:
            divided //= prime
            saved = min(saved + 2, int(exponent))
        common *= prime**saved
    return common


def _half_logarithm(f: fmpq, product: fmpz, common: fmpz) -> Expr:
    """`log((f + 2 sqrt(eg))/sqrt(common))`."""
    if f < 0:
        return total(logarithm(surd(f, fmpq(2), product)), multiple(fmpq(-1, 2), logarithm(number(common))))
    double = root_logarithm((f * f + 4 * product) / common, 4 * f / common, product)
    if double.head == "*" and double.args[0].head == "int":
        return multiple(fmpq(int(str(double.args[0].value)), 2), double.args[1])
    return logarithm(surd(f, fmpq(2), product)) if common == 1 else multiple(fmpq(1, 2), double)


def _constant(a: int, b: int, c: int) -> Expr:
    y = symbol("y")
    terms = [multiple(factor, term) for factor, term in ((a, Expr("^", (y, integer(2)))), (b, y)) if factor]
    below = total(*terms, integer(c))
    return Expr("integral", (Expr("/", (integer(1), below)), y, integer(0), integer(1)))


def quadratic_integral(expr: Expr) -> tuple[Fraction, tuple[int, int, int]] | None:
    """`(r, (a, b, c))` for an integral over [0, 1] that is written with `r/(a y^2 + b y + c)`, a != 0; else None.

    a, b, c are integers without common factor and c is positive.
    """
    if expr.head != "integral" or expr.args[2:] != (integer(0), integer(1)) or expr.args[0].head != "/":
        return None
    above, below = (exact_polynomial(part, expr.args[1].name, {}) for part in expr.args[0].args)
    if above is None or below is None or above.degree() != 0 or below.degree() != 2:
        return None
    c, b, a = (Fraction(int(fmpq(below[i]).p), int(fmpq(below[i]).q)) for i in range(3))
    scale = Fraction(lcm(a.denominator, b.denominator, c.denominator))
    scale /= gcd(int(a * scale), int(b * scale), int(c * scale))
    if c < 0:
        scale = -scale
    factor = Fraction(int(fmpq(above[0]).p), int(fmpq(above[0]).q))
    return (factor * scale, (int(a * scale), int(b * scale), int(c * scale))) if c else None


def quadratic_multiple(expr: Expr, coefficients: tuple[int, int, int]) -> fmpq | None:
    """The c with `expr = c integral(1/(a*y^2 + b*y + c), y, 0, 1)` for an integral that is written so, else None."""
    read = quadratic_integral(expr)
    if read is None or read[1] != coefficients:
        return None
    return fmpq(read[0].numerator, read[0].denominator)
