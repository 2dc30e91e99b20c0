"""Continued fractions with known values are identified, and what is said of others is true to more digits."""

from __future__ import annotations

import os
import random

import mpmath  # type: ignore[import-untyped]
import pytest
import sympy  # type: ignore[import-untyped]
from flint import arb

from probatum.verifiers.balls.adaptive import enclose
from probatum.verifiers.identification import Proposal, identify
from probatum.verifiers.identification.constants import constants
from probatum.verifiers.judge import judge
from probatum.verifiers.language import expression_text
from probatum.verifiers.language.parser import parse_expression
from probatum.verifiers.language.sympy_form import to_sympy
from probatum.verifiers.verdict import Options, Status
from tests.identification.known_fractions import KNOWN

ALL = "PROBATUM_IDENTIFY_ALL" in os.environ
"""Whether the long form is wanted: every row, every random fraction (`make identify`)."""

AGREEING = (Status.PROVED, Status.SUPPORTED)


def agreement(proposal: Proposal, value: str, digits: int) -> Status:
    """The verdict on the claim that a value has the form that was proposed for it, to so many digits."""
    claim = proposal.form.replace("x", f"({value})") if "x^" in proposal.form else f"{proposal.form} = {value}"
    return judge(claim, Options(digits=digits, proof_effort=0)).status


# -- the table ------------------------------------------------------------------------------------------


def _convergent(a: str, b: str, depth: int) -> mpmath.mpf:
    """The continued fraction, cut off at the depth with a fixed point of its last step for a tail, by mpmath."""
    n = sympy.Symbol("n")
    elements = [sympy.lambdify(n, to_sympy(parse_expression(text)), "mpmath") for text in (a, b)]
    last, step = (mpmath.mpf(element(mpmath.mpf(depth))) for element in elements)
    tail = (last + mpmath.sign(last) * mpmath.sqrt(last**2 + 4 * step)) / 2
    for k in range(depth, 0, -1):
        tail = elements[0](mpmath.mpf(k - 1)) + elements[1](mpmath.mpf(k)) / tail
    return mpmath.mpf(tail)


@pytest.mark.parametrize(("a", "b", "value", "source"), KNOWN if ALL else KNOWN[::8])
def test_the_values_of_the_table_are_right(a: str, b: str, value: str, source: str) -> None:
    with mpmath.workdps(30):
        exact = to_sympy(parse_expression(value)).replace(sympy.Function("e1"), lambda z: sympy.expint(1, z))
        known = mpmath.mpf(exact.evalf(30))
        early, late = (_convergent(a, b, depth) for depth in (200, 600))
        # An error like N^-s with s >= 1/3, and faster ones, are less than three times the last change.
        assert abs(late - known) <= 3 * abs(late - early) + abs(known) / 10**20, source
        assert abs(late - early) <= abs(known) / 100, source


@pytest.mark.parametrize(("a", "b", "value", "source"), KNOWN if ALL else KNOWN[1::6])
def test_known_fractions_are_identified(a: str, b: str, value: str, source: str) -> None:
    found = identify(f"pcf({a}, {b}, n)")
    assert found.proposals, (source, found)
    for proposal in found.proposals:
        assert proposal.verdict is not None
        assert proposal.verdict.status in AGREEING
        assert agreement(proposal, value, 150) in AGREEING, proposal.form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("pcf(n, 1, n)", "besseli(1, 2)/besseli(0, 2)"),
        ("pcf(3*n, -2, n)", None),
        ("pcf(n + 2, 1, n)", "besseli(1, 2)/besseli(2, 2)"),
        ("pcf(n + 1, 2, n)", "sqrt(2)*(besseli(0, sqrt(8))/besseli(1, sqrt(8)))"),
        ("pcf(3, n, n)", "sqrt(2/pi)*exp(-9/2)/erfc(3/sqrt(2))"),
        ("pcf(34*n^3 + 51*n^2 + 27*n + 5, -n^6, n)", "6/zeta(3)"),
    ],
)
def test_what_theorems_know_is_proved(text: str, form: str | None) -> None:
    (proposal, *_) = identify(text).proposals
    assert proposal.verdict is not None
    assert proposal.verdict.status is Status.PROVED
    assert form in (None, proposal.form)


