"""The calls of an asyncio client about verdicts that are kept, and about notation."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Coroutine, Iterable
from typing import Any

from probatum.client import _archive, _convert
from probatum.client._archive import Rendering, VerdictSummary
from probatum.client._requests import ClaimLike
from probatum.client._verdict import Status, Verdict


class AsyncArchiveCalls:
    """Verdicts that are kept and claims that are printed, as a part of `AsyncClient`."""

    _single: Callable[[str, str, Any], Coroutine[Any, Any, Any]]

    async def stored_verdict(self, of: Verdict | VerdictSummary | str) -> Verdict:
        """The verdict that the server keeps on a claim, as `Client.stored_verdict`."""
        return _convert.verdict((await self._single("archive", "GetVerdict", _archive.naming_message(of))).verdict)

    async def stored_verdicts(
        self, *, text: str = "", statuses: Iterable[Status | str] = (), method: str = "", page_size: int = 50
    ) -> AsyncGenerator[VerdictSummary, None]:
        """The verdicts that the server keeps, as `Client.stored_verdicts`."""
        wanted = list(statuses)
        token = ""
        while True:
            request = _archive.listing_message(wanted, text, method, page_size, token)
            page = await self._single("archive", "ListVerdicts", request)
            for summary in _archive.summaries(page):
                yield summary
            token = page.next_page_token
            if not token:
                return

    async def render(self, claim: ClaimLike, *, timeout_s: float | None = None) -> Rendering:
        """Print a claim without judging it, as `Client.render`."""
        return _archive.rendering(
            await self._single("notation", "Render", _archive.rendering_message(claim, timeout_s))
        )
