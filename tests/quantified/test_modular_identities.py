"""Identities of theta functions and modular forms: proved from expansions, and nothing beside them is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flint import ctx

from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.certificates.checker import check
from probatum.verifiers.certificates.identities import DomainChecking
from probatum.verifiers.certificates.proofs import CertificateError, Checking, Equation
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.certificates.rules.modular_identity import ModularIdentity
from probatum.verifiers.certificates.rules.modular_value import ModularValue
from probatum.verifiers.certificates.rules.nome_series import NomeSeries
from probatum.verifiers.certificates.types import Identity
from probatum.verifiers.closed import judge_closed
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.identities.facts import Facts
from probatum.verifiers.language import Claim, Expr, parse_claim, parse_expression, symbol
from probatum.verifiers.provers.modular_identities import by_modular_forms
from probatum.verifiers.provers.search import Search
from probatum.verifiers.verdict import Options, Status

TAU, Z = " for tau in HH", " for z in CC, tau in HH"
AXIS = " for tau in HH, re(tau) = 0"


def theta(j: int, tau: str = "tau", z: str = "0") -> str:
    """The theta function as text."""
    return f"jacobi_theta({j}, {z}, {tau})"


TRUE = [
    # (claim, source)
    ("eisenstein_e(4, tau)^3 - eisenstein_e(6, tau)^2 = 1728*modular_delta(tau)" + TAU, "Apostol 1990, section 1.14"),
    ("691*eisenstein_e(12, tau) = 441*eisenstein_e(4, tau)^3 + 250*eisenstein_e(6, tau)^2" + TAU,
     "Apostol 1990, exercise 6.13"),
    ("modular_j(tau) = 1728*eisenstein_e(4, tau)^3/(eisenstein_e(4, tau)^3 - eisenstein_e(6, tau)^2)" + TAU,
     "Apostol 1990, section 1.15"),
    ("modular_j(tau) = 256*(1 - modular_lambda(tau) + modular_lambda(tau)^2)^3/(modular_lambda(tau)^2*"
     "(1 - modular_lambda(tau))^2)" + TAU, "DLMF 23.15.7"),
    ("modular_j(tau) = (dedekind_eta(tau)^24 + 256*dedekind_eta(2*tau)^24)^3/(dedekind_eta(tau)^48*"
     "dedekind_eta(2*tau)^24)" + TAU, "Weber 1908, section 54"),
    (f"{theta(3)}*{theta(3, '3*tau')} = {theta(2)}*{theta(2, '3*tau')} + {theta(4)}*{theta(4, '3*tau')}" + TAU,
     "Legendre 1825"),
    (f"{theta(3, '2*tau')}^4 = (4*eisenstein_e(2, 4*tau) - eisenstein_e(2, tau))/3" + TAU, "Hardy, Wright, 20.11"),
    (f"{theta(3)} = {theta(3, '9*tau')} + exp(pi*i*tau)*jacobi_theta(3, 3*tau, 9*tau)*2" + TAU,
     "the squares by their residues modulo 3"),
    ("dedekind_eta(tau/2)*dedekind_eta((tau + 1)/2)*dedekind_eta(2*tau) = exp(pi*i/24)*dedekind_eta(tau)^3" + TAU,
     "Weber 1908, section 34"),
    ("16*eisenstein_e(4, 2*tau) + eisenstein_e(4, tau/2) + eisenstein_e(4, (tau + 1)/2) = "
     "18*eisenstein_e(4, tau)" + TAU, "the operator T_2, Serre, chapter 7, section 5.5"),
    ("eisenstein_e(4, (2*tau + 1)/(5*tau + 3)) = (5*tau + 3)^4*eisenstein_e(4, tau)" + TAU, "Serre, chapter 7, 2.3"),
    ("eisenstein_e(2, tau/(tau + 1)) = (tau + 1)^2*eisenstein_e(2, tau) + 6*(tau + 1)/(pi*i)" + TAU,
     "Zagier 2008, 2.3"),
    (f"{theta(3, 'tau/(2*tau + 1)')} = exp(pi*i/4)*sqrt((2*tau + 1)/i)*{theta(3)}" + TAU, "DLMF 20.7(viii)"),
    ("jacobi_theta(1, 0, tau, 3)/jacobi_theta(1, 0, tau, 1) = jacobi_theta(2, 0, tau, 2)/jacobi_theta(2, 0, tau) + "
     "jacobi_theta(3, 0, tau, 2)/jacobi_theta(3, 0, tau) + jacobi_theta(4, 0, tau, 2)/jacobi_theta(4, 0, tau)" + TAU,
     "DLMF 20.4.7"),
    ("weierstrass_p(1/2, tau) + weierstrass_p(tau/2, tau) + weierstrass_p((1 + tau)/2, tau) = 0" + TAU, "DLMF 23.3.5"),
    (f"{theta(1, z='x + y')}*{theta(1, z='x - y')}*{theta(4)}^2 = {theta(1, z='x')}^2*{theta(4, z='y')}^2 - "
     f"{theta(4, z='x')}^2*{theta(1, z='y')}^2 for x in CC, y in CC, tau in HH", "Whittaker, Watson, 21.2, example 1"),
    (f"{theta(3, z='z')}*{theta(3, z='z + 1/3')}*{theta(3, z='z - 1/3')} = "
     f"{theta(3, '3*tau', '3*z')}*dedekind_eta(tau)^3/dedekind_eta(3*tau)" + Z, "DLMF 20.7(vi)"),
    ("weierstrass_p(x, tau) - weierstrass_p(y, tau) = -weierstrass_sigma(x + y, tau)*weierstrass_sigma(x - y, tau)/"
     "(weierstrass_sigma(x, tau)^2*weierstrass_sigma(y, tau)^2) for x in CC, y in CC, tau in HH, "
     "weierstrass_sigma(x, tau) != 0, weierstrass_sigma(y, tau) != 0, jacobi_theta(1, x, tau) != 0, "
     "jacobi_theta(1, y, tau) != 0", "DLMF 23.10.3"),
    ("(modular_lambda(tau)*modular_lambda(3*tau))^(1/4) + "
     "((1 - modular_lambda(tau))*(1 - modular_lambda(3*tau)))^(1/4) = 1" + AXIS, "Legendre 1825"),
    ("(modular_lambda(tau)*modular_lambda(7*tau))^(1/8) + "
     "((1 - modular_lambda(tau))*(1 - modular_lambda(7*tau)))^(1/8) = 1" + AXIS, "Guetzlaff 1834"),
    (f"{theta(3, 'i/t')} = sqrt(t)*{theta(3, 'i*t')} for t in RR, t > 0", "Poisson 1823"),
    ("sum(exp(-pi*n^2*t), n, -oo, oo) = sum(exp(-pi*n^2/t), n, -oo, oo)/sqrt(t) for t in RR, t > 0", "Poisson 1823"),
    ("sum(q^(n^2), n, -oo, oo)^4 = sum((-1)^n*q^(n^2), n, -oo, oo)^4 + 16*q*sum(q^(n*(n + 1)), n, 0, oo)^4 "
     "for q in (0, 1)", "Jacobi 1829"),
    ("prod(1 - q^n, n, 1, oo)^3 = sum((-1)^n*(2*n + 1)*q^(n*(n + 1)/2), n, 0, oo) for q in (0, 1)",
     "Jacobi; Hardy, Wright, theorem 357"),
    ("prod((1 - q^(5*n + 1))*(1 - q^(5*n + 4)), n, 0, oo)*prod(1 - q^(5*n), n, 1, oo) = "
     "sum((-1)^n*q^(n*(5*n + 3)/2), n, -oo, oo) for q in (0, 1)", "Hardy, Wright, theorem 356"),
    ("sum(exp(2*pi*i*n^2*tau), n, -oo, oo)^4 = 1 + 8*sum(n*exp(2*pi*i*n*tau)/(1 - exp(2*pi*i*n*tau)), n, 1, oo) - "
     "32*sum(n*exp(8*pi*i*n*tau)/(1 - exp(8*pi*i*n*tau)), n, 1, oo)" + TAU, "Jacobi; Hardy, Wright, theorem 386"),
    ("(1 + 240*sum(n^3*exp(2*pi*i*n*tau)/(1 - exp(2*pi*i*n*tau)), n, 1, oo))^2 = "
     "1 + 480*sum(n^7*exp(2*pi*i*n*tau)/(1 - exp(2*pi*i*n*tau)), n, 1, oo)" + TAU, "Serre, chapter 7, section 4.2"),
    ("prod(1 + exp(2*pi*i*n*tau), n, 1, oo)*prod(1 - exp(2*pi*i*(2*n - 1)*tau), n, 1, oo) = 1" + TAU,
     "Euler; Hardy, Wright, theorem 344"),
]  # fmt: skip

NOT_PROVED = [
    # other coefficients, weights and multipliers
    "eisenstein_e(4, tau)^3 - eisenstein_e(6, tau)^2 = 1727*modular_delta(tau)" + TAU,
    "eisenstein_e(12, tau) = eisenstein_e(4, tau)^3" + TAU,
    "eisenstein_e(4, tau) = eisenstein_e(6, tau)" + TAU,
    "dedekind_eta(tau + 1) = dedekind_eta(tau)" + TAU,
    "dedekind_eta(-1/tau) = sqrt(tau)*dedekind_eta(tau)" + TAU,
    "dedekind_eta(-1/tau) = -sqrt(-i*tau)*dedekind_eta(tau)" + TAU,
    f"{theta(3)}*{theta(3, '5*tau')} = {theta(2)}*{theta(2, '5*tau')} + {theta(4)}*{theta(4, '5*tau')}" + TAU,
    "eisenstein_e(2, -1/tau) = tau^2*eisenstein_e(2, tau)" + TAU,
    f"{theta(1, z='x + y')}*{theta(1, z='x - y')}*{theta(4)}^2 = {theta(1, z='x')}^2*{theta(4, z='y')}^2 + "
    f"{theta(4, z='x')}^2*{theta(1, z='y')}^2 for x in CC, y in CC, tau in HH",
    # roots where a branch is crossed or nothing is known of it
    f"sqrt(modular_lambda(tau)) = {theta(2)}^2/{theta(3)}^2" + TAU,
    "dedekind_eta(tau)^12 = sqrt(modular_delta(tau))" + TAU,
    "(modular_lambda(tau)*modular_lambda(3*tau))^(1/4) + ((1 - modular_lambda(tau))*(1 - modular_lambda(3*tau)))^(1/4) "
    "= 1 for tau in HH, re(tau) = 1",
    f"{theta(3, '-1/tau')}/sqrt(i*tau) = {theta(3)}*exp(-pi*i/2)" + TAU,
    # series
    "sum(q^(n^2), n, -oo, oo)^4 = sum((-1)^n*q^(n^2), n, -oo, oo)^4 + 16*sum(q^(n*(n + 1)), n, 0, oo)^4 "
    "for q in (0, 1)",
    "prod(1 - q^n, n, 1, oo) = sum((-1)^n*q^(n*(3*n - 1)/2), n, 0, oo) for q in (0, 1)",
    "prod(1 - q^n, n, 1, oo) = sum((-1)^n*q^(n*(3*n - 1)/2), n, -oo, oo) for q in (0, 2)",
    "sum(q^(n^2), n, 1, oo) = sum(q^(n^2), n, -oo, oo)/2 for q in (0, 1)",
    "sum((-1)^n*q^(n^2), n, -oo, oo) = sum(q^(n^2), n, -oo, oo) for q in (0, 1)",
    "sum(exp(-n^2*t), n, -oo, oo) = sqrt(pi/t)*sum(exp(-pi*n^2/t), n, -oo, oo) for t in RR, t > 0",
    # values that do not exist
    "eisenstein_e(4, tau)/eisenstein_e(4, tau) = 1" + TAU,
    f"{theta(1, z='z')}/{theta(1, z='z')} = 1" + Z,
    "weierstrass_p(z, tau) = weierstrass_p(z, tau) + eisenstein_e(4, tau)^2 - eisenstein_e(8, tau)" + Z,
    "eisenstein_e(4, tau)*0 = eisenstein_e(3, tau)*0" + TAU,
    "jacobi_theta(5, 0, 2*tau + 1)*0 = 0*jacobi_theta(3, 0, tau)" + TAU,
]  # fmt: skip


SERIES = [
    ("sum(exp(-pi*(n + 3)^2), n, -2, oo)", True),
    ("sum((-1)^n*n^3*exp(-pi*(n + 3/2)^2), n, -oo, oo)", True),
    ("sum((-1)^n*n^2*exp(-pi*(n + 5)^2), n, -oo, oo)", True),
    ("sum(exp(n/3 - n^2), n, -oo, oo)", True),
    ("sum((i/2)^(n^2), n, -oo, oo)", True),
    ("sum(n^2*exp(-pi*n^2), n, 2, oo)", True),
    ("prod((1 + exp(-pi*(3*n + 1)))^2*(1 + exp(-pi*(3*n + 2)))^2, n, 0, oo)", True),
    ("prod(1/((1 - 1/2^(5*n + 1))*(1 - 1/2^(5*n + 4))), n, 0, oo)", True),
    ("prod(1 - (-1/2)^n, n, 1, oo)", True),
    ("sum(n*exp(-pi*n^2), n, 0, oo)", False),  # not the same at n and -n
    ("sum(exp(-pi*n^3), n, 0, oo)", False),
    ("sum(exp(pi*n^2), n, -oo, oo)", False),
    ("sum(exp(i*n^2), n, -oo, oo)", False),
    ("prod(1 - 1/2^n, n, 0, oo)", False),
    ("prod(1 - 1/3^n - 1/9^n, n, 1, oo)", False),
    ("prod(1 - 2^n, n, 1, oo)", False),
]


@pytest.mark.parametrize(("text", "known"), SERIES)
def test_series_of_powers_of_a_nome(text: str, known: bool) -> None:
    """What is concluded has the value of the series, by enclosures of both."""
    series = parse_expression(text)
    try:
        equation = Checking(RULES).conclude(NomeSeries(series))
    except CertificateError:
        assert not known
        return
    assert known
    with ctx.workprec(128):
        values = [complex_(evaluate(side, {})) for side in (equation.left, equation.right)]
        assert values[0].overlaps(values[1])
        assert all(value.rad() < 1e-20 for value in values)


@pytest.mark.parametrize(("text", "conditions", "known"), [
    ("1 - exp(2*pi*i*n*tau)", "tau in HH, n in ZZ, n >= 1", True),
    ("1 + exp(2*pi*i*n*tau)", "tau in HH, n in ZZ, n >= 1", True),
    ("1 - exp(2*pi*i*n*tau)", "tau in HH, n in ZZ, n >= 0", False),
    ("1 + exp(pi*i*n*tau)", "tau in CC, n in ZZ, n >= 1", False),
    ("1 - exp(2*pi*i*x)", "x in RR, x not in ZZ", True),
    ("1 + exp(2*pi*i*x)", "x in RR, x not in ZZ", False),
    ("1 - exp(4*pi*i*x)", "x in RR, x not in ZZ", False),
    ("1 + exp(2*pi*i*n)", "n in ZZ", True),
    ("1 + exp(pi*i*n)", "n in ZZ", False),
    ("1 - exp(2*pi*n*tau)", "tau in HH, n in ZZ, n >= 1", False),
])  # fmt: skip
def test_exponentials_other_than_roots_of_unity(text: str, conditions: str, known: bool) -> None:
    facts = Facts(parse_claim(f"0 = 0 for {conditions}").conditions)
    assert facts.is_nonzero(parse_expression(text)) is known


@pytest.mark.parametrize(("text", "conditions", "known"), [
    ("jacobi_theta(2, 0, tau)", "tau in HH, re(tau) = 0", True),
    ("jacobi_theta(4, 0, 3*i*t)", "t in RR, t > 0", True),
    ("dedekind_eta(tau)", "tau in HH, re(tau) = 0", True),
    ("1 - modular_lambda(tau)", "tau in HH, re(tau) = 0", True),
    ("modular_lambda(tau) - 1", "tau in HH, re(tau) = 0", False),
    ("jacobi_theta(1, 0, tau)", "tau in HH, re(tau) = 0", False),
    ("jacobi_theta(3, 1/2 + tau/2, tau)", "tau in HH, re(tau) = 0", False),
    ("jacobi_theta(3, 0, tau)", "tau in HH", False),
    ("jacobi_theta(3, 0, tau + 1)", "tau in HH, re(tau) = 0", False),
    ("dedekind_eta(tau)", "tau in HH, re(tau) = 1", False),
    ("dedekind_eta(tau)", "tau in HH, re(tau) >= 0", False),
])  # fmt: skip
def test_signs_on_the_imaginary_axis(text: str, conditions: str, known: bool) -> None:
    facts = Facts(parse_claim(f"0 = 0 for {conditions}").conditions)
    assert facts.is_positive(parse_expression(text)) is known


def proofs(text: str, net: bool) -> Iterator[Equation | None]:
    """What the proofs that are offered for a claim conclude, None for nothing; with trial at points or without."""
    claim = parse_claim(text)
    checking = DomainChecking(claim.conditions)
    if not net:
        checking._require_agreement = lambda equation: None  # type: ignore[method-assign]
    left, right = claim.proposition.args
    for proof in by_modular_forms(left, right, checking, Search(5_000)):
        try:
            yield checking.conclude(proof)
        except CertificateError:
            yield None


@pytest.mark.parametrize(("text", "_source"), TRUE, ids=[text for text, _ in TRUE])
def test_known_identities_are_proved(text: str, _source: str) -> None:
    claim = parse_claim(text)
    assert Equation(*claim.proposition.args) in list(proofs(text, net=True))


@pytest.mark.parametrize("text", NOT_PROVED)
def test_the_rule_alone_concludes_nothing_false(text: str) -> None:
    """Without the trial at points below the rules."""
    assert not any(proofs(text, net=False))


def concluded(proof: ModularIdentity, conditions: str) -> Equation | None:
    """What a proof made by hand concludes without the trial at points."""
    checking = DomainChecking(parse_claim(f"0 = 0 for {conditions}").conditions)
    checking._require_agreement = lambda equation: None  # type: ignore[method-assign]
    try:
        return checking.conclude(proof)
    except CertificateError:
        return None


def test_the_variable_is_one_in_the_upper_half_plane() -> None:
    sides = parse_expression("dedekind_eta(tau)^24"), parse_expression("modular_delta(tau)")
    assert concluded(ModularIdentity(*sides, "tau"), "tau in HH")
    assert concluded(ModularIdentity(*sides, "tau"), "tau in CC, im(tau) > 1")
    assert not concluded(ModularIdentity(*sides, "tau"), "tau in CC")
    assert not concluded(ModularIdentity(*sides, "tau"), "tau in CC, im(tau) < 0")
    assert not concluded(ModularIdentity(*sides, "x"), "tau in HH, x in HH")


def test_periods_are_those_of_the_functions() -> None:
    """theta_3(z/2)^2 vanishes twice as often in the lattice of 2 and 2 tau as its values at 4 points tell."""
    left = parse_expression("jacobi_theta(3, z/2, tau)*jacobi_theta(1, z/2, tau)*jacobi_theta(2, z/2, tau)*"
                            "jacobi_theta(4, z/2, tau)*2")  # fmt: skip
    right = parse_expression("jacobi_theta(1, z, tau)*jacobi_theta(2, 0, tau)*jacobi_theta(3, 0, tau)*"
                             "jacobi_theta(4, 0, tau)")  # fmt: skip
    z = symbol("z")
    for periods, known in (((2, 2), True), ((1, 1), False), ((2, 1), False), ((4, 2), True), ((0, 2), False)):
        found = concluded(ModularIdentity(left, right, "tau", ((z, *periods),)), "z in CC, tau in HH")
        assert (found is not None) is known
    assert not concluded(ModularIdentity(left, right, "tau"), "z in CC, tau in HH")
    tau = symbol("tau")
    assert not concluded(ModularIdentity(left, right, "tau", ((z, 2, 2), (tau, 1, 1))), "z in CC, tau in HH")
    assert not concluded(ModularIdentity(left, right, "tau", ((symbol("w"), 2, 2),)), "z in CC, tau in HH")


def test_functions_that_vanish_at_few_points_are_not_0() -> None:
    """theta_1(2 z) is 0 at the four half periods, as many as it has zeros."""
    z, zero = symbol("z"), parse_expression("0")
    double = parse_expression("jacobi_theta(1, 2*z, tau)")
    for periods in ((1, 1), (2, 1), (1, 2), (2, 2), (3, 3)):
        assert not concluded(ModularIdentity(double, zero, "tau", ((z, *periods),)), "z in CC, tau in HH")


def test_divisors_are_seen_not_to_vanish() -> None:
    left, right = (
        parse_expression("1/eisenstein_e(4, tau)"),
        parse_expression("eisenstein_e(4, tau)/eisenstein_e(8, tau)"),
    )
    trivial = ModularIdentity(parse_expression("eisenstein_e(4, tau)"), parse_expression("eisenstein_e(4, tau)"), "tau")
    assert not concluded(ModularIdentity(left, right, "tau", (), (trivial,)), "tau in HH")
    known = "tau in HH, eisenstein_e(4, tau) != 0, eisenstein_e(8, tau) != 0"
    assert concluded(ModularIdentity(left, right, "tau"), known)


CLOSED = [
    "jacobi_theta(3, 0, pi*i)^4 = jacobi_theta(2, 0, pi*i)^4 + jacobi_theta(4, 0, pi*i)^4",
    "jacobi_theta(3, 1/3, i)*jacobi_theta(3, 2/3, i)*jacobi_theta(3, 0, i)*dedekind_eta(3*i) = "
    "jacobi_theta(3, 0, 3*i)*dedekind_eta(i)^3",
    "weierstrass_p(1/2, pi*i) + weierstrass_p(pi*i/2, pi*i) = -weierstrass_p(1/2 + pi*i/2, pi*i)",
    "dedekind_eta(2*i*pi)^2 = dedekind_eta(i*pi)*jacobi_theta(2, 0, i*pi)/2",
    "prod(1 - 1/4^n, n, 1, oo)*prod(1 + 1/2^(2*n - 1), n, 1, oo)^2 = sum(1/2^(n^2), n, -oo, oo)",
    "sum(exp(-pi*n^2), n, -oo, oo) = pi^(1/4)/gamma(3/4)",
    "prod(1 + exp(-pi*(2*n - 1)), n, 1, oo) = 2^(1/4)*exp(-pi/24)",
]


@pytest.mark.parametrize("text", CLOSED)
def test_values_of_identities(text: str) -> None:
    assert judge_closed(parse_claim(text), Options(), lambda event: None).status is Status.PROVED


def test_values_are_of_variables_with_a_place() -> None:
    left, right = parse_expression("jacobi_theta(3, z, tau + 1)"), parse_expression("jacobi_theta(4, z, tau)")
    point, periods = parse_expression("2*i"), ((symbol("z"), 1, 1),)

    def accepted(proof: ModularValue) -> bool:
        try:
            return Checking(RULES).conclude(proof) is not None
        except (CertificateError, ValueError):
            return False

    assert accepted(ModularValue(left, right, "tau", point, periods, (parse_expression("sqrt(2)"),)))
    assert not accepted(ModularValue(left, right, "tau", point, periods, ()))
    assert not accepted(ModularValue(left, right, "tau", point, (), ()))
    assert not accepted(ModularValue(left, right, "tau", parse_expression("2"), periods, (point,)))
    assert not accepted(ModularValue(left, right, "tau", parse_expression("-2*i"), periods, (point,)))
    assert not accepted(ModularValue(left, right, "pi", point, periods, (point,)))
    assert not accepted(ModularValue(left, right, "z", point, periods, (point,)))


def test_a_certificate_is_for_its_claim() -> None:
    text = "dedekind_eta(tau)^24 = modular_delta(tau)" + TAU
    claim = parse_claim(text)
    left, right = claim.proposition.args
    proof = ModularIdentity(left, right, "tau")
    assert check(claim, Identity((proof,))).proved
    other = Claim(Expr("=", (right, left)), claim.conditions)
    with pytest.raises(CertificateError):
        check(other, Identity((proof,)))
