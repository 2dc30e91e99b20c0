"""Proofs by a linear differential equation and initial values: the search for the operator and for the point."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Final

from probatum.verifiers.certificates.identities import DomainChecking
from probatum.verifiers.certificates.proofs import Equation, Proof
from probatum.verifiers.certificates.rules.combination import Combination
from probatum.verifiers.certificates.rules.differential import (
    Differential,
    derivatives,
    indicial,
    never_zero_from,
)
from probatum.verifiers.certificates.rules.domains import Cases, Constant, Enlargement
from probatum.verifiers.identities.convexity import is_connected
from probatum.verifiers.identities.definedness import is_defined
from probatum.verifiers.identities.derivatives import (
    NotDifferentiableError,
    in_the_language,
    is_analytic,
)
from probatum.verifiers.identities.expansions import difference, expander
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.identities.normal_form import NotExpandedError
from probatum.verifiers.identities.polynomials import ONE, UNIT, Quotient
from probatum.verifiers.language.expr import BINDERS, Expr, free_symbols, integer, rational, substitute, symbol, walk
from probatum.verifiers.provers.annihilators import dependency
from probatum.verifiers.provers.attempts import REJECTED
from probatum.verifiers.provers.closing import prove
from probatum.verifiers.provers.search import ExhaustedError, Search

__all__ = ["by_differential_equation"]

Prover = Callable[[Expr, Expr, DomainChecking, Search, int], Proof | None]

_FAILED: Final = (NotExpandedError, NotDifferentiableError, *REJECTED)
_Found = tuple[tuple[Expr, ...], tuple[tuple[Expr, Expr], ...], Proof | None]
_MAX_ORDER: Final = 5
_MAX_NESTED: Final = 3
_MAX_STEP_SIZE: Final = 120
_MAX_PRODUCTS: Final = 60_000
_PRODUCTS_OF_A_UNIT: Final = 100
_MAX_INITIAL: Final = 4
_SHARES: Final = 6
_MAX_SIZE: Final = 1_500
_POINTS: Final = tuple(rational(a, b) for a, b in ((0, 1), (1, 1), (1, 2), (-1, 1), (2, 1), (-1, 2), (1, 3), (1, 4)))


def by_differential_equation(
    left: Expr, right: Expr, checking: DomainChecking, search: Search, depth: int, equation: Prover
) -> Iterator[Proof]:
    """Proofs in one of the real or complex variables, on the domain or a larger one, or of the numerators."""
    facts = checking.facts
    for name in _variables(left, right, facts):
        for conditions in _domains(name, checking.conditions):
            inner = checking if conditions is None else checking.within(conditions)
            for sides, factor in _forms(left, right, name, inner):
                search.spend(10)
                proof = _proof(*sides, name, inner, search, depth, equation)
                if proof is None:
                    continue
                if conditions is not None:
                    proof = Enlargement(conditions, proof)
                yield proof if factor is None else Combination(left, right, (), ((factor, proof),))
        if _is_punctured(name, facts):
            yield from _in_cases(left, right, name, checking, search, depth, equation)


def _variables(left: Expr, right: Expr, facts: Facts) -> list[str]:
    """Variables of analytic functions; not in a binder, and in more than arithmetic."""
    free = free_symbols(left) | free_symbols(right)
    names = [c.args[0].name for c in facts.conditions if c.head == "in" and c.args[0].head == "symbol"]
    nodes = [node for side in (left, right) for node in walk(side) if node.head in BINDERS]
    bodies = [node.args[0] if node.head == "integral" and node.args[1].name not in names else node for node in nodes]
    return [
        name
        for name in dict.fromkeys(names)
        if name in free and not facts.is_integer(symbol(name)) and not any(name in free_symbols(b) for b in bodies)
    ]


def _domains(name: str, conditions: tuple[Expr, ...]) -> Iterator[tuple[Expr, ...] | None]:
    """The domain itself (None), and larger ones: without what excludes single values, with ends of intervals."""
    yield None
    own = symbol(name)
    without = tuple(c for c in conditions if not (_excludes(c) and name in free_symbols(c)))
    if without != conditions:
        yield without
    closed = tuple(
        Expr({"<": "<=", ">": ">="}[c.head], c.args) if c.head in ("<", ">") and own in c.args else c for c in without
    )
    if closed != without:
        yield closed
    unbounded = tuple(c for c in without if not (c.head in ("<", ">", "<=", ">=") and name in free_symbols(c)))
    if unbounded != closed:
        yield unbounded


def _excludes(condition: Expr) -> bool:
    return condition.head == "!=" or condition.head == "not"


def _is_punctured(name: str, facts: Facts) -> bool:
    """Whether a real variable is different from 0, but of no sign."""
    own = symbol(name)
    return facts.is_real(own) and Expr("!=", (own, integer(0))) in facts.conditions


def _in_cases(
    left: Expr, right: Expr, name: str, checking: DomainChecking, search: Search, depth: int, equation: Prover
) -> Iterator[Proof]:
    if depth >= 1:
        return
    zero = integer(0)
    below, above = (checking.within((*checking.conditions, Expr(head, (symbol(name), zero)))) for head in "<>")
    first = equation(left, right, below, search, depth + 1)
    second = None if first is None else equation(left, right, above, search, depth + 1)
    if first is not None and second is not None:
        yield Cases(left, right, name, zero, first, None, second)


def _forms(
    left: Expr, right: Expr, name: str, checking: DomainChecking
) -> Iterator[tuple[tuple[Expr, Expr], Expr | None]]:
    """The equation itself; and the numerator of the difference = 0, with the factor that leads back."""
    facts = checking.facts
    if all(is_defined(side, facts) and is_analytic(side, name, facts) for side in (left, right)):
        yield (left, right), None
        return
    own = expander(facts)
    try:
        upper, lower = own.reduced(own.expansion(difference(left, right)))
        least: dict[int, Fraction | int] = {}
        for monomial in upper:
            for index, exponent in monomial:
                if exponent < 0 and index != UNIT and own.shared.expressions[index].head == "symbol":
                    least[index] = min(exponent, least.get(index, 0))
        factor: Quotient = ({tuple(sorted((i, -e) for i, e in least.items())): 1}, ONE)  # type: ignore[dict-item]
        numerator = own.times((upper, ONE), factor) if least else (upper, ONE)
        divisor = own.times((lower, ONE), factor) if least else (lower, ONE)
        yield (own.written(numerator), integer(0)), Expr("/", (integer(1), own.written(divisor)))
    except _FAILED:
        return


def _proof(
    left: Expr, right: Expr, name: str, checking: DomainChecking, search: Search, depth: int, equation: Prover
) -> Proof | None:
    facts = checking.facts
    if left.size + right.size > _MAX_SIZE or not is_connected(name, facts):
        return None
    if not all(is_defined(side, facts) and is_analytic(side, name, facts) for side in (left, right)):
        return None
    try:
        outer = checking.within(tuple(c for c in facts.conditions if name not in free_symbols(c)))
        points = [p for p in _POINTS if _is_admissible(p, name, facts, outer.facts)]
        found = _operator(left, right, name, facts, outer.facts, points, search)
        if found is None:
            found = _step(left, right, name, checking, outer.facts, points, search, depth, equation)
        if found is None:
            return None
        operator, regular, step = found
        if len(operator) < 2:
            operator = (integer(0), integer(1))
        for point in points:
            draft = Differential(left, right, name, operator, point, regular, (), step)
            coefficients = indicial(draft, outer.facts)
            counts = [n for n in range(1, _MAX_INITIAL + 1) if never_zero_from(coefficients, n, outer.facts)]
            initial = _with_a_share(draft, counts[0], outer, search, depth, equation) if counts else None
            if initial is not None:
                return Differential(left, right, name, operator, point, regular, initial, step)
    except _FAILED:
        return None
    return None


def _is_admissible(point: Expr, name: str, facts: Facts, outer: Facts) -> bool:
    moved = {name: point}
    return all(outer.entails(substitute(c, moved)) for c in facts.conditions if name in free_symbols(c))


def _operator(
    left: Expr, right: Expr, name: str, facts: Facts, outer: Facts, points: list[Expr], search: Search
) -> _Found | None:
    """An operator for the difference of the sides, and what is divided by, with values where it is not 0."""
    for count in range(2, _MAX_ORDER + 2):
        search.spend(10 * count)
        columns = [derivatives(side, name, count) for side in (left, right)]
        regular = _regular([d for column in columns for d in column], name, facts, outer, points)
        if regular is None:
            return None
        inner = facts.extended(*(Expr("!=", (expr, integer(0))) for expr, _ in regular))
        own = expander(inner)
        try:
            values = [own.reduced(own.expansion(difference(*pair))) for pair in zip(*columns, strict=True)]
            search.spend(own.shared.products // _PRODUCTS_OF_A_UNIT)
            if own.shared.products > _MAX_PRODUCTS:
                return None
            operator = dependency(values, own)
        except _FAILED:
            return None
        if operator is not None:
            return operator, regular, None
    return None


def _step(
    left: Expr,
    right: Expr,
    name: str,
    checking: DomainChecking,
    outer: Facts,
    points: list[Expr],
    search: Search,
    depth: int,
    equation: Prover,
) -> _Found | None:
    """The operator d/dx, with a proof that the derivatives of the sides are equal."""
    if depth >= _MAX_NESTED:
        return None
    sides = [in_the_language(derivatives(side, name, 2)[1]) for side in (left, right)]
    regular = _regular(sides, name, checking.facts, outer, points)
    if regular is None or max(side.size for side in sides) > _MAX_STEP_SIZE:
        return None
    inner = checking.within((*checking.conditions, *(Expr("!=", (e, integer(0))) for e, _ in regular)))
    step = equation(sides[0], sides[1], inner, search, depth + 1)
    return None if step is None else ((integer(0), integer(1)), regular, step)


def _regular(
    expressions: list[Expr], name: str, facts: Facts, outer: Facts, points: list[Expr]
) -> tuple[tuple[Expr, Expr], ...] | None:
    """What the expressions are divided by and the conditions do not exclude, with values where it is not 0."""
    found: dict[Expr, Expr] = {}
    for divisor in dict.fromkeys(d for expr in expressions for node in walk(expr) for d in _divisors(node)):
        if divisor in found or facts.is_nonzero(divisor):
            continue
        value = next((p for p in points if outer.is_nonzero(substitute(divisor, {name: p}))), None)
        if value is None:
            return None
        found[divisor] = value
    return tuple(found.items())


def _divisors(node: Expr) -> Iterator[Expr]:
    if node.head == "/":
        pending = [node.args[1]]
        while pending:
            part = pending.pop()
            if part.head in ("*", "neg", "sqrt"):
                pending.extend(part.args)
            elif part.head in ("^", "/"):
                pending.append(part.args[0])
            elif part.head not in ("int", "decimal"):
                yield part


def _with_a_share(
    draft: Differential, count: int, outer: DomainChecking, search: Search, depth: int, equation: Prover
) -> tuple[Proof, ...] | None:
    """Initial values, found with a part of the effort, so that those at other points have theirs."""
    share = Search(search.effort // _SHARES)
    given = share.effort
    try:
        return _initial(draft, count, outer, share, depth, equation)
    except ExhaustedError:
        return None
    finally:
        search.effort -= given - max(share.effort, 0)


def _initial(
    draft: Differential, count: int, outer: DomainChecking, search: Search, depth: int, equation: Prover
) -> tuple[Proof, ...] | None:
    """Proofs that the derivatives of the sides are equal at the point."""
    proofs: list[Proof] = []
    columns = [derivatives(side, draft.variable, count) for side in (draft.left, draft.right)]
    for pair in zip(*columns, strict=True):
        left, right = (substitute(in_the_language(side), {draft.variable: draft.point}) for side in pair)
        search.spend(5)
        proof = equation(left, right, outer, search, depth + 1)
        if proof is None and outer.facts.is_closed(left) and outer.facts.is_closed(right):
            closed = prove(Expr("=", (left, right)), search)
            proof = None if closed is None else Constant(closed)
            try:
                if proof is not None and outer.conclude(proof) != Equation(left, right):
                    proof = None
            except REJECTED:
                proof = None
        if proof is None:
            return None
        proofs.append(proof)
    return tuple(proofs)
