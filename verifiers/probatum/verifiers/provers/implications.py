"""The search for proofs of implications, and for points at which the hypothesis holds and the conclusion fails."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from flint import fmpq, fmpq_mat, fmpq_mpoly

from probatum.verifiers.certificates.checker import CertificateError, check
from probatum.verifiers.certificates.kinds.equations import (
    Cofactors,
    Rewriting,
    Substitution,
    combination,
    given_value,
    is_unit,
    replaced,
    substituted,
)
from probatum.verifiers.certificates.kinds.implications import (
    Alternative,
    Contraposition,
    FailingImplication,
    Hypothesis,
    Parts,
    alternatives,
    conjuncts,
    contrapositive,
    parts,
)
from probatum.verifiers.certificates.types import Certificate
from probatum.verifiers.conditions.membership import holds
from probatum.verifiers.conditions.points import Point, admissible_points, point_scope
from probatum.verifiers.exact.rational_functions import NotRationalError, expand
from probatum.verifiers.functions import UndefinedValueError
from probatum.verifiers.language import Claim, Expr, symbol
from probatum.verifiers.language.expr import RELATIONS, apply, integer, rational, substitute, walk
from probatum.verifiers.language.numbers import rational_number
from probatum.verifiers.provers.attempts import REJECTED
from probatum.verifiers.provers.search import Search

__all__ = ["Prove", "failing_point", "implication", "satisfying_points"]

Prove = Callable[[Claim, Search], Certificate | None]
"""How claims that are no implications are proved: an accepted certificate, or None."""

_PRECISION: Final = 128
_MAX_POINTS: Final = 60
_MAX_EXPONENT: Final = 4
_MAX_DEGREE: Final = 24
_MAX_MULTIPLIERS: Final = 40
_EFFORT_OF_A_PREMISE: Final = 400


def _angle(sign: int, k: int, n: int) -> Expr:
    turned = symbol("pi") if k == 1 else Expr("*", (integer(k), symbol("pi")))
    size = turned if n == 1 else Expr("/", (turned, integer(n)))
    return size if sign > 0 else Expr("neg", (size,)) if n > 1 or k == 1 else Expr("*", (integer(-k), symbol("pi")))


_ANGLES: Final = tuple(
    _angle(sign, k, n)
    for n, ks in ((1, (1, 2, 3)), (2, (1, 3, 5)), (3, (1, 2, 4, 5)), (4, (1, 3, 5)), (6, (1, 5, 7)))
    for k in ks
    for sign in (1, -1)
)
"""Multiples of pi, at which trigonometric equations hold."""

_PERIODS: Final = tuple(Expr("*", (angle, symbol("i"))) for angle in (symbol("pi"), _angle(1, 2, 1), _angle(-1, 2, 1)))
"""Imaginary ones, at which equations between exponentials hold."""

_INVERSES: Final[dict[str, Callable[[Expr], Expr]]] = {
    "exp": lambda y: apply("log", y),
    "log": lambda y: apply("exp", y),
    "sqrt": lambda y: Expr("^", (y, integer(2))),
    "sinh": lambda y: apply("asinh", y),
    "asinh": lambda y: apply("sinh", y),
    "tanh": lambda y: apply("atanh", y),
    "atanh": lambda y: apply("tanh", y),
    "atan": lambda y: apply("tan", y),
    "asin": lambda y: apply("sin", y),
    "acos": lambda y: apply("cos", y),
    "tan": lambda y: apply("atan", y),
    "erf": lambda y: apply("erfinv", y),
}
"""What undoes a function from the left."""


def implication(claim: Claim, search: Search, prove: Prove) -> Certificate | None:
    """A certificate for `P => Q` or `P <=> Q` that the checker accepts, None when none is found."""
    search.spend(1)
    pieces = parts(claim.proposition)
    if len(pieces) > 1:
        premises = [implication(Claim(piece, claim.conditions), search, prove) for piece in pieces]
        return None if None in premises else _accepted(claim, Parts(tuple(p for p in premises if p is not None)))
    choices = alternatives(claim.proposition.args[1])
    for index, choice in enumerate(choices if len(choices) > 1 else ()):
        single = Claim(Expr("=>", (claim.proposition.args[0], choice)), claim.conditions)
        chosen = implication(single, search, prove)
        if chosen is not None:
            return _accepted(claim, Alternative(index, chosen))
    for attempt in (_by_substitution, _by_cofactors, _by_hypothesis, _by_rewriting, _by_contraposition):
        try:
            found = attempt(claim, search, prove)
        except (CertificateError, NotRationalError, UndefinedValueError, *REJECTED):
            continue
        if found is not None and _accepted(claim, found) is not None:
            return found
    return None


def _accepted(claim: Claim, certificate: Certificate) -> Certificate | None:
    try:
        return certificate if check(claim, certificate).proved else None
    except CertificateError:
        return None


def _premise(claim: Claim, search: Search, prove: Prove) -> Any:
    """A certificate for a premise; each may use a part of the effort."""
    share = min(search.effort, _EFFORT_OF_A_PREMISE)
    search.spend(1)
    inner = Search(share)
    found = prove(claim, inner)
    search.effort -= share - max(inner.effort, 0)
    return found


def _by_substitution(claim: Claim, search: Search, prove: Prove) -> Certificate | None:
    for name in claim.declared:
        value = given_value(claim.proposition.args[0], name)
        inner = None if value is None else substituted(claim, name, value)
        if inner is None or inner.proposition.head not in RELATIONS:
            continue
        found = _premise(inner, search, prove)
        if found is not None:
            return Substitution(name, found)
    return None


def _by_hypothesis(claim: Claim, search: Search, prove: Prove) -> Certificate | None:
    left, right = claim.proposition.args
    if right.head not in RELATIONS:
        return None
    found = _premise(Claim(right, (*claim.conditions, *conjuncts(left))), search, prove)
    return None if found is None else Hypothesis(found)


def _by_contraposition(claim: Claim, search: Search, prove: Prove) -> Certificate | None:
    left, right = claim.proposition.args
    if left.head not in RELATIONS or any(each.head not in RELATIONS for each in alternatives(right)):
        return None
    found = _premise(contrapositive(claim), search, prove)
    return None if found is None else Contraposition(found)


def _by_rewriting(claim: Claim, search: Search, prove: Prove) -> Certificate | None:
    """The right side of the hypothesis in place of its left side, perhaps after undoing a function."""
    left, right = claim.proposition.args
    if left.head != "=" or right.head not in RELATIONS:
        return None
    old, new = left.args
    conditions = (*claim.conditions, left)
    for middle in _middles(old, right.args[0]):
        moved = Expr(right.head, (replaced(middle, old, new), right.args[1]))
        if moved.args[0] == middle:
            continue
        before = None
        if middle != right.args[0]:
            before = _premise(Claim(Expr("=", (right.args[0], middle)), conditions), search, prove)
            if before is None:
                continue
        after = _premise(Claim(moved, conditions), search, prove)
        if after is not None:
            return Rewriting(middle, before, after)
    return None


def _middles(old: Expr, wanted: Expr) -> Iterator[Expr]:
    yield wanted
    undo = _INVERSES.get(old.head)
    if undo is not None:
        yield undo(old)
    if old.head == "^":
        base, exponent = old.args
        if base.is_symbol("e"):
            yield apply("log", old)
        elif exponent.head == "int":
            yield Expr("^", (old, rational(1, int(exponent.value or 1))))


# -- equations -------------------------------------------------------------------------------------


def _by_cofactors(claim: Claim, search: Search, prove: Prove) -> Certificate | None:
    left, right = claim.proposition.args
    known = [each for each in conjuncts(left) if each.head == "="]
    if not known or any(each.head != "=" for each in alternatives(right)):
        return None
    ring = _Ring.of([_product([_difference(each) for each in alternatives(right)]), *map(_difference, known)], claim)
    found = _by_elimination(ring)
    if len(known) == 1:
        found = itertools.chain(_by_division(ring), found)
    for unit, exponent, cofactors in found:
        search.spend(5)
        equation = combination(claim, unit, exponent, cofactors)
        if not is_unit(unit, equation):
            continue
        premise = _premise(equation, search, prove)
        if premise is not None:
            return Cofactors(unit, exponent, cofactors, premise)
    return None


def _difference(equation: Expr) -> Expr:
    return Expr("+", (equation.args[0], Expr("neg", (equation.args[1],))))


_Candidate = tuple[Expr, int, tuple[Expr, ...]]
_Fraction = tuple[fmpq_mpoly, fmpq_mpoly]


@dataclass(frozen=True, slots=True)
class _Ring:
    """What is concluded (`target`) and what is known to vanish, as quotients of polynomials in common `atoms`.

    `always` lists what vanishes in any case: `sqrt(u)^2 - u`. The premise is proved without a mention of it.
    """

    atoms: tuple[Expr, ...]
    target: _Fraction
    known: tuple[_Fraction, ...]
    always: tuple[_Fraction, ...]

    @classmethod
    def of(cls, differences: list[Expr], claim: Claim) -> _Ring:
        hidden: dict[Expr, Expr] = {}
        plain = [_abstracted(each, hidden) for each in differences]
        roots = [
            Expr("+", (Expr("^", (name, integer(2))), Expr("neg", (_abstracted(node.args[0], hidden),))))
            for node, name in tuple(hidden.items())
            if node.head == "sqrt"
        ]
        variables = frozenset(claim.declared) | {name.name for name in hidden.values()}
        atoms = expand(Expr("+", (integer(0), *plain, *roots)), variables).atoms
        found = [_over_atoms(each, atoms, variables) for each in (*plain, *roots)]
        shown = {name: node for node, name in hidden.items()}
        count = len(differences)
        written_atoms = tuple(shown.get(atom, atom) for atom in atoms)
        return cls(written_atoms, found[0], tuple(found[1:count]), tuple(found[count:]))


def _abstracted(expr: Expr, hidden: dict[Expr, Expr]) -> Expr:
    """The expression with function values as names; equal ones have equal names."""
    if expr.head in ("int", "decimal", "symbol"):
        return expr
    if expr.head in ("+", "*", "/", "neg") or (expr.head == "^" and expr.args[1].head in ("int", "neg")):
        return Expr(expr.head, tuple(_abstracted(arg, hidden) for arg in expr.args), expr.value)
    return hidden.setdefault(expr, symbol(f"t{len(hidden)}_"))


def _over_atoms(expr: Expr, atoms: tuple[Expr, ...], variables: frozenset[str]) -> _Fraction:
    """Numerator and denominator of an expression as polynomials in all the atoms."""
    padding = [Expr("*", (integer(0), atom)) for atom in atoms]
    found = expand(Expr("+", (*padding, expr)) if padding else expr, variables)
    if found.atoms != atoms:
        raise NotRationalError("an expression in other atoms")
    return found.numerator, found.denominator


def _by_division(ring: _Ring) -> Iterator[_Candidate]:
    """`unit F^e = c D` from the greatest common divisor of the numerators of F^e and of D."""
    (above, below), ((hypothesis, divisor),) = ring.target, ring.known
    if max(above.total_degree(), hypothesis.total_degree()) > _MAX_DEGREE:
        return
    power, power_below = above, below
    for exponent in range(1, _MAX_EXPONENT + 1):
        common = power.gcd(hypothesis)
        unit, cofactor = hypothesis / common, power / common
        if unit.is_constant():
            leading = next(iter(unit.to_dict().values()), fmpq(1))
            unit, cofactor = unit / leading, cofactor / leading
        factor = _quotient(_written(cofactor * divisor, ring.atoms), _written(power_below, ring.atoms))
        yield _written(unit, ring.atoms), exponent, (factor,)
        if unit.is_constant():
            return
        power, power_below = power * above, power_below * below


def _by_elimination(ring: _Ring) -> Iterator[_Candidate]:
    """Cofactors of low degree by linear algebra over Q (a Macaulay matrix)."""
    wanted, below = ring.target
    given = (*ring.known, *ring.always)
    if not below.is_constant() or any(not denominator.is_constant() for _, denominator in given):
        return
    for exponent, degree in itertools.product((1, 2), (0, 1, 2)):
        monomials = _monomials(len(ring.atoms), degree)
        if len(monomials) * len(given) > _MAX_MULTIPLIERS:
            return
        rows = [(index, m, _shifted(n, m)) for index, (n, _) in enumerate(given) for m in monomials]
        solution = _solved([row for _, _, row in rows], _terms(wanted**exponent))
        if solution is None:
            continue
        scale_f = _constant(below) ** exponent
        cofactors = []
        for index, (_, denominator) in enumerate(ring.known):
            scale = _constant(denominator) / scale_f
            terms = [
                _monomial(m, value * scale, ring.atoms)
                for (which, m, _), value in zip(rows, solution, strict=True)
                if which == index and value != 0
            ]
            cofactors.append(integer(0) if not terms else terms[0] if len(terms) == 1 else Expr("+", tuple(terms)))
        yield integer(1), exponent, tuple(cofactors)
        return


def _constant(polynomial: fmpq_mpoly) -> fmpq:
    return fmpq(next(iter(polynomial.to_dict().values())))


_Terms = dict[tuple[int, ...], fmpq]


def _terms(polynomial: fmpq_mpoly) -> _Terms:
    return {tuple(map(int, k)): fmpq(v) for k, v in polynomial.to_dict().items()}


def _shifted(polynomial: fmpq_mpoly, monomial: tuple[int, ...]) -> _Terms:
    return {tuple(a + b for a, b in zip(k, monomial, strict=True)): v for k, v in _terms(polynomial).items()}


def _monomials(count: int, degree: int) -> list[tuple[int, ...]]:
    return [each for each in itertools.product(range(degree + 1), repeat=count) if sum(each) <= degree]


def _solved(rows: list[_Terms], wanted: _Terms) -> list[fmpq] | None:
    """Rational coefficients of the rows whose combination is what is wanted."""
    places = sorted({key for row in (*rows, wanted) for key in row})
    entries = [[*(row.get(key, fmpq(0)) for row in rows), wanted.get(key, fmpq(0))] for key in places]
    reduced, rank = fmpq_mat(len(places), len(rows) + 1, [v for line in entries for v in line]).rref()
    solution = [fmpq(0)] * len(rows)
    for line in range(rank):
        pivot = next(column for column in range(len(rows) + 1) if reduced[line, column] != 0)
        if pivot == len(rows):
            return None
        solution[pivot] = reduced[line, len(rows)]
    return solution


def _product(factors: list[Expr]) -> Expr:
    return factors[0] if len(factors) == 1 else Expr("*", tuple(factors))


def _quotient(above: Expr, below: Expr) -> Expr:
    return above if below == integer(1) else Expr("/", (above, below))


def _written(polynomial: fmpq_mpoly, atoms: tuple[Expr, ...]) -> Expr:
    terms = [_monomial(exponents, value, atoms) for exponents, value in sorted(_terms(polynomial).items())[::-1]]
    return integer(0) if not terms else terms[0] if len(terms) == 1 else Expr("+", tuple(terms))


def _monomial(exponents: tuple[int, ...], value: fmpq, atoms: tuple[Expr, ...]) -> Expr:
    factors = [
        atom if exponent == 1 else Expr("^", (atom, integer(exponent)))
        for atom, exponent in zip(atoms, exponents, strict=False)
        if exponent
    ]
    coefficient = rational_number(value)
    if not factors:
        return coefficient
    return _product(factors) if value == 1 else _product([coefficient, *factors])


# -- points ----------------------------------------------------------------------------------------


def satisfying_points(claim: Claim, hypothesis: Expr, seed: int) -> Iterator[Point]:
    """Points that satisfy the conditions and may satisfy the hypothesis: roots of its equations first."""
    names = claim.declared
    if len(names) == 1:
        for value in (*_roots(claim, hypothesis, names[0]), *_ANGLES, *_PERIODS):
            point = ((names[0], value),)
            if all(holds(c, point_scope(point, _PRECISION)) is True for c in claim.conditions):
                yield point
    within = Claim(claim.proposition, (*claim.conditions, *conjuncts(hypothesis)))
    if within.declared == names:
        yield from itertools.islice(admissible_points(within, seed), _MAX_POINTS)


def _roots(claim: Claim, hypothesis: Expr, name: str) -> Iterator[Expr]:
    """The roots of degree at most 2 of the equations in a hypothesis, as expressions."""
    for node in walk(hypothesis):
        if node.head not in RELATIONS:
            continue
        try:
            expansion = expand(_difference(node), frozenset(claim.declared))
        except (NotRationalError, UndefinedValueError, *REJECTED):
            continue
        if expansion.atoms != (symbol(name),):
            continue
        for factor, _ in expansion.numerator.factor()[1]:
            yield from _roots_of([_terms(factor).get((k,), fmpq(0)) for k in range(3)], factor.total_degree())


def _roots_of(coefficients: list[fmpq], degree: int) -> Iterator[Expr]:
    c, b, a = coefficients
    if degree == 1:
        yield rational_number(-c / b)
    elif degree == 2:
        half, discriminant = -b / (2 * a), (b * b - 4 * a * c) / (4 * a * a)
        root = apply("sqrt", rational_number(discriminant))
        for signed in (root, Expr("neg", (root,))):
            yield signed if half == 0 else Expr("+", (rational_number(half), signed))


def failing_point(claim: Claim, search: Search, prove: Prove, seed: int) -> FailingImplication | None:
    """A point at which the hypothesis holds and the conclusion fails."""
    left, right = claim.proposition.args
    directions = ((left, right, 0), (right, left, 1)) if claim.proposition.head == "<=>" else ((left, right, 0),)
    for hypothesis, conclusion, turned in directions:
        for point in itertools.islice(satisfying_points(claim, hypothesis, seed), 2 * _MAX_POINTS):
            search.spend(1)
            scope = point_scope(point, _PRECISION)
            if holds(conclusion, scope) is not False:
                continue
            found = _certified(claim, hypothesis, point, turned, search, prove)
            if found is not None:
                return found
    return None


def _certified(
    claim: Claim, hypothesis: Expr, point: Point, turned: int, search: Search, prove: Prove
) -> FailingImplication | None:
    premises: list[Any] = []
    scope = point_scope(point, _PRECISION)
    for each in conjuncts(hypothesis):
        truth = holds(each, scope)
        if truth is False or (truth is None and each.head not in RELATIONS):
            return None
        premise = None
        if truth is None:
            premise = _premise(Claim(substitute(each, dict(point))), search, prove)
            if premise is None:
                return None
        premises.append(premise)
    certificate = FailingImplication(_PRECISION, point, tuple(premises), turned)
    try:
        return None if check(claim, certificate).proved else certificate
    except CertificateError:
        return None
