"""Legendre-type integrals for `int_0^1 dy/(u + v y^k)`, k >= 1.

For positive integers k, u and an integer v != 0 without common factor with u, u + v > 0, and `w = u + v y^k`, let

    I_n = v^(2n) int_0^1 y^(kn) (1-y^k)^n/w^(n+1) dy,  J_m = int_0^1 w^(-m-1) dy,  x = J_0.

*Linear forms.* With `y^k = (w-u)/v` and `1 - y^k = (u+v-w)/v`,

    I_n = sum_{i,j} C(n,i) C(n,j) (-u)^(n-i) (u+v)^(n-j) (-1)^j int_0^1 w^(i+j-n-1) dy.

For i + j = n - m <= n the coefficient is divisible by (u(u+v))^m. Integrating the derivative of y w^-m shows that
`H_m = (u(u+v))^m J_m` satisfies `k m H_m = (km-1)(u+v) H_(m-1) + u^(m-1)`, so that `I_n = q_n x - p_n`.

*Denominators.* For i + j > n the integral of w^(i+j-n-1) has a denominator that divides
`lcm(1, k+1, 2k+1, ..., k(n-1)+1)`. For the others `H_m = alpha_m x + beta_m` with

    alpha_m = (u+v)^m prod_{l<=m} (kl-1)/(kl),  beta_m = sum_{i<=m} u^(i-1)/(ki) prod_{i<l<=m} (u+v)(kl-1)/(kl).

A prime p that does not divide k occurs in these denominators at most as in lcm(1, ..., n): for each power of p the
l with i <= l <= m that it divides are at most one more than those with i < l <= m for which it divides kl - 1. For a
prime p that divides k the exponent in the denominator is at most `n max(0, e) + O(log n)`,
`e = v_p(k) + 1/(p-1) - v_p(u+v)`, as v_p(m!/i!) <= (m-i)/(p-1) + O(log n). The lcm of the progression is
`e^((d + o(1))n)`, `d = k/phi(k) sum 1/m` over the m <= k prime to k: a prime p divides a term if and only if, with m
the inverse of p modulo k, pm is at most the last (prime number theorem for progressions). It contains the primes up to
n that do not divide k, up to one of them.

*Growth.* The coefficient of J_0 is, up to a factor, the integral along a closed curve around a pole, and Leibniz's rule
gives `q_n = sum_j C(n+1/k-1, j) C(n,j) u^(n-j) (u+v)^j`, positive and, as C(n+1/k-1, j) <= C(n,j), at most
`(sqrt(u) + sqrt(u+v))^(2n)`. The integrand of I_n keeps its sign inside the interval, and `|I_n|^(1/n)` tends to the
maximum `(sqrt(u+v) - sqrt(u))^2` of `v^2 y^k (1-y^k)/w`.

Source: Zeilberger, Zudilin, *Automatic discovery of irrationality proofs and irrationality measures*, Int. J. Number
Theory 17 (2021); Alladi, Robinson, *Legendre polynomials and irrationality*, J. reine angew. Math. 318 (1980); Bateman,
Kalb, Stenger, *A limit involving least common multiples*, Amer. Math. Monthly 109 (2002).
"""

from __future__ import annotations

from math import gcd
from typing import Final

from flint import fmpq, fmpz

from probatum.verifiers.irrationality.construction import Construction, NoConclusionError, bounded
from probatum.verifiers.irrationality.growth import root_logarithm
from probatum.verifiers.irrationality.jacobi import jacobi_recurrence
from probatum.verifiers.irrationality.log_integrals import MAX_PARAMETER, unit_integral
from probatum.verifiers.irrationality.terms import logarithm, multiple, number, total
from probatum.verifiers.language.expr import Expr, integer, symbol

__all__ = ["power_integrals"]

MAX_POWER: Final = 60


def power_integrals(parameters: tuple[int, ...]) -> Construction:
    """The forms for `integral(1/(u + v*y^k), y, 0, 1)` of `parameters = (k, u, v)`.

    Raises NoConclusionError when the parameters are none, or nothing follows.
    """
    k, u, v = parameters
    if not (0 < k <= MAX_POWER and 0 < u <= MAX_PARAMETER and 0 < abs(v) <= MAX_PARAMETER):
        raise NoConclusionError("k and u are positive integers of moderate size, v is another than 0")
    if u + v <= 0 or gcd(u, v) != 1:
        raise NoConclusionError("u and v have no common factor, and u + v is positive")
    growth = root_logarithm(fmpq(2 * u + v), fmpq(2), fmpz(u * (u + v)))
    remainder = total(multiple(2, logarithm(integer(abs(v)))), multiple(-1, growth))
    denominators = total(number(progression_rate(k)), *(multiple(e, logarithm(integer(p))) for p, e in _bad(k, u + v)))
    return Construction(
        "power_integrals",
        parameters,
        _constant(k, u, v),
        lambda expr: _multiple(expr, k, fmpq(v, u)),
        growth,
        remainder,
        denominators,
        bounded(growth, remainder, denominators),
        jacobi_recurrence(k, u, v),
    )


def progression_rate(k: int) -> fmpq:
    """`lim log lcm(1, k+1, ..., k(n-1)+1)/n`."""
    units = [m for m in range(1, k + 1) if gcd(m, k) == 1]
    return fmpq(k, len(units)) * sum((fmpq(1, m) for m in units), fmpq(0))


def _bad(k: int, endpoint: int) -> list[tuple[int, fmpq]]:
    """The primes p that divide k with the exponent e of the head of this module, where it is positive."""
    found = []
    for prime, power in fmpz(k).factor():
        p, rest, divided = int(prime), endpoint, 0
        while rest % p == 0:
            rest, divided = rest // p, divided + 1
        exponent = fmpq(int(power)) + fmpq(1, p - 1) - divided
        if exponent > 0:
            found.append((p, exponent))
    return found


def _constant(k: int, u: int, v: int) -> Expr:
    y = symbol("y")
    power = multiple(abs(v), y if k == 1 else Expr("^", (y, integer(k))))
    below = Expr("+", (integer(u), power if v > 0 else Expr("neg", (power,))))
    return Expr("integral", (Expr("/", (integer(1), below)), y, integer(0), integer(1)))


def _multiple(expr: Expr, k: int, ratio: fmpq) -> fmpq | None:
    """The c with `expr = c int_0^1 dy/(u + v y^k)` for an integral of that kind with the same k and v/u = `ratio`."""
    read = unit_integral(expr)
    if read is None or read[0] != k or read[3] != ratio * read[2]:
        return None
    # u is the denominator of v/u in lowest terms.
    return read[1] * ratio.q / read[2]
