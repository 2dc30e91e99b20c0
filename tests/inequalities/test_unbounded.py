"""Orders on half-lines, on the whole line and at singular ends: known inequalities, and false ones beside them."""

from __future__ import annotations

import random

import pytest
from flint import arb, ctx, fmpq

from probatum.verifiers import CertificateError, check
from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.certificates.kinds.equality import EqualSides
from probatum.verifiers.certificates.kinds.subdivision import Subdivision
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.inequalities.expansions import Expanding
from probatum.verifiers.inequalities.germs import Germ, Number, Scale
from probatum.verifiers.inequalities.scales import LEAST, Monomial, Neighbourhood, NoExpansionError, ball
from probatum.verifiers.language.parser import parse_claim, parse_expression
from tests.inequalities.orders import require_proved, require_refuted
from tests.long_form import LONG

KNOWN = [
    # DLMF 4.5.13, 4.5.1, 4.18.2, 4.32; Mitrinovic, Analytic inequalities, 3.4-3.6.
    ("exp(x) >= 1 + x for x in RR", "exp(x) >= 1 + 1.001*x for x in RR"),
    ("log(x) <= x - 1 for x in RR, x > 0", "log(x) < x - 1 for x in RR, x > 0"),
    ("sin(x) < x for x in RR, x > 0", "sin(x) < 0.999*x for x in RR, x > 0"),
    ("cos(x) >= 1 - x^2/2 for x in RR", "cos(x) >= 1 - 0.499*x^2 for x in RR"),
    ("tanh(x) < x for x in RR, x > 0", "tanh(x) < x - x^3/3 for x in RR, x > 0"),
    ("atan(x) > x/(1 + x^2) for x in RR, x > 0", "atan(x) > x/(1 + 0.3*x^2) for x in RR, x > 0"),
    ("abs(sin(x)) <= abs(x) for x in RR", "abs(sin(x)) <= 0.99*abs(x) for x in RR"),
    ("exp(x) >= x^e for x in RR, x > 0", "exp(x) > x^e for x in RR, x > 0"),
    ("sinc(x) >= 1 - x^2/6 for x in RR", "sinc(x) < 1 for x in RR"),
    # Equality at infinity alone.
    ("atan(x) < pi/2 for x in RR", "atan(x) < pi/2 - 10^(-6) for x in RR"),
    ("erf(x) < 1 for x in RR", "erf(x) < 1 - 10^(-9) for x in RR"),
    ("(1 + 1/x)^x < e for x in RR, x > 0", "(1 + 1/x)^x < e - 10^(-4) for x in RR, x > 0"),
    # Poles and logarithms at the ends: Becker-Stark, the binary entropy, x^x.
    ("tan(x)/x > 8/(pi^2 - 4*x^2) for x in (0, pi/2)", "tan(x)/x > 8.001/(pi^2 - 4*x^2) for x in (0, pi/2)"),
    ("tan(x)/x < pi^2/(pi^2 - 4*x^2) for x in (0, pi/2)", "tan(x)/x < 9.86/(pi^2 - 4*x^2) for x in (0, pi/2)"),
    ("-x*log(x) - (1 - x)*log(1 - x) <= log(2) for x in (0, 1)",
     "-x*log(x) - (1 - x)*log(1 - x) < log(2) for x in (0, 1)"),
    ("x^x >= exp(-1/e) for x in RR, x > 0", "x^x >= 0.6923 for x in RR, x > 0"),
    ("sqrt(1 + x) <= 1 + x/2 for x in RR, x >= -1", "sqrt(1 + x) < 1 + x/2 for x in RR, x >= -1"),
    ("asin(x) <= pi/2 for x in [-1, 1]", "asin(x) < pi/2 for x in [-1, 1]"),
    # Gautschi (1959) with s = 1/2; Alzer (1997) for digamma; DLMF 7.8.2.
    ("gamma(x + 1)/gamma(x + 1/2) < sqrt(x + 1) for x in RR, x > 0",
     "gamma(x + 1)/gamma(x + 1/2) < sqrt(x + 1/4) for x in RR, x > 0"),
    ("digamma(x) < log(x) - 1/(2*x) for x in RR, x > 0", "digamma(x) < log(x) - 0.501/x for x in RR, x > 0"),
    ("erfc(x) > 2*exp(-x^2)/(sqrt(pi)*(x + sqrt(x^2 + 2))) for x in RR, x >= 0",
     "erfc(x) > 2*exp(-x^2)/(sqrt(pi)*(x + sqrt(x^2 + 1.9))) for x in RR, x >= 0"),
    # True for a long way.
    ("log(x) < x^(1/10) for x in RR, x > 10^16", "log(x) > x^(1/10) for x in RR, x > 10"),
    ("exp(x/10^6) > x for x in RR, x > 10^8", "exp(x/10^6) < 10^8 + x for x in RR, x > 0"),
    # Integers: by the real variable from some point on, one by one before.
    ("2^n >= n^2 for n in NN, n >= 4", "2^n > n^2 for n in NN, n >= 4"),
    ("factorial(n) > 2^n for n in NN, n >= 4", "factorial(n) > 2^n for n in NN, n >= 3"),
    ("binomial(2*n, n) <= 4^n/sqrt(pi*n) for n in NN, n >= 1",
     "binomial(2*n, n) <= 4^n/sqrt(3.1416*n) for n in NN, n >= 1"),
    ("x > 2 => x^2 > 4 for x in RR", "x^2 > 4 => x > 2 for x in RR"),
]  # fmt: skip


