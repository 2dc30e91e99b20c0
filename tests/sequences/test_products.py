"""Product trees of polynomial matrices against the definition: one factor after the other."""

from __future__ import annotations

import math

import pytest
from flint import fmpz, fmpz_mat, fmpz_poly
from hypothesis import given, settings
from hypothesis import strategies as st

from probatum.verifiers.sequences.products import (
    Matrix2,
    PolynomialMatrix,
    PolynomialMatrix2,
    continued_fraction_product,
    matrix_product,
    matrix_product2,
    reduced_product2,
    values,
)

polynomials = st.lists(st.integers(-9, 9), max_size=4).map(fmpz_poly)
matrices2 = st.builds(PolynomialMatrix2, polynomials, polynomials, polynomials, polynomials)
starts = st.integers(-50, 50)
steps = st.integers(-3, 5)
counts = st.integers(0, 150)


@st.composite
def square_matrices(draw: st.DrawFn) -> PolynomialMatrix:
    size = draw(st.integers(1, 4))
    row = st.tuples(*[polynomials] * size)
    return PolynomialMatrix(draw(st.tuples(*[row] * size)))


def as_rows(matrix: PolynomialMatrix2) -> PolynomialMatrix:
    return PolynomialMatrix(((matrix.p, matrix.q), (matrix.r, matrix.s)))


def as_mat(matrix: Matrix2) -> fmpz_mat:
    return fmpz_mat([[matrix.p, matrix.q], [matrix.r, matrix.s]])


def one_by_one(matrix: PolynomialMatrix, start: int, count: int, step: int) -> fmpz_mat:
    """The definition."""
    size = len(matrix.rows)
    product = fmpz_mat([[int(i == j) for j in range(size)] for i in range(size)])
    for i in range(count):
        product = product * fmpz_mat([[entry(start + step * i) for entry in row] for row in matrix.rows])
    return product


@given(square_matrices(), starts, counts, steps)
@settings(deadline=None, max_examples=60)
def test_the_tree_equals_the_definition(matrix: PolynomialMatrix, start: int, count: int, step: int) -> None:
    assert matrix_product(matrix, start, count, step) == one_by_one(matrix, start, count, step)


@given(matrices2, starts, counts, steps)
@settings(deadline=None, max_examples=60)
def test_two_by_two_products_equal_the_definition(matrix: PolynomialMatrix2, start: int, count: int, step: int) -> None:
    product = matrix_product2(matrix, start, count, step)
    assert as_mat(product) == one_by_one(as_rows(matrix), start, count, step)


@given(matrices2, starts, counts, counts, steps)
@settings(deadline=None, max_examples=60)
def test_a_product_splits_anywhere(matrix: PolynomialMatrix2, start: int, left: int, right: int, step: int) -> None:
    whole = matrix_product2(matrix, start, left + right, step)
    assert whole == matrix_product2(matrix, start, left, step) @ matrix_product2(
        matrix, start + left * step, right, step
    )


@given(matrices2, starts, counts, st.integers(1, 4))
@settings(deadline=None, max_examples=40)
def test_a_step_is_a_substitution(matrix: PolynomialMatrix2, start: int, count: int, step: int) -> None:
    """The product over start, start + k, ... of M(n) is that of M(start + k n) over 0, 1, ..."""
    along = fmpz_poly([start, step])
    moved = PolynomialMatrix2(matrix.p(along), matrix.q(along), matrix.r(along), matrix.s(along))
    assert matrix_product2(matrix, start, count, step) == matrix_product2(moved, 0, count)


@given(st.tuples(*[st.integers(-(2**60), 2**60)] * 8), st.integers(400, 1_000))
@settings(deadline=None, max_examples=40)
def test_products_of_long_numbers(entries: tuple[int, ...], power: int) -> None:
    """Both ways to multiply: Winograd's 7 products and the definition's 8."""
    p, q, r, s, *other = (fmpz(entry) ** power + entry for entry in entries)
    left, right = Matrix2(p, q, r, s), Matrix2(*other)
    assert as_mat(left @ right) == as_mat(left) * as_mat(right)


@given(matrices2, starts, counts, steps)
@settings(deadline=None, max_examples=60)
def test_a_reduced_product_has_no_content(matrix: PolynomialMatrix2, start: int, count: int, step: int) -> None:
    whole = matrix_product2(matrix, start, count, step)
    reduced, content = reduced_product2(matrix, start, count, step)
    assert as_mat(reduced) * content == as_mat(whole)
    assert content > 0
    assert reduced.content() == 1 or whole == Matrix2(*map(fmpz, (0, 0, 0, 0)))


def test_the_content_of_aperys_fraction_has_the_cube_of_a_factorial() -> None:
    """Apéry (1979): both sequences are n!^3 times rationals with denominator dividing 2 lcm(1..n)^3."""
    a, ahead = fmpz_poly([5, 27, 51, 34]), -(fmpz_poly([1, 1]) ** 6)
    step = PolynomialMatrix2(a, ahead, fmpz_poly([1]), fmpz_poly([0]))
    count = 300
    _, content = reduced_product2(step, 0, count)
    least_common_multiple = fmpz(1)
    for n in range(1, count + 1):
        least_common_multiple = least_common_multiple.lcm(n)
    assert (content * 2 * least_common_multiple**3) % math.factorial(count) ** 3 == 0


@given(polynomials, starts, counts, steps)
def test_values_of_a_polynomial(polynomial: fmpz_poly, start: int, count: int, step: int) -> None:
    assert values(polynomial, start, count, step) == [polynomial(start + i * step) for i in range(count)]


def test_the_product_of_the_golden_ratio_has_the_fibonacci_numbers() -> None:
    n = 1_000
    product = continued_fraction_product(fmpz_poly([1]), fmpz_poly([1]), 0, n)
    fibonacci = [1, 0]
    for _ in range(n):
        fibonacci = [sum(fibonacci), fibonacci[0]]
    after, now = fibonacci
    assert product == Matrix2(*map(fmpz, (after, now, now, after - now)))


def test_a_negative_number_of_factors_is_refused() -> None:
    one = fmpz_poly([1])
    for call in (matrix_product2, reduced_product2):
        with pytest.raises(ValueError, match="at least 0 factors, not -1"):
            call(PolynomialMatrix2(one, one, one, one), 0, -1)
    with pytest.raises(ValueError, match="at least 0 factors, not -1"):
        matrix_product(PolynomialMatrix(((one,),)), 0, -1)


@pytest.mark.parametrize("rows", [(), ((fmpz_poly([1]),),) * 2, ((fmpz_poly([1]), fmpz_poly([2])),)])
def test_only_square_matrices(rows: tuple[tuple[fmpz_poly, ...], ...]) -> None:
    with pytest.raises(ValueError, match="form a square"):
        PolynomialMatrix(rows)
