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
    the columns of those along b. `cones` is empty for b = 0, and else N, the numerators and denominators of kappa_1 and
    kappa_2, the coordinates of the two vectors that span the cone of columns, and whether it is peeled, 1 or 0.
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
        if len(proof.cones) != 10 or proof.cones[2] <= 0 or proof.cones[4] <= 0:
            raise CertificateError("a start, two fractions and two vectors are wanted")
        start, p, q, r, s, a, b, c, d, peeled = proof.cones
        cones = Cones(start, (fmpq(p, q), fmpq(r, s)), ((a, b), (c, d)), bool(peeled))
    try:
        walk = read_walk(proof.limit)
        holds = changes_direction(walk, plane_of(walk, proof.along, proof.times), cones)
    except ValueError as error:
        raise CertificateError(str(error)) from error
    if not holds:
        raise CertificateError("the cones do not show that the directions have one limit")
    return Equation(proof.limit, with_direction(proof.limit, proof.along))
