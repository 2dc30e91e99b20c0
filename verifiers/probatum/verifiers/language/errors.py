"""What can be wrong with the text of a claim.

ClaimError
├── ClaimSyntaxError     the text is not in the language: line, column, what was found, what would fit
│   └── AmbiguousNotation    the notation of a formula can be read in several ways, which are named
└── LimitExceeded        the text or a value in it is larger than this installation accepts
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Position:
    """A place in claim text: `line` and `column` count from 1."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}"


class ClaimError(ValueError):
    """A claim that cannot be accepted; `position` is where, when that is known."""

    def __init__(self, message: str, position: Position | None = None) -> None:
        super().__init__(f"{position}: {message}" if position else message)
        self.message = message
        self.position = position

    def at(self, position: Position) -> ClaimError:
        """The same error with its position."""
        return type(self)(self.message, position)


class ClaimSyntaxError(ClaimError):
    """The text is not in the claim language.

    `found` is the offending text (empty at the end of the claim) and `expected` lists what would fit there.
    """

    def __init__(
        self, message: str, position: Position | None = None, found: str = "", expected: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message, position)
        self.found = found
        self.expected = expected

    def at(self, position: Position) -> ClaimSyntaxError:
        """The same error with its position."""
        return ClaimSyntaxError(self.message, position, self.found, self.expected)


class AmbiguousNotation(ClaimSyntaxError):
    """A formula in LaTeX that can be read in several ways; `expected` names them, and nothing is chosen."""

    def __init__(
        self, message: str, position: Position | None = None, found: str = "", expected: tuple[str, ...] = ()
    ) -> None:
        named = f"{message}: {' or '.join(expected)}" if expected else message
        super().__init__(named, position, found, expected)


class LimitExceeded(ClaimError):
    """The claim is larger than the limits allow; nothing is said about whether it is true."""
