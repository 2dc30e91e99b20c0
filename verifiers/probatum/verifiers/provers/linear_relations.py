"""A difference as a linear combination of known relations between function values, such as contiguous relations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from probatum.verifiers.certificates.rules.combination import Combination
from probatum.verifiers.identities.expansions import difference
from probatum.verifiers.identities.normal_form import Expander, NotExpandedError
from probatum.verifiers.identities.polynomials import Quotient
from probatum.verifiers.language.expr import Expr
from probatum.verifiers.provers.annihilators import Rational, Ring, Row, first_dependency
from probatum.verifiers.provers.attempts import REJECTED
from probatum.verifiers.provers.functional_equations import Step
from probatum.verifiers.provers.search import Search

__all__ = ["by_linear_relations"]

_FAILED: Final = (NotExpandedError, *REJECTED)
_MAX_RELATIONS: Final = 24
_MAX_TERMS: Final = 40


def by_linear_relations(
    left: Expr, right: Expr, value: Quotient, steps: list[Step], own: Expander, search: Search
) -> Iterator[Combination]:
    """Proofs that `left - right` is a sum of relations, each times a rational function of the variables.

    A relation that brings in a value which occurs nowhere else cannot take part, and is left out first.
    """
    found = _relations(steps, own)
    try:
        rows, ring = _rows([*(relation for _, relation in found), value], own)
    except _FAILED:
        return
    kept = _connected(rows)
    if not kept or len(kept) > _MAX_RELATIONS:
        return
    search.spend(2 * len(kept) ** 2)
    factors = first_dependency([*(rows[k] for k in kept), rows[-1]], ring.zero, ring.one, unnamed=len(kept))
    if factors is None:
        return
    relations = tuple(
        (_written(factor, ring), found[k][0].proof)
        for k, factor in zip(kept, factors[:-1], strict=True)
        if not factor.above.is_zero()
    )
    yield Combination(left, right, (), relations)


def _relations(steps: list[Step], own: Expander) -> list[tuple[Step, Quotient]]:
    found: dict[object, tuple[Step, Quotient]] = {}
    for step in steps:
        try:
            relation = own.reduced(own.expansion(difference(step.equation.left, step.equation.right)))
            if 0 < len(relation[0]) <= _MAX_TERMS:
                found.setdefault(own.key(relation), (step, relation))
        except _FAILED:
            continue
    return list(found.values())


def _rows(values: list[Quotient], own: Expander) -> tuple[list[Row], Ring]:
    """The rows of the relations that have one, empty for others, and of the last value."""
    ring = Ring(values, own)
    rows: list[Row] = []
    for value in values[:-1]:
        try:
            rows.append(ring.row(value))
        except NotExpandedError:
            rows.append({})
    return [*rows, ring.row(values[-1])], ring


def _connected(rows: list[Row]) -> list[int]:
    """The relations each part of which occurs in another relation or in the value, the last row."""
    kept = [k for k, row in enumerate(rows[:-1]) if row]
    while True:
        counts = Counter(part for k in (*kept, len(rows) - 1) for part in rows[k])
        after = [k for k in kept if all(counts[part] > 1 for part in rows[k])]
        if after == kept:
            return kept
        kept = after


def _written(factor: Rational, ring: Ring) -> Expr:
    """Minus the factor: of `value + sum factor*relation = 0`."""
    above = ring.factored(factor.above * -1)
    return above if factor.below.is_one() else Expr("/", (above, ring.factored(factor.below)))
