"""LaTeX of formulas as other people write it, read into claims: nothing is evaluated, and nothing is guessed.

`tokens` and `pages` make a formula's tokens from text, `terms` and its neighbours read them, `reading` is the way in.
"""

from probatum.verifiers.language.latex_input.reading import (
    MEANINGS,
    LatexReading,
    confirmed,
    latex_reading,
    meanings_of,
    read_latex,
    read_latex_expression,
)

__all__ = [
    "MEANINGS",
    "LatexReading",
    "confirmed",
    "latex_reading",
    "meanings_of",
    "read_latex",
    "read_latex_expression",
]
