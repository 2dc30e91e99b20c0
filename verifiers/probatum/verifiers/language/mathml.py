"""Presentation MathML of expressions and claims, with the elements of MathML Core only.

Source of the element list: MathML Core (W3C), section 2 and 3; `mfenced` and font attributes are not part of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape

from probatum.verifiers.language.claim import Claim
from probatum.verifiers.language.expr import Expr
from probatum.verifiers.language.layout import typeset, typeset_claim
from probatum.verifiers.language.symbols import GREEK

__all__ = ["claim_mathml", "expression_mathml", "symbol_mathml"]

_OPERATORS: Final = {
    r"\ne": "≠", r"\le": "≤", r"\ge": "≥", r"\in": "∈", r"\notin": "∉", r"\to": "→", r"\cdot": "⋅", "-": "−",
    r"\Rightarrow": "⇒", r"\Leftrightarrow": "⇔", r"\mapsto": "↦",
    r"\sum": "∑", r"\prod": "∏", r"\int": "∫", r"\lfloor": "⌊", r"\rfloor": "⌋", r"\lceil": "⌈", r"\rceil": "⌉",
}  # fmt: skip

_LETTERLIKE: Final = {
    "infty": "∞", "wp": "℘", "ell": "ℓ", "Re": "ℜ", "Im": "ℑ", "hbar": "ℏ", "partial": "∂", "prime": "′", "aleph": "ℵ",
}  # fmt: skip

_FUNCTION_WORDS: Final = frozenset(
    {
        *("arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "coth", "csc", "deg", "det", "dim", "exp", "gcd"),
        *("inf", "lcm", "lim", "ln", "log", "max", "min", "sec", "sin", "sinh", "sup", "tan", "tanh"),
    }
)
_ACCENTS: Final = {"tilde": "~", "widetilde": "~", "bar": "¯", "overline": "¯", "hat": "^", "widehat": "^"}
_DOUBLE_STRUCK: Final = {"C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"}
_SCRIPT: Final = {"B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ"}
_TOKEN: Final = re.compile(r"\\([A-Za-z]+\*?)|\\(.)|([0-9]+)|\s+|(.)")


def _identifier(name: str, upright: bool = False) -> str:
    # A single letter is slanted and a word upright unless told otherwise.
    variant = ' mathvariant="normal"' if upright and len(name) == 1 else ""
    return f"<mi{variant}>{escape(name)}</mi>"


def _script_letter(letter: str) -> str:
    return _SCRIPT.get(letter) or chr(ord("𝒜") + ord(letter) - ord("A"))


class _SymbolReader:
    """Reads the LaTeX of one symbol, as the table of functions writes it; raises ValueError for anything else."""

    def __init__(self, latex: str) -> None:
        self.latex = latex
        self.tokens = [match for match in _TOKEN.finditer(latex) if not match.group().isspace()]
        self.place = 0

    def peek(self) -> str:
        return self.tokens[self.place].group() if self.place < len(self.tokens) else ""

    def take(self) -> re.Match[str]:
        if self.place == len(self.tokens):
            raise ValueError(f"incomplete symbol {self.latex!r}")
        self.place += 1
        return self.tokens[self.place - 1]

    def word(self) -> str:
        """The text of a braced group."""
        if self.take().group() != "{":
            raise ValueError(f"a group is wanted in {self.latex!r}")
        text = ""
        while (token := self.take()).group() != "}":
            text += token.group(2) or token.group()
        return text

    def group(self) -> str:
        if self.peek() != "{":
            return self.atom()
        self.take()
        body = self.row("}")
        self.take()
        return body

    def row(self, end: str = "") -> str:
        items = []
        while self.peek() != end:
            items.append(self.scripted())
        return items[0] if len(items) == 1 else f"<mrow>{''.join(items)}</mrow>"

    def scripted(self) -> str:
        base = self.group()
        scripts: dict[str, str] = {}
        while self.peek() in ("_", "^") and self.peek():
            sign = self.take().group()
            scripts[sign] = self.group()
        if len(scripts) == 2:
            return f"<msubsup>{base}{scripts['_']}{scripts['^']}</msubsup>"
        if scripts:
            (sign, script), tag = next(iter(scripts.items())), "msub" if "_" in scripts else "msup"
            return f"<{tag}>{base}{script}</{tag}>"
        return base

    def atom(self) -> str:
        token = self.take()
        command, escaped_character, digits, character = token.groups()
        if command is not None:
            return self.command(command)
        if digits is not None:
            return f"<mn>{digits}</mn>"
        letter = escaped_character or character
        return _identifier(letter) if letter.isalpha() else f"<mo>{escape(letter)}</mo>"

    def command(self, name: str) -> str:
        if name in GREEK:
            return _identifier(GREEK[name], upright=name[0].isupper())
        if name in _LETTERLIKE:
            return _identifier(_LETTERLIKE[name])
        if name in _FUNCTION_WORDS:
            return _identifier(name)
        if name in ("operatorname", "operatorname*", "mathrm", "mathbf", "mathsf", "mathit", "text"):
            return _identifier(self.word(), upright=name != "mathit")
        if name == "mathbb":
            return _identifier(_DOUBLE_STRUCK[self.word()])
        if name == "mathcal":
            return _identifier(_script_letter(self.word()))
        if name == "frac":
            return f"<mfrac>{self.group()}{self.group()}</mfrac>"
        if name in _ACCENTS:
            return f"<mover>{self.group()}<mo>{_ACCENTS[name]}</mo></mover>"
        if f"\\{name}" in _OPERATORS:
            return f"<mo>{_OPERATORS[f'{chr(92)}{name}']}</mo>"
        raise ValueError(f"the symbol {self.latex!r} uses \\{name}, which the MathML printer does not know")


def symbol_mathml(latex: str) -> str:
    """The MathML of a symbol given in LaTeX, such as `\\Gamma` or `{}_2F_1`; raises ValueError for unknown commands."""
    return _SymbolReader(latex).row()


def _operator(latex: str, attributes: str = "") -> str:
    return f"<mo{attributes}>{escape(_OPERATORS.get(latex, latex))}</mo>"


class _MathMLStyle:
    """The primitives of `layout.Style` in MathML."""

    def number(self, digits: str) -> str:
        return f"<mn>{digits}</mn>"

    def identifier(self, latex: str) -> str:
        return symbol_mathml(latex)

    def infix(self, latex: str) -> str:
        return _operator(latex)

    def text(self, words: str) -> str:
        # XML processors strip the ends of text: the spaces have to be ones that stay.
        return f"<mtext>{words.replace(' ', chr(0xA0))}</mtext>"

    def row(self, *parts: str) -> str:
        return f"<mrow>{''.join(parts)}</mrow>"

    def times(self) -> str:
        return "<mo>&#x2062;</mo>"

    def negative(self, body: str) -> str:
        return f'<mrow><mo form="prefix">−</mo>{body}</mrow>'

    def comma_list(self, items: Sequence[str]) -> str:
        return items[0] if len(items) == 1 else f"<mrow>{'<mo>,</mo>'.join(items)}</mrow>"

    def apply(self, function: str, arguments: str) -> str:
        return f"<mrow>{function}<mo>&#x2061;</mo>{arguments}</mrow>"

    def fence(self, left: str, body: str, right: str) -> str:
        opening = _operator(left, ' form="prefix" fence="true" stretchy="true"') if left != "." else ""
        closing = _operator(right, ' form="postfix" fence="true" stretchy="true"')
        return f"<mrow>{opening}{body}{closing}</mrow>"

    def scripts(self, base: str, sub: str | None, sup: str | None) -> str:
        if sub is not None and sup is not None:
            return f"<msubsup>{base}{sub}{sup}</msubsup>"
        tag, script = ("msub", sub) if sub is not None else ("msup", sup)
        return f"<{tag}>{base}{script}</{tag}>"

    def fraction(self, numerator: str, denominator: str, continued: bool = False) -> str:
        style = ' displaystyle="true"' if continued else ""
        return f"<mfrac{style}>{numerator}{denominator}</mfrac>"

    def root(self, body: str) -> str:
        return f"<msqrt>{body}</msqrt>"

    def overline(self, body: str) -> str:
        return f'<mover>{body}<mo stretchy="true">¯</mo></mover>'

    def underline(self, body: str) -> str:
        return f'<munder>{body}<mo stretchy="true">_</mo></munder>'

    def binomial(self, upper: str, lower: str) -> str:
        return self.fence("(", f'<mfrac linethickness="0">{upper}{lower}</mfrac>', ")")

    def large(self, operator: str, low: str, high: str | None) -> str:
        sign = _operator(operator) if operator in _OPERATORS else symbol_mathml(operator)
        if operator == r"\int":
            return f"<msubsup>{sign}{low}{high}</msubsup>"
        return f"<munder>{sign}{low}</munder>" if high is None else f"<munderover>{sign}{low}{high}</munderover>"

    def large_applied(self, operator: str, body: str) -> str:
        return f"<mrow>{operator}{body}</mrow>"

    def differential(self, body: str, variable: str) -> str:
        return f'{body}<mspace width="0.1667em"/><mi mathvariant="normal">d</mi>{variable}'

    def matrix(self, rows: Sequence[Sequence[str]]) -> str:
        body = "".join(f"<mtr>{''.join(f'<mtd>{entry}</mtd>' for entry in row)}</mtr>" for row in rows)
        return self.fence("(", f"<mtable>{body}</mtable>", ")")


_STYLE = _MathMLStyle()


def _document(body: str) -> str:
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML" display="block">{body}</math>'


def expression_mathml(expr: Expr) -> str:
    """The `math` element of an expression or a condition, without line breaks."""
    return _document(typeset(expr, _STYLE))


def claim_mathml(claim: Claim) -> str:
    """The `math` element of a claim with its conditions, without line breaks."""
    return _document(typeset_claim(claim, _STYLE))
