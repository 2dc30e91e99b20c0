r"""The tokens of LaTeX mathematics: what is printed, each with its place in the text.

Spaces, comments, the size of delimiters and commands that print nothing are left out; `\text{..}` becomes words, with
the mathematics between its dollar signs read as such.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from probatum.verifiers.functions import FUNCTIONS
from probatum.verifiers.language.diagnosis import position_at, quoted
from probatum.verifiers.language.errors import ClaimSyntaxError, LimitExceeded
from probatum.verifiers.language.limits import Limits

__all__ = ["Kind", "Token", "lexed", "syntax_error"]


class Kind(Enum):
    """What a token is."""

    NUMBER = auto()
    """Digits, perhaps with a decimal point."""
    LETTER = auto()
    """A letter of the Latin alphabet."""
    COMMAND = auto()
    r"""A command, with its backslash: `\frac`."""
    WORD = auto()
    r"""The word of `\mathrm{..}`, `\operatorname{..}` and their like; `font` is the command without its backslash."""
    TEXT = auto()
    r"""The words of `\text{..}`."""
    MARK = auto()
    """Any other character."""
    SPACE = auto()
    r"""A wide space that sets conditions apart: `\quad`, `\qquad`."""
    END = auto()
    """The end of the text."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token, the offset of its first character and that behind its last one."""

    kind: Kind
    text: str
    start: int
    end: int
    font: str = ""

    def __str__(self) -> str:
        return "the end" if self.kind is Kind.END else quoted(self.text)


_TOKEN: Final = re.compile(
    r"(?P<space>\s+|~|%[^\n]*(?:\n|\Z)|\\[,;:!> ]|\\\n)|(?P<number>[0-9]+(?:\{,\}[0-9]{3})*(?:\.[0-9]+)?|\.[0-9]+)"
    r"|(?P<letter>[A-Za-z])|(?P<command>\\(?:[A-Za-z]+\*?|.))|(?P<mark>.)",
    re.DOTALL,
)
_WORD: Final = re.compile(r"\s*\{\s*(?P<word>(?:[A-Za-z0-9]|\\_|[ \-])*?)\s*\}|\s*(?P<letter>[A-Za-z])")
_ENVIRONMENT: Final = re.compile(r"\s*\{(?P<name>[A-Za-z]+)\*?\}(?:\{[0-9]*\})?")
_OLD_FONT: Final = re.compile(r"\{\s*\\(?P<font>rm|bf|it|sf|cal)(?![A-Za-z])\s*(?P<word>[A-Za-z]+)\s*\}")

_FONTS: Final = frozenset(
    {"mathrm", "operatorname", "operatorname*", "mathbb", "mathbf", "mathit", "mathcal", "mathsf", "mathscr",
     "mathfrak", "boldsymbol", "Bbb"}
)  # fmt: skip
_OLD_FONTS: Final = {"rm": "mathrm", "bf": "mathbf", "it": "mathit", "sf": "mathsf", "cal": "mathcal"}
_TEXTS: Final = frozenset({"text", "mbox", "textrm", "hbox", "textnormal", "textup", "textit", "mathop"})
_INVISIBLE: Final = frozenset(
    {"displaystyle", "textstyle", "scriptstyle", "scriptscriptstyle", "limits", "nolimits", "nonumber", "notag",
     "left", "right", "middle", "big", "Big", "bigg", "Bigg", "bigl", "Bigl", "biggl", "Biggl", "bigr", "Bigr",
     "biggr", "Biggr", "bigm", "Bigm", "biggm", "Biggm", "thinspace", "enspace", "medspace", "thickspace",
     "negthinspace", "noindent", "allowbreak", "nobreak", "mathstrut", "strut", "mathopen", "mathclose"}
)  # fmt: skip
_WITH_ARGUMENT: Final = frozenset(
    {"label", "tag", "tag*", "hspace", "hspace*", "vspace", "phantom", "vphantom", "hphantom"}
)
"""Commands that print nothing that a formula means, and their argument neither."""

