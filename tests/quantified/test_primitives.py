"""Integrals with variable ends are differentiated, where the integrand is analytic between them; integrals are matched."""

# ruff: noqa: E501 -- a claim stands on one line

from __future__ import annotations

import pytest

from probatum.verifiers.certificates.identities import DomainChecking
from probatum.verifiers.certificates.proofs import CertificateError
from probatum.verifiers.certificates.rules.combination import Combination
from probatum.verifiers.certificates.rules.differential import Differential
from probatum.verifiers.identities.definedness import is_defined
from probatum.verifiers.identities.derivatives import is_analytic
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.language import Expr, parse_claim
from probatum.verifiers.provers.identities import identity
from probatum.verifiers.provers.search import Search
from tests.quantified.proving import proof_of, proved

DIFFERENTIATED = [
    ("integral(1/t, t, 1, x) = log(x) for x in RR, x > 0", "DLMF 4.2.2"),
    ("integral(cos(t), t, 0, x) = sin(x) for x in CC", "DLMF 4.26.1"),
    ("integral(exp(-t^2), t, 0, z) = sqrt(pi)/2*erf(z) for z in CC", "DLMF 7.2.1"),
    ("integral(1/(1 + t^2), t, 0, x) = atan(x) for x in RR", "DLMF 4.26.7"),
    ("integral(exp(a*t), t, 0, x) = (exp(a*x) - 1)/a for x in CC, a in CC, a != 0", "DLMF 4.10.4"),
    ("integral(t*exp(t), t, a, b) = (b - 1)*exp(b) - (a - 1)*exp(a) for a in RR, b in RR", "DLMF 4.10.4"),
]

MATCHED = [
    ("integral(t^n*exp(-2*x*t), t, 0, oo) = gamma(n + 1)/(2*x)^(n + 1) for n in CC, x in CC, re(n) > -1, re(x) > 0",
     "DLMF 5.9.1"),
    ("integral(exp(-3*s*t)*cos(2*w*t), t, 0, oo) = 3*s/(9*s^2 + 4*w^2) for s in RR, w in RR, s > 0", "DLMF table 1.14.4"),
    ("sum(legendre(n, x)*t^n, n, 0, oo) = 1/sqrt(1 - 2*x*t + t^2) for x in [-1, 1], t in (-1, 1)", "DLMF 18.12.11"),
]  # fmt: skip

RELATED = [
    ("(c - a)*hyp2f1(a - 1, b, c, z) + (2*a - c + (b - a)*z)*hyp2f1(a, b, c, z) = a*(1 - z)*hyp2f1(a + 1, b, c, z) "
     "for a in CC, b in CC, c in CC, z in CC, abs(z) < 1, re(c) > 0", "DLMF 15.5.11"),
    ("hyp1f1(a + 1, b + 1, z) - hyp1f1(a, b + 1, z) = z/(b + 1)*hyp1f1(a + 1, b + 2, z) for a in CC, b in CC, z in CC, "
     "re(b) > 0", "DLMF 13.3.4"),
    ("besselj(nu, z, 2) = (besselj(nu - 2, z) - 2*besselj(nu, z) + besselj(nu + 2, z))/4 for nu in CC, z in CC, z != 0",
     "DLMF 10.6.7"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source"), DIFFERENTIATED)
def test_a_primitive_is_proved_by_its_derivative(text: str, source: str) -> None:
    proof_of(text, Differential)


@pytest.mark.parametrize(("text", "source"), MATCHED + RELATED)
def test_it_is_proved(text: str, source: str) -> None:
    assert proved(text) is not None, source


@pytest.mark.parametrize(
    "text",
    [
        "integral(1/t, t, 1, x) = log(x) + 1 for x in RR, x > 0",
        "integral(cos(t), t, 0, x) = sin(x) + x for x in CC",
        "integral(t^n*exp(-2*x*t), t, 0, oo) = gamma(n + 1)/x^(n + 1) for n in CC, x in CC, re(n) > -1, re(x) > 0",
        "hyp1f1(a + 1, b + 1, z) - hyp1f1(a, b + 1, z) = z/b*hyp1f1(a + 1, b + 2, z) for a in CC, b in CC, z in CC, "
        "re(b) > 0",
    ],
)
def test_a_false_one_is_not(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even where no point of the domain is looked at."""
    monkeypatch.setattr(DomainChecking, "_require_agreement", lambda _self, _equation: None)
    assert identity(parse_claim(text), Search(200)) is None


@pytest.mark.parametrize(
    ("text", "domain", "smooth"),
    [
        ("integral(1/t, t, 1, x)", "x in RR, x > 0", True),
        ("integral(1/t, t, -1, x)", "x in RR, x > 0", False),
        ("integral(1/t, t, 1, x)", "x in RR, x != 0", False),
        ("integral(1/t, t, 1, x)", "x in CC, x != 0", False),
        ("integral(log(t), t, 1, x)", "x in RR, x > 0", True),
        ("integral(log(t), t, 0, x)", "x in RR, x > 0", False),
        ("integral(sqrt(1 - t^2), t, 0, x)", "x in (-1, 1)", True),
        ("integral(sqrt(1 - t^2), t, 0, x)", "x in RR", False),
        ("integral(exp(t), t, x, x + i)", "x in CC", True),
        ("integral(abs(t), t, 0, x)", "x in RR", False),
        ("integral(exp(-t), t, x, oo)", "x in RR", False),
        ("integral(1/(t - y), t, 0, x)", "x in RR, x > 0, y in RR, y > x", True),
        ("integral(1/(t - y), t, 0, x)", "x in RR, x > 0, y in RR, y >= x", False),
        ("integral(1/(t - x), t, 0, x)", "x in RR, x > 0", False),
    ],
)
def test_where_an_integral_is_an_analytic_function_of_its_end(text: str, domain: str, smooth: bool) -> None:
    claim = parse_claim(f"{text} = 0 for {domain}")
    (integral, _), facts = claim.proposition.args, Facts(claim.conditions)
    assert (is_defined(integral, facts) and is_analytic(integral, "x", facts)) is smooth


def test_an_integral_depends_on_parameters_in_ways_that_are_not_looked_into() -> None:
    claim = parse_claim("integral(exp(x*t), t, 0, 1) = 0 for x in CC")
    assert not is_analytic(claim.proposition.args[0], "x", Facts(claim.conditions))


@pytest.mark.parametrize(
    "text",
    [
        "1/(1 - tan(x)*tan(y)) = cos(x)*cos(y)/(cos(x)*cos(y) - sin(x)*sin(y)) for x in RR, y in RR, cos(x) != 0, cos(y) != 0",
        "1/(1 + x) = (1 - x)/(1 - x^2) for x in CC, x != 1",
        "1/(x^2 - 1) = 1/((x - 1)*(x + 1)) for x in CC, x != 1",
    ],
)
def test_a_divisor_that_may_vanish_is_seen(text: str) -> None:
    claim = parse_claim(text)
    left, right = claim.proposition.args
    with pytest.raises(CertificateError, match="value"):
        DomainChecking(claim.conditions).conclude(Combination(left, right))


def test_a_divisor_is_a_multiple_of_what_does_not_vanish() -> None:
    claim = parse_claim("1/(1 - tan(x)*tan(y)) = cos(x)*cos(y)/cos(x + y) for x in CC, y in CC, cos(x) != 0, cos(y) != 0, "
                        "cos(x + y) != 0")  # fmt: skip
    left, right = claim.proposition.args
    assert isinstance(left, Expr)
    DomainChecking(claim.conditions).conclude(Combination(left, right))
