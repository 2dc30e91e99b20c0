"""Known verdicts as lines of JSON, to be carried from one database to another."""

from __future__ import annotations

import base64
import json

from google.protobuf.message import DecodeError

from probatum.service.store.verdicts import StoredVerdict, is_final, stored_verdict
from probatum.v1.verdict_pb2 import Verdict

__all__ = ["line_of", "verdict_of_line"]


def line_of(verdict: StoredVerdict) -> str:
    """The line for a verdict."""
    fields = {name: getattr(verdict, name) for name in ("text_sha256", "claim_sha256", "settings", "status")}
    return json.dumps(fields | {"verdict": base64.b64encode(verdict.verdict).decode()})


def verdict_of_line(line: str) -> StoredVerdict:
    """The verdict of a line; raises ValueError for a line that is none."""
    try:
        fields = json.loads(line)
        serialised = base64.b64decode(fields["verdict"], validate=True)
        message = Verdict.FromString(serialised)
        text, claim, settings = (fields[name] for name in ("text_sha256", "claim_sha256", "settings"))
        hashes = [bytes.fromhex(each) for each in (text, claim, settings)]
    except (KeyError, TypeError, RecursionError, DecodeError) as error:
        raise ValueError(f"not a known verdict: {error}") from error
    if not all(len(each) == 32 for each in hashes):
        raise ValueError("a hash has 64 hexadecimal digits")
    if not is_final(message) or message.status != fields["status"]:
        raise ValueError("a verdict that is not kept")
    return stored_verdict(text, claim, settings, serialised)
