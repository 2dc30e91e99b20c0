"""Limits along trajectories of matrix fields as images of continued fractions."""

from __future__ import annotations

from dataclasses import dataclass

from probatum.verifiers.certificates.proofs import CertificateError, Checking, Equation
from probatum.verifiers.fields.limits import limit_along
from probatum.verifiers.language.expr import Expr, free_symbols

__all__ = ["Trajectory", "conclude_trajectory"]


@dataclass(frozen=True, slots=True)
class Trajectory:
    """The limit along a trajectory with a recurrence of order 2 is a Möbius image of its continued fraction.

    The column whose entries are divided satisfies `a_0(n) u(n) + a_1(n) u(n+1) + a_2(n) u(n+2) = 0` for all n >= 0, a
    dependency of its Krylov vectors that is verified as an identity of polynomials. From a start on, after which
    neither a_0 nor a_2 vanishes, the quotients of two solutions are the images of the convergents of a continued
    fraction under one Möbius map, which the exact product up to the start determines. Constant quotients are rational.
    """

    limit: Expr


def conclude_trajectory(proof: Trajectory, _checking: Checking) -> Equation:
    """Everything is computed again from the field, the start and the direction."""
    if proof.limit.head != "limit_along" or free_symbols(proof.limit):
        raise CertificateError("a limit along a trajectory without variables is wanted")
    image = limit_along(proof.limit)
    if not isinstance(image, Expr):
        raise CertificateError("the recurrence of the trajectory has a higher order")
    return Equation(proof.limit, image)
