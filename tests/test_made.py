"""What is carried over from one build to the next, and what is made again."""

from __future__ import annotations

import gc
import os
import weakref
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bench.corpus import write as write_corpus
from crossbrief import making, pipeline
from crossbrief import publish as publishing
from crossbrief.again import Again
from crossbrief.cache import Cache
from crossbrief.cli import main
from crossbrief.exports import files
from crossbrief.link import link
from crossbrief.link.corpus import Corpus
from crossbrief.link.facts import _FINDERS, name_of
from crossbrief.load import Loaded, load
from crossbrief.lock import Lock, SourceProof
from crossbrief.made import Made, Record, recall
from crossbrief.pipeline import Done
from crossbrief.problem import Problem
from crossbrief.publish import Published, publish
from crossbrief.unchanged import stamp
from crossbrief.views.overview import other_names
from tests.torture.faults import tree

Build = Callable[[], set[str]]


@pytest.fixture
def corpus(lanes: Path) -> Corpus:
    found = pipeline.read(lanes)
    assert isinstance(found, Corpus)
    return found


@pytest.fixture
def rebuilt(lanes: Path, tmp_path: Path) -> Build:
    """Builds the corpus again; the paths of the files that were made and not carried over."""

    def build() -> set[str]:
        before = numbers(lanes / "site")
        assert isinstance(pipeline.build(lanes, lanes / "site", cache=Cache(tmp_path / "cache")), Done)
        return {path for path, number in numbers(lanes / "site").items() if before.get(path) != number}

    build()
    return build


def numbers(folder: Path) -> dict[str, int]:
    """The number by which the file system knows each file."""
    return {one.relative_to(folder).as_posix(): one.stat().st_ino for one in folder.rglob("*") if one.is_file()}


def slugs(lanes: Path) -> list[str]:
    return sorted(one.stem for one in (lanes / "briefs").glob("*.yaml"))


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def test_what_an_edit_does_not_touch_is_carried_over(tmp_path: Path) -> None:
    root, cache = tmp_path / "corpus", Cache(tmp_path / "cache")
    write_corpus(16, 1, root)
    assert isinstance(pipeline.build(root, root / "site", cache=cache), Done)
    before, [first, *rest] = numbers(root / "site"), slugs(root)
    edit(root / "briefs" / f"{first}.yaml", "bottom_line: >-\n  ", "bottom_line: >-\n  Once more, ")
    assert isinstance(pipeline.build(root, root / "site", cache=cache), Done)
    after = numbers(root / "site")
    made = [one for one in slugs(root) if before[f"briefs/{one}/claims.csv"] != after[f"briefs/{one}/claims.csv"]]
    assert first in made
    assert len(made) < len(rest) / 2
    assert before["data/claims.csv"] == after["data/claims.csv"]  # it was joined again, and came out the same
    assert before["data/sources.csv"] != after["data/sources.csv"]
    assert isinstance(pipeline.build(root, tmp_path / "clean"), Done)
    assert tree(root / "site") == tree(tmp_path / "clean")


def test_the_tables_and_the_database_are_made_of_the_last_ones_where_briefs_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, cache = tmp_path / "corpus", Cache(tmp_path / "cache")
    write_corpus(16, 1, root)
    assert isinstance(pipeline.build(root, root / "site", cache=cache), Done)
    noted = [file for file in sorted((root / "briefs").glob("*.yaml")) if "\nnotes:\n" in file.read_text()]
    for file in noted[1:3]:
        edit(file, file.read_text()[file.read_text().index("\nnotes:\n") :], "\n")
    assert isinstance(pipeline.build(root, tmp_path / "clean"), Done)
    monkeypatch.setattr(files, "database", None)  # what makes one from nothing
    assert isinstance(pipeline.build(root, root / "site", cache=cache), Done)
    assert tree(root / "site") == tree(tmp_path / "clean")


def test_every_thing_is_made_again_after_an_edit_of_a_template_or_a_register(lanes: Path, rebuilt: Build) -> None:
    everything = {path for path in numbers(lanes / "site") if path.endswith(".html")}
    (lanes / "templates").mkdir()
    (lanes / "templates" / "home.html").write_bytes(
        (Path(__file__).parents[1] / "templates" / "home.html").read_bytes() + b"<!-- -->"
    )
    assert rebuilt() >= everything
    register = lanes / "briefs" / "registers" / "entities.yaml"
    register.write_text(f"{register.read_text()}\n# looked through\n")
    assert rebuilt() >= everything


