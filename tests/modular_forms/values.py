"""Values of the atoms by FLINT's functions, for comparison."""

from __future__ import annotations

from fractions import Fraction

from flint import acb, arb

from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.language.expr import apply, integer, symbol
from probatum.verifiers.modular_forms.atoms import DIFFERENCE, EISENSTEIN, ETA, Atom, Monomial


def number(value: Fraction) -> arb:
    """A rational number as a ball."""
    return arb(value.numerator) / value.denominator


def turned(turns: Fraction) -> acb:
    """exp(2 pi i turns)."""
    return acb(2 * number(turns)).exp_pi_i()


def value(atom: Atom, tau: acb) -> acb:
    """The form at (a tau + b)/d, without the factor of its weight."""
    a, b, d = atom.matrix
    w = (a * tau + b) / d
    if atom.kind == ETA:
        return w.modular_eta()
    if atom.kind == EISENSTEIN:
        return _eisenstein(int(atom.index[0]), w)
    if atom.kind == DIFFERENCE:
        return acb(a) / d * _eisenstein(2, w) - _eisenstein(2, tau)
    first, other = (number(each) for each in atom.index)
    z = first * w + other
    klein = (first * z).exp_pi_i() * z.modular_theta(w, 0)[0] / (2 * acb.pi() * w.modular_eta() ** 3)
    return -2 * acb.pi() * acb(0, 1) * klein


def _eisenstein(k: int, tau: acb) -> acb:
    return complex_(evaluate(apply("eisenstein_e", integer(k), symbol("tau")), {"tau": tau}))


def product(monomial: Monomial, tau: acb) -> acb:
    """The product of the forms, without the factors of their weights."""
    total = acb(1)
    for atom, exponent in monomial:
        total *= value(atom, tau) ** exponent
    return total
