"""Powers within limits are principal ones, also where the logarithm that is expanded is another."""

from __future__ import annotations

import pytest

from probatum.verifiers import Options, Status, judge

FALSE = (
    "limit((-1 - i/x)^(1/2), x, oo) = i",
    "limit((x^3)^(1/3)/x, x, -oo) = 1",
    "limit(sqrt(x^3)/x^(3/2), x, -oo) = 1",
    "limit((x^2)^(1/3)/x^(2/3), x, -oo) = 1",
    "limit(sqrt(exp(i*x))*exp(-i*x/2), x, oo) = 1",
    "limit(exp(2*pi*i*x)^(1/x), x, oo) = exp(2*pi*i)",
    "limit(((-2)^n)^(1/n), n, oo) = -2",
)

TRUE = (
    "limit((x^3)^(1/3)/x, x, -oo) = -exp(i*pi/3)",
    "limit(sqrt(x^3)/x^(3/2), x, -oo) = -1",
    "limit(sqrt(x*(x + 1))/x, x, -oo) = -1",
    "limit(exp(x)^(1/x), x, oo) = e",
    "limit(n!^(1/n)/n, n, oo) = 1/e",
)


@pytest.mark.parametrize("text", FALSE)
def test_a_power_on_another_branch_is_not_proved(text: str) -> None:
    assert judge(text, Options(proof_effort=1)).status in (Status.UNDECIDED, Status.REFUTED)


@pytest.mark.parametrize("text", TRUE)
def test_principal_powers_are_enclosed(text: str) -> None:
    assert judge(text, Options(proof_effort=0)).status in (Status.SUPPORTED, Status.PROVED)
