"""Families of double integrals over the unit square with a free `n`, as a claim writes them.

`integral(integral(x^(12*n)*(1-x)^(12*n)*y^(14*n)*(1-y)^(14*n)/(1-x*y)^(13*n+1), x, 0, 1), y, 0, 1)`: every factor is a
power of x, 1 - x, y, 1 - y or 1 - x*y with an exponent c n, c an integer, that of the last one with - 1 in addition.
"""

from __future__ import annotations

from typing import Final

from flint import fmpq, fmpq_poly

from probatum.verifiers.balls.polynomial_reading import exact_polynomial
from probatum.verifiers.irrationality.double_integrals import Exponents
from probatum.verifiers.language.expr import Expr, free_symbols, integer

__all__ = ["double_exponents"]

_UNIT: Final = (integer(0), integer(1))
_BASES: Final = {"power": fmpq_poly([0, 1]), "gap": fmpq_poly([1, -1])}


def double_exponents(source: Expr, index: str) -> Exponents | None:
    """h, i, j, k, l of `double_integrals` for a family with the free variable `index`, None for anything else."""
    if source.head != "integral" or source.args[0].head != "integral":
        return None
    inner, outer = source.args[0], source
    if inner.args[2:] != _UNIT or outer.args[2:] != _UNIT or inner.args[1] == outer.args[1]:
        return None
    names = (inner.args[1].name, outer.args[1].name)
    factors = _factors(inner.args[0], names, index, 1)
    if factors is None:
        return None
    found: dict[tuple[str, str], fmpq_poly] = {}
    for key, exponent in factors:
        found[key] = found.get(key, fmpq_poly()) + exponent
    order = [(names[0], "power"), (names[0], "gap"), (names[1], "gap"), (names[1], "power")]
    wanted = [found.pop(key, fmpq_poly()) for key in order]
    wanted.append(-found.pop(("", "pole"), fmpq_poly()) - 1)
    if found or any(each.degree() > 1 or each[0] != 0 or fmpq(each[1]).q != 1 for each in wanted):
        return None
    h, i, j, k, m = (int(fmpq(each[1]).p) for each in wanted)
    return h, i, j, k, i + j - m


def _factors(
    expr: Expr, names: tuple[str, str], index: str, sign: int
) -> list[tuple[tuple[str, str], fmpq_poly]] | None:
    """The factors by variable and base, with their exponents as polynomials in the index."""
    if expr.head in ("*", "/"):
        joined: list[tuple[tuple[str, str], fmpq_poly]] = []
        for place, arg in enumerate(expr.args):
            part = _factors(arg, names, index, -sign if expr.head == "/" and place else sign)
            if part is None:
                return None
            joined += part
        return joined
    base, exponent = expr.args if expr.head == "^" else (expr, integer(1))
    above = exact_polynomial(exponent, index, {})
    if above is None:
        return None
    if base.head in ("*", "/"):
        inner = _factors(base, names, index, sign)
        return None if inner is None else [(key, fmpq_poly(above) * power) for key, power in inner]
    key = _key(base, names)
    return None if key is None else [(key, sign * fmpq_poly(above))]


def _key(base: Expr, names: tuple[str, str]) -> tuple[str, str] | None:
    """The variable and the kind of a base."""
    symbols = free_symbols(base)
    for name in names:
        if symbols == {name}:
            read = exact_polynomial(base, name, {})
            return next(((name, kind) for kind, known in _BASES.items() if read is not None and read == known), None)
    # 1 - x*y is linear in either variable: what it is at 0 and at 1 determines it.
    if symbols != set(names):
        return None
    x, y = names
    product = [Expr("*", (Expr("symbol", (), a), Expr("symbol", (), b))) for a, b in ((x, y), (y, x))]
    forms = [Expr("+", (integer(1), Expr("neg", (each,)))) for each in product]
    return ("", "pole") if base in forms else None
