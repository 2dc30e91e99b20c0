"""Sequences compared by recurrences and initial values; finite sums by creative telescoping."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from probatum.verifiers.certificates.checker import CertificateError, check
from probatum.verifiers.certificates.identities import DomainChecking
from probatum.verifiers.certificates.proofs import in_order
from probatum.verifiers.certificates.rules.induction import Induction, conclude_induction
from probatum.verifiers.certificates.rules.joined_sums import JoinedSums
from probatum.verifiers.certificates.rules.telescoping import Telescoping
from probatum.verifiers.certificates.types import Identity
from probatum.verifiers.identities.expansions import expander
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.identities.integral_zeros import never_zero
from probatum.verifiers.language import Claim, Expr, expression_text, integer, parse_claim, parse_expression, symbol
from probatum.verifiers.provers.zeilberger import telescoped
from tests.long_form import LONG
from tests.quantified.proving import proof_of, proved

TRUE = [
    # (claim, source)
    ("sum(binomial(n, k)^2, k, 0, n) = binomial(2*n, n) for n in NN", "Graham, Knuth, Patashnik, (5.23)"),
    ("sum(k*binomial(n, k), k, 0, n) = n*2^(n - 1) for n in NN", "Graham, Knuth, Patashnik, exercise 5.27"),
    ("sum((-1)^k*binomial(n, k)/(k + 1), k, 0, n) = 1/(n + 1) for n in NN", "Graham, Knuth, Patashnik, 5.3"),
    ("sum((-1)^k*binomial(2*n, k)^3, k, 0, 2*n) = (-1)^n*(3*n)!/n!^3 for n in NN", "Dixon 1891"),
    ("sum(binomial(2*k, k)*binomial(2*n - 2*k, n - k), k, 0, n) = 4^n for n in NN",
     "Graham, Knuth, Patashnik, (5.39)"),
    ("sum((-1)^(k + 1)*binomial(n, k)/k, k, 1, n) = harmonic(n) for n in ZZ, n >= 1",
     "Graham, Knuth, Patashnik, (6.72)"),
    ("laguerre(n, x) = sum((-1)^k*binomial(n, k)*x^k/k!, k, 0, n) for n in NN, x in CC", "DLMF 18.5.12"),
    ("laguerre(n, a + 1, x) = sum(laguerre(k, a, x), k, 0, n) for n in NN, a in CC, x in CC", "DLMF 18.18.37"),
    ("chebyu(n, x) = sum(chebyt(k, x)*x^(n - k), k, 0, n) for n in NN, x in CC, x != 0", "DLMF 18.18"),
    ("gegenbauer(n, 1/2, x) = legendre(n, x) for n in NN, x in CC", "DLMF 18.7.9"),
    ("sum(k*k!, k, 1, n) = (n + 1)! - 1 for n in NN", "Graham, Knuth, Patashnik, exercise 5.41"),
]  # fmt: skip

FALSE_OR_TOO_WIDE = [
    "sum(binomial(n, k)^2, k, 0, n) = binomial(2*n, n) + 1 for n in NN",
    "sum(binomial(n, k)^2, k, 0, n) = 2^n for n in NN",
    "sum(binomial(n, k)^2, k, 0, n - 1) = binomial(2*n, n) for n in NN",
    "sum(k*binomial(n, k), k, 0, n) = n*2^n for n in NN",
    "sum((-1)^k*binomial(n, k)/(k + 1), k, 0, n) = 1/(n + 1) for n in ZZ",
    "sum((-1)^k*binomial(2*n, k)^3, k, 0, 2*n) = (3*n)!/n!^3 for n in NN",
    "sum((-1)^k*binomial(n, k), k, 0, n) = 0 for n in NN",
    "sum(binomial(2*k, k)*binomial(2*n - 2*k, n - k), k, 0, n) = 4^n + n*(n - 1)*(n - 2) for n in NN",
    "gegenbauer(n, 1/2, x) = chebyu(n, x) for n in NN, x in CC",
    "n*(n - 1)*(n - 2)*(n - 3) = 0 for n in NN",
]

SEARCHED_FOR_LONG = [
    "laguerre(n, x) = sum(binomial(n, k)*x^k/k!, k, 0, n) for n in NN, x in CC",
    "gegenbauer(n, a, x) = legendre(n, x) for n in NN, a in CC, x in CC",
    "hermite(n, x) = laguerre(n, x) for n in NN, x in CC",
    "chebyt(n, x) = legendre(n, x) for n in NN, x in CC",
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

CLAIM = "sum(binomial(n, k)^2, k, 0, n) = binomial(2*n, n) for n in NN"


@pytest.fixture(scope="module")
def checked() -> tuple[Claim, Induction]:
    return proof_of(CLAIM, Induction)


def altered(proof: Induction) -> Iterator[Induction]:
    one, n = integer(1), symbol("n")
    yield replace(proof, operator=tuple(reversed(proof.operator)))
    yield replace(proof, operator=(*proof.operator, one))
    yield replace(proof, operator=(proof.operator[0], integer(0)))
    yield replace(proof, operator=proof.operator[:1])
    yield replace(proof, initial=())
    yield replace(proof, initial=(*proof.initial, proof.initial[-1]))
    yield replace(proof, start=one)
    yield replace(proof, start=integer(-1))
    yield replace(proof, start=n)
    yield replace(proof, backward=1)
    yield replace(proof, variable="k")
    yield replace(proof, step=proof.initial[0])
    yield replace(proof, right=Expr("+", (proof.right, one)))
    yield replace(proof, left=proof.right)


def test_altered_certificates_are_refused(checked: tuple[Claim, Induction]) -> None:
    claim, proof = checked
    assert check(claim, Identity((proof,))).proved
    for other in altered(proof):
        assert other != proof
        with pytest.raises(CertificateError):
            check(claim, Identity((other,)))


def test_sums_are_joined_over_what_they_have_in_common(checked: tuple[Claim, Induction]) -> None:
    claim, proof = checked
    joined = next(p for p in in_order((proof,)) if isinstance(p, JoinedSums))
    inner = DomainChecking(parse_claim("n = n for n in ZZ, n >= 3").conditions)
    left, right = (expression_text(side) for side in (inner.conclude(joined).left, inner.conclude(joined).right))
    assert left.count("sum(") == 2
    assert right.count("sum(") == 1
    below = DomainChecking(parse_claim("n = n for n in ZZ, n >= -3").conditions)
    with pytest.raises(CertificateError):
        below.conclude(joined)
    for other in (
        replace(joined, low=integer(-1)),
        replace(joined, high=Expr("+", (joined.high, integer(2)))),
        replace(joined, variable="n"),
        replace(joined, sums=joined.sums[:1]),
        replace(joined, coefficients=(symbol("k"), *joined.coefficients[1:])),
    ):
        with pytest.raises(CertificateError):
            inner.conclude(other)
    assert claim.declared == ("n",)


def test_telescoping_is_part_of_the_proof(checked: tuple[Claim, Induction]) -> None:
    _, proof = checked
    assert any(isinstance(part, Telescoping) for part in in_order((proof,)))


def test_a_leading_coefficient_that_vanishes_is_refused() -> None:
    """h(n) = 0 for n < 3 and 1 afterwards solves (n - 2)(h(n + 1) - h(n)) = 0."""
    facts = Facts(parse_claim("n = n for n in ZZ, n >= 0").conditions)
    for text, expected in (("n - 2", False), ("n + 1", True), ("2*n - 1", True), ("n^2 - 5", True), ("n^2 - 4", False),
                           ("(n + 1)*(n + 2)", True), ("0*n", False), ("n", False)):  # fmt: skip
        assert never_zero(parse_expression(text), "n", facts) is expected, text


def test_a_variable_that_may_lie_below_the_start_is_refused(checked: tuple[Claim, Induction]) -> None:
    _, proof = checked
    for domain in ("n in ZZ", "n in ZZ, n >= -1", "n in RR, n >= 0"):
        with pytest.raises(CertificateError):
            conclude_induction(proof, DomainChecking(parse_claim(f"n = n for {domain}").conditions))


# -- creative telescoping ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("term", "operator"),
    [
        # (F(n, k), the recurrence of its sum), A = B, chapter 6
        ("binomial(n, k)", ("2", "-1")),
        ("binomial(n, k)^2", ("4*n + 2", "-n - 1")),
        ("binomial(n, k)*x^k", ("x + 1", "-1")),
    ],
)
def test_the_recurrence_of_a_sum(term: str, operator: tuple[str, ...]) -> None:
    domain = "n = n for n in ZZ, n >= 0, k in ZZ, k >= 0, k <= n - 1, x in CC, x != 0"
    own = expander(Facts(parse_claim(domain).conditions))
    found = telescoped(parse_expression(term), "n", "k", own)
    assert found is not None
    ratio = [own.expansion(Expr("/", (c, parse_expression(w)))) for c, w in zip(found.operator, operator, strict=True)]
    assert len({own.key(r) for r in ratio}) == 1


def test_a_term_without_rational_ratios_has_none() -> None:
    own = expander(Facts(parse_claim("n = n for n in ZZ, n >= 0, k in ZZ, k >= 0").conditions))
    assert telescoped(parse_expression("sin(n*k)"), "n", "k", own) is None
