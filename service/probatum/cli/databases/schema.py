"""The JSON schema of YAML databases, for editors; `python -m probatum.cli.databases.schema` prints it."""

from __future__ import annotations

import json
from typing import Any

from probatum.cli.databases.entry import KEYS, SUPPRESSIBLE
from probatum.client import Status

__all__ = ["database_schema"]


def database_schema() -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) of a list of entries.

    It knows the shape of an entry, not the claim language, and not that ids are unique.
    """
    text = {"type": "string", "pattern": r"\S"}
    meanings: dict[str, dict[str, Any]] = {
        "id": text | {"description": "The name of the entry, unique within the file."},
        "claim": text | {"description": "A claim in the claim language, such as zeta(2) = pi^2/6."},
        "steps": {
            "type": "array",
            "items": text,
            "minItems": 2,
            "description": "A derivation: a beginning, then elements that begin with = < <= > >= != => or <=>.",
        },
        "for": {"type": "string", "description": "The conditions on the variables of `steps`."},
        "latex": text | {"description": "A claim in LaTeX, in place of a claim in the claim language."},
        "meanings": {
            "type": "array",
            "items": {"type": "string"},
            "description": "Functions and constants that are meant where a symbol of LaTeX has several meanings.",
        },
        "field": {"description": "A matrix field that is claimed to be conservative, in place of a claim."},
        "expect": {"enum": list(Status.__members__), "description": "The status its authors expect."},
        "source": {"type": "string", "description": "Where the formula was published."},
        "tags": {"type": "array", "items": {"type": "string"}, "description": "What `--tag` selects by."},
        "suppress": {
            "type": "object",
            "description": "A reason for each rule whose results are let pass.",
            "propertyNames": {"enum": list(SUPPRESSIBLE)},
            "additionalProperties": text,
        },
    }
    entry = {
        "type": "object",
        "required": ["id"],
        "anyOf": [{"required": [key]} for key in ("claim", "field", "steps", "latex")],
        "properties": {key: meanings[key] for key in KEYS},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A database of formulas for probatum check",
        "type": "array",
        "items": entry,
    }


if __name__ == "__main__":
    print(json.dumps(database_schema(), indent=2))
