r"""The symbols of formulas, and what each may mean: letters, Greek letters, words in `\mathrm` and `\operatorname`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from probatum.verifiers.functions import FUNCTIONS, Function
from probatum.verifiers.language.latex_input.tokens import Kind, Token
from probatum.verifiers.language.symbols import GREEK

__all__ = ["CONSTANTS_BY_SYMBOL", "Meaning", "meanings", "symbol_key", "variable_of"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A function that a symbol may stand for; `sub` and `sup` are scripts that belong to the symbol.

    A `settled` one is what everybody means by the symbol with these arguments: it needs not be named.
    """

    function: Function
    settled: bool
    sub: str = ""
    sup: str = ""


CONSTANTS_BY_SYMBOL: Final = {
    "G": "catalan",
    r"\gamma": "euler_gamma",
    r"\varphi": "golden_ratio",
    r"\phi": "golden_ratio",
    "A": "glaisher",
    "K_0": "khinchin",
}
"""Constants whose symbols are as often variables: each is understood when it is named, or where nothing else fits."""

_SETTLED: Final = frozenset(
    {"gamma", "zeta", "polylog", "polygamma", "digamma", "besselj", "bessely", "besseli", "besselk", "hankel1",
     "hankel2", "harmonic", "gammainc_upper", "gammainc_lower", "beta", "lerch_phi", "log", "weierstrass_p",
     "carlson_rf",
     "carlson_rc", "carlson_rj", "carlson_rd", "carlson_rg", "airyai", "airybi", "clsin", "clausen"}
)  # fmt: skip
"""Functions that their symbols denote everywhere; those written as a word of several letters are settled as well."""

_UNSETTLED_ARITIES: Final = {"zeta": 2, "harmonic": 2}
"""With so many arguments the symbol has other meanings: multiple zeta values, harmonic numbers of an order."""

_OTHER_NOTATIONS: Final = {
    r"\ln": "log", r"\arctan": "atan", r"\arcsin": "asin", r"\arccos": "acos", "arctan": "atan", "arcsin": "asin",
    "arccos": "acos", "arccot": "acot", r"\arccot": "acot", "arcsec": "asec", "arccsc": "acsc", "arctg": "atan",
    "arsinh": "asinh", "arcsinh": "asinh", "arcosh": "acosh", "arccosh": "acosh", "artanh": "atanh",
    "arctanh": "atanh", "arcoth": "acoth", "arccoth": "acoth", r"\tg": "tan", r"\ctg": "cot", r"\Re": "re",
    r"\Im": "im", "Re": "re", "Im": "im", "real": "re", "imag": "im", "sign": "sign", "sech": "sech", "csch": "csch",
    "cosec": "csc", "arcctg": "acot", "AGM": "agm", "lg": "log10", r"\lg": "log10", "AiryAi": "airyai", "max": "max",
    "min": "min", "gcd": "gcd", "ln": "log", "log": "log", "exp": "exp", "sin": "sin", "cos": "cos", "tan": "tan",
    "sinh": "sinh", "cosh": "cosh", "tanh": "tanh", "coth": "coth", "cot": "cot", "sec": "sec", "csc": "csc",
    "Gamma": "gamma", "Beta": "beta", "arg": "arg", "Arg": "arg", "Log": "log", "Ln": "log",
}  # fmt: skip
"""Symbols by which others denote functions of the language, beside those of its own printer."""

_SYMBOL: Final = re.compile(
    r"(?P<base>[A-Za-z]|\\[A-Za-z]+|\\(?P<font>operatorname|mathrm|mathsf|mathcal)\{(?P<word>[A-Za-z0-9]+)\})"
    r"(?:_(?:(?P<sub>[A-Za-z0-9])|\{(?P<sub2>[A-Za-z0-9]+)\}))?(?:\^\{(?P<sup>[^{}]+)\})?\Z"
)


def symbol_key(token: Token) -> str:
    """How the table knows the symbol of a token: a letter, a command, or a word (upright letters are letters)."""
    return f"\\{token.font}{{{token.text}}}" if token.font in ("mathsf", "mathcal") else token.text


def _table() -> dict[str, tuple[Meaning, ...]]:
    table: dict[str, list[Meaning]] = {}
    for row in {row.name: row for row in FUNCTIONS.values()}.values():
        match = _SYMBOL.match(row.notation.latex)
        if match is None or row.notation.style in ("sqrt", "abs", "floor", "ceil", "conjugate", "binomial"):
            continue
        base = match["base"]
        key = match["word"] if match["font"] in ("operatorname", "mathrm") else base
        is_word = len(key) > 1 and (not base.startswith("\\") or match["font"] or base[1:] not in GREEK)
        settled = row.name in _SETTLED or (is_word and key not in (r"\mathsf{j}", r"\mathsf{y}"))
        meaning = Meaning(row, bool(settled), match["sub"] or match["sub2"] or "", match["sup"] or "")
        table.setdefault(key, []).append(meaning)
        if row.notation.latex.startswith(r"\operatorname") and not meaning.sub:
            table.setdefault("\\" + key, []).append(meaning)
    for key, name in _OTHER_NOTATIONS.items():
        if all(meaning.function.name != name for meaning in table.get(key, ())):
            table.setdefault(key, []).append(Meaning(FUNCTIONS[name], settled=True))
    return {key: tuple(rows) for key, rows in table.items()}


_MEANINGS: Final = _table()


def meanings(key: str) -> tuple[Meaning, ...]:
    """The functions that a symbol may stand for."""
    return _MEANINGS.get(key, ())


def is_settled(meaning: Meaning, count: int) -> bool:
    """Whether the symbol with `count` arguments, those in its scripts among them, needs no name."""
    return meaning.settled and _UNSETTLED_ARITIES.get(meaning.function.name, 0) != count


def variable_of(token: Token) -> str | None:
    """The name of the variable that a token may be: a letter, a Greek letter or a slanted word; else None."""
    if token.kind is Kind.LETTER:
        return token.text
    if token.kind is Kind.COMMAND and token.text[1:] in GREEK:
        return token.text[1:]
    if token.kind is Kind.WORD and (token.font == "mathit" or (token.font == "mathrm" and len(token.text) == 1)):
        return token.text
    return None
