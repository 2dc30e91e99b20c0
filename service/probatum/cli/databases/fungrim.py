"""Entries of Fungrim as Python source: `make_entry(ID(..), Formula(..), Variables(..), Assumptions(..))`.

They are read by their syntax and never run. What has no counterpart in the claim language (a symbol that is not
mapped, a statement that is no relation) is passed over and said, with its place.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from probatum.cli.databases.entry import Flaw, RawEntry
from probatum.cli.databases.fungrim_symbols import CONSTANTS, FUNCTIONS, RELATIONS
from probatum.cli.databases.python_text import Notation, NotUnderstood, called, text_of

__all__ = ["fungrim_entries"]

_SETS: Final = {name: name for name in ("ZZ", "QQ", "RR", "CC", "HH", "PP")}
_INTERVALS: Final = {
    "OpenInterval": "()", "ClosedInterval": "[]", "ClosedOpenInterval": "[)", "OpenClosedInterval": "(]"
}  # fmt: skip
_READ_AS_CONSTANTS: Final = frozenset(
    {"i", "e", "pi", "euler_gamma", "catalan", "golden_ratio", "glaisher", "khinchin", "oo"}
)
_LONGEST: Final = 200


def fungrim_entries(module: ast.Module) -> tuple[list[RawEntry], list[Flaw]]:
    """The formulas of the entries, each named by its id, and the entries that hold none that can be said."""
    entries: list[RawEntry] = []
    passed_over: list[Flaw] = []
    assigned: dict[str, ast.expr] = {}
    for statement in module.body:
        if (
            isinstance(statement, ast.Assign)
            and len(statement.targets) == 1
            and isinstance(statement.targets[0], ast.Name)
        ):
            assigned[statement.targets[0].id] = statement.value
        for node in ast.walk(statement):
            if isinstance(node, ast.Call) and called(node) == "make_entry":
                _add(node, assigned, entries, passed_over)
    return entries, passed_over


def _add(node: ast.Call, assigned: Mapping[str, ast.expr], entries: list[RawEntry], passed_over: list[Flaw]) -> None:
    parts = {called(arg): arg for arg in node.args if isinstance(arg, ast.Call)}
    if "Formula" not in parts:
        return  # definitions, images and tables claim nothing
    name = _identifier(parts.get("ID"))
    writer = _Statements(Notation(FUNCTIONS, CONSTANTS, assigned))
    try:
        claims = list(_claims(writer, parts))
    except NotUnderstood as error:
        message = f"{name or 'an entry'} is passed over: {error}"
        passed_over.append(Flaw(error.line or node.lineno, message, error.column, passed_over=True))
        return
    source = "; ".join(_texts(parts.get("References")))
    for index, claim in enumerate(claims):
        fields: dict[str, object] = {"id": name if not index else f"{name}-{index + 1}", "claim": claim}
        if source:
            fields["source"] = source
        entries.append(RawEntry(node.lineno, fields, column=node.col_offset + 1))


def _identifier(node: ast.Call | None) -> str:
    found = _texts(node)
    return found[0] if found else ""


def _texts(node: ast.Call | None) -> list[str]:
    values = [arg.value for arg in node.args if isinstance(arg, ast.Constant)] if node else []
    return [value for value in values if isinstance(value, str)]


def _claims(writer: _Statements, parts: Mapping[str, ast.Call]) -> Iterator[str]:
    """A claim for each alternative of the assumptions."""
    formula = parts["Formula"]
    if len(formula.args) != 1:
        raise NotUnderstood("one formula is wanted", formula)
    relation = writer.relation(formula.args[0])
    assumptions = parts.get("Assumptions")
    names = parts.get("Variables")
    variables = [arg.id for arg in names.args if isinstance(arg, ast.Name)] if names else []
    if assumptions is None:
        if variables:
            raise NotUnderstood(f"the variables {', '.join(variables)} have no assumptions", formula)
        _refuse_free_constants(formula, set(), relation)
        yield relation
        return
    for alternative in assumptions.args:
        conditions = writer.conditions(alternative)
        _refuse_free_constants(formula, {*variables, *_declared(conditions)}, relation)
        yield f"{relation} for {', '.join(conditions)}"


def _declared(conditions: list[str]) -> set[str]:
    return {match.group(1) for each in conditions if (match := re.match(r"([A-Za-z]\w*) in ", each))}


def _refuse_free_constants(node: ast.AST, variables: set[str], relation: str) -> None:
    """Refuse names of variables that the claim language would read as constants."""
    for name in ast.walk(node):
        if isinstance(name, ast.Name) and name.id in _READ_AS_CONSTANTS - variables:
            if re.search(rf", {name.id}, ", relation):
                continue  # bound by a sum, a product or an integral
            raise NotUnderstood(f"the variable {name.id} would be read as a constant", name)


@dataclass(frozen=True, slots=True)
class _Statements:
    """Writes relations and conditions."""

    notation: Notation

    def term(self, node: ast.expr) -> str:
        return text_of(node, self.notation)

    def relation(self, node: ast.expr) -> str:
        sign = RELATIONS.get(called(node)) if isinstance(node, ast.Call) else None
        if not isinstance(node, ast.Call) or sign is None or len(node.args) < 2:
            raise NotUnderstood(f"{_shown(node)} is no relation between two expressions", node)
        return f" {sign} ".join(self.term(arg) for arg in node.args)

    def conditions(self, node: ast.expr) -> list[str]:
        """The conditions that hold together."""
        node = self.resolved(node)
        name = called(node) if isinstance(node, ast.Call) else ""
        if isinstance(node, ast.Call) and name == "And":
            return [text for arg in node.args for text in self.conditions(arg)]
        if isinstance(node, ast.Call) and name in ("Element", "NotElement") and len(node.args) == 2:
            found = self.membership(self.term(node.args[0]), node.args[1])
            return found if name == "Element" else [f"not ({' and '.join(found)})"]
        if isinstance(node, ast.Call) and name == "Or":
            return [" or ".join(f"({' and '.join(self.conditions(arg))})" for arg in node.args)]
        if isinstance(node, ast.Call) and name == "Not" and len(node.args) == 1:
            return [f"not ({' and '.join(self.conditions(node.args[0]))})"]
        return [self.relation(node)]

    def resolved(self, node: ast.expr) -> ast.expr:
        for _ in range(len(self.notation.assigned)):
            if not (isinstance(node, ast.Name) and node.id in self.notation.assigned):
                break
            node = self.notation.assigned[node.id]
        return node

    def membership(self, element: str, container: ast.expr) -> list[str]:
        """The conditions that say that the element is in the set."""
        container = self.resolved(container)
        if isinstance(container, ast.Name) and container.id in _SETS:
            return [f"{element} in {container.id}"]
        if not isinstance(container, ast.Call):
            raise NotUnderstood(f"the set {_shown(container)} is not known", container)
        name, args = called(container), container.args
        if name in _INTERVALS and len(args) == 2:
            brackets = _INTERVALS[name]
            return [f"{element} in {brackets[0]}{self.term(args[0])}, {self.term(args[1])}{brackets[1]}"]
        if name in ("ZZGreaterEqual", "ZZLessEqual") and len(args) == 1:
            sign = ">=" if name == "ZZGreaterEqual" else "<="
            return [f"{element} in ZZ", f"{element} {sign} {self.term(args[0])}"]
        if name in ("ZZBetween", "Range") and len(args) == 2:
            return [f"{element} in ZZ", f"{self.term(args[0])} <= {element} <= {self.term(args[1])}"]
        if name == "SetMinus" and len(args) == 2:
            return [*self.membership(element, args[0]), *self.outside(element, args[1])]
        raise NotUnderstood(f"the set {_shown(container)} is not known", container)

    def outside(self, element: str, container: ast.expr) -> list[str]:
        container = self.resolved(container)
        if isinstance(container, ast.Call) and called(container) == "Set":
            return [f"{element} != {self.term(arg)}" for arg in container.args]
        return [f"not ({' and '.join(self.membership(element, container))})"]


def _shown(node: ast.AST) -> str:
    text = ast.unparse(node)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
