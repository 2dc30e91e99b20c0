"""A judge whose pace the tests set: claims that start with `held` wait at a gate, all others go to the real judge."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from probatum.verifiers.judge import judge as real_judge
from probatum.verifiers.language import Claim
from probatum.verifiers.verdict import Event, Options, Verdict

HELD = "held "
"""No claim starts so: the text reaches the judge unparsed."""


def judge(claim: str | Claim, options: Options, observe: Callable[[Event], None] | None = None) -> Verdict:
    """The real verdict; on a held claim, only once a test opens the gate."""
    if isinstance(claim, str) and claim.startswith(HELD):
        with Path(os.environ["PROBATUM_JUDGE_GATE"]).open():  # a pipe: opens when a test opens its other end
            pass
        claim = claim.removeprefix(HELD)
    return real_judge(claim, options, observe)
