"""Proofs with one thing changed: a number, a piece of an expression, the order of parts, a premise."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Sequence
from typing import Any

from probatum.verifiers.language import Expr
from tests.soundness.mutation import changed_expressions

Part = Any
"""A field of a proof: a number, a text, an expression, a proof, or a tuple of these."""

_TRIES = 4


def broken(proof: Part, others: Sequence[Part], draw: random.Random, count: int) -> list[tuple[Part, str]]:
    """Proofs that differ from `proof` in one place, at most `count`, each with what was changed.

    Premises may come from `others`. The place is reached by a random walk from the root, so that every depth of a
    large proof has its share.
    """
    found: dict[Part, str] = {}
    for _ in range(_TRIES * count):
        if len(found) >= count:
            break
        part, change = _changed(proof, others, draw)
        if part != proof:
            found.setdefault(part, change)
    return list(found.items())


def _changed(part: Part, others: Sequence[Part], draw: random.Random) -> tuple[Part, str]:
    """The part with one change in it, or as it is where there is nothing to change."""
    if isinstance(part, Expr):
        expressions = list(changed_expressions(part))
        return draw.choice(expressions) if expressions else (part, "")
    if isinstance(part, bool):
        return not part, "a truth value turned"
    if isinstance(part, int):
        other = draw.choice((part + 1, part - 1, -part, 0, 2 * part))
        return other, f"{other} for {part}"
    if isinstance(part, tuple):
        return _changed_tuple(part, others, draw)
    if dataclasses.is_dataclass(part) and not isinstance(part, type):
        return _changed_field(part, others, draw)
    return part, ""


def _changed_field(proof: Part, others: Sequence[Part], draw: random.Random) -> tuple[Part, str]:
    names = [field.name for field in dataclasses.fields(proof)]
    if not names:
        return proof, ""
    name = draw.choice(names)
    part, change = getattr(proof, name), ""
    if dataclasses.is_dataclass(part) and others and draw.random() < 0.2:
        part, change = draw.choice(others), "another premise"
    else:
        part, change = _changed(part, others, draw)
    return dataclasses.replace(proof, **{name: part}), f"{type(proof).__name__}.{name}: {change}"


def _changed_tuple(parts: tuple[Part, ...], others: Sequence[Part], draw: random.Random) -> tuple[Part, str]:
    if not parts:
        return parts, ""
    index = draw.randrange(len(parts))
    chance = draw.random()
    if chance < 0.1:
        return parts[:index] + parts[index + 1 :], "a part left out"
    if chance < 0.2 and index + 1 < len(parts):
        return (*parts[:index], parts[index + 1], parts[index], *parts[index + 2 :]), "two parts exchanged"
    if chance < 0.3 and dataclasses.is_dataclass(parts[index]) and others:
        return (*parts[:index], draw.choice(others), *parts[index + 1 :]), "another premise"
    other, change = _changed(parts[index], others, draw)
    return (*parts[:index], other, *parts[index + 1 :]), change
