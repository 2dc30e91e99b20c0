"""What a verdict reads like."""

from __future__ import annotations

import pytest

from probatum.client import Counterexample, Enclosure, PointEvidence, Position, RealBall, Reason, Status, Verdict

ONE = Enclosure(RealBall("1", "0"))
TWO = Enclosure(RealBall("2", "0"))


@pytest.mark.parametrize(
    ("verdict", "text"),
    [
        (
            Verdict(Status.PROVED, "1 = 1", "", method="exact rational values"),
            "PROVED: 1 = 1\n  by exact rational values",
        ),
        (
            Verdict(
                *(Status.REFUTED, "x = 1 for x in RR", ""),
                method="disjoint balls",
                counterexample=Counterexample((("x", "2"),), "x = 1", TWO, ONE),
            ),
            "REFUTED: x = 1 for x in RR\n  false: x = 1 at x = 2 (disjoint balls)",
        ),
        (
            Verdict(Status.SUPPORTED, "a = b", "", digits=50, points=(PointEvidence((), 50),) * 3),
            "SUPPORTED: a = b\n  both sides agree to 50 digits at 3 points; this is not a proof",
        ),
        (
            Verdict(Status.INVALID, "1 +", "", Reason.SYNTAX, "unexpected end", Position(1, 4)),
            "INVALID (SYNTAX): 1 +\n  line 1, column 4: unexpected end",
        ),
        (
            Verdict(Status.UNDECIDED, "a = b", "", Reason.TIMEOUT, "the deadline of 60 s was reached"),
            "UNDECIDED (TIMEOUT): a = b\n  the deadline of 60 s was reached",
        ),
    ],
    ids=lambda value: str(value.status) if isinstance(value, Verdict) else "",
)
def test_text(verdict: Verdict, text: str) -> None:
    assert str(verdict) == text
