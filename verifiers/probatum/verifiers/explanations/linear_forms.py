"""What the constructions of linear forms say about the constants that they approximate."""

from __future__ import annotations

from probatum.verifiers.explanations.prose import Prose
from probatum.verifiers.irrationality.constructions import construct
from probatum.verifiers.language import Expr, symbol

__all__ = ["linear_forms"]


def linear_forms(name: str, parameters: tuple[int, ...]) -> Prose:
    """The forms of a construction, their rates, and the irrationality measure that follows."""
    forms = construct(name, parameters)
    given = f" with the parameters {', '.join(map(str, forms.parameters))}" if forms.parameters else ""
    unit = "n log n" if forms.factorial else "n"
    constant = Expr("=", (symbol("x"), forms.constant))
    return [
        f"The construction called {forms.title}{given} gives linear forms q_n x - p_n in 1 and ", constant, " with "
        f"rational coefficients. In units of {unit}, the logarithms of |q_n| grow at most at the rate ", forms.growth,
        ", those of |q_n x - p_n| at the rate ", forms.remainder, ", those of common denominators at the rate ",
        forms.denominators, ". Made integral the forms still tend to 0, so that x is irrational, and its irrationality "
        "measure is at most ", forms.measure, " (Hata 1993, Remark 2.1).",
    ]  # fmt: skip
