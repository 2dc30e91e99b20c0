"""Continued fractions whose recurrence has a hypergeometric solution (Euler)."""

from __future__ import annotations

from dataclasses import dataclass

from flint import fmpq, fmpq_poly

from probatum.verifiers.balls.polynomial_reading import exact_polynomial
from probatum.verifiers.certificates.proofs import CertificateError, Checking, Equation
from probatum.verifiers.certificates.rules.sum_relation import RationalFunction, normalised_sum, ratio_of
from probatum.verifiers.exact.term_ratios import Ratio, grows_without_bound, regular_from
from probatum.verifiers.language.expr import Expr, rational

__all__ = ["EulerFraction", "conclude_euler_fraction"]

_MAX_START = 500


@dataclass(frozen=True, slots=True)
class EulerFraction:
    """A continued fraction as the Möbius image of a series, by reduction of order.

    Numerators and denominators of `fraction` satisfy `u(n) = a(n) u(n-1) + b(n) u(n-2)`. Let b have no zero at n >= 1
    and let y with `y(n)/y(n-1) = solution(n)` for n > m = `start`, `y(m) = 1`, be a solution:
    `rho(n) rho(n-1) = a(n) rho(n-1) + b(n)` without zeros and poles of rho at n >= m. Then every solution u is
    `y(n) (u(m) + d(u) sum_{m < j <= n} w(j))` with `d(u) = u(m+1)/rho(m+1) - u(m)`, `w(m+1) = 1` and
    `w(j+1)/w(j) = -b(j+1)/(rho(j) rho(j+1))`. With S the sum of all w(j) the value is

        (p(m) + d(p) S)/(q(m) + d(q) S),

    or `d(p)/d(q)` when the partial sums are unbounded in modulus. `series` is S up to a shift of its index and a
    factor, and None in the unbounded case.
    """

    fraction: Expr
    solution: RationalFunction
    start: int
    series: Expr | None


def conclude_euler_fraction(proof: EulerFraction, checking: Checking) -> Equation:
    """Both p(n)/y(n) and q(n)/y(n) converge, so that the limit of p(n)/q(n) is their quotient."""
    a, b = _elements(proof.fraction)
    rho, start = ratio_of(proof.solution), proof.start
    if not 0 <= start <= _MAX_START:
        raise CertificateError("the reduction of order begins at an index of moderate size")
    before = fmpq_poly([-1, 1])
    previous = Ratio(rho.above(before), rho.below(before))
    if rho.above.degree() < 0 or rho * previous != Ratio.of(a, _ONE) * previous + Ratio.of(b, _ONE):
        raise CertificateError("the recurrence does not have this solution")
    if (
        b.degree() < 0
        or regular_from(b, 1) != 1
        or any(regular_from(p, start) != start for p in (rho.above, rho.below))
    ):
        raise CertificateError("a zero of b, or a zero or pole of the solution among the indices used")
    p, q = _pair(a, b, start, fmpq(1), fmpq(a(0))), _pair(a, b, start, fmpq(0), fmpq(1))
    factor = 1 / rho.at(start + 1)
    d_p, d_q = p[1] * factor - p[0], q[1] * factor - q[0]
    ratio = Ratio.of(-b, _ONE).next() / (rho * rho.next())
    if proof.series is None:
        if not grows_without_bound(ratio, start + 1) or d_q == 0:
            raise CertificateError("the partial sums are not seen to be unbounded")
        return Equation(proof.fraction, _number(d_p / d_q))
    total = normalised_sum(proof.series, ratio, start + 1, checking)
    above, below = (Expr("+", (_number(u[0]), Expr("*", (_number(d), total)))) for u, d in ((p, d_p), (q, d_q)))
    if not checking.is_nonzero(below):
        raise CertificateError("the denominators may tend to 0 against the solution")
    return Equation(proof.fraction, Expr("/", (above, below)))


_ONE = fmpq_poly([1])


def _elements(fraction: Expr) -> tuple[fmpq_poly, fmpq_poly]:
    if fraction.head != "pcf":
        raise CertificateError("a continued fraction is wanted")
    variable = fraction.args[2].name
    a, b = (exact_polynomial(part, variable, {}) for part in fraction.args[:2])
    if a is None or b is None:
        raise CertificateError("the elements are not polynomials over Q")
    return fmpq_poly(a), fmpq_poly(b)


def _pair(a: fmpq_poly, b: fmpq_poly, start: int, before: fmpq, now: fmpq) -> tuple[fmpq, fmpq]:
    """`(u(start), u(start + 1))` from u(-1) and u(0)."""
    for n in range(1, start + 2):
        before, now = now, a(n) * now + b(n) * before
    return before, now


def _number(value: fmpq) -> Expr:
    return rational(int(value.p), int(value.q))
