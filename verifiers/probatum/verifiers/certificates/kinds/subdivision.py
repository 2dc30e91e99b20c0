"""Orders between functions of real variables: the domain lies in a box, and the order holds on each of its parts."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any, Final

from flint import ctx, fmpq

from probatum.verifiers.balls.scope import infinite_end
from probatum.verifiers.certificates.checked import Checked
from probatum.verifiers.certificates.proofs import CertificateError
from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import fraction, is_exact
from probatum.verifiers.inequalities.domains import constant, is_real_variable, stays
from probatum.verifiers.inequalities.forms import MAX_DEPTH, Orthant
from probatum.verifiers.inequalities.parts import Part
from probatum.verifiers.inequalities.periods import is_periodic, spans_a_period
from probatum.verifiers.inequalities.polynomial_orders import holds_for_polynomials
from probatum.verifiers.inequalities.subdivision import ORDERS, decided, decided_on_box
from probatum.verifiers.language.claim import CONSTANTS, Claim
from probatum.verifiers.language.expr import Expr

__all__ = [
    "BoxSubdivision",
    "PolynomialOrder",
    "Subdivision",
    "check_box_subdivision",
    "check_polynomial_order",
    "check_subdivision",
]

MAX_PRECISION_BITS: Final = 4096
MAX_ORDER: Final = 128
MAX_PARTS: Final = 20_000
MAX_POLYNOMIALS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Subdivision:
    """Between consecutive `points`, constants in increasing order, expansions with remainder decide each order.

    The conditions keep the only variable between the first and the last point, which may be `-oo` and `oo`. On each
    part the expansions have the given `order`, at the middle or at an end of the part, in balls of `precision_bits`: by
    Taylor's theorem, beside infinite and singular ends in a scale of powers, logarithms and exponentials. A variable
    that is an integer may take its values in a part one by one. Orders between functions of period 2 pi need hold
    between points at that distance alone, whatever the conditions are.
    """

    precision_bits: int
    order: int
    points: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class BoxSubdivision:
    """On each part of a box the mean value theorem decides each order between functions of several variables.

    `ranges` are rational ends for the variables in the order of declaration, between which the conditions keep them.
    `splits` describes the parts in preorder: 0 is a part, k > 0 halves the k-th range, lower half first.
    """

    precision_bits: int
    ranges: tuple[tuple[Expr, Expr], ...]
    splits: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PolynomialOrder:
    """Each order between rational functions is that of polynomials in variables which are not negative.

    Their signs are decided exactly: by factors, squares, coefficients, Sturm's theorem, and differences of the
    variables in each of their orders, substituted up to `depth` times.
    """

    depth: int


def _require(claim: Claim, precision_bits: int, variables: int | None) -> None:
    if claim.undeclared or not claim.conditions or not claim.declared or set(claim.declared) & CONSTANTS:
        raise CertificateError("a claim with declared variables is wanted")
    if variables is not None and len(claim.declared) != variables:
        raise CertificateError(f"a claim with {variables} variables is wanted")
    if not all(relation.head in ORDERS for relation in claim.relations):
        raise CertificateError("a subdivision decides orders alone")
    if not 2 <= precision_bits <= MAX_PRECISION_BITS:
        raise CertificateError(f"precision_bits must be between 2 and {MAX_PRECISION_BITS}")
    if not all(is_real_variable(claim.conditions, name) for name in claim.declared):
        raise CertificateError("a variable is not seen to be real")


def check_subdivision(claim: Claim, certificate: Subdivision, _check: Any) -> Checked:
    """The parts cover the domain without a gap, and on each every relation is decided again."""
    _require(claim, certificate.precision_bits, 1)
    (variable,) = claim.declared
    points = certificate.points
    if not 1 <= certificate.order <= MAX_ORDER or not 2 <= len(points) <= MAX_PARTS + 1:
        raise CertificateError("an order or a number of points beyond the bounds")
    conditions = claim.conditions
    if not (stays(conditions, variable, -1, points[0]) and stays(conditions, variable, 1, points[-1])):
        if not (is_periodic(claim.proposition, variable) and spans_a_period(points[0], points[-1])):
            raise CertificateError("the variable is not seen to stay between the first and the last point")
        conditions = ()  # whatever they say of x, they may not say of the points 2 pi k beside it
    with ctx.workprec(certificate.precision_bits):
        ends = (points[1:] if infinite_end(points[0], {}) < 0 else points)[
            : -1 if infinite_end(points[-1], {}) > 0 else None
        ]
        if any(constant(point) is None for point in ends):
            raise CertificateError("a point without a real value")
        constants: dict[Expr, Value] = {}
        # In whatever order the points come: between the first and the last, x lies between two neighbours low <= high.
        for low, high in itertools.pairwise(points):
            part = Part(variable, low, high, certificate.order, conditions, constants)
            if not all(decided(relation, part) for relation in claim.relations):
                raise CertificateError("a relation is not decided on a part")
    return Checked(True, f"Taylor expansions on {_counted(len(points) - 1)}")


def check_box_subdivision(claim: Claim, certificate: BoxSubdivision, _check: Any) -> Checked:
    """The box contains the domain, its parts cover it by construction, and on each every relation is decided again."""
    _require(claim, certificate.precision_bits, None)
    names = claim.declared
    if len(certificate.ranges) != len(names) or len(certificate.splits) > 2 * MAX_PARTS:
        raise CertificateError("one range for each variable, and a moderate number of parts, are wanted")
    ranges: dict[str, tuple[fmpq, fmpq]] = {}
    for name, (low, high) in zip(names, certificate.ranges, strict=True):
        values = constant(low), constant(high)
        if any(value is None or not is_exact(value) for value in values):
            raise CertificateError("a range without rational ends")
        if not (stays(claim.conditions, name, -1, low) and stays(claim.conditions, name, 1, high)):
            raise CertificateError(f"{name} is not seen to stay in its range")
        ranges[name] = fraction(values[0]), fraction(values[1])
    pending, parts = [ranges], 0
    with ctx.workprec(certificate.precision_bits):
        for split in certificate.splits:
            if not pending or not 0 <= split <= len(names):
                raise CertificateError("splits that describe no parts")
            box = pending.pop()
            if split:
                pending += reversed(halves(box, names[split - 1]))
                continue
            parts += 1
            if not all(decided_on_box(relation, box) for relation in claim.relations):
                raise CertificateError("a relation is not decided on a part")
    if pending:
        raise CertificateError("splits that leave parts out")
    return Checked(True, f"the mean value theorem on {_counted(parts)}")


def check_polynomial_order(claim: Claim, certificate: PolynomialOrder, _check: Any) -> Checked:
    """The signs of the differences of the sides are computed again."""
    _require(claim, 2, None)
    if not 0 <= certificate.depth <= MAX_DEPTH:
        raise CertificateError(f"depth must be between 0 and {MAX_DEPTH}")
    orthant = Orthant(certificate.depth, MAX_POLYNOMIALS)
    for relation in claim.relations:
        if not holds_for_polynomials(relation, claim.conditions, claim.declared, orthant):
            raise CertificateError("a sign is not seen")
    return Checked(True, "signs of polynomials")


def halves(box: dict[str, tuple[fmpq, fmpq]], name: str) -> list[dict[str, tuple[fmpq, fmpq]]]:
    """The box halved along a variable, lower half first."""
    low, high = box[name]
    middle = (low + high) / 2
    return [{**box, name: (low, middle)}, {**box, name: (middle, high)}]


def _counted(parts: int) -> str:
    return "1 part of the domain" if parts == 1 else f"{parts} parts of the domain"
