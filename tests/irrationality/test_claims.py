"""Claims about irrationality: what is proved, what is refuted, what is conditional, and what is never proved."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probatum.verifiers import CertificateError, Status, judge
from probatum.verifiers.certificates.checker import check
from probatum.verifiers.certificates.documents import read, recheck, verdict_document
from probatum.verifiers.certificates.trees import json_of, tree_of
from probatum.verifiers.certificates.types import IrrationalityMeasure, SmallMeasure
from probatum.verifiers.explanations import explained
from probatum.verifiers.explanations.prose import NOTATIONS
from probatum.verifiers.language import Claim, ClaimError, Expr, claim_latex, claim_mathml
from probatum.verifiers.language.parser import parse_claim
from probatum.verifiers.verdict import Reason, Verdict
from tests.language.strategies import expressions

APERY = "pcf(34*n^3 + 51*n^2 + 27*n + 5, -n^6, n)"
LEGENDRE = "pcf(3*(2*n + 1), -n^2, n)"
RUKHADZE = "integral(x^(7*n)*(1 - x)^(7*n)/(1 + x)^(6*n + 1), x, 0, 1)"

PROVED = {
    # claim: the measure, to the digits that are published
    "mu(e) = 2": "2",
    "mu(e)": "2",
    "mu(e^(2/3)) <= 2": "2",
    "mu(exp(1/7)) = 2": "2",
    "mu(tan(1/5)) = 2": "2",
    "mu(tanh(2/3)) = 2": "2",
    "mu(1/(e^2 - 1)) <= 2": "2",
    "mu(e) <= 2 using pcf(2*(2*n + 1), 1, n)": "2",
    "mu(e^(-2)) = 2": "2",
    "mu(cot(1/2)) = 2": "2",
    "mu(coth(3)) = 2": "2",
    "mu(sqrt(2)) = 2": "2",
    "irrational(golden_ratio)": "2",
    "mu((3 - sqrt(12))/7) <= 2": "2",
    "irrational(1/sqrt(2/3))": "2",
    "mu(pcf(1, 1, n)) = 2": "2",
    "mu(pcf(n + 1, 1, n)) = 2": "2",
    "mu(besseli(0, 2)/besseli(1, 2)) = 2": "2",
    "mu(besselj(1, 2/3)/besselj(0, 2/3)) = 2": "2",
    "mu(besseli(0, 2)/besseli(1, 2)) <= 2 using pcf(n + 1, 1, n)": "2",
    "mu(sqrt(2)*tan(sqrt(2))) = 2": "2",
    "mu(tanh(sqrt(3/2))/sqrt(6)) = 2": "2",
    "mu(sqrt(5)*coth(sqrt(5))) = 2": "2",
    f"mu(log(2)) using {LEGENDRE}": "4.622100832454",
    f"mu(log(2)) <= 4.6222 using {LEGENDRE}": "4.622100832454",
    "mu(log(2)) using integral(x^n*(1 - x)^n/(1 + x)^(n + 1), x, 0, 1)": "4.622100832454",
    f"mu(log(2)) <= 3.8914 using {RUKHADZE}": "3.89139977",
    "mu(log(2)) <= 4.6222": "3.89139977",
    "mu(3*log(2)/5 + 1/7) < 3.8914": "3.89139977",
    "mu(integral(1/(1 + x), x, 0, 1)) <= 3.8914": "3.89139977",
    "mu(log(4/3))": "3.1",
    "irrational(log(2) + log(4))": "3.89139977",
    "mu(pi/sqrt(3)) <= 4.6016": "4.60157912",
    "irrational(2*pi/sqrt(12) + 1/7)": "4.60157912",
    "mu(pi/sqrt(3)) <= 8.31 using pcf(3*(2*n + 1), 3*n^2, n)": "8.309986340155",
    "mu(integral(1/(1 + x^2/3), x, 0, 1)) <= 8.309987": "4.60157912",
    "mu(integral(1/(x^2 - 3*x + 3), x, 0, 1)) <= 4.6016": "4.60157912",
    "mu(atan(1/3))": "6.463416200",
    "mu(acot(3)) < 6.47": "6.463416200",
    "irrational(log(3))": "19.1489035",
    "mu(log(1/9)) < 20": "19.1489035",
    "mu(asinh(3/4)) < 4": "3.89139977",
    "mu(log(8/27))": "3.33206347",
    "mu(integral(1/(8 + x^3), x, 0, 1))": "5.528043857",
    "mu(integral(1/(x^2 + 5*x + 5), x, 0, 1)) < 3.26": "3.2571690",
    "mu(integral(1/(x^2 + 5*x + 5), x, 0, 1)) using "
    "integral(x^n*(1 - x)^n/(x^2 + 5*x + 5)^(n + 1), x, 0, 1)": "3.2571690",
    "mu(pcf(15*(2*n + 1), -5*n^2, n))": "3.2571690",
    "mu(zeta(2)) <= 5.44125": "5.4412425075",
    "mu(zeta(2)) using pcf(11*n^2 + 11*n + 3, n^4, n)": "11.850782191052",
    "irrational(pi)": "10.882485015",
    "mu(pi/sqrt(2)) <= 24": "10.882485015",
    "mu(zeta(3)^(1/3)) < 41": "40.25346",
    "mu(sqrt(e)) = 2": "2",
    "mu(pi^2) <= 5.45": "5.4412425075",
    "irrational(zeta(3))": "13.417820233353",
    f"mu(zeta(3)) <= 13.41783 using {APERY}": "13.417820233353",
    f"mu({APERY}) < 13.42": "13.417820233353",
    "mu(log(2)) < 4.63 using limit(field(x: [[0, -x^2], [1, 6*x + 3]]), from (1), along (1))": "4.622100832454",
    "mu(zeta(3)) <= 8*log(1 + sqrt(2))/(4*log(1 + sqrt(2)) - 3)": "13.417820233353",
}

FALSE_OR_UNKNOWN = [
    "mu(log(2)) <= 3.852", "mu(zeta(2)) <= 5.3868", "mu(zeta(3)) <= 13.28", "mu(pi/sqrt(3)) <= 4.5556",
    "mu(zeta(2)) <= 11.73 using pcf(11*n^2 + 11*n + 3, n^4, n)",
    "mu(pi/sqrt(3)) <= 8.22 using pcf(3*(2*n + 1), 3*n^2, n)", "mu(atan(1/3)) <= 6.3988", "mu(log(3)) <= 18.957",
    f"mu(log(2)) <= 4.57 using {LEGENDRE}", f"mu(zeta(3)) <= 13.28 using {APERY}", "mu(log(2)) = 3",
    f"mu(log(2)) <= 3.852 using {RUKHADZE}", "mu(log(2)) < 3.5", "mu(e) < 2", "mu(e) <= 1.98", "mu(e) = 1.98",
    "mu(pi) <= 7", "mu(pi) <= 10.7737", "irrational(i*pi)",
    "mu(catalan)", "irrational(euler_gamma)", "irrational(zeta(5))", "mu(log(3)) <= 10",
    # Sequences that prove nothing: delta is not positive.
    "mu(4/pi) <= 9 using pcf(2*n + 1, n^2, n)", "irrational(pi) using pcf(2*n + 1, n^2, n)",
    "mu(integral(1/(1 + x^2/2), x, 0, 1))", "mu(log(2)) using pcf(n^2 + 1, n^4, n)",
    "irrational(zeta(3)) using pcf(n^3 + (n + 1)^3, -n^6, n)", "irrational(zeta(3)) using pcf(2*n + 1, n^2, n)",
    "mu(log(2)) using sum(1/(k*2^k), k, 1, oo)", "mu(e) using sum(1/k!, k, 0, oo)",
    "irrational(zeta(3)) using sum((-1)^(k + 1)/(k^3*binomial(2*k, k)), k, 1, oo)",
    "mu(log(2)) using pcf(n^900, n^800, n)", "mu(log(2)) using integral(x^(10^9*n)*(1 - x)^n/(1 + x)^(n + 1), x, 0, 1)",
    # Rational numbers, some of them in disguise.
    "irrational(22/7)", "mu(1/3) <= 5", "mu(log(4)/log(2)) <= 100", "irrational(log(2)/log(8))",
    "irrational(zeta(2)/pi^2)", "mu(2) = 2", "irrational(pcf(2*n + 1, n - 3, n))", "irrational(sqrt(4))",
    "irrational(exp(0))", "irrational(pcf(2, 3, n))", "irrational(tan(pi/4))",
    "irrational(e^(10^9))", "mu(zeta(3) - zeta(3)) <= 14", "irrational(integral(1/(1 + x), x, 0, 0))",
    f"mu(3/2) <= 14 using {APERY}", f"irrational(log(2)) using {APERY}", f"irrational(zeta(3)) using {LEGENDRE}",
    "mu(log(2)) <= i", "mu(i) <= 5", "mu(log(2)) >= 2", "mu(log(2)) <= 5 for x in RR", "mu(oo) = 2",
]  # fmt: skip


def _digits(verdict: Verdict) -> str:
    assert verdict.left is not None
    return verdict.left.real.midpoint


@pytest.mark.parametrize(("claim", "measure"), PROVED.items())
def test_proved_with_the_published_measure(claim: str, measure: str) -> None:
    verdict = judge(claim)
    assert verdict.status is Status.PROVED, verdict
    assert abs(float(_digits(verdict)) - float(measure)) < 10 ** -(len(measure.partition(".")[2]) - 1 or 1)
    assert any(note.startswith("closed form: ") for note in verdict.notes)
    assert {note.partition(":")[0] for note in verdict.notes} >= {"measure", "delta", "growth", "denominators"}


@pytest.mark.parametrize("claim", FALSE_OR_UNKNOWN)
def test_never_proved(claim: str) -> None:
    assert judge(claim).status is not Status.PROVED


@pytest.mark.parametrize(
    "claim", ["irrational(22/7)", "mu(1/3) <= 5", "mu(log(2)) <= 1.99", "mu(e) < 2", "mu(zeta(3)) = 3/2", "mu(2)"]
)
def test_refuted(claim: str) -> None:
    verdict = judge(claim)
    assert verdict.status is Status.REFUTED
    assert isinstance(verdict.certificate, SmallMeasure)
    assert verdict.counterexample is not None


def test_a_refusal_says_why() -> None:
    verdict = judge("mu(4/pi) <= 9 using pcf(2*n + 1, n^2, n)")
    assert (verdict.status, verdict.reason) == (Status.UNDECIDED, Reason.UNSUPPORTED)
    assert "delta = -0.2088" in verdict.message
    assert "no conclusion" in verdict.message
    # Partial sums with the denominators 2^n lcm(1..n): delta = log(2)/(log(2) + 1) - 1.
    assert "delta = -0.5906161" in judge("mu(log(2)) using sum(1/(k*2^k), k, 1, oo)").message
    verdict = judge("mu(integral(1/(1 + x^2/2), x, 0, 1))")
    assert "delta = -0.19" in verdict.message
    verdict = judge(f"mu(log(2)) <= 4.57 using {LEGENDRE}")
    assert "mu <= 4.6221008" in verdict.message


def test_a_pattern_that_was_only_checked_is_a_condition() -> None:
    # A quadratic surd in disguise: q_n is (n+1)! times an integer, which no construction here proves.
    verdict = judge("mu(pcf(7*(2*n + 2), -n*(n + 1), n)) <= 2.001")
    assert verdict.status is Status.CONDITIONAL
    assert "checked for n <= " in verdict.message
    assert any(note.startswith("denominators: CONDITIONAL") for note in verdict.notes)
    assert judge("mu(pcf(7*(2*n + 2), -n*(n + 1), n)) <= 1.99").status is Status.REFUTED


RHIN_VIOLA = (
    "integral(integral(x^(12*n)*(1 - x)^(12*n)*y^(14*n)*(1 - y)^(14*n)/(1 - x*y)^(13*n + 1), x, 0, 1), y, 0, 1)"
)


@pytest.mark.parametrize(
    ("family", "measure"),
    [
        (RHIN_VIOLA, "5.441242507"),
        ("integral(integral((x*y*(1 - x)*(1 - y)/(1 - y*x))^n/(1 - x*y), y, 0, 1), x, 0, 1)", "11.850782191"),
        ("integral(integral(x^(5*n)*(1 - x)^(5*n)*y^(6*n)*(1 - y)^(6*n)/(1 - x*y)^(5*n + 1), x, 0, 1), y, 0, 1)", ""),
    ],
)
def test_families_of_double_integrals(family: str, measure: str) -> None:
    verdict = judge(f"mu(pi^2) using {family}")
    assert verdict.status is Status.PROVED, verdict
    assert float(_digits(verdict)) < 12
    assert not measure or abs(float(_digits(verdict)) - float(measure)) < 1e-8


@pytest.mark.parametrize(
    "family",
    [
        "integral(integral(x^n*(1 - x)^n*y^n*(1 - y)^n/(1 - x*y)^n, x, 0, 1), y, 0, 1)",
        "integral(integral(x^n*(1 - x)^n*y^n*(1 - y)^n/(1 + x*y)^(n + 1), x, 0, 1), y, 0, 1)",
        "integral(integral(x^n*(1 - x)^n*y^n*(1 - y)^n/(1 - x*y)^(n + 1), x, 0, 1), y, 0, 2)",
        "integral(integral(x^(n + 1)*(1 - x)^n*y^n*(1 - y)^n/(1 - x*y)^(n + 1), x, 0, 1), y, 0, 1)",
        "integral(integral(x^(10^9*n)*(1 - x)^n*y^n*(1 - y)^n/(1 - x*y)^(n + 1), x, 0, 1), y, 0, 1)",
        "integral(integral(x^(9*n)*(1 - x)^n*y^n*(1 - y)^n/(1 - x*y)^(n + 1), x, 0, 1), y, 0, 1)",
        "integral(integral(x^n*2^n*(1 - x)^n*y^n*(1 - y)^n/(1 - x*y)^(n + 1), x, 0, 1), y, 0, 1)",
    ],
)
def test_other_double_integrals_prove_nothing(family: str) -> None:
    assert judge(f"mu(zeta(2)) using {family}").status is Status.UNDECIDED


LEGENDRE_FIELD = "field(x: [[0, -x^2], [1, 6*x + 3]])"


@pytest.mark.parametrize(
    ("claim", "status", "words"),
    [
        (f"mu(limit({LEGENDRE_FIELD}, from (1), along (1)))", Status.CONDITIONAL, "mu <= 4.622100832454"),
        ("mu(log(2)) using limit(pFq(2, 1, -1), from (1, 1, 2), along (1, 1, 2))", Status.CONDITIONAL, "mu <= 4.6221"),
        ("mu(log(2)) <= 4.57 using limit(pFq(2, 1, -1), from (1, 1, 2), along (1, 1, 2))", Status.UNDECIDED, "no more"),
        (f"mu(log(3)) using limit({LEGENDRE_FIELD}, from (1), along (1))", Status.UNDECIDED, "related"),
        ("mu(4/pi) using limit(field(x: [[0, x^2], [1, 2*x + 1]]), from (1), along (1))", Status.UNDECIDED,
         "delta = -0.2088"),
        # Both rows are the same up to a factor: a rational limit, whatever the fraction of the recurrence tends to.
        (f"mu(limit({LEGENDRE_FIELD}, from (1), along (1), ([[1, 0], [2, 0]])))", None, ""),
        (f"mu(1/2) using limit({LEGENDRE_FIELD}, from (1), along (1))", Status.REFUTED, ""),
        ("mu(e) using sum(1/k!, k, 0, oo)", Status.UNDECIDED, "delta = 0 is not positive: no conclusion"),
    ],
)  # fmt: skip
def test_trajectories_and_series_as_sources(claim: str, status: Status | None, words: str) -> None:
    verdict = judge(claim)
    if status is None:
        assert verdict.status not in (Status.PROVED, Status.CONDITIONAL)
    else:
        assert verdict.status is status, verdict
    assert words in verdict.message


@pytest.mark.parametrize("claim", PROVED)
def test_documents_travel(claim: str) -> None:
    verdict = judge(claim)
    assert verdict.statement is not None
    assert verdict.certificate is not None
    document = json.loads(json.dumps(verdict_document(verdict.statement, verdict.status, verdict.certificate)))
    assert recheck(read(document)).proved


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("claim", ["mu(e) = 2", f"mu(log(2)) using {LEGENDRE}", "irrational(zeta(3))", "mu(pi^2)",
                                   "mu(log(2)) <= 3.9", "irrational(pi)", "mu(pi/sqrt(3))", "mu(log(2)) < 1",
                                   "mu(log(3))", "mu(zeta(2))", "mu(integral(1/(8 + x^3), x, 0, 1))",
                                   "mu(integral(1/(x^2 + 5*x + 5), x, 0, 1))"])  # fmt: skip
def test_the_whole_argument_is_told(claim: str, notation: str) -> None:
    verdict = judge(claim)
    assert verdict.statement is not None
    assert verdict.certificate is not None
    text = explained(verdict_document(verdict.statement, verdict.status, verdict.certificate), notation)
    if verdict.status is Status.PROVED:
        parts = ("Sequences.", "Denominators.", "Growth", "Conclusion.", "References.", "prime number theorem")
        for part in parts[:-1] if "mu(e)" in claim else parts:
            assert part in text
    else:
        assert "Dirichlet" in text


def test_apery_is_told_with_recurrence_and_certificate() -> None:
    verdict = judge("irrational(zeta(3))")
    assert verdict.statement is not None
    assert verdict.certificate is not None
    text = explained(verdict_document(verdict.statement, verdict.status, verdict.certificate), "text")
    assert "34*n^3" in text
    assert "S(t + 1) - S(t)" in text
    assert "4*log(1 + sqrt(2))" in text
    assert "Perron" in text


@pytest.mark.parametrize(
    "number",
    ["e^(2/3)", "tan(1/5)", "sqrt(3)*tanh(sqrt(3))", "sqrt(7)", "log(2)", "log(9/8)", "log(3)", "pi", "pi^2", "zeta(2)",
     "zeta(3)", "pi/sqrt(3)", "atan(1/3)", "atan(1/239)", "asin(1/3)/sqrt(2)", "besselj(0, 1)/besselj(1, 1)",
     "integral(1/(8 + x^3), x, 0, 1)", "integral(1/(x^2 + 5*x + 5), x, 0, 1)"],
)  # fmt: skip
def test_one_per_cent_less_than_what_is_derived_is_never_proved(number: str) -> None:
    derived = judge(f"mu({number})")
    assert derived.status is Status.PROVED
    bound = Fraction(_digits(derived))
    for factor, status in ((Fraction(99, 100), None), (Fraction(1001, 1000), Status.PROVED)):
        verdict = judge(f"mu({number}) <= {(bound * factor).limit_denominator(10**6)}")
        assert verdict.status is not Status.PROVED if status is None else verdict.status is status
    assert judge(f"mu({number} - {number})").status is not Status.PROVED


BROKEN = [
    ("mu(sqrt(2)*tan(sqrt(2))) <= 2", IrrationalityMeasure("lambert_fractions", (1, 2, 1, 1))),
    ("mu(sqrt(2)*tan(sqrt(2))) <= 2", IrrationalityMeasure("lambert_fractions", (2, 2, 1, 2))),
    ("mu(exp(sqrt(2))) <= 2", IrrationalityMeasure("lambert_fractions", (0, 2, 1, 1))),
    ("mu(log(2)) <= 4.7", IrrationalityMeasure("log_integrals", (2, 1, 1, 1, 1))),
    ("mu(log(2)) <= 4.7", IrrationalityMeasure("log_integrals", (1, 1, 1, 1, 1), (2, 0, 0, 1))),
    ("mu(log(2)) <= 4.7", IrrationalityMeasure("log_integrals", (1, 1, 1, 1, 1), (0, 0, 0, 1))),
    ("mu(log(2)) <= 4.6", IrrationalityMeasure("log_integrals", (1, 1, 1, 1, 1))),
    ("mu(log(2)) <= 4.7", IrrationalityMeasure("log_integrals", (1, 1))),
    ("mu(log(2)) <= 4.7", IrrationalityMeasure("no such construction", (1, 1))),
    ("mu(log(2)) <= 4.7", SmallMeasure()),
    ("mu(log(2)) = 2", IrrationalityMeasure("log_integrals", (1, 1, 1, 1, 1))),
    (f"mu(log(2)) <= 4.7 using {APERY}", IrrationalityMeasure("log_integrals", (1, 1, 1, 1, 1))),
    ("irrational(zeta(5))", IrrationalityMeasure("zeta_values", (5,))),
    ("irrational(zeta(5))", IrrationalityMeasure("zeta_values", (3,))),
    ("irrational(0*zeta(3))", IrrationalityMeasure("zeta_values", (3,))),
    ("irrational(pcf(2*n + 1, n^2, n))", IrrationalityMeasure("zeta_values", (3,))),
    ("irrational(pcf(2*n + 1, 1, n)/0)", IrrationalityMeasure("lambert_fractions", (0, 1, 1))),
    ("log(2) < 1", IrrationalityMeasure("log_integrals", (1, 1, 1, 1, 1))),
    ("irrational(log(x)) for x in RR", IrrationalityMeasure("log_integrals", (1, 1, 1, 1, 1))),
    ("mu(i) <= 1", SmallMeasure()),
    ("mu(zeta(2)) <= 5.4412", IrrationalityMeasure("double_integrals", (12, 12, 14, 14, 13, 16, 11, 13, 15, 10))),
    ("mu(zeta(2)) <= 5.4413", IrrationalityMeasure("double_integrals", (12, 12, 14, 14, 13))),
    ("mu(zeta(2)) <= 9", IrrationalityMeasure("double_integrals", (12, 12, 14, 14, 13, 16, 11, 13, 10, 15))),
    ("mu(zeta(3)) <= 9", IrrationalityMeasure("double_integrals", (12, 12, 14, 14, 13))),
    ("mu(log(2)) <= 3.9", IrrationalityMeasure("polynomial_integrals", (6, 1, 7, 2, 3, -4, 1))),
    ("mu(log(2)) <= 3.89", IrrationalityMeasure("polynomial_integrals", (6, 1, 7, 2, 2, -3, 1))),
]


@pytest.mark.parametrize(("claim", "certificate"), BROKEN)
def test_broken_certificates_are_rejected(claim: str, certificate: IrrationalityMeasure | SmallMeasure) -> None:
    with pytest.raises(CertificateError):
        check(parse_claim(claim), certificate)


def test_a_power_is_of_a_real_number_and_multiplies_the_measure() -> None:
    verdict = judge("mu(pi) <= 10.9")
    assert isinstance(verdict.certificate, IrrationalityMeasure)
    assert verdict.certificate.power == 2
    for claim in ("mu(pi) <= 10.88", "mu(-pi) <= 10.9", "irrational(i*pi)"):
        with pytest.raises(CertificateError):
            check(parse_claim(claim), verdict.certificate)


def test_a_proof_of_another_equation_is_rejected() -> None:
    verdict = judge("mu(pi^2) <= 12")
    assert isinstance(verdict.certificate, IrrationalityMeasure)
    assert verdict.certificate.proofs
    for broken in (
        replace(verdict.certificate, image=(5, 0, 0, 1)),
        replace(verdict.certificate, proofs=()),
        replace(verdict.certificate, power=2),
        replace(verdict.certificate, power=0),
    ):
        with pytest.raises(CertificateError):
            check(parse_claim("mu(pi^2) <= 12"), broken)
    with pytest.raises(CertificateError):
        check(parse_claim("mu(pi^2 + 1) <= 12"), verdict.certificate)


@pytest.mark.parametrize("claim", [*PROVED, "mu(x) using limit(F(x), x, 0)", "irrational(f(x))"])
def test_text_and_tree_determine_each_other(claim: str) -> None:
    read_claim = parse_claim(claim)
    assert parse_claim(read_claim.text) == read_claim
    assert r"\mu" in claim_latex(read_claim) or r"\notin" in claim_latex(read_claim)
    assert "μ" in claim_mathml(read_claim) or "∉" in claim_mathml(read_claim)


@settings(deadline=None)
@given(expressions, expressions, expressions, st.sampled_from(["irrational", "mu", "<=", "<", "="]), st.booleans())
def test_every_tree_has_a_text_of_its_own(number: Expr, bound: Expr, source: Expr, form: str, derived: bool) -> None:
    measure = Expr("mu", (number,))
    trees = {"irrational": Expr("irrational", (number,)), "mu": measure}
    tree = trees.get(form, Expr(form, (measure, bound)))
    claim = Claim(Expr("using", (tree, source)) if derived else tree)
    assert parse_claim(claim.text) == claim
    assert tree_of(json_of(claim.proposition)) == claim.proposition


@pytest.mark.parametrize(
    "text",
    ["irrational(1, 2)", "mu() = 2", "1 = 1 using pcf(n, 1, n)", "mu(2) using", "using(1, 2)", "1 + irrational(2) = 3",
     "x = 1 for irrational(x)", "irrational(2) and irrational(3)", "mu(2) using 1 = 1"],
)  # fmt: skip
def test_what_is_not_in_the_language(text: str) -> None:
    with pytest.raises(ClaimError):
        parse_claim(text)


def test_a_measure_within_an_expression_is_not_judged() -> None:
    verdict = judge("mu(log(2)) + 1 < 6")
    assert verdict.status is Status.UNDECIDED
