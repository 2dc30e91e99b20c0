"""What the rules that go through integrals say about their instances."""

from __future__ import annotations

from probatum.verifiers.certificates.rules.antiderivative import Antiderivative
from probatum.verifiers.certificates.rules.beta_series import BetaSeries
from probatum.verifiers.certificates.rules.integral_solution import IntegralSolution
from probatum.verifiers.explanations.prose import Prose, listed
from probatum.verifiers.explanations.series import polynomial, quotient
from probatum.verifiers.explanations.tidying import tidied
from probatum.verifiers.language import Expr, integer, symbol
from probatum.verifiers.language.expr import apply

__all__ = ["antiderivative", "beta_series", "integral_solution"]


def antiderivative(proof: Antiderivative) -> Prose:
    """The fundamental theorem of calculus."""
    variable = proof.integral.args[1]
    terms = [
        Expr("*", (factor, apply("log", argument) if function == "log" else _inverse_tangent(argument, variable)))
        for factor, function, argument in proof.terms
    ]
    primitive = Expr("+", (proof.rational, integer(0), *terms))
    return [
        "A primitive of the integrand of ", proof.integral, " is ", primitive,
        ": its derivative is compared as a rational function. None of its parts has a pole on the interval, where the "
        "arguments of logarithms are positive. Hence, by the fundamental theorem of calculus:",
    ]  # fmt: skip


def _inverse_tangent(square: Expr, variable: Expr) -> Expr:
    """The primitive `atan(s x)/s` of `1/(1 + s^2 x^2)` with its value 0 at 0; `s^2` is a rational number."""
    name, positive = ("atanh", tidied(Expr("neg", (square,)))) if tidied(square).head == "neg" else ("atan", square)
    if positive == integer(1):
        return apply(name, variable)
    root = apply("sqrt", positive)
    return Expr("/", (apply(name, Expr("*", (root, variable))), root))


def beta_series(proof: BetaSeries, total: Expr) -> Prose:
    """Beta integrals summed under the integral sign, and partial fractions; `total` is what they sum to."""
    return [
        "The terms of ", total, " are multiples of beta integrals. Under the integral sign they form a geometric "
        "series whose ratio stays between -1 and a number below 1, so that its partial sums are bounded and the sum is "
        "the integral of a rational function from 0 to 1. Its denominator has the simple zeros ",
        *listed([root] for root in proof.roots), ", none of them in the interval; partial fractions give logarithms.",
    ]  # fmt: skip


def integral_solution(proof: IntegralSolution) -> Prose:
    """Creative telescoping of Euler integrals and Pincherle's theorem."""
    n, y = symbol("n"), symbol("y")
    factors = [
        Expr("^", (polynomial(base, "y"), Expr("+", (Expr("*", (integer(slope), n)), integer(shift)))))
        for base, slope, shift in proof.kernel
    ]
    kernel = factors[0] if len(factors) == 1 else Expr("*", tuple(factors))
    basis = listed([polynomial(each, "y")] for each in proof.basis)
    decay = (
        f"by the rates of both sequences, from n = {proof.index} on"
        if proof.bounds
        else "because the elements are positive and the solution alternates in sign, its integrand being of one sign"
    )
    return [
        "Let ", Expr("=", (apply("K", n, y), kernel)), ". The integrals over y from 0 to 1 of K times ", *basis,
        " satisfy a recurrence of order one in matrices: an identity of polynomials, once the derivative of a function "
        "that vanishes at both ends is subtracted (Almkvist and Zeilberger 1990). Their combination, scaled by factors "
        "with the quotient ", quotient(proof.ratio, "n"), f", solves for n >= {proof.start} the recurrence of the "
        "convergents of ", proof.fraction, ". It is of smaller order than the denominators of the convergents, ", decay,
        ", so that the fraction converges to the quotient of coefficients that its values determine (Pincherle 1894).",
    ]  # fmt: skip
