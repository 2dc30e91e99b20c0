"""Proofs with one thing changed: a number, a piece of an expression, the order of parts, a premise."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any

from probatum.verifiers.language import Expr
from tests.soundness.mutation import changed_expressions

Part = Any
"""A field of a proof: a number, a text, an expression, a proof, or a tuple of these."""


def broken(proof: Part, others: Sequence[Part] = ()) -> Iterator[tuple[Part, str]]:
    """Every proof that differs from `proof` in one place, with what was changed; premises may come from `others`."""
    for field in dataclasses.fields(proof):
        for part, change in _changed(getattr(proof, field.name), others):
            yield dataclasses.replace(proof, **{field.name: part}), f"{type(proof).__name__}.{field.name}: {change}"


def _changed(part: Part, others: Sequence[Part]) -> Iterator[tuple[Part, str]]:
    if isinstance(part, Expr):
        yield from changed_expressions(part)
    elif isinstance(part, bool):
        yield not part, "a truth value turned"
    elif isinstance(part, int):
        for other in (part + 1, part - 1, -part, 0, 2 * part):
            if other != part:
                yield other, f"{other} for {part}"
    elif isinstance(part, tuple):
        yield from _changed_tuple(part, others)
    elif dataclasses.is_dataclass(part):
        yield from broken(part, others)
        yield from ((other, "another premise") for other in others if other != part)


def _changed_tuple(parts: tuple[Part, ...], others: Sequence[Part]) -> Iterator[tuple[Part, str]]:
    for index, part in enumerate(parts):
        yield parts[:index] + parts[index + 1 :], "a part left out"
        for other, change in _changed(part, others):
            yield (*parts[:index], other, *parts[index + 1 :]), change
    for index in range(len(parts) - 1):
        if parts[index] != parts[index + 1]:
            yield (*parts[:index], parts[index + 1], parts[index], *parts[index + 2 :]), "two parts exchanged"
