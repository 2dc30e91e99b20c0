"""Whether two answers say the same, up to a constant, a sign, a factor or an order; whether a function solves an ODE.

Every question becomes claims, and these are judged: EQUIVALENT when they are proved, NOT_EQUIVALENT when one that is
needed is refuted, UNDECIDED otherwise. Agreement of digits never makes two answers equivalent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Final

from flint import acb, ctx

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.balls.scope import infinite_end
from probatum.verifiers.conditions.points import admissible_points, point_scope
from probatum.verifiers.exact.derivatives import NoDerivativeError, derivative
from probatum.verifiers.functions import FUNCTIONS
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.identities.continuity import is_thick
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.judge import judge
from probatum.verifiers.language import Claim, ClaimError, Expr, LimitExceeded, expression_text
from probatum.verifiers.language.claim import CONSTANTS, DOMAINS
from probatum.verifiers.language.expr import BINDERS, chain_links, free_symbols, integer, substitute, symbol, walk
from probatum.verifiers.language.limits import DEFAULT_LIMITS, Limits
from probatum.verifiers.smoothness import guards, is_smooth
from probatum.verifiers.verdict import Options, Reason, Status, Verdict

__all__ = ["Comparison", "Equivalence", "Question", "UpTo", "equivalent", "satisfies"]

MAX_ENTRIES: Final = 200
"""Entries of a list or a matrix that are compared."""

MAX_ORDER: Final = 10
"""The highest order of a derivative in an equation."""

_TRIED: Final = 6
_PRECISION: Final = 128


class UpTo(StrEnum):
    """What two answers may differ by."""

    EXACT = "exact"
    CONSTANT = "constant"
    SIGN = "sign"
    FACTOR = "factor"
    ORDER = "order"


class Equivalence(StrEnum):
    """The three answers."""

    EQUIVALENT = "EQUIVALENT"
    NOT_EQUIVALENT = "NOT_EQUIVALENT"
    UNDECIDED = "UNDECIDED"


@dataclass(frozen=True, slots=True)
class Question:
    """Two answers as text, and the conditions on their variables; `variable` is that of functions up to a constant.

    A name that no condition declares is a real number. For `satisfies`, `left` holds the equations, `right` a function.
    """

    left: str
    right: str
    conditions: str = ""
    variable: str = "x"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is known, and the verdicts that it rests on; `reason` says why nothing is decided."""

    outcome: Equivalence
    message: str
    verdicts: tuple[Verdict, ...] = ()
    notes: tuple[str, ...] = ()
    reason: Reason | None = None


