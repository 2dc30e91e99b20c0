"""Identities with variables: proved for all values of their domains; neighbours that fail somewhere never are."""

from __future__ import annotations

import pytest

from probatum.verifiers.certificates.checker import CertificateError, check
from probatum.verifiers.language import Claim, Expr, integer, parse_claim
from probatum.verifiers.provers.identities import identity
from probatum.verifiers.provers.search import Search
from probatum.verifiers.verdict import Options, Status

EFFORT = 1500

TRUE = [
    # (claim, source)
    ("sin(x + y) = sin(x)*cos(y) + cos(x)*sin(y) for x in CC, y in CC", "DLMF 4.21.2"),
    ("sin(5*x) = 16*sin(x)^5 - 20*sin(x)^3 + 5*sin(x) for x in CC", "Viete 1595"),
    ("cosh(3*z) = 4*cosh(z)^3 - 3*cosh(z) for z in CC", "DLMF 4.35.28"),
    ("tan(x/2) = sin(x)/(1 + cos(x)) for x in RR, cos(x/2) != 0, 1 + cos(x) != 0", "DLMF 4.21.22"),
    ("cos(x)*cos(y) - sin(x)*sin(y) = cos(x + y) for x in RR, y in RR", "DLMF 4.21.2"),
    ("cos(n*pi) = (-1)^n for n in ZZ", "DLMF 4.16"),
    ("exp(z)*exp(-z) = 1 for z in CC", "DLMF 4.2(iii)"),
    ("sin(x) + cos(x) = sqrt(2)*cos(x - pi/4) for x in RR", "DLMF 4.21.2"),
    ("log(x*y) = log(x) + log(y) for x in RR, x > 0, y in RR, y > 0", "DLMF 4.8.2"),
    ("sqrt(x*y) = sqrt(x)*sqrt(y) for x in RR, y in RR, x >= 0", "DLMF 4.8"),
    ("(x*y)^a = x^a*y^a for x in RR, x > 0, y in RR, y > 0, a in CC", "DLMF 4.8"),
    ("z^(m + n) = z^m*z^n for z in CC, z != 0, m in ZZ, n in ZZ", "DLMF 4.8"),
    ("abs(z*w) = abs(z)*abs(w) for z in CC, w in CC", "DLMF 1.9.11"),
    ("abs(z)^2 = z*conjugate(z) for z in CC", "DLMF 1.9.12"),
    ("re(z*w) = re(z)*re(w) - im(z)*im(w) for z in CC, w in CC", "DLMF 1.9.14"),
    ("gamma(z + 2) = z*(z + 1)*gamma(z) for z in CC, not (z in ZZ and z <= 0)", "DLMF 5.5.1"),
    ("gamma(z)*gamma(-z) = -pi/(z*sin(pi*z)) for z in CC, z not in ZZ", "DLMF 5.5.3"),
    ("binomial(n + 1, k + 1) = binomial(n, k) + binomial(n, k + 1) for n in CC, k in ZZ, k >= 0", "DLMF 26.3.5"),
    ("rising(z, n + 1) = z*rising(z + 1, n) for z in CC, n in ZZ, n >= 0", "DLMF 5.2(iii)"),
    ("digamma(z + 1) = digamma(z) + 1/z for z in CC, not (z in ZZ and z <= 0)", "DLMF 5.5.2"),
    ("fibonacci(n - 1)*fibonacci(n + 1) - fibonacci(n)^2 = (-1)^n for n in ZZ", "Cassini 1680"),
    ("lucas(n)^2 - 5*fibonacci(n)^2 = 4*(-1)^n for n in ZZ", "Vajda 1989, (24)"),
    ("sum(k^3, k, 1, n) = (n*(n + 1)/2)^2 for n in NN", "Nicomachus"),
    ("sum(x^k, k, 0, n) = (1 - x^(n + 1))/(1 - x) for x in RR, x > 1, n in NN", "Euclid IX.35"),
    ("sum(k*factorial(k), k, 1, n) = factorial(n + 1) - 1 for n in NN", "Concrete Mathematics, 5.7"),
    ("chebyt(m + n, x) + chebyt(m - n, x) = 2*chebyt(m, x)*chebyt(n, x) for m in ZZ, n in ZZ, x in CC",
     "DLMF 18.18.21"),
    ("chebyu(n, x)^2 - chebyu(n + 1, x)*chebyu(n - 1, x) = 1 for n in ZZ, x in CC", "Mason, Handscomb, 2.3"),
    ("besseli(-n, z) = besseli(n, z) for n in ZZ, z in CC", "DLMF 10.27.1"),
    ("erf(-z) = -erf(z) for z in CC", "DLMF 7.4.1"),
    ("jacobi_theta(4, z + 1/2, tau) = jacobi_theta(3, z, tau) for z in CC, tau in HH", "DLMF 20.2.13"),
    ("jacobi_theta(2, z + 2 + tau, tau) = exp(-pi*i*(2*z + tau))*jacobi_theta(2, z, tau) for z in CC, tau in HH",
     "DLMF 20.2.7"),
    ("jacobi_theta(2, 0, tau)^4 = jacobi_theta(3, 0, tau)^4 - jacobi_theta(4, 0, tau)^4 for tau in HH", "Jacobi 1829"),
    ("gcd(a - 3*b, b) = gcd(a, b) for a in ZZ, b in ZZ", "Hardy, Wright, 2.9"),
    ("exp(2*z) = sum((2*z)^k/factorial(k), k, 0, oo) for z in CC", "DLMF 4.2.19"),
    ("abs(z + w) <= abs(z) + abs(w) for z in CC, w in CC", "DLMF 1.9.24"),
    ("abs(sin(x) + cos(y)) <= 2 for x in RR, y in RR", "DLMF 4.16"),
    ("exp(x) >= 1 + x for x in RR", "DLMF 4.5.13"),
    ("x/(1 + x) > 0 for x in RR, x > 0", "order of the real numbers"),
]  # fmt: skip

