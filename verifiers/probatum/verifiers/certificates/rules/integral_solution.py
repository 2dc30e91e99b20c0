"""Values of continued fractions whose recurrence is solved by Euler integrals (creative telescoping)."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Final

from flint import fmpq, fmpq_mat, fmpz_mpoly, fmpz_mpoly_ctx, fmpz_poly

from probatum.verifiers.certificates.proofs import CertificateError, Checking, Equation
from probatum.verifiers.certificates.rules.pincherle import Linear, total, value_by_pincherle
from probatum.verifiers.exact.minimality import alternates, is_dominated
from probatum.verifiers.exact.polynomial_fractions import polynomial_fraction
from probatum.verifiers.exact.unit_interval import non_negative_on_unit, positive_inside_unit
from probatum.verifiers.language.expr import Expr, integer, symbol
from probatum.verifiers.sequences.signs import integer_zeros

__all__ = ["IntegralSolution", "Polynomial", "conclude_integral_solution", "is_minimal"]

Polynomial = tuple[int, ...]
"""Coefficients, ascending."""

_MAX_DEGREE: Final = 400
_MAX_START: Final = 500
_MAX_GROWTH: Final = 200


@dataclass(frozen=True, slots=True)
class IntegralSolution:
    """The value of `fraction`, a pcf with elements a(n), b(n), as a quotient of integrals.

    Let `K(n) = prod q_j^(s_j n + e_j)`, one triple (q_j, s_j, e_j) of `kernel` each, q_j > 0 on (0, 1), and
    `I_i(n) = int_0^1 b_i K(n) dy` for the polynomials b_i of `basis`. With `T = prod q_j^(1 + min(s_j, 0))` let

        denominator b_i K(n) - sum_j step[j][i] b_j K(n-1) = d/dy (primitives[i] T K(n-1)),

    an identity of polynomials in n, y. For n > base the right side's primitive vanishes at 0 and 1, so that
    `I(n) = I(n-1) S(n)` with S = step/denominator. Let `rho = ratio` and v = `gauge` satisfy

        rho(n) rho(n-1) S(n-1) S(n) v(n) = a(n) rho(n-1) S(n-1) v(n-1) + b(n) v(n-2).

    Then `r_n = c_n I(n) v(n)`, `c_n = rho(n) c_(n-1)`, solves the recurrence of the convergents for n >= start. With
    `bounds` its ratio to their denominators is shown to tend to 0 by the rates of both, from `index` on; without, by
    positive elements and an r_n whose sign alternates: then `I(n) v(n)` is the integral of W(n, y) K(n), W >= 0, as
    `sum b_i v_i = W + (d/dy of correction prod q_j K)/K`.

    Source: Almkvist, Zeilberger, *The method of differentiating under the integral sign*, J. Symb. Comp. 10 (1990).
    """

    fraction: Expr
    kernel: tuple[tuple[Polynomial, int, int], ...]
    basis: tuple[Polynomial, ...]
    step: tuple[tuple[Polynomial, ...], ...]
    denominator: Polynomial
    primitives: tuple[tuple[Polynomial, ...], ...]
    gauge: tuple[Polynomial, ...]
    ratio: tuple[Polynomial, Polynomial]
    base: int
    start: int
    index: int
    bounds: tuple[tuple[int, int], ...]
    correction: tuple[Polynomial, ...] = ()


def conclude_integral_solution(proof: IntegralSolution, checking: Checking) -> Equation:
    """Each hypothesis in turn; the value is written with the integrals I(base)."""
    _require_shape(proof)
    _require_kernel(proof)
    _require_telescoping(proof)
    elements, scale = polynomial_fraction(proof.fraction)
    above, below = map(_poly, proof.ratio)
    for polynomial, first in ((_poly(proof.denominator), proof.base + 1), (above * below, proof.start - 1)):
        if polynomial.is_zero() or integer_zeros(polynomial, first):
            raise CertificateError("a factor of the solution vanishes or has a pole at an index")
    _require_recurrence(proof, elements.a, elements.b)
    if not is_minimal(proof, elements.a, elements.b):
        raise CertificateError("the solution is not seen to be minimal")
    return value_by_pincherle(proof.fraction, (elements, scale), proof.start, _solution_values(proof), checking)


def _poly(coefficients: Polynomial) -> fmpz_poly:
    if len(coefficients) > _MAX_DEGREE:
        raise CertificateError("a polynomial of moderate degree is wanted")
    return fmpz_poly(list(coefficients))


def _require_shape(proof: IntegralSolution) -> None:
    rank = len(proof.basis)
    square = len(proof.step) == rank and all(len(row) == rank for row in proof.step)
    if not (rank and square and len(proof.primitives) == rank and len(proof.gauge) == rank and proof.kernel):
        raise CertificateError("a basis, its step, its primitives and its gauge are of one length")
    if not (1 <= proof.start <= _MAX_START and -_MAX_START <= proof.base <= proof.start - 2):
        raise CertificateError("base <= start - 2, start >= 1 are indices of moderate size")
    growth = sum(len(q) * (1 + abs(slope)) for q, slope, _ in proof.kernel)
    if growth > _MAX_GROWTH or any(abs(offset) > _MAX_DEGREE for *_, offset in proof.kernel):
        raise CertificateError("exponents of moderate size are wanted")
    if proof.index > _MAX_START or max(map(len, proof.primitives)) > _MAX_DEGREE:
        raise CertificateError("an index and primitives of moderate size are wanted")


def _require_kernel(proof: IntegralSolution) -> None:
    """K(n) is continuous on [0, 1] for n >= base, and `T K(n)` vanishes at both ends."""
    for end in (0, 1):
        vanishing = [(slope, offset) for q, slope, offset in proof.kernel if _poly(q)(end) == 0]
        if any(slope < 0 or slope * proof.base + offset < 0 for slope, offset in vanishing) or not vanishing:
            raise CertificateError("the kernel is singular at an end of the interval")
    if not all(positive_inside_unit(_poly(q)) for q, _, _ in proof.kernel):
        raise CertificateError("a factor of the kernel is not seen to be positive on the interval")


class _Ring:
    """Polynomials in n and y, with what the derivative of a primitive times the kernel is made of."""

    def __init__(self, proof: IntegralSolution) -> None:
        self.context = fmpz_mpoly_ctx.get(["n", "y"])
        self.one = self.context.constant(1)
        self.kernel = [(self.in_y(q), slope, offset) for q, slope, offset in proof.kernel]
        self.every = prod((q for q, _, _ in self.kernel), start=self.one)

    def in_n(self, coefficients: Polynomial) -> fmpz_mpoly:
        return self.context.from_dict({(k, 0): c for k, c in enumerate(coefficients) if c})

    def in_y(self, coefficients: Polynomial) -> fmpz_mpoly:
        return self.context.from_dict({(0, k): c for k, c in enumerate(coefficients) if c})

    def derivative(self, rows: tuple[Polynomial, ...], step: int) -> fmpz_mpoly:
        """`(p T K(n - step))'/K(n - step)`, times T's denominator: p has the coefficients `rows` of powers of y.

        T is `prod q_j^(1 + step min(s_j, 0))`.
        """
        inner = self.context.from_dict({(k, j): c for j, row in enumerate(rows) for k, c in enumerate(row) if c})
        n = self.context.gens()[0]
        total = inner.derivative("y") * self.every
        for j, (q, slope, offset) in enumerate(self.kernel):
            others = prod((other for k, (other, _, _) in enumerate(self.kernel) if k != j), start=self.one)
            exponent = slope * (n - step) + offset + step * min(slope, 0) + 1
            total += inner * exponent * q.derivative("y") * others
        return total


def _require_telescoping(proof: IntegralSolution) -> None:
    """The identity of the class's docstring, divided by `K(n-1) prod q_j^min(s_j, 0)`."""
    ring = _Ring(proof)
    rising, falling = (
        prod((q ** max(sign * slope, 0) for q, slope, _ in ring.kernel), start=ring.one) for sign in (1, -1)
    )
    basis = [ring.in_y(b) for b in proof.basis]
    denominator = ring.in_n(proof.denominator)
    for i, primitive in enumerate(proof.primitives):
        left = denominator * basis[i] * rising
        for row, b in zip(proof.step, basis, strict=True):
            left -= ring.in_n(row[i]) * b * falling
        if left != ring.derivative(primitive, 1):
            raise CertificateError("the step of the integrals is not an identity")


