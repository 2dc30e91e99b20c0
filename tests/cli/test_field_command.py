"""`probatum field`: files of fields, records of surveys, pictures, and the command itself."""

from __future__ import annotations

import json
import math
import re
from base64 import b64decode
from io import StringIO
from pathlib import Path

import pytest

from probatum.cli.databases.entry import Entry, Flaw, RawEntry, entry_of
from probatum.cli.field_files import FieldFile, FieldFileError, field_text, read_field_file
from probatum.cli.heat_map import draw_heat_map, grid, heat_map_svg
from probatum.cli.survey_page import Survey, write_page
from probatum.cli.survey_records import MismatchError, best, header, known_points, open_record, write_point
from probatum.client import Approximation, Enclosure, RealBall, SurveyPoint, Trajectory, directions_in_box
from tests.cli.test_commands import run

E_FIELD = """field:
  x: [[1, -y - 1], [-1, x + y + 2]]
  y: [[0, -y - 1], [-1, x + y + 1]]
trajectory: {from: [1, 1], along: [1, 1], depth: 50}
survey: {from: [1, 1], box: [[0, 1], [0, 1]], depth: 20}
"""


def measured(direction: tuple[int, ...], delta: float | None) -> SurveyPoint:
    ball = None if delta is None else RealBall(repr(delta), "1e-20")
    return SurveyPoint(direction, Approximation(20, 100, ball, ball, False))


