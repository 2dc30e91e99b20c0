"""What a command ends with when the service does not answer it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from probatum.cli.exit_codes import ExitCode
from probatum.cli.printing import print_error
from probatum.client import InvalidRequestError, ProbatumError


@contextmanager
def exit_on_failure() -> Iterator[None]:
    """Ends the command with `USAGE` when the service refuses a request as wrong, `SERVICE_FAILURE` when it fails.

    Raises typer.Exit with that code, once the error is printed.
    """
    try:
        yield
    except InvalidRequestError as error:
        print_error(str(error))
        raise typer.Exit(ExitCode.USAGE) from error
    except ProbatumError as error:
        print_error(f"the service failed: {error}")
        raise typer.Exit(ExitCode.SERVICE_FAILURE) from error
