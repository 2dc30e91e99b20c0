"""Options with their defaults filled in, without the verifiers: a test compares the two."""

from __future__ import annotations

from typing import Final

from probatum.v1.verdict_pb2 import Options

_DEFAULTS: Final = Options(digits=50, max_precision_bits=0, max_points=12, seed=0, proof_effort=5000)


def complete(options: Options) -> Options:
    """The options that a claim is judged with."""
    filled = Options()
    filled.CopyFrom(_DEFAULTS)
    filled.MergeFrom(options)
    return filled
