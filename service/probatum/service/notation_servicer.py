"""The calls of NotationService."""

from __future__ import annotations

from typing import Final

import grpc

from probatum.service import requests
from probatum.service.config import ServerConfig
from probatum.service.frames import Kind
from probatum.service.pool_servicer import Context, PoolServicer
from probatum.v1.error_pb2 import FieldViolation
from probatum.v1.notation_service_pb2 import RenderRequest

__all__ = ["MAX_CLAIMS", "SERVICE_NAME", "NotationServicer"]

SERVICE_NAME: Final = "probatum.v1.NotationService"
MAX_CLAIMS: Final = 100
"""Claims of one call."""


class NotationServicer(PoolServicer):
    """Prints claims: they are read where claims are judged, in the workers."""

    def handler(self) -> grpc.GenericRpcHandler:
        """The handler of the service's calls."""
        return grpc.method_handlers_generic_handler(SERVICE_NAME, {"Render": self.unary(self.render, RenderRequest)})

    async def render(self, request: RenderRequest, context: Context) -> bytes:
        """Print claims."""
        await self.require(_violations(request, self._config), context)
        return await self.answer(request, Kind.RENDER, context)


def _violations(request: RenderRequest, config: ServerConfig) -> list[FieldViolation]:
    found = requests.timeout_violations(request, "")
    if not 1 <= len(request.claims) <= MAX_CLAIMS:
        found.append(FieldViolation(field="claims", description=f"between 1 and {MAX_CLAIMS} claims are wanted"))
    if sum(len(claim.encode()) for claim in request.claims) > config.max_claim_bytes:
        description = f"the claims are at most {config.max_claim_bytes} bytes long together"
        found.append(FieldViolation(field="claims", description=description))
    return found
