"""The calls of the service as the pages make them, under their gRPC names: these the gate and the logs know."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Final

from google.protobuf.duration_pb2 import Duration
from starlette.requests import Request

from probatum.cli.web.context import CallError, HttpContext, answered, passed, streamed
from probatum.service.door import Hall
from probatum.v1 import verdict_service_pb2
from probatum.v1.archive_service_pb2 import (
    GetVerdictRequest,
    GetVerdictResponse,
    ListVerdictsRequest,
    ListVerdictsResponse,
)
from probatum.v1.notation_service_pb2 import RenderedClaim, RenderRequest, RenderResponse
from probatum.v1.verdict_service_pb2 import (
    DescribeRequest,
    RecheckRequest,
    RecheckResponse,
    VerifyManyRequest,
    VerifyManyResponse,
    VerifyRequest,
    VerifyResponse,
)

__all__ = ["Desk"]

_VERDICTS: Final = "/probatum.v1.VerdictService"
_ARCHIVE: Final = "/probatum.v1.ArchiveService"
_NOTATION: Final = "/probatum.v1.NotationService"
_RENDERING: Final = Duration(seconds=3)
"""Time for printing claims."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Makes calls for requests. All of them raise CallError."""

    hall: Hall

    async def verify(self, request: Request, message: VerifyRequest) -> AsyncGenerator[VerifyResponse, None]:
        """The events of one claim."""
        servicer = self.hall.verdicts
        call = streamed(request, self.hall, f"{_VERDICTS}/Verify", servicer.counted(servicer.verify), message)
        async with aclosing(call):
            async for response in call:
                yield VerifyResponse.FromString(response)

    async def verify_many(
        self, request: Request, messages: AsyncIterator[VerifyManyRequest]
    ) -> AsyncGenerator[VerifyManyResponse, None]:
        """The answers to many claims, as each is ready."""
        servicer = self.hall.verdicts
        method = f"{_VERDICTS}/VerifyMany"
        call = streamed(request, self.hall, method, servicer.counted(servicer.verify_many), messages)
        async with aclosing(call):
            async for response in call:
                yield VerifyManyResponse.FromString(response)

    async def explained(self, request: Request, document: str) -> RecheckResponse:
        """A document checked again, with its argument as HTML."""
        servicer = self.hall.verdicts
        message = RecheckRequest(document=document, explanation=verdict_service_pb2.NOTATION_HTML)
        behaviour = servicer.counted(servicer.recheck)
        return RecheckResponse.FromString(
            await answered(request, self.hall, f"{_VERDICTS}/Recheck", behaviour, message)
        )

    async def printed(self, request: Request, message: RenderRequest) -> list[RenderedClaim]:
        """Claims in other notations; none of them when the server has no time for it now."""
        message.timeout.CopyFrom(_RENDERING)
        behaviour = self.hall.verdicts.counted(self.hall.notation.render)
        answer = await passed(self.hall, f"{_NOTATION}/Render", behaviour, message, HttpContext(request))
        return list(RenderResponse.FromString(answer).claims)

    async def formulas(self, request: Request, claims: Sequence[str]) -> list[str]:
        """Claims as MathML, each empty where there is none: a page is shown all the same."""
        try:
            printed = await self.printed(request, RenderRequest(claims=claims)) if claims else []
            found = [each.mathml for each in printed]
        except CallError:
            found = []
        return found if len(found) == len(claims) else [""] * len(claims)

    async def kept(self, request: Request, claim_sha256: str) -> GetVerdictResponse:
        """The verdict on a claim that is kept."""
        message = GetVerdictRequest(claim_sha256=claim_sha256)
        found = await answered(request, self.hall, f"{_ARCHIVE}/GetVerdict", self.hall.archive.find, message)
        assert isinstance(found, GetVerdictResponse)
        return found

    async def page(self, request: Request, message: ListVerdictsRequest) -> ListVerdictsResponse:
        """A page of verdicts that are kept."""
        found = await answered(request, self.hall, f"{_ARCHIVE}/ListVerdicts", self.hall.archive.page, message)
        assert isinstance(found, ListVerdictsResponse)
        return found

    async def known(self, request: Request, token: str) -> None:
        """Return when somebody is known by a token."""
        context = HttpContext(request, token)
        await passed(self.hall, f"{_VERDICTS}/Describe", self.hall.verdicts.describe, DescribeRequest(), context)
