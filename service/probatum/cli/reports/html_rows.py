"""The results of a run as what a page shows of them: texts, formulas in MathML, shortened enclosures."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from probatum.cli.findings import Level, Result
from probatum.cli.history import Change, History, change_of, key_of
from probatum.cli.reports.packs import Packer, Place
from probatum.cli.reports.plots import Plot, convergence_plot, delta_plot
from probatum.cli.reports.wording import command
from probatum.cli.run import CheckRun
from probatum.cli.verdict_view import LONGEST_CLAIM, ShownEnclosure, shown_enclosures
from probatum.client import Enclosure, Verdict

if TYPE_CHECKING:
    from markupsafe import Markup

ARGUMENTS_S: Final = 60.0
"""The time for telling proofs; those that come later are named by their rules."""
CURVES_S: Final = 30.0
"""The time for drawing curves; claims that come later have none."""

Sides = tuple[ShownEnclosure, ShownEnclosure]


@dataclass(frozen=True, slots=True)
class Row:
    """One result.

    `formula` is MathML, None where there is none; `sides` are the two enclosures, of the counterexample if there is
    one. `argument` is the place of the proof among what is folded away, None where it could not be told; `steps` its
    rules and how often each is used.
    `change` is what happened since the last run, `before` the statuses of earlier runs, the latest last.
    """

    number: int
    file: str
    result: Result
    status: str
    claim: str
    formula: Markup | None
    sides: Sides | None
    argument: Place | None
    steps: tuple[tuple[str, int], ...]
    command: str
    plots: tuple[Plot, ...]
    change: Change
    before: tuple[str, ...]

    @property
    def verdict(self) -> Verdict | None:
        """The verdict, if there is one."""
        return self.result.verdict

    @property
    def is_open(self) -> bool:
        """Whether its details are unfolded from the start."""
        return self.result.level is Level.ERROR


def rows(run: CheckRun, folded: Packer) -> Iterator[Row]:
    """The results in the order of the run, each when it is asked for: proofs are told one at a time, into `folded`."""
    from markupsafe import Markup

    claim_math, argument_html, curves = _printers()
    end_s, drawing_s = time.monotonic() + ARGUMENTS_S, 0.0
    history = run.history or History()
    for number, result in enumerate(run.results, 1):
        verdict = result.verdict
        claim = verdict.claim if verdict else result.entry.claim
        started_s = time.monotonic()
        plots = _plots(verdict, curves) if verdict and drawing_s < CURVES_S else ()
        drawing_s += time.monotonic() - started_s
        document = verdict.document() if verdict and time.monotonic() < end_s else None
        argument = argument_html(document) if document else None
        yield Row(
            number=number,
            file=result.file.as_posix(),
            result=result,
            status=str(verdict.status) if verdict else "NO VERDICT",
            claim=_cut(claim),
            formula=None if (formula := claim_math(claim)) is None else Markup(formula),
            sides=_sides(verdict) if verdict else None,
            argument=folded.put(argument) if argument else None,
            steps=_rules(verdict) if verdict else (),
            command=_cut(command(result)),
            plots=plots,
            change=change_of(result, history),
            before=tuple(history.statuses(key_of(result))),
        )


def _printers() -> tuple[
    Callable[[str], str | None], Callable[[Mapping[str, Any]], str | None], Callable[..., Sequence[Any]]
]:
    """What prints claims and arguments and draws curves; where the verifiers are not installed, what does nothing."""
    try:
        from probatum.service.curves import claim_curves
        from probatum.service.notation import argument_html, claim_math
    except ImportError:
        return (lambda _: None), (lambda _: None), (lambda *_: ())
    return claim_math, argument_html, claim_curves


def _plots(verdict: Verdict, claim_curves: Callable[..., Sequence[Any]]) -> tuple[Plot, ...]:
    sides = tuple(
        side and ((side.real.midpoint, side.real.radius), side.imag and (side.imag.midpoint, side.imag.radius))
        for side in (verdict.left, verdict.right)
    )
    curves = {curve.name: curve.points for curve in claim_curves(verdict.claim, sides)}
    delta = curves.pop("delta", None)
    found = [convergence_plot(curves)] if curves else []
    return (*found, delta_plot(delta)) if delta else tuple(found)


def _sides(verdict: Verdict) -> Sides | None:
    pair: tuple[Enclosure | None, Enclosure | None] = (verdict.left, verdict.right)
    if verdict.counterexample is not None:
        pair = (verdict.counterexample.left, verdict.counterexample.right)
    left, right = pair
    return None if left is None or right is None else shown_enclosures(left, right)


def _rules(verdict: Verdict) -> tuple[tuple[str, int], ...]:
    names = [str(step.get("rule", "?")) for step in verdict.certificate.steps] if verdict.certificate else []
    return tuple((name, names.count(name)) for name in dict.fromkeys(names))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_CLAIM else f"{text[:LONGEST_CLAIM]}… ({len(text)} characters)"
