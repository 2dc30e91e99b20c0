"""Formulas for somebody who has none at hand: proved ones, a famous fraud, a true one with a catch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["EXAMPLES", "Example"]


@dataclass(frozen=True, slots=True)
class Example:
    """A formula and whose it is."""

    title: str
    claim: str


EXAMPLES: Final = (
    Example("Apéry's continued fraction", "pcf(34*n^3 + 51*n^2 + 27*n + 5, -n^6, n) = 6/zeta(3)"),
    Example("Brouncker's fraction", "pcf(2*n + 1, n^2, n) = 4/pi"),
    Example("Leibniz, in LaTeX", r"\sum_{n=0}^{\infty} \frac{(-1)^n}{2n+1} = \frac{\pi}{4}"),
    Example("Denested radicals", "sqrt(2) + sqrt(3) = sqrt(5 + 2*sqrt(6))"),
    Example("Euler's reflection", "gamma(z)*gamma(1 - z) = pi/sin(pi*z) for z in CC, z not in ZZ"),
    Example("Ramanujan's constant, taken for an integer", "exp(pi*sqrt(163)) = 262537412640768744"),
    Example("A root without a modulus", "sqrt(x^2) = x for x in RR"),
)
