"""The calls of EquivalenceService."""

from __future__ import annotations

from typing import Final

import grpc

from probatum.service import requests
from probatum.service.config import ServerConfig
from probatum.service.frames import Kind
from probatum.service.pool_servicer import Context, PoolServicer
from probatum.v1.equivalence_service_pb2 import Allowance, CompareRequest
from probatum.v1.error_pb2 import FieldViolation

__all__ = ["SERVICE_NAME", "EquivalenceServicer"]

SERVICE_NAME: Final = "probatum.v1.EquivalenceService"


class EquivalenceServicer(PoolServicer):
    """Compares answers in the workers."""

    def handler(self) -> grpc.GenericRpcHandler:
        """The handler of the service's calls."""
        return grpc.method_handlers_generic_handler(SERVICE_NAME, {"Compare": self.unary(self.compare, CompareRequest)})

    async def compare(self, request: CompareRequest, context: Context) -> bytes:
        """Compare two answers."""
        await self.require(_violations(request, self._config), context)
        return await self.answer(request, Kind.COMPARE, context)


def _violations(request: CompareRequest, config: ServerConfig) -> list[FieldViolation]:
    """What is wrong with a request; what the texts say is not looked at."""
    found = requests.timeout_violations(request, "")
    texts = {name: getattr(request, name) for name in ("left", "right", "conditions", "variable", "unknown")}
    found += [
        FieldViolation(field=name, description="an answer is wanted, such as x^2/2")
        for name in ("left", "right")
        if not texts[name].strip()
    ]
    if sum(len(text.encode()) for text in texts.values()) > config.max_claim_bytes:
        description = f"the texts are at most {config.max_claim_bytes} bytes long together"
        found.append(FieldViolation(field="left", description=description))
    if request.allowance not in Allowance.values():
        found.append(FieldViolation(field="allowance", description="no such allowance"))
    return [*found, *requests.option_violations(request.options, config)]
