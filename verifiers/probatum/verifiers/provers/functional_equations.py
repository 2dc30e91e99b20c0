"""Instances of functional equations for the function values in an identity, found by matching arguments."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import permutations

from flint import fmpq

from probatum.verifiers.certificates.identities import (
    DomainChecking,
    conclude_instance_on_domain,
    functional_equations,
)
from probatum.verifiers.certificates.proofs import Equation
from probatum.verifiers.certificates.rules.theorem import Instance, Theorem
from probatum.verifiers.exact.canonical_powers import literal_fraction
from probatum.verifiers.identities.linear_forms import linear_form
from probatum.verifiers.identities.normal_form import Expander, NotExpandedError
from probatum.verifiers.identities.polynomials import ONE
from probatum.verifiers.language.expr import BINDERS, Expr, free_symbols, integer, substitute, symbol, walk
from probatum.verifiers.language.numbers import rational_number
from probatum.verifiers.provers.annihilators import Ring
from probatum.verifiers.provers.attempts import REJECTED
from probatum.verifiers.provers.binder_matching import binders, parameters
from probatum.verifiers.provers.search import Search

__all__ = ["Step", "assignments", "function_values", "instances", "instances_of_pairs"]


_OF_SEVERAL = frozenset(
    {"gcd", "lcm", "totient", "moebius", "divisor_sigma", "jacobi_symbol", "carlson_rc", "carlson_rd", "carlson_rf",
     "carlson_rg", "carlson_rj", "agm"}
)  # fmt: skip
"""Functions of several variables at once, whose equations are tried with the variables of the claim."""


@dataclass(frozen=True, slots=True)
class Step:
    """An instance of a functional equation and what it says."""

    proof: Instance
    equation: Equation


_MAX_PERMUTED = 5
_EXCHANGED = frozenset({"hyp2f1", "hyp2f1_regularized"})
"""Functions that are symmetric in the first two arguments."""
_ONE_TO_ONE = frozenset({"sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "log", "sqrt"})
"""Functions of which a value as written is taken to be that of the argument as written."""

_ARITHMETIC = frozenset({"+", "*", "/", "neg", "^", "int", "decimal", "symbol"})


@cache
def _by_head() -> dict[str, list[tuple[Theorem, Expr]]]:
    """The theorems under the heads of the function values in them that determine all their variables."""
    table: dict[str, list[tuple[Theorem, Expr]]] = {}
    for theorem in functional_equations().values():
        names = frozenset(theorem.statement.declared)
        anchors = dict.fromkeys(a for side in theorem.statement.proposition.args for a in function_values(side))
        for anchor in anchors:
            if names <= free_symbols(anchor):
                table.setdefault(anchor.head, []).append((theorem, anchor))
    return table


@cache
def _without_anchor() -> list[Theorem]:
    """The theorems in which no function value determines all variables, or only such that are hard to match."""
    anchored = {theorem.name for rows in _by_head().values() for theorem, _ in rows}
    return [
        theorem
        for name, theorem in functional_equations().items()
        if name not in anchored
        or any(node.head in _OF_SEVERAL or node.head in BINDERS for node in walk(theorem.statement.proposition))
    ]


@cache
def _by_two_heads() -> dict[tuple[str, str], list[tuple[Theorem, Expr, Expr]]]:
    """The theorems that no linear function value determines, under pairs of function values that do together."""
    table: dict[tuple[str, str], list[tuple[Theorem, Expr, Expr]]] = {}
    for theorem in functional_equations().values():
        names = frozenset(theorem.statement.declared)
        values = dict.fromkeys(a for side in theorem.statement.proposition.args for a in function_values(side))
        linear = [a for a in values if free_symbols(a) & names and all(map(_is_linear, a.args))]
        if len(names) < 2 or any(names <= free_symbols(a) for a in linear):
            continue
        for first, second in permutations(linear, 2):
            if names <= free_symbols(first) | free_symbols(second):
                table.setdefault((first.head, second.head), []).append((theorem, first, second))
                break
    return table


def _is_linear(arg: Expr) -> bool:
    return all(atom is None or not atom.args for atom in linear_form(arg))


def instances_of_pairs(values: list[Expr], own: Expander, checking: DomainChecking) -> Iterator[Step]:
    """Instances of theorems whose variables two of the function values determine together: addition theorems."""
    for first, second in permutations(values, 2):
        for theorem, *patterns in _by_two_heads().get((first.head, second.head), []):
            pairs = [
                pair
                for pattern, value in zip(patterns, (first, second), strict=True)
                for pair in zip(pattern.args, value.args, strict=False)
            ]
            if [len(p.args) for p in patterns] == [len(first.args), len(second.args)]:
                found = _matched(pairs, theorem, own)
                if found is not None:
                    yield from _instance(theorem, found, checking)


def function_values(expr: Expr) -> Iterator[Expr]:
    """Function values in an expression, outside of binders, the outermost first."""
    if expr.head in BINDERS:
        return
    if expr.head not in _ARITHMETIC:
        yield expr
    for arg in expr.args:
        yield from function_values(arg)


def instances(value: Expr, own: Expander, checking: DomainChecking) -> Iterator[Step]:
    """Instances of theorems about the function value, whose conditions hold on the domain."""
    orders = [value.args]
    if value.head in _EXCHANGED:
        orders.append((value.args[1], value.args[0], *value.args[2:]))
    for theorem, anchor in _by_head().get(value.head, []):
        for args in orders if len(anchor.args) == len(value.args) else ():
            found = _matched(list(zip(anchor.args, args, strict=True)), theorem, own)
            if found is not None:
                yield from _instance(theorem, found, checking)


def assignments(sides: tuple[Expr, Expr], own: Expander, checking: DomainChecking, search: Search) -> Iterator[Step]:
    """Instances of theorems that no function value determines: with variables of the claim, or by matching sums."""
    known = list(dict.fromkeys(node for side in sides for node in binders(side)))
    heads = {node.head for side in sides for node in walk(side)} & (BINDERS.keys() | _OF_SEVERAL)
    names = sorted(n for side in sides for n in free_symbols(side) if checking.facts.is_declared(n))
    symbols = [symbol(name) for name in dict.fromkeys(names)]
    for theorem in _without_anchor():
        wanted = {node.head for node in walk(theorem.statement.proposition)} & (BINDERS.keys() | _OF_SEVERAL)
        count = len(theorem.statement.declared)
        if not wanted & heads or count > len(symbols) or count > _MAX_PERMUTED:
            continue
        if wanted & BINDERS.keys() and not _may_occur(theorem, known):
            continue
        for chosen in permutations(symbols, count):
            yield from _instance(theorem, dict(zip(theorem.statement.declared, chosen, strict=True)), checking)
    for theorem in _without_anchor() if known else ():
        for node in known:
            for found in parameters(theorem, node, own, checking, search):
                yield from _instance(theorem, found, checking)


def _may_occur(theorem: Theorem, known: list[Expr]) -> bool:
    """Whether a sum or integral of the theorem is over a range like that of one of these."""
    own = [node for side in theorem.statement.proposition.args for node in binders(side)]
    names = frozenset(theorem.statement.declared)
    return not own or any(
        node.head == other.head
        and all(
            end == found or free_symbols(end) & names for end, found in zip(node.args[2:], other.args[2:], strict=True)
        )
        for node in own
        for other in known
    )


def _instance(theorem: Theorem, found: dict[str, Expr], checking: DomainChecking) -> Iterator[Step]:
    proof = Instance(theorem.name, tuple(found[name] for name in theorem.statement.declared))
    try:
        yield Step(proof, conclude_instance_on_domain(proof, checking))
    except (NotExpandedError, *REJECTED):
        return


def _matched(waiting: list[tuple[Expr, Expr]], theorem: Theorem, own: Expander) -> dict[str, Expr] | None:
    """Values of the theorem's variables for which each pattern is the expression beside it."""
    names = frozenset(theorem.statement.declared)
    found: dict[str, Expr] = {}
    while waiting:
        for pair in sorted(waiting, key=lambda each: len(free_symbols(each[0]) & names - found.keys())):
            unknown = free_symbols(pair[0]) & names - found.keys()
            if not unknown:
                if not _same(substitute(pair[0], found), pair[1], own):
                    return None
            elif len(unknown) == 1:
                (name,) = unknown
                solved = _solved(pair[0], name, pair[1], found)
                if solved is None:
                    continue
                found[name] = _written(solved, own)
            else:
                split = _translation(pair[0], pair[1], unknown, found, own)
                if split is None:
                    continue
                found.update(split)
            waiting.remove(pair)
            break
        else:
            return None
    return found if names <= found.keys() else None


