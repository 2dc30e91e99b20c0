"""Matrix fields in the SDK: their text, and what the service measures, for both clients."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest
import sympy  # type: ignore[import-untyped]

from probatum.client import (
    AsyncClient,
    Client,
    InvalidRequestError,
    MatrixField,
    Reason,
    Status,
    directions_in_box,
)
from probatum.verifiers.fields.reading import read_field
from probatum.verifiers.language import parse_claim, parse_expression
from tests.client.calls import Driven
from tests.conftest import RunningServer

AnyClient = Client | Driven

E_FIELD = MatrixField(x=[[1, "-y - 1"], [-1, "x + y + 2"]], y=[[0, "-y - 1"], [-1, "x + y + 1"]])


@pytest.fixture(scope="module", params=["sync", "async"])
def client(request: pytest.FixtureRequest, server: RunningServer) -> Iterator[AnyClient]:
    made: AnyClient = Client(server.address) if request.param == "sync" else Driven(AsyncClient(server.address))
    yield made
    made.close()


def test_a_field_is_written_in_the_claim_language() -> None:
    assert E_FIELD.text == "field(x: [[1, -y - 1], [-1, x + y + 2]], y: [[0, -y - 1], [-1, x + y + 1]])"
    assert MatrixField.pfq(3, 2, Fraction(1, 2)).claim == "conservative(pFq(3, 2, 1/2))"
    assert MatrixField.meijer_g(1, 2, 3, 4).text == "meijerG(1, 2, 3, 4, z)"
    assert MatrixField.f_fbar("x + y", "x - y").text == "ffbar(x + y, x - y)"
    assert MatrixField({"x": [["x**2"]]}).text == "field(x: [[x^2]])"
    limit = MatrixField.pfq(1, 1, 2).limit((1, Fraction(3, 2)), (0, 1), "[[1, 0], [0, 1]]")
    assert limit == "limit(pFq(1, 1, 2), from (1, 3/2), along (0, 1), rows ([[1, 0], [0, 1]]))"
    for text in (E_FIELD.claim, MatrixField.pfq(3, 2).claim, f"{limit} = 1"):
        parse_claim(text)
    assert MatrixField("pFq(2, 1, z)") == MatrixField.pfq(2, 1)
    for wrong in ((), ({},)):
        with pytest.raises(ValueError, match="a matrix for each of its axes"):
            MatrixField(*wrong)
    with pytest.raises(ValueError, match="a matrix for each of its axes"):
        MatrixField("pFq(2, 1, z)", x=[[1]])


@dataclass
class Field:
    """What a `CMF` of ramanujantools shows of itself."""

    matrices: dict[Any, Any]


def test_fields_come_from_sympy_matrices() -> None:
    x, y = sympy.symbols("x y")
    matrices = {
        x: sympy.Matrix([[0, -(x**3)], [1, y / (2 * x - 1)]]),
        y: sympy.Matrix([[1, 0], [0, sympy.Rational(1, 3)]]),
    }
    text = MatrixField.from_ramanujantools(Field(matrices)).text
    assert parse_expression(text) == parse_expression(MatrixField(x=matrices[x], y=matrices[y]).text)
    wanted = "field(x: [[0, -x^3], [1, y/(2*x - 1)]], y: [[1, 0], [0, 1/3]])"
    assert read_field(parse_expression(text)) == read_field(parse_expression(wanted))


def test_fields_of_ramanujantools_are_taken_as_they_are(client: AnyClient) -> None:
    cmf = pytest.importorskip("ramanujantools.cmf")
    peer = cmf.known_cmfs.e()
    assert MatrixField(peer) == MatrixField.from_ramanujantools(peer)
    assert read_field(parse_expression(MatrixField(peer).text)) == read_field(parse_expression(E_FIELD.text))
    assert client.verify(peer).status is Status.PROVED
    assert client.trajectory(peer, (1, 1), (1, 1), depth=50).matrix == (
        ("n + 2", "-2*n^2 - 9*n - 10"),
        ("-2*n - 4", "4*n^2 + 17*n + 18"),
    )
    (point,) = client.survey(peer, (1, 1), [(1, 1)], depth=20)
    assert point.approximation is not None
    found = client.unify(peer, "pcf(n + 3, -n - 1, n)", start=(1, 1), box=[(0, 1), (0, 1)])
    assert found.reason is None
    assert client.verify(cmf.pFq(2, 1, -1)).status is Status.PROVED
    with pytest.raises(TypeError):
        client.verify(cmf)


def test_verify_takes_a_field(client: AnyClient) -> None:
    verdict = client.verify(E_FIELD)
    assert (verdict.status, verdict.claim) == (Status.PROVED, E_FIELD.claim)
    broken = client.verify(MatrixField.f_fbar("x^2 + y", "x - y"))
    assert broken.status is Status.REFUTED
    assert broken.counterexample is not None
    assert broken.certificate is not None
    assert client.recheck(broken, here=False).accepted
    with pytest.raises(TypeError):
        client.verify(object())


def test_a_trajectory_is_measured(client: AnyClient) -> None:
    found = client.trajectory(E_FIELD, (1, 1), (1, 1), depth=100, digits=40)
    assert found.reason is None
    assert found.matrix == (("n + 2", "-2*n^2 - 9*n - 10"), ("-2*n - 4", "4*n^2 + 17*n + 18"))
    assert (found.denominator, found.poles, found.singular_strides) == ("1", (), ())
    assert len(found.recurrence) == 3
    assert found.limit.startswith("-15/(pcf(")
    assert found.convergence.startswith("n!^-order 2^(-rate n)")
    assert found.value is not None
    with_digits = "-0.54964677830384488222639268479769560048"  # (3e - 8)/(e - 3)
    assert found.value.real.midpoint.startswith(with_digits)
    assert found.approximation is not None
    assert found.approximation.certified
    assert found.approximation.delta is not None
    assert abs(float(found.approximation.delta.midpoint) - 1) < 0.01  # the irrationality measure of e is 2


def test_the_rate_of_apery_is_that_of_his_recurrence(client: AnyClient) -> None:
    text = (
        "field(x: [[0, -x^3], [(x + 1)^3, x^3 + (x + 1)^3 + 2*y*(y - 1)*(2*x + 1)]], "
        "y: [[-x^3 + 2*x^2*y - 2*x*y^2 + y^3, -x^3], [x^3, x^3 + 2*x^2*y + 2*x*y^2 + y^3]])"
    )
    found = client.trajectory(text, (1, 1), (1, 1), depth=50)
    # The characteristic roots are (1 + sqrt 2)^4 and its reciprocal: 2 log2((1 + sqrt 2)^4) = 10.17242643...
    assert found.convergence.startswith("2^(-rate n), rate = 10.17242")


@pytest.mark.parametrize(
    ("field", "start", "direction", "reason"),
    [
        ("pFq(2, 1", (1, 1, 2), (1, 1, 2), Reason.SYNTAX),
        ("pFq(2, 1, -1)", (1, 1), (1, 1, 2), Reason.ILL_FORMED),
        ("pFq(2, 1, z)", (1, 1, 2), (1, 1, 2), Reason.ILL_FORMED),
        ("pFq(2, 1, -1)", (1, 1, 2), (500, 1, 2), Reason.LIMIT_EXCEEDED),
        ("ffbar(x^2 + y, x - y)", (1, 1), (1, 1), Reason.ILL_FORMED),
    ],
)
def test_what_keeps_a_trajectory_from_being_measured_is_told(
    client: AnyClient, field: str, start: tuple[int, ...], direction: tuple[int, ...], reason: Reason
) -> None:
    found = client.trajectory(field, start, direction)
    assert found.reason is reason
    assert found.message


def test_a_survey_answers_every_direction_once(client: AnyClient) -> None:
    directions = list(directions_in_box([(-1, 2), (0, 2)]))
    points = list(client.survey(E_FIELD, (1, 1), directions, depth=30))
    assert sorted(point.direction for point in points) == sorted(directions)
    by_direction = {point.direction: point for point in points}
    assert by_direction[-1, 1].reason is Reason.UNDEFINED_VALUE
    diagonal = by_direction[1, 1].approximation
    assert diagonal is not None
    assert diagonal.delta is not None
    assert float(diagonal.delta.midpoint) > 0.9
    assert not diagonal.certified


def test_a_formula_is_unified_with_a_field(client: AnyClient) -> None:
    # Raz et al. (2025): a formula for pi as a trajectory of the field of 2F1 at -1
    formula = "pcf(3*n + 2, -2*n^2 + n, n) = 2/(pi - 2)"
    found = client.unify(MatrixField.pfq(2, 1, -1), formula, start=(1, Fraction(1, 2), "3/2"), box=[(0, 2)] * 3)
    assert found
    assert found.reason is None
    assert found.image is not None
    assert found.formula is not None
    assert (found.image.status, found.formula.status) == (Status.PROVED, Status.PROVED)
    assert "along (0, 0, 1)" in found.image.claim
    assert found.formula.claim == formula
    assert all(client.recheck(verdict, here=False).accepted for verdict in (found.image, found.formula))


def test_a_fraction_that_belongs_to_no_trajectory_is_not_unified(client: AnyClient) -> None:
    found = client.unify("pFq(2, 1, -1)", "pcf(n, n - 4, n)", start=(1, 1, 1), box=[(0, 1)] * 3)
    assert not found
    assert found.reason is None
    assert "no trajectory" in found.message


@pytest.mark.parametrize(
    ("field", "formula", "options", "reason"),
    [
        ("pFq(2, 1", "pcf(n, n, n)", {}, Reason.SYNTAX),
        ("pFq(2, 1, -1)", "pi = 3", {}, Reason.ILL_FORMED),
        ("pFq(2, 1, -1)", "pcf(n, n, n)", {"start": (1, 1)}, Reason.ILL_FORMED),
        ("pFq(2, 1, -1)", "pcf(n, n, n)", {"box": [(0, 10**6)] * 3}, Reason.LIMIT_EXCEEDED),
        (
            "pFq(2, 1, -1)",
            "pcf(n^4, -n^8, n)",
            {"box": [(0, 30)] * 3, "proof_effort": 10**7, "timeout_s": 0.05},
            Reason.TIMEOUT,
        ),
    ],
)
def test_what_keeps_a_fraction_from_being_unified_is_told(
    client: AnyClient, field: str, formula: str, options: dict[str, Any], reason: Reason
) -> None:
    found = client.unify(field, formula, **options)
    assert found.reason is reason
    assert found.message


def test_requests_that_are_wrong_are_refused(client: AnyClient) -> None:
    with pytest.raises(InvalidRequestError):
        client.trajectory("", (1,), (1,))
    with pytest.raises(InvalidRequestError):
        client.trajectory("pFq(1, 1, 1)", (1, 1), (1, 1), depth=2_000_000)
    with pytest.raises(InvalidRequestError):
        client.trajectory("pFq(1, 1, 1)", (1, 1), (1, 2**70))
    with pytest.raises(InvalidRequestError):
        list(client.survey("pFq(1, 1, 1)", (1, 1), [(1, 1)], depth=2_000_000))
    for place, options in (
        (("", "pcf(n, n, n)"), {}),
        (("pFq(2, 1, -1)", " "), {}),
        (("pFq(2, 1, -1)", "pcf(n, n, n)"), {"proof_effort": 0}),
        (("pFq(2, 1, -1)", "pcf(n, n, n)"), {"proof_effort": -1}),
        (("pFq(2, 1, -1)", "pcf(n, n, n)"), {"box": [(0, 2**70)]}),
        (("pFq(2, 1, -1)", "pcf(n, n, n)"), {"box": [(0, 1, 2)]}),
        (("pFq(2, 1, -1)", "pcf(n, n, n)"), {"timeout_s": 0}),
        (("pFq(2, 1, -1)", "pcf(n, \ud800, n)"), {}),
    ):
        with pytest.raises(InvalidRequestError):
            client.unify(*place, **options)
    with pytest.raises(TypeError):
        client.unify("pFq(2, 1, -1)", 3)
