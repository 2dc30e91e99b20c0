"""The tokens file: who may call, and as what. It holds hashes only, and is read again when it changes.

A line is `NAME ROLE CREDENTIAL [EXPIRES]`: the role is `verify` or `admin`; the credential `sha256:` with the hash of
the token in hexadecimal, or `certificate` for whoever shows a client certificate with that common name; EXPIRES a day
or a moment in ISO form, in UTC unless it says otherwise. Two lines of one name are two tokens: that is how they are
rotated. Tokens are drawn here with 256 bits, so that their plain hash gives nothing away.
"""

from __future__ import annotations

import hmac
import logging
import os
import re
import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from probatum.service.identity import Caller, Role

__all__ = ["Credential", "TokenError", "TokenFile", "new_token", "parse_tokens", "token_line"]

logger = logging.getLogger(__name__)

CERTIFICATE: Final = "certificate"
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,127}")
_HASH: Final = re.compile(r"sha256:[0-9a-f]{64}")


class TokenError(RuntimeError):
    """The tokens file is not one; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Credential:
    """A line of the file; `expires_at` is in seconds since the epoch, None for never."""

    caller: Caller
    credential: str
    expires_at: float | None = None


def new_token() -> str:
    """A new token, to be shown once."""
    return f"pbt_{secrets.token_urlsafe(32)}"


def token_line(name: str, role: Role, token: str, expires: str = "") -> str:
    """The line for a token; raises TokenError when it would be none."""
    line = " ".join(filter(None, (name, str(role), _hashed(token), expires)))
    _credential(line, "the new line")
    return line


def parse_tokens(text: str, where: str = "tokens") -> tuple[Credential, ...]:
    """The credentials of a file; raises TokenError."""
    lines = enumerate((line.partition("#")[0].strip() for line in text.splitlines()), 1)
    return tuple(_credential(line, f"{where}:{number}") for number, line in lines if line)


def _credential(line: str, where: str) -> Credential:
    parts = line.split()
    if not 3 <= len(parts) <= 4:
        raise TokenError(f"{where}: a line is NAME ROLE CREDENTIAL [EXPIRES]")
    name, role, credential, expires = (*parts, "")[:4]
    if not _NAME.fullmatch(name):
        raise TokenError(f"{where}: a name is made of letters, digits and ._@-")
    if role not in tuple(Role):
        raise TokenError(f"{where}: a role is {' or '.join(Role)}, not {role!r}")
    if credential != CERTIFICATE and not _HASH.fullmatch(credential):
        raise TokenError(f"{where}: a credential is sha256: with 64 hexadecimal digits, or {CERTIFICATE!r}")
    return Credential(Caller(name, Role(role)), credential, _moment(expires, where))


def _moment(text: str, where: str) -> float | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise TokenError(f"{where}: {text!r} is no day such as 2027-01-31") from error
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _hashed(token: str) -> str:
    return f"sha256:{sha256(token.encode()).hexdigest()}"


class TokenFile:
    """The credentials of a file as it is now; while a changed one cannot be read, those it had before count."""

    def __init__(self, path: Path) -> None:
        """Read the file; raises TokenError."""
        self._path = path
        self._state = self._stat()
        self._credentials = self._read()

    def caller_of_token(self, token: str) -> Caller | None:
        """Whose token it is, None for nobody's. It is compared with every line, in constant time."""
        wanted = _hashed(token)
        found = None
        for each in self._current():
            if hmac.compare_digest(each.credential, wanted) and _is_valid(each):
                found = each.caller
        return found

    def caller_of_certificate(self, common_name: str) -> Caller:
        """Who shows a certificate that the client authority signed: with the role of its line, else to verify."""
        for each in self._current():
            if each.credential == CERTIFICATE and each.caller.name == common_name and _is_valid(each):
                return each.caller
        return Caller(common_name, Role.VERIFY)

    def _current(self) -> tuple[Credential, ...]:
        try:
            state = self._stat()
            if state != self._state:
                self._credentials = self._read()
                self._state = state
                logger.info("%s was read again: %d credentials", self._path, len(self._credentials))
        except TokenError as error:
            logger.error("the tokens stay as they were: %s", error)
        return self._credentials

    def _stat(self) -> tuple[int, int, int]:
        try:
            found = os.stat(self._path)
        except OSError as error:
            raise TokenError(f"{self._path}: {error.strerror}") from error
        return found.st_mtime_ns, found.st_size, found.st_ino

    def _read(self) -> tuple[Credential, ...]:
        try:
            return parse_tokens(self._path.read_text(), str(self._path))
        except (OSError, UnicodeDecodeError) as error:
            raise TokenError(f"{self._path}: {error}") from error


def _is_valid(credential: Credential) -> bool:
    return credential.expires_at is None or time.time() < credential.expires_at
