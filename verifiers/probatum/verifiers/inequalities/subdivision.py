"""Orders on a box, decided by Taylor expansions with remainder on its parts.

On a part with centre c, `h = right - left` is `(x - c)^m g(x)`, m the number of its coefficients at c that are exactly
0, and g lies in `a_m + a_(m+1) t + ... + r t^(n-m)`, t = x - c. A sign of g and the side of the centre give the sign of
h; where m > 0 the centre itself is a point of equality.
"""

from __future__ import annotations

from collections.abc import Mapping

from flint import arb

from probatum.verifiers.functions import Value
from probatum.verifiers.functions.lift import real
from probatum.verifiers.inequalities.domains import excluded
from probatum.verifiers.inequalities.ends import holds_at_integers, holds_beside_end
from probatum.verifiers.inequalities.jets import Box, Jet, NotAnalyticError, jet
from probatum.verifiers.inequalities.parts import Part
from probatum.verifiers.inequalities.relations import ORDERS, normal
from probatum.verifiers.inequalities.vanishing import vanishing_order
from probatum.verifiers.language.expr import Expr, walk

__all__ = ["ORDERS", "Part", "decided", "decided_on_box", "normal"]


def decided(relation: Expr, part: Part, centres: str = "mlhLHi") -> bool:
    """Whether the relation holds at every point of the domain in the part; the `centres` are tried in turn.

    Taylor expansions are centred in the middle (`m`), at the lower (`l`) or the higher end (`h`); `L` and `H` stand for
    expansions beside an end where the sides may be singular, or which is infinite, `i` for integers one by one.
    """
    if relation.head == "!=":
        return any(decided(Expr(head, relation.args), part, centres) for head in ("<", ">"))
    boxes: dict[str, Box] = {}
    return all(
        any(_holds_from(difference, strict, part, centre, boxes) for centre in centres)
        for difference, strict in normal(relation)
    )


def _holds_from(difference: Expr, strict: bool, part: Part, centre: str, boxes: dict[str, Box]) -> bool:
    if centre == "i":
        return holds_at_integers(difference, strict, part)
    if centre in "LH":
        return holds_beside_end(difference, strict, part, -1 if centre == "L" else 1)
    return _holds(difference, strict, part, centre, boxes)


def _holds(difference: Expr, strict: bool, part: Part, centre: str, boxes: dict[str, Box]) -> bool:
    try:
        if centre not in boxes:
            boxes[centre] = part.box(centre)
        box = boxes[centre]
        found = jet(difference, box, part.order + 1)
    except NotAnalyticError:
        return False
    zeros = found.zeros
    end = {"l": part.low, "h": part.high}.get(centre)
    zeros = min(zeros, found.count - 1)
    if end is not None and not found.removed and found.coefficient(zeros).contains(0):
        zeros = max(zeros, vanishing_order(difference, part.variable, end, part.order))
    zeros = min(zeros, found.count - 1)
    if (found.removed or (strict and zeros)) and (end is None or not excluded(part.conditions, part.variable, end)):
        return False
    sign = box.side if zeros % 2 else 1
    if not sign:
        return False
    rest = _range(found.shifted(zeros), box) * sign
    # A factor that is not negative leaves the order open: h may vanish elsewhere too.
    return bool(rest > 0 if strict else rest >= 0)


def _range(found: Jet, box: Box) -> arb:
    """An enclosure of the function on the box, by its expansion at the centre."""
    step = box.over - real(box.centre)
    reach = arb(step.abs_upper())
    last = found.count - 1
    total = found.coefficient(0) if last else found.over[0]  # the last coefficient is the remainder, of order 0 too
    power = arb(1)
    for index in range(1, last + 1):
        power = power * reach
        if box.side:
            values = arb(0).union(power if box.side > 0 or index % 2 == 0 else -power)
        else:
            values = arb(0).union(power) if index % 2 == 0 else (-power).union(power)
        total = total + (found.coefficient(index) if index < last else found.over[last]) * values
    return total


def decided_on_box(relation: Expr, ranges: Mapping[str, tuple[Value, Value]]) -> bool:
    """Whether the relation holds on a whole box in several variables, by the mean value theorem.

    `h(x) = h(c) + sum_i d_i h(xi) (x_i - c_i)` for some xi in the box. Steps (`ulp`) are not constant on it.
    """
    if any(node.head == "ulp" for node in walk(relation)):
        return False
    if relation.head == "!=":
        return any(decided_on_box(Expr(head, relation.args), ranges) for head in ("<", ">"))
    overs = {name: real(low).union(real(high)) for name, (low, high) in ranges.items()}
    return all(_holds_on_box(difference, strict, overs) for difference, strict in normal(relation))


def _holds_on_box(difference: Expr, strict: bool, overs: Mapping[str, arb]) -> bool:
    name, *_ = overs
    centres = {each: over.mid() for each, over in overs.items()}
    points = {each: arb(centre) for each, centre in centres.items() if each != name}
    try:
        value = jet(difference, Box(name, centres[name], arb(centres[name]), 0, points), 1)
        total = value.coefficient(0)
        for each, over in overs.items():
            rest = {other: ball for other, ball in overs.items() if other != each}
            slope = jet(difference, Box(each, centres[each], over, 0, rest), 2)
            if slope.removed or value.removed:
                return False
            total = total + slope.over[1] * (over - centres[each])
    except NotAnalyticError:
        return False
    return bool(total > 0 if strict else total >= 0)
