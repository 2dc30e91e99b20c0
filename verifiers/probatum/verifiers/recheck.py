"""Checking documents again: JSON text in, what the checker says of each verdict in it out.

`python -m probatum.verifiers.certificates FILE...` does this with python-flint alone. Each document is checked in a
process of its own under limits of CPU time and memory, because a certificate may ask for more than there is.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from probatum.verifiers.certificates.documents import read, recheck
from probatum.verifiers.certificates.proofs import CertificateError
from probatum.verifiers.explanations import method

__all__ = ["MAX_CHARACTERS", "Outcome", "main", "outcome", "parsed", "verdicts_in"]

MAX_CHARACTERS: Final = 4_000_000
"""The longest text of one verdict that is read."""

_MAX_FILE_CHARACTERS: Final = 400_000_000
_CPU_S: Final = 60
_MEMORY_BYTES: Final = 2 << 30
_USAGE: Final = """usage: python -m probatum.verifiers.certificates FILE...

Check the certificates of verdicts again. FILE is JSON: a document as docs/certificates.md describes it, a verdict as
`probatum verify --format json` prints it, a report of `probatum check --format json`, or a list of these; `-` reads
standard input. Exit codes: 0 all are accepted, 1 some are not, 2 wrong usage or no JSON, 5 no certificate found."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the checker says of one document: `status` and `method` when it is accepted, else `message` says why not."""

    accepted: bool
    claim: str = ""
    claim_sha256: str = ""
    status: str = ""
    method: str = ""
    message: str = ""


def parsed(text: str, longest: int = MAX_CHARACTERS) -> Any:
    """The JSON value in a text.

    Raises CertificateError for what is not JSON, is longer than `longest` characters, names a key twice, is nested too
    deeply, or holds a number that JSON lacks or one of more than 30 characters.
    """
    if len(text) > longest:
        raise CertificateError(f"longer than {longest} characters")
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_int=_integer, parse_float=_decimal, parse_constant=_refused
        )
    except RecursionError as error:
        raise CertificateError("nested too deeply") from error
    except ValueError as error:
        raise CertificateError(f"not JSON: {error}") from error


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise CertificateError("an object names a key twice")
    return found


def _integer(text: str) -> int:
    return int(text) if len(text) <= 30 else int(_refused(text))


def _decimal(text: str) -> float:
    return float(text) if len(text) <= 30 else float(_refused(text))


def _refused(text: str) -> str:
    raise CertificateError(f"{text[:30]} is no number of a verdict")


def verdicts_in(value: object) -> Iterator[object]:
    """The verdicts with a certificate in a JSON value, and what claims to be certain without one.

    A value is a document, a verdict, a report with `results`, or a list of these.
    """
    pending = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, list):
            pending += reversed(item)
        elif isinstance(item, dict) and "results" in item:
            pending.append(item["results"])
        elif not isinstance(item, dict) or "format" in item or item.get("status") in ("PROVED", "REFUTED"):
            yield item


def document_of(verdict: object) -> object:
    """The document of a verdict, or the verdict when it is one itself.

    Raises CertificateError when the verdict has none, or says of its claim what its document does not.
    """
    if not isinstance(verdict, Mapping) or "format" in verdict:
        return verdict
    document = verdict.get("certificate")
    if not isinstance(document, Mapping):
        raise CertificateError("the verdict carries no certificate")
    for outer, inner in (("status", "status"), ("canonical_claim", "claim"), ("claim_sha256", "claim_sha256")):
        if outer in verdict and verdict[outer] != document.get(inner):
            raise CertificateError(f"{outer}: not what the certificate is for")
    return document


def outcome(verdict: object) -> Outcome:
    """What the checker says of a verdict or document; raises nothing for what is in it."""
    try:
        found = read(document_of(verdict))
        checked = recheck(found)
    except CertificateError as error:
        return Outcome(False, message=str(error))
    return Outcome(True, found.claim.text, found.claim.sha256, found.status, method(found.certificate, checked))


def main(arguments: list[str]) -> int:
    """The command; returns its exit code."""
    if not arguments or {"-h", "--help"} & set(arguments):
        print(_USAGE)
        return 0 if arguments else 2
    found = accepted = 0
    for argument in arguments:
        try:
            text = sys.stdin.read() if argument == "-" else Path(argument).read_text("utf-8")
            verdicts = list(verdicts_in(parsed(text, _MAX_FILE_CHARACTERS)))
        except (OSError, UnicodeError, CertificateError) as error:
            print(f"{argument}: {error}", file=sys.stderr)
            return 2
        for verdict in verdicts:
            result = _confined(verdict)
            found += 1
            accepted += result.accepted
            print(_line(result, verdict))
    print(f"{accepted} of {found} accepted", file=sys.stderr)
    return 5 if not found else 0 if accepted == found else 1


def _line(result: Outcome, verdict: object) -> str:
    shown = verdict.get("id") or verdict.get("claim") if isinstance(verdict, Mapping) else None
    text = ascii(result.claim or shown or "?")[1:-1]
    grounds = f"{result.status} by {result.method}" if result.accepted else result.message
    return f"{'accepted' if result.accepted else 'rejected'}: {text}: {grounds}"


def _confined(verdict: object) -> Outcome:
    """The outcome from a process that the kernel ends when it uses too much."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        with suppress(BaseException):
            os.close(reading)
            resource.setrlimit(resource.RLIMIT_CPU, (_CPU_S, _CPU_S))
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            found = outcome(verdict)
            with os.fdopen(writing, "w", encoding="utf-8") as pipe:
                json.dump([getattr(found, name) for name in Outcome.__slots__], pipe)
            code = 0
        os._exit(code)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        answer = pipe.read()
    _, status = os.waitpid(child, 0)
    if status != 0:
        return Outcome(False, message=f"the check needs more than {_CPU_S} s of CPU time or {_MEMORY_BYTES >> 20} MiB")
    return Outcome(*json.loads(answer))