class _Unanswerable(Exception):
    """The question cannot be put as claims."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


def equivalent(
    question: Question, up_to: UpTo = UpTo.EXACT, options: Options | None = None, limits: Limits = DEFAULT_LIMITS
) -> Comparison:
    """Whether two answers are the same up to what is allowed. Never raises for a bad question: the answer says so."""
    return _answered(lambda: _COMPARISONS[up_to](_Pair.read(question, limits), _Judging(options or Options())))


def satisfies(
    question: Question, unknown: str = "y", options: Options | None = None, limits: Limits = DEFAULT_LIMITS
) -> Comparison:
    """Whether the function `right` solves the equations `left`, in which `diff(y, x)` is the derivative of the unknown.

    Equations are joined by `and`; `y(0) = 1` is a condition on a value.
    """
    return _answered(lambda: _solution(question, unknown, _Judging(options or Options()), limits))


def _answered(answer: Callable[[], Comparison]) -> Comparison:
    try:
        return answer()
    except _Unanswerable as error:
        return Comparison(Equivalence.UNDECIDED, str(error), reason=error.reason)
    except NoDerivativeError as error:
        return Comparison(Equivalence.UNDECIDED, str(error), reason=Reason.UNSUPPORTED)


@dataclass(slots=True)
class _Judging:
    """Judges the claims of one question and keeps the verdicts."""

    options: Options
    verdicts: tuple[Verdict, ...] = ()

    def judged(self, left: Expr, right: Expr, conditions: tuple[Expr, ...]) -> Verdict:
        return self.claim(Expr("=", (left, right)), conditions)

    def claim(self, proposition: Expr, conditions: tuple[Expr, ...]) -> Verdict:
        free = free_symbols(proposition)
        kept = conditions if free - CONSTANTS - DOMAINS else ()
        verdict = judge(Claim(proposition, kept), self.options)
        self.verdicts = (*self.verdicts, verdict)
        return verdict

    def comparison(self, outcome: Equivalence, message: str, notes: tuple[str, ...] = ()) -> Comparison:
        reason = None
        if outcome is Equivalence.UNDECIDED:
            reason = next((v.reason for v in self.verdicts if v.reason), Reason.UNSUPPORTED)
        return Comparison(outcome, message, self.verdicts, notes, reason)

    def of_slopes(self, verdict: Verdict, yes: str, no: str, notes: tuple[str, ...], spreads: bool) -> Comparison:
        """The answer that a claim about derivatives gives; a point at which they differ is not to be isolated."""
        if verdict.status is Status.REFUTED and not spreads:
            message = f"{no}{_witness(verdict)}, perhaps an isolated point of the domain"
            return self.comparison(Equivalence.UNDECIDED, message, notes)
        return self.of_one(verdict, yes, no, notes)

    def of_one(self, verdict: Verdict, yes: str, no: str, notes: tuple[str, ...] = ()) -> Comparison:
        """The answer that one claim gives."""
        if verdict.status is Status.PROVED:
            return self.comparison(Equivalence.EQUIVALENT, yes, notes)
        if verdict.status is Status.REFUTED:
            return self.comparison(Equivalence.NOT_EQUIVALENT, f"{no}{_witness(verdict)}", notes)
        return self.comparison(Equivalence.UNDECIDED, f"not decided: {verdict.claim}: {verdict.message}", notes)


def _witness(verdict: Verdict) -> str:
    point = verdict.counterexample.point if verdict.counterexample else ()
    return f" at {', '.join(f'{name} = {value}' for name, value in point)}" if point else ""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two answers as trees, with conditions that declare every variable."""

    left: Expr
    right: Expr
    conditions: tuple[Expr, ...]
    variable: str

    @classmethod
    def read(cls, question: Question, limits: Limits) -> _Pair:
        left, right = (
            _read(text, name, limits) for text, name in ((question.left, "first"), (question.right, "second"))
        )
        conditions = _conditions(question.conditions, (left, right), limits)
        return cls(left, right, conditions, _variable(question.variable))

    def of_functions(self) -> tuple[Facts, tuple[Expr, ...], tuple[str, ...]]:
        """The conditions with those under which both are defined and smooth, and a remark on what was added.

        Raises _Unanswerable when one of them is not seen to be smooth.
        """
        facts = Facts(self.conditions)
        own = symbol(self.variable)
        if not facts.is_real(own) or facts.is_integer(own) or _is_pinned(self.conditions, self.variable):
            message = f"{self.variable} is not declared as a variable that takes all values of an interval"
            raise _Unanswerable(Reason.ILL_FORMED, message)
        added = tuple(dict.fromkeys(g for side in (self.left, self.right) for g in guards(side, self.variable, facts)))
        conditions = (*self.conditions, *added)
        wider = Facts(conditions)
        for side in (self.left, self.right):
            if not is_smooth(side, self.variable, wider):
                message = f"{expression_text(side)} is not seen to be differentiable in {self.variable} on the domain"
                raise _Unanswerable(Reason.UNSUPPORTED, message)
        note = f"on the common domain: where {', '.join(map(expression_text, added))}"
        return wider, conditions, (note,) if added else ()


def _spreads(pair: _Pair, conditions: tuple[Expr, ...]) -> bool:
    """Whether every point of the domain is seen to be a limit of others: at an isolated one slopes say nothing."""
    own = symbol(pair.variable)
    return is_thick(tuple(part for c in conditions for part in _bounds(c, own)), pair.variable, Facts(conditions))


def _bounds(condition: Expr, own: Expr) -> Iterator[Expr]:
    """A condition on the variable, an interval and a chain by their bounds."""
    if condition.head in ("and", "chain"):
        for part in condition.args if condition.head == "and" else chain_links(condition):
            yield from _bounds(part, own)
    elif condition.head == "in" and condition.args[0] == own and len(condition.args[1].args) == 2:
        container = condition.args[1]
        low, high = container.args
        yield Expr("in", (own, symbol("RR")))
        if not infinite_end(low, {}):
            yield Expr(">=" if container.head in ("list", "[)") else ">", (own, low))
        if not infinite_end(high, {}):
            yield Expr("<=" if container.head in ("list", "(]") else "<", (own, high))
    else:
        yield condition


