"""Values of continued fractions whose recurrence is solved by hypergeometric series (Zeilberger)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import factorial
from typing import Final

from flint import fmpq, fmpq_mpoly, fmpq_mpoly_ctx, fmpz_poly

from probatum.verifiers.certificates.proofs import CertificateError, Checking, Equation
from probatum.verifiers.certificates.rules.pincherle import Linear, value_by_pincherle
from probatum.verifiers.exact.minimality import is_dominated
from probatum.verifiers.exact.polynomial_fractions import polynomial_fraction
from probatum.verifiers.language.expr import Expr, integer, rational, symbol
from probatum.verifiers.sequences.signs import integer_zeros

__all__ = ["Bivariate", "SeriesSolution", "conclude_series_solution"]

Polynomial = tuple[int, ...]
"""Coefficients, ascending."""

Bivariate = tuple[Polynomial, ...]
"""A polynomial in n and k: the coefficients of powers of k, each a polynomial in n."""

_Forms = Counter[tuple[int, int, int]]
"""A product of powers of linear forms `alpha n + beta k + c`."""

_MAX_SIZE: Final = 200


@dataclass(frozen=True, slots=True)
class SeriesSolution:
    """The value of `fraction`, a pcf with elements a(n), b(n), as a quotient of series.

    Let `H(n, k) = sign^k prod Gamma(alpha n + beta k + c/unit)^e`, one (alpha, beta, c, e) of `gammas` each, alpha >= 0
    and beta 0 or 1, all arguments positive for n >= start - 2, k >= 0; sign = 1 or -1. With V = `weight`,
    R = `numerator`/D, D the product of powers (alpha n + beta k + c/unit)^e with e > 0 of `divisors`, positive for
    n >= start, and rho = `ratio` let

        rho(n) rho(n-1) V(n, k) H(n, k) - a(n) rho(n-1) V(n-1, k) H(n-1, k) - b(n) V(n-2, k) H(n-2, k)
            = R(n, k+1) H(n-2, k+1) - R(n, k) H(n-2, k),                       R(n, 0) = 0.

    The exponents of the Gammas with k add up to 0, so that H(n, k) is of the order of a power of k; if this makes the
    series converge absolutely and R H vanish at infinity, `r_n = c_n sum_(k >= 0) V H`, `c_n = rho(n) c_(n-1)`, solves
    the recurrence of the convergents for n >= start. With `bounds` = (tau, sigma, kappa), `|H(n, k)| <= kappa
    |H(n-1, k)|` bounds r, and the rates of both show that its ratio to the denominators tends to 0, from `index` on.

    Source: Zeilberger, *The method of creative telescoping*, J. Symb. Comp. 11 (1991); Apéry (1979).
    """

    fraction: Expr
    gammas: tuple[tuple[int, int, int, int], ...]
    weight: Bivariate
    numerator: Bivariate
    divisors: tuple[tuple[int, int, int, int], ...]
    ratio: tuple[Polynomial, Polynomial]
    start: int
    index: int
    bounds: tuple[tuple[int, int], ...]
    unit: int = 1
    sign: int = 1


def conclude_series_solution(proof: SeriesSolution, checking: Checking) -> Equation:
    """Each hypothesis in turn; the value is written with the series at n = start - 2 and start - 1."""
    _require_shape(proof)
    elements, scale = polynomial_fraction(proof.fraction)
    above, below = (fmpz_poly(list(part)) for part in proof.ratio)
    if (above * below).is_zero() or integer_zeros(above * below, proof.start - 1):
        raise CertificateError("a factor of the solution vanishes or has a pole at an index")
    _require_convergence(proof)
    _require_telescoping(proof, elements.a, elements.b)
    tau, sigma, kappa = (fmpq(x, y) for x, y in proof.bounds)
    if not _is_bounded(proof, kappa):
        raise CertificateError("the terms are not seen to decrease as fast as they are said to")
    rate = above * int(kappa.p), below * int(kappa.q)
    if not is_dominated(elements.a, elements.b, rate, (tau, sigma), proof.index):
        raise CertificateError("the solution is not seen to be minimal")
    factor = fmpq(above(proof.start - 1)) / fmpq(below(proof.start - 1))
    solution: tuple[Linear, Linear] = (
        {_series(proof, proof.start - 2): fmpq(1)},
        {_series(proof, proof.start - 1): factor},
    )
    return value_by_pincherle(proof.fraction, (elements, scale), proof.start, solution, checking)


def _require_shape(proof: SeriesSolution) -> None:
    sizes = [*map(len, (proof.gammas, proof.weight, proof.numerator, proof.divisors)), *map(len, proof.numerator)]
    sizes.append(sum((alpha + 1) * abs(e) for alpha, _, _, e in (*proof.gammas, *proof.divisors)))
    if max(sizes) > _MAX_SIZE or not 1 <= proof.start <= proof.index <= _MAX_SIZE:
        raise CertificateError("a solution of moderate size is wanted")
    for factors, first in ((proof.gammas, proof.start - 2), (proof.divisors, proof.start)):
        for alpha, beta, c, e in factors:
            small = 0 <= alpha <= 20 and beta in (0, 1) and abs(c) <= _MAX_SIZE and abs(e) <= 20
            if not (small and alpha * first * proof.unit + c > 0):
                raise CertificateError("a factor of the terms may vanish or have a pole")
    if not 1 <= proof.unit <= 12 or proof.sign not in (1, -1):
        raise CertificateError("a unit fraction and a sign are wanted")
    if any(e <= 0 for *_, e in proof.divisors) or len(proof.bounds) != 3 or not any(map(any, proof.weight)):
        raise CertificateError("divisors, a weight and three bounds are wanted")


def _require_convergence(proof: SeriesSolution) -> None:
    """`H(n, k) ~ C k^E(n)` with E linear; `E + deg V < -1`, and for the primitive `E + deg R < 0` at n - 2."""
    growing = [(alpha, c, e) for alpha, beta, c, e in proof.gammas if beta]
    slope = sum(alpha * e for alpha, _, e in growing)
    order = fmpq(sum(c * e for _, c, e in growing), proof.unit) + slope * (proof.start - 2)
    degree = len(proof.numerator) - 1 - sum(beta * e for _, beta, _, e in proof.divisors)
    if sum(e for *_, e in growing) or slope > 0 or order + len(proof.weight) - 1 >= -1 or order + degree >= 0:
        raise CertificateError("the series or its primitive is not seen to converge")
    if not proof.numerator or any(proof.numerator[0]):
        raise CertificateError("the primitive does not vanish at 0")


def _step(proof: SeriesSolution, back: int, along_k: bool = False) -> _Forms:
    """`|H(n-back, k)/H(n-back-1, k)|`, or `|H(n-back, k+1)/H(n-back, k)|`."""
    forms: _Forms = Counter()
    for alpha, beta, c, e in proof.gammas:
        first = c - alpha * (back if along_k else back + 1) * proof.unit
        for i in range(beta if along_k else alpha):
            forms[alpha, beta, first + i * proof.unit] += e
    return forms


class _Ring:
    """Polynomials in n and k."""

    def __init__(self, unit: int) -> None:
        self.unit = unit
        self.context = fmpq_mpoly_ctx.get(["n", "k"])
        self.n, self.k = self.context.gens()

    def poly(self, rows: Bivariate) -> fmpq_mpoly:
        return self.context.from_dict({(i, j): c for j, row in enumerate(rows) for i, c in enumerate(row) if c})

    def product(self, forms: _Forms, sign: int, back: int = 0) -> fmpq_mpoly:
        """The product of the forms whose exponents have this sign, at n + back."""
        result = self.context.constant(1)
        for (alpha, beta, c), e in forms.items():
            result *= (alpha * (self.n + back) + beta * self.k + fmpq(c, self.unit)) ** max(sign * e, 0)
        return result


def _require_telescoping(proof: SeriesSolution, a: fmpz_poly, b: fmpz_poly) -> None:
    """The identity of the class's docstring over H(n-2, k): five polynomials times powers of linear forms."""
    ring = _Ring(proof.unit)
    n, k = ring.n, ring.k
    weight, numerator = ring.poly(proof.weight), ring.poly(proof.numerator)
    above, below, a_n, b_n = (
        ring.poly((tuple(map(int, p.coeffs())),)) for p in (*map(fmpz_poly, map(list, proof.ratio)), a, b)
    )
    earlier, late = _step(proof, 1), _step(proof, 0)
    divisor: _Forms = Counter({(alpha, beta, c): -e for alpha, beta, c, e in proof.divisors})
    shifted: _Forms = Counter({(alpha, beta, c + beta * proof.unit): -e for alpha, beta, c, e in proof.divisors})
    above_1, below_1 = above.compose(n - 1, k), below.compose(n - 1, k)
    terms = [
        (above * above_1 * weight, _sum(earlier, late)),
        (-a_n * above_1 * below * weight.compose(n - 1, k), earlier),
        (-b_n * below * below_1 * weight.compose(n - 2, k), Counter()),
        (-proof.sign * below * below_1 * numerator.compose(n, k + 1), _sum(_step(proof, 2, True), shifted)),
        (below * below_1 * numerator, divisor),
    ]
    least = {form: min(forms[form] for _, forms in terms) for _, forms in terms for form in forms}
    total = ring.context.constant(0)
    for polynomial, forms in terms:
        total += polynomial * ring.product(Counter({form: forms[form] - low for form, low in least.items()}), 1)
    if not total.is_zero():
        raise CertificateError("the terms of the series do not telescope")


