"""Kinds of certificates that are no proofs of equations: a dataclass and its check in each module.

A check is called with the claim, the certificate and the checker itself, for certificates within certificates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from probatum.verifiers.certificates.checked import Checked
from probatum.verifiers.certificates.kinds.subdivision import (
    BoxSubdivision,
    Subdivision,
    check_box_subdivision,
    check_subdivision,
)

__all__ = ["KIND_CHECKS"]

KIND_CHECKS: Final[Mapping[type, Callable[..., Checked]]] = MappingProxyType(
    {
        Subdivision: check_subdivision,
        BoxSubdivision: check_box_subdivision,
    }
)
"""How each of these kinds is checked."""