def _translation(
    pattern: Expr, value: Expr, unknown: frozenset[str], found: dict[str, Expr], own: Expander
) -> dict[str, Expr] | None:
    """For a pattern z + n or z + n*c with a known c: n from the integral multiples of 1 or c in the value."""
    form = linear_form(substitute(pattern, found))
    plain = [n for n in unknown if symbol(n) in form and form[symbol(n)] == 1]
    if len(unknown) != 2 or len(form) != 2:
        return None
    shifts = [atom for atom in form if atom is not None and not (atom.head == "symbol" and atom.name in plain[:1])]
    integers = [n for n in unknown if any(n in free_symbols(a) for a in shifts)]
    if len(plain) == 2:  # z + n: which of them is the integer is told by its name
        integers = [n for n in plain if n in ("m", "n", "k", "r")]
        shifts = [symbol(integers[0])] if integers else []
    if len(shifts) != 1 or len(integers) != 1:
        return None
    (name,), (shift,) = integers, shifts
    (rest,) = unknown - {name}
    factor = substitute(shift, {name: integer(1)})
    multiple = _integral_multiple(value, factor, own)
    if multiple is None:
        return None
    if form[shift] != 1:
        multiple = _written(Expr("*", (rational_number(1 / form[shift]), multiple)), own)
    shifted = Expr("*", (rational_number(form[shift]), substitute(shift, {name: multiple})))
    return {name: multiple, rest: _written(Expr("+", (value, Expr("neg", (shifted,)))), own)}


