"""How much was tried: tests of soundness count in `tally`, and the end of the run reports the sums, file by file.

The counts travel as properties of the tests' reports, from every worker of pytest-xdist. With the long form on all
databases, a run in which less was tried than `FLOORS` fails.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final, cast

import pytest

from tests.soundness.sources import CORPUS_FILES, LONG

_PROPERTY: Final = "soundness"

FLOORS: Final = {
    "false claims: closed": 20_000,
    "false claims: with variables": 20_000,
    "broken certificates": 5_000,
}
"""How many certainly false claims and broken certificates a long run tries at least."""

_tallies: dict[tuple[str, str], Counter[str]] = {}
"""What was counted, by topic and file."""


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Iterator[Callable[[str, str], Counter[str]]]:
    """Gives the counts of a topic and a file, to be added to."""
    counts: dict[tuple[str, str], Counter[str]] = {}

    def of(topic: str, file: str) -> Counter[str]:
        return counts.setdefault((topic, file), Counter())

    yield of
    for (topic, file), found in counts.items():
        plain = {str(what): count for what, count in found.items()}  # what the workers of xdist can send
        request.node.user_properties.append((_PROPERTY, [topic, file, plain]))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when == "teardown":
        for name, value in report.user_properties:
            if name == _PROPERTY:
                topic, file, counts = cast("tuple[str, str, dict[str, int]]", value)
                _tallies.setdefault((topic, file), Counter()).update(counts)


def _totals() -> dict[str, Counter[str]]:
    totals: dict[str, Counter[str]] = {}
    for (topic, _), counts in _tallies.items():
        totals.setdefault(topic, Counter()).update(counts)
    return totals


def _short(config: pytest.Config) -> list[str]:
    """What fell below its floor, once everything was to be tried."""
    totals = _totals()
    part = config.getoption("keyword") or any(".py" in argument for argument in config.args)
    if part or not (LONG and CORPUS_FILES and totals):
        return []
    tried = {topic: totals.get(topic, Counter())["tried"] for topic in FLOORS}
    return [f"{topic}: {tried[topic]} of {floor}" for topic, floor in FLOORS.items() if tried[topic] < floor]


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if _short(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for topic, total in sorted(_totals().items()):
        terminalreporter.section(f"soundness: {topic}")
        rows = [(file, counts) for (of, file), counts in sorted(_tallies.items()) if of == topic]
        for file, counts in [*rows, ("total", total)]:
            told = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
            if told:
                terminalreporter.write_line(f"{file:32} {told}")
    for line in _short(terminalreporter.config):
        terminalreporter.write_line(f"too little was tried: {line}", red=True)
