"""Tabulated integrals with parameters, and the linearity of the integral."""

from __future__ import annotations

import pytest

from probatum.verifiers.certificates.proofs import CertificateError, Checking
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.certificates.rules.integrands import Integrands
from probatum.verifiers.exact.function_identities import vanishes_identically
from probatum.verifiers.language import integer, parse_expression
from tests.provers.test_closing import proved


@pytest.mark.parametrize("claim", [
    "integral(x^2*exp(-2*x), x, 0, oo) = 1/4",  # Euler 1729
    "integral(exp(-x)/sqrt(x), x, 0, oo) = sqrt(pi)",
    "integral(log(x)*exp(-2*x), x, 0, oo) = -(euler_gamma + log(2))/2",
    "integral(log(log(1/x)), x, 0, 1) = -euler_gamma",
    "integral(exp(-x^2), x, -oo, oo) = sqrt(pi)",
    "integral(x^3/(exp(x) - 1), x, 0, oo) = pi^4/15",  # Planck 1900
    "integral(log(1 - x)/x, x, 0, 1) = -pi^2/6",
    "integral(log(x)/(x + 1), x, 0, 1) = -pi^2/12",
    "integral(log(tan(x)), x, 0, pi/4) = -catalan",
    "integral(log(sin(x)), x, 0, pi/2) = -pi*log(2)/2",  # Euler 1769
    "integral(x^2/sin(x), x, 0, pi/2) = 2*pi*catalan - 7*zeta(3)/2",
    "sum(sinc(n)^6, n, -oo, oo) = 11*pi/20",  # Baillie, Borwein and Borwein 2008
    "sum(n^5/(exp(2*pi*n) - 1), n, 1, oo) = 1/504",  # Glaisher 1889
    "sum(n^13/(exp(2*pi*n) - 1), n, 1, oo) = 1/24",
    "sum(n/(exp(2*pi*n) - 1), n, 1, oo) = 1/24 - 1/(8*pi)",  # Schlömilch 1877
    "sum(2/(n*(exp(2*pi*n) - 1)), n, 1, oo) = log(4*pi^(3/2)/gamma(1/4)^2) - pi/6",
])  # fmt: skip
def test_a_tabulated_integral_is_proved(claim: str) -> None:
    assert proved(claim)


@pytest.mark.parametrize("claim", [
    "integral(log(tan(x)), x, 0, pi/4) = catalan",
    "integral(log(sin(x)), x, 0, pi/2) = -pi*log(3)/2",
    "integral(x^2*exp(-2*x), x, 0, oo) = 1/3",
    "sum(n^5/(exp(2*pi*n) - 1), n, 1, oo) = 1/505",
])  # fmt: skip
def test_a_false_value_is_not_proved(claim: str) -> None:
    assert not proved(claim)


@pytest.mark.parametrize("expression", [
    "tan(x)*cos(x) - sin(x)",
    "log(2*x + x) - log(3*x)",
    "sqrt(x)/x^(1/2) - 1",
    "x^(1 - 1) - 1",
    "sqrt(2)*x/2 - x/sqrt(2)",
    "exp(-x)*f/f - exp(0 - x)".replace("f", "atan(x + 1)"),
])  # fmt: skip
def test_identities_by_arithmetic(expression: str) -> None:
    assert vanishes_identically(parse_expression(expression), "x")


@pytest.mark.parametrize("expression", [
    "sin(x)^2 + cos(x)^2 - 1",  # true, but no arithmetic
    "log(x^2) - 2*log(x)",
    "sqrt(x^2) - x",
    "x - 1",
    "sqrt(2)*x - 1.4142*x",
    "sin(x) - sin(y)".replace("y", "(x + 1)"),
])  # fmt: skip
def test_what_is_no_identity_by_arithmetic(expression: str) -> None:
    assert not vanishes_identically(parse_expression(expression), "x")


@pytest.mark.parametrize(("integral", "part", "reason"), [
    ("integral(x, x, 0, 1)", "integral(x, x, 0, 2)", "same ends"),
    ("integral(x, x, 0, 1)", "integral(x^2, x, 0, 1)", "not seen to be equal"),
    ("integral(x, x, 0, 1)", "integral(x, y, 0, 1)", "means something else"),
    ("integral(1/x, x, 0, 1)", "integral(1/x, x, 0, 1)", "no value"),
    ("sum(x, x, 0, 1)", "integral(x, x, 0, 1)", "same ends"),
    ("prod(x, x, 0, 1)", "prod(x, x, 0, 1)", "an integral or a sum"),
    ("sum(sinc(k), k, 0, 9)", "sum(sin(k)/k, k, 0, 9)", "no value"),
])  # fmt: skip
def test_integrands_that_differ_are_refused(integral: str, part: str, reason: str) -> None:
    proof = Integrands(parse_expression(integral), ((integer(1), parse_expression(part)),))
    with pytest.raises(CertificateError, match=reason):
        Checking(RULES).conclude(proof)