def _integral_multiple(value: Expr, factor: Expr, own: Expander) -> Expr | None:
    """The sum of the terms of the value that are integral multiples of the factor, divided by it; None for no terms."""
    try:
        upper, lower = own.times(own.expansion(value), own.inverse(own.expansion(factor)))
    except (NotExpandedError, *REJECTED):
        return None
    if lower != ONE:
        return None
    terms = {
        monomial: coefficient if coefficient.q == 1 else fmpq(coefficient.p // coefficient.q)
        for monomial, coefficient in upper.items()
        if all(i in own.shared.integral and e > 0 for i, e in monomial)
    }
    terms = {monomial: coefficient for monomial, coefficient in terms.items() if coefficient != 0}
    return own.written((terms, ONE)) if terms else None


def _same(left: Expr, right: Expr, own: Expander) -> bool:
    if left == right:
        return True
    try:
        return not own.reduced(own.expansion(Expr("+", (left, Expr("neg", (right,))))))[0]
    except (NotExpandedError, *REJECTED):
        return False


def _written(expr: Expr, own: Expander) -> Expr:
    if expr.head in ("symbol", "int"):
        return expr
    try:
        value = own.reduced(own.expansion(expr))
        if value[1] != ONE:
            ring = Ring([value], own)
            row = ring.row(value)
            if row.keys() == {()}:
                return ring.fraction(row[()])
        return own.written(value)
    except (NotExpandedError, *REJECTED):
        return expr


def _solved(pattern: Expr, name: str, value: Expr, found: dict[str, Expr]) -> Expr | None:
    """The x with pattern(x) = value for a pattern that is linear in x."""
    if pattern.is_symbol(name):
        return value
    if pattern.head == "^" and pattern.args[1] == integer(2):
        root = _square_root(value)
        return None if root is None else _solved(pattern.args[0], name, root, found)
    if pattern.head in _ONE_TO_ONE and pattern.head == value.head:
        return _solved(pattern.args[0], name, value.args[0], found)
    if pattern.head == "/" and name in free_symbols(pattern.args[1]):
        return _solved_quotient(pattern, name, value, found)
    form = linear_form(substitute(pattern, found))
    own = [atom for atom in form if atom is not None and name in free_symbols(atom)]
    if len(own) != 1:
        return None
    coefficient = form.pop(own[0])
    inverted = own[0].head == "/" and own[0].args[1].is_symbol(name) and not form
    if inverted and literal_fraction(own[0].args[0]) is not None:
        return Expr("/", (Expr("*", (rational_number(coefficient), own[0].args[0])), value))
    if own[0].head == "*" and not form and own[0].args.count(symbol(name)) == 1:
        factors = tuple(arg for arg in own[0].args if not arg.is_symbol(name))
        if all(name not in free_symbols(factor) for factor in factors):
            return Expr("/", (value, Expr("*", (rational_number(coefficient), *factors))))
    if not own[0].is_symbol(name):
        return None
    rest = [Expr("*", (rational_number(c), a)) if a is not None else rational_number(c) for a, c in form.items()]
    total = Expr("+", (value, *(Expr("neg", (term,)) for term in rest))) if rest else value
    return total if coefficient == 1 else Expr("*", (rational_number(1 / coefficient), total))


def _square_root(value: Expr) -> Expr | None:
    """A square root of what is written as a square."""
    if value.head == "^":
        exponent = literal_fraction(value.args[1])
        if exponent is None or exponent.denominator != 1 or exponent.numerator % 2 != 0:
            return None
        half = exponent.numerator // 2
        return value.args[0] if half == 1 else Expr("^", (value.args[0], integer(half)))
    if value.head in ("*", "/"):
        roots = [root for root in map(_square_root, value.args) if root is not None]
        return Expr(value.head, tuple(roots)) if len(roots) == len(value.args) else None
    number = literal_fraction(value)
    if number is None or number < 0:
        return None
    root = Fraction(math.isqrt(number.numerator), math.isqrt(number.denominator))
    return rational_number(fmpq(root.numerator, root.denominator)) if root * root == number else None


def _solved_quotient(pattern: Expr, name: str, value: Expr, found: dict[str, Expr]) -> Expr | None:
    """The x with (a x + b)/(c x + d) = value: (b - d*value)/(c*value - a)."""
    parts: list[tuple[Expr, Expr]] = []
    for arg in pattern.args:
        form = linear_form(substitute(arg, found))
        slope = form.pop(symbol(name), fmpq(0))
        if any(atom is not None and name in free_symbols(atom) for atom in form):
            return None
        terms = [Expr("*", (rational_number(c), integer(1) if a is None else a)) for a, c in form.items()]
        parts.append((rational_number(slope), Expr("+", (integer(0), *terms))))
    (a, b), (c, d) = parts
    above = Expr("+", (b, Expr("neg", (Expr("*", (d, value)),))))
    return Expr("/", (above, Expr("+", (Expr("*", (c, value)), Expr("neg", (a,))))))
