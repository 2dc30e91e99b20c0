"""Hata's integrals: exact linear forms against the rates that are derived, published bounds, false hypotheses."""

from itertools import pairwise
from math import isqrt, lcm

import pytest
from flint import acb, arb, ctx, fmpq, fmpz, fmpz_poly

from probatum.verifiers.irrationality.construction import NoConclusionError
from probatum.verifiers.irrationality.contours import coefficient_rate, path_rate
from probatum.verifiers.irrationality.polynomial_integrals import (
    Integrand,
    common_order,
    encoded,
    polynomial_integrals,
    read_integrand,
    slopes,
)
from probatum.verifiers.irrationality.prime_windows import prime_windows
from probatum.verifiers.irrationality.terms import enclosed
from probatum.verifiers.provers.exponents import integrals_between, without_content

HATA = (3, 2, 2, 2, 3, -3, 2, 1, -2, 10**6, 2000000, 0, 1781360, 265490, 1698418, 347713)
PI = (3, 2, 2, 2, 2, -2, 2, 1, -2, 10**6, 2000000, 0, 1589611, 264594, 1312006, 403024)
LOG_3 = (19, 4, 10, 2, 432, -48, 6, 2, 432, -42, 2, 2, 432, -44, 1, 2, 432, -45, 1)


def exact_form(integrand: Integrand, n: int) -> tuple[fmpz, fmpq]:
    """`(c_0, p)` with I_n = c_0 x - p."""
    product = fmpz_poly([1])
    for base, alpha in integrand.factors:
        product *= base ** (alpha * n)
    s, norm, at = integrand.s, integrand.product, integrand.gamma * n
    lucas = [fmpz(0), fmpz(1)]
    while len(lucas) < len(product.coeffs()):
        lucas.append(s * lucas[-1] - norm * lucas[-2])
    p = fmpq(0)
    for index, c in enumerate(product.coeffs()):
        t = index - at
        if t > 0:
            p -= fmpq(c * lucas[t], t)
        elif t < 0:
            p -= fmpq(c * lucas[-t], -t * fmpz(norm) ** -t)
    return product[at], p


def prime_order(value: fmpq, p: int) -> int:
    exponent, above, below = 0, value.p, value.q
    while above and above % p == 0:
        above, exponent = above // p, exponent + 1
    while below % p == 0:
        below, exponent = below // p, exponent - 1
    return exponent


@pytest.mark.parametrize("parameters", [HATA, PI, LOG_3, integrals_between(6, 10)[0]])
def test_rates_hold_for_exact_forms(parameters: tuple[int, ...]) -> None:
    integrand, found = read_integrand(parameters), polynomial_integrals(parameters)
    exponents = [alpha for base, alpha in integrand.factors for _ in range(base.degree())]
    top = max(integrand.gamma, integrand.degree - integrand.gamma)
    for n in (3, 8, 20):
        c, p = exact_form(integrand, n)
        with ctx.workprec(200 * n):
            s, d = integrand.s, 4 * integrand.product - integrand.s**2
            root = arb(abs(d)).sqrt()
            x = 2 * (root / s).atan() / root if d > 0 else ((s + root) / (s - root)).log() / root
            assert abs(c * x - p).log() / n < enclosed(found.remainder) + arb(3) / n
            assert enclosed(found.growth) - (arb(n).log() + 3) / n < abs(arb(c)).log() / n < enclosed(found.growth)
        small = [int(q) for q, _ in fmpz(lcm(*(int(base[0]) for base, _ in integrand.factors))).factor()]
        for prime in range(2, top * n + 20):
            if not fmpz(prime).is_prime():
                continue
            wanting = min(prime_order(fmpq(c), prime), prime_order(p, prime))
            if prime in small:
                assert wanting >= float(common_order(integrand, prime)) * n - 8
            elif prime > isqrt(top * n) + 1:
                part = fmpq(n, prime) - fmpq(n, prime).floor()
                saved = any(a <= part < b for a, b in prime_windows(exponents, integrand.gamma))
                assert wanting >= (0 if saved or prime > top * n else -1), (n, prime)


def test_the_windows_are_not_too_large_nor_too_small() -> None:
    integrand = read_integrand(HATA)
    assert prime_windows([2, 2, 2], 3) == [(fmpq(1, 2), fmpq(2, 3))]
    _, p = exact_form(integrand, 40)
    inside = [q for q in range(61, 80) if fmpz(q).is_prime()]
    outside = [q for q in range(81, 120) if fmpz(q).is_prime()]
    assert all(prime_order(p, q) >= 0 for q in inside)
    assert any(prime_order(p, q) < 0 for q in outside)


