"""Lambert's continued fractions, quotients of Bessel functions, and equivalence transformations."""

from __future__ import annotations

import pytest

from probatum.verifiers.certificates.proofs import CertificateError, Checking
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.certificates.rules.equivalent_fraction import EquivalentFraction
from probatum.verifiers.language import integer, parse_claim, parse_expression
from probatum.verifiers.provers.bessel_fractions import prove_bessel_fraction
from probatum.verifiers.provers.closing import prove
from probatum.verifiers.provers.search import Search


@pytest.mark.parametrize(
    "claim",
    [
        "pcf(4*n + 2, 1, n) = (e + 1)/(e - 1)",  # Euler (1737)
        "pcf(2*n + 1, 1, n) = (e^2 + 1)/(e^2 - 1)",  # Lambert (1768)
        "pcf(2*n + 1, -1, n) = 1/tan(1)",
        "pcf(4*n + 2, -1, n) = 1/tan(1/2)",
        "pcf(-4*n - 2, 1, n) = (1 + e)/(1 - e)",
        "pcf(n + 1, 1, n) = besseli(0, 2)/besseli(1, 2)",  # Lehmer (1973)
        "pcf(n, 1, n) = besseli(1, 2)/besseli(0, 2)",
        "pcf(n, -1, n) = -besselj(1, 2)/besselj(0, 2)",
        "pcf(3*n - 1, 1, n) = besseli(-4/3, 2/3)/besseli(-1/3, 2/3)",
        "pcf(3*n - 2, -1, n) = besselj(-5/3, 2/3)/besselj(-2/3, 2/3)",
        "pcf(n/2 + 1, 3/2, n) = besseli(1, sqrt(24))/besseli(2, sqrt(24))*sqrt(6)/2",
        "pcf(1, n, n) = sqrt(2/(pi*e))/erfc(1/sqrt(2))",  # Laplace (1805), Ramanujan (1911)
        "pcf(-3, 2*n, n) = -2/sqrt(pi)*exp(-9/4)/erfc(3/2)",
        "pcf(2*n + 3, -2, n) = sqrt(2)*besselj(1/2, sqrt(2))/besselj(3/2, sqrt(2))",
    ],
)
def test_classical_values(claim: str) -> None:
    assert prove(parse_claim(claim).relations[0], Search(20_000)) is not None


@pytest.mark.parametrize(
    "text",
    [
        "pcf(n - 3, 1, n)",
        "pcf(n - 1, 1, n)",
        "pcf(n + 1, n, n)",
        "pcf(2, 1, n)",
        "pcf(1, -n, n)",
        "pcf(1, n + 1, n)",
        "pcf(n^2, 1, n)",
        "pcf(n + pi, 1, n)",
    ],
)
def test_nothing_is_offered_for_other_fractions(text: str) -> None:
    """An order v <= -1 (poles, zeros), elements of other degrees, or no rational numbers."""
    assert prove_bessel_fraction(parse_expression(text), Search(1000)) is None


@pytest.mark.parametrize(
    ("left", "right", "factor"),
    [
        ("pcf(2*n + 2, 4*n, n)", "pcf(n + 1, n, n)", 2),
        ("pcf(-n - 1, n, n)", "pcf(n + 1, n, n)", -1),
        ("pcf(3*m + 3, 9*m, m)", "pcf(n + 1, n, n)", 3),
        ("pcf((n + 1)/2, n/4, n)", "pcf(2*n + 2, 4*n, n)", None),
    ],
)
def test_a_factor_goes_through_a_fraction(left: str, right: str, factor: int | None) -> None:
    c = parse_expression("1/4") if factor is None else integer(factor)
    equation = Checking(RULES).conclude(EquivalentFraction(parse_expression(left), parse_expression(right), c))
    assert equation.left == parse_expression(left)


@pytest.mark.parametrize(
    ("left", "right", "factor"),
    [
        ("pcf(2*n + 2, 2*n, n)", "pcf(n + 1, n, n)", "2"),
        ("pcf(2*n + 2, 4*n, n)", "pcf(n + 1, n, n)", "-2"),
        ("pcf(2*n + 2, 4*n, n)", "pcf(n + 1, n + 1, n)", "2"),
        ("pcf(2*n + 2, 4*n, n)", "pcf(n + 1, n, n)", "1/2"),
        ("pcf(n, n, n)", "pcf(n, n, n)", "0"),
        ("pcf(2*n + 2, 4*n, n)", "pcf(n + 1, n, n)", "sqrt(4 + 0*pi)"),
    ],
)
def test_what_is_no_equivalence(left: str, right: str, factor: str) -> None:
    proof = EquivalentFraction(*map(parse_expression, (left, right, factor)))
    with pytest.raises(CertificateError):
        Checking(RULES).conclude(proof)
