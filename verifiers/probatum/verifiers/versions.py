"""The versions a verdict depends on."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Final

import flint


def _own_version() -> str:
    try:
        return version("probatum")
    except PackageNotFoundError:
        return "unknown"


ENGINE_VERSIONS: Final[tuple[tuple[str, str], ...]] = (
    ("probatum", _own_version()),
    ("python-flint", flint.__version__),
    ("flint", flint.__FLINT_VERSION__),
)
"""Name and version of every engine that can change a verdict."""
