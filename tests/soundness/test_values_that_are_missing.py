"""A part without a value leaves the whole without one, also where a rule of arithmetic would make it disappear.

The parts here vanish, or lie on a pole, for reasons that enclosures cannot see: `sin(pi)`, `log(1/e)`, `exp(i*pi)`.
Nothing that contains them is decided. Next to them stand the same forms with parts that do have values.
"""

from __future__ import annotations

import pytest

from probatum.verifiers import Options, Status, judge

TWO = "2*(sin(1)^2 + cos(1)^2)"
"""2, as no exact arithmetic here sees it."""

WITHOUT_VALUE = (
    "(1/sin(pi))^0 = 1",
    "(log(sin(pi)))^0 = 1",
    "(1/(1/sin(pi)))^0 = 1",
    "max(1/sin(pi), 0)^0 = 1",
    "(1/(sqrt(2) + sqrt(3) - sqrt(5 + 2*sqrt(6))))^0 = 1",
    "weierstrass_sigma(7, exp(i*pi)) = 0",
    "jacobi_theta(1, 0, exp(i*pi)) = 0",
    "jacobi_theta(2, 0, exp(i*pi), 1) = 0",
    "eisenstein_g(3, exp(i*pi)) = 0",
    "hyp1f1(1, log(1/e), 0) = 1",
    "hyp2f1(1, 2, log(1/e), 0) = 1",
    "hyp3f2(1, 2, 3, 4, log(1/e), 0) = 1",
    "gammainc_upper_regularized(0, sin(pi)) = 0",
    "gammainc_lower_regularized(0, sin(pi)) = 1",
    "gammainc_upper_regularized(-3, sin(pi)) < 1",
    "spherical_jn(-1, 0) = 0",
    "integral(jacobi_theta(3, 0, i*x)^0, x, -1, 1) = 1",
    "sum(0*(1/sin(pi)), n, 1, oo) = 0",
    "sum(0*n/sin(pi), n, 1, oo) = 0",
    f"sum(0/(n - {TWO}), n, 0, oo) = 0",
    f"sum((1/(n - {TWO}))^0/2^n, n, 0, oo) = 3",
    f"prod(1 + 0/(n - {TWO}), n, 0, oo) = 1",
    f"prod(1 + 1/2^n*(1/(n - {TWO}))^0, n, 0, oo) = 1",
)

WITH_VALUE = (
    "(1/sin(1))^0 = 1",
    "weierstrass_sigma(7, exp(i*pi/3)) = 0",
    "jacobi_theta(1, 0, exp(i*pi/3)) = 0",
    "jacobi_theta(2, 0, exp(i*pi/3), 1) = 0",
    "eisenstein_g(3, exp(i*pi/3)) = 0",
    "hyp1f1(1, log(2), 0) = 1",
    "hyp2f1(1, 2, log(1/3), 0) = 1",
    "gammainc_upper_regularized(0, sin(3)) = 0",
    "sum(0*n/sin(3), n, 1, oo) = 0",
    "sum((1/(n - sqrt(2)))^0*0, n, 0, 9) = 0",
)


@pytest.mark.parametrize("text", WITHOUT_VALUE)
def test_what_has_no_value_is_not_decided(text: str) -> None:
    assert judge(text, Options(proof_effort=0)).status in (Status.UNDECIDED, Status.INVALID)


@pytest.mark.parametrize("text", WITH_VALUE)
def test_what_has_a_value_is(text: str) -> None:
    assert judge(text, Options(proof_effort=0)).status is Status.PROVED


@pytest.mark.parametrize("one", ["log(e)", "sin(1)^2 + cos(1)^2"])
@pytest.mark.parametrize("f", ["spherical_jn", "spherical_yn"])
def test_spherical_functions_of_integer_order_have_no_cut(f: str, one: str) -> None:
    """j_n and y_n are entire, or meromorphic: DLMF 10.47.3 with the principal root does not hold on (-oo, 0)."""
    assert judge(f"{f}({one}, -5) = {f}(1, -5)").status is not Status.REFUTED
    assert judge(f"{f}({one}, -5 + i) = {f}(1, -5 + i)", Options(proof_effort=0)).status is Status.SUPPORTED
    assert judge(f"{f}({one}, -5 + i) = {f}(1, -5 + i) + 1/10^9").status is Status.REFUTED


@pytest.mark.parametrize(
    "text",
    [
        "sum(binomial(-3, n)/4^n, n, 0, oo) = (4/5)^3",
        "sum(sinc(pi*n), n, -oo, oo) = 1",
        "0^(sqrt(2) + sqrt(3) - sqrt(5 + 2*sqrt(6))) = 1",
        "besselj(sin(pi), 0) = 1",
    ],
)
def test_what_has_a_value_is_not_called_undefined(text: str) -> None:
    assert judge(text, Options(proof_effort=0)).status is not Status.INVALID
