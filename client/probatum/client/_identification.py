"""Values and the closed forms that are proposed for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from probatum.client._equivalence import AnswerLike, answer_text
from probatum.client._notebook import ShownInNotebooks
from probatum.client._requests import Latex, deadline, invalid, options_message
from probatum.client._verdict import Enclosure, Options, Position, Reason, Status, Verdict
from probatum.v1.identification_service_pb2 import IdentifyRequest
from probatum.v1.verdict_service_pb2 import CLAIM_NOTATION_LATEX

__all__ = ["Identification", "Proposal", "ValueLike", "identify_message"]

ValueLike: TypeAlias = AnswerLike
"""Text of the claim language, the digits of a number as text, `Latex`, or a SymPy expression."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A closed form that is proposed for a value, in the claim language (of higher degree: its equation in `x`).

    It takes `used_digits` decimal digits to write its integers, and it agrees with the value to `digits`. `verdict` is
    that on the claim that they are equal; None for a number given by its digits, where a form is a conjecture.
    """

    form: str
    used_digits: int
    digits: int
    verdict: Verdict | None = None

    @property
    def status(self) -> Status | None:
        """What is known of the form: PROVED, SUPPORTED, or None for a conjecture."""
        return None if self.verdict is None else self.verdict.status

    @property
    def spare_digits(self) -> int:
        """The digits that the form explains beyond those that it took to write it."""
        return max(0, self.digits - self.used_digits)

    def __str__(self) -> str:
        label = "conjecture" if self.verdict is None else str(self.verdict.status)
        return f"{self.form}: {label}, {self.spare_digits} digits beyond those it took"


@dataclass(frozen=True, slots=True)
class Identification(ShownInNotebooks):
    """What is proposed for a value, the surest first; `reason` says why nothing could be looked for.

    It is true in a condition when there is a proposal.
    """

    value: Enclosure | None = None
    proposals: tuple[Proposal, ...] = ()
    reason: Reason | None = None
    message: str = ""
    position: Position | None = None
    notes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.proposals)

    def __str__(self) -> str:
        if self.reason is not None:
            place = f" at {self.position}" if self.position else ""
            return f"not identified ({self.reason}{place}): {self.message}"
        found = "\n".join(map(str, self.proposals)) or "nothing found"
        return "\n  ".join((found, *self.notes))


def identify_message(
    value: ValueLike, basis: Sequence[AnswerLike] | str, options: Options, timeout_s: float | None
) -> IdentifyRequest:
    """The message for a value; raises TypeError for what is no value, InvalidRequestError for bad options."""
    if isinstance(value, float):
        raise TypeError("a float has 16 digits at most: give the digits as text, or an expression")
    texts = (basis,) if isinstance(basis, str) else tuple(map(answer_text, basis))
    try:
        message = IdentifyRequest(text=answer_text(value), basis=texts, options=options_message(options))
        if isinstance(value, Latex):
            message.notation = CLAIM_NOTATION_LATEX
            message.meanings.extend(value.meanings)
    except UnicodeError as error:
        raise invalid("text", str(error)) from error
    except ValueError as error:
        raise invalid("options", str(error)) from error
    if timeout_s is not None:
        message.timeout.CopyFrom(deadline(timeout_s))
    return message
