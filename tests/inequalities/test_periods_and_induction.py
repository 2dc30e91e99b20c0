"""Orders between periodic functions on the whole line, and between finite sums by induction."""

from __future__ import annotations

import pytest

from probatum.verifiers import CertificateError, Status, check, judge
from probatum.verifiers.certificates.kinds.induction import InductiveOrder, step
from probatum.verifiers.certificates.kinds.subdivision import PolynomialOrder, Subdivision
from probatum.verifiers.certificates.types import Certificate
from probatum.verifiers.inequalities.periods import is_periodic
from probatum.verifiers.language import expression_text
from probatum.verifiers.language.parser import parse_claim, parse_expression
from tests.inequalities.orders import require_proved, require_refuted

KNOWN = [
    # Fejer's and the classical non-negative trigonometric polynomials (Zygmund, Trigonometric series, III.3).
    ("3 + 4*cos(x) + cos(2*x) >= 0 for x in RR", "2.99 + 4*cos(x) + cos(2*x) >= 0 for x in RR"),
    ("sin(x) + cos(x) <= sqrt(2) for x in RR", "sin(x) + cos(x) < sqrt(2) for x in RR"),
    ("sin(x)^4 + cos(x)^4 >= 1/2 for x in RR", "sin(x)^4 + cos(x)^4 > 1/2 for x in RR"),
    ("3*sin(x) + 4*cos(x) <= 5 for x in RR", "3*sin(x) + 4*cos(x) <= 4.9999 for x in RR"),
    ("cos(x) + cos(2*x) >= -9/8 for x in RR", "cos(x) + cos(2*x) >= -9/8 + 10^(-6) for x in RR"),
    # Sums against integrals; Knopp, Theory and application of infinite series, 14.
    ("sum(1/k^2, k, 1, n) <= 2 - 1/n for n in NN, n >= 1", "sum(1/k^2, k, 1, n) < 2 - 1/n for n in NN, n >= 1"),
    ("sum(1/sqrt(k), k, 1, n) < 2*sqrt(n) for n in NN, n >= 1",
     "sum(1/sqrt(k), k, 1, n) < 2*sqrt(n) - 1 for n in NN, n >= 1"),
    ("sum(1/k, k, 1, n) <= 1 + log(n) for n in NN, n >= 1", "sum(1/k, k, 1, n) < 1 + log(n) for n in NN, n >= 1"),
    ("sum(1/k, k, 1, n) > log(n + 1) for n in NN, n >= 1", "sum(1/k, k, 1, n) > log(n + 2) for n in NN, n >= 1"),
    ("n^4/4 < sum(k^3, k, 1, n) for n in NN, n >= 1", "n^4/4 < sum(k^3, k, 1, n) for n in NN"),
    ("sum(factorial(k), k, 0, n) <= 2*factorial(n) for n in NN, n >= 4",
     "sum(factorial(k), k, 0, n) < 1.1*factorial(n) for n in NN, n >= 4"),
]  # fmt: skip


@pytest.mark.parametrize("claim", [true for true, _ in KNOWN])
def test_a_true_order_is_proved_and_its_certificate_checked_again(claim: str) -> None:
    require_proved(claim)


@pytest.mark.parametrize("claim", [false for _, false in KNOWN])
def test_a_false_order_beside_it_is_refuted_at_a_point(claim: str) -> None:
    require_refuted(claim)


# -- periods ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "periodic"),
    [
        ("sin(3*x + 1)^2/(2 + cos(x))", True),
        ("exp(tan(x))*log(2)", True),
        ("sin(-x + pi/7)", True),
        ("sin(x/2)", False),
        ("x*sin(x)", False),
        ("sin(x^2)", False),
        ("sin(pi*x)", False),
        ("sin(sin(x/2))", False),
        ("sin(2*x + sqrt(x))", False),
        ("sinh(x)", False),
        ("sum(sin(k*x), k, 1, 2)", False),
    ],
)
def test_the_period_is_two_pi(text: str, periodic: bool) -> None:
    assert is_periodic(parse_expression(text), "x") is periodic


def _accepted(claim: str, certificate: Certificate) -> bool:
    try:
        return check(parse_claim(claim), certificate).proved
    except CertificateError:
        return False


def _parts(low: str, high: str, count: int = 16) -> Subdivision:
    points = [low, *(f"{low} + ({high} - ({low}))*{k}/{count}" for k in range(1, count)), high]
    return Subdivision(96, 9, tuple(map(parse_expression, points)))


