"""The tools of `probatum mcp`, called by a real client of the protocol through the pipes of a real process."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from mcp import Client, StdioServerParameters, stdio_client

from tests.conftest import RunningServer, Watch, eventually


@asynccontextmanager
async def tools(*options: str) -> AsyncIterator[Client]:
    """A session with a process of `probatum mcp`."""
    command = StdioServerParameters(command=sys.executable, args=["-m", "probatum.cli", "mcp", *options])
    async with Client(stdio_client(command)) as client:
        yield client


def run(test: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(asyncio.wait_for(test(), timeout=120))


async def answer(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result
    assert result.structured_content is not None
    return dict(result.structured_content)


async def complaint(client: Client, tool: str, **arguments: Any) -> str:
    result = await client.call_tool(tool, arguments)
    assert result.is_error, result
    return str(result.content[0].text)  # type: ignore[union-attr]


def test_the_tools_with_the_embedded_service() -> None:
    async def session() -> None:
        async with tools("--workers", "1") as client:
            listed = {tool.name: tool for tool in (await client.list_tools()).tools}
            assert set(listed) == {"verify", "explain", "identify", "recheck"}
            for tool in listed.values():
                assert tool.output_schema is not None
                assert tool.annotations is not None
                assert tool.annotations.read_only_hint
            assert "not a proof" in str(listed["verify"].description)
            assert listed["verify"].input_schema["properties"]["digits"]["minimum"] == 1

            proved = await answer(client, "verify", claim="zeta(2) = pi^2/6", with_certificate=True)
            assert (proved["status"], proved["is_certain"]) == ("PROVED", True)
            rechecked = await answer(client, "recheck", certificate=proved["certificate"])
            assert (rechecked["accepted"], rechecked["status"]) == (True, "PROVED")
            altered = json.loads(proved["certificate"]) | {"status": "REFUTED"}
            assert not (await answer(client, "recheck", certificate=json.dumps(altered)))["accepted"]
            assert not (await answer(client, "recheck", certificate="no JSON"))["accepted"]

            latex = await answer(client, "verify", claim=r"\zeta(2) = \frac{\pi^2}{6}", notation="latex")
            assert (latex["status"], latex["claim"]) == ("PROVED", "zeta(2) = pi^2/6")
            refuted = await answer(client, "verify", claim="sqrt(x^2) = x for x in RR")
            assert (refuted["status"], refuted["certificate"]) == ("REFUTED", None)
            assert "x = -1" in refuted["counterexample"]
            argument = await answer(client, "explain", claim="zeta(2) = pi^2/6", output="markdown")
            assert argument["status"] == "PROVED"
            assert "zeta" in argument["argument"]

            found = await answer(client, "identify", value="pcf(2*n + 1, n^2, n)")
            assert found["forms"][0]["form"] == "4/pi"
            assert found["forms"][0]["status"] == "PROVED"
            guessed = await answer(client, "identify", value="3.14159265358979323846")
            assert guessed["forms"][0]["status"] == "CONJECTURE"
            assert (await answer(client, "identify", value="0.1234567890234234234"))["forms"] == []

    run(session)


def test_errors_say_what_would_be_right() -> None:
    async def session() -> None:
        async with tools("--workers", "1") as client:
            unread = await complaint(client, "verify", claim="1 + = 2")
            assert "line 1, column 5" in unread
            assert "expected" in unread
            assert "claim is wanted" in await complaint(client, "verify", claim=" ")
            assert "neither PROVED nor REFUTED" in await complaint(client, "explain", claim="1/0 = 1")
            assert "a value has no variables" in await complaint(client, "identify", value="x + 1")
            assert "15 to 2000" in await complaint(client, "identify", value="3.14")
            assert "greater than or equal to 15" in await complaint(client, "identify", value="pi", digits=3)
            assert "greater than 0" in await complaint(client, "verify", claim="1 = 1", timeout_s=-1)
            assert "verify" in await complaint(client, "verify")

    run(session)


def test_a_call_that_is_given_up_stops_the_work(server: RunningServer) -> None:
    async def session() -> None:
        async with tools("--server", server.address) as client:
            assert (await answer(client, "verify", claim="1 = 1"))["status"] == "PROVED"
            watch = Watch(server)
            call = asyncio.create_task(client.call_tool("verify", {"claim": "endless = 1", "timeout_s": 100}))
            (worker,) = await asyncio.to_thread(watch.wait)
            call.cancel()
            gone = await asyncio.to_thread(
                eventually, lambda: worker not in {each.pid for each in server.workers()}, within_s=10
            )
            assert gone
            assert (await answer(client, "verify", claim="1 = 1"))["status"] == "PROVED"

    run(session)


def test_a_service_that_is_away_is_an_error_of_the_tool() -> None:
    async def session() -> None:
        async with tools("--server", "unix:/nonexistent") as client:
            assert "cannot be reached" in await complaint(client, "verify", claim="1 = 1")

    run(session)