def test_a_file_gives_the_text_of_its_field(tmp_path: Path) -> None:
    path = tmp_path / "e.yaml"
    path.write_text(E_FIELD)
    found = read_field_file(str(path))
    assert found.text == "field(x: [[1, -y - 1], [-1, x + y + 2]], y: [[0, -y - 1], [-1, x + y + 1]])"
    assert found.trajectory["along"] == [1, 1]
    assert read_field_file("pFq(3, 2, 1)") == FieldFile("pFq(3, 2, 1)")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- 1", "expected a mapping"),
        ("field: 3", "'field' is text"),
        ("field: {}", "'field' is text"),
        ("field: {x: 3}", "list of its rows"),
        ("field: {x: [1, 2]}", "list of its rows"),
        ("field: {x: [[1.5]]}", "an integer or text"),
        ("field: {x: [[true]]}", "an integer or text"),
        ("field: pFq(2, 1)\nsurvey: 3", "'survey' is a mapping"),
        ("field: pFq(2, 1)\nsurveys: {}", "unknown key 'surveys'"),
        ("field: pFq(2, 1)\nsurvey: {form: [1]}", "unknown key 'form'"),
        ("field: [", "not YAML"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(text)
    with pytest.raises(FieldFileError, match=words):
        read_field_file(str(path))


def test_a_missing_file_is_said_to_be_missing() -> None:
    with pytest.raises(FieldFileError, match="cannot be read"):
        read_field_file("nowhere.yaml")


def test_an_entry_of_a_database_may_be_a_field() -> None:
    entry = entry_of(RawEntry(1, {"id": "one", "field": {"x": [[1]], "y": [["y"]]}}))
    assert isinstance(entry, Entry)
    assert entry.claim == "conservative(field(x: [[1]], y: [[y]]))"
    assert entry_of(RawEntry(1, {"id": "one", "field": 3})) == [
        Flaw(1, "'field' is text such as pFq(2, 1, z), or gives each axis the rows of its matrix")
    ]
    assert field_text("pFq(2, 1, z)") == "pFq(2, 1, z)"


def test_a_box_has_all_its_directions_but_zero() -> None:
    assert list(directions_in_box([(0, 1), (-1, 1)])) == [(0, -1), (0, 1), (1, -1), (1, 0), (1, 1)]


def test_a_survey_goes_on_where_its_record_ends(tmp_path: Path) -> None:
    path, wanted = tmp_path / "record.jsonl", header("pFq(2, 1, -1)", ["1", "1", "2"], "", 20)
    assert known_points(path, wanted) == []
    points = [measured((1, 1, 2), 0.25), measured((1, 0, 1), None), SurveyPoint((0, 0, 1), message="a pole")]
    with open_record(path, wanted) as record:
        for point in points:
            write_point(record, point)
        record.write('{"direction": [1, 1')  # the process ended here
    assert known_points(path, wanted) == points
    with open_record(path, wanted) as record:
        write_point(record, measured((2, 2, 4), 0.5))
    assert known_points(path, wanted) == [*points, measured((2, 2, 4), 0.5)]
    with pytest.raises(MismatchError):
        known_points(path, header("pFq(2, 1, -1)", ["1", "1", "2"], "", 21))


def test_the_best_directions_have_the_largest_delta() -> None:
    points = [measured((1, 2), 0.5), measured((2, 1), 0.5), measured((0, 1), 0.1), measured((1, 0), None)]
    assert [point.direction for point in best(points, 3)] == [(1, 2), (2, 1), (0, 1)]


def test_of_multiples_of_a_direction_the_shortest_is_named() -> None:
    points = [measured((2, 2), 0.51), measured((0, 1), 0.1), measured((1, 1), 0.5), measured((1, 2), 0.505)]
    assert [point.direction for point in best(points, 2)] == [(1, 1), (1, 2)]


def test_a_heat_map_shows_the_largest_delta_of_each_pair() -> None:
    points = [measured((0, 1, 0), 0.1), measured((0, 1, 1), 0.3), measured((1, 0, 0), None), measured((1, 1, 0), 0.2)]
    columns, rows, values = grid(points, 0, 1)
    assert (columns, rows) == ([0, 1], [0, 1])
    assert math.isnan(values[0][0])
    assert math.isnan(values[0][1])
    assert values[1] == [0.3, 0.2]


def test_a_heat_map_is_written(tmp_path: Path) -> None:
    points = [measured((0, 1), 0.1), measured((1, 0), -0.3), measured((1, 1), None)]
    with pytest.raises(ValueError, match=r"a picture is \.png, \.svg or \.pdf"):
        draw_heat_map(tmp_path / "map.txt", points, 0, 1, "")
    pytest.importorskip("matplotlib")
    with pytest.raises(ValueError, match="nothing to draw"):
        draw_heat_map(tmp_path / "map.svg", [], 0, 1, "")
    for end, magic in (("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")):
        draw_heat_map(tmp_path / f"map.{end}", points, 0, 1, "twenty strides")
        assert (tmp_path / f"map.{end}").read_bytes().startswith(magic)


@pytest.mark.parametrize("deltas", [(0.1, 0.2), (-0.3, -0.2), (0.1, -0.2), (0.0, 0.0), (None, None), (0.5, None)])
def test_a_heat_map_has_a_scale_for_every_range(deltas: tuple[float | None, float | None]) -> None:
    pytest.importorskip("matplotlib")
    points = [measured((1, 0), deltas[0]), measured((0, 1), deltas[1]), measured((1, 1), deltas[0])]
    drawn = heat_map_svg(points, 0, 1, "a survey")
    assert b"<svg" in drawn
    assert heat_map_svg(points, 0, 1, "a survey") == drawn
    assert b"<svg" in heat_map_svg(points[:1], 0, 0, "one axis")


def test_a_page_shows_the_picture_and_escapes_what_it_is_given() -> None:
    pytest.importorskip("matplotlib")
    points = [measured((1, 1), 0.25), measured((1, 0), -0.5), SurveyPoint((0, 1), message="a <pole> at 1")]
    again = Trajectory(value=Enclosure(RealBall("1.25", "1e-20")), approximation=points[0].approximation)
    out = StringIO()
    write_page(Survey("field(x: <script>)", ["1", "1/2"], "", 20, points, [(points[0], again)]), 0, 1, out)
    page = out.getvalue()
    assert "<script" not in page
    assert "field(x: &lt;script&gt;)" in page
    assert "a &lt;pole&gt; at 1" in page
    assert "1.25 \N{PLUS-MINUS SIGN} 1e-20" in page
    assert "The largest is 0.2500 along (1, 1)." in page
    picture = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', page)
    assert picture is not None
    assert b64decode(picture[1]) == heat_map_svg(
        points, 0, 1, "\N{GREEK SMALL LETTER DELTA} after 20 strides from (1, 1/2)"
    )


def test_a_page_of_nothing_says_so() -> None:
    pytest.importorskip("matplotlib")
    out = StringIO()
    write_page(
        Survey("pFq(2, 1, -1)", ["1", "1", "1"], "", 20, [SurveyPoint((0, 1, 0), message="a pole")], []), 0, 1, out
    )
    assert "No direction has a delta" in out.getvalue()
    assert "<img" not in out.getvalue()


def test_the_commands_answer(tmp_path: Path) -> None:
    path, record = tmp_path / "e.yaml", tmp_path / "record.jsonl"
    path.write_text(E_FIELD)
    checked = run("field", "check", path)
    assert (checked.returncode, checked.stdout.split()[0]) == (0, "PROVED")
    walked = run("field", "trajectory", path, "--json")
    assert walked.returncode == 0
    found = json.loads(walked.stdout)
    assert found["matrix"][0][0] == "n + 2"
    assert found["value"]["real"]["midpoint"].startswith("-0.549646778303844882226392684")  # (3e - 8)/(e - 3)
    page = tmp_path / "survey.html"
    surveyed = run("field", "survey", path, "--output", record, "--refine", "1", "--html", page)
    assert surveyed.returncode == 0
    assert "data:image/svg+xml" in page.read_text(encoding="utf-8")
    assert "best: (1, 1)" in surveyed.stdout
    assert len(record.read_text().splitlines()) == 4
    again = run("field", "survey", path, "--output", record, "--refine", "0")
    assert (again.returncode, again.stdout) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("check", "ffbar(x^2 + y, x - y)"), 1, "REFUTED"),
        (("trajectory", "pFq(2, 1, -1)", "--from", "1,1", "--along", "1,1,2"), 1, "a value to each"),
        (("trajectory", "pFq(2, 1, -1)"), 2, "the start is missing"),
        (("trajectory", "pFq(2, 1, -1)", "--from", "1,1,2", "--along", "1,1/2,2"), 2, "an integer for each"),
        (("survey", "pFq(2, 1, -1)", "--from", "1,1,2", "--box", "0-4"), 2, "low:high"),
        (("survey", "nowhere.yaml",), 2, "cannot be read"),
        (("survey", "pFq(1, 1, 1)", "--from", "1,2", "--box", "0:9,0:9", "--heat-map", "m.gif"), 2, "a picture is"),
        (("unify", "pFq(2, 1, -1)", "pcf(3*n + 2, -2*n^2 + n, n)", "--from", "1,x,1"), 1, "a rational for each axis"),
        (("unify", "pFq(2, 1, -1)", "pi"), 1, "a continued fraction"),
        (("unify", "pFq(2, 1, -1)", "pcf(3*n + 2, -2*n^2 + n, n) = 1"), 1, "not proved"),
    ],
)  # fmt: skip
def test_what_is_wrong_has_its_exit_code(arguments: tuple[str, ...], code: int, words: str) -> None:
    answer = run("field", *arguments)
    assert answer.returncode == code
    assert words in answer.stdout + answer.stderr


def test_a_formula_is_proved_through_a_field(tmp_path: Path) -> None:
    record = tmp_path / "certificate.json"
    formula = "pcf(3*n + 2, -2*n^2 + n, n) = 2/(pi - 2)"
    found = run("field", "unify", "pFq(2, 1, -1)", formula, "--output", str(record))
    assert found.returncode == 0
    assert "along (0, 0, 1)" in found.stdout.replace("\n", " ")
    again = run("recheck", str(record))
    assert again.returncode == 0
