"""Real variables by coordinates that are not negative: linear conditions, and equations solved for a variable.

- Linear inequalities `L_1 >= 0, ..., L_m >= 0`, as far as they are independent, become coordinates `u_i = L_i`;
  variables that are left over are coordinates of either sign. Triangles: `a = v + w, b = w + u, c = u + v`.
- `c_1 x_1 + ... + c_n x_n = s` with c, s > 0 and x >= 0: `x_i = s u_i/(c_i (u_1 + ... + u_n))`, the sum being positive.
- Any other equation that is linear in a variable, `A x + B = 0` with A nowhere 0, gives it as `-B/A`.

Conditions that are not used enlarge the domain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from flint import fmpq

from probatum.verifiers.functions.lift import fraction, is_exact
from probatum.verifiers.identities.linear_forms import LinearForm, combined, linear_form
from probatum.verifiers.inequalities.domains import constant, ends
from probatum.verifiers.language.expr import Expr, chain_links, free_symbols

__all__ = ["Coordinates", "bounds", "coordinates"]

_Row = tuple[dict[str, fmpq], fmpq]


@dataclass(slots=True)
class Coordinates:
    """How variables are written, those in none of the tables by their own bounds.

    `rows` gives them as combinations of coordinates (each has the name of a variable) and a constant, `free` are
    coordinates of either sign, `positive` those that are not 0; `shares` their factor s/c and the names in the sum;
    `solved` the difference of the sides of an equation.
    """

    rows: dict[str, _Row] = field(default_factory=dict)
    free: set[str] = field(default_factory=set)
    positive: set[str] = field(default_factory=set)
    shares: dict[str, tuple[fmpq, tuple[str, ...]]] = field(default_factory=dict)
    solved: dict[str, Expr] = field(default_factory=dict)


def bounds(conditions: tuple[Expr, ...], name: str) -> dict[int, tuple[fmpq, bool]]:
    """The largest lower (-1) and the least upper bound (1) that are rational, and whether they may be taken."""
    best: dict[int, tuple[fmpq, bool]] = {}
    for end in ends(conditions, name):
        value = constant(end.value)
        if value is None or not is_exact(value):
            continue
        exact = fraction(value)
        if end.side not in best or (exact * end.side, end.closed) < (best[end.side][0] * end.side, best[end.side][1]):
            best[end.side] = exact, end.closed
    return best


def coordinates(conditions: tuple[Expr, ...], names: tuple[str, ...]) -> Coordinates:
    """The coordinates that equations and linear inequalities in several of the variables suggest."""
    found = Coordinates()
    for equation in _conjuncts(conditions, frozenset({"="})):
        _use_equation(equation, conditions, names, found)
    taken = {*found.shares, *found.solved}
    used: set[str] = set()
    constraints = [(row, is_open) for row, is_open in _linear(conditions, names) if not taken & row[0].keys()]
    several = [each for each in constraints if len(each[0][0]) > 1]
    for (terms, _), _ in several:
        used |= terms.keys()
    for name in sorted(used):
        several += _bound_of(conditions, name)
    rows: dict[str, _Row] = {}
    for row, is_open in several:
        _solve(row, is_open, rows, found)
    found.free = used - rows.keys()
    found.rows = rows | {name: ({name: fmpq(1)}, fmpq(0)) for name in found.free}
    return found


def _conjuncts(conditions: Iterable[Expr], heads: frozenset[str]) -> Iterator[Expr]:
    for condition in conditions:
        if condition.head == "and":
            yield from _conjuncts(condition.args, heads)
        else:
            links = chain_links(condition) if condition.head == "chain" else (condition,)
            yield from (link for link in links if link.head in heads)


def _linear(conditions: tuple[Expr, ...], names: tuple[str, ...]) -> Iterator[tuple[_Row, bool]]:
    """Linear forms in the variables that are >= 0, > 0 where True."""
    for link in _conjuncts(conditions, frozenset({"<", "<=", ">", ">="})):
        small, large = link.args if link.head in ("<", "<=") else link.args[::-1]
        row = _row(combined(linear_form(large), linear_form(small), fmpq(-1)), names)
        if row is not None:
            yield row, link.head in ("<", ">")


def _row(form: LinearForm, names: tuple[str, ...]) -> _Row | None:
    terms: dict[str, fmpq] = {}
    for atom, coefficient in form.items():
        if atom is None or coefficient == 0:
            continue
        if atom.head != "symbol" or atom.name not in names:
            return None
        terms[atom.name] = coefficient
    return (terms, form.get(None, fmpq(0))) if terms else None


def _bound_of(conditions: tuple[Expr, ...], name: str) -> Iterator[tuple[_Row, bool]]:
    """A bound of one variable as a form that is not negative, the lower one where there are both."""
    best = bounds(conditions, name)
    for side in (-1, 1):
        if side in best:
            value, closed = best[side]
            yield ({name: fmpq(-side)}, value * side), not closed
            return


def _solve(row: _Row, is_open: bool, rows: dict[str, _Row], found: Coordinates) -> None:
    """Use a form that is not negative as a coordinate, in the place of a variable that has none yet.

    A coordinate has the name of the variable for which its form was solved, after a `+`; other names in `rows` are
    still variables.
    """
    terms, rest = _inserted(row, rows)
    name = next((each for each in sorted(terms, key=lambda n: (terms[n] < 0, n)) if not each.startswith("+")), None)
    if name is None:
        return
    lead = terms.pop(name)
    own = "+" + name
    solved: _Row = ({each: -value / lead for each, value in terms.items()} | {own: 1 / lead}, -rest / lead)
    for other, (others, add) in rows.items():
        if name in others:
            scale = others.pop(name)
            for each, value in solved[0].items():
                others[each] = others.get(each, fmpq(0)) + scale * value
            rows[other] = {each: value for each, value in others.items() if value != 0}, add + scale * solved[1]
    rows[name] = solved
    if is_open:
        found.positive.add(name)


def _inserted(row: _Row, rows: dict[str, _Row]) -> _Row:
    """The form in coordinates and the variables that have none yet."""
    terms: dict[str, fmpq] = {}
    rest = row[1]
    for name, coefficient in row[0].items():
        inner, add = rows.get(name, ({name: fmpq(1)}, fmpq(0)))
        rest += coefficient * add
        for each, value in inner.items():
            terms[each] = terms.get(each, fmpq(0)) + coefficient * value
    return {each: value for each, value in terms.items() if value != 0}, rest


def _use_equation(equation: Expr, conditions: tuple[Expr, ...], names: tuple[str, ...], found: Coordinates) -> None:
    taken = {*found.shares, *found.solved}
    present = [name for name in names if name in free_symbols(equation)]
    if not present or taken & set(present):
        return
    difference = Expr("+", (equation.args[0], Expr("neg", (equation.args[1],))))
    row = _row(linear_form(difference), names)
    if row is not None and row[1] != 0 and len(present) > 1:
        terms, rest = row
        share = {name: -rest / value for name, value in terms.items()}
        below = {name: bounds(conditions, name).get(-1) for name in terms}
        if all(value > 0 for value in share.values()) and all(each and each[0] == 0 for each in below.values()):
            group = tuple(terms)
            found.shares |= {name: (value, group) for name, value in share.items()}
            found.positive |= {name for name, each in below.items() if each and not each[1]}
            return
    # A variable whose bounds are not needed otherwise comes first.
    name = min(present, key=lambda each: (bool(bounds(conditions, each)), -present.index(each)))
    others = [each for each in present if each != name]
    if not any(each in found.solved for each in others):
        found.solved[name] = difference
