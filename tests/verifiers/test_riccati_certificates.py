"""Slowly convergent continued fractions: known values, one fraction against its even part, altered certificates.

Sources: DLMF 7.9.1 (Laplace's fraction for erfc), 8.9.2 (the incomplete gamma function); Lorentzen, Waadeland,
*Continued fractions with applications* (1992), II.2.4 (the even part).
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest
from flint import acb, arb, ctx, fmpq, fmpz, fmpz_poly
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from probatum.verifiers.balls.errors import UnsupportedError
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.balls.positivity import non_negative_by_horner, non_negative_from
from probatum.verifiers.balls.riccati_certificates import RiccatiTail, check_riccati_tail
from probatum.verifiers.balls.riccati_search import find_riccati_tail
from probatum.verifiers.language import parse_expression
from probatum.verifiers.sequences.products import continued_fraction_product

PRECISION_BITS = 170

positive = st.fractions(min_value=Fraction(1, 3), max_value=4, max_denominator=4)


def enclosed(text: str, precision_bits: int = PRECISION_BITS) -> arb:
    """The value of an expression, which must be real."""
    with ctx.workprec(precision_bits):
        value = evaluate(parse_expression(text), {})
        assert not isinstance(value, acb)
        return arb(value)


def ball(value: Fraction) -> arb:
    return arb(fmpq(value.numerator, value.denominator))


def assert_narrow_and_right(value: arb, known: arb, precision_bits: int = PRECISION_BITS) -> None:
    with ctx.workprec(precision_bits + 40):
        assert value.overlaps(known)
        assert value.rel_accuracy_bits() > precision_bits - 20


@settings(max_examples=20, deadline=None)
@given(z=positive)
def test_laplace_s_fraction_for_the_error_function(z: Fraction) -> None:
    """z + (1/2)/(z + 1/(z + (3/2)/(z + ...))) = 1/(sqrt(pi) exp(z^2) erfc(z)), with convergence like exp(-c sqrt n)."""
    with ctx.workprec(PRECISION_BITS + 40):
        x = ball(z)
        known = 1 / (arb.pi().sqrt() * (x * x).exp() * x.erfc())
    assert_narrow_and_right(enclosed(f"pcf({z}, n/2, n)"), known)


@settings(max_examples=20, deadline=None)
@given(z=positive, s=st.fractions(min_value=-3, max_value=Fraction(3, 4), max_denominator=4))
def test_legendre_s_fraction_for_the_incomplete_gamma_function(z: Fraction, s: Fraction) -> None:
    """A double root in n^(-1/2), with c_1 = sqrt(z): z + 1 - s - (1 - s)/(z + 3 - s - 2 (2 - s)/(z + 5 - s - ...))."""
    with ctx.workprec(PRECISION_BITS + 40):
        x = ball(z)
        known = (-x).exp() * x ** ball(s) / x.gamma_upper(ball(s))
    assert_narrow_and_right(enclosed(f"pcf(2*n + 1 + {z} - ({s}), -n*(n - ({s})), n)"), known)


@settings(max_examples=30, deadline=None)
@given(c=st.integers(1, 9), leading=st.integers(1, 40), constant=st.integers(0, 9), degree=st.sampled_from([1, 2]))
def test_a_fraction_equals_its_even_part(c: int, leading: int, constant: int, degree: int) -> None:
    """With a = c: c + c b(1)/(G - b(1)), G = pcf(c^2 + b(2n+1) + b(2n+2), -b(2n) b(2n+1), n).

    The left side has b > 0 and `c_0 = sqrt(leading)`; the right side a double root and an irrational c_1 in general.
    """

    def b(n: str) -> str:
        return f"({leading}*({n})^{degree} + {constant})"

    value = enclosed(f"pcf({c}, {b('n')}, n)")
    even = enclosed(
        f"{c} + {c}*{b('1')}/(pcf({c**2} + {b('2*n + 1')} + {b('2*n + 2')}, -{b('2*n')}*{b('2*n + 1')}, n) - {b('1')})"
    )
    assert_narrow_and_right(value, even)
    assert_narrow_and_right(even, value)


@pytest.mark.parametrize(
    ("fraction", "value"),
    [
        ("pcf(1, n, n)", "sqrt(2/(pi*e))/erfc(1/sqrt(2))"),
        ("pcf(1, n^2, n)", "1/log(2)"),
        ("pcf(n^3 + (n + 1)^3, -n^6, n)", "1/zeta(3)"),
        ("pcf(1, 2*n^2, n)", "1 + 2/(pcf(16*n^2 + 24*n + 11, -16*n^2*(2*n + 1)^2, n) - 2)"),
        (
            "pcf(5, 99991*n^2, n)",
            "5 + 499955/(pcf(799928*n^2 + 1199892*n + 499980, -399964*99991*n^2*(2*n + 1)^2, n) - 99991)",
        ),
        ("pcf(-2*n - 3, -n*(n + 2), n)", "-2"),
    ],
)
def test_a_thousand_digits(fraction: str, value: str) -> None:
    assert_narrow_and_right(enclosed(fraction, 3400), enclosed(value, 3400), 3400)


def polynomial(*ascending: int) -> fmpz_poly:
    return fmpz_poly(list(ascending))


ELEMENTS = {
    "1/zeta(3)": (polynomial(1, 3, 3, 2), polynomial(0, 0, 0, 0, 0, 0, -1)),
    "c_1 irrational": (polynomial(2, 2, 2), polynomial(0, 0, 0, 0, -1)),
    "c_1 a double root": (polynomial(1, 2), polynomial(0, 0, -1)),
    "2/(4 - pi)": (polynomial(2), polynomial(0, 0, 1)),
    "c_0 irrational": (polynomial(3), polynomial(1, 1, 2)),
    "square root, b > 0": (polynomial(1), polynomial(0, 3)),
    "square root, b < 0": (polynomial(7, 2), polynomial(0, -3, -1)),
}
CERTIFIED_BITS = 60


@cache
def certificate(name: str) -> tuple[RiccatiTail, arb]:
    """A certificate, and its tail to three times the accuracy from a certificate for the elements that follow."""
    a, b = ELEMENTS[name]
    tail = find_riccati_tail(a, b, CERTIFIED_BITS)
    moved = polynomial(tail.start, 1)
    later = find_riccati_tail(a(moved), b(moved), 4 * CERTIFIED_BITS)
    steps = continued_fraction_product(a(moved), b(moved), 0, later.start)
    low, high = (fmpq(steps.p * w + steps.q) / (steps.r * w + steps.s) for w in later.ends())
    with ctx.workprec(8 * CERTIFIED_BITS):
        value = arb(low).union(arb(high))
    assert value.rel_accuracy_bits() > 3 * CERTIFIED_BITS
    return tail, value


def encloses(tail: RiccatiTail, value: arb) -> bool:
    low, high = tail.ends()
    with ctx.workprec(8 * CERTIFIED_BITS):
        return bool(arb(low) <= value) and bool(value <= arb(high))


@pytest.mark.parametrize("name", ELEMENTS)
def test_certificates_hold_and_enclose(name: str) -> None:
    tail, value = certificate(name)
    assert check_riccati_tail(*ELEMENTS[name], tail)
    assert encloses(tail, value)


@pytest.mark.parametrize("name", ELEMENTS)
def test_certificates_that_claim_too_much_are_rejected(name: str) -> None:
    a, b = ELEMENTS[name]
    tail, _ = certificate(name)
    width = tail.upper - tail.lower
    unit = fmpz_poly([0] * (tail.shift + tail.top) + [1 + width])
    altered = [
        replace(tail, root=0),
        replace(tail, ramification=3 - tail.ramification),
        replace(tail, ramification=3),
        replace(tail, lower=tail.upper, upper=tail.lower),
        replace(tail, lower=tail.upper),
        replace(tail, upper=tail.lower),
        replace(tail, lower=tail.lower + 2 * width, upper=tail.upper + 2 * width),
        replace(tail, lower=tail.lower - 2 * width, upper=tail.upper - 2 * width),
        replace(tail, shared=tail.shared + unit),
        replace(tail, shared=tail.shared - unit),
        replace(tail, shared=-tail.shared, lower=-tail.upper, upper=-tail.lower),
        replace(tail, scale=tail.scale + tail.scale // 1000),
        replace(tail, scale=tail.scale - tail.scale // 1000),
        replace(tail, scale=fmpz(0)),
        replace(tail, scale=-tail.scale),
        replace(tail, shift=tail.shift + 1),
        replace(tail, shift=tail.shift - 1),
        replace(tail, shift=-1),
        replace(tail, top=tail.top + 1),
        replace(tail, top=-tail.shift - 1),
    ]
    for changed in altered:
        assert not check_riccati_tail(a, b, changed), changed
    assert not check_riccati_tail(a + 1, b, tail)
    assert not check_riccati_tail(a, b - 1, tail)
    assert not check_riccati_tail(a, -b, tail)
    assert not check_riccati_tail(-a, b, tail)
    assert not check_riccati_tail(polynomial(), b, tail)
    assert not check_riccati_tail(a, polynomial(), tail)


@settings(max_examples=150, deadline=None)
@given(
    name=st.sampled_from(sorted(ELEMENTS)),
    place=st.sampled_from(["root", "shared", "scale", "shift", "top", "lower", "upper"]),
    index=st.integers(0, 60),
    change=st.integers(-(2**70), 2**70) | st.integers(-9, 9),
)
def test_a_certificate_with_any_number_altered_is_rejected_or_still_true(
    name: str, place: str, index: int, change: int
) -> None:
    """Wider bounds may hold, and coefficients of late terms may change by less than the width."""
    assume(change)
    tail, value = certificate(name)
    match place:
        case "shared":
            changed = replace(tail, shared=tail.shared + fmpz_poly([0] * min(index, tail.shared.degree()) + [change]))
        case "scale":
            changed = replace(tail, scale=tail.scale + change)
        case "lower" | "upper":
            changed = replace(tail, **{place: getattr(tail, place) + change})
        case "root":
            changed = replace(tail, root=tail.root + 1 + abs(change) % 3)
        case _:
            changed = replace(tail, **{place: getattr(tail, place) + change % 5 - 2})
    if check_riccati_tail(*ELEMENTS[name], changed):
        steps = continued_fraction_product(*ELEMENTS[name], tail.start, changed.start)
        with ctx.workprec(8 * CERTIFIED_BITS):
            # value = (p w + q)/(r w + s) for the tail w at the new start
            w = (steps.s * value - steps.q) / (steps.p - steps.r * value)
        assert encloses(changed, w)


@pytest.mark.parametrize(
    ("a", "b", "message"),
    [
        (polynomial(1), polynomial(1), "does not converge slowly"),
        (polynomial(1, 1), polynomial(0, 1), "does not converge slowly"),
        (polynomial(1, 1), polynomial(0, 0, -5), "does not converge slowly"),
        (polynomial(1), polynomial(0, 0, 0, 1), "does not converge slowly"),
        (polynomial(0, 2), polynomial(0, 0, -1), "complex"),
        (polynomial(0, 2, 2), polynomial(0, 0, 0, 0, -1), "complex"),
        (polynomial(10**6 + 1, 2 * 10**6), polynomial(0, 0, -(10**12)), "too many elements"),
    ],
)
def test_fractions_without_a_certificate(a: fmpz_poly, b: fmpz_poly, message: str) -> None:
    with pytest.raises(UnsupportedError, match=message):
        find_riccati_tail(a, b, 200)


def test_a_precision_beyond_the_memory_is_refused_before_any_arithmetic() -> None:
    with pytest.raises(UnsupportedError, match="too many elements"):
        find_riccati_tail(polynomial(1), polynomial(0, 0, 1), 1_000_000)


@given(st.lists(st.integers(-20, 20), max_size=6), st.integers(0, 6))
def test_horner_s_scheme_proves_less_than_the_shifted_coefficients(ascending: list[int], start: int) -> None:
    """Laguerre's criterion implies Newton's."""
    if non_negative_by_horner(fmpz_poly(ascending), start):
        assert non_negative_from(fmpz_poly(ascending), start)


def test_horner_s_scheme_at_a_bound_of_the_roots() -> None:
    product = polynomial(-2, 1) * polynomial(-3, 1)
    assert non_negative_by_horner(product, 5)
    assert not non_negative_by_horner(product, 2)
    assert non_negative_by_horner(polynomial(), 0)
