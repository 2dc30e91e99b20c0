"""False orders, implications and measures with certificates made by hand: `check` accepts none of them.

No search is involved: what stands between a false claim and PROVED here is the checker alone. Claims are drawn with a
seed; mpmath, or exact arithmetic, says that they are false. Next to them stand true ones that the same kinds of
certificates do prove.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from mpmath import mp  # type: ignore[import-untyped]

from probatum.verifiers import CertificateError, check
from probatum.verifiers.certificates.kinds.equations import Cofactors, Rewriting, Substitution
from probatum.verifiers.certificates.kinds.implications import Alternative, Contraposition, Hypothesis, Parts
from probatum.verifiers.certificates.kinds.subdivision import BoxSubdivision, Subdivision
from probatum.verifiers.certificates.types import (
    ExactValues,
    Identity,
    IrrationalityMeasure,
    RationalIdentity,
    SeparatedBalls,
)
from probatum.verifiers.irrationality.constructions import construct
from probatum.verifiers.irrationality.terms import enclosed
from probatum.verifiers.language import Claim, Expr, integer, rational
from probatum.verifiers.language.parser import parse_claim, parse_expression
from tests.long_form import LONG
from tests.soundness.oracle import NoOpinionError, denies, opinion

SEEDS = range(40 if LONG else 2)
CLAIMS = 400 if LONG else 40

ENDS = ("-pi/2", "-1", "-1/3", "0", "1/3", "exp(-1)", "1/2", "pi/4", "1", "sqrt(2)", "pi/2", "2", "3")
"""In increasing order."""
LEAVES = ("x", "x", "1", "2", "pi", "(x - 1)", "(x - 1/2)", "(x - pi/4)", "(x + 1)", "(x - sqrt(2))")
FUNCTIONS = ("sin", "cos", "exp", "log", "sqrt", "abs", "abs", "tan", "atan", "asin", "acos", "sinh", "tanh", "gamma",
             "erf", "log1p", "expm1", "atanh", "asinh", "cot", "csc", "loggamma")  # fmt: skip
WITHOUT_VALUE = ("(x - {q})/(x - {q})", "sin(x - {q})/(x - {q})", "(1/(x - {q}))^0", "abs(x - {q})/abs(x - {q})",
                 "(sin(x - {q})/(x - {q}))^0", "(x - {q})^2/(1 - cos(x - {q}))", "exp((x - {q})/(x - {q}))",
                 "ulp(1 + (x - {q})/(x - {q}), 24)", "log(2 + tan(x - {q})/(x - {q}))")  # fmt: skip
"""Functions that are bounded near q and have no value there."""


def function(draw: random.Random, depth: int) -> str:
    """A function of x as text."""
    if depth == 0:
        return draw.choice(LEAVES)
    kind, inner = draw.random(), (function(draw, depth - 1), function(draw, depth - 1))
    if kind < 0.55:
        return f"({inner[0]} {draw.choice('+-**/')} {inner[1]})"
    if kind < 0.7:
        return f"({inner[0]})^{draw.choice(('2', '3', '0', '(-1)', '(1/2)', '(3/2)'))}"
    return f"{draw.choice(FUNCTIONS)}({inner[0]})"


def accepted(claim: Claim, certificate: Any) -> bool:
    """Whether the checker takes the certificate for a proof."""
    try:
        return check(claim, certificate).proved
    except CertificateError:
        return False


def fails(relation: Expr, point: dict[str, Expr]) -> bool:
    """Whether an order fails at a point for certain: by mpmath, or because a side is not real."""
    try:
        return denies(relation, point)
    except NoOpinionError:
        pass
    try:
        values = [opinion(side, point).value for side in relation.args]
    except NoOpinionError:
        return False
    return any(abs(mp.im(value)) > 1e-9 for value in values)


def subdivision(draw: random.Random, low: str, high: str) -> Subdivision:
    """Points between the ends, with any order and precision."""
    count = draw.choice((1, 2, 8))
    points = [low, *(f"{low} + ({high} - ({low}))*{k}/{count}" for k in range(1, count)), high]
    return Subdivision(draw.choice((53, 128, 300)), draw.choice((1, 2, 4, 8)), tuple(map(parse_expression, points)))


def order_claims(draw: random.Random) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Orders on an interval that may be false, with its ends and the points at which this is looked for."""
    while True:
        places = sorted(draw.sample(range(len(ENDS)), 2))
        low, high = (ENDS[place] for place in places)
        opening, closing = draw.choice("[("), draw.choice("])")
        inside = [*ENDS[places[0] + 1 : places[1]], f"({low} + {high})/2"]
        inside += [low] * (opening == "[") + [high] * (closing == "]")
        body = function(draw, draw.randint(1, 3))
        try:
            values = [opinion(parse_expression(body), {"x": parse_expression(q)}).value for q in inside]
            bound = Fraction(int(draw.choice([v.real for v in values]) * 10**9), 10**9)
        except (NoOpinionError, ValueError, OverflowError):
            continue
        bound += draw.choice((Fraction(0), Fraction(1, 10**6), Fraction(-1, 10**6), Fraction(1, 10), Fraction(-1, 10)))
        sign = draw.choice(("<", "<=", ">", ">="))
        yield f"{body} {sign} {bound} for x in {opening}{low}, {high}{closing}", low, high, tuple(inside)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_order_that_fails_at_a_point_is_not_accepted(seed: int) -> None:
    draw, false = random.Random(seed), 0
    claims = order_claims(draw)
    for _ in range(CLAIMS):
        text, low, high, inside = next(claims)
        claim = parse_claim(text)
        taken = accepted(claim, subdivision(draw, low, high))
        failing = any(fails(claim.proposition, {"x": parse_expression(q)}) for q in inside)
        false += failing
        assert not (taken and failing), text
    assert false > CLAIMS // 4