def _is_pinned(conditions: tuple[Expr, ...], variable: str) -> bool:
    """Whether a condition may leave the variable isolated values alone."""
    return any(
        node.head == "=" and variable in free_symbols(node) for condition in conditions for node in walk(condition)
    )


def _read(text: str, which: str, limits: Limits) -> Expr:
    """An expression, a list, or a proposition."""
    from probatum.verifiers.language.parser import parse_claim, parse_expression

    try:
        return parse_expression(text, limits)
    except ClaimError as error:
        with suppress(ClaimError):
            claim = parse_claim(f"0 = 0 => {text}", limits)
            if claim.proposition.head == "=>" and not claim.conditions:
                return claim.proposition.args[1]
        reason = Reason.LIMIT_EXCEEDED if isinstance(error, LimitExceeded) else Reason.SYNTAX
        raise _Unanswerable(reason, f"the {which} answer: {error}") from error


def _variable(name: str) -> str:
    if not name.isidentifier() or not name.isascii() or name in DOMAINS or name in CONSTANTS:
        raise _Unanswerable(Reason.SYNTAX, "the variable is to be a name, such as x")
    return name


def _conditions(text: str, sides: tuple[Expr, ...], limits: Limits) -> tuple[Expr, ...]:
    from probatum.verifiers.language.parser import parse_claim

    try:
        conditions = parse_claim(f"0 = 0 for {text}", limits).conditions if text.strip() else ()
    except ClaimError as error:
        raise _Unanswerable(Reason.SYNTAX, f"the conditions: {error.message}") from error
    declared = set(Claim(Expr("and", sides), conditions).declared)
    if declared & CONSTANTS:
        raise _Unanswerable(
            Reason.ILL_FORMED, f"{min(declared & CONSTANTS)} is a constant: name the variable otherwise"
        )
    free = frozenset[str]().union(*map(free_symbols, (*sides, *conditions)))
    missing = sorted(free - declared - CONSTANTS - DOMAINS)
    return (*(Expr("in", (symbol(name), symbol("RR"))) for name in missing), *conditions)


# -- what the answers may differ by ------------------------------------------------------------------


def _is_proposition(expr: Expr) -> bool:
    return expr.head in {"=", "!=", "<", "<=", ">", ">=", "and", "or", "not", "in", "chain"}


def _exact(pair: _Pair, judging: _Judging) -> Comparison:
    left, right = pair.left, pair.right
    if _is_proposition(left) != _is_proposition(right):
        raise _Unanswerable(Reason.ILL_FORMED, "a proposition and an expression are compared")
    if _is_proposition(left):
        verdict = judging.claim(Expr("<=>", (left, right)), pair.conditions)
        return judging.of_one(verdict, "each follows from the other", "one holds and the other fails")
    if _shape(left) != _shape(right):
        message = f"of different shapes: {_shapeexpression_text(left)} and {_shapeexpression_text(right)}"
        return judging.comparison(Equivalence.NOT_EQUIVALENT, message)
    pairs = list(zip(_entries(left), _entries(right), strict=True))
    _bounded(len(pairs))
    undecided = None
    for number, (a, b) in enumerate(pairs, 1):
        verdict = judging.judged(a, b, pair.conditions)
        where = f"entry {number}: " if len(pairs) > 1 else ""
        found = judging.of_one(verdict, "equal", f"{where}different")
        if found.outcome is Equivalence.NOT_EQUIVALENT:
            return found
        if found.outcome is Equivalence.UNDECIDED:
            undecided = found
    return undecided or judging.comparison(
        Equivalence.EQUIVALENT, "equal in every entry" if len(pairs) > 1 else "equal"
    )


def _bounded(count: int) -> None:
    if count > MAX_ENTRIES:
        raise _Unanswerable(Reason.LIMIT_EXCEEDED, f"at most {MAX_ENTRIES} entries are compared")


def _shape(expr: Expr) -> tuple[object, ...]:
    if expr.head not in ("list", "tuple"):
        return ()
    return (expr.head, *(_shape(arg) for arg in expr.args))


def _shapeexpression_text(expr: Expr) -> str:
    return f"a {expr.head} of {len(expr.args)}" if expr.head in ("list", "tuple") else "a number"


def _entries(expr: Expr) -> Iterator[Expr]:
    if expr.head in ("list", "tuple"):
        for arg in expr.args:
            yield from _entries(arg)
    else:
        yield expr


def _scalars(pair: _Pair) -> None:
    for side in (pair.left, pair.right):
        if side.head in ("list", "tuple") or _is_proposition(side):
            raise _Unanswerable(Reason.ILL_FORMED, "two expressions are wanted, no lists and no propositions")


