"""Inverse functions, logarithms, roots and conjugates on their branches: known identities, and false ones next to them."""

# ruff: noqa: E501 -- a claim stands on one line

from __future__ import annotations

import random
from itertools import chain, islice

import pytest

from probatum.verifiers.balls.comparison import Outcome, decide, sides
from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.certificates.identities import DomainChecking
from probatum.verifiers.certificates.proofs import CertificateError
from probatum.verifiers.certificates.rules.combination import Combination
from probatum.verifiers.conditions.points import admissible_points, point_scope, remote_points
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.identities.normal_form import NotExpandedError
from probatum.verifiers.language import Claim, Expr, parse_claim
from tests.long_form import LONG
from tests.quantified.proving import proved

PRECISION = 96

TRUE = [
    ("sin(acos(z)) = sqrt(1 - z^2) for z in CC", "DLMF 4.23, table 4.16.3"),
    ("cos(asin(z)) = sqrt(1 - z^2) for z in CC", "DLMF 4.23, table 4.16.3"),
    ("tan(asin(x)) = x/sqrt(1 - x^2) for x in (-1, 1)", "DLMF table 4.16.3"),
    ("sin(2*atan(x)) = 2*x/(1 + x^2) for x in RR", "DLMF table 4.16.3, 4.21.27"),
    ("cosh(asinh(z)) = sqrt(1 + z^2) for z in CC", "DLMF table 4.30.1"),
    ("sinh(acosh(x)) = sqrt(x^2 - 1) for x in RR, x >= 1", "DLMF table 4.30.1"),
    ("log(1/z) = -log(z) for z in CC, not (z in RR and z <= 0)", "DLMF 4.8.4"),
    ("log(w*z) = log(w) + log(z) for w in CC, z in CC, re(w) > 0, re(z) > 0", "DLMF 4.8.2"),
    ("sqrt(z^2) = z for z in CC, re(z) > 0", "DLMF 4.2(iv)"),
    ("sqrt(x^2) = abs(x) for x in RR", "DLMF 4.2(iv)"),
    ("conjugate(log(z)) = log(conjugate(z)) for z in CC, not (z in RR and z <= 0)", "DLMF 1.10(iii)"),
    (
        "conjugate(besselj(nu, z)) = besselj(conjugate(nu), conjugate(z)) for nu in CC, z in CC, re(z) > 0",
        "DLMF 10.11.9",
    ),
    (
        "conjugate(hankel1(nu, z)) = hankel2(conjugate(nu), conjugate(z)) for nu in CC, z in CC, re(z) > 0",
        "DLMF 10.11.9",
    ),
    ("conjugate(gamma(z)) = gamma(conjugate(z)) for z in CC, not (z in ZZ and z <= 0)", "DLMF 5.2(i)"),
    ("atan(x) + atan(y) = atan((x + y)/(1 - x*y)) for x in RR, y in RR, x*y < 1", "DLMF 4.24.15"),
    ("atan(2*u) + atan(3*u) = atan(5*u/(1 - 6*u^2)) for u in RR, 6*u^2 < 1", "DLMF 4.24.15"),
    ("tanh(x + y) = (tanh(x) + tanh(y))/(1 + tanh(x)*tanh(y)) for x in RR, y in RR", "DLMF 4.35.3"),
    ("abs(gamma(1/2 + i*y))^2 = pi/cosh(pi*y) for y in RR", "DLMF 5.4.4"),
]

FALSE_WITHOUT_POINTS = [
    # On a cut, or with arguments whose sum leaves (-pi, pi].
    "log(1/z) = -log(z) for z in CC, z != 0",
    "log(z^2) = 2*log(z) for z in CC, z != 0",
    "log(w*z) = log(w) + log(z) for w in CC, z in CC, re(w) > 0, z != 0",
    "log(w/z) = log(w) - log(z) for w in CC, z in CC, re(z) > 0, w != 0",
    "sqrt(z^2) = z for z in CC, re(z) >= 0",
    "sqrt(x^2) = x for x in RR",
    "conjugate(log(z)) = log(conjugate(z)) for z in CC, z != 0",
    "conjugate(atan(z)) = atan(conjugate(z)) for z in CC, z != i, z != -i",
    "conjugate(polylog(2, z)) = polylog(2, conjugate(z)) for z in CC, z != 1",
    "conjugate(besselj(nu, z)) = besselj(conjugate(nu), conjugate(z)) for nu in CC, z in CC, z != 0",
    "conjugate(hankel1(nu, z)) = hankel1(conjugate(nu), conjugate(z)) for nu in CC, z in CC, re(z) > 0",
    "cos(atan(z)) = 1/sqrt(1 + z^2) for z in CC, z != i, z != -i",
    "sinh(acosh(z)) = sqrt(z^2 - 1) for z in CC",
    "exp(asin(z)) = sqrt(1 - z^2) + z for z in CC",
    "tan(x + y) = (tan(x) + tan(y))/(1 - tan(x)*tan(y)) for x in RR, y in RR, cos(x) != 0, cos(y) != 0",
]


@pytest.mark.parametrize(("text", "source"), TRUE)
def test_it_is_proved(text: str, source: str) -> None:
    assert proved(text) is not None, source


