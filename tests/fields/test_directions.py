"""One limit for two directions: the theorem's certificates, and what they do not show."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from flint import fmpq

from probatum.verifiers.certificates.documents import read, recheck, verdict_document
from probatum.verifiers.certificates.proofs import CertificateError, Checking
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.certificates.rules.direction import DirectionChange
from probatum.verifiers.fields.direction_search import find_cones, splittings
from probatum.verifiers.fields.directions import Cones, changes_direction, plane_of
from probatum.verifiers.fields.limits import Walk, read_walk, with_direction
from probatum.verifiers.judge import judge
from probatum.verifiers.language import Expr, parse_claim, parse_expression
from probatum.verifiers.verdict import Status
from tests.fields.exact_paths import path
from tests.fields.published import E_FIELD, PI_FIELD, ZETA_3

APERY = f"limit({ZETA_3}, from (1, 1), along (1, 1))"
"""Along the diagonal the field has Apery's recurrence, along y the slower fraction with b = -n^6."""

Y = (0, 1)


def walk_of(text: str) -> Walk:
    return read_walk(parse_expression(text))


@pytest.mark.parametrize(
    ("text", "along", "times"),
    [
        (APERY, Y, 1),
        (f"limit({ZETA_3}, from (1, 1), along (2, 1))", Y, 1),
        (f"limit({ZETA_3}, from (1, 1), along (3, 2))", Y, 2),
        (f"limit({E_FIELD}, from (1, 1), along (1, 1))", (1, 0), 1),
        (f"limit({E_FIELD}, from (1, 1), along (1, 3))", (1, 0), 1),
        (f"limit({PI_FIELD}, from (1/2, 1/2), along (1, 1))", (1, 0), 1),
        ("limit(pFq(1, 1, 1), from (1, 2), along (1, 2))", Y, 2),
        ("limit(pFq(1, 1, 1), from (2, 3), along (1, 2))", Y, 2),  # the cone is peeled
        ("limit(pFq(3, 2, 1), from (2, 2, 2, 4, 4), along (1, 1, 1, 2, 2))", (0, 0, 0, 1, 0), 2),
    ],
)
def test_cones_are_found_and_hold(text: str, along: tuple[int, ...], times: int) -> None:
    walk = walk_of(text)
    plane = plane_of(walk, along, times)
    cones = find_cones(walk, plane)
    assert cones is not None
    assert changes_direction(walk, plane, cones)


def test_the_strides_of_a_plane_are_products_of_steps() -> None:
    walk = walk_of(f"limit({ZETA_3}, from (1/2, 1/3), along (2, 1))")
    plane = plane_of(walk, (1, 0), 2)
    assert plane.across is not None
    for i, j in ((0, 0), (3, 1), (5, 2)):
        here = {"x": Fraction(1, 2) + i, "y": Fraction(1, 3) + j}
        for matrix, steps in ((plane.along, [("x", 1)]), (plane.across, [("y", 1)])):
            wanted = path(ZETA_3, here, steps)
            below = int(matrix.denominator(i, j))
            assert [[Fraction(int(entry(i, j)), below) for entry in row] for row in matrix.rows] == wanted


def test_a_multiple_of_a_direction_needs_no_cones() -> None:
    walk = walk_of(f"limit({ZETA_3}, from (1, 1), along (3, 3))")
    plane = plane_of(walk, (1, 1), 3)
    assert plane.across is None
    assert changes_direction(walk, plane, None)
    assert next(splittings((3, 3))) == ((1, 1), 3)


@pytest.mark.parametrize(
    "changed",
    [
        {"kappa": (fmpq(1, 8), fmpq(1, 4))},  # the row of the start is outside
        {"kappa": (fmpq(0), fmpq(1, 100))},  # the steps lead out
        {"columns": ((1, 100), (1, 1))},  # (0, 1) is outside
        {"columns": ((-1, 100), (0, 1))},  # the steps lead out
        {"columns": ((-5, 1), (0, 1))},  # the product with a row may vanish
        {"columns": ((-1, 0), (0, 1))},
        {"columns": ((0, 1), (0, 1))},
        {"columns": ((0, 0), (0, 1))},
        {"start": -1},
        {"start": 10**6},
    ],
)
def test_cones_that_do_not_hold_are_refused(changed: dict[str, object]) -> None:
    walk = walk_of(APERY)
    plane = plane_of(walk, Y, 1)
    cones = find_cones(walk, plane)
    assert cones is not None
    assert not changes_direction(walk, plane, replace(cones, **changed))  # type: ignore[arg-type]
    assert not changes_direction(walk, plane, None)


