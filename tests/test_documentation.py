"""The site of the documentation: every link leads somewhere, and the gallery holds verdicts that were found for it."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.exceptions import PluginError

ROOT = Path(__file__).resolve().parents[1]


def hooks() -> Any:
    spec = spec_from_file_location("docs_hooks", ROOT / "scripts/docs_hooks.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built as `make docs` does: a broken link, a missing anchor and a page outside of the navigation end the build."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(folder)]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert found.returncode == 0, found.stderr
    return folder


def test_the_gallery_holds_every_entry_with_its_verdict(site: Path) -> None:
    page = (site / "gallery/index.html").read_text("utf-8")
    names = [name for names in hooks().SECTIONS.values() for name in names]
    assert len(names) >= 12
    sections = re.split(r'<h3 id="', page)[1:]
    assert [section.partition('"')[0] for section in sections] == names
    for section in sections:
        assert re.search(r"<b [^>]*>(PROVED|REFUTED)</b>", section)
    assert sum("<summary>The argument" in section for section in sections) >= len(names) - 3
    assert "Traceback" not in page


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        loaded = re.findall(r"<(?:script|link|img)\b[^>]*?(?:src|href)=\"(https?:[^\"]*)", page.read_text("utf-8"))
        assert [address for address in loaded if "probatum" not in address] == []


def test_links_into_the_repository_are_checked() -> None:
    page = SimpleNamespace(file=SimpleNamespace(src_uri="a.md"))
    config = SimpleNamespace(repo_url="https://example.org/r")
    followed = hooks().on_page_markdown("[a](../deploy) [b](../README.md#top) [c](ci.md)", page, config, None)
    assert followed == (
        "[a](https://example.org/r/tree/main/deploy) [b](https://example.org/r/blob/main/README.md#top) [c](ci.md)"
    )
    with pytest.raises(PluginError, match=r"a\.md links to deploy/nothing, which is not there"):
        hooks().on_page_markdown("[a](../deploy/nothing)", page, config, None)
