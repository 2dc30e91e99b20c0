"""Signs of sequences and arithmetic functions from where their arguments lie.

Each is by definition: a count, a product of positive numbers, a sum of such. Source: DLMF 26.5, 26.9, 27.2; Graham,
Knuth, Patashnik, *Concrete Mathematics* (1994), 6.6.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from probatum.verifiers.language.expr import Expr, integer

if TYPE_CHECKING:
    from probatum.verifiers.identities.facts import Facts

__all__ = ["ARITHMETIC", "has_sign"]

ARITHMETIC: Final = frozenset(
    {"gcd", "lcm", "totient", "stirling2", "partitions", "lucas", "catalan_number", "fibonacci"}
)


def has_sign(expr: Expr, strict: bool, facts: Facts) -> bool:
    """Whether the value, where it exists, is seen to be > 0 (`strict`), or >= 0."""
    head, args = expr.head, expr.args
    if not all(map(facts.is_integer, args)):
        return False
    if head in ("gcd", "lcm"):
        among = any if head == "gcd" else all
        return not strict or among(map(facts.is_nonzero, args))
    if head == "totient":
        return not strict or facts.is_nonzero(args[0])
    if head == "stirling2":
        return not strict
    if head == "partitions":
        return not strict or facts.is_nonnegative(args[0])
    if head in ("lucas", "catalan_number"):
        return facts.is_nonnegative(args[0])
    if head == "fibonacci":
        return facts.is_nonnegative(Expr("+", (args[0], integer(-1 if strict else 0))))
    return False
