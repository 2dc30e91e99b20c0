"""Laws that every row of the table obeys."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flint import acb, arb, ctx, fmpq, fmpz

from probatum.verifiers.functions import (
    FAMILIES,
    FUNCTIONS,
    Function,
    TooLargeError,
    UndefinedValueError,
    UnsupportedArgumentError,
    Value,
)

ROWS = [row for rows in FAMILIES.values() for row in rows]

TAU = acb(fmpq(1, 4), fmpq(9, 8))

POINTS: dict[str, tuple[Value, ...]] = {
    **dict.fromkeys(("dedekind_eta", "modular_j", "modular_lambda", "modular_delta"), (TAU,)),
    "jacobi_theta": (fmpz(1), fmpq(1, 3), TAU),
    **dict.fromkeys(("eisenstein_g", "eisenstein_e"), (fmpz(8), TAU)),
    **dict.fromkeys(
        ("weierstrass_p", "weierstrass_zeta", "weierstrass_sigma", "weierstrass_inv_p"), (fmpq(1, 3), TAU)
    ),
    **dict.fromkeys(("stirling1", "stirling2", "jacobi_symbol"), (fmpz(8), fmpz(5))),
    "spherharm": (fmpz(3), fmpz(2), fmpq(1, 3), fmpq(1, 4)),
    "stieltjes": (fmpz(3), fmpq(2, 3)),
    "root": (fmpq(2, 3), fmpz(3)),
    "ulp": (fmpq(2, 7), fmpz(24)),
    "legenp": (fmpq(5, 2), fmpq(1, 2), fmpq(1, 3)),
    "legenq": (fmpq(5, 2), fmpq(1, 3), fmpq(1, 3)),
}  # fmt: skip
"""Arguments for functions that need special ones; the others get distinct fractions below 1, or an integer."""

INTEGER_FUNCTIONS = {
    "fibonacci", "lucas", "bernoulli", "euler_number", "bell", "partitions", "catalan_number", "totient", "moebius",
    "divisor_sigma", "prime", "airyaizero", "airybizero", "zetazero", "gcd", "lcm",
}  # fmt: skip


def _points(row: Function) -> tuple[Value, ...]:
    if row.name in POINTS:
        return POINTS[row.name]
    if row.name in INTEGER_FUNCTIONS:
        return (fmpz(12),)
    return (fmpq(2, 7), fmpq(3, 5), fmpq(5, 11), fmpq(4, 13), fmpq(5, 17), fmpq(6, 19), fmpq(7, 23), fmpq(8, 29))[
        : row.arity[0]
    ]


def _is_value_or_short_refusal(row: Function, args: list[Value]) -> bool:
    try:
        value = row.ball(*args)
    except (TooLargeError, UndefinedValueError, UnsupportedArgumentError) as error:
        return len(str(error)) < 500
    return isinstance(value, (fmpz, fmpq, arb, acb))


@pytest.fixture(autouse=True)
def _restored_precision() -> Iterator[None]:
    before = ctx.prec
    yield
    ctx.prec = before


def _at(precision_bits: int, row: Function, args: tuple[Value, ...]) -> Value:
    ctx.prec = precision_bits
    return row.ball(*args)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
class TestEveryRow:
    def test_says_what_it_is(self, row: Function) -> None:
        assert row.definition
        assert row.domain
        assert row.source
        assert row.notation.latex
        for name in (row.name, *row.aliases):
            assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name)

    def test_is_found_under_each_of_its_names(self, row: Function) -> None:
        assert all(FUNCTIONS[name] is row for name in (row.name, *row.aliases))

    def test_has_a_range_of_arities(self, row: Function) -> None:
        least, greatest = row.arity
        assert least >= 1
        assert greatest is None or greatest >= least
        assert row.accepts(least)
        assert not row.accepts(least - 1)
        assert greatest is None or not row.accepts(greatest + 1)

    def test_enclosures_at_two_precisions_overlap_and_shrink(self, row: Function) -> None:
        args = _points(row)
        coarse, fine = _at(64, row, args), _at(256, row, args)
        if not isinstance(fine, (arb, acb)):
            assert coarse == fine
            return
        assert acb(coarse).overlaps(acb(fine))
        assert fine.is_finite()
        assert fine.rel_accuracy_bits() > 180

    def test_leaves_the_precision_alone(self, row: Function) -> None:
        ctx.prec = 100
        row.ball(*_points(row))
        assert ctx.prec == 100

    def test_value_at_a_ball_contains_the_value_at_its_midpoint(self, row: Function) -> None:
        ctx.prec = 128
        if row.name == "root":
            pytest.skip("the order is not a ball")
        args = _points(row)
        exact_value = row.ball(*args)
        radius = arb(0, 2.0**-40)
        wide = tuple(arg if isinstance(arg, fmpz) else arg + radius for arg in args)
        try:
            value = row.ball(*wide)
        except UnsupportedArgumentError:
            pytest.skip("needs exact arguments")
        assert acb(value).is_finite()
        assert acb(value).overlaps(acb(exact_value))

    def test_a_ball_without_information_gives_no_information(self, row: Function) -> None:
        value = row.ball(*[arb.nan() for _ in range(row.arity[0])])
        assert isinstance(value, (arb, acb))
        assert not value.is_finite()

    @pytest.mark.parametrize(
        "huge", [fmpz(10) ** 30, -(fmpz(10) ** 30), fmpq(10**30 + 1, 3), fmpz(10) ** 4000, fmpz(10) ** 100_000]
    )
    def test_answers_huge_arguments_at_once(self, row: Function, huge: Value) -> None:
        """Hostile sizes meet a bound or FLINT's asymptotics; a computation without bound would not end."""
        ctx.prec = 64
        for position in range(row.arity[0]):
            args = list(_points(row))
            if position < len(args):
                args[position] = huge
            assert _is_value_or_short_refusal(row, args)


def test_no_name_has_two_rows() -> None:
    names = [name for row in ROWS for name in (row.name, *row.aliases)]
    assert len(names) == len(set(names)) == len(FUNCTIONS)
