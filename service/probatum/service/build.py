"""Which build of the verifiers judges here: the hash of their sources, without importing them.

Versions tell releases apart, not the states of a working copy; a verdict is served again by the same build alone.
"""

from __future__ import annotations

from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

_SUFFIXES = (".py", ".json", ".lark")


def judged_by(judge: str) -> str:
    """What tells the verdicts of a judge, named by its import path, from those of others and of other builds."""
    return f"{judge}\n{build_of()}"


def build_of(package: str = "probatum.verifiers") -> str:
    """The hash of a package's sources, in hexadecimal; empty when they cannot be read."""
    spec = find_spec(package)
    digest = sha256()
    for place in (spec.submodule_search_locations if spec else None) or ():
        for path in sorted(Path(place).rglob("*")):
            if path.suffix in _SUFFIXES:
                digest.update(f"{path.relative_to(place)}\0".encode())
                digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()
