"""The digamma function at rationals: Gauss's theorem against FLINT, and exact special values."""

from __future__ import annotations

import pytest
from flint import acb, arb, ctx, fmpq

from probatum.verifiers.balls.rational_digamma import digamma

PRECISION_BITS = 2100


@pytest.mark.parametrize("denominator", range(1, 13))
def test_agrees_with_flint_which_uses_bernoulli_numbers(denominator: int) -> None:
    with ctx.workprec(PRECISION_BITS):
        for numerator in range(-3 * denominator, 4 * denominator + 2):
            x = fmpq(numerator, denominator)
            value, known = digamma(x), acb(x).digamma()
            assert value.is_finite() == (not (x.q == 1 and x <= 0))
            if value.is_finite():
                assert value.overlaps(known)
                assert value.rel_accuracy_bits() > PRECISION_BITS - 20


def test_at_one_half_and_one() -> None:
    """DLMF 5.4.12, 5.4.13."""
    with ctx.workprec(PRECISION_BITS):
        assert (digamma(fmpq(1)) + arb.const_euler()).contains(0)
        assert (digamma(fmpq(1, 2)) + arb.const_euler() + 2 * arb.const_log2()).contains(0)


@pytest.mark.parametrize("x", [fmpq(1, 3), acb(fmpq(1, 3)), acb(2, 5), fmpq(1001, 2), fmpq(3, 101)])
def test_other_arguments_are_flints(x: fmpq | acb) -> None:
    with ctx.workprec(150):
        assert digamma(x).overlaps(acb(x).digamma())
