"""The sending side of the synchronous `verify_many`.

The caller's iterable is read in a thread of its own, which waits while the window is full; the gRPC thread takes what
has gathered and never waits for more, so a slow iterable delays no claim.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator

from probatum.client._ledger import Ledger, batches
from probatum.client._requests import Answer, ClaimLike, Request
from probatum.v1.verdict_service_pb2 import VerifyManyAnswer, VerifyManyItem, VerifyManyRequest


class Outbox:
    """Claims between the caller's iterable and a stream, at most `window` of them unanswered."""

    def __init__(self, claims: Iterable[ClaimLike | Request], ledger: Ledger, window: int) -> None:
        self._claims = claims
        self._ledger = ledger
        self._window = window
        self._changed = threading.Condition()
        self._ready: deque[VerifyManyItem] = deque()
        self._exhausted = False
        self._closed = False
        self._stream = 0
        self.failure: BaseException | None = None
        threading.Thread(target=self._read, name="probatum-claims", daemon=True).start()

    def _read(self) -> None:
        try:
            for claim in self._claims:
                with self._changed:
                    self._changed.wait_for(lambda: self._closed or len(self._ledger.unanswered) < self._window)
                    if self._closed:
                        return
                    self._ready.append(self._ledger.enter(claim))
                    self._changed.notify_all()
        except BaseException as error:  # whatever the caller's iterable raises is raised again in the caller's thread
            self.failure = error
        finally:
            with self._changed:
                self._exhausted = True
                self._changed.notify_all()

    def stream(self) -> Iterator[VerifyManyRequest]:
        """The messages of a new stream: first the claims that an earlier one left unanswered. Ends the earlier one."""
        with self._changed:
            self._stream += 1
            number = self._stream
            self._ready = deque(sent.item for sent in self._ledger.unanswered.values())
            self._changed.notify_all()
        return self._messages(number)

    def _messages(self, number: int) -> Iterator[VerifyManyRequest]:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._ready or self._exhausted or self._closed or number != self._stream)
                if number != self._stream or self._closed or not self._ready:
                    return
                items = list(self._ready)
                self._ready.clear()
            yield from batches(items)

    def settle(self, messages: Iterable[VerifyManyAnswer]) -> list[Answer]:
        """The answers in messages; their places in the window are free then."""
        with self._changed:
            answers = [answer for message in messages if (answer := self._ledger.settle(message)) is not None]
            self._changed.notify_all()
        return answers

    def close(self) -> None:
        """Send nothing more."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
