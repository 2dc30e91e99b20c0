"""Derivations: right ones are proved, and a slip is found at its step."""

from __future__ import annotations

import json

import pytest

from probatum.verifiers import CertificateError, Reason, Status, check, judge
from probatum.verifiers.certificates.documents import canonical, read, recheck, verdict_document
from probatum.verifiers.certificates.kinds.equations import Cofactors, Substitution
from probatum.verifiers.certificates.kinds.implications import FailingImplication
from probatum.verifiers.certificates.kinds.steps import StepByStep, WrongStep
from probatum.verifiers.certificates.types import ExactValues, RationalIdentity, SeparatedBalls
from probatum.verifiers.explanations import explained
from probatum.verifiers.language.parser import parse_claim, parse_expression
from probatum.verifiers.verdict import Verdict
from tests.derivations.taught_derivations import RIGHT, SLIPS


def _document(verdict: Verdict) -> dict[str, object]:
    assert verdict.statement is not None
    assert verdict.certificate is not None
    document: dict[str, object] = json.loads(
        canonical(verdict_document(verdict.statement, verdict.status, verdict.certificate))
    )
    return document


@pytest.mark.parametrize("claim", RIGHT)
def test_a_right_derivation_is_proved_step_by_step(claim: str) -> None:
    verdict = judge(claim)
    assert {step.status for step in verdict.steps} == {Status.PROVED}
    assert verdict.status is Status.PROVED
    document = _document(verdict)
    assert recheck(read(document)).proved
    assert "Step 1" in explained(document, "text")


@pytest.mark.parametrize(("claim", "step"), SLIPS)
def test_a_slip_is_found_at_its_step(claim: str, step: int) -> None:
    verdict = judge(claim)
    assert verdict.status is Status.REFUTED
    assert isinstance(verdict.certificate, WrongStep)
    assert verdict.certificate.step == step
    assert [each.status for each in verdict.steps[:step]] == [*[Status.PROVED] * (step - 1), Status.REFUTED]
    assert verdict.message.startswith(f"step {step} is wrong")
    assert not recheck(read(_document(verdict))).proved


def test_a_right_end_behind_a_wrong_step_is_a_wrong_derivation() -> None:
    verdict = judge("derivation((x - 1)^2 = x^2 - 2*x - 1, x^2 - 2*x - 1 = (x - 1)^2) for x in RR")
    assert judge("(x - 1)^2 = (x - 1)^2 for x in RR").status is Status.PROVED
    assert verdict.status is Status.REFUTED


def test_a_lost_root_is_named() -> None:
    verdict = judge("x^2 = 4 => x = 2 for x in RR")
    assert verdict.status is Status.REFUTED
    assert verdict.counterexample is not None
    assert verdict.counterexample.point == (("x", "-2"),)
    assert judge("x = 2 => x^2 = 4 for x in RR").status is Status.PROVED


def test_an_undecided_step_leaves_a_derivation_supported() -> None:
    # True (DLMF 10.14.1), and tried at points; no rule here proves it.
    verdict = judge("derivation(besselj(0, x)^2 = besselj(0, x)*besselj(0, x) <= 1) for x in RR")
    assert verdict.status is Status.SUPPORTED
    assert [step.status for step in verdict.steps] == [Status.PROVED, Status.SUPPORTED]


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("derivation(1 < 2, 3 < 4)", "step 1 ends with 2, and step 2 begins with 3"),
        ("derivation(1 < 2 > 0)", "orders are to point one way"),
        ("derivation(1 = 1, 1 = 1 => 2 = 2)", "begins with"),
    ],
)
def test_steps_that_do_not_follow_on_each_other_are_no_derivation(claim: str, words: str) -> None:
    verdict = judge(claim)
    assert (verdict.status, verdict.reason) == (Status.INVALID, Reason.ILL_FORMED)
    assert words in verdict.message


