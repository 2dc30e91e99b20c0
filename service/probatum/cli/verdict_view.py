"""A verdict for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from probatum.cli.caret import caret_lines
from probatum.cli.enclosures import Ball, ShownBall, shown_pair
from probatum.cli.printing import printable, status_text
from probatum.client import Counterexample, Enclosure, RealBall, Verdict

LONGEST_CLAIM = 2000
"""Characters of a claim that are shown."""
_ZERO = Ball("0", "0")

ShownEnclosure = tuple[ShownBall, ShownBall | None]
"""The real and, if there is one, the imaginary part."""


def verdict_lines(verdict: Verdict, claim: str) -> Iterator[Text]:
    """What is worth reading in a verdict, a line at a time; `claim` is the text as it was given."""
    method = (" by " if str(verdict.status) in ("PROVED", "REFUTED") else " from ") + verdict.method
    yield Text.assemble(status_text(verdict.status), printable(method) if verdict.method else "")
    yield from labelled("claim", [Text(shortened(verdict.claim))])
    if verdict.reason or verdict.message:
        yield from labelled("reason" if verdict.reason else "note", _reason(verdict, claim))
    if verdict.digits:
        yield from labelled("digits", [Text(f"{verdict.digits}, provably shared by the two sides")])
    if verdict.counterexample is not None:
        yield from labelled("fails", counterexample_lines(verdict.counterexample))
    elif verdict.left is not None and verdict.right is not None:
        left, right = enclosure_texts(verdict.left, verdict.right)
        yield from labelled("left", [left])
        yield from labelled("right", [right])
    if verdict.certificate is not None and verdict.certificate.steps:
        count = len(verdict.certificate.steps)
        yield from labelled("proof", [Text(f"{count} steps, which `probatum explain` prints")])
    for number, step in enumerate(verdict.steps, 1):
        grounds = f": {step.grounds}" if step.grounds else ""
        shown = Text.assemble(status_text(step.status), f" {shortened(step.claim)}", (printable(grounds), "dim"))
        yield from labelled(f"step {number}", [shown])
    for note in verdict.notes:
        yield from labelled("note", [Text(printable(note))])
    yield from labelled("effort", [Text(_effort(verdict), style="dim")])


def counterexample_lines(example: Counterexample) -> list[Text]:
    """The point at which a relation fails, and its two sides there."""
    point = ", ".join(f"{name} = {value}" for name, value in example.point)
    at = f" at {printable(point)}" if point else ""
    left, right = enclosure_texts(example.left, example.right)
    return [
        Text(f"{shortened(example.relation)}{at}"),
        Text.assemble("left  = ", left),
        Text.assemble("right = ", right),
    ]


def enclosure_texts(left: Enclosure, right: Enclosure) -> tuple[Text, Text]:
    """Two enclosures shortened alike, the digits they share in colour."""
    first, second = (
        _text(real) if imaginary is None else Text.assemble(_text(real), " + (", _text(imaginary), ")*i")
        for real, imaginary in shown_enclosures(left, right)
    )
    return first, second


def shown_enclosures(left: Enclosure, right: Enclosure) -> tuple[ShownEnclosure, ShownEnclosure]:
    """Two enclosures shortened alike: the real part, and the imaginary one of a side that is not known to be real."""
    real = shown_pair(_ball(left.real), _ball(right.real))
    imaginary = shown_pair(_ball(left.imag), _ball(right.imag))
    return (
        (real[0], None if left.imag is None else imaginary[0]),
        (real[1], None if right.imag is None else imaginary[1]),
    )


def shortened(claim: str) -> str:
    """A claim that fits a screen, without control characters."""
    cut = claim if len(claim) <= LONGEST_CLAIM else f"{claim[:LONGEST_CLAIM]}… ({len(claim)} characters)"
    return printable(cut)


def _reason(verdict: Verdict, claim: str) -> list[Text]:
    parts = [str(part) for part in (verdict.reason, verdict.position, verdict.message) if part]
    lines = [Text(printable(": ".join(parts)))]
    if verdict.position is not None:
        lines += caret_lines(claim, verdict.position.line, verdict.position.column)
    return lines


def _effort(verdict: Verdict) -> str:
    bits = f", {verdict.precision_bits} bits" if verdict.precision_bits else ""
    return f"{verdict.wall_s:.3f} s{bits}"


def _ball(ball: RealBall | None) -> Ball:
    return _ZERO if ball is None else Ball(ball.midpoint, ball.radius)


def _text(shown: ShownBall) -> Text:
    return Text.assemble((shown.shared, "green"), printable(shown.rest), (shown.radius, "dim"))


def labelled(label: str, lines: list[Text]) -> Iterator[Text]:
    """Lines behind a label."""
    for index, line in enumerate(lines):
        yield Text.assemble((f"  {label if index == 0 else '':<8}", "dim"), line)
