"""Files become records: what is read as it stands, what is passed over, and what no other file pays for."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbrief import load as loading
from crossbrief import pipeline
from crossbrief.cache import Cache
from crossbrief.compose import Node
from crossbrief.link.corpus import Corpus
from crossbrief.load import take
from crossbrief.problem import Problem
from crossbrief.schema.brief import Brief
from crossbrief.schema.registers import FILES
from crossbrief.validate import validate
from crossbrief.yamlfile import Document, parse_yaml
from tests.conftest import LANES

GAZETTE, HERALD = "briefs/2020-gazette.yaml", "briefs/2021-herald.yaml"


def edit(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def corpus(root: Path) -> Corpus:
    found = pipeline.read(root)
    assert isinstance(found, Corpus), "\n\n".join(map(str, found))
    return found


def problems(root: Path) -> list[Problem]:
    found = pipeline.read(root)
    assert isinstance(found, list)
    return found


def brief(root: Path, slug: str) -> Brief:
    return next(one.brief for one in corpus(root).briefs if one.slug == slug)


@pytest.mark.parametrize(
    ("old", "new", "field", "value"),
    [
        ("language: en\n", "language: no\n", "language", "no"),
        ("issued: 2020-06~\n", "issued: 2020-06~\n    page: 010\n", "page", "010"),
        ("issued: 2020-06~\n", "issued: 2020-06~\n    volume: 1:30\n", "volume", "1:30"),
        ("issued: 2020-06~\n", "issued: 2020-06~\n    issue: 0x1F\n", "issue", "0x1F"),
        ("issued: 2020-06~\n", "issued: 2020-06~\n    issue: 1_000\n", "issue", "1_000"),
        ("issued: 2020-06~\n", "issued: 2020-06~\n    genre: null\n", "genre", "null"),
        ("issued: 2020-06~\n", "issued: 2020-06~\n    publisher-place: on\n", "publisher_place", "on"),
        ("title: New lanes slow Mill Street\n", "title: Yes\n", "title", "Yes"),
        ("title: New lanes slow Mill Street\n", "title: 2014-10-16\n", "title", "2014-10-16"),
        ("title: New lanes slow Mill Street\n", "title: 1.10\n", "title", "1.10"),
        ("title: New lanes slow Mill Street\n", "title: ~\n", "title", "~"),
        (
            "title: New lanes slow Mill Street\n",
            "title: >-\n      New lanes\n      slow it\n",
            "title",
            "New lanes slow it",
        ),
    ],
)
def test_a_text_is_kept_as_it_is_written(lanes: Path, old: str, new: str, field: str, value: str) -> None:
    edit(lanes, GAZETTE, old, new)
    assert getattr(brief(lanes, "2020-gazette").source.record, field) == value


def test_a_file_with_a_byte_order_mark_and_windows_line_ends_is_read_like_any_other(lanes: Path) -> None:
    before = corpus(lanes)
    for file in sorted((lanes / "briefs").rglob("*.yaml")):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert corpus(lanes) == before


def test_a_problem_in_such_a_file_has_the_place_that_an_editor_shows(lanes: Path) -> None:
    edit(lanes, GAZETTE, "class: judgement", "class: judgment")
    plain = problems(lanes)
    file = lanes / GAZETTE
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert problems(lanes) == plain
    assert (plain[0].place.line, plain[0].place.col) == (40, 12)


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("    entities: quillby\n    events", "    entities: [quillby]\n    events"),
        ("      root: ada-marsh\n", "      root: {who: ada-marsh, basis: stated}\n"),
        ("    stance: relays\n", "    stance: {is: relays}\n"),
        ("    denial: none-found\n", "    denial:\n      is: none-found\n"),
        ("    voice: {who: ada-marsh", "    voice:\n      - {who: ada-marsh"),
        ("      best: 4000\n", "      best: '4000.0'\n"),
        ("{positions: slower, claims: c1}", "{positions: [slower], voice: author, claims: [c1]}"),
    ],
)
def test_the_short_way_of_writing_means_the_full_one(lanes: Path, written: str, full: str) -> None:
    before = brief(lanes, "2020-gazette")
    edit(lanes, GAZETTE, written, full)
    assert brief(lanes, "2020-gazette") == before


@pytest.mark.parametrize(
    "path", ["briefs/.2022-hidden.yaml", "briefs/.drafts/2022-post.yaml", "briefs/README.md", "briefs/2022-post.yaml~"]
)
def test_a_file_that_is_no_brief_is_passed_over(lanes: Path, path: str) -> None:
    (lanes / path).parent.mkdir(exist_ok=True)
    (lanes / path).write_text("crossbrief: [", encoding="utf-8")
    assert len(corpus(lanes).briefs) == 2


def test_a_brief_may_stand_in_a_folder(lanes: Path) -> None:
    (lanes / "briefs/2021").mkdir()
    (lanes / HERALD).rename(lanes / "briefs/2021/2021-herald.yaml")
    assert [one.slug for one in corpus(lanes).briefs] == ["2020-gazette", "2021-herald"]


def test_a_draft_is_checked_but_not_in_the_corpus(lanes: Path) -> None:
    edit(lanes, HERALD, "mark: Herald\n", "mark: Herald\nstatus: draft\n")
    assert [one.slug for one in corpus(lanes).briefs] == ["2020-gazette"]
    edit(lanes, HERALD, "claims: c2}", "claims: c22}")
    assert [problem.code for problem in problems(lanes)] == ["unknown-claim"]


@pytest.mark.parametrize("file", sorted(file.relative_to(LANES).as_posix() for file in LANES.rglob("*.yaml")))
@pytest.mark.parametrize("broken", ["", "crossbrief: [", "crossbrief: 2\n"])
def test_a_file_that_can_not_be_read_makes_no_problem_in_another(lanes: Path, file: str, broken: str) -> None:
    (lanes / file).write_text(broken, encoding="utf-8")
    assert [problem.place.path for problem in problems(lanes)] == [file]


def test_two_broken_files_are_both_reported_with_all_that_is_wrong_in_them(lanes: Path) -> None:
    edit(lanes, GAZETTE, "class: judgement", "class: judgment")
    edit(lanes, GAZETTE, "grade: F", "grade: G")
    edit(lanes, "briefs/registers/events.yaml", "date: 2020-05-04", "date: May")
    assert [(problem.place.path, problem.code) for problem in sorted(problems(lanes))] == [
        (GAZETTE, "unknown-word"),
        (GAZETTE, "unknown-word"),
        ("briefs/registers/events.yaml", "bad-date"),
    ]


LANES_FILES = sorted(file.relative_to(LANES).as_posix() for file in LANES.rglob("*.yaml"))


@pytest.mark.parametrize("name", ["{}.yml", "Not a name {}.yaml", "{}.yaml/"])
@pytest.mark.parametrize("file", LANES_FILES)
def test_a_file_that_is_named_wrongly_or_is_a_folder_makes_no_problem_in_another(
    lanes: Path, file: str, name: str
) -> None:
    old = lanes / file
    new = old.with_name(name.format(old.stem).rstrip("/"))
    old.rename(new) if not name.endswith("/") else (old.unlink(), old.mkdir())
    told = {one.place.path for one in problems(lanes) if one.code != "no-site"}
    assert told == {new.relative_to(lanes).as_posix()}


@pytest.mark.parametrize("file", LANES_FILES)
def test_a_broken_file_hides_nothing_of_what_stands_between_the_others(lanes: Path, file: str) -> None:
    wrong = {
        GAZETTE: ("events: lanes-opened", "events: lanes-opend", "unknown-event"),
        "briefs/registers/events.yaml": ("references: minutes-2020", "references: minutes-2002", "unknown-reference"),
        "briefs/registers/relations.yaml": ("question: lanes-effect", "question: lanes-efect", "unknown-question"),
    }
    for other, (old, new, _) in wrong.items():
        edit(lanes, other, old, new)
    (lanes / file).write_text("crossbrief: 1\n'", encoding="utf-8")
    needed = {
        GAZETTE: "briefs/registers/events.yaml",
        "briefs/registers/events.yaml": "briefs/registers/references.yaml",
    }
    needed["briefs/registers/relations.yaml"] = "briefs/registers/questions.yaml"
    told = {other: code for other, (*_, code) in wrong.items() if file not in (other, needed[other])}
    assert {(one.place.path, one.code) for one in problems(lanes)} == {*told.items(), (file, "yaml-syntax")}


def test_a_claim_of_a_brief_that_can_not_be_read_is_not_missed_and_one_of_no_brief_is(lanes: Path) -> None:
    edit(lanes, HERALD, "crossbrief: 1", "crossbrief: 2")
    edit(
        lanes,
        GAZETTE,
        "see [the charge](#c3).",
        "see [the charge](#c3), [it](2021-herald#c99) and [it](2021-heralt#c1).",
    )
    edit(lanes, "briefs/registers/relations.yaml", "2021-herald#c1", "2021-herald#c99")
    assert [(one.place.path, one.code) for one in sorted(problems(lanes))] == [
        (GAZETTE, "unknown-claim"),
        (HERALD, "unknown-version"),
    ]


def test_without_its_settings_or_its_lock_a_corpus_is_told_all_that_does_not_hang_on_them(lanes: Path) -> None:
    edit(lanes, GAZETTE, "bottom_line: ", "bottom_line: Carnage, says the ")  # the settings have what is avoided
    edit(lanes, GAZETTE, "band: very-likely", "band: quite-likely")  # and the standard
    edit(lanes, GAZETTE, "words: 240", "words: 24")  # and how much may be quoted
    edit(lanes, GAZETTE, "accuses: town-council", "accuses: town-counsel")
    codes = {one.code for one in problems(lanes)}
    assert codes == {"avoided-word", "unknown-band", "quotation-budget", "unknown-entity"}
    lock = lanes / "briefs/anchors.lock.json"
    lock.write_text("{", encoding="utf-8")
    assert {one.code for one in problems(lanes)} == {*codes, "broken-lock"} - {"quotation-budget"}
    lock.unlink()
    (lanes / "briefs/registers/site.yaml").unlink()
    assert {one.code for one in problems(lanes)} == {"no-site", "unknown-entity"}


def test_a_problem_has_the_same_words_each_time(lanes: Path) -> None:
    edit(lanes, GAZETTE, "class: judgement", "class: judgment")
    assert problems(lanes) == problems(lanes)


# Properties: whatever stands in a value or a key, there is a record or there are problems inside the file.


@cache
def texts() -> list[tuple[str, int, int]]:
    """Every text of the files of lanes that stands in one line: the file, the line from 0, the column where its value begins."""
    found = []

    def walk(path: str, node: Node) -> None:
        if isinstance(node.value, dict | list):
            for child in node.value.values() if isinstance(node.value, dict) else node.value:
                walk(path, child)
        elif node.width < 10_000 and not node.empty:
            found.append((path, node.line - 1, node.col - 1))

    for file in sorted(LANES.rglob("*.yaml")):
        path = file.relative_to(LANES).as_posix()
        document = parse_yaml(file.read_text(encoding="utf-8"), path)
        assert isinstance(document, Document)
        walk(path, document.root)
    return found


def checked(path: str, text: str) -> None:
    document = parse_yaml(text, path)
    name = Path(path).stem
    record: Any = FILES.get(name, Brief)
    found = [document] if isinstance(document, Problem) else validate(document, record)
    for problem in found if isinstance(found, list) else []:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert 1 <= problem.place.line <= len(lines)
        assert problem.place.text == lines[problem.place.line - 1]
        assert 1 <= problem.place.col <= len(problem.place.text) + 1
        assert problem.help, problem.code
        assert "Node(" not in str(problem)
        assert len(problem.message) < 400


VALUES = st.one_of(
    st.text(max_size=30).map(lambda text: json.dumps(text, ensure_ascii=False)),
    st.sampled_from(
        [
            "",
            "[]",
            "{}",
            "[a, b]",
            "{a: b}",
            "[[]]",
            "0",
            "-1",
            "1e999",
            "nan",
            "9" * 400,
            "2014",
            "none",
            "~",
            "[{}]",
            "author",
        ]
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(texts()), VALUES)
def test_whatever_stands_in_a_value_every_problem_lies_inside_the_file(spot: tuple[str, int, int], value: str) -> None:
    path, line, col = spot
    lines = (LANES / path).read_text(encoding="utf-8").split("\n")
    rest = lines[line][col:]
    cut = min(
        (rest.index(mark) for mark in (",", "}", "]") if mark in rest and "{" in lines[line][:col]), default=len(rest)
    )
    lines[line] = lines[line][:col] + value + rest[cut:]
    checked(path, "\n".join(lines))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(texts()), st.sampled_from(["colour", "id", "text", "is", "who", "because", "at", "[key]", "1"]))
def test_whatever_stands_for_a_key_every_problem_lies_inside_the_file(spot: tuple[str, int, int], key: str) -> None:
    path, line, _ = spot
    lines = (LANES / path).read_text(encoding="utf-8").split("\n")
    before, _, after = lines[line].partition(": ")
    indent = len(before) - len(before.lstrip(" -"))
    lines[line] = f"{before[:indent]}{json.dumps(key)}: {after}"
    checked(path, "\n".join(lines))


def test_what_is_kept_is_taken_up_before_what_was_edited_is_read_and_stands_in_its_place(
    lanes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Cache(tmp_path / "cache")
    before, _ = take(lanes / "briefs", store)
    first = before.briefs[0]
    file = lanes / first.document.path
    file.write_text(file.read_text() + "\n# A remark.\n")
    order = list[str]()
    for name in ("recalled", "read_kept"):
        read = getattr(loading, name)

        def noted(file: Path, *rest: object, read: Callable[..., object] = read, name: str = name) -> object:
            order.append(f"{name} {file.stem}")
            return read(file, *rest)

        monkeypatch.setattr(loading, name, noted)
    after, wrong = take(lanes / "briefs", store)
    assert not wrong
    assert order[-1] == f"read_kept {first.slug}"
    assert all(step.startswith("recalled ") for step in order[:-1])
    assert [one.slug for one in after.briefs] == [one.slug for one in before.briefs]
    assert [one.record for one in after.briefs] == [one.record for one in before.briefs]
