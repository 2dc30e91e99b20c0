"""Values of sums: a relation by telescoping to sums of the same class whose values are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Final

from flint import fmpq

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.certificates.proofs import CertificateError, Proof
from probatum.verifiers.certificates.rules.beta_series import BetaSeries, beta_integrand, beta_sum
from probatum.verifiers.certificates.rules.combination import Combination
from probatum.verifiers.certificates.rules.split_sum import SplitSum
from probatum.verifiers.certificates.rules.theorem import Instance
from probatum.verifiers.certificates.rules.wz_pair import WZPair
from probatum.verifiers.exact.canonical_powers import literal_fraction
from probatum.verifiers.exact.term_ratios import Ratio
from probatum.verifiers.functions.lift import fraction, is_exact
from probatum.verifiers.language.expr import Expr, free_symbols, integer
from probatum.verifiers.language.numbers import rational_number
from probatum.verifiers.provers.attempts import conclusion
from probatum.verifiers.provers.classical_sums import closed_forms
from probatum.verifiers.provers.euler_fraction import euler_fractions
from probatum.verifiers.provers.polynomial_roots import roots_among_radicals, roots_in_radicals
from probatum.verifiers.provers.search import Search
from probatum.verifiers.provers.series_bases import BetaFamily, SimilarityClass, class_of, families
from probatum.verifiers.provers.sums import ratio_of_sum, sum_relation
from probatum.verifiers.provers.wz_pairs import seeds_of, wz_pairs
from probatum.verifiers.sequences.wz_seeds import Seed

_MAX_PAIRS: Final = 5
"""Wilf-Zeilberger pairs tried for one seed."""

__all__ = ["fraction_as_series", "fraction_value", "series_from", "series_value"]


def series_value(series: Expr, search: Search) -> Proof | None:
    """A proof that an infinite sum equals an expression without it, None when none is found."""
    own = ratio_of_sum(series)
    search.spend(5)
    if own is None:
        split = SplitSum(series)
        return None if conclusion(split) is None else split
    proof = _related(series, own.ratio, search)
    similarity = class_of(own.ratio)
    if proof is None and similarity is not None and (similarity.above or similarity.below):
        proof = _accelerated(series, similarity, search)
    if proof is None:
        search.note("sums: no relation by telescoping to a sum of known value")
    return proof


def _related(series: Expr, ratio: Ratio, search: Search) -> Proof | None:
    """A relation to sums of the table."""
    for family in families(ratio):
        search.spend(5)
        proof = series_from(series, family.proofs, family.beta)
        if proof is not None:
            return proof
    return None


def _accelerated(series: Expr, similarity: SimilarityClass, search: Search) -> Proof | None:
    """A relation to the second sum of a Wilf-Zeilberger pair whose first sum has a known value."""
    for seed in seeds_of(similarity, search):
        for moved, pair in islice(wz_pairs(seed), _MAX_PAIRS):
            search.spend(20)
            equation = conclusion(pair)
            if equation is None or sum_relation(series, [equation.left.args[0]]) is None:
                continue
            proof = _second_sum(moved, pair, search)
            if proof is not None:
                return series_from(series, [proof])
    return None


def _second_sum(seed: Seed, pair: WZPair, search: Search) -> Proof | None:
    """The value of the second sum of the pair from that of its first sum."""
    related = (series_from(pair.along_k, [theorem]) for theorem in closed_forms(seed))
    own = ratio_of_sum(pair.along_k)
    first = next(filter(None, related), None) or (own and _related(pair.along_k, own.ratio, search))
    known, equation = None if first is None else conclusion(first), conclusion(pair)
    if first is None or known is None or equation is None:
        return None
    scale, value = equation.right.args  # scale * (along_k / its first term)
    factor = Expr("/", (scale, value.args[1]))
    divisor = equation.left.args[1]
    total = Expr("*", (_quotient(Expr("*", (factor, divisor)), integer(1)), known.right))
    relations = ((divisor, pair), (Expr("*", (factor, divisor)), first))
    return Combination(pair.along_n, total, (), relations)


def series_from(series: Expr, known: Sequence[Proof], beta: Sequence[BetaFamily] = ()) -> Proof | None:
    """A proof of the value of `series` from proofs `S_j = ...` of known sums, None when no relation telescopes.

    `beta` are families of sums whose combinations have values as integrals.
    """
    equations = [conclusion(proof) for proof in known]
    proofs = {equation.left: proof for equation, proof in zip(equations, known, strict=True) if equation is not None}
    values = {equation.left: equation.right for equation in equations if equation is not None}
    indices = {beta_sum(family.kernel, c, e): (family, c, e) for family in beta for c, e in family.indices}
    if len(proofs) < len(known):
        return None
    if series in proofs:
        return proofs[series]
    relation = sum_relation(series, [*proofs, *indices])
    equation = None if relation is None else conclusion(relation)
    if relation is None or equation is None:
        return None
    parts = equation.left.args if equation.left.head == "+" else (equation.left,)
    factors = {part.args[1]: part.args[0] for part in parts}
    own = factors.pop(series)
    scales = {base: _quotient(Expr("neg", (factor,)), own) for base, factor in factors.items()}
    terms = [_quotient(equation.right, own)]
    relations: list[tuple[Expr, Proof]] = [(Expr("/", (integer(1), own)), relation)]
    for base, scale in scales.items():
        if base in proofs:
            terms.append(Expr("*", (scale, values[base])))
            relations.append((scale, proofs[base]))
    for family in beta:
        factor_of = {
            indices[base][1:]: scale for base, scale in scales.items() if indices.get(base, (None,))[0] is family
        }
        combined = _beta_combination(family, factor_of) if factor_of else None
        integral = None if combined is None else conclusion(combined)
        if combined is not None and integral is not None:
            terms.append(integral.right)
            relations.append((integer(1), combined))
        elif factor_of:
            return None
    value = terms[0] if len(terms) == 1 else Expr("+", tuple(terms))
    return Combination(series, value, (), tuple(relations))


def _beta_combination(beta: BetaFamily, factors: Mapping[tuple[int, int], Expr]) -> BetaSeries | None:
    exact = {index: literal_fraction(factor) for index, factor in factors.items()}
    terms = tuple((c, e, x.numerator, x.denominator) for (c, e), x in exact.items() if x is not None)
    if len(terms) < len(factors) or not terms:
        return None
    try:
        _, divisor = beta_integrand(beta.kernel, terms)
    except CertificateError:
        return None
    roots, kernel = roots_in_radicals(divisor), beta.kernel
    if roots is None and kernel.a == 0:
        roots = roots_among_radicals(divisor, fmpq(kernel.below, kernel.above), kernel.b * kernel.n)
    if roots is None:
        return None
    return BetaSeries((kernel.a, kernel.b, kernel.n, kernel.above, kernel.below), terms, roots)


def _quotient(above: Expr, below: Expr) -> Expr:
    """`above/below`, a literal where it is rational."""
    quotient = Expr("/", (above, below))
    try:
        value = evaluate(quotient, {})
    except NO_VALUE:
        return quotient
    if not is_exact(value):
        return quotient
    return rational_number(fraction(value))


def fraction_value(fraction_expr: Expr, search: Search) -> Proof | None:
    """A proof that a continued fraction is algebraic or a Möbius image of a sum of known value, else None."""
    search.spend(20)
    if fraction_expr.args[2].name not in free_symbols(fraction_expr.args[0]) | free_symbols(fraction_expr.args[1]):
        constant = Instance("continued fraction of constants", fraction_expr.args[:2])
        equation = conclusion(constant)
        return constant if equation is not None and equation.left == fraction_expr else None
    for proof in euler_fractions(fraction_expr):
        closed = proof.series is None or series_value(proof.series, search) is not None
        if closed and conclusion(proof) is not None:
            return proof
    return None


def fraction_as_series(fraction_expr: Expr, search: Search) -> Proof | None:
    """A proof that a continued fraction is a Möbius image of some sum, None when none is found."""
    proof = next((proof for proof in euler_fractions(fraction_expr) if conclusion(proof) is not None), None)
    if proof is None:
        search.note("continued fractions: the recurrence has no hypergeometric solution that helps")
    return proof
