"""A part of the domain of a real variable: the points between two constants, one of which may be infinite."""

from __future__ import annotations

from dataclasses import dataclass, field

from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import real
from probatum.verifiers.inequalities.domains import constant
from probatum.verifiers.inequalities.jets import Box, NotAnalyticError
from probatum.verifiers.language.expr import Expr

__all__ = ["Part"]


@dataclass(frozen=True, slots=True)
class Part:
    """The points of a domain between two constants; `order` is that of the expansions on it."""

    variable: str
    low: Expr
    high: Expr
    order: int
    conditions: tuple[Expr, ...]
    constants: dict[Expr, Value] = field(default_factory=dict, compare=False)
    """Values of closed expressions at the working precision, for all parts of a run."""

    def box(self, centre: str) -> Box:
        """The part with its centre in the middle (`m`) or at the lower (`l`) or higher (`h`) end.

        Raises NotAnalyticError when an end has no real value.
        """
        low, high = constant(self.low), constant(self.high)
        if low is None or high is None:
            raise NotAnalyticError("an end without a real value")
        over = real(low).union(real(high))
        if centre == "m":
            return Box(self.variable, over.mid(), over, 0, {}, self.constants)
        place = (low, over, 1) if centre == "l" else (high, over, -1)
        return Box(self.variable, *place, {}, self.constants)
