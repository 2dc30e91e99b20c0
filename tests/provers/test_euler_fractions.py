"""Continued fractions as Möbius images of series: Euler's and Apéry's first, and what must not pass for one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from probatum.verifiers.certificates.proofs import CertificateError, Checking
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.certificates.rules.euler_fraction import EulerFraction
from probatum.verifiers.language import integer, parse_claim, parse_expression
from probatum.verifiers.provers.closing import prove
from probatum.verifiers.provers.euler_fraction import euler_fractions
from probatum.verifiers.provers.search import Search


def _first(text: str) -> EulerFraction:
    return next(euler_fractions(parse_expression(text)))


def _proved(text: str) -> bool:
    return prove(parse_claim(text).proposition, Search(10_000)) is not None


KNOWN = [
    "pcf(2, (2*n - 1)^2, n) = 1 + 4/pi",  # Brouncker
    "pcf(6, (2*n - 1)^2, n) = 3 + pi",  # Lange 1999
    "zeta(3)*pcf(n^3 + (n + 1)^3, -n^6, n) = 1",  # Euler's transformation of sum 1/k^3
    "zeta(2)*pcf(2*n^2 + 2*n + 1, -n^4, n) = 1",
    "pcf(1, 1, n) = golden_ratio",
    "pcf(8, 2, n) = 4 + sqrt(18)",
    "pcf(3, -1, n) = golden_ratio^2",
    "pcf(1, n^2, n) = 1/log(2)",
    "pcf(n, n, n) = 1/(e - 1)",  # Euler
    "pcf(n + 3, -n, n) = e",
    "pcf(3*n + 3, -n*(2*n - 1), n) = 4/(3*pi - 8)",  # Raayoni et al. 2021
    "pcf(3*n + 4, -2*n^2 - 3*n - 1, n) = pi/(pi - 2)",
]


@pytest.mark.parametrize("claim", KNOWN)
def test_known_fractions_are_proved(claim: str) -> None:
    assert _proved(claim)


@pytest.mark.parametrize(
    "claim",
    [
        "pcf(2, (2*n - 1)^2, n) = 1 + 4/pi + 1/10^500",
        "pcf(2, (2*n + 1)^2, n) = 1 + 4/pi",
        "pcf(n^3 + (n + 1)^3, -n^6, n) = 1/zeta(3) + 1/10^500",
        "pcf(3*n + 3, -n*(2*n + 1), n) = 4/(3*pi - 8)",
    ],
)
def test_false_neighbours_are_not_proved(claim: str) -> None:
    assert not _proved(claim)


def test_partial_sums_without_bound_give_a_rational_value() -> None:
    """`u(n) = (n + 2) u(n-1) - (n + 1) u(n-2)` has the solution 1, and the others grow like n!."""
    proof = _first("pcf(n + 2, -n - 1, n)")
    assert proof.series is None
    assert Checking(RULES).conclude(proof).right == integer(1)


@pytest.mark.parametrize("fraction", ["pcf(2, n^2, n)", "pcf(1, -1, n)", "pcf(34*n^3 + 51*n^2 + 27*n + 5, -n^6, n)"])
def test_recurrences_without_a_rational_solution(fraction: str) -> None:
    assert list(euler_fractions(parse_expression(fraction))) == []


def test_a_fraction_that_ends_is_left_alone() -> None:
    assert list(euler_fractions(parse_expression("pcf(2*n + 1, n*(n - 3), n)"))) == []


def _altered() -> list[EulerFraction]:
    valid = _first("pcf(n^3 + (n + 1)^3, -n^6, n)")
    (above, below), series = valid.solution, valid.series
    assert series is not None
    return [
        replace(valid, fraction=parse_expression("pcf(n^3 + (n + 1)^3 + 1, -n^6, n)")),
        replace(valid, fraction=parse_expression("sum(1/n^2, n, 1, oo)")),
        replace(valid, solution=((*above, 1), below)),
        replace(valid, solution=(above, (0,))),
        replace(valid, solution=((0,), (1,))),
        replace(valid, start=valid.start + 1),
        replace(valid, start=-1),
        replace(valid, start=10**6),
        replace(valid, series=None),
        replace(valid, series=parse_expression("sum(1/(k + 3)^3, k, 0, oo)")),
        replace(valid, series=parse_expression("sum(0/(k + 2)^3, k, 0, oo)")),
        replace(valid, series=parse_expression("pcf(n, n, n)")),
    ]


@pytest.mark.parametrize("index", range(12))
def test_altered_certificates_are_rejected(index: int) -> None:
    with pytest.raises(CertificateError):
        Checking(RULES).conclude(_altered()[index])


def test_the_certificate_holds_unaltered() -> None:
    Checking(RULES).conclude(_first("pcf(n^3 + (n + 1)^3, -n^6, n)"))