def _is_positive(proof: IntegralSolution) -> bool:
    """Whether W(n, y) >= 0 for n >= start - 2, from its coefficients at powers of n - start + 2."""
    ring = _Ring(proof)
    weight = -ring.derivative(proof.correction, 0)
    for v, b in zip(proof.gauge, proof.basis, strict=True):
        weight += ring.in_n(v) * ring.in_y(b)
    by_power: dict[int, dict[int, int]] = {}
    for (k, j), c in weight.to_dict().items():
        by_power.setdefault(int(j), {})[int(k)] = int(c)
    along = fmpz_poly([proof.start - 2, 1])
    in_n = {j: fmpz_poly([row.get(k, 0) for k in range(max(row) + 1)])(along) for j, row in by_power.items()}
    rows = [
        fmpz_poly([int(in_n[j][k]) if j in in_n else 0 for j in range(max(in_n) + 1)])
        for k in range(max((len(row) for row in in_n.values()), default=0))
    ]
    return bool(rows) and not rows[0].is_zero() and all(map(non_negative_on_unit, rows))


def _require_recurrence(proof: IntegralSolution, a: fmpz_poly, b: fmpz_poly) -> None:
    before, earlier = fmpz_poly([-1, 1]), fmpz_poly([-2, 1])
    step = [[_poly(entry) for entry in row] for row in proof.step]
    step_before = [[entry(before) for entry in row] for row in step]
    denominator, gauge = _poly(proof.denominator), [_poly(v) for v in proof.gauge]
    (above, below) = map(_poly, proof.ratio)
    double = _applied(step_before, _applied(step, [above * above(before) * v for v in gauge]))
    factor = a * above(before) * below * denominator
    single = _applied(step_before, [factor * v(before) for v in gauge])
    factor = b * below * below(before) * denominator * denominator(before)
    if any(x != y + factor * v(earlier) for x, y, v in zip(double, single, gauge, strict=True)):
        raise CertificateError("the combination of integrals does not solve the recurrence")


