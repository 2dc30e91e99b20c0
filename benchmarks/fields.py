"""Matrix fields side by side with ramanujantools: `python benchmarks/fields.py`.

1. Conservativity: `validate_conserving()` against reading the same matrices and deciding the identities exactly. For
   pFq also the construction by its numbers of parameters, whose steps against y are used as they are.
2. Refutation: the same fields with one number changed, up to the checked witness; the peer raises where it first sees
   a difference.
3. Trajectory matrices: the peer's own benchmark cases, with its caches emptied before each call.
4. Limits to 1000 digits and delta at depth 1000, along the trajectories of the constants; the peer is told the depth
   that the rate asks for, and compares with the quotient at twice the depth.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import random
import statistics
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from flint import ctx, fmpq
from stopwatch import Measured, side_by_side

from probatum.client import MatrixField
from probatum.verifiers.fields.conservativity import find_witness, is_conservative, refutes
from probatum.verifiers.fields.limits import limit_of_matrix, unit_rows
from probatum.verifiers.fields.measures import approximation, limit_ball
from probatum.verifiers.fields.reading import read_field
from probatum.verifiers.fields.trajectories import trajectory_matrix
from probatum.verifiers.fields.written_matrices import written_field, written_values, written_witness
from probatum.verifiers.language import Expr, integer, parse_expression
from probatum.verifiers.language.expr import walk

try:
    import sympy  # type: ignore[import-untyped]
    from ramanujantools import Matrix, Position  # type: ignore[import-not-found, import-untyped, unused-ignore]
    from ramanujantools.cmf import CMF, known_cmfs, pFq  # type: ignore[import-not-found, import-untyped, unused-ignore]
except ImportError:
    sys.exit("ramanujantools is not installed: pip install ramanujantools")

KNOWN: Final = (
    "e", "pi", "symmetric_pi", "zeta3", "var_root_cmf", "cmf1", "cmf2", "cmf3_1", "cmf3_2", "cmf3_3",
    "hypergeometric_derived_2F1", "hypergeometric_derived_3F2",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison: the project's time and the peer's, in milliseconds; None where one has no answer."""

    name: str
    own_ms: float | None
    peer_ms: float | None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times longer the peer takes."""
        return None if self.own_ms is None or self.peer_ms is None else self.peer_ms / self.own_ms


def _row(name: str, measured: list[Measured], note: str = "") -> Row:
    own, peer = (None if each.best_s is None else each.best_s * 1e3 for each in measured)
    failures = "; ".join(each.failure for each in measured if each.failure)
    return Row(name, own, peer, failures or note)


def _conservativity(limit_s: float) -> Iterable[Row]:
    for name in KNOWN:
        peer = getattr(known_cmfs, name)()
        yield _decided(name, MatrixField.from_ramanujantools(peer).text, peer, limit_s)
    for p in range(1, 6):
        for q in range(1, 5):
            peer = pFq(p, q)
            yield _decided(f"pFq({p}, {q}), its matrices", MatrixField.from_ramanujantools(peer).text, peer, limit_s)
            yield _decided(f"pFq({p}, {q}), by name", f"pFq({p}, {q}, z)", peer, limit_s)


def _decided(name: str, text: str, peer: Any, limit_s: float) -> Row:
    expr = parse_expression(text)
    measured = side_by_side([lambda: is_conservative(read_field(expr)), peer.validate_conserving], limit_s)
    return _row(name, measured, "" if measured[0].value is True else "NOT CONSERVATIVE")


def _changed(field: Expr, generator: random.Random) -> Expr:
    """The field with one integer of its entries increased by 1."""
    count = sum(node.head == "int" for node in walk(field))
    chosen, seen = generator.randrange(count), -1

    def changed(node: Expr) -> Expr:
        nonlocal seen
        if node.head == "int":
            seen += 1
            return integer(int(str(node.value)) + 1) if seen == chosen else node
        return Expr(node.head, tuple(map(changed, node.args)), node.value)

    return changed(field)


def _refuted(expr: Expr) -> bool:
    written = written_field(expr)
    witness = None if written is None else written_witness(written)
    if written is not None and witness is not None:
        return written_values(written, witness) is not None
    field = read_field(expr)
    witness = find_witness(field)
    return witness is not None and refutes(field, witness) is not None


def _peer_field(expr: Expr) -> Any:
    from probatum.verifiers.language import expression_text

    def entry(each: Expr) -> Any:
        names = {name: sympy.Symbol(name) for name in ("x", "y", "z", "a", "b", "c")}
        return sympy.sympify(expression_text(each).replace("^", "**"), locals=names)

    matrices = {
        sympy.Symbol(axis.args[0].name): Matrix([[entry(each) for each in row.args] for row in axis.args[1].args])
        for axis in expr.args
    }
    return CMF(matrices, validate=False)


def _validated(field: Any) -> bool:
    try:
        field.validate_conserving()
    except ValueError:
        return False
    return True


def _refutations(limit_s: float) -> Iterable[Row]:
    fields = {name: getattr(known_cmfs, name)() for name in KNOWN}
    fields |= {f"pFq({p}, {q})": pFq(p, q) for p, q in ((2, 1), (3, 2), (3, 3), (4, 3))}
    for seed, (name, peer) in enumerate(fields.items()):
        expr = _changed(parse_expression(MatrixField.from_ramanujantools(peer).text), random.Random(seed))
        broken = _peer_field(expr)
        calls: list[Callable[[], Any]] = [lambda e=expr: _refuted(e), lambda b=broken: _validated(b)]  # type: ignore[misc]
        measured = side_by_side(calls, limit_s)
        note = "" if (measured[0].value, measured[1].value) == (True, False) else "NOT REFUTED BY BOTH"
        yield _row(f"{name}, one number changed", measured, note)


def _x_y(x: Iterable[Any], y: Iterable[Any]) -> Any:
    return Position.from_list(list(x), "x") | Position.from_list(list(y), "y")


_HALF = sympy.Rational(1, 2)
TRAJECTORIES: Final = (
    ("e, (1, 1)", "e", None, [1, 1], [1, 1]),
    ("2F2 at -1", "pFq(2, 2, -1)", (2, 2, -1), [1, 1, -1, -1], [1, 1, 0, -1]),
    ("2F2 at -1, long", "pFq(2, 2, -1)", (2, 2, -1), [1, 1, -1, 1], [12, 13, -14, 20]),
    ("3F2 at 1", "pFq(3, 2, 1)", (3, 2, 1), [2, 2, 2, 4, 4], [5, 5, 5, 10, 10]),
    ("3F2 at 1, rational", "pFq(3, 2, 1)", (3, 2, 1), [_HALF] * 3 + [3 * _HALF] * 2, [5, 5, 5, 10, 10]),
    ("3F2 at 1, perturbed", "pFq(3, 2, 1)", (3, 2, 1), [2, 2, 2, 4, 4], [5, 6, 5, 10, 11]),
    ("4F3 at 1", "pFq(4, 3, 1)", (4, 3, 1), [1, 1, 2, 2, 3, 3, 4], [1, 1, 2, 2, 3, 3, 4]),
    ("4F3 at 1, signs", "pFq(4, 3, 1)", (4, 3, 1), [-1, 1, 2, -2, 3, 7, 4], [-1, 1, 2, -2, 3, 7, 4]),
)
"""Name, field, numbers of the peer's pFq (None: the field of e), start, direction: the peer's benchmark of 0.0.8."""


def _peer_walk(numbers: tuple[int, int, int] | None, values: list[Any]) -> Any:
    if numbers is None:
        return Position(dict(zip(sympy.symbols("x y"), values, strict=True)))
    return _x_y(values[: numbers[0]], values[numbers[0] :])


def _trajectory_matrices(limit_s: float) -> Iterable[Row]:
    for name, text, numbers, start, direction in TRAJECTORIES:
        peer = known_cmfs.e() if numbers is None else pFq(*numbers)
        source = MatrixField.from_ramanujantools(peer).text if numbers is None else text
        own = read_field(parse_expression(source))
        begin = [fmpq(int(sympy.S(value).p), int(sympy.S(value).q)) for value in start]
        along, origin = _peer_walk(numbers, direction), _peer_walk(numbers, start)

        def theirs(peer: Any = peer, along: Any = along, origin: Any = origin) -> Any:
            peer._calculate_diagonal_matrix.cache_clear()
            return peer.trajectory_matrix(along, origin)

        def ours(own: Any = own, begin: Any = begin, direction: Any = direction) -> Any:
            return trajectory_matrix(own, begin, direction)

        measured = side_by_side([ours, theirs], limit_s)
        yield _row(name, measured, _same_matrix(measured))


def _same_matrix(measured: list[Measured]) -> str:
    """Whether both matrices agree at a stride, up to a factor."""
    own, peer = measured[0].value, measured[1].value
    if own is None or peer is None:
        return ""
    at = 11
    theirs = [sympy.S(entry) for entry in peer.subs({sympy.Symbol("n"): at})]
    ours = [int(entry(at)) for row in own.rows for entry in row]
    pivot = next(k for k, value in enumerate(ours) if value)
    same = all(a * theirs[pivot] == b * ours[pivot] for a, b in zip(ours, theirs, strict=True))
    return "" if same else "DIFFERENT MATRICES"


LIMITS: Final = (
    ("zeta(3), Apery", "zeta3", [1, 1], [1, 1], 10.18),
    ("e, (1, 1)", "e", [1, 1], [1, 1], 21.1),
    ("pi, (1, 1)", "pi", [1, 1], [1, 1], 5.09),
    ("zeta(2), Apery", "pFq(3, 2, 1)", [2, 2, 2, 4, 4], [1, 1, 1, 2, 2], 6.94),
    ("log 2", "pFq(2, 1, -1)", [1, 1, 2], [1, 1, 2], 5.08),
)
"""Name, field, start, direction, bits a stride."""


def _peer_of(field: str) -> tuple[Any, str, tuple[int, int, int] | None]:
    if field.startswith("pFq"):
        numbers = tuple(int(part) for part in field[4:-1].split(","))
        return pFq(*numbers), field, numbers  # type: ignore[return-value]
    peer = getattr(known_cmfs, field)()
    return peer, MatrixField.from_ramanujantools(peer).text, None


def _limits(limit_s: float, digits: int) -> Iterable[Row]:
    bits = int(digits * 3.3219) + 8
    for name, field, start, direction, rate in LIMITS:
        peer, text, numbers = _peer_of(field)
        own, depth = read_field(parse_expression(text)), math.ceil(bits / rate) + 10
        along, origin = _peer_walk(numbers, direction), _peer_walk(numbers, start)

        def ours(own: Any = own, start: Any = start, direction: Any = direction) -> Any:
            matrix = trajectory_matrix(own, [fmpq(value) for value in start], direction)
            return limit_ball(limit_of_matrix(matrix, unit_rows(matrix.rank)), bits)

        def theirs(peer: Any = peer, along: Any = along, origin: Any = origin, depth: int = depth) -> Any:
            peer._calculate_diagonal_matrix.cache_clear()
            Matrix._walk_inner.cache_clear()
            return peer.limit(along, depth, origin).as_float()

        measured = side_by_side([ours, theirs], limit_s)
        yield _row(f"{name}, {digits} digits", measured, _accuracy(measured[0].value, digits))


def _accuracy(ball: Any, digits: int) -> str:
    if ball is None:
        return "no ball"
    return "" if ball.rel_accuracy_bits() >= digits * 3.3219 else "SHORT OF DIGITS"


def _deltas(limit_s: float, depth: int) -> Iterable[Row]:
    for name, field, start, direction, _ in LIMITS:
        peer, text, numbers = _peer_of(field)
        own = read_field(parse_expression(text))
        along, origin = _peer_walk(numbers, direction), _peer_walk(numbers, start)

        def ours(own: Any = own, start: Any = start, direction: Any = direction) -> Any:
            matrix = trajectory_matrix(own, [fmpq(value) for value in start], direction)
            return approximation(matrix, unit_rows(matrix.rank), depth, certify=False).delta

        def theirs(peer: Any = peer, along: Any = along, origin: Any = origin) -> Any:
            peer._calculate_diagonal_matrix.cache_clear()
            Matrix._walk_inner.cache_clear()
            return peer.delta(along, depth, origin)

        measured = side_by_side([ours, theirs], limit_s)
        own_delta, peer_delta = measured[0].value, measured[1].value
        agree = own_delta is not None and peer_delta is not None and abs(own_delta - peer_delta) < 1e-6
        yield _row(f"{name}, delta at {depth}", measured, "" if agree else f"{own_delta} and {peer_delta}")


def _print(title: str, rows: list[Row]) -> None:
    print(f"\n{title}\n\n| field | own, ms | ramanujantools, ms | ratio | |\n|---|---|---|---|---|")
    for row in rows:
        own, peer, ratio = ("-" if value is None else f"{value:.3g}" for value in (row.own_ms, row.peer_ms, row.ratio))
        print(f"| {row.name} | {own} | {peer} | {ratio} | {row.note} |")
    ratios = [row.ratio for row in rows if row.ratio is not None]
    if ratios:
        print(f"\nmedian {statistics.median(ratios):.3g}, least {min(ratios):.3g}")


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=float, default=20.0, help="seconds after which a call is cut off")
    parser.add_argument("--json", type=Path, help="write the rows here too")
    arguments = parser.parse_args()
    ctx.prec = 64
    gc.collect()
    tables = {
        "Conservativity": list(_conservativity(arguments.limit)),
        "Refutation": list(_refutations(arguments.limit)),
        "Trajectory matrices": list(_trajectory_matrices(arguments.limit)),
        "Limits": list(_limits(arguments.limit, 1000)),
        "Delta": list(_deltas(arguments.limit, 1000)),
    }
    for title, rows in tables.items():
        _print(title, rows)
    if arguments.json:
        content = {
            title: [[row.name, row.own_ms, row.peer_ms, row.note] for row in rows] for title, rows in tables.items()
        }
        arguments.json.write_text(json.dumps(content, indent=1))


if __name__ == "__main__":
    main()
