"""The forms in which `probatum check` reports: a new one is a row of the table and a module beside this one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TextIO

from probatum.cli.reports.github_report import write_github
from probatum.cli.reports.gitlab_report import write_gitlab
from probatum.cli.reports.html_report import write_html
from probatum.cli.reports.json_report import write_json
from probatum.cli.reports.junit_report import write_junit
from probatum.cli.reports.markdown_report import write_markdown
from probatum.cli.reports.sarif_report import write_sarif
from probatum.cli.reports.text_report import write_text
from probatum.cli.run import CheckRun

Report = Callable[[CheckRun, TextIO], None]

FORMATS: Mapping[str, Report] = {
    "text": write_text,
    "json": write_json,
    "junit": write_junit,
    "sarif": write_sarif,
    "github": write_github,
    "gitlab": write_gitlab,
    "markdown": write_markdown,
    "html": write_html,
}
"""What `--format` and `--output` accept."""