@pytest.mark.parametrize("claim", [true for true, _ in KNOWN])
def test_a_true_order_is_proved_and_its_certificate_checked_again(claim: str) -> None:
    require_proved(claim)


@pytest.mark.parametrize("claim", [false for _, false in KNOWN])
def test_a_false_order_beside_it_is_refuted_at_a_point(claim: str) -> None:
    require_refuted(claim)


# -- the checker ------------------------------------------------------------------------------------


def _accepted(claim: str, *points: str, order: int = 8, bits: int = 96) -> bool:
    try:
        return check(parse_claim(claim), Subdivision(bits, order, tuple(map(parse_expression, points)))).proved
    except CertificateError:
        return False


def test_the_parts_reach_to_infinity() -> None:
    claim = "x + 1/x > 1 for x in RR, x > 0"
    assert _accepted(claim, "0", "1/2", "1", "2", "4", "oo")
    for points in (
        ("0", "1/2", "1", "2", "4"),
        ("1", "2", "4", "oo"),
        ("0", "oo"),
        ("0", "1/2", "1", "2", "4", "-oo"),
        ("0", "oo", "4"),
        ("-oo", "oo"),
    ):
        assert not _accepted(claim, *points)
    assert _accepted("x^2 + 1 > 0 for x in RR", "-oo", "-4", "4", "oo")
    assert not _accepted("x^2 + 1 > 0 for x in RR", "-4", "4", "oo")
    assert not _accepted("x^2 + 1 > 0 for x in CC", "-oo", "-4", "4", "oo")


@pytest.mark.parametrize(
    "claim",
    [
        "x^2 < 10^40 for x in RR, x > 4",
        "log(x) < 1000 for x in RR, x > 4",
        "exp(-x)*(10^30 - x) > 0 for x in RR, x > 4",
        "sin(x) < 1 for x in RR, x > 4",
        "x*sin(x) < x - 1/x for x in RR, x > 4",
        "atan(x) < pi/2 - 1/x for x in RR, x > 4",
        "1/x > 10^(-30) for x in RR, x > 4",
        "tanh(x) < 1 - 2*exp(-2*x) for x in RR, x > 4",
        "erfc(x) < exp(-x^2)/(x*sqrt(pi))*(1 - 1/(2*x^2)) for x in RR, x > 4",
        "loggamma(x) < (x - 1/2)*log(x) - x + log(2*pi)/2 for x in RR, x > 4",
        "x^(1 + 10^(-30)) < 2*x for x in RR, x > 4",
        "log(x)^50 < x for x in RR, x > 4",
        "x - x < 0 for x in RR, x > 4",
        "tan(x) < x^3 for x in RR, x > 4",
        "gamma(x + 1) < x^x*exp(-x) for x in RR, x > 4",
        "exp(exp(x)) < exp(x^9) for x in RR, x > 4",
    ],
)
def test_what_fails_far_out_is_accepted_on_no_neighbourhood_of_infinity(claim: str) -> None:
    for start in ("4", "16", "1024", "2^64"):
        for order in (2, 8):
            assert not _accepted(claim, "4", start, "oo", order=order)
    far = claim.replace("x > 4", "x > 2^64")
    assert not _accepted(far, "2^64", "oo")


@pytest.mark.parametrize(
    ("claim", "end"),
    [
        ("x*log(x) > -10^(-20) for x in (0, 1)", "0"),
        ("log(x) > -1000 for x in (0, 1)", "0"),
        ("1/x < 10^40 for x in (0, 1)", "0"),
        ("sqrt(x) >= 10^(-12) for x in (0, 1)", "0"),
        ("x*log(x) <= 0 for x in [0, 1]", "0"),  # without a value at 0
        ("sin(x)/x <= 1 for x in [0, 1]", "0"),
        ("sqrt(x) > 0 for x in [0, 1]", "0"),
        ("x^x < 1 - x for x in (0, 1)", "0"),
        ("gamma(x) < 1/x - 1 for x in (0, 1)", "0"),
        ("log(-x) < 0 for x in (0, 1)", "0"),
        ("sqrt(x - 2*x) < 1 for x in (0, 1)", "0"),
    ],
)
def test_what_fails_beside_a_singular_end_is_not_accepted(claim: str, end: str) -> None:
    for inner in ("1", "1/2", "1/64", "2^(-40)"):
        points = (end, inner) if inner == "1" else (end, inner, "1")
        assert not _accepted(claim, *points)