@pytest.mark.parametrize("text", ["pi - pi", "sum(1/n^2, n, 1, oo) - pi^2/6", "pcf(2*n + 1, n^2, n) - 4/pi"])
def test_zero_is_a_form(text: str) -> None:
    (proposal,) = identify(text).proposals
    assert proposal.verdict is not None
    assert (proposal.form, proposal.verdict.status) == ("0", Status.PROVED)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("n + 1/3", "2*n + 5"),
        ("2", "3*n + 1"),
        ("n + 2", "(2*n + 1)*(n + 3)"),
        ("3*n + 1", "n*(n + 1)"),
        ("4*n + 9", "-(2*n + 1)*(2*n - 1)"),
        ("-n - 3", "n"),
        ("n - 7/2", "3"),
    ],
)
def test_small_degrees_are_hypergeometric(a: str, b: str) -> None:
    """Gauss: with deg a <= 1 and deg b <= 2 the value is a quotient of contiguous functions, whatever the numbers."""
    text = f"pcf({a}, {b}, n)"
    (proposal, *_) = identify(text).proposals
    assert agreement(proposal, text, 150) in AGREEING


# -- nothing false ----------------------------------------------------------------------------------------


def _random_fractions(count: int) -> list[str]:
    drawn = random.Random(20261121)
    texts = []
    for _ in range(count):
        degree_a, degree_b = drawn.choice([(0, 1), (1, 0), (1, 1), (1, 2), (1, 2), (2, 2), (2, 3), (2, 4), (3, 6)])
        texts.append(f"pcf({_polynomial(drawn, degree_a)}, {_polynomial(drawn, degree_b)}, n)")
    return texts


def _polynomial(drawn: random.Random, degree: int) -> str:
    coefficients = [drawn.randint(-5, 5) for _ in range(degree)] + [drawn.randint(1, 5)]
    return " + ".join(f"({each})*n^{k}" for k, each in enumerate(coefficients))


@pytest.mark.parametrize("text", _random_fractions(100 if ALL else 12))
def test_what_is_said_of_random_fractions_holds_to_twice_the_digits(text: str) -> None:
    found = identify(text, options=Options(digits=40, proof_effort=200))
    for proposal in found.proposals:
        assert proposal.verdict is not None
        assert proposal.verdict.status in AGREEING
        assert agreement(proposal, text, 2 * proposal.digits) in AGREEING, proposal.form


def test_images_of_constants_are_found_again() -> None:
    drawn = random.Random(7)
    pool = constants()
    for _ in range(60 if ALL else 12):
        constant = expression_text(drawn.choice(pool))
        p, q, r, s = (drawn.choice([-7, -3, -2, -1, 1, 2, 3, 5, 8]) for _ in range(4))
        if p * s == q * r:
            continue
        image = f"({p} + {q}*({constant}))/({r} + {s}*({constant}))"
        value = enclose(parse_expression(image), 45)
        assert isinstance(value, arb)
        digits = value.str(40, radius=False)
        if "e" in digits:
            continue
        found = identify(digits)
        assert found.proposals, image
        assert agreement(found.proposals[0], image, 100) in AGREEING, (image, found.proposals[0].form)


@pytest.mark.parametrize("place", [20, 30, 38])
def test_near_misses_are_not_identified(place: int) -> None:
    with mpmath.workdps(60):
        digits = mpmath.nstr((3 * mpmath.pi - 2) / (5 + mpmath.pi), 40)
    wrong = digits[:place] + str((int(digits[place]) + 5) % 10) + digits[place + 1 :]
    assert identify(digits).proposals[0].form == "(3*pi - 2)/(pi + 5)"
    assert identify(wrong).proposals == ()


def test_famous_frauds_are_not_identified() -> None:
    # An integer to 12 digits behind the point.
    assert "262537412640768744" not in [each.form for each in identify("exp(pi*sqrt(163))").proposals]
    # From digits: that pi is not (2143/22)^(1/4) shows in the tenth digit.
    assert identify("3.14159265258264612520603717964402").proposals[0].form != "pi"


def test_a_form_of_digits_is_never_more_than_a_conjecture() -> None:
    """`sum floor(n tanh pi)/10^n` is 1/81 to 268 digits, and no longer: J. M. and P. B. Borwein (1992)."""
    with mpmath.workdps(150):
        digits = mpmath.nstr(
            mpmath.fsum(mpmath.floor(n * mpmath.tanh(mpmath.pi)) / mpmath.mpf(10) ** n for n in range(1, 140)), 120
        )
    (proposal, *_) = identify(digits).proposals
    assert proposal.form == "1/81"
    assert proposal.verdict is None
