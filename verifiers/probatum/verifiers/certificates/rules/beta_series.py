"""Power series whose coefficients are values of the beta function."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flint import fmpq, fmpq_poly, fmpz_poly

from probatum.verifiers.certificates.proofs import CertificateError, Checking, Equation
from probatum.verifiers.exact.constants_ring import is_zero_algebraic
from probatum.verifiers.exact.term_ratios import horner
from probatum.verifiers.language.expr import Expr, apply, integer, rational, symbol

__all__ = ["BetaKernel", "BetaSeries", "beta_integrand", "beta_sum", "conclude_beta_series"]

_MAX_DEGREE = 60


@dataclass(frozen=True, slots=True)
class BetaKernel:
    """`w(y) = z (1 - y^n)^a y^(n b)` with z = above/below."""

    a: int
    b: int
    n: int
    above: int
    below: int


@dataclass(frozen=True, slots=True)
class BetaSeries:
    """A combination of sums `S(c, e) = sum z^k B(a k + c, b k + e/n)` over k >= 0, in logarithms.

    For integers a, b >= 0, not both 0, and c, e, n >= 1, `1 - x = y^n` in the beta integral gives
    `B(a k + c, b k + e/n) = int_0^1 N(y) (w(y)/z)^k dy` with `N = n y^(e - 1) (1 - y^n)^(c-1)` and w of the kernel
    `(a, b, n, z)`. If `-1 <= w(y) <= m < 1` on [0, 1] the partial sums of `sum w^k` are bounded by `2/(1 - m)`, and the
    sum is `int_0^1 N/(1 - w) dy`; here |w| <= |z| a^a b^b/(a+b)^(a+b), with equality somewhere.

    `terms` are c, e, and the numerator and denominator of the factor of S(c, e). Let N/D be the combined integrand in
    lowest terms, `roots` all zeros of D, simple, and `N = Q D + R`. The value is
    `int_0^1 Q dy + sum R(r)/D'(r) log(1 - 1/r)`: no root lies in [0, 1], so `1 - y/r` moves on a segment that does not
    meet (-oo, 0].
    """

    kernel: tuple[int, int, int, int, int]
    terms: tuple[tuple[int, int, int, int], ...]
    roots: tuple[Expr, ...]


def beta_integrand(kernel: BetaKernel, terms: tuple[tuple[int, int, int, int], ...]) -> tuple[fmpq_poly, fmpq_poly]:
    """`(N, D)` in lowest terms. Raises CertificateError when the series diverges or is not as described."""
    a, b, n = kernel.a, kernel.b, kernel.n
    if min(a, b) < 0 or a + b == 0 or n < 1 or n * (a + b) > _MAX_DEGREE or not kernel.above or not kernel.below:
        raise CertificateError("no series of beta functions of moderate size")
    if not -1 <= Fraction(kernel.above, kernel.below) * Fraction(a**a * b**b, (a + b) ** (a + b)) < 1:
        raise CertificateError("a series of beta functions outside its disc of convergence")
    power, numerator = fmpq_poly([0] * n + [1]), fmpq_poly([0])
    for c, e, above, below in terms:
        if min(c, e) < 1 or n * c + e > _MAX_DEGREE or not below:
            raise CertificateError("no beta function of moderate arguments")
        numerator += fmpq(n * above, below) * fmpq_poly([0] * (e - 1) + [1]) * (1 - power) ** (c - 1)
    divisor = 1 - fmpq(kernel.above, kernel.below) * (1 - power) ** a * power**b
    common = numerator.gcd(divisor)
    return numerator // common, divisor // common


def conclude_beta_series(proof: BetaSeries, checking: Checking) -> Equation:
    """As many different zeros of D as its degree are all of them, and simple."""
    kernel = BetaKernel(*proof.kernel)
    numerator, divisor = beta_integrand(kernel, proof.terms)
    if not proof.terms or len(proof.roots) != divisor.degree():
        raise CertificateError("not as many roots as the degree")
    for j, root in enumerate(proof.roots):
        if not all(checking.is_nonzero(Expr("+", (root, Expr("neg", (other,))))) for other in proof.roots[:j]):
            raise CertificateError("two roots that may be the same")
    quotient, rest = divmod(numerator, divisor)
    constant = quotient.integral()(1)
    value = [rational(int(constant.p), int(constant.q))]
    for root in proof.roots:
        turned = Expr("+", (integer(1), Expr("neg", (Expr("/", (integer(1), root)),))))
        value.append(Expr("*", (_residue(rest, divisor, root), apply("log", turned))))
    sums = [Expr("*", (rational(above, below), beta_sum(kernel, c, e))) for c, e, above, below in proof.terms]
    return Equation(_total(sums), _total(value))


def _residue(rest: fmpq_poly, divisor: fmpq_poly, root: Expr) -> Expr:
    """`rest/divisor'` at a root, as a polynomial modulo the irreducible factor of the divisor that it is a root of."""
    for factor, _ in fmpz_poly(divisor.numer()).factor()[1]:
        modulus = fmpq_poly(factor)
        if is_zero_algebraic(horner(modulus, root)):
            inverse = divisor.derivative().xgcd(modulus)[1]
            if inverse * divisor.derivative() % modulus != fmpq_poly([1]):
                raise CertificateError("a multiple root")
            return horner(rest * inverse % modulus, root)
    raise CertificateError("a number that is not seen to be a root")


def _total(terms: list[Expr]) -> Expr:
    return terms[0] if len(terms) == 1 else Expr("+", tuple(terms))


def beta_sum(kernel: BetaKernel, c: int, e: int) -> Expr:
    """S(c, e), with `B(x, y) = (x - 1)!/(y)_x` for a positive integer x, which has exact values."""
    k = symbol("k")
    first, second = _linear(kernel.a, Fraction(c), k), _linear(kernel.b, Fraction(e, kernel.n), k)
    above = Expr("^", (rational(kernel.above, kernel.below), k))
    if kernel.a or c > 1:
        above = Expr("*", (above, apply("factorial", _linear(kernel.a, Fraction(c - 1), k))))
    return Expr("sum", (Expr("/", (above, apply("rising", second, first))), k, integer(0), symbol("oo")))


def _linear(slope: int, shift: Fraction, k: Expr) -> Expr:
    constant = rational(shift.numerator, shift.denominator)
    return Expr("+", (Expr("*", (integer(slope), k)), constant)) if slope else constant
