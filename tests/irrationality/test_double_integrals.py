"""Rhin and Viola's integrals: their symmetries, primes in exact linear forms, the published bound."""

from math import isqrt

import pytest
from flint import arb, ctx, fmpq, fmpq_poly, fmpz
from mpmath import mp, quad

from probatum.verifiers.irrationality.construction import NoConclusionError
from probatum.verifiers.irrationality.double_integrals import Exponents, double_integrals, images, order
from probatum.verifiers.irrationality.terms import enclosed

BEST: Exponents = (12, 12, 14, 14, 13)
IMAGE: Exponents = (16, 11, 13, 15, 10)


def exact_form(v: Exponents, n: int) -> tuple[fmpq, fmpq]:
    """`(q, p)` with I = q zeta(2) - p for the exponents times n, from the partial fractions of R."""
    h, i, j, k, l = (n * e for e in v)  # noqa: E741
    m = i + j - l
    above = fmpq_poly([fmpq(fmpz.fac_ui(i) * fmpz.fac_ui(j), fmpz.fac_ui(m))])
    for r in range(1, m + 1):
        above *= fmpq_poly([r, 1])
    roots = [*range(h + 1, h + i + 2), *range(k + 1, k + j + 2)]
    q, p = fmpq(0), fmpq(0)
    for s in set(roots):
        others = [r for r in roots if r != s]
        below = fmpq_poly([1])
        for r in others:
            below *= fmpq_poly([r, 1])
        top, bottom = above(fmpq(-s)), below(fmpq(-s))
        first, second = sum((fmpq(1, u) for u in range(1, s)), fmpq(0)), fmpq(0)
        if roots.count(s) == 1:
            p += top / bottom * first
            continue
        second = sum((fmpq(1, u * u) for u in range(1, s)), fmpq(0))
        slope = (above.derivative()(fmpq(-s)) * bottom - top * below.derivative()(fmpq(-s))) / bottom**2
        q += top / bottom
        p += top / bottom * second + slope * first
    return q, p


def prime_order(value: fmpq, p: int) -> int:
    exponent, above, below = 0, value.p, value.q
    while above % p == 0:
        above, exponent = above // p, exponent + 1
    while below % p == 0:
        below, exponent = below // p, exponent - 1
    return exponent


@pytest.mark.parametrize("v", [(1, 1, 1, 1, 1), (2, 1, 2, 2, 2), (3, 3, 4, 4, 3)])
def test_the_forms_are_the_integrals(v: Exponents) -> None:
    h, i, j, k, l = v  # noqa: E741
    q, p = exact_form(v, 1)
    with mp.workdps(30):
        integral = quad(
            lambda x, y: x**h * (1 - x) ** i * y**k * (1 - y) ** j / (1 - x * y) ** (i + j - l + 1), [0, 1], [0, 1]
        )
        exact = mp.mpf(int(q.p)) / int(q.q) * mp.zeta(2) - mp.mpf(int(p.p)) / int(p.q)
        assert abs(integral - exact) < mp.mpf(10) ** -12
        assert integral > 0


def test_images_are_multiples_of_each_other_by_factorials() -> None:
    v: Exponents = (3, 3, 4, 4, 3)
    product = fmpq(1)
    for e in v:
        product *= fmpz.fac_ui(e)
    q, p = (value / product for value in exact_form(v, 1))
    found = images(v)
    assert len(found) <= 120
    assert len(images(BEST)) == 120
    for image in sorted(found)[::7]:
        scale = fmpq(1)
        for e in image:
            scale *= fmpz.fac_ui(e)
        assert tuple(value / scale for value in exact_form(image, 1)) == (q, p)


@pytest.mark.parametrize(
    ("rows", "n"),
    [
        ([(1, 1, 1, 1, 1)], 12),
        ([(2, 2, 3, 3, 2), (3, 2, 2, 3, 2)], 5),
        ([BEST, IMAGE], 1),
        ([BEST, IMAGE], 2),
    ],
)
def test_primes_occur_at_most_as_predicted(rows: list[Exponents], n: int) -> None:
    if not set(rows) <= images(rows[0]):
        rows = [rows[0], sorted(images(rows[0]))[-1]]
    q, p = exact_form(rows[0], n)
    reach = 2 * n * max(sum(row[:2]) + sum(row[2:4]) for row in rows)
    sharp = 0
    for prime in range(isqrt(reach) + 1, reach):
        if not fmpz(prime).is_prime():
            continue
        x = fmpq(n, prime)
        gains = [
            sum(n * e // prime for e in rows[0]) - sum(n * e // prime for e in row) + order(row, x, periodic=False)
            for row in rows
        ]
        found = min(prime_order(q, prime), prime_order(p, prime))
        assert found >= max(gains), prime
        sharp += found == max(gains)
        if n > prime:
            assert max(gains) >= max(
                sum(n * e // prime for e in rows[0]) - sum(n * e // prime for e in row) + order(row, x, periodic=True)
                for row in rows
            )
    assert sharp > 5  # the bounds are attained


def test_the_bound_of_rhin_and_viola() -> None:
    found = double_integrals((*BEST, *IMAGE))
    with ctx.workprec(128):
        assert abs(enclosed(found.measure) - arb("5.441242507")) < arb("1e-8")
        # Acta Arith. 77 (1996): the rates of the integral, of its coefficient, and of the denominators.
        assert abs(enclosed(found.remainder) + arb("31.2717885")) < arb("1e-6")
        assert abs(enclosed(found.growth) - arb("30.4182818")) < arb("1e-6")


def test_equal_exponents_give_apery() -> None:
    assert abs(float(enclosed(double_integrals((1, 1, 1, 1, 1)).measure).mid()) - 11.85078219105) < 1e-9


def test_the_image_improves_the_bound() -> None:
    alone = double_integrals(BEST)
    assert enclosed(double_integrals((*BEST, *IMAGE)).measure) < enclosed(alone.measure)


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ((), "five exponents"),
        ((1, 1, 1, 1), "five exponents"),
        ((1, 1, 1, 1, 0), "between 1 and 60"),
        ((1, 1, 1, 1, 10**9), "between 1 and 60"),
        ((5, 1, 1, 1, 1), "is not positive"),
        ((*BEST, 12, 12, 14, 13, 14), "no image"),
        ((9, 9, 1, 9, 9), "is not positive"),
    ],
)
def test_other_parameters(parameters: tuple[int, ...], reason: str) -> None:
    with pytest.raises(NoConclusionError, match=reason):
        double_integrals(parameters)
