"""What an installation can do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the claim language; `max_arguments` is None when there is no greatest number of arguments."""

    name: str
    aliases: tuple[str, ...]
    family: str
    min_arguments: int
    max_arguments: int | None
    definition: str
    domain: str
    branch: str
    source: str


@dataclass(frozen=True, slots=True)
class Method:
    """A kind of argument by which a claim can be decided; `name` is that of its certificate."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds on requests.

    Times are in seconds. `max_claim_bytes` bounds the text that is taken up, `max_claim_characters` the text that is
    judged. `stream_window` is the number of unanswered claims of one stream at which the server stops reading.
    """

    default_timeout_s: float
    max_timeout_s: float
    memory_limit_bytes: int
    max_claim_bytes: int
    max_claim_characters: int
    workers: int
    queue_capacity: int
    stream_window: int


@dataclass(frozen=True, slots=True)
class Description:
    """Engines with their versions, functions, methods and limits of an installation."""

    engine_versions: tuple[tuple[str, str], ...]
    functions: tuple[Function, ...]
    methods: tuple[Method, ...]
    limits: Limits
