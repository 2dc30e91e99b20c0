"""Matrix fields: what they are written as, and what is measured along their trajectories."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from probatum.client._notebook import ShownInNotebooks
from probatum.client._requests import deadline, invalid
from probatum.client._verdict import Enclosure, RealBall, Reason, Verdict
from probatum.v1.field_service_pb2 import (
    Direction,
    MeasureTrajectoryRequest,
    Side,
    SurveyFieldRequest,
    UnifyFieldRequest,
)

Number: TypeAlias = "int | str | Fraction"
"""A rational number; text as in the claim language, `1/2`."""


@dataclass(frozen=True, init=False)
class MatrixField(ShownInNotebooks):
    """A matrix field: `text` is how the claim language writes it, such as `field(x: [[..]], y: [[..]])`.

        MatrixField(x=[[1, "-y - 1"], [-1, "x + y + 2"]], y=[[0, "-y - 1"], [-1, "x + y + 1"]])
        MatrixField.pfq(3, 2, 1)

    Made from its text, from a `CMF` of ramanujantools, or from a matrix for each axis, by keywords or as a mapping:
    rows of entries that are numbers, claim text or SymPy expressions, or a SymPy matrix. Given to `verify`, it is the
    claim that it is conservative.
    Raises ValueError without axes.
    """

    text: str

    def __init__(self, field: str | Mapping[Any, Any] | Any = None, /, **axes: Any) -> None:
        given: Any = field
        if _is_peer(given):
            given = given.matrices
        if isinstance(given, str) and not axes:
            text = given
        else:
            named = {**(dict(given) if isinstance(given, Mapping) else {}), **axes}
            if not named or not (given is None or isinstance(given, Mapping)):
                raise ValueError("a matrix field is given by its text, or by a matrix for each of its axes")
            text = f"field({', '.join(f'{axis}: {_matrix_text(matrix)}' for axis, matrix in named.items())})"
        object.__setattr__(self, "text", text)

    @classmethod
    def pfq(cls, p: int, q: int, z: Number = "z") -> MatrixField:
        """The contiguous relations of pFq at z, on the axes x0, ..., y0, ..."""
        return cls(f"pFq({p}, {q}, {z})")

    @classmethod
    def meijer_g(cls, m: int, n: int, p: int, q: int, z: Number = "z") -> MatrixField:
        """The contiguous relations of Meijer's G at z, on the axes a0, ..., b0, ..."""
        return cls(f"meijerG({m}, {n}, {p}, {q}, {z})")

    @classmethod
    def f_fbar(cls, f: str, fbar: str) -> MatrixField:
        """The field of a pair of polynomials f, fbar in x and y."""
        return cls(f"ffbar({f}, {fbar})")

    @classmethod
    def from_ramanujantools(cls, field: Any) -> MatrixField:
        """The field that a `CMF` of ramanujantools has: its matrices, as they are."""
        return cls(field.matrices)

    def __str__(self) -> str:
        return self.text

    @property
    def claim(self) -> str:
        """The claim that the field is conservative."""
        matrices = self.text.startswith("field(") and self.text.endswith(")")
        return f"conservative{self.text.removeprefix('field')}" if matrices else f"conservative({self.text})"

    def limit(self, start: Sequence[Number], direction: Sequence[int], rows: str = "") -> str:
        """Claim text for the limit along a trajectory: `limit(F, from (..), along (..))`."""
        places = ", ".join(map(str, start)), ", ".join(map(str, direction))
        chosen = f", rows ({rows})" if rows else ""
        return f"limit({self.text}, from ({places[0]}), along ({places[1]}){chosen})"


def _is_peer(field: Any) -> bool:
    """Whether it is an object of ramanujantools, which is not imported for it."""
    return type(field).__module__.partition(".")[0] == "ramanujantools"


def _matrix_text(matrix: Any) -> str:
    if type(matrix).__module__.partition(".")[0] in ("sympy", "ramanujantools"):
        from probatum.client._sympy import matrix_text_from_sympy

        return matrix_text_from_sympy(matrix)
    return "[" + ", ".join("[" + ", ".join(map(_entry_text, row)) + "]" for row in matrix) + "]"


def _entry_text(entry: Any) -> str:
    return str(entry).replace("**", "^")


@dataclass(frozen=True, slots=True)
class Approximation:
    """How well the quotient p/q after `depth` strides approximates the limit L: `|L - p/q| = q^-(1 + delta)`.

    `rate_bits` are bits per stride. Both are None when the quotient is the limit. They are those of the limit itself
    when `certified`; otherwise the quotient after twice as many strides took its place.
    """

    depth: int
    denominator_bits: int
    delta: RealBall | None
    rate_bits: RealBall | None
    certified: bool


