"""A place in the tokens of a formula, and refusals that say where."""

from __future__ import annotations

from probatum.verifiers.language.diagnosis import position_at
from probatum.verifiers.language.errors import AmbiguousNotation, ClaimSyntaxError
from probatum.verifiers.language.latex_input.tokens import Kind, Token, syntax_error

__all__ = ["Cursor"]


class Cursor:
    """Reads tokens one by one; `text` is what positions are counted in."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.place = 0

    @property
    def token(self) -> Token:
        """The next token."""
        return self.tokens[self.place]

    def ahead(self, count: int = 1) -> Token:
        """The token `count` places after the next one, or the end."""
        return self.tokens[min(self.place + count, len(self.tokens) - 1)]

    def take(self) -> Token:
        """The next token, which is passed; the end is not."""
        token = self.token
        if token.kind is not Kind.END:
            self.place += 1
        return token

    def at(self, *texts: str) -> bool:
        """Whether the next token is one of these commands or marks."""
        return self.token.kind in (Kind.COMMAND, Kind.MARK) and self.token.text in texts

    def accept(self, *texts: str) -> bool:
        """Pass the next token if it is one of these commands or marks."""
        if self.at(*texts):
            self.take()
            return True
        return False

    def expect(self, text: str, where: str, opened: Token | None = None) -> Token:
        """Pass the command or mark that must stand here."""
        if self.at(text):
            return self.take()
        unclosed = f"; '{opened.text}' was opened at {position_at(self.text, opened.start)}" if opened else ""
        raise self.refusal(f"unexpected {self.token}: {text} is wanted{where and ' '}{where}{unclosed}")

    def take_digit(self) -> Token:
        """The first digit of the number that comes next: all that TeX takes for an argument without braces."""
        token = self.take()
        if len(token.text) > 1:
            rest = Token(Kind.NUMBER, token.text[1:], token.start + 1, token.end)
            self.place -= 1
            self.tokens[self.place] = rest
        return Token(Kind.NUMBER, token.text[0], token.start, token.start + 1)

    def refusal(self, message: str, token: Token | None = None) -> ClaimSyntaxError:
        """The error at a token, by default at the next one."""
        token = token or self.token
        return syntax_error(self.text, token.start, message, token.text)

    def ambiguity(self, message: str, token: Token, *alternatives: str) -> AmbiguousNotation:
        """The error at a token: what it may mean, and how each is written without doubt."""
        return AmbiguousNotation(message, position_at(self.text, token.start), token.text, alternatives)