_BARS: Final = {("left", "|"): r"\lvert", ("right", "|"): r"\rvert"}
_SPELLINGS: Final = {
    r"\dfrac": r"\frac", r"\tfrac": r"\frac", r"\leq": r"\le", r"\leqslant": r"\le", r"\geq": r"\ge",
    r"\geqslant": r"\ge", r"\neq": r"\ne", r"\dbinom": r"\binom", r"\tbinom": r"\binom", r"\dots": r"\ldots",
    r"\dotsb": r"\ldots", r"\dotsc": r"\ldots", r"\cdots": r"\ldots", r"\hdots": r"\ldots", r"\vert": "|", r"\mid": "|",
    r"\lbrack": "[", r"\rbrack": "]", r"\ast": r"\cdot", r"\colon": ":", r"\lbrace": r"\{", r"\rbrace": r"\}",
    r"\land": r"\wedge", r"\lor": r"\vee", r"\i": r"\imath", r"\infin": r"\infty",
}  # fmt: skip
"""Other names of commands that print the same, or nearly."""

_UNICODE: Final = {
    "−": "-", "π": r"\pi", "∞": r"\infty", "≤": r"\le", "≥": r"\ge", "≠": r"\ne", "·": r"\cdot", "⋅": r"\cdot",
    "×": r"\times", "γ": r"\gamma", "ζ": r"\zeta", "Γ": r"\Gamma", "∈": r"\in", "…": r"\ldots",
}  # fmt: skip

_MISSPELT: Final = re.compile(
    r"(?<![\\A-Za-z])(?:arcsin|arccos|arctan|sinh|cosh|tanh|coth|sin|cos|tan|cot|sec|csc|log|ln|exp|sqrt|zeta|gamma|pi|sum"
    r"|prod|infty|frac|binom)(?![A-Za-z])"
)


def syntax_error(text: str, offset: int, message: str, found: str = "") -> ClaimSyntaxError:
    """The refusal of what stands at `offset`."""
    return ClaimSyntaxError(message, position_at(text, min(offset, len(text))), found)


def lexed(text: str, start: int, stop: int, limits: Limits) -> list[Token]:
    """The tokens of a part of the text that is mathematics.

    Raises LimitExceeded for a number or a name beyond the limits, and ClaimSyntaxError for what no formula has.
    """
    return _Tokenizer(text, limits).tokens(start, stop)


