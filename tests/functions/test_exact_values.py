"""Values that are known exactly come back exactly; poles, undefined values and values out of reach are errors."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import acb, arb, fmpq, fmpz
from hypothesis import given
from hypothesis import strategies as st

from probatum.verifiers.functions import (
    FUNCTIONS,
    TooLargeError,
    UndefinedValueError,
    UnsupportedArgumentError,
    Value,
)

I = acb(0, 1)  # noqa: E741 - the imaginary unit


def _value(argument: object) -> Value:
    if isinstance(argument, str):
        number = Fraction(argument)
        return fmpq(number.numerator, number.denominator)
    return fmpz(argument) if isinstance(argument, int) else argument  # type: ignore[return-value]


def call(name: str, *args: object) -> Value:
    return FUNCTIONS[name].ball(*map(_value, args))


@pytest.mark.parametrize(
    ("name", "args", "expected"),
    [
        ("exp", (0,), 1), ("log", (1,), 0), ("log", (8, 2), 3), ("log", ("1/9", 3), -2), ("log10", (1000,), 3),
        ("sqrt", ("9/4",), "3/2"), ("sqrt", (0,), 0), ("root", ("27/8", 3), "3/2"), ("sin", (0,), 0), ("cos", (0,), 1),
        ("sinc", (0,), 1), ("acos", (1,), 0), ("acosh", (1,), 0), ("atan", (0,), 0),
        ("floor", ("-7/2",), -4), ("ceil", ("-7/2",), -3), ("ulp", ("3/2", 24), "1/8388608"),
        ("ulp", ("-2/3", 3), "1/8"), ("abs", ("-7/2",), "7/2"), ("sign", (-5,), -1),
        ("sign", (0,), 0), ("arg", (0,), 0), ("arg", (3,), 0), ("re", ("1/2",), "1/2"), ("im", ("1/2",), 0),
        ("max", (1, "3/2", -2), "3/2"), ("min", (1, "3/2", -2), -2), ("atan2", (0, 0), 0), ("atan2", (0, 7), 0),
        ("factorial", (20,), 2432902008176640000), ("gamma", (6,), 120), ("rgamma", (-3,), 0), ("rgamma", (4,), "1/6"),
        ("factorial2", (9,), 945), ("factorial2", (8,), 384), ("factorial2", (-1,), 1), ("factorial2", (-5,), "1/3"),
        ("binomial", (10, 3), 120), ("binomial", (3, 5), 0), ("binomial", (5, -1), 0), ("binomial", (-1, -1), 0),
        ("binomial", (-3, 4), 15), ("binomial", (-3, 3), -10), ("binomial", ("1/2", 3), "1/16"),
        ("binomial", (10**30, 2), 10**30 * (10**30 - 1) // 2),
        ("rising", ("1/2", 4), "105/16"), ("rising", (-2, 5), 0), ("rising", (0, 0), 1), ("rising", (3, -2), "1/2"),
        ("falling", (5, 3), 60), ("falling", ("1/2", 2), "-1/4"), ("falling", (2, 3), 0),
        ("beta", (2, 3), "1/12"), ("harmonic", (4,), "25/12"), ("harmonic", (3, 2), "49/36"), ("harmonic", (4, -1), 10),
        ("barnes_g", (6,), 288), ("barnes_g", (-4,), 0), ("loggamma", (2,), 0), ("log_barnes_g", (3,), 0),
        ("zeta", (0,), "-1/2"), ("zeta", (-1,), "-1/12"), ("zeta", (-2,), 0), ("zeta", (-10**30,), 0),
        ("zeta", (0, "1/3"), "1/6"), ("zeta", (-1, 2), "-13/12"), ("dirichlet_eta", (0,), "1/2"),
        ("dirichlet_eta", (-1,), "1/4"), ("dirichlet_eta", (-10**30,), 0), ("dirichlet_beta", (0,), "1/2"),
        ("dirichlet_beta", (-2,), "-1/2"), ("polylog", (0, "1/3"), "1/2"), ("polylog", (2, 0), 0),
        ("fibonacci", (10,), 55), ("fibonacci", (-8,), -21), ("fibonacci", (-7,), 13), ("lucas", (5,), 11),
        ("bernoulli", (1,), "-1/2"), ("bernoulli", (10,), "5/66"), ("bernoulli", (10**30 + 1,), 0),
        ("bernoulli", (2, "1/2"), "-1/12"), ("euler_number", (4,), 5), ("euler_number", (1, "3/2"), 1),
        ("bell", (5,), 52), ("partitions", (100,), 190569292), ("partitions", (-1,), 0),
        ("stirling1", (5, 2), -50), ("stirling2", (5, 2), 15), ("catalan_number", (5,), 42),
        ("gcd", (12, -18), 6), ("gcd", (0, 0), 0), ("gcd", (-4,), 4), ("lcm", (4, 6, -10), 60), ("lcm", (0, 5), 0),
        ("totient", (-36,), 12), ("totient", (0,), 0), ("moebius", (30,), -1), ("moebius", (12,), 0),
        ("divisor_sigma", (6,), 12), ("divisor_sigma", (6, 2), 50), ("divisor_sigma", (6, -1), 2),
        ("prime", (1,), 2), ("prime", (5,), 11), ("prime", (6,), 13), ("prime", (10**6,), 15485863),
        ("primepi", (10**6,), 78498), ("primepi", ("5/2",), 1), ("jacobi_symbol", (2, 15), 1),
        ("jacobi_symbol", (-1, 7), -1),
        ("hyp2f1", (-2, 1, 3, "1/2"), "17/24"), ("hyp1f1", (-1, -2, 3), "5/2"), ("hyp3f2", (1, 2, 3, 4, 5, 0), 1),
        ("legendre", (3, "1/2"), "-7/16"), ("legendre", (-4, "1/2"), "-7/16"), ("legendre", (0, 7), 1),
        ("chebyt", (3, "1/2"), -1), ("chebyt", (-3, "1/2"), -1), ("chebyu", (3, "1/2"), -1), ("chebyu", (-1, 5), 0),
        ("chebyu", (-2, 5), -1), ("hermite", (3, "1/2"), -5), ("laguerre", (2, "1/2"), "1/8"),
        ("laguerre", (2, 1, "1/2"), "13/8"), ("gegenbauer", (2, 1, "1/2"), 0), ("jacobi", (1, 1, 2, "1/2"), "3/4"),
        ("jacobi", (2, 0, 0, "1/2"), "-1/8"), ("spherharm", (1, 2, 1, 1), 0),
        ("erf", (0,), 0), ("erfc", (0,), 1), ("li", (0,), 0), ("si", (0,), 0), ("expint", (3, 0), "1/2"),
        ("besselj", (0, 0), 1), ("besselj", (3, 0), 0), ("besselj", (1, 0, 1), "1/2"), ("besseli", ("1/2", 0), 0),
        ("spherical_jn", (0, 0), 1), ("elliptic_e", (1,), 1), ("elliptic_f", (0, 1), 0), ("agm", (0, I), 0),
        ("agm", (7, 7), 7), ("lambertw", (0,), 0), ("jacobi_theta", (1, 0, I), 0), ("jacobi_theta", (3, 0, I, 1), 0),
        ("weierstrass_sigma", (3, I), 0), ("eisenstein_g", (5, I), 0), ("carlson_rg", (0, 0, 0), 0),
    ],
)  # fmt: skip
def test_exact_value(name: str, args: tuple[object, ...], expected: object) -> None:
    value, wanted = call(name, *args), _value(expected)
    if name in ("expint", "besselj") and isinstance(value, arb):
        assert value.overlaps(arb(wanted))
        assert value.rad() < 1e-15
    else:
        assert isinstance(value, (fmpz, fmpq))
        assert value == wanted


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("log", (0,)), ("log", (5, 1)), ("log1p", (-1,)), ("cot", (0,)), ("csch", (0,)), ("atanh", (1,)),
        ("asec", (0,)),
        ("root", (2, 0)), ("root", (2, "1/2")), ("floor", (I,)), ("ulp", (0, 24)), ("ulp", (1, 0)),
        ("ulp", (I, 24)), ("max", (1, I)),
        ("gamma", (0,)), ("gamma", (-3,)), ("factorial", (-1,)), ("factorial2", (-2,)), ("loggamma", (-1,)),
        ("digamma", (0,)), ("polygamma", (1, -2)), ("harmonic", (-1,)), ("beta", (0, 1)), ("rising", (3, -3)),
        ("rising", ("-1/2", "1/2")), ("rising", ("1/3", "-4/3")),
        ("binomial", (-2, "1/2")), ("gammainc_upper", (0, 0)), ("gammainc_lower", (-1, 2)), ("log_barnes_g", (0,)),
        ("zeta", (1,)), ("zeta", (1, "1/2")), ("zeta", (2, 0)), ("polylog", (1, 1)), ("stieltjes", (0, -1)),
        ("stieltjes", (-1,)), ("lerch_phi", (1, 1, "1/2")), ("zetazero", (0,)),
        ("fibonacci", ("1/2",)), ("bernoulli", (-1,)), ("bernoulli", ("1/2",)), ("gcd", (1, "1/2")), ("bell", (-1,)),
        ("prime", (0,)), ("jacobi_symbol", (1, 4)), ("totient", ("1/2",)),
        ("hyp1f1", (1, -2, 3)), ("hyp2f1", (-3, 1, -2, "1/2")), ("hyp2f1", ("1/2", "1/2", 1, 1)), ("hyp0f1", (0, 1)),
        ("hyp3f2", (1, 1, 1, 1, 1, 1)), ("hyperu", ("1/2", 2, 0)), ("legendre_q", (2, 1)),
        ("erfinv", (1,)), ("erfcinv", (0,)), ("ei", (0,)), ("li", (1,)), ("ci", (0,)), ("chi", (0,)),
        ("expint", (1, 0)),
        ("bessely", (0, 0)), ("besselk", (1, 0)), ("besselj", ("-1/2", 0)), ("besselj", (0, 1, -1)),
        ("airyaizero", (0,)),
        ("elliptic_k", (1,)), ("elliptic_pi", (1, "1/2")), ("carlson_rf", (0, 0, 1)), ("carlson_rc", (1, 0)),
        ("carlson_rd", (1, 1, 0)), ("carlson_rj", (1, 1, 1, 0)), ("dedekind_eta", (3,)), ("dedekind_eta", (-I,)),
        ("jacobi_theta", (5, 0, I)), ("jacobi_theta", (1, 0, "1/2")), ("weierstrass_p", (0, I)),
        ("weierstrass_zeta", (-2, I)), ("eisenstein_e", (3, I)), ("eisenstein_g", (1, I)), ("lambertw", (0, 1)),
        ("lambertw", (1, "1/2")),
    ],
)  # fmt: skip
def test_undefined(name: str, args: tuple[object, ...]) -> None:
    with pytest.raises(UndefinedValueError):
        call(name, *args)


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("fibonacci", (arb(3, 1e-10),)), ("gcd", (arb(3, 1e-10), 2)), ("floor", (acb(1, arb(0, 1e-10)),)),
        ("jacobi_theta", (arb(3, 1e-10), 0, I)), ("besselj", (0, 1, arb(1, 1e-10))), ("lambertw", (1, arb(0, 1e-10))),
        ("hyp3f2", ("1/2", "1/2", "1/2", 1, 1, 1)), ("hyp3f2", (1, 1, 1, 2, 2, 2)),
    ],
)  # fmt: skip
def test_unsupported(name: str, args: tuple[object, ...]) -> None:
    with pytest.raises(UnsupportedArgumentError):
        call(name, *args)


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("fibonacci", (10**1000,)), ("bernoulli", (10**1000,)), ("bernoulli", (10**9, "1/2")), ("bell", (10**1000,)),
        ("partitions", (10**1000,)), ("euler_number", (10**9,)), ("stirling2", (10**9, 3)),
        ("totient", (2**400 + 181,)),
        ("moebius", (2**400 + 181,)), ("divisor_sigma", (60, 10**9)), ("prime", (10**12,)), ("primepi", (10**12,)),
        ("polygamma", (10**9, 1)), ("stieltjes", (10**40,)), ("zeta", (acb(0.5, 1e30),)),
        ("zeta", (acb(0.5, 1e9), "1/3")),
        ("polylog", (10**8, "1/2")), ("zetazero", (10**12,)), ("legendre", (10**9, 3)), ("eisenstein_g", (10**6, I)),
        ("jacobi_theta", (1, 0, I, 10**9)), ("besselj", (0, 1, 10**9)), ("root", (2, 10**30)),
    ],
)  # fmt: skip
def test_too_large(name: str, args: tuple[object, ...]) -> None:
    with pytest.raises(TooLargeError):
        call(name, *args)


@pytest.mark.parametrize(
    ("name", "args"),
    [("factorial", (10**12,)), ("gamma", (10**12,)), ("bell", (10**20,)), ("partitions", (10**30,)),
     ("fibonacci", (10**18,)), ("bernoulli", (10**12,)), ("binomial", (10**12, 10**6)), ("chebyt", (10**30, "1/3")),
     ("rising", ("1/2", 10**12))],
)  # fmt: skip
def test_beyond_exact_reach_a_ball_answers(name: str, args: tuple[object, ...]) -> None:
    value = call(name, *args)
    assert isinstance(value, arb)
    assert value.is_finite()


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("sqrt", (2,)), ("log", (3,)), ("asin", ("1/2",)), ("gamma", ("-7/2",)), ("polygamma", (3, "-7/2")),
        ("loggamma", ("1/3",)), ("barnes_g", ("-5/2",)), ("log_barnes_g", ("1/3",)), ("zeta", ("1/2",)),
        ("zeta", ("1/2", "1/3")), ("dirichlet_eta", ("-5/2",)), ("dirichlet_beta", ("1/2",)), ("stieltjes", (1, "1/3")),
        ("polylog", (2, "-7/2")), ("lerch_phi", ("-7/2", 2, "1/3")), ("hyp2f1", ("1/2", "1/3", "1/4", "-7/2")),
        ("legendre_q", (2, "1/3")), ("bessely", ("1/3", 2)), ("besselk", ("1/3", 2)), ("elliptic_k", ("-7/2",)),
        ("elliptic_e", (2, "1/3")), ("elliptic_f", (5, "1/3")), ("elliptic_pi", ("1/3", 5, "1/3")),
        ("carlson_rf", (0, 1, 2)), ("carlson_rc", (2, 1)), ("carlson_rj", (0, 1, 2, 3)), ("ei", ("-7/2",)),
        ("li", ("1/2",)),
        ("lambertw", ("-1/4", -1)), ("agm", ("1/3",)), ("dedekind_eta", (2 * I,)), ("modular_j", (I + fmpq(1, 2),)),
        ("modular_lambda", (2 * I + 1,)), ("eisenstein_g", (2, I)), ("jacobi_theta", (1, "1/3", 2 * I)),
        ("jacobi_theta", (2, I / 4, 2 * I)), ("weierstrass_p", ("1/3", I)), ("weierstrass_zeta", ("1/3", I)),
        ("abs", (I + 1,)), ("arg", (I + 1,)), ("re", (I,)),
    ],
)  # fmt: skip
def test_real_value_is_known_to_be_real(name: str, args: tuple[object, ...]) -> None:
    assert isinstance(call(name, *args), arb)


@given(st.integers(-60, 60), st.integers(-20, 40))
def test_pascal(n: int, k: int) -> None:
    """binomial(n+1, k) = binomial(n, k) + binomial(n, k-1), except at n = -1, k = 0: DLMF 1.2.7."""
    if (n, k) != (-1, 0):
        assert call("binomial", n + 1, k) == call("binomial", n, k) + call("binomial", n, k - 1)


@given(st.integers(-300, 300), st.integers(-300, 300))
def test_fibonacci_addition(m: int, n: int) -> None:
    """F_(m+n) = F_(m+1) F_n + F_m F_(n-1), for negative indices too."""
    assert call("fibonacci", m + n) == call("fibonacci", m + 1) * call("fibonacci", n) + call("fibonacci", m) * call(
        "fibonacci", n - 1
    )


@given(st.fractions(max_denominator=20), st.integers(-12, 12))
def test_rising_recurrence(x: Fraction, n: int) -> None:
    """rising(x, n + 1) = rising(x, n) (x + n) wherever both sides are defined."""
    try:
        left, right = call("rising", str(x), n + 1), call("rising", str(x), n)
    except UndefinedValueError:
        assert x.denominator == 1
        assert n < 0
    else:
        assert left == right * (fmpq(x.numerator, x.denominator) + n)


@given(st.integers(0, 30), st.fractions(min_value=-5, max_value=5, max_denominator=10))
def test_bernoulli_polynomials_sum_powers(n: int, x: Fraction) -> None:
    """B_n(x + 1) - B_n(x) = n x^(n-1): DLMF 24.4.1."""
    power = Fraction(n) * x ** (n - 1) if n else Fraction(0)
    difference = call("bernoulli", n, str(x + 1)) - call("bernoulli", n, str(x))
    assert difference == fmpq(power.numerator, power.denominator)


@given(st.integers(1, 400))
def test_divisor_sums_of_totient_and_moebius(n: int) -> None:
    """The sum of totient(d) over d | n is n, and of moebius(d) it is 1 for n = 1 and else 0: DLMF 27.2.6, 27.2.13."""
    divisors = [d for d in range(1, n + 1) if n % d == 0]
    assert sum(int(call("totient", d)) for d in divisors) == n
    assert sum(int(call("moebius", d)) for d in divisors) == (n == 1)


@given(st.fractions(max_denominator=10**6), st.fractions(max_denominator=10**6))
def test_floor_and_extremes_of_fractions(x: Fraction, y: Fraction) -> None:
    assert call("floor", str(x)) == x.numerator // x.denominator
    assert call("ceil", str(x)) == -(-x.numerator // x.denominator)
    assert call("max", str(x), str(y)) + call("min", str(x), str(y)) == fmpq(x.numerator, x.denominator) + fmpq(
        y.numerator, y.denominator
    )
