"""`pytest --probatum claims.yaml`: each claim of a database is a test. Importing this needs pytest alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from probatum.cli.databases import Database, Entry
    from probatum.client import Client

_CLIENT = pytest.StashKey["Client"]()
_SERVICE = pytest.StashKey[ExitStack]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options `--probatum` and `--probatum-server`."""
    group = parser.getgroup("probatum", "formulas")
    group.addoption("--probatum", action="append", default=[], metavar="FILE", help="Judge the claims of a database.")
    group.addoption("--probatum-server", default="", metavar="TARGET", help="A service elsewhere.")


def pytest_configure(config: pytest.Config) -> None:
    """Make pytest collect the databases beside the paths it was given."""
    config.args += [name for name in config.getoption("--probatum") if name not in config.args]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect the databases that the option names, and no others."""
    named = [Path(parent.config.invocation_params.dir, name) for name in parent.config.getoption("--probatum")]
    if file_path.resolve() not in [path.resolve() for path in named]:
        return None
    return DatabaseFile.from_parent(parent, path=file_path)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the service that the tests used."""
    if _SERVICE in config.stash:
        config.stash[_SERVICE].close()


class DatabaseFile(pytest.File):
    """A database, whose flaws keep it from being collected."""

    def collect(self) -> Iterator[pytest.Item]:
        """One test for each entry."""
        from probatum.cli.databases import read_database

        database: Database = read_database(self.path)
        if database.flaws:
            flaws = "\n".join(f"{self.path.name}:{flaw.line}: {flaw.message}" for flaw in database.flaws)
            raise self.CollectError(flaws)
        for entry in database.entries:
            item = ClaimItem.from_parent(self, name=entry.id)
            item.entry = entry
            yield item


class _FoundError(Exception):
    """What is wrong with a claim, in plain text."""


class ClaimItem(pytest.Item):
    """A claim: passes unless `probatum check` would call its verdict a finding."""

    entry: Entry

    def runtest(self) -> None:
        """Judge the claim; UNDECIDED is a skipped test."""
        from probatum.cli.findings import Level, Result, assess
        from probatum.cli.policy import applied
        from probatum.cli.reports.wording import words

        verdict = _client(self.config).verify(self.entry.claim)
        found = Result(self.path, self.entry, verdict, *assess(self.entry, verdict))
        ((result,), _) = applied([found], (), {})
        if result.level is Level.ERROR:
            raise _FoundError(words(result))
        if result.level is Level.WARNING:
            pytest.skip(result.message)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        """The words of the finding, without a traceback."""
        if isinstance(excinfo.value, _FoundError):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        """The file, the line from 0, and the name."""
        return self.path, self.entry.line - 1, f"claim: {self.name}"


def _client(config: pytest.Config) -> Client:
    from probatum.cli.connection import opened

    if _CLIENT not in config.stash:
        config.stash[_SERVICE] = ExitStack()
        config.stash[_CLIENT] = config.stash[_SERVICE].enter_context(
            opened(config.getoption("--probatum-server"), workers=1)
        )
    return config.stash[_CLIENT]
