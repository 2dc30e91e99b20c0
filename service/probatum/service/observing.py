"""What the server tells of its work to whoever counts it; `Observer` itself counts nothing."""

from __future__ import annotations

from collections.abc import Iterable


class Observer:
    """Is told what happens."""

    def serve(self, listen: str) -> None:
        """Tell what was counted at `host:port`; raises OSError when that cannot be bound."""

    def close(self) -> None:
        """Tell no more; blocks until nobody is being told."""

    def judged(self, status: str, method: str, waited_s: float, worked_s: float) -> None:
        """A claim has its verdict: after so long before work on it began, and so much work.

        Told in the context in which the claim was sent.
        """

    def known(self, count: int) -> None:
        """So many claims had verdicts that were known."""

    def refused(self, reason: str) -> None:
        """A claim was not taken up."""

    def ended(self, cause: str) -> None:
        """A worker process has ended."""

    def began(self, method: str, metadata: Iterable[tuple[str, str | bytes]]) -> None:
        """A call has come, in whose context this is told."""

    def called(self, method: str, code: str, seconds: float) -> None:
        """A call has ended, in whose context this is told."""


class Observers(Observer):
    """Several observers, told the same."""

    def __init__(self, observers: Iterable[Observer]) -> None:
        self._observers = tuple(observers)

    def serve(self, listen: str) -> None:
        """Observer's."""
        for each in self._observers:
            each.serve(listen)

    def close(self) -> None:
        """Observer's."""
        for each in self._observers:
            each.close()

    def judged(self, status: str, method: str, waited_s: float, worked_s: float) -> None:
        """Observer's."""
        for each in self._observers:
            each.judged(status, method, waited_s, worked_s)

    def known(self, count: int) -> None:
        """Observer's."""
        for each in self._observers:
            each.known(count)

    def refused(self, reason: str) -> None:
        """Observer's."""
        for each in self._observers:
            each.refused(reason)

    def ended(self, cause: str) -> None:
        """Observer's."""
        for each in self._observers:
            each.ended(cause)

    def began(self, method: str, metadata: Iterable[tuple[str, str | bytes]]) -> None:
        """Observer's."""
        for each in self._observers:
            each.began(method, metadata)

    def called(self, method: str, code: str, seconds: float) -> None:
        """Observer's."""
        for each in self._observers:
            each.called(method, code, seconds)
