"""Apéry's continued fractions by Zeilberger's certificates, and what must not pass for one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from probatum.verifiers.certificates.proofs import CertificateError, Checking
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.certificates.rules.series_solution import SeriesSolution, conclude_series_solution
from probatum.verifiers.exact.rational_functions import NotRationalError
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.language import Expr, parse_claim, parse_expression
from probatum.verifiers.provers.closing import prove
from probatum.verifiers.provers.search import Search
from probatum.verifiers.provers.well_poised import prove_well_poised

ZETA_2 = "pcf(11*n^2 + 11*n + 3, n^4, n)"
CATALAN = (
    "pcf(3520*n^6 + 5632*n^5 + 2064*n^4 - 384*n^3 - 156*n^2 + 16*n + 7,"
    " (2*n - 1)^4*(2*n)^4*(20*(n - 1)^2 - 8*(n - 1) + 1)*(20*(n + 1)^2 - 8*(n + 1) + 1), n)"
)
ZETA_3 = "pcf(34*n^3 + 51*n^2 + 27*n + 5, -n^6, n)"


@cache
def _proof(text: str) -> SeriesSolution:
    proof = prove_well_poised(parse_expression(text), Search(1000))
    assert isinstance(proof, SeriesSolution)
    return proof


def _concluded(proof: SeriesSolution) -> tuple[Expr, Expr] | None:
    try:
        equation = conclude_series_solution(proof, Checking(RULES))
    except (CertificateError, ZeroDivisionError, ValueError):
        return None
    return equation.left, equation.right


def _is_true(equation: tuple[Expr, Expr] | None) -> bool:
    assert equation is not None
    checking = Checking(RULES)
    left, right = (complex_(checking.value(side)) for side in equation)
    return bool((left - right).contains(0))


def _altered(value: Any) -> Iterator[Any]:
    """The value with one integer in it changed by one."""
    if isinstance(value, int):
        yield from (value + 1, value - 1)
    else:
        for place, part in enumerate(value):
            for changed in _altered(part):
                yield (*value[:place], changed, *value[place + 1 :])


@pytest.mark.parametrize(
    "claim",
    [
        f"{ZETA_2} = 5/zeta(2)",
        f"{ZETA_3} = 6/zeta(3)",
        f"{CATALAN} = 13/(2*catalan)",  # Zudilin (2003), theorem 1
        # Raayoni et al., Generating conjectures on fundamental constants with the Ramanujan Machine, Nature 590 (2021).
        "pcf(3*n^2 + 7*n + 3, -2*n^3*(n + 2), n) = 2/(2*catalan - 1)",
        # Chamberland, Straub, Apéry limits: experiments and proofs, Amer. Math. Monthly 128 (2021).
        "pcf(12*n^2 + 12*n + 4, -32*n^4, n) = 2/catalan",
        "pcf((2*n + 1)*(5*n^2 + 5*n + 2), -16*n^6, n) = 12/(7*zeta(3))",
        # The tails: f = a(0) + b(1)/g, and a multiple of the elements.
        "pcf(11*n^2 + 33*n + 25, (n + 1)^4, n) = 1/(5/zeta(2) - 3)",
        "pcf(34*n^3 + 153*n^2 + 231*n + 117, -(n + 1)^6, n) = -1/(6/zeta(3) - 5)",
        "pcf((11*n^2 + 11*n + 3)/2, n^4/4, n) = 15/pi^2",
        "pcf(-11*n^2 - 11*n - 3, n^4, n) = -30/pi^2",
    ],
)
def test_aperys_continued_fractions(claim: str) -> None:
    """Apéry (1979); van der Poorten, A proof that Euler missed, Math. Intelligencer 1 (1979)."""
    assert prove(parse_claim(claim).relations[0], Search(20_000)) is not None


@pytest.mark.parametrize(
    "text",
    [
        "pcf(11*n^2 + 11*n + 4, n^4, n)",  # the same growth, another recurrence
        "pcf(34*n^3 + 51*n^2 + 27*n + 6, -n^6, n)",
        "pcf(11*n^2 + 11*n + 3, (n - 2)^4, n)",  # ends
        "pcf(n, 1, n)",
        "pcf(sqrt(2)*n, n, n)",
    ],
)
def test_nothing_is_offered_for_other_fractions(text: str) -> None:
    assert prove_well_poised(parse_expression(text), Search(1000)) is None


@pytest.mark.parametrize("name", ["gammas", "weight", "numerator", "divisors", "ratio"])
def test_no_number_of_the_identity_may_be_altered(name: str) -> None:
    proof = _proof(ZETA_2)
    for value in _altered(getattr(proof, name)):
        assert _concluded(replace(proof, **{name: value})) is None


def test_sign_and_unit_may_not_be_altered() -> None:
    proof = _proof(CATALAN)
    assert (proof.unit, proof.sign) == (2, -1)
    assert _is_true(_concluded(proof))
    for changes in ({"sign": 1}, {"sign": 0}, {"unit": 1}, {"unit": 4}, {"unit": 0}, {"unit": -2}):
        assert _concluded(replace(proof, **changes)) is None
    assert _concluded(replace(_proof(ZETA_2), sign=-1)) is None
    assert _concluded(replace(_proof(ZETA_2), unit=2)) is None


def test_an_altered_certificate_concludes_nothing_false() -> None:
    proof = _proof(ZETA_2)
    for name in ("start", "index", "bounds"):
        for value in _altered(getattr(proof, name)):
            changed = replace(proof, **{name: value})
            assert _concluded(changed) is None or _is_true(_concluded(changed))
    later = replace(proof, start=5, index=9)
    assert _is_true(_concluded(later))


@pytest.mark.parametrize(
    "other", [ZETA_3, "pcf(11*n^2 + 11*n + 3, -n^4, n)", "pcf(11*n^2 + 33*n + 25, (n + 1)^4, n)", "pcf(1/n, n^4, n)"]
)
def test_a_certificate_of_another_fraction_is_rejected(other: str) -> None:
    with pytest.raises((CertificateError, NotRationalError)):
        conclude_series_solution(replace(_proof(ZETA_2), fraction=parse_expression(other)), Checking(RULES))


def test_terms_must_decrease() -> None:
    """Bounds that H does not satisfy, or that do not separate it from the denominators, are no proof."""
    proof = _proof(ZETA_2)
    tau, sigma, _ = proof.bounds
    for kappa in ((1, 10), (6, 1), (0, 1), (-1, 2)):
        assert _concluded(replace(proof, bounds=(tau, sigma, kappa))) is None
    for low in ((1, 100), (2, 1), (0, 1), (-1, 2)):
        assert _concluded(replace(proof, bounds=(low, *proof.bounds[1:]))) is None
    assert _concluded(replace(proof, bounds=(tau, sigma))) is None


def test_poles_and_starts_are_checked() -> None:
    """Before n = -1 the Gammas of the series have poles."""
    proof = _proof(ZETA_2)
    for changes in (
        {"start": 0},
        {"start": -3},
        {"start": 1, "index": 0},
        {"index": 0},
        {"start": 10**9},
        {"index": 10**9},
    ):
        assert _concluded(replace(proof, **changes)) is None


def test_malformed_certificates_are_rejected() -> None:
    proof = _proof(ZETA_2)
    empty: dict[str, Any] = {"gammas": (), "weight": (), "numerator": (), "divisors": (), "ratio": ((), ())}
    for name, value in empty.items():
        assert _concluded(replace(proof, **{name: value})) is None
    for gamma in ((-1, 1, 9, 1), (1, 2, 2, 1), (1, 1, -5, 1), (100, 1, 1, 1), (1, 0, 1, 100), (20, 1, 1, 20)):
        assert _concluded(replace(proof, gammas=(*proof.gammas, gamma))) is None
    assert _concluded(replace(proof, weight=((0,),))) is None


def test_a_primitive_that_does_not_vanish_at_0_is_rejected() -> None:
    proof = _proof(ZETA_2)
    with pytest.raises(CertificateError, match="does not vanish at 0"):
        conclude_series_solution(replace(proof, numerator=((1,), *proof.numerator[1:])), Checking(RULES))


def test_a_series_that_does_not_converge_is_rejected() -> None:
    proof = _proof(ZETA_2)
    with pytest.raises(CertificateError, match="not seen to converge"):
        conclude_series_solution(replace(proof, weight=((1,), (0,), (0,), (1,))), Checking(RULES))
