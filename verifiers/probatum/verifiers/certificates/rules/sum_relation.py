"""Linear relations between infinite sums by telescoping (Gosper, Zeilberger)."""

from __future__ import annotations

from dataclasses import dataclass

from flint import fmpq_poly

from probatum.verifiers.certificates.proofs import CertificateError, Checking, Equation
from probatum.verifiers.exact.term_ratios import Ratio, limit_at_infinity, regular_from, term_ratio
from probatum.verifiers.functions.lift import as_exact_integer, fraction, is_exact
from probatum.verifiers.language.expr import Expr, integer, rational, substitute

__all__ = ["RationalFunction", "SumRelation", "conclude_sum_relation", "normalised_sum", "ratio_of"]

RationalFunction = tuple[tuple[int, ...], tuple[int, ...]]
"""Numerator and denominator, coefficients ascending."""

_MAX_DEGREE = 200
_MAX_START = 2_000


@dataclass(frozen=True, slots=True)
class SumRelation:
    """Infinite sums of similar hypergeometric terms, whose combination telescopes.

    Let h be the term with `h(k+1)/h(k) = ratio(k)` and `h(start) = 1`. For each pair `(S_j, q_j)` of `sums` the terms
    of S_j are `C_j q_j(k) h(k)` for k >= start, because the ratios agree. If `sum q_j(k) = R(k+1) ratio(k) - R(k)` with
    R = `telescoper`, and no zero or pole of all these is an integer >= start, then

        sum_j (1/C_j) (S_j - its terms before start) = lim R(k) h(k) - R(start).
    """

    sums: tuple[tuple[Expr, RationalFunction], ...]
    ratio: RationalFunction
    start: int
    telescoper: RationalFunction


def ratio_of(function: RationalFunction) -> Ratio:
    """The rational function that a certificate carries. Raises CertificateError for none, or one of a large degree."""
    above, below = (fmpq_poly(list(part)) for part in function)
    if below.degree() < 0 or max(above.degree(), below.degree()) > _MAX_DEGREE:
        raise CertificateError("a rational function of moderate degree is wanted")
    return Ratio.of(above, below)


def conclude_sum_relation(proof: SumRelation, checking: Checking) -> Equation:
    """The sums converge because both sides have values, so that they may be combined term by term."""
    start, telescoper, ratio = proof.start, ratio_of(proof.telescoper), ratio_of(proof.ratio)
    if not (proof.sums and 0 <= start <= _MAX_START):
        raise CertificateError("a relation begins at an index of moderate size and has a sum")
    total = Ratio.of(fmpq_poly([0]), fmpq_poly([1]))
    left: list[Expr] = []
    right: list[Expr] = []
    without_zeros = [ratio.above, ratio.below, telescoper.below]
    for series, function in proof.sums:
        factor = ratio_of(function)
        without_zeros += [factor.above, factor.below]
        total += factor
        scale, first_terms = _normalised(series, factor, ratio, start, checking)
        left.append(Expr("*", (scale, series)))
        right += [Expr("*", (scale, term)) for term in first_terms]
    if any(p.degree() < 0 or regular_from(p, start) != start for p in without_zeros):
        raise CertificateError("a zero or pole among the indices summed over")
    if total != telescoper.next() * ratio - telescoper:
        raise CertificateError("the combination of the terms does not telescope")
    limit = limit_at_infinity(telescoper, ratio, start)
    if limit is None:
        raise CertificateError("the limit of the telescoping part is not seen")
    at_start = telescoper.at(start)
    right += [limit, rational(-int(at_start.p), int(at_start.q))]
    return Equation(left[0] if len(left) == 1 else Expr("+", tuple(left)), Expr("+", tuple(right)))


def _normalised(series: Expr, factor: Ratio, ratio: Ratio, start: int, checking: Checking) -> tuple[Expr, list[Expr]]:
    """`1/C` and the terms before `start` of a sum whose terms are `C factor(k) h(k)` from there on."""
    if series.head != "sum" or not series.args[3].is_symbol("oo"):
        raise CertificateError("an infinite sum is wanted")
    body, variable = series.args[0], series.args[1].name
    low = as_exact_integer(checking.value(series.args[2]))
    if low is None or not start - _MAX_START <= low <= start:
        raise CertificateError("a sum begins before the relation")
    own = term_ratio(body, variable, int(low))
    if own is None or own.start > start or own.ratio * factor != factor.next() * ratio:
        raise CertificateError("the terms of a sum are not the rational multiples they are said to be")
    terms = [_literal(substitute(body, {variable: integer(k)}), checking) for k in range(int(low), start + 1)]
    if not checking.is_nonzero(terms[-1]):
        raise CertificateError("the terms of a sum may be 0")
    first = factor.at(start)
    return Expr("/", (rational(int(first.p), int(first.q)), terms[-1])), terms[:-1]


def normalised_sum(series: Expr, ratio: Ratio, first: int, checking: Checking) -> Expr:
    """The sum of w(j), j >= `first`, with `w(first) = 1` and this ratio, as a multiple of a sum with a shifted index.

    Raises CertificateError when `series` is no such sum.
    """
    if series.head != "sum" or not series.args[3].is_symbol("oo"):
        raise CertificateError("an infinite sum is wanted")
    low = as_exact_integer(checking.value(series.args[2]))
    own = None if low is None else term_ratio(series.args[0], series.args[1].name, int(low))
    if low is None or own is None or own.start != low:
        raise CertificateError("the terms of the sum are not seen to be hypergeometric")
    shift = fmpq_poly([first - int(low), 1])
    if own.ratio != Ratio(ratio.above(shift), ratio.below(shift)):
        raise CertificateError("the sum has other terms")
    term = _literal(substitute(series.args[0], {series.args[1].name: integer(int(low))}), checking)
    if not checking.is_nonzero(term):
        raise CertificateError("the terms of the sum may be 0")
    return Expr("/", (series, term))


def _literal(term: Expr, checking: Checking) -> Expr:
    """A closed term as a literal where its value is rational."""
    value = checking.value(term)
    if not is_exact(value):
        return term
    exact = fraction(value)
    return rational(int(exact.p), int(exact.q))
