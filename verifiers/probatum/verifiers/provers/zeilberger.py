"""Recurrences of sums of hypergeometric terms in two variables, by creative telescoping (Zeilberger).

For a term F(n, k) whose ratios in both variables are rational functions, polynomials c_j(n) and a rational function
R(n, k) with `sum_j c_j(n) F(n + j, k) = R(n, k + 1) F(n, k + 1) - R(n, k) F(n, k)`, by Gosper's algorithm with the c_j
as parameters.

Source: Petkovšek, Wilf, Zeilberger, *A = B* (1996), chapter 6.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import Final

from flint import fmpq, fmpq_mpoly

from probatum.verifiers.identities.normal_form import Expander, NotExpandedError
from probatum.verifiers.identities.polynomials import Quotient
from probatum.verifiers.language.expr import Expr, integer, substitute, symbol
from probatum.verifiers.provers.annihilators import Rational, Ring, Row, first_dependency, primitive

__all__ = ["Telescoped", "telescoped"]

_MAX_ORDER: Final = 3
_MAX_DISPERSION: Final = 6
_MAX_DEGREE: Final = 12


@dataclass(frozen=True, slots=True)
class Telescoped:
    """The operator in the shift of n, and R(n, k), None for 0."""

    operator: tuple[Expr, ...]
    certificate: Expr | None


def telescoped(term: Expr, n: str, k: str, own: Expander) -> Telescoped | None:
    """An operator of the least order >= 1, and its certificate; None when none is found."""
    try:
        shifted = [substitute(term, {n: Expr("+", (symbol(n), integer(j)))}) for j in range(_MAX_ORDER + 1)]
        ratios = [_ratio(other, term, own) for other in shifted]
        plain = _without_certificate(ratios, k, own)
        if plain is not None:
            return Telescoped(plain, None)
        along = _ratio(substitute(term, {k: Expr("+", (symbol(k), integer(1)))}), term, own)
        return _gosper(ratios, along, k, own)
    except (NotExpandedError, ZeroDivisionError):
        return None


def _ratio(above: Expr, below: Expr, own: Expander) -> Quotient:
    """A quotient of terms, without the monomial that both have in common."""
    return own.reduced(own.times(own.expansion(above), own.inverse(own.expansion(below))))


def _without_certificate(ratios: list[Quotient], k: str, own: Expander) -> tuple[Expr, ...] | None:
    """The c_j with `sum c_j F(n + j, k) = 0`, when they are free of k."""
    ring = Ring(ratios, own)
    place = ring.generator(k)
    try:
        rational = [ring.quotient(ratio) for ratio in ratios]
    except NotExpandedError:
        return None
    columns = _over_powers(rational, place, ring)
    found = first_dependency(columns, ring.zero, ring.one, 1)
    return None if found is None else ring.cleared(found)


def _over_powers(values: list[Rational], place: int | None, ring: Ring) -> list[Row]:
    """Fractions over a common denominator, by powers of a generator."""
    common = reduce(_least_multiple, (value.below for value in values))
    return [_by_powers(value.above * (common / value.below), place, ring) for value in values]


def _least_multiple(a: fmpq_mpoly, b: fmpq_mpoly) -> fmpq_mpoly:
    return a * (b / a.gcd(b))


def _by_powers(polynomial: fmpq_mpoly, place: int | None, ring: Ring) -> Row:
    """The coefficients of the powers of a generator."""
    parts: dict[int, dict[tuple[int, ...], fmpq]] = {}
    for exponents, coefficient in polynomial.to_dict().items():
        exponents = tuple(map(int, exponents))
        power = exponents[place] if place is not None else 0
        rest = tuple(0 if i == place else e for i, e in enumerate(exponents))
        parts.setdefault(power, {})[rest] = fmpq(coefficient)
    context = polynomial.context()
    return {((0, power),): Rational(context.from_dict(part), ring.one.above) for power, part in parts.items()}


def _gosper(ratios: list[Quotient], along: Quotient, k: str, own: Expander) -> Telescoped | None:
    ring = Ring([*ratios, along], own)
    place = ring.generator(k)
    if place is None:
        return None
    shifts, ratio = [ring.quotient(r) for r in ratios], ring.quotient(along)
    context = ring.one.above.context()
    generators = list(context.gens())

    def moved(polynomial: fmpq_mpoly, step: int) -> fmpq_mpoly:
        return polynomial.compose(*(g + step if i == place else g for i, g in enumerate(generators)), ctx=context)

    for order in range(1, _MAX_ORDER + 1):
        used = shifts[: order + 1]
        common = reduce(_least_multiple, (value.below for value in used))
        numerators = [value.above * (common / value.below) for value in used]
        # t = F/common has the ratio a(k) c(k+1)/(b(k) c(k))
        start = Rational.of(ratio.above * common, ratio.below * moved(common, 1))
        a, b, c = start.above, start.below, context.constant(1)
        for h in range(_MAX_DISPERSION + 1):
            while not (divisor := a.gcd(moved(b, h))).is_constant():
                a, b = a / divisor, b / moved(divisor, -h)
                for i in range(1, h + 1):
                    c *= moved(divisor, -i)
        before = moved(b, -1)
        degree = max(_degree(numerator * c, place) for numerator in numerators)
        free = min(max(0, degree - max(_degree(a, place), _degree(before, place)) + 2), _MAX_DEGREE)
        powers = [generators[place] ** i for i in range(free + 1)]
        unknown = [a * moved(power, 1) - before * power for power in powers]
        rows = [_by_powers(-u, place, ring) for u in unknown] + [_by_powers(m * c, place, ring) for m in numerators]
        found = first_dependency(rows, ring.zero, ring.one, len(unknown) + 1)
        if found is not None:
            found += [ring.zero] * (len(rows) - len(found))
            return _certified(found, powers, (before, c * common), ring)
    return None


def _degree(polynomial: fmpq_mpoly, place: int) -> int:
    return max((int(e[place]) for e in polynomial.to_dict()), default=0)


def _certified(
    found: list[Rational], powers: list[fmpq_mpoly], outside: tuple[fmpq_mpoly, fmpq_mpoly], ring: Ring
) -> Telescoped:
    """The operator and the certificate, multiplied by the common denominator."""
    common = reduce(_least_multiple, (part.below for part in found))
    cleared = [part.above * (common / part.below) for part in found]
    y, operator = cleared[: len(powers)], cleared[len(powers) :]
    while len(operator) > 1 and operator[-1].is_zero():
        operator.pop()
    parts = primitive([*operator, *y])
    operator, y = parts[: len(operator)], parts[len(operator) :]
    solution = sum((p * c for p, c in zip(powers, y, strict=True)), start=ring.zero.above)
    total = Rational.of(outside[0] * solution, outside[1])
    certificate = Expr("/", (ring.written(total.above), ring.factored(total.below)))
    return Telescoped(tuple(map(ring.written, operator)), certificate)
