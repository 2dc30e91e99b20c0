"""Equations between constants: true ones of the literature are proved, false neighbours are not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probatum.verifiers.certificates.checker import check
from probatum.verifiers.certificates.types import Derivation
from probatum.verifiers.language import Expr, parse_claim
from probatum.verifiers.language.expr import BINDERS, integer
from probatum.verifiers.provers.closing import prove
from probatum.verifiers.provers.search import Search

EFFORT = 20_000


def proved(text: str) -> bool:
    """Whether a proof is found that the checker accepts; one that it does not accept fails the test."""
    claim = parse_claim(text)
    proofs = tuple(prove(relation, Search(EFFORT)) for relation in claim.relations)
    if None in proofs:
        return False
    return check(claim, Derivation(256, proofs)).proved


LITERATURE = {
    # Euler 1735-1768; Landen 1780
    "zeta(4) = pi^4/90": "zeta(4) = pi^4/91",
    "zeta(12) = 691*pi^12/638512875": "zeta(12) = 692*pi^12/638512875",
    "zeta(-3) = 1/120": "zeta(-3) = -1/120",
    "dirichlet_beta(5) = 5*pi^5/1536": "dirichlet_beta(5) = 5*pi^5/1537",
    "polylog(2, 1/2) = pi^2/12 - log(2)^2/2": "polylog(2, 1/2) = pi^2/12 - log(2)^2/3",
    "polylog(2, -1) = -pi^2/12": "polylog(2, -1) = pi^2/12",
    "im(polylog(2, i)) = catalan": "im(polylog(2, i)) = -catalan",
    "clausen(pi/2) = catalan": "clausen(pi/2) = 2*catalan",
    # Machin 1706; Gauss 1863; Störmer 1896
    "4*atan(1/5) - atan(1/239) = pi/4": "4*atan(1/5) - atan(1/240) = pi/4",
    "12*atan(1/18) + 8*atan(1/57) - 5*atan(1/239) = pi/4": "12*atan(1/18) + 8*atan(1/57) - 5*atan(1/238) = pi/4",
    "44*atan(1/57) + 7*atan(1/239) - 12*atan(1/682) + 24*atan(1/12943) = pi/4":
        "44*atan(1/57) + 7*atan(1/239) - 12*atan(1/683) + 24*atan(1/12943) = pi/4",
    "log(18) = log(2) + 2*log(3)": "log(18) = 2*log(2) + 2*log(3)",
    "log(-8) = 3*log(2) + pi*i": "log(-8) = 3*log(2) - pi*i",
    "2*acosh(3/2) = log((7 + 3*sqrt(5))/2)": "2*acosh(3/2) = log((7 + 2*sqrt(5))/2)",
    "asin(1/3) + acos(1/3) = pi/2": "asin(1/3) + acos(1/4) = pi/2",
    "i^i = exp(-pi/2)": "i^i = exp(pi/2)",
    "log(2*pi) = log(2) + log(pi)": "log(2*pi) = log(2)*log(pi)",
    "sqrt(2*pi)*sqrt(3*pi) = sqrt(6)*pi": "sqrt(2*pi)*sqrt(3*pi) = sqrt(5)*pi",
    "exp(1/2 + log(3)) = 3*sqrt(e)": "exp(1/2 + log(3)) = 2*sqrt(e)",
    # Gauss 1812, 1813; Legendre 1809
    "gamma(5/2) = 3*sqrt(pi)/4": "gamma(5/2) = 3*sqrt(pi)/5",
    "gamma(1/6) = 2^(-1/3)*sqrt(3/pi)*gamma(1/3)^2": "gamma(1/6) = 2^(-1/3)*sqrt(2/pi)*gamma(1/3)^2",
    "gamma(1/8)/gamma(3/8) = 2^(3/4)*gamma(1/4)*sin(3*pi/8)/sqrt(pi)":
        "gamma(1/8)/gamma(3/8) = 2^(3/4)*gamma(1/4)*sin(pi/8)/sqrt(pi)",
    "beta(1/4, 1/2) = gamma(1/4)^2/sqrt(2*pi)": "beta(1/4, 1/2) = gamma(1/4)^2/sqrt(3*pi)",
    "digamma(1/3) = -euler_gamma - pi/(2*sqrt(3)) - 3*log(3)/2":
        "digamma(1/3) = -euler_gamma + pi/(2*sqrt(3)) - 3*log(3)/2",
    "digamma(3/8) - digamma(5/8) = pi*(1 - sqrt(2))": "digamma(3/8) - digamma(5/8) = pi*(1 + sqrt(2))",
    "polygamma(1, 1/4) = pi^2 + 8*catalan": "polygamma(1, 1/4) = pi^2 - 8*catalan",
    "polygamma(2, 1/3) = -26*zeta(3) - 4*pi^3/sqrt(27)": "polygamma(2, 1/3) = -26*zeta(3) + 4*pi^3/sqrt(27)",
    "polygamma(1, 1/3) + polygamma(1, 2/3) = 4*pi^2/3": "polygamma(1, 1/3) + polygamma(1, 2/3) = 5*pi^2/3",
    "harmonic(1/2) = 2 - 2*log(2)": "harmonic(1/2) = 2 - 3*log(2)",
    "hyp2f1(1/3, 2/3, 3/2, 3/4) = 3*sin(pi/9)*2/sqrt(3)": "hyp2f1(1/3, 2/3, 3/2, 3/4) = 2*sin(pi/9)*2/sqrt(3)",
    "hyp2f1(1/2, 1, 3/2, -1/3) = pi*sqrt(3)/6": "hyp2f1(1/2, 1, 3/2, -1/3) = pi*sqrt(3)/5",
    "besselj(3/2, pi) = sqrt(2)/pi": "besselj(3/2, pi) = sqrt(3)/pi",
    "lambertw(-log(2)/2) = -log(2)": "lambertw(-log(2)/2) = -2*log(2)",
    # Legendre 1811; Gauss 1799; Selberg and Chowla 1967; Borwein and Borwein 1987, table 9.1
    "elliptic_k(1/2) = gamma(1/4)^2/(4*sqrt(pi))": "elliptic_k(1/2) = gamma(1/4)^2/(5*sqrt(pi))",
    "elliptic_k((2 - sqrt(3))/4) = 3^(1/4)*gamma(1/3)^3/(2^(7/3)*pi)":
        "elliptic_k((2 + sqrt(3))/4) = 3^(1/4)*gamma(1/3)^3/(2^(7/3)*pi)",
    "elliptic_k((sqrt(2) - 1)^2) = sqrt(sqrt(2) + 1)*gamma(1/8)*gamma(3/8)/(2^(13/4)*sqrt(pi))":
        "elliptic_k((sqrt(2) - 1)^2) = sqrt(sqrt(2) - 1)*gamma(1/8)*gamma(3/8)/(2^(13/4)*sqrt(pi))",
    "elliptic_k((8 - 3*sqrt(7))/16) = gamma(1/7)*gamma(2/7)*gamma(4/7)/(7^(1/4)*4*pi)":
        "elliptic_k((8 - 3*sqrt(7))/16) = gamma(1/7)*gamma(2/7)*gamma(3/7)/(7^(1/4)*4*pi)",
    "elliptic_e(-1) = sqrt(2)*(gamma(1/4)^2/(8*sqrt(pi)) + pi^(3/2)/gamma(1/4)^2)":
        "elliptic_e(-1) = sqrt(2)*(gamma(1/4)^2/(8*sqrt(pi)) - pi^(3/2)/gamma(1/4)^2)",
    "agm(1, sqrt(2)) = (2*pi)^(3/2)/gamma(1/4)^2": "agm(1, sqrt(2)) = (3*pi)^(3/2)/gamma(1/4)^2",
    "carlson_rf(2, 0, 1) = gamma(1/4)^2/(4*sqrt(2*pi))": "carlson_rf(2, 0, 1) = gamma(1/4)^2/(4*sqrt(3*pi))",
    "carlson_rc(9/4, 2) = log(2)": "carlson_rc(9/4, 2) = log(3)",
    "carlson_rj(2, 3, 3, 3) = carlson_rd(2, 3, 3)": "carlson_rj(2, 3, 3, 3) = carlson_rd(3, 3, 2)",
    # Weber 1908; Ramanujan 1914; Cox 1989, section 12
    "modular_j((1 + sqrt(163)*i)/2) = -640320^3": "modular_j((1 + sqrt(163)*i)/2) = -640321^3",
    "modular_j(sqrt(5)*i) = (50 + 26*sqrt(5))^3": "modular_j(sqrt(5)*i) = (50 - 26*sqrt(5))^3",
    "modular_lambda(sqrt(2)*i) = (sqrt(2) - 1)^2": "modular_lambda(sqrt(2)*i) = (sqrt(2) + 1)^2",
    "dedekind_eta(2*i) = gamma(1/4)/(2^(11/8)*pi^(3/4))": "dedekind_eta(2*i) = gamma(1/4)/(2^(11/8)*pi^(1/4))",
    "jacobi_theta(3, 0, 2*i) = sqrt(2 + sqrt(2))/2*jacobi_theta(3, 0, i)":
        "jacobi_theta(3, 0, 2*i) = sqrt(2 - sqrt(2))/2*jacobi_theta(3, 0, i)",
    "jacobi_theta(2, 0, i) = jacobi_theta(4, 0, i)": "jacobi_theta(2, 0, i) = jacobi_theta(3, 0, i)",
    "eisenstein_e(6, i) = 0": "eisenstein_e(4, i) = 0",
    "eisenstein_e(4, i) = 3*gamma(1/4)^8/(2*pi)^6": "eisenstein_e(4, i) = 2*gamma(1/4)^8/(2*pi)^6",
    # Barnes 1900; Berndt 1972
    "barnes_g(3/2) = sqrt(pi)*barnes_g(1/2)": "barnes_g(3/2) = sqrt(2*pi)*barnes_g(1/2)",
    "stieltjes(0, 1/2) = euler_gamma + 2*log(2)": "stieltjes(0, 1/2) = euler_gamma - 2*log(2)",
}  # fmt: skip
"""True equations with a false neighbour of each."""


@pytest.mark.parametrize("claim", LITERATURE)
def test_an_equation_of_the_literature_is_proved(claim: str) -> None:
    assert proved(claim)


@pytest.mark.parametrize("claim", LITERATURE.values())
def test_a_false_neighbour_is_not_proved(claim: str) -> None:
    assert not proved(claim)


@pytest.mark.parametrize("claim", [
    "exp(pi*sqrt(163)) = 262537412640768744",
    "22*pi^4 = 2143",
    "log(log(2)) = -0.366512920581664327012439158232669469",
    "zeta(5) = 1.03692775514336992633136548645703416805",
    "gamma(1/4) = 3.6256099082219083119306851558676720",
    "sqrt(2) + sqrt(3) = pi",
    "atan(2) + atan(3) = -pi/4",
    "log(-1 - i) + log(-1 + i) = log(2) + pi*i",
    "asin(2) = pi/2",
    "elliptic_k(1/3) = elliptic_k(1/4)",
])  # fmt: skip
def test_a_false_or_unproved_equation_is_not_proved(claim: str) -> None:
    assert not proved(claim)


def test_equal_sides_prove_a_weak_inequality() -> None:
    assert proved("zeta(2) <= pi^2/6")
    assert proved("zeta(2) >= pi^2/6")
    assert not proved("zeta(2) < pi^2/6")


def test_what_is_equal_by_arithmetic_needs_no_theorem() -> None:
    assert proved("zeta(3)*(pi + log(2)) + gamma(1/7) = gamma(1/7) + pi*zeta(3) + log(2)*zeta(3)")
    assert proved("(sqrt(pi) + 1)*(sqrt(pi) - 1) = pi - 1")


def test_a_search_without_effort_finds_nothing_and_says_so() -> None:
    search = Search(3)
    (relation,) = parse_claim("polygamma(2, 1/3) = -26*zeta(3) - 4*pi^3/sqrt(27)").relations
    assert prove(relation, search) is None
    assert search.tried == ["closing: the effort is spent"]


def test_what_remains_is_said() -> None:
    search = Search(EFFORT)
    digits = (
        "1.20205690315959428539973816151144999076498629234049888179227155534183820578631309018645587360933525814619915"
    )
    (relation,) = parse_claim(f"exp(euler_gamma)*zeta(3) = exp(euler_gamma)*{digits}").relations
    assert prove(relation, search) is None
    assert search.tried == ["closing: no relation between the remaining constants is known (exp, zeta)"]


_INTEGERS = st.integers(min_value=1, max_value=12)


def _leaves(expr: Expr) -> int:
    if expr.head in BINDERS:
        return 0
    return int(expr.head == "int") + sum(map(_leaves, expr.args))


def _with_leaf(expr: Expr, place: int, value: int) -> tuple[Expr, int]:
    """The expression with its integer number `place` replaced, and the places left to count."""
    if expr.head == "int":
        return (integer(value), -1) if place == 0 else (expr, place - 1)
    if expr.head in BINDERS:
        return expr, place
    args = []
    for arg in expr.args:
        other, place = _with_leaf(arg, place, value) if place >= 0 else (arg, place)
        args.append(other)
    return Expr(expr.head, tuple(args), expr.value), place


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(LITERATURE)), st.integers(min_value=0, max_value=40), _INTEGERS)
def test_what_is_proved_of_a_mutant_holds_in_balls(claim: str, place: int, value: int) -> None:
    """A mutant that is proved passed the checker, which compares both sides of every step in balls."""
    (relation,) = parse_claim(claim).relations
    if not _leaves(relation):
        return
    mutant, _ = _with_leaf(relation, place % _leaves(relation), value)
    proof = prove(mutant, Search(2_000))
    if proof is not None:
        from probatum.verifiers.balls.comparison import Outcome, compare

        assert compare(mutant, lambda _bits: {}, 50, 512).outcome in (Outcome.AGREE, Outcome.TRUE)
