"""Databases of formulas: YAML lists and JSON lines, read into entries that know their file and line."""

from __future__ import annotations

from probatum.cli.databases.entry import Entry, Flaw
from probatum.cli.databases.paths import READERS, database_files
from probatum.cli.databases.reading import STANDARD_INPUT, Database, flaw_place, read_database

__all__ = ["READERS", "STANDARD_INPUT", "Database", "Entry", "Flaw", "database_files", "flaw_place", "read_database"]
