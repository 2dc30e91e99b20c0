"""Databases: what is read from them, and what is said of each bad one."""

from __future__ import annotations

from pathlib import Path

import pytest

from probatum.cli.databases import Flaw, database_files, read_database
from probatum.client import Status

YAML = """\
# constants
- id: leibniz
  claim: sum((-1)^k/(2*k + 1), k, 0, oo) = pi/4
  expect: SUPPORTED
  source: Leibniz 1674
  tags: [pi, series]
  year: 1674

- id: machin
  claim: |
    pi/4 = 4*atan(1/5)
         - atan(1/239)
"""


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_yaml_list_is_read_with_the_line_of_every_entry(tmp_path: Path) -> None:
    database = read_database(written(tmp_path, "pi.yaml", YAML))
    assert database.flaws == ()
    leibniz, machin = database.entries
    assert (leibniz.id, leibniz.line, leibniz.expect) == ("leibniz", 2, Status.SUPPORTED)
    assert (leibniz.source, leibniz.tags, leibniz.other) == ("Leibniz 1674", ("pi", "series"), {"year": 1674})
    assert (machin.line, machin.expect) == (9, None)
    assert machin.claim == "pi/4 = 4*atan(1/5)\n     - atan(1/239)"


def test_json_lines_keep_their_other_keys(tmp_path: Path) -> None:
    lines = '{"id": "a", "claim": "1 = 1", "relation": "=", "nested": {"k": [1, 2]}}\n\n{"id": "b", "claim": "2 = 2"}\n'
    database = read_database(written(tmp_path, "a.jsonl", lines))
    assert database.flaws == ()
    assert [(entry.id, entry.line) for entry in database.entries] == [("a", 1), ("b", 3)]
    assert database.entries[0].other == {"relation": "=", "nested": {"k": [1, 2]}}