def test_a_period_is_needed() -> None:
    claim = "sin(x) < 3/2 for x in RR"
    assert _accepted(claim, _parts("-pi", "pi"))
    assert _accepted(claim, _parts("1", "8"))
    assert not _accepted(claim, _parts("0", "pi"))
    assert not _accepted(claim, _parts("0", "6.2831853"))
    assert not _accepted(claim, _parts("pi", "-pi"))
    assert not _accepted("sin(x/2) > -1/2 for x in RR", _parts("0", "2*pi"))
    assert not _accepted("sin(x) + x/100 < 3/2 for x in RR", _parts("-pi", "pi"))
    assert not _accepted("sin(x) < 3/2 for x in CC", _parts("-pi", "pi"))


def test_conditions_are_not_carried_from_one_period_to_another() -> None:
    # x = 0 is left out, 2 pi is not.
    assert not _accepted("cos(x) < 1 for x in RR, x > 0", _parts("0", "2*pi"))
    assert not _accepted("cos(x) < 1 for x in RR, x != 0", _parts("-2*pi", "2*pi"))
    assert not _accepted("sin(x)/sin(x) < 2 for x in RR, x > 0", _parts("0", "2*pi"))


# -- induction ---------------------------------------------------------------------------------------


def test_the_step_is_the_last_term() -> None:
    premise, first = step(parse_claim("2*sum(1/k^2, k, 1, n)/3 + n <= 2 - 1/n for n in NN, n > 1"))
    assert first == 2
    for side, increment in zip(premise.proposition.args, ("2/(3*(n + 1)^2) + 1", "1/n - 1/(n + 1)"), strict=True):
        assert judge(f"{expression_text(side)} = {increment} for n in NN, n >= 1").status is Status.PROVED
    assert premise.conditions == parse_claim("0 < 1 for n in ZZ, n >= 2").conditions


@pytest.mark.parametrize(
    "claim",
    [
        "sum(1/k, k, 1, n) <= 1 + log(n) for n in RR, n >= 1",  # no integer
        "sum(1/k, k, 1, n) <= 1 + log(n) for n in ZZ",  # no first value
        "sum(1/k, k, 3, n) <= 1 + n for n in NN, n >= 1",  # empty for n = 1, and not the last term from 1 to 2
        "sum(n/k, k, 1, n) <= n^2 for n in NN, n >= 1",
        "sum(1/k, k, 1, 2*n) <= n + 1 for n in NN, n >= 1",
        "sum(1/k, k, n, n) <= n + 1 for n in NN, n >= 1",
        "sum(1/k, k, 1, n)^2 <= n^2 for n in NN, n >= 1",
        "sum(sum(1/j, j, 1, k), k, 1, n) <= n^2 for n in NN, n >= 1",
        "sum(1/k, k, 1, n) = n for n in NN, n >= 1",
    ],
)
def test_what_has_no_step_is_refused(claim: str) -> None:
    with pytest.raises(CertificateError):
        step(parse_claim(claim))


@pytest.mark.parametrize(
    "claim",
    [
        "sum(1/k^2, k, 1, n) <= 1.9 - 1/n for n in NN, n >= 1",  # the first value
        "sum(1/k^2, k, 1, n) < 2 - 1/n for n in NN, n >= 1",
        "sum(k, k, 1, n) <= n^2/2 + 100 for n in NN, n >= 1",  # true up to 200
        "sum(1/(k - 5), k, 1, n) < n for n in NN, n >= 1",  # no value from 5 on
        "sum(k^2, k, 1, n) >= n^3/3 + n^2/2 + n/6 + 10^(-9) for n in NN, n >= 1",
    ],
)
def test_a_false_order_of_sums_is_not_accepted(claim: str) -> None:
    premise = judge(step(parse_claim(claim))[0].text).certificate
    candidates = [PolynomialOrder(depth) for depth in range(4)] + ([premise] if premise else [])
    for candidate in candidates:
        assert not _accepted(claim, InductiveOrder(candidate))


def test_the_premise_is_checked() -> None:
    claim = "sum(1/k^2, k, 1, n) <= 2 - 1/n for n in NN, n >= 1"
    assert _accepted(claim, InductiveOrder(PolynomialOrder(1)))
    assert not _accepted(claim, InductiveOrder(_parts("1", "2")))
