"""Bound variables and axes with the name of a constant: what is written outside of their scope means the constant.

Each proof below takes one for the other. A free rational number in it is chosen such that both sides of the equation
that it would prove agree to more digits than are compared, although they are different.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from mpmath import mp, mpf  # type: ignore[import-untyped]

from probatum.verifiers.certificates.checker import CertificateError, check
from probatum.verifiers.certificates.proofs import Checking, Proof
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.certificates.rules.antiderivative import Antiderivative
from probatum.verifiers.certificates.rules.combination import Combination, Congruence
from probatum.verifiers.certificates.rules.integrands import Integrands
from probatum.verifiers.certificates.types import Derivation
from probatum.verifiers.language import parse_claim, parse_expression


def _close(value: mpf) -> str:
    """A rational number within 2^-200 of the value, as it is written."""
    return f"({Fraction(int(mp.nint(value * mpf(2) ** 200)), 2**200)})"


def _refused(claim: str, proof: Proof, reason: str) -> None:
    with pytest.raises(CertificateError, match=reason):
        check(parse_claim(claim), Derivation(64, (proof,)))


@pytest.mark.parametrize("head", ["integral", "sum"])
def test_a_factor_of_integrals_is_outside_of_their_scope(head: str) -> None:
    # int_0^1 x^2 + r x dx = 1/3 + r/2, and not pi (1/2 + r); in the sums from 0 to 1 it is 1 + r, and not pi (1 + 2 r)
    with mp.workprec(400):
        r = _close((mpf(1) / 3 - mp.pi / 2) / (mp.pi - 0.5) if head == "integral" else (1 - mp.pi) / (2 * mp.pi - 1))
    whole, parts = f"{head}(pi^2 + {r}*pi, pi, 0, 1)", [f"{head}(x, x, 0, 1)", f"{head}({r}, x, 0, 1)"]
    proof = Integrands(
        parse_expression(whole), tuple((parse_expression("pi"), parse_expression(part)) for part in parts)
    )
    _refused(f"{whole} = pi*{parts[0]} + pi*{parts[1]}", proof, "name of a constant")


def test_a_factor_of_a_primitive_is_outside_of_the_scope_of_the_integral() -> None:
    # floor(e) = 2 is a rational number, but its "value at e = 1" is 1.
    with mp.workprec(400):
        r = _close(mp.log(2) / (2 * mp.log(2) - mp.log(3)))
    integral = f"integral(2/(1 + e) + 2*{r}/(2 + e), e, 0, 1)"
    terms = [("floor(e)", "log", "1 + e"), (f"floor(e)*{r}", "log", "2 + e")]
    proof = Antiderivative(
        parse_expression(integral),
        parse_expression("0"),
        tuple((parse_expression(c), name, parse_expression(u)) for c, name, u in terms),
    )
    high, low = (f"(0 + floor({end})*log(1 + {end}) + (floor({end})*{r})*log(2 + {end}))" for end in (1, 0))
    _refused(f"{integral} = {high} - {low}", proof, "name of a constant")


def test_an_equation_between_constants_says_nothing_inside_a_matrix_field() -> None:
    limit = parse_expression("limit(field(i: [[0, 1], [1, i^2 + 2]]), from (1), along (1))")
    proof = Congruence(limit, Combination(parse_expression("i^2"), parse_expression("-1")))
    assert Checking(RULES).conclude(proof).right == limit


def test_an_exponent_with_the_name_of_a_constant_varies() -> None:
    # The sums of k^k and k^3 from 1 to 3 differ by -4, those of k^(2k) and k^6 by -48; floor(pi) is 3 outside of them.
    r = f"({Fraction(-1, 12) + Fraction(1, 2**160)})"
    whole = f"sum(pi^floor(pi) + {r}*pi^(2*floor(pi)), pi, 1, 3)"
    parts = [("1", "sum(x^3, x, 1, 3)"), (r, "sum(x^6, x, 1, 3)")]
    proof = Integrands(
        parse_expression(whole), tuple((parse_expression(c), parse_expression(part)) for c, part in parts)
    )
    _refused(f"{whole} = 1*{parts[0][1]} + {r}*{parts[1][1]}", proof, "not seen to be equal")
