"""Values of sums: a relation by telescoping to sums of the same class whose values are known."""

from __future__ import annotations

from collections.abc import Sequence

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.certificates.proofs import Proof
from probatum.verifiers.certificates.rules.combination import Combination
from probatum.verifiers.functions.lift import fraction, is_exact
from probatum.verifiers.language.expr import Expr, integer, rational
from probatum.verifiers.provers.attempts import conclusion
from probatum.verifiers.provers.euler_fraction import euler_fractions
from probatum.verifiers.provers.search import Search
from probatum.verifiers.provers.series_bases import families
from probatum.verifiers.provers.sums import ratio_of_sum, sum_relation

__all__ = ["fraction_value", "series_from", "series_value"]


def series_value(series: Expr, search: Search) -> Proof | None:
    """A proof that an infinite sum equals an expression without it, None when none is found."""
    own = ratio_of_sum(series)
    if own is None:
        return None
    search.spend(5)
    for family in families(own.ratio):
        search.spend(5)
        proof = series_from(series, family)
        if proof is not None:
            return proof
    search.note("sums: no relation by telescoping to a sum of known value")
    return None


def series_from(series: Expr, known: Sequence[Proof]) -> Proof | None:
    """A proof of the value of `series` from proofs `S_j = ...` of known sums, None when no relation telescopes."""
    equations = [conclusion(proof) for proof in known]
    bases = [equation.left for equation in equations if equation is not None]
    if len(bases) < len(known):
        return None
    if series in bases:
        return known[bases.index(series)]
    relation = sum_relation(series, bases)
    equation = None if relation is None else conclusion(relation)
    if relation is None or equation is None:
        return None
    values = {each.left: each.right for each in equations if each is not None}
    proofs = dict(zip(bases, known, strict=True))
    parts = equation.left.args if equation.left.head == "+" else (equation.left,)
    factors = {part.args[1]: part.args[0] for part in parts}
    own = factors.pop(series)
    terms = [_quotient(equation.right, own)]
    relations: list[tuple[Expr, Proof]] = [(Expr("/", (integer(1), own)), relation)]
    for base, factor in factors.items():
        scale = _quotient(Expr("neg", (factor,)), own)
        terms.append(Expr("*", (scale, values[base])))
        relations.append((scale, proofs[base]))
    value = terms[0] if len(terms) == 1 else Expr("+", tuple(terms))
    return Combination(series, value, (), tuple(relations))


def _quotient(above: Expr, below: Expr) -> Expr:
    """`above/below`, a literal where it is rational."""
    quotient = Expr("/", (above, below))
    try:
        value = evaluate(quotient, {})
    except NO_VALUE:
        return quotient
    if not is_exact(value):
        return quotient
    exact = fraction(value)
    return rational(int(exact.p), int(exact.q))


def fraction_value(fraction_expr: Expr, search: Search) -> Proof | None:
    """A proof that a continued fraction is rational or a Möbius image of a sum, None when none is found."""
    search.spend(20)
    for proof in euler_fractions(fraction_expr):
        if conclusion(proof) is not None:
            return proof
    search.note("continued fractions: the recurrence has no hypergeometric solution that helps")
    return None
