"""A strict order, or an inequation, that fails where its sides are equal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from flint import ctx

from probatum.verifiers.balls.comparison import sides
from probatum.verifiers.certificates.checked import Checked
from probatum.verifiers.certificates.proofs import CertificateError
from probatum.verifiers.conditions.membership import holds
from probatum.verifiers.conditions.points import point_scope
from probatum.verifiers.functions.lift import is_real
from probatum.verifiers.inequalities.vanishing import is_zero
from probatum.verifiers.language.claim import CONSTANTS, Claim
from probatum.verifiers.language.expr import Expr, free_symbols, substitute

__all__ = ["EqualSides", "check_equal_sides"]

_PRECISION: Final = 256
_STRICT: Final = frozenset({"<", ">", "!="})


@dataclass(frozen=True, slots=True)
class EqualSides:
    """At `point`, which satisfies the conditions, the sides of a relation `<`, `>` or `!=` are equal."""

    point: tuple[tuple[str, Expr], ...]


def check_equal_sides(claim: Claim, certificate: EqualSides, _check: Any) -> Checked:
    """The difference of the sides at the point is a closed expression that is exactly 0."""
    if tuple(name for name, _ in certificate.point) != claim.declared or claim.undeclared:
        raise CertificateError("the point does not give exactly the declared variables a value, in order")
    if set(claim.declared) & CONSTANTS or any(free_symbols(value) - CONSTANTS for _, value in certificate.point):
        raise CertificateError("a value that is not closed, or a variable with the name of a constant")
    scope = point_scope(certificate.point, _PRECISION)
    if any(holds(condition, scope) is not True for condition in claim.conditions):
        raise CertificateError("the point is not seen to satisfy every condition")
    for relation in claim.relations:
        if relation.head not in _STRICT:
            continue
        left, right = (substitute(side, dict(certificate.point)) for side in relation.args)
        if is_zero(Expr("+", (left, Expr("neg", (right,))))):
            with ctx.workprec(_PRECISION):
                values = sides(relation, scope, _PRECISION)
            if relation.head == "!=" or all(map(is_real, values)):
                return Checked(False, "equal sides at a point", relation, *values)
    raise CertificateError("no relation is seen to have equal sides at the point")