def _constant(pair: _Pair, judging: _Judging) -> Comparison:
    _scalars(pair)
    _facts, conditions, notes = pair.of_functions()
    slopes = [derivative(side, pair.variable) for side in (pair.left, pair.right)]
    verdict = judging.judged(slopes[0], slopes[1], conditions)
    if verdict.status is Status.PROVED:
        difference = Expr("+", (pair.left, Expr("neg", (pair.right,))))
        notes = (*notes, *_several_values(difference, "constant", pair.variable, conditions))
    yes = "the derivatives are equal: the difference is constant on every interval of the domain"
    return judging.of_slopes(verdict, yes, "the derivatives differ", notes, _spreads(pair, conditions))


def _several_values(constant: Expr, name: str, variable: str, conditions: tuple[Expr, ...]) -> Iterator[str]:
    """A remark when what is constant on intervals has several values, on different ones."""
    found: list[tuple[str, acb]] = []
    for point in islice(admissible_points(Claim(Expr("=", (constant, integer(0))), conditions), 0), _TRIED):
        if any(each != variable for each, _ in point):
            return
        try:
            with ctx.workprec(_PRECISION):
                value = complex_(evaluate(constant, point_scope(point, _PRECISION)))
        except NO_VALUE:
            continue
        if not value.is_finite():
            continue
        shown = expression_text(dict(point)[variable])
        other = next((where for where, known in found if known - value != 0), None)
        if other is not None:
            places = f"{variable} = {other} and {variable} = {shown}"
            yield f"the {name} differs: {places} lie in different intervals"
            return
        found.append((shown, value))


def _sign(pair: _Pair, judging: _Judging) -> Comparison:
    _scalars(pair)
    same = judging.judged(pair.left, pair.right, pair.conditions)
    if same.status is Status.PROVED:
        return judging.comparison(Equivalence.EQUIVALENT, "equal")
    opposite = judging.judged(pair.left, Expr("neg", (pair.right,)), pair.conditions)
    if opposite.status is Status.PROVED:
        return judging.comparison(Equivalence.EQUIVALENT, "equal up to the sign -1")
    if same.status is opposite.status is Status.REFUTED:
        message = f"neither equal{_witness(same)} nor opposite{_witness(opposite)}"
        return judging.comparison(Equivalence.NOT_EQUIVALENT, message)
    return judging.comparison(Equivalence.UNDECIDED, "neither equality nor oppositeness is decided")


def _factor(pair: _Pair, judging: _Judging) -> Comparison:
    _scalars(pair)
    _facts, conditions, notes = pair.of_functions()
    left, right = pair.left, pair.right
    for side in (left, right):
        if judging.claim(Expr("=", (side, integer(0))), conditions).status is not Status.REFUTED:
            return judging.comparison(
                Equivalence.UNDECIDED, f"{expression_text(side)} is not seen to differ from 0", notes
            )
    products = (
        Expr("*", (derivative(left, pair.variable), right)),
        Expr("*", (left, derivative(right, pair.variable))),
    )
    verdict = judging.judged(*products, conditions)
    if verdict.status is Status.PROVED:
        notes = (*notes, *_several_values(Expr("/", (left, right)), "factor", pair.variable, conditions))
    yes = "the Wronskian vanishes: the quotient is constant on every interval on which the second has no zero"
    return judging.of_slopes(verdict, yes, "the Wronskian does not vanish", notes, _spreads(pair, conditions))


def _order(pair: _Pair, judging: _Judging) -> Comparison:
    for side in (pair.left, pair.right):
        if side.head not in ("list", "tuple"):
            raise _Unanswerable(Reason.ILL_FORMED, "two lists are wanted, such as [1, -1] and [-1, 1]")
    left, right = list(pair.left.args), list(pair.right.args)
    _bounded(max(len(left), len(right)))
    if len(left) != len(right):
        message = f"lists of {len(left)} and of {len(right)} elements"
        return judging.comparison(Equivalence.NOT_EQUIVALENT, message)
    for element in left:
        open_claim = False
        for other in _nearest_first(element, right):
            verdict = judging.judged(element, other, pair.conditions)
            if verdict.status is Status.PROVED:
                right.remove(other)
                break
            open_claim |= verdict.status is not Status.REFUTED
        else:
            if open_claim:
                message = f"no equal of {expression_text(element)} is decided"
                return judging.comparison(Equivalence.UNDECIDED, message)
            if any(free_symbols(each) - CONSTANTS for each in (element, *right)):
                message = (
                    f"{expression_text(element)} is equal to no element everywhere, but perhaps to some at each point"
                )
                return judging.comparison(Equivalence.UNDECIDED, message)
            message = f"{expression_text(element)} occurs more often in the first list"
            return judging.comparison(Equivalence.NOT_EQUIVALENT, message)
    return judging.comparison(Equivalence.EQUIVALENT, "the same elements, as often")


