"""Integrals of rational functions by their antiderivatives, and what is no antiderivative."""

from __future__ import annotations

from dataclasses import replace

import pytest

from probatum.verifiers.certificates.proofs import CertificateError, Checking
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.certificates.rules.antiderivative import Antiderivative
from probatum.verifiers.language import parse_claim, parse_expression
from probatum.verifiers.provers.closing import prove
from probatum.verifiers.provers.rational_integrals import prove_rational_integral
from probatum.verifiers.provers.search import Search


@pytest.mark.parametrize(
    "claim",
    [
        # Gradshteyn, Ryzhik, 2.10-2.14.
        "integral(1/(1 + x^2), x, 0, 1) = pi/4",
        "integral(1/(1 + x^2)^2, x, 0, 1) = pi/8 + 1/4",
        "integral(x^3, x, 0, 2) = 4",
        "integral(1/(1 + x), x, 0, 1) = log(2)",
        "integral((1 + x)/(1 + x^2), x, 0, 1) = pi/4 + log(2)/2",
        "integral((x^4 - x^2)/(1 + x^2), x, 0, 1) = pi/2 - 5/3",
        "integral(1/(1 + x^2), x, 1, 0) = -pi/4",
        "integral(1/(3 + x^2), x, 0, 1) = pi*sqrt(3)/18",
        "integral(1/(4 - x^2), x, 0, 1) = log(3)/4",
        "integral(1/(1 + 4*x^2), x, 0, 1) = atan(2)/2",
        "integral((x - 1)/(2 + x^2)^2, x, -1, 1) = -1/6 - sqrt(2)/4*atan(1/sqrt(2))",
    ],
)
def test_integrals_of_rational_functions(claim: str) -> None:
    relation = parse_claim(claim).relations[0]
    proof = prove_rational_integral(relation.args[0], Search(100))
    assert proof is not None
    Checking(RULES).conclude(proof)
    assert prove(relation, Search(10_000)) is not None


@pytest.mark.parametrize(
    "text", ["integral(1/(1 - x^3), x, 2, 3)", "integral(sin(x), x, 0, 1)", "integral(1/(x^2 + x + 1), x, 0, 1)"]
)
def test_other_integrands_are_left_alone(text: str) -> None:
    assert prove_rational_integral(parse_expression(text), Search(100)) is None


def _antiderivative(integral: str, rational: str, *terms: tuple[str, str, str]) -> Antiderivative:
    read = tuple((parse_expression(c), function, parse_expression(u)) for c, function, u in terms)
    return Antiderivative(parse_expression(integral), parse_expression(rational), read)


@pytest.mark.parametrize(
    ("proof", "reason"),
    [
        (_antiderivative("integral(2*x, x, 0, 1)", "x^3"), "not the integrand"),
        (_antiderivative("integral(1/(1 - 2*x)^2, x, 0, 1)", "1/(2 - 4*x)"), "pole is not excluded"),
        (_antiderivative("integral(1/x^2, x, 0, 1)", "-1/x"), "pole is not excluded"),
        (_antiderivative("integral(1/(x - 3), x, 0, 1)", "0", ("1", "log", "x - 3")), "not seen to be positive"),
        (_antiderivative("integral(1/(x - 1/2), x, 0, 1)", "0", ("1", "log", "x - 1/2")), "pole is not excluded"),
        (_antiderivative("integral(1/(1 - x^2), x, 0, 1)", "0", ("1", "atan", "-1")), "pole is not excluded"),
        # atanh(2 x)/2 beyond its singularity.
        (_antiderivative("integral(1/(1 - 4*x^2), x, 1, 2)", "0", ("1", "atan", "-4")), "not seen to be positive"),
        (_antiderivative("integral(1/(1 + x^2), x, 0, 1)", "0", ("1", "atan", "x")), "no value|free"),
        (_antiderivative("integral(1/(1 + x^2), x, 0, 1)", "0", ("1", "atan", "pi")), "not rational"),
        (_antiderivative("integral(1/(1 + x^2), x, 0, 1)", "0", ("pi", "atan", "1")), "not rational"),
        (_antiderivative("integral(1/(1 + x^2), x, 0, 1)", "0", ("1", "atanh", "x")), "no primitive"),
        (_antiderivative("integral(1/(1 + x^2), x, 0, 1)", "0", ("2", "atan", "1")), "not the integrand"),
        (_antiderivative("integral(1/(1 + 2*x^2), x, 0, 1)", "0", ("1", "atan", "1")), "not the integrand"),
        (_antiderivative("integral(2*x, x, 0, pi)", "x^2"), "not rational"),
        (_antiderivative("integral(2*x, x, 0, oo)", "x^2"), "no value|not rational"),
        (_antiderivative("sum(2*x, x, 0, 1)", "x^2"), "an integral"),
        (_antiderivative("integral(x^2/x, x, 0, 1)", "x^2/2"), "pole is not excluded"),
    ],
)
def test_what_is_no_antiderivative(proof: Antiderivative, reason: str) -> None:
    with pytest.raises(CertificateError, match=reason):
        Checking(RULES).conclude(proof)


def test_an_antiderivative_of_another_integral_is_rejected() -> None:
    proof = prove_rational_integral(parse_expression("integral(1/(1 + x)^2, x, 0, 1)"), Search(100))
    assert isinstance(proof, Antiderivative)
    other = replace(proof, integral=parse_expression("integral(1/(1 + x)^3, x, 0, 1)"))
    with pytest.raises(CertificateError):
        Checking(RULES).conclude(other)
