"""Limits along two directions of one matrix field."""

from __future__ import annotations

from dataclasses import dataclass

from flint import fmpq

from probatum.verifiers.certificates.proofs import CertificateError, Checking, Equation
from probatum.verifiers.fields.directions import Cones, changes_direction, plane_of
from probatum.verifiers.fields.limits import read_walk, with_direction
from probatum.verifiers.language.expr import Expr, free_symbols

__all__ = ["DirectionChange", "conclude_direction_change"]


@dataclass(frozen=True, slots=True)
class DirectionChange:
    """The limit along `v = times * along + b` of a conservative field of rank 2 is that along `along`.

    The hypotheses are those of `fields.directions`, with a cone for the rows of the products along `along` and one for
    the columns of those along b: `cones` is (N, kappa_1, kappa_2, lambda_1, lambda_2), each end as a numerator and a
    denominator, and empty for b = 0.
    """

    limit: Expr
    along: tuple[int, ...]
    times: int
    cones: tuple[int, ...]


def conclude_direction_change(proof: DirectionChange, _checking: Checking) -> Equation:
    """Every condition is tested again, as polynomials with non-negative coefficients."""
    if proof.limit.head != "limit_along" or free_symbols(proof.limit):
        raise CertificateError("a limit along a trajectory without variables is wanted")
    cones = None
    if proof.cones:
        start, *ends = proof.cones
        if len(ends) != 8 or any(below <= 0 for below in ends[1::2]):
            raise CertificateError("a start and four fractions are wanted")
        low, high, least, greatest = (fmpq(*pair) for pair in zip(ends[::2], ends[1::2], strict=True))
        cones = Cones(start, (low, high), (least, greatest))
    try:
        walk = read_walk(proof.limit)
        holds = changes_direction(walk, plane_of(walk, proof.along, proof.times), cones)
    except ValueError as error:
        raise CertificateError(str(error)) from error
    if not holds:
        raise CertificateError("the cones do not show that the directions have one limit")
    return Equation(proof.limit, with_direction(proof.limit, proof.along))
