"""Unification: published equivalences are found and hold, altered ones are rejected."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from flint import fmpz, fmpz_poly
from hypothesis import given
from hypothesis import strategies as st

from probatum.verifiers.certificates.documents import read, recheck, verdict_document
from probatum.verifiers.certificates.proofs import CertificateError, Checking, Proof
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.certificates.rules.transport import Transport
from probatum.verifiers.exact.gauges import folded
from probatum.verifiers.fields.errors import IllFormedFieldError
from probatum.verifiers.fields.limits import fraction_along
from probatum.verifiers.judge import judge
from probatum.verifiers.language import Expr, expression_text, parse_claim, parse_expression
from probatum.verifiers.provers.direction_rates import directions_by_invariant, invariant_of
from probatum.verifiers.provers.search import Search
from probatum.verifiers.provers.transports import equivalences
from probatum.verifiers.provers.unification import Places, prove_through_field, unify
from probatum.verifiers.sequences.fractions import PolynomialFraction, convergent
from probatum.verifiers.unification_reports import Unification, unification_report
from probatum.verifiers.verdict import Reason, Status
from tests.fields.published import SYMMETRIC_PI, ZETA_3

Q = Fraction
AT_MINUS_1, AT_HALF, AT_1 = "pFq(2, 1, -1)", "pFq(2, 1, 1/2)", "pFq(3, 2, 1)"
NEAR_PI = Places(((Q(1), Q(1, 2), Q(3, 2)),))
APERY = "pcf(34*n^3 + 51*n^2 + 27*n + 5, -n^6, n)"


def search() -> Search:
    return Search(20_000)


def first(fraction: str, field: str, places: Places = NEAR_PI) -> Transport:
    found = next(unify(parse_expression(fraction), parse_expression(field), places, search()), None)
    assert found is not None
    return found


def conclude(proof: Proof) -> str:
    equation = Checking(RULES).conclude(proof)
    return f"{expression_text(equation.left)} = {expression_text(equation.right)}"


def equivalence(left: str, right: str) -> Transport:
    return next(equivalences((parse_expression(left), parse_expression(right)), search()))


@pytest.mark.parametrize(
    ("formula", "field", "places"),
    [
        # Raz et al. (2025): formulas for pi in one field
        ("pcf(3*n + 2, -2*n^2 + n, n) = 2/(pi - 2)", AT_MINUS_1, NEAR_PI),
        ("pcf(3*n + 1, -2*n^2 + n, n) = 2/pi", AT_MINUS_1, NEAR_PI),
        # Brouncker's fraction in Gauss's form
        ("pcf(2*n + 1, n^2, n) = 4/pi", AT_HALF, Places()),
        # Apery (1979)
        (f"{APERY} = 6/zeta(3)", ZETA_3, Places(((Q(1), Q(1)),), ((0, 2), (0, 2)))),
        (
            "pcf(11*n^2 + 11*n + 3, n^4, n) = 5/zeta(2)",
            AT_1,
            Places(((Q(1), Q(1), Q(1), Q(2), Q(2)),), ((1, 1), (1, 1), (1, 1), (2, 2), (2, 2))),
        ),
    ],
)
def test_published_formulas_are_proved_through_a_field(formula: str, field: str, places: Places) -> None:
    start = tuple(map(str, places.starts[0])) if places.starts else ()
    found = unification_report(Unification(field, formula, start, places.box), 20_000)
    assert found.image is not None
    assert found.formula is not None
    assert "limit(" in found.image.claim
    assert found.formula.claim == parse_claim(formula).text
    for verdict in (found.image, found.formula):
        assert verdict.status is Status.PROVED
        assert verdict.statement is not None
        assert verdict.certificate is not None
        document = verdict_document(verdict.statement, "PROVED", verdict.certificate)
        assert recheck(read(document)).proved


def test_apery_is_the_diagonal() -> None:
    found = first(APERY, ZETA_3, Places(((Q(1), Q(1)),), ((0, 2), (0, 2))))
    assert found.right.args[2].args == (Expr("int", (), 1), Expr("int", (), 1))


@pytest.mark.parametrize("shift", [1, 2])
def test_tails_of_a_fraction_without_a_known_value_are_equivalent(shift: int) -> None:
    a, b = "n^4 + 1", "n^3 + n"
    tail = f"pcf((n + {shift})^4 + 1, (n + {shift})^3 + n + {shift}, n)"
    whole = f"1 + 2/{tail}" if shift == 1 else f"1 + 2/(2 + 10/{tail})"
    assert judge(parse_claim(f"pcf({a}, {b}, n) = {whole}")).status is Status.PROVED
    assert judge(parse_claim(f"pcf({a}, {b}, n) = {whole} + 1/10^6")).status is Status.REFUTED


def test_equal_elements_up_to_a_factor_are_equivalent() -> None:
    # Lorentzen, Waadeland (1992), II.2, theorem 9, with r(n) = n + 1: a(n) r(n), b(n) r(n) r(n - 1)
    claim = "pcf((n^4 + 1)*(n + 1), (n^3 + n)*n*(n + 1), n) = pcf(n^4 + 1, n^3 + n, n)"
    assert judge(parse_claim(claim)).status is Status.PROVED


def test_the_even_part_of_a_fraction_has_the_same_value() -> None:
    # Lorentzen, Waadeland (1992), II.2.4: 3 + 3/(3 + 6/(3 + ...)) by pairs of terms, with b(n) = n^2 + 2
    b = "((2*n + {})^2 + 2)"
    step, numerator = f"9 + {b.format(1)} + {b.format(2)}", f"-{b.format(0)}*{b.format(1)}"
    claim = f"pcf(3, n^2 + 2, n) = 3 + 9/(pcf({step}, {numerator}, n) - 3)"
    assert judge(parse_claim(claim)).status is Status.PROVED


@given(st.integers(1, 4), st.integers(2, 7), st.lists(st.integers(1, 5), min_size=4, max_size=4))
def test_a_fold_takes_every_kth_convergent(fold: int, last: int, coefficients: list[int]) -> None:
    fraction = PolynomialFraction(fmpz_poly(coefficients[:2]), fmpz_poly(coefficients[2:]))
    whole, multiplier = folded(fraction, fold)
    factor = fmpz(1)
    numbers = [convergent(fraction, 0)[1]]
    for n in range(1, last + 1):
        factor *= multiplier(n)
        numbers.append(factor * convergent(fraction, fold * n)[1])
    for n in range(2, last + 1):
        assert numbers[n] == whole.a(n) * numbers[n - 1] + whole.b(n) * numbers[n - 2]


GAUGE = equivalence("pcf(n^4 + 1, n^3 + n, n)", "pcf((n + 1)^4 + 1, (n + 1)^3 + n + 1, n)")


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"vector": ((1,), (1,))}, "does not take one recurrence"),
        ({"vector": ((), ())}, "exceptional|invertible"),
        ({"ratio": ((), (1,))}, "vanishes"),
        ({"ratio": ((1,), ())}, "vanishes"),
        ({"ratio": ((2,), (1,))}, "does not take one recurrence"),
        ({"ratio": ((-5, 1), (-5, 1))}, "vanishes or has a pole"),
        ({"start": 1}, "moderate size"),
        ({"start": 10**6}, "moderate size"),
        ({"fold": 2}, "does not take one recurrence"),
        ({"fold": 0}, "moderate size"),
        ({"fold": 1000}, "moderate size"),
        ({"bounds": ((1, 1),)}, "exceptional"),
        ({"bounds": ((2, 1), (3, 1))}, "exceptional"),
        ({"bounds": ((-1, 2), (2, 1))}, "exceptional"),
        ({"left": parse_expression("pcf(n^4 + 2, n^3 + n, n)")}, "does not take one recurrence"),
        ({"left": parse_expression("pcf(n^4 + 1, n^3 - n, n)")}, "partial numerator is 0"),
        ({"right": parse_expression("pcf(n^4 + 1, n^3 - 27, n)")}, "partial numerator is 0"),
    ],
)
def test_an_altered_certificate_is_rejected(changed: dict[str, Any], reason: str) -> None:
    conclude(GAUGE)
    with pytest.raises(CertificateError, match=reason):
        conclude(replace(GAUGE, **changed))


@pytest.mark.parametrize(
    "right",
    [
        "limit(pFq(2, 1, 1/2), from (1, 1/2, 3/2), along (0, 0, 1))",  # another field
        "limit(pFq(2, 1, -1), from (1, 1/2, 5/2), along (0, 0, 1))",  # another start
        "limit(pFq(2, 1, -1), from (1, 1/3, 3/2), along (0, 0, 1))",
        "limit(pFq(2, 1, -1), from (1, 1/2, 3/2), along (0, 0, 2))",  # another direction
    ],
)
def test_another_trajectory_is_rejected(right: str) -> None:
    proof = first("pcf(3*n + 2, -2*n^2 + n, n)", AT_MINUS_1)
    assert expression_text(proof.right) == "limit(pFq(2, 1, -1), from (1, 1/2, 3/2), along (0, 0, 1))"
    with pytest.raises(CertificateError, match="does not take one recurrence"):
        conclude(replace(proof, right=parse_expression(right)))


def test_the_exceptional_direction_is_rejected() -> None:
    # 4 A_n/B_n of pcf(3, -2) converges to 2, with B_n = 2^(n+1) - 1: B_n - 2 B_(n-1) = 1 and A_n - 2 A_(n-1) = 1
    # solve the recurrence, but their quotient is 1. The gauge (-2, 1) holds for pcf(3, -2) itself.
    fraction = parse_expression("pcf(3, -2, n)")
    wrong = Transport(fraction, fraction, 1, ((1,), (1,)), ((-2,), (1,)), 2, 8, ((5, 8), (3, 4)))
    with pytest.raises(CertificateError, match="exceptional direction"):
        conclude(wrong)
    right = replace(wrong, vector=((), (1,)))
    assert conclude(right) == "pcf(3, -2, n) = pcf(3, -2, n)"


def test_a_divergent_target_has_no_value() -> None:
    # Complex characteristic roots of equal modulus.
    fraction = parse_expression("pcf(1, -1, n)")
    with pytest.raises(CertificateError):
        conclude(Transport(fraction, fraction, 1, ((1,), (1,)), ((), (1,)), 2, 8, ((1, 2), (3, 4))))


def test_false_formulas_are_not_proved() -> None:
    field, relation = parse_expression(AT_MINUS_1), "pcf(3*n + 2, -2*n^2 + n, n) = {}/(pi - 2)"
    for factor, holds in (("2", True), ("3", False), ("(2 + 1/10^40)", False)):
        claim = parse_claim(relation.format(factor)).proposition
        assert (prove_through_field(claim, field, NEAR_PI, search()) is not None) is holds


def test_a_fraction_of_another_kind_is_not_found() -> None:
    assert next(unify(parse_expression(APERY), parse_expression(SYMMETRIC_PI), Places(), search()), None) is None


@pytest.mark.parametrize(
    ("unification", "reason", "words"),
    [
        (Unification(AT_MINUS_1, "pcf(n, n"), Reason.SYNTAX, r"formula: line 1, column 9.* not closed"),
        (Unification("pFq(2, 1, ", "pcf(n, n, n)"), Reason.SYNTAX, "field: line 1.* expected"),
        (Unification(AT_MINUS_1, "pi"), Reason.ILL_FORMED, "pcf.a, b, n. is wanted"),
        (Unification(AT_MINUS_1, "2*pcf(n, n, n)"), Reason.ILL_FORMED, "write an equation"),
        (Unification(AT_MINUS_1, "pcf(n, n, n) >= 2"), Reason.ILL_FORMED, "pcf.a, b, n. is wanted"),
        (Unification(AT_MINUS_1, "pcf(n, n, n) != 2"), Reason.ILL_FORMED, "an equation with one"),
        (Unification(AT_MINUS_1, "pcf(n, a, n) = 2 for a in NN"), Reason.ILL_FORMED, "without variables"),
        (Unification(AT_MINUS_1, "pcf(n, a, n) = 2"), Reason.UNDEFINED_SYMBOL, "formula: a is neither"),
        (Unification("pFq(3, 2, 2)", "pcf(n, n, n)"), Reason.ILL_FORMED, "rank 2 without parameters"),
        (Unification("pFq(2, 1)", "pcf(n, n, n)"), Reason.ILL_FORMED, "rank 2 without parameters"),
        (Unification("pi", "pcf(n, n, n)"), Reason.ILL_FORMED, "a field is wanted"),
        (Unification(AT_MINUS_1, "pcf(n, n, n)", ("1",)), Reason.ILL_FORMED, "an entry for each of x0, x1, y0"),
        (Unification(AT_MINUS_1, "pcf(n, n, n)", ("1", "pi", "1")), Reason.ILL_FORMED, "start: .*a rational for each"),
        (Unification(AT_MINUS_1, "pcf(n, n, n)", ("1", "1e", "1")), Reason.SYNTAX, "start: "),
        (Unification(AT_MINUS_1, "pcf(n, n, n)", box=((0, 1),)), Reason.ILL_FORMED, "an entry for each"),
        (Unification(AT_MINUS_1, "pcf(n, n, n)", box=((0, 1), (2, 1), (0, 1))), Reason.ILL_FORMED, "side .* is empty"),
        (Unification(AT_MINUS_1, "pcf(n, n, n)", box=((0, 99),) * 3), Reason.LIMIT_EXCEEDED, "at most 60000"),
        (Unification(AT_MINUS_1, "pcf(n, n, n)", box=((10**9, 10**9),) * 3), Reason.LIMIT_EXCEEDED, "400 steps"),
        (Unification(AT_MINUS_1, "pcf(n, n - 4, n)"), None, "no trajectory"),
    ],
)  # fmt: skip
def test_what_cannot_be_unified(unification: Unification, reason: Reason | None, words: str) -> None:
    found = unification_report(unification, 20_000)
    assert (found.image, found.formula, found.reason) == (None, None, reason)
    assert re.search(words, found.message)


def test_an_equation_that_is_false_is_not_proved_through_its_image() -> None:
    false = Unification(AT_MINUS_1, "pcf(3*n + 2, -2*n^2 + n, n) = 2/(pi - 3)", ("1", "1/2", "3/2"))
    found = unification_report(false, 2_000)
    assert found.image is not None
    assert (found.formula, found.reason) == (None, None)
    assert "not proved" in found.message


def test_the_effort_bounds_the_search() -> None:
    found = unification_report(Unification(AT_MINUS_1, "pcf(3*n + 2, -2*n^2 + n, n) = 2/(pi - 2)"), 1)
    assert (found.image, found.formula) == (None, None)
    assert "effort" in found.message


def test_places_fit_the_field() -> None:
    with pytest.raises(IllFormedFieldError, match="an entry for each"):
        list(unify(parse_expression(APERY), parse_expression(ZETA_3), Places(box=((0, 1),)), search()))


@pytest.mark.parametrize(("field", "axes"), [(AT_MINUS_1, 3), (AT_HALF, 3), (ZETA_3, 2)])
def test_the_growth_of_a_direction_is_that_of_its_recurrence(field: str, axes: int) -> None:
    # Among them directions along which a step is singular in the limit, such as (3, 1, 1) where c - b stays.
    known = directions_by_invariant(parse_expression(field), ((0, 3),) * axes)
    found = {direction: invariant for invariant, group in known.items() for direction in group}
    place = ", ".join(f"{k + 1}/7" for k in range(axes))
    for direction in [(3, 1, 1), (1, 0, 0), (0, 1, 1), (1, 2, 3), (2, 1, 0)] if axes == 3 else [(1, 1), (3, 2), (0, 1)]:
        along = ", ".join(map(str, direction))
        image = fraction_along(parse_expression(f"limit({field}, from ({place}), along ({along}))"))
        assert image is not None
        assert found[direction] == invariant_of(image.fraction.a, image.fraction.b)


def test_several_directions_carry_one_formula() -> None:
    fraction, field = parse_expression("pcf(3*n + 2, -2*n^2 + n, n)"), parse_expression(AT_MINUS_1)
    found = list(itertools.islice(unify(fraction, field, NEAR_PI, search()), 2))
    assert len({proof.right for proof in found}) == len(found) == 2
