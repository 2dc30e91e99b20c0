"""The claims of one `verify_many` that are on their way: what was sent under which id, and for whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count

from probatum.client import _convert
from probatum.client._errors import ProbatumError, error_from_message
from probatum.client._requests import Answer, ClaimLike, Request, claim_text, request_message
from probatum.client._verdict import Options
from probatum.v1.verdict_service_pb2 import VerifyManyAnswer, VerifyManyItem, VerifyManyRequest

BATCH_ITEMS = 64
BATCH_BYTES = 1 << 20
"""How many claims, and how many bytes of them, share a message when they wait together."""


@dataclass(frozen=True, slots=True)
class _Sent:
    id: str
    claim: str
    item: VerifyManyItem
    refusal: ProbatumError | None


@dataclass(slots=True)
class Ledger:
    """Unanswered claims by the id they have on the wire: a number of our own, so that callers may repeat theirs."""

    options: Options
    timeout_s: float | None
    use_cache: bool = True
    unanswered: dict[str, _Sent] = field(default_factory=dict)
    _numbers: count[int] = field(default_factory=count)

    def enter(self, claim: ClaimLike | Request) -> VerifyManyItem:
        """The item to send for a claim; one without an id gets its position as one.

        A claim that no message can hold is sent as an empty item: the server's refusal takes its place in the order of
        answers, and `settle` puts the true cause into it. Raises TypeError for what is not a claim.
        """
        number = str(next(self._numbers))
        request = claim if isinstance(claim, Request) else Request(claim)
        text = claim_text(request.claim)
        refusal: ProbatumError | None = None
        item = VerifyManyItem(id=number)
        timeout_s = self.timeout_s if request.timeout_s is None else request.timeout_s
        try:
            item.request.CopyFrom(request_message(text, request.options or self.options, timeout_s, self.use_cache))
        except ProbatumError as error:
            refusal = error
        self.unanswered[number] = _Sent(request.id or number, text, item, refusal)
        return item

    def settle(self, message: VerifyManyAnswer) -> Answer | None:
        """The answer in a message; None for an id that is not waited for."""
        sent = self.unanswered.pop(message.id, None)
        if sent is None:
            return None
        if sent.refusal is not None:
            return Answer(sent.id, sent.claim, None, sent.refusal)
        if message.HasField("verdict"):
            return Answer(sent.id, sent.claim, _convert.verdict(message.verdict))
        return Answer(sent.id, sent.claim, None, error_from_message(message.error))


def batches(items: Iterable[VerifyManyItem]) -> Iterable[VerifyManyRequest]:
    """The items, in order, in messages of bounded size."""
    batch: list[VerifyManyItem] = []
    size = 0
    for item in items:
        length = item.ByteSize()
        if batch and (len(batch) == BATCH_ITEMS or size + length > BATCH_BYTES):
            yield VerifyManyRequest(items=batch)
            batch, size = [], 0
        batch.append(item)
        size += length
    if batch:
        yield VerifyManyRequest(items=batch)
