"""Analytic functions compared by a linear differential equation and initial values at a point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from probatum.verifiers.certificates.checker import CertificateError, check
from probatum.verifiers.certificates.identities import DomainChecking
from probatum.verifiers.certificates.proofs import Equation, in_order
from probatum.verifiers.certificates.rules.differential import Differential, conclude_differential
from probatum.verifiers.certificates.rules.domains import Cases, Constant, Enlargement
from probatum.verifiers.certificates.types import Identity
from probatum.verifiers.identities.convexity import is_connected
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.language import Claim, Expr, integer, parse_claim, rational, symbol
from tests.long_form import LONG
from tests.quantified.proving import proof_of, proved, without_theorems

TRUE = [
    # (claim, source)
    ("atan(x) = asin(x/sqrt(1 + x^2)) for x in RR", "DLMF 4.24"),
    ("asinh(x) = log(x + sqrt(x^2 + 1)) for x in RR", "DLMF 4.37.16"),
    ("acosh(x) = log(x + sqrt(x^2 - 1)) for x in RR, x > 1", "DLMF 4.37.19"),
    ("acos(x) = 2*atan(sqrt((1 - x)/(1 + x))) for x in RR, -1 < x < 1", "DLMF 4.24"),
    ("asin(2*x*sqrt(1 - x^2)) = 2*asin(x) for x in RR, -1/2 < x < 1/2", "DLMF 4.24.13"),
    ("x*hyp2f1(1, 1, 2, -x) = log(1 + x) for x in RR, x > -1", "DLMF 15.4.1"),
    ("x*hyp2f1(1/2, 1, 3/2, -x^2) = atan(x) for x in RR", "DLMF 15.4.3"),
    ("x*hyp2f1(1/2, 1/2, 3/2, x^2) = asin(x) for x in RR, -1 < x < 1", "DLMF 15.4.4"),
    ("erf(x) = 2*x/sqrt(pi)*hyp1f1(1/2, 3/2, -x^2) for x in CC", "DLMF 7.11.4"),
    ("hyp1f1(1, 2, x) = (exp(x) - 1)/x for x in CC, x != 0", "DLMF 13.6.2"),
    ("hyp0f1(3/2, -x^2/4) = sin(x)/x for x in CC, x != 0", "DLMF 10.16.9"),
    ("hyp0f1(1/2, -x^2/4) = cos(x) for x in CC", "DLMF 10.16.9"),
    ("airyai(x)*airybi(x, 1) - airyai(x, 1)*airybi(x) = 1/pi for x in CC", "DLMF 9.2.7"),
    ("polylog(2, x) + polylog(2, 1 - x) = pi^2/6 - log(x)*log(1 - x) for x in RR, 0 < x < 1", "DLMF 25.12.6"),
    ("polylog(2, x) + polylog(2, -x) = polylog(2, x^2)/2 for x in RR, -1 < x < 1", "Lewin 1981, (1.15)"),
    ("polylog(2, -x) + polylog(2, -1/x) = -pi^2/6 - log(x)^2/2 for x in RR, x > 0", "DLMF 25.12.4"),
    ("polylog(2, x) + polylog(2, x/(x - 1)) = -log(1 - x)^2/2 for x in RR, x < 1", "DLMF 25.12.3"),
    ("polylog(3, x) + polylog(3, -x) = polylog(3, x^2)/4 for x in RR, -1 < x < 1", "Lewin 1981, (6.4)"),
    ("elliptic_e(x)*elliptic_k(1 - x) + elliptic_e(1 - x)*elliptic_k(x) - elliptic_k(x)*elliptic_k(1 - x) = pi/2 "
     "for x in RR, 0 < x < 1", "Legendre; DLMF 19.7.1"),
    ("gammainc_upper(1/2, x^2) = sqrt(pi)*erfc(x) for x in RR, x > 0", "DLMF 7.11.2"),
]  # fmt: skip

FALSE_OR_TOO_WIDE = [
    "elliptic_e(x, 0) = pi/2 for x in RR",
    "polylog(x, 0) = 1 for x in RR",
    "hyp2f1(x, 0, 1, 1/2) = 2 for x in RR",
    "asinh(x) = log(x + sqrt(x^2 - 1)) for x in RR, x > 1",
    "acosh(x) = log(x + sqrt(x^2 - 1)) for x in RR",
    "acos(x) = 2*atan(sqrt((1 + x)/(1 - x))) for x in RR, -1 < x < 1",
    "asin(2*x*sqrt(1 - x^2)) = 2*asin(x) for x in RR, -1 < x < 1",
    "asin(2*x*sqrt(1 - x^2)) = 2*asin(x) for x in CC",
    "atan(x) + atan(1/x) = pi/2 for x in RR, x != 0",
    "x*hyp2f1(1, 1, 2, x) = log(1 + x) for x in RR, -1 < x < 1",
    "x*hyp2f1(1/2, 1, 3/2, x^2) = atan(x) for x in RR, -1 < x < 1",
    "erf(x) = 2*x/sqrt(pi)*hyp1f1(1/2, 3/2, x^2) for x in CC",
    "erf(x) = x/sqrt(pi)*hyp1f1(1/2, 3/2, -x^2) for x in CC",
    "hyp0f1(3/2, -x^2/4) = sinh(x)/x for x in CC, x != 0",
    "polylog(2, x) + polylog(2, 1 - x) = pi^2/6 + log(x)*log(1 - x) for x in RR, 0 < x < 1",
    "polylog(2, x) + polylog(2, 1 - x) = pi^2/12 - log(x)*log(1 - x) for x in RR, 0 < x < 1",
    "polylog(2, x) + polylog(2, x/(x - 1)) = -log(1 - x)^2/2 for x in RR, x != 1",
    "polylog(3, x) + polylog(3, -x) = polylog(3, x^2)/2 for x in RR, -1 < x < 1",
    "elliptic_e(x)*elliptic_k(1 - x) + elliptic_e(1 - x)*elliptic_k(x) - elliptic_k(x)*elliptic_k(1 - x) = pi "
    "for x in RR, 0 < x < 1",
    "gammainc_upper(1/2, x^2) = sqrt(pi)*erfc(x) for x in RR, x != 0",
    "sqrt(x^2) = x for x in RR",
    "log(x^2) = 2*log(x) for x in RR, x != 0",
]

SEARCHED_FOR_LONG = [
    "airyai(x)*airybi(x, 1) - airyai(x, 1)*airybi(x) = 2/pi for x in CC",
    "airyai(x) = airybi(x) for x in CC",
    "besselj(1/2, x)^2 = besselj(-1/2, x)^2 for x in RR, x > 0",
    "(1 - x)^a*hyp2f1(a, b, c, x) = hyp2f1(a, c - b, c, x/(1 - x)) for a in RR, b in RR, c in RR, c > 0, x in RR, "
    "x < 1/4",
]
"""False claims on which the search spends most: a part of the long form."""


@pytest.mark.parametrize(("text", "source"), TRUE)
def test_it_is_proved(text: str, source: str) -> None:
    assert proved(text) is not None, source


@pytest.mark.parametrize("text", [*FALSE_OR_TOO_WIDE, *(SEARCHED_FOR_LONG if LONG else ())])
@pytest.mark.usefixtures("nothing_looks_at_points")
def test_its_neighbours_are_not_proved_where_nothing_looks_at_points(text: str) -> None:
    assert proved(text) is None


# -- certificates that were altered ------------------------------------------------------------------

CLAIM = "x*hyp2f1(1/2, 1, 3/2, -x^2) = atan(x) for x in RR"


@pytest.fixture(scope="module")
def checked() -> tuple[Claim, Differential]:
    return proof_of(CLAIM, Differential)


def altered(proof: Differential) -> Iterator[tuple[str, Differential]]:
    one, x = integer(1), symbol("x")
    yield "operator", replace(proof, operator=(one, *proof.operator[1:]))
    yield "operator", replace(proof, operator=tuple(Expr("*", (c, integer(0))) for c in proof.operator))
    yield "operator", replace(proof, operator=(*proof.operator[:-1], Expr("neg", (proof.operator[-1],))))
    yield "operator", replace(proof, operator=proof.operator[:1])
    yield "operator", replace(proof, operator=(integer(0), integer(1)))
    yield "point", replace(proof, point=one)
    yield "point", replace(proof, point=x)
    yield "point", replace(proof, point=symbol("i"))
    yield "initial", replace(proof, initial=proof.initial[:1])
    yield "initial", replace(proof, initial=())
    yield "initial", replace(proof, initial=tuple(reversed(proof.initial)))
    yield "initial", replace(proof, initial=(*proof.initial[:-1], proof.initial[0]))
    yield "regular", replace(proof, regular=())
    yield "regular", replace(proof, regular=((x, integer(0)),))
    yield "regular", replace(proof, regular=((Expr("abs", (x,)), one),))
    yield "side", replace(proof, right=Expr("*", (integer(2), proof.right)))
    yield "side", replace(proof, right=Expr("+", (proof.right, Expr("abs", (x,)))))
    yield "variable", replace(proof, variable="y")
    yield "step", replace(proof, step=proof.initial[0])


def test_altered_certificates_are_refused(checked: tuple[Claim, Differential]) -> None:
    claim, proof = checked
    assert check(claim, Identity((proof,))).proved
    for what, other in altered(proof):
        with pytest.raises(CertificateError):
            check(claim, Identity((other,)))
        assert other != proof, what


@pytest.mark.usefixtures("nothing_looks_at_points")
def test_two_initial_values_are_needed_for_an_equation_of_the_second_order() -> None:
    """sin x and 0 agree at 0, and both solve y'' = -y."""
    claim = parse_claim("sin(x) = 0 for x in RR")
    left, right = claim.relations[0].args
    one, zero = integer(1), integer(0)
    at_zero = proved("sin(0) = 0 for y in RR")
    assert at_zero is not None
    proof = Differential(left, right, "x", (one, zero, one), zero, (), (at_zero.proofs[0],), None)  # type: ignore[arg-type]
    with pytest.raises(CertificateError, match="indicial"):
        conclude_differential(proof, DomainChecking(claim.conditions))


def test_an_unconnected_domain_is_refused(checked: tuple[Claim, Differential]) -> None:
    _, proof = checked
    wider = parse_claim("x = x for x in RR, x != 0")
    with pytest.raises(CertificateError, match="connected"):
        conclude_differential(proof, DomainChecking(wider.conditions))


@pytest.mark.parametrize(
    ("domain", "connected"),
    [
        ("x in RR", True),
        ("x in RR, -1 < x <= 1", True),
        ("x in [0, 1)", True),
        ("x in RR, x != 0", False),
        ("x in RR, x not in ZZ", False),
        ("x in CC", True),
        ("x in CC, x != 0", True),
        ("x in CC, abs(x) < 1, x != 0", True),
        ("x in CC, re(x) > 0", True),
        ("x in CC, abs(x) > 1", False),
        ("x in CC, x > -1, x != 0", False),
        ("x in CC, x >= -1, x <= 1, x != 0", False),
        ("x in CC, im(x) <= 0, im(x) >= 0, x != 0", False),
        ("x in ZZ", False),
        ("x in QQ", False),
        ("x in RR, x^2 > 1", False),
        ("y in RR, x in RR, x < y", True),
        ("y in RR, x in RR, x*y < 1", True),
    ],
)
def test_connected_domains(domain: str, connected: bool) -> None:
    assert is_connected("x", Facts(parse_claim(f"0 = 0 for {domain}").conditions)) is connected


def test_a_pole_or_cut_in_the_domain_is_refused() -> None:
    for side, domain in (("log(x)", "x in RR"), ("1/x", "x in RR"), ("sqrt(x)", "x in RR, x >= 0"),
                         ("abs(x)", "x in RR"), ("hyp2f1(1, 1, 2, x)", "x in RR, x != 1")):  # fmt: skip
        text = f"{side} = {side} for {domain}"
        claim = parse_claim(text)
        left, right = claim.relations[0].args
        proof = Differential(left, right, "x", (integer(0), integer(1)), integer(1), (), (Constant(1),), None)  # type: ignore[arg-type]
        with pytest.raises(CertificateError, match=r"analytic|connected"):
            conclude_differential(proof, DomainChecking(claim.conditions))


# -- domains -----------------------------------------------------------------------------------------


def test_a_larger_domain_is_larger(checked: tuple[Claim, Differential]) -> None:
    _, proof = checked
    whole, part = parse_claim("x = x for x in RR"), parse_claim("x = x for x in RR, x > 2")
    narrowed = DomainChecking(part.conditions).conclude(Enlargement(whole.conditions, proof))
    assert narrowed == Equation(proof.left, proof.right)
    for conditions in (part.conditions, parse_claim("x = x for x in RR, x < 5").conditions, ()):
        with pytest.raises(CertificateError):
            DomainChecking(whole.conditions).conclude(Enlargement(conditions, proof))


def test_cases_cover_the_domain(checked: tuple[Claim, Differential]) -> None:
    _, proof = checked
    real = parse_claim("x = x for x in RR, x != 0")
    whole = Enlargement(parse_claim("x = x for x in RR").conditions, proof)
    cases = Cases(proof.left, proof.right, "x", integer(0), whole, None, whole)
    assert DomainChecking(real.conditions).conclude(cases) == Equation(proof.left, proof.right)
    with pytest.raises(CertificateError, match="excluded"):
        DomainChecking(parse_claim("x = x for x in RR").conditions).conclude(cases)
    with pytest.raises(CertificateError, match="real"):
        DomainChecking(parse_claim("x = x for x in CC, x != 0").conditions).conclude(cases)
    other = replace(cases, value=rational(1, 2))
    with pytest.raises(CertificateError):
        DomainChecking(real.conditions).conclude(other)


def test_every_rule_of_domains_occurs() -> None:
    found: set[type] = set()
    for text in ("erf(x) = 2*x/sqrt(pi)*hyp1f1(1/2, 3/2, -x^2) for x in CC",
                 "polylog(2, x) + polylog(2, 1 - x) = pi^2/6 - log(x)*log(1 - x) for x in RR, 0 < x < 1",
                 "hyp0f1(3/2, -x^2/4) = sin(x)/x for x in CC, x != 0"):  # fmt: skip
        with without_theorems():
            certificate = proved(text)
        assert certificate is not None
        found |= {type(proof) for proof in in_order(certificate.proofs)}
    assert {Differential, Constant, Enlargement} <= found
