"""How constants, sets and variables are written in formulas.

Symbols are given in a small part of LaTeX (letters, Greek, `\\operatorname`, fonts, scripts), the notation of the
table of functions; `mathml.py` reads the same strings.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

CONSTANT_LATEX: Final = {
    "i": r"\mathrm{i}",
    "e": r"\mathrm{e}",
    "pi": r"\pi",
    "euler_gamma": r"\gamma",
    "catalan": "G",
    "golden_ratio": r"\varphi",
    "glaisher": "A",
    "khinchin": r"K_{0}",
    "oo": r"\infty",
}
"""The constants; `i` and `e` upright (ISO 80000-2) where they mean the numbers."""

SET_LATEX: Final = {
    "ZZ": r"\mathbb{Z}",
    "NN": r"\mathbb{Z}_{\ge 0}",
    "QQ": r"\mathbb{Q}",
    "RR": r"\mathbb{R}",
    "CC": r"\mathbb{C}",
    "HH": r"\mathbb{H}",
    "PP": r"\mathbb{P}",
}
"""The sets; the non-negative integers are written out, because half of the books begin N with 1."""

GREEK: Final = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "pi": "π", "varpi": "ϖ", "rho": "ρ", "varrho": "ϱ", "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ",
    "phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
    "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip
"""Greek letters by their LaTeX names."""

_NAME_PARTS: Final = re.compile(r"([A-Za-z]+)_?([0-9]+|(?<=_)[A-Za-z0-9]+)?\Z")


class VariableName(NamedTuple):
    """A variable's name taken apart: the LaTeX of its letter or word, and the text of its subscript."""

    latex: str
    subscript: str


def escaped(name: str) -> str:
    """`name` with its underscores made printable in LaTeX."""
    return name.replace("_", r"\_")


def variable_name(name: str) -> VariableName:
    """Take a name apart for printing: `x1` and `x_1` are x with index 1, `tau` is a Greek letter, `foo` a word."""
    match = _NAME_PARTS.match(name)
    if match is None:
        return VariableName(rf"\mathit{{{escaped(name)}}}", "")
    stem, index = match.group(1), match.group(2) or ""
    if stem in GREEK:
        return VariableName(f"\\{stem}", index)
    return VariableName(stem if len(stem) == 1 else rf"\mathit{{{stem}}}", index)
