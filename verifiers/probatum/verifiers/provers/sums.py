"""Sums by relations: the search for telescoping combinations of one sum with sums of known value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from flint import fmpq_poly, fmpz, fmpz_poly

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.certificates.rules.sum_relation import RationalFunction, SumRelation
from probatum.verifiers.exact.term_ratios import Ratio, TermRatio, regular_from, term_ratio
from probatum.verifiers.functions.lift import as_exact_integer
from probatum.verifiers.language.expr import Expr
from probatum.verifiers.sequences.gosper import Telescoper, shift_quotient, telescopers

__all__ = ["coefficients_of", "ratio_of_sum", "sum_relation"]

_MAX_START: Final = 500


def ratio_of_sum(series: Expr) -> TermRatio | None:
    """The ratio of the terms of an infinite sum, None when it is not one of a single hypergeometric term over Q."""
    if series.head != "sum" or not series.args[3].is_symbol("oo"):
        return None
    try:
        low = as_exact_integer(evaluate(series.args[2], {}))
        if low is None:
            return None
        return term_ratio(series.args[0], series.args[1].name, int(low))
    except NO_VALUE:
        return None


def coefficients_of(ratio: Ratio) -> RationalFunction:
    """A rational function as a certificate carries it."""
    scale = fmpz(ratio.above.denom()).lcm(ratio.below.denom())
    above, below = (tuple(int(c) for c in fmpz_poly((p * scale).numer())) for p in (ratio.above, ratio.below))
    return above or (0,), below


def sum_relation(target: Expr, known: Sequence[Expr] = ()) -> SumRelation | None:
    """A relation of `target` to a combination of `known` sums by telescoping, None when there is none.

    Without known sums this is Gosper's algorithm.
    """
    ratios = [ratio_of_sum(series) for series in (target, *known)]
    own, *others = ratios
    if own is None or None in others:
        return None
    reference = others[0].ratio if others and others[0] is not None else own.ratio
    factors: list[Ratio] = []
    for each in ratios:
        assert each is not None
        quotient = each.ratio / reference
        found = shift_quotient(quotient.above, quotient.below)
        if found is None:
            return None
        factors.append(Ratio.of(*found))
    denominator = fmpq_poly([1])
    for factor in factors:
        denominator *= factor.below // denominator.gcd(factor.below)
    numerators = [factor.above * (denominator // factor.below) for factor in factors]
    for solution in telescopers((reference.above, reference.below), numerators, denominator):
        if solution.factors[0] != 0:
            starts = [each.start for each in ratios if each is not None]
            return _relation((target, *known), factors, reference, max(starts), solution)
    return None


def _relation(
    sums: Sequence[Expr], factors: Sequence[Ratio], ratio: Ratio, start: int, solution: Telescoper
) -> SumRelation | None:
    start = max(start, 0)
    for polynomial in (ratio.above, ratio.below, solution.below, *(p for f in factors for p in (f.above, f.below))):
        start = regular_from(polynomial, start)
    if start > _MAX_START:
        return None
    one = fmpq_poly([1])
    used = tuple(
        (series, coefficients_of(factor * Ratio.of(fmpq_poly([x]), one)))
        for series, factor, x in zip(sums, factors, solution.factors, strict=True)
        if x != 0
    )
    telescoper = Ratio.of(solution.above, solution.below)
    return SumRelation(used, coefficients_of(ratio), start, coefficients_of(telescoper))
