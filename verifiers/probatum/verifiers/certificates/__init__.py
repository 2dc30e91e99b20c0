"""Certificates and the checker that alone turns them into PROVED or REFUTED."""

from probatum.verifiers.certificates.types import (
    AlgebraicZero,
    Certificate,
    ExactValues,
    RationalIdentity,
    SeparatedBalls,
)

__all__ = ["AlgebraicZero", "Certificate", "ExactValues", "RationalIdentity", "SeparatedBalls"]
