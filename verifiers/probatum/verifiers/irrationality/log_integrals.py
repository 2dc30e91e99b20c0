"""Legendre-type integrals for logarithms, with free exponents and the saving of whole windows of primes.

For positive integers u, v without common factor, `w = u + v y`, and integers alpha, beta, gamma >= 1 with
gamma < alpha + beta let

    I_n = v^((alpha+beta)n+1) int_0^1 y^(alpha n) (1-y)^(beta n)/(u + v y)^(gamma n + 1) dy
        = int_u^(u+v) (w-u)^(alpha n) (u+v-w)^(beta n) w^(-gamma n - 1) dw.

*Linear forms.* Expanding both powers gives `sum c_s w^(s-1)` with -gamma n <= s <= (alpha+beta-gamma)n and

    c_s = sum_{i+j = s + gamma n} C(alpha n, i) C(beta n, j) (-u)^(alpha n - i) (u+v)^(beta n - j) (-1)^j,

so that `I_n = c_0 log((u+v)/u) + sum_{s != 0} c_s ((u+v)^s - u^s)/s`.

*Denominators.* For s < 0 the powers of u and u+v in c_s make up for those in u^s and (u+v)^s, up to a factor
`u^((gamma-alpha)n)` if gamma > alpha and `(u+v)^((gamma-beta)n)` if gamma > beta; what remains is 1/s, and
lcm(1, ..., Mn), M = max(gamma, alpha+beta-gamma), is a common denominator. A prime p > sqrt(Mn) with
`{alpha n/p} + {beta n/p} < {gamma n/p}` is not needed: if p divides s, then i + j = gamma n modulo p, and the residues
of i and j cannot both be at most those of alpha n and beta n; so p divides C(alpha n, i) C(beta n, j) by Kummer's
theorem, hence c_s. By the prime number theorem the lcm is e^((M + o(1))n), and the primes with {n/p} in [x, y) have the
product `e^((psi(y) - psi(x) + o(1))n)`, psi the digamma function.

*Growth.* `|c_0| <= ((r+u)^alpha (r+u+v)^beta/r^gamma)^n` for r > 0, by Cauchy's inequality on |w| = r. The integrand
is positive inside, so `I_n > 0` and `I_n^(1/n)` tends to the maximum of `(w-u)^alpha (u+v-w)^beta/w^gamma`. Both r and
the place of the maximum are roots, up to sign, of
`(alpha+beta-gamma)w^2 - (alpha(u+v) + beta u - gamma(2u+v))w - gamma u(u+v)`.

Source: Alladi, Robinson, *Legendre polynomials and irrationality*, J. reine angew. Math. 318 (1980); Rukhadze,
*A lower bound for the approximation of ln 2 by rational numbers* (1987); Hata, *Legendre type polynomials and
irrationality measures*, J. reine angew. Math. 407 (1990).
"""

from __future__ import annotations

from math import gcd
from typing import Final

from flint import fmpq, fmpz

from probatum.verifiers.balls.polynomial_reading import exact_polynomial
from probatum.verifiers.irrationality.construction import Construction, NoConclusionError, bounded
from probatum.verifiers.irrationality.growth import root_logarithm
from probatum.verifiers.irrationality.jacobi import jacobi_recurrence
from probatum.verifiers.irrationality.prime_windows import prime_windows
from probatum.verifiers.irrationality.terms import logarithm, multiple, number, surd, total
from probatum.verifiers.language.expr import Expr, apply, integer

__all__ = ["log_integrals", "logarithm_multiple", "unit_integral"]

MAX_PARAMETER: Final = 10**6
_MAX_EXPONENT: Final = 60


def log_integrals(parameters: tuple[int, ...]) -> Construction:
    """The forms for `log((u+v)/u)` of `parameters = (u, v, alpha, beta, gamma)`.

    Raises NoConclusionError when the parameters are none, or nothing follows.
    """
    u, v, alpha, beta, gamma = parameters
    if not (0 < u <= MAX_PARAMETER and 0 < v <= MAX_PARAMETER and gcd(u, v) == 1):
        raise NoConclusionError("u and v are positive integers without common factor")
    if not (min(alpha, beta, gamma) > 0 and gamma < alpha + beta <= _MAX_EXPONENT):
        raise NoConclusionError("the exponents are positive, the third less than the sum of the others")
    growth, remainder = _rates(u, v, alpha, beta, gamma)
    denominators = _denominators(alpha, beta, gamma)
    return Construction(
        "log_integrals",
        parameters,
        apply("log", number(fmpq(u + v, u))),
        lambda expr: logarithm_multiple(expr, fmpq(u + v, u)),
        growth,
        remainder,
        denominators,
        bounded(growth, remainder, denominators),
        jacobi_recurrence(1, u, v) if alpha == beta == gamma == 1 else None,
    )


