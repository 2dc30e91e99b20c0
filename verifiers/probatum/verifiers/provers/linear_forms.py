"""Closed expressions as linear forms: monomials in transcendental constants with algebraic coefficients."""

from __future__ import annotations

from collections.abc import Iterable

from flint import ctx, fmpq

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.exact.algebraic import zero_bound
from probatum.verifiers.exact.canonical_powers import canonical_powers, literal_fraction
from probatum.verifiers.exact.rational_functions import NotRationalError, expand
from probatum.verifiers.exact.rational_guess import guessed_rational
from probatum.verifiers.functions import UndefinedValueError
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.language.expr import Expr, integer, rational, symbol
from probatum.verifiers.language.numbers import rational_number

__all__ = ["linear_form", "product_of", "sum_of", "tidy_algebraic"]

_MAX_TERMS = 200


def sum_of(terms: list[Expr]) -> Expr:
    """The sum of the terms, 0 when there are none."""
    if not terms:
        return integer(0)
    return terms[0] if len(terms) == 1 else Expr("+", tuple(terms))


def product_of(factors: list[Expr]) -> Expr:
    """The product of the factors without literal ones, 1 when there are none."""
    proper = [factor for factor in factors if literal_fraction(factor) != 1]
    if not proper:
        return integer(1)
    return proper[0] if len(proper) == 1 else Expr("*", tuple(proper))


def linear_form(expr: Expr) -> list[tuple[Expr, Expr]] | None:
    """Pairs of an algebraic coefficient and a monomial in transcendental constants (1 first) that sum to `expr`.

    None for an expression with a transcendental denominator of more than one term, or too large an expansion.
    """
    try:
        (uniform,) = canonical_powers(expr)
        expansion = expand(uniform, frozenset())
    except (NotRationalError, UndefinedValueError):
        return None
    atoms = expansion.atoms
    algebraic = [zero_bound(atom) is not None for atom in atoms]
    below = _collected(expansion.denominator.terms(), atoms, algebraic)
    above = _collected(expansion.numerator.terms(), atoms, algebraic)
    if len(below) != 1 or len(above) > _MAX_TERMS:
        return None
    ((low, divisor),) = below.items()
    form = []
    for key, terms in sorted(above.items()):
        coefficient = tidy_algebraic(Expr("/", (sum_of(terms), sum_of(divisor))))
        powers = [(atom, key[j] - low[j]) for j, atom in enumerate(atoms) if key[j] != low[j]]
        form.append((coefficient, product_of([_power(atom, exponent) for atom, exponent in powers])))
    return [(c, m) for c, m in form if literal_fraction(c) != 0]


def _collected(
    terms: Iterable[tuple[tuple[int, ...], fmpq]], atoms: tuple[Expr, ...], algebraic: list[bool]
) -> dict[tuple[int, ...], list[Expr]]:
    found: dict[tuple[int, ...], list[Expr]] = {}
    for exponents, coefficient in terms:
        own = tuple(map(int, exponents))[: len(atoms)]
        key = tuple(0 if algebraic[j] else own[j] for j in range(len(own)))
        factors = [_power(atoms[j], own[j]) for j in range(len(own)) if algebraic[j] and own[j]]
        scalar = rational_number(coefficient)
        found.setdefault(key, []).append(product_of([scalar, *factors]))
    return found


def _power(base: Expr, exponent: int) -> Expr:
    return base if exponent == 1 else Expr("^", (base, integer(exponent)))


def tidy_algebraic(expr: Expr) -> Expr:
    """A short way to write an algebraic number: a guessed rational or rational multiple of i, else as it stands."""
    if literal_fraction(expr) is not None:
        value = literal_fraction(expr)
        assert value is not None
        return rational(value.numerator, value.denominator)
    try:
        with ctx.workprec(256):
            value_ball = complex_(evaluate(expr, {}))
    except NO_VALUE:
        return expr
    real = guessed_rational(value_ball.real)
    imaginary = guessed_rational(value_ball.imag)
    if real is None or imaginary is None:
        return expr
    first = rational_number(real)
    if imaginary == 0:
        return first
    unit = symbol("i")
    second = Expr("neg", (unit,)) if imaginary == -1 else product_of([rational_number(imaginary), unit])
    return second if real == 0 else Expr("+", (first, second))
