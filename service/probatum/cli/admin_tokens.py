"""`probatum admin tokens`: the file that says who may call; it needs no server, which reads the file by itself."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from probatum.cli.exit_codes import ExitCode
from probatum.cli.printing import print_error

__all__ = ["app"]

app = typer.Typer(help="The file of tokens: who may call.", no_args_is_help=True)

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The tokens file.")]


@app.command()
def add(
    file: FileArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Who gets the token; a name may have several.")],
    role: Annotated[str, typer.Option(help="`verify` or `admin`.")] = "verify",
    expires: Annotated[str, typer.Option(metavar="DAY", help="The day it ends, such as 2027-01-31.")] = "",
) -> None:
    """Draw a token, add its hash to the file, and print the token: it is not shown again.

    Exit codes: 0 added; 2 wrong usage, or a file that cannot be read or written.
    """
    from probatum.service.identity import Role
    from probatum.service.tokens import TokenError, new_token, parse_tokens, token_line

    token = new_token()
    try:
        before = file.read_text() if file.exists() else ""
        parse_tokens(before, str(file))
        if role not in tuple(Role):
            raise TokenError(f"a role is {' or '.join(Role)}, not {role!r}")
        line = token_line(name, Role(role), token, expires)
        _replace(file, f"{before}{'' if not before or before.endswith(chr(10)) else chr(10)}{line}\n")
    except (TokenError, OSError, UnicodeDecodeError) as error:
        print_error(str(error))
        raise typer.Exit(ExitCode.USAGE) from error
    print(token)


@app.command("list")
def list_tokens(file: FileArgument) -> None:
    """List who has credentials, with role, kind and end.

    Exit codes: 0 listed; 2 a file that cannot be read.
    """
    for number, line, name in _lines(file):
        if name:
            _, role, credential, *expires = line.split()
            kind = credential if credential == "certificate" else f"token {credential[7:15]}"
            print(f"{number}  {name}  {role}  {kind}  {' '.join(expires)}".rstrip())


@app.command()
def revoke(
    file: FileArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose credentials are removed.")],
    hash_start: Annotated[str, typer.Option("--token", metavar="HASH", help="Only the one that `list` shows so.")] = "",
) -> None:
    """Remove the credentials of a name from the file; a server that reads it forgets them at once.

    Exit codes: 0 removed; 2 a file that cannot be read or written; 5 nothing to remove.
    """
    kept, removed = [], 0
    for _, line, owner in _lines(file):
        if owner == name and line.split()[2].removeprefix("sha256:").startswith(hash_start):
            removed += 1
        else:
            kept.append(line)
    if not removed:
        print_error(f"{file} has no such credential of {name}")
        raise typer.Exit(ExitCode.NOTHING_FOUND)
    try:
        _replace(file, "".join(f"{line}\n" for line in kept))
    except OSError as error:
        print_error(str(error))
        raise typer.Exit(ExitCode.USAGE) from error
    print(f"{removed} removed")


def _lines(file: Path) -> list[tuple[int, str, str]]:
    """The lines of a file with their numbers, and the name that each is for, empty for a comment."""
    from probatum.service.tokens import TokenError, parse_tokens

    try:
        text = file.read_text()
        parse_tokens(text, str(file))
    except (TokenError, OSError, UnicodeDecodeError) as error:
        print_error(str(error))
        raise typer.Exit(ExitCode.USAGE) from error
    numbered = enumerate(text.splitlines(), 1)
    return [(number, line, (line.partition("#")[0].split() or [""])[0]) for number, line in numbered]


def _replace(file: Path, text: str) -> None:
    """Write a file at once: nobody reads half of it, and nobody but its owner reads it at all."""
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}")
    try:
        with os.fdopen(descriptor, "w") as new:
            new.write(text)
            new.flush()
            os.fsync(new.fileno())
        if file.exists():
            found = file.stat()
            os.chmod(name, found.st_mode & 0o777)
            os.chown(name, found.st_uid, found.st_gid)
        os.replace(name, file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
