"""What the checker answers."""

from __future__ import annotations

from dataclasses import dataclass

from probatum.verifiers.functions import Value
from probatum.verifiers.language.expr import Expr

__all__ = ["Checked"]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a certificate establishes: the claim (`proved`) or its negation.

    `relation` is the refuted relation with its two sides at the point, when the claim is refuted.
    """

    proved: bool
    method: str
    relation: Expr | None = None
    left: Value | None = None
    right: Value | None = None
