"""Who makes a call: a name, a role, and the id of the call, for limits, fairness, jobs and logs."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What a caller may do; an admin may do everything."""

    VERIFY = "verify"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who is known by a token or a certificate."""

    name: str
    role: Role


ANONYMOUS: Final = Caller("anonymous", Role.VERIFY)
"""Everybody, where no tokens and no certificates tell callers apart."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call that was admitted."""

    request_id: str
    caller: Caller


CURRENT: Final[ContextVar[Call | None]] = ContextVar("CURRENT", default=None)
"""The call that the code is at work for, if any: set by the gate."""


def current_caller() -> Caller:
    """The caller of the call at work."""
    call = CURRENT.get()
    return ANONYMOUS if call is None else call.caller
