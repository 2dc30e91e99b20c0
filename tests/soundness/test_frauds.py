"""Claims that agree to many digits and are false, or true only on part of their domain: never PROVED.

Sources: J. M. and P. B. Borwein, *Strange series and high precision fraud*, Amer. Math. Monthly 99 (1992); Bailey,
Borwein, Kapoor, Weisstein, *Ten problems in experimental mathematics*, Amer. Math. Monthly 113 (2006); D. and
J. Borwein, Ramanujan J. 5 (2001); Bradford, Corless, Davenport, Jeffrey, Watt, Ann. Math. Artif. Intell. 36 (2002).
"""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from probatum.verifiers import Options, Reason, Status, judge
from tests.examples.test_database import ENTRIES, Entry

BEYOND_REACH = [
    "sum(floor(n*tanh(pi))/10^n, n, 1, oo) = 1/81",
    "sum(floor(n*exp(pi*sqrt(163/9)))/2^n, n, 1, oo) = 1280640",
    "integral(cos(2*x)*prod(cos(x/n), n, 1, oo), x, 0, oo) = pi/8",
    "integral(sinc(x)*sinc(x/3)*sinc(x/5)*sinc(x/7)*sinc(x/9)*sinc(x/11)*sinc(x/13)*sinc(x/15), x, 0, oo) = pi/2",
]
"""False, and at best undecided today; a later version may refute them."""


@pytest.mark.parametrize("claim", BEYOND_REACH)
@pytest.mark.parametrize("digits", [10, 50])
def test_frauds_beyond_todays_methods_are_not_accepted(claim: str, digits: int) -> None:
    assert judge(claim, Options(digits=digits)).status in (Status.UNDECIDED, Status.REFUTED)


NEAR_IDENTITIES = {
    "exp(pi*sqrt(163)) = 262537412640768744": 29,
    "exp(pi*sqrt(163)) = 640320^3 + 744": 29,
    "exp(pi*sqrt(652)) = 68925893036109279891085639286943768": 44,
    "log(640320^3 + 744)/sqrt(163) = pi": 31,
    "log(5280^3*(236674 + 30303*sqrt(61))^3 + 744)/sqrt(427) = pi": 53,
    "sum(1/(10^(n^2)), n, -oo, oo) = 1 + 2/10 + 2/10^4 + 2/10^9 + 2/10^16 + 2/10^25 + 2/10^36": 49,
    "(1 + sqrt(2))^200 = floor((1 + sqrt(2))^200)": 77,
    "sum(1/n!, n, 0, 40) = e": 50,
    "prod(cos(1/2^n), n, 1, 60) = sin(1)": 37,
    "pcf(1, 1, n) = fibonacci(101)/fibonacci(100)": 42,
    "sqrt(2) = 1.41421356237309504880168872420969807856967187537694807317667973799": 65,
}
"""With the digits to which the sides agree, rounded up."""


@pytest.mark.parametrize("claim", NEAR_IDENTITIES)
@pytest.mark.parametrize("digits", [5, 30, 100, 200])
def test_near_identities_have_no_more_support_than_they_deserve(claim: str, digits: int) -> None:
    verdict = judge(claim, Options(digits=digits))
    assert verdict.status in (Status.REFUTED, Status.SUPPORTED)
    assert verdict.digits <= NEAR_IDENTITIES[claim]
    if digits > NEAR_IDENTITIES[claim]:
        assert verdict.status is Status.REFUTED


def test_agreement_to_millions_of_digits_is_evidence_and_never_a_proof() -> None:
    """`(sum exp(-n^2/10^10)/10^5)^2 = pi` holds to more than 42 billion digits and is false (Borwein, Borwein 1992).

    A cousin with 10^6 in place of 10^10 holds to 4.2 million digits.
    """
    verdict = judge("(sum(exp(-n^2/10^6), n, -oo, oo)/1000)^2 = pi", Options(digits=30))
    assert verdict.status in (Status.SUPPORTED, Status.UNDECIDED)


@pytest.mark.parametrize("count", range(1, 9))
def test_borwein_sinc_sums(count: int) -> None:
    """`sum 1/(2k+1) < 1` for 3, 5, ..., 13 and no longer with 15: where the sinc integrals stop to be pi/2."""
    total = sum((Fraction(1, 2 * k + 1) for k in range(1, count + 1)), Fraction(0))
    verdict = judge(f"sum(1/(2*k + 1), k, 1, {count}) < 1")
    assert verdict.status is (Status.PROVED if total < 1 else Status.REFUTED)
    assert (total < 1) == (count <= 6)


