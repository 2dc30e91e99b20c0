"""Constructions of linear forms: exact small cases, published measures, integrality, growth, and what they refuse."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from flint import arb, ctx, fmpq, fmpq_poly, fmpz, fmpz_poly
from hypothesis import given, settings
from hypothesis import strategies as st

from probatum.verifiers.irrationality.construction import NoConclusionError
from probatum.verifiers.irrationality.constructions import CONSTRUCTIONS, construct
from probatum.verifiers.irrationality.delta import approximation
from probatum.verifiers.irrationality.growth import Recurrence2, perron_rates, root_logarithm
from probatum.verifiers.irrationality.power_integrals import progression_rate
from probatum.verifiers.irrationality.prime_windows import prime_windows
from probatum.verifiers.irrationality.quadratic_units import unit
from probatum.verifiers.irrationality.terms import enclosed
from probatum.verifiers.irrationality.zeta_values import TELESCOPERS, linear_form
from probatum.verifiers.language import expression_text
from probatum.verifiers.language.parser import parse_expression
from probatum.verifiers.sequences.fractions import PolynomialFraction

PUBLISHED = [
    ("lambert_fractions", (0, 1, 2), "2"),  # e: Davis 1978
    ("log_integrals", (1, 1, 1, 1, 1), "4.622100832454"),  # log 2: Alladi, Robinson 1980
    ("log_integrals", (1, 1, 7, 7, 6), "3.89139977"),  # log 2: Rukhadze 1987
    ("power_integrals", (2, 3, 1), "8.309986340155"),  # pi/sqrt(3): Alladi, Robinson 1980
    ("zeta_values", (2,), "11.850782191052"),  # Apéry 1979
    ("zeta_values", (3,), "13.417820233353"),  # Apéry 1979
]


@pytest.mark.parametrize(("name", "parameters", "measure"), PUBLISHED)
def test_published_measures(name: str, parameters: tuple[int, ...], measure: str) -> None:
    found = enclosed(construct(name, parameters).measure)
    assert abs(found - arb(measure)) < arb(10) ** -(len(measure.partition(".")[2]) - 1)


def test_closed_forms_are_the_published_ones() -> None:
    assert expression_text(construct("zeta_values", (3,)).measure) == "8*log(1 + sqrt(2))/(4*log(1 + sqrt(2)) - 3)"
    log_2 = enclosed(construct("log_integrals", (1, 1, 1, 1, 1)).measure)
    growth = (3 + 2 * arb(2).sqrt()).log()
    assert abs(log_2 - 2 * growth / (growth - 1)) < arb(10) ** -14


@pytest.mark.parametrize("k", [1, 2, 3])
@pytest.mark.parametrize("a", range(1, 41))
def test_integrals_with_growth_above_the_denominators_are_proved_and_no_others(k: int, a: int) -> None:
    """With L = log(2a+1+2 sqrt(a^2+a)): mu <= 2L/(L - D), D the rate of the denominators, if and only if L > D.

    D has a part for the primes that divide k, unless they divide a + 1 often enough.
    """
    growth = math.log(2 * a + 1 + 2 * math.sqrt(a * a + a))
    denominators = {1: 1.0, 2: 2.0, 3: 2.25}[k]
    if k == 2:
        denominators += math.log(2) * max(0, 2 - next(e for e in range(9) if (a + 1) % 2 ** (e + 1)))
    if k == 3:
        denominators += math.log(3) * max(0, 1.5 - next(e for e in range(9) if (a + 1) % 3 ** (e + 1)))
    if growth <= denominators:
        with pytest.raises(NoConclusionError, match="delta = -"):
            construct("power_integrals", (k, a, 1))
        return
    found = float(enclosed(construct("power_integrals", (k, a, 1)).measure).mid())
    assert math.isclose(found, 2 * growth / (growth - denominators), rel_tol=1e-9)


def _integral(k: int, u: int, v: int, n: int) -> tuple[fmpq, fmpq]:
    """`(q, p)` with `v^(2n) int_0^1 y^(kn) (1-y^k)^n/(u+v y^k)^(n+1) dy = q J_0 - p`, term by term."""
    values: dict[int, tuple[fmpq, fmpq]] = {-1: (fmpq(1), fmpq(0))}
    for m in range(1, n + 1):
        q, p = values[-m]
        values[-m - 1] = (q * (k * m - 1) / (u * k * m), (p * (k * m - 1) - fmpq(1, (u + v) ** m)) / (u * k * m))
    for m in range(n):
        power = fmpq_poly([fmpq(c) for c in (fmpz_poly([u, v]) ** m).coeffs()])
        values[m] = (fmpq(0), -sum((c / (k * l + 1) for l, c in enumerate(power.coeffs())), fmpq(0)))  # noqa: E741
    q = p = fmpq(0)
    for i in range(n + 1):
        for j in range(n + 1):
            factor = math.comb(n, i) * math.comb(n, j) * (-u) ** (n - i) * (u + v) ** (n - j) * (-1) ** j
            q, p = q + factor * values[i + j - n - 1][0], p + factor * values[i + j - n - 1][1]
    return q, p


@pytest.mark.parametrize(
    ("k", "u", "v"), [(1, 1, 1), (2, 3, 1), (2, 2, 1), (3, 8, 1), (3, 4, 1), (2, 9, -1), (1, 3, 2)]
)
def test_the_forms_are_the_integrals_and_satisfy_their_recurrence(k: int, u: int, v: int) -> None:
    forms = [_integral(k, u, v, n) for n in range(8)]
    found = _recurrence(k, u, v)
    for n in range(1, 7):
        for row in (0, 1):
            assert (
                found.ahead(n) * forms[n + 1][row] + found.here(n) * forms[n][row] + found.behind(n) * forms[n - 1][row]
                == 0
            )
    with ctx.workprec(400):
        y = parse_expression(f"integral(1/({u} + {v}*y^{k}), y, 0, 1)")
        constant = enclosed(y, 400)
        for n, (q, p) in enumerate(forms):
            # 0 < I_n <= (sqrt(u+v) - sqrt(u))^(2n) J_0
            value = arb(q) * constant - arb(p)
            assert 0 < value <= constant * (arb(u + v).sqrt() - arb(u).sqrt()) ** (2 * n) * (1 + arb(2) ** -200)
            assert 0 < q <= arb((arb(u + v).sqrt() + arb(u).sqrt()) ** (2 * n) * (1 + arb(2) ** -200))


def _recurrence(k: int, u: int, v: int) -> Recurrence2:
    from probatum.verifiers.irrationality.jacobi import jacobi_recurrence

    return jacobi_recurrence(k, u, v)


@pytest.mark.parametrize(("k", "u", "v"), [(1, 1, 1), (2, 3, 1), (2, 2, 1), (2, 5, 1), (3, 8, 1), (3, 4, 1), (3, 2, 1)])
def test_the_denominators_divide_what_the_theorem_says(k: int, u: int, v: int) -> None:
    n = 24
    q, p = _integral(k, u, v, n)
    progression = fmpz(1)
    for m in range(1, max(n, k * (n - 1) + 1) + 1):
        if m <= n or m % k == 1 % k:
            progression = progression.lcm(m)
    found = q.q.lcm(p.q)
    for prime, exponent in found.factor():
        allowed = next(e for e in range(99) if progression % prime ** (e + 1))
        if k % int(prime) == 0:
            power = next(e for e in range(9) if (u + v) % int(prime) ** (e + 1))
            allowed += math.ceil(n * max(0.0, 1 + 1 / (int(prime) - 1) - power)) + n.bit_length()
        assert exponent <= allowed


@pytest.mark.parametrize("exponents", [(1, 1, 1), (7, 7, 6), (2, 2, 1), (2, 1, 2), (3, 4, 5)])
@pytest.mark.parametrize(("u", "v"), [(1, 1), (2, 1), (3, 2)])
def test_the_coefficients_of_log_integrals_have_the_denominators_claimed(
    exponents: tuple[int, int, int], u: int, v: int
) -> None:
    alpha, beta, gamma = exponents
    n = 6
    top = max(gamma, alpha + beta - gamma) * n
    common = fmpz(1)
    for m in range(1, top + 1):
        common = common.lcm(m)
    windows = prime_windows((alpha, beta), gamma)
    for p in (p for p in range(math.isqrt(top) + 1, top + 1) if fmpz(p).is_prime()):
        part = Fraction(n, p) - n // p
        if any(Fraction(int(x.p), int(x.q)) <= part < Fraction(int(y.p), int(y.q)) for x, y in windows):
            common //= p
    clearing = u ** (max(0, gamma - alpha) * n) * (u + v) ** (max(0, gamma - beta) * n)
    expanded = fmpz_poly([-u, 1]) ** (alpha * n) * fmpz_poly([u + v, -1]) ** (beta * n)
    for place, c in enumerate(expanded.coeffs()):
        s = place - gamma * n
        if s:
            term = c * (fmpq(u + v) ** s - fmpq(u) ** s) / s
            # The two powers are separately divisible.
            assert (common * clearing * c * fmpq(u + v) ** s / s).q == 1
            assert (common * clearing * term).q == 1


@pytest.mark.parametrize(
    "coefficients", [(1, 0, 3), (1, 5, 5), (2, 3, 9), (1, 1, 7), (-1, 0, 9), (2, 0, 9), (6, -6, 2)]
)
def test_quadratic_forms(coefficients: tuple[int, int, int]) -> None:
    a, b, c = coefficients
    e, f, g = a + b + c, b + 2 * c, c
    delta = f * f - 4 * e * g
    q, p, common = [fmpq(1), fmpq(f)], [fmpq(0), fmpq(2)], fmpz(1)
    for n in range(1, 40):
        for row in (q, p):
            row.append(((2 * n + 1) * f * row[n] - n * delta * row[n - 1]) / (n + 1))
    shared = [
        (prime, min(fmpq(_exponent(f, int(prime))), fmpq(int(power), 2))) for prime, power in fmpz(e * g).factor()
    ]
    with ctx.workprec(600):
        x = enclosed(parse_expression(f"integral(1/({a}*y^2 + {b}*y + {c}), y, 0, 1)"), 600)
        root = 2 * arb(e * g).sqrt()
        for n in range(1, 40):
            common = common.lcm(n)
            # A_n: the coefficient of s^n in (e s^2 + f s + g)^n
            assert q[n] == (fmpz_poly([g, f, e]) ** n)[n]
            assert (common * p[n]).q == 1
            for prime, v in shared:
                saved = prime ** int((v * (n - 1)).floor())
                assert (q[n] / saved).q == 1
                assert (common * p[n] / saved).q == 1
            form = arb(q[n]) * x - arb(p[n])
            assert 0 < abs(form) <= x * (abs(arb(delta)) / (f + root)) ** n * (1 + arb(2) ** -400)
            assert abs(arb(q[n])) <= (abs(f) + root) ** n * (1 + arb(2) ** -400)


def _exponent(number: int, prime: int) -> int:
    return next(e for e in range(99) if number % prime ** (e + 1)) if number else 99


def test_quadratic_integrals_agree_with_powers_where_both_apply() -> None:
    for u in (3, 5, 8, 12, 15):
        first = enclosed(construct("quadratic_integrals", (1, 0, u)).measure)
        assert abs(first - enclosed(construct("power_integrals", (2, u, 1)).measure)) < arb(10) ** -12
    linear = enclosed(construct("quadratic_integrals", (0, 1, 1)).measure)
    assert abs(linear - enclosed(construct("log_integrals", (1, 1, 1, 1, 1)).measure)) < arb(10) ** -12


def test_windows_of_rukhadze() -> None:
    # {7x} + {7x} < {6x}
    assert [(str(x), str(y)) for x, y in prime_windows((7, 7), 6)] == [
        ("1/7", "1/6"), ("2/7", "1/3"), ("3/7", "1/2"), ("4/7", "5/8"), ("5/7", "3/4"), ("6/7", "7/8"),
    ]  # fmt: skip
    assert prime_windows((1, 1), 1) == []


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 6), st.integers(1, 6), st.integers(1, 6))
def test_windows_are_where_the_fractional_parts_say(alpha: int, beta: int, gamma: int) -> None:
    if gamma >= alpha + beta:
        return
    windows = prime_windows((alpha, beta), gamma)
    top = max(gamma, alpha + beta - gamma)
    for i in range(1009 // top + 1, 1009):
        x = Fraction(i, 1009)
        inside = alpha * x % 1 + beta * x % 1 < gamma * x % 1
        assert inside == any(Fraction(int(a.p), int(a.q)) <= x < Fraction(int(b.p), int(b.q)) for a, b in windows)


@pytest.mark.parametrize("s", [2, 3])
def test_zeta_forms(s: int) -> None:
    forms = [linear_form(s, n) for n in range(12)]
    found, common = TELESCOPERS[s].recurrence, fmpz(1)
    with ctx.workprec(300):
        growth = enclosed(construct("zeta_values", (s,)).growth, 300)
        for n in range(1, 11):
            for row in (0, 1):
                total = found.ahead(n) * forms[n + 1][row] + found.here(n) * forms[n][row]
                assert total + found.behind(n) * forms[n - 1][row] == 0
        for n, (q, p) in enumerate(forms):
            common = common.lcm(max(n, 1))
            assert q.q == 1
            assert (common**s * p).q == 1
            assert abs(arb(q) * arb(s).zeta() - arb(p)) < 10 * (-growth * n).exp()
            assert abs(arb(q)) <= 2 * (growth * n).exp()


def test_apery_numbers() -> None:
    # OEIS A005258 (up to signs) and twice A005259.
    assert [abs(linear_form(2, n)[0]) for n in range(5)] == [1, 3, 19, 147, 1251]
    assert [linear_form(3, n)[0] for n in range(4)] == [2, 10, 146, 2890]


@pytest.mark.parametrize(
    ("a", "b", "measure"),
    [([1, 2], [1], 2), ([1, 1], [1], 2), ([1, 0, 1], [3, 2], 3), ([2, 0, 0, 1], [5, 0, 1], 4), ([5, -3], [-7], 2)],
)
def test_fractions_with_integer_elements(a: list[int], b: list[int], measure: int) -> None:
    found = construct("integer_fractions", (len(a), *a, *b))
    assert enclosed(found.measure) == measure
    assert enclosed(found.constant).is_finite()


@pytest.mark.parametrize("parameters", [(0, 0, 1, 2, 1), (1, 1, 3, 2, 5), (1, 0, 1, 9, 1), (0, -1, 2, 1, 2)])
def test_bessel_fractions_have_the_value_they_are_said_to_have(parameters: tuple[int, ...]) -> None:
    _, p, q, s, t = parameters
    found = construct("bessel_fractions", parameters)
    sign = "" if parameters[0] == 0 else "-"
    value = enclosed(parse_expression(f"pcf({2 * t}*({p + q} + {q}*n), {sign}{(q * s) ** 2}, n)"))
    with ctx.workprec(128):
        assert abs(value - q * s * enclosed(found.constant)) < arb(10) ** -25 * q * s
    assert enclosed(found.measure) == 2


LEGENDRE = [(24, 32), (59, 21), (27, -19), (26, 4), (3, -3), (15, 5), (43, -43), (9, 1), (10, 4), (31, -7)]


@pytest.mark.parametrize(("f", "delta"), LEGENDRE)
def test_convergents_are_as_good_as_their_measure_says_and_not_better(f: int, delta: int) -> None:
    """`pcf(f (2n+1), -Delta n^2)` has the forms of a quadratic as convergents, in lowest terms as a rule."""
    g = (f * f - delta) // 4
    proved = construct("quadratic_integrals", (1 - f + g, f - 2 * g, g)).delta
    fraction = PolynomialFraction(fmpz_poly([f, 2 * f]), fmpz_poly([0, 0, -delta]))
    measured = approximation(fraction, 1500).delta
    assert measured is not None
    assert abs(measured - proved) < arb("0.01")


@pytest.mark.parametrize("d", [2, 3, 5, 7, 13, 61, 109, 999_999])
def test_quadratic_units(d: int) -> None:
    found = unit(d)
    assert found is not None
    u, v = found
    assert abs(u * u - d * v * v) == 1
    construction = construct("quadratic_units", (d, u, v))
    assert enclosed(construction.measure) == 2
    recurrence = construction.recurrence
    assert recurrence is not None
    powers = [(1, 0)]
    for _ in range(5):
        p, q = powers[-1]
        powers.append((u * p + d * v * q, u * q + v * p))
    for n in range(1, 5):
        for row in (0, 1):
            terms = recurrence.ahead(n) * powers[n + 1][row] + recurrence.here(n) * powers[n][row]
            assert terms + recurrence.behind(n) * powers[n - 1][row] == 0


def test_squares_have_no_units() -> None:
    assert [unit(d) for d in (1, 4, 9, 10_000)] == [None] * 4


REFUSED = [
    ("unknown", (1,)), ("zeta_values", (5,)), ("log_integrals", (1, 2, 1, 1, 1)), ("log_integrals", (2, 2, 1, 1, 1)),
    ("log_integrals", (0, 1, 1, 1, 1)), ("log_integrals", (1, 1, 1, 1, 2)), ("log_integrals", (1, 1, 1, 1, 0)),
    ("log_integrals", (1, -1, 1, 1, 1)), ("power_integrals", (2, 2, 1)), ("power_integrals", (0, 2, 1)),
    ("power_integrals", (2, 2, -2)), ("power_integrals", (2, 1, -3)), ("power_integrals", (2, 6, 3)),
    ("quadratic_integrals", (1, 0, 2)), ("quadratic_integrals", (1, 0, -2)), ("quadratic_integrals", (1, -3, 1)),
    ("quadratic_integrals", (2, 0, 10)), ("quadratic_integrals", (1, 2, 1)), ("quadratic_integrals", (1, -2, 1)),
    ("integer_fractions", (2, 1, 1, 0, 1)), ("integer_fractions", (2, 1, 1, 3, -1)), ("integer_fractions", (1, 1, 1)),
    ("bessel_fractions", (2, 0, 1, 1, 1)), ("bessel_fractions", (0, -1, 1, 1, 1)),
    ("bessel_fractions", (0, 2, 2, 1, 1)),
    ("bessel_fractions", (0, 0, 1, 0, 1)), ("quadratic_units", (4, 2, 1)), ("quadratic_units", (2, 1, 2)),
    ("quadratic_units", (1, 0, 1)), ("quadratic_units", (2, -3, 2)), ("quadratic_units", (2, 1, 0)),
    ("lambert_fractions", (3, 1, 1)), ("lambert_fractions", (0, 2, 4)), ("lambert_fractions", (0, 0, 1)),
    ("lambert_fractions", (0, 10**9, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "parameters"), REFUSED)
def test_bad_parameters_and_forms_that_prove_nothing_are_refused(name: str, parameters: tuple[int, ...]) -> None:
    with pytest.raises(NoConclusionError):
        construct(name, parameters)


@pytest.mark.parametrize("name", CONSTRUCTIONS)
def test_parameters_of_the_wrong_number_are_refused(name: str) -> None:
    with pytest.raises((ValueError, IndexError)):
        construct(name, ())


def test_progressions_of_bateman() -> None:
    # log lcm of n terms of k l + 1: n, 2 n, (9/4) n, (8/3) n, ...
    assert [progression_rate(k) for k in (1, 2, 3, 4)] == [1, 2, fmpq(9, 4), fmpq(8, 3)]


def test_roots_are_written_as_powers_where_they_are() -> None:
    assert expression_text(root_logarithm(fmpq(17), fmpq(12), fmpz(2))) == "4*log(1 + sqrt(2))"
    assert expression_text(root_logarithm(fmpq(11, 2), fmpq(5, 2), fmpz(5))) == "5*log((1 + sqrt(5))/2)"
    assert expression_text(root_logarithm(fmpq(5), fmpq(2), fmpz(6))) == "log(5 + 2*sqrt(6))"


@given(st.integers(1, 30), st.integers(1, 30), st.sampled_from([2, 3, 5, 6, 7, 12, 18]))
def test_the_logarithm_of_a_root_is_that_number(r: int, s: int, radicand: int) -> None:
    written = enclosed(root_logarithm(fmpq(r), fmpq(s), fmpz(radicand)))
    with ctx.workprec(100):
        assert written.overlaps((r + s * arb(radicand).sqrt()).log())


def test_recurrences_beyond_perrons_theorem_have_no_rates() -> None:
    one, n = fmpz_poly([1]), fmpz_poly([0, 1])
    for recurrence in (
        Recurrence2(one, one, one, 1),  # complex roots of one modulus
        Recurrence2(one, fmpz_poly([-2]), one, 1),  # a double root
        Recurrence2(n, -3 * one, one, 1),  # different degrees
        Recurrence2(n - 4 * one, -3 * n, n, 1),  # a zero of the first coefficient
    ):
        assert perron_rates(recurrence) is None
