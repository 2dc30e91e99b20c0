"""Claims on their way to the server."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self, TypeAlias

from google.protobuf.duration_pb2 import Duration

from probatum.client._errors import FieldViolation, InvalidRequestError, ProbatumError
from probatum.client._verdict import Options, Verdict
from probatum.v1 import verdict_pb2
from probatum.v1.verdict_service_pb2 import CLAIM_NOTATION_LATEX, VerifyRequest

ClaimLike: TypeAlias = "str | Any"
"""Claim text, `Latex`, a SymPy relation (SymPy is not imported), or a matrix field claimed to be conservative."""


class Latex(str):
    r"""A claim in LaTeX: `Latex(r"\sum_{n=1}^{\infty} \frac{1}{n^2} = \frac{\pi^2}{6}")`.

    It is read by the service, which refuses what it does not understand and what can be read in several ways.
    `meanings` are functions and constants of the claim language that are meant where a symbol has several meanings:
    `Latex(r"G = \sum ..", meanings=["catalan"])`.
    """

    __slots__ = ("meanings",)
    meanings: tuple[str, ...]

    def __new__(cls, text: str, meanings: Iterable[str] = ()) -> Self:
        formula = super().__new__(cls, text)
        formula.meanings = tuple(meanings)
        return formula


def latex(text: str, meanings: Iterable[str] = ()) -> Latex:
    """The claim that a formula in LaTeX states, to be given where a claim is wanted: see `Latex`."""
    return Latex(text, meanings)


MAX_CLAIM_BYTES = 3 << 20
"""Claims longer than this in UTF-8 are refused here: they would not fit the message size that servers accept."""


@dataclass(frozen=True, slots=True)
class Request:
    """A claim for `verify_many`, with the caller's `id` for it and options of its own.

    `options` and `timeout_s` (seconds, from the start of work on the claim) take those of the call when None.
    """

    claim: ClaimLike
    id: str = ""
    options: Options | None = None
    timeout_s: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one claim of `verify_many`: its verdict, or the error for which it was refused."""

    id: str
    claim: str
    verdict: Verdict | None
    error: ProbatumError | None = None


def claim_text(claim: ClaimLike) -> str:
    """The text of a claim; raises TypeError for what is neither text, nor a SymPy relation, nor a matrix field."""
    if isinstance(claim, str):
        return claim
    if type(claim).__module__.partition(".")[0] in ("probatum", "ramanujantools"):
        from probatum.client._fields import MatrixField, field_text  # only for those who pass matrix fields

        return MatrixField(field_text(claim)).claim
    if type(claim).__module__.partition(".")[0] == "sympy":
        from probatum.client._sympy import claim_text_from_sympy  # only for those who pass SymPy objects

        return claim_text_from_sympy(claim)
    raise TypeError(f"a claim is text, a SymPy relation or a matrix field, not {type(claim).__name__}")


def request_message(text: str, options: Options, timeout_s: float | None, use_cache: bool = True) -> VerifyRequest:
    """The message for a claim; raises InvalidRequestError for what the message cannot hold."""
    try:
        message = VerifyRequest(
            claim=text,
            fresh=not use_cache,
            options=options_message(options),
        )
        if isinstance(text, Latex):
            message.claim_notation = CLAIM_NOTATION_LATEX
            message.meanings.extend(text.meanings)
    except UnicodeError as error:
        raise invalid("claim", str(error)) from error
    except (ValueError, TypeError) as error:
        raise invalid("options", str(error)) from error
    if message.ByteSize() > MAX_CLAIM_BYTES:
        raise invalid("claim", f"a claim is at most {MAX_CLAIM_BYTES} bytes long")
    if timeout_s is not None:
        message.timeout.CopyFrom(deadline(timeout_s))
    return message


def options_message(options: Options) -> verdict_pb2.Options:
    """The message for options; raises ValueError or TypeError for what it cannot hold."""
    return verdict_pb2.Options(
        digits=options.digits,
        max_precision_bits=options.max_precision_bits,
        max_points=options.max_points,
        seed=options.seed,
        proof_effort=options.proof_effort,
    )


def deadline(timeout_s: float) -> Duration:
    """A deadline as a message; raises InvalidRequestError unless it is a positive number of seconds."""
    if not (math.isfinite(timeout_s) and 0 < timeout_s <= 1e9):
        raise invalid("timeout", f"a deadline is a positive number of seconds, not {timeout_s}")
    seconds, fraction = divmod(timeout_s, 1)
    return Duration(seconds=int(seconds), nanos=int(fraction * 1e9))


def invalid(field: str, description: str) -> InvalidRequestError:
    """The error for a field of a request that is not valid."""
    violation = FieldViolation(field, description)
    return InvalidRequestError(
        "the request is not valid", code="INVALID_ARGUMENT", reason="INVALID_REQUEST", field_violations=(violation,)
    )