def accepted(claim: Claim, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the normal forms alone say that the sides are equal, where no point of the domain is looked at."""
    monkeypatch.setattr(DomainChecking, "_require_agreement", lambda _self, _equation: None)
    left, right = claim.proposition.args
    try:
        DomainChecking(claim.conditions).conclude(Combination(left, right))
    except (CertificateError, NotExpandedError):
        return False
    return True


@pytest.mark.parametrize("text", FALSE_WITHOUT_POINTS)
def test_no_normal_form_crosses_a_branch(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not accepted(parse_claim(text), monkeypatch)


ARGUMENTS = ("z", "-z", "2*z", "i*z", "1 - z", "1 + z", "z^2", "1/z", "conjugate(z)", "-2 - z", "z/(1 - z)", "1 - z^2")
DOMAINS = (
    "z in CC", "z in CC, z != 0", "z in CC, re(z) > 0", "z in CC, re(z) >= 0, z != 0", "z in HH", "z in CC, abs(z) < 1",
    "z in CC, not (z in RR and z <= 0)", "z in CC, not (z in RR and z < 0)", "z in CC, not (z in RR and z >= 1)",
    "z in CC, z not in (-oo, -1)", "z in RR", "z in RR, z > 0", "z in RR, z < 0", "z in (-1, 1)", "z in RR, z >= 1",
    "z in CC, abs(z) <= 1", "z in CC, re(z) < 1/2", "z in CC, im(z) < 0",
)  # fmt: skip
LAWS = (
    "log(({f})^2) = 2*log({f})", "log(1/({f})) = -log({f})", "log(({f})*({g})) = log({f}) + log({g})",
    "log(({f})/({g})) = log({f}) - log({g})", "log(sqrt({f})) = log({f})/2", "sqrt(({f})^2) = {f}",
    "sqrt(({f})^2) = abs({f})", "sqrt(({f})*({g})) = sqrt({f})*sqrt({g})", "1/sqrt({f}) = sqrt(1/({f}))",
    "cos(asin({f})) = sqrt(1 - ({f})^2)", "cos(atan({f})) = 1/sqrt(1 + ({f})^2)",
    "sinh(acosh({f})) = sqrt(({f})^2 - 1)", "cosh(atanh({f})) = 1/sqrt(1 - ({f})^2)",
    "exp(2*atanh({f})) = (1 + {f})/(1 - ({f}))", "cos(3*acos({f})) = 4*({f})^3 - 3*({f})",
    *(f"conjugate({head}({{f}})) = {head}(conjugate({{f}}))" for head in ("log", "sqrt", "asin", "acos", "atan", "asinh",
      "acosh", "atanh", "loggamma", "e1", "ei", "ci", "elliptic_k")),
    "conjugate(besselj(1/3, {f})) = besselj(1/3, conjugate({f}))", "conjugate(({f})^z) = conjugate({f})^conjugate(z)",
    "conjugate(hyp2f1(1/2, 1/3, 1/4, {f})) = hyp2f1(1/2, 1/3, 1/4, conjugate({f}))",
    "conjugate(zeta(3, {f})) = zeta(3, conjugate({f}))", "conjugate(hyperu(1, 1/2, {f})) = hyperu(1, 1/2, conjugate({f}))",
)  # fmt: skip
CLAIMS = 4000 if LONG else 120


def test_what_normal_forms_accept_holds_at_points(monkeypatch: pytest.MonkeyPatch) -> None:
    """Laws of logarithms, roots and conjugates with arguments on many domains: where one is accepted, no point refutes it."""
    draw = random.Random(20)
    taken = 0
    for _ in range(CLAIMS):
        law = draw.choice(LAWS).format(f=draw.choice(ARGUMENTS), g=draw.choice(ARGUMENTS))
        claim = parse_claim(f"{law} for {draw.choice(DOMAINS)}")
        if not accepted(claim, monkeypatch):
            continue
        taken += 1
        for point in chain(islice(admissible_points(claim, 0), 30), remote_points(claim)):
            try:
                outcome = decide("=", *sides(claim.proposition, point_scope(point, PRECISION), PRECISION))
            except NO_VALUE:
                continue
            assert outcome is not Outcome.FALSE, (claim.text, point)
    assert taken > CLAIMS // 10


@pytest.mark.parametrize(
    ("domain", "condition", "follows"),
    [
        ("z in CC, abs(z) < 1", "not (z in RR and z >= 1)", True),
        ("z in CC, abs(z) <= 1", "not (z in RR and z >= 1)", False),
        ("z in CC, abs(z) <= 1", "not (z in RR and z > 1)", True),
        ("z in CC, re(z) > 0", "not (z in RR and z <= 0)", True),
        ("z in CC, re(z) >= 0", "not (z in RR and z <= 0)", False),
        ("z in CC, re(z) >= 0", "not (z in RR and z < 0)", True),
        ("z in CC, z not in (-oo, 0]", "not (z in RR and z <= 0)", True),
        ("z in CC, z not in (-oo, 0)", "not (z in RR and z <= 0)", False),
        ("z in CC, not (z in RR and z <= 0)", "not (2*z in RR and 2*z <= -1)", True),
        ("z in CC, not (z in RR and z <= 0)", "not (-z in RR and -z <= -1)", False),
        ("z in CC, not (z in RR and z <= -1)", "not (z in RR and z <= 0)", False),
        ("z in HH", "not (z in RR and z <= 5)", True),
        ("z in CC, im(z) >= 0", "not (z in RR and z <= 5)", False),
        ("z in CC, abs(z) < 1", "not (2*z in RR and 2*z <= -1)", False),
        ("z in CC, not (z in RR and z <= 0)", "not (conjugate(z) in RR and conjugate(z) <= 0)", True),
    ],
)
def test_rays_are_avoided(domain: str, condition: str, follows: bool) -> None:
    """`not (z in RR and z >= 1)` from moduli, real and imaginary parts, and from other conditions of its kind."""
    wanted: Expr = parse_claim(f"0 = 0 for {domain}, {condition}").conditions[-1]
    assert Facts(parse_claim(f"0 = 0 for {domain}").conditions).entails(wanted) is follows