class _Tokenizer:
    """Reads the tokens of one text."""

    def __init__(self, text: str, limits: Limits) -> None:
        self.text = text
        self.limits = limits

    def tokens(self, start: int, stop: int) -> list[Token]:
        found: list[Token] = []
        place = start
        while place < stop:
            old = _OLD_FONT.match(self.text, place, stop)
            if old:
                found.append(Token(Kind.WORD, old["word"], place, old.end(), _OLD_FONTS[old["font"]]))
                place = old.end()
                continue
            match = _TOKEN.match(self.text, place, stop)
            assert match is not None  # some alternative takes any character
            place = self.taken(match, found, stop)
        return found

    def taken(self, match: re.Match[str], found: list[Token], stop: int) -> int:
        """Add what a match stands for, and return where to go on."""
        place, text, kind = match.start(), match.group(), match.lastgroup
        if kind == "space":
            return match.end()
        if kind == "command":
            return self.command(text, place, match.end(), found, stop)
        if kind == "number":
            if len(text) > self.limits.max_digits:
                message = f"a number has more than {self.limits.max_digits} digits"
                raise LimitExceeded(message, position_at(self.text, place))
            found.append(Token(Kind.NUMBER, text.replace("{,}", ""), place, match.end()))
        elif kind == "letter":
            self.refuse_bare_word(place)
            found.append(Token(Kind.LETTER, text, place, match.end()))
        elif text in _UNICODE:
            found.append(
                Token(Kind.COMMAND if len(_UNICODE[text]) > 1 else Kind.MARK, _UNICODE[text], place, match.end())
            )
        elif text.isascii():
            found.append(Token(Kind.MARK, text, place, match.end()))
        else:
            raise syntax_error(self.text, place, f"unexpected character {quoted(text)}: write it as a command", text)
        return match.end()

    def refuse_bare_word(self, place: int) -> None:
        word = _MISSPELT.match(self.text, place)
        if word:
            message = (
                f"the letters {word.group()} without a backslash are a product of variables: write \\{word.group()}"
            )
            raise syntax_error(self.text, place, message, word.group())

    def command(self, text: str, place: int, end: int, found: list[Token], stop: int) -> int:
        name = text[1:].rstrip("*") if text[1:] not in _FONTS | _WITH_ARGUMENT else text[1:]
        end = place + 1 + len(name)
        if name in _FONTS:
            return self.word(name, place, end, found)
        if name in ("begin", "end"):
            return self.environment(text, place, end, found)
        if name in _TEXTS:
            return self.words(name, place, end, found, stop)
        if name in _WITH_ARGUMENT:
            return self.argument(name, place, end, stop)[1]
        if name in ("quad", "qquad"):
            found.append(Token(Kind.SPACE, text, place, end))
            return end
        if name in ("left", "right", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr", "Biggl", "Biggr"):
            return self.delimiter("left" if name.endswith(("left", "l")) else "right", name, end, found)
        if name not in _INVISIBLE:
            written = _SPELLINGS.get("\\" + name, "\\" + name)
            found.append(Token(Kind.COMMAND if written[0] == "\\" else Kind.MARK, written, place, end))
        return end

    def environment(self, text: str, place: int, end: int, found: list[Token]) -> int:
        match = _ENVIRONMENT.match(self.text, end)
        if match is None:
            raise syntax_error(self.text, place, f"{text} needs the name of an environment in braces")
        found.append(Token(Kind.COMMAND, text, place, match.end(), match["name"]))
        return match.end()

    def delimiter(self, side: str, name: str, end: int, found: list[Token]) -> int:
        match = _TOKEN.match(self.text, end)
        while match is not None and match.lastgroup == "space":
            match = _TOKEN.match(self.text, match.end())
        if match is None or match.lastgroup not in ("mark", "command"):
            raise syntax_error(self.text, end, f"a delimiter is wanted after \\{name}, such as ( or [")
        sign = _SPELLINGS.get(match.group(), match.group())
        if sign == ".":
            raise syntax_error(self.text, match.start(), f"an invisible delimiter (\\{name}.) is not understood", sign)
        if (side, sign) in _BARS:
            found.append(Token(Kind.COMMAND, _BARS[side, sign], match.start(), match.end()))
            return match.end()
        return match.start()

    def word(self, font: str, place: int, end: int, found: list[Token]) -> int:
        match = _WORD.match(self.text, end)
        if match is None:
            raise syntax_error(self.text, place, f"only a word of letters and digits can stand in \\{font}{{..}}")
        word = (match["word"] if match["letter"] is None else match["letter"]).replace("\\_", "_").replace(" ", "")
        if len(word) > self.limits.max_name_length:
            message = f"a name has more than {self.limits.max_name_length} characters"
            raise LimitExceeded(message, position_at(self.text, place))
        kind = Kind.NUMBER if word.isdigit() else Kind.WORD
        found.append(Token(kind, word, place, match.end(), font.rstrip("*")))
        return match.end()

    def argument(self, name: str, place: int, end: int, stop: int) -> tuple[int, int]:
        """Where the argument in braces begins, and where the next token does."""
        while end < stop and self.text[end].isspace():
            end += 1
        if end >= stop or self.text[end] != "{":
            raise syntax_error(self.text, place, f"\\{name} needs an argument in braces")
        depth, last = 0, end
        while last < stop:
            character = self.text[last]
            if character == "\\":
                last += 2
                continue
            depth += {"{": 1, "}": -1}.get(character, 0)
            last += 1
            if not depth:
                return end + 1, last
        raise syntax_error(self.text, end, "'{' is not closed", "{")

    def words(self, name: str, place: int, end: int, found: list[Token], stop: int) -> int:
        inside, behind = self.argument(name, place, end, stop)
        if name == "mathop":
            found += self.tokens(inside, behind - 1)
            return behind
        offset = inside
        for index, piece in enumerate(self.text[inside : behind - 1].split("$")):
            if index % 2:
                found += self.tokens(offset, offset + len(piece))
            elif piece.strip() in FUNCTIONS or re.fullmatch(
                r"(?:Li|Cl|Ei|Si|Ci|AGM|arsinh|arcosh|artanh)", piece.strip()
            ):
                found.append(Token(Kind.WORD, piece.strip(), place, behind, "operatorname"))
            elif piece.strip():
                found.append(Token(Kind.TEXT, piece.strip(), offset, offset + len(piece)))
            offset += len(piece) + 1
        return behind
