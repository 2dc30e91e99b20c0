"""Instances of functional equations for the function values in an identity, found by matching arguments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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
from probatum.verifiers.provers.attempts import REJECTED

__all__ = ["Step", "assignments", "function_values", "instances"]


_OF_SEVERAL = frozenset({"gcd", "lcm", "carlson_rc", "carlson_rd", "carlson_rf", "carlson_rg", "carlson_rj"})
"""Functions of several variables at once, whose equations are tried with the variables of the claim."""


@dataclass(frozen=True, slots=True)
class Step:
    """An instance of a functional equation and what it says."""

    proof: Instance
    equation: Equation


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
    """The theorems in which no function value determines all variables, or only one that is hard to match."""
    anchored = {theorem.name for rows in _by_head().values() for theorem, _ in rows}
    return [
        theorem
        for name, theorem in functional_equations().items()
        if name not in anchored or any(node.head in _OF_SEVERAL for node in walk(theorem.statement.proposition))
    ]


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
    for theorem, anchor in _by_head().get(value.head, []):
        if len(anchor.args) != len(value.args):
            continue
        found = _matched(anchor, value, theorem, own)
        if found is not None:
            yield from _instance(theorem, found, checking)


def assignments(sides: tuple[Expr, Expr], checking: DomainChecking) -> Iterator[Step]:
    """Instances of theorems that no function value determines: with variables of the claim for their own."""
    heads = {node.head for side in sides for node in walk(side)} & (BINDERS.keys() | _OF_SEVERAL)
    names = sorted(n for side in sides for n in free_symbols(side) if checking.facts.is_declared(n))
    symbols = [symbol(name) for name in dict.fromkeys(names)]
    for theorem in _without_anchor():
        wanted = {node.head for node in walk(theorem.statement.proposition)} & (BINDERS.keys() | _OF_SEVERAL)
        count = len(theorem.statement.declared)
        if not wanted & heads or count > len(symbols) or count > 5:
            continue
        for chosen in permutations(symbols, count):
            yield from _instance(theorem, dict(zip(theorem.statement.declared, chosen, strict=True)), checking)


def _instance(theorem: Theorem, found: dict[str, Expr], checking: DomainChecking) -> Iterator[Step]:
    proof = Instance(theorem.name, tuple(found[name] for name in theorem.statement.declared))
    try:
        yield Step(proof, conclude_instance_on_domain(proof, checking))
    except (NotExpandedError, *REJECTED):
        return


def _matched(pattern: Expr, value: Expr, theorem: Theorem, own: Expander) -> dict[str, Expr] | None:
    """Values of the theorem's variables for which the arguments of the pattern are those of the value."""
    names = frozenset(theorem.statement.declared)
    found: dict[str, Expr] = {}
    waiting = list(zip(pattern.args, value.args, strict=True))
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
        return own.written(own.reduced(own.expansion(expr)))
    except (NotExpandedError, *REJECTED):
        return expr


def _solved(pattern: Expr, name: str, value: Expr, found: dict[str, Expr]) -> Expr | None:
    """The x with pattern(x) = value for a pattern that is linear in x."""
    if pattern.is_symbol(name):
        return value
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
