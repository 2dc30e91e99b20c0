"""What kind of continued fraction it is: decided by degrees, leading coefficients and one or two more, exactly.

With `d = deg a`, `e = deg b` and `s = max(d, e/2)` the solutions of `u(n) = a(n) u(n-1) + b(n) u(n-2)` grow like
`n!^s lambda^n`, lambda a root of the characteristic polynomial `x^2 - a_s x - b_2s`, where a_s and b_2s are the
coefficients of `n^s` in a and of `n^(2s)` in b.

At a double root `c = a_d/2` the tails `f(n) = a(n) + b(n+1)/f(n+1)` are formally `c n^d + g(n)`; the coefficient of
`n^(2d-1)` gives `g(n)^2 = D n^(2d-1) + ...`, `D = b_(2d-1) + c a_(d-1) - d c^2`. If D = 0 then `g(n) ~ c_1 n^(d-1)`
with a quadratic for c_1, whose discriminant E decides. That there are solutions with these formal expansions is the
theorem of Birkhoff and Adams.

Source: Birkhoff, *General theory of linear difference equations* (1911); Adams, *On the irregular cases of linear
ordinary difference equations* (1928); Wong, Li, *Asymptotic expansions for second-order linear difference equations*
I and II (1992), for rational coefficients of any degree.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from flint import acb, arb, fmpq, fmpz, fmpz_poly

from probatum.verifiers.sequences.fractions import PolynomialFraction, first_zero
from probatum.verifiers.sequences.signs import sign_changes, sign_from

__all__ = [
    "FractionClass",
    "Kind",
    "characteristic_polynomial",
    "classify_fraction",
    "double_root_discriminants",
    "fraction_kind",
]


class Kind(Enum):
    """How the characteristic roots lie."""

    TERMINATING = "a partial numerator is 0: the fraction is finite"
    HYPERBOLIC = "one characteristic root of strictly larger modulus than all others"
    PARABOLIC_SQUARE_ROOT = "a double real root; solutions contain exp(c sqrt n), c real or imaginary"
    PARABOLIC_INTEGER = "a double real root; solutions are expansions in 1/n, with logarithms at most"
    ELLIPTIC = "complex characteristic roots of equal modulus"
    DOMINATED = "two opposite real characteristic roots"


_ZERO: Final = fmpz_poly([0])


@dataclass(frozen=True, slots=True)
class FractionClass:
    """The kind of a continued fraction and the exact data it was read from.

    `roots` are balls at the working precision, the one of larger modulus first, for solutions like
    `n!^growth_order root^n`. `end` is the least n >= 1 with b(n) = 0. The changes of sign are the n with
    sgn p(n) != sgn p(n + 1), from n = 0 on for a and from n = 1 on for b; zeros count as a sign. From `regular_from` on
    neither a nor b changes sign.
    """

    kind: Kind
    growth_order: fmpq
    characteristic: fmpz_poly
    roots: tuple[acb, acb]
    end: int | None
    sign_changes_of_a: tuple[int, ...]
    sign_changes_of_b: tuple[int, ...]
    regular_from: int


def characteristic_polynomial(fraction: PolynomialFraction) -> tuple[fmpq, fmpz_poly]:
    """`(s, x^2 - a_s x - b_2s)` in the notation of the head of this module.

    Raises ValueError when b is zero.
    """
    d, e = fraction.a.degree(), fraction.b.degree()
    if e < 0:
        raise ValueError("a continued fraction without partial numerators has no characteristic polynomial")
    a = fraction.a[d] if 2 * d >= e else fmpz(0)
    b = fraction.b[e] if e >= 2 * d else fmpz(0)
    return fmpq(max(2 * d, e), 2), fmpz_poly([-b, -a, 1])


def _roots(characteristic: fmpz_poly) -> tuple[acb, acb]:
    """The roots without cancellation, the larger in modulus first; the second is minus it when a_s = 0."""
    a, b = -characteristic[1], -characteristic[0]
    discriminant = arb(a * a + 4 * b)
    if discriminant >= 0:
        first = (arb(a) + discriminant.sqrt() * (1 if a >= 0 else -1)) / 2
        return acb(first), acb(-b / first)
    root = acb(arb(a) / 2, (-discriminant).sqrt() / 2)
    return root, root.conjugate()


def double_root_discriminants(fraction: PolynomialFraction) -> tuple[fmpq, fmpq]:
    """`(D, E)` for deg b = 2 deg a and a double root c: D as above, E the discriminant of the quadratic for c_1.

    E is meaningful when D = 0; both in units of c^2: `D/c^2`, `E/c^2`.
    """
    a, b, d = fraction.a, fraction.b, fraction.a.degree()

    def of_a(k: int) -> fmpq:
        return fmpq(a[d - k]) if d >= k else fmpq(0)

    def of_b(k: int) -> fmpq:
        return fmpq(b[2 * d - k]) if 2 * d >= k else fmpq(0)

    c = of_a(0) / 2
    first = of_b(1) + c * of_a(1) - d * c * c
    ahead = of_b(0) * (d * (2 * d - 1)) + of_b(1) * (2 * d - 1) + of_b(2)
    constant = -c * c * fmpq(d * (d - 1), 2) - of_a(1) * c * d - of_a(2) * c - ahead
    second = (c - of_a(1)) ** 2 - 4 * constant
    return first / (c * c), second / (c * c)


def fraction_kind(fraction: PolynomialFraction) -> Kind:
    """The kind of `a(0) + b(1)/(a(1) + ...)`, decided with integers."""
    if first_zero(fraction) is not None:
        return Kind.TERMINATING
    _, characteristic = characteristic_polynomial(fraction)
    a, b = -characteristic[1], -characteristic[0]
    discriminant = a * a + 4 * b
    if discriminant < 0:
        return Kind.ELLIPTIC
    if a == 0:
        return Kind.DOMINATED
    if discriminant > 0:
        return Kind.HYPERBOLIC
    return Kind.PARABOLIC_INTEGER if double_root_discriminants(fraction)[0] == 0 else Kind.PARABOLIC_SQUARE_ROOT


def classify_fraction(fraction: PolynomialFraction) -> FractionClass:
    """The kind of `a(0) + b(1)/(a(1) + ...)`, with its roots at the working precision.

    A fraction with b = 0 ends at n = 1; its characteristic polynomial is x^2. For one that ends the other entries
    describe the elements all the same.
    """
    a, b = fraction.a, fraction.b
    if b == _ZERO:
        order, characteristic = fmpq(max(a.degree(), 0)), fmpz_poly([0, 0, 1])
        roots = (acb(0), acb(0))
    else:
        order, characteristic = characteristic_polynomial(fraction)
        roots = _roots(characteristic)
    return FractionClass(
        kind=fraction_kind(fraction),
        growth_order=order,
        characteristic=characteristic,
        roots=roots,
        end=first_zero(fraction),
        sign_changes_of_a=sign_changes(a, 0),
        sign_changes_of_b=sign_changes(b, 1),
        regular_from=max(sign_from(a, 0), sign_from(b, 1)),
    )
