"""Trajectories: exact matrices, recurrences and limits, against products taken step by step."""

from __future__ import annotations

import itertools
from fractions import Fraction
from functools import reduce
from operator import mul

import mpmath
import pytest
from flint import arb, ctx, fmpq

from probatum.verifiers.certificates.proofs import CertificateError, Checking
from probatum.verifiers.certificates.rules import RULES
from probatum.verifiers.certificates.rules.trajectory import Trajectory
from probatum.verifiers.fields.errors import FieldError, IllFormedFieldError, LargeFieldError, SingularityError
from probatum.verifiers.fields.limits import limit_of_matrix, unit_rows
from probatum.verifiers.fields.measures import approximation, limit_ball
from probatum.verifiers.fields.reading import read_field
from probatum.verifiers.fields.trajectories import TrajectoryMatrix, trajectory_matrix
from probatum.verifiers.fields.trajectory_recurrences import column_recurrence, exact_product
from probatum.verifiers.judge import judge
from probatum.verifiers.language import expression_text, parse_claim, parse_expression
from probatum.verifiers.verdict import Options, Reason, Status
from tests.fields.exact_paths import Matrix, path, times
from tests.fields.published import DERIVED_2F1, E_FIELD, PI_FIELD, SYMMETRIC_PI, ZETA_3


def along(field: str, start: str, direction: str) -> TrajectoryMatrix:
    return trajectory_matrix(
        read_field(parse_expression(field)),
        [fmpq(*map(int, value.split("/"))) for value in start.split()],
        [int(value) for value in direction.split()],
    )


def stride(matrix: TrajectoryMatrix, n: int) -> Matrix:
    below = int(matrix.denominator(n))
    return [[Fraction(int(entry(n)), below) for entry in row] for row in matrix.rows]


WALKS = [
    (E_FIELD, "1 1", "1 1"),
    (E_FIELD, "1 1", "3 2"),
    (E_FIELD, "2/3 1/4", "1 2"),
    (E_FIELD, "1/2 1/3", "-1 2"),
    (PI_FIELD, "1/2 1", "2 1"),
    (ZETA_3, "1 1", "1 1"),
    (ZETA_3, "1/2 1/3", "1 -2"),
    (ZETA_3, "1/5 2/7", "-2 -1"),
    (DERIVED_2F1, "1 1 1", "1 2 1"),
    (DERIVED_2F1, "1/3 1/5 1/7", "1 -2 -1"),
]


@pytest.mark.parametrize(("field", "start", "direction"), WALKS)
def test_a_stride_is_the_product_along_every_path(field: str, start: str, direction: str) -> None:
    matrix = along(field, start, direction)
    axes = read_field(parse_expression(field)).axes
    moves = [int(value) for value in direction.split()]
    steps = [(axis, 1 if count > 0 else -1) for axis, count in zip(axes, moves, strict=True) for _ in range(abs(count))]
    for n in range(3):
        here = {
            axis: Fraction(value) + n * count for axis, value, count in zip(axes, start.split(), moves, strict=True)
        }
        for order in itertools.islice(itertools.permutations(steps), 0, 24, 5):
            assert path(field, here, list(order)) == stride(matrix, n)


def test_steps_against_their_sign_are_inverses() -> None:
    # pFq gives the steps against y: one way and back is the identity.
    there = along("pFq(2, 1, 1/3)", "1/2 1/3 3/4", "0 0 1")
    back = along("pFq(2, 1, 1/3)", "1/2 1/3 7/4", "0 0 -1")
    assert times(stride(there, 0), stride(back, 0)) == [[1, 0], [0, 1]]


@pytest.mark.parametrize(("field", "start", "direction"), [*WALKS, ("pFq(4, 3, -1)", "1 1 1 1 2 2 2", "1 1 1 1 2 2 2")])
def test_the_column_satisfies_its_recurrence(field: str, start: str, direction: str) -> None:
    matrix = along(field, start, direction)
    recurrence = column_recurrence(matrix, matrix.rank - 1)
    assert recurrence.order <= matrix.rank
    columns = [exact_product(matrix, n).transpose().tolist()[-1] for n in range(4, 6 + recurrence.order)]
    for k, n in enumerate((4, 5)):
        for i in range(matrix.rank):
            terms = (c(n) * columns[k + j][i] for j, c in enumerate(recurrence.coefficients))
            assert sum(terms) == 0


