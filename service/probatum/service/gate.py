"""The gate that every call passes: who makes it, whether they may, and a line in the audit log when it has ended."""

from __future__ import annotations

import asyncio
import inspect
import json
import logging
import time
import uuid
from collections.abc import Awaitable, Callable
from typing import Any, Final

import grpc
import grpc.aio
from google.rpc import code_pb2  # type: ignore[import-untyped]

from probatum.service import requests
from probatum.service.identity import ANONYMOUS, CURRENT, Call, Caller, Role
from probatum.service.observing import Observer
from probatum.service.store import is_passing
from probatum.service.tokens import TokenFile
from probatum.v1.error_pb2 import Error

AUDIT: Final = logging.getLogger("probatum.audit")

logger = logging.getLogger(__name__)

OPEN: Final = ("/grpc.health.v1.Health/",)
"""What anybody may call: those who watch over the machine have no token."""
FOR_ADMINS: Final = ("/probatum.v1.AdminService/",)

Context = Any


class Gate(grpc.aio.ServerInterceptor):
    """Admits calls by bearer token or client certificate; without either, everybody is one anonymous caller."""

    def __init__(self, tokens: TokenFile | None, certificates: bool, local: bool, observer: Observer) -> None:
        """`local` says that only who may open a socket of the file system can call: who may, administers."""
        self._tokens = tokens
        self._certificates = certificates
        self._nobody = Caller("anonymous", Role.ADMIN) if local else ANONYMOUS
        self.observer = observer

    async def intercept_service(self, continuation: Callable[[Any], Awaitable[Any]], details: Any) -> Any:
        """gRPC's: the handler of a call, with the gate before it."""
        handler = await continuation(details)
        if handler is None:
            return None
        kind = ("stream" if handler.request_streaming else "unary", "stream" if handler.response_streaming else "unary")
        behaviour = getattr(handler, "_".join(kind))
        construct = getattr(grpc, f"{'_'.join(kind)}_rpc_method_handler")
        passing = self._generator if inspect.isasyncgenfunction(behaviour) else self._coroutine
        return construct(passing(behaviour, details.method), handler.request_deserializer, handler.response_serializer)

    def _coroutine(self, behaviour: Any, method: str) -> Any:
        async def passed(request: Any, context: Context) -> Any:
            async with Passage(self, method, context):
                return await behaviour(request, context)

        return passed

    def _generator(self, behaviour: Any, method: str) -> Any:
        async def passed(request: Any, context: Context) -> Any:
            async with Passage(self, method, context):
                async for response in behaviour(request, context):
                    yield response

        return passed

    def caller(self, method: str, context: Context) -> Caller | None:
        """Who makes a call, None when that is not known and must be."""
        token = _token(context)
        names = context.auth_context().get("x509_common_name") if self._certificates else None
        if token and self._tokens is not None:
            return self._tokens.caller_of_token(token)
        if names:
            name = names[0].decode(errors="replace")
            return self._tokens.caller_of_certificate(name) if self._tokens else Caller(name, Role.VERIFY)
        if self._tokens is None and not self._certificates:
            return self._nobody
        return ANONYMOUS if method.startswith(OPEN) else None


class Passage:
    """One call on its way through the gate."""

    def __init__(self, gate: Gate, method: str, context: Context) -> None:
        self._gate = gate
        self._method = method
        self._context = context
        self._started = time.monotonic()
        self._call = Call(_request_id(context), Caller("", Role.VERIFY))

    async def __aenter__(self) -> None:
        if not self._method.startswith(OPEN):
            self._gate.observer.began(self._method, self._context.invocation_metadata() or ())
        caller = self._gate.caller(self._method, self._context)
        request_id = self._call.request_id
        if caller is None:
            self._note("UNAUTHENTICATED")
            await requests.abort(self._context, unauthenticated(request_id))
        assert caller is not None
        self._call = Call(request_id, caller)
        if self._method.startswith(FOR_ADMINS) and caller.role is not Role.ADMIN:
            self._note("PERMISSION_DENIED")
            await requests.abort(self._context, not_permitted(request_id))
        CURRENT.set(self._call)

    async def __aexit__(self, _kind: object, error: BaseException | None, _traceback: object) -> None:
        if isinstance(error, asyncio.CancelledError):
            self._note("CANCELLED")
        elif isinstance(error, grpc.aio.AbortError):
            self._note(_code_name(self._context.code()))
        elif isinstance(error, Exception):
            await self._answer_for(error)
        else:
            self._note("OK")

    async def _answer_for(self, error: Exception) -> None:
        """End a call that ran into a fault, and tell the caller nothing of what is inside."""
        request_id = self._call.request_id
        if is_passing(error):
            logger.warning("the database fails: %s [%s]", error, request_id)
            self._note("UNAVAILABLE")
            await requests.abort(self._context, requests.database_away(request_id))
        logger.error("%s failed [%s]", self._method, request_id, exc_info=error)
        self._note("INTERNAL")
        await requests.abort(self._context, requests.fault(request_id))

    def _note(self, code: str) -> None:
        seconds = time.monotonic() - self._started
        if self._method.startswith(OPEN):
            return
        self._gate.observer.called(self._method, code, seconds)
        if not AUDIT.isEnabledFor(logging.INFO):
            return
        line = {
            "time": time.time(),
            "request_id": self._call.request_id,
            "caller": self._call.caller.name,
            "role": str(self._call.caller.role),
            "peer": self._context.peer(),
            "method": self._method,
            "code": code,
            "seconds": round(seconds, 6),
        }
        AUDIT.info(json.dumps(line))


def unauthenticated(request_id: str) -> Error:
    """The error for a call that nobody answers for."""
    message = "a valid token is wanted: authorization: Bearer TOKEN"
    return Error(code=code_pb2.UNAUTHENTICATED, reason="NO_IDENTITY", message=message, request_id=request_id)


def not_permitted(request_id: str) -> Error:
    """The error for a call that needs another role."""
    message = "this call is for callers with the role admin"
    return Error(code=code_pb2.PERMISSION_DENIED, reason="ROLE_NEEDED", message=message, request_id=request_id)


def _token(context: Context) -> str:
    for key, value in context.invocation_metadata() or ():
        if key == "authorization" and isinstance(value, str):
            scheme, _, token = value.partition(" ")
            if scheme.lower() == "bearer":
                return token.strip()
    return ""


def _request_id(context: Context) -> str:
    for key, value in context.invocation_metadata() or ():
        if key == "x-request-id" and isinstance(value, str) and 0 < len(value) <= 128:
            return value
    return uuid.uuid4().hex


def _code_name(code: Any) -> str:
    return next((each.name for each in grpc.StatusCode if code in (each, each.value[0])), "UNKNOWN")
