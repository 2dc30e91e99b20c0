"""Compile the published theorems to the trees that the checker reads, or check that these are up to date.

python scripts/generate_theorems.py          writes certificates/theorems.json
python scripts/generate_theorems.py --check  exits with 1 when it differs
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from probatum.verifiers.certificates.trees import json_of
from probatum.verifiers.language import parse_claim
from probatum.verifiers.theorems import FAMILIES, FUNCTIONAL_EQUATIONS, Row

CERTIFICATES = Path(__file__).resolve().parent.parent / "verifiers/probatum/verifiers/certificates"
TABLE = CERTIFICATES / "theorems.json"
TABLES = {TABLE: FAMILIES, CERTIFICATES / "identities.json": FUNCTIONAL_EQUATIONS}


def compiled(row: Row) -> str:
    """One row of the table as JSON. Raises ValueError for a statement that is not one equation of declared names."""
    name, text, source = row
    claim = parse_claim(text)
    if claim.proposition.head != "=" or claim.undeclared:
        raise ValueError(f"{name}: one equation between declared variables is wanted")
    equation, conditions = json_of(claim.proposition), [json_of(condition) for condition in claim.conditions]
    return json.dumps(
        {"name": name, "equation": equation, "conditions": conditions, "source": source}, separators=(",", ":")
    )


def table(families: tuple[tuple[Row, ...], ...] = FAMILIES) -> str:
    """A whole table, one theorem a line. Raises ValueError when two have the same name."""
    rows = [row for family in families for row in family]
    twice = [name for name, count in Counter(name for name, _, _ in rows).items() if count > 1]
    if twice:
        raise ValueError(f"more than one theorem is called {twice}")
    return "[\n" + ",\n".join(map(compiled, rows)) + "\n]\n"


def main() -> int:
    """Run the command line; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument(
        "--check", action="store_true", help="change nothing; exit with 1 when the table is out of date"
    )
    only_check = parser.parse_args().check
    outdated = [path for path, rows in TABLES.items() if not path.exists() or path.read_text("utf-8") != table(rows)]
    for path in outdated:
        if only_check:
            print(f"out of date: {path}", file=sys.stderr)
        else:
            path.write_text(table(TABLES[path]), "utf-8")
    return 1 if only_check and outdated else 0


if __name__ == "__main__":
    sys.exit(main())
