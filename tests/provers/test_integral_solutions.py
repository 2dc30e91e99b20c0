"""The rule of Euler integrals: what must not pass for a proof of a continued fraction's value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from functools import cache
from typing import Any

import pytest

from probatum.verifiers.certificates.proofs import CertificateError, Checking
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.certificates.rules.integral_solution import IntegralSolution, conclude_integral_solution
from probatum.verifiers.exact.rational_functions import NotRationalError
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.language import Expr, parse_expression
from probatum.verifiers.provers.search import Search
from probatum.verifiers.provers.trajectories import prove_trajectory

LOG_2 = "pcf(6*n + 3, -n^2, n)"
ALTERNATING = "pcf(4, n^2, n)"


@cache
def _proof(text: str) -> IntegralSolution:
    proof = prove_trajectory(parse_expression(text), Search(50_000))
    assert isinstance(proof, IntegralSolution)
    return proof


def _altered(value: Any) -> Iterator[Any]:
    """The value with one integer in it changed by one."""
    if isinstance(value, int):
        yield from (value + 1, value - 1)
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            for changed in _altered(part):
                yield (*value[:place], changed, *value[place + 1 :])


def _concluded(proof: IntegralSolution) -> tuple[Expr, Expr] | None:
    try:
        equation = conclude_integral_solution(proof, Checking(RULES))
    except (CertificateError, ZeroDivisionError, ValueError):
        return None
    return equation.left, equation.right


def _is_true(equation: tuple[Expr, Expr]) -> bool:
    checking = Checking(RULES)
    left, right = (complex_(checking.value(side)) for side in equation)
    return bool((left - right).contains(0))


@pytest.mark.parametrize("text", [LOG_2, ALTERNATING])
def test_the_certificate_is_accepted(text: str) -> None:
    equation = _concluded(_proof(text))
    assert equation is not None
    assert equation[0] == parse_expression(text)
    assert _is_true(equation)


@pytest.mark.parametrize("text", [LOG_2, ALTERNATING])
@pytest.mark.parametrize("name", ["step", "denominator", "primitives", "kernel", "basis"])
def test_no_number_of_the_step_may_be_altered(text: str, name: str) -> None:
    proof = _proof(text)
    for value in _altered(getattr(proof, name)):
        assert _concluded(replace(proof, **{name: value})) is None


@pytest.mark.parametrize("text", [LOG_2, ALTERNATING])
def test_an_altered_certificate_concludes_nothing_false(text: str) -> None:
    """A larger start or other bounds may prove the same; nothing may prove anything else."""
    proof = _proof(text)
    for name in ("gauge", "ratio", "base", "start", "index", "bounds", "correction"):
        for value in _altered(getattr(proof, name)):
            equation = _concluded(replace(proof, **{name: value}))
            assert equation is None or _is_true(equation)


@pytest.mark.parametrize(
    "other",
    [
        "pcf(6*n + 5, -n^2, n)",
        "pcf(6*n + 3, -n^2 - n, n)",
        "pcf(6*n + 3, n^2, n)",
        "pcf(6*n - 3, -(n - 1)^2, n)",  # the same recurrence, one step earlier: b(1) = 0
        "pcf(6*n + 9, -(n + 1)^2, n)",  # and one step later
        "pcf(12*n + 6, -n^2, n)",
        "sum(6*n + 3, n, 1, 2)",
        "pcf(6*n + 3, -n^2 + 1/n, n)",
    ],
)
def test_a_certificate_of_another_fraction_is_rejected(other: str) -> None:
    proof = replace(_proof(LOG_2), fraction=parse_expression(other))
    with pytest.raises((CertificateError, NotRationalError)):
        Checking(RULES).conclude(proof)


def test_elements_need_not_be_integers() -> None:
    """`pcf(c a, c^2 b) = c pcf(a, b)`."""
    equation = _concluded(_proof("pcf(3*n + 3/2, -n^2/4, n)"))
    assert equation is not None
    assert _is_true(equation)


class TestDominantSolutions:
    """`int_0^1 x^(-1/2) (1-x)^n (1+x)^(-n-1) V dx` times n! solves `u(n) = 4 u(n-1) + n^2 u(n-2)` and is not small."""

    def _dominant(self) -> IntegralSolution:
        gauge = ((43, 126, 112, 32), (19, 24, 8))
        return replace(_proof(ALTERNATING), gauge=gauge, ratio=((0, 1), (1,)), start=2, correction=())

    def test_it_solves_the_recurrence(self) -> None:
        """With the sign of the ratio reversed the gauge is not one, so what is rejected is not the recurrence."""
        with pytest.raises(CertificateError, match="not seen to be minimal"):
            conclude_integral_solution(self._dominant(), Checking(RULES))
        with pytest.raises(CertificateError, match="does not solve the recurrence"):
            conclude_integral_solution(replace(self._dominant(), ratio=((0, -1), (1,))), Checking(RULES))

    @pytest.mark.parametrize("bounds", [((1, 2), (2, 1), (1, 1)), ((1, 10), (10, 1), (1, 1)), ((1, 2), (1, 1), (3, 2))])
    def test_no_bounds_make_it_small(self, bounds: tuple[tuple[int, int], ...]) -> None:
        for index in (2, 10, 50):
            assert _concluded(replace(self._dominant(), bounds=bounds, index=index)) is None

    def test_a_negative_gauge_does_not_help(self) -> None:
        gauge = tuple(tuple(-c for c in v) for v in self._dominant().gauge)
        assert _concluded(replace(self._dominant(), gauge=gauge)) is None


def test_the_larger_of_two_integrals_is_rejected() -> None:
    """Bounds that hold for the smaller root do not for the larger: `kappa` must bound the kernel on the interval."""
    proof = _proof(LOG_2)
    (tau, sigma, (above, below)) = proof.bounds
    # The kernel grows like 3 - 2 sqrt(2); the denominators like 3 + 2 sqrt(2), so kappa 2 < 6 tau may lie between.
    for kappa in ((17, 100), (1, 6), (1, 1000)):
        assert _concluded(replace(proof, bounds=(tau, sigma, kappa))) is None
    for tau in ((1, 40), (0, 1), (-1, 2), (2, 1), (99, 100)):
        assert _concluded(replace(proof, bounds=(tau, sigma, (above, below)))) is None
    assert _concluded(replace(proof, bounds=(tau, (1, 1), (6, 1)))) is None
    assert _concluded(replace(proof, bounds=())) is None


def test_the_indices_are_checked() -> None:
    proof = _proof(LOG_2)
    for changes in ({"base": -1}, {"start": 1}, {"start": 0}, {"base": 1}, {"index": 1}, {"index": -5}):
        assert _concluded(replace(proof, **changes)) is None
    later = replace(proof, base=3, start=7, index=9)
    equation = _concluded(later)
    assert equation is not None
    assert _is_true(equation)


def test_malformed_certificates_are_rejected() -> None:
    proof = _proof(LOG_2)
    empty: dict[str, Any] = {"kernel": (), "basis": (), "step": (), "primitives": (), "gauge": ()}
    for name, value in empty.items():
        assert _concluded(replace(proof, **{name: value})) is None
    assert _concluded(replace(proof, denominator=())) is None
    assert _concluded(replace(proof, ratio=((), (1,)))) is None
    assert _concluded(replace(proof, ratio=((1, 1), ()))) is None
    assert _concluded(replace(proof, gauge=((), ()))) is None
    assert _concluded(replace(proof, start=10**6)) is None
    assert _concluded(replace(proof, gauge=((0,) * 1000 + (1,), (1,)))) is None


def test_certificates_of_huge_size_are_rejected_at_once() -> None:
    """What would take hours to expand or to iterate is refused before it is begun."""
    proof = _proof(LOG_2)
    first, *others = proof.kernel
    huge: list[dict[str, Any]] = [
        {"index": 10**9},
        {"base": -(10**9)},
        {"kernel": (((0, 1), 10**6, 0), *others)},
        {"kernel": (((0, 1), 1, 10**9), *others)},
        {"kernel": (((0, *(1,) * 300), 2, 0), first, *others)},
        {"primitives": ((*(((),) * 10_000), (1,)), proof.primitives[1])},
    ]
    for changes in huge:
        assert _concluded(replace(proof, **changes)) is None


def test_every_field_is_plain() -> None:
    """Integers and nested tuples of them beside the fraction, so that a certificate is data."""

    def plain(value: object) -> bool:
        return isinstance(value, int) or (isinstance(value, tuple) and all(map(plain, value)))

    proof = _proof(LOG_2)
    assert all(plain(getattr(proof, field.name)) for field in fields(proof) if field.name != "fraction")
