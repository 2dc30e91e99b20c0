r"""Conditions of formulas: `for $x > 0$`, `\quad n \in \mathbb{Z}`, `(|z| < 1)`, `n = 1, 2, 3, \ldots`."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from probatum.verifiers.language.claim import CONSTANTS
from probatum.verifiers.language.expr import RELATIONS, Expr, free_symbols, integer, walk
from probatum.verifiers.language.latex_input.meanings import CONSTANTS_BY_SYMBOL, variable_of
from probatum.verifiers.language.latex_input.sets import membership, one_condition
from probatum.verifiers.language.latex_input.terms import TermReader
from probatum.verifiers.language.latex_input.tokens import Kind, Token
from probatum.verifiers.language.limits import Limits

__all__ = ["RELATION_SIGNS", "conditions_of", "declared_in"]

RELATION_SIGNS: Final = {"=": "=", r"\ne": "!=", "<": "<", r"\le": "<=", ">": ">", r"\ge": ">="}

_OPENING_WORDS: Final = frozenset(
    {"for", "for all", "for every", "for each", "for any", "if", "when", "whenever", "where", "with", "provided",
     "holds for",
     "provided that", "valid for", "which holds for", "such that", "as long as", "assuming", "for real", "for complex"}
)  # fmt: skip
_JOINING_WORDS: Final = frozenset({"and", "and for", "with", "where", "and with"})
_FORMS: Final = r"for, if, when, where, with, provided that, and"
_INTEGER_LETTERS: Final = frozenset("ijklmnpqKLMN")


def _word(token: Token) -> str:
    return " ".join(token.text.lower().strip(" .,:;()").split()) if token.kind is Kind.TEXT else ""


def _may_be_a_formula(relation: Expr) -> bool:
    """Whether a relation that no word introduces may be another formula: a closed one, or an equation of two terms.

    An equation is a condition when a side is a number, a name, or a part of one: `a + b = 1`, `|z| = 1`, `q = e^x`.
    """
    if relation.head not in RELATIONS and relation.head != "chain":
        return False
    if free_symbols(relation) <= CONSTANTS:
        return True
    signs = str(relation.value).split() if relation.head == "chain" else [relation.head]
    return "=" in signs and not any(map(_is_plain, relation.args))


def _is_plain(side: Expr) -> bool:
    if side.head in ("neg", "abs", "re", "im", "arg"):
        return _is_plain(side.args[0])
    return side.head in ("int", "decimal", "symbol")


def declared_in(tokens: list[Token]) -> frozenset[str]:
    r"""The names before a sign `\in`, alone or in a list: those that a condition declares."""
    names: set[str] = set()
    for place, token in enumerate(tokens):
        if token.kind is Kind.COMMAND and token.text == r"\in":
            end = place
            while (found := _name_before(tokens, end)) is not None:
                name, end = found
                names.add(name)
                if not (end and tokens[end - 1].text == ","):
                    break
                end -= 1
    return frozenset(names)


def _name_before(tokens: list[Token], end: int) -> tuple[str, int] | None:
    """The variable whose last token is before `end`, and where it begins."""
    if end <= 0:
        return None
    name = variable_of(tokens[end - 1])
    if tokens[end - 1].font == "mathrm" or not _begins_list(tokens, end - 1):
        name = None  # a constant, or the end of a longer term
    subscript = end >= 2 and tokens[end - 2].text == "_"
    if name is not None and not subscript:
        return name, end - 1
    index = None
    if subscript and end >= 3:
        index, start = tokens[end - 1].text, end - 3
    elif end >= 5 and [tokens[end - 1].text, tokens[end - 3].text, tokens[end - 4].text] == ["}", "{", "_"]:
        index, start = tokens[end - 2].text, end - 5
    if index is not None and not _begins_list(tokens, start):
        return None
    stem = variable_of(tokens[start]) if index is not None else None
    return None if stem is None or index is None or not index.isalnum() else (f"{stem}_{index}", start)


def _begins_list(tokens: list[Token], place: int) -> bool:
    """Whether what stands at `place` begins a condition or an element of a list."""
    before = tokens[place - 1] if place else None
    return (
        before is None
        or before.kind in (Kind.SPACE, Kind.TEXT)
        or before.text in (",", "(", ";", r"\forall", r"\wedge")
    )


def conditions_of(text: str, tokens: list[Token], limits: Limits, named: frozenset[str]) -> tuple[Expr, ...]:
    """The conditions that the tokens list, with the declarations that their relations imply."""
    declared = declared_in(tokens)
    reader = _ConditionReader(text, tokens, limits, declared | _compared(tokens, declared, named), named)
    found = reader.conditions()
    return tuple(_with_declarations(reader, found, declared))


def _compared(tokens: list[Token], declared: frozenset[str], named: frozenset[str]) -> frozenset[str]:
    """Names that occur in conditions without a declaration, and are no constants."""
    names = {
        name
        for token in tokens
        if (name := variable_of(token)) is not None
        and name not in ("e", "i", "pi")
        and CONSTANTS_BY_SYMBOL.get(token.text) not in named
    }
    return frozenset(names) - declared


def _with_declarations(
    reader: _ConditionReader, found: list[tuple[Token, Expr]], declared: frozenset[str]
) -> list[Expr]:
    """The conditions, each name declared where a relation first says of what kind it is."""
    known = set(declared) | {
        expr.args[0].name for _, expr in found if expr.head == "in" and expr.args[0].head == "symbol"
    }
    result: list[Expr] = []
    for token, expr in found:
        for node in walk(expr):
            if node.head == "symbol" and isinstance(node.value, str) and node.value in reader.declared_names - known:
                known.add(node.value)
                result.append(_declaration(reader, token, node, expr))
        result.append(expr)
    return result


def _declaration(reader: _ConditionReader, token: Token, name: Expr, condition: Expr) -> Expr:
    """What a relation says of a name that no condition declares; refuses where it says nothing."""
    if any(node.head in ("re", "im") and node.args[0] == name for node in walk(condition)):
        return Expr("in", (name, Expr("symbol", (), "CC")))
    ordered = condition.head in ("<", "<=", ">", ">=") or (
        condition.head == "chain" and all(sign not in ("=", "!=") for sign in str(condition.value).split())
    )
    if ordered and name in condition.args and name.name not in _INTEGER_LETTERS:
        return Expr("in", (name, Expr("symbol", (), "RR")))
    raise reader.ambiguity(
        f"the condition does not say what {name.name} is", token,
        *(rf"{name.name} \in \mathbb{{{letter}}}" for letter in ("Z", "R", "C")),
    )  # fmt: skip


class _ConditionReader(TermReader):
    """Reads conditions from tokens that hold nothing else."""

    @property
    def declared_names(self) -> frozenset[str]:
        return self.declared or frozenset()

    def conditions(self) -> list[tuple[Token, Expr]]:
        found: list[tuple[Token, Expr]] = []
        first = next(
            (each for each in self.tokens if each.kind is not Kind.SPACE and each.text not in (",", ";")), None
        )
        if first is not None and _word(first) == "and":
            raise self.refusal("two formulas joined by and: one formula is read at a time", first)
        while True:
            self.separators()
            if self.token.kind is Kind.END:
                return found
            token = self.token
            listed = self.listed()
            introduced = token.text == "(" or any(_word(each) in _OPENING_WORDS for each in self.tokens[: self.place])
            if not introduced and any(map(_may_be_a_formula, listed)):
                raise self.ambiguity(
                    "a relation behind the first one", token, "a condition, introduced by a word such as for or if",
                    "another formula, which is read by itself",
                )  # fmt: skip
            found += [(token, expr) for expr in listed]
            if self.token.kind not in (Kind.END, Kind.SPACE, Kind.TEXT) and not self.at(
                ",", ";", r"\forall", r"\wedge"
            ):
                raise self.refusal(f"unexpected {self.token} after a condition")

    def separators(self) -> None:
        while True:
            if self.token.kind is Kind.TEXT and _word(self.token) != "not":
                if _word(self.token) not in _OPENING_WORDS | _JOINING_WORDS | {""}:
                    raise self.refusal(
                        f"the words {self.token} are not understood: conditions are introduced by {_FORMS}"
                    )
                self.take()
            elif self.token.kind is Kind.SPACE or self.at(",", ";", r"\forall", r"\wedge", ":"):
                self.take()
            else:
                return

    def listed(self) -> list[Expr]:
        """One condition, or several: those of a list in brackets, of `x, y \\in S`, of a set with a bound."""
        start = self.place
        if self.at("(") and self.holds_relation():
            opened = self.take()
            found = self.listed()
            while self.accept(",", ";"):
                found += self.listed()
            self.expect(")", "after the conditions", opened)
            if not self.joined():
                return found
            self.place = start
            return [self.connected("or", [self.negation()])]
        first = self.comparison()
        return [self.connected("or", [one_condition(self, first)])] if self.joined() else first

    def joined(self) -> bool:
        return _word(self.token) in ("and", "or")

    def connected(self, head: str, first: list[Expr]) -> Expr:
        """Conditions joined by `and`, which binds more tightly, and `or`."""
        parts = first
        if head == "or":
            parts = [self.connected("and", first)]
            while _word(self.token) == "or":
                self.take()
                parts.append(self.connected("and", [self.negation()]))
        else:
            while _word(self.token) == "and":
                self.take()
                parts = [*parts, self.negation()]
        return parts[0] if len(parts) == 1 else self.node(head, tuple(parts))

    def negation(self) -> Expr:
        if _word(self.token) == "not":
            self.take()
            return self.node("not", (self.negation(),))
        if self.at("(") and self.holds_relation():
            opened = self.take()
            inner = self.connected("or", [self.negation()])
            self.expect(")", "after the conditions", opened)
            return inner
        return one_condition(self, self.comparison())

    def holds_relation(self) -> bool:
        """Whether the brackets that come next hold conditions, and no term."""
        depth, place = 0, 0
        while (token := self.ahead(place)).kind is not Kind.END:
            depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(token.text, 0)
            if depth == 1 and (token.text in RELATION_SIGNS or token.text in (r"\in", r"\notin")):
                return True
            place += 1
            if not depth:
                return False
        return False

    def comparison(self) -> list[Expr]:
        """A relation, a chain of them, or a membership, with what its set says beside."""
        if _word(self.token) == "not":
            return [self.negation()]
        start = self.token
        terms = [self.sum()]
        while self.at(",") and self.names_follow():
            self.take()
            terms.append(self.sum())
        if self.at(r"\in", r"\notin"):
            sign, place, found = self.take(), self.place, list[Expr]()
            for term in terms:
                self.place = place  # each of them is in the same set
                found += membership(self, term, sign)
            return found
        if len(terms) > 1:
            raise self.refusal(r"a list of names is followed by \in and a set")
        operators: list[str] = []
        while self.token.kind in (Kind.MARK, Kind.COMMAND) and self.token.text in RELATION_SIGNS:
            operators.append(RELATION_SIGNS[self.take().text])
            listed = self.integers_listed(start, terms[0], operators[-1]) if len(operators) == 1 else None
            if listed is not None:
                return listed
            terms.append(self.sum())
        if not operators:
            raise self.refusal(
                f"a condition is wanted here, such as x > 0 or x \\in \\mathbb{{R}}, not {self.token}", start
            )
        if len(operators) == 1:
            return [self.node(operators[0], tuple(terms))]
        return [self.node("chain", tuple(terms), " ".join(operators))]

    def names_follow(self) -> bool:
        """Whether names and commas go on behind this comma up to a sign of membership."""
        place = 1
        while (
            variable_of(self.ahead(place))
            or self.ahead(place).text in (",", "_", "{", "}")
            or (self.ahead(place).kind is Kind.NUMBER and self.ahead(place - 1).text in ("_", "{"))
        ):
            place += 1
        return self.ahead(place).text in (r"\in", r"\notin")

    def integers_listed(self, start: Token, name: Expr, operator: str) -> list[Expr] | None:
        r"""`n = 0, 1, 2, \ldots` and `z \ne 0, -1, -2, \ldots`; None when no such list comes next."""
        place, numbers = 0, list[int]()
        while True:
            negative = self.ahead(place).text == "-" and self.ahead(place).kind is Kind.MARK
            place += negative
            token = self.ahead(place)
            if token.kind is not Kind.NUMBER or not token.text.isdigit() or len(token.text) > 9:
                break
            numbers.append(-int(token.text) if negative else int(token.text))
            if self.ahead(place + 1).text != ",":
                return None
            place += 2
        if self.ahead(place).text != r"\ldots" or not numbers:
            return None
        step = numbers[1] - numbers[0] if len(numbers) > 1 else 0
        if step not in (1, -1) or any(b - a != step for a, b in pairwise(numbers)):
            raise self.refusal("consecutive integers are understood before the dots, at least two of them", start)
        self.place += place + 1
        bound = self.node(">=" if step > 0 else "<=", (name, integer(numbers[0])))
        inside = self.node("in", (name, Expr("symbol", (), "ZZ")))
        if operator == "=":
            return [inside, bound]
        if operator != "!=":
            raise self.refusal("a list of integers follows = or \\ne", start)
        return [self.node("not", (self.node("and", (inside, bound)),))]
