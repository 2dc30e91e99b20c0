"""The table of functions of the claim language: name, arity, enclosure, notation, definition, branch and source.

This is the one place that says which functions exist: the parser takes arities from it, the evaluator enclosures, the
printers notation and the documentation its reference. A function is added by one row in the module of its family.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from probatum.verifiers.functions import (
    bessel,
    elementary,
    elliptic,
    exponential_integrals,
    gamma,
    hypergeometric,
    lambert,
    modular,
    number_theory,
    orthogonal,
    parts,
    zeta,
)
from probatum.verifiers.functions.lift import finite_arguments_only
from probatum.verifiers.functions.row import (
    Exact,
    Function,
    Notation,
    TooLargeError,
    UndefinedValueError,
    UnsupportedArgumentError,
    Value,
)

__all__ = [
    "FAMILIES",
    "FUNCTIONS",
    "Exact",
    "Function",
    "Notation",
    "TooLargeError",
    "UndefinedValueError",
    "UnsupportedArgumentError",
    "Value",
]

_FAMILIES: Final[dict[str, tuple[Function, ...]]] = {
    "Elementary functions": elementary.ROWS,
    "Parts of a number": parts.ROWS,
    "Gamma and its relatives": gamma.ROWS,
    "Zeta and polylogarithms": zeta.ROWS,
    "Number theory": number_theory.ROWS,
    "Hypergeometric functions": hypergeometric.ROWS,
    "Orthogonal polynomials": orthogonal.ROWS,
    "Error functions and exponential integrals": exponential_integrals.ROWS,
    "Bessel and Airy functions": bessel.ROWS,
    "Elliptic integrals": elliptic.ROWS,
    "Theta functions and modular forms": modular.ROWS,
    "Lambert W and arithmetic-geometric mean": lambert.ROWS,
}

FAMILIES: Final[dict[str, tuple[Function, ...]]] = {
    family: tuple(replace(row, ball=finite_arguments_only(row.ball)) for row in rows)
    for family, rows in _FAMILIES.items()
}
"""The rows by family, in the order of the documentation."""


def _by_name() -> dict[str, Function]:
    table: dict[str, Function] = {}
    for rows in FAMILIES.values():
        for row in rows:
            for name in (row.name, *row.aliases):
                if name in table:
                    raise ValueError(f"two rows for {name}")
                table[name] = row
    return table


FUNCTIONS: Final[dict[str, Function]] = _by_name()
"""Every row under its name and its aliases."""
