"""Orders between rational functions of several variables: classical inequalities, and the checker's exact signs."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from flint import Ordering, fmpq, fmpq_mpoly_ctx

from probatum.verifiers import CertificateError, check
from probatum.verifiers.certificates.kinds.subdivision import PolynomialOrder
from probatum.verifiers.certificates.types import SeparatedBalls
from probatum.verifiers.inequalities.forms import Orthant
from probatum.verifiers.language import Expr, rational
from probatum.verifiers.language.parser import parse_claim
from tests.inequalities.orders import require_proved, require_refuted
from tests.long_form import LONG

TWO, THREE = "x in RR, y in RR", "x in RR, y in RR, z in RR"
POSITIVE = "a in RR, b in RR, c in RR, a > 0, b > 0, c > 0"

CLASSICAL = [
    # Hardy, Littlewood, Polya, Inequalities, 2.5 (means), 2.4 (Cauchy), 2.22; Nesbitt (1903); Schur; Motzkin (1967).
    (f"(x + y)/2 >= sqrt(x*y) for {TWO}, x >= 0, y >= 0", f"(x + y)/2 > sqrt(x*y) for {TWO}, x >= 0, y >= 0"),
    (f"(x + y + z)/3 >= (x*y*z)^(1/3) for {THREE}, x >= 0, y >= 0, z >= 0",
     f"(x + y + z)/3 >= (1.001*x*y*z)^(1/3) for {THREE}, x >= 0, y >= 0, z >= 0"),
    (f"2/(1/x + 1/y) <= sqrt(x*y) for {TWO}, x > 0, y > 0", f"2/(1/x + 1/y) < sqrt(x*y) for {TWO}, x > 0, y > 0"),
    (f"sqrt((x^2 + y^2)/2) >= (x + y)/2 for {TWO}", f"sqrt((x^2 + y^2)/2.1) >= (x + y)/2 for {TWO}"),
    (f"x^2 + y^2 + z^2 >= x*y + y*z + z*x for {THREE}", f"x^2 + y^2 + z^2 > x*y + y*z + z*x for {THREE}"),
    ("(a^2 + b^2)*(c^2 + d^2) >= (a*c + b*d)^2 for a in RR, b in RR, c in RR, d in RR",
     "(a^2 + b^2)*(c^2 + d^2) > (a*c + b*d)^2 for a in RR, b in RR, c in RR, d in RR"),
    (f"a/(b + c) + b/(c + a) + c/(a + b) >= 3/2 for {POSITIVE}",
     f"a/(b + c) + b/(c + a) + c/(a + b) > 3/2 for {POSITIVE}"),
    (f"x*(x - y)*(x - z) + y*(y - x)*(y - z) + z*(z - x)*(z - y) >= 0 for {THREE}, x >= 0, y >= 0, z >= 0",
     f"x*(x - y)*(x - z) + y*(y - x)*(y - z) + z*(z - x)*(z - y) >= 0 for {THREE}"),
    (f"x^4*y^2 + x^2*y^4 + 1 >= 3*x^2*y^2 for {TWO}", f"x^4*y^2 + x^2*y^4 + 1 > 3*x^2*y^2 for {TWO}"),
    (f"abs(x + y) <= abs(x) + abs(y) for {TWO}", f"abs(x + y) < abs(x) + abs(y) for {TWO}"),
    ("x*y*(1 - x)*(1 - y) <= 1/16 for x in [0, 1], y in [0, 1]",
     "x*y*(1 - x)*(1 - y) < 1/16 for x in [0, 1], y in [0, 1]"),
    ("x^4 - 4*x + 3 >= 0 for x in RR", "x^4 - 4*x + 2.9999 >= 0 for x in RR"),
    ("x^5 - 5*x + 4 >= 0 for x in RR, x >= 0", "x^5 - 5*x + 4 >= 0 for x in RR"),
    ("(1 + x)^5 >= 1 + 5*x for x in RR, x >= -1", "(1 + x)^5 >= 1 + 5*x for x in RR"),
    (f"x/(1 + x) < y/(1 + y) for {TWO}, 0 < x < y", f"x/(1 + x) < y/(1 + y) for {TWO}, x < y, x > -2, y > -1"),
    # Conditions on several variables: the simplex, triangles, a product that is given.
    (f"1/a + 1/b + 1/c >= 9 for {POSITIVE}, a + b + c = 1", f"1/a + 1/b + 1/c > 9 for {POSITIVE}, a + b + c = 1"),
    ("a*b + b*c + c*a <= 1/3 for a in RR, b in RR, c in RR, a >= 0, b >= 0, c >= 0, a + b + c = 1",
     "a*b + b*c + c*a <= 0.333 for a in RR, b in RR, c in RR, a >= 0, b >= 0, c >= 0, a + b + c = 1"),
    (f"a/(b + c) + b/(c + a) + c/(a + b) < 2 for {POSITIVE}, a < b + c, b < c + a, c < a + b",
     f"a/(b + c) + b/(c + a) + c/(a + b) < 2 for {POSITIVE}, a < b + c, b < c + a"),
    (f"x*y = 1 => x + y >= 2 for {TWO}, x > 0", f"x*y = 1 => x + y >= 2 for {TWO}"),
    (f"x + y = 1 => x^2 + y^2 >= 1/2 for {TWO}", f"x + y = 1 => x^2 + y^2 > 1/2 for {TWO}"),
    ("a + b > c => a - c > -b for a in RR, b in RR, c in RR", "a + b > c => a - c > b for a in RR, b in RR, c in RR"),
    (f"0 < x < y => x/(1 + x) < y/(1 + y) for {TWO}", f"0 < x < y => x/(1 + x) > y/(1 + y) for {TWO}"),
]  # fmt: skip


@pytest.mark.parametrize("claim", [true for true, _ in CLASSICAL])
def test_a_true_order_is_proved_and_its_certificate_checked_again(claim: str) -> None:
    require_proved(claim)


@pytest.mark.parametrize("claim", [false for _, false in CLASSICAL])
def test_a_false_order_beside_it_is_refuted_at_a_point(claim: str) -> None:
    require_refuted(claim)


def _accepted(claim: str, depth: int = 2) -> bool:
    try:
        return check(parse_claim(claim), PolynomialOrder(depth)).proved
    except CertificateError:
        return False


@pytest.mark.parametrize(
    "claim",
    [
        "1/(1 - x) >= 1 + x for x in [0, 1]",  # without a value at 1
        "x/x > 0 for x in RR",
        "x^0 > 0 for x in RR",
        "1/(x - y)^2 > 0 for x in RR, y in RR",
        "sqrt(x)^2 >= x for x in RR",  # not real below 0
        "x^2 + y >= 0 for x in RR, y in CC",
        "x^2 >= 0 for x in CC",
        "x^2 > 0 for x in RR",
        "x + y > 0 for x in RR, y in RR, x >= 0, y >= 0",
        "x < 1 for x in [0, 1]",
        "(x - 1)^2*(x - 2) >= 0 for x in RR, x >= 1",
        "x^2 - 2*y^2 >= 0 for x in RR, y in RR, x >= y, y >= 0",
        "x >= y for x in RR, y in RR, x >= 0, y >= 0",
        "x^3 - 10^9*x^2 + 1 >= 0 for x in RR, x >= 10^8",
        "x^2 + y^2 >= 2.0000001*x*y for x in RR, y in RR",
        "x < y for x in RR, y in RR, x <= y",
        "x < z for x in RR, y in RR, z in RR, y < x, y < z",
        "x >= 1 for x in RR, x != 0",
        "e^2 >= 0 for e in RR",
        "x > 0 for x in RR, y in RR, x*y = 1",
        "x >= 1 for x in RR, y in RR, x + y = 1, y >= 0",
        "x + y >= 2 for x in RR, y in RR, x*y = 1, y != 3",
        "y >= 0 for x in RR, y in RR, abs(y) = x",
        "y >= 0 for x in RR, y in RR, sqrt(y^2) = x",
        "x^2 >= 1 for x in RR, y in RR, x^2 = y",
        "x >= 1 for x in RR, y in RR, x*y = y",
        "x <= y for x in RR, y in RR, z in RR, x < y + z, z > 0",
        "x >= 0 for x in RR, y in RR, x + y = 1, x <= 2, y <= 2",
        "x > 0 for x in RR, y in RR, x + y = 1, x >= 0, y >= 0",
        "a*b*c <= 1/28 for a in RR, b in RR, c in RR, a >= 0, b >= 0, c >= 0, a + b + c = 1",
        "x + y >= 1 for x in RR, y in RR, not x < 0 or y > 3",
    ],
)
def test_what_is_false_or_has_no_value_is_not_accepted(claim: str) -> None:
    for depth in range(4):
        assert not _accepted(claim, depth)


def test_the_depth_is_bounded() -> None:
    assert _accepted("x^2 >= 0 for x in RR", 0)
    assert not _accepted("x^2 >= 0 for x in RR", -1)
    assert not _accepted("x^2 >= 0 for x in RR", 100)


def test_an_equation_is_no_order() -> None:
    assert not _accepted("x^2 = x*x for x in RR")


# -- laws -------------------------------------------------------------------------------------------

CONTEXT = fmpq_mpoly_ctx.get(["u", "v", "w"], Ordering.degrevlex)


@pytest.mark.parametrize("seed", range(40 if LONG else 3))
def test_a_sign_on_the_orthant_is_that_of_all_values(seed: int) -> None:
    draw, seen = random.Random(seed), 0
    for _ in range(80):
        terms: dict[tuple[int, ...], fmpq] = {
            (draw.randint(0, 2), draw.randint(0, 2), draw.randint(0, 1)): fmpq(draw.randint(-3, 6))
            for _ in range(draw.randint(1, 5))
        }
        polynomial = CONTEXT.from_dict(terms)
        if draw.random() < 0.5:
            line = CONTEXT.from_dict({(1, 0, 0): fmpq(draw.randint(1, 3)), (0, 1, 0): fmpq(-draw.randint(1, 3))})
            polynomial += line**2
        strict, positive = draw.random() < 0.5, frozenset(draw.sample(range(3), draw.randint(0, 3)))
        sign = Orthant(2, 2000).sign(polynomial, positive, strict)
        seen += sign != 0
        for _ in range(30):
            values = [fmpq(draw.randint(place in positive, 9), draw.randint(1, 5)) for place in range(3)]
            value = polynomial(*values) * sign
            assert value > 0 if strict and sign else value >= 0, (polynomial, values, sign)
    assert seen > 10


def _term(draw: random.Random, names: str) -> str:
    line = "(" + " + ".join(f"{draw.randint(-2, 3)}*{name}" for name in names) + draw.choice(("", " + 1", " - 1")) + ")"
    product = "*".join(f"{name}^{draw.randint(1, 3)}" for name in draw.sample(names, draw.randint(1, len(names))))
    first, second = draw.choice(names), draw.choice(names)
    return draw.choice(
        (f"{line}^2", f"{line}^2", f"2*{product}", f"{line}^2*{first}", f"abs({product})", f"sqrt({first})",
         f"({product})^(1/3)", f"1/{line}", f"{first}/{second}", f"sqrt({line}^2 + {first}^2)", line)
    )  # fmt: skip


def _domain(draw: random.Random, name: str) -> str:
    return draw.choice(
        (f"{name} in RR", f"{name} in RR, {name} >= 0", f"{name} in RR, {name} > 0", f"{name} in [0, 1]",
         f"{name} in (0, 1)", f"{name} in [1, 2)", f"{name} in (-1, 1]", f"{name} in RR, {name} < 2")
    )  # fmt: skip


CONSTRAINTS = (", x < y", ", y <= x", ", x + y = 1", ", x + y > 1", ", 2*x < y + 1", ", x*y = 1", ", 1/x + 1/y = 2",
               ", x + y >= 2, x - y > 0", ", y = abs(x)", ", x*y + x = 1", "", "")  # fmt: skip


def _number(value: Fraction) -> Expr:
    return rational(value.numerator, value.denominator)


@pytest.mark.parametrize("seed", range(40 if LONG else 2))
def test_an_order_that_fails_at_a_point_is_not_accepted(seed: int) -> None:
    draw, false, taken = random.Random(seed), 0, 0
    values = [Fraction(k, j) for j in (1, 2, 3) for k in range(-4, 12)] + [Fraction(999, 1000), Fraction(10**6)]
    for _ in range(200):
        names = "xyz"[: draw.randint(1, 3)]
        left = " + ".join(_term(draw, names) for _ in range(draw.randint(1, 3)))
        conditions = ", ".join(_domain(draw, name) for name in names)
        conditions += draw.choice(CONSTRAINTS) if len(names) > 1 else ""
        claim = parse_claim(f"{left} {draw.choice(('>', '>=', '!='))} {_term(draw, names)} for {conditions}")
        accepted = _accepted(claim.text, draw.choice((0, 1, 2)))
        taken += accepted
        for _ in range(40 if accepted else 8):
            place = [draw.choice(values) for _ in names]
            if len(names) > 1 and place[0] not in (0, Fraction(1, 2)):
                first = place[0]
                place[1] = draw.choice((place[1], 1 - first, 1 / first, 1 / (2 - 1 / first), abs(first), 1 / first - 1))
            point = tuple((name, _number(value)) for name, value in zip(names, place, strict=True))
            try:
                failing = not check(claim, SeparatedBalls(96, point)).proved
            except CertificateError:
                continue
            false += failing
            assert not (failing and accepted), (claim.text, point)
    assert false > 20
    assert taken > 3
