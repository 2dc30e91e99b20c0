"""The calls of IdentificationService."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import grpc

from probatum.service import requests
from probatum.service.config import ServerConfig
from probatum.service.frames import Kind
from probatum.service.pool import Pool
from probatum.service.single_answers import single_answer
from probatum.v1.error_pb2 import FieldViolation
from probatum.v1.identification_service_pb2 import IdentifyRequest

__all__ = ["SERVICE_NAME", "IdentificationServicer"]

SERVICE_NAME: Final = "probatum.v1.IdentificationService"

Context = Any


class IdentificationServicer:
    """Looks for closed forms in the workers."""

    def __init__(self, config: ServerConfig, pool: Pool, counted: Callable[[Callable[..., Any]], Any]) -> None:
        self._config = config
        self._pool = pool
        self._counted = counted

    def handler(self) -> grpc.GenericRpcHandler:
        """The handler of the service's calls; answers come as bytes from the workers."""
        identify: Any = grpc.unary_unary_rpc_method_handler(
            self._counted(self.identify), request_deserializer=IdentifyRequest.FromString
        )
        return grpc.method_handlers_generic_handler(SERVICE_NAME, {"Identify": identify})

    async def identify(self, request: IdentifyRequest, context: Context) -> bytes:
        """Look for closed forms of a value."""
        found = _violations(request, self._config)
        if found:
            await requests.abort(context, requests.invalid(found, requests.request_id_of(context)))
        return await single_answer(request, Kind.IDENTIFY, context, self._pool, self._config)


def _violations(request: IdentifyRequest, config: ServerConfig) -> list[FieldViolation]:
    """What is wrong with a request; what the texts say is not looked at."""
    found = requests.timeout_violations(request, "")
    if not request.text.strip():
        description = "a value is wanted, such as pcf(2*n + 1, n^2, n) or 3.14159265358979"
        found.append(FieldViolation(field="text", description=description))
    if sum(len(text.encode()) for text in (request.text, *request.basis)) > config.max_claim_bytes:
        description = f"the texts are at most {config.max_claim_bytes} bytes long together"
        found.append(FieldViolation(field="text", description=description))
    found += requests.notation_violations(request.notation, request.meanings, "notation")
    return [*found, *requests.option_violations(request.options, config)]
