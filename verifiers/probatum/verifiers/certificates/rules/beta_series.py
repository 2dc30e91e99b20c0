"""Power series whose coefficients are values of the beta function."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flint import fmpq, fmpq_poly

from probatum.verifiers.certificates.proofs import CertificateError, Checking, Equation
from probatum.verifiers.exact.constants_ring import is_zero_algebraic
from probatum.verifiers.exact.term_ratios import horner
from probatum.verifiers.language.expr import Expr, apply, integer, rational, symbol

__all__ = ["BetaSeries", "beta_integrand", "conclude_beta_series"]

_MAX_DEGREE = 60


@dataclass(frozen=True, slots=True)
class BetaSeries:
    """`sum z^k B(a k + c, b k + d)` over k >= 0, as a combination of logarithms; integers a, b, c, rational d.

    For a, b >= 0, not both 0, c, n >= 1 and d > 0 with n d an integer, `1 - x = y^n` in the beta integral gives
    `B(a k + c, b k + d) = int_0^1 N(y) (w(y)/z)^k dy` with `N = n y^(n d - 1) (1 - y^n)^(c-1)` and
    `w = z (1 - y^n)^a y^(n b)`. If `-1 <= w(y) <= m < 1` on [0, 1] the partial sums of `sum w^k` are bounded by
    `2/(1 - m)`, and the sum is `int_0^1 N/D dy` with `D = 1 - w`. For simple zeros `roots` of D, none of them in
    [0, 1], and `N = Q D + R`, this is `int_0^1 Q dy + sum R(r)/D'(r) log(1 - 1/r)`: `1 - y/r` moves on a segment that
    does not meet (-oo, 0]. Here |w| <= |z| a^a b^b/(a+b)^(a+b), with equality somewhere.

    `exponents` is (a, b, c, n, n d), `z` numerator and denominator.
    """

    exponents: tuple[int, int, int, int, int]
    z: tuple[int, int]
    roots: tuple[Expr, ...]


def beta_integrand(exponents: tuple[int, ...], z: Fraction) -> tuple[fmpq_poly, fmpq_poly]:
    """`(N, D)`. Raises CertificateError when the exponents are not as described or the series diverges."""
    a, b, c, n, e = exponents
    if min(a, b) < 0 or a + b == 0 or min(c, n, e) < 1 or n * (a + b + c) + e > _MAX_DEGREE or not z:
        raise CertificateError("no series of beta functions of moderate size")
    most = z * Fraction(a**a * b**b, (a + b) ** (a + b))
    if not -1 <= most < 1:
        raise CertificateError("a series of beta functions outside its disc of convergence")
    power = fmpq_poly([0] * n + [1])
    numerator = n * fmpq_poly([0] * (e - 1) + [1]) * (1 - power) ** (c - 1)
    return numerator, 1 - fmpq(z.numerator, z.denominator) * (1 - power) ** a * power**b


def conclude_beta_series(proof: BetaSeries, checking: Checking) -> Equation:
    """As many different zeros of D as its degree are all of them, and simple."""
    if len(proof.exponents) != 5 or len(proof.z) != 2 or not proof.z[1]:
        raise CertificateError("a series of beta functions has five exponents")
    z = Fraction(*proof.z)
    numerator, divisor = beta_integrand(proof.exponents, z)
    if len(proof.roots) != divisor.degree():
        raise CertificateError("not as many roots as the degree")
    for j, root in enumerate(proof.roots):
        if not is_zero_algebraic(horner(divisor, root)):
            raise CertificateError("a number that is not seen to be a root")
        if not all(checking.is_nonzero(Expr("+", (root, Expr("neg", (other,))))) for other in proof.roots[:j]):
            raise CertificateError("two roots that may be the same")
    quotient, rest = divmod(numerator, divisor)
    constant = quotient.integral()(1)
    terms = [rational(int(constant.p), int(constant.q))]
    slope = divisor.derivative()
    for root in proof.roots:
        residue = Expr("/", (horner(rest, root), horner(slope, root)))
        turned = Expr("+", (integer(1), Expr("neg", (Expr("/", (integer(1), root)),))))
        terms.append(Expr("*", (residue, apply("log", turned))))
    return Equation(_series(proof.exponents, z), Expr("+", tuple(terms)))


def _series(exponents: tuple[int, ...], z: Fraction) -> Expr:
    """`B(x, y) = (x - 1)!/(y)_x` for a positive integer x, which has exact values."""
    a, b, c, n, e = exponents
    k = symbol("k")
    first, second = _linear(a, Fraction(c), k), _linear(b, Fraction(e, n), k)
    below = apply("rising", second, first)
    above = Expr("^", (rational(z.numerator, z.denominator), k))
    if a or c > 1:
        above = Expr("*", (above, apply("factorial", _linear(a, Fraction(c - 1), k))))
    return Expr("sum", (Expr("/", (above, below)), k, integer(0), symbol("oo")))


def _linear(slope: int, shift: Fraction, k: Expr) -> Expr:
    constant = rational(shift.numerator, shift.denominator)
    return Expr("+", (Expr("*", (integer(slope), k)), constant)) if slope else constant
