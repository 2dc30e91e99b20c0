"""One suite for the synchronous and the asyncio client, against a server and against the embedded service."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import sympy  # type: ignore[import-untyped]

from probatum.client import (
    Accepted,
    AsyncClient,
    Client,
    Evidence,
    InvalidRequestError,
    Notation,
    Options,
    ProbatumError,
    Progress,
    Reason,
    Rechecked,
    Request,
    Statement,
    Status,
    Verdict,
)
from probatum.verifiers.functions import FUNCTIONS
from probatum.verifiers.judge import judge
from tests.client.calls import Driven
from tests.conftest import RunningServer

AnyClient = Client | Driven


@pytest.fixture(scope="module", params=["sync-remote", "sync-local", "async-remote", "async-local"])
def client(request: pytest.FixtureRequest, server: RunningServer) -> Iterator[AnyClient]:
    made: AnyClient
    match request.param:
        case "sync-remote":
            made = Client(server.address)
        case "sync-local":
            made = Client.local(workers=2)
        case "async-remote":
            made = Driven(AsyncClient(server.address))
        case _:
            made = Driven(AsyncClient.local(workers=2))
    yield made
    made.close()


@pytest.mark.parametrize(
    ("claim", "status", "reason"),
    [
        ("1/2 + 1/3 = 5/6", Status.PROVED, None),
        ("pi = 22/7", Status.REFUTED, None),
        ("sqrt(x^2) = x for x in RR", Status.REFUTED, None),
        ("pi = 3 +", Status.INVALID, Reason.SYNTAX),
        ("pi = nonesuch", Status.INVALID, Reason.UNDEFINED_SYMBOL),
    ],
)
def test_verify(client: AnyClient, claim: str, status: Status, reason: Reason | None) -> None:
    verdict = client.verify(claim)
    assert (verdict.status, verdict.reason) == (status, reason)


@pytest.mark.parametrize(
    "claim", ["zeta(2) = pi^2/6", "pi = 22/7", "sqrt(x^2) = x for x in RR", "e^(i*pi) + 1 = 0", "1 = ] 2", "1 = 1"]
)
def test_a_verdict_arrives_as_the_judge_gave_it(client: AnyClient, claim: str) -> None:
    """Field for field the value judged in this process, for which only the times differ."""
    served, here = client.verify(claim), judge(claim)
    for name in ("claim", "claim_sha256", "message", "method", "digits", "notes", "precision_bits", "engine_versions"):
        assert getattr(served, name) == getattr(here, name)
    assert str(served.status) == str(here.status)
    assert str(served.reason) == str(here.reason)
    for name in ("position", "left", "right", "counterexample", "points", "options"):
        # The client has types of its own, with the same fields and the same representation.
        assert repr(getattr(served, name)) == repr(getattr(here, name))
    assert (served.certificate is None) == (here.certificate is None)
    assert served.wall_s > 0


def test_options_reach_the_judge(client: AnyClient) -> None:
    verdict = client.verify(
        "sin(1)^2 + cos(1)^2 = 1", digits=80, seed=-7, max_points=3, max_precision_bits=2000, proof_effort=7
    )
    assert verdict.options == Options(digits=80, seed=-7, max_points=3, max_precision_bits=2000, proof_effort=7)
    assert verdict.digits >= 80


@pytest.mark.parametrize("claim", ["zeta(2) = pi^2/6", "x^2 = x for x in RR", "sqrt(8) = 2*sqrt(2)", "1 = 2"])
def test_a_verdict_is_rechecked_in_each_of_its_forms(client: AnyClient, claim: str) -> None:
    verdict = client.verify(claim)
    forms = [verdict, verdict.document(), verdict.canonical_json()]
    answers = {client.recheck(form, here=False) for form in forms}
    assert answers == {
        Rechecked(True, verdict.status, verdict.claim, verdict.claim_sha256, verdict.method),
    }


def test_what_is_rechecked_can_be_explained(client: AnyClient) -> None:
    verdict = client.verify("zeta(2) = pi^2/6")
    for notation in Notation:
        answer = client.recheck(verdict, explanation=notation, here=False)
        assert answer
        assert "DLMF 25.6.2" in answer.explanation
    assert not client.recheck(verdict, here=False).explanation


def test_a_verdict_is_rechecked_here_whatever_the_server_says(client: AnyClient) -> None:
    verdict = client.verify("pi < 22/7")
    assert client.recheck(verdict)
    assert verdict.statement is not None
    forged = replace(verdict, status=Status.REFUTED)
    assert "does not establish" in client.recheck(forged).message
    forged = replace(verdict, statement=Statement(["=", ["symbol", "pi"], ["int", "3"]]))
    assert "not the text" in client.recheck(forged).message


def test_what_cannot_be_sent_to_the_checker_is_an_error(client: AnyClient) -> None:
    with pytest.raises(ValueError, match="SUPPORTED carries no certificate"):
        client.recheck(client.verify("zeta(2) = pi^2/6", proof_effort=0))
    for document, options in (("", {}), ("{}", {"timeout_s": -1}), ("\udcff", {}), ("x" * 5_000_000, {})):
        with pytest.raises(InvalidRequestError):
            client.recheck(document, here=False, **options)
    with pytest.raises(ValueError, match="esperanto"):
        client.recheck("{}", explanation="esperanto", here=False)


def test_events_end_with_the_verdict(client: AnyClient) -> None:
    events = list(client.verify_events("zeta(2) = pi^2/6"))
    assert isinstance(events[0], Accepted)
    assert [type(event) for event in events].count(Verdict) == 1
    assert isinstance(events[-1], Verdict)
    assert {type(event) for event in events[1:-1]} == {Progress, Evidence}


def test_many_claims_are_each_answered_under_their_id(client: AnyClient) -> None:
    claims = [Request(f"{n} = {n % 7}", id=f"claim {n}") for n in range(500)]
    answers = {answer.id: answer for answer in client.verify_many(claims)}
    assert len(answers) == 500
    for n in range(500):
        answer = answers[f"claim {n}"]
        assert answer.claim == f"{n} = {n % 7}"
        assert answer.verdict is not None
        assert answer.verdict.status is (Status.PROVED if n < 7 else Status.REFUTED)


def test_claims_without_ids_are_known_by_their_position(client: AnyClient) -> None:
    answers = sorted(client.verify_many(["1 = 1", "2 = 1", "1 = "]), key=lambda answer: answer.id)
    assert [answer.id for answer in answers] == ["0", "1", "2"]
    statuses = [answer.verdict.status for answer in answers if answer.verdict]
    assert statuses == [Status.PROVED, Status.REFUTED, Status.INVALID]


def test_callers_may_repeat_their_ids(client: AnyClient) -> None:
    answers = list(client.verify_many([Request(f"{n} = 1", id="same") for n in range(3)]))
    assert [answer.id for answer in answers] == ["same"] * 3
    assert {answer.claim for answer in answers} == {"0 = 1", "1 = 1", "2 = 1"}


def test_no_claims_no_answers(client: AnyClient) -> None:
    assert list(client.verify_many([])) == []


def test_a_request_has_options_of_its_own(client: AnyClient) -> None:
    claims = [Request("pi > 3", id="own", options=Options(digits=11)), Request("pi > 3", id="shared")]
    answers = {answer.id: answer.verdict for answer in client.verify_many(claims, digits=22)}
    assert answers["own"] is not None
    assert answers["own"].options.digits == 11
    assert answers["shared"] is not None
    assert answers["shared"].options.digits == 22


@pytest.mark.parametrize(
    ("claim", "options", "field"),
    [
        ("", {}, "claim"),
        ("  \n", {}, "claim"),
        ("1 = 1" + " " * (2 << 20), {}, "claim"),
        ("1 = 1" + " " * (3 << 20), {}, "claim"),
        ("\ud800 = 1", {}, "claim"),
        ("1 = 1", {"digits": 0}, "options.digits"),
        ("1 = 1", {"digits": 1_000_001}, "options.digits"),
        ("1 = 1", {"digits": -1}, "options"),
        ("1 = 1", {"max_points": 0}, "options.max_points"),
        ("1 = 1", {"max_precision_bits": 1 << 27}, "options.max_precision_bits"),
        ("1 = 1", {"seed": 1 << 63}, "options"),
        ("1 = 1", {"timeout_s": 0}, "timeout"),
        ("1 = 1", {"timeout_s": -1.0}, "timeout"),
        ("1 = 1", {"timeout_s": float("nan")}, "timeout"),
    ],
)
def test_a_bad_request_names_the_field(client: AnyClient, claim: str, options: dict[str, float], field: str) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        client.verify(claim, **options)  # type: ignore[arg-type]
    assert caught.value.code == "INVALID_ARGUMENT"
    (violation,) = caught.value.field_violations
    assert violation.field == field
    assert violation.description
    assert caught.value.retry_after_s is None


def test_a_bad_item_is_answered_with_its_error_and_harms_no_other(client: AnyClient) -> None:
    claims = [
        Request("1 = 1", id="good"),
        Request("", id="empty"),
        Request("\ud800", id="surrogate"),
        Request("1 = 1", id="digits", options=Options(digits=0)),
        Request("1 = 1", id="timeout", timeout_s=-1),
        Request("1 = 1" + " " * (3 << 20), id="long"),
        Request("2 = 2", id="good too"),
    ]
    answers = {answer.id: answer for answer in client.verify_many(claims)}
    errors = {name: answer.error for name, answer in answers.items() if answer.error}
    assert set(answers) - set(errors) == {"good", "good too"}
    assert all(isinstance(error, InvalidRequestError) for error in errors.values())
    fields = {name: error.field_violations[0].field.rpartition("request.")[2] for name, error in errors.items()}
    assert fields == {
        "empty": "claim",
        "surrogate": "claim",
        "digits": "options.digits",
        "timeout": "timeout",
        "long": "claim",
    }


def test_a_failure_of_the_iterable_is_the_callers(client: AnyClient) -> None:
    def claims() -> Iterator[str]:
        yield "1 = 1"
        raise LookupError("no more formulas")

    with pytest.raises(LookupError, match="no more formulas"):
        list(client.verify_many(claims()))


@pytest.mark.parametrize("claim", [None, 5, b"1 = 1", ["1 = 1"]])
def test_what_is_not_a_claim_is_a_type_error(client: AnyClient, claim: object) -> None:
    with pytest.raises(TypeError, match="a claim is text, a SymPy relation or a matrix field"):
        client.verify(claim)
    with pytest.raises(TypeError, match="a claim is text, a SymPy relation or a matrix field"):
        list(client.verify_many([claim]))


def test_sympy_relations_are_claims(client: AnyClient) -> None:
    claim = sympy.Eq(sympy.sin(sympy.pi / 6), sympy.Rational(1, 2), evaluate=False)
    assert client.verify(claim).status is not Status.INVALID
    (answer,) = client.verify_many([sympy.Lt(sympy.pi, 4, evaluate=False)])
    assert answer.verdict is not None
    assert answer.verdict.status is Status.PROVED


def test_the_window_bounds_what_is_read_ahead(client: AnyClient) -> None:
    read = 0

    def claims() -> Iterator[str]:
        nonlocal read
        for read in range(1, 101):
            yield f"{read} = {read}"

    answered = 0
    for _ in client.verify_many(claims(), window=4):
        answered += 1
        # Four unanswered, one more in the hand of the reader; answers come in groups of at most the window.
        if isinstance(client, Client):
            assert read <= answered + 4 + 1 + 4
    assert answered == 100


def test_a_description_names_versions_functions_methods_and_limits(client: AnyClient) -> None:
    described = client.describe()
    assert {name for name, _ in described.engine_versions} >= {"probatum", "flint", "python-flint"}
    names = {name for each in described.functions for name in (each.name, *each.aliases)}
    assert names == set(FUNCTIONS)
    zeta = next(each for each in described.functions if each.name == "zeta")
    assert (zeta.min_arguments, zeta.max_arguments) == FUNCTIONS["zeta"].arity
    assert "separated_balls" in {each.name for each in described.methods}
    assert described.limits.workers == 2
    assert described.limits.default_timeout_s == 60


def test_the_same_claim_has_the_same_verdict(client: AnyClient) -> None:
    first, second = (client.verify("x^2 >= 0 for x in RR", seed=3) for _ in range(2))
    assert replace(first, wall_s=0, cpu_s=0) == replace(second, wall_s=0, cpu_s=0)


def test_a_closed_client_says_so() -> None:
    remote = Client("127.0.0.1:1")
    remote.close()
    with pytest.raises(ProbatumError, match="closed"):
        remote.verify("1 = 1")
