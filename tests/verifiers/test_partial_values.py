"""Curves of convergence against what is known of the rates."""

from __future__ import annotations

import pytest

from probatum.verifiers.judge import judge
from probatum.verifiers.language import parse_claim
from probatum.verifiers.partial_values import MAX_TERMS, approach, deltas
from probatum.verifiers.verdict import Options


def _left(claim: str) -> list[tuple[int, float]]:
    verdict = judge(claim, Options(proof_effort=0))
    assert verdict.left is not None
    found = approach(parse_claim(claim).proposition.args[0], verdict.left)
    return [] if found is None else list(found.points())


@pytest.mark.parametrize(
    ("claim", "digits_a_term", "within"),
    [
        # Apéry: the error of the n-th convergent falls like (1 + sqrt 2)^(-8n), by 3.0624 digits a term.
        ("pcf(34*n^3 + 51*n^2 + 27*n + 5, -n^6, n) = 6/zeta(3)", 3.0624, 0.05),
        # Brouncker and Gauss: (1 + sqrt 2)^(-2n).
        ("pcf(2*n + 1, n^2, n) = 4/pi", 0.7656, 0.02),
        # Ramanujan 1914: 396^-4 (4k)!/(k!)^4 ~ 99^-4, by 7.982 digits a term.
        ("2*sqrt(2)/9801*sum(factorial(4*k)*(1103 + 26390*k)/(factorial(k)^4*396^(4*k)), k, 0, oo) = 1/pi", 7.98, 0.1),
        ("sum(1/2^n, n, 0, oo) = 2", 0.30103, 0.002),
    ],
)
def test_linear_convergence_has_its_rate(claim: str, digits_a_term: float, within: float) -> None:
    points = _left(claim)
    (first, low), (last, high) = points[0], points[-1]
    assert (high - low) / (last - first) == pytest.approx(digits_a_term, abs=within)
    assert high < 60  # more than the enclosure tells is not shown


def test_slow_convergence_is_cut_off() -> None:
    """The tail of sum 1/n^2 after N terms is 1/N - 1/(2 N^2) + ..."""
    points = _left("sum(1/n^2, n, 1, oo) = pi^2/6")
    assert len(points) == MAX_TERMS
    tail = 1 / MAX_TERMS - 1 / (2 * MAX_TERMS**2)
    assert 10 ** -points[-1][1] * 1.6449340668 == pytest.approx(tail, rel=1e-4)


@pytest.mark.parametrize(
    "claim",
    [
        "zeta(2) = pi^2/6",
        "sum(1/n^2, n, 1, oo)*sum(1/n^4, n, 1, oo) = pi^6/540",
        "exp(sum(1/2^n, n, 1, oo)) = e",
    ],
)
def test_what_is_not_one_part_in_arithmetic_has_no_curve(claim: str) -> None:
    assert _left(claim) == []


def test_delta_of_the_fractions_of_apery_and_brouncker() -> None:
    """Apéry's delta tends to 0.0805 (Apéry 1979: mu(zeta(3)) < 13.4178); Brouncker's is negative in the end."""
    apery = dict(deltas(parse_claim("mu(zeta(3)) <= 14 using pcf(34*n^3 + 51*n^2 + 27*n + 5, -n^6, n)")))
    assert apery[200] == pytest.approx(0.0805, abs=0.01)
    brouncker = dict(deltas(parse_claim("mu(pi) using pcf(2*n + 1, n^2, n)")))
    assert brouncker[200] < 0
    assert list(deltas(parse_claim("zeta(2) = pi^2/6"))) == []
