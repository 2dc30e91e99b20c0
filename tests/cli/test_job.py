"""`probatum job` as the shell sees it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_commands import run
from tests.conftest import HOSTILE, start_server

CLAIMS = "- {id: one, claim: 1 = 1}\n- {id: half, claim: 2/4 = 1/2}\n- {id: wrong, claim: 1 = 2}\n"


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    database = f"sqlite:///{tmp_path_factory.mktemp('jobs')}/store.sqlite"
    running = start_server("--workers", "1", "--judge", HOSTILE, "--database", database)
    yield running.address
    running.stop()


def test_a_job_from_its_creation_to_its_answers(target: str, tmp_path: Path) -> None:
    file = tmp_path / "claims.yaml"
    file.write_text(CLAIMS)
    created = run("job", "create", file, "--request-id", "monday", "--json", "--server", target)
    assert created.returncode == 0, created.stderr
    job = json.loads(created.stdout)
    assert (job["total"], job["request_id"]) == (3, "monday")
    again = run("job", "create", file, "--request-id", "monday", "--json", "--server", target)
    assert json.loads(again.stdout)["job"] == job["job"]
    watched = run("job", "watch", job["job"], "--json", "--server", target)
    assert watched.returncode == 0
    answers = {each["id"]: each for each in map(json.loads, watched.stdout.splitlines())}
    assert {name: each["status"] for name, each in answers.items()} == {
        "one": "PROVED",
        "half": "PROVED",
        "wrong": "REFUTED",
    }
    assert "2 PROVED" in watched.stderr
    assert "REFUTED  wrong  1 = 2" in run("job", "watch", job["job"], "--server", target).stdout
    rest = run("job", "watch", job["job"], "--after", 2, "--json", "--server", target).stdout
    assert [json.loads(line)["sequence"] for line in rest.splitlines()] == [3]
    listed = run("job", "list", "--state", "done", "--server", target).stdout
    assert job["job"] in listed
    assert "3/3" in listed


def test_a_job_is_cancelled(target: str, tmp_path: Path) -> None:
    file = tmp_path / "claims.yaml"
    file.write_text("- {id: long, claim: endless = 1}\n")
    job = json.loads(run("job", "create", file, "--json", "--server", target).stdout)["job"]
    assert "CANCELLED" in run("job", "cancel", job, "--server", target).stdout
    assert run("job", "watch", job, "--server", target).returncode == 1


def test_what_goes_wrong_is_said(target: str, tmp_path: Path) -> None:
    file = tmp_path / "claims.yaml"
    file.write_text(CLAIMS)
    for arguments, code, said in (
        (("create", file), 2, "--server"),
        (("create", file, "-k", "nonesuch", "--server", target), 5, "nothing to judge"),
        (("watch", "nonesuch", "--server", target), 3, "no such job"),
        (("list", "--state", "paused", "--server", target), 2, "paused"),
        (("list", "--server", "127.0.0.1:1"), 3, "the service failed"),
    ):
        done = run("job", *arguments)
        assert done.returncode == code
        assert said in done.stderr
