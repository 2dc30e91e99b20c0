"""HTML: one self-contained page to look at, with formulas as MathML, both balls and the proofs.

The page loads nothing: its style and its script are in it, and its content security policy allows these two only, by
their hashes. All text from databases and services is escaped by the template engine, in the proofs by their printer.
Proofs are most of what there is to say and little of what is read: they are compressed, and set when they are opened.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final, TextIO

from probatum.cli.findings import Level, Result
from probatum.cli.history import Change
from probatum.cli.reports.html_parts import part, policy_hash, template
from probatum.cli.reports.html_rows import Row, rows
from probatum.cli.reports.packs import Packer
from probatum.cli.reports.plots import HEIGHT, WIDTH, spark
from probatum.cli.run import CheckRun

STATUSES: Final = ("PROVED", "CONDITIONAL", "SUPPORTED", "UNDECIDED", "REFUTED", "INVALID", "NO VERDICT")
"""In the order in which the page counts them."""
DURATIONS: Final = (
    ("below 1 ms", 0.001),
    ("1 to 10 ms", 0.01),
    ("10 to 100 ms", 0.1),
    ("0.1 to 1 s", 1.0),
    ("1 to 10 s", 10.0),
    ("10 s and more", math.inf),
)
"""What is counted together, and the time in seconds below which it lies."""


def write_html(run: CheckRun, out: TextIO) -> None:
    """Write the page to a stream, a part at a time."""
    from markupsafe import Markup

    style, script, folded = part("style.css"), part("filter.js") + part("proofs.js"), Packer()
    counts = run.statuses()
    counts["NO VERDICT"] = sum(result.verdict is None for result in run.results)
    page = template("report.html.j2").stream(
        run=run,
        groups=_by_file(rows(run, folded)),
        folded=folded,
        tally=[(status, counts[status]) for status in STATUSES if counts[status]],
        levels=[(level, len(run.of_level(level))) for level in reversed(Level)],
        failing=len(run.failing()),
        judged=sum(result.verdict is not None for result in run.results),
        suppressed=sum(bool(result.suppressed) for result in run.results),
        plot_size=(WIDTH, HEIGHT),
        changes=[(change, number) for change, number in _changes(run).items() if number],
        gone=[] if run.history is None else run.history.gone(run.results),
        trends=_trends(run),
        slowest=_slowest(run),
        durations=_durations(run),
        style=Markup(style),
        script=Markup(script),
        style_hash=policy_hash(style),
        script_hash=policy_hash(script),
    )
    page.enable_buffering(64)
    out.writelines(page)
    out.write("\n")


def _changes(run: CheckRun) -> Mapping[Change, int]:
    """How many results changed since the last run, and how; none where there was none."""
    if run.history is None or run.history.last is None:
        return {}
    counts = run.history.changes(run.results)
    return {change: counts[change] for change in (Change.BROKEN, Change.FIXED, Change.CHANGED, Change.NEW)}


def _trends(run: CheckRun) -> list[tuple[str, str, int, int]]:
    """For each number worth following: its name, a line through its values, the last one before and the one now."""
    if run.history is None or not run.history.runs:
        return []
    past, now = run.history.runs[-30:], run.statuses()
    series = [("findings", [each.findings() for each in past], len(run.of_level(Level.ERROR)))]
    series += [(status, [each.count(status) for each in past], now[status]) for status in STATUSES[:4]]
    return [
        (name, spark([*before, current], 120, 22), before[-1], current)
        for name, before, current in series
        if current or any(before)
    ]


def _slowest(run: CheckRun) -> list[tuple[int, Result, float, float]]:
    """The claims that took longest: their places in the page, the time, and its share of the longest."""
    timed = [(number, each, each.verdict.wall_s) for number, each in enumerate(run.results, 1) if each.verdict]
    found = heapq.nlargest(8, timed, key=lambda item: item[2])
    return [(number, each, wall_s, wall_s / found[0][2]) for number, each, wall_s in found if found[0][2]]


def _durations(run: CheckRun) -> list[tuple[str, int]]:
    """How many claims took how long, by powers of ten."""
    times = [each.verdict.wall_s for each in run.results if each.verdict]
    counted = Counter(next(name for name, bound in DURATIONS if wall_s < bound) for wall_s in times)
    return [(name, counted[name]) for name, _ in DURATIONS if counted[name]]


def _by_file(found: Iterator[Row]) -> Iterator[tuple[str, Iterator[Row]]]:
    return groupby(found, key=lambda row: row.file)
