"""The calls of NotationService."""

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
from probatum.v1.notation_service_pb2 import RenderRequest

__all__ = ["MAX_CLAIMS", "SERVICE_NAME", "NotationServicer"]

SERVICE_NAME: Final = "probatum.v1.NotationService"
MAX_CLAIMS: Final = 100
"""Claims of one call."""

Context = Any


class NotationServicer:
    """Prints claims: they are read where claims are judged, in the workers."""

    def __init__(self, config: ServerConfig, pool: Pool, counted: Callable[[Callable[..., Any]], Any]) -> None:
        self._config = config
        self._pool = pool
        self._counted = counted

    def handler(self) -> grpc.GenericRpcHandler:
        """The handler of the service's calls; answers come as bytes from the workers."""
        return grpc.method_handlers_generic_handler(
            SERVICE_NAME,
            {
                "Render": grpc.unary_unary_rpc_method_handler(
                    self._counted(self.render), request_deserializer=RenderRequest.FromString
                )
            },
        )

    async def render(self, request: RenderRequest, context: Context) -> bytes:
        """Print claims."""
        found = _violations(request, self._config)
        if found:
            await requests.abort(context, requests.invalid(found, requests.request_id_of(context)))
        return await single_answer(request, Kind.RENDER, context, self._pool, self._config)


def _violations(request: RenderRequest, config: ServerConfig) -> list[FieldViolation]:
    found = requests.timeout_violations(request, "")
    if not 1 <= len(request.claims) <= MAX_CLAIMS:
        found.append(FieldViolation(field="claims", description=f"between 1 and {MAX_CLAIMS} claims are wanted"))
    if sum(len(claim.encode()) for claim in request.claims) > config.max_claim_bytes:
        description = f"the claims are at most {config.max_claim_bytes} bytes long together"
        found.append(FieldViolation(field="claims", description=description))
    return found
