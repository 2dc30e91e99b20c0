"""Modular functions on the imaginary axis, where the nome is positive.

At tau with real part 0 in the upper half-plane `q = exp(pi i tau)` is in (0, 1), and the series and products have real
coefficients: eta, Delta and the theta constants are positive (`theta_4 = prod (1 - q^(2n))(1 - q^(2n-1))^2`), and
`0 < lambda = theta_2^4/theta_3^4 = 1 - theta_4^4/theta_3^4 < 1` (DLMF 20.5, 23.15, 23.17).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flint import fmpq

from probatum.verifiers.exact.canonical_powers import literal_fraction
from probatum.verifiers.identities.linear_forms import combined, linear_form
from probatum.verifiers.language.expr import Expr, symbol

if TYPE_CHECKING:
    from probatum.verifiers.identities.facts import Facts

__all__ = ["is_in_half_plane", "is_on_axis", "is_positive_on_axis", "is_real_on_axis"]

_POSITIVE: Final = frozenset({"dedekind_eta", "modular_delta", "modular_lambda", "modular_j"})


def is_positive_on_axis(expr: Expr, facts: Facts) -> bool:
    """Whether this is eta, Delta, lambda, j (at least 1728 there) or a theta constant, at points of the axis."""
    head, args = expr.head, expr.args
    if head in _POSITIVE and len(args) == 1:
        return is_on_axis(args[0], facts)
    if head == "jacobi_theta" and len(args) == 3:
        return literal_fraction(args[0]) in (2, 3, 4) and literal_fraction(args[1]) == 0 and is_on_axis(args[2], facts)
    return False


def is_real_on_axis(expr: Expr, facts: Facts) -> bool:
    """Whether this is one of these functions, or an Eisenstein series, at points of the axis."""
    if expr.head in ("eisenstein_e", "eisenstein_g") and len(expr.args) == 2:
        return literal_fraction(expr.args[0]) is not None and is_on_axis(expr.args[1], facts)
    return is_positive_on_axis(expr, facts)


def is_in_half_plane(tau: Expr, facts: Facts) -> bool:
    """Whether tau is seen to be in the upper half-plane at every point: also as i times a positive number."""
    if facts.entails(Expr("in", (tau, symbol("HH")))):
        return True
    return tau.head == "*" and len(tau.args) == 2 and _is_unit(tau.args[0], facts) and facts.is_positive(tau.args[1])


def _is_unit(expr: Expr, facts: Facts) -> bool:
    return expr.is_symbol("i") and not facts.is_declared("i")


def is_on_axis(tau: Expr, facts: Facts) -> bool:
    """Whether the real part is seen to be 0 at every point."""
    if tau.head == "*" and len(tau.args) == 2 and _is_unit(tau.args[0], facts) and facts.is_real(tau.args[1]):
        return True
    real = facts.part(linear_form(tau), "re")
    if real is None:
        return False
    return not real or all(facts.has_sign(combined({}, real, fmpq(sign)), False) for sign in (1, -1))
