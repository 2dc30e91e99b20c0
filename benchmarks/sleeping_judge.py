"""A judge that sleeps before it judges, for a time that follows from the claim: work whose length is known beforehand.

For claims `n = n` with an integer n >= 0; the times are independent and exponential with the mean `MEAN_S`.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from probatum.verifiers.judge import judge as judged
from probatum.verifiers.language import Claim
from probatum.verifiers.verdict import Event, Options, Verdict

MEAN_S = 0.04


def sleep_s(number: int) -> float:
    """How long the judge sleeps over the claim `number = number`."""
    return random.Random(number).expovariate(1 / MEAN_S)


def judge(claim: str | Claim, options: Options, observe: Callable[[Event], None] | None = None) -> Verdict:
    """Sleep, then judge."""
    text = claim if isinstance(claim, str) else claim.text
    number = text.partition(" ")[0]
    if number.isdecimal():
        time.sleep(sleep_s(int(number)))
    return judged(claim, options, observe)
