"""HTML: one self-contained page to look at, with formulas as MathML, both balls and the proofs.

The page loads nothing: its style and its script are in it, and its content security policy allows these two only, by
their hashes. All text from databases and services is escaped by the template engine.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final, TextIO

from probatum.cli.findings import Level
from probatum.cli.reports.html_parts import part, policy_hash, template
from probatum.cli.reports.html_rows import Row, rows
from probatum.cli.run import CheckRun

STATUSES: Final = ("PROVED", "CONDITIONAL", "SUPPORTED", "UNDECIDED", "REFUTED", "INVALID", "NO VERDICT")
"""In the order in which the page counts them."""


def write_html(run: CheckRun, out: TextIO) -> None:
    """Write the page to a stream, a part at a time."""
    from markupsafe import Markup

    style, script = part("style.css"), part("filter.js")
    counts = run.statuses()
    counts["NO VERDICT"] = sum(result.verdict is None for result in run.results)
    page = template("report.html.j2").stream(
        run=run,
        groups=_by_file(rows(run)),
        tally=[(status, counts[status]) for status in STATUSES if counts[status]],
        levels=[(level, len(run.of_level(level))) for level in reversed(Level)],
        failing=len(run.failing()),
        judged=sum(result.verdict is not None for result in run.results),
        suppressed=sum(bool(result.suppressed) for result in run.results),
        style=Markup(style),
        script=Markup(script),
        style_hash=policy_hash(style),
        script_hash=policy_hash(script),
    )
    page.enable_buffering(64)
    out.writelines(page)
    out.write("\n")


def _by_file(found: Iterator[Row]) -> Iterator[tuple[str, Iterator[Row]]]:
    return groupby(found, key=lambda row: row.file)
