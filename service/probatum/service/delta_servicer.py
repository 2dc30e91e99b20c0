"""The calls of DeltaService."""

from __future__ import annotations

from typing import Final

import grpc

from probatum.service import requests
from probatum.service.config import ServerConfig
from probatum.service.frames import Kind
from probatum.service.pool_servicer import Context, PoolServicer
from probatum.v1.delta_service_pb2 import MeasureDeltasRequest, MeasureDeltasResponse
from probatum.v1.error_pb2 import FieldViolation

__all__ = ["SERVICE_NAME", "DeltaServicer"]

SERVICE_NAME: Final = "probatum.v1.DeltaService"
MAX_DEPTHS: Final = 10_000
MAX_DEPTH: Final = 1 << 20

_WINDOW: Final = 16
"""Depths that wait for a worker or are with one."""


class DeltaServicer(PoolServicer):
    """Measures deltas in the workers."""

    def handler(self) -> grpc.GenericRpcHandler:
        """The handler of the service's calls."""
        measure = self.streaming(self.measure, MeasureDeltasRequest, MeasureDeltasResponse)
        return grpc.method_handlers_generic_handler(SERVICE_NAME, {"MeasureDeltas": measure})

    async def measure(self, request: MeasureDeltasRequest, context: Context) -> None:
        """Measure the depths, a window of them at a time."""
        await self.require(_violations(request, self._config), context)

        def response(index: int, answer: bytes) -> MeasureDeltasResponse:
            measured = MeasureDeltasResponse.FromString(answer)
            measured.depth = request.depths[index]
            return measured

        source, blind = request.source, request.blind
        parts = (MeasureDeltasRequest(source=source, depths=[depth], blind=blind) for depth in request.depths)
        timeout_s = requests.timeout_s(request, self._config)
        await self.answer_each(parts, Kind.DELTA, _WINDOW, timeout_s, response, context)


def _violations(request: MeasureDeltasRequest, config: ServerConfig) -> list[FieldViolation]:
    """What is wrong with a request; what the source says is not looked at."""
    found = requests.timeout_violations(request, "")
    if not request.source.strip():
        found.append(FieldViolation(field="source", description="a source is wanted, such as pcf(2*n + 1, n^2, n)"))
    if len(request.source.encode()) > config.max_claim_bytes:
        description = f"a source is at most {config.max_claim_bytes} bytes long"
        found.append(FieldViolation(field="source", description=description))
    if not 1 <= len(request.depths) <= MAX_DEPTHS:
        found.append(FieldViolation(field="depths", description=f"between 1 and {MAX_DEPTHS} depths are wanted"))
    if any(depth > MAX_DEPTH for depth in request.depths):
        found.append(FieldViolation(field="depths", description=f"a depth is at most {MAX_DEPTH}"))
    return found
