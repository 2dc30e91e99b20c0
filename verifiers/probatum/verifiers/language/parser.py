"""Text to claim, by the grammar in `claim.lark`.

Nothing is evaluated: the result is the inert tree of what was written. Every bound of `Limits` is checked before work
that could grow with the input: the length and the nesting of brackets before lexing, the digits of a literal before
its conversion, the depth and the size of a node when it is built.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from flint import fmpz
from lark import Lark, Token, Transformer, v_args
from lark.exceptions import UnexpectedCharacters, UnexpectedToken, VisitError

from probatum.verifiers.functions import FUNCTIONS
from probatum.verifiers.language.claim import Claim
from probatum.verifiers.language.errors import ClaimSyntaxError, LimitExceeded, Position
from probatum.verifiers.language.expr import BINDERS, CONNECTIVES, RELATIONS, Expr, bound_symbol_index
from probatum.verifiers.language.limits import DEFAULT_LIMITS, Limits

__all__ = ["parse_claim", "parse_expression"]

_CONDITION_HEADS: Final = RELATIONS | CONNECTIVES | {"chain"}
_MAX_DECIMAL_EXPONENT: Final = 100_000

_TERMINAL_NAMES: Final = {
    "INT": "a number",
    "DECIMAL": "a number",
    "NAME": "a name",
    "RELATION": "a relation (= != < <= > >=)",
    "ADDOP": "+ or -",
    "MULOP": "* or /",
    "POWER": "^",
    "BANG": "!",
    "LPAR": "(",
    "RPAR": ")",
    "LSQB": "[",
    "RSQB": "]",
    "VBAR": "|",
    "COMMA": ",",
    "MINUS": "-",
    "PLUS": "+",
    "FOR": "'for'",
    "IN": "'in'",
    "NOT": "'not'",
    "AND": "'and'",
    "OR": "'or'",
    "$END": "the end of the claim",
}

_LOOKALIKES: Final = {
    "−": "-", "–": "-", "·": "*", "×": "*", "÷": "/", "≤": "<=", "≥": ">=", "≠": "!=", "∞": "oo", "π": "pi",
    "\\": "the claim language's own names instead of LaTeX commands", "{": "( )", "}": "( )", ";": ",", ":": "'in'",
    "==": "=", "²": "^2", "³": "^3", "√": "sqrt( )", "∑": "sum( )", "∏": "prod( )", "∫": "integral( )", "∈": "in",
}  # fmt: skip


def _position(token: Token) -> Position:
    return Position(token.line or 1, token.column or 1)


@v_args(inline=True)
class _Builder(Transformer[Token, Any]):
    """Builds the tree while the text is being parsed; `limits` are those of the parse under way."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self.limits = limits

    def node(self, head: str, args: tuple[Expr, ...], value: Any = None) -> Expr:
        expr = Expr(head, args, value)
        if expr.depth > self.limits.max_depth:
            raise LimitExceeded(f"the expression is nested deeper than {self.limits.max_depth} levels")
        if expr.size > self.limits.max_nodes:
            raise LimitExceeded(f"the expression has more than {self.limits.max_nodes} parts")
        return expr

    def term(self, expr: Expr, where: str) -> Expr:
        if expr.head in _CONDITION_HEADS:
            raise ClaimSyntaxError(f"a condition stands where a number is wanted ({where})", found=expr.head)
        return expr

    def terms(self, exprs: tuple[Expr, ...], where: str) -> tuple[Expr, ...]:
        for expr in exprs:
            self.term(expr, where)
        return exprs

    # -- conditions and relations
    def claim(self, proposition: Expr, conditions: tuple[Expr, ...] = ()) -> tuple[Expr, tuple[Expr, ...]]:
        return proposition, conditions

    def condition_list(self, *conditions: Expr) -> tuple[Expr, ...]:
        for condition in conditions:
            self.condition(condition)
        return conditions

    def condition(self, expr: Expr) -> Expr:
        if expr.head not in _CONDITION_HEADS:
            raise ClaimSyntaxError(
                "a condition is wanted here, such as `x in RR`, `x > 0` or `not x in ZZ`", expected=("a condition",)
            )
        return expr

    def or_(self, *args: Expr) -> Expr:
        return self.node("or", tuple(map(self.condition, args)))

    def and_(self, *args: Expr) -> Expr:
        return self.node("and", tuple(map(self.condition, args)))

    def not_(self, arg: Expr) -> Expr:
        return self.node("not", (self.condition(arg),))

    def relation(self, first: Expr, *rest: Any) -> Expr:
        operators = tuple(str(token) for token in rest[0::2])
        terms = self.terms((first, *rest[1::2]), "a side of a relation")
        if len(operators) == 1:
            return self.node(operators[0], terms)
        return self.node("chain", terms, " ".join(operators))

    def in_(self, element: Expr, container: Expr) -> Expr:
        return self.node("in", (self.term(element, "before 'in'"), self.term(container, "after 'in'")))

    def not_in(self, element: Expr, container: Expr) -> Expr:
        return self.node("not", (self.in_(element, container),))

    # -- arithmetic
    def add(self, first: Expr, *rest: Any) -> Expr:
        terms = [first]
        for operator, value in zip(rest[0::2], rest[1::2], strict=True):
            terms.append(self.node("neg", (value,)) if operator == "-" else value)
        return self.node("+", self.terms(tuple(terms), "a term of a sum"))

    def mul(self, first: Expr, *rest: Any) -> Expr:
        result, factors = first, [first]
        for operator, value in zip(rest[0::2], rest[1::2], strict=True):
            self.term(value, "a factor")
            if operator == "*":
                factors.append(value)
                continue
            result = factors[0] if len(factors) == 1 else self.node("*", tuple(factors))
            factors = [self.node("/", (result, value))]
        self.term(first, "a factor")
        return factors[0] if len(factors) == 1 else self.node("*", tuple(factors))

    def neg(self, arg: Expr) -> Expr:
        return self.node("neg", (self.term(arg, "after '-'"),))

    def pos(self, arg: Expr) -> Expr:
        return self.term(arg, "after '+'")

    def pow(self, base: Expr, _operator: Token, exponent: Expr) -> Expr:
        return self.node("^", self.terms((base, exponent), "a base or an exponent"))

    def factorial(self, arg: Expr, _bang: Token) -> Expr:
        return self.node("!", (self.term(arg, "before '!'"),))

    def abs_(self, arg: Expr) -> Expr:
        return self.node("abs", (arg,))

    # -- atoms and brackets
    def int_(self, token: Token) -> Expr:
        if len(token) > self.limits.max_digits:
            raise LimitExceeded(f"a number has more than {self.limits.max_digits} digits", _position(token))
        return self.node("int", (), int(fmpz(str(token))))

    def decimal(self, token: Token) -> Expr:
        mantissa, _, exponent = str(token).lower().partition("e")
        whole, _, fraction = mantissa.partition(".")
        digits = (whole + fraction).lstrip("0")
        scale = (int(exponent) if len(exponent) <= 9 else 10**9) if exponent else 0
        if len(token) > self.limits.max_digits or abs(scale) > _MAX_DECIMAL_EXPONENT:
            raise LimitExceeded("a decimal is too long or its exponent too large", _position(token))
        scale -= len(fraction)
        value = Fraction(int(fmpz(digits or "0")))
        value = value * 10**scale if scale >= 0 else value / 10**-scale
        if value.denominator == 1:
            return self.node("int", (), value.numerator)
        return self.node("decimal", (), value)

    def name(self, token: Token) -> Expr:
        return self.node("symbol", (), str(token))

    def call(self, name: Token, args: tuple[Expr, ...] = ()) -> Expr:
        head = str(name)
        self.terms(args, f"an argument of {head}")
        if head in BINDERS:
            return self.binder(name, args)
        row = FUNCTIONS.get(head)
        if row is not None:
            if not row.accepts(len(args)):
                raise ClaimSyntaxError(
                    f"{head} takes {row.arity_text}, found {len(args)}", _position(name), head, (row.arity_text,)
                )
            head = row.name
        return self.node(head, args)

    def binder(self, name: Token, args: tuple[Expr, ...]) -> Expr:
        head = str(name)
        wanted = BINDERS[head]
        if len(args) != wanted:
            raise ClaimSyntaxError(f"{head} takes {wanted} arguments, found {len(args)}", _position(name), head)
        bound = args[bound_symbol_index(head)]
        if bound.head != "symbol":
            raise ClaimSyntaxError(
                f"argument {bound_symbol_index(head) + 1} of {head} is the name of its variable", _position(name), head
            )
        return self.node(head, args)

    def group(self, expr: Expr) -> Expr:
        return expr

    def tuple_(self, *items: Expr) -> Expr:
        return self.node("tuple", self.terms(items, "a tuple"))

    def list_(self, *items: Expr) -> Expr:
        return self.node("list", self.terms(items, "a list"))

    def left_open(self, low: Expr, high: Expr) -> Expr:
        return self.node("(]", self.terms((low, high), "an interval"))

    def right_open(self, low: Expr, high: Expr) -> Expr:
        return self.node("[)", self.terms((low, high), "an interval"))

    def arguments(self, *args: Expr) -> tuple[Expr, ...]:
        return args


