"""What the reports for other tools say alike: the words of a result, its place, the command that repeats it."""

from __future__ import annotations

import re
import shlex
from hashlib import sha256

from probatum.cli.findings import Result
from probatum.client import Latex

LONGEST_CLAIM = 300
"""Characters of a claim in a message."""

_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%.*")
_LINE_BREAK = re.compile(r"\s*[\r\n]\s*")


def title(result: Result) -> str:
    """The rule and the entry, on one line."""
    return f"{result.rule.name}: {result.entry.id}"


def words(result: Result) -> str:
    """What was found, in plain text of several lines."""
    claim = result.verdict.claim if result.verdict else result.entry.claim
    cut = claim if len(claim) <= LONGEST_CLAIM else f"{claim[:LONGEST_CLAIM]}…"
    lines = [result.message or str(result.rule.summary), cut]
    if result.verdict is not None and result.verdict.counterexample is not None:
        example = result.verdict.counterexample
        point = ", ".join(f"{name} = {value}" for name, value in example.point)
        if point or example.relation != claim:  # a claim without variables fails as it stands there already
            lines.append(f"fails{f' at {point}' if point else ''}: {example.relation}")
    lines.append(f"repeat: {command(result)}")
    return "\n".join(lines)


def command(result: Result) -> str:
    """The command that judges the claim again, on one line: a line break in a claim means no more than a space."""
    claim = result.entry.claim
    options = ["--latex", *(f"--meaning {name}" for name in claim.meanings), ""] if isinstance(claim, Latex) else [""]
    return f"probatum verify {' '.join(options)}{shlex.quote(_on_one_line(claim))}"


def _on_one_line(claim: str) -> str:
    # A comment of LaTeX would swallow what is put behind it.
    text = _COMMENT.sub(r"\1", claim) if isinstance(claim, Latex) else claim
    return _LINE_BREAK.sub(" ", text.strip())


def fingerprint(result: Result) -> str:
    """What stays the same while the entry keeps its name and its claim, wherever in the file it moves."""
    parts = (result.rule.id, result.file.as_posix(), result.entry.id, result.entry.claim)
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
