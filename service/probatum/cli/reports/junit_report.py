"""JUnit XML: one test suite a file, one test case a claim; findings are failures, claims without a verdict errors."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TextIO
from xml.etree import ElementTree

from probatum.cli.findings import Level, Result
from probatum.cli.reports.wording import words
from probatum.cli.run import CheckRun

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no way to write."""


def write_junit(run: CheckRun, out: TextIO) -> None:
    """Write the document to a stream."""
    root = ElementTree.Element("testsuites", name="probatum check", time=f"{run.elapsed_s:.3f}")
    _count(root, list(run.results), run)
    for file, results in groupby(run.results, key=lambda result: result.file):
        cases = list(results)
        suite = ElementTree.SubElement(root, "testsuite", name=_clean(str(file)))
        _count(suite, cases, run)
        for result in cases:
            _case(suite, result, run)
    for file, flaw in run.flaws:
        suite = ElementTree.SubElement(root, "testsuite", name=_clean(str(file)), tests="1", errors="1", failures="0")
        case = ElementTree.SubElement(suite, "testcase", classname=_clean(str(file)), name="database", time="0")
        ElementTree.SubElement(case, "error", message=_clean(flaw.message), type="database").text = f"line {flaw.line}"
    ElementTree.indent(root)
    ElementTree.ElementTree(root).write(out, encoding="unicode", xml_declaration=True)
    out.write("\n")


def _count(element: ElementTree.Element, results: list[Result], run: CheckRun) -> None:
    errors = sum(result.verdict is None for result in results)
    failures = sum(result.verdict is not None and _fails(result, run) for result in results)
    skipped = sum(result.level is Level.WARNING and not _fails(result, run) for result in results)
    counts = {"tests": len(results), "failures": failures, "errors": errors, "skipped": skipped}
    for name, number in counts.items():
        element.set(name, str(number))


def _fails(result: Result, run: CheckRun) -> bool:
    return result.level.weight >= run.fail_on.weight


def _case(suite: ElementTree.Element, result: Result, run: CheckRun) -> None:
    seconds = f"{result.verdict.wall_s:.3f}" if result.verdict else "0"
    case = ElementTree.SubElement(
        suite,
        "testcase",
        classname=_clean(result.file.as_posix()),
        name=_clean(result.entry.id),
        file=_clean(result.file.as_posix()),
        line=str(result.entry.line),
        time=seconds,
    )
    message = _clean(result.message)
    if result.verdict is None:
        ElementTree.SubElement(case, "error", message=message, type=result.rule.name).text = _clean(words(result))
    elif _fails(result, run):
        ElementTree.SubElement(case, "failure", message=message, type=result.rule.name).text = _clean(words(result))
    elif result.level is Level.WARNING:
        ElementTree.SubElement(case, "skipped", message=message)


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
