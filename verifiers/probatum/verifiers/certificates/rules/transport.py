"""Continued fractions with equivalent recurrences, and trajectories of matrix fields among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flint import fmpq, fmpq_mat, fmpz, fmpz_poly

from probatum.verifiers.certificates.proofs import CertificateError, Checking, Equation
from probatum.verifiers.exact.gauges import folded, gauge_holds
from probatum.verifiers.exact.minimality import ratios_are_positive, ratios_stay
from probatum.verifiers.exact.polynomial_fractions import polynomial_fraction
from probatum.verifiers.fields.limits import FractionImage, fraction_along, moebius_expression
from probatum.verifiers.language.expr import Expr, free_symbols
from probatum.verifiers.sequences.fractions import PolynomialFraction, convergent, first_zero
from probatum.verifiers.sequences.signs import integer_zeros

__all__ = ["Transport", "conclude_transport"]

Polynomial = tuple[int, ...]
"""Coefficients, ascending."""

_MAX_INDEX: Final = 2_000
_MAX_FOLD: Final = 8


@dataclass(frozen=True, slots=True)
class Transport:
    """The value of the pcf `left` as the Möbius image of `right`, a pcf or the limit along a trajectory.

    Let P_n/Q_n be the convergents of `left`, k = `fold`, and A_n/B_n those of `right`, or of the continued fraction of
    which it is the image, which converge to R; no partial numerator is 0. With v = `vector` and
    `c_n = ratio(n) c_(n-1)`, c_n not 0, `c_n (v_1(n) y_(n-1) + v_2(n) y_n)` for y = A, B satisfies for n >= s = `start`
    the recurrence of P_kn and Q_kn times N_n, a product without zeros: an identity of polynomials. These sequences have
    two dimensions, so that an invertible matrix, found at s - 2 and s - 1, takes the two pairs into each other.

    The limit of `(v_1 A_(n-1) + v_2 A_n)/(v_1 B_(n-1) + v_2 B_n)` is R as well, as long as the denominators do not
    cancel. Let `x_n = B_n/(a_n B_(n-1))`, a the partial denominators of `right`. With `bounds` = (tau, sigma) they stay
    in [tau, sigma], tau > 0, from `index` on, and `v_1 + v_2 a x` has at both ends x, hence between them, one sign and
    the degree of the larger of v_1 and v_2 a: it is at least a constant times the sum of both moduli. Without bounds
    all x_n are positive from `index` on, and v_1 and v_2 a have one sign for large n, so that the quotient lies between
    those of y = A_(n-1), B_(n-1) and y = A_n, B_n. So P_kn/Q_kn converges to the image of R, which is the value of
    `left` as that has one.

    Source: Barkatou, Pflügel (1998) for gauge equivalence; Raz et al., *From Euler to AI* (2025).
    """

    left: Expr
    right: Expr
    fold: int
    ratio: tuple[Polynomial, Polynomial]
    vector: tuple[Polynomial, Polynomial]
    start: int
    index: int
    bounds: tuple[tuple[int, int], ...]


def conclude_transport(proof: Transport, checking: Checking) -> Equation:
    """Each hypothesis in turn; the right side is written with the limit that was named."""
    if not (1 <= proof.fold <= _MAX_FOLD and 2 <= proof.start <= _MAX_INDEX and 1 <= proof.index <= _MAX_INDEX):
        raise CertificateError("a gauge with indices of moderate size is wanted")
    elements, scale = polynomial_fraction(proof.left)
    target = _target(proof.right)
    right = target.fraction
    if first_zero(elements) is not None or first_zero(right) is not None:
        raise CertificateError("a partial numerator is 0")
    above, below = ratio = _polynomials(proof.ratio)
    vector = _polynomials(proof.vector)
    left, multiplier = folded(elements, proof.fold)
    factors = above * below * multiplier
    if factors.is_zero() or integer_zeros(factors, proof.start - 1):
        raise CertificateError("a factor of the gauge vanishes or has a pole at an index")
    if not gauge_holds(left, right, ratio, vector):
        raise CertificateError("the gauge does not take one recurrence to the other")
    if not _keeps_limit(proof, right, vector):
        raise CertificateError("the gauge may lead into the exceptional direction")
    image = _moebius(proof, elements, right, vector, multiplier) * _inverse(target)
    checking.value(proof.left)
    checking.value(proof.right)
    right_side = moebius_expression(
        ((image[0, 0], image[0, 1]), (image[1, 0] * scale, image[1, 1] * scale)), proof.right
    )
    if right_side.head == "/" and not checking.is_nonzero(right_side.args[1]):
        raise CertificateError("the image of the limit is not seen to be finite")
    return Equation(proof.left, right_side)


def _polynomials(pair: tuple[Polynomial, Polynomial]) -> tuple[fmpz_poly, fmpz_poly]:
    first, second = pair
    return fmpz_poly(list(first)), fmpz_poly(list(second))


def _target(right: Expr) -> FractionImage:
    if right.head == "limit_along":
        found = None if free_symbols(right) else fraction_along(right)
        if found is None:
            raise CertificateError("the recurrence of the trajectory has not the order 2")
        return found
    elements, scale = polynomial_fraction(right)
    return FractionImage(((fmpq(1), fmpq(0)), (fmpq(0), fmpq(scale))), elements)


def _keeps_limit(proof: Transport, right: PolynomialFraction, vector: tuple[fmpz_poly, fmpz_poly]) -> bool:
    first, second = vector[0], vector[1] * right.a
    if not proof.bounds:
        signs = {p.leading_coefficient() > 0 for p in (first, second) if not p.is_zero()}
        return len(signs) == 1 and ratios_are_positive(right.a, right.b, proof.index)
    if len(proof.bounds) != 2:
        return False
    tau, sigma = (fmpq(p, q) for p, q in proof.bounds)
    degree = max(first.degree(), second.degree())
    low, high = (first[degree] + second[degree] * x for x in (tau, sigma))
    return degree >= 0 and low * high > 0 and ratios_stay(right.a, right.b, (tau, sigma), proof.index)


def _moebius(
    proof: Transport,
    left: PolynomialFraction,
    right: PolynomialFraction,
    vector: tuple[fmpz_poly, fmpz_poly],
    multiplier: fmpz_poly,
) -> fmpq_mat:
    """The matrix that takes (A, B) to (P, Q), from both at start - 2 and start - 1."""
    s, (above, below) = proof.start, _polynomials(proof.ratio)
    factors = fmpq(1), fmpq(above(s - 1)) / fmpq(below(s - 1))
    weights = fmpz(1), multiplier(s - 1)
    given, wanted = [], []
    for n, factor, weight in zip((s - 2, s - 1), factors, weights, strict=True):
        pairs = zip(convergent(right, n - 1), convergent(right, n), strict=True)
        given.append([factor * (vector[0](n) * before + vector[1](n) * now) for before, now in pairs])
        wanted.append([weight * y for y in convergent(left, proof.fold * n)])
    known, image = (fmpq_mat(2, 2, [m[0][0], m[1][0], m[0][1], m[1][1]]) for m in (given, wanted))
    if known.det() == 0:
        raise CertificateError("the gauge is not invertible at its start")
    return image * known.inv()


def _inverse(target: FractionImage) -> fmpq_mat:
    (p, q), (r, s) = target.matrix
    if p * s == q * r:
        raise CertificateError("the limit along the trajectory does not depend on its fraction")
    return fmpq_mat(2, 2, [s, -q, -r, p])
