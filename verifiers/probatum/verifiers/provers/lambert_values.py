"""Values of Lambert's W at arguments w exp(w) for simple w: rational numbers, multiples of logarithms, of pi."""

from __future__ import annotations

from collections.abc import Iterator

from flint import acb, arb, ctx, fmpq

from probatum.verifiers.balls.errors import NO_VALUE
from probatum.verifiers.balls.evaluate import evaluate
from probatum.verifiers.certificates.proofs import Proof
from probatum.verifiers.certificates.rules.combination import Combination
from probatum.verifiers.certificates.rules.theorem import Instance
from probatum.verifiers.exact.rational_guess import guessed_rational
from probatum.verifiers.functions.lift import complex_
from probatum.verifiers.language.expr import Expr, apply, integer, symbol
from probatum.verifiers.language.numbers import rational_number
from probatum.verifiers.provers.attempts import conclusion
from probatum.verifiers.provers.elementary import exponential_proofs
from probatum.verifiers.provers.linear_forms import product_of
from probatum.verifiers.provers.search import Search

__all__ = ["lambert_value"]

_BITS = 256
_LARGEST_BASE = 30


def lambert_value(constant: Expr, search: Search) -> Proof | None:
    """`lambertw(z)` or `lambertw(z, -1)` as a number w of a simple form with `z = w*exp(w)`."""
    search.spend(10)
    try:
        with ctx.workprec(_BITS):
            value = complex_(evaluate(constant, {}))
    except NO_VALUE:
        return None
    for name, guess in _guesses(value, len(constant.args) == 2):
        product = Expr("*", (guess, apply("exp", guess)))
        premise = Combination(constant.args[0], product, tuple(exponential_proofs(guess)))
        proof = Instance(name, (constant.args[0], guess), (premise,))
        equation = conclusion(proof)
        if equation is not None and equation.left == constant:
            return proof
    return None


def _guesses(value: acb, lower: bool) -> Iterator[tuple[str, Expr]]:
    """Theorems with the value of their second variable."""
    if not value.imag.contains(0):
        with ctx.workprec(_BITS):
            number = guessed_rational(value.imag / arb.pi())
        if number is not None and value.real.contains(0):
            w = product_of([rational_number(number), symbol("pi"), symbol("i")])
            yield "W on its branch cut", w
        return
    name = "W of order -1 below the branch point" if lower else "W to the right of the branch point"
    number = guessed_rational(value.real)
    if number is not None:
        yield name, rational_number(number)
    for base in range(2, _LARGEST_BASE):
        with ctx.workprec(_BITS):
            number = guessed_rational(value.real / arb(base).log())
        if number is not None:
            yield name, _multiple(number, apply("log", integer(base)))


def _multiple(number: fmpq, logarithm: Expr) -> Expr:
    return logarithm if number == 1 else Expr("*", (rational_number(number), logarithm))
