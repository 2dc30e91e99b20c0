"""Continued fractions that provably have no value, finite or infinite, with the theorem and its exact hypotheses.

In all cases b(n) != 0 for n >= 1, so that the numerators p(n) and denominators q(n) are independent solutions of
`u(n) = a(n) u(n-1) + b(n) u(n-2)`.

*Stern-Stolz.* An equivalence transformation gives partial numerators 1 and partial denominators d(n) with
`|d(n)| ~ C n^(deg a - deg b/2)`, C > 0 depending on the parity of n. If `sum |d(n)|` converges the fraction diverges:
so it does when `deg b > 2 deg a + 2`, and when a = 0.

*Complex characteristic roots.* Divide u(n) by `sqrt|b(1) ... b(n)|`: the step matrices A(n) are then real, converge to
a matrix with eigenvalues `e^(it)`, `e^(-it)`, 0 < t < pi, and `sum |A(n+1) - A(n)|` converges, as their entries are
expansions in `n^(-1/2)`. In coordinates of eigenvectors of A(n) a real solution is a pair (z(n), its conjugate), with
`z(n+1) = l(n) z(n) (1 + O(n^(-3/2)))`, l(n) the eigenvalue of A(n) near e^(it): hence `z(n) = C l(1) ... l(n)` times
`1 + o(1)`, with C = 0 for the zero solution only. With C = P for p(n) and Q for q(n), P/Q is not real (else
p - (P/Q) q would be zero) and `p(n)/q(n) = Re(P w(n) + o(1))/Re(Q w(n) + o(1))` for some |w(n)| = 1 whose argument
advances by t + o(1). If the quotient tended to a real L, Re((P - L Q) w(n)) would tend to 0, and the argument of w(n)
would be constant modulo pi in the limit; likewise Re(Q w(n)) for an infinite limit. It is not, as 0 < t < pi.

*Complex formal solutions at a double root.* By Birkhoff's and Adams' theorem (see `classification`) there are
conjugate solutions whose quotient is `exp(i c sqrt n (1 + o(1)))` or `n^(i c) (1 + o(1))` times a constant, with real
c != 0. The argument of w(n) above is then unbounded with steps that tend to 0, and is not constant modulo pi in the
limit either.

Source: Lorentzen, Waadeland, *Continued fractions with applications* (1992), III.2 (Stern-Stolz); Benzaid, Lutz,
*Asymptotic representation of solutions of perturbed systems of linear difference equations* (1987) for summable
perturbations; Elaydi, *An introduction to difference equations* (2005), theorem 8.36 (Birkhoff-Adams).
"""

from __future__ import annotations

from probatum.verifiers.sequences.classification import (
    Kind,
    characteristic_polynomial,
    double_root_discriminants,
    fraction_kind,
)
from probatum.verifiers.sequences.fractions import PolynomialFraction

__all__ = ["divergence_reason"]


def divergence_reason(fraction: PolynomialFraction) -> str | None:
    """Why the fraction has neither a finite nor an infinite value: the theorem and the exact numbers it was applied to.

    None when no theorem of this module applies, in particular for fractions that end.
    """
    kind = fraction_kind(fraction)
    if kind is Kind.TERMINATING:
        return None
    d, e = fraction.a.degree(), fraction.b.degree()
    if d < 0:
        return "Stern-Stolz theorem: all partial denominators are 0"
    if e > 2 * d + 2:
        return f"Stern-Stolz theorem: the degree of b is {e} > 2*{d} + 2, with {d} the degree of a"
    if kind is Kind.ELLIPTIC:
        _, characteristic = characteristic_polynomial(fraction)
        a, b = -characteristic[1], -characteristic[0]
        return f"the convergents rotate: x^2 - ({a})*x - ({b}) has two complex roots of equal modulus"
    if kind in (Kind.PARABOLIC_INTEGER, Kind.PARABOLIC_SQUARE_ROOT):
        first, second = double_root_discriminants(fraction)
        decisive = first if first != 0 else second
        if decisive < 0:
            return (
                "Birkhoff-Adams theorem: the characteristic root is double and the formal solutions are complex, "
                f"with discriminant {decisive}"
            )
    return None
