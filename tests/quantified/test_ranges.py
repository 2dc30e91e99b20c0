"""Finite sums and products in normal form, integer parts and residue classes: true claims next to false ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from probatum.verifiers.certificates.checker import CertificateError, check
from probatum.verifiers.certificates.rules.residues import Residues
from probatum.verifiers.certificates.types import Identity
from probatum.verifiers.identities.expansions import difference, expander, is_zero
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.language import Expr, parse_claim, symbol
from tests.long_form import LONG
from tests.quantified.proving import proof_of, proved

TRUE = [
    # (claim, source)
    ("sum(k^4, k, 1, n) = n*(n + 1)*(2*n + 1)*(3*n^2 + 3*n - 1)/30 for n in NN", "Graham, Knuth, Patashnik, (6.78)"),
    ("sum(k^3, k, m, n) = (n^2*(n + 1)^2 - m^2*(m - 1)^2)/4 for m in ZZ, n in ZZ, n >= m", "DLMF 24.4.7"),
    ("sum(k*x^k, k, 0, n) = (x - (n + 1)*x^(n + 1) + n*x^(n + 2))/(1 - x)^2 for n in NN, x in CC, x != 1",
     "Graham, Knuth, Patashnik, (2.26)"),
    ("sum(cos(k*x), k, 0, n) = 1/2 + sin((n + 1/2)*x)/(2*sin(x/2)) for n in NN, x in RR, x/(2*pi) not in ZZ",
     "DLMF 1.15.6"),
    ("sum(exp(2*pi*i*k*m/n), k, 0, n - 1) = 0 for n in NN, n >= 2, m in ZZ, 1 <= m <= n - 1", "DLMF 27.8"),
    ("sum(fibonacci(k)^2, k, 1, n) = fibonacci(n)*fibonacci(n + 1) for n in NN",
     "Graham, Knuth, Patashnik, section 6.6"),
    ("sum(binomial(n, k)*2^k*fibonacci(k), k, 0, n) = fibonacci(3*n) for n in NN", "Koshy 2001, section 12"),
    ("(1 + golden_ratio)^n = golden_ratio^(2*n) for n in ZZ", "Hardy, Wright, section 14.4"),
    ("(1 - golden_ratio)^n = (-1)^n*golden_ratio^(-n) for n in ZZ", "Hardy, Wright, section 14.4"),
    ("(2 + golden_ratio)^(2*n) = 5^n*golden_ratio^(2*n) for n in ZZ", "Hardy, Wright, section 14.4"),
    ("sum(k^2, k, 1, n + 2) - sum(k^2, k, 1, n) = (n + 1)^2 + (n + 2)^2 for n in NN", "by definition"),
    ("sum(1/k, k, 1, n - 1) = sum(1/k, k, 1, n) - 1/n for n in ZZ, n >= 1", "by definition"),
    ("prod(1 - 1/k^2, k, 2, n) = (n + 1)/(2*n) for n in ZZ, n >= 1", "Knopp 1951, section 29"),
    ("prod(1 + x^(2^k), k, 0, n) = (1 - x^(2^(n + 1)))/(1 - x) for n in NN, x in CC, x != 0, x != 1", "Euler 1748"),
    ("barnes_g(n + 2) = prod(k!, k, 1, n) for n in NN", "DLMF 5.17.2"),
    ("floor(n/2) + ceil(n/2) = n for n in ZZ", "Graham, Knuth, Patashnik, (3.20)"),
    ("floor(n/3) + floor((n + 1)/3) + floor((n + 2)/3) = n for n in ZZ", "Graham, Knuth, Patashnik, (3.26)"),
    ("floor(n/2) = n/2 - (1 - (-1)^n)/4 for n in ZZ", "Graham, Knuth, Patashnik, section 3.4"),
    ("sum(floor(k/2), k, 0, n) = floor(n^2/4) for n in NN", "Graham, Knuth, Patashnik, chapter 3"),
    ("factorial2(n + 2) = (n + 2)*factorial2(n) for n in NN", "DLMF 5.4.2"),
    ("factorial2(n)*factorial2(n - 1) = n! for n in ZZ, n >= 1", "DLMF 5.4.2"),
    ("binomial(-n, k) = (-1)^k*binomial(n + k - 1, k) for n in ZZ, n >= 1, k in NN", "DLMF 1.2.6"),
    ("binomial(n + 1, k + 1) = binomial(n, k) + binomial(n, k + 1) for n in NN, k in NN", "DLMF 26.3.5"),
    ("catalan_number(n + 1) = 2*(2*n + 1)/(n + 2)*catalan_number(n) for n in NN", "DLMF 26.5"),
    ("rising(x, n) = (-1)^n*rising(1 - x - n, n) for x in CC, n in NN", "DLMF 5.2.7"),
]  # fmt: skip

FALSE_OR_TOO_WIDE = [
    # A range before its beginning is empty, which the closed form is not.
    "sum(k, k, 1, n) = n*(n + 1)/2 for n in ZZ",
    "sum(k^3, k, m, n) = (n^2*(n + 1)^2 - m^2*(m - 1)^2)/4 for m in ZZ, n in ZZ",
    "sum(1, k, m, n) = n - m + 1 for m in ZZ, n in ZZ, n >= m - 2",
    "sum(k, k, 1, n - 1) = sum(k, k, 1, n) - n for n in ZZ, n >= -1",
    "sum(k, k, 0, n + 1) = sum(k, k, 0, n) + n + 1 for n in ZZ, n >= -3",
    "sum(k^2, k, 2, n) = sum(k^2, k, 2, n - 2) + n^2 + (n - 1)^2 for n in NN",
    "prod(k, k, 2, n + 1) = (n + 1)*prod(k, k, 2, n) for n in ZZ",
    "prod(k, k, 2, n) = n*prod(k, k, 2, n - 1) for n in NN",
    # Ratios that may be 1.
    "sum(exp(2*pi*i*k*m/n), k, 0, n - 1) = 0 for n in NN, n >= 2, m in ZZ, 1 <= m <= n",
    "sum(exp(2*pi*i*k/n), k, 0, n - 1) = 0 for n in NN, n >= 1",
    "sum(exp(2*pi*i*k*m/n), k, 0, n - 1) = 0 for n in NN, n >= 2, m in ZZ, m/(2*n) not in ZZ, m >= 1",
    "sum(cos(k*x), k, 0, n) = 1/2 + sin((n + 1/2)*x)/(2*sin(x/2)) for n in NN, x in RR, x/(4*pi) not in ZZ",
    # Shifted by one, a factor, a sign.
    "sum(k^4, k, 1, n) = n*(n + 1)*(2*n + 1)*(3*n^2 + 3*n + 1)/30 for n in NN",
    "sum(fibonacci(k), k, 1, n) = fibonacci(n + 2) for n in NN",
    "prod(1 - 1/k^2, k, 2, n) = (n + 1)/(2*n) for n in ZZ, n >= 0",
    "barnes_g(n + 1) = prod(k!, k, 1, n) for n in NN",
    # Integer parts.
    "floor(n/2) + floor(n/2) = n for n in ZZ",
    "floor(n/2) = n/2 - (1 - (-1)^n)/2 for n in ZZ",
    "floor(x + y) = floor(x) + floor(y) for x in RR, y in RR",
    "floor(x + 1/2) = floor(x) for x in RR",
    "ceil(x) = floor(x) + 1 for x in RR",
    "floor(n/3) + floor((n + 1)/3) = n - floor((n + 3)/3) for n in ZZ",
    "floor(2*x) = 2*floor(x) for x in RR",
    "floor(sqrt(n)) = sqrt(n) for n in NN",
    "floor(n*pi) = n*floor(pi) for n in NN",
    # Powers of units.
    "(1 + golden_ratio)^n = golden_ratio^n for n in ZZ",
    "(golden_ratio - 1)^n = golden_ratio^n for n in ZZ",
    "(1 - golden_ratio)^n = golden_ratio^(-n) for n in ZZ",
    "(2 + golden_ratio)^n = 5^n*golden_ratio^n for n in NN",
    # Poles of gamma, ranges of double factorials.
    "binomial(n, k) = n!/(k!*(n - k)!) for n in NN, k in NN",
    "binomial(n, k) = binomial(n, n - k) for n in ZZ, k in ZZ",
    "binomial(-n, k) = (-1)^k*binomial(n + k - 1, k) for n in ZZ, k in ZZ",
    "rising(x, n) = gamma(x + n)/gamma(x) for x in CC, n in NN",
    "factorial2(n)*factorial2(n - 1) = n! for n in ZZ",
]

SEARCHED_FOR_LONG = [
    "sum(x^k, k, 0, n) = (1 - x^(n + 1))/(1 - x) for n in NN, x in CC",
    "sum(x^k, k, 0, n)*(1 - x) = (1 - x^(n + 1)) + n*(x - 1) for n in NN, x in CC, x != 1",
    "sum(binomial(n, k)*fibonacci(k), k, 0, n) = fibonacci(2*n + 1) for n in NN",
    "sum(binomial(n, k)*2^k*fibonacci(k), k, 0, n) = fibonacci(3*n + 1) - 1 for n in NN",
    "binomial(n, k + 1)*(k + 1) = binomial(n, k)*(n - k + 1) for n in NN, k in NN",
    "factorial2(n) = n*factorial2(n - 1) for n in NN, n >= 1",
    "factorial2(2*n) = 2^n*(n + 1)! for n in NN",
]
"""False claims on which the search spends most: a part of the long form."""


@pytest.mark.parametrize(("text", "source"), TRUE)
def test_it_is_proved(text: str, source: str) -> None:
    assert proved(text) is not None, source


@pytest.mark.parametrize("text", [*FALSE_OR_TOO_WIDE, *(SEARCHED_FOR_LONG if LONG else ())])
@pytest.mark.usefixtures("nothing_looks_at_points")
def test_its_neighbours_are_not_proved_where_nothing_looks_at_points(text: str) -> None:
    assert proved(text) is None


def expands_to_zero(text: str) -> bool:
    claim = parse_claim(text)
    own = expander(Facts(claim.conditions))
    return is_zero(own.expansion(difference(*claim.proposition.args)), own)


@pytest.mark.parametrize("text", [*FALSE_OR_TOO_WIDE, *SEARCHED_FOR_LONG])
def test_no_normal_form_says_that_false_sides_are_equal(text: str) -> None:
    """Where both sides have values the normal forms differ; a closed form that may divide by 0 is asked elsewhere."""
    if "/(1 - x)" not in text and "n!/(k!" not in text and "gamma(x + n)/" not in text:
        assert not expands_to_zero(text)


# -- certificates that were altered ------------------------------------------------------------------

CLAIM = "floor(n/3) + floor((n + 1)/3) + floor((n + 2)/3) = n for n in ZZ"


def test_altered_proofs_by_residue_classes_are_refused() -> None:
    claim, proof = proof_of(CLAIM, Residues)
    assert check(claim, Identity((proof,))).proved
    assert len(proof.premises) == 3
    for other in (
        replace(proof, premises=proof.premises[:2]),
        replace(proof, premises=(*proof.premises, proof.premises[0])),
        replace(proof, premises=tuple(reversed(proof.premises))),
        replace(proof, premises=proof.premises[:1]),
        replace(proof, premises=()),
        replace(proof, variable="m"),
        replace(proof, right=Expr("+", (proof.right, symbol("n")))),
    ):
        with pytest.raises(CertificateError):
            check(claim, Identity((other,)))


def test_residue_classes_are_those_of_integers() -> None:
    _, proof = proof_of(CLAIM, Residues)
    real = parse_claim(CLAIM.replace("n in ZZ", "n in RR"))
    with pytest.raises(CertificateError):
        check(real, Identity((proof,)))
    taken = parse_claim(f"{CLAIM}, n_ in ZZ")
    with pytest.raises(CertificateError):
        check(taken, Identity((proof,)))