TRUE_LIMITS = {
    "e": f"limit({E_FIELD}, from (1, 1), along (1, 1)) = (3*e - 8)/(e - 3)",
    "e, another direction": f"limit({E_FIELD}, from (1, 1), along (1, 0)) = (3*e - 8)/(e - 3)",
    "pi": f"limit({PI_FIELD}, from (1/2, 1/2), along (1, 1)) = 1 - 4/pi",
    "pi from (1, 1)": f"limit({PI_FIELD}, from (1, 1), along (2, 1)) = (2*pi - 6)/(pi - 4)",
    "symmetric pi": f"limit({SYMMETRIC_PI}, from (1/2, 1/2), along (1, 1)) = 2/pi - 1/2",
    "zeta(3), Apery": f"limit({ZETA_3}, from (1, 1), along (1, 1)) = 1/zeta(3) - 1",
    "zeta(3), slow": f"limit({ZETA_3}, from (1, 1), along (1, 0)) = 1/zeta(3) - 1",
    "zeta(2), Apery": "limit(pFq(3, 2, 1), from (2, 2, 2, 4, 4), along (1, 1, 1, 2, 2))"
    " = (13 - 8*zeta(2))/(5 - 3*zeta(2))",
    "log 2": "limit(pFq(2, 1, -1), from (1, 1, 2), along (1, 1, 2)) = 1 - 1/(2*log(2))",
    "arctangent": "limit(pFq(2, 1, -1), from (1/2, 1, 3/2), along (1, 1, 2)) = 1/2 - 1/pi",
    "exponential": "limit(pFq(1, 1, 1), from (1, 2), along (1, 2)) = 1/(1 - e)",
}


@pytest.mark.parametrize("claim", TRUE_LIMITS.values(), ids=TRUE_LIMITS)
def test_known_limits(claim: str) -> None:
    verdict = judge(claim)
    assert verdict.status in (Status.SUPPORTED, Status.PROVED)
    assert verdict.digits >= 50 or verdict.status is Status.PROVED


@pytest.mark.parametrize("claim", TRUE_LIMITS.values(), ids=TRUE_LIMITS)
def test_a_limit_that_is_off_by_1e_20_is_refuted(claim: str) -> None:
    assert judge(f"{claim} + 10^(-20)").status is Status.REFUTED


def test_rows_name_the_entries_that_are_divided() -> None:
    first = "limit(pFq(2, 1, -1), from (1, 1, 2), along (1, 1, 2)"
    assert judge(f"{first}, rows ([[0, 1], [1, 0]])) = 1/(1 - 1/(2*log(2)))").status is not Status.REFUTED
    assert judge(f"{first}, rows ([[1, 2], [0, 1]])) = 3 - 1/(2*log(2))").status is not Status.REFUTED
    assert judge(f"{first}, rows ([[3, 6], [1, 2]])) = 3").status is Status.PROVED
    assert judge(f"{first}, rows ([[3, 6], [1, 2]])) = 2").status is Status.REFUTED


@pytest.mark.parametrize(
    ("field", "start", "direction"),
    [
        ("pFq(4, 3, -1)", "1 1 1 1 2 2 2", "1 1 1 1 2 2 2"),
        ("pFq(3, 2, 1/2)", "1 1 1 2 2", "1 1 1 2 2"),
        # Two of the characteristic roots, the smaller ones, are equal.
        ("pFq(3, 2, 2)", "1 1 1 2 2", "1 1 1 3 3"),
        ("pFq(3, 2, 1/4)", "1 1 1 2 2", "1 0 0 0 0"),
        # Solutions grow like different powers of the factorial.
        ("pFq(2, 2, -1)", "1 1/2 2 3/2", "2 1 1 2"),
        ("pFq(2, 2, 3)", "1 1/2 2 3/2", "1 0 0 1"),
        ("pFq(2, 3, 1)", "1/2 1/3 1 3/2 2", "0 0 0 1 2"),
    ],
)
def test_limits_of_higher_rank_are_enclosed(field: str, start: str, direction: str) -> None:
    matrix = along(field, start, direction)
    assert column_recurrence(matrix, matrix.rank - 1).order > 2
    with ctx.workprec(200):
        ball = limit_ball(limit_of_matrix(matrix, unit_rows(matrix.rank)), 200)
        assert ball is not None
        assert ball.rel_accuracy_bits() > 150
        product = exact_product(matrix, 600)
        quotient = arb(fmpq(product[0, matrix.rank - 1], product[1, matrix.rank - 1]))
        assert abs(quotient - ball) < arb(2) ** -180


