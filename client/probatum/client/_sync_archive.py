"""The calls of a synchronous client about verdicts that are kept, and about notation."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import Any

from probatum.client import _archive, _convert
from probatum.client._archive import Rendering, VerdictSummary
from probatum.client._requests import ClaimLike
from probatum.client._verdict import Status, Verdict


class ArchiveCalls:
    """Verdicts that are kept and claims that are printed, as a part of `Client`."""

    _single: Callable[[str, str, Any], Any]

    def stored_verdict(self, of: Verdict | VerdictSummary | str) -> Verdict:
        """The verdict that the server keeps on a claim, named by the SHA-256 of its canonical form (`claim_sha256`).

        Of several, with other options or versions, it is a certain one before others, then the latest. Raises
        ValueError for what is no name, ServiceError with the code NOT_FOUND when none is kept, and with UNIMPLEMENTED
        when the server keeps none at all.
        """
        return _convert.verdict(self._single("archive", "GetVerdict", _archive.naming_message(of)).verdict)

    def stored_verdicts(
        self, *, text: str = "", statuses: Iterable[Status | str] = (), method: str = "", page_size: int = 50
    ) -> Generator[VerdictSummary, None, None]:
        """The verdicts that the server keeps, the latest first; pages of `page_size` (1 to 200) are fetched as needed.

        Those only in whose claim each word of `text` occurs, with one of `statuses` if there are any, and with `method`
        in their method; case does not matter. Raises ValueError for what is no status or page size, ServiceError with
        the code UNIMPLEMENTED when the server keeps no verdicts.
        """
        wanted = list(statuses)
        token = ""
        while True:
            request = _archive.listing_message(wanted, text, method, page_size, token)
            page = self._single("archive", "ListVerdicts", request)
            yield from _archive.summaries(page)
            token = page.next_page_token
            if not token:
                return

    def render(self, claim: ClaimLike, *, timeout_s: float | None = None) -> Rendering:
        """Print a claim in canonical form, MathML and LaTeX, without judging it: nothing is computed or simplified.

        `claim` is what `verify` takes, formulas in LaTeX among them. Why a claim is not read is in the answer.
        """
        return _archive.rendering(self._single("notation", "Render", _archive.rendering_message(claim, timeout_s)))
