"""Where principal logarithms of powers and quotients split, and exponentials of inverse functions.

exp(i asin z) = sqrt(1 - z^2) + i z, exp(asinh z) = sqrt(1 + z^2) + z and exp(acosh z) = z + sqrt(z + 1) sqrt(z - 1)
hold at all z, branch cuts included; exp(2 i atan z) = (1 + i z)/(1 - i z) and exp(2 atanh z) = (1 + z)/(1 - z) where
these have values; exp(i atan z) = (1 + i z)/sqrt(1 + z^2) and exp(atanh z) = (1 + z)/sqrt(1 - z^2) off the cuts.
Sources: DLMF 4.23(iv), 4.24(iii), 4.37(iv); Kahan, *Branch cuts for complex elementary functions* (1987).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from probatum.verifiers.exact.canonical_powers import literal_fraction
from probatum.verifiers.identities.polynomials import UNIT, Monomial, Quotient
from probatum.verifiers.identities.rays import off_the_cut
from probatum.verifiers.language.expr import Expr, apply, integer, symbol

if TYPE_CHECKING:
    from probatum.verifiers.identities.facts import Facts
    from probatum.verifiers.identities.normal_form import Expander

__all__ = ["inverse_exponential", "is_split_power", "is_split_quotient"]

_I: Final = Fraction(1, 2)
"""The exponent of exp(pi*i) in i."""
_MAX_EXPONENT: Final = 12
_TURNED: Final = {"asin": True, "atan": True, "asinh": False, "acosh": False, "atanh": False}
"""Whether the exponential of i times the value is algebraic, rather than that of the value."""


def is_split_power(facts: Facts, base: Expr, exponent: Expr) -> bool:
    """Whether log(b^c) = c log(b) for a literal c: the argument of b, times c, is in (-pi, pi]."""
    number = literal_fraction(exponent)
    if number is None or not facts.is_nonzero(base):
        return False
    if number > -1 and number <= 1:
        return True
    if number == -1:
        return off_the_cut(facts, base)
    return number in (Fraction(-2), Fraction(2)) and facts.is_positive(apply("re", base))


def is_split_quotient(facts: Facts, above: Expr, below: Expr) -> bool:
    """Whether log(a/b) = log(a) - log(b): the difference of the arguments is in (-pi, pi)."""
    if facts.is_positive(above):
        return off_the_cut(facts, below)
    return all(facts.is_positive(apply("re", part)) for part in (above, below))


def inverse_exponential(own: Expander, monomial: Monomial, exponent: Fraction | int) -> Quotient | None:
    """exp of a multiple of an inverse trigonometric or hyperbolic value, as an algebraic function of its argument."""
    turned = monomial[:1] == ((UNIT, _I),)
    rest = monomial[1:] if turned else monomial
    if len(rest) != 1 or rest[0][1] != 1 or rest[0][0] == UNIT:
        return None
    expr = own.shared.expressions[rest[0][0]]
    count = int(exponent)
    if count != exponent or abs(count) > _MAX_EXPONENT or _TURNED.get(expr.head) is not turned:
        return None
    (z,) = expr.args
    if turned:
        z = Expr("*", (symbol("i"), z))
    if expr.head in ("atan", "atanh"):
        return _of_tangent(own, z, count)
    root = apply("sqrt", Expr("+", (integer(1), _squared(z))))
    if expr.head == "acosh":
        if own.facts.is_nonnegative(_sum(z, integer(-1))):
            root = apply("sqrt", _sum(_squared(z), integer(-1)))
        else:
            root = Expr("*", tuple(apply("sqrt", _sum(z, integer(k))) for k in (1, -1)))
        return own.power(own.expansion(_sum(z, root if count > 0 else Expr("neg", (root,)))), abs(count))
    return own.power(own.expansion(_sum(root, z if count > 0 else Expr("neg", (z,)))), abs(count))


def _sum(*terms: Expr) -> Expr:
    return Expr("+", terms)


def _squared(z: Expr) -> Expr:
    return Expr("^", (z, integer(2)))


def _of_tangent(own: Expander, z: Expr, count: int) -> Quotient | None:
    """exp(n w) with w = atanh z, or i atan(z/i)."""
    above, below = _sum(integer(1), z), _sum(integer(1), Expr("neg", (z,)))
    if count % 2 == 0:
        return own.power(own.times(own.expansion(above), own.inverse(own.expansion(below))), count // 2)
    square = own.written(own.reduced(own.expansion(_sum(integer(1), Expr("neg", (_squared(z),))))))
    if not off_the_cut(own.facts, square):
        return None
    root = own.inverse(own.expansion(apply("sqrt", square)))
    return own.power(own.times(own.expansion(above), root), count)
