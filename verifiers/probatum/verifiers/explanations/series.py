"""What the rules about infinite sums and continued fractions say about their instances."""

from __future__ import annotations

from collections.abc import Sequence

from probatum.verifiers.certificates.rules.euler_fraction import EulerFraction
from probatum.verifiers.certificates.rules.sum_relation import RationalFunction, SumRelation
from probatum.verifiers.explanations.prose import Prose, listed
from probatum.verifiers.explanations.tidying import tidied
from probatum.verifiers.language import Expr, integer, symbol
from probatum.verifiers.language.expr import apply

__all__ = ["euler_fraction", "polynomial", "quotient", "sum_relation"]


def polynomial(coefficients: Sequence[int], variable: str) -> Expr:
    """The polynomial with ascending coefficients, highest power first."""
    powers = [integer(1), *(Expr("^", (symbol(variable), integer(k))) for k in range(1, len(coefficients)))]
    terms = [Expr("*", (integer(c), power)) for c, power in zip(coefficients, powers, strict=False) if c]
    return tidied(Expr("+", (*reversed(terms), integer(0))))


def quotient(function: RationalFunction, variable: str) -> Expr:
    """The rational function with these numerator and denominator."""
    above, below = (polynomial(part, variable) for part in function)
    return above if below == integer(1) else Expr("/", (above, below))


def sum_relation(proof: SumRelation) -> Prose:
    """Gosper's and Zeilberger's telescoping of a combination of similar hypergeometric terms."""
    k, start = symbol("k"), integer(proof.start)
    after = Expr("+", (k, integer(1)))
    ratio = Expr("/", (apply("h", after), apply("h", k)))
    multiples = listed(
        (
            ["those of ", series, " of ", Expr("*", (quotient(function, "k"), apply("h", k)))]
            for series, function in proof.sums
        ),
        ", ",
    )
    difference = Expr("+", (Expr("*", (apply("R", after), ratio)), Expr("neg", (apply("R", k),))))
    return [
        "Let h be the hypergeometric term with ", Expr("=", (ratio, quotient(proof.ratio, "k"))), " and ",
        Expr("=", (apply("h", start), integer(1))), ". From ", Expr("=", (k, start)),
        " on the terms of the sums are constant multiples: ", *multiples, ". With ",
        Expr("=", (apply("R", k), quotient(proof.telescoper, "k"))), " these rational factors add up to ", difference,
        ", an identity of rational functions without zeros and poles among the indices, so that the sum over k "
        "telescopes (Gosper 1978, Zeilberger 1990).",
    ]  # fmt: skip


def euler_fraction(proof: EulerFraction) -> Prose:
    """Reduction of order of the recurrence of a continued fraction by a hypergeometric solution."""
    n = symbol("n")
    before = Expr("+", (n, Expr("neg", (integer(1),))))
    solution = Expr("=", (Expr("/", (apply("y", n), apply("y", before))), quotient(proof.solution, "n")))
    end: Prose = (
        ["the quotient of these coefficients, because the partial sums are unbounded"]
        if proof.series is None
        else ["a Möbius image of the series ", proof.series]
    )
    return [
        "The numerators and denominators of the convergents of ", proof.fraction,
        " satisfy a recurrence of order two that has the hypergeometric solution ", solution,
        f" for n > {proof.start}, without zeros and poles there. Reduction of order writes every other solution as y "
        "times a constant plus a constant times the partial sums of a hypergeometric series, and the value is ", *end,
        " (Euler 1748).",
    ]  # fmt: skip
