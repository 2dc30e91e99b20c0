"""The layout of formulas: where brackets, fractions, indices and limits go, whatever the output format.

`typeset` walks a tree from the leaves without recursion and builds the output with the primitives of a `Style`; LaTeX
and MathML are two styles. Brackets follow the usual reading of printed formulas, which differs from that of the claim
language: a fraction bar and an exponent bracket what they hold, a sum sign takes the product to its right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from probatum.verifiers.functions import FUNCTIONS, Notation
from probatum.verifiers.language.claim import Claim
from probatum.verifiers.language.expr import ARROWS, RELATIONS, Expr, fold, free_symbols, rational, speaks_of_steps
from probatum.verifiers.language.reading import (
    ADD,
    AND,
    MUL,
    NOT,
    OR,
    ends_open,
    level,
    reads_as_mixed_number,
    starts_negative,
    starts_with_digit,
    value_at_zero,
)
from probatum.verifiers.language.symbols import CONSTANT_LATEX, SET_LATEX, escaped, variable_name
from probatum.verifiers.language.text import expression_text

__all__ = ["Style", "typeset", "typeset_claim"]


class Style(Protocol):
    """The primitives of an output format. Symbols and operators are named by their LaTeX, all else is output."""

    def number(self, digits: str) -> str: ...
    def identifier(self, latex: str) -> str: ...
    def infix(self, latex: str) -> str: ...
    def text(self, words: str) -> str: ...
    def row(self, *parts: str) -> str: ...
    def times(self) -> str: ...
    def negative(self, body: str) -> str: ...
    def comma_list(self, items: Sequence[str]) -> str: ...
    def apply(self, function: str, arguments: str) -> str: ...
    def fence(self, left: str, body: str, right: str) -> str: ...
    def scripts(self, base: str, sub: str | None, sup: str | None) -> str: ...
    def fraction(self, numerator: str, denominator: str, continued: bool = False) -> str: ...
    def root(self, body: str) -> str: ...
    def overline(self, body: str) -> str: ...
    def underline(self, body: str) -> str: ...
    def binomial(self, upper: str, lower: str) -> str: ...
    def large(self, operator: str, low: str, high: str | None) -> str: ...
    def large_applied(self, operator: str, body: str) -> str: ...
    def differential(self, body: str, variable: str) -> str: ...
    def matrix(self, rows: Sequence[Sequence[str]]) -> str: ...


@dataclass(frozen=True, slots=True)
class _Part:
    """A subtree and its output.

    `raised` writes a function call with an exponent on the function's symbol; `operand` is the output of what a minus
    sign stands before, `not_in` the denial of a membership; `items` are the outputs of the elements of a list.
    """

    expr: Expr
    output: str
    raised: Callable[[str], str] | None = None
    operand: str = ""
    not_in: str = ""
    items: tuple[str, ...] = ()


_RELATION_LATEX: Final = {"=": "=", "!=": r"\ne", "<": "<", "<=": r"\le", ">": ">", ">=": r"\ge",
    "=>": r"\Rightarrow", "<=>": r"\Leftrightarrow",
}  # fmt: skip
_LARGE_LATEX: Final = {"sum": r"\sum", "prod": r"\prod", "integral": r"\int"}
_FENCES: Final = {"abs": ("|", "|"), "floor": (r"\lfloor", r"\rfloor"), "ceil": (r"\lceil", r"\rceil")}
_INTERVALS: Final = {"tuple": ("(", ")"), "list": ("[", "]"), "[)": ("[", ")"), "(]": ("(", "]")}

_SIMPLE_SYMBOL: Final = re.compile(
    r"(\{\}_[0-9])?([A-Za-z]|\\[A-Za-z]+|\\(operatorname|mathrm|mathcal)\{[A-Za-z]+\})(_[A-Za-z0-9]|_\{[A-Za-z0-9]+\})?\Z"
)


def _notation(head: str) -> Notation:
    row = FUNCTIONS.get(head)
    return row.notation if row is not None else Notation(rf"\operatorname{{{escaped(head)}}}")


def _ends_with_index(expr: Expr) -> bool:
    """Whether the printed form ends with a symbol that has an index and no argument, but could have one."""
    while expr.head in ("*", "neg", "^"):
        expr = expr.args[0] if expr.head == "^" else expr.args[-1]
    row = FUNCTIONS.get(expr.head)
    return row is not None and row.notation.style == "subscript" and len(expr.args) == 1 and row.accepts(2)


class _Typesetter:
    """Lays out one node from the output of its children."""

    def __init__(self, style: Style) -> None:
        self.style = style

    def bracketed(self, part: _Part) -> str:
        return self.style.fence("(", part.output, ")")

    def at_least(self, part: _Part, least: int) -> str:
        return part.output if level(part.expr) >= least else self.bracketed(part)

    def node(self, expr: Expr, parts: list[_Part], scope: frozenset[str]) -> _Part:
        head = expr.head
        if head == "symbol":
            return _Part(expr, self.symbol(expr.name, scope))
        if head in ("int", "decimal"):
            return _Part(expr, self.style.number(expression_text(expr)))
        if head == "neg":
            operand = self.body(parts[0])
            return _Part(expr, self.style.negative(operand), operand=operand)
        if head == "list":
            return _Part(expr, self.list_(expr, parts), items=tuple(part.output for part in parts))
        if head == "in":
            return _Part(expr, self.membership(parts, r"\in"), not_in=self.membership(parts, r"\notin"))
        if head in _INTERVALS:
            return _Part(expr, self.brackets(head, parts))
        if head in _STRUCTURES:
            return _Part(expr, _STRUCTURES[head](self, parts))
        if head in RELATIONS | ARROWS or head == "chain":
            operators = str(expr.value).split() if head == "chain" else [head]
            return _Part(expr, self.relation(operators, parts, OR if speaks_of_steps(expr) else ADD))
        if head in ("and", "or"):
            least = NOT if head == "and" else AND
            joined = [self.at_least(parts[0], least)]
            for part in parts[1:]:
                joined += [self.style.text(f" {head} "), self.at_least(part, least)]
            return _Part(expr, self.style.row(*joined))
        if head == "pcf":
            return _Part(expr, self.continued_fraction(parts))
        if head in _LARGE_LATEX:
            return _Part(expr, self.large(head, parts))
        return self.call(expr, parts)

    def symbol(self, name: str, scope: frozenset[str]) -> str:
        if name not in scope and name in CONSTANT_LATEX:
            return self.style.identifier(CONSTANT_LATEX[name])
        if name not in scope and name in SET_LATEX:
            return self.style.identifier(SET_LATEX[name])
        latex, index = variable_name(name)
        letter = self.style.identifier(latex)
        if not index:
            return letter
        written = self.style.number(index) if index.isdigit() else self.style.identifier(rf"\mathrm{{{index}}}")
        return self.style.scripts(letter, written, None)

    # -- arithmetic
    def sum_(self, parts: list[_Part]) -> str:
        first, *rest = parts
        row = [self.bracketed(first) if first.expr.head == "pcf" else self.at_least(first, ADD)]
        for part in rest:
            if part.expr.head == "neg":
                row += [self.style.infix("-"), part.operand]
            else:
                row += [self.style.infix("+"), self.body(part)]
        return self.style.row(*row)

    def body(self, part: _Part) -> str:
        """What stands after a sign or a large operator: a product, with brackets around anything looser."""
        return self.bracketed(part) if level(part.expr) <= ADD or starts_negative(part.expr) else part.output

    def product(self, parts: list[_Part]) -> str:
        row: list[str] = []
        for index, part in enumerate(parts):
            expr, last = part.expr, index == len(parts) - 1
            closed = ends_open(expr) and not last
            if index == 0:
                closed = closed or (level(expr) < MUL and expr.head != "neg")
            else:
                closed = closed or level(expr) < MUL or expr.head == "*"
                before = parts[index - 1].expr
                dotted = not closed and (starts_with_digit(expr) or reads_as_mixed_number(before, expr))
                # Brackets behind an index are taken for an argument.
                dotted = dotted or ((closed or expr.head in ("^", "!", "rising")) and _ends_with_index(before))
                row.append(self.style.infix(r"\cdot") if dotted else self.style.times())
            row.append(self.bracketed(part) if closed else part.output)
        return self.style.row(*row)

    def quotient(self, parts: list[_Part]) -> str:
        return self.style.fraction(parts[0].output, parts[1].output)

    def power(self, parts: list[_Part]) -> str:
        base, exponent = parts
        if base.raised is not None and exponent.expr.head == "int" and exponent.expr.value not in (0, 1):
            return base.raised(exponent.output)
        bare = base.expr.head in ("int", "decimal", "symbol", "list", "tuple", "abs", "floor", "ceil", "binomial")
        return self.style.scripts(base.output if bare else self.bracketed(base), None, exponent.output)

    def factorial(self, parts: list[_Part], sign: str = "!") -> str:
        bare = parts[0].expr.head in ("int", "symbol", "abs", "floor", "ceil")
        return self.style.row(parts[0].output if bare else self.bracketed(parts[0]), self.style.identifier(sign))

    # -- collections and conditions
    def list_(self, expr: Expr, parts: list[_Part]) -> str:
        lengths = {len(row.args) if row.head == "list" else 0 for row in expr.args}
        if len(lengths) == 1 and 0 not in lengths:
            return self.style.matrix([part.items for part in parts])
        return self.brackets("list", parts)

    def brackets(self, head: str, parts: list[_Part]) -> str:
        items = [part.output for part in parts]
        return self.style.fence(_INTERVALS[head][0], self.style.comma_list(items), _INTERVALS[head][1])

    def relation(self, operators: list[str], parts: list[_Part], least: int = ADD) -> str:
        row = [self.at_least(parts[0], least)]
        for operator, part in zip(operators, parts[1:], strict=True):
            row += [self.style.infix(_RELATION_LATEX[operator]), self.at_least(part, least)]
        return self.style.row(*row)

    def membership(self, parts: list[_Part], sign: str) -> str:
        return self.style.row(self.at_least(parts[0], ADD), self.style.infix(sign), self.at_least(parts[1], ADD))

    def negation(self, parts: list[_Part]) -> str:
        if parts[0].expr.head == "in":
            return parts[0].not_in
        return self.style.row(self.style.text("not "), self.at_least(parts[0], NOT))

    # -- irrationality
    def irrational(self, parts: list[_Part]) -> str:
        rationals = self.style.identifier(SET_LATEX["QQ"])
        return self.style.row(self.at_least(parts[0], ADD), self.style.infix(r"\notin"), rationals)

    def measure(self, parts: list[_Part]) -> str:
        return self.style.apply(self.style.identifier(r"\mu"), self.bracketed(parts[0]))

    def derivation(self, parts: list[_Part]) -> str:
        row = [parts[0].output]
        for part in parts[1:]:
            row += [self.style.text("; "), part.output]
        return self.style.row(*row)

    def using(self, parts: list[_Part]) -> str:
        return self.style.row(parts[0].output, self.style.text(" using "), parts[1].output)

    # -- large operators
    def large(self, head: str, parts: list[_Part]) -> str:
        body, variable, low, high = parts
        if head == "integral":
            sign = self.style.large(r"\int", low.output, high.output)
            return self.style.large_applied(sign, self.style.differential(self.body(body), variable.output))
        start = self.style.row(variable.output, self.style.infix("="), low.output)
        return self.style.large_applied(self.style.large(_LARGE_LATEX[head], start, high.output), self.body(body))

    def limit(self, parts: list[_Part]) -> str:
        body, variable, point = parts
        towards = self.style.row(variable.output, self.style.infix(r"\to"), point.output)
        return self.style.large_applied(self.style.large(r"\lim", towards, None), self.body(body))

    # -- matrix fields
    def axis(self, parts: list[_Part]) -> str:
        return self.style.row(parts[0].output, self.style.infix(r"\mapsto"), parts[1].output)

    def field(self, parts: list[_Part]) -> str:
        return self.style.fence("(", self.style.comma_list([part.output for part in parts]), ")")

    def conservative(self, parts: list[_Part]) -> str:
        return self.style.row(parts[0].output, self.style.text(" is conservative"))

    def limit_along(self, parts: list[_Part]) -> str:
        """The limit of the quotients of the products of the field from the start along multiples of the direction."""
        field, start, direction, *rows = parts
        count = self.style.identifier("n")
        place = self.style.row(start.output, self.style.infix("+"), count, self.style.times(), direction.output)
        towards = self.style.row(count, self.style.infix(r"\to"), self.style.identifier(r"\infty"))
        body = self.style.row(*(part.output for part in rows), field.output, self.style.fence("[", place, "]"))
        return self.style.large_applied(self.style.large(r"\lim", towards, None), body)

    def continued_fraction(self, parts: list[_Part]) -> str:
        a, b, variable = parts
        first = self.style.row(variable.output, self.style.infix("="), self.style.number("1"))
        operator = self.style.large(r"\operatorname*{K}", first, self.style.identifier(r"\infty"))
        fraction = self.style.large_applied(operator, self.style.fraction(b.output, a.output, continued=True))
        start = value_at_zero(a.expr, variable.expr.name)
        if start == 0:
            return fraction
        if start is not None:
            leading = typeset(rational(start.numerator, start.denominator), self.style)
        elif variable.expr.name not in free_symbols(a.expr):
            leading = self.at_least(a, ADD)
        else:
            at_zero = self.style.row(variable.output, self.style.infix("="), self.style.number("0"))
            leading = self.style.scripts(self.style.fence(".", a.output, "|"), at_zero, None)
        return self.style.row(leading, self.style.infix("+"), fraction)

    # -- functions
    def call(self, expr: Expr, parts: list[_Part]) -> _Part:
        notation = _notation(expr.head)
        items = [part.output for part in parts]
        style = self.style
        if notation.style in _FENCES:
            left, right = _FENCES[notation.style]
            return _Part(expr, style.fence(left, style.comma_list(items), right))
        if notation.style == "sqrt":
            return _Part(expr, style.root(items[0]))
        if notation.style == "conjugate":
            return _Part(expr, style.overline(items[0]))
        if notation.style == "factorial":
            return _Part(expr, self.factorial(parts, notation.latex))
        if notation.style == "binomial":
            return _Part(expr, style.binomial(items[0], items[1]))
        if notation.style == "rising":
            return _Part(expr, style.scripts(self.bracketed(parts[0]), items[1], None))
        if notation.style == "falling":
            return _Part(expr, style.scripts(self.bracketed(parts[0]), None, style.underline(items[1])))
        return self.applied(expr, notation, items)

    def applied(self, expr: Expr, notation: Notation, items: list[str]) -> _Part:
        style, sub, sup = self.style, None, None
        if notation.derivative_arity == len(items):
            *items, order = items
            sup = style.fence("(", order, ")")
        if notation.style == "subscript" and items:
            sub, *items = items
        elif notation.style == "superscript" and items:
            index, *items = items
            sup = style.fence("(", index, ")")
        elif notation.style == "branch" and len(items) > 1:
            *items, sub = items
        elif notation.style == "polynomial" and len(items) > 1:
            sub, *parameters, argument = items
            items = [argument]
            if parameters:
                sup = style.fence("(", style.comma_list(parameters), ")")

        def written(exponent: str | None) -> str:
            name = style.identifier(notation.latex)
            symbol = style.scripts(name, sub, exponent) if sub is not None or exponent is not None else name
            if not items and notation.style == "subscript":
                return symbol
            return style.apply(symbol, style.fence("(", style.comma_list(items), ")"))

        # An exponent on `log G` or on a derivative would be read as part of the symbol.
        takes_exponent = sup is None and _SIMPLE_SYMBOL.match(notation.latex) is not None
        return _Part(expr, written(sup), written if takes_exponent else None)


_STRUCTURES: Final[dict[str, Callable[[_Typesetter, list[_Part]], str]]] = {
    "+": _Typesetter.sum_,
    "*": _Typesetter.product,
    "/": _Typesetter.quotient,
    "^": _Typesetter.power,
    "!": _Typesetter.factorial,
    "not": _Typesetter.negation,
    "limit": _Typesetter.limit,
    "axis": _Typesetter.axis,
    "field": _Typesetter.field,
    "conservative": _Typesetter.conservative,
    "limit_along": _Typesetter.limit_along,
    "irrational": _Typesetter.irrational,
    "mu": _Typesetter.measure,
    "using": _Typesetter.using,
    "derivation": _Typesetter.derivation,
}


def typeset(expr: Expr, style: Style, declared: frozenset[str] = frozenset()) -> str:
    """The output of `expr` in `style`; the names in `declared` are variables even where they are those of constants."""
    return fold(expr, _Typesetter(style).node, declared).output


def typeset_claim(claim: Claim, style: Style) -> str:
    """The output of a claim: its relations, then its conditions after "for"."""
    declared = frozenset(claim.declared)
    proposition = typeset(claim.proposition, style, declared)
    if not claim.conditions:
        return proposition
    conditions = style.comma_list([typeset(condition, style, declared) for condition in claim.conditions])
    return style.row(proposition, style.text(" for "), conditions)
