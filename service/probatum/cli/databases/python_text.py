"""Python expressions as claim text, by their syntax alone: nothing is imported and nothing is evaluated."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

__all__ = ["Call", "NotUnderstood", "Notation", "parsed_module", "text_of"]

MAX_SOURCE: Final = 5_000_000
"""Characters of a source file that is read."""

_MAX_DEPTH: Final = 100
_SUM, _PRODUCT, _SIGN, _POWER, _ATOM = range(5)


class NotUnderstood(ValueError):
    """A part of an expression that has no counterpart in the claim language; `node` is where."""

    def __init__(self, message: str, node: ast.AST) -> None:
        super().__init__(message)
        self.line: int = getattr(node, "lineno", 0)
        self.column: int = getattr(node, "col_offset", -1) + 1


Call: TypeAlias = "Callable[[ast.Call, Callable[[ast.expr], str]], str]"
"""The text of a call, given what writes its arguments."""


@dataclass(frozen=True, slots=True)
class Notation:
    """What names and calls mean: functions by their name in the claim language, or by what writes them; constants.

    `assigned` are names that the module gave an expression to; a name in none of them stands for itself where
    `variables` is true.
    """

    functions: Mapping[str, str | Call] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    assigned: Mapping[str, ast.expr] = field(default_factory=dict)
    variables: bool = True


def parsed_module(source: str) -> ast.Module:
    """The syntax tree of a module; raises ValueError, which says where, for what is not Python."""
    if len(source) > MAX_SOURCE:
        raise ValueError(f"a Python file of more than {MAX_SOURCE} characters")
    try:
        return ast.parse(source)
    except SyntaxError as error:
        raise ValueError(f"not Python: {error.msg} (line {error.lineno}, column {error.offset})") from error
    except (RecursionError, MemoryError) as error:
        raise ValueError("not Python that can be read: nested too deeply") from error


def text_of(node: ast.expr, notation: Notation) -> str:
    """The claim text of an expression; raises NotUnderstood."""
    return _Writer(notation).written(node, 0)[0]


_OPERATORS: Final[dict[type[ast.operator], tuple[str, int]]] = {
    ast.Add: (" + ", _SUM),
    ast.Sub: (" - ", _SUM),
    ast.Mult: ("*", _PRODUCT),
    ast.Div: ("/", _PRODUCT),
    ast.Pow: ("^", _POWER),
}


class _Writer:
    """Writes expressions with the brackets that the claim language needs."""

    def __init__(self, notation: Notation) -> None:
        self.notation = notation
        self.pending: list[str] = []

    def written(self, node: ast.expr, depth: int) -> tuple[str, int]:
        """The text and how tightly it holds together."""
        if depth > _MAX_DEPTH:
            raise NotUnderstood(f"an expression nested deeper than {_MAX_DEPTH} levels", node)
        if isinstance(node, ast.Constant):
            return self.constant(node)
        if isinstance(node, ast.BinOp):
            return self.operation(node, depth)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
            operand = self.at_least(node.operand, _SIGN, depth)
            bare = operand if not operand.startswith("-") else f"({operand})"
            return (f"-{bare}", _SIGN) if isinstance(node.op, ast.USub) else (bare, _SIGN)
        if isinstance(node, (ast.Name, ast.Attribute)):
            return self.name(node, depth)
        if isinstance(node, ast.Call):
            return self.call(node, depth)
        raise NotUnderstood(f"{ast.unparse(node)[:60]} has no counterpart in the claim language", node)

    def at_least(self, node: ast.expr, level: int, depth: int) -> str:
        text, own = self.written(node, depth + 1)
        return text if own >= level else f"({text})"

    def constant(self, node: ast.Constant) -> tuple[str, int]:
        if type(node.value) is int:
            return str(node.value), _ATOM
        if type(node.value) is float:
            raise NotUnderstood(f"{node.value!r} is rounded: write an exact number", node)
        raise NotUnderstood(f"{node.value!r} is no number", node)

    def operation(self, node: ast.BinOp, depth: int) -> tuple[str, int]:
        sign, level = _OPERATORS.get(type(node.op), ("", 0))
        if not sign:
            raise NotUnderstood(f"the operator in {ast.unparse(node)[:60]} is not understood", node)
        if level == _POWER:
            return f"{self.at_least(node.left, _ATOM, depth)}^{self.at_least(node.right, _ATOM, depth)}", _POWER
        left = self.at_least(node.left, level, depth)
        right = self.at_least(node.right, level + 1, depth)
        return f"{left}{sign}{f'({right})' if right.startswith('-') else right}", level

    def name(self, node: ast.Name | ast.Attribute, depth: int) -> tuple[str, int]:
        name = node.id if isinstance(node, ast.Name) else node.attr
        if name in self.notation.constants:
            return self.notation.constants[name], _ATOM
        if name in self.notation.assigned:
            if name in self.pending:
                raise NotUnderstood(f"{name} is given by itself", node)
            self.pending.append(name)
            found = self.written(self.notation.assigned[name], depth + 1)
            self.pending.pop()
            return found
        if not self.notation.variables or isinstance(node, ast.Attribute):
            raise NotUnderstood(f"the name {name} is not known", node)
        if not name.isascii() or name.startswith("_"):
            raise NotUnderstood(f"{name} cannot be a name in a claim", node)
        return name, _ATOM

    def call(self, node: ast.Call, depth: int) -> tuple[str, int]:
        name = called(node)
        if node.keywords or any(isinstance(arg, ast.Starred) for arg in node.args):
            raise NotUnderstood(f"{name} with keywords or a star is not understood", node)
        known = self.notation.functions.get(name)
        if known is None:
            raise NotUnderstood(f"the symbol {name} is not known", node)
        if isinstance(known, str):
            return f"{known}({', '.join(self.written(arg, depth + 1)[0] for arg in node.args)})", _ATOM
        # What is written by a rule of its own may be a sum: brackets that are not needed vanish in the canonical text.
        text = known(node, lambda arg: self.written(arg, depth + 1)[0])
        simple = text.isalnum() or (text.endswith(")") and _is_one_call(text))
        return (text, _ATOM) if simple else (f"({text})", _ATOM)


def _is_one_call(text: str) -> bool:
    """Whether the text is one function with its arguments, or one group in brackets."""
    opening = text.find("(")
    if opening < 0 or (opening and not text[:opening].replace("_", "").isalnum()):
        return False
    level = 0
    for place, character in enumerate(text[opening:], opening):
        level += {"(": 1, ")": -1}.get(character, 0)
        if not level:
            return place == len(text) - 1
    return False


def called(node: ast.Call) -> str:
    """The name of what is called; empty when it has none."""
    function = node.func
    return (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )
