"""One YAML file: text stays text, every value has its place, and what nobody writes by hand is refused."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbrief.compose import MAX_DEPTH, MAX_NODES, Node
from crossbrief.problem import Place, Problem
from crossbrief.yamlfile import MAX_BYTES, Document, Unread, parse_yaml, read_yaml, sum_of


def document(text: str) -> Document:
    found = parse_yaml(text, "briefs/x.yaml")
    assert isinstance(found, Document), str(found)
    return found


def problem(text: str) -> Problem:
    found = parse_yaml(text, "briefs/x.yaml")
    assert isinstance(found, Problem)
    return found


def bare(node: Node) -> Any:
    """The value of a node, without places."""
    if isinstance(node.value, dict):
        return {key: bare(one) for key, one in node.value.items()}
    return [bare(one) for one in node.value] if isinstance(node.value, list) else node.value


@pytest.mark.parametrize(
    "text",
    [
        *("no", "NO", "yes", "on", "off", "y", "true", "null", "~", "010", "0x1F", "1_000", "1e3", "1:30", "190:20:30"),
        *(".inf", ".nan", "2014-10-16", "2014-10-16T10:00:00Z", "+44 20", "0.10", "=", "1,000"),
    ],
)
def test_nothing_is_guessed_of_a_plain_text(text: str) -> None:
    assert document(f"key: {text}\n").plain == {"key": text}
    assert document(f"- {text}\n").plain == [text]
    assert document(f"{text}: value\n").plain == {text: "value"}


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a: 'it''s'", {"a": "it's"}),
        ('a: "tab\\tend \\u00e9"', {"a": "tab\tend é"}),
        ("a: one\n  two\n\n  three", {"a": "one two\nthree"}),
        ("a: >-\n  one\n  two\n", {"a": "one two"}),
        ("a: |\n  one\n  two\n", {"a": "one\ntwo\n"}),
        ("a: [x, {b: y}, [z]]", {"a": ["x", {"b": "y"}, ["z"]]}),
        ("a: text # a comment", {"a": "text"}),
        ("a: 'no # comment: here'", {"a": "no # comment: here"}),
        ("---\na: x\n...\n", {"a": "x"}),
        ("a:\nb: ''\n", {"a": "", "b": ""}),
    ],
)
def test_the_ways_of_writing_a_text_give_the_text(text: str, plain: Any) -> None:
    assert document(text).plain == plain == bare(document(text).root)


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "  \n"])
def test_an_empty_file_is_a_document_that_is_empty(text: str) -> None:
    assert (document(text).root.empty, document(text).plain) == (True, "")


def test_a_value_in_quotation_marks_is_never_empty() -> None:
    root = document("a: ''\nb:\n").root
    assert [root.value[key].empty for key in "ab"] == [False, True]  # type: ignore[index,call-overload,union-attr]


PLACES = """\
# a comment
mark: Gazette
claims:
  - id: c1
    citation: {at: 7, start: "𝔘𝔫𝔦 says so"}
    text: >-
      one
      two
  - [x, y]
