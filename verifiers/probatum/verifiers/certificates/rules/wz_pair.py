"""Equal sums along the two axes of a Wilf-Zeilberger pair."""

from __future__ import annotations

from dataclasses import dataclass

from probatum.verifiers.certificates.proofs import CertificateError, Checking, Equation
from probatum.verifiers.certificates.rules.sum_relation import normalised_sum
from probatum.verifiers.exact.plane_polynomials import PLANE, PlaneRatio, dominates, never_zero, plane_polynomial
from probatum.verifiers.exact.term_ratios import absolutely_summable, limit_at_infinity
from probatum.verifiers.language.expr import Expr, integer, rational

__all__ = ["PlanePolynomial", "WZPair", "conclude_wz_pair"]

PlanePolynomial = tuple[tuple[int, int, int], ...]
"""Triples (i, j, c) for the terms c n^i k^j."""

_MAX_START = 200


@dataclass(frozen=True, slots=True)
class WZPair:
    """`sum_k F(0, k) = sum_n G(n, 0)` for a pair with `F(n+1, k) - F(n, k) = G(n, k+1) - G(n, k)`.

    F(0, 0) = 1, and the quotients `F(n+1, k)/F(n, k)`, `F(n, k+1)/F(n, k)`, `G(n, k)/F(n, k)` are rational functions
    `step_n`, `step_k`, `companion` without poles at integers n, k >= 0. Summing over k < m and then over n < N,

        sum_{k<m} F(N, k) - sum_{k<m} F(0, k) = sum_{n<N} (G(n, m) - G(n, 0)).

    Let `|step_n| <= 1` for n >= n_0, k >= k_0 with `(n_0, k_0) = start`, let F(n_0, k) be absolutely summable, `step_n`
    tend to a limit of modulus below 1 for each k as n grows, and let G(n, m) tend to 0 for each n as m grows. Then
    F(n, k) tends to 0 and is dominated by |F(n_0, k)| for k >= k_0, so that sum_k F(N, k) tends to 0 with N.

    `along_k` and `along_n` are the sums of F(0, k) and of G(n, 0) up to factors.
    """

    step_n: tuple[PlanePolynomial, PlanePolynomial]
    step_k: tuple[PlanePolynomial, PlanePolynomial]
    companion: tuple[PlanePolynomial, PlanePolynomial]
    start: tuple[int, int]
    along_k: Expr
    along_n: Expr


def conclude_wz_pair(proof: WZPair, checking: Checking) -> Equation:
    """The limits are seen from degrees, the domination from signs of coefficients."""
    a, b, r = (_ratio(function) for function in (proof.step_n, proof.step_k, proof.companion))
    n_0, k_0 = proof.start
    if not (0 <= n_0 <= _MAX_START and 0 <= k_0 <= _MAX_START):
        raise CertificateError("the domination begins at indices of moderate size")
    one = PlaneRatio(PLANE.constant(1), PLANE.constant(1))
    if not all(never_zero(function.below) for function in (a, b, r)):
        raise CertificateError("a pole at indices of the sums is not excluded")
    if not (a.moved(0, 1) * b).equals(a * b.moved(1, 0)):
        raise CertificateError("no function has these quotients of consecutive values")
    if not (r.moved(0, 1) * b - r).equals(a - one):
        raise CertificateError("the two functions are no Wilf-Zeilberger pair")
    if not (dominates(a.below, a.above, proof.start) and a.tends_below_one_along_n()):
        raise CertificateError("the terms are not seen to decrease to 0")
    if not absolutely_summable(b.along_k(n_0)):
        raise CertificateError("the terms are not seen to be absolutely summable")
    _require_vanishing(r, b, n_0)
    first = r.along_n().at(0)
    if first == 0:
        raise CertificateError("the companion vanishes at the origin")
    left = normalised_sum(proof.along_n, r.along_n().next() / r.along_n() * a.along_n(), 0, checking)
    right = normalised_sum(proof.along_k, b.along_k(0), 0, checking)
    return Equation(left, Expr("*", (rational(int(first.q), int(first.p)), right)))


def _ratio(function: tuple[PlanePolynomial, PlanePolynomial]) -> PlaneRatio:
    above, below = (plane_polynomial(part) for part in function)
    return PlaneRatio(above, below)


def _require_vanishing(r: PlaneRatio, b: PlaneRatio, n_0: int) -> None:
    """G(n, m) tends to 0 as m grows: for n < n_0 by itself, from n_0 on because |G(n, m)| <= |r(n, m) F(n_0, m)|."""
    growth = r.growth_along_k()
    cases = [(r.along_k(n), b.along_k(n)) for n in range(n_0)]
    if growth is None or any(limit_at_infinity(*case, 0) != integer(0) for case in (*cases, (growth, b.along_k(n_0)))):
        raise CertificateError("the companion is not seen to vanish at infinity")
