"""Generate the Python stubs of `proto/` next to the .proto files, or check that they are up to date.

    python scripts/generate_stubs.py          writes *_pb2.py, *_pb2_grpc.py and their .pyi
    python scripts/generate_stubs.py --check  exits with 1 and names the files that differ

The generators come from the `dev` extra at pinned versions: their output names its own version.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from importlib.resources import files
from pathlib import Path

from grpc_tools import protoc  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parent.parent / "proto"
PACKAGE = Path("probatum", "v1")


def generate(destination: Path) -> None:
    """Write the stubs of every .proto under `destination`; raises RuntimeError when protoc fails."""
    # The mypy-protobuf plugins are scripts beside the interpreter, which need not be on the PATH.
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / PACKAGE).glob("*.proto"))
    arguments = [
        "protoc",
        f"--proto_path={ROOT}",
        f"--proto_path={files('grpc_tools') / '_proto'}",
        f"--python_out={destination}",
        f"--grpc_python_out={destination}",
        f"--mypy_out=quiet:{destination}",
        f"--mypy_grpc_out=quiet:{destination}",
        *sources,
    ]
    if protoc.main(arguments) != 0:
        raise RuntimeError("protoc failed")
    for path in (destination / PACKAGE).glob("*_pb2_grpc.py*"):
        if "Stub" not in path.read_text():
            path.unlink()  # a .proto without a service has nothing to say to grpc


def stubs(root: Path) -> dict[str, str]:
    """The generated files under `root`, by name."""
    return {path.name: path.read_text() for path in (root / PACKAGE).glob("*_pb2*.py*")}


def stale() -> list[str]:
    """Names of the stubs that are missing, differ from what would be generated, or belong to no .proto any more."""
    with tempfile.TemporaryDirectory() as temporary:
        generate(Path(temporary))
        wanted, present = stubs(Path(temporary)), stubs(ROOT)
    return sorted(name for name in wanted.keys() | present.keys() if wanted.get(name) != present.get(name))


def main() -> int:
    """Run the command line; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 when a stub is out of date")
    if parser.parse_args().check:
        names = stale()
        for name in names:
            print(f"out of date: {ROOT / PACKAGE / name}", file=sys.stderr)
        return 1 if names else 0
    for name in stubs(ROOT):
        (ROOT / PACKAGE / name).unlink()
    generate(ROOT)
    return 0


if __name__ == "__main__":
    sys.exit(main())
