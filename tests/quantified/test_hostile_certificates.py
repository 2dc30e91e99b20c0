"""Certificates made to mislead: each rule holds by itself, also where no point of the domain is looked at."""

from __future__ import annotations

import pytest

from probatum.verifiers.certificates.checker import CertificateError, check
from probatum.verifiers.certificates.identities import DomainChecking
from probatum.verifiers.certificates.proofs import Proof
from probatum.verifiers.certificates.rules.combination import Combination
from probatum.verifiers.certificates.rules.differential import Differential
from probatum.verifiers.certificates.rules.domains import Enlargement
from probatum.verifiers.certificates.rules.induction import Induction, applied
from probatum.verifiers.certificates.rules.telescoping import Telescoping
from probatum.verifiers.certificates.rules.theorem import Instance
from probatum.verifiers.certificates.types import Identity
from probatum.verifiers.conditions.membership import holds
from probatum.verifiers.identities.continuity import is_continuous, is_thick
from probatum.verifiers.identities.convexity import is_connected
from probatum.verifiers.identities.definedness import integrand, is_defined
from probatum.verifiers.identities.expansions import difference
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.language import Claim, Expr, integer, parse_claim, substitute, symbol

ZERO, ONE = integer(0), integer(1)


@pytest.fixture(autouse=True)
def _no_points(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DomainChecking, "_require_agreement", lambda _self, _equation: None)


def expression(text: str) -> Expr:
    return parse_claim(f"{text} = 0").proposition.args[0]


def facts(domain: str) -> Facts:
    return Facts(parse_claim(f"0 = 0 for {domain}").conditions)


def combination(claim: Claim, *premises: Proof) -> Combination:
    left, right = claim.proposition.args
    return Combination(left, right, premises)


def is_refused(claim: Claim, proof: Proof) -> bool:
    try:
        check(claim, Identity((proof,)))
    except CertificateError:
        return True
    return False


@pytest.mark.parametrize(
    "text",
    [
        # At c = 0, -1, ... there is no value: DLMF 15.2.2, 16.2.1.
        "hyp0f1(c, 0*x) = 1 for c in ZZ, x in CC",
        "hyp2f1(1, x, c, 0) = 1 for c in ZZ, x in CC",
    ],
)
def test_a_value_does_not_vouch_for_another_function_with_the_same_normal_form(text: str) -> None:
    claim = parse_claim(text)
    assert is_refused(claim, combination(claim, Combination(expression("chebyt(0, x)"), ONE)))


def test_a_constant_is_no_variable_of_a_larger_domain() -> None:
    """With t in place of pi: the derivatives of t^2 and -2it log(-1) are equal only where log(-1) = it."""
    claim = parse_claim("x*pi^2 = x*(-2*i*pi*log(-1)) for x in RR")
    left, right = claim.proposition.args
    at = Combination(substitute(left, {"pi": ZERO}), substitute(right, {"pi": ZERO}))
    proof = Differential(left, right, "pi", (ZERO, ONE), ZERO, (), (at,), None)
    declared = tuple(Expr("in", (symbol(name), symbol("RR"))) for name in ("x", "pi"))
    assert is_refused(claim, Enlargement(declared, proof))


def test_a_modulus_in_one_sum_is_not_that_in_another() -> None:
    """sqrt(k - 3) - 1 is real for k >= 3; at k = 2 the square of the modulus of i - 1 is 2, its own square is -2i."""
    first = "sum(abs(sqrt(k - 3) - 1)^2, k, 3, n)", "sum((sqrt(k - 3) - 1)^2, k, 3, n)"
    second = "sum(abs(sqrt(k - 3) - 1)^2, k, 0, m)", "sum((sqrt(k - 3) - 1)^2, k, 0, m)"
    domain = "n in ZZ, m in ZZ, n >= 3, m >= 0"
    true = parse_claim(f"{first[0]} = {first[1]} for {domain}")
    assert check(true, Identity((combination(true),))).proved
    false = parse_claim(f"{first[0]} + {second[0]} = {first[1]} + {second[1]} for {domain}")
    assert is_refused(false, combination(false))


def _by_induction_on_n(claim: Claim, premise: Proof) -> Induction:
    """For sides that do not depend on n, so that the conditions that declare k with n are left out of the step."""
    left, right = claim.proposition.args
    operator = Expr("neg", (ONE,)), ONE
    at = Combination(substitute(left, {"n": ZERO}), substitute(right, {"n": ZERO}), (premise,))
    step = Combination(applied(operator, left, "n"), applied(operator, right, "n"), (premise,))
    return Induction(left, right, "n", ZERO, operator, step, (at,), 0)


@pytest.mark.parametrize(
    ("term", "high", "domain"),
    [
        # The bound k is not the k > 3 of the conditions, nor that in the ends.
        ("sign(k - 2)", "m", "n in NN, k in (-n, 10), k > 3, m in NN"),
        ("sign(abs(k) - k)", "ceil(abs(k)) - 1", "n in NN, k in (-n, 10)"),
    ],
)
def test_conditions_on_a_variable_say_nothing_about_a_bound_one_of_its_name(term: str, high: str, domain: str) -> None:
    claim = parse_claim(f"sum({term}, k, 0, {high}) + 0*n = {high} + 1 + 0*n for {domain}")
    step = Combination(difference(expression("k + 1"), symbol("k")), expression(term))
    premise = Telescoping(expression(f"sum({term}, k, 0, {high})"), symbol("k"), step)
    assert is_refused(claim, _by_induction_on_n(claim, premise))