@dataclass(frozen=True, slots=True)
class Trajectory(ShownInNotebooks):
    """A trajectory, measured: polynomials in n as claim text. With a `reason` it could not be, and `message` says why.

    `matrix` over `denominator` is the matrix of the n-th stride, with poles and zeros of its determinant at the strides
    `poles` and `singular_strides`; `recurrence` has the coefficients of u(n), u(n+1), ... for its last column, and
    `convergence` is the class of the error for generic rows. `limit` is the image of a continued fraction, empty when
    the recurrence has an order above 2; `value` encloses it.
    """

    matrix: tuple[tuple[str, ...], ...] = ()
    denominator: str = ""
    poles: tuple[int, ...] = ()
    singular_strides: tuple[int, ...] = ()
    recurrence: tuple[str, ...] = ()
    convergence: str = ""
    limit: str = ""
    value: Enclosure | None = None
    approximation: Approximation | None = None
    reason: Reason | None = None
    message: str = ""

    def __str__(self) -> str:
        if self.reason is not None:
            return f"not measured ({self.reason}): {self.message}"
        value = "" if self.value is None else f" = {self.value}"
        delta = None if self.approximation is None else self.approximation.delta
        measured = "" if delta is None or self.approximation is None else f"delta {delta} at {self.approximation.depth}"
        return "\n  ".join(filter(None, (f"trajectory: {self.limit or 'a limit'}{value}", self.convergence, measured)))


@dataclass(frozen=True, slots=True)
class SurveyPoint:
    """One direction of a survey; with a `reason` it could not be measured, and `message` says why."""

    direction: tuple[int, ...]
    approximation: Approximation | None = None
    reason: Reason | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class Unification(ShownInNotebooks):
    """A continued fraction in a matrix field: what was found, each with a certificate that `recheck` verifies.

    `image` is the verdict PROVED on `pcf(..) = (a limit(..) + b)/(c limit(..) + d)`, None when no trajectory was found;
    `formula` that on the equation asked for, None when it is not proved through the image. With a `reason` the question
    has no answer; `message` says why, or what was tried in vain.
    """

    image: Verdict | None = None
    formula: Verdict | None = None
    reason: Reason | None = None
    message: str = ""

    def __bool__(self) -> bool:
        return self.image is not None

    def __str__(self) -> str:
        found = [str(each) for each in (self.image, self.formula) if each is not None]
        return "\n".join([*found, self.message] if self.message else found) or "no trajectory was found"


def directions_in_box(sides: Sequence[tuple[int, int]]) -> Iterator[tuple[int, ...]]:
    """All directions with `low <= v_i <= high` for the sides of a box, except 0."""
    for direction in itertools.product(*(range(low, high + 1) for low, high in sides)):
        if any(direction):
            yield direction


def field_text(field: MatrixField | str | Any) -> str:
    """The text of a field: a MatrixField, its text, or a `CMF` of ramanujantools; raises TypeError for others."""
    if isinstance(field, MatrixField):
        return field.text
    if isinstance(field, str):
        return field
    if _is_peer(field):
        return MatrixField(field).text
    raise TypeError(f"a matrix field is a MatrixField, its text or a CMF, not {type(field).__name__}")


def trajectory_message(
    field: Any,
    start: Iterable[Number],
    direction: Iterable[int],
    rows: str,
    depth: int,
    digits: int,
    timeout_s: float | None,
) -> MeasureTrajectoryRequest:
    """The message for a trajectory; raises InvalidRequestError for what the message cannot hold."""
    try:
        message = MeasureTrajectoryRequest(
            field=field_text(field),
            start=map(str, start),
            direction=direction,
            rows=rows,
            depth=depth,
            digits=digits,
        )
    except ValueError as error:
        raise invalid("direction", str(error)) from error
    if timeout_s is not None:
        message.timeout.CopyFrom(deadline(timeout_s))
    return message


def survey_message(
    field: Any,
    start: Iterable[Number],
    directions: Iterable[Sequence[int]],
    rows: str,
    depth: int,
    timeout_s: float | None,
) -> SurveyFieldRequest:
    """The message for a survey; raises InvalidRequestError for what the message cannot hold."""
    try:
        message = SurveyFieldRequest(
            field=field_text(field),
            start=map(str, start),
            directions=(Direction(steps=direction) for direction in directions),
            rows=rows,
            depth=depth,
        )
    except ValueError as error:
        raise invalid("directions", str(error)) from error
    if timeout_s is not None:
        message.timeout.CopyFrom(deadline(timeout_s))
    return message


def unify_message(
    field: Any,
    formula: str,
    start: Iterable[Number],
    box: Iterable[tuple[int, int]],
    proof_effort: int,
    timeout_s: float | None,
) -> UnifyFieldRequest:
    """The message for a unification; raises InvalidRequestError for what the message cannot hold."""
    if not isinstance(formula, str):
        raise TypeError(f"a formula is claim text with a continued fraction, not {type(formula).__name__}")
    try:
        message = UnifyFieldRequest(field=field_text(field), formula=formula, start=map(str, start))
    except ValueError as error:
        raise invalid("formula", str(error)) from error
    try:
        message.proof_effort = proof_effort
    except ValueError as error:
        raise invalid("proof_effort", str(error)) from error
    try:
        message.box.extend(Side(low=low, high=high) for low, high in box)
    except (ValueError, TypeError) as error:
        raise invalid("box", f"a box has a pair of integers, low and high, for each axis: {error}") from error
    if timeout_s is not None:
        message.timeout.CopyFrom(deadline(timeout_s))
    return message
