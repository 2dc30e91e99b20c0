"""Signs of rational functions of real variables: from the signs of their irreducible factors.

A factor in one variable without a zero between the constant bounds of the variable has the sign there that it has at
one point.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flint import acb, arb, ctx, fmpq, fmpq_mpoly, fmpq_poly

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.exact.rational_functions import Expansion, NotRationalError, expand
from probatum.verifiers.functions import UndefinedValueError
from probatum.verifiers.functions.lift import is_real, real, root_balls
from probatum.verifiers.language.expr import Expr, chain_links, free_symbols, integer, rational

__all__ = ["sign_of_factors", "written"]

_MAX_TERMS = 200
_MAX_DEGREE = 24
_PRECISION = 192

Sign = Callable[[Expr], int]
"""1 for a real expression that is positive at every point, -1 for a negative one, 0 where that is not seen."""


def sign_of_factors(expr: Expr, conditions: tuple[Expr, ...], sign: Sign) -> int:
    """The sign of a real expression at every point that satisfies the conditions; 0 when it is not seen.

    `sign` is asked for factors; the variables in it are real.
    """
    declared = frozenset(c.args[0].name for c in conditions if c.head == "in" and c.args[0].head == "symbol")
    try:
        expansion = expand(expr, declared & free_symbols(expr), values_known=True)
    except (NotRationalError, UndefinedValueError, ValueError):
        return 0
    total = 1
    for part in (expansion.numerator, expansion.denominator):
        if part.is_zero() or len(part) > _MAX_TERMS or part.total_degree() > _MAX_DEGREE:
            return 0
        constant, factors = part.factor()
        total *= 1 if fmpq(constant) > 0 else -1
        for factor, exponent in factors:
            found = _sign_of_factor(factor, expansion, conditions, sign)
            if found == 0:
                return 0
            total *= found if exponent % 2 else 1
    return total


def _sign_of_factor(factor: fmpq_mpoly, expansion: Expansion, conditions: tuple[Expr, ...], sign: Sign) -> int:
    used = [k for k, degree in enumerate(factor.degrees()[: len(expansion.atoms)]) if degree]
    if len(used) == 1 and expansion.atoms[used[0]].head == "symbol":
        coefficients = [fmpq(0)] * (int(factor.degrees()[used[0]]) + 1)
        for exponents, coefficient in factor.to_dict().items():
            coefficients[int(exponents[used[0]])] = fmpq(coefficient)
        found = _sign_on_interval(fmpq_poly(coefficients), expansion.atoms[used[0]], conditions)
        if found:
            return found
    return sign(written(factor, expansion.atoms))


def written(polynomial: fmpq_mpoly, atoms: tuple[Expr, ...]) -> Expr:
    """A polynomial in the atoms as an expression."""
    terms = []
    for exponents, coefficient in polynomial.to_dict().items():
        number = fmpq(coefficient)
        powers = [(a, int(e)) for a, e in zip(atoms, exponents, strict=False) if e]
        factors = [rational(int(number.p), int(number.q))]
        factors += [Expr("^", (a, integer(e))) if e > 1 else a for a, e in powers]
        terms.append(factors[0] if len(factors) == 1 else Expr("*", tuple(factors)))
    return terms[0] if len(terms) == 1 else Expr("+", tuple(terms))


def _sign_on_interval(polynomial: fmpq_poly, variable: Expr, conditions: tuple[Expr, ...]) -> int:
    """The sign of a polynomial between the constant bounds of a real variable, 0 when it may vanish there."""
    with ctx.workprec(_PRECISION):
        bounds = list(_bounds(conditions, variable))
        low = max((b for b, is_lower in bounds if is_lower), default=None, key=lambda b: float(b.mid()))
        high = min((b for b, is_lower in bounds if not is_lower), default=None, key=lambda b: float(b.mid()))
        for root in root_balls(polynomial):
            if not _is_outside(root, low, high):
                return 0
        inside = low if low is not None else high if high is not None else arb(0)
        value = polynomial(inside) if isinstance(inside, fmpq) else _value(polynomial, inside)
        return 1 if value > 0 else -1 if value < 0 else 0


def _value(polynomial: fmpq_poly, point: arb) -> arb:
    total = arb(0)
    for coefficient in reversed(polynomial.coeffs()):
        total = total * point + arb(coefficient)
    return total


def _is_outside(root: acb, low: arb | None, high: arb | None) -> bool:
    """Whether a root, within its ball, is not real or beyond a bound."""
    return bool(root.imag != 0 or (low is not None and root.real < low) or (high is not None and root.real > high))


def _bounds(conditions: tuple[Expr, ...], variable: Expr) -> Iterator[tuple[arb, bool]]:
    """The constants between which the variable lies, with whether they are below it."""
    links = [link for c in conditions for link in (chain_links(c) if c.head == "chain" else (c,))]
    for link in links:
        ends: list[tuple[Expr, bool]] = []
        if link.head == "in" and link.args[0] == variable and len(link.args[1].args) == 2:
            ends = [(link.args[1].args[0], True), (link.args[1].args[1], False)]
        elif link.head == "in" and link.args[0] == variable and link.args[1].is_symbol("NN"):
            ends = [(integer(0), True)]
        elif link.head in ("<", "<=", ">", ">=") and variable in link.args:
            other = link.args[1 if link.args[0] == variable else 0]
            ends = [(other, (link.head in (">", ">=")) == (link.args[0] == variable))]
        for end, is_lower in ends:
            value = _constant(end, conditions)
            if value is not None:
                yield value, is_lower


def _constant(expr: Expr, conditions: tuple[Expr, ...]) -> arb | None:
    declared = {c.args[0].name for c in conditions if c.head == "in" and c.args[0].head == "symbol"}
    if free_symbols(expr) & (declared | {"oo"}):
        return None
    try:
        value = evaluate(expr, {})
    except NO_VALUE:
        return None
    return real(value) if is_real(value) and real(value).is_finite() else None