@pytest.mark.parametrize(
    ("parameters", "bound", "source"),
    [
        (HATA, "4.601579", "Hata, Acta Arith. 63 (1993)"),
        ((4, 1, 5, 2, 3, -3, 10**6, 1686141, 0, 1686141, 102284), "5.087463", "Hata, J. reine angew. Math. 407 (1990)"),
        ((1, 1, 1, 2, 3, -3, 10**6, 1732051, 0, 1732051, 100000), "8.309986", "Alladi, Robinson (1980)"),
        ((6, 1, 7, 2, 2, -3, 1), "3.891400", "Rukhadze (1987)"),
    ],
)
def test_published_bounds(parameters: tuple[int, ...], bound: str, source: str) -> None:
    assert abs(enclosed(polynomial_integrals(parameters).measure) - arb(bound)) < arb("2e-6"), source


def test_a_path_that_misses_the_saddle_gives_no_less() -> None:
    best = enclosed(polynomial_integrals(HATA).measure)
    for shift in (-40_000, 30_000):
        moved = (*HATA[:-4], HATA[-4] + shift, HATA[-3], HATA[-2] + shift, HATA[-1])
        assert enclosed(polynomial_integrals(moved).measure) > best


def test_the_bound_on_a_path_is_above_its_values_and_near_them() -> None:
    integrand = read_integrand(HATA)
    path = [(fmpq(x, 10**6), fmpq(y, 10**6)) for x, y in integrand.path] + [(fmpq(3, 2), fmpq(1, 2))]
    highest = -100.0
    with ctx.workprec(64):
        for (x0, y0), (x1, y1) in pairwise(path):
            for k in range(400):
                t = fmpq(2 * k + 1, 800)
                w = acb(arb(x0 + t * (x1 - x0)), arb(y0 + t * (y1 - y0)) * arb(3).sqrt())
                value = abs(w).log() * -3
                for base, alpha in integrand.factors:
                    value += alpha * abs(sum((c * w**i for i, c in enumerate(base.coeffs())), acb(0))).log()
                highest = max(highest, float(value.mid()))
    bound = path_rate(list(integrand.factors), 3, 3, path)
    assert highest < float(bound.p) / float(bound.q) < highest + 1e-4


def test_signs_that_do_not_alternate_are_refused() -> None:
    with pytest.raises(ValueError, match="alternate"):
        coefficient_rate([(fmpz_poly([3, 3, 1]), 1)], 1)


def test_newton_polygons() -> None:
    assert slopes(fmpz_poly([-2, 1]), 2) == [1]
    assert slopes(fmpz_poly([3, -3, 1]), 3) == [fmpq(1, 2), fmpq(1, 2)]
    assert sorted(slopes(fmpz_poly([5, -4, 1]), 5)) == [0, 1]
    assert sorted(slopes(fmpz_poly([432, -42, 1]), 2)) == [1, 3]


def test_parameters_are_read_as_they_are_written() -> None:
    for parameters in (HATA, PI, LOG_3):
        assert encoded(read_integrand(parameters)) == parameters


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ((), "moderate size"),
        ((3, 1, 2, 2, 3, -3, 1), "starts at a positive"),
        ((3, 1, 2, 2, 3, -3, 1, -1, 0), "right half plane"),
        ((3, 1, 2, 2, 3, -3, 1, 1, 1), "starts at a positive"),
        ((4, 1, 2, 2, 3, -3, 1, 1, 0), "less than the degree"),
        ((0, 1, 2, 2, 3, -3, 1, 1, 0), "is positive and less"),
        ((3, 1, 2, 2, 3, 3, 1, 1, 0), "positive real part"),
        ((1, 1, 1, 2, 1, -2, 1), "different integers"),
        ((1, 1, 1, 2, 1, -3, 1), "different integers"),
        ((1, 1, 1, 2, 2, -3, 1, 1, 0), "different integers"),
        ((3, 2, 2, 2, 3, -3, 2, 2, 3, -3, 1, 2, 0), "are different"),
        ((3, 2, 2, 2, 3, -3, 2, 1, 2, 10**6, 2000000, 0), "alternate"),
        ((3, 2, 2, 2, 3, -3, 2, 1, 0, 10**6, 2000000, 0), "alternate"),
        ((3, 9, 2, 2, 3, -3, 1), "a factor is"),
        ((3, 1, 2, 2, 3, -3, 0), "denominator"),
        ((3, 1, 2, 2, 3, -3, 1, 2), "denominator"),
        ((10**12, 1, 2, 2, 3, -3, 1), "moderate size"),
        ((1, 1, 1, 2, 2, -2, 10**6, 1414214, 0, 1414214, 100000), "not positive"),
    ],
)
def test_other_parameters(parameters: tuple[int, ...], reason: str) -> None:
    with pytest.raises(NoConclusionError, match=reason):
        polynomial_integrals(parameters)


def test_the_search_finds_the_published_exponents() -> None:
    assert without_content(6, 12) == (3, 3)
    best = polynomial_integrals(integrals_between(3, 3)[0])
    assert abs(enclosed(best.measure) - enclosed(polynomial_integrals(HATA).measure)) < arb("1e-10")
    assert integrals_between(1, 1) == ()
    assert integrals_between(-3, 3) == ()