@pytest.mark.parametrize("seed", SEEDS)
def test_an_order_that_fails_beside_a_point_of_equality_is_not_accepted(seed: int) -> None:
    """`(x - q)^m f(x)` with f(q) > 0, negative a little further on: what is seen at q says nothing beyond."""
    draw = random.Random(seed)
    for _ in range(CLAIMS):
        q, reach, power = f"({draw.choice(ENDS)})", draw.choice((2, 3, 10)), draw.randint(1, 4)
        base = draw.choice(("T", "sin(T)", "sinh(T)", "tanh(T)", "(exp(T) - 1)"))
        factor = draw.choice(
            ("(1 - {r}*T)", "cos(3*{r}*T)", "(1 - {r}*T^2)", "(exp(-{r}*T) - 1/2)", "(2 - exp({r}*T))")
        )
        form = draw.choice(("({b})^{m}*{f}", "({b})^{m} - ({b})^{m}*(1 - {f})", "({b})^{n}*{f}/({b})"))
        text = form.format(b=base, m=power, n=power + 1, f=factor.format(r=reach)).replace("T", f"(x - {q})")
        claim = parse_claim(f"{text} {draw.choice(('>', '>='))} 0 for x in ({q}, {q} + 1]")
        assert not accepted(claim, subdivision(draw, q, f"{q} + 1")), claim.text


@pytest.mark.parametrize("seed", SEEDS)
def test_an_order_without_a_value_at_a_point_is_not_accepted(seed: int) -> None:
    draw = random.Random(seed)
    for body in WITHOUT_VALUE:
        place = draw.randint(1, len(ENDS) - 2)
        q, low, high = ENDS[place], *draw.choice(((ENDS[0], ENDS[-1]), (ENDS[place], ENDS[-1]), (ENDS[0], ENDS[place])))
        bounded = body.format(q=f"({q})")
        text = f"{bounded} {draw.choice(('> -1000', '< 1000', '>= -1000', '!= 1000'))} for x in [{low}, {high}]"
        points = (low, *({q} - {low, high}), high)
        assert not accepted(parse_claim(text), Subdivision(128, 4, tuple(map(parse_expression, points)))), text