HIGHER_LIMITS = {
    "pi, pi": f"limit(tensor({PI_FIELD}, {PI_FIELD}), from (1/2, 1/2), along (1, 1)) = 1 - 4/pi",
    "e, pi": f"limit(tensor({E_FIELD}, {PI_FIELD}), from (1, 1), along (2, 1)) = (2*pi - 6)/(pi - 4)",
    "e, zeta(3)": f"limit(tensor({E_FIELD}, {ZETA_3}), from (1, 1), along (1, 1)) = 1/zeta(3) - 1",
    "zeta(3), pi, other rows": f"limit(tensor({ZETA_3}, {SYMMETRIC_PI}), from (1, 1), along (1, 1), "
    "rows ([[1, 0, 0, 0], [0, 0, 1, 0]])) = 1/zeta(3) - 1",
}
"""The last column of a tensor product is the Kronecker product of the last columns, whose quotients are known."""


@pytest.mark.parametrize("claim", HIGHER_LIMITS.values(), ids=HIGHER_LIMITS)
def test_known_limits_of_higher_rank(claim: str) -> None:
    verdict = judge(claim, Options(proof_effort=0))
    assert verdict.status is Status.SUPPORTED
    assert verdict.digits >= 50
    false = judge(f"{claim} + 10^(-40)", Options(proof_effort=0))
    assert false.status is Status.REFUTED
    assert false.certificate is not None
    assert judge(claim.replace(" = ", " != "), Options(proof_effort=0)).status is not Status.PROVED
    assert judge(f"{claim} - 10^(-40)".replace(" = ", " > ")).status is Status.PROVED


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("limit(pFq(3, 2, -1), from (1, 1, 1, 2, 2), along (1, 1, 1, 2, 2)) = 2", "complex characteristic roots"),
        ("limit(pFq(2, 2, -1), from (1, 1/2, 2, 3/2), along (0, 0, 1, 1)) = 2", "a double real root"),
    ],
)
def test_limits_that_no_cone_encloses_say_why(claim: str, words: str) -> None:
    verdict = judge(claim)
    assert (verdict.status, verdict.reason) == (Status.UNDECIDED, Reason.UNSUPPORTED)
    assert words in verdict.message


def test_the_limit_of_order_two_is_a_rule_of_inference() -> None:
    limit = parse_claim(TRUE_LIMITS["zeta(3), slow"]).proposition.args[0]
    equation = Checking(RULES).conclude(Trajectory(limit))
    # From (1, 1) along x the field is the continued fraction of zeta(3) with a = n^3 + (n+1)^3, b = -n^6, one step on.
    image = "-1/pcf(2*n^3 + 9*n^2 + 15*n + 9, -n^6 - 6*n^5 - 15*n^4 - 20*n^3 - 15*n^2 - 6*n - 1, n)"
    assert (equation.left, expression_text(equation.right)) == (limit, image)


def test_the_rule_refuses_what_it_cannot_conclude() -> None:
    checking = Checking(RULES)
    higher = parse_claim("limit(pFq(4, 3, -1), from (1, 1, 1, 1, 2, 2, 2), along (1, 1, 1, 1, 2, 2, 2)) = 1")
    for expr in (
        higher.proposition.args[0],
        parse_expression("zeta(3)"),
        parse_expression("limit(pFq(2, 1, z), from (1, 1, 2), along (1, 1, 2))"),
    ):
        with pytest.raises(CertificateError):
            checking.conclude(Trajectory(expr))


