"""The command as the shell sees it: real processes, a real service, exit codes."""

from __future__ import annotations

import json
import os
import pty
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "probatum.cli"]
# What a developer's shell or a CI machine may set, and the command would heed.
ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if name not in ("PROBATUM_SERVER", "FORCE_COLOR", "CLICOLOR_FORCE", "GITHUB_ACTIONS", "TTY_COMPATIBLE")
}
GOOD = "- {id: one, claim: 1 = 1, expect: PROVED}\n- {id: half, claim: 2/4 = 1/2}\n"


@dataclass(frozen=True)
class Service:
    """A running service, and the pipe that lets one claim marked `held` go when it is opened for writing."""

    target: str
    gate: Path


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("service")
    target, gate = f"unix:{folder / 'socket'}", folder / "gate"
    os.mkfifo(gate)
    environment = ENVIRONMENT | {
        "PROBATUM_JUDGE_GATE": str(gate),
        "PROBATUM_JUDGE_READABLE": str(folder),
        "PYTHONPATH": str(Path(__file__).parent),
    }
    arguments = ["serve", "--listen", target, "--workers", "2", "--judge", "scripted_judge:judge"]
    process = subprocess.Popen([*COMMAND, *arguments], env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process.stdout:
        assert process.stdout.readline()
        yield Service(target, gate)
        process.terminate()
        assert process.wait(timeout=30) == 0


def run(*arguments: str | Path | int, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        cwd=cwd,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


def database(folder: Path, content: str, name: str = "a.yaml") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


VERIFY = {
    "proved": ("1 + 1 = 2", 0, "PROVED"),
    "refuted": ("1 + 1 = 3", 1, "REFUTED"),
    "starts with a minus sign": ("-1 < 0", 0, "PROVED"),
    "divided by zero": ("1/0 = 1", 1, "INVALID"),
    "not in the language": ("1 + * 2 = 3", 2, "INVALID"),
}


@pytest.mark.parametrize(("claim", "code", "status"), VERIFY.values(), ids=VERIFY.keys())
def test_verify_tells_the_status_and_exits_accordingly(service: Service, claim: str, code: int, status: str) -> None:
    done = run("verify", claim, "--server", service.target)
    assert (done.returncode, done.stderr) == (code, "")
    assert done.stdout.startswith(status)


def test_verify_puts_a_caret_under_a_syntax_error(service: Service) -> None:
    lines = run("verify", "1 + * 2 = 3", "--server", service.target).stdout.splitlines()
    shown = next(index for index, line in enumerate(lines) if line.endswith("  1 + * 2 = 3") and "claim" not in line)
    assert lines[shown + 1].index("^") == lines[shown].index("*")


def test_verify_prints_one_json_object(service: Service) -> None:
    done = run("verify", "1/3 < 1/2", "--json", "--digits", "20", "--seed", "7", "--server", service.target)
    answer = json.loads(done.stdout)
    assert (answer["schema"], answer["claim"], answer["status"]) == ("probatum.verify/1", "1/3 < 1/2", "PROVED")


def test_verify_embeds_a_service(tmp_path: Path) -> None:
    done = run("verify", "1 + 1 = 2")
    assert (done.returncode, done.stderr) == (0, "")


USAGE_ERRORS = {
    "no such command": (["prove", "1 = 1"], "No such command 'prove'"),
    "no claim": (["verify"], "Missing argument"),
    "two claims": (["verify", "1 = 1", "2 = 2"], "unexpected extra argument"),
    "no digits": (["verify", "1 = 1", "--digits", "0"], "--digits"),
    "no time": (["verify", "1 = 1", "--timeout", "0"], "--timeout"),
    "no path": (["check"], "Missing argument"),
    "a path that does not exist": (["check", "none.yaml"], "does not exist"),
    "a format that does not exist": (["check", ".", "--format", "xml"], "'xml' is not one of text, json"),
    "a directory for a report that does not exist": (
        ["check", ".", "--output", "html=none/report.html"],
        "none/report.html cannot be written: there is no directory none",
    ),
    "no such option": (["check", ".", "--jobs", "2"], "No such option: --jobs"),
}


@pytest.mark.parametrize(("arguments", "message"), USAGE_ERRORS.values(), ids=USAGE_ERRORS.keys())
def test_wrong_usage_exits_with_2(arguments: list[str], message: str, tmp_path: Path) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in " ".join(done.stderr.replace("│", " ").split())


@pytest.mark.parametrize("arguments", [["verify", "1 = 1"], ["check", "a.yaml"]], ids=["verify", "check"])
def test_a_service_that_cannot_be_reached_exits_with_3(arguments: list[str], tmp_path: Path) -> None:
    database(tmp_path, GOOD)
    done = run(*arguments, "--server", f"unix:{tmp_path / 'nobody'}", cwd=tmp_path)
    assert done.returncode == 3
    assert "error: the service failed: UNAVAILABLE" in done.stderr


def test_check_of_a_clean_database_with_an_embedded_service(tmp_path: Path) -> None:
    done = run("check", database(tmp_path, GOOD), "--workers", "1")
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "no findings"
    assert "judged 2 of 2 claims, findings so far: 0" in done.stderr


def test_check_names_file_and_line_of_a_finding(service: Service, tmp_path: Path) -> None:
    database(tmp_path, GOOD + "# false\n- id: wrong\n  claim: 1 + 1 = 3\n")
    done = run("check", ".", "--server", service.target, cwd=tmp_path)
    assert done.returncode == 1
    assert "a.yaml:4: error: wrong: REFUTED" in done.stdout


def test_check_compares_with_expectations(service: Service, tmp_path: Path) -> None:
    text = "- {id: known, claim: 1 = 2, expect: REFUTED}\n- {id: timid, claim: 1 = 1, expect: SUPPORTED}\n"
    done = run("check", database(tmp_path, text), "--server", service.target)
    assert done.returncode == 1
    assert "timid: expected SUPPORTED, got PROVED (better than expected: update 'expect' to PROVED)" in done.stdout
    assert "known:" not in done.stdout


def test_a_claim_that_the_service_refuses_is_a_finding(service: Service, tmp_path: Path) -> None:
    entries = [{"id": "long", "claim": "1 = 1" + " + 0" * 700_000}, {"id": "short", "claim": "1 = 1"}]
    path = database(tmp_path, "\n".join(map(json.dumps, entries)), "a.jsonl")
    done = run("check", path, "--format", "json", "--server", service.target)
    assert done.returncode == 1
    refused, judged = json.loads(done.stdout)["results"]
    assert (refused["status"], refused["ok"], judged["status"]) == (None, False, "PROVED")
    assert refused["message"].startswith("no verdict: INVALID_ARGUMENT")


def test_undecided_without_an_expectation_is_a_warning(service: Service, tmp_path: Path) -> None:
    text = "- {id: slow, claim: held 1 = 1}\n"
    done = run("check", database(tmp_path, text), "--timeout", "0.2", "--server", service.target)
    assert done.returncode == 0
    assert "slow: UNDECIDED (TIMEOUT)" in done.stdout
    assert "no findings, 1 warning" in done.stdout


BAD_DATABASES = {
    "not YAML": ("- id: [\n", "a.yaml:2: error: not YAML"),
    "a missing key": ("- id: a\n", "a.yaml:1: error: the entry has no 'claim'"),
    "a duplicate id": (GOOD + "- {id: one, claim: 1 = 1}\n", "a.yaml:3: error: duplicate id 'one': first on line 1"),
    "no such status": ("- {id: a, claim: 1 = 1, expect: TRUE}\n", "a.yaml:1: error: 'expect' must be one of PROVED"),
    "empty": ("", "a.yaml: error: the file is empty"),
}


@pytest.mark.parametrize(("text", "message"), BAD_DATABASES.values(), ids=BAD_DATABASES.keys())
def test_a_bad_database_exits_with_2_and_nothing_is_judged(text: str, message: str, tmp_path: Path) -> None:
    database(tmp_path, text)
    database(tmp_path, '{"id": "b", "claim": "1 = 1"}\n', "b.jsonl")
    done = run("check", ".", "--format", "json", cwd=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    report = json.loads(done.stdout)
    assert (report["results"], len(report["errors"])) == ([], 1)


@pytest.mark.parametrize("arguments", [[], ["-k", "no such id"]], ids=["no database", "no claim selected"])
def test_nothing_found_exits_with_5(arguments: list[str], tmp_path: Path) -> None:
    if arguments:
        database(tmp_path, GOOD)
    done = run("check", ".", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (5, "")
    assert "nothing to judge" in done.stderr


def test_an_empty_input_has_nothing_to_judge() -> None:
    command = [*COMMAND, "check", "-"]
    done = subprocess.run(command, env=ENVIRONMENT, input="", capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (5, "")
    assert "nothing to judge" in done.stderr


def test_a_selection_by_id(service: Service, tmp_path: Path) -> None:
    done = run("check", database(tmp_path, GOOD), "-k", "al", "--format", "json", "--server", service.target)
    assert [result["id"] for result in json.loads(done.stdout)["results"]] == ["half"]


def test_results_are_in_the_order_of_the_files_whenever_they_come(service: Service, tmp_path: Path) -> None:
    database(tmp_path, "- {id: late, claim: held 1 = 1}\n- {id: early, claim: 1 = 1}\n", "a.yaml")
    database(tmp_path, '{"id": "late", "claim": "2 = 2"}\n', "b.jsonl")
    arguments = ["check", "a.yaml", "b.jsonl", "--format", "json", "--server", service.target]
    process = subprocess.Popen(
        [*COMMAND, *arguments], cwd=tmp_path, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    # Two of the three are judged while the first is held.
    while "judged 2 of 3" not in process.stderr.readline():
        assert process.poll() is None
    with service.gate.open("w"):
        out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    results = json.loads(out)["results"]
    assert [(found["file"], found["line"], found["id"]) for found in results] == [
        ("a.yaml", 1, "late"),
        ("a.yaml", 2, "early"),
        ("b.jsonl", 1, "late"),
    ]


@pytest.mark.parametrize("report_format", ["text", "json"])
def test_ctrl_c_reports_what_was_judged_and_exits_with_130(
    service: Service, tmp_path: Path, report_format: str
) -> None:
    path = database(tmp_path, "- {id: early, claim: 1 = 2}\n- {id: never, claim: held 1 = 1}\n")
    arguments = ["check", str(path), "--format", report_format, "--server", service.target]
    process = subprocess.Popen(
        [*COMMAND, *arguments], env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    while "judged 1 of 2" not in process.stderr.readline():
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "interrupted: 1 of 2 claims were judged" in errors
    if report_format == "json":
        report = json.loads(out)
        assert [found["id"] for found in report["results"]] == ["early"]
        assert report["summary"]["interrupted"] is True
    else:
        assert "early: REFUTED" in out
        assert "1 of 2 claims in 1 file judged" in out


def test_ctrl_c_ends_verify_with_130(service: Service) -> None:
    ours, theirs = pty.openpty()
    arguments = ["verify", "held 1 = 1", "--server", service.target]
    with subprocess.Popen([*COMMAND, *arguments], env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        assert _read(ours)  # the spinner
        process.send_signal(signal.SIGINT)
        while _read(ours):
            pass
        out, _ = process.communicate(timeout=60)
    os.close(ours)
    assert (process.returncode, out) == (130, b"")


def test_a_terminal_shows_a_bar_and_standard_output_stays_clean(service: Service, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    arguments = ["check", str(database(tmp_path, GOOD)), "--format", "json", "--server", service.target]
    environment = ENVIRONMENT | {"TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen([*COMMAND, *arguments], env=environment, stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        shown = b"".join(iter(lambda: _read(ours), b""))
        out, _ = process.communicate(timeout=60)
    os.close(ours)
    assert b"judging" in shown
    assert b"2/2" in shown
    assert json.loads(out)["summary"]["judged"] == 2


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux answers so when the other side is closed
        return b""


def test_without_its_libraries_the_command_says_what_to_install() -> None:
    script = "import sys; sys.modules['typer'] = None; from probatum.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert "needs typer" in done.stderr
    assert "pip install 'probatum[cli]'" in done.stderr
    assert "pip install 'probatum[service]'" in done.stderr


def test_the_command_loads_neither_verifiers_nor_service() -> None:
    script = (
        "import sys, probatum.cli.app\n"
        "print([n for n in sys.modules if n.startswith(('probatum.verifiers', 'probatum.service', 'flint', 'sympy'))])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("arguments", [["verify", "1 = 1"], ["check", "a.yaml"], ["serve"]], ids=lambda value: value[0])
def test_without_the_service_extra_the_command_says_what_to_install(arguments: list[str], tmp_path: Path) -> None:
    database(tmp_path, GOOD)
    script = "import sys; sys.modules['grpc_health'] = None\nfrom probatum.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=tmp_path,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 3
    assert "needs grpc_health" in done.stderr
    assert "pip install 'probatum[service]'" in done.stderr


def test_serve_listens_on_a_port_until_it_is_told_to_stop() -> None:
    arguments = ["serve", "--host", "127.0.0.1", "--port", "0", "--workers", "1", "--memory-limit", "1024"]
    with subprocess.Popen([*COMMAND, *arguments], env=ENVIRONMENT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said, _, address = process.stdout.readline().rstrip("\n").rpartition(" ")
        done = run("verify", "1 = 1", "--server", address)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0
    assert said == "listening on"
    assert address.startswith("127.0.0.1:")
    assert done.returncode == 0


def test_serve_of_a_port_that_is_taken_exits_with_3() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("serve", "--port", port, "--workers", "1")
    assert done.returncode == 3
    assert str(port) in done.stderr


def test_serve_of_what_is_no_judge_is_wrong_usage() -> None:
    done = run("serve", "--judge", "no colon")
    assert done.returncode == 2
    assert "judge must be 'module:function'" in done.stderr
