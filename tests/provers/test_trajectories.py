"""Continued fractions that are trajectories of Gauss's contiguity relations, and their values."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb, ctx, fmpq, fmpz_poly

from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.certificates.proofs import Checking
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.language import parse_claim, parse_expression
from probatum.verifiers.language.expr import Expr, integer, symbol
from probatum.verifiers.provers.closing import prove
from probatum.verifiers.provers.euler_integrals import Factor, Kernel, Step, step_of
from probatum.verifiers.provers.kernels import critical_values
from probatum.verifiers.provers.search import Search
from probatum.verifiers.provers.trajectories import prove_trajectory

EFFORT = 20_000


def _polynomial(polynomial: fmpz_poly) -> Expr:
    terms = [
        Expr("*", (integer(int(c)), Expr("^", (symbol("n"), integer(k))))) for k, c in enumerate(polynomial.coeffs())
    ]
    return Expr("+", (integer(0), *terms))


def _recurrence(step: Step, start: int) -> tuple[fmpz_poly, fmpz_poly]:
    """Elements of the continued fraction of `u(n) = I_0(n)`, by elimination of I_1 from the step, shifted by start."""
    (p, q), (r, s) = (tuple(entry(fmpz_poly([start, 1])) for entry in row) for row in step.matrix)
    before = fmpz_poly([-1, 1])
    # Times d, u(n) = p u(n-1) + r I_1(n-1) where I_1(n-1) = q'/d' u(n-2) + s'/r' (u(n-1) - p'/d' u(n-2)), primes for
    # n - 1; the multiple c(n) u(n) with c(n)/c(n-1) = d r' has polynomial elements.
    a = p * r(before) + r * s(before)
    return a, -r * (p * s - q * r)(before) * r(fmpz_poly([-2, 1]))


DIRECTIONS = [(1, 1, -1), (1, 2, -3), (0, 2, -3), (2, 1, -2), (3, 1, -2), (1, 3, -2), (0, 3, -1)]


def _kernel(slopes: tuple[int, int, int]) -> Kernel:
    values = critical_values(*slopes)
    assert values is not None
    offsets = Fraction(-1, 2), Fraction(0), Fraction(-1)
    factors = tuple(map(Factor, ((0, 1), (1, -1), (1, 1)), slopes, offsets))
    return Kernel(factors, *values)


@pytest.mark.parametrize("slopes", DIRECTIONS)
def test_the_fraction_of_a_trajectory_is_proved(slopes: tuple[int, int, int]) -> None:
    """`int_0^1 x^(alpha n - 1/2) (1-x)^(beta n) (1+x)^(gamma n - 1) dx` makes its own continued fraction."""
    step = step_of(_kernel(slopes))
    assert step is not None
    a, b = _recurrence(step, 3)
    proof = prove_trajectory(Expr("pcf", (_polynomial(a), _polynomial(b), symbol("n"))), Search(EFFORT))
    assert proof is not None
    equation = Checking(RULES).conclude(proof)
    assert {node.head for node in equation.right.args} <= {"*", "+", "neg", "/"}


@pytest.mark.parametrize("slopes", DIRECTIONS)
def test_the_limit_of_a_step_has_the_critical_values(slopes: tuple[int, int, int]) -> None:
    kernel = _kernel(slopes)
    step = step_of(kernel)
    assert step is not None
    n = 10**9
    (p, q), (r, s) = (tuple(fmpq(e(n)) / fmpq(step.denominator(n)) for e in row) for row in step.matrix)
    for found, expected in zip((p + s, p * s - q * r), (kernel.trace, kernel.determinant), strict=True):
        assert abs(found - fmpq(expected.numerator, expected.denominator)) < fmpq(1, 10**6)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("pcf(6*n + 3, -n^2, n) = 2/log(2)", "Legendre; Alladi, Robinson (1980)"),
        ("pcf(2*n + 1, n^2, n) = 4/pi", "Lambert (1770), Gauss (1813)"),
        ("pcf(2*n + 1, 3*n^2, n) = 3*sqrt(3)/pi", "Lambert: sqrt(3)/atan(sqrt(3))"),
        ("pcf(4*n + 2, n^2, n) = 1/atan(1/2)", "Lambert"),
        ("pcf(4*n + 2, -n^2, n) = 2/log(3)", "Lambert: 1/atanh(1/2), doubled"),
        ("pcf(2*n + 1, -n^2/5, n) = 2/(sqrt(5)*log((sqrt(5) + 1)/(sqrt(5) - 1)))", "Lambert: atanh(1/sqrt(5))"),
        ("pcf(1, n*(n + 1), n) = 2/(pi - 2)", "Perron, Die Lehre von den Kettenbrüchen (1957)"),
    ],
)
def test_values_from_the_literature(claim: str, source: str) -> None:
    assert source
    assert prove(parse_claim(claim).relations[0], Search(EFFORT)) is not None


@pytest.mark.parametrize(
    "claim",
    [
        "pcf(6*n + 3, -n^2, n) = 3/log(3)",
        "pcf(2*n + 1, n^2, n) = 3/log(2)",
        "pcf(1, n*(n + 1), n) = 2/(pi - 2) + 10^(-60)",
    ],
)
def test_false_values_are_not_proved(claim: str) -> None:
    assert prove(parse_claim(claim).relations[0], Search(EFFORT)) is None


@pytest.mark.parametrize(
    "text",
    [
        "pcf(6*n + 3, -(n - 4)^2, n)",  # ends at n = 4
        "pcf(n, n, n)",  # another kind of growth
        "pcf(1, -n^2, n)",  # divergent
        "pcf(1/n + 1, n^2, n)",  # not a polynomial
        "pcf(0, n^2, n)",
        "pcf(n^2, 0, n)",
    ],
)
def test_nothing_is_offered_for_other_fractions(text: str) -> None:
    assert prove_trajectory(parse_expression(text), Search(EFFORT)) is None


def test_the_value_agrees_with_the_continued_fraction() -> None:
    """The conclusion is compared with many digits of the fraction itself."""
    fraction = parse_expression("pcf(6*n + 3, -n^2, n)")
    proof = prove_trajectory(fraction, Search(EFFORT))
    assert proof is not None
    right = Checking(RULES).conclude(proof).right
    with ctx.workprec(400):
        difference = evaluate(fraction, {}) - evaluate(right, {})  # type: ignore[operator]
        assert isinstance(difference, arb)
        assert difference.contains(0)
        assert difference.rad() < arb(2) ** -300
