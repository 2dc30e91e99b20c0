"""The calls of IdentificationService."""

from __future__ import annotations

from typing import Final

import grpc

from probatum.service import requests
from probatum.service.config import ServerConfig
from probatum.service.frames import Kind
from probatum.service.pool_servicer import Context, PoolServicer
from probatum.v1.error_pb2 import FieldViolation
from probatum.v1.identification_service_pb2 import IdentifyRequest

__all__ = ["SERVICE_NAME", "IdentificationServicer"]

SERVICE_NAME: Final = "probatum.v1.IdentificationService"


class IdentificationServicer(PoolServicer):
    """Looks for closed forms in the workers."""

    def handler(self) -> grpc.GenericRpcHandler:
        """The handler of the service's calls."""
        return grpc.method_handlers_generic_handler(
            SERVICE_NAME, {"Identify": self.unary(self.identify, IdentifyRequest)}
        )

    async def identify(self, request: IdentifyRequest, context: Context) -> bytes:
        """Look for closed forms of a value."""
        await self.require(_violations(request, self._config), context)
        return await self.answer(request, Kind.IDENTIFY, context)


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
