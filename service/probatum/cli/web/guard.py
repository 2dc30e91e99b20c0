"""What every request passes before it is looked at, and what every response carries.

A page of another site can make a browser send requests here, and, with a name of its own that it points at this machine
(DNS rebinding), even read the answers. Therefore requests under a foreign name are refused, and so is whatever changes
something and does not come from our own pages. Bodies are cut off at the size that messages may have.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from probatum.cli.web.context import TOKEN_COOKIE
from probatum.service.config import ServerConfig

__all__ = ["HEADERS", "Guard"]

HEADERS: Final = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
"""What every response says: nothing from elsewhere, no script but ours, in nobody's frame."""
_READING: Final = ("GET", "HEAD")
_LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")


class Guard:
    """Refuses what no browser at our own pages sends."""

    def __init__(self, app: ASGIApp, config: ServerConfig) -> None:
        self._app = app
        self._max_bytes = config.max_message_bytes
        self._origin = config.http_origin.lower()
        self._names = _names(config)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI's."""
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await PlainTextResponse(refusal[1], refusal[0], HEADERS)(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self._app(scope, self._bounded(receive), sent)

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        if not self._is_our_name(headers.get("host", "")):
            return 421, "this server has another name: see http_origin"
        if scope["method"] not in _READING and not self._is_from_us(scope, headers):
            return 403, "this request comes from another site"
        length = headers.get("content-length", "0")
        if not length.isdecimal() or len(length) > 15 or int(length) > self._max_bytes:
            return 413, f"a request has at most {self._max_bytes} bytes"
        return None

    def _is_our_name(self, host: str) -> bool:
        if self._names is None:
            return bool(host)
        is_known = bool(self._origin) and host.lower() == urlsplit(self._origin).netloc
        return is_known or _hostname(host) in self._names

    def _is_from_us(self, scope: Scope, headers: Headers) -> bool:
        origin = headers.get("origin", "").lower()
        if origin:
            return origin in (f"{scope['scheme']}://{headers.get('host', '').lower()}", self._origin)
        # No browser: it shows what it has, and no cookie is among that.
        foreign = headers.get("sec-fetch-site", "none") not in ("same-origin", "none")
        return not foreign and f"{TOKEN_COOKIE}=" not in headers.get("cookie", "")

    def _bounded(self, receive: Receive) -> Receive:
        taken = 0

        async def received() -> Any:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._max_bytes:
                raise HTTPException(413, f"a request has at most {self._max_bytes} bytes")
            return message

        return received


def _names(config: ServerConfig) -> Iterable[str] | None:
    """The names under which the page may be asked for; None where any will do, because a token is wanted besides."""
    host = _hostname(config.http_listen)
    private = host in _LOOPBACK or host.startswith("127.")
    if not private and config.is_secured:
        return None
    return {host, *_LOOPBACK} if private else None


def _hostname(address: str) -> str:
    try:
        return urlsplit(f"//{address}").hostname or ""
    except ValueError:
        return ""