def _rates(u: int, v: int, alpha: int, beta: int, gamma: int) -> tuple[Expr, Expr]:
    """The rates of c_0 and of I_n, with the factors that clear the powers of u and u + v."""
    if alpha == beta == gamma:
        growth = root_logarithm(fmpq(2 * u + v), fmpq(2), fmpz(u * (u + v)))
        remainder = total(multiple(2, logarithm(integer(v))), multiple(-1, growth))
        return multiple(alpha, growth) if alpha > 1 else growth, multiple(alpha, remainder)
    square = alpha + beta - gamma
    linear = alpha * (u + v) + beta * u - gamma * (2 * u + v)
    root = fmpz(linear * linear + 4 * square * gamma * u * (u + v))
    half = fmpq(1, 2 * square)

    def at(sign: int, shift: fmpq, offset: int) -> Expr:
        """`log` of `sign * w + offset` for the root w with the sign `shift` of the square root."""
        return logarithm(surd(half * linear * sign + offset, half * sign * shift, root))

    clearing = total(
        multiple(max(0, gamma - alpha), logarithm(integer(u))),
        multiple(max(0, gamma - beta), logarithm(integer(u + v))),
    )
    minus, plus = fmpq(-1), fmpq(1)
    growth = total(
        multiple(alpha, at(-1, minus, u)),
        multiple(beta, at(-1, minus, u + v)),
        multiple(-gamma, at(-1, minus, 0)),
        clearing,
    )
    remainder = total(
        multiple(alpha, at(1, plus, -u)),
        multiple(beta, at(-1, plus, u + v)),
        multiple(-gamma, at(1, plus, 0)),
        clearing,
    )
    return growth, remainder


def _denominators(alpha: int, beta: int, gamma: int) -> Expr:
    saving: list[Expr] = []
    for x, y in prime_windows((alpha, beta), gamma):
        saving += [multiple(-1, apply("digamma", number(y))), apply("digamma", number(x))]
    return total(integer(max(gamma, alpha + beta - gamma)), *saving)


def logarithm_multiple(expr: Expr, ratio: fmpq) -> fmpq | None:
    """The c with `expr = c log(ratio)` for `log` of the ratio or its inverse, or `int_0^1 dy/(linear)`; else None."""
    if expr.head == "log" and len(expr.args) == 1:
        argument = exact_polynomial(expr.args[0], "", {})
        value = argument[0] if argument is not None else None
        return fmpq(1) if value == ratio else fmpq(-1) if value == 1 / ratio else None
    read = unit_integral(expr)
    if read is None or read[0] != 1:
        return None
    _, above, constant, leading = read
    if constant + leading == ratio * constant:
        return above / leading
    return -above / leading if constant == ratio * (constant + leading) else None


def unit_integral(expr: Expr) -> tuple[int, fmpq, fmpq, fmpq] | None:
    """`(k, c, a, b)` for an expression written `integral(c/(a + b y^k), y, 0, 1)` with a > 0, a + b > 0; else None."""
    if expr.head != "integral" or expr.args[2:] != (integer(0), integer(1)) or expr.args[0].head != "/":
        return None
    name = expr.args[1].name
    above, below = (exact_polynomial(part, name, {}) for part in expr.args[0].args)
    if above is None or below is None or above.degree() != 0 or below.degree() < 1:
        return None
    k = below.degree()
    if any(below[i] != 0 for i in range(1, k)):
        return None
    sign = 1 if below[0] > 0 else -1
    constant, leading = fmpq(below[0]) * sign, fmpq(below[k]) * sign
    return (k, fmpq(above[0]) * sign, constant, leading) if constant > 0 and constant + leading > 0 else None
