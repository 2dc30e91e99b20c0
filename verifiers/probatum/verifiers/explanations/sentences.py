"""Prose with formulas of the claim language between dollar signs, and formulas that constructions share."""

from __future__ import annotations

from functools import lru_cache

from flint import fmpq_poly, fmpz_poly

from probatum.verifiers.explanations.prose import Part
from probatum.verifiers.irrationality.construction import Construction
from probatum.verifiers.irrationality.growth import Recurrence2
from probatum.verifiers.irrationality.terms import multiple, number, total
from probatum.verifiers.language import Expr, integer, symbol

__all__ = ["formula", "polynomial", "rates", "recurrence_equation", "sentences"]


@lru_cache(maxsize=512)
def formula(text: str) -> Expr:
    """A relation or an expression as the claim language writes it, whatever its names mean."""
    # Imported here, because who only rechecks certificates needs no grammar.
    from probatum.verifiers.language.parser import parse_claim, parse_expression

    return parse_claim(text).proposition if set("=<>") & set(text) else parse_expression(text)


def sentences(text: str) -> list[Part]:
    """The words and the formulas of a text; what stands between dollar signs is a formula."""
    pieces = [" ".join(f"|{piece}|".split())[1:-1] for piece in text.split("$")]
    return [formula(piece) if place % 2 else piece for place, piece in enumerate(pieces) if piece]


def polynomial(written: fmpz_poly | fmpq_poly, variable: str = "n") -> Expr:
    """A polynomial as an expression, highest power first."""
    x, coefficients, terms = symbol(variable), written.coeffs(), []
    for k in range(len(coefficients) - 1, -1, -1):
        power = x if k == 1 else Expr("^", (x, integer(k)))
        if coefficients[k]:
            terms.append(number(coefficients[k]) if k == 0 else multiple(coefficients[k], power))
    return total(*terms)


def recurrence_equation(recurrence: Recurrence2) -> Expr:
    """`c_2(n) u_next + c_1(n) u_n + c_0(n) u_before = 0`."""
    terms = tuple(
        Expr("*", (polynomial(coefficient), symbol(name)))
        for coefficient, name in (
            (recurrence.ahead, "u_next"),
            (recurrence.here, "u_n"),
            (recurrence.behind, "u_before"),
        )
    )
    return Expr("=", (Expr("+", terms), integer(0)))


def rates(construction: Construction) -> list[Part]:
    """The rates of the forms of a construction."""
    scale = "n*log(n)" if construction.factorial else "n"
    return [
        *sentences(f"""$log(abs(q_n)) <= (Q + o(1))*g(n)$ and $log(abs(q_n*x - p_n)) = (E + o(1))*g(n)$ with
            $g(n) = {scale}$, """),
        Expr("=", (symbol("Q"), construction.growth)), ", ", Expr("=", (symbol("E"), construction.remainder)), ".",
    ]  # fmt: skip
