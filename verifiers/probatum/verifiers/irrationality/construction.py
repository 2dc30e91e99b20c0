"""Linear forms with small values, and the measure they give their constant.

Let `q_n`, `p_n` be rational, `D_n q_n`, `D_n p_n` integers, and, as n grows through the integers,

    |q_n| <= e^((Q + o(1)) g(n)),  |q_n x - p_n| = e^((E + o(1)) g(n)),  D_n = e^((D + o(1)) g(n))

with g(n) = n or n log n and `E + D < 0`. Then x is irrational and `mu(x) <= 1 + (Q + D)/(-E - D)`.

Proof. The integers `b_n = D_n q_n`, `a_n = D_n p_n` have `0 < |b_n x - a_n| = e^(-(tau + o(1)) g(n))` for large n,
with tau = -E - D > 0, so x is irrational. Let p/q be given and n the first index from which on `|b_m x - a_m| <
1/(2q)`; as g(n)/g(n-1) -> 1, `g(n) = (1/tau + o(1)) log q`. If `b_n p != a_n q`, then `1 <= |b_n p - a_n q| <= q |b_n
x - a_n| + q |b_n| |x - p/q|` gives `|x - p/q| >= 1/(2 q |b_n|)`. If they are equal, `|x - p/q| = |b_n x -
a_n|/|b_n|`. Both are at least `q^(-1 - sigma/tau - o(1))` with sigma = Q + D. (b_n is not 0, as 0 < |a_n| < 1 is
impossible.)

*Second part.* If x is known to be irrational and `|q_n| = e^((Q + o(1)) n)`, it suffices that `|q_n x - p_n|` is at
most e^((E + o(1)) n). For let p/q be given, n as above, so that n <= (1/tau + o(1)) log q, and m >= n the first index
with `b_m p != a_m q`; there is one since a_m/b_m tends to x. Then `|x - p/q| >= 1/(2 q |b_m|)`. If m > n, then p/q =
a_(m-1)/b_(m-1), so that |x - p/q| = |b_(m-1) x - a_(m-1)|/|b_(m-1)| <= e^(-(sigma + tau + o(1)) m). Both together
give `e^((tau + o(1)) m) <= 2q`: in every case m <= (1/tau + o(1)) log q, and the bound for |x - p/q| is the same.

In both parts Q and E may be replaced by upper bounds: the measure that follows increases with them.

Source: Hata, *Rational approximations to pi and some other numbers*, Acta Arith. 63 (1993), Lemma 2.1 and Remark 2.1.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flint import arb, fmpq

from probatum.verifiers.irrationality.growth import Recurrence2
from probatum.verifiers.irrationality.terms import enclosed, multiple, quotient, total
from probatum.verifiers.language.expr import Expr

__all__ = ["Construction", "NoConclusionError", "bounded"]


class NoConclusionError(ValueError):
    """The forms are no construction, or do not tend to 0 when they are made integral: nothing follows."""


@dataclass(frozen=True, slots=True)
class Construction:
    """Linear forms in 1 and a constant, with proven rates, and the bound that follows.

    `name` and `parameters` determine the rest. `constant` is what the forms approximate, `multiple` reads an expression
    as a rational multiple of it, None when it is none. The rates are Q, E and D of the head of this module in closed
    form, for g(n) = n log n when `factorial`. `recurrence` is one that both p_n and q_n satisfy, None when none is
    known.
    """

    name: str
    parameters: tuple[int, ...]
    constant: Expr
    multiple: Callable[[Expr], fmpq | None]
    growth: Expr
    remainder: Expr
    denominators: Expr
    measure: Expr
    recurrence: Recurrence2 | None = None
    factorial: bool = False

    @property
    def title(self) -> str:
        """The name in words."""
        return self.name.replace("_", " ")

    @property
    def delta(self) -> arb:
        """`(-E - D)/(Q + D)`: the limit of the delta of the fractions p_n/q_n with the denominators D_n q_n."""
        growth, remainder, denominators = map(enclosed, (self.growth, self.remainder, self.denominators))
        return -(remainder + denominators) / (growth + denominators)


def bounded(growth: Expr, remainder: Expr, denominators: Expr) -> Expr:
    """The bound `1 + (Q + D)/(-E - D) = (Q - E)/(-E - D)` in closed form.

    Raises NoConclusionError, with the value of delta, unless -E - D is certainly positive.
    """
    gained = enclosed(remainder) + enclosed(denominators)
    if not gained < 0:
        delta = -gained / (enclosed(growth) + enclosed(denominators))
        raise NoConclusionError(f"delta = {float(delta.mid()):.6g} is not positive: nothing follows")
    small = multiple(-1, remainder)
    return quotient(total(growth, small), total(small, multiple(-1, denominators)))