@pytest.mark.parametrize(
    ("claim", "reason", "words"),
    [
        (f"limit({E_FIELD}, from (1, 1), along (-1, 2)) = 1", Reason.UNDEFINED_VALUE, "a pole at stride 1"),
        (f"limit({ZETA_3}, from (1, 1), along (-1, 0)) = 1", Reason.UNDEFINED_VALUE, "a pole at stride 0"),
        ("limit(pFq(2, 1, -1), from (1, 1, 1), along (0, 0, 1)) = 1", Reason.UNDEFINED_VALUE, "pole"),
        ("limit(pFq(2, 1, -1), from (1, 1, 2), along (1, 1)) = 2", Reason.ILL_FORMED, "one integer for each"),
        ("limit(pFq(2, 1, -1), from (1, 1), along (1, 1, 2)) = 2", Reason.ILL_FORMED, "a value to each"),
        ("limit(pFq(2, 1), from (1, 1, 2), along (1, 1, 2)) = 2", Reason.ILL_FORMED, "z has no value"),
        ("limit(pFq(2, 1, -1), from (1, 1, 2), along (0, 0, 0)) = 2", Reason.ILL_FORMED, "direction is zero"),
        ("limit(pFq(2, 1, -1), from (1, 1, 2), along (1, 1, 1/2)) = 2", Reason.ILL_FORMED, "integers"),
        ("limit(pFq(2, 1, 1), from (1, 1, 2), along (1, 1, 2)) = 2", Reason.ILL_FORMED, "at least two rows"),
        (
            "limit(pFq(2, 1, -1), from (1, 1, 2), along (1, 1, 2), rows ([[1], [2]])) = 2",
            Reason.ILL_FORMED,
            "2 entries",
        ),
        (
            "limit(pFq(2, 1, -1), from (1, 1, 2), along (1, 1, 2), rows ([[1, 1], [0, 0]])) = 2",
            Reason.ILL_FORMED,
            "zero",
        ),
        ("limit(pFq(2, 1, -1), from (1, 1, 2), along (1000, 1, 2)) = 2", Reason.LIMIT_EXCEEDED, "400 steps"),
        ("limit(pFq(2, 1, z), from (1, 1, 2), along (1, 1, 2)) = 2", Reason.UNDEFINED_SYMBOL, "z"),
        ("limit(pFq(2, 1, -1), from (pi, 1, 2), along (1, 1, 2)) = 2", Reason.UNSUPPORTED, "rational"),
        ("limit(pFq(2, 1, -1), from (a, 1, 2), along (1, 1, 2)) = 2 for a in NN", Reason.UNSUPPORTED, "variables"),
        ("limit(field(x: [[1, 0], [0, 0]]), from (1), along (1)) = 2", Reason.UNDEFINED_VALUE, "determinant 0"),
        ("limit(ffbar(x^2 + y, x - y), from (1, 1), along (1, 1)) = 2", Reason.ILL_FORMED, "not conservative"),
        ("pFq(2, 1, -1) = 2", Reason.UNSUPPORTED, "pFq"),
    ],
)
def test_trajectories_without_a_limit_are_said_to_have_none(claim: str, reason: Reason, words: str) -> None:
    verdict = judge(claim)
    assert verdict.reason is reason
    assert words in verdict.message


def test_a_singular_stride_is_told() -> None:
    # det M_x = x^3 (x + 1)^3 vanishes at x = 0, the fourth point along x from -3.
    matrix = along(ZETA_3, "-3 1", "1 0")
    assert matrix.poles == ()
    assert matrix.singular == (2, 3)
    assert along(ZETA_3, "1 1", "-1 0").poles == (0, 1)


def test_errors_name_what_is_wrong() -> None:
    field = read_field(parse_expression(E_FIELD))
    for start, direction, kind in (
        ([fmpq(1)], [1, 1], IllFormedFieldError),
        ([fmpq(1), fmpq(1)], [1], IllFormedFieldError),
        ([fmpq(1), fmpq(1)], [300, 200], LargeFieldError),
        ([fmpq(1, 2**5000), fmpq(1)], [1, 1], LargeFieldError),
    ):
        with pytest.raises(kind):
            trajectory_matrix(field, start, direction)
    # Along x = 0 every path from y = 0 divides by the determinant 0 of the matrices.
    line = read_field(parse_expression("field(x: [[0, x], [1, 1]], y: [[1, 0], [0, x]])"))
    with pytest.raises(SingularityError):
        trajectory_matrix(line, [fmpq(0), fmpq(0)], [0, -1])


def test_delta_is_that_of_its_definition() -> None:
    """Apery: |zeta(3) - p/q| = q^-(1 + delta) with delta tending to 0.0805..., here for the quotient 1/zeta(3) - 1."""
    matrix = along(ZETA_3, "1 1", "1 1")
    found = approximation(matrix, unit_rows(2), 300)
    product = exact_product(matrix, 300)
    quotient = Fraction(int(product[0, 1]), int(product[1, 1]))
    with mpmath.workdps(2500), ctx.workprec(200):
        error = abs(mpmath.mpf(quotient.numerator) / quotient.denominator - (1 / mpmath.zeta(3) - 1))
        delta = -mpmath.log(error) / mpmath.log(quotient.denominator) - 1
        rate = -mpmath.log(error, 2) / 300
        near_delta, near_rate = (arb(mpmath.nstr(value, 40)) for value in (delta, rate))
    assert found.certified
    assert found.delta is not None
    assert found.rate_bits is not None
    assert (int(found.quotient.p), int(found.quotient.q)) == (quotient.numerator, quotient.denominator)
    assert found.delta.contains(near_delta)
    assert found.rate_bits.contains(near_rate)
    assert found.delta.rel_accuracy_bits() > 40
    blind = approximation(matrix, unit_rows(2), 300, certify=False)
    assert not blind.certified
    assert blind.delta is not None
    assert abs(blind.delta - found.delta) < 1e-9


