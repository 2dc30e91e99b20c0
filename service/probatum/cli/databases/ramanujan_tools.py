"""Continued fractions and matrix fields of `ramanujantools` in Python source.

`PCF(a, b)` beside its value (`PCF(a, b) == v`, `(PCF(a, b), v)`, `Eq(PCF(a, b), v)`) claims that value, `CMF(matrices=
{x: Matrix(..), ..})` that the field is conservative. The source is read by its syntax and never run.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from probatum.cli.databases.entry import Flaw, RawEntry
from probatum.cli.databases.python_text import Call, Notation, NotUnderstood, called, text_of

__all__ = ["NUMBERS", "ramanujan_entries"]

_FUNCTIONS: Final = {
    *("sqrt", "exp", "log", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "zeta", "gamma"),
    *("factorial", "binomial", "polylog", "digamma", "polygamma", "besselj", "besseli", "bessely", "besselk"),
}


def _quotient(node: ast.Call, write: object) -> str:
    if len(node.args) != 2 or not callable(write):
        raise NotUnderstood("Rational takes a numerator and a denominator", node)
    return f"({write(node.args[0])})/({write(node.args[1])})"


def _itself(node: ast.Call, write: object) -> str:
    if len(node.args) != 1 or not callable(write):
        raise NotUnderstood("one argument is wanted", node)
    return str(write(node.args[0]))


_CALLS: Final[dict[str, str | Call]] = {
    **{name: name for name in _FUNCTIONS}, "Rational": _quotient, "Integer": _itself, "mpf": _itself, "ln": "log",
}  # fmt: skip

NUMBERS: Final = Notation(
    _CALLS,
    {"pi": "pi", "E": "e", "e": "e", "I": "i", "catalan": "catalan", "Catalan": "catalan", "EulerGamma": "euler_gamma",
     "euler": "euler_gamma", "GoldenRatio": "golden_ratio", "phi": "golden_ratio", "oo": "oo"},
    variables=False,
)  # fmt: skip
"""What SymPy and mpmath call their constants and functions, where they are those of the claim language."""


def ramanujan_entries(module: ast.Module) -> tuple[list[RawEntry], list[Flaw]]:
    """The claims of a module, named by their lines, and the continued fractions that claim nothing."""
    entries: list[RawEntry] = []
    passed_over: list[Flaw] = []
    valued: set[ast.AST] = set()
    for fraction, value, place in _pairs(module):
        valued.add(fraction)
        _add(place, lambda f=fraction, v=value: f"{pcf_text(f)} = {text_of(v, NUMBERS)}", entries, passed_over)
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and called(node) == "CMF":
            _add(node, lambda field=node: _field_text(field), entries, passed_over)
        elif isinstance(node, ast.Call) and called(node) == "PCF" and node not in valued:
            message = "a PCF without a value claims nothing: write PCF(a, b) == value, or (PCF(a, b), value)"
            passed_over.append(Flaw(node.lineno, message, node.col_offset + 1, passed_over=True))
    return entries, passed_over


def _add(node: ast.AST, written: object, entries: list[RawEntry], passed_over: list[Flaw]) -> None:
    line, column = getattr(node, "lineno", 0), getattr(node, "col_offset", 0) + 1
    try:
        claim = written()  # type: ignore[operator]
    except NotUnderstood as error:
        passed_over.append(Flaw(error.line or line, f"passed over: {error}", error.column, passed_over=True))
        return
    same = sum(entry.line == line for entry in entries)
    name = f"line-{line}" + (f"-{same + 1}" if same else "")
    entries.append(RawEntry(line, {"id": name, "claim": claim}, column=column))


def _pairs(module: ast.Module) -> Iterator[tuple[ast.Call, ast.expr, ast.AST]]:
    """A continued fraction, its value and the node that joins them."""
    for node in ast.walk(module):
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], ast.Eq):
            sides: list[ast.expr] = [node.left, node.comparators[0]]
        elif isinstance(node, (ast.Tuple, ast.List)) and len(node.elts) == 2:
            sides = node.elts
        elif isinstance(node, ast.Call) and called(node) in ("Eq", "Equal") and len(node.args) == 2:
            sides = node.args
        else:
            continue
        for fraction, value in (sides, sides[::-1]):
            bare = _bare(fraction)
            if bare is not None and _bare(value) is None:
                yield bare, value, node
                break


def _bare(node: ast.expr) -> ast.Call | None:
    """The PCF itself, or the one whose limit is taken."""
    if isinstance(node, ast.Call) and called(node) == "PCF":
        return node
    if isinstance(node, ast.Call) and called(node) in ("limit", "value") and isinstance(node.func, ast.Attribute):
        return _bare(node.func.value)
    return None


def pcf_text(node: ast.Call) -> str:
    """The text of `PCF(a, b)`, whose variable is n."""
    if len(node.args) != 2 or node.keywords:
        raise NotUnderstood("PCF takes a and b, expressions in n", node)
    notation = Notation(NUMBERS.functions, {name: text for name, text in NUMBERS.constants.items() if name != "n"})
    for argument in node.args:
        for name in ast.walk(argument):
            if isinstance(name, ast.Name) and name.id not in {
                "n",
                *notation.constants,
                *notation.functions,
                "sp",
                "sympy",
            }:
                raise NotUnderstood(f"the variable of a PCF is n, not {name.id}", name)
    a, b = (text_of(argument, notation) for argument in node.args)
    return f"pcf({a}, {b}, n)"


def _field_text(node: ast.Call) -> str:
    given = [keyword.value for keyword in node.keywords if keyword.arg == "matrices"] or node.args[:1]
    if len(given) != 1 or not isinstance(given[0], ast.Dict):
        raise NotUnderstood("CMF takes a dictionary of matrices: CMF(matrices={x: Matrix([[..]]), ..})", node)
    notation = Notation(NUMBERS.functions, {})
    axes = []
    for axis, matrix in zip(given[0].keys, given[0].values, strict=True):
        if not isinstance(axis, ast.Name):
            raise NotUnderstood("an axis is a symbol", node)
        axes.append(f"{axis.id}: {_matrix_text(matrix, notation)}")
    return f"conservative({', '.join(axes)})"


def _matrix_text(node: ast.expr, notation: Notation) -> str:
    rows = node.args[0] if isinstance(node, ast.Call) and called(node) == "Matrix" and len(node.args) == 1 else node
    if not isinstance(rows, ast.List) or not all(isinstance(row, ast.List) for row in rows.elts):
        raise NotUnderstood("a matrix is a list of its rows", node)
    texts = [[text_of(entry, notation) for entry in row.elts] for row in rows.elts if isinstance(row, ast.List)]
    return "[" + ", ".join(f"[{', '.join(row)}]" for row in texts) + "]"
