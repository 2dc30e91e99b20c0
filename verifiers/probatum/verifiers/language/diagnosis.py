"""What to tell the author of a claim that is not in the language: what was found, and what would be right.

Everything here runs once per rejected claim and takes time linear in its length.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from probatum.verifiers.functions import FUNCTIONS
from probatum.verifiers.language.errors import ClaimSyntaxError, Position
from probatum.verifiers.language.expr import BINDERS
from probatum.verifiers.language.symbols import GREEK

KEYWORDS: Final = frozenset({"for", "in", "not", "and", "or", "using"})
"""Words of the language, which cannot be names."""

_LONGEST_QUOTE: Final = 40

_RANGE: Final = "a range is two arguments, as in sum(1/n^2, n, 1, oo)"
_TERM: Final = "an expression"
_RELATION: Final = "a relation (= != < <= > >=)"
_TERMINAL_NAMES: Final = {
    **dict.fromkeys(("INT", "DECIMAL", "NAME"), _TERM),
    "LPAR": "'('",
    "LSQB": "'['",
    "PLUS": "'+'",
    "MINUS": "'-'",
    "RELATION": _RELATION,
    **dict.fromkeys(("ADDOP", "MULOP", "POWER", "BANG"), "an operator (+ - * / ^ !)"),
    "RPAR": "')'",
    "RSQB": "']'",
    "VBAR": "'|'",
    "COMMA": "','",
    "COLON": "':'",
    "FOR": "'for'",
    "IN": "'in'",
    "NOT": "'not'",
    "AND": "'and'",
    "OR": "'or'",
    "$END": "the end of the claim",
}

_LOOKALIKES: Final = {
    "−": "-", "–": "-", "—": "-", "·": "*", "⋅": "*", "×": "*", "∗": "*", "÷": "/", "∕": "/", "≤": "<=", "≥": ">=",
    "≠": "!=", "∞": "oo", "√": "sqrt( )", "∑": "sum( )", "∏": "prod( )", "∫": "integral( )", "∈": "in",
    "∉": "not in", "∧": "and", "∨": "or", "¬": "not", "ℤ": "ZZ", "ℕ": "NN", "ℚ": "QQ", "ℝ": "RR", "ℂ": "CC",
    "ℍ": "HH", "ℙ": "PP", "Γ": "gamma( )", "ζ": "zeta( )", "²": "^2", "³": "^3", "&": "and", ";": "','", ":": "in",
    "{": "( )", "}": "( )", "≈": "abs(a - b) < 10^(-9)",
    **{letter: name for name, letter in GREEK.items() if letter not in "Γζ"},
}  # fmt: skip

_LATEX: Final = {
    "frac": "a/b", "dfrac": "a/b", "tfrac": "a/b", "cdot": "*", "times": "*", "infty": "oo", "le": "<=", "leq": "<=",
    "ge": ">=", "geq": ">=", "ne": "!=", "neq": "!=", "sum": "sum(term, n, 1, oo)", "prod": "prod(term, n, 1, oo)",
    "int": "integral(f, x, a, b)", "lim": "limit(f, x, a)", "left": "( without \\left", "right": ") without \\right",
    "in": "in", "binom": "binomial(n, k)", "mathbb": "ZZ, QQ, RR or CC", "arctan": "atan(x)", "arcsin": "asin(x)",
    "arccos": "acos(x)", "ln": "log(x)", "Gamma": "gamma(z)", "sqrt": "sqrt(x)",
}  # fmt: skip

_TOKEN: Final = re.compile(r"[0-9]+(?:\.[0-9]*)?|[A-Za-z][A-Za-z_0-9]*|<=|>=|!=|\*\*|[^\s]", re.ASCII)
_MISSPELT_RELATIONS: Final = {"=<": "<=", "=>": ">=", "<>": "!=", "==": "= (equality is written with a single =)"}
_CLOSING: Final = {")": "(", "]": "["}


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class _Context:
    """The text up to the place of an error: its last token, and the brackets that are still open."""

    last: str
    opened: tuple[_Token, ...]


def position_at(text: str, offset: int) -> Position:
    """The line and column of a place in `text`."""
    line_start = text.rfind("\n", 0, offset) + 1
    return Position(text.count("\n", 0, offset) + 1, offset - line_start + 1)


def quoted(found: str) -> str:
    """`found` for a message: escaped where it is not printable, and cut where it is long."""
    return repr(found if len(found) <= _LONGEST_QUOTE else f"{found[:_LONGEST_QUOTE]}...")


def _printable(found: str) -> str:
    return found[:_LONGEST_QUOTE].encode("utf-8", "backslashreplace").decode("utf-8")


def _context(text: str, offset: int) -> _Context:
    last = ""
    opened: list[_Token] = []
    for match in _TOKEN.finditer(text, 0, offset):
        last = match.group()
        if last in "([":
            opened.append(_Token(last, match.start()))
        elif last in _CLOSING and opened:
            opened.pop()
    return _Context(last, tuple(opened))


def _names(accepted: set[str]) -> tuple[str, ...]:
    if "INT" in accepted:
        accepted = accepted - {"LPAR", "LSQB", "VBAR", "PLUS", "MINUS"}
    return tuple(dict.fromkeys(_TERMINAL_NAMES.get(name, name) for name in sorted(accepted)))


def _ends_operand(token: str) -> bool:
    return bool(token) and token not in KEYWORDS and (token[-1].isalnum() or token[-1] in "_)]!.")


def _unclosed(text: str, context: _Context) -> str:
    bracket = context.opened[-1]
    return f"{bracket.text!r} opened at {position_at(text, bracket.offset)} is not closed"


def _character_advice(text: str, offset: int) -> str:
    character = text[offset]
    if character == "\\":
        match = re.compile(r"[A-Za-z]+").match(text, offset + 1)
        command = match.group() if match else ""
        plain = _LATEX.get(command) or (f"{command}(x)" if command in FUNCTIONS else "")
        if not plain:
            plain = (
                command if command in GREEK else "names without backslashes, such as sqrt(2), pi, sum(1/n^2, n, 1, oo)"
            )
        return f"this looks like LaTeX; write {plain}"
    if character == "$":
        return "claims are written without dollar signs"
    if character == "." and (text[offset - 1 : offset] == "." or text[offset + 1 : offset + 2] == "."):
        return _RANGE
    if character in _LOOKALIKES:
        return f"write {_LOOKALIKES[character]}"
    plain = unicodedata.normalize("NFKC", character)
    if plain != character and plain.isascii() and plain.isprintable() and plain.strip():
        return f"write {plain}"
    return ""


def bad_character(text: str, offset: int, accepted: set[str]) -> ClaimSyntaxError:
    """The error for a character that begins no token of the language."""
    character = text[offset]
    shown = quoted(character)
    if not character.isascii():
        shown += f" (U+{ord(character):04X} {unicodedata.name(character, 'without a name')})"
    advice = _character_advice(text, offset)
    message = f"unexpected character {shown}" + (f": {advice}" if advice else "")
    return ClaimSyntaxError(message, position_at(text, offset), _printable(character), _names(accepted))


def _token_advice(text: str, offset: int, found: str, context: _Context, accepted: set[str]) -> str:
    """What is wrong, in words, where more can be said than what was expected."""
    last = context.last
    if last in KEYWORDS and "INT" not in accepted:
        return f"{last!r} is a word of the language and cannot be a name here"
    if last + found in _MISSPELT_RELATIONS and offset and text[offset - 1] == last:
        return f"write {_MISSPELT_RELATIONS[last + found]}"
    if found == "!" and last == "!":
        return "write (n!)! or factorial2(n): n!! is ambiguous"
    if found in _CLOSING:
        return _closing_advice(text, found, context)
    if found == "for":
        return _unclosed(text, context) if context.opened else "conditions after 'for' are separated by commas"
    if found in KEYWORDS and "INT" in accepted:
        return f"{found!r} is a word of the language and cannot be a name"
    if found[0] == ".":
        return _RANGE if last.endswith(".") else "a number has one decimal point"
    if _ends_operand(last) and (found[0].isalnum() or found[0] in "_([") and found not in KEYWORDS:
        if (last in FUNCTIONS or last in BINDERS) and found[0] not in "([":
            return f"the argument of {last} stands in brackets: {last}({_printable(found)})"
        left = {")": "(...)", "]": "[...]"}.get(last, _printable(last))
        right = {"(": "(...)", "[": "[...]"}.get(found, _printable(found))
        return f"multiplication is written with *: write {left}*{right}"
    return ""


def _closing_advice(text: str, found: str, context: _Context) -> str:
    if not context.opened:
        return f"{found!r} closes no bracket"
    bracket = context.opened[-1]
    if _CLOSING[found] != bracket.text and _ends_operand(context.last):
        wanted = ")" if bracket.text == "(" else "]"
        return f"{bracket.text!r} opened at {position_at(text, bracket.offset)} is closed by {wanted!r}, not {found!r}"
    if context.last == ",":
        return f"an argument is missing before {found!r}"
    return ""


def bad_token(text: str, offset: int, found: str, accepted: set[str]) -> ClaimSyntaxError:
    """The error for a token that does not fit where it stands."""
    context = _context(text, offset)
    expected = _names(accepted)
    advice = _token_advice(text, offset, found, context, accepted)
    message = f"unexpected {quoted(found)}: " + (advice or f"expected {', '.join(expected)}")
    return ClaimSyntaxError(message, position_at(text, offset), _printable(found), expected)


def early_end(text: str, accepted: set[str]) -> ClaimSyntaxError:
    """The error for a claim that stops before it is complete."""
    end = len(text.rstrip())
    context = _context(text, end)
    expected = _names(accepted)
    if context.last == "for":
        advice = "after 'for' come conditions, such as x in RR, x > 0"
    elif context.opened and _ends_operand(context.last):
        advice = _unclosed(text, context)
    else:
        advice = f"expected {', '.join(expected)}" + (f" after {quoted(context.last)}" if context.last else "")
        if context.opened:
            advice += f", and {_unclosed(text, context)}"
    return ClaimSyntaxError(f"the claim ends too early: {advice}", position_at(text, end), "", expected)
