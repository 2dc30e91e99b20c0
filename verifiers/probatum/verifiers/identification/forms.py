"""Relations between numbers as expressions that a mathematician would write."""

from __future__ import annotations

from collections.abc import Sequence

from flint import arb, ctx, fmpq, fmpz

from probatum.verifiers.irrationality.terms import multiple, number, quotient, surd, total
from probatum.verifiers.language.expr import Expr, integer

__all__ = ["combination", "monomial", "polynomial_claim", "quadratic_root", "quotient_form", "quotient_of_sums"]

ONE = integer(1)


def quotient_form(coefficients: Sequence[int], constant: Expr) -> Expr:
    """x from `p + q c + r x + s c x = 0`."""
    p, q, r, s = coefficients
    above, below = (-p, -q), (r, s)
    # Of the two ways to distribute the signs the one with fewer of them.
    if 2 * sum(each < 0 for each in (*above, *below)) > sum(each != 0 for each in (*above, *below)):
        above, below = (p, q), (-r, -s)
    if not below[1] and below[0] < 0:
        above, below = (p, q), (-r, 0)
    if not below[1]:
        return _over(_linear(above[0], above[1], constant), below[0])
    if not above[1] and not above[0]:
        return integer(0)
    return _divided(_linear(above[0], above[1], constant), _linear(below[0], below[1], constant))


def _linear(free: int, factor: int, constant: Expr) -> Expr:
    terms = [number(free)] if free else []
    if factor:
        terms.append(multiple(fmpq(factor), constant))
    return total(*terms) if len(terms) > 1 else terms[0]


def _over(above: Expr, below: int) -> Expr:
    return above if below == 1 else quotient(above, number(below))


def _divided(above: Expr, below: Expr) -> Expr:
    return above if below == ONE else Expr("/", (above, below))


def quotient_of_sums(coefficients: Sequence[int], terms: Sequence[Expr]) -> Expr:
    """x from `sum p_i t_i + x sum r_i t_i = 0`; the p come first."""
    above, below = coefficients[: len(terms)], coefficients[len(terms) :]
    above, below = [-each for each in above], list(below)
    if 2 * sum(each < 0 for each in (*above, *below)) > sum(each != 0 for each in (*above, *below)):
        above, below = [-each for each in above], [-each for each in below]
    return _divided(
        *(
            total(*(multiple(fmpq(each), term) for each, term in zip(part, terms, strict=True) if each))
            for part in (above, below)
        )
    )


def combination(coefficients: Sequence[int], terms: Sequence[Expr], inverse: bool) -> Expr:
    """x (or, inverse, 1/x) times the first coefficient, plus the others times the terms, is 0."""
    first, *others = coefficients
    sign = -1 if first > 0 else 1
    scaled = [(sign * each, term) for each, term in zip(others, terms, strict=True) if each]
    if not scaled:
        return integer(0)
    above = total(*(multiple(fmpq(each), term) for each, term in scaled))
    if inverse:
        return _divided(number(abs(first)), above)
    return _over(above, abs(first))


def polynomial_claim(coefficients: Sequence[int], x: Expr) -> Expr:
    """That x is a root of the polynomial."""
    terms = []
    for degree, each in enumerate(coefficients):
        if each:
            power = ONE if degree == 0 else x if degree == 1 else Expr("^", (x, integer(degree)))
            terms.append(multiple(fmpq(each), power))
    return Expr("=", (total(*reversed(terms)), integer(0)))


def quadratic_root(coefficients: Sequence[int], value: arb) -> Expr | None:
    """The root of `c + b x + a x^2` that the ball holds, square factors taken out; None when neither is real."""
    c, b, a = coefficients
    discriminant = fmpz(b * b - 4 * a * c)
    if discriminant <= 0:
        return None
    with ctx.workprec(256):
        for sign in (1, -1):
            if (value - (arb(discriminant).sqrt() * sign - b) / (2 * a)).contains(0):
                return surd(fmpq(-b, 2 * a), fmpq(sign, 2 * a), discriminant)
    return None


def monomial(exponents: Sequence[fmpq], factors: Sequence[Expr], negative: bool) -> Expr:
    """A product of rational powers, roots last."""
    above, below = list[Expr](), list[Expr]()
    for exponent, factor in zip(exponents, factors, strict=True):
        if exponent:
            size = abs(exponent)
            power = factor if size == 1 else Expr("^", (factor, number(size)))
            (above if exponent > 0 else below).append(power)
    form = _product(above)
    if below:
        form = Expr("/", (form, _product(below)))
    return Expr("neg", (form,)) if negative else form


def _product(factors: Sequence[Expr]) -> Expr:
    return ONE if not factors else factors[0] if len(factors) == 1 else Expr("*", tuple(factors))
