"""P-recursive sequences: solutions of linear recurrences with polynomial coefficients, and continued fractions.

The state `(u(n), ..., u(n+r-1))` is multiplied from the right by the companion matrix; cleared of the denominator
c_r(n) it is a matrix of integer polynomials, whose products are those of `products`.

The recurrence `c_0(n) u(n) + c_1(n) u(n+1) + c_2(n) u(n+2) = 0` for n >= s becomes that of a continued fraction for
`w(n) = u(n) c_2(s) c_2(s+1) ... c_2(n-2)`, `w(s) = u(s)/c_2(s-1)`: `w(n+2) = -c_1(n) w(n+1) - c_0(n) c_2(n-1) w(n)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flint import fmpq, fmpz, fmpz_poly

from probatum.verifiers.functions.row import UndefinedValueError
from probatum.verifiers.sequences.fractions import PolynomialFraction
from probatum.verifiers.sequences.products import (
    PolynomialMatrix,
    PolynomialMatrix2,
    matrix_product,
    matrix_product2,
)

__all__ = [
    "Recurrence",
    "Sequence",
    "companion",
    "convergent_recurrence",
    "denominators",
    "fraction_of",
    "numerators",
    "ratio_map",
    "term",
    "terms",
]

_ZERO: Final = fmpz_poly([0])


@dataclass(frozen=True, slots=True)
class Recurrence:
    """`c_0(n) u(n) + c_1(n) u(n+1) + ... + c_r(n) u(n+r) = 0` with integer polynomials c_k.

    Raises ValueError unless r >= 1 and neither c_0 nor c_r is the zero polynomial.
    """

    coefficients: tuple[fmpz_poly, ...]

    def __post_init__(self) -> None:
        if len(self.coefficients) < 2 or self.coefficients[0] == _ZERO or self.coefficients[-1] == _ZERO:
            raise ValueError("a recurrence has order at least 1, and its first and last coefficients are not zero")

    @property
    def order(self) -> int:
        """The r of the definition."""
        return len(self.coefficients) - 1


@dataclass(frozen=True, slots=True)
class Sequence:
    """The solution u of a recurrence, which holds for n >= start, with the values u(start), ..., u(start + r - 1).

    Raises ValueError when the number of initial values is not the order r.
    """

    recurrence: Recurrence
    initial: tuple[fmpq, ...]
    start: int = 0

    def __post_init__(self) -> None:
        if len(self.initial) != self.recurrence.order:
            raise ValueError(f"a recurrence of order {self.recurrence.order} needs as many initial values")


def _state(sequence: Sequence, n: int) -> tuple[fmpq, ...]:
    """`(u(n), ..., u(n+r-1))`."""
    steps = n - sequence.start
    if steps < 0:
        raise ValueError(f"the sequence begins at {sequence.start}, after {n}")
    if steps == 0:
        return sequence.initial
    coefficients, order = sequence.recurrence.coefficients, sequence.recurrence.order
    leading = coefficients[order]
    (divisor,) = matrix_product(PolynomialMatrix(((leading,),)), sequence.start, steps).entries()
    if divisor == 0:
        zero = next(k for k in range(sequence.start, n) if leading(k) == 0)
        raise UndefinedValueError(
            f"the leading coefficient of the recurrence is 0 at n = {zero}: u({zero + order}) is not determined"
        )
    columns = _companion_product(sequence.recurrence, sequence.start, steps)
    return tuple(
        sum((value * entry for value, entry in zip(sequence.initial, column, strict=True)), fmpq(0)) / divisor
        for column in columns
    )


def companion(recurrence: Recurrence) -> PolynomialMatrix:
    """The matrix C(n) with `(u(n), ..., u(n+r-1)) C(n) = c_r(n) (u(n+1), ..., u(n+r))`."""
    *lower, leading = recurrence.coefficients
    return PolynomialMatrix(
        tuple(
            (*(leading if i == j + 1 else _ZERO for j in range(recurrence.order - 1)), -c) for i, c in enumerate(lower)
        )
    )


def _companion_product(recurrence: Recurrence, start: int, steps: int) -> list[list[fmpz]]:
    """The columns of `C(start) ... C(start + steps - 1)`, C the companion matrix times c_r."""
    if recurrence.order == 2:
        (p, q), (r, s) = companion(recurrence).rows
        product = matrix_product2(PolynomialMatrix2(p, q, r, s), start, steps)
        return [[product.p, product.r], [product.q, product.s]]
    flat = matrix_product(companion(recurrence), start, steps).entries()
    return [flat[j :: recurrence.order] for j in range(recurrence.order)]


def term(sequence: Sequence, n: int) -> fmpq:
    """The exact u(n), in quasi-linear time in the size of the product that gives it.

    Raises ValueError for n < start, UndefinedValueError when a zero of the leading coefficient leaves u(n)
    undetermined.
    """
    last = sequence.start + sequence.recurrence.order - 1
    if sequence.start <= n <= last:
        return sequence.initial[n - sequence.start]
    return _state(sequence, n - sequence.recurrence.order + 1)[-1] if n > last else _state(sequence, n)[0]


def terms(sequence: Sequence, first: int, count: int) -> list[fmpq]:
    """`[u(first), ..., u(first + count - 1)]`: one product to `first`, then the recurrence itself.

    Raises ValueError for first < start, UndefinedValueError when a zero of the leading coefficient leaves a value
    undetermined.
    """
    *lower, leading = sequence.recurrence.coefficients
    order = sequence.recurrence.order
    found = list(_state(sequence, first))
    for n in range(first, first + count - order):
        divisor = leading(n)
        if divisor == 0:
            raise UndefinedValueError(
                f"the leading coefficient of the recurrence is 0 at n = {n}: u({n + order}) is not determined"
            )
        total = sum((c(n) * u for c, u in zip(lower, found[-order:], strict=True)), fmpq(0))
        found.append(-total / divisor)
    return found[:count]


def convergent_recurrence(fraction: PolynomialFraction) -> Recurrence:
    """`u(n+2) = a(n+2) u(n+1) + b(n+2) u(n)`, which the numerators and denominators satisfy for n >= -1.

    Raises ValueError when b is zero: then there is nothing to recur.
    """
    ahead = fmpz_poly([2, 1])
    return Recurrence((-fraction.b(ahead), -fraction.a(ahead), fmpz_poly([1])))


def numerators(fraction: PolynomialFraction) -> Sequence:
    """The numerators p(n) of the convergents, n >= -1."""
    return Sequence(convergent_recurrence(fraction), (fmpq(1), fmpq(fraction.a(0))), -1)


def denominators(fraction: PolynomialFraction) -> Sequence:
    """The denominators q(n) of the convergents, n >= -1."""
    return Sequence(convergent_recurrence(fraction), (fmpq(0), fmpq(1)), -1)


def fraction_of(recurrence: Recurrence, start: int = 0) -> PolynomialFraction:
    """The continued fraction whose convergents span the solutions of a recurrence of order 2 for n >= start.

    With w as in the head of this module, `w(start+1+m) = w(start) (p(m) - a(0) q(m)) + w(start+1) q(m)` for m >= -1.
    Raises ValueError for another order.
    """
    if recurrence.order != 2:
        raise ValueError(f"a continued fraction belongs to a recurrence of order 2, not {recurrence.order}")
    c_0, c_1, c_2 = recurrence.coefficients
    now, before = fmpz_poly([start - 1, 1]), fmpz_poly([start - 2, 1])
    return PolynomialFraction(-c_1(now), -c_0(now) * c_2(before))


def ratio_map(above: Sequence, below: Sequence) -> tuple[tuple[fmpq, fmpq], tuple[fmpq, fmpq]]:
    """`((p, q), (r, s))` such that `u(n)/v(n) = (p x + q)/(r x + s)` with x the convergent m = n - start - 1.

    u = `above` and v = `below` solve the same recurrence of order 2 from the same start on; the fraction is
    `fraction_of(recurrence, start)`, and its value x gives the limit of the ratio. Raises ValueError when the
    recurrences or the starts differ, the order is not 2, or c_2(start - 1) = 0 (then a later start will do).
    """
    if above.recurrence != below.recurrence or above.start != below.start:
        raise ValueError("the two sequences satisfy one recurrence from one start on")
    first = fraction_of(above.recurrence, above.start).a(0)
    leading = above.recurrence.coefficients[2](above.start - 1)
    if leading == 0:
        raise ValueError(f"the leading coefficient is 0 at n = {above.start - 1}, before the start")
    p, r = above.initial[0] / leading, below.initial[0] / leading
    return (p, above.initial[1] - first * p), (r, below.initial[1] - first * r)