def test_a_byte_order_mark_carriage_returns_and_line_separators_inside_a_text_are_no_obstacle(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + '{"id": "a\u2028b", "claim": "1 = 1"}\r\n{"id": "c", "claim": "1 = 1"}\r\n'.encode()
    database = read_database(written(tmp_path, "a.jsonl", content))
    assert [(entry.id, entry.line) for entry in database.entries] == [("a\u2028b", 1), ("c", 2)]


def test_merged_mappings_are_expanded(tmp_path: Path) -> None:
    text = "- &first {id: a, claim: '1 = 1', expect: PROVED}\n- <<: *first\n  id: b\n"
    first, second = read_database(written(tmp_path, "a.yml", text)).entries
    assert (second.id, second.claim, second.expect) == ("b", first.claim, Status.PROVED)


EMPTY = "the file is empty: expected entries with 'id' and 'claim'"
STATUSES = "PROVED, REFUTED, CONDITIONAL, SUPPORTED, UNDECIDED, INVALID"

BAD_FILES = {
    "yaml: not YAML": ("a.yaml", "- id: a\n  claim: [1\n", 3, "not YAML: expected ',' or ']'"),
    "yaml: a key twice": (
        "a.yaml",
        "- id: a\n  claim: '1'\n  claim: '2'\n",
        3,
        'not YAML: found duplicate key "claim"',
    ),
    "yaml: two documents": ("a.yaml", "- id: a\n---\n- id: b\n", 2, "found several documents"),
    "yaml: a control character": ("a.yaml", "- id: a\n  claim: \x01\n", 2, "not YAML: the character U+0001"),
    "yaml: a mapping": ("a.yaml", "id: a\nclaim: '1 = 1'\n", 1, "expected a list of entries with 'id' and 'claim'"),
    "yaml: a list of texts": ("a.yaml", "-\n  1 = 1\n", 2, "expected an entry with 'id' and 'claim', found text"),
    "yaml: nested too deeply": ("a.yaml", "[" * 500 + "]" * 500, 0, "not YAML that can be read: nested too deeply"),
    "yaml: aliases that grow exponentially": (
        "a.yaml",
        "- id: a\n  claim: '1 = 1'\n  l0: &l0 [a, a]\n"
        + "".join(f"  l{n}: &l{n} [*l{n - 1}, *l{n - 1}]\n" for n in range(1, 40)),
        1,
        "the entry holds more than 10000 values",
    ),
    "yaml: no id": ("a.yaml", "# c\n- claim: 1 = 1\n", 2, "the entry has no 'id'"),
    "yaml: no claim": ("a.yaml", "# c\n- id: a\n", 2, "the entry has no 'claim'"),
    "yaml: an empty claim": ("a.yaml", "- id: a\n  claim: ''\n", 2, "'claim' is empty"),
    "yaml: no claim after the colon": ("a.yaml", "- id: a\n  claim:\n", 2, "'claim' must be text, not empty"),
    "yaml: a number as id": ("a.yaml", "- claim: 1 = 1\n  id: 12\n", 2, "'id' must be text, not a number (quote it)"),
    "yaml: a duplicate id": (
        "a.yaml",
        "- {id: a, claim: 1 = 1}\n- {id: a, claim: 2 = 2}\n",
        2,
        "duplicate id 'a': first on line 1",
    ),
    "yaml: no such status": (
        "a.yaml",
        "- id: a\n  claim: 1 = 1\n  expect: TRUE\n",
        3,
        f"'expect' must be one of {STATUSES}, not a truth value",
    ),
    "yaml: a status in lower case": (
        "a.yaml",
        "- id: a\n  claim: 1 = 1\n  expect: proved\n",
        3,
        f"'expect' must be one of {STATUSES}, not 'proved'",
    ),
    "yaml: a misspelt expectation": (
        "a.yaml",
        "- id: a\n  claim: 1 = 1\n  expected: PROVED\n",
        3,
        "unknown key 'expected': did you mean 'expect'?",
    ),
    "yaml: tags that are no list": ("a.yaml", "- id: a\n  claim: 1 = 1\n  tags: pi\n", 3, "'tags' must be a list"),
    "yaml: a source that is no text": (
        "a.yaml",
        "- id: a\n  claim: 1 = 1\n  source: 1674\n",
        3,
        "'source' must be text",
    ),
    "yaml: not UTF-8": ("a.yaml", b"- id: a\n  claim: caf\xe9\n", 2, "not UTF-8: byte 0xe9"),
    "yaml: empty": ("a.yaml", "", 0, EMPTY),
    "yaml: comments only": ("a.yaml", "# nothing\n", 0, EMPTY),
    "yaml: an empty list": ("a.yaml", "[]\n", 0, EMPTY),
    "jsonl: not JSON": ("a.jsonl", '{"id": "a", "claim": "1 = 1"}\n{"id": \n', 2, "not JSON: Expecting value"),
    "jsonl: a list": ("a.jsonl", '["a", "1 = 1"]\n', 1, "expected an object with 'id' and 'claim', found a list"),
    "jsonl: nested too deeply": ("a.jsonl", "[" * 100_000, 1, "not JSON that can be read"),
    "jsonl: an integer without end": ("a.jsonl", '{"id": ' + "9" * 5000 + "}\n", 1, "not JSON that can be read"),
    "jsonl: a key twice": ("a.jsonl", '{"id": "a", "id": "b", "claim": "1 = 1"}\n', 1, "the key 'id' appears twice"),
    "jsonl: no id": ("a.jsonl", '\n{"claim": "1 = 1"}\n', 2, "the entry has no 'id'"),
    "jsonl: a claim that is null": ("a.jsonl", '{"id": "a", "claim": null}\n', 1, "'claim' must be text, not empty"),
    "jsonl: a duplicate id": (
        "a.jsonl",
        '{"id": "a", "claim": "1 = 1"}\n\n{"id": "a", "claim": "1 = 1"}\n',
        3,
        "duplicate id 'a': first on line 1",
    ),
    "jsonl: not UTF-8": ("a.jsonl", b'{"id": "a"}\n\n"\xff"\n', 3, "not UTF-8: byte 0xff"),
    "jsonl: blank lines only": ("a.jsonl", "\n \n", 0, EMPTY),
    "another suffix": ("a.formulas", "1 = 1\n", 0, "the name must end in .jsonl, .yaml, .yml"),
}


@pytest.mark.parametrize(("name", "content", "line", "message"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_bad_file_is_told_its_line(tmp_path: Path, name: str, content: str | bytes, line: int, message: str) -> None:
    flaws = read_database(written(tmp_path, name, content)).flaws
    assert len(flaws) == 1
    assert flaws[0].line == line
    assert message in flaws[0].message


def test_every_flaw_of_a_file_is_found_in_one_reading(tmp_path: Path) -> None:
    text = "- claim: 1 = 1\n- id: a\n  claim: 1 = 1\n  expect: MAYBE\n  tags: 1\n- id: b\n  claim: 2 = 2\n"
    database = read_database(written(tmp_path, "a.yaml", text))
    assert [flaw.line for flaw in database.flaws] == [1, 4, 5]
    assert [entry.id for entry in database.entries] == ["b"]


def test_a_file_that_cannot_be_read_is_a_flaw(tmp_path: Path) -> None:
    assert read_database(tmp_path / "none.yaml").flaws == (Flaw(0, "cannot be read: No such file or directory"),)


def test_directories_are_searched_in_order_and_hidden_files_skipped(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.jsonl", "sub/c.yml", "sub/notes.txt", ".hidden.yaml", ".git/d.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = database_files([tmp_path / "sub" / "c.yml", tmp_path, tmp_path / "b.yaml"])
    assert [file.relative_to(tmp_path).as_posix() for file in found] == ["sub/c.yml", "a.jsonl", "b.yaml"]


# -- what is no database ------------------------------------------------------------------------------

SURVEY = '{"schema": "probatum.survey/1", "field": "pFq(2, 1, z)", "start": ["1"], "rows": "", "depth": 9}\n'
FOREIGN = {
    "a mapping": ("compose.yaml", "services: {web: {image: x}}\n", "found a mapping"),
    "several documents": ("k8s.yml", "a: 1\n---\nb: 2\n", "found several documents"),
    "a list of names": ("names.yaml", "- a\n- b\n", "found text"),
    "a list of other things": ("rules.yaml", "- {name: a, run: b}\n", "no entry has an 'id' or a 'claim'"),
    "lines of numbers": ("n.jsonl", "1\n2\n", "found a number"),
    "lines of other things": ("log.jsonl", '{"level": "info"}\n', "no entry has an 'id' or a 'claim'"),
}


@pytest.mark.parametrize(("name", "text", "words"), FOREIGN.values(), ids=FOREIGN.keys())
def test_what_has_another_shape_is_passed_over_where_it_was_not_named(
    name: str, text: str, words: str, tmp_path: Path
) -> None:
    file = written(tmp_path, name, text)
    found = read_database(file, named=False)
    assert (found.entries, found.flaws) == ((), ())
    assert words in found.other
    assert read_database(file).flaws != ()
    assert read_database(file).other == ""


@pytest.mark.parametrize(
    "text",
    [
        "- id: a\n",
        "- {claim: 1 = 1}\n- 7\n",
        "claim: 1 = 1\nid: a\n",
        "- [unclosed\n",
        "",
        "- {id: a, claim: 1 = 1}\n- text\n",
    ],
)
def test_a_database_with_flaws_is_one_wherever_it_is_found(text: str, tmp_path: Path) -> None:
    found = read_database(written(tmp_path, "a.yaml", text), named=False)
    assert found.other == ""
    assert found.flaws != ()


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("schema", ["survey", "history"])
def test_what_the_program_itself_records_is_known(schema: str, named: bool, tmp_path: Path) -> None:
    found = read_database(written(tmp_path, "a.jsonl", SURVEY.replace("survey", schema)), named=named)
    assert (found.entries, found.flaws) == ((), ())
    assert schema in found.other or "history" in found.other
    # A schema of somebody else's is a key like any other.
    other = read_database(written(tmp_path, "b.jsonl", '{"id": "a", "claim": "1 = 1", "schema": "probatum.x/1"}\n'))
    assert [entry.id for entry in other.entries] == ["a"]


@pytest.mark.parametrize(
    ("patterns", "left"),
    [
        ((), ["a.yaml", "drafts/b.yaml", "old/deep/c.yaml"]),
        (("drafts",), ["a.yaml", "old/deep/c.yaml"]),
        (("*.yaml",), []),
        (("old/*", "a.yaml"), ["drafts/b.yaml"]),
        (("deep", "b.*"), ["a.yaml"]),
    ],
)
def test_excluded_files_and_directories_are_not_searched(
    patterns: tuple[str, ...], left: list[str], tmp_path: Path
) -> None:
    for name in ("a.yaml", "drafts/b.yaml", "old/deep/c.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        written(tmp_path, name, "- {id: a, claim: 1 = 1}\n")
    found = database_files([tmp_path], exclude=patterns)
    assert [file.relative_to(tmp_path).as_posix() for file in found] == left
    assert database_files([tmp_path / "a.yaml"], exclude=["*"]) == [tmp_path / "a.yaml"]  # what is named is meant