def _applied(matrix: list[list[fmpz_poly]], vector: list[fmpz_poly]) -> list[fmpz_poly]:
    return [sum((x * y for x, y in zip(row, vector, strict=True)), start=fmpz_poly()) for row in matrix]


def is_minimal(proof: IntegralSolution, a: fmpz_poly, b: fmpz_poly) -> bool:
    """Whether `r_n/Q_n -> 0`: `|r_n| <= C n^d prod |rho| kappa^n`, as `K(n) <= kappa K(n-1)`; or r_n alternates."""
    above, below = map(_poly, proof.ratio)
    if not proof.bounds:
        if not _is_positive(proof):
            return False
        return alternates(a, b, above * below, proof.start)
    if len(proof.bounds) != 3 or proof.index < proof.start:
        return False
    tau, sigma, kappa = (fmpq(x, y) for x, y in proof.bounds)
    rising, falling = (
        prod((_poly(q) ** max(sign * slope, 0) for q, slope, _ in proof.kernel), start=fmpz_poly([1]))
        for sign in (1, -1)
    )
    if not non_negative_on_unit(int(kappa.p) * falling - int(kappa.q) * rising):
        return False
    return is_dominated(a, b, (above * int(kappa.p), below * int(kappa.q)), (tau, sigma), proof.index)


def _solution_values(proof: IntegralSolution) -> tuple[Linear, Linear]:
    """r at start - 2 and start - 1 as combinations of I(base), up to one factor c(start - 2) = 1."""
    rank = len(proof.basis)
    product = fmpq_mat(rank, rank, [int(i == j) for i in range(rank) for j in range(rank)])
    integrals = [_integral(proof, b) for b in proof.basis]
    values = []
    for n in range(proof.base, proof.start):
        if n > proof.base:
            entries = [fmpq(_poly(entry)(n)) for row in proof.step for entry in row]
            product = product * fmpq_mat(rank, rank, entries) / fmpq(_poly(proof.denominator)(n))
        if n >= proof.start - 2:
            above, below = (1, 1) if n < proof.start - 1 else (_poly(part)(n) for part in proof.ratio)
            vector = fmpq_mat(rank, 1, [fmpq(_poly(v)(n)) * fmpq(above) / fmpq(below) for v in proof.gauge])
            image = product * vector
            values.append(total(zip(integrals, (image[i, 0] for i in range(rank)), strict=True)))
    return values[0], values[1]


def _integral(proof: IntegralSolution, element: Polynomial) -> Expr:
    """`integral(b_i K(base), y, 0, 1)`."""
    factors = [_written(element)]
    for q, slope, offset in proof.kernel:
        exponent = slope * proof.base + offset
        power = Expr("^", (_written(q), integer(exponent)))
        if exponent:
            factors.append(_written(q) if exponent == 1 else power)
    body = factors[0] if len(factors) == 1 else Expr("*", tuple(factors))
    return Expr("integral", (body, symbol("y"), integer(0), integer(1)))


def _written(polynomial: Polynomial) -> Expr:
    y = symbol("y")
    terms = []
    for k, c in enumerate(polynomial):
        power = y if k == 1 else Expr("^", (y, integer(k)))
        if c:
            terms.append(integer(c) if k == 0 else power if c == 1 else Expr("*", (integer(c), power)))
    return terms[0] if len(terms) == 1 else Expr("+", tuple(terms)) if terms else integer(0)
