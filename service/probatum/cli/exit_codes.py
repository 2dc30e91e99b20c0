"""The exit codes of every command; documented, and never changed quietly."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the command tells the shell."""

    CLEAN = 0
    """`verify`: PROVED, SUPPORTED or CONDITIONAL. `check`: no findings. `recheck`: every certificate is accepted."""
    FINDINGS = 1
    """`verify`: REFUTED, UNDECIDED or INVALID. `check`: at least one finding. `recheck`: a certificate is not accepted.
    `explain`: there is no argument to explain. `identify`: no form was found."""
    USAGE = 2
    """Wrong options, a claim that is not in the language, a database that cannot be read."""
    SERVICE_FAILURE = 3
    """The service could not be reached, or failed before every claim had its verdict."""
    NOTHING_FOUND = 5
    """`check`: no database under the paths, or no claim selected by `-k`. `recheck`, `explain`: no certificate."""
    INTERRUPTED = 130
    """Ctrl-C; what was known by then has been printed."""