@pytest.mark.parametrize(
    ("field", "start", "direction", "depth"),
    [
        (ZETA_3, "1 1", "5 7", 30),
        (ZETA_3, "1 1", "20 1", 20),  # much of the second half cancels: its balls need more digits
        (ZETA_3, "1 1", "15 0", 40),
        (SYMMETRIC_PI, "1/2 1/2", "9 14", 25),
        (E_FIELD, "1 1", "13 9", 25),
        ("pFq(3, 2, 1)", "2 2 2 4 4", "6 7 8 14 15", 20),
        ("pFq(4, 3, -1)", "1 1 1 1 2 2 2", "5 5 6 5 11 10 10", 12),
        ("pFq(2, 1, -1)", "1 1 2", "1 1 2", 12),
    ],
)
def test_blind_deltas_are_those_of_the_exact_quotients(field: str, start: str, direction: str, depth: int) -> None:
    matrix = along(field, start, direction)
    column = [Fraction(0)] * (matrix.rank - 1) + [Fraction(1)]
    far, near = (
        reduce(lambda states, n: [sum(map(mul, row, states)) for row in stride(matrix, n)], reversed(range(n)), column)
        for n in (2 * depth, depth)
    )
    quotient = near[0] / near[1]
    with mpmath.workdps(40):
        distance = abs(far[0] / far[1] - quotient)
        gained = mpmath.log(distance.denominator) - mpmath.log(distance.numerator)
        delta = gained / mpmath.log(quotient.denominator) - 1
        rate = gained / mpmath.log(2) / depth
        wanted = [arb(mpmath.nstr(value, 30)) for value in (delta, rate)]
    found = approximation(matrix, unit_rows(matrix.rank), depth, certify=False)
    assert (int(found.quotient.p), int(found.quotient.q)) == (quotient.numerator, quotient.denominator)
    for ball, value in zip((found.delta, found.rate_bits), wanted, strict=True):
        assert ball is not None
        assert ball.rel_accuracy_bits() > 50
        assert abs(ball - value) < 1e-14


def test_a_quotient_that_stays_is_seen_exactly() -> None:
    # Entries of 400 bits: the second half would be walked with balls, in which equal quotients show no distance.
    matrix = along("field(x: [[(2^50)^8, 0], [0, (3^50)^5]])", "1", "1")
    found = approximation(matrix, ((fmpq(0), fmpq(2)), (fmpq(0), fmpq(3))), 40)
    assert (found.quotient, found.delta, found.rate_bits) == (fmpq(2, 3), None, None)


def test_deltas_of_the_literature() -> None:
    """Apery's fractions: delta tends to 1/(mu - 1) for the bounds mu of zeta(3), 13.4178, and of zeta(2), 11.8508."""
    for field, start, direction, delta in (
        (ZETA_3, "1 1", "1 1", 1 / 12.417820),
        ("pFq(3, 2, 1)", "2 2 2 4 4", "1 1 1 2 2", 1 / 10.850782),
    ):
        matrix = along(field, start, direction)
        deltas = [approximation(matrix, unit_rows(matrix.rank), depth, certify=False).delta for depth in (500, 4000)]
        assert all(each is not None and each > delta for each in deltas)
        assert deltas[1] is not None
        assert deltas[1] - delta < 0.01


def test_a_quotient_that_is_its_limit_has_no_delta() -> None:
    matrix = along("field(x: [[2, 1], [0, 3]])", "1", "1")
    with pytest.raises(FieldError):
        approximation(matrix, ((fmpq(1), fmpq(0)), (fmpq(0), fmpq(0))), 10)
    found = approximation(matrix, ((fmpq(0), fmpq(2)), (fmpq(0), fmpq(1))), 10)
    assert (found.quotient, found.delta, found.rate_bits) == (2, None, None)
    with pytest.raises(ValueError, match="at least 1"):
        approximation(matrix, unit_rows(2), 0)
