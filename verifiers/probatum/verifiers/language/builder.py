"""The tree of a claim from what the grammar recognised, and what the language refuses beyond the grammar."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from flint import fmpz
from lark import Token, Transformer, v_args

from probatum.verifiers.functions import FUNCTIONS
from probatum.verifiers.language.claim import CONSTANTS, DOMAINS
from probatum.verifiers.language.diagnosis import KEYWORDS
from probatum.verifiers.language.errors import ClaimError, ClaimSyntaxError, LimitExceeded
from probatum.verifiers.language.expr import (
    ARROWS,
    BINDERS,
    CONNECTIVES,
    FIELDS,
    RELATIONS,
    Expr,
    bound_symbol_index,
    speaks_of_irrationality,
    speaks_of_steps,
)
from probatum.verifiers.language.limits import Limits

__all__ = ["BINDER_SYNTAX", "CONDITION_HEADS", "Builder", "Rejected"]

_WHOLE_CLAIMS: Final = ARROWS | {"conservative", "irrational", "using", "derivation"}
"""Heads of what is claimed and is no condition."""

CONDITION_HEADS: Final = RELATIONS | CONNECTIVES | {"chain"} | _WHOLE_CLAIMS
"""Heads that are true or false rather than a number."""

BINDER_SYNTAX: Final = {
    "sum": "sum(term, n, 1, oo)",
    "prod": "prod(factor, n, 1, oo)",
    "integral": "integral(f, x, 0, 1)",
    "limit": "limit(f, x, 0)",
    "pcf": "pcf(a, b, n)",
}

LIMIT_ALONG_SYNTAX: Final = "limit(F, from (1, 1), along (1, 2))"
FIELD_SYNTAX: Final = "field(x: [[0, 1], [1, x]], y: [[1, 0], [y, 1]])"

NOT_VARIABLES: Final = DOMAINS | {"oo"}
"""Names that nothing may bind or declare."""


class Rejected(Exception):
    """`error`, which has no position yet, about `culprit` or about the construct being built."""

    def __init__(self, error: ClaimError, culprit: Expr | None = None) -> None:
        super().__init__(error.message)
        self.error = error
        self.culprit = culprit


@v_args(inline=True)
class Builder(Transformer[Token, Any]):
    """Builds the tree from what the grammar recognised; its methods are called by the names of the rules.

    Methods with an underscore are no rules, and are spared lark's wrapping.

    Raises Rejected for what the grammar allows and the language does not.
    """

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self.limits = limits

    def _node(self, head: str, args: tuple[Expr, ...], value: Any = None) -> Expr:
        expr = Expr(head, args, value)
        if expr.depth > self.limits.max_depth:
            raise Rejected(LimitExceeded(f"the expression is nested deeper than {self.limits.max_depth} levels"))
        if expr.size > self.limits.max_nodes:
            raise Rejected(LimitExceeded(f"the expression has more than {self.limits.max_nodes} parts"))
        return expr

    def _term(self, expr: Expr, where: str) -> Expr:
        if expr.head == "axis":
            message = f"a matrix along an axis belongs to a field, as in {FIELD_SYNTAX}"
            raise Rejected(ClaimSyntaxError(message, found=":", expected=("an expression",)), expr)
        if expr.head in CONDITION_HEADS:
            message = f"a relation or condition stands where a number is wanted ({where})"
            raise Rejected(ClaimSyntaxError(message, found=expr.head, expected=("an expression",)), expr)
        return expr

    def _terms(self, exprs: tuple[Expr, ...], where: str) -> tuple[Expr, ...]:
        for expr in exprs:
            self._term(expr, where)
        return exprs

    # -- conditions and relations
    def claim(self, proposition: Expr, conditions: tuple[Expr, ...] = ()) -> tuple[Expr, tuple[Expr, ...]]:
        return proposition, conditions

    def using_(self, proposition: Expr, source: Expr) -> Expr:
        if not speaks_of_irrationality(proposition):
            message = "only a claim about irrationality is derived from something: mu(x) <= 4.7 using pcf(a, b, n)"
            raise Rejected(ClaimSyntaxError(message, found="using", expected=("mu(x) or irrational(x)",)), proposition)
        return self._node("using", (proposition, self._term(source, "after 'using'")))

    def condition_list(self, *conditions: Expr) -> tuple[Expr, ...]:
        for condition in conditions:
            self._condition(condition)
        return conditions

    def _condition(self, expr: Expr) -> Expr:
        if expr.head not in CONDITION_HEADS or expr.head in _WHOLE_CLAIMS or speaks_of_steps(expr):
            message = "a condition is wanted here, such as x in RR, x > 0 or x not in ZZ"
            raise Rejected(ClaimSyntaxError(message, expected=("a condition",)), expr)
        return expr

    def or_(self, *args: Expr) -> Expr:
        return self._node("or", tuple(map(self._condition, args)))

    def and_(self, *args: Expr) -> Expr:
        return self._node("and", tuple(map(self._condition, args)))

    def not_(self, arg: Expr) -> Expr:
        return self._node("not", (self._condition(arg),))

    def relation(self, first: Expr, *rest: Any) -> Expr:
        operators = tuple(str(token) for token in rest[0::2])
        terms = self._terms((first, *rest[1::2]), "a side of a relation")
        if len(operators) == 1:
            return self._node(operators[0], terms)
        return self._node("chain", terms, " ".join(operators))

    def implication_(self, first: Expr, *rest: Any) -> Expr:
        operators = tuple(str(token) for token in rest[0::2])
        parts = (first, *rest[1::2])
        for part in parts:
            if part.head not in CONDITION_HEADS or part.head in _WHOLE_CLAIMS:
                message = "an implication joins propositions, as in x = 2 => x^2 = 4; for an order write >= or <="
                raise Rejected(ClaimSyntaxError(message, found=operators[0], expected=("a relation",)), part)
        if len(operators) == 1:
            return self._node(operators[0], parts)
        return self._node("chain", parts, " ".join(operators))

    def _derivation(self, args: tuple[Expr, ...]) -> Expr:
        for arg in args:
            if arg.head not in RELATIONS | ARROWS | {"chain"}:
                message = "a step of a derivation is a relation or an implication: derivation(a = b, b < c)"
                raise Rejected(ClaimSyntaxError(message, found=arg.head, expected=("a step",)), arg)
        if not args:
            raise Rejected(ClaimSyntaxError("a derivation has one step or more: derivation(a = b, b < c)"))
        return self._node("derivation", args)

    def in_(self, element: Expr, container: Expr) -> Expr:
        if element.head == "symbol" and element.value in NOT_VARIABLES:
            raise Rejected(ClaimSyntaxError(f"{element.value} has a fixed meaning and cannot be declared"), element)
        return self._node("in", (self._term(element, "before 'in'"), self._term(container, "after 'in'")))

    def not_in(self, element: Expr, container: Expr) -> Expr:
        return self._node("not", (self.in_(element, container),))

    # -- arithmetic
    def add(self, first: Expr, *rest: Any) -> Expr:
        terms = [first]
        for operator, value in zip(rest[0::2], rest[1::2], strict=True):
            terms.append(self._node("neg", (value,)) if operator == "-" else value)
        return self._node("+", self._terms(tuple(terms), "a term of a sum"))

    def mul(self, first: Expr, *rest: Any) -> Expr:
        result, factors = first, [first]
        for operator, value in zip(rest[0::2], rest[1::2], strict=True):
            self._term(value, "a factor")
            if operator == "*":
                factors.append(value)
                continue
            result = factors[0] if len(factors) == 1 else self._node("*", tuple(factors))
            factors = [self._node("/", (result, value))]
        self._term(first, "a factor")
        return factors[0] if len(factors) == 1 else self._node("*", tuple(factors))

    def neg(self, arg: Expr) -> Expr:
        return self._node("neg", (self._term(arg, "after '-'"),))

    def pos(self, arg: Expr) -> Expr:
        return self._term(arg, "after '+'")

    def pow(self, base: Expr, _operator: Token, exponent: Expr) -> Expr:
        return self._node("^", self._terms((base, exponent), "a base or an exponent"))

    def factorial(self, arg: Expr, _bang: Token) -> Expr:
        return self._node("!", (self._term(arg, "before '!'"),))

    def abs_(self, arg: Expr) -> Expr:
        return self._node("abs", (self._term(arg, "between | |"),))

    # -- atoms and brackets
    def int_(self, token: Token) -> Expr:
        if len(token) > self.limits.max_digits:
            raise Rejected(LimitExceeded(f"a number has more than {self.limits.max_digits} digits"))
        return self._node("int", (), int(fmpz(str(token))))

    def decimal(self, token: Token) -> Expr:
        mantissa, _, exponent = str(token).lower().partition("e")
        whole, _, fraction = mantissa.partition(".")
        # The exponents were bounded before lexing.
        scale = (int(exponent) if exponent else 0) - len(fraction)
        if len(mantissa) + abs(scale) > self.limits.max_digits:
            raise Rejected(LimitExceeded(f"a number written out has more than {self.limits.max_digits} digits"))
        value = Fraction(int(fmpz(whole + fraction)))
        value = value * 10**scale if scale >= 0 else value / 10**-scale
        if value.denominator == 1:
            return self._node("int", (), value.numerator)
        return self._node("decimal", (), value)

    def name(self, token: Token) -> Expr:
        return self._node("symbol", (), self._checked_name(token))

    def _checked_name(self, token: Token) -> str:
        if token in KEYWORDS:
            message = f"{str(token)!r} is a word of the language and cannot be a name"
            raise Rejected(ClaimSyntaxError(message, found=str(token), expected=("an expression",)))
        if len(token) > self.limits.max_name_length:
            raise Rejected(LimitExceeded(f"a name has more than {self.limits.max_name_length} characters"))
        return str(token)

    def call(self, name: Token, args: tuple[Expr, ...] = ()) -> Expr:
        head = self._checked_name(name)
        if head in ("field", "conservative"):
            return self._field(head, args)
        if head == "derivation":
            return self._derivation(args)
        if head in ("irrational", "mu"):
            if len(args) != 1:
                raise Rejected(ClaimSyntaxError(f"{head} takes 1 argument, found {len(args)}", found=head))
            return self._node(head, self._terms(args, f"an argument of {head}"))
        if head == "limit" and any(arg.head == "from" for arg in args):
            return self._limit_along(args)
        if head in BINDERS:
            self._terms(args, BINDER_SYNTAX[head])
            return self._binder(head, args)
        self._terms(args, f"an argument of {head}")
        row = FUNCTIONS.get(head)
        if row is not None:
            if not row.accepts(len(args)):
                message = f"{head} takes {row.arity_text}, found {len(args)}"
                raise Rejected(ClaimSyntaxError(message, found=head, expected=(row.arity_text,)))
            head = row.name
        elif head in CONSTANTS:
            message = f"{head} is a constant, not a function; multiplication is written with *: {head}*(...)"
            raise Rejected(ClaimSyntaxError(message, found=head))
        return self._node(head, args)

    # -- matrix fields
    def axis_(self, name: Token, matrix: Expr) -> Expr:
        axis = self._node("symbol", (), self._checked_name(name))
        if axis.value in NOT_VARIABLES:
            raise Rejected(ClaimSyntaxError(f"{axis.value} has a fixed meaning and cannot be an axis"), axis)
        return self._node("axis", (axis, self._term(matrix, FIELD_SYNTAX)))

    def _field(self, head: str, args: tuple[Expr, ...]) -> Expr:
        if args and all(arg.head == "axis" for arg in args):
            names = [arg.args[0].name for arg in args]
            twice = next((arg for arg in args if names.count(arg.args[0].name) > 1), None)
            if twice is not None:
                raise Rejected(ClaimSyntaxError(f"the axis {twice.args[0].name} occurs twice in one field"), twice)
            field = self._node("field", args)
            return field if head == "field" else self._node("conservative", (field,))
        if head == "conservative" and len(args) == 1 and args[0].head in FIELDS:
            return self._node("conservative", args)
        form = FIELD_SYNTAX.replace("field", head)
        message = f"{head} gives each axis its matrix: {form}"
        raise Rejected(ClaimSyntaxError(message, found=head, expected=("an axis and its matrix",)))

    def _limit_along(self, args: tuple[Expr, ...]) -> Expr:
        heads = tuple(arg.head for arg in args[1:])
        listed = len(heads) == 3 and len(args[3].args) == 1 and args[3].args[0].head == "list"
        if (
            args[0].head not in FIELDS
            or heads[:2] != ("from", "along")
            or not (len(heads) == 2 or (heads == ("from", "along", "rows") and listed))
        ):
            message = (
                f"a limit along a trajectory is written {LIMIT_ALONG_SYNTAX}, with rows ([[1, 0], [0, 1]]) if wanted"
            )
            raise Rejected(ClaimSyntaxError(message, found="limit", expected=(LIMIT_ALONG_SYNTAX,)))
        places = tuple(self._node("tuple", arg.args) for arg in args[1:3])
        return self._node("limit_along", (args[0], *places, *(args[3].args if listed else ())))

    def _binder(self, head: str, args: tuple[Expr, ...]) -> Expr:
        wanted = BINDERS[head]
        if len(args) != wanted:
            message = f"{head} takes {wanted} arguments, found {len(args)}: {BINDER_SYNTAX[head]}"
            raise Rejected(ClaimSyntaxError(message, found=head, expected=(f"{wanted} arguments",)))
        bound = args[bound_symbol_index(head)]
        if bound.head != "symbol" or bound.value in NOT_VARIABLES:
            message = f"argument {bound_symbol_index(head) + 1} of {head} is its variable: {BINDER_SYNTAX[head]}"
            raise Rejected(ClaimSyntaxError(message, expected=("a name",)), bound)
        return self._node(head, args)

    def group(self, expr: Expr) -> Expr:
        return expr

    def tuple_(self, *items: Expr) -> Expr:
        return self._node("tuple", self._terms(items, "a tuple"))

    def list_(self, *items: Expr) -> Expr:
        return self._node("list", self._terms(items, "a list"))

    def left_open(self, low: Expr, high: Expr) -> Expr:
        return self._node("(]", self._terms((low, high), "an interval"))

    def right_open(self, low: Expr, high: Expr) -> Expr:
        return self._node("[)", self._terms((low, high), "an interval"))

    def arguments(self, *args: Expr) -> tuple[Expr, ...]:
        return args
