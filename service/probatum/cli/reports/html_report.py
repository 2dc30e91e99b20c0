"""HTML: one self-contained page to look at, with formulas as MathML, both balls and the proofs.

The page loads nothing: its style and its script are in it, and its content security policy allows these two only, by
their hashes. All text from databases and services is escaped by the template engine.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Final, TextIO

from probatum.cli.findings import Level
from probatum.cli.printing import printable
from probatum.cli.reports.html_rows import Row, rows
from probatum.cli.run import CheckRun

if TYPE_CHECKING:
    from jinja2 import Template

STATUSES: Final = ("PROVED", "CONDITIONAL", "SUPPORTED", "UNDECIDED", "REFUTED", "INVALID", "NO VERDICT")
"""In the order in which the page counts them."""


def write_html(run: CheckRun, out: TextIO) -> None:
    """Write the page to a stream, a part at a time."""
    from markupsafe import Markup

    style, script = _part("style.css"), _part("filter.js")
    counts = run.statuses()
    counts["NO VERDICT"] = sum(result.verdict is None for result in run.results)
    page = _template().stream(
        run=run,
        groups=_by_file(rows(run)),
        tally=[(status, counts[status]) for status in STATUSES if counts[status]],
        levels=[(level, len(run.of_level(level))) for level in reversed(Level)],
        failing=len(run.failing()),
        judged=sum(result.verdict is not None for result in run.results),
        suppressed=sum(bool(result.suppressed) for result in run.results),
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
    )
    page.enable_buffering(64)
    out.writelines(page)
    out.write("\n")


def _by_file(found: Iterator[Row]) -> Iterator[tuple[str, Iterator[Row]]]:
    return groupby(found, key=lambda row: row.file)


def _template() -> Template:
    # Imported here: the other forms of report do without it.
    from jinja2 import Environment, FunctionLoader, StrictUndefined
    from markupsafe import Markup

    def written(value: object) -> object:
        return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    environment = Environment(
        autoescape=True,
        finalize=written,
        keep_trailing_newline=False,
        loader=FunctionLoader(_part),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    return environment.get_template("report.html.j2")


def _part(name: str) -> str:
    return files("probatum.cli.reports").joinpath("html", name).read_text("utf-8")


def _hash(text: str) -> str:
    """The hash by which a content security policy names a style or a script."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
