"""Matrix fields from YAML: `field` is its text, or a mapping from axes to the rows of their matrices.

field:
  x: [[1, -y - 1], [-1, x + y + 2]]
  y: [[0, -y - 1], [-1, x + y + 1]]
trajectory: {from: [1, 1], along: [1, 1]}
survey: {from: [1, 1], box: [[0, 4], [0, 4]]}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

__all__ = ["FieldFile", "FieldFileError", "field_text", "read_field_file"]

_KEYS = frozenset({"field", "trajectory", "survey"})
_TRAJECTORY_KEYS = frozenset({"from", "along", "rows", "depth", "digits"})
_SURVEY_KEYS = frozenset({"from", "box", "rows", "depth"})


class FieldFileError(ValueError):
    """The file holds no field; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class FieldFile:
    """The text of a field, and what the file says about trajectories and surveys of it."""

    text: str
    trajectory: Mapping[str, Any] = field(default_factory=dict)
    survey: Mapping[str, Any] = field(default_factory=dict)


def read_field_file(source: str) -> FieldFile:
    """The field in the file `source`, or the one that `source` itself writes, such as `pFq(3, 2, 1)`.

    Raises FieldFileError for neither.
    """
    path = Path(source)
    if "(" in source and not path.exists():
        return FieldFile(source)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FieldFileError(f"{source}: cannot be read: {error}") from error
    try:
        document = YAML(typ="safe", pure=True).load(text)
    except (YAMLError, RecursionError, ValueError) as error:
        raise FieldFileError(f"{source}: not YAML: {str(error).splitlines()[0]}") from error
    if not isinstance(document, dict) or "field" not in document:
        raise FieldFileError(f"{source}: expected a mapping with the key 'field'")
    _require_keys(document, _KEYS, source)
    found = FieldFile(field_text(document["field"]), _part(document, "trajectory"), _part(document, "survey"))
    _require_keys(found.trajectory, _TRAJECTORY_KEYS, f"{source}: trajectory")
    _require_keys(found.survey, _SURVEY_KEYS, f"{source}: survey")
    return found


def field_text(value: object) -> str:
    """The text of a field that YAML gives as text, or as a mapping from axes to rows of entries.

    Raises FieldFileError for anything else.
    """
    if isinstance(value, str) and value.strip():
        return value.strip()
    if not isinstance(value, dict) or not value:
        raise FieldFileError("'field' is text such as pFq(2, 1, z), or gives each axis the rows of its matrix")
    return f"field({', '.join(f'{axis}: {_matrix(axis, rows)}' for axis, rows in value.items())})"


def _matrix(axis: object, rows: object) -> str:
    if not isinstance(rows, list) or not rows or not all(isinstance(row, list) for row in rows):
        raise FieldFileError(f"the matrix along {axis} is a list of its rows: [[1, x], [0, 1]]")
    return "[" + ", ".join("[" + ", ".join(_entry(axis, entry) for entry in row) + "]" for row in rows) + "]"


def _entry(axis: object, entry: object) -> str:
    if isinstance(entry, bool) or not isinstance(entry, (int, str)):
        raise FieldFileError(f"an entry of the matrix along {axis} is an integer or text, not {entry!r}")
    return str(entry)


def _part(document: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    part = document.get(key) or {}
    if not isinstance(part, dict):
        raise FieldFileError(f"'{key}' is a mapping")
    return part


def _require_keys(part: Mapping[str, Any], known: frozenset[str], place: str) -> None:
    unknown = [str(key) for key in part if key not in known]
    if unknown:
        raise FieldFileError(f"{place}: unknown key '{unknown[0]}': one of {', '.join(sorted(known))} is wanted")
