"""What every piece of work in a worker does when it fails: the answer says so, and only this request is harmed."""

from __future__ import annotations

import logging
from collections.abc import Callable

from probatum.verifiers.verdict import Reason

__all__ = ["answered"]

logger = logging.getLogger(__name__)


def answered(work: Callable[[], bytes], failed: Callable[[Reason, str], bytes], subject: str) -> bytes:
    """The answer of `work`, or what `failed` makes of a reason and words.

    `subject` is what the words call too deeply nested.
    """
    try:
        return work()
    except MemoryError:
        reason, words = Reason.MEMORY, "the memory limit of the worker was reached"
    except RecursionError:
        reason, words = Reason.LIMIT_EXCEEDED, f"{subject} is nested too deeply"
    except Exception as error:  # a fault of ours, which must cost no more than this request
        logger.exception("the work failed")
        reason, words = Reason.WORKER_CRASHED, f"internal error: {type(error).__name__}"
    # Only here has the traceback let go of what filled the memory.
    return failed(reason, words)
