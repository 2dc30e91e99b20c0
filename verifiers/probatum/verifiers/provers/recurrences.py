"""Proofs by induction: operators of sums by creative telescoping, of sequences by linear algebra; initial values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from probatum.verifiers.certificates.identities import DomainChecking
from probatum.verifiers.certificates.proofs import Proof
from probatum.verifiers.certificates.rules.combination import Combination
from probatum.verifiers.certificates.rules.domains import Constant
from probatum.verifiers.certificates.rules.induction import Induction, applied, moved, step_conditions
from probatum.verifiers.certificates.rules.joined_sums import JoinedSums
from probatum.verifiers.certificates.rules.telescoping import Telescoping
from probatum.verifiers.identities.definedness import is_defined
from probatum.verifiers.identities.expansions import difference, expander
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.identities.integral_zeros import never_zero
from probatum.verifiers.identities.linear_forms import linear_form
from probatum.verifiers.identities.normal_form import Expander, NotExpandedError
from probatum.verifiers.identities.polynomials import ONE, Polynomial
from probatum.verifiers.language.expr import BINDERS, Expr, free_symbols, integer, substitute, symbol, walk
from probatum.verifiers.provers.annihilators import dependency
from probatum.verifiers.provers.attempts import REJECTED
from probatum.verifiers.provers.closing import prove
from probatum.verifiers.provers.lowering import lowered
from probatum.verifiers.provers.search import Search
from probatum.verifiers.provers.zeilberger import Telescoped, telescoped

__all__ = ["by_induction", "starts"]

Prover = Callable[[Expr, Expr, DomainChecking, Search, int], Proof | None]

_FAILED: Final = (NotExpandedError, *REJECTED)
_LEAF: Final = 9
"""The depth from which no proof by induction or a differential equation is begun."""

_MAX_DELAY: Final = 3
_PEELED: Final = ((0, 0), (0, 1), (1, 0), (1, 1), (0, 2), (1, 2), (2, 2))
_STARTS: Final = range(8, -9, -1)


@dataclass(frozen=True, slots=True)
class _Goal:
    """An equation to prove for all values of `name` from `start` on; `equation` proves others on the way there."""

    left: Expr
    right: Expr
    name: str
    start: Expr
    checking: DomainChecking
    search: Search
    depth: int
    equation: Prover

    def outer(self) -> DomainChecking:
        """What holds whatever the variable is."""
        return self.checking.within(tuple(c for c in self.checking.conditions if self.name not in free_symbols(c)))

    def initial(self, left: Expr, right: Expr, count: int, outer: DomainChecking) -> tuple[Proof, ...] | None:
        """Proofs that both sides are equal at the first values of the variable."""
        proofs: list[Proof] = []
        for index in range(count):
            sides = [substitute(side, {self.name: moved(self.start, index)}) for side in (left, right)]
            self.search.spend(3)
            proof = self.equation(sides[0], sides[1], outer, self.search, self.depth + 1)
            if proof is None and all(map(outer.facts.is_closed, sides)):
                closed = prove(Expr("=", tuple(sides)), self.search)
                proof = None if closed is None else Constant(closed)
                if proof is not None and not _holds(proof, outer):
                    return None
            if proof is None:
                return None
            proofs.append(proof)
        return tuple(proofs)


def by_induction(
    left: Expr, right: Expr, checking: DomainChecking, search: Search, depth: int, equation: Prover
) -> Iterator[Proof]:
    """Proofs by a recurrence in one of the integer variables."""
    facts = checking.facts
    free = free_symbols(left) | free_symbols(right)
    names = [c.args[0].name for c in facts.conditions if c.head == "in" and c.args[0].head == "symbol"]
    for name in dict.fromkeys(names):
        if name not in free or not facts.is_integer(symbol(name)):
            continue
        for start in starts(name, facts):
            sums = [s for side in (left, right) for s in _sums(side) if name in free_symbols(s)]
            goal = _Goal(left, right, name, start, checking, search, depth, equation)
            yield from _of_product(goal)
            yield from _of_two_sums(goal)
            if not any(name in free_symbols(total.args[0]) for total in sums):
                yield from _of_sequences(goal)
            for total in dict.fromkeys(sums):
                yield from _of_sum(total, goal)


def _sums(expr: Expr) -> Iterator[Expr]:
    if expr.head == "sum" and not expr.args[3].is_symbol("oo"):
        yield expr
    for arg in expr.args if expr.head not in BINDERS else ():
        yield from _sums(arg)


def starts(name: str, facts: Facts) -> Iterator[Expr]:
    """The lower bounds of an integer variable: the largest number, then those in terms of others."""
    own = symbol(name)
    number = next((c for c in _STARTS if facts.is_nonnegative(Expr("+", (own, integer(-c))))), None)
    if number is not None:
        yield integer(number)
    for condition in facts.conditions:
        if condition.head in (">=", "<=") and own in condition.args:
            other = condition.args[1 if condition.args[0] == own else 0]
            lower = (condition.head == ">=") == (condition.args[0] == own)
            if lower and name not in free_symbols(other) and other.head != "int" and facts.is_integer(other):
                yield other


def _of_sum(total: Expr, goal: _Goal) -> Iterator[Proof]:
    """A proof that a sum equals the rest of the equation, from the recurrence of the sum."""
    left, right, name, start, search = goal.left, goal.right, goal.name, goal.start, goal.search
    minus, plus = integer(-1), integer(1)
    solved = (right, plus) if left == total else (left, minus) if right == total else _solved(total, goal)
    if solved is None or any(node == total for node in walk(solved[0])):
        return
    value, factor = solved
    found = _recurrence(total, goal)
    if found is None:
        return
    outer, own = goal.outer(), symbol(name)
    body, index, low, high = total.args
    operator, certificate = found.operator, found.certificate
    order = len(operator) - 1
    sums = tuple(substitute(total, {name: moved(own, j)}) for j in range(order + 1))
    for peeled in _PEELED if certificate is not None else _PEELED[:1]:
        for delay in range(_MAX_DELAY + 1):
            inner = outer.within(step_conditions(outer.conditions, own, moved(start, delay)))
            search.spend(10)
            if not never_zero(operator[-1], name, inner.facts):
                continue
            joined = JoinedSums(operator, sums, index.name, moved(low, peeled[0]), moved(high, -peeled[1]))
            summed = _summed(joined, certificate, body, inner)
            if summed is None:
                continue
            # Whatever fails from here on fails for every range that the sums are joined over.
            initial = goal.initial(total, value, order + delay, outer)
            if initial is None:
                return
            step = _step(summed, applied(operator, value, name), inner, search, goal.equation)
            if step is not None:
                proof: Proof = Induction(total, value, name, start, operator, step, initial, 0)
                yield proof if (left, right) == (total, value) else Combination(left, right, (), ((factor, proof),))
            return


def _recurrence(total: Expr, goal: _Goal) -> Telescoped | None:
    """An operator that leads from a sum to terms at its ends."""
    goal.search.spend(20)
    body, index, low, high = total.args
    interior = goal.outer().facts.extended(
        *step_conditions((), symbol(goal.name), goal.start),
        Expr("in", (index, symbol("ZZ"))),
        Expr(">=", (index, low)),
        Expr("<=", (index, moved(high, -1))),
    )
    return telescoped(body, goal.name, index.name, expander(interior))


def _of_two_sums(goal: _Goal) -> Iterator[Proof]:
    """A proof that two sums are equal, because they have the same recurrence."""
    left, right, name, search = goal.left, goal.right, goal.name, goal.search
    if not all(s.head == "sum" and not s.args[3].is_symbol("oo") and name in free_symbols(s) for s in (left, right)):
        return
    first = _recurrence(left, goal)
    second = _recurrence(right, goal) if first is not None else None
    if first is None or second is None or first.operator != second.operator:
        return
    outer, operator = goal.outer(), first.operator
    for delay in range(_MAX_DELAY + 1):
        inner = outer.within(step_conditions(outer.conditions, symbol(name), moved(goal.start, delay)))
        search.spend(20)
        if not never_zero(operator[-1], name, inner.facts):
            continue
        parts = [next(_summations(t, f, name, inner), None) for t, f in ((left, first), (right, second))]
        if parts[0] is None or parts[1] is None:
            continue
        one, minus = integer(1), integer(-1)
        applied_sides = [applied(operator, side, name) for side in (left, right)]
        step = Combination(applied_sides[0], applied_sides[1], (), ((one, parts[0]), (minus, parts[1])))
        if not _holds(step, inner):
            continue
        initial = goal.initial(left, right, len(operator) - 1 + delay, outer)
        if initial is not None:
            yield Induction(left, right, name, goal.start, operator, step, initial, 0)
        return


def _summations(total: Expr, found: Telescoped, name: str, inner: DomainChecking) -> Iterator[Combination]:
    """The operator applied to a sum as an expression without sums, over ranges that the sums have in common."""
    body, index, low, high = total.args
    sums = tuple(substitute(total, {name: moved(symbol(name), j)}) for j in range(len(found.operator)))
    for below, above in _PEELED if found.certificate is not None else _PEELED[:1]:
        joined = JoinedSums(found.operator, sums, index.name, moved(low, below), moved(high, -above))
        summed = _summed(joined, found.certificate, body, inner)
        if summed is not None:
            yield summed


def _solved(total: Expr, goal: _Goal) -> tuple[Expr, Expr] | None:
    """`(v, c)` for an equation that is linear in a sum: its difference of sides is `c (sum - v)`."""
    own = expander(goal.checking.facts)
    try:
        upper, lower = own.reduced(own.expansion(difference(goal.left, goal.right)))
        inside, divisor = own.reduced(own.expansion(total))
        index = next(i for m in inside for i, _ in m if own.shared.expressions[i].head == "sum")
        factor, rest = _linear(upper, index)
        outside, others = _linear(inside, index)
        ratio = own.times((factor, ONE), own.inverse((outside, ONE)))
        value = own.plus((others, ONE), own.times((rest, ONE), own.times(own.number(-1), own.inverse(ratio))))
        scaled = own.times(ratio, own.times((divisor, ONE), own.inverse((lower, ONE))))
        return own.written(own.times(value, own.inverse((divisor, ONE)))), own.written(scaled)
    except (StopIteration, ValueError, *_FAILED):
        return None


def _linear(part: Polynomial, index: int) -> tuple[Polynomial, Polynomial]:
    """The coefficient of an indeterminate, and what is free of it. Raises ValueError for a higher power."""
    factor = {tuple(pair for pair in m if pair[0] != index): c for m, c in part.items() if (index, 1) in m}
    rest = {m: c for m, c in part.items() if all(i != index for i, _ in m)}
    if len(factor) + len(rest) != len(part):
        raise ValueError("a sum to a power")
    return factor, rest


def _summed(joined: JoinedSums, certificate: Expr | None, body: Expr, inner: DomainChecking) -> Combination | None:
    """The operator applied to the sum as an expression without sums, by telescoping."""
    try:
        first = inner.conclude(joined)
        total, *outside = first.right.args
        relations: tuple[tuple[Expr, Proof], ...] = ((integer(1), joined),)
        if certificate is not None:
            index, ends = symbol(joined.variable), (joined.low, moved(joined.high, 1))
            primitive = Expr("*", (certificate, body))
            after = substitute(primitive, {index.name: Expr("+", (index, integer(1)))})
            telescoping = Telescoping(total, primitive, Combination(difference(after, primitive), total.args[0]))
            inner.conclude(telescoping)
            relations = (*relations, (integer(1), telescoping))
            below, above = (substitute(primitive, {index.name: end}) for end in ends)
            outside += [above, Expr("neg", (below,))]
        explicit = Expr("+", tuple(outside)) if len(outside) > 1 else outside[0]
        summed = Combination(_applied_sums(joined), explicit, (), relations)
        inner.conclude(summed)
    except _FAILED:
        return None
    return summed


def _step(
    summed: Combination, wanted: Expr, inner: DomainChecking, search: Search, equation: Prover
) -> Combination | None:
    """The recurrence for the value of the sum, by what is known of the functions in it."""
    valued = equation(summed.right, wanted, inner, search, _LEAF)
    if valued is None:
        return None
    chain = Combination(summed.left, wanted, (), ((integer(1), summed), (integer(1), valued)))
    return chain if _holds(chain, inner) else None


def _applied_sums(joined: JoinedSums) -> Expr:
    """The operator applied to the sum, as the rule writes it."""
    terms = (Expr("*", (c, s)) for c, s in zip(joined.coefficients, joined.sums, strict=True) if c != integer(0))
    return Expr("+", (integer(0), *terms))


def _holds(proof: Proof, checking: DomainChecking) -> bool:
    try:
        checking.conclude(proof)
    except _FAILED:
        return False
    return True


# -- products ------------------------------------------------------------------------------------------


def _of_product(goal: _Goal) -> Iterator[Proof]:
    """A product with the end n (or n + c) from its quotients: with P(n) the other side, P(n + 1) = t(n + 1) P(n)."""
    left, right, name, start = goal.left, goal.right, goal.name, goal.start
    outer, own = goal.outer(), symbol(name)
    for total in (side for side in (left, right) if side.head == "prod"):
        body, index, low, high = total.args
        if name in free_symbols(body) | free_symbols(low) or linear_form(high).get(own) != 1:
            continue
        goal.search.spend(10)
        term = substitute(body, {index.name: moved(high, 1)})
        operator = (Expr("neg", (term,)), integer(1))
        inner = outer.within(step_conditions(outer.conditions, own, start))
        if not all(is_defined(part, inner.facts) for part in (term, left, right)):
            continue
        step = goal.equation(applied(operator, left, name), applied(operator, right, name), inner, goal.search, _LEAF)
        initial = goal.initial(left, right, 1, outer) if step is not None else None
        if step is not None and initial is not None:
            yield Induction(left, right, name, start, operator, step, initial, 0)


# -- sequences -----------------------------------------------------------------------------------------


def _of_sequences(goal: _Goal) -> Iterator[Proof]:
    """From an operator that annihilates the difference, modulo the recurrences of the functions in it."""
    left, right, name, start, search = goal.left, goal.right, goal.name, goal.start, goal.search
    outer, own = goal.outer(), symbol(name)
    for delay in range(2):
        inner = outer.within(step_conditions(outer.conditions, own, moved(start, delay)))
        if not all(is_defined(side, inner.facts) for side in (left, right)):
            continue
        search.spend(20)
        operator = _operator(left, right, name, inner, search)
        if operator is None or len(operator) < 2 or not never_zero(operator[-1], name, inner.facts):
            continue
        sides = [applied(operator, side, name) for side in (left, right)]
        step = goal.equation(sides[0], sides[1], inner, search, _LEAF)
        if step is None:
            continue
        initial = goal.initial(left, right, len(operator) - 1 + delay, outer)
        if initial is not None:
            yield Induction(left, right, name, start, operator, step, initial, 0)
            return


def _operator(left: Expr, right: Expr, name: str, inner: DomainChecking, search: Search) -> tuple[Expr, ...] | None:
    own: Expander = expander(inner.facts)
    values = []
    try:
        for shift in range(6):
            at = {name: moved(symbol(name), shift)}
            value = own.expansion(difference(substitute(left, at), substitute(right, at)))
            values.append(lowered(own.reduced(value), own, inner))
            search.spend(5 + own.shared.products // 100)
            operator = dependency(values, own) if shift else None
            if operator is not None:
                return operator
    except _FAILED:
        return None
    return None