def _nearest_first(element: Expr, others: list[Expr]) -> list[Expr]:
    """The elements in the order of their distance, as far as enclosures tell."""

    def distance(other: Expr) -> float:
        try:
            with ctx.workprec(_PRECISION):
                return float(abs(complex_(evaluate(element, {})) - complex_(evaluate(other, {}))).mid())
        except (ValueError, OverflowError, *NO_VALUE):
            return 0.0

    return sorted(others, key=distance)


_COMPARISONS: Final[dict[UpTo, Callable[[_Pair, _Judging], Comparison]]] = {
    UpTo.EXACT: _exact,
    UpTo.CONSTANT: _constant,
    UpTo.SIGN: _sign,
    UpTo.FACTOR: _factor,
    UpTo.ORDER: _order,
}


# -- differential equations --------------------------------------------------------------------------


def _solution(question: Question, unknown: str, judging: _Judging, limits: Limits) -> Comparison:
    equations = _read(question.left, "first", limits)
    solution = _read(question.right, "second", limits)
    variable = _variable(question.variable)
    if not _is_proposition(equations) or _is_proposition(solution) or solution.head in ("list", "tuple"):
        raise _Unanswerable(Reason.ILL_FORMED, "equations and a function are wanted: diff(y, x) = y and exp(x)")
    if unknown in free_symbols(solution) or unknown in FUNCTIONS or unknown in CONSTANTS or unknown == variable:
        raise _Unanswerable(Reason.ILL_FORMED, f"{unknown} cannot be the name of the unknown function here")
    parts = equations.args if equations.head == "and" else (equations,)
    if any(part.head not in ("=", "!=", "<", "<=", ">", ">=") for part in parts):
        raise _Unanswerable(Reason.ILL_FORMED, "relations joined by 'and' are wanted")
    if any(node.head in BINDERS for part in parts for node in walk(part)):
        raise _Unanswerable(Reason.UNSUPPORTED, "sums, products and integrals in the equations")
    filled = [_filled(part, unknown, variable, solution) for part in parts]
    conditions = _conditions(question.conditions, tuple(filled), limits)
    _facts, wider, notes = _Pair(solution, solution, conditions, variable).of_functions()
    undecided = None
    for equation in filled:
        verdict = judging.claim(equation, wider)
        found = judging.of_one(verdict, "every equation holds", f"{expression_text(equation)} fails", notes)
        if found.outcome is Equivalence.NOT_EQUIVALENT:
            return found
        if found.outcome is Equivalence.UNDECIDED:
            undecided = found
    return undecided or judging.comparison(Equivalence.EQUIVALENT, "every equation holds", notes)


def _filled(expr: Expr, unknown: str, variable: str, solution: Expr) -> Expr:
    """The equation with the solution in place of the unknown, and its derivatives worked out."""
    if expr.is_symbol(unknown):
        return solution
    args = tuple(_filled(arg, unknown, variable, solution) for arg in expr.args)
    if expr.head == unknown:
        if len(args) != 1:
            raise _Unanswerable(Reason.ILL_FORMED, f"{unknown} is a function of one variable: {unknown}(0)")
        return substitute(solution, {variable: args[0]})
    if expr.head == "diff":
        order = _order_of(expr, variable)
        found = args[0]
        for _ in range(order):
            found = derivative(found, variable)
        return found
    return Expr(expr.head, args, expr.value)


def _order_of(expr: Expr, variable: str) -> int:
    args = expr.args
    order = args[2].value if len(args) == 3 and args[2].head == "int" else 1 if len(args) == 2 else None
    if not isinstance(order, int) or not args[1].is_symbol(variable) or not 1 <= order <= MAX_ORDER:
        message = f"a derivative is written diff(y, {variable}) or diff(y, {variable}, 2), of order at most {MAX_ORDER}"
        raise _Unanswerable(Reason.ILL_FORMED, message)
    return order
