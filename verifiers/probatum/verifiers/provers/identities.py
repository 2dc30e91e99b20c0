"""The search for a proof that two sides are equal on a domain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from probatum.verifiers.certificates.identities import DomainChecking, renamed
from probatum.verifiers.certificates.proofs import Equation, Proof
from probatum.verifiers.certificates.rules.combination import Combination
from probatum.verifiers.certificates.rules.extension import Extension, Parametrisation
from probatum.verifiers.certificates.rules.telescoping import Telescoping
from probatum.verifiers.certificates.types import Identity
from probatum.verifiers.exact.canonical_powers import literal_fraction
from probatum.verifiers.identities.definedness import is_defined
from probatum.verifiers.identities.expansions import difference, entails, expander, is_zero, isolated, rewritten
from probatum.verifiers.identities.normal_form import Expander, NotExpandedError
from probatum.verifiers.identities.polynomials import ONE, UNIT, Quotient
from probatum.verifiers.language import Claim
from probatum.verifiers.language.expr import Expr, apply, free_symbols, integer, substitute, symbol, walk
from probatum.verifiers.provers.attempts import REJECTED
from probatum.verifiers.provers.coprimality import by_coprimality
from probatum.verifiers.provers.differential import by_differential_equation
from probatum.verifiers.provers.functional_equations import (
    Step,
    assignments,
    function_values,
    instances,
    instances_of_pairs,
)
from probatum.verifiers.provers.linear_relations import by_linear_relations
from probatum.verifiers.provers.modular_identities import by_modular_forms
from probatum.verifiers.provers.recurrences import by_induction, starts
from probatum.verifiers.provers.residue_classes import by_residue_classes
from probatum.verifiers.provers.search import ExhaustedError, Search
from probatum.verifiers.provers.sum_pieces import by_sum_pieces

__all__ = ["identity"]

_MAX_STEPS = 8
_FIRST_SHARE = 6
"""One part in so many of the effort goes into rewriting before other methods have had their turn."""
_NODE_COST = 5
_PRODUCTS_OF_A_UNIT = 4_000
"""Products of terms for which a unit of effort is taken."""
_FAILED = (NotExpandedError, *REJECTED)


def identity(claim: Claim, search: Search) -> Identity | None:
    """A proof for each relation of a claim with variables, None when one is not found."""
    try:
        claim = renamed(claim)
        checking = DomainChecking(claim.conditions)
        proofs: list[Proof | None] = []
        for relation in claim.relations:
            proof = equation(relation.args[0], relation.args[1], checking, search) if relation.head != "!=" else None
            if proof is None:
                known = all(is_defined(side, checking.facts) for side in relation.args)
                if not known or not entails(checking.facts, relation):
                    return None
            proofs.append(proof)
        return Identity(tuple(proofs))
    except ExhaustedError:
        search.note("the effort is spent")
    except RecursionError:
        search.note("expressions nested too deeply")
    except _FAILED as error:
        search.note(f"{type(error).__name__}: {error}")
    return None


def equation(left: Expr, right: Expr, checking: DomainChecking, search: Search, depth: int = 0) -> Proof | None:
    """A proof of `left = right` on the domain of `checking`."""
    for proof in _attempts(left, right, checking, search, depth):
        if _holds(proof, left, right, checking):
            return proof
    return None


def _holds(proof: Proof, left: Expr, right: Expr, checking: DomainChecking) -> bool:
    try:
        return checking.conclude(proof) == Equation(left, right)
    except _FAILED:
        return False


def _attempts(left: Expr, right: Expr, checking: DomainChecking, search: Search, depth: int) -> Iterator[Proof]:
    search.spend(_NODE_COST)
    yield Combination(left, right)
    if depth == 0:
        yield from by_sum_pieces(left, right, checking, search, equation, lambda name: starts(name, checking.facts))
    yield from by_modular_forms(left, right, checking, search)
    if depth < 2:
        yield from _by_parametrisation(left, right, checking, search, depth)
    yield from _by_equations(left, right, checking, search)
    yield from by_coprimality(left, right, checking, search)
    yield from _by_rewriting(left, right, checking, search, _FIRST_SHARE)
    if depth < 3:
        yield from by_differential_equation(left, right, checking, search, depth, equation)
    if depth < 2:
        yield from by_residue_classes(left, right, checking, search, depth, equation)
        yield from _by_sums(left, right, checking, search, depth)
        yield from by_induction(left, right, checking, search, depth, equation)
        yield from _by_extension(left, right, checking, search, depth)
    if depth == 0:
        yield from _by_rewriting(left, right, checking, search, 1)


# -- functional equations ------------------------------------------------------------------------------


def _by_equations(left: Expr, right: Expr, checking: DomainChecking, search: Search) -> Iterator[Proof]:
    own = expander(checking.facts)
    try:
        value = own.expansion(difference(left, right))
    except _FAILED:
        return
    sides = (left, right)
    nodes = dict.fromkeys(node for side in sides for node in function_values(side))
    nodes |= dict.fromkeys(own.shared.expressions[i] for m in value[0] for i, _ in m if i != UNIT)
    steps = [step for node in nodes for step in instances(node, own, checking)]
    steps += instances_of_pairs(list(nodes), own, checking)
    for step in chain(steps, assignments(sides, own, checking, search)):
        search.spend(1)
        yield from _single(left, right, value, step, own)
    yield from by_linear_relations(left, right, value, steps, own, search)


def _by_rewriting(left: Expr, right: Expr, checking: DomainChecking, search: Search, part: int) -> Iterator[Proof]:
    """Sequences of equations, found with one part in so many of the effort that is left."""
    own = expander(checking.facts)
    try:
        value = own.expansion(difference(left, right))
    except _FAILED:
        return
    known: dict[Expr, list[Step]] = {}
    share = Search(search.effort // part)
    before = share.effort
    try:
        for found in _rewritings(value, (), own, checking, share, frozenset(), known):
            yield Combination(left, right, tuple(step.proof for step in found))
    except ExhaustedError:
        search.note("rewriting by functional equations: the effort is spent")
    finally:
        search.effort -= before - max(share.effort, 0)


def _single(left: Expr, right: Expr, value: Quotient, step: Step, own: Expander) -> Iterator[Proof]:
    """Proofs from one equation: rewriting by it, or the equation itself up to a sign."""
    try:
        sides = isolated(own.expansion(step.equation.left), own.expansion(step.equation.right), own)
        if step.equation == Equation(left, right):
            yield step.proof
        if _is_monomial(sides[0]) and is_zero(rewritten(value, [sides], own), own):
            yield Combination(left, right, (step.proof,))
        between = own.expansion(difference(step.equation.left, step.equation.right))
        factor = _leading_quotient(value, between, own)
        if factor is not None:
            minus = own.times(own.number(-1), factor)
            if is_zero(own.plus(value, own.times(minus, between)), own):
                yield Combination(left, right, (), ((own.written(factor), step.proof),))
    except _FAILED:
        return


def _leading_quotient(value: Quotient, between: Quotient, own: Expander) -> Quotient | None:
    """The c for which `value - c*between` may vanish: the quotient of two terms in the largest indeterminate."""
    above, below = own.reduced(value), own.reduced(between)
    if not above[0] or not below[0]:
        return None
    sizes = own.shared.expressions
    last = max((i for m in below[0] for i, _ in m), key=lambda i: sizes[i].size, default=None)
    tops = [next((m for m in part if any(i == last for i, _ in m)), None) for part in (above[0], below[0])]
    if tops[0] is None or tops[1] is None:
        return None
    first: Quotient = ({tops[0]: above[0][tops[0]]}, above[1])
    second: Quotient = ({tops[1]: below[0][tops[1]]}, below[1])
    return own.times(first, own.inverse(second))


def _is_monomial(value: Quotient) -> bool:
    return len(value[0]) == 1 and value[1] == ONE


def _rewritings(
    value: Quotient,
    steps: tuple[Step, ...],
    own: Expander,
    checking: DomainChecking,
    search: Search,
    settled: frozenset[int],
    known: dict[Expr, list[Step]],
) -> Iterator[tuple[Step, ...]]:
    """Sequences of steps after which the value is 0, found depth first with few choices at each level."""
    search.spend(_NODE_COST + own.shared.products // _PRODUCTS_OF_A_UNIT)
    own.shared.products %= _PRODUCTS_OF_A_UNIT
    if steps and is_zero(value, own):
        yield steps
        return
    if len(steps) >= _MAX_STEPS:
        return
    indices = dict.fromkeys(i for m in value[0] for i, _ in m if i != UNIT and i not in settled)
    present = set(indices) | settled
    choices = [
        (len(new), -own.shared.expressions[index].size, number, index, step, sides)
        for number, (index, step, sides) in enumerate(_choices(indices, own, checking, search, known))
        if all(step.proof != other.proof for other in steps)
        and (new := _new_indeterminates(sides, index, present, own)) is not None
    ]
    for _, _, _, index, step, sides in sorted(choices, key=lambda c: c[:3])[: _CHOICES[min(len(steps), 4)]]:
        try:
            after = rewritten(value, [sides], own)
            search.spend(1 + len(after[0]) // 4)
        except _FAILED:
            search.spend(20)
            continue
        if after != value:
            yield from _rewritings(after, (*steps, step), own, checking, search, settled | {index}, known)


def _choices(
    indices: Iterable[int], own: Expander, checking: DomainChecking, search: Search, known: dict[Expr, list[Step]]
) -> Iterator[tuple[int, Step, tuple[Quotient, Quotient]]]:
    """Equations about the indeterminates whose left sides are monomials."""
    for index in indices:
        expr = own.shared.expressions[index]
        if expr not in known:
            known[expr] = list(instances(expr, own, checking))
            search.spend(2 * len(known[expr]))
        for step in known[expr]:
            try:
                sides = isolated(own.expansion(step.equation.left), own.expansion(step.equation.right), own)
            except _FAILED:
                continue
            if _is_monomial(sides[0]):
                yield index, step, sides


def _new_indeterminates(
    sides: tuple[Quotient, Quotient], index: int, present: set[int], own: Expander
) -> set[int] | None:
    """What rewriting brings in; None unless it takes the indeterminate out and brings in no larger one of its kind."""
    expressions = own.shared.expressions
    left = {i for m in sides[0][0] for i, _ in m}
    new = {i for part in sides[1] for m in part for i, _ in m if i != UNIT}
    powers = {e for m in sides[0][0] for i, e in m if i == index}
    if index not in left or not left <= present or (index in new and powers == {1}):
        return None
    new -= present
    size = max(_weight(expressions[i]) for i in left if i != UNIT)
    if any(_weight(expressions[i]) > size for i in new if expressions[i].head == expressions[index].head):
        return None
    return new


def _weight(expr: Expr) -> float:
    """The size of an expression, where fractions as arguments count alike but for their moduli."""
    literals = [(arg, literal_fraction(arg)) for arg in expr.args]
    return expr.size + sum(
        3 - arg.size + min(float(abs(n)), 50.0) / 100 for arg, n in literals if n is not None and n.denominator > 1
    )


_CHOICES = (6, 4, 3, 2, 2)
"""How many rewritings are tried at each depth."""


# -- finite sums ---------------------------------------------------------------------------------------


def _by_sums(left: Expr, right: Expr, checking: DomainChecking, search: Search, depth: int) -> Iterator[Proof]:
    """A side that is a sum with the bound n (or n + c): the other side, shifted, is tried as the primitive."""
    for total, value in ((left, right), (right, left)):
        if total.head != "sum" or total.args[3].is_symbol("oo"):
            continue
        body, variable, _, high = total.args
        names = sorted(free_symbols(high) & free_symbols(value))
        for name in names:
            back = Expr("+", (symbol(name), difference(variable, Expr("+", (high, integer(1))))))
            if free_symbols(back) - {name} != {variable.name} and name in free_symbols(body):
                continue
            own = expander(checking.facts)
            try:
                shifted = own.written(own.expansion(back))
            except _FAILED:
                continue
            if name in free_symbols(shifted) or checking.facts.is_declared(variable.name):
                continue
            primitive = substitute(value, {name: shifted})
            bounds = (Expr(">=", (variable, total.args[2])), Expr("<=", (variable, high)))
            inner = checking.within((*checking.conditions, Expr("in", (variable, symbol("ZZ"))), *bounds))
            step = difference(substitute(primitive, {variable.name: Expr("+", (variable, integer(1)))}), primitive)
            premise = _with_a_share(step, body, inner, search, depth + 1)
            if premise is not None:
                proof = Telescoping(total, primitive, premise)
                yield Combination(left, right, (proof,))


def _with_a_share(left: Expr, right: Expr, checking: DomainChecking, search: Search, depth: int) -> Proof | None:
    """A proof found with a third of the effort that is left, so that other attempts have theirs."""
    share = Search(search.effort // 3)
    given = share.effort
    try:
        return equation(left, right, checking, share, depth)
    except ExhaustedError:
        return None
    finally:
        search.effort -= given - max(share.effort, 0)


# -- parameters and isolated values --------------------------------------------------------------------


def _by_parametrisation(
    left: Expr, right: Expr, checking: DomainChecking, search: Search, depth: int
) -> Iterator[Proof]:
    for name in _variables_of({"chebyt", "chebyu"}, left, right):
        parameter = symbol(f"{name}_")
        moved = {name: apply("cos", parameter)}
        conditions = tuple(substitute(c, moved) for c in checking.conditions)
        inner = checking.within((Expr("in", (parameter, symbol("CC"))), *conditions))
        premise = equation(substitute(left, moved), substitute(right, moved), inner, search, depth + 1)
        if premise is not None:
            yield Parametrisation(left, right, name, premise)


def _variables_of(heads: set[str], *sides: Expr) -> list[str]:
    """Variables that are arguments of functions with these heads."""
    nodes = [node for side in sides for node in walk(side) if node.head in heads]
    return list(dict.fromkeys(arg.name for node in nodes for arg in node.args[1:] if arg.head == "symbol"))


_WITH_POLES = frozenset({"gamma", "rising", "falling", "binomial", "factorial", "rgamma", "digamma", "beta"})
_WITH_TURNS = frozenset({"chebyu", "sinc"})
_WITH_ZEROS = frozenset({"^", "/", "sinc", "sqrt"})
"""Functions that are expanded further where their arguments avoid half integers, multiples of pi, 0."""


def _by_extension(left: Expr, right: Expr, checking: DomainChecking, search: Search, depth: int) -> Iterator[Proof]:
    """Isolated values of a variable are left out: zeros and integers that stand in the way of an expansion."""
    facts = checking.facts
    names = sorted(n for n in free_symbols(left) | free_symbols(right) if facts.is_declared(n))
    for name in [n for n in names if not facts.is_integer(symbol(n))]:
        own = symbol(name)
        turns = Expr("/", (own, symbol("pi")))
        integers = [Expr("not", (Expr("in", (e, symbol("ZZ"))),)) for e in (Expr("*", (integer(2), own)), turns)]
        zero = Expr("!=", (own, integer(0)))
        heads = {node.head for side in (left, right) for node in walk(side) if name in free_symbols(node)}
        choices = zip((_WITH_POLES, _WITH_TURNS, _WITH_ZEROS), (*integers, zero), strict=True)
        for excluded in [(c,) for wanted, c in choices if wanted & heads and c not in facts.conditions]:
            inner = checking.within((*checking.conditions, *excluded))
            premise = equation(left, right, inner, search, depth + 1)
            if premise is not None:
                yield Extension(name, excluded, premise)
                return
