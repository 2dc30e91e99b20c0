"""Limits side by side with ramanujantools, mpmath and PARI/GP: `python benchmarks/limits.py`.

1. Convergents of continued fractions at a given depth: exact ones, except mpmath's.
2. Values of continued fractions and series to a given number of digits. The project's are balls; a peer's digits are
   counted against the known closed form. `judge` is the verdict on "value = closed form".

Every measurement has a process of its own, so that one that takes too long can be cut off. Peers that are missing are
left out, with a word on how to get them.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

import flint
import mpmath  # type: ignore[import-untyped]
from evaluators import correct_digits
from flint import acb, arb
from isolation import Outcome
from limit_evaluators import CONVERGENT_DIGITS, CONVERGENTS, VALUES, Attempt, missing_peers
from limit_items import FRACTIONS, SERIES, Fraction, Series

from probatum.verifiers.balls.adaptive import enclose
from probatum.verifiers.language import parse_expression

_DEPTHS: Final = (1_000, 10_000, 100_000, 1_000_000)
_DIGITS: Final = (50, 1_000, 10_000)
_QUICK_DEPTHS: Final = (1_000, 10_000)
_QUICK_DIGITS: Final = (50, 1_000)

_Item = TypeVar("_Item", bound=Fraction | Series)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one evaluator made of one item: a time and correct digits, or a note."""

    time_s: float | None = None
    digits: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One item at one size through all evaluators."""

    name: str
    size: int
    cells: dict[str, Cell]


def _cell(outcome: Outcome, reference: arb | None, digits: int) -> Cell:
    if outcome.number is None:
        return Cell(note=outcome.note)
    right = None if reference is None else correct_digits(acb(outcome.number), acb(reference), digits)
    return Cell(outcome.time_s, right)


def _measured(
    items: Sequence[_Item],
    sizes: Sequence[int],
    evaluators: Mapping[str, Callable[[_Item, int], Attempt | None]],
    reference: Callable[[_Item, int, dict[str, Outcome]], tuple[arb | None, int]],
    limit_s: float,
) -> Iterator[Row]:
    """Every item at growing sizes; an evaluator that was cut off is not asked for more of the same item."""
    for item in items:
        given_up: set[str] = set()
        for size in sizes:
            outcomes: dict[str, Outcome] = {}
            for name, attempt_at in evaluators.items():
                attempt = None if name in given_up else attempt_at(item, size)
                if attempt is None:
                    outcomes[name] = Outcome(note="cut off" if name in given_up else "no means")
                    continue
                outcomes[name] = attempt(limit_s)
                if outcomes[name].time_s is None:
                    given_up |= {name, "judge"} if name == "own" else {name}  # a verdict needs the value
            known, digits = reference(item, size, outcomes)
            yield Row(item.name, size, {name: _cell(outcome, known, digits) for name, outcome in outcomes.items()})


def _own_number(_item: Fraction, _depth: int, outcomes: dict[str, Outcome]) -> tuple[arb | None, int]:
    return outcomes["own"].number, CONVERGENT_DIGITS


def _closed_form(item: Fraction | Series, digits: int, _outcomes: dict[str, Outcome]) -> tuple[arb | None, int]:
    return acb(enclose(parse_expression(item.value), digits + 10)).real, digits


def _time(time_s: float) -> str:
    return f"{time_s * 1e3:.3g} ms" if time_s < 1 else f"{time_s:.3g} s"


def _text(cell: Cell, own: Cell, limit_s: float) -> str:
    if cell.time_s is None:
        if cell.note == "cut off" and own.time_s is not None:
            return f"> {limit_s / own.time_s:.3g}"
        return {"no means": "-", "cut off": "cut off"}.get(cell.note, "failed")
    ratio = "" if own.time_s is None else f"{cell.time_s / own.time_s:.3g}"
    right = "" if cell.digits is None else f" ({cell.digits})"
    return (ratio or _time(cell.time_s)) + right


def _report(title: str, rows: Sequence[Row], limit_s: float) -> None:
    peers = [name for name in rows[0].cells if name != "own"]
    print(f"\n{title}")
    print(f"{'':<32}{'size':>9}{'own':>11} {'digits':>7}" + "".join(f"{name:>19}" for name in peers))
    for row in rows:
        own = row.cells["own"]
        mine = own.note if own.time_s is None else _time(own.time_s)
        line = f"{row.name:<32}{row.size:>9}{mine:>11} {'' if own.digits is None else own.digits:>7}"
        print(line + "".join(f"{_text(row.cells[name], own, limit_s):>19}" for name in peers))
    for row in rows:
        for name, cell in row.cells.items():
            if cell.note not in ("", "cut off", "no means"):
                print(f"  {row.name}, {row.size}, {name}: {cell.note}")


def _present(evaluators: Mapping[str, Any], missing: Sequence[str]) -> dict[str, Any]:
    return {name: value for name, value in evaluators.items() if not any(line.startswith(name) for line in missing)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="50 and 1000 digits and depths up to 10000 only")
    parser.add_argument("--limit", type=float, default=8.0, help="seconds after which an evaluator is cut off")
    parser.add_argument("--json", type=Path, help="file for everything that was measured")
    options = parser.parse_args()
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]  # a forked process must find nothing to print
    missing = missing_peers()
    print(
        f"{platform.machine()}, {os.cpu_count()} cores; FLINT {flint.__FLINT_VERSION__},"
        f" mpmath {mpmath.__version__} with integers by {mpmath.libmp.BACKEND}"
    )
    print("\n".join(missing), end="\n" if missing else "")
    print(f"peers: time as a multiple of the project's own, and correct digits; cut off after {options.limit:g} s")
    depths, digits = (_QUICK_DEPTHS, _QUICK_DIGITS) if options.quick else (_DEPTHS, _DIGITS)
    of_each_kind = FRACTIONS[:3]
    convergents = list(_measured(of_each_kind, depths, _present(CONVERGENTS, missing), _own_number, options.limit))
    title = f"convergents by depth (mpmath: {CONVERGENT_DIGITS} digits only)"
    _report(title, convergents, options.limit)
    values = list(_measured((*FRACTIONS, *SERIES), digits, _present(VALUES, missing), _closed_form, options.limit))
    _report("values by digits", values, options.limit)
    if options.json:
        tables = {"convergents": list(map(asdict, convergents)), "values": list(map(asdict, values))}
        options.json.write_text(json.dumps({"limit_s": options.limit, **tables}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