@lru_cache(maxsize=8)
def _parser(limits: Limits) -> Callable[[str], tuple[Expr, tuple[Expr, ...]]]:
    grammar = (files(__package__) / "claim.lark").read_text(encoding="utf-8")
    lark = Lark(grammar, parser="lalr", maybe_placeholders=False, transformer=_Builder(limits))
    return lark.parse  # type: ignore[return-value]


_BRACKETS: Final = re.compile(r"[(\[)\]]")


def _check_size(text: str, limits: Limits) -> None:
    if len(text) > limits.max_length:
        raise LimitExceeded(f"the claim has {len(text)} characters; at most {limits.max_length} are accepted")
    depth = 0
    for match in _BRACKETS.finditer(text):
        depth += 1 if match.group() in "([" else -1
        if depth > limits.max_depth:
            line = text.count("\n", 0, match.start()) + 1
            column = match.start() - (text.rfind("\n", 0, match.start()) + 1) + 1
            raise LimitExceeded(f"brackets are nested deeper than {limits.max_depth} levels", Position(line, column))


def _expected(names: set[str] | frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted({_TERMINAL_NAMES.get(name, name) for name in names}))


def _syntax_error(error: UnexpectedCharacters | UnexpectedToken) -> ClaimSyntaxError:
    if isinstance(error, UnexpectedCharacters):
        position = Position(error.line, error.column)
        hint = f"; write {_LOOKALIKES[error.char]}" if error.char in _LOOKALIKES else ""
        expected = _expected(set(error.allowed or ()))
        return ClaimSyntaxError(f"unexpected character {error.char!r}{hint}", position, error.char, expected)
    token = error.token
    expected = _expected(set(error.expected))
    wanted = ", ".join(expected[:8])
    if token.type == "$END":
        return ClaimSyntaxError(f"the claim ends too early; expected {wanted}", _position(token), "", expected)
    if token.type == "BANG" and "BANG" not in error.expected:
        return ClaimSyntaxError("write (n!)! or factorial2(n): n!! is ambiguous", _position(token), "!", expected)
    if token == "=":
        wanted += " (equality is written with a single =)"
    return ClaimSyntaxError(f"unexpected {str(token)!r}; expected {wanted}", _position(token), str(token), expected)


