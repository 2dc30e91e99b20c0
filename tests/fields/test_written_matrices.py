"""Entries as they are written, at a point: the values of the polynomials, and no verdict where there are none."""

from __future__ import annotations

import itertools

import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from probatum.verifiers.fields.conservativity import Witness, refutes
from probatum.verifiers.fields.reading import read_field
from probatum.verifiers.fields.written_matrices import written_field, written_values, written_witness
from probatum.verifiers.judge import judge
from probatum.verifiers.language import parse_expression
from probatum.verifiers.verdict import Reason, Status
from tests.fields.published import DERIVED_2F1, DERIVED_3F2, E_FIELD, MOVING_ROOT, PI_FIELD, SYMMETRIC_PI, ZETA_3

CONSERVATIVE = (E_FIELD, PI_FIELD, SYMMETRIC_PI, ZETA_3, DERIVED_2F1, DERIVED_3F2, MOVING_ROOT)
BROKEN = (
    E_FIELD.replace("x + y + 2", "x + y + 3"),
    ZETA_3.replace("2*x^2*y", "3*x^2*y"),
    DERIVED_3F2.replace("x0*x1*x2", "x0*x1*x2/3.25^-2", 1),
    "field(x: [[1/x, y], [0, 1]], y: [[2, 0], [x^-2, 1/(y + 1)]])",
)
RATIONALS = st.fractions(-9, 9, max_denominator=5).map(lambda x: fmpq(x.numerator, x.denominator))


@pytest.mark.parametrize("text", CONSERVATIVE)
def test_a_conservative_field_has_no_witness(text: str) -> None:
    field = written_field(parse_expression(text))
    assert field is not None
    assert written_witness(field) is None


@pytest.mark.parametrize("text", BROKEN)
def test_a_witness_is_one_for_the_polynomials(text: str) -> None:
    field = written_field(parse_expression(text))
    assert field is not None
    witness = written_witness(field)
    assert witness is not None
    values = written_values(field, witness)
    assert values is not None
    assert values[0] != values[1]
    assert values == refutes(read_field(parse_expression(text)), witness)
    assert judge(f"conservative({text})").status is Status.REFUTED


@given(st.sampled_from([*CONSERVATIVE, *BROKEN]), st.data())
def test_values_are_those_of_the_polynomials_at_every_point(text: str, data: st.DataObject) -> None:
    expr = parse_expression(text)
    field, polynomials = written_field(expr), read_field(expr)
    assert field is not None
    assert field.names == polynomials.names
    point = tuple(data.draw(RATIONALS) for _ in field.names)
    for axes in itertools.permutations(range(len(field.axes)), 2):
        entry = data.draw(st.tuples(*[st.integers(0, field.rank - 1)] * 2))
        found = written_values(field, Witness(axes, entry, point))
        # A pole of a matrix that takes no part in the square is one here, too.
        assert found is None or found == refutes(polynomials, Witness(axes, entry, point))


def test_a_pole_at_the_first_point_is_passed_by() -> None:
    field = written_field(parse_expression("field(x: [[1/(x - 2)]], y: [[x + 5]])"))
    assert field is not None
    witness = written_witness(field)
    assert witness is not None
    assert witness.point[0] != 2


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        # The first two matrices do not commute; the third is none, so that there is no field to refute.
        ("field(x: [[x]], y: [[x + y]], z: [[1/(x - x)]])", Reason.ILL_FORMED),
        ("field(x: [[x]], y: [[x + y]], z: [[gamma(x)]])", Reason.ILL_FORMED),
        ("field(x: [[x]], y: [[x + y]], z: [[x^y]])", Reason.ILL_FORMED),
        ("field(x: [[x]], y: [[x + y]], z: [[x^65]])", Reason.LIMIT_EXCEEDED),
        ("field(x: [[x]], y: [[x + y]], z: [[pi]])", Reason.ILL_FORMED),
        ("field(x: [[x]], y: [[x + y]], z: [[1, 0], [0, 1]])", Reason.ILL_FORMED),
        ("field(x: [[x]], y: [[x + y]], z: [[1, 0]])", Reason.ILL_FORMED),
    ],
)
def test_what_is_no_field_is_not_refuted(text: str, reason: Reason) -> None:
    verdict = judge(f"conservative({text})")
    assert verdict.status is not Status.REFUTED
    assert verdict.reason is reason


def test_values_that_grow_are_left_to_polynomials() -> None:
    field = written_field(parse_expression("field(x: [[(((x^64)^64)^64)^64]], y: [[x + y]])"))
    assert field is not None
    assert written_witness(field) is None
    assert written_values(field, Witness((0, 1), (0, 0), (fmpq(2), fmpq(3)))) is None
    assert written_field(parse_expression("pFq(2, 1, z)")) is None


@pytest.mark.parametrize(
    "witness",
    [
        Witness((0, 2), (0, 0), (fmpq(1), fmpq(1))),
        Witness((0, 0), (0, 0), (fmpq(1), fmpq(1))),
        Witness((-1, 1), (0, 0), (fmpq(1), fmpq(1))),
        Witness((0, 1), (0, 2), (fmpq(1), fmpq(1))),
        Witness((0, 1), (-1, 0), (fmpq(1), fmpq(1))),
        Witness((0, 1), (0, 0), (fmpq(1),)),
        Witness((0, 1), (0, 0), (fmpq(2) ** 20_000, fmpq(1))),
    ],
)
def test_what_names_no_entry_at_a_point_is_no_witness(witness: Witness) -> None:
    field = written_field(parse_expression(BROKEN[0]))
    assert field is not None
    assert written_values(field, witness) is None
