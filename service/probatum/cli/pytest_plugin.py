"""`pytest --probatum claims.yaml`: each claim of a database is a test. Importing this needs pytest alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from probatum.cli.claim_session import ClaimSession
    from probatum.cli.databases import Database
    from probatum.cli.judging import Placed

_CLAIMS = pytest.StashKey["ClaimSession"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options `--probatum` and `--probatum-server`."""
    group = parser.getgroup("probatum", "formulas")
    help_text = "Judge the claims of a database, or of the databases below a directory; repeatable."
    group.addoption("--probatum", action="append", default=[], metavar="PATH", help=help_text)
    group.addoption("--probatum-server", default="", metavar="TARGET", help="A service elsewhere.")


def pytest_configure(config: pytest.Config) -> None:
    """Make pytest collect the databases beside the paths it was given."""
    config.args += [str(file) for file in _named(config) if str(file) not in config.args]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect the databases that the option names, and no others."""
    if file_path.resolve() not in [path.resolve() for path in _named(parent.config)]:
        return None
    return DatabaseFile.from_parent(parent, path=file_path)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """How many claims have each status."""
    counts = config.stash[_CLAIMS].counts() if _CLAIMS in config.stash else ""
    if counts:
        terminalreporter.write_sep("=", "claims")
        terminalreporter.write_line(counts)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the service that the tests used."""
    if _CLAIMS in config.stash:
        config.stash[_CLAIMS].close()


def _named(config: pytest.Config) -> list[Path]:
    """The databases that the option names, those of directories among them."""
    named = [Path(config.invocation_params.dir, name) for name in config.getoption("--probatum")]
    if not any(path.is_dir() for path in named):
        return named
    from probatum.cli.databases import database_files

    return database_files(named)


class DatabaseFile(pytest.File):
    """A database, whose flaws keep it from being collected."""

    def collect(self) -> Iterator[pytest.Item]:
        """One test for each entry."""
        from probatum.cli.databases import flaw_place, read_database
        from probatum.cli.judging import Placed

        folder = self.config.invocation_params.dir
        file = self.path.relative_to(folder) if self.path.is_relative_to(folder) else self.path
        named = [Path(folder, name).resolve() for name in self.config.getoption("--probatum")]
        database: Database = read_database(self.path, named=self.path.resolve() in named)
        if database.flaws:
            raise self.CollectError("\n".join(f"{flaw_place(file, flaw)}: {flaw.message}" for flaw in database.flaws))
        for entry in database.entries:
            item = ClaimItem.from_parent(self, name=entry.id)
            item.placed = Placed(file, entry)
            yield item


class _FoundError(Exception):
    """What is wrong with a claim, in plain text."""


class ClaimItem(pytest.Item):
    """A claim: passes unless `probatum check` would call its verdict a finding."""

    placed: Placed

    def runtest(self) -> None:
        """Judge the claim; UNDECIDED is a skipped test."""
        from probatum.cli.findings import Level
        from probatum.cli.reports.text_report import finding_text
        from probatum.client import ProbatumError

        try:
            result = _claims(self).result(self.placed)
        except ProbatumError as error:
            raise _FoundError(f"the service failed: {error}") from error
        if result.verdict is not None:
            self.user_properties.append(("probatum_status", str(result.verdict.status)))
        if result.level is Level.ERROR:
            raise _FoundError(finding_text(result))
        if result.level is Level.WARNING:
            raise pytest.skip.Exception(f"{result.entry.id}: {result.message}", _use_item_location=True)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        """The words of the finding, without a traceback."""
        if isinstance(excinfo.value, _FoundError):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        """The file, the line from 0, and the name."""
        return self.path, self.placed.entry.line - 1, f"claim: {self.name}"


def _claims(item: ClaimItem) -> ClaimSession:
    """What judges the claims of the session, all that are to run together."""
    from probatum.cli.claim_session import ClaimSession

    stash = item.config.stash
    if _CLAIMS not in stash:
        placed = [each.placed for each in item.session.items if isinstance(each, ClaimItem)]
        # Of several processes each has all items, and runs some.
        together = not hasattr(item.config, "workerinput")
        stash[_CLAIMS] = ClaimSession(item.config.getoption("--probatum-server"), placed if together else ())
    return stash[_CLAIMS]
