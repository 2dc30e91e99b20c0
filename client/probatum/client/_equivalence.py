"""Two answers compared: what is asked, and what is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeAlias

from probatum.client._notebook import ShownInNotebooks
from probatum.client._requests import deadline, invalid, options_message
from probatum.client._verdict import Options, Reason, Verdict
from probatum.v1 import equivalence_service_pb2 as pb

__all__ = ["AnswerLike", "Comparison", "Equivalence", "UpTo", "compare_message", "satisfies_message"]


AnswerLike: TypeAlias = Any
"""Text, a number, a SymPy expression, or a list of these."""


class UpTo(StrEnum):
    """What two answers may differ by."""

    EXACT = "exact"
    CONSTANT = "constant"
    SIGN = "sign"
    FACTOR = "factor"
    ORDER = "order"


class Equivalence(StrEnum):
    """What is known of two answers."""

    EQUIVALENT = "EQUIVALENT"
    NOT_EQUIVALENT = "NOT_EQUIVALENT"
    UNDECIDED = "UNDECIDED"


@dataclass(frozen=True, slots=True)
class Comparison(ShownInNotebooks):
    """Two answers, compared; `verdicts` on the claims judged carry the certificates, `reason` says why it is open.

    It is true in a condition when the answers are EQUIVALENT, and only then.
    """

    outcome: Equivalence
    message: str = ""
    reason: Reason | None = None
    notes: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = ()

    def __bool__(self) -> bool:
        return self.outcome is Equivalence.EQUIVALENT

    def __str__(self) -> str:
        label = f"{self.outcome} ({self.reason})" if self.reason else str(self.outcome)
        return "\n  ".join((f"{label}: {self.message}", *self.notes))


def compare_message(
    left: Any,
    right: Any,
    up_to: UpTo | str,
    conditions: str | Sequence[str],
    variable: str,
    options: Options,
    timeout_s: float | None,
) -> pb.CompareRequest:
    """The message for two answers; raises ValueError for an unknown `up_to`, InvalidRequestError for bad values."""
    allowed = UpTo(up_to)
    name = "UNSPECIFIED" if allowed is UpTo.EXACT else allowed.name
    allowance = pb.Allowance.Value(f"ALLOWANCE_{name}")
    return _message(left, right, allowance, conditions, variable, options, timeout_s)


def satisfies_message(
    equations: Any,
    solution: Any,
    unknown: str,
    conditions: str | Sequence[str],
    variable: str,
    options: Options,
    timeout_s: float | None,
) -> pb.CompareRequest:
    """The message for differential equations and a solution."""
    message = _message(equations, solution, pb.ALLOWANCE_SOLUTION, conditions, variable, options, timeout_s)
    message.unknown = unknown
    return message


def answer_text(answer: Any) -> str:
    """The text of an answer; raises TypeError for what is neither text, a number, SymPy's, nor a list of these."""
    if isinstance(answer, str):
        return answer
    if isinstance(answer, (int, Fraction)) and not isinstance(answer, bool):
        return str(answer)
    if isinstance(answer, (list, tuple)):
        return f"[{', '.join(map(answer_text, answer))}]"
    if type(answer).__module__.partition(".")[0] == "sympy":
        from probatum.client._sympy import expression_text_from_sympy  # only for those who pass SymPy objects

        return expression_text_from_sympy(answer)
    raise TypeError(f"an answer is text, a number, a SymPy expression or a list, not {type(answer).__name__}")


def _message(
    left: Any,
    right: Any,
    allowance: Any,
    conditions: str | Sequence[str],
    variable: str,
    options: Options,
    timeout_s: float | None,
) -> pb.CompareRequest:
    joined = conditions if isinstance(conditions, str) else ", ".join(conditions)
    try:
        message = pb.CompareRequest(
            left=answer_text(left),
            right=answer_text(right),
            allowance=allowance,
            conditions=joined,
            variable=variable,
            options=options_message(options),
        )
    except UnicodeError as error:
        raise invalid("left", str(error)) from error
    except ValueError as error:
        raise invalid("options", str(error)) from error
    if timeout_s is not None:
        message.timeout.CopyFrom(deadline(timeout_s))
    return message