@pytest.mark.parametrize("power", range(1, 9))
def test_sinc_sums_equal_their_integrals_up_to_the_sixth_power(power: int) -> None:
    """`sum sinc^N` is the integral of sinc^N for N <= 6 and not from N = 7 on (Baillie, Borwein, Borwein 2008)."""
    total = sum(
        (Fraction((-1) ** k * math.comb(power, k) * (power - 2 * k) ** (power - 1)) for k in range((power + 1) // 2)),
        Fraction(0),
    ) / (2 ** (power - 1) * math.factorial(power - 1))  # fmt: skip
    verdict = judge(f"sum(sinc(n)^{power}, n, -oo, oo) = ({total})*pi")
    assert verdict.status is (Status.PROVED if power <= 6 else Status.REFUTED)


WITHOUT_DOMAIN = {
    "sqrt(x^2) = x": ("x in RR", "x in RR, x >= 0"),
    "sqrt(z^2) = z": ("z in CC", "z in CC, re(z) > 0"),
    "log(x*y) = log(x) + log(y)": ("x in CC, y in CC, x != 0, y != 0", "x in RR, y in RR, x > 0, y > 0"),
    "atan(x) + atan(1/x) = pi/2": ("x in RR, x != 0", "x in RR, x > 0"),
    "sqrt(z*w) = sqrt(z)*sqrt(w)": ("z in CC, w in CC", "z in RR, w in CC, z > 0"),
    "log(exp(z)) = z": ("z in CC", "z in RR"),
    "asin(sin(x)) = x": ("x in RR", "x in [-1, 1]"),
    "acos(cos(x)) = x": ("x in RR", "x in [0, 3]"),
    "(x^3)^(1/3) = x": ("x in RR", "x in RR, x >= 0"),
    "atan(x) + atan(y) = atan((x + y)/(1 - x*y))": ("x in RR, y in RR, x*y != 1", "x in (-1, 1), y in (-1, 1)"),
    "arg(z*w) = arg(z) + arg(w)": ("z in CC, w in CC, z != 0, w != 0", "z in CC, w in RR, z != 0, w > 0"),
    "totient(n^2 + n + 41) = n^2 + n + 40": ("n in NN", "n in NN, n < 40"),
    "floor(x + y) = floor(x) + floor(y)": ("x in RR, y in RR", "x in ZZ, y in ZZ"),
    "|x + y| = |x| + |y|": ("x in RR, y in RR", "x in RR, y in RR, x > 0, y > 0"),
    "exp(z)^w = exp(z*w)": ("z in CC, w in CC", "z in RR, w in CC"),
}


@pytest.mark.parametrize("identity", WITHOUT_DOMAIN)
def test_identities_without_their_domain_are_refuted(identity: str) -> None:
    everywhere, restricted = WITHOUT_DOMAIN[identity]
    refuted = judge(f"{identity} for {everywhere}")
    assert refuted.status is Status.REFUTED
    assert refuted.counterexample is not None
    assert judge(f"{identity} for {restricted}").status in (Status.SUPPORTED, Status.PROVED)


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ("sum((-1)^n, n, 0, oo) = 1/2", Reason.DIVERGENT),
        ("sum(n, n, 1, oo) = -1/12", Reason.DIVERGENT),
        ("sum(2^n, n, 0, oo) = -1", Reason.DIVERGENT),
        ("sum(1, n, 1, oo) = -1/2", Reason.DIVERGENT),
        ("sum((-1)^n*n!, n, 0, oo) = 0.5963473623", Reason.DIVERGENT),
        ("zeta(1) = euler_gamma", Reason.UNDEFINED_VALUE),
    ],
)
def test_regularised_values_of_divergent_series_are_not_values(claim: str, reason: Reason) -> None:
    verdict = judge(claim)
    assert (verdict.status, verdict.reason) == (Status.INVALID, reason)


def test_a_fraction_whose_numerator_vanishes_ends_there() -> None:
    """`b(3) = 0` makes the fraction `1 + 2/(2 + 1/3)`; the same polynomials go on, and the rest must not count."""
    assert judge("pcf(n + 1, 3 - n, n) = 1 + 2/(2 + 1/3)").status is Status.PROVED
    assert judge("pcf(n + 1, 3 - n, n) = 1 + 2/(2 + 1/(3 + 1/10^40))").status is Status.REFUTED


FRAUDS = [entry for entry in ENTRIES if entry.file == "famous-frauds.yaml"]


@pytest.mark.parametrize("entry", FRAUDS, ids=lambda entry: entry.id)
def test_famous_frauds_of_the_database(entry: Entry) -> None:
    assert judge(entry.claim).status == entry.fields["expect"]
    assert judge(entry.claim, Options(digits=10)).status in (Status.REFUTED, Status.UNDECIDED, Status.SUPPORTED)
