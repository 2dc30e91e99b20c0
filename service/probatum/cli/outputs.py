"""Reports of one check written to files, beside the one on standard output."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from probatum.cli.printing import print_error
from probatum.cli.reports import FORMATS
from probatum.cli.run import CheckRun

__all__ = ["Output", "output_of", "write_outputs"]


@dataclass(frozen=True, slots=True)
class Output:
    """A form of report, and the file it goes to."""

    format: str
    file: Path


def output_of(text: str) -> Output:
    """The output that `FORMAT=FILE` names. Raises ValueError."""
    name, separator, file = text.partition("=")
    if not separator or name not in FORMATS or not file:
        raise ValueError(f"an output is FORMAT=FILE with a format of {', '.join(FORMATS)}, not {text!r}")
    if not Path(file).parent.is_dir():  # said before anything is judged
        raise ValueError(f"{file} cannot be written: there is no directory {Path(file).parent}")
    return Output(name, Path(file))


def write_outputs(run: CheckRun, outputs: Sequence[Output]) -> bool:
    """Write the reports; says on the error stream which cannot be written, and returns whether all were."""
    complete = True
    for output in outputs:
        try:
            with output.file.open("w", encoding="utf-8", newline="\n") as stream:
                FORMATS[output.format](run, stream)
        except OSError as error:
            print_error(f"cannot be written: {error.strerror}", str(output.file))
            complete = False
    return complete
