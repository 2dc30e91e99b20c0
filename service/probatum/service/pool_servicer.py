"""What services whose calls are answered by the workers have in common."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import grpc

from probatum.service import requests
from probatum.service.config import ServerConfig
from probatum.service.frames import Kind
from probatum.service.identity import current_caller
from probatum.service.jobs import Job
from probatum.service.pool import Pool
from probatum.service.quotas import Refusal
from probatum.service.single_answers import single_answer
from probatum.v1.error_pb2 import FieldViolation

__all__ = ["Context", "PoolServicer"]

Context = Any  # grpc.aio.ServicerContext, whose type parameters do not fit responses that are bytes


class PoolServicer:
    """Answers calls from the pool; `counted` refuses them while the server drains."""

    def __init__(self, config: ServerConfig, pool: Pool, counted: Callable[[Callable[..., Any]], Any]) -> None:
        self._config = config
        self._pool = pool
        self._counted = counted

    def unary(self, call: Callable[[Any, Context], Any], request: Any) -> Any:
        """The handler of a call with requests of this type, whose answer comes as bytes from a worker."""
        return grpc.unary_unary_rpc_method_handler(self._counted(call), request_deserializer=request.FromString)

    def streaming(self, call: Callable[[Any, Context], Any], request: Any, response: Any) -> Any:
        """The handler of a call that answers a request of this type by many messages."""
        return grpc.unary_stream_rpc_method_handler(
            self._counted(call),
            request_deserializer=request.FromString,
            response_serializer=response.SerializeToString,
        )

    async def require(self, found: list[FieldViolation], context: Context) -> None:
        """Abort the call when something is wrong with its request."""
        if found:
            await requests.abort(context, requests.invalid(found, requests.request_id_of(context)))

    async def answer(self, request: Any, kind: Kind, context: Context) -> bytes:
        """The serialised answer of one job of this kind to a request that is valid."""
        return await single_answer(request, kind, context, self._pool, self._config)

    async def answer_each(
        self,
        parts: Iterable[Any],
        kind: Kind,
        window: int,
        timeout_s: float,
        response: Callable[[int, bytes], Any],
        context: Context,
    ) -> None:
        """Write the response to each part of a request as it is answered, in any order.

        Each part is a job of its own of this kind; `window` of them at a time wait for a worker or are with one.
        `response` makes the message of the index of a part and its serialised answer.
        """
        request_id = requests.request_id_of(context)
        answers: asyncio.Queue[tuple[int, bytes]] = asyncio.Queue()
        pending: dict[int, Job] = {}

        def job(index: int, part: Any) -> Job:
            return Job(
                caller=current_caller().name,
                call=request_id,
                request=part.SerializeToString(),
                timeout_s=timeout_s,
                answer=lambda answer: answers.put_nowait((index, answer)),
                expires_at=requests.expires_at(context),
                kind=kind,
            )

        waiting: Iterator[tuple[int, Any]] = iter(enumerate(parts))
        try:
            while True:
                for index, part in itertools.islice(waiting, window - len(pending)):
                    await self._pool.room(current_caller().name)
                    pending[index] = job(index, part)
                    self._pool.submit(pending[index])
                if not pending:
                    return
                index, answer = await answers.get()
                del pending[index]
                await context.write(response(index, answer))
        except Refusal as refusal:
            await requests.abort(context, requests.refused(refusal, request_id))
        finally:
            for each in pending.values():
                self._pool.cancel(each)
