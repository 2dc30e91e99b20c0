"""`check --watch`: what changes is judged again, and nothing else; Ctrl-C ends it."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

WATCHING = "watching "


def _until_it_watches(process: subprocess.Popen[str]) -> list[str]:
    """The lines on the error stream until it waits for changes."""
    assert process.stderr is not None
    lines = []
    for line in process.stderr:
        if line.startswith(WATCHING):
            return lines
        lines.append(line)
    raise AssertionError(f"it ended: {lines}")


def test_what_changes_is_judged_again(tmp_path: Path) -> None:
    database, report = tmp_path / "some.yaml", tmp_path / "report.json"
    database.write_text("- {id: a, claim: '1 + 1 = 2'}\n- {id: b, claim: '1 = 1'}\n")
    command = [sys.executable, "-m", "probatum.cli", "check", str(database), "--watch", "--workers", "1"]
    command += ["--output", f"json={report}"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        assert "judged 2 of 2 claims" in "".join(_until_it_watches(process))

        # As editors do: another file takes its place.
        (tmp_path / "new").write_text("- {id: a, claim: '1 + 1 = 2', expect: REFUTED}\n- {id: b, claim: '1 = 2'}\n")
        (tmp_path / "new").replace(database)
        assert "judged 1 of 1 claims" in "".join(_until_it_watches(process))
        written = report.read_text()
        assert '"REFUTED"' in written
        assert "expected REFUTED, got PROVED" in written

        database.write_text("- {id: a\n")
        assert "not YAML" in "".join(_until_it_watches(process))

        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 130
    finally:
        process.kill()
        process.communicate()


def test_standard_input_cannot_be_watched() -> None:
    command = [sys.executable, "-m", "probatum.cli", "check", "-", "--watch"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, input="", timeout=60, check=False)
    assert run.returncode == 2
    assert "standard input cannot be watched" in run.stderr