def _parse(text: str, limits: Limits) -> tuple[Expr, tuple[Expr, ...]]:
    _check_size(text, limits)
    if not text.strip():
        raise ClaimSyntaxError("the claim is empty", Position(1, 1), "", ("an expression",))
    try:
        return _parser(limits)(text)
    except (UnexpectedCharacters, UnexpectedToken) as error:
        raise _syntax_error(error) from None
    except VisitError as error:
        # The builder's own errors arrive wrapped.
        raise error.orig_exc from None


def parse_claim(text: str, limits: Limits = DEFAULT_LIMITS) -> Claim:
    """The claim written as `text`, for example `sum(1/n^2, n, 1, oo) = zeta(2)`.

    Raises ClaimSyntaxError when the text is not in the language and LimitExceeded when it is larger than `limits`.
    """
    proposition, conditions = _parse(text, limits)
    if proposition.head not in RELATIONS and proposition.head != "chain":
        raise ClaimSyntaxError(
            "a claim needs a relation between two expressions (= != < <= > >=)",
            Position(1, 1),
            expected=("a relation (= != < <= > >=)",),
        )
    return Claim(proposition, conditions)


def parse_expression(text: str, limits: Limits = DEFAULT_LIMITS) -> Expr:
    """The expression written as `text`, without a relation or conditions; raises as `parse_claim` does."""
    proposition, conditions = _parse(text, limits)
    if conditions or proposition.head in _CONDITION_HEADS:
        raise ClaimSyntaxError("an expression is wanted, without a relation or conditions", Position(1, 1))
    return proposition