NOT_PROVED = [
    # domains dropped or widened
    "sqrt(x^2) = x for x in RR",
    "log(x*y) = log(x) + log(y) for x in CC, x != 0, y in CC, y != 0",
    "log(x*y) = log(x) + log(y) for x in RR, x != 0, y in RR, y != 0",
    "sqrt(x*y) = sqrt(x)*sqrt(y) for x in RR, y in RR",
    "sqrt(x*y) = sqrt(x)*sqrt(y) for x in CC, y in CC",
    "(x*y)^a = x^a*y^a for x in RR, x != 0, y in RR, y != 0, a in CC",
    "(z^2)^(1/2) = z for z in CC",
    "exp(z)^a = exp(a*z) for z in CC, a in CC",
    "z^(m + n) = z^m*z^n for z in CC, m in ZZ, n in ZZ",
    "z^(n - 1)*z = z^n for z in CC, n in ZZ, n >= 0",
    "cos(n*pi) = (-1)^n for n in RR",
    "sin(n*pi) = 0 for n in RR",
    "exp(2*pi*i*n/3) = 1 for n in ZZ",
    "gamma(z + 1) = z*gamma(z) for z in CC",
    "gamma(z)*gamma(1 - z) = pi/sin(pi*z) for z in CC, not (z in ZZ and z <= 0)",
    "digamma(z + 1) = digamma(z) + 1/z for z in CC, not (z in ZZ and z < 0)",
    "1/x*x = 1 for x in RR",
    "x^0 = x/x for x in CC",
    "abs(x) = x for x in RR",
    "conjugate(log(z)) = log(conjugate(z)) for z in CC, z != 0",
    "conjugate(sqrt(z)) = sqrt(conjugate(z)) for z in CC",
    "binomial(n, k) = binomial(n, n - k) for n in ZZ, k in ZZ",
    "binomial(n, k) = factorial(n)/(factorial(k)*factorial(n - k)) for n in ZZ, n >= 0, k in ZZ, k >= 0",
    "besseli(-n, z) = besseli(n, z) for n in CC, z in CC, z != 0",
    "besselj(n, -z) = (-1)^n*besselj(n, z) for n in CC, z in CC, z != 0",
    "chebyt(m + n, x) + chebyt(m - n, x) = 2*chebyt(m, x)*chebyt(n, x) for m in CC, n in CC, x in CC",
    "sum(k^3, k, 1, n) = (n*(n + 1)/2)^2 for n in ZZ",
    "sum(x^k, k, 0, n) = (1 - x^(n + 1))/(1 - x) for x in RR, n in NN",
    "zeta(s, 1) = zeta(s) for s in CC",
    # shifted arguments and signs
    "sin(x + y) = sin(x)*cos(y) - cos(x)*sin(y) for x in CC, y in CC",
    "cos(x + pi) = cos(x) for x in RR",
    "gamma(z + 2) = z*(z + 2)*gamma(z) for z in CC, re(z) > 0",
    "fibonacci(n - 1)*fibonacci(n + 1) - fibonacci(n)^2 = (-1)^(n + 1) for n in ZZ",
    "chebyu(n, cos(x))*sin(x) = sin(n*x) for n in ZZ, x in CC",
    "jacobi_theta(1, z + 1, tau) = jacobi_theta(1, z, tau) for z in CC, tau in HH",
    "jacobi_theta(3, z, tau + 1) = jacobi_theta(3, z, tau) for z in CC, tau in HH",
    "erfc(-z) = -erfc(z) for z in CC",
    "gcd(a + 2, b + 2) = gcd(a, b) for a in ZZ, b in ZZ",
    # orders
    "abs(z + w) <= abs(z) - abs(w) for z in CC, w in CC",
    "abs(z) <= re(z) for z in CC",
    "abs(sin(z)) <= 1 for z in CC",
    "exp(x) > 1 + x for x in RR",
    "log(x) < x - 1 for x in RR, x > 0",
    "x/(1 + x) >= 0 for x in RR",
    "x^3 >= 0 for x in RR",
]  # fmt: skip