def test_nothing_is_carried_over_from_a_site_that_another_hand_has_touched(lanes: Path, rebuilt: Build) -> None:
    page = lanes / "site" / "index.html"
    about = page.stat()
    page.write_bytes(page.read_bytes()[::-1])
    os.utime(page, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert rebuilt() == set(numbers(lanes / "site"))


def test_a_file_system_without_links_is_no_hindrance(
    lanes: Path, rebuilt: Build, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = tree(lanes / "site")
    linked: list[str] = []
    really = os.link

    def fail(old: str, new: str) -> None:
        linked.append(new)
        if len(linked) % 3 == 0:
            raise PermissionError(1, "Operation not permitted")
        really(old, new)

    monkeypatch.setattr(os, "link", fail)
    assert rebuilt()
    assert linked
    assert tree(lanes / "site") == before


def test_what_a_build_made_is_old_when_it_ends_and_is_still_taken_away_where_nothing_leads_to_it() -> None:
    class Cycle:
        def __init__(self) -> None:
            self.own = self

    gc.collect()
    with pipeline.unswept():
        assert not gc.isenabled()
        made = [Cycle() for _ in range(10_000)]
    assert gc.isenabled()
    assert sum(isinstance(one, Cycle) for one in gc.get_objects(generation=2)) == len(made)
    left = weakref.ref(made[0])
    made.clear()
    gc.collect()
    assert left() is None


def test_the_old_site_is_not_written_into(lanes: Path, rebuilt: Build) -> None:
    with (lanes / "site" / "index.html").open("rb") as old:
        edit(lanes / "briefs" / f"{slugs(lanes)[0]}.yaml", "mark: ", "mark: Newest ")
        assert "index.html" in rebuilt()
        assert b"Newest" not in old.read()


def test_what_is_kept_of_a_build_is_never_about_the_site_of_another(
    lanes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another build comes just before the first one looks at what stands there, after it has published."""
    out, cache, looks = lanes / "site", Cache(tmp_path / "cache"), [0]

    def looked(where: Path) -> str:
        looks[0] += 1
        if looks[0] == 2:
            assert isinstance(publish([("index.html", b"another")], out), Published)
        return stamp(where)

    monkeypatch.setattr(making, "stamp", looked)
    assert isinstance(pipeline.build(lanes, out, cache=cache), Done)
    assert looks[0] == 2
    assert (out / "index.html").read_bytes() == b"another"
    assert recall(stamp(out), str(out), cache) == Record()
    looks[0] = 0
    assert main([], lanes) == 0
    assert looks[0] == 2
    assert (out / "index.html").read_bytes() == b"another"
    assert main([], lanes) == 0
    assert (out / "index.html").read_bytes() != b"another"


def test_a_site_that_is_known_is_looked_through_once_and_what_another_hand_put_there_is_seen_at_once(
    lanes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    look, looks = publishing._not_ours, list[Path]()

    def looked(out: Path) -> Problem | None:
        looks.append(out)
        return look(out)

    monkeypatch.setattr(publishing, "_not_ours", looked)
    assert main([], lanes) == 0
    assert len(looks) == 2  # before anything is made, and before it takes the place of what stands there
    edit(lanes / "briefs" / "2020-gazette.yaml", "mark: ", "mark: Newest ")
    assert main([], lanes) == 0
    assert len(looks) == 3
    edit(lanes / "briefs" / "2020-gazette.yaml", "mark: Newest ", "mark: ")
    (lanes / "site" / "thesis.txt").write_text("mine")
    assert main([], lanes) == 1
    assert len(looks) == 4
    assert "`site/` holds `thesis.txt`" in capsys.readouterr().err


def test_what_nothing_reads_any_more_is_forgotten_by_and_by() -> None:
    record = Record()
    for n in range(9):
        made = [Made("a", "", ("x mark", f"f {n}"), ()), Made("b", "", (f"g {n}",), ())]
        fresh = made if n else [*made, Made("c", "", ("h",), ())]
        record = record.then(["c"] if n else [], fresh, [], {}, "", {})
        read = {name: [record.reads[one] for one in row.read] for name, row in record.rows.items()}
        assert read == {"a": ["x mark", f"f {n}"], "b": [f"g {n}"], "c": ["h"]}
        assert len(record.reads) <= 8


def test_an_edit_of_a_text_makes_only_what_shows_it(lanes: Path, rebuilt: Build) -> None:
    edit(
        lanes / "briefs" / "2020-gazette.yaml",
        "Traffic in Mill Street is slower",
        "Traffic in Mill Street is much slower",
    )
    made = {path for path in rebuilt() if path.endswith(".html")}
    assert made == {
        path
        for path in numbers(lanes / "site")
        if b"much slower" in (lanes / "site" / path).read_bytes() and path.endswith(".html")
    } | {"data/index.html"}


def test_a_fact_is_not_found_again_after_an_edit_of_what_it_does_not_look_at(
    lanes: Path, rebuilt: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = list[str]()

    def names(corpus: Corpus) -> dict[str, object]:
        found.append("again")
        return find(corpus)

    find = _FINDERS[name_of(other_names)]
    monkeypatch.setitem(_FINDERS, name_of(other_names), names)
    gazette = lanes / "briefs" / "2020-gazette.yaml"
    edit(gazette, "Traffic in Mill Street is slower", "Traffic in Mill Street is much slower")
    assert rebuilt()
    assert not found
    edit(gazette, "class: judgement", "class: assumption")
    assert rebuilt()
    assert found


def test_few_things_are_made_by_one_process_and_runs_depend_on_the_whole_site() -> None:
    things = [making.Thing(str(n), str, list) for n in range(making.RUN * 3)]
    every = making._runs(things, {one.name for one in things})
    some = making._runs(things, {"1", "4", "5"})
    assert [[one.name for one in run] for run in some] == [["1", "4"], ["5"]]
    assert all(any(set(run) <= set(whole) for whole in every) for run in some)


def test_a_menu_that_has_changed_is_on_every_page(lanes: Path, rebuilt: Build, tmp_path: Path) -> None:
    for file in (lanes / "briefs").glob("*.yaml"):
        named = [line for line in file.read_text().split("\n") if "as_named" in line]
        for line in named:
            edit(file, f"{line}\n", "")
    assert rebuilt()
    assert isinstance(pipeline.build(lanes, tmp_path / "clean"), Done)
    assert tree(lanes / "site") == tree(tmp_path / "clean")


def test_a_site_made_again_in_memory_is_the_one_made_from_nothing(lanes: Path) -> None:
    again = Again(lanes)
    gazette, relations = lanes / "briefs" / "2020-gazette.yaml", lanes / "briefs" / "registers" / "relations.yaml"
    edits = [
        (gazette, "Traffic in Mill Street is slower", "Traffic in Mill Street is much slower"),
        (gazette, "class: judgement", "class: no-class"),
        (gazette, "class: no-class", "class: judgement"),
        (gazette, "mark: Gazette", "mark: The Gazette"),
        (relations, "because: ", "because: So it reads. "),
    ]
    for file, old, new in edits:
        edit(file, old, new)
        for _ in range(2):
            made, clean = again.make(), pipeline.make(lanes)
            if isinstance(clean, pipeline.Built):
                assert isinstance(made, pipeline.Built)
                assert made.files == clean.files
            else:
                assert made == clean


def test_a_brief_tells_what_was_proved_of_its_source_and_of_no_other(lanes: Path) -> None:
    """By it a page is carried over, and a page says when an anchor was proved."""
    loaded = load(lanes / "briefs")
    assert isinstance(loaded, Loaded)
    proved = replace(loaded, lock=Lock("salt", {"2020-gazette": SourceProof("", {}, 68, {})}))
    linked = [link(replace(one, lock=replace(one.lock, salt="salt"))) for one in (loaded, proved)]
    before, after = ({one.slug: one.proofs for one in corpus.briefs} for corpus in linked if isinstance(corpus, Corpus))
    assert [slug for slug in before if before[slug] != after[slug]] == ["2020-gazette"]
