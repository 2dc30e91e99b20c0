r"""Terms of formulas: sums, products with and without a sign, quotients, powers, brackets and names.

A recursive descent over the tokens, whose depth the limits on nesting bound. Nothing is evaluated, and nothing is
chosen where two readings are possible.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from flint import fmpz

from probatum.verifiers.language.claim import CONSTANTS
from probatum.verifiers.language.diagnosis import position_at
from probatum.verifiers.language.errors import LimitExceeded
from probatum.verifiers.language.expr import Expr
from probatum.verifiers.language.latex_input import applications, continued_fractions, operators
from probatum.verifiers.language.latex_input.cursor import Cursor
from probatum.verifiers.language.latex_input.meanings import CONSTANTS_BY_SYMBOL, meanings, symbol_key, variable_of
from probatum.verifiers.language.latex_input.tokens import Kind, Token
from probatum.verifiers.language.limits import Limits

__all__ = ["ELLIPSIS", "TermReader"]

ELLIPSIS: Final = "ellipsis"
"""The head of what stands for the levels of a continued fraction that are not written."""

_DOTS: Final = (r"\ldots", r"\ddots", r"\vdots")
_ALONE: Final = frozenset(
    {"(", ")", "[", "]", "{", "}", "|", ",", ";", "=", "<", ">", r"\le", r"\ge", r"\ne", r"\in", r"\lvert", r"\rvert"}
)
"""What groups in braces may stand beside without a change of meaning: delimiters and relations."""

_OF_NUMBERS: Final = frozenset({"(", ")", "{", "}", "+", "-", r"\sqrt", r"\frac", "i", r"\pi", r"\cdot"})
"""What sums of explicit numbers are written with."""

_BETWEEN: Final = frozenset(
    {r"\cdot", r"\times", r"\le", r"\ge", r"\ne", r"\in", r"\notin", r"\ni", r"\rvert", r"\rfloor", r"\rceil", r"\}",
     r"\pm", r"\mp", r"\to", r"\rightarrow", r"\approx", r"\equiv", r"\sim", r"\simeq", r"\cong", r"\propto", r"\div",
     r"\setminus", r"\cup", r"\cap", r"\subset", r"\forall", r"\wedge", r"\vee", r"\\", r"\end", r"\implies", r"\iff",
     r"\Rightarrow", r"\Leftrightarrow", r"\mapsto", r"\over", r"\choose", r"\atop", r"\brace", r"\brack", r"\stackrel",
     r"\overset", r"\rbrack", r"\pmod", r"\bmod", r"\mod", r"\ll", r"\gg", r"\neg", r"\doteq", r"\triangleq",
     r"\coloneqq", r"\rangle"}
)  # fmt: skip
"""Commands that cannot begin a factor."""


class TermReader(Cursor):
    """Reads terms. `declared` are the variables of the claim; None lets any name be one.

    `named` are the constants and functions that the caller says are meant where a symbol has several meanings.
    """

    def __init__(
        self, text: str, tokens: list[Token], limits: Limits, declared: frozenset[str] | None, named: frozenset[str]
    ) -> None:
        super().__init__(text, tokens)
        self.limits = limits
        self.declared = declared
        self.named = named
        self.bound: list[str] = []
        self.released: dict[str, str] = {}
        self.differentials: list[str | None] = []
        self.bars = 0
        self.gamma: Token | None = None
        self.dots: Token | None = None
        self.levels = 0
        self.slashed: Expr | None = None

    # -- building
    def node(self, head: str, args: tuple[Expr, ...], value: Any = None) -> Expr:
        """A node within the limits; raises LimitExceeded."""
        expr = Expr(head, args, value)
        if expr.depth > self.limits.max_depth:
            raise LimitExceeded(f"the expression is nested deeper than {self.limits.max_depth} levels")
        if expr.size > self.limits.max_nodes:
            raise LimitExceeded(f"the expression has more than {self.limits.max_nodes} parts")
        return expr

    def is_variable(self, name: str) -> bool:
        """Whether a binder or a condition says that the name is a variable."""
        return name in self.bound or (self.declared is not None and name in self.declared)

    # -- sums and products
    def sum(self) -> Expr:
        """Terms with signs between them."""
        terms = [self.signed()]
        while self.at("+", "-") and not self.ends_at_differential(terms[-1]):
            sign = self.take()
            if self.at("+", "-"):
                raise self.refusal("two signs in a row: put the second into brackets")
            term = self.product()
            terms.append(self.node("neg", (term,)) if sign.text == "-" else term)
        if self.at(r"\pm", r"\mp"):
            raise self.refusal(f"{self.token.text} stands for two formulas: write each of them")
        terms = continued_fractions.with_leading_terms(self, terms)
        return terms[0] if len(terms) == 1 else self.node("+", tuple(terms))

    def ends_at_differential(self, _term: Expr) -> bool:
        """Whether the differential of the innermost integral has been read."""
        return bool(self.differentials) and self.differentials[-1] == ""

    def signed(self) -> Expr:
        """The first term, perhaps with a sign: `-a b` is `(-a) b`, as in the claim language."""
        if self.accept("+"):
            return self.product()
        if not self.at("-"):
            return self.product()
        self.take()
        if self.at("+", "-"):
            raise self.refusal("two signs in a row: put the second into brackets")
        return self.product(negative=True)

    def product(self, negative: bool = False) -> Expr:
        """Factors with or without a sign between them, and a quotient with a slash."""
        factors = [self.node("neg", (self.factor(),)) if negative else self.factor()]
        while not self.ends_at_differential(factors[-1]):
            if self.at(r"\cdot", r"\times", "*"):
                sign = self.take()
                if not self.starts_factor():
                    raise self.refusal(f"a factor is wanted after {sign.text}, not {self.token}")
                factors.append(self.factor())
            elif self.at("/"):
                factors = [self.slash(factors)]
            elif self.at_differential():
                self.take_differentials()
            elif self.starts_factor():
                factors.append(self.beside(factors[-1]))
            else:
                break
        if self.at(r"\div"):
            raise self.refusal(r"\div is not understood: write \frac{a}{b}")
        return factors[0] if len(factors) == 1 else self.node("*", tuple(factors))

    def beside(self, before: Expr) -> Expr:
        """A factor without a sign before it."""
        token = self.token
        if token.kind is Kind.NUMBER:
            if before.head in ("int", "decimal"):
                raise self.ambiguity(
                    "two numbers side by side", token, r"a product, written a \cdot b",
                    "one number, written with {,} between its groups of three digits",
                )  # fmt: skip
            if before.head not in ("/", "symbol"):
                return self.factor()
            if before.head == "symbol":
                raise self.ambiguity(
                    f"the number {token.text} after a factor", token, r"a product, written x \cdot 2",
                    "an index or exponent, written with braces",
                )  # fmt: skip
            raise self.refusal(r"a number after a fraction: write \cdot between them", token)
        if before.head in ("int", "decimal") and self.at(r"\frac") and self.looks_like_mixed_number():
            raise self.ambiguity(
                "a number before a fraction of numbers", token, r"a product, written with \cdot",
                "a mixed number, written as a sum"
            )  # fmt: skip
        return self.factor()

    def looks_like_mixed_number(self) -> bool:
        """Whether a fraction of two plain numbers comes next, and nothing behind it says that it is a factor."""
        first = self.ahead(1)
        if first.kind is Kind.NUMBER and len(first.text) > 1 and first.text.isdigit():
            return True  # of \frac13 TeX takes a digit for each part
        numbers = [token for token in (self.ahead(place) for place in range(1, 7)) if token.text not in ("{", "}")]
        return (
            len(numbers) > 1
            and numbers[0].kind is numbers[1].kind is Kind.NUMBER
            and "." not in numbers[0].text
            and (self.ahead(3).text == "}" or self.ahead(1).kind is Kind.NUMBER)
        )

    def slash(self, factors: list[Expr]) -> Expr:
        sign = self.take()
        if not self.starts_factor():
            raise self.refusal(f"a factor is wanted after /, not {self.token}")
        first = self.token
        below = self.factor()
        if self.at("/") or (self.starts_factor() and not self.at_differential()):
            raise self.ambiguity(
                f"{self.token} after a quotient with a slash", sign, r"\frac{a}{b c}", r"\frac{a}{b} c"
            )  # fmt: skip
        if first.text == "{" and below.head in ("*", "/", "+", "neg"):
            raise self.ambiguity(
                "a denominator in braces, which are not printed", first, r"\frac{a}{b c}", r"\frac{a}{b} c"
            )
        above = factors[0] if len(factors) == 1 else self.node("*", tuple(factors))
        self.slashed = self.node("/", (above, below))
        return self.slashed

    def starts_factor(self) -> bool:
        """Whether the next token can begin a factor."""
        token = self.token
        if token.kind in (Kind.NUMBER, Kind.LETTER, Kind.WORD):
            return True
        if token.kind is Kind.COMMAND:
            return token.text not in _BETWEEN
        if token.text == "|":
            return not self.bars
        return token.kind is Kind.MARK and token.text in ("(", "[", "{")

    def at_differential(self) -> bool:
        """Whether the differential of the innermost integral comes next."""
        if not self.differentials or not self.differentials[-1]:
            return False
        d, variable = self.token, self.ahead()
        return d.text == "d" and d.kind in (Kind.LETTER, Kind.WORD) and variable_of(variable) == self.differentials[-1]

    def take_differentials(self) -> None:
        """Pass the differential of the innermost integral, and those of the integrals around it that follow."""
        place = len(self.differentials) - 1
        while self.differentials[place]:
            if self.token.text != "d" or variable_of(self.ahead()) != self.differentials[place]:
                break
            self.take()
            self.take()
            self.differentials[place] = ""
            if place == 0:
                break
            place -= 1

    # -- factors
    def factor(self) -> Expr:
        """A number, a name, a function or something in brackets, with its exponent and factorials."""
        token = self.token
        self.levels += 1
        if self.levels > self.limits.max_depth:
            raise LimitExceeded(f"the formula is nested deeper than {self.limits.max_depth} levels")
        value, closed = self.primary()
        self.levels -= 1
        while True:
            if self.at("^"):
                if not closed:
                    self.loose(token, "an exponent")
                value = self.power(value, token)
            elif self.at("!"):
                if not closed or value.head == "^":
                    self.loose(token, "a factorial")
                value = self.factorial(value)
            elif self.at("'") or self.at(r"\prime"):
                raise self.refusal("a derivative written with a prime is not understood")
            elif self.at("_"):
                raise self.refusal("a subscript is not understood here")
            else:
                return value

    def loose(self, token: Token, what: str) -> None:
        """Refuse an exponent or a factorial on what holds together by braces, which are not printed."""
        raise self.ambiguity(
            f"{what} after braces, which are not printed",
            token,
            "all of it, written in brackets",
            "the last factor alone",
        )

    def power(self, base: Expr, token: Token) -> Expr:
        self.take()
        if base.head == "^" and token.text != "(":
            raise self.refusal("a second exponent: put both into braces")
        if self.at("*", r"\prime", r"\dagger", "+", "-") and not self.at("{"):
            raise self.refusal(f"the exponent {self.token.text} is not understood")
        if self.at("{") and self.ahead().text in (r"\underline", r"\overline"):
            return self.barred_power(base)
        return self.node("^", (base, self.script()))

    def barred_power(self, base: Expr) -> Expr:
        """A falling factorial, or what has a bar over its exponent: a rising factorial or a power of a conjugate."""
        opened, bar = self.take(), self.take()
        order = self.argument()
        self.expect("}", "to close the exponent", opened)
        if bar.text == r"\underline":
            return self.node("falling", (base, order))
        meant = self.named & {"rising", "conjugate"}
        if len(meant) != 1:
            raise self.ambiguity(
                "a bar over an exponent", bar, "the rising factorial, written (x)_{n} or named as 'rising'",
                "the power of a conjugate, named as 'conjugate'",
            )  # fmt: skip
        if "rising" in meant:
            return self.node("rising", (base, order))
        return self.node("^", (base, self.node("conjugate", (order,))))

    def factorial(self, value: Expr) -> Expr:
        sign = self.take()
        if self.at("!"):
            self.take()
            if self.at("!"):
                raise self.refusal("a third exclamation mark", sign)
            return self.node("factorial2", (value,))
        # Text has two spellings of the same.
        return self.node("factorial" if "factorial" in self.named else "!", (value,))

    def primary(self) -> tuple[Expr, bool]:
        """What an exponent may stand on, and whether it is seen to hold together."""
        token = self.token
        if token.kind is Kind.NUMBER:
            return self.number(self.take()), True
        if token.kind is Kind.MARK and token.text in ("(", "["):
            return self.group(), True
        if token.text == "{":
            return self.braced()
        if self.at("|", r"\lvert"):
            return self.absolute(), True
        if self.at(*_DOTS):
            self.dots = self.dots or token
            self.take()
            return Expr(ELLIPSIS), True
        reader = _COMMANDS.get(token.text) if token.kind is Kind.COMMAND else None
        if reader is not None:
            self.take()
            return reader(self, token), token.text not in (r"\frac", r"\cfrac", r"\sum", r"\prod", r"\int")
        if token.kind in (Kind.LETTER, Kind.COMMAND, Kind.WORD):
            return self.named_value(), True
        if token.kind is Kind.END:
            raise self.refusal("the formula ends too early: a term is missing")
        raise self.refusal(f"unexpected {token}: a term is wanted here")

    def number(self, token: Token) -> Expr:
        whole, _, fraction = token.text.partition(".")
        value = Fraction(int(fmpz(whole + fraction or "0")), 10 ** len(fraction))
        if value.denominator == 1:
            return Expr("int", (), value.numerator)
        return Expr("decimal", (), value)

    def group(self) -> Expr:
        """Something in brackets: a term, or several with commas; with a subscript, a rising factorial."""
        opened = self.take()
        closing = {"(": ")", "[": "]"}[opened.text]
        items = [self.closed_sum()]
        while self.accept(","):
            items.append(self.closed_sum())
        if self.at(";"):
            raise self.refusal("a semicolon in brackets: q-Pochhammer symbols are not understood")
        if opened.text == "[" and self.at("|"):
            raise self.refusal("a difference of two values in brackets with a bar is not understood")
        self.expect(closing, "", opened)
        if opened.text == "[" and len(items) == 1:
            self.refuse_integer_part(items[0], opened)
        if len(items) > 1:
            return self.node("tuple" if opened.text == "(" else "list", tuple(items))
        if opened.text == "(" and self.accept("_"):
            return self.node("rising", (items[0], self.script()))
        return items[0]

    def refuse_integer_part(self, inside: Expr, opened: Token) -> None:
        """Refuse square brackets around little: `[x]`, `[n/2]` and `[x + 1/2]` may be integer parts."""
        written = self.tokens[self.tokens.index(opened) + 1 : self.place - 1]
        if any(token.text in ("(", "[") for token in written) or (inside.head == "+" and len(inside.args) > 2):
            return
        raise self.ambiguity(
            "square brackets around a short term", opened, "a term in brackets, written (..)",
            r"its integer part, written \lfloor .. \rfloor",
        )  # fmt: skip

    def closed_sum(self, bars: int = 0) -> Expr:
        """A term between brackets: no bar and no differential outside of them concerns it."""
        outer, self.bars = self.bars, bars
        self.differentials.append(None)
        value = self.sum()
        self.differentials.pop()
        self.bars = outer
        return value

    def braced(self) -> tuple[Expr, bool]:
        """Something in braces, which are not printed; `{a \\over b}` and `{n \\choose k}` among them."""
        start, opened = self.place, self.take()
        if self.accept("}"):
            if self.at("_"):
                return applications.hypergeometric(self, opened), True
            if not self.starts_factor():
                raise self.refusal("empty braces stand for nothing", opened)
            return self.primary()
        value = self.closed_sum()
        if self.at(r"\over", r"\choose"):
            bar = self.take()
            below = self.closed_sum()
            self.expect("}", "to close the braces", opened)
            return self.node("/" if bar.text == r"\over" else "binomial", (value, below)), bar.text == r"\choose"
        self.expect("}", "to close the braces", opened)
        if (value.head in ("+", "neg") or value is self.slashed) and not self.stands_alone(start):
            raise self.ambiguity(
                "a sum or a quotient in braces, which are not printed", opened,
                "all of it, written in brackets", "its parts beside the rest, written without braces",
            )  # fmt: skip
        return value, value.head not in ("*", "/", "neg", "^")

    def stands_alone(self, start: int) -> bool:
        """Whether delimiters and relations alone are printed beside the group in braces that began at `start`."""
        before = self.tokens[start - 1] if start else None
        return (before is None or before.text in _ALONE) and (self.token.kind is Kind.END or self.token.text in _ALONE)

    def absolute(self) -> Expr:
        opened = self.take()
        closing = "|" if opened.text == "|" else r"\rvert"
        value = self.closed_sum(bars=int(opened.text == "|"))
        self.expect(closing, "", opened)
        return self.node("abs", (value,))

    # -- arguments of commands
    def argument(self) -> Expr:
        """The argument of a command: something in braces, or one digit, letter or symbol."""
        if self.at("{"):
            opened = self.take()
            if self.at("}"):
                raise self.refusal("empty braces where a term is wanted", opened)
            value = self.closed_sum()
            self.expect("}", "to close the braces", opened)
            return value
        if self.token.kind is Kind.NUMBER:
            return self.number(self.take_digit())
        if variable_of(self.token) is not None or self.at(r"\infty"):
            return self.lone_name(self.take())
        raise self.refusal(f"an argument in braces is wanted, not {self.token}")

    def script(self) -> Expr:
        """A subscript or an exponent."""
        token = self.token
        if token.kind is Kind.NUMBER and len(token.text) > 1:
            raise self.ambiguity(
                "a script of several digits without braces, of which TeX takes the first", token,
                f"{{{token.text}}} in braces", f"{{{token.text[0]}}} and then the rest",
            )  # fmt: skip
        if self.at(r"\frac"):
            self.take()
            return operators.fraction(self, token)
        return self.argument()

    def brackets_fill_group(self) -> bool:
        """Whether the group that comes next holds something in brackets and nothing else."""
        if self.ahead(1).text != "(":
            return False
        depth, place = 0, 1
        while (token := self.ahead(place)).kind is not Kind.END:
            depth += {"(": 1, ")": -1, "{": 1, "}": -1}.get(token.text, 0)
            place += 1
            if not depth:
                return self.ahead(place).text == "}"
        return False

    def bracketed_list(self) -> tuple[Expr, ...]:
        """Terms in round or square brackets, with commas, semicolons or bars between them."""
        opened = self.take()
        closing = {"(": ")", "[": "]"}[opened.text]
        items = [self.closed_sum(bars=1)]
        while self.accept(",", ";", "|"):
            items.append(self.closed_sum(bars=1))
        self.expect(closing, "", opened)
        return tuple(items)

    def parameter_lists(self) -> tuple[Expr, ...]:
        """The parameters of a hypergeometric function in one of their layouts, and its argument, in one sequence."""
        opened = self.token
        if not self.at("(", "["):
            raise self.refusal("the parameters in brackets are wanted")
        self.take()
        closing = {"(": ")", "[": "]"}[opened.text]
        items: list[Expr] = []
        while not self.at(closing):
            if self.at(r"\begin"):
                items += [entry for row in self.rows() for entry in row]
            elif self.at("{") and not items:
                brace = self.take()
                items.append(self.closed_sum(bars=1))
                while self.accept(",", r"\atop"):
                    items.append(self.closed_sum(bars=1))
                self.expect("}", "to close the braces", brace)
            else:
                items.append(self.closed_sum(bars=1))
            if not self.accept(",", ";", "|") and not self.at(closing):
                raise self.refusal(f"unexpected {self.token} between parameters")
        self.expect(closing, "", opened)
        return tuple(items)

    def rows(self) -> list[list[Expr]]:
        """The rows of a matrix environment that comes next; entries may be separated by commas as well."""
        opened = self.take()
        rows: list[list[Expr]] = [[]]
        while not self.at(r"\end"):
            if self.token.kind is Kind.END:
                raise self.refusal(f"\\begin{{{opened.font}}} is not closed", opened)
            if self.accept("\\\\"):
                rows.append([])
            elif not self.accept("&", ",", ";") and self.token.kind is not Kind.SPACE:
                rows[-1].append(self.closed_sum(bars=1))
            elif self.token.kind is Kind.SPACE:
                self.take()
        self.take()
        return [row for row in rows if row]

    # -- names
    def lone_name(self, token: Token) -> Expr:
        """The name that one token is: a variable or a constant."""
        name = variable_of(token)
        if token.text == r"\infty" and token.kind is Kind.COMMAND:
            return Expr("symbol", (), "oo")
        if name is None:
            raise self.refusal(f"a name is wanted, not {token}", token)
        upright = token.font == "mathrm"
        if name in ("e", "i", "pi") and (upright or not self.is_variable(name)):
            if self.is_variable(name):
                message = f"the upright {name} is a constant, and {name} is a variable here too: rename the variable"
                raise self.refusal(message, token)
            return Expr("symbol", (), name)
        if self.is_variable(name):
            return Expr("symbol", (), name)
        constant = CONSTANTS_BY_SYMBOL.get(token.text)
        if constant in self.named:
            return Expr("symbol", (), constant)
        if token.text == r"\gamma":
            self.gamma = self.gamma or token
            return Expr("symbol", (), "euler_gamma")
        return self.variable(name, token, constant)

    def variable(self, name: str, token: Token, constant: str | None = None) -> Expr:
        """A variable that is declared somewhere; raises when it is not."""
        if self.is_variable(name) or (self.declared is None and not constant and name not in CONSTANTS):
            return Expr("symbol", (), name)
        if name in self.released:
            message = (
                f"{name} is bound by {self.released[name]} and used outside of it: put all of its terms into brackets"
            )
            raise self.refusal(message, token)
        declaration = rf"a variable, declared by a condition such as \quad {token.text} \in \mathbb{{R}}"
        if constant:
            raise self.ambiguity(
                f"{token.text} is not declared", token, f"the constant {constant}, named as '{constant}'", declaration
            )
        if meanings(symbol_key(token)) and self.at("(", "_"):
            return applications.applied(self, token)
        raise self.refusal(f"{token.text} is neither declared nor bound: it may be {declaration}", token)

    def named_value(self) -> Expr:
        """A variable, a constant, or a function with its arguments."""
        token = self.take()
        key, name = symbol_key(token), variable_of(token)
        if token.text == "K" and operators.starts_continued_fraction(self):
            return operators.continued_fraction(self, token)
        if token.kind is Kind.COMMAND and token.text == r"\infty":
            return Expr("symbol", (), "oo")
        if name is None:
            if meanings(key):
                return applications.applied(self, token)
            raise self.refusal(
                f"{token.text if token.kind is Kind.COMMAND else repr(token.text)} is not understood", token
            )
        if self.at("_"):
            return self.subscripted(token, name)
        if self.at("("):
            return self.before_brackets(token, name)
        constant = CONSTANTS_BY_SYMBOL.get(token.text)
        if (
            self.at("^")
            and meanings(key)
            and not constant
            and not self.is_variable(name)
            and name not in ("e", "i", "pi")
        ):
            return applications.applied(self, token)
        return self.lone_name(token)

    def subscripted(self, token: Token, name: str) -> Expr:
        """A letter with an index: a variable of that name, a constant, or a function with an index."""
        start = self.place
        self.take()
        index = self.plain_index()
        if index is not None:
            for spelled in (f"{name}_{index}", f"{name}{index}"):
                if self.is_variable(spelled):
                    return Expr("symbol", (), spelled)
            if CONSTANTS_BY_SYMBOL.get(f"{token.text}_{index}") in self.named:
                return Expr("symbol", (), CONSTANTS_BY_SYMBOL[f"{token.text}_{index}"])
        self.place = start
        if meanings(symbol_key(token)) and not self.is_variable(name):
            return applications.applied(self, token)
        if index is not None and self.declared is None:
            self.take()
            self.plain_index()
            return Expr("symbol", (), f"{name}_{index}")
        raise self.refusal(
            f"{token.text} with an index is no function of the language, and no condition declares it as a variable",
            token,
        )

    def plain_index(self) -> str | None:
        """The letters or digits of a subscript, which is passed; None when there is more in it."""
        token = self.take()
        if token.kind is Kind.NUMBER and len(token.text) == 1:
            return token.text
        if token.kind is Kind.LETTER:
            return token.text
        if token.text == "{" and self.ahead().text == "}" and self.token.kind in (Kind.NUMBER, Kind.WORD, Kind.LETTER):
            index = self.take().text
            self.take()
            return index if index.isalnum() else None
        return None

    def before_brackets(self, token: Token, name: str) -> Expr:
        """A letter before round brackets: a factor when it is a variable or constant, else a function."""
        if self.is_variable(name) or name in ("e", "i"):
            return self.lone_name(token)
        rows = meanings(symbol_key(token))
        if name == "pi" and token.text == r"\pi":
            return self.pi_before_brackets(token)
        constant = CONSTANTS_BY_SYMBOL.get(token.text)
        if constant in self.named and not any(row.function.name in self.named for row in rows):
            return self.lone_name(token)
        if rows:
            return applications.applied(self, token)
        raise self.ambiguity(
            f"{token.text} before brackets", token,
            rf"a factor, declared by a condition such as \quad {token.text} \in \mathbb{{R}}",
            "a function, which the language does not know",
        )  # fmt: skip

    def pi_before_brackets(self, token: Token) -> Expr:
        """pi times something in brackets, or the prime counting function: what cannot count primes is a factor."""
        pi = Expr("symbol", (), "pi")
        if "primepi" in self.named and "pi" not in self.named:
            return applications.applied(self, token)
        if "pi" in self.named and "primepi" not in self.named:
            return pi
        if "primepi" not in self.named and self.cannot_count():
            return pi
        raise self.ambiguity(
            r"\pi before brackets", token, r"the number, written \pi \cdot (..) or named as 'pi'",
            "the number of primes, named as 'primepi'",
        )  # fmt: skip

    def cannot_count(self) -> bool:
        """Whether the brackets that come next hold a sum of numbers one of which is no integer: `(1 + \\sqrt{2})`."""
        inside: list[str] = []
        depth, place = 0, 0
        while (token := self.ahead(place)).kind is not Kind.END:
            depth += {"(": 1, ")": -1}.get(token.text, 0)
            if not depth:
                break
            if token.kind is not Kind.NUMBER and token.text not in _OF_NUMBERS:
                return False
            inside.append(token.text)
            place += 1
        return not {"+", "-"}.isdisjoint(inside) and not {r"\sqrt", "i", r"\pi"}.isdisjoint(inside)

    def bind(self, name: str, binder: str) -> None:
        """Let a name be a variable until it is released."""
        self.bound.append(name)
        self.released.pop(name, None)

    def release(self, binder: str) -> None:
        """End the scope of the name that was bound last."""
        self.released[self.bound.pop()] = binder

    def where(self, token: Token) -> str:
        """The place of a token, for messages about another one."""
        return str(position_at(self.text, token.start))


_COMMANDS: Final = {
    r"\frac": operators.fraction,
    r"\cfrac": operators.fraction,
    r"\binom": operators.binomial,
    r"\sqrt": operators.root,
    r"\overline": operators.overline,
    r"\sum": operators.large,
    r"\prod": operators.large,
    r"\int": operators.integral,
    r"\lfloor": operators.rounded,
    r"\lceil": operators.rounded,
    r"\begin": operators.matrix,
    r"\underset": operators.underset,
    **dict.fromkeys(
        (r"\lim", r"\limsup", r"\liminf", r"\iint", r"\iiint", r"\oint", r"\partial", r"\nabla"), operators.refused
    ),
}
"""Readers of what follows a command."""