@pytest.mark.parametrize("text", [text for text, _ in TRUE])
def test_a_known_identity_is_proved(text: str) -> None:
    claim = parse_claim(text)
    certificate = identity(claim, Search(EFFORT))
    assert certificate is not None
    assert check(claim, certificate).proved


@pytest.mark.parametrize("text", [text for text, _ in TRUE if " = " in text])
def test_a_side_moved_by_one_is_not_proved(text: str) -> None:
    """No value of the right side is infinite, so that adding 1 makes every identity false everywhere."""
    claim = parse_claim(text)
    left, right = claim.proposition.args
    moved = Claim(Expr("=", (left, Expr("+", (right, integer(1))))), claim.conditions)
    assert identity(moved, Search(150)) is None


@pytest.mark.parametrize("text", NOT_PROVED)
def test_what_fails_somewhere_or_has_no_value_is_not_proved(text: str) -> None:
    assert identity(parse_claim(text), Search(300)) is None


NEIGHBOURS = [
    # A certificate of the first claim is none of the second.
    ("sin(-z) = -sin(z) for z in CC", "sin(-z) = sin(z) for z in CC"),
    ("gamma(z + 1) = z*gamma(z) for z in CC, re(z) > 0", "gamma(z + 1) = z*gamma(z) for z in CC, re(z) > -1"),
    ("log(2*x) = log(2) + log(x) for x in RR, x > 0", "log(2*x) = log(2) + log(x) for x in RR"),
    ("binomial(z, 2) = z*(z - 1)/2 for z in CC", "binomial(z, 2) = z*(z + 1)/2 for z in CC"),
]


@pytest.mark.parametrize(("first", "second"), NEIGHBOURS)
def test_a_certificate_belongs_to_its_claim(first: str, second: str) -> None:
    certificate = identity(parse_claim(first), Search(EFFORT))
    assert certificate is not None
    with pytest.raises(CertificateError):
        check(parse_claim(second), certificate)


def test_a_variable_may_have_the_name_of_a_constant() -> None:
    """Honsberger's identity with indices i and j: here i is an integer, not the imaginary unit."""
    claim = parse_claim(
        "fibonacci(n + i)*fibonacci(n + j) - fibonacci(n)*fibonacci(n + i + j) = (-1)^n*fibonacci(i)*fibonacci(j) "
        "for n in ZZ, i in ZZ, j in ZZ"
    )
    certificate = identity(claim, Search(EFFORT))
    assert certificate is not None
    assert check(claim, certificate).proved


def test_the_verdict_names_the_rules() -> None:
    from probatum.verifiers.judge import judge

    verdict = judge("chebyu(n, x)^2 - chebyu(n + 1, x)*chebyu(n - 1, x) = 1 for n in ZZ, x in CC", Options())
    assert verdict.status is Status.PROVED
    assert "parametrisation by cosines" in verdict.method