def test_integers_are_taken_one_by_one() -> None:
    assert _accepted("(-1)^n*n <= 4 for n in NN, n <= 4", "0", "4")
    assert not _accepted("(-1)^n*n <= 3 for n in NN, n <= 4", "0", "4")
    assert not _accepted("(-1)^n*n <= 4 for n in RR, n >= 0, n <= 4", "0", "4")
    assert not _accepted("(n - 2)*(n - 3) >= 0 for n in RR, n >= 0, n <= 4", "0", "4")


def test_equal_sides_refute_strict_orders_alone() -> None:
    def refuted(claim: str, point: str) -> bool:
        try:
            return not check(parse_claim(claim), EqualSides((("x", parse_expression(point)),))).proved
        except CertificateError:
            return False

    assert refuted("log(x) < x/e for x in RR, x > 0", "e")
    assert refuted("log(x) != x/e for x in RR, x > 0", "e")
    assert not refuted("log(x) <= x/e for x in RR, x > 0", "e")
    assert not refuted("log(x) < x/e for x in RR, x > 0", "e + 10^(-300)")
    assert not refuted("log(x) < x/e for x in RR, x > e", "e")
    assert not refuted("log(x)/(x - e) != x/(e*(x - e)) for x in RR, x > 0", "e")
    assert not refuted("log(x) < x/e for x in RR, x > 0", "x")


# -- law: a germ encloses its function ----------------------------------------------------------------

LEAVES = ("x", "x", "1", "2", "pi", "1/2", "1/x", "log(x)", "(x + 1)", "exp(-x)", "(1/2 - 1/x)", "(1 - 1/x)",
          "(pi/2 - 1/x)", "(-1 + 1/x)", "(e - 1/x)", "sqrt(2)")  # fmt: skip
FUNCTIONS = ("exp", "log", "sqrt", "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "sech",
             "csch", "atan", "asin", "acos", "asinh", "acosh", "atanh", "log1p", "expm1", "erf", "erfc", "gamma",
             "factorial", "loggamma", "digamma", "abs", "sinc")  # fmt: skip
UP = Monomial((fmpq(1), fmpq(0), fmpq(0)))


def _function(draw: random.Random, depth: int) -> str:
    if depth == 0:
        return draw.choice(LEAVES)
    inner, other, kind = _function(draw, depth - 1), _function(draw, draw.randint(0, depth - 1)), draw.random()
    if kind < 0.5:
        return f"({inner} {draw.choice('+-**/')} {other})"
    if kind < 0.65:
        return f"({inner})^{draw.choice(('2', '3', '(1/2)', '(-1)', '(1/3)', '(-3/2)', 'x', '(1/x)', 'pi'))}"
    return f"{draw.choice(FUNCTIONS)}({inner})"


def _value(monomial: Monomial, y: arb) -> arb:
    levels = (y, y.log(), y.log().log())
    total = sum((ball(a) * level.log() for a, level in zip(monomial.powers, levels, strict=True)), arb(0))
    for powers, coefficient in monomial.exponent:
        logarithm = sum((arb(a) * level.log() for a, level in zip(powers, levels, strict=True)), arb(0))
        total += ball(coefficient) * logarithm.exp()
    return total.exp()


def _germ(text: str, start: int, order: int) -> tuple[Scale, Germ] | None:
    scale = Scale(Neighbourhood(arb(start)), order, order + 2)
    try:
        return scale, Expanding("x", {UP: Number.of(fmpq(1))}, scale).germ(parse_expression(text))
    except (NoExpansionError, ZeroDivisionError, *NO_VALUE):
        return None


@pytest.mark.parametrize("seed", range(40 if LONG else 2))
def test_a_germ_encloses_its_function_on_the_whole_neighbourhood(seed: int) -> None:
    draw, enclosed = random.Random(seed), 0
    for _ in range(25):
        text, start = _function(draw, draw.randint(1, 3 if LONG else 2)), draw.choice((LEAST, 20, 64, 1000))
        with ctx.workprec(draw.choice((53, 64, 128))):
            found = _germ(text, start, draw.choice((2, 3, 4, 9)))
            if found is None:
                continue
            try:
                sign = found[0].sign(found[1], True)
            except NoExpansionError:
                sign = 0
        for step in (0, draw.randint(1, 20), draw.randint(1, 10**4)):
            y = start + fmpq(step, draw.randint(1, 9))
            with ctx.workprec(1500):
                value = complex_(evaluate(parse_expression(text), {"x": y}))
                total = sum((number.ball * _value(m, arb(y)) for m, number in found[1].items()), arb(0))
                if value.is_finite():
                    assert value.real.overlaps(total), (text, y)
                    assert not (value.real * sign < 0), (text, y)
                    enclosed += 1
    assert enclosed > 20