def _sum(left: _Forms, right: _Forms) -> _Forms:
    """Exponents added; `Counter + Counter` would drop the negative ones."""
    result: _Forms = Counter(left)
    for form, e in right.items():
        result[form] += e
    return result


def _is_bounded(proof: SeriesSolution, kappa: fmpq) -> bool:
    """Whether `H(n, k) <= kappa H(n-1, k)` for n >= start - 1, k >= 0, from the coefficients in n - start + 1 and k."""
    ring, forms = _Ring(proof.unit), _step(proof, 0)
    above, below = (ring.product(forms, sign, proof.start - 1) for sign in (1, -1))
    difference = int(kappa.p) * below - int(kappa.q) * above
    return kappa > 0 and all(c >= 0 for c in difference.to_dict().values())


def _series(proof: SeriesSolution, n: int) -> Expr:
    """`sum(V(n, k) H(n, k), k, 0, oo)`, the Gammas written out over Gamma(k + r), 0 < r <= 1, for each residue r."""
    unit = proof.unit
    forms: Counter[int] = Counter()
    surplus: Counter[int] = Counter()
    constant = fmpq(1)
    for alpha, beta, c, e in proof.gammas:
        last = alpha * n * unit + c
        first = (last - 1) % unit + 1
        if beta:
            surplus[first] += e
            for i in range(first, last, unit):
                forms[i] += e
        elif first == unit:
            constant *= fmpq(factorial(last // unit - 1)) ** e
        else:
            raise CertificateError("a factor of the terms is not rational")
    if any(surplus.values()):
        raise CertificateError("the terms of the series are not rational")
    k = symbol("k")
    weight = [fmpz_poly(list(row))(n) for row in proof.weight]
    powers = (integer(1), k, *(Expr("^", (k, integer(j))) for j in range(2, len(weight))))
    terms = [Expr("*", (integer(int(v)), power)) for v, power in zip(weight, powers, strict=False) if v]
    factors = [rational(int(constant.p), int(constant.q))]
    factors.append(Expr("+", tuple(terms)) if len(terms) > 1 else terms[0] if terms else integer(0))
    if proof.sign < 0:
        factors.append(Expr("^", (integer(-1), k)))
    for i, e in sorted(forms.items()):
        if e:
            factors.append(Expr("^", (Expr("+", (k, rational(i, unit))), integer(e))))
    return Expr("sum", (Expr("*", tuple(factors)), k, integer(0), symbol("oo")))
