"""The calls of ArchiveService."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import Any, Final

import grpc
from google.rpc import code_pb2  # type: ignore[import-untyped]

from probatum.service import requests
from probatum.service.store import Archive
from probatum.v1.archive_service_pb2 import (
    GetVerdictRequest,
    GetVerdictResponse,
    ListVerdictsRequest,
    ListVerdictsResponse,
)
from probatum.v1.error_pb2 import Error, FieldViolation
from probatum.v1.verdict_pb2 import Status, Verdict

__all__ = ["SERVICE_NAME", "ArchiveServicer"]

SERVICE_NAME: Final = "probatum.v1.ArchiveService"
DEFAULT_PAGE: Final = 50
MAX_PAGE: Final = 200
MAX_SEARCH: Final = 500
"""Characters of a search."""
_SHA256: Final = re.compile(r"[0-9a-f]{64}")

Context = Any


class ArchiveServicer:
    """Shows the verdicts of a database; `archive` is None where none are kept."""

    def __init__(self, archive: Archive | None) -> None:
        self._archive = archive

    def handler(self) -> grpc.GenericRpcHandler:
        """The handler of the service's calls."""
        unary = grpc.unary_unary_rpc_method_handler
        return grpc.method_handlers_generic_handler(
            SERVICE_NAME,
            {
                "GetVerdict": unary(self.find, GetVerdictRequest.FromString, GetVerdictResponse.SerializeToString),
                "ListVerdicts": unary(
                    self.page, ListVerdictsRequest.FromString, ListVerdictsResponse.SerializeToString
                ),
            },
        )

    async def find(self, request: GetVerdictRequest, context: Context) -> GetVerdictResponse:
        """The verdict on a claim."""
        archive = await self._kept(context)
        if not _SHA256.fullmatch(request.claim_sha256):
            await _invalid(context, "claim_sha256", "64 hexadecimal digits in lower case are wanted")
        kept = await asyncio.to_thread(archive.find, request.claim_sha256)
        if kept is None:
            await requests.abort(context, _unknown(requests.request_id_of(context)))
        assert kept is not None
        response = GetVerdictResponse(verdict=Verdict.FromString(kept.verdict))
        response.create_time.FromNanoseconds(int(kept.created_at * 1e9))
        return response

    async def page(self, request: ListVerdictsRequest, context: Context) -> ListVerdictsResponse:
        """A page of verdicts."""
        archive = await self._kept(context)
        if unknown := [status for status in request.statuses if status not in Status.values()]:
            await _invalid(context, "statuses", f"there is no status {unknown[0]}")
        for name in ("text", "method"):
            if len(getattr(request, name)) > MAX_SEARCH:
                await _invalid(context, name, f"a search has at most {MAX_SEARCH} characters")
        size = min(request.page_size or DEFAULT_PAGE, MAX_PAGE)
        statuses = [status for status in request.statuses if status]
        list_page: Callable[..., Any] = archive.page
        try:
            found, token = await asyncio.to_thread(
                list_page, size, request.page_token, statuses, request.text, request.method
            )
        except ValueError as error:
            await _invalid(context, "page_token", str(error))
            raise
        response = ListVerdictsResponse(next_page_token=token)
        for each in found:
            summary = response.verdicts.add()
            for name in ("claim_sha256", "status", "claim", "method", "digits"):
                setattr(summary, name, getattr(each, name))
            summary.create_time.FromNanoseconds(int(each.created_at * 1e9))
        return response

    async def _kept(self, context: Context) -> Archive:
        if self._archive is None:
            await requests.abort(context, _nowhere(requests.request_id_of(context)))
        assert self._archive is not None
        return self._archive


async def _invalid(context: Context, field: str, description: str) -> None:
    violation = FieldViolation(field=field, description=description)
    await requests.abort(context, requests.invalid([violation], requests.request_id_of(context)))


def _unknown(request_id: str) -> Error:
    message = "no verdict on this claim is kept here"
    return Error(code=code_pb2.NOT_FOUND, reason="UNKNOWN_VERDICT", message=message, request_id=request_id)


def _nowhere(request_id: str) -> Error:
    message = "this server keeps no verdicts: start it with --database"
    return Error(code=code_pb2.UNIMPLEMENTED, reason="NO_DATABASE", message=message, request_id=request_id)
