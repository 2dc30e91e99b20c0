"""Files of sequences in the form of OEIS: lines `n a(n)`, compared with a formula for a(n).

The formula stands in a comment, `# a(n) = fibonacci(n)`, or is given to the command. Source of the form: the OEIS's
description of b-files (oeis.org/SubmitB.html).
"""

from __future__ import annotations

import re
from typing import Final

from probatum.cli.databases.entry import Flaw, RawEntry

__all__ = ["read_b_file", "sequence_formula"]

_HEADER: Final = re.compile(r"#\s*a\((?P<index>[A-Za-z]\w*)\)\s*=\s*(?P<formula>.+?)\s*\Z")
_TERM: Final = re.compile(r"\s*(?P<index>[+-]?\d+)\s+(?P<value>[+-]?\d+)\s*(?:#.*)?\Z")
_MAX_TERMS: Final = 100_000
_MAX_WRITTEN: Final = 100_000_000


def sequence_formula(text: str) -> tuple[str, str]:
    """The index and the formula of `a(n) = ..`, or of a formula in n; raises ValueError for one without its index."""
    match = _HEADER.match(f"# {text.strip()}")
    index, formula = (match["index"], match["formula"]) if match else ("n", text.strip())
    if not re.search(rf"\b{index}\b", formula):
        raise ValueError(f"the formula {formula!r} of the sequence does not depend on {index}")
    if re.search(rf",\s*{index}\s*,", formula):
        raise ValueError(
            f"the formula of the sequence binds its own index {index}: give the bound variable another name"
        )
    return index, formula


def read_b_file(text: str, sequence: str = "") -> tuple[list[RawEntry], list[Flaw]]:
    """A claim for each line `n a(n)`, named as in `a(17)`; the first index and value that are not are flaws."""
    entries: list[RawEntry] = []
    flaws: list[Flaw] = []
    rows: list[tuple[int, str, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        header = _HEADER.match(line.strip())
        if header and not sequence:
            sequence = line.strip().lstrip("# ")
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        term = _TERM.match(line)
        if term is None:
            flaws.append(Flaw(number, f"expected an index and a value, 'n a(n)', found {line.strip()[:60]!r}"))
        else:
            rows.append((number, term["index"], term["value"]))
    if not rows:
        return [], flaws
    if not sequence:
        return [], [*flaws, Flaw(0, "no formula: write '# a(n) = fibonacci(n)' in the file, or give --sequence")]
    try:
        index, formula = sequence_formula(sequence)
    except ValueError as error:
        return [], [*flaws, Flaw(0, str(error))]
    if len(rows) > _MAX_TERMS or len(rows) * len(formula) > _MAX_WRITTEN:
        return [], [*flaws, Flaw(0, f"more than {_MAX_TERMS} terms, or a formula too long for so many")]
    for line_number, place, value in rows:
        at = re.sub(rf"\b{index}\b", f"({int(place)})" if place.startswith(("-", "+")) else place, formula)
        entries.append(RawEntry(line_number, {"id": f"a({place})", "claim": f"{at} = {value.lstrip('+')}"}, column=1))
    return entries, flaws
