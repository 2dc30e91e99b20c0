"""Integer parts: what is seen to be an integer is taken out of floor and ceil.

Source: Graham, Knuth, Patashnik, *Concrete Mathematics* (1994), (3.6): floor(x + n) = floor(x) + n for integers n.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from flint import fmpq

from probatum.verifiers.identities import polynomials as p
from probatum.verifiers.identities.normal_form import Expander, Rule
from probatum.verifiers.identities.polynomials import Polynomial, Quotient
from probatum.verifiers.language.expr import Expr, integer

__all__ = ["INTEGER_PARTS"]


def _floor(expander: Expander, args: tuple[Expr, ...]) -> Quotient | None:
    return _integer_part(expander, expander.reduced(expander.expansion(args[0])))


def _ceil(expander: Expander, args: tuple[Expr, ...]) -> Quotient | None:
    upper, lower = expander.reduced(expander.expansion(args[0]))
    found = _integer_part(expander, (p.scaled(upper, fmpq(-1)), lower))
    return None if found is None else (p.scaled(found[0], fmpq(-1)), found[1])


def _integer_part(expander: Expander, value: Quotient) -> Quotient | None:
    """The integer part of a real value: of each term in integers the integral multiple below it is taken out."""
    upper, lower = value
    if lower != p.ONE:
        return None
    outside: Polynomial = {}
    for monomial, coefficient in upper.items():
        if all(i in expander.shared.integral and e > 0 and e.denominator == 1 for i, e in monomial):
            outside[monomial] = fmpq(coefficient.p // coefficient.q)
    rest = p.added(upper, p.scaled(outside, fmpq(-1)))
    whole: Quotient = ({m: c for m, c in outside.items() if c != 0}, p.ONE)
    if rest.keys() <= {()}:  # a rational number in [0, 1)
        return whole
    inside = expander.written((rest, p.ONE))
    if expander.facts.is_nonnegative(inside) and expander.facts.is_positive(
        Expr("+", (integer(1), Expr("neg", (inside,))))
    ):
        return whole
    return expander.plus(whole, expander.function_value("floor", (inside,)))


INTEGER_PARTS: Final[Mapping[str, Rule]] = MappingProxyType({"floor": _floor, "ceil": _ceil})
