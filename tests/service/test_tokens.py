"""The tokens file: what a line may be, who a token is, and how it changes while it is used."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from probatum.service.identity import Caller, Role
from probatum.service.tokens import TokenError, TokenFile, new_token, parse_tokens, token_line

HASH = "sha256:" + "0" * 64


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ada", "NAME ROLE CREDENTIAL"),
        (f"ada verify {HASH} 2099-01-01 more", "NAME ROLE CREDENTIAL"),
        (f"../ada verify {HASH}", "a name is made of"),
        (f"ada root {HASH}", "a role is verify or admin"),
        ("ada verify secret", "a credential is"),
        ("ada verify sha256:12", "a credential is"),
        (f"ada verify {HASH} tomorrow", "'tomorrow' is no day"),
    ],
)
def test_a_line_that_is_none_is_named(line: str, said: str) -> None:
    with pytest.raises(TokenError, match=said) as caught:
        parse_tokens(f"# a comment\n\n{line}\n", "file")
    assert str(caught.value).startswith("file:3: ")


def _file(path: Path, *lines: str) -> None:
    """Written beside and moved, as an editor does, so that no half of it is read."""
    new = path.with_suffix(".new")
    new.write_text("\n".join(lines))
    os.replace(new, path)


def test_a_token_is_its_owners_until_it_is_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "tokens"
    first, second = new_token(), new_token()
    assert first != second
    _file(path, "# ours", token_line("ada", Role.VERIFY, first))
    tokens = TokenFile(path)
    assert tokens.caller_of_token(first) == Caller("ada", Role.VERIFY)
    assert tokens.caller_of_token(second) is None
    assert tokens.caller_of_token("") is None
    _file(path, token_line("ada", Role.VERIFY, first), token_line("ada", Role.ADMIN, second))
    assert tokens.caller_of_token(first) == Caller("ada", Role.VERIFY)
    assert tokens.caller_of_token(second) == Caller("ada", Role.ADMIN)
    _file(path, token_line("ada", Role.ADMIN, second))
    assert tokens.caller_of_token(first) is None


def test_the_hash_is_no_token(tmp_path: Path) -> None:
    token = new_token()
    line = token_line("ada", Role.VERIFY, token)
    assert token not in line
    _file(tmp_path / "tokens", line)
    tokens = TokenFile(tmp_path / "tokens")
    for guess in line.split():
        assert tokens.caller_of_token(guess) is None


def test_a_token_expires(tmp_path: Path) -> None:
    token, lasting = new_token(), new_token()
    _file(
        tmp_path / "tokens",
        token_line("ada", Role.VERIFY, token, "2020-01-01T00:00:00+00:00"),
        token_line("emmy", Role.VERIFY, lasting, "2999-12-31"),
    )
    tokens = TokenFile(tmp_path / "tokens")
    assert tokens.caller_of_token(token) is None
    assert tokens.caller_of_token(lasting) == Caller("emmy", Role.VERIFY)


def test_a_broken_file_takes_nothing_away_and_gives_nothing(tmp_path: Path) -> None:
    path = tmp_path / "tokens"
    token = new_token()
    _file(path, token_line("ada", Role.VERIFY, token))
    tokens = TokenFile(path)
    _file(path, "a file that was edited by accident")
    assert tokens.caller_of_token(token) == Caller("ada", Role.VERIFY)
    path.unlink()
    assert tokens.caller_of_token(token) == Caller("ada", Role.VERIFY)
    with pytest.raises(TokenError):
        TokenFile(path)
    _file(path, "")
    assert tokens.caller_of_token(token) is None


def test_a_certificate_has_the_role_of_its_line(tmp_path: Path) -> None:
    _file(tmp_path / "tokens", "ops admin certificate", "old admin certificate 2020-01-01")
    tokens = TokenFile(tmp_path / "tokens")
    assert tokens.caller_of_certificate("ops") == Caller("ops", Role.ADMIN)
    assert tokens.caller_of_certificate("old") == Caller("old", Role.VERIFY)
    assert tokens.caller_of_certificate("ada") == Caller("ada", Role.VERIFY)
    assert tokens.caller_of_token("certificate") is None
