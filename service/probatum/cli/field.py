"""`probatum field`: is a matrix field conservative, and what do its trajectories give?"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from probatum.cli.connection import DEFAULTS, DigitsOption, EffortOption, ServerOption, TimeoutOption, opened
from probatum.cli.exit_codes import ExitCode
from probatum.cli.failures import exit_on_failure
from probatum.cli.field_files import FieldFile, FieldFileError, read_field_file
from probatum.cli.field_views import (
    best_lines,
    point_line,
    trajectory_fields,
    trajectory_lines,
    unification_fields,
    unification_lines,
)
from probatum.cli.heat_map import draw_heat_map, require_picture, require_plots
from probatum.cli.printing import console_for, print_error
from probatum.cli.survey_page import Survey, write_page
from probatum.cli.survey_records import MismatchError, best, header, known_points, open_record, write_point
from probatum.cli.verify import OutputFormat, verify
from probatum.client import (
    Client,
    MatrixField,
    Trajectory,
    Unification,
    directions_in_box,
)

__all__ = ["app"]

_Answer = TypeVar("_Answer")

app = typer.Typer(
    help="Matrix fields: are they conservative, and what do their trajectories give?", no_args_is_help=True
)

SourceArgument = Annotated[
    str, typer.Argument(metavar="FILE", help="A YAML file with `field:`, or the field itself, such as 'pFq(3, 2, 1)'.")
]
StartOption = Annotated[
    str, typer.Option("--from", metavar="P", help="The start: a rational for each axis, such as 1,1/2.")
]
RowsOption = Annotated[
    str, typer.Option(metavar="ROWS", help="Vectors of the rows that are divided: '[[1, 0], [0, 1]]'.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command()
def check(
    source: SourceArgument,
    timeout: TimeoutOption = None,
    effort: EffortOption = DEFAULTS.proof_effort,
    server: ServerOption = "",
    as_json: JsonOption = False,
) -> None:
    """Is the field conservative? PROVED with its identities, or REFUTED with a point where two paths differ.

    Exit codes as for `verify`.
    """
    field = _file(source)
    verify(
        MatrixField(field.text).claim,
        timeout=timeout,
        effort=effort,
        server=server,
        output=OutputFormat.JSON if as_json else OutputFormat.TEXT,
    )


@app.command()
def trajectory(
    source: SourceArgument,
    start: StartOption = "",
    along: Annotated[str, typer.Option(metavar="V", help="The direction: an integer for each axis.")] = "",
    rows: RowsOption = "",
    depth: Annotated[int, typer.Option(min=0, help="Strides after which delta and rate are measured; 0: 1000.")] = 0,
    digits: DigitsOption = DEFAULTS.digits,
    timeout: TimeoutOption = None,
    server: ServerOption = "",
    as_json: JsonOption = False,
) -> None:
    """The matrix of a trajectory, its recurrence, its limit, and the delta and rate of its quotients.

    Exit codes: 0 measured; 1 not measured, with the reason; 2 wrong usage; 3 the service failed.
    """
    found = _file(source)
    place = found.trajectory
    begin = _list(start) or _numbers(place.get("from"), "from")
    direction = _integers(_list(along) or place.get("along"), "along")
    chosen, strides = rows or _rows(place), depth or _strides(place, 1000)

    def measure(client: Client) -> Trajectory:
        return client.trajectory(
            found.text, begin, direction, rows=chosen, depth=strides, digits=digits, timeout_s=timeout
        )

    measured = _answered(measure, server, workers=1)
    if as_json:
        print(json.dumps(trajectory_fields(measured), indent=1))
    else:
        console = console_for(sys.stdout)
        for line in trajectory_lines(measured):
            console.print(line)
    raise typer.Exit(ExitCode.FINDINGS if measured.reason else ExitCode.CLEAN)


@app.command()
def survey(
    source: SourceArgument,
    start: StartOption = "",
    box: Annotated[str, typer.Option(metavar="BOX", help="Directions: low:high for each axis, such as 0:4,-2:2.")] = "",
    rows: RowsOption = "",
    depth: Annotated[int, typer.Option(min=0, help="Strides after which delta and rate are measured; 0: 200.")] = 0,
    output: Annotated[
        Path | None, typer.Option(help="A record, one JSON line for each direction: what it holds is not repeated.")
    ] = None,
    heat_map: Annotated[Path | None, typer.Option(help="A picture of delta: .png, .svg or .pdf.")] = None,
    html: Annotated[Path | None, typer.Option(help="A page with the picture, the best and all directions.")] = None,
    components: Annotated[
        str, typer.Option(metavar="I,J", help="The components of the direction that the picture shows.")
    ] = "1,2",
    refine: Annotated[int, typer.Option(min=0, help="Best directions to measure again, certified and deeper.")] = 3,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes; by default those of the machine.")] = None,
    timeout: TimeoutOption = None,
    server: ServerOption = "",
    as_json: JsonOption = False,
) -> None:
    """Delta and rate along all directions in a box, printed as they finish, and the best of them measured again.

    With `--output` an interrupted survey goes on where it was. Exit codes as for `trajectory`.
    """
    found = _file(source)
    place = found.survey
    begin = _list(start) or _numbers(place.get("from"), "from")
    strides = depth or _strides(place, 200)
    chosen = rows or _rows(place)
    sides = _sides(box) if box else _box(place.get("box"))
    wanted = header(found.text, begin, chosen, strides)
    first, second = _components(components, len(sides))
    try:
        if heat_map is not None:
            require_picture(heat_map)
        if html is not None:
            require_plots()
        known = known_points(output, wanted) if output else []
    except (MismatchError, ImportError, ValueError, OSError) as error:
        raise _usage(str(error)) from error

    def run(client: Client) -> Survey:
        points = {point.direction: point for point in known}
        left = [direction for direction in directions_in_box(sides) if direction not in points]
        console = console_for(sys.stdout)
        with open_record(output, wanted) if output else nullcontext() as record:
            for point in client.survey(found.text, begin, left, rows=chosen, depth=strides, timeout_s=timeout):
                points[point.direction] = point
                if record is not None:
                    write_point(record, point)
                console.print(point_line(point, as_json))
        refined = []
        for point in best(points.values(), refine):
            measured = client.trajectory(
                found.text, begin, point.direction, rows=chosen, depth=4 * strides, timeout_s=timeout
            )
            refined.append((point, measured))
            for line in best_lines(point, measured, as_json):
                console.print(line)
        return Survey(found.text, begin, chosen, strides, list(points.values()), refined)

    surveyed = _answered(run, server, workers)
    try:
        if heat_map is not None:
            draw_heat_map(heat_map, surveyed.points, first, second, surveyed.caption)
        if html is not None:
            with html.open("w", encoding="utf-8") as page:
                write_page(surveyed, first, second, page)
    except (ValueError, OSError) as error:
        raise _usage(f"no picture: {error}") from error
    measured = any(point.approximation is not None for point in surveyed.points)
    raise typer.Exit(ExitCode.CLEAN if measured else ExitCode.FINDINGS)


@app.command()
def unify(
    source: SourceArgument,
    formula: Annotated[
        str, typer.Argument(metavar="FORMULA", help="A continued fraction `pcf(a, b, n)`, or an equation with one.")
    ],
    start: StartOption = "",
    box: Annotated[str, typer.Option(metavar="BOX", help="Directions: low:high for each axis, such as 0:8,0:8.")] = "",
    effort: EffortOption = DEFAULTS.proof_effort,
    output: Annotated[Path | None, typer.Option(help="A file for the certificate, which `recheck` verifies.")] = None,
    timeout: TimeoutOption = None,
    server: ServerOption = "",
    as_json: JsonOption = False,
) -> None:
    """A trajectory of the field whose limit the continued fraction is an image of, and the proof of a formula by it.

    Without `--from` starts in Z and Z + 1/2 are tried. Exit codes: 0 found, and the equation proved; 1 not, with the
    reason; 2 wrong usage; 3 the service failed.
    """
    field, sides = _file(source), _sides(box) if box else []

    def look(client: Client) -> Unification:
        return client.unify(field.text, formula, start=_list(start), box=sides, proof_effort=effort, timeout_s=timeout)

    found = _answered(look, server, workers=1)
    proved = found.formula if "=" in formula else found.image
    if as_json:
        print(json.dumps(unification_fields(found), indent=1))
    else:
        console = console_for(sys.stdout)
        for line in unification_lines(found):
            console.print(line)
    certified = proved or found.image
    if output is not None and certified is not None:
        try:
            output.write_text(json.dumps(certified.document(), indent=1) + "\n", encoding="utf-8")
        except OSError as error:
            raise _usage(f"{output}: cannot be written: {error}") from error
    raise typer.Exit(ExitCode.FINDINGS if proved is None else ExitCode.CLEAN)


def _answered(call: Callable[[Client], _Answer], server: str, workers: int | None) -> _Answer:
    with exit_on_failure(), opened(server, workers=workers) as client:
        return call(client)


def _usage(message: str) -> typer.Exit:
    print_error(message)
    return typer.Exit(ExitCode.USAGE)


def _file(source: str) -> FieldFile:
    try:
        return read_field_file(source)
    except FieldFileError as error:
        raise _usage(str(error)) from error


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")] if text.strip() else []


def _numbers(value: object, name: str) -> list[str]:
    if not isinstance(value, list) or not value:
        raise _usage(f"the start is missing: --{name}, or '{name}' in the file, with a rational for each axis")
    return [str(part) for part in value]


def _integers(value: object, name: str) -> list[int]:
    try:
        if not isinstance(value, list) or not value:
            raise ValueError
        return [int(part) for part in value]
    except (TypeError, ValueError):
        raise _usage(f"--{name}, or '{name}' in the file, has an integer for each axis") from None


def _strides(place: Mapping[str, Any], default: int) -> int:
    value = place.get("depth", default)
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise _usage("'depth' in the file is a positive integer")
    return value


def _rows(place: Mapping[str, Any]) -> str:
    value = place.get("rows", "")
    return value if isinstance(value, str) else str(value).replace("'", "")


def _sides(text: str) -> list[tuple[int, int]]:
    try:
        sides = [tuple(map(int, part.split(":"))) for part in text.split(",")]
        return [(low, high) for low, high in sides]
    except ValueError:
        raise _usage("--box is low:high for each axis, such as 0:4,-2:2") from None


def _box(value: object) -> list[tuple[int, int]]:
    try:
        assert isinstance(value, Sequence)
        return [(int(low), int(high)) for low, high in value]
    except (AssertionError, TypeError, ValueError):
        raise _usage("--box, or 'box' in the file, has a pair low, high for each axis") from None


def _components(text: str, count: int) -> tuple[int, int]:
    try:
        first, second = (int(part) - 1 for part in text.split(","))
    except ValueError:
        raise _usage("--components names two axes by their numbers, such as 1,2") from None
    if not (0 <= first < count and 0 <= second < count) and count > 1:
        raise _usage(f"--components are between 1 and {count}")
    return (first, second) if count > 1 else (0, 0)
