"""The pipeline: well-posed? refute cheaply, prove, gather evidence; the outcome is a Verdict."""

from __future__ import annotations

from collections.abc import Callable

from probatum.verifiers.language import Claim
from probatum.verifiers.verdict import Event, Options, Verdict


def judge(
    claim: str | Claim, options: Options | None = None, observe: Callable[[Event], None] | None = None
) -> Verdict:
    """Judge a claim, given as text or as a parsed Claim.

    Never raises for a bad claim: what is wrong with it is in the verdict. `observe` is called with the events of the
    judgement as they happen.
    """
    raise NotImplementedError
