"""The public names of the SDK, and how little it needs: changing either is a decision, made here."""

from __future__ import annotations

import subprocess
import sys

import probatum.client

NAMES = {
    *("Client", "AsyncClient", "Request", "Answer", "Options"),
    *(
        "Verdict",
        "Status",
        "Reason",
        "Position",
        "RealBall",
        "Enclosure",
        "Counterexample",
        "PointEvidence",
        "StepVerdict",
    ),
    *("Certificate", "Statement", "Notation", "Rechecked", "Event", "Accepted", "Progress", "Evidence"),
    *("MatrixField", "Trajectory", "Approximation", "SurveyPoint", "Unification", "directions_in_box"),
    *("Job", "JobAnswer", "JobState"),
    *("Comparison", "Equivalence", "UpTo"),
    *("Identification", "Proposal"),
    *("Table", "progress", "table"),
    *("DeltaFit", "DeltaPoint", "doubling_depths", "fit_deltas", "plot_deltas"),
    *("plot_convergence", "plot_statuses", "plot_survey", "plot_trajectories"),
    *("Latex", "latex"),
    *("Rendering", "VerdictSummary"),
    *("Description", "Function", "Method", "Limits"),
    *("ProbatumError", "InvalidRequestError", "OverloadedError", "UnavailableError", "DeadlineExceededError"),
    *("AdminClient", "ServerStatus", "WorkerStatus", "CacheStatus"),
    *("AccessDeniedError", "tls_credentials"),
    *("CancelledError", "ServiceError", "FieldViolation"),
}

LIGHT_INSTALLATION = """
import sys
from importlib.machinery import PathFinder

class LightInstallation:
    # What `pip install probatum` brings: grpcio with its one dependency, and protobuf.
    allowed = {"grpc", "typing_extensions", "google.protobuf", "probatum.client", "probatum.v1"}

    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if top in sys.stdlib_module_names or name in ("google", "probatum"):
            return PathFinder.find_spec(name, path, target)
        if top in self.allowed or ".".join(name.split(".")[:2]) in self.allowed or name.startswith("google._upb"):
            return PathFinder.find_spec(name, path, target)
        return None

sys.meta_path = [finder for finder in sys.meta_path if finder is not PathFinder] + [LightInstallation()]
"""


def _run(program: str) -> str:
    command = [sys.executable, "-c", LIGHT_INSTALLATION + program]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.strip()


def test_public_names_are_these_in_order() -> None:
    assert probatum.client.__all__ == sorted(NAMES)
    assert all(hasattr(probatum.client, name) for name in NAMES)


def test_the_sdk_needs_grpc_and_protobuf_only() -> None:
    program = """
from probatum.client import *
print(str(Verdict(Status.PROVED, "1 = 1", "")).splitlines()[0])
try:
    Client("unix:/nonexistent").describe()
except UnavailableError as error:
    print(error.code)
"""
    assert _run(program).splitlines() == ["PROVED: 1 = 1", "UNAVAILABLE"]


def test_the_embedded_service_without_its_extra_says_how_to_get_it() -> None:
    program = """
from probatum.client import AsyncClient, Client
for kind in (Client, AsyncClient):
    try:
        kind.local()
    except ImportError as error:
        print(error)
try:
    Client("unix:/nonexistent").recheck("{}")  # on this machine, not there
except ImportError as error:
    print(error)
"""
    lines = _run(program).splitlines()
    assert len(lines) == 3
    for line in lines:
        assert "flint" in line
        assert line.endswith("pip install 'probatum[service]'")
