"""Answers compared: what is the same is found to be, what differs has a witness, and nothing is guessed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator

import pytest
import sympy
from typer.testing import CliRunner

from probatum.cli.app import app
from probatum.client import AsyncClient, Client, Equivalence, InvalidRequestError, Reason, Status, UpTo
from probatum.verifiers.equivalence import Comparison, Question, equivalent, satisfies
from probatum.verifiers.equivalence import Equivalence as Outcome
from probatum.verifiers.equivalence import UpTo as Allowance

YES, NO, OPEN = Outcome.EQUIVALENT, Outcome.NOT_EQUIVALENT, Outcome.UNDECIDED

ANSWERS = [
    ("sin(2*x)", "2*sin(x)*cos(x)", "exact", "", YES),
    ("sin(2*x)", "2*sin(x)", "exact", "", NO),
    ("x^2 = 4", "x = 2 or x = -2", "exact", "", YES),
    ("x^2 = 4", "x = 2", "exact", "", NO),
    ("[[1, x], [0, (x + 1)^2]]", "[[1, x], [0, x^2 + 2*x + 1]]", "exact", "", YES),
    ("[[1, x], [0, (x + 1)^2]]", "[[1, x], [0, x^2 + 1]]", "exact", "", NO),
    ("[1, 2]", "[1, 2, 3]", "exact", "", NO),
    ("sum(1/n^2, n, 1, oo)", "pi^2/6", "exact", "", YES),
    # antiderivatives: Stewart, Calculus, 7.1 to 7.4
    ("sin(x)^2/2", "-cos(2*x)/4", "constant", "", YES),
    ("sin(x)^2/2", "cos(2*x)/4", "constant", "", NO),
    ("x*log(x) - x", "x*(log(x) - 1) + 5", "constant", "x > 0", YES),
    ("log(x)", "log(3*x)", "constant", "", YES),
    ("log(x)", "3*log(x)", "constant", "", NO),
    ("asin(x)", "-acos(x)", "constant", "x in (-1, 1)", YES),
    ("asin(x)", "acos(x)", "constant", "x in (-1, 1)", NO),
    ("asin(x)", "-acos(x)", "constant", "", OPEN),  # beyond 1 the rules of calculus meet the cuts
    ("floor(x)", "0", "constant", "", OPEN),  # has derivative 0 almost everywhere
    ("x", "2*x", "constant", "x in ZZ", OPEN),
    ("x", "2*x", "constant", "x = 1, x in RR", OPEN),
    ("sin(pi*x)", "0", "constant", "x in RR, x/2 in ZZ", OPEN),  # 0 at all points, with another slope
    ("x^2", "x", "constant", "x in [0, 0]", OPEN),
    ("x^2", "x", "constant", "0 <= x < 1, x in RR", NO),
    ("sqrt(2) - 1", "1 - sqrt(2)", "sign", "", YES),
    ("x - 1", "1 - x", "sign", "", YES),
    ("abs(x)", "x", "sign", "", NO),
    ("2*sin(x)*cos(x)", "7*sin(2*x)", "factor", "", YES),
    ("sin(x)", "x*sin(x)", "factor", "", NO),
    ("0", "sin(x)", "factor", "", OPEN),
    ("[1 + sqrt(2), 1 - sqrt(2)]", "[1 - sqrt(2), (2 + sqrt(8))/2]", "order", "", YES),
    ("[1, 1, 2]", "[1, 2, 2]", "order", "", NO),
    ("[1, 2]", "[1, 2, 2]", "order", "", NO),
    ("[abs(x), -abs(x)]", "[x, -x]", "order", "", OPEN),  # equal as sets at every point, and not element by element
]


@pytest.mark.parametrize(("left", "right", "up_to", "conditions", "outcome"), ANSWERS)
def test_answers(left: str, right: str, up_to: str, conditions: str, outcome: Outcome) -> None:
    found = equivalent(Question(left, right, conditions), Allowance(up_to))
    assert found.outcome is outcome, found
    assert found.message
    assert (found.reason is not None) == (outcome is OPEN)
    if outcome is YES and up_to in ("exact", "constant"):
        assert {verdict.status for verdict in found.verdicts} == {Status.PROVED}


SOLUTIONS = [
    ("diff(y, x, 2) + y = 0", "sin(x)", "", YES),
    ("diff(y, x, 2) + y = 0", "sinh(x)", "", NO),
    ("diff(y, x, 2) + y = 0 and y(0) = 0", "cos(x)", "", NO),
    ("diff(y, x) = 2*x*y and y(0) = 1", "exp(x^2)", "", YES),
    ("diff(y(x), x) = y(x)", "C*exp(x)", "", YES),
    ("x*diff(y, x) + y = 1/x", "(log(x) + C)/x", "x > 0", YES),
    ("x*diff(y, x) + y = 1/x", "log(x) + C/x", "x > 0", NO),
    ("diff(y, x) = 1 + y^2", "tan(x)", "", YES),
    ("diff(y, x)^2 = 1", "abs(x)", "", YES),
    ("diff(y, x) = 0", "floor(x)", "", OPEN),
]


@pytest.mark.parametrize(("equations", "solution", "conditions", "outcome"), SOLUTIONS)
def test_solutions(equations: str, solution: str, conditions: str, outcome: Outcome) -> None:
    assert satisfies(Question(equations, solution, conditions)).outcome is outcome


def test_a_constant_that_jumps_is_remarked_on() -> None:
    found = equivalent(Question("atan(x)", "-atan(1/x)"), Allowance.CONSTANT)
    assert found.outcome is YES
    assert any("where x != 0" in note for note in found.notes)
    assert any("the constant differs" in note for note in found.notes)


@pytest.mark.parametrize(("left", "right", "jumps"), [("x*abs(x)", "x^2", True), ("2*sin(x)", "sin(x)", False)])
def test_a_factor_that_jumps_is_remarked_on(left: str, right: str, jumps: bool) -> None:
    found = equivalent(Question(left, right), Allowance.FACTOR)
    assert found.outcome is YES
    assert any("the factor differs" in note for note in found.notes) is jumps


BAD = [
    (Question("x^^2", "x"), Allowance.EXACT, "first answer: line 1, column 3"),
    (Question("x", "x +"), Allowance.EXACT, "second answer"),
    (Question("x", "x = 1"), Allowance.EXACT, "a proposition and an expression"),
    (Question("x", "x", "x >"), Allowance.EXACT, "the conditions"),
    (Question("[x]", "x"), Allowance.CONSTANT, "no lists"),
    (Question("x", "y"), Allowance.ORDER, "two lists are wanted"),
    (Question("x", "x", variable="1x"), Allowance.CONSTANT, "a name"),
    (Question("x", "x", variable="RR"), Allowance.CONSTANT, "a name"),
    (Question("e^e", "e", variable="e"), Allowance.CONSTANT, "a name"),
    (Question("e^x", "exp(x*log(e))", "e in (2, 3)"), Allowance.CONSTANT, "e is a constant"),
    (Question(f"[{'1, ' * 300}1]", f"[{'1, ' * 300}1]"), Allowance.ORDER, "at most 200"),
]


@pytest.mark.parametrize(("question", "up_to", "words"), BAD)
def test_a_bad_question_is_answered_with_what_is_wrong(question: Question, up_to: Allowance, words: str) -> None:
    found = equivalent(question, up_to)
    assert (found.outcome, found.verdicts) == (OPEN, ())
    assert words in found.message


@pytest.mark.parametrize(
    ("equations", "words"),
    [
        ("diff(y, t) = y", "diff(y, x)"),
        ("diff(y, x, 99) = y", "of order at most 10"),
        ("y + 1", "equations and a function"),
        ("y(1, 2) = 0", "a function of one variable"),
    ],
)
def test_bad_equations_are_answered_with_what_is_wrong(equations: str, words: str) -> None:
    found: Comparison = satisfies(Question(equations, "exp(x)"))
    assert (found.outcome, found.reason) == (OPEN, Reason.ILL_FORMED)
    assert words in found.message


# -- the service, the SDK and the command -------------------------------------------------------------


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with Client.local(workers=1) as opened:
        yield opened


def test_the_client_asks_the_service(client: Client) -> None:
    x = sympy.Symbol("x")
    same = client.equivalent(sympy.sin(x) ** 2, 1 - sympy.cos(x) ** 2)
    assert same
    assert same.outcome is Equivalence.EQUIVALENT
    assert same.verdicts[0].status is Status.PROVED
    assert client.recheck(same.verdicts[0])
    assert client.equivalent([1, 2], [2, 1], up_to=UpTo.ORDER)
    different = client.equivalent("x^2", "2*x")
    assert not different
    assert "x = 1" in different.message
    assert client.satisfies("diff(y, x) = y and y(0) = 1", "exp(x)")
    assert client.satisfies("diff(u, t) = -u", "exp(-t)", unknown="u", variable="t")


def test_an_open_question_is_not_equivalent(client: Client) -> None:
    found = client.equivalent("floor(x)", "0", up_to="constant")
    assert not found
    assert found.outcome is Equivalence.UNDECIDED
    assert str(found).startswith("UNDECIDED (UNSUPPORTED)")


def test_bad_requests_are_refused(client: Client) -> None:
    with pytest.raises(InvalidRequestError, match="left"):
        client.equivalent(" ", "1")
    with pytest.raises(InvalidRequestError, match="digits"):
        client.equivalent("1", "1", digits=0)
    with pytest.raises(ValueError, match="luck"):
        client.equivalent("1", "1", up_to="luck")
    with pytest.raises(TypeError, match="an answer"):
        client.equivalent(object(), "1")


def test_the_asynchronous_client() -> None:
    async def asked() -> bool:
        async with AsyncClient.local(workers=1) as opened:
            first = await opened.equivalent("log(x)", "log(2*x)", up_to="constant")
            second = await opened.satisfies("diff(y, x) = y", "exp(x)")
            return bool(first) and bool(second)

    assert asyncio.run(asked())


def test_the_command() -> None:
    run = CliRunner().invoke
    same = run(app, ["equivalent", "x^2/2", "(x^2 + 1)/2", "--up-to", "constant"])
    assert (same.exit_code, same.stdout.splitlines()[0][:10]) == (0, "EQUIVALENT")
    different = run(app, ["equivalent", "x^2", "2*x", "--format", "json"])
    assert different.exit_code == 1
    answer = json.loads(different.stdout)
    assert (answer["schema"], answer["outcome"]) == ("probatum.equivalent/1", "NOT_EQUIVALENT")
    assert answer["verdicts"][0]["status"] == "REFUTED"
    assert run(app, ["equivalent", "x(", "x"]).exit_code == 2
    assert run(app, ["equivalent", "diff(y, x) = y", "exp(x)", "--ode"]).exit_code == 0
