"""Published theorems as claim text: the sources of the checker's table of theorems.

Each family is a tuple of rows: a name, the statement with its conditions in the claim language, and where it is
proved. A statement is written as it rewrites: its left side is one function value, its right side is made of simpler
ones. `scripts/generate_theorems.py` compiles the rows to trees, so that the checker needs no parser.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from probatum.verifiers.theorems.bessel_equations import BESSEL_EQUATIONS, HYPERGEOMETRIC_EQUATIONS
from probatum.verifiers.theorems.carlson import CARLSON
from probatum.verifiers.theorems.classical_integrals import CLASSICAL_INTEGRALS
from probatum.verifiers.theorems.continued_fractions import CONTINUED_FRACTIONS
from probatum.verifiers.theorems.cylinder_equations import CYLINDER_EQUATIONS
from probatum.verifiers.theorems.elementary import ELEMENTARY
from probatum.verifiers.theorems.elementary_equations import ELEMENTARY_EQUATIONS, SEQUENCE_EQUATIONS
from probatum.verifiers.theorems.elliptic import ELLIPTIC
from probatum.verifiers.theorems.elliptic_equations import ELLIPTIC_EQUATIONS
from probatum.verifiers.theorems.gamma import GAMMA
from probatum.verifiers.theorems.gamma_equations import GAMMA_EQUATIONS
from probatum.verifiers.theorems.harmonic_series import HARMONIC_SERIES
from probatum.verifiers.theorems.hypergeometric import HYPERGEOMETRIC
from probatum.verifiers.theorems.incomplete_equations import INCOMPLETE_EQUATIONS
from probatum.verifiers.theorems.integral_equations import INTEGRAL_EQUATIONS
from probatum.verifiers.theorems.integrals import INTEGRALS
from probatum.verifiers.theorems.inverse_equations import INVERSE_EQUATIONS
from probatum.verifiers.theorems.modular import MODULAR
from probatum.verifiers.theorems.polylogarithms import POLYLOGARITHMS
from probatum.verifiers.theorems.polynomial_equations import POLYNOMIAL_EQUATIONS
from probatum.verifiers.theorems.ramanujan import RAMANUJAN
from probatum.verifiers.theorems.sequence_equations import ARITHMETIC_EQUATIONS, COMBINATORIAL_EQUATIONS
from probatum.verifiers.theorems.series import SERIES
from probatum.verifiers.theorems.theta_equations import THETA_EQUATIONS
from probatum.verifiers.theorems.transformation_equations import TRANSFORMATION_EQUATIONS
from probatum.verifiers.theorems.zeta import ZETA
from probatum.verifiers.theorems.zeta_equations import ZETA_EQUATIONS

__all__ = ["FAMILIES", "FUNCTIONAL_EQUATIONS", "Row"]

Row: TypeAlias = tuple[str, str, str]
"""The name of a theorem, its statement as claim text, its source."""

FAMILIES: Final[tuple[tuple[Row, ...], ...]] = (
    ELEMENTARY,
    GAMMA,
    ZETA,
    POLYLOGARITHMS,
    HYPERGEOMETRIC,
    ELLIPTIC,
    CARLSON,
    MODULAR,
    INTEGRALS,
    CLASSICAL_INTEGRALS,
    HARMONIC_SERIES,
    SERIES,
    RAMANUJAN,
    CONTINUED_FRACTIONS,
)

FUNCTIONAL_EQUATIONS: Final[tuple[tuple[Row, ...], ...]] = (
    ELEMENTARY_EQUATIONS,
    SEQUENCE_EQUATIONS,
    COMBINATORIAL_EQUATIONS,
    ARITHMETIC_EQUATIONS,
    GAMMA_EQUATIONS,
    BESSEL_EQUATIONS,
    HYPERGEOMETRIC_EQUATIONS,
    ELLIPTIC_EQUATIONS,
    CYLINDER_EQUATIONS,
    INCOMPLETE_EQUATIONS,
    INTEGRAL_EQUATIONS,
    INVERSE_EQUATIONS,
    POLYNOMIAL_EQUATIONS,
    TRANSFORMATION_EQUATIONS,
    ZETA_EQUATIONS,
    THETA_EQUATIONS,
)
"""Equations between functions of variables, read for all values that satisfy the conditions, branch cuts included."""