def test_terms_of_a_sum_are_not_those_of_another_range() -> None:
    conditions = (*parse_claim("0 = 0 for n in NN").conditions, Expr(">", (symbol("k_"), integer(3))))
    assert not is_defined(expression("sum(1/k, k, 0, n)"), Facts(conditions))
    assert not is_defined(expression("sum(1/(abs(k) - k), k, 0, ceil(abs(k_)) - 1)"), facts("n in NN"))
    inside = facts("x in RR, x >= 0, y in RR, y > 5")
    assert is_continuous(expression("y^x"), "x", inside)
    assert not is_continuous(expression("sum(y^x, y, 0, 1)"), "x", inside)  # 0^x is not continuous at 0


@pytest.mark.parametrize("container", [("oo", 5), ("oo", "-oo"), (5, "-oo")])
def test_an_interval_without_points_has_none(container: tuple[object, object]) -> None:
    ends = {"oo": symbol("oo"), "-oo": Expr("neg", (symbol("oo"),)), 5: integer(5)}
    interval = Expr("tuple", tuple(ends[end] for end in container))
    assert not facts("x in RR, x < 3").entails(Expr("in", (symbol("x"), interval)))


@pytest.mark.parametrize("domain", ["x in CC, re(x)/i < 1, x != 0", "y in CC, x in CC, re(x)/y < 1, x != 0"])
def test_a_line_without_a_point_is_not_connected(domain: str) -> None:
    assert not is_connected("x", facts(domain))


@pytest.mark.parametrize("domain", ["x in RR, i*x < 1", "x in CC, x < 1, i*x < 1"])
def test_an_order_between_complex_numbers_leaves_isolated_points(domain: str) -> None:
    assert not is_thick(facts(domain).conditions, "x", facts(domain))


def test_a_function_of_too_many_arguments_has_no_value() -> None:
    domain = facts("x in CC, y in CC")
    assert is_defined(expression("sin(x)"), domain)
    assert not is_defined(Expr("sin", (symbol("x"), symbol("y"))), domain)


def test_whether_a_large_number_is_prime_is_not_known() -> None:
    """2^4423 - 1 is prime (Hurwitz 1961)."""
    (condition,) = parse_claim("0 = 0 for n in PP").conditions

    def is_prime(text: str) -> bool | None:
        return holds(substitute(condition, {"n": expression(text)}), {})

    assert is_prime("2^127 - 1") is True
    assert is_prime("2^127 + 1") is False
    assert is_prime("-2^5000") is False
    assert is_prime("2^4423 - 1") is None


@pytest.mark.parametrize(
    "text",
    [
        # At x = 2 pi i and n = 1 the left sides are 1, the right ones -1 and exp(2 pi i/3).
        "sqrt(exp(x))^n = exp(n*x/2) for x in CC, n in ZZ",
        "(exp(x)^(1/3))^n = exp(n*x/3) for x in CC, n in ZZ",
    ],
)
def test_powers_of_a_root_of_an_exponential_are_not_those_of_its_exponent(text: str) -> None:
    false = parse_claim(text)
    assert is_refused(false, combination(false))
    true = parse_claim(text.replace("CC", "RR"))
    assert check(true, Identity((combination(true),))).proved


@pytest.mark.parametrize("power", ["{}^(1/3)", "sqrt({})"])
def test_a_root_in_one_sum_is_not_that_in_another(power: str) -> None:
    """|k| is k for k >= 1, which says nothing about k <= -1: at m = 1 the second sums are a root of -1, and 1."""
    first = f"sum({power.format('abs(k)')}, k, 1, n)"
    second, third = (f"sum({power.format(k)}, k, -m, -1)" for k in ("k", "(-k)"))
    false = parse_claim(f"{first} + {second} = {first} + {third} for n in ZZ, n >= 1, m in ZZ, m >= 1")
    assert is_refused(false, combination(false))
    true = parse_claim(f"{first} = sum({power.format('k')}, k, 1, n) for n in ZZ, n >= 1")
    assert check(true, Identity((combination(true),))).proved


@pytest.mark.parametrize(
    "rest",
    [
        "0*max(i*t, 1)",  # the larger of complex numbers
        "0*dedekind_eta(t)",  # a function of the upper half-plane
        "log(t - t) - log(t - t)",
        "0*sum(k, k, t, 5)",
    ],
)
def test_an_integrand_without_values_has_no_integral(rest: str) -> None:
    premise = Instance("sinc as an integral", (symbol("z"),))
    false = parse_claim(f"integral(cos(z*t) + {rest}, t, 0, 1) = sinc(z) for z in CC")
    assert is_refused(false, combination(false, premise))
    for text in ("cos(z*t)", "cos(t*z) + 0*log(t)"):
        true = parse_claim(f"integral({text}, t, 0, 1) = sinc(z) for z in CC")
        assert check(true, Identity((combination(true, premise),))).proved


def test_what_is_integrated_between_other_ends_says_nothing() -> None:
    """eta(i*t) has values for t > 0 only."""
    given = "x + 0*dedekind_eta(i*t)"
    domain = facts("x in CC")
    assert is_defined(expression(f"integral({given}, t, 0, 1)"), domain, lambda expr: expr.head == "integral")
    assert not is_defined(expression(f"integral({given}, t, -1, 0)"), domain, lambda expr: expr.head == "integral")
    points = {integrand(expression(f"integral({given}, t, {ends})"))[1] for ends in ("0, 1", "-1, 0", "0, oo")}
    assert len(points) == 3
