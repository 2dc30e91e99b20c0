"""Euclid's algorithm on linear forms, and multiplicative functions of numbers that it shows to be coprime."""

from __future__ import annotations

from dataclasses import replace

import pytest

from probatum.verifiers.certificates.checker import CertificateError
from probatum.verifiers.certificates.identities import DomainChecking
from probatum.verifiers.certificates.rules.combination import Combination
from probatum.verifiers.certificates.rules.theorem import Instance
from probatum.verifiers.language import expression_text, integer, parse_claim, parse_expression, symbol
from tests.quantified.proving import proved

TRUE = [
    # (claim, source)
    ("gcd(n, n + 1) = 1 for n in ZZ", "Hardy, Wright, section 2.9"),
    ("gcd(3*n + 1, 2*n + 1) = 1 for n in ZZ", "Hardy, Wright, section 2.9"),
    ("gcd(21*n + 4, 14*n + 3) = 1 for n in ZZ", "International Mathematical Olympiad 1959, problem 1"),
    ("gcd(n, n + 2) = (3 + (-1)^n)/2 for n in ZZ", "Hardy, Wright, section 2.9"),
    ("lcm(n, n + 1) = n*(n + 1) for n in NN", "Hardy, Wright, section 5.1"),
    ("totient(n*(n + 1)) = totient(n)*totient(n + 1) for n in NN", "DLMF 27.3.1"),
    ("totient(p*q) = (p - 1)*(q - 1) for p in PP, q in PP, p != q", "DLMF 27.3.3"),
    ("moebius(p*q) = 1 for p in PP, q in PP, p != q", "DLMF 27.2.12"),
    ("divisor_sigma(m*n, k) = divisor_sigma(m, k)*divisor_sigma(n, k) "
     "for m in ZZ, m >= 1, n in ZZ, n >= 1, k in NN, gcd(m, n) = 1", "DLMF 27.3.1"),
    ("totient(p^2) = p*(p - 1) for p in PP", "DLMF 27.3.3"),
    ("totient(n^2) = n*totient(n) for n in NN", "Apostol 1976, 2.5"),
    ("divisor_sigma(2^n, 1) = 2^(n + 1) - 1 for n in NN", "Euclid IX.36"),
    ("divisor_sigma(p*q, 1) = (p + 1)*(q + 1) for p in PP, q in PP, p != q", "DLMF 27.3.6"),
    ("lcm(2*n, 3*n) = 6*n for n in NN", "Hardy, Wright, section 5.1"),
    ("jacobi_symbol(-1, 2*n + 1) = (-1)^n for n in NN", "DLMF 27.9.2"),
]  # fmt: skip

FALSE_OR_TOO_WIDE = [
    "gcd(n, n + 2) = 1 for n in ZZ",
    "gcd(2*n + 1, 2*n - 3) = 1 for n in ZZ, n >= 3",
    "gcd(3*n, 2*n + 1) = 1 for n in ZZ",
    "lcm(n, n + 2) = n*(n + 2) for n in NN",
    "lcm(n, n + 1) = -n*(n + 1) for n in ZZ",
    "totient(m*n) = totient(m)*totient(n) for m in ZZ, n in ZZ",
    "totient(n*(n + 2)) = totient(n)*totient(n + 2) for n in NN",
    "totient(p*q) = (p - 1)*(q - 1) for p in PP, q in PP",
    "moebius(p*q) = 1 for p in PP, q in PP",
    "divisor_sigma(m*n, k) = divisor_sigma(m, k)*divisor_sigma(n, k) for m in ZZ, m >= 1, n in ZZ, n >= 1, k in NN",
    "totient(n^2) = n*(n - 1) for n in NN",
    "totient(p^k) = p^k - p^(k - 1) for p in PP, k in NN",
    "divisor_sigma(6^n, 1) = (6^(n + 1) - 1)/5 for n in NN",
    "divisor_sigma(p*q, 1) = (p + 1)*(q + 1) for p in PP, q in PP",
    "lcm(2*n, 3*n) = 6*n for n in ZZ",
    "lcm(2*n, 4*n) = 8*n for n in NN",
    "jacobi_symbol(-1, 2*n + 1) = (-1)^n for n in ZZ",
]


@pytest.mark.parametrize(("text", "source"), TRUE)
def test_it_is_proved(text: str, source: str) -> None:
    assert proved(text) is not None, source


@pytest.mark.parametrize("text", FALSE_OR_TOO_WIDE)
@pytest.mark.usefixtures("nothing_looks_at_points")
def test_its_neighbours_are_not_proved_where_nothing_looks_at_points(text: str) -> None:
    assert proved(text) is None


@pytest.mark.usefixtures("nothing_looks_at_points")
def test_a_condition_that_is_an_equation_needs_a_proof_of_itself() -> None:
    checking = DomainChecking(parse_claim("n = n for n in ZZ, k in ZZ").conditions)
    n, after = symbol("n"), parse_expression("n + 1")
    theorem = "totient is multiplicative"
    # gcd(n, n + 1) = gcd(-1 + 1*(n + 1), n + 1) = gcd(-1, n + 1) = gcd(1, n + 1) = 1
    division = Instance("gcd with a multiple added", (integer(-1), after, integer(1)))
    end = (Instance("gcd of opposite numbers", (integer(1), after)), Instance("gcd with 1", (after,)))
    coprime = Combination(parse_expression("gcd(n, n + 1)"), integer(1), (division, *end))
    found = checking.conclude(Instance(theorem, (n, after), (coprime,)))
    assert expression_text(found.left) == "totient(n*(n + 1))"
    for wrong in (
        Instance(theorem, (n, after)),
        Instance(theorem, (n, symbol("k")), (coprime,)),
        Instance(theorem, (n, parse_expression("n + 2")), (coprime,)),
        Instance(theorem, (after, n), (coprime,)),
        Instance(theorem, (n, after), (end[1],)),
        Instance(theorem, (n, after), (replace(coprime, rewrites=(division,)),)),
        Instance(theorem, (n, after), (replace(coprime, right=integer(2)),)),
    ):
        with pytest.raises(CertificateError):
            checking.conclude(wrong)
