"""Which files under the given paths are databases, and how each kind is read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from probatum.cli.databases.b_file import read_b_file
from probatum.cli.databases.entry import Flaw, RawEntry
from probatum.cli.databases.jsonl import read_jsonl
from probatum.cli.databases.latex import read_latex
from probatum.cli.databases.markdown import read_markdown
from probatum.cli.databases.notebook import read_notebook
from probatum.cli.databases.pcf_tables import read_csv_table, read_json_table
from probatum.cli.databases.python_source import read_python
from probatum.cli.databases.yaml_list import read_yaml

Reader = Callable[[str], tuple[list[RawEntry], list[Flaw]]]

READERS: Mapping[str, Reader] = {
    ".jsonl": read_jsonl,
    ".yaml": read_yaml,
    ".yml": read_yaml,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".tex": read_latex,
    ".ipynb": read_notebook,
    ".py": read_python,
    ".json": read_json_table,
    ".csv": read_csv_table,
    ".txt": read_b_file,
}
"""The reader of each file name suffix."""

DOCUMENTS = frozenset({".md", ".markdown", ".tex", ".ipynb", ".py"})
"""Suffixes of texts that may well hold no claim."""

NAMED_ONLY = frozenset({".py", ".json", ".csv", ".txt"})
"""Suffixes of files that mostly are something else: they are read when they are named, and not found in directories."""


def database_files(paths: Iterable[Path], apart_from: Iterable[Path] = (), exclude: Sequence[str] = ()) -> list[Path]:
    """The database files that the paths name, each once: files in the order given, directories in sorted order.

    Directories are searched to any depth; hidden files and directories in them are skipped, files in `apart_from`, and
    what a pattern of `exclude` matches, itself or a directory above it (`drafts`, `old/*.yaml`).
    A file named itself is returned whatever its suffix: reading it says what is wrong with it.
    """
    others = {path.resolve() for path in apart_from}
    found: dict[Path, Path] = {}
    for path in paths:
        for file in _databases_below(path, others, exclude) if path.is_dir() else [path]:
            found.setdefault(file.resolve(), file)
    return list(found.values())


def _databases_below(directory: Path, others: Collection[Path], exclude: Sequence[str]) -> Iterator[Path]:
    for file in sorted(directory.rglob("*")):
        inside = file.relative_to(directory)
        hidden = any(part.startswith(".") for part in inside.parts)
        known = file.suffix.lower() in READERS.keys() - NAMED_ONLY
        left_out = any(part.match(pattern) for part in (inside, *inside.parents) for pattern in exclude)
        if known and not hidden and not left_out and file.is_file() and file.resolve() not in others:
            yield file
