"""An HTTP request as the servicers see a call: who makes it, where answers go, and how it ends early."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any, Final

import grpc
import grpc.aio
from starlette.requests import Request

from probatum.service.door import Hall
from probatum.service.gate import Passage
from probatum.service.requests import DETAIL_KEY
from probatum.v1.error_pb2 import Error

__all__ = ["TOKEN_COOKIE", "CallError", "HttpContext", "answered", "passed", "streamed"]

TOKEN_COOKIE: Final = "probatum-token"
"""The cookie of a browser that was given a token: not for scripts, not sent by other sites' forms."""
_WAITING: Final = 32
"""Responses that wait for a slow reader; then the servicer waits."""

Behaviour = Callable[[Any, Any], Awaitable[Any]]


class CallError(Exception):
    """A call that was not answered; `error` says why."""

    def __init__(self, error: Error) -> None:
        super().__init__(error.message)
        self.error = error


class HttpContext:
    """What the servicers and the gate use of `grpc.aio.ServicerContext`, for one HTTP request."""

    def __init__(self, request: Request, token: str | None = None) -> None:
        """`token` takes the place of the one that came with the request."""
        headers = request.headers
        token = f"Bearer {token}" if token is not None else headers.get("authorization") or _from_cookie(request)
        named = {"authorization": token, "x-request-id": headers.get("x-request-id")}
        self._metadata = tuple((key, value) for key, value in named.items() if value)
        self._names = [name.encode() for name in request.scope.get("state", {}).get("common_names", ())]
        self._peer = f"http:{request.client.host}:{request.client.port}" if request.client else "http:"
        self._code: grpc.StatusCode | None = None
        self.responses: asyncio.Queue[Any] = asyncio.Queue(_WAITING)
        self.error: Error | None = None

    def invocation_metadata(self) -> tuple[tuple[str, str], ...]:
        """The bearer token and the request's id, if there are any."""
        return self._metadata

    def auth_context(self) -> dict[str, list[bytes]]:
        """The name in the client's certificate, if it showed one."""
        return {"x509_common_name": self._names} if self._names else {}

    def peer(self) -> str:
        """Where the request comes from."""
        return self._peer

    def time_remaining(self) -> float | None:
        """None: a browser sets no deadline, it goes away."""
        return None

    def code(self) -> grpc.StatusCode | None:
        """How the call was ended, if it was aborted."""
        return self._code

    async def write(self, response: Any) -> None:
        """Send a response, when there is room for it."""
        await self.responses.put(response)

    async def abort(self, code: grpc.StatusCode, details: str = "", trailing_metadata: Any = ()) -> None:
        """End the call with the error in the metadata; never returns."""
        self._code = code
        self.error = Error.FromString(dict(trailing_metadata)[DETAIL_KEY])
        raise grpc.aio.AbortError(details)


def _from_cookie(request: Request) -> str:
    token = request.cookies.get(TOKEN_COOKIE, "")
    return f"Bearer {token}" if token else ""


async def passed(hall: Hall, method: str, behaviour: Behaviour, message: Any, context: HttpContext) -> Any:
    """What the call returns, past the gate; raises CallError when it was aborted."""
    try:
        async with Passage(hall.gate, method, context):
            return await behaviour(message, context)
    except grpc.aio.AbortError as aborted:
        assert context.error is not None
        raise CallError(context.error) from aborted


async def answered(request: Request, hall: Hall, method: str, behaviour: Behaviour, message: Any) -> Any:
    """The one answer of a call, whose work ends when the browser goes away; raises CallError."""
    call = asyncio.create_task(passed(hall, method, behaviour, message, HttpContext(request)))
    leaving = asyncio.create_task(_gone(request))
    try:
        await asyncio.wait((call, leaving), return_when=asyncio.FIRST_COMPLETED)
        if not call.done():
            raise asyncio.CancelledError
        return call.result()
    finally:
        await _ended(call, leaving)


async def _gone(request: Request) -> None:
    """Return when the browser has gone away; the body was read before."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def streamed(
    request: Request, hall: Hall, method: str, behaviour: Behaviour, message: Any
) -> AsyncGenerator[Any, None]:
    """The responses of a call, whose work ends when nobody asks for the next one any more; raises CallError."""
    context = HttpContext(request)
    call = asyncio.create_task(passed(hall, method, behaviour, message, context))
    try:
        while True:
            response = asyncio.create_task(context.responses.get())
            try:
                await asyncio.wait((call, response), return_when=asyncio.FIRST_COMPLETED)
                if response.done():
                    yield response.result()
                    continue
            finally:
                response.cancel()
            break
        while not context.responses.empty():
            yield context.responses.get_nowait()
        call.result()
    finally:
        await _ended(call)


async def _ended(*tasks: asyncio.Task[Any]) -> None:
    for task in tasks:
        task.cancel()
    for task in tasks:
        with contextlib.suppress(asyncio.CancelledError, Exception):
            await task
