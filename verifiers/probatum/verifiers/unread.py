"""The verdict on a text that is no claim."""

from __future__ import annotations

from hashlib import sha256
from typing import Final

from probatum.verifiers.language import ClaimError, ClaimSyntaxError
from probatum.verifiers.verdict import Reason, Status, Verdict
from probatum.verifiers.versions import ENGINE_VERSIONS

__all__ = ["unread"]

_MAX_ECHO: Final = 2_000
"""Characters of the text that the verdict repeats."""


def unread(text: str, error: ClaimError) -> Verdict:
    """The verdict on a text that is not in its notation, or is too large to be read, for the reason `error`."""
    syntax = isinstance(error, ClaimSyntaxError)
    return Verdict(
        Status.INVALID if syntax else Status.UNDECIDED,
        text[:_MAX_ECHO],
        sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        Reason.SYNTAX if syntax else Reason.LIMIT_EXCEEDED,
        error.message,
        error.position,
        engine_versions=ENGINE_VERSIONS,
    )
