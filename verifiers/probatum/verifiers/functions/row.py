"""One row of the table of functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from flint import acb, arb, fmpq, fmpz

Value: TypeAlias = fmpz | fmpq | arb | acb
"""A value in the course of evaluation: exact integer, exact rational, real ball, complex ball, in this order of kind.

The kind is a statement: an `arb` value is known to be real, so a function with a branch cut sees on which side of it,
or exactly on it, the value lies; an `acb` whose imaginary part contains 0 may lie on either side.
"""

Exact: TypeAlias = fmpz | fmpq


class UndefinedValueError(ArithmeticError):
    """A function has no finite value at an argument that is known exactly (a pole, 0/0, a logarithm of 0)."""


class UnsupportedArgumentError(ArithmeticError):
    """A function is defined at the argument, but this table cannot enclose its value there."""


class TooLargeError(ArithmeticError):
    """An exact value, or the work to enclose one, would exceed the bound on its size."""


@dataclass(frozen=True, slots=True)
class Notation:
    """How a function is written in formulas.

    `latex` is its symbol. `style` places the arguments: `prefix` f(x, y); `subscript` f_x(y) with the first argument as
    an index; `superscript` f^(x)(y) with the first argument as a bracketed index; `branch` f(x), and f_y(x) when the
    last of several arguments is an index; `polynomial` P_n(x), with parameters P_n^(a, b)(x); `factorial` x! with the
    symbol behind; the others are shapes of their own that the printers know. With `derivative_arity` arguments the last
    one is the order of a derivative: J_nu^(r)(z).
    """

    latex: str
    style: Literal[
        "prefix",
        "subscript",
        "superscript",
        "branch",
        "polynomial",
        "sqrt",
        "abs",
        "floor",
        "ceil",
        "conjugate",
        "binomial",
        "rising",
        "falling",
        "factorial",
    ] = "prefix"
    derivative_arity: int | None = None


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the claim language.

    `ball` encloses the value at the working precision `flint.ctx.prec`, given one `Value` for each argument. It returns
    an exact value when it has one, a real ball only when the value is known to be real, and a non-finite ball when the
    precision does not suffice; it raises UndefinedValueError, UnsupportedArgumentError or TooLargeError.
    """

    name: str
    arity: tuple[int, int | None]
    """Least and greatest number of arguments; None is no upper bound."""
    ball: Callable[..., Value]
    notation: Notation
    definition: str
    domain: str
    source: str
    branch: str = ""
    aliases: tuple[str, ...] = ()

    def accepts(self, count: int) -> bool:
        """Whether the function takes `count` arguments."""
        least, greatest = self.arity
        return least <= count and (greatest is None or count <= greatest)

    @property
    def arity_text(self) -> str:
        """The arity in words, for messages and the documentation."""
        least, greatest = self.arity
        if greatest is None:
            return f"{least} or more arguments"
        if least == greatest:
            return f"{least} argument{'s' if least != 1 else ''}"
        return f"{least} to {greatest} arguments"
