"""Certificates of identities travel as documents, are explained, and are refused when they are altered."""

from __future__ import annotations

import json
from contextlib import nullcontext
from typing import Any

import pytest

from probatum.verifiers.certificates.documents import read, recheck, verdict_document
from probatum.verifiers.certificates.proofs import CertificateError
from probatum.verifiers.explanations import explained
from probatum.verifiers.language import parse_claim
from probatum.verifiers.provers.identities import identity
from probatum.verifiers.provers.search import Search
from tests.quantified.proving import without_theorems

CLAIMS = {
    "arithmetic": "cos(2*x) = 1 - 2*sin(x)^2 for x in CC",
    "theorem": "besselk(-nu, z) = besselk(nu, z) for nu in CC, z in CC, z != 0",
    "continuity": "binomial(z, k + 1) = (z - k)/(k + 1)*binomial(z, k) for z in CC, k in ZZ, k >= 0",
    "parametrisation by cosines": "chebyu(n, x)^2 - chebyu(n + 1, x)*chebyu(n - 1, x) = 1 for n in ZZ, x in CC",
    "telescoping sum": "sum(1/(k*(k + 1)), k, 1, n) = n/(n + 1) for n in NN",
    "differential equation and initial values": "integral(cos(t), t, 0, x) = sin(x) for x in CC",
    "constants": "polylog(2, -x) + polylog(2, -1/x) = -pi^2/6 - log(x)^2/2 for x in RR, x > 0",
    "larger domain": "hyp0f1(3/2, -x^2/4) = sin(x)/x for x in CC, x != 0",
    "recurrence and initial values": "sum(binomial(n, k)^2, k, 0, n) = binomial(2*n, n) for n in NN",
    "joined sums": "sum(k*binomial(n, k)^2, k, 0, n) = n*binomial(2*n, n)/2 for n in NN",
    "residue classes": "floor(n/2) = n/2 - (1 - (-1)^n)/4 for n in ZZ",
    "cases": "atan(x) + atan(1/x) = pi/2*sign(x) for x in RR, x != 0",
    "signs": "abs(cos(x)) <= 1 for x in RR",
    "coefficients of modular forms": "modular_j(tau)*(eisenstein_e(4, tau)^3 - eisenstein_e(6, tau)^2)^(-1) = "
    "eisenstein_e(4, tau)^3/(1728*modular_delta(tau)^2) for tau in HH",
    "value of an equation between modular forms": "eisenstein_e(4, i/t) = t^4*eisenstein_e(4, i*t) for t in RR, t > 0",
    "series of theta functions": "prod(1 - q^n, n, 1, oo) = sum((-1)^n*q^(n*(3*n - 1)/2), n, -oo, oo) for q in (0, 1)",
}


FROM_FIRST_PRINCIPLES = CLAIMS.keys() - {"theorem"}


def document(text: str, from_first_principles: bool = False) -> dict[str, Any]:
    claim = parse_claim(text)
    with without_theorems() if from_first_principles else nullcontext():
        certificate = identity(claim, Search(5000))
    assert certificate is not None
    written: dict[str, Any] = json.loads(json.dumps(verdict_document(claim, "PROVED", certificate)))
    return written


@pytest.mark.parametrize("rule", CLAIMS)
def test_a_document_is_read_back_checked_and_explained(rule: str) -> None:
    written = document(CLAIMS[rule], rule in FROM_FIRST_PRINCIPLES)
    found = read(written)
    assert verdict_document(found.claim, found.status, found.certificate) == written
    assert recheck(read(written)).proved
    assert rule in explained(written, "text").lower()


def test_an_instance_under_other_conditions_is_refused() -> None:
    """The theorem about K_nu excludes z = 0; a claim that does not is not established by it."""
    written = document(CLAIMS["theorem"])
    other = document("besselk(-nu, z) = besselk(nu, z) for nu in CC, z in CC, re(z) > 0")
    wider = parse_claim("besselk(-nu, z) = besselk(nu, z) for nu in CC, z in CC")
    certificate = read(written).certificate
    with pytest.raises(CertificateError):
        recheck(read(json.loads(json.dumps(verdict_document(wider, "PROVED", certificate)))))
    assert recheck(read(other)).proved


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        ("theorem", "besselk is even in its order", "besseli at negative integers"),
        ("theorem", "besselk is even in its order", "no such theorem"),
        ("continuity", '"variable": "z"', '"variable": "k"'),
        ("parametrisation by cosines", '"variable": "x"', '"variable": "n"'),
        ("coefficients of modular forms", '"variable": "tau"', '"variable": "z"'),
        ("coefficients of modular forms", '"int", "1728"', '"int", "1729"'),
    ],
)
def test_altered_data_are_refused(rule: str, old: str, new: str) -> None:
    text = json.dumps(document(CLAIMS[rule], rule in FROM_FIRST_PRINCIPLES))
    assert old in text
    with pytest.raises(CertificateError):
        recheck(read(json.loads(text.replace(old, new))))
