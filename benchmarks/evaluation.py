"""Closed expressions through the ball evaluator, mpmath and SymPy, side by side: `python benchmarks/evaluation.py`.

Every evaluator gets the expression in its own form beforehand; only the evaluation to the wanted digits is timed.
Values are checked against an enclosure with ten digits more.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import flint
import mpmath  # type: ignore[import-untyped]
import sympy  # type: ignore[import-untyped]
from evaluators import BALLS, EVALUATORS, PEERS, Evaluator, correct_digits
from stopwatch import Measured, side_by_side

from probatum.verifiers.balls.adaptive import enclose
from probatum.verifiers.language import Expr, parse_expression

_EXPRESSIONS: Final = Path(__file__).with_name("expressions.txt")

_SLOW_RATIO: Final = 3.0
"""Expressions where mpmath takes less than this many times the time of the ball evaluator are listed."""


@dataclass(frozen=True, slots=True)
class Result:
    """One evaluator on one expression; `digits` of `best_s` are None when there is no value."""

    best_s: float | None = None
    first_s: float | None = None
    digits: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One expression, with the result of each evaluator by name."""

    family: str
    text: str
    results: dict[str, Result]

    def ratio(self, peer: str, limit_s: float) -> float | None:
        """The peer's time by the ball evaluator's; from the limit where the peer was cut off; None without a value."""
        own, theirs = self.results[BALLS.name], self.results[peer]
        if own.best_s is None or (theirs.best_s is None and theirs.note != "cut off"):
            return None
        return (theirs.best_s or limit_s) / own.best_s


def read_expressions(path: Path) -> list[tuple[str, str, Expr]]:
    """The family, the text and the tree of every line; a line `# name` begins a family."""
    family, found = "", []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            family = line.removeprefix("#").strip()
        elif line.strip():
            found.append((family, line.strip(), parse_expression(line)))
    return found


def _prepared(evaluator: Evaluator, expr: Expr, digits: int) -> Any:
    try:
        evaluate = evaluator.prepare(expr)
    except ValueError:
        return None
    return lambda: evaluate(digits)


def _result(evaluator: Evaluator, measured: Measured, expr: Expr, digits: int) -> Result:
    if measured.cut_off:
        return Result(note="cut off")
    if measured.failure:
        return Result(note=measured.failure)
    number = evaluator.ball(measured.value)
    if number is None:
        return Result(note="no number")
    right = correct_digits(number, enclose(expr, digits + 10), digits)
    return Result(measured.best_s, measured.first_s, right)


def measure(family: str, text: str, expr: Expr, digits: int, limit_s: float) -> Row:
    """One expression through every evaluator that has a form of it."""
    calls = {evaluator.name: _prepared(evaluator, expr, digits) for evaluator in EVALUATORS}
    timed = [name for name, call in calls.items() if call is not None]
    measured = dict(zip(timed, side_by_side([calls[name] for name in timed], limit_s), strict=True))
    results = {
        evaluator.name: _result(evaluator, measured[evaluator.name], expr, digits)
        if evaluator.name in measured
        else Result(note="no form")
        for evaluator in EVALUATORS
    }
    return Row(family, text, results)


def _number(value: float | None, width: int) -> str:
    return f"{'-':>{width}}" if value is None else f"{value:>{width}.3g}" if value < 100 else f"{value:>{width}.0f}"


def _line(label: str, rows: list[Row], limit_s: float) -> str:
    own = [row.results[BALLS.name].best_s for row in rows]
    times = [time_s for time_s in own if time_s is not None]
    cells = [f"{label:<20}{len(rows):>5}{_number(statistics.median(times) * 1e6 if times else None, 10)}"]
    for peer in PEERS:
        ratios = [ratio for row in rows if (ratio := row.ratio(peer.name, limit_s)) is not None]
        cut_off = sum(row.results[peer.name].note == "cut off" for row in rows)
        cells.append(
            _number(statistics.median(ratios) if ratios else None, 16)
            + _number(min(ratios, default=None), 8)
            + f"{len(rows) - len(ratios):>8}{cut_off:>9}"
        )
    return "".join(cells)


def _short_of_digits(rows: list[Row], digits: int) -> list[str]:
    lines = []
    for row in rows:
        for name, result in row.results.items():
            if result.digits is not None and result.digits < digits - 1:
                lines.append(f"  {name:<8}{result.digits:>6}  {row.text}")
    return lines


def report(rows: list[Row], digits: int, limit_s: float) -> None:
    """The table by family, the medians, values short of digits, and where the ball evaluator is not much faster."""
    print(f"\n{digits} digits: microseconds of the ball evaluator, and times of the peers as multiples of its time")
    peers = "".join(f"{f'{peer.name}: median':>16}{'least':>8}{'none':>8}{'cut off':>9}" for peer in PEERS)
    print(f"{'family':<20}{'n':>5}{'us':>10}{peers}")
    for family in dict.fromkeys(row.family for row in rows):
        print(_line(family, [row for row in rows if row.family == family], limit_s))
    print(_line("all", rows, limit_s))
    for row in rows:
        own = row.results[BALLS.name]
        if own.best_s is None:
            print(f"  without a value: {row.text}: {own.note}")
    short = _short_of_digits(rows, digits)
    print(f"values with fewer than {digits - 1} correct digits (evaluator, digits, expression): {len(short)}")
    print("\n".join(short))
    print(f"expressions where mpmath takes less than {_SLOW_RATIO:g} times as long:")
    for row in rows:
        ratio = row.ratio("mpmath", limit_s)
        own_s = row.results[BALLS.name].best_s
        if ratio is not None and own_s is not None and ratio < _SLOW_RATIO:
            print(f"  {ratio:>6.2f}  {own_s * 1e6:>10.1f} us  {row.text}")


def versions() -> dict[str, str]:
    """What was measured, and on what."""
    return {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "FLINT": f"{flint.__FLINT_VERSION__} (python-flint {flint.__version__})",
        "mpmath": f"{mpmath.__version__}, integers by {mpmath.libmp.BACKEND}",
        "sympy": sympy.__version__,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--digits", type=int, nargs="+", default=[50, 1000], help="decimal digits of the values")
    parser.add_argument("--limit", type=float, default=5.0, help="seconds after which an evaluation is cut off")
    parser.add_argument("--json", type=Path, help="file for every time that was measured")
    options = parser.parse_args()
    expressions = read_expressions(_EXPRESSIONS)
    measured: dict[str, Any] = {**versions(), "limit_s": options.limit, "rows": {}}
    print(", ".join(f"{name} {version}" for name, version in versions().items()))
    print("caches (constants, Bernoulli numbers, quadrature nodes, values that a library keeps) are warm for all")
    for digits in options.digits:
        rows = [measure(*expression, digits, options.limit) for expression in expressions]
        measured["rows"][str(digits)] = [asdict(row) for row in rows]
        report(rows, digits, options.limit)
    if options.json:
        options.json.write_text(json.dumps(measured, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