"""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("loc", "line", "col", "width"),
    [
        ((), 2, 1, 4),
        (("mark",), 2, 7, 7),
        (("claims",), 4, 3, 1),
        (("claims", 0), 4, 5, 2),
        (("claims", 0, "id"), 4, 9, 2),
        (("claims", 0, "citation"), 5, 15, 29),
        (("claims", 0, "citation", "start"), 5, 30, 13),
        (("claims", 0, "text"), 6, 11, 10_000),
        (("claims", 1), 9, 5, 6),
        (("claims", 1, 1), 9, 9, 1),
    ],
)
def test_every_value_has_its_place(end: str, loc: tuple[str | int, ...], line: int, col: int, width: int) -> None:
    place = document(PLACES.replace("\n", end)).at(*loc)
    assert (place.line, place.col, place.width) == (line, col, width)
    assert place.text == PLACES.split("\n")[line - 1]


@pytest.mark.parametrize(
    ("loc", "line", "col", "width"),
    [
        (("mark",), 2, 1, 4),
        (("claims", 0, "citation", "at"), 5, 16, 2),
        (("claims", 0, "voice"), 4, 5, 2),
        ((), 2, 1, 4),
    ],
)
def test_a_key_has_its_place_and_a_missing_one_that_of_its_parent(
    loc: tuple[str | int, ...], line: int, col: int, width: int
) -> None:
    place = document(PLACES).key(*loc)
    assert (place.line, place.col, place.width) == (line, col, width)


@pytest.mark.parametrize(
    ("loc", "shown"),
    [
        (("claims", 0, "citation", 0, "at"), ("claims", 0, "citation", 0, "at")),
        (("claims", 0, "citation", 0), ("claims", 0, "citation")),
        (("mark", 0, "text"), ("mark",)),
        (("claims", 0, "voice", 0), ("claims", 0)),
    ],
)
def test_steps_that_a_short_way_of_writing_leaves_out_are_not_shown(
    loc: tuple[str | int, ...], shown: tuple[str | int, ...]
) -> None:
    assert document(PLACES).shown(loc) == shown


def test_a_word_is_found_in_the_line_of_its_text() -> None:
    place = document(PLACES + "other: two\n").word(("claims", 0, "text"), "two")
    assert (place.line, place.col, place.width) == (8, 7, 3)


def test_a_word_outside_of_what_is_passed_over_comes_first() -> None:
    place = document("a: ‘one’ and one\n").word(("a",), "one", "‘[^’]*’")
    assert (place.line, place.col) == (1, 14)


def test_a_word_that_an_escape_hides_has_the_place_of_its_text() -> None:
    place = document('a: "o\\u006ee"\n').word(("a",), "one")
    assert (place.line, place.col, place.width) == (1, 4, 10)


@pytest.mark.parametrize(
    ("text", "code", "line", "col"),
    [
        ("a: x\na: y\n", "duplicate-key", 2, 1),
        ("a: x\n'a': y\n", "duplicate-key", 2, 1),
        ("a: {b: x, c: y, b: z}\n", "duplicate-key", 1, 17),
        ("- a: x\n- b: y\n  c: z\n  b: y\n", "duplicate-key", 4, 3),
        ("a: !!int 7\n", "yaml-tag", 1, 4),
        ("a: !!python/object/apply:os.system [x]\n", "yaml-tag", 1, 4),
        ("!local a: x\n", "yaml-tag", 1, 1),
        ("a: &x y\nb: z\n", "yaml-anchor", 1, 4),
        ("&a a: x\n", "yaml-anchor", 1, 1),
        ("a: *x\n", "yaml-alias", 1, 4),
        ("<<: {a: x}\n", "yaml-merge", 1, 1),
        ("a: x\n---\nb: y\n", "several-documents", 2, 1),
        ("a: x\n---\n", "several-documents", 2, 1),
        ("? [a, b]\n: x\n", "yaml-syntax", 1, 3),
        ("{a: x}: y\n", "yaml-syntax", 1, 1),
        ("é: \x07\n", "control-character", 1, 4),
        ("a: x\u2028b: y\n", "control-character", 1, 5),
        ("a: x # \u202e\n", "control-character", 1, 8),
        ("a: x\nb: \ufeffy\n", "control-character", 2, 4),
    ],
)
def test_what_yaml_allows_and_a_brief_does_not_is_refused_at_its_place(
    text: str, code: str, line: int, col: int
) -> None:
    found = problem(text)
    assert (found.code, found.place.line, found.place.col) == (code, line, col)
    assert found.help


def test_a_quoted_merge_sign_is_a_key_like_any_other() -> None:
    assert document("'<<': x\n").plain == {"<<": "x"}


def test_the_same_key_may_stand_in_two_mappings() -> None:
    assert document("- id: a\n- id: b\n").plain == [{"id": "a"}, {"id": "b"}]


LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "text", [LAUGHS, "a: &a [*a]\n", "[" * 100_000, "- " * 100_000, "{a: " * 50_000, "a: " + "x" * 1_000_000]
)
def test_a_file_made_to_exhaust_the_reader_is_answered_at_once(text: str) -> None:
    began = time.perf_counter()
    found = parse_yaml(text, "briefs/x.yaml")
    assert time.perf_counter() - began < 2
    assert isinstance(found, Document) or found.code in ("yaml-anchor", "file-too-deep", "yaml-syntax")


@pytest.mark.parametrize(("depth", "fits"), [(MAX_DEPTH, True), (MAX_DEPTH + 1, False)])
def test_a_file_is_nested_so_deep_and_no_deeper(depth: int, fits: bool) -> None:
    found = parse_yaml("[" * depth + "]" * depth, "briefs/x.yaml")
    assert isinstance(found, Document) is fits
    assert fits or found.code == "file-too-deep"  # type: ignore[union-attr]


@pytest.mark.parametrize(("values", "fits"), [(MAX_NODES - 1, True), (MAX_NODES, False)])
def test_a_file_holds_so_many_values_and_no_more(values: int, fits: bool) -> None:
    found = parse_yaml("[" + "a," * values + "]", "briefs/x.yaml")
    assert isinstance(found, Document) is fits
    assert fits or found.code == "file-too-full"  # type: ignore[union-attr]


@pytest.mark.parametrize(("size", "fits"), [(MAX_BYTES, True), (MAX_BYTES + 1, False)])
def test_a_file_is_so_large_and_no_larger(tmp_path: Path, size: int, fits: bool) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(b"a: x\n" + b"#" * (size - 5))
    found = read_yaml(file, "briefs/x.yaml")
    assert isinstance(found, Document) is fits
    assert fits or found.code == "file-too-large"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("raw", "line", "col"),
    [
        (b"a: caf\xe9\n", 1, 7),
        ("é: x\n".encode() + b"b: \xff", 2, 4),
        ("a: x".encode("utf-16"), 1, 1),
        (b"a: x\nb: \xe2\x82", 2, 4),
        (b"a: \xed\xa0\x80", 1, 4),
    ],
)
def test_a_byte_that_is_not_utf_8_has_its_place(tmp_path: Path, raw: bytes, line: int, col: int) -> None:
    (tmp_path / "x.yaml").write_bytes(raw)
    found = read_yaml(tmp_path / "x.yaml", "briefs/x.yaml")
    assert isinstance(found, Problem)
    assert (found.code, found.place.line, found.place.col) == ("not-utf-8", line, col)


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    found = read_yaml(tmp_path / "x.yaml", "briefs/x.yaml")
    assert isinstance(found, Problem)
    assert (found.code, found.message) == ("unreadable-file", "the file can't be read: no such file or directory")


@given(st.text("ab: -\n\t[]{},'\"#&*!|>%@`?~\\é\u2028\x07", max_size=60))
def test_whatever_is_typed_is_a_document_or_a_problem_inside_the_file(text: str) -> None:
    found = parse_yaml(text, "briefs/x.yaml")
    if isinstance(found, Problem):
        lines = text.split("\n")
        assert 1 <= found.place.line <= len(lines)
        assert 1 <= found.place.col <= len(lines[found.place.line - 1]) + 1
        assert found.place.text == lines[found.place.line - 1]
        assert found.help
        assert str(found)


def test_a_text_that_is_not_held_is_read_again_and_is_empty_where_it_was_changed_meanwhile(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("a: b\nc: d\n")

    def unread() -> Unread:
        return Unread("briefs/a.yaml", str(file), sum_of("a: b\nc: d\n"))

    assert unread().text == "a: b\nc: d\n"
    assert unread() == unread()
    assert unread().at("c").line == 2
    file.write_text("c: [\n")
    assert unread().at("c") == Place("briefs/a.yaml", 1, 1)
    file.unlink()
    assert unread().at("c").line == 1
