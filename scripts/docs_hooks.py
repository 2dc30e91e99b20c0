"""Hooks of MkDocs: the first page is the README, links into the repository are checked, and the gallery is judged.

The gallery shows entries of examples/ with the verdicts that the embedded service finds while the site is built: a
verdict other than the one the entry expects ends the build.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from probatum.cli.databases import Entry, read_database
from probatum.client import Client, Options, Request, Verdict

ROOT: Final = Path(__file__).resolve().parent.parent

SECTIONS: Final[dict[str, tuple[str, ...]]] = {
    "Proved": ("pi-machin", "zeta3-apery-series", "pi-bbp", "pi-zeilberger-zeta2"),
    "Frauds, refuted": ("fraud-ramanujan-constant", "fraud-pi-log-163", "fraud-zu-chongzhi"),
    "A matrix field": ("field-zeta-3",),
    "An irrationality measure": ("measure-log-2-alladi-robinson",),
    "Derivations": ("derivation-quadratic", "derivation-one-is-two"),
    "An approximation": ("bound-jordan",),
}
"""The entries of examples/ that are shown, by their ids."""

_LINK: Final = re.compile(r"\]\((?:\.\./)([^)#\s]*)(#[^)\s]*)?\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made."""
    # Its links are relative to the root: they become what a page of docs/ would write.
    readme = re.sub(r"\]\((?!https?:|#)", "](../", (ROOT / "README.md").read_text("utf-8"))
    readme = re.sub(r"\]\(\.\./docs/([\w-]+\.md)", r"](\1", readme)
    files.append(File.generated(config, "index.md", content=readme))
    files.append(File.generated(config, "gallery.md", content=gallery()))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let links to files outside of docs/ lead to the repository. Raises PluginError for a file that is not there."""

    def followed(link: re.Match[str]) -> str:
        path, anchor = link[1], link[2] or ""
        if not (ROOT / path).exists():
            raise PluginError(f"{page.file.src_uri} links to {path}, which is not there")
        kind = "tree" if (ROOT / path).is_dir() else "blob"
        return f"]({config.repo_url}/{kind}/main/{path}{anchor})"

    return _LINK.sub(followed, markdown)


def gallery() -> str:
    """The page with the entries of SECTIONS, judged now. Raises PluginError for a verdict that is not expected."""
    databases = [read_database(file) for file in sorted((ROOT / "examples").glob("*.yaml"))]
    entries = {entry.id: entry for database in databases for entry in database.entries}
    shown = [name for names in SECTIONS.values() for name in names]
    missing = sorted(set(shown) - entries.keys())
    if missing:
        raise PluginError(f"examples/ has no {', '.join(missing)}")
    with Client.local() as client:
        requests = [Request(entries[name].claim, id=name, options=Options()) for name in shown]
        verdicts = {answer.id: answer.verdict for answer in client.verify_many(requests)}
        parts = ["# Gallery", "Entries of `examples/`, judged while this page was built."]
        for title, names in SECTIONS.items():
            parts.append(f"## {title}")
            for name in names:
                parts += _shown(entries[name], verdicts[name], client)
    return "\n\n".join(parts) + "\n"


def _shown(entry: Entry, verdict: Verdict | None, client: Client) -> Iterator[str]:
    if verdict is None or entry.expect not in (None, verdict.status):
        raise PluginError(f"{entry.id} is {verdict.status if verdict else 'refused'}, not {entry.expect}")
    yield f"### {entry.id}"
    if entry.source:
        yield escape(entry.source)
    yield verdict._repr_html_()
    if verdict.certificate is not None:
        argument = client.recheck(verdict, explanation="text").explanation
        summary = "<summary>The argument, from the certificate</summary>"
        yield f"<details>{summary}<pre>{escape(argument.strip())}</pre></details>".replace("\n", "&#10;")
