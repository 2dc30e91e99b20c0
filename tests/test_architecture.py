"""Imports point one way: proto <- client <- cli, verifiers <- service; and the SDK is light at import time."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [
    path
    for root in ("proto", "client", "verifiers", "service")
    for path in sorted((ROOT / root / "probatum").rglob("*.py"))
]

MAY_IMPORT = {
    "v1": {"v1"},
    "client": {"client", "v1"},
    "verifiers": {"verifiers"},
    "service": {"service", "verifiers", "v1"},
    "cli": {"cli", "client", "service", "v1"},
}
"""Which packages of `probatum` each of them may import."""

PROCESS_OF_THE_SERVER = {
    "engines", "nursery_start", "nursery_link", "ray_nursery", "ray_worker",
    "config", "server", "servicer", "pool", "requests", "batch", "jobs", "answers", "postmortem", "job_runner",
    "job_servicer", "field_servicer", "cache", "build", "option_defaults", "gate", "identity", "tokens", "tls",
    "quotas", "metrics", "observing", "logs", "settings", "admin_servicer", "single_answers", "archive_servicer",
    "equivalence_servicer", "identification_servicer", "delta_servicer",
    "notation_servicer", "pool_servicer", "door",
}  # fmt: skip
"""Modules of the service that run beside gRPC: all mathematics is kept out of them."""

FORKED_PROCESSES = {
    *(
        "nursery",
        "nursery_start",
        "worker",
        "judging",
        "comparing",
        "faults",
        "identifying",
        "delta_measuring",
        "measuring",
        "rechecking",
        "rendering",
        "notation",
        "messages",
        "certificate_messages",
        "board",
        "frames",
        "durations",
        "confinement",
    ),
}
"""Modules of the service that run where workers are forked: gRPC is kept out of them."""


def _imports(path: Path, at_import_time_only: bool = False) -> Iterator[str]:
    """Absolute names of the modules that a module imports, and of what it imports from them."""
    pending: list[ast.AST] = [ast.parse(path.read_text())]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        deferred = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) or (
            isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        )
        if not (deferred and at_import_time_only):
            pending.extend(ast.iter_child_nodes(node))


def _package(path: Path) -> str:
    return path.relative_to(ROOT).parts[2]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    own = {name.split(".")[1] for name in _imports(path) if name.startswith("probatum.")}
    assert own <= MAY_IMPORT[_package(path)]


def test_every_package_is_looked_at() -> None:
    assert {_package(path) for path in SOURCES} == set(MAY_IMPORT)


@pytest.mark.parametrize("path", [path for path in SOURCES if _package(path) == "client"], ids=lambda path: path.stem)
def test_the_client_imports_grpc_and_protobuf_only(path: Path) -> None:
    import sys

    for name in _imports(path, at_import_time_only=True):
        top = name.partition(".")[0]
        assert top in sys.stdlib_module_names or top in ("grpc", "probatum") or name.startswith("google.protobuf.")


@pytest.mark.parametrize("module", sorted(PROCESS_OF_THE_SERVER))
def test_no_mathematics_runs_beside_grpc(module: str) -> None:
    path = ROOT / "service/probatum/service" / f"{module}.py"
    foreign = ("probatum.verifiers", "flint", "lark", "sympy", "probatum.service.messages", "probatum.service.judging")
    assert not [name for name in _imports(path) if name.startswith(foreign)]


@pytest.mark.parametrize("module", sorted(FORKED_PROCESSES))
def test_no_grpc_where_workers_are_forked(module: str) -> None:
    path = ROOT / "service/probatum/service" / f"{module}.py"
    foreign = ("grpc", "asyncio", "threading", "probatum.service.server", "probatum.service.pool")
    assert not [name for name in _imports(path) if name.startswith(foreign)]


@pytest.mark.parametrize("package", sorted(MAY_IMPORT))
def test_every_package_is_typed(package: str) -> None:
    (directory,) = [path.parent for path in SOURCES if _package(path) == package and path.parent.name == package][:1]
    assert (directory / "py.typed").exists()


# -- the trusted part --------------------------------------------------------------------------------

CERTIFICATES = sorted((ROOT / "verifiers/probatum/verifiers/certificates").rglob("*.py"))

NOT_TRUSTED = {
    *("provers", "proving", "judge", "closed", "quantified", "evidence", "explanations", "theorems"),
    *("language.parser", "language.builder", "language.diagnosis", "language.sympy_form", "language.latex_input"),
}
"""Rooms of the verifiers that the checker does not pass through: search, parsing, judging, telling."""

MAX_LINES_OF_THE_CORE = 1000
"""Of code: without blank lines, comments and docstrings. What is larger is not read to the end by anybody."""

MAX_LINES_OF_A_RULE = 200
"""A rule, or a kind of certificate, is read on its own, beside the theorem that its docstring states."""

READ_ALONE = {"rules", "kinds"}


@pytest.mark.parametrize("path", CERTIFICATES, ids=lambda path: path.stem)
def test_the_checker_imports_no_search_and_no_parser(path: Path) -> None:
    import sys

    for name in _imports(path):
        top = name.partition(".")[0]
        assert top in sys.stdlib_module_names or top in ("flint", "probatum"), name
        room = name.removeprefix("probatum.verifiers.")
        assert not any(room == each or room.startswith(f"{each}.") for each in NOT_TRUSTED), name
        assert name not in ("probatum.verifiers.language.parse_claim", "probatum.verifiers.language.parse_expression")


def test_the_checker_stays_small() -> None:
    lines = {path: len(_code_lines(path)) for path in CERTIFICATES}
    assert sum(count for path, count in lines.items() if path.parent.name not in READ_ALONE) < MAX_LINES_OF_THE_CORE
    assert all(count < MAX_LINES_OF_A_RULE for path, count in lines.items() if path.parent.name in READ_ALONE)


def _code_lines(path: Path) -> set[int]:
    """The numbers of the lines with code on them."""
    tree = ast.parse(path.read_text())
    words = [node for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)]
    silent = {line for node in words for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)}
    lines = {number for number, line in enumerate(path.read_text().splitlines(), 1) if line.split("#")[0].strip()}
    return lines - silent
