"""What certificates of orders between functions say: the parts of the domain and the theorem used on each."""

from __future__ import annotations

from typing import Any, Final

from probatum.verifiers.balls.scope import infinite_end
from probatum.verifiers.certificates.documents import Document
from probatum.verifiers.explanations.prose import Part, Prose

__all__ = ["box_subdivision", "equal_sides", "inductive_order", "polynomial_order", "subdivision"]


def subdivision(found: Document) -> list[Prose]:
    """Taylor's theorem on each part of an interval."""
    certificate: Any = found.certificate
    low, *_, high = certificate.points
    parts = len(certificate.points) - 1
    infinite = [end for end in (low, high) if infinite_end(end, {})]
    return [
        [f"The conditions keep {found.claim.declared[0]} between ", low, " and ", high, f". {_parted(parts)}"],
        [
            "On each part the difference of the sides has a Taylor expansion with Lagrange's remainder of order "
            f"{certificate.order}, computed in ball arithmetic with {certificate.precision_bits} bits; its enclosure "
            "has the sign claimed. Where the sides are equal at an end of a part, the power of the distance from "
            "that end is divided out first.",
        ],
        *([_BESIDE] if len(infinite) else []),
    ]


_BESIDE: Final = [
    "Beside an infinite end the difference is expanded in a scale of powers, logarithms and exponentials, with "
    "enclosures for coefficients that hold on the whole part; its largest term outweighs the others.",
]


def polynomial_order(found: Document) -> list[Prose]:
    """Signs of polynomials in variables that are not negative."""
    certificate: Any = found.certificate
    return [
        [
            "With variables that are not negative in place of the given ones, by their bounds and signs, the "
            "difference of the sides becomes a quotient of polynomials. The sign of each irreducible factor that is no "
            "square is computed exactly: from its coefficients, by a quadratic form, by Sturm's theorem, or from the "
            "coefficients in differences of the variables, for each order of their sizes "
            f"({certificate.depth} times at most).",
        ],
    ]


def inductive_order(found: Document) -> list[Prose]:
    """Induction on the number of terms."""
    (name,) = found.claim.declared
    return [
        [
            f"The order holds at the least {name}. From {name} to {name} + 1 the difference of its sides does not "
            "decrease, by the last terms of the sums.",
        ],
    ]


def equal_sides(found: Document) -> list[Prose]:
    """A strict order at a point of equality."""
    certificate: Any = found.certificate
    point: list[Part] = []
    for name, value in certificate.point:
        point += [f"{', ' if point else ''}{name} = ", value]
    return [["The conditions hold at ", *point, ", where the difference of the two sides is exactly 0."]]


def box_subdivision(found: Document) -> list[Prose]:
    """The mean value theorem on each part of a box."""
    certificate: Any = found.certificate
    parts = sum(split == 0 for split in certificate.splits)
    ranges: list[Part] = []
    for name, (low, high) in zip(found.claim.declared, certificate.ranges, strict=True):
        ranges += [f"{', ' if ranges else ''}{name} between ", low, " and ", high]
    return [
        ["The conditions keep ", *ranges, f". {_parted(parts)}"],
        [
            "On each part the difference of the sides is its value in the middle plus the partial derivatives times "
            f"the distances (mean value theorem), enclosed in ball arithmetic with {certificate.precision_bits} bits; "
            "the enclosure has the sign claimed.",
        ],
    ]


def _parted(parts: int) -> str:
    return "It is one part." if parts == 1 else f"Halving again and again gives {parts} parts without a gap."
