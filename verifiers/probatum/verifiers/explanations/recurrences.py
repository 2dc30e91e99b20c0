"""What the rules about series that solve a recurrence, and about equivalent ones, say; polynomials in two indices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from probatum.verifiers.certificates.rules.series_solution import SeriesSolution
from probatum.verifiers.certificates.rules.transport import Transport
from probatum.verifiers.explanations.prose import Prose
from probatum.verifiers.explanations.series import quotient
from probatum.verifiers.explanations.tidying import tidied
from probatum.verifiers.language import Expr, integer, symbol
from probatum.verifiers.language.expr import apply, rational

__all__ = ["plane_polynomial", "series_solution", "transport"]

_N, _K = symbol("n"), symbol("k")


def series_solution(proof: SeriesSolution) -> Prose:
    """Creative telescoping of a series and Pincherle's theorem."""
    factors = [
        Expr("^", (apply("gamma", _form(alpha, beta, Fraction(c, proof.unit))), integer(exponent)))
        for alpha, beta, c, exponent in proof.gammas
    ]
    sign = integer(1) if proof.sign > 0 else Expr("^", (integer(-1), _K))
    term = Expr("=", (apply("H", _N, _K), Expr("*", (sign, *factors))))
    weight = Expr("=", (apply("V", _N, _K), _bivariate(proof.weight)))
    return [
        "Let ", tidied(term), " and ", weight, ". The sums of V H over k >= 0, scaled by factors with the quotient ",
        quotient(proof.ratio, "n"), f", solve for n >= {proof.start} the recurrence of the convergents of ",
        proof.fraction, ": their terms do so up to the difference of a multiple of H that vanishes at both ends, an "
        "identity of polynomials (Zeilberger 1991). This solution is of smaller order than the denominators of the "
        f"convergents, by the rates of both from n = {proof.index} on, so that the fraction converges to the quotient "
        "of coefficients that its values determine (Pincherle 1894).",
    ]  # fmt: skip


def transport(proof: Transport) -> Prose:
    """A gauge between the convergents of two continued fractions."""
    first, second = (quotient((v, (1,)), "n") for v in proof.vector)
    every = "" if proof.fold == 1 else f" with indices that are multiples of {proof.fold}"
    signs = "have one sign" if not proof.bounds else "stay in an interval that keeps the denominators from cancelling"
    return [
        "With y the numerators or denominators of the convergents of the continued fraction of ", proof.right, ", the "
        "combinations ", first, " times y(n - 1) plus ", second, " times y(n), scaled by factors with the quotient ",
        quotient(proof.ratio, "n"), f", satisfy for n >= {proof.start} the recurrence of the convergents{every} of ",
        proof.left, ", an identity of polynomials (Barkatou and Pflügel 1998). So the convergents of one are the "
        "images of these combinations under one Möbius map, which their first values determine, and so are the limits: "
        f"the quotients of neighbouring denominators {signs} from n = {proof.index} on.",
    ]  # fmt: skip


def plane_polynomial(terms: Iterable[tuple[int, int, int]]) -> Expr:
    """The polynomial in n and k with terms (i, j, c) for `c n^i k^j`."""
    return _sum([_monomial(c, i, j) for i, j, c in terms if c])


def _form(alpha: int, beta: int, c: Fraction) -> Expr:
    terms = (Expr("*", (integer(alpha), _N)), Expr("*", (integer(beta), _K)))
    present = [term for term, factor in zip(terms, (alpha, beta), strict=True) if factor]
    return _sum([*present, rational(c.numerator, c.denominator)])


def _bivariate(coefficients: Sequence[Sequence[int]]) -> Expr:
    return plane_polynomial((i, j, c) for j, row in enumerate(coefficients) for i, c in enumerate(row))


def _monomial(coefficient: int, n_power: int, k_power: int) -> Expr:
    powers = [Expr("^", (index, integer(p))) for index, p in ((_N, n_power), (_K, k_power)) if p]
    return Expr("*", (integer(coefficient), *powers)) if powers else integer(coefficient)


def _sum(terms: list[Expr]) -> Expr:
    return tidied(Expr("+", (*terms, integer(0))))
