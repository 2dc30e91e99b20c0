"""Calls that are answered once, by one job: submitted, waited for, and withdrawn when the caller goes away."""

from __future__ import annotations

import asyncio
from typing import Any

from probatum.service import requests
from probatum.service.config import ServerConfig
from probatum.service.frames import Kind
from probatum.service.identity import current_caller
from probatum.service.jobs import Job
from probatum.service.pool import Pool
from probatum.service.quotas import Refusal

__all__ = ["single_answer"]


async def single_answer(request: Any, kind: Kind, context: Any, pool: Pool, config: ServerConfig) -> bytes:
    """The serialised answer of a job of this kind to a request that is valid, with a `timeout` field.

    Aborts the call with the refusal when the pool does not take the job up.
    """
    request_id = requests.request_id_of(context)
    answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
    job = Job(
        caller=current_caller().name,
        call=request_id,
        request=request.SerializeToString(),
        timeout_s=requests.timeout_s(request, config),
        answer=answer.set_result,
        expires_at=requests.expires_at(context),
        kind=kind,
    )
    try:
        pool.submit(job)
    except Refusal as refusal:
        await requests.abort(context, requests.refused(refusal, request_id))
    try:
        return await answer
    finally:
        pool.cancel(job)
