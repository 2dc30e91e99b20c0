"""What a verdict of certainty rests on: plain data from which the checker repeats the argument.

Each kind of certificate is one frozen dataclass; `checker.py` says how it is re-verified. None of them carries a claim:
a certificate is always checked against the claim it is presented with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeAlias

from probatum.verifiers.certificates.kinds import KIND_NAMES, CertificateOfKind
from probatum.verifiers.certificates.proofs import Proof
from probatum.verifiers.language.expr import Expr


@dataclass(frozen=True, slots=True)
class ExactValues:
    """Both sides of every relation are rational numbers, compared exactly.

    Applies to claims without variables.
    """


@dataclass(frozen=True, slots=True)
class SeparatedBalls:
    """The truth value of every relation at `point` is decided by balls computed at `precision_bits`.

    A difference of two sides whose ball excludes 0 decides `=` and `!=`, one whose ball lies on one side of 0 decides
    an order. `point` gives a closed expression to every variable, in the order of their declaration; it is empty for a
    claim without variables, which this certificate can prove or refute. With variables it can only refute, and the
    checker verifies that the point satisfies every condition.
    """

    precision_bits: int
    point: tuple[tuple[str, Expr], ...] = ()


@dataclass(frozen=True, slots=True)
class AlgebraicZero:
    """The difference of the two sides is an algebraic number of modulus below its own zero bound, hence 0.

    By Liouville's inequality a non-zero algebraic number of degree at most d and absolute logarithmic height at most h
    has modulus at least exp(-d*h). The checker computes d and h from the expression and the ball at `precision_bits`.
    """

    precision_bits: int


@dataclass(frozen=True, slots=True)
class RationalIdentity:
    """The sides are equal as rational functions, and no denominator vanishes on the domain."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """Each relation of a closed claim has a proof of the equation of its sides, or is decided by balls (None)."""

    precision_bits: int
    proofs: tuple[Proof | None, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """Each relation of a claim with variables has a proof on its domain, or is an order entailed by them (None).

    A proof of the equation of the two sides establishes `=`, and `<=`, `>=` between real sides.
    """

    proofs: tuple[Proof | None, ...]


@dataclass(frozen=True, slots=True)
class ConservativeField:
    """The products around every square of the claimed matrix field are equal as rational functions."""


@dataclass(frozen=True, slots=True)
class FieldWitness:
    """Where the products of a matrix field around a square of two `axes` differ: in one entry, counted from 1.

    `point` gives a rational value to every axis and parameter, in the order of the field.
    """

    axes: tuple[str, str]
    row: int
    column: int
    point: tuple[tuple[str, Expr], ...]


@dataclass(frozen=True, slots=True)
class IrrationalityMeasure:
    """The claimed number x is irrational with the measure of a constant c for which linear forms are constructed.

    `construction` and `parameters` name the forms. With p, q, r, s = `image` and k = `power`,
    `x^k = (p c + q)/(r c + s)`, ps - qr != 0: `proofs` holds a proof of this equation; it is empty when x is written as
    c, or as a rational multiple of it. The measure of x is at most k times that of c.
    """

    construction: str
    parameters: tuple[int, ...]
    image: tuple[int, int, int, int] = (1, 0, 0, 1)
    proofs: tuple[Proof, ...] = ()
    power: int = 1


@dataclass(frozen=True, slots=True)
class SmallMeasure:
    """The claimed number is rational, or the claimed measure is less than 2, that of almost every number."""


Certificate: TypeAlias = (
    ExactValues
    | SeparatedBalls
    | AlgebraicZero
    | RationalIdentity
    | Derivation
    | Identity
    | ConservativeField
    | FieldWitness
    | IrrationalityMeasure
    | SmallMeasure
    | CertificateOfKind
)

KINDS: Final[Mapping[str, type[Certificate]]] = MappingProxyType(
    {
        "exact_values": ExactValues,
        "separated_balls": SeparatedBalls,
        "algebraic_zero": AlgebraicZero,
        "rational_identity": RationalIdentity,
        "derivation": Derivation,
        "identity": Identity,
        "conservative_field": ConservativeField,
        "field_witness": FieldWitness,
        "irrationality_measure": IrrationalityMeasure,
        "small_measure": SmallMeasure,
        **KIND_NAMES,
    }
)
"""The kinds of certificate under the names by which documents and messages call them."""
