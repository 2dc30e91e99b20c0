"""The search for gauges: interpolation, kernels modulo primes, and recurrences that are known to be equivalent."""

from __future__ import annotations

import itertools

from flint import fmpq, fmpq_poly, fmpz, fmpz_poly
from hypothesis import given, settings
from hypothesis import strategies as st

from probatum.verifiers.provers.gauge import System, find_gauge, ratio_candidates
from probatum.verifiers.provers.interpolation import polynomial_through, rational_through
from probatum.verifiers.provers.modular_kernels import rational_kernel

coefficients = st.lists(st.integers(-50, 50), min_size=1, max_size=5)


@given(coefficients, st.integers(0, 5))
def test_a_polynomial_is_found_from_its_values(values: list[int], start: int) -> None:
    polynomial = fmpq_poly(values)
    assert polynomial_through([polynomial(n) for n in range(start, start + 8)], start) == polynomial


def test_values_of_no_polynomial_of_low_degree() -> None:
    assert polynomial_through([fmpq(2) ** n for n in range(8)], 0) is None


@given(coefficients, coefficients)
def test_a_rational_function_is_found_from_its_values(above: list[int], below: list[int]) -> None:
    up, down = fmpz_poly(above), fmpz_poly(below) ** 2 + 1
    found = rational_through([fmpq(up(n)) / fmpq(down(n)) for n in range(1, 25)], 1)
    assert found is not None
    assert found[0] * down == up * found[1]
    assert found[0].gcd(found[1]).degree() <= 0


def test_values_of_no_rational_function_of_low_degree() -> None:
    assert rational_through([fmpq(2) ** n for n in range(12)], 0) is None


@settings(deadline=None)
@given(st.lists(st.integers(-(10**60), 10**60), min_size=2, max_size=5).filter(lambda values: values[-1] != 0))
def test_a_vector_is_found_from_its_images(values: list[int]) -> None:
    """Images are normalised to have 1 in the last place, so that the vector is found up to a factor."""
    found = rational_kernel(lambda p: [value * pow(values[-1], -1, p) % p for value in values])
    assert found is not None
    assert all(found[i] * values[-1] == values[i] * found[-1] for i in range(len(values)))
    assert fmpz(0) != found[-1]


def test_no_image_no_vector() -> None:
    assert rational_kernel(lambda _: None) is None


def test_the_sum_of_neighbouring_legendre_polynomials_is_found() -> None:
    """`n P_n(3) = (6n-3) P_(n-1)(3) - (n-1) P_(n-2)(3)`; the recurrence of P_n + P_(n-1) leads back to that sum."""
    n = fmpz_poly([0, 1])
    system = System(((fmpz_poly(), 1 - n), (n, 6 * n - 3)), n, fmpq(6), fmpq(1))
    first, second = _recurrence(_sums(fmpq(1), fmpq(3)), _sums(fmpq(0), fmpq(1)))
    # Elements of a continued fraction: both times the denominator, the second one also times that before.
    below = first[1] * (second[1] // first[1].gcd(second[1]))
    a = first[0] * (below // first[1])
    b = second[0] * (below // second[1]) * below(n - 1)
    gauges = [
        find_gauge(a, b, system, ratio, 12) for margin in range(3) for ratio in ratio_candidates(a, b, system, margin)
    ]
    vectors = [gauge.vector for gauge in gauges if gauge is not None]
    assert vectors
    assert all(before == now for before, now in vectors)


def _sums(first: fmpq, second: fmpq) -> list[fmpq]:
    """u(n) + u(n-1), n = 1, 2, ..., for the solution with these values at 0 and 1."""
    values = [first, second]
    for n in range(2, 40):
        values.append((fmpq(6 * n - 3) * values[-1] - fmpq(n - 1) * values[-2]) / n)
    return [after + before for before, after in itertools.pairwise(values)]


def _recurrence(w: list[fmpq], v: list[fmpq]) -> list[tuple[fmpz_poly, fmpz_poly]]:
    """The rational functions A, B with `w(n) = A w(n-1) + B w(n-2)` for both sequences, by Cramer's rule from n = 3."""
    pairs = []
    for m in range(2, 36):
        determinant = w[m - 1] * v[m - 2] - w[m - 2] * v[m - 1]
        pairs.append(
            ((w[m] * v[m - 2] - w[m - 2] * v[m]) / determinant, (w[m - 1] * v[m] - w[m] * v[m - 1]) / determinant)
        )
    functions = [rational_through([pair[j] for pair in pairs], 3) for j in (0, 1)]
    return [function for function in functions if function is not None]


def test_recurrences_with_other_determinants_have_no_gauge() -> None:
    n = fmpz_poly([0, 1])
    system = System(((fmpz_poly(), -(n**2)), (fmpz_poly([1]), 6 * n + 3)), fmpz_poly([1]), fmpq(6), fmpq(1))
    assert list(ratio_candidates(6 * n + 3, -n * (2 * n + 1), system, 1)) == []
