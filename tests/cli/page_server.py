"""`probatum serve --http` as a process of its own, and a client for what browsers never send."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from tests.conftest import ROOT


@dataclass(frozen=True)
class PageServer:
    """A server process, and where its page is."""

    process: subprocess.Popen[str]
    grpc_address: str
    url: str

    @property
    def netloc(self) -> str:
        """The host and the port."""
        return urlsplit(self.url).netloc

    def send(
        self, method: str, path: str, body: bytes | str = b"", headers: Mapping[str, str] | None = None
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        """The status, the headers and the body of the answer to a request."""
        connection = http.client.HTTPConnection(self.netloc, timeout=60)
        connection.request(method, path, body or None, dict(headers or {}))
        response = connection.getresponse()
        found = response.status, response.headers, response.read()
        connection.close()
        return found

    def ask(self, path: str, fields: object, headers: Mapping[str, str] | None = None) -> tuple[int, Any]:
        """The status and the JSON of the answer to a JSON object."""
        given = {"content-type": "application/json"} | dict(headers or {})
        status, _, body = self.send("POST", path, json.dumps(fields), given)
        return status, json.loads(body)

    def events(self, claim: str) -> list[tuple[str, Any]]:
        """The names and the fields of the events on the way to a verdict."""
        status, _, body = self.send(
            "POST", "/api/verify", json.dumps({"claim": claim}), {"content-type": "application/json"}
        )
        assert status == 200, body
        return list(read_events(body.decode()))


def read_events(text: str) -> Iterator[tuple[str, Any]]:
    """The events of a stream that has ended."""
    for block in text.replace("\r", "").split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if lines:
            yield lines["event"], json.loads(lines["data"])


@contextmanager
def page_server(*options: str) -> Iterator[PageServer]:
    """A server with a page, ended at once with the block."""
    command = [sys.executable, "-m", "probatum.cli", "serve", "--port", "0", "--workers", "1", *options]
    if "--http" not in options:
        command += ["--http", "127.0.0.1:0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        assert process.stdout is not None
        address = process.stdout.readline().removeprefix("listening on ").strip()
        url = process.stdout.readline().removeprefix("page at ").strip()
        assert url.startswith("http"), (address, url)
        yield PageServer(process, address, url.rstrip("/"))
    finally:
        process.kill()
        process.wait()