def test_the_same_certificates_prove_true_orders() -> None:
    draw = random.Random(0)
    for text, low, high in (
        ("sin(x) <= x for x in [0, 1]", "0", "1"),
        ("sin(x)/x > 1/2 for x in (0, 1]", "0", "1"),
        ("abs(x - 1)*exp(x) >= 0 for x in [1, pi/2]", "1", "pi/2"),
        ("ulp(x, 24) <= 2^(-22) for x in [1, 3/2]", "1", "3/2"),
    ):
        assert any(accepted(parse_claim(text), subdivision(draw, low, high)) for _ in range(20)), text


@pytest.mark.parametrize("seed", SEEDS)
def test_an_order_on_a_box_that_fails_at_a_point_is_not_accepted(seed: int) -> None:
    draw, false = random.Random(seed), 0
    for _ in range(CLAIMS // 2):
        first, second = function(draw, draw.randint(0, 2)), function(draw, draw.randint(0, 2)).replace("x", "y")
        body = f"{first} {draw.choice('+-*/')} {second}".replace("eyp", "exp")
        text = f"{body} {draw.choice(('<', '>='))} {draw.randint(-8, 8)}/4 for x in [0, 2], y in [1/4, 1]"
        claim = parse_claim(text)
        splits = draw.choice(((0,), (1, 0, 0), (1, 2, 0, 0, 2, 0, 0), (2, 1, 0, 0, 1, 0, 0)))
        ranges = (_ends("0", "2"), _ends("1/4", "1"))
        taken = accepted(claim, BoxSubdivision(96, ranges, splits))
        grid = [(Fraction(k, 4), Fraction(1 + 3 * j, 4) / 4 + Fraction(3, 16)) for k in range(9) for j in range(5)]
        inside = [{"x": _number(x), "y": _number(min(y, Fraction(1)))} for x, y in grid]
        failing = any(fails(claim.proposition, point) for point in inside)
        false += failing
        assert not (taken and failing), text
    assert false > CLAIMS // 8


def _ends(low: str, high: str) -> tuple[Expr, Expr]:
    return parse_expression(low), parse_expression(high)


def _number(value: Fraction) -> Expr:
    return rational(value.numerator, value.denominator)


# -- implications --------------------------------------------------------------------------------------

TERMS = ("x", "y", "x*y", "x^2", "y^2", "x + y", "x - 1", "x*(y - 1)", "x/y", "0", "1", "2", "sqrt(x)", "abs(x)")


def _leaf(draw: random.Random) -> Any:
    return draw.choice(
        (RationalIdentity(), ExactValues(), SeparatedBalls(64), Identity((None,)), Identity((None, None)))
    )


def _certificate(draw: random.Random, depth: int) -> Any:
    if depth == 0:
        return _leaf(draw)
    inner = [_certificate(draw, depth - 1) for _ in range(2)]
    terms = [parse_expression(draw.choice(TERMS)) for _ in range(3)]
    return draw.choice(
        (
            Hypothesis(inner[0]),
            Contraposition(inner[0]),
            Alternative(draw.randint(0, 1), inner[0]),
            Parts(tuple(inner)),
            Substitution(draw.choice("xy"), inner[0]),
            Cofactors(
                draw.choice((terms[0], integer(1))), draw.randint(1, 2), tuple(terms[1 : draw.randint(2, 3)]), inner[0]
            ),
            Rewriting(terms[0], draw.choice((None, inner[1])), inner[0]),
        )
    )


def _holds(relation: str, x: Fraction, y: Fraction) -> bool | None:
    """A relation of TERMS by exact arithmetic, where every side has a rational value; None elsewhere."""
    sign = next(s for s in ("!=", "<=", ">=", "=", "<", ">") if f" {s} " in relation)
    known = {
        "x": x, "y": y, "x*y": x * y, "x^2": x * x, "y^2": y * y, "x + y": x + y, "x - 1": x - 1,
        "x*(y - 1)": x * (y - 1), "x/y": x / y if y else x, "abs(x)": abs(x),
    }  # fmt: skip
    values = []
    for side in relation.split(f" {sign} "):
        if side == "sqrt(x)":
            if x not in (0, 1, 4):
                return None
            values.append(Fraction({0: 0, 1: 1, 4: 2}[int(x)]))
        elif side == "x/y" and y == 0:
            return None
        else:
            values.append(Fraction(side) if side.isdigit() else known[side])
    a, b = values
    return {"=": a == b, "!=": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[sign]


POINTS = [(Fraction(x), Fraction(y)) for x in (-2, -1, 0, 1, 2, 4) for y in (-2, -1, 0, 1, 2, 4)]


@pytest.mark.parametrize("seed", SEEDS)
def test_an_implication_that_fails_at_a_point_is_not_accepted(seed: int) -> None:
    draw, false = random.Random(seed), 0
    for _ in range(2 * CLAIMS):
        signs = [draw.choice(("=", "=", "!=", "<", "<=", ">", ">=")) for _ in range(3)]
        first, second, third = (f"{draw.choice(TERMS)} {sign} {draw.choice(TERMS)}" for sign in signs)
        left, arrow = draw.choice(((first, "=>"), (first, "<=>"), (f"{first} and {second}", "=>")))
        claim = parse_claim(f"{left} {arrow} {third} for x in RR, y in RR")
        known = (first, second) if " and " in left else (first,)
        failing = any(
            all(_holds(each, *point) for each in known) and _holds(third, *point) is False for point in POINTS
        )
        false += failing
        taken = [c for c in (_certificate(draw, draw.randint(1, 3)) for _ in range(3)) if accepted(claim, c)]
        assert not (taken and failing), (claim.text, taken)
    assert false > CLAIMS // 2


def test_the_same_certificates_prove_true_implications() -> None:
    draw, claim = random.Random(0), parse_claim("x = 1 => x*y = y for x in RR, y in RR")
    assert accepted(claim, Substitution("x", RationalIdentity()))
    assert any(accepted(claim, _certificate(draw, 1)) for _ in range(400))


# -- measures ------------------------------------------------------------------------------------------

PARAMETERS: dict[str, tuple[range, ...]] = {
    "bessel_fractions": (range(2), range(-3, 5), range(4), range(6), range(4)),
    "double_integrals": (range(7),) * 5,
    "integer_fractions": (range(4), *(range(-2, 5),) * 4),
    "lambert_fractions": (range(3), range(8), range(5), range(2)),
    "log_integrals": (range(9), range(3), range(6), range(6), range(6)),
    "polynomial_integrals": (range(4), range(1, 2), range(1, 4), range(2, 3), range(12), range(-8, 0), range(1, 2)),
    "power_integrals": (range(5), range(20), range(-5, 6)),
    "quadratic_integrals": (range(-9, 10),) * 3,
    "zeta_values": (range(5),),
}
"""From where the parameters of a construction are drawn, such as are none among them."""


@pytest.mark.parametrize("seed", SEEDS)
def test_no_measure_is_below_that_of_the_construction(seed: int) -> None:
    draw, tried = random.Random(seed), 0
    for name, ranges in PARAMETERS.items():
        for _ in range(CLAIMS):
            parameters = tuple(map(draw.choice, ranges))
            try:
                found = construct(name, parameters)
            except (ValueError, ArithmeticError, LookupError):
                continue
            tried += 1
            measure = enclosed(found.measure)
            assert not measure < 2, (name, parameters)  # Dirichlet's theorem
            lower = Fraction(int(float(measure.lower()) * 10**6) - 1, 10**6)
            for bound in (max(lower, Fraction(2)) - Fraction(1, 10**9), Fraction(2)):
                proposition = Expr("<", (Expr("mu", (found.constant,)), _number(bound)))
                assert not accepted(Claim(proposition), IrrationalityMeasure(name, parameters)), (name, parameters)
            image = tuple(draw.randint(-2, 2) for _ in range(4))
            bad = IrrationalityMeasure(name, parameters, image, (), draw.choice((-1, 0, 2)))  # type: ignore[arg-type]
            assert not accepted(Claim(Expr("mu", (found.constant,))), bad)
    assert tried > CLAIMS // 2
