"""Admissible points where an identity that is false somewhere only is likely to fail, read off the claim itself.

A formula with many-valued functions usually holds on one side of a branch cut and fails on it or beyond; one with
floors, signs or gamma functions may fail at single points. For every argument `e(x)` of a function with such places c
the equation `e(x) = c` is solved for each of the variables, exactly where e is a Möbius function over Q(i), and by
rational numbers beside the roots where e is another rational function. Beside these come points far from 0.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from fractions import Fraction
from typing import Final, TypeAlias

from flint import ctx, fmpz, fmpz_poly

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import ENGINE, evaluate
from probatum.verifiers.balls.gaussian import GaussianPolynomial
from probatum.verifiers.balls.gaussian_reading import gaussian_quotient
from probatum.verifiers.conditions.points import Point, admissible, declared_kinds, gaussian_rational
from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import root_balls
from probatum.verifiers.language.claim import Claim
from probatum.verifiers.language.expr import BINDERS, RELATIONS, Expr, free_symbols, walk

__all__ = ["critical_points", "far_points"]

_Number: TypeAlias = tuple[Fraction, Fraction]
"""Real and imaginary part."""


def _numbers(text: str) -> tuple[_Number, ...]:
    """Gaussian rationals as words such as `-1/2` and `2i`."""
    parts = ((Fraction(0), Fraction(w[:-1])) if w[-1] == "i" else (Fraction(w), Fraction(0)) for w in text.split())
    return tuple(parts)


_NEGATIVE: Final = _numbers("0 -1 -3")
_OUTSIDE: Final = _numbers("1 -1 2 -2")
_IMAGINARY: Final = _numbers("2i -2i 1i")
_INSIDE: Final = _numbers("1/2 -1/2 -2 1/2i")
_PERIODS: Final = _numbers("4 -4 8 4i")
_STEPS: Final = _numbers("1 -1 0 1/2 -1/2")
_POLES: Final = _numbers("-1/2 0 1 -3/2 -1")
_BEYOND: Final = _numbers("2 1 -1 0")

_CRITICAL: Final[dict[str, tuple[_Number, ...]]] = {
    **dict.fromkeys(
        ("sqrt", "log", "root", "arg", "loggamma", "ei", "e1", "ci", "abs", "sign", "conjugate"), _NEGATIVE
    ),
    **dict.fromkeys(("bessely", "besselk", "besselj", "besseli", "hyperu", "lambertw", "^"), _numbers("0 -1 1/2 -1/4")),
    **dict.fromkeys(("asin", "acos", "atanh", "acosh"), (*_OUTSIDE, *_numbers("1/2"))),
    **dict.fromkeys(("atan", "asinh"), _IMAGINARY),
    **dict.fromkeys(("acot", "asec", "acsc", "acoth", "asech", "acsch"), _numbers("1/2 -1/2 -2 1/2i -1/2i")),
    **dict.fromkeys(("sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth"), _PERIODS),
    "exp": _numbers("4i -4i 10i"),
    **dict.fromkeys(("floor", "ceil"), _STEPS),
    **dict.fromkeys(("gamma", "factorial", "!", "rgamma", "digamma", "beta", "barnes_g", "harmonic"), _POLES),
    **dict.fromkeys(("binomial", "rising", "falling", "zeta", "polygamma", "bernoulli"), _numbers("-1 1/2 0 -1/2 -2")),
    **dict.fromkeys(("polylog", "hyp2f1", "lerch_phi", "elliptic_k", "elliptic_e", "elliptic_f", "legendre"), _BEYOND),
    **dict.fromkeys(("chebyt", "chebyu", "gegenbauer", "jacobi", "laguerre", "hermite"), _numbers("-1 1/2 2 -2")),
}
"""Values of an argument at which the function turns, or that lie on its branch cuts."""

_ZERO: Final = _numbers("0 1 -1")
_OF_DIFFERENCES: Final = frozenset({"max", "min", "gcd", "lcm", "atan2", "kronecker_delta"})
"""Functions that turn where two arguments are equal."""

_PARTNERS: Final[dict[str, tuple[_Number, ...]]] = {
    **dict.fromkeys(("ZZ", "NN", "PP"), _numbers("2 1 3 -1")),
    "HH": ((Fraction(0), Fraction(1)), (Fraction(1, 2), Fraction(1)), (Fraction(-1), Fraction(2))),
}
_PARTNER: Final = _numbers("2 1/2 -3")
_PARTNER_COMPLEX: Final = (
    (Fraction(1), Fraction(1)),
    (Fraction(2), Fraction(0)),
    (Fraction(1), Fraction(-1)),
    (Fraction(-3), Fraction(0)),
)
"""Values of the other variables while one is solved for."""

_FAR: Final = {
    **dict.fromkeys(("ZZ", "NN"), _numbers("30 -30 50 100 -100 1000")),
    "PP": _numbers("31 101 257"),
    "HH": (_numbers("10i")[0], (Fraction(30), Fraction(1)), (Fraction(-30), Fraction(1, 2))),
    "CC": (*_numbers("-50 40i -40i"), *((Fraction(re), Fraction(im)) for re, im in ((40, 30), (-40, 30), (-40, -30)))),
}
_FAR_REAL: Final = _numbers("50 -50 1000 -1000 1000000 1/1000 -1/1000")
_MAX_DEGREE: Final = 6
_MAX_CANDIDATES: Final = 600
_LARGEST: Final = 10**9
"""Of numerators and denominators of a coordinate, so that the point can be read."""
_DENOMINATOR: Final = 50
"""Of rational numbers beside an irrational root."""


def _arguments(claim: Claim) -> Iterator[tuple[Expr, tuple[_Number, ...]]]:
    """Expressions in the variables, with the values at which something happens; those bound elsewhere left out."""
    declared = frozenset(claim.declared)
    for relation in claim.relations:
        bound = {
            arg.name for node in walk(relation) if node.head in BINDERS for arg in node.args if arg.head == "symbol"
        }
        places = [(_difference(relation), _ZERO)] if relation.head in RELATIONS else []
        for node in walk(relation):
            if node.head in _OF_DIFFERENCES and len(node.args) == 2:
                places.append((_difference(node), _ZERO))
            if node.head == "/":
                places.append((node.args[1], _ZERO[:1]))
            places += [(arg, _CRITICAL[node.head]) for arg in node.args if node.head in _CRITICAL]
        for expr, values in places:
            names = free_symbols(expr)
            if names & declared and not names & (bound - declared) and not _has_binder(expr):
                yield expr, values


def _difference(node: Expr) -> Expr:
    return Expr("+", (node.args[0], Expr("neg", (node.args[1],))))


def _has_binder(expr: Expr) -> bool:
    return any(node.head in BINDERS for node in walk(expr))


def _roots(polynomial: GaussianPolynomial) -> Iterator[_Number]:
    """Roots in Q(i) of a linear polynomial, rational roots of a real one, and rational numbers beside the others."""
    degree = polynomial.degree()
    if degree == 1:
        (a, b), (c, d) = polynomial.coefficient(1), polynomial.coefficient(0)
        norm = int(a * a + b * b)
        yield Fraction(int(-(a * c + b * d)), norm), Fraction(int(b * c - a * d), norm)
    elif 2 <= degree <= _MAX_DEGREE and polynomial.imag.degree() < 0:
        for root in root_balls(polynomial.real):
            if not abs(root) < _LARGEST:
                continue
            parts = [Fraction(float(part.mid())) for part in (root.real, root.imag)]
            short = [part.limit_denominator(_DENOMINATOR) for part in parts]
            yield short[0], short[1]
            for step in (Fraction(1, _DENOMINATOR), Fraction(-1, _DENOMINATOR)):
                yield short[0] + step, short[1]


def _solutions(expr: Expr, name: str, scope: dict[str, Value], targets: tuple[_Number, ...]) -> Iterator[_Number]:
    """Values of a variable at which an expression is one of the numbers, or near them."""
    try:
        read = gaussian_quotient(expr, name, scope, ENGINE)
    except NO_VALUE:
        return
    if read is None or not 1 <= read[0].degree() <= _MAX_DEGREE:
        return
    for real, imaginary in targets:
        common = math.lcm(real.denominator, imaginary.denominator)
        value = GaussianPolynomial(_constant(real * common), _constant(imaginary * common))
        for root in _roots(read[0].above.scaled(fmpz(common)) - read[0].below * value):
            if all(max(abs(part.numerator), part.denominator) <= _LARGEST for part in root):
                yield root


def _constant(value: Fraction) -> fmpz_poly:
    return fmpz_poly([value.numerator])


def _fitted(value: _Number, kind: str) -> Iterator[_Number]:
    """The value, or those beside it, as an element of the set that a variable is declared in."""
    real = value[0]
    if kind in ("ZZ", "NN", "PP"):
        yield from ((Fraction(n), Fraction(0)) for n in sorted({math.floor(real), math.ceil(real)}))
    elif kind not in ("CC", "HH"):
        yield real, Fraction(0)
    else:
        yield value


def _candidates(claim: Claim) -> Iterator[dict[str, _Number]]:
    kinds = declared_kinds(claim)
    arguments = list(dict.fromkeys(_arguments(claim)))
    for turn in range(len(_PARTNER_COMPLEX)):
        for expr, targets in arguments:
            free = free_symbols(expr)
            partners = {name: _partner(kind, turn + place) for place, (name, kind) in enumerate(kinds.items())}
            with ctx.workprec(128):
                values = {name: evaluate(gaussian_rational(*value), {}) for name, value in partners.items()}
            for name in [name for name in kinds if name in free]:
                scope = {other: value for other, value in values.items() if other != name}
                for value in _solutions(expr, name, scope, targets):
                    yield from ({**partners, name: fitted} for fitted in _fitted(value, kinds[name]))
        if len(kinds) == 1:
            return


def _partner(kind: str, turn: int) -> _Number:
    values = _PARTNERS.get(kind, _PARTNER_COMPLEX if kind == "CC" else _PARTNER)
    return values[turn % len(values)]


def _admissible(claim: Claim, candidates: Iterator[dict[str, _Number]]) -> Iterator[Point]:
    return admissible(
        claim,
        (
            tuple((name, gaussian_rational(*value)) for name, value in values.items())
            for values in itertools.islice(candidates, _MAX_CANDIDATES)
        ),
    )


def critical_points(claim: Claim) -> Iterator[Point]:
    """Distinct admissible points at which arguments of functions lie on branch cuts, at turns, at and between poles.

    Raises IllFormedError when a condition is not one.
    """
    return _admissible(claim, _candidates(claim))


def far_points(claim: Claim) -> Iterator[Point]:
    """Admissible points with one variable far from 0, or very near it. Raises as `critical_points`."""
    kinds = declared_kinds(claim)
    candidates = (
        {other: value if other == name else _partner(kinds[other], 0) for other in kinds}
        for step in range(max(map(len, (*_FAR.values(), _FAR_REAL))))
        for name, kind in kinds.items()
        for value in _FAR.get(kind, _FAR_REAL)[step : step + 1]
    )
    return _admissible(claim, candidates)