def test_the_composed_relation_is_stated() -> None:
    assert judge("derivation(1 = 1 <= 2 < 3)").method == "derivation of 1 < 3 in 3 steps"
    assert judge("derivation(x = 2 <=> 2*x = 4 => x^2 = 4) for x in RR").method.startswith(
        "derivation of x = 2 => x^2 = 4"
    )


# -- the checker ------------------------------------------------------------------------------------

DERIVATION = parse_claim("derivation((x + 1)^2 = x^2 + 2*x + 1 = x*(x + 2) + 1) for x in RR")
LOST = parse_claim("x^2 = 4 => x = 2 for x in RR")


def test_a_certificate_for_too_few_steps_is_refused() -> None:
    proof = RationalIdentity()
    assert check(DERIVATION, StepByStep((proof, proof))).proved
    for parts in ((proof,), (proof, proof, proof), (proof, ExactValues()), ()):
        with pytest.raises(CertificateError):
            check(DERIVATION, StepByStep(parts))


def test_a_right_step_is_not_accepted_as_a_wrong_one() -> None:
    for step in (0, 1, 2, 3):
        with pytest.raises(CertificateError):
            check(DERIVATION, WrongStep(step, RationalIdentity()))


def test_other_kinds_are_refused_for_implications() -> None:
    for certificate in (RationalIdentity(), ExactValues(), StepByStep((RationalIdentity(),))):
        with pytest.raises(CertificateError):
            check(LOST, certificate)


def test_a_point_refutes_only_where_the_hypothesis_holds() -> None:
    minus_two = parse_claim("x = -2 for x in RR").proposition.args[1]
    two = parse_claim("x = 2 for x in RR").proposition.args[1]
    three = parse_claim("x = 3 for x in RR").proposition.args[1]
    assert not check(LOST, FailingImplication(64, (("x", minus_two),), (None,))).proved
    for value in (two, three):
        with pytest.raises(CertificateError):
            check(LOST, FailingImplication(64, (("x", value),), (None,)))
    with pytest.raises(CertificateError):
        check(LOST, FailingImplication(64, (("x", minus_two),), ()))


def test_a_value_is_substituted_only_when_the_hypothesis_gives_it() -> None:
    with pytest.raises(CertificateError):
        check(LOST, Substitution("x", RationalIdentity()))
    assert check(parse_claim("x = 2 => x^2 = 4 for x in RR"), Substitution("x", ExactValues())).proved


def test_what_is_put_in_place_of_a_variable_is_not_captured() -> None:
    # 6i, as the imaginary unit is no index; with the index in its place it would be 1 + 4 + 9.
    claim = parse_claim("x = i => sum(x*i, i, 1, 3) = 14 for x in CC")
    with pytest.raises(CertificateError):
        check(claim, Substitution("x", ExactValues()))
    claim = parse_claim("x = i => sum(x*i, i, 1, 3) = 6*i for x in CC")
    assert check(claim, Substitution("x", SeparatedBalls(64))).proved


def test_a_variable_with_the_name_of_a_constant_is_none() -> None:
    # sin(pi/2) is 1 for the constant, and 0 for the variable at 0.
    claim = parse_claim("sin(pi/2)*x = 0 => x = 0 for pi in RR, x in RR")
    unit, one = parse_expression("sin(pi/2)"), parse_expression("1")
    with pytest.raises(CertificateError, match="the name of a constant"):
        check(claim, Cofactors(unit, 1, (one,), RationalIdentity()))


@pytest.mark.parametrize("others", ["1 = 2", "y in RR, y < 0, y > 1"])
def test_a_step_is_not_wrong_where_nothing_is_claimed(others: str) -> None:
    point = (("x", parse_expression("2")),)
    with pytest.raises(CertificateError, match="no point is seen"):
        check(parse_claim(f"x = x + 1 = 3 for x in RR, {others}"), WrongStep(1, SeparatedBalls(64, point)))
    satisfied = parse_claim("x = x + 1 = 3 for x in RR, 1 < 2, y in RR, y < 0, y > -1")
    assert not check(satisfied, WrongStep(1, SeparatedBalls(64, point))).proved
