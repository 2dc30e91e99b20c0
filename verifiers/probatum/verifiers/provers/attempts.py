"""Proofs tried on the checker while a prover searches: what does not check is no proof."""

from __future__ import annotations

from typing import Final

from probatum.verifiers.balls.errors import EvaluationError
from probatum.verifiers.certificates.proofs import CertificateError, Checking, Equation, Proof
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.exact.rational_functions import NotRationalError
from probatum.verifiers.functions import TooLargeError, UndefinedValueError, UnsupportedArgumentError

__all__ = ["REJECTED", "conclusion"]

REJECTED: Final = (
    CertificateError,
    EvaluationError,
    UndefinedValueError,
    UnsupportedArgumentError,
    TooLargeError,
    NotRationalError,
    ValueError,
    TypeError,
    ZeroDivisionError,
    OverflowError,
)
"""What the checker raises on a proof that does not hold, or on an expression without a value."""


def conclusion(proof: Proof, checking: Checking | None = None) -> Equation | None:
    """What the proof concludes, None when it does not check."""
    try:
        return (checking or Checking(RULES)).conclude(proof)
    except REJECTED:
        return None
