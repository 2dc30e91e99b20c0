"""Verdicts and errors as what a page shows of them. All text is escaped by the template engine."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Any, Final

from google.rpc import code_pb2  # type: ignore[import-untyped]
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from probatum.cli.printing import printable
from probatum.cli.verdict_view import LONGEST_CLAIM, ShownEnclosure, shown_enclosures
from probatum.client import Enclosure, Verdict
from probatum.client._convert import verdict as read_verdict
from probatum.service.store import is_final
from probatum.v1 import verdict_pb2
from probatum.v1.error_pb2 import Error

__all__ = ["Shown", "http_status", "page", "shown", "sides_of"]

Sides = tuple[ShownEnclosure, ShownEnclosure]

_STATUS: Final[Mapping[int, HTTPStatus]] = {
    code_pb2.INVALID_ARGUMENT: HTTPStatus.BAD_REQUEST,
    code_pb2.UNAUTHENTICATED: HTTPStatus.UNAUTHORIZED,
    code_pb2.PERMISSION_DENIED: HTTPStatus.FORBIDDEN,
    code_pb2.NOT_FOUND: HTTPStatus.NOT_FOUND,
    code_pb2.RESOURCE_EXHAUSTED: HTTPStatus.TOO_MANY_REQUESTS,
    code_pb2.UNIMPLEMENTED: HTTPStatus.NOT_IMPLEMENTED,
    code_pb2.UNAVAILABLE: HTTPStatus.SERVICE_UNAVAILABLE,
}


def http_status(error: Error) -> HTTPStatus:
    """The status of HTTP for an error."""
    return _STATUS.get(error.code, HTTPStatus.INTERNAL_SERVER_ERROR)


@dataclass(frozen=True, slots=True)
class Shown:
    """A verdict on a page: `formula` is MathML, empty where there is none; `path` where it is kept, empty: nowhere."""

    verdict: Verdict
    formula: Markup
    sides: Sides | None
    path: str
    kept_at: str = ""

    @property
    def status(self) -> str:
        """The status by name."""
        return str(self.verdict.status)

    @property
    def claim(self) -> str:
        """The claim, cut where it is long."""
        claim = self.verdict.claim
        return claim if len(claim) <= LONGEST_CLAIM else f"{claim[:LONGEST_CLAIM]}… ({len(claim)} characters)"

    @property
    def steps(self) -> int:
        """The number of steps of the proof."""
        return len(self.verdict.certificate.steps) if self.verdict.certificate else 0


def shown(message: verdict_pb2.Verdict, mathml: str, keeps: bool, kept_s: float | None = None) -> Shown:
    """A verdict to show; `keeps` says whether verdicts are kept here, `kept_s` when this one was."""
    verdict = read_verdict(message)
    path = f"/v/{verdict.claim_sha256}" if keeps and is_final(message) else ""
    kept_at = time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime(kept_s)) if kept_s else ""
    # The printers escape all text, and write nothing but MathML.
    return Shown(verdict, Markup(mathml), _sides(verdict), path, kept_at)


def _sides(verdict: Verdict) -> Sides | None:
    if verdict.counterexample is not None:
        return sides_of(verdict.counterexample.left, verdict.counterexample.right)
    return sides_of(verdict.left, verdict.right)


def sides_of(left: Enclosure | None, right: Enclosure | None) -> Sides | None:
    """Two enclosures for reading, None unless there are two."""
    return None if left is None or right is None else shown_enclosures(left, right)


@cache
def _environment() -> Environment:
    def written(value: object) -> object:
        return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    return Environment(
        autoescape=True,
        finalize=written,
        loader=ChoiceLoader(
            [PackageLoader("probatum.cli.web", "templates"), PackageLoader("probatum.cli.reports", "html")]
        ),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )


def page(template: str, /, **content: Any) -> str:
    """A template filled in."""
    return _environment().get_template(template).render(**content)
