"""docs/service.md names every call of the wire contract and every method of the SDK."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from probatum.client import AdminClient, AsyncClient, Client

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/service.md").read_text()


def _methods(kind: type) -> set[str]:
    return {name for name in dir(kind) if not name.startswith("_")}


def test_every_call_is_named() -> None:
    protos = "\n".join(path.read_text() for path in sorted((ROOT / "proto/probatum/v1").glob("*.proto")))
    services, calls = (re.findall(rf"^\s*{word} (\w+)", protos, re.MULTILINE) for word in ("service", "rpc"))
    assert {"VerdictService", "ArchiveService"} <= set(services)
    wanted = {*calls, *services} - {"VerdictService"}  # whose calls are those named without a service
    assert [name for name in sorted(wanted) if not re.search(rf"`(\w+\.)?{name}[`.]", TEXT)] == []


@pytest.mark.parametrize("kind", [Client, AdminClient])
def test_every_method_is_named(kind: type) -> None:
    assert [name for name in sorted(_methods(kind)) if not re.search(rf"`\.?{name}\(", TEXT)] == []


def test_both_clients_have_the_same_methods() -> None:
    assert _methods(Client) == _methods(AsyncClient)
