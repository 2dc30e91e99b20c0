"""The system's Chromium, driven for the tests of pages. Where there is none they are skipped, but not in CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

_ARGUMENTS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@dataclass
class Opened:
    """A page, what it asked the network for, and what it complained about."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Browser:
    """A running browser."""

    chromium: Any

    @contextmanager
    def opened(self, **settings: Any) -> Iterator[Opened]:
        """A page of its own, with no cookies; `settings` are those of a context of playwright's."""
        context = self.chromium.new_context(**settings)
        found = Opened(context.new_page())
        found.page.set_default_timeout(30_000)
        found.page.on("request", lambda request: found.requests.append(request.url))
        found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
        found.page.on("console", lambda line: line.type == "error" and found.complaints.append(line.text))
        yield found
        context.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, started and ended."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        why = "there is no Chromium: `make browser` installs it"
        if os.environ.get("CI") == "true":
            pytest.fail(why)
        pytest.skip(why)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(Path(path)), args=list(_ARGUMENTS))
        yield Browser(running)
        running.close()
