"""Identities of rational functions: true ones are proved where no denominator vanishes, perturbed ones are refuted."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from probatum.verifiers import CertificateError, Reason, Status, check, judge, parse_claim
from probatum.verifiers.certificates import RationalIdentity
from probatum.verifiers.exact.rational_functions import NotRationalError, expand
from probatum.verifiers.functions import UndefinedValueError
from probatum.verifiers.language import parse_expression

VARIABLES = ("x", "y", "z")
ON_RR = " for x in RR, y in RR, z in RR"
ON_CC = " for x in CC, y in CC, z in CC"

coefficients = st.fractions(-9, 9, max_denominator=5)
monomials = st.tuples(coefficients.filter(bool), st.lists(st.sampled_from(VARIABLES), max_size=3))
polynomials = st.lists(monomials, min_size=1, max_size=4)

Polynomial = list[tuple[object, list[str]]]


def _text(polynomial: Polynomial) -> str:
    return " + ".join("*".join([f"({c})", *names]) for c, names in polynomial)


def _product(left: Polynomial, right: Polynomial) -> str:
    """The product written out term by term."""
    return " + ".join("*".join([f"({a})*({b})", *m, *n]) for a, m in left for b, n in right)


def is_identity(claim: str) -> bool:
    try:
        return check(parse_claim(claim), RationalIdentity()).proved
    except CertificateError:
        return False


@given(polynomials, polynomials)
@settings(max_examples=40, deadline=None)
def test_products_written_out_are_proved(p: Polynomial, q: Polynomial) -> None:
    for domain in (ON_RR, ON_CC):
        verdict = judge(f"({_text(p)})*({_text(q)}) = {_product(p, q)}{domain}")
        assert verdict.status is Status.PROVED
        assert verdict.certificate == RationalIdentity()


@given(polynomials, st.integers(2, 4))
@settings(max_examples=25, deadline=None)
def test_powers_and_factorisations_are_proved(p: Polynomial, n: int) -> None:
    text = f"({_text(p)})"
    cofactor = " + ".join(f"{text}^{k}" for k in range(n))
    assert judge(f"{text}^{n} - 1 = ({text} - 1)*({cofactor}){ON_RR}").status is Status.PROVED


@given(polynomials, polynomials, monomials)
@settings(max_examples=40, deadline=None)
def test_perturbed_identities_are_refuted(p: Polynomial, q: Polynomial, extra: tuple[object, list[str]]) -> None:
    """One more monomial makes the identity false: a monomial is not the zero polynomial."""
    claim = f"({_text(p)})*({_text(q)}) = {_product(p, q)} + {_text([extra])}{ON_RR}"
    verdict = judge(claim)
    assert verdict.status is Status.REFUTED
    assert verdict.counterexample is not None
    assert not is_identity(claim)


@given(polynomials, st.integers(1, 9))
@settings(max_examples=25, deadline=None)
def test_cancelled_denominators_that_never_vanish(p: Polynomial, n: int) -> None:
    text = f"({_text(p)})"
    assert judge(f"{text}*(x^2 + {n})/(x^2 + {n}) = {text}{ON_RR}").status is Status.PROVED
    assert judge(f"{text}*(x^2 + {n})/(x^2 + {n}) = {text}{ON_CC}").status is not Status.PROVED
    assert judge(f"{text}/(x - {n}) = {text}/(x - {n}){ON_RR}").status is not Status.PROVED
    assert judge(f"{text}/(x - {n}) = {text}/(x - {n}){ON_RR}, x != {n}").status is Status.PROVED


@pytest.mark.parametrize(
    ("identity", "domain", "proved"),
    [
        ("x/x = 1", "x in RR", False), ("x/x = 1", "x in RR, x != 0", True), ("x/x = 1", "x in RR, not x = 0", True),
        ("x/x = 1", "x in RR, x > 0", True), ("x/x = 1", "x in RR, 0 < x", True), ("x/x = 1", "x in (0, 1)", True),
        ("x/x = 1", "x in [0, 1]", False), ("x/x = 1", "x in [1, oo)", True), ("x/x = 1", "x in (-oo, 0)", True),
        ("x/x = 1", "x in (-oo, 0]", False), ("x/x = 1", "x in (-1, 1)", False), ("x/x = 1", "x in HH", True),
        ("x/x = 1", "x in PP", True), ("x/x = 1", "x in NN", False), ("x/x = 1", "x in ZZ, x >= 1", True),
        ("x/x = 1", "x in CC, x != 0 or x = 0", False), ("x/x = 1", "x in CC, x != 1", False),
        ("1/(2*x - 1) = -1/(1 - 2*x)", "x in ZZ", True), ("1/(2*x - 1) = -1/(1 - 2*x)", "x in QQ", False),
        ("1/(x^2 - 2) = -1/(2 - x^2)", "x in ZZ", True), ("1/(x^2 - 2) = -1/(2 - x^2)", "x in RR", False),
        ("1/(x^2 + 1) = 1/((x + i)*(x - i))", "x in CC", False),
        ("x^(-1)*x = 1", "x in RR", False), ("x^(-1)*x = 1", "x in RR, x < 0", True),
        ("x^0 = 1", "x in CC", True), ("(1/x)^(-1) = x", "x in RR", False),
        ("(x^2 - y^2)/(x - y) = x + y", "x in CC, y in CC, x != y", True),
        ("(x^2 - y^2)/(x - y) = x + y", "x in CC, y in CC, 2*x - 2*y != 0", True),
        ("(x^2 - y^2)/(x - y) = x + y", "x in RR, y in RR, x < y", True),
        ("(x^2 - y^2)/(x - y) = x + y", "x in RR, y in RR, x <= y", False),
        ("(x^2 - y^2)/(x - y) = x + y", "x in CC, y in CC, x != -y", False),
        ("1/(1 - x*y) = 1/(1 - y*x)", "x in RR, y in RR, x*y != 1", True),
        ("1/(1 - x*y) = 1/(1 - y*x)", "x in RR, y in RR, x*y != 2", False),
        ("1/(x*y) = 1/x*(1/y)", "x in RR, y in RR, x != 0", False),
        ("1/(x*y) = 1/x*(1/y)", "x in RR, y in RR, x != 0, y != 0", True),
        ("x/pi = x*(1/pi)", "x in CC", True), ("x/(pi - 3) = x*(1/(pi - 3))", "x in CC", True),
        ("x/(sqrt(2)^2 - 2) = x/(sqrt(2)^2 - 2)", "x in CC", False),
        ("1/(i^2 + 1) = 1/(i^2 + 1)", "x in RR", False), ("x/(i^4 - 1) - x/(i^4 - 1) = 0", "x in RR", False),
        ("(x + i)*(x - i) = x^2 + 1", "x in CC", True), ("(1 + i)^4*x = -4*x", "x in CC", True),
        ("(sin(x) + cos(x))^2 = sin(x)^2 + 2*sin(x)*cos(x) + cos(x)^2", "x in CC", True),
        ("1/cos(x) = 1/cos(x)", "x in RR", False), ("1/cos(x) = 1/cos(x)", "x in RR, cos(x) != 0", True),
        ("log(x) = log(x)", "x in RR, x > 0", False), ("gamma(x) - gamma(x) = 0", "x in CC", False),
        ("exp(1/x) = exp(1/x)", "x in RR", False), ("zeta(3)*x = x*zeta(3)", "x in CC", True),
        ("zeta(1)*x = x*zeta(1)", "x in CC", False), ("0*log(0)*x = 0", "x in CC", False),
        ("oo - oo = 0", "x in RR", False), ("x + oo = oo + x", "x in RR", False), ("RR = RR", "x in RR", False),
        ("x*ZZ = ZZ*x", "x in RR", False), ("sin(x*oo) = sin(x*oo)", "x in RR", False),
        ("pi + 1 = 1 + pi", "pi in CC", True), ("e^2 = e*e", "e in CC", True), ("i^2 = -1", "i in CC", False),
        ("sum(1/n, n, 1, oo)*x = x*sum(1/n, n, 1, oo)", "x in RR", False),
    ],
)  # fmt: skip
def test_denominators_and_values_on_the_domain(identity: str, domain: str, proved: bool) -> None:
    claim = f"{identity} for {domain}"
    assert is_identity(claim) is proved
    if proved:
        assert judge(claim).status is Status.PROVED


@pytest.mark.parametrize("claim", ["x <= x for x in RR", "x >= x for x in RR", "x != x + 1 for x in RR"])
def test_an_identity_proves_equations_only(claim: str) -> None:
    assert not is_identity(claim)


def test_a_chain_needs_every_link() -> None:
    assert is_identity("(x + 1)^2 = x^2 + 2*x + 1 = 1 + x*(x + 2) for x in CC")
    assert not is_identity("(x + 1)^2 = x^2 + 2*x + 1 = 1 + x*(x + 3) for x in CC")
    assert judge("(x + 1)^2 = x^2 + 2*x + 1 = 1 + x*(x + 3) for x in CC").status is Status.REFUTED


def test_expansion_reports_every_denominator() -> None:
    found = expand(parse_expression("1/x + 2/(y + 1) - 1/(x*y)"), frozenset({"x", "y"}))
    assert sorted(str(d) for d in found.denominators) == ["x0", "x0*x1", "x1 + 1"]


def test_what_cannot_be_expanded_is_refused() -> None:
    for text in ("sqrt(x)", "x^y", "x^100", "x^(1/2)", "sin(1/x)", "(x + y + z + 1)^64", "floor(x)", "oo", "x + NN"):
        with pytest.raises(NotRationalError):
            expand(parse_expression(text), frozenset(VARIABLES))
    for text in ("1/(x - x)", "1/0", "0^(-1)", "(x - x)^(-2)", "1/((x + 1)^2 - x^2 - 2*x - 1)"):
        with pytest.raises(UndefinedValueError):
            expand(parse_expression(text), frozenset(VARIABLES))


def test_a_denominator_that_vanishes_somewhere_is_noted() -> None:
    verdict = judge("x/x = 1 for x in RR")
    assert verdict.status is Status.SUPPORTED
    assert any("denominator" in note for note in verdict.notes)
    assert judge("1/(x - x) = 1 for x in RR").reason is Reason.NO_POINTS


@given(st.integers(2, 40))
@settings(max_examples=15, deadline=None)
def test_powers_beyond_the_bounds_are_not_proved_wrongly(n: int) -> None:
    assume(n > 1)
    assert not is_identity(f"(x + y)^{n} = x^{n} + y^{n} for x in RR, y in RR")
