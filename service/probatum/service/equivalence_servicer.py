"""The calls of EquivalenceService."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import grpc

from probatum.service import requests
from probatum.service.config import ServerConfig
from probatum.service.frames import Kind
from probatum.service.pool import Pool
from probatum.service.single_answers import single_answer
from probatum.v1.equivalence_service_pb2 import Allowance, CompareRequest
from probatum.v1.error_pb2 import FieldViolation

__all__ = ["SERVICE_NAME", "EquivalenceServicer"]

SERVICE_NAME: Final = "probatum.v1.EquivalenceService"

Context = Any


class EquivalenceServicer:
    """Compares answers in the workers."""

    def __init__(self, config: ServerConfig, pool: Pool, counted: Callable[[Callable[..., Any]], Any]) -> None:
        self._config = config
        self._pool = pool
        self._counted = counted

    def handler(self) -> grpc.GenericRpcHandler:
        """The handler of the service's calls; answers come as bytes from the workers."""
        compare: Any = grpc.unary_unary_rpc_method_handler(
            self._counted(self.compare), request_deserializer=CompareRequest.FromString
        )
        return grpc.method_handlers_generic_handler(SERVICE_NAME, {"Compare": compare})

    async def compare(self, request: CompareRequest, context: Context) -> bytes:
        """Compare two answers."""
        found = _violations(request, self._config)
        if found:
            await requests.abort(context, requests.invalid(found, requests.request_id_of(context)))
        return await single_answer(request, Kind.COMPARE, context, self._pool, self._config)


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
