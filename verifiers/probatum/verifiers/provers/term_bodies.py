"""Hypergeometric terms written in the claim language, from their ratios."""

from __future__ import annotations

from flint import fmpq, fmpq_poly, fmpz_poly

from probatum.verifiers.exact.term_ratios import Ratio
from probatum.verifiers.language.expr import Expr, apply, integer, symbol
from probatum.verifiers.language.numbers import rational_number
from probatum.verifiers.sequences.gosper import shift_quotient

__all__ = ["polynomial_expr", "series_with_ratio"]

_INDEX = symbol("k")


def series_with_ratio(ratio: Ratio, start: int) -> Expr | None:
    """`sum(t(k), k, 0, oo)` with `t(k+1)/t(k) = ratio(k + start)`, None when its factors are not linear.

    Numerator and denominator are split into classes of roots that differ by integers; what is left of a class after
    pairing is a rational function, the rest are powers of Pochhammer symbols.
    """
    along = fmpq_poly([start, 1])
    above, below = ratio.above(along), ratio.below(along)
    leading = above[above.degree()]
    pochhammer: list[tuple[fmpq, int]] = []
    upper, lower = _linear_roots(above), _linear_roots(below)
    rest_above, rest_below = fmpq_poly([1]), fmpq_poly([1])
    for shift in list(upper):
        partner = next((other for other in lower if (other - shift).q == 1), None)
        if partner is None:
            pochhammer.append((shift, 1))
        else:
            lower.remove(partner)
            rest_above *= fmpq_poly([shift, 1])
            rest_below *= fmpq_poly([partner, 1])
    pochhammer += [(shift, -1) for shift in lower]
    rest_above *= _nonlinear(above)
    rest_below *= _nonlinear(below)
    quotient = shift_quotient(rest_above, rest_below)
    if quotient is None:
        return None
    body = _body(quotient, leading, pochhammer)
    return Expr("sum", (body, _INDEX, integer(0), symbol("oo")))


def _linear_roots(polynomial: fmpq_poly) -> list[fmpq]:
    """The a of the factors `k + a`, with multiplicity."""
    _, factors = fmpz_poly(polynomial.numer()).factor()
    return [fmpq(p[0], p[1]) for p, e in factors if p.degree() == 1 for _ in range(e)]


def _nonlinear(polynomial: fmpq_poly) -> fmpq_poly:
    """The monic product of the irreducible factors of higher degree."""
    result = fmpq_poly([1])
    for p, e in fmpz_poly(polynomial.numer()).factor()[1]:
        if p.degree() > 1:
            result *= (fmpq_poly(p) / p[p.degree()]) ** e
    return result


def _body(quotient: tuple[fmpq_poly, fmpq_poly], base: fmpq, pochhammer: list[tuple[fmpq, int]]) -> Expr:
    above: list[Expr] = []
    below: list[Expr] = []
    for polynomial, side in zip(quotient, (above, below), strict=True):
        if polynomial != fmpq_poly([1]):
            side.append(polynomial_expr(polynomial, _INDEX))
    if base != 1:
        above.append(Expr("^", (rational_number(base), _INDEX)))
    for shift, sign in pochhammer:
        (above if sign > 0 else below).append(apply("rising", rational_number(shift), _INDEX))
    numerator = _product(above)
    return Expr("/", (numerator, _product(below))) if below else numerator


def polynomial_expr(polynomial: fmpq_poly, variable: Expr) -> Expr:
    """A polynomial over Q as a product of a constant and a sum of terms with integer coefficients."""
    scale = fmpq(1, polynomial.denom())
    terms: list[Expr] = []
    for j, c in enumerate(polynomial.numer().coeffs()):
        if c:
            power = variable if j == 1 else Expr("^", (variable, integer(j)))
            terms.append(integer(int(c)) if j == 0 else power if c == 1 else Expr("*", (integer(int(c)), power)))
    total = Expr("+", tuple(reversed(terms))) if len(terms) > 1 else terms[0] if terms else integer(0)
    return total if scale == 1 else Expr("*", (rational_number(scale), total))


def _product(factors: list[Expr]) -> Expr:
    if not factors:
        return integer(1)
    return factors[0] if len(factors) == 1 else Expr("*", tuple(factors))