def test_determinants_that_do_not_become_small_show_nothing() -> None:
    """Along x the quotient is 0, along (1, 1) it is 1: the determinant 1 does not become small beside v_2 = 1."""
    shear = "field(x: [[1, 0], [0, 1]], y: [[1, 0], [0, 1]])"
    walk = walk_of(f"limit(coboundary({shear}, [[1, y], [0, 1]]), from (0, 0), along (1, 1))")
    plane = plane_of(walk, (1, 0), 1)
    wide = Cones(0, (fmpq(-1), fmpq(1)), ((-1, 2), (1, 2)))
    assert not changes_direction(walk, plane, wide)
    assert find_cones(walk, plane) is None


def test_poles_in_the_sector_are_seen() -> None:
    field = "coboundary(field(x: [[1, 1], [1, 2]], y: [[1, 1], [1, 2]]), [[1, 0], [0, x - y - 7]])"
    walk = walk_of(f"limit({field}, from (1, 1), along (1, 1))")
    # x - y - 7 vanishes at integer points of the sector i >= j, which the diagonal never meets.
    assert not changes_direction(walk, plane_of(walk, (1, 0), 1), Cones(0, (fmpq(0), fmpq(2)), ((0, 1), (2, 1))))


def test_the_rule_concludes_what_its_cones_show() -> None:
    limit = parse_expression(APERY)
    proof = DirectionChange(
        limit, Y, 1, (0, 0, 1, 1, 4, -1, 4, 0, 1, 0)
    )  # kappa in [0, 1/4], columns between (-1, 4) and (0, 1)
    equation = Checking(RULES).conclude(proof)
    assert (equation.left, equation.right) == (limit, with_direction(limit, Y))
    higher = parse_expression("limit(pFq(4, 3, -1), from (1, 1, 1, 1, 2, 2, 2), along (1, 1, 1, 1, 2, 2, 2))")
    for wrong in (
        replace(proof, cones=()),
        replace(proof, cones=(0, 0, 1, 1, 4)),
        replace(proof, cones=(0, 0, -1, 1, 4, -1, 4, 0, 1, 0)),
        replace(proof, cones=(0, 0, 1, 1, 4, -1, 100, 0, 1, 0)),
        replace(proof, cones=(0, 0, 0, 1, 4, -1, 4, 0, 1, 0)),
        replace(proof, along=(0, 0)),
        replace(proof, along=(0, 1, 0)),
        replace(proof, along=(1, 0)),
        replace(proof, times=0),
        replace(proof, times=10**9),
        replace(proof, limit=Expr("int", (), 1)),
        replace(proof, limit=higher, along=(1, 1, 1, 1, 0, 0, 0)),
        replace(proof, limit=parse_expression("limit(ffbar(x^2 + y, x - y), from (1, 1), along (1, 1))")),
    ):
        with pytest.raises(CertificateError):
            Checking(RULES).conclude(wrong)


@pytest.mark.parametrize(
    "claim",
    [
        f"{APERY} = 1/zeta(3) - 1",
        f"limit({E_FIELD}, from (1, 1), along (1, 1)) = (3*e - 8)/(e - 3)",
        f"limit({E_FIELD}, from (1, 1), along (2, 3)) = (3*e - 8)/(e - 3)",
        f"limit({ZETA_3}, from (1, 1), along (2, 2)) = 1/zeta(3) - 1",
        "limit(pFq(3, 2, 1), from (2, 2, 2, 4, 4), along (1, 1, 1, 2, 2)) = (13 - 8*zeta(2))/(5 - 3*zeta(2))",
    ],
)
def test_limits_are_proved_through_simpler_directions(claim: str) -> None:
    """Apery's among them: the limits of his recurrences are those of telescoping series for zeta(3) and zeta(2)."""
    verdict = judge(claim)
    assert verdict.status is Status.PROVED
    assert verdict.certificate is not None
    document = verdict_document(parse_claim(verdict.claim), verdict.status, verdict.certificate)
    assert recheck(read(document)).proved
