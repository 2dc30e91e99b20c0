"""Continued fractions with one element constant, one linear: Bessel functions, Lambert's tangents, Laplace's erfc."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

from flint import fmpq

from probatum.verifiers.certificates.proofs import Proof
from probatum.verifiers.certificates.rules.combination import Combination
from probatum.verifiers.certificates.rules.equivalent_fraction import EquivalentFraction
from probatum.verifiers.certificates.rules.theorem import Instance
from probatum.verifiers.exact.polynomial_fractions import polynomial_fraction
from probatum.verifiers.exact.rational_functions import NotRationalError
from probatum.verifiers.functions import UndefinedValueError
from probatum.verifiers.language.expr import Expr, rational
from probatum.verifiers.language.numbers import rational_number
from probatum.verifiers.provers.attempts import conclusion
from probatum.verifiers.provers.search import Search

__all__ = ["prove_bessel_fraction"]


def prove_bessel_fraction(constant: Expr, search: Search) -> Proof | None:
    """Prove `pcf(c (n + v), w, n) = value` or `pcf(x, d n, n) = value`, all rational; None for other elements."""
    try:
        fraction, scale = polynomial_fraction(constant)
    except (NotRationalError, UndefinedValueError):
        return None
    a, b = fraction.a, fraction.b
    degrees = a.degree(), b.degree()
    if degrees == (1, 0):
        # Elements 2 (n + v) and w after an equivalence transformation with factor c.
        c, v = fmpq(a[1]) / (2 * scale), fmpq(a[0]) / fmpq(a[1])
        w = fmpq(b[0]) / (scale * c) ** 2
        instance = _instance(Fraction(int(v.p), int(v.q)), Fraction(int(w.p), int(w.q)))
    elif degrees == (0, 1) and b[0] == 0:
        c = fmpq(1 if a[0] > 0 else -1)
        elements = fmpq(a[0]) / (scale * c), fmpq(b[1]) / scale**2
        name = "continued fraction of the complementary error function"
        instance = Instance(name, tuple(rational_number(value) for value in elements))
    else:
        return None
    search.spend(5)
    equation = conclusion(instance)
    if equation is None:
        return None
    factor = rational_number(c)
    equivalence = EquivalentFraction(constant, equation.left, factor)
    proof = Combination(constant, Expr("*", (factor, equation.right)), (equivalence, instance))
    return proof if conclusion(proof) is not None else None


def _instance(v: Fraction, w: Fraction) -> Instance:
    root = Fraction(isqrt(abs(w.numerator)), isqrt(w.denominator))
    if v == Fraction(1, 2) and root * root == abs(w):
        name = "hyperbolic tangent" if w > 0 else "tangent"
        return Instance(f"continued fraction of the {name}", (_q(root),))
    name = "modified Bessel functions" if w > 0 else "Bessel functions"
    if v == 0:
        return Instance(f"continued fraction of {name} of orders 1 and 0", (_q(abs(w)),))
    return Instance(f"continued fraction of quotients of {name}", (_q(v), _q(abs(w))))


def _q(value: Fraction) -> Expr:
    return rational(value.numerator, value.denominator)
