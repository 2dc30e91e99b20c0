r"""From the text of a page to the tokens of one formula: `$..$`, `\[..\]`, displays and their line breaks."""

from __future__ import annotations

import re
from typing import Final

from probatum.verifiers.language.diagnosis import position_at
from probatum.verifiers.language.errors import LimitExceeded
from probatum.verifiers.language.latex_input.tokens import Kind, Token, lexed, syntax_error
from probatum.verifiers.language.limits import Limits

__all__ = ["formula_tokens"]

_DELIMITER: Final = re.compile(r"\\\\|\\[${}%]|(?P<math>\$\$?|\\[\[()\]])|(?P<brace>[{}])")
_CLOSING: Final = {"$": "$", "$$": "$$", r"\[": r"\]", r"\(": r"\)"}
_DISPLAYS: Final = frozenset(
    {"equation", "align", "aligned", "gather", "gathered", "displaymath", "math", "multline", "split", "eqnarray",
     "flalign", "alignat", "subequations", "dmath"}
)  # fmt: skip
_CONTINUES: Final = frozenset({"=", "<", ">", "+", "-", ",", "/", r"\le", r"\ge", r"\ne", r"\cdot", r"\times", r"\in"})
"""What a new line of the same formula begins with."""

_CLOSERS: Final = frozenset({".", ",", ";"})


def formula_tokens(text: str, limits: Limits) -> list[Token]:
    r"""The tokens of the formula that the text holds, the last of which is its end.

    Text around `$..$` becomes words. Raises LimitExceeded for what is beyond the limits, ClaimSyntaxError for what is
    not closed and for a second formula.
    """
    if len(text) > limits.max_length:
        raise LimitExceeded(f"the formula has {len(text)} characters; at most {limits.max_length} are accepted")
    tokens: list[Token] = []
    for start, stop, is_mathematics in _parts(text):
        if is_mathematics:
            tokens += lexed(text, start, stop, limits)
        elif text[start:stop].strip(" \t\r\n.,;:"):
            tokens.append(Token(Kind.TEXT, text[start:stop].strip(), start, stop))
    _check_nesting(text, tokens, limits)
    tokens = _joined_lines(text, tokens)
    if [token.text for token in tokens[-2:]] == [".", "."]:
        raise syntax_error(text, tokens[-2].start, "dots at the end: digits that go on are no number", "..")
    while tokens and (tokens[-1].kind is Kind.SPACE or tokens[-1].text in _CLOSERS):
        tokens.pop()
    end = tokens[-1].end if tokens else 0
    return [*tokens, Token(Kind.END, "", end, end)]


def _parts(text: str) -> list[tuple[int, int, bool]]:
    """The stretches of text, and whether each is mathematics; all of it when nothing is marked as such."""
    parts: list[tuple[int, int, bool]] = []
    depth, last, opened = 0, 0, ""
    for match in _DELIMITER.finditer(text):
        sign = match.group()
        if match["brace"]:
            depth += 1 if sign == "{" else -1
        if depth or not match["math"]:
            continue  # dollar signs in the argument of \text belong to it
        if sign != _CLOSING.get(opened, sign) or (not opened and sign not in _CLOSING):
            raise syntax_error(text, match.start(), f"{sign} stands where {opened or 'nothing'} is open", sign)
        parts.append((last, match.start(), bool(opened)))
        last, opened = match.end(), "" if opened else sign
    if opened:
        raise syntax_error(text, last - len(opened), f"{opened} is not closed", opened)
    return [*parts, (last, len(text), not parts)]


def _check_nesting(text: str, tokens: list[Token], limits: Limits) -> None:
    if len(tokens) > 2 * limits.max_nodes:
        message = f"the formula has more than {2 * limits.max_nodes} parts"
        raise LimitExceeded(message, position_at(text, tokens[2 * limits.max_nodes].start))
    depth = 0
    for token in tokens:
        depth += {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1, r"\lvert": 1, r"\rvert": -1}.get(token.text, 0)
        if depth > limits.max_depth:
            message = f"brackets are nested deeper than {limits.max_depth} levels"
            raise LimitExceeded(message, position_at(text, token.start))


def _joined_lines(text: str, tokens: list[Token]) -> list[Token]:
    """The tokens without display environments, their columns and their line breaks."""
    kept: list[Token] = []
    inner: list[Token] = []  # environments that are part of the formula, such as matrices
    for index, token in enumerate(tokens):
        if token.text in (r"\begin", r"\end"):
            if token.font in _DISPLAYS:
                continue
            if token.text == r"\begin":
                inner.append(token)
            elif not inner or inner.pop().font != token.font:
                raise syntax_error(text, token.start, f"\\end{{{token.font}}} has no \\begin{{{token.font}}}")
        elif not inner and token.text == "&" and token.kind is Kind.MARK:
            continue
        elif not inner and token.text == "\\\\":
            _refuse_second_formula(text, tokens[index + 1 :])
            continue
        kept.append(token)
    if inner:
        raise syntax_error(text, inner[-1].start, f"\\begin{{{inner[-1].font}}} is not closed", r"\begin")
    return kept


def _refuse_second_formula(text: str, rest: list[Token]) -> None:
    following = next(
        (token for token in rest if token.text not in ("&", "\\\\") and token.kind is not Kind.SPACE), None
    )
    ends = following is None or (following.text == r"\end" and following.font in _DISPLAYS)
    if following is None or ends or following.text in _CONTINUES or following.kind is Kind.TEXT:
        return
    message = "a new line begins another formula: one formula is read at a time"
    raise syntax_error(text, following.start, message, following.text)
