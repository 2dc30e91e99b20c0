"""What the server tells of its work to whoever counts it; `Observer` itself counts nothing."""

from __future__ import annotations


class Observer:
    """Is told what happens."""

    def serve(self, listen: str) -> None:
        """Tell what was counted at `host:port`; raises OSError when that cannot be bound."""

    def close(self) -> None:
        """Tell no more; blocks until nobody is being told."""

    def judged(self, status: str, method: str, waited_s: float, worked_s: float) -> None:
        """A claim has its verdict: after so long before work on it began, and so much work."""

    def known(self, count: int) -> None:
        """So many claims had verdicts that were known."""

    def refused(self, reason: str) -> None:
        """A claim was not taken up."""

    def ended(self, cause: str) -> None:
        """A worker process has ended."""

    def called(self, method: str, code: str, seconds: float) -> None:
        """A call has ended."""
