"""What is kept between builds: an entry is what was put or nothing, whatever happens to the folder."""

from __future__ import annotations

import os
import pickle
import shutil
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from crossbrief import cache as module
from crossbrief import check, pipeline
from crossbrief.ahead import ahead
from crossbrief.cache import Cache, Memory, key_of
from crossbrief.cli import arguments, main
from crossbrief.kept import KIND
from crossbrief.load import Filed, Loaded, load, read_edited
from crossbrief.lock import FILE, Lock, SourceProof, as_json
from crossbrief.problem import Problem
from crossbrief.schema.base import At, ClaimId, Date, EntityId, Id, Shared, Who
from crossbrief.schema.brief import Brief
from crossbrief.schema.jsonschema import kinds
from crossbrief.schema.mentions import values
from crossbrief.workers import processors
from tests.conftest import ROOT


def entry(folder: Path) -> Path:
    [file] = (folder / "kind").iterdir()
    return file


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    Cache(tmp_path / "cache").put("kind", key_of("a"), b"what was made")
    return tmp_path / "cache"


def test_what_was_put_is_found(kept: Path) -> None:
    assert Cache(kept).get("kind", key_of("a")) == b"what was made"
    assert Cache(kept).get("kind", key_of("b")) is None
    assert Cache().get("kind", key_of("a")) is None


def test_a_broken_entry_was_never_kept(kept: Path) -> None:
    whole = entry(kept).read_bytes()
    for broken in [whole[:n] for n in range(len(whole))] + [
        bytes([*whole[:n], whole[n] ^ 1, *whole[n + 1 :]]) for n in range(len(whole))
    ]:
        entry(kept).write_bytes(broken)
        assert Cache(kept).get("kind", key_of("a")) is None
    Cache(kept).put("kind", key_of("a"), b"again")
    assert Cache(kept).get("kind", key_of("a")) == b"again"


def test_an_entry_under_the_name_or_kind_of_another_is_none(kept: Path) -> None:
    entry(kept).rename(kept / "kind" / key_of("b"))
    assert Cache(kept).get("kind", key_of("b")) is None
    (kept / "kind").rename(kept / "other")
    assert Cache(kept).get("other", key_of("a")) is None


def test_a_folder_in_the_place_of_an_entry_is_none_and_does_no_harm(kept: Path) -> None:
    file = entry(kept)
    file.unlink()
    file.mkdir()
    found = Cache(kept)
    assert found.get("kind", file.name) is None
    found.put("kind", file.name, b"x")
    found.sweep("kind")


def test_a_cache_that_can_not_be_made_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    found = Cache(tmp_path / "cache")
    found.put("kind", key_of("a"), b"x")
    assert found.get("kind", key_of("a")) is None
    found.sweep("kind")


def test_what_nobody_asked_for_is_forgotten_and_git_is_told_nothing_of_the_folder(kept: Path) -> None:
    found = Cache(kept)
    found.put("kind", key_of("b"), b"new")
    found.sweep("kind")
    assert entry(kept).name == key_of("b")
    assert (kept / ".gitignore").read_text() == "*\n"


def test_files_that_would_fill_the_memory_are_gone_in_the_end_and_those_of_a_build_that_died_too(kept: Path) -> None:
    left = kept / "kind" / ".1-0"
    left.write_bytes(b"of a build that was ended by force")
    with Cache(kept).room("kind", 2) as paths:
        for path in paths:
            path.write_bytes(b"large")
        assert len(paths) == 2
        assert left.exists()
    assert not left.exists()
    assert not any(path.exists() for path in paths)


def test_there_is_no_room_in_a_cache_that_can_not_be_made(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    for found in (Cache(), Cache(tmp_path / "cache"), Memory()):
        with found.room("kind", 2) as paths:
            assert paths == []


def test_a_database_that_can_not_be_made_in_files_is_made_in_memory(lanes: Path, tmp_path: Path) -> None:
    for name in ("filled", "whole"):
        cache = tmp_path / name
        (cache / "database" / f".{os.getpid()}-{int(name == 'whole')}").mkdir(parents=True)  # in the way of the file
        assert isinstance(
            pipeline.build(lanes, tmp_path / name / "site", cache=Cache(cache), processes=1), pipeline.Done
        )
        assert (cache / "site/data/corpus.sqlite").read_bytes() == _made(lanes).files["data/corpus.sqlite"]


def test_a_database_is_made_where_the_path_is_no_text(lanes: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / os.fsdecode(b"caf\xe9"))
    assert isinstance(pipeline.build(lanes, tmp_path / "site", cache=cache, processes=1), pipeline.Done)
    assert (tmp_path / "site/data/corpus.sqlite").read_bytes() == _made(lanes).files["data/corpus.sqlite"]


def _made(root: Path) -> pipeline.Built:
    built = pipeline.make(root)
    assert isinstance(built, pipeline.Built)
    return built


def test_no_two_lists_of_parts_have_one_key() -> None:
    assert len({key_of("ab", "c"), key_of("a", "bc"), key_of("abc"), key_of("a", "b", "c"), key_of(b"1:ab", "c")}) == 5


def test_another_version_of_anything_is_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {key_of("a")}
    for name, other in (("_versions", lambda: ["pyyaml 99"]), ("_LIBRARIES", ())):
        monkeypatch.setattr(module, name, other)
        module.tool.cache_clear()
        keys.add(key_of("a"))
        monkeypatch.undo()
    module.tool.cache_clear()
    assert len(keys) == 3
    assert key_of("a") in keys


def test_a_sound_brief_is_checked_again_where_it_the_settings_or_its_proofs_have_changed(
    lanes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, checked = Cache(tmp_path / "cache"), list[str]()

    def rule(brief: Filed[Brief]) -> list[Problem]:
        checked.append(brief.slug)
        return []

    monkeypatch.setattr(check, "RULES", (*check.RULES, rule))

    def read() -> list[str]:
        checked.clear()
        pipeline.read(lanes, cache=found)
        return sorted(checked)

    every = sorted(file.stem for file in (lanes / "briefs").glob("*.yaml"))
    assert read() == every
    assert read() == []
    for file, changed in (
        (f"{every[0]}.yaml", every[:1]),
        ("registers/site.yaml", every),
        ("registers/entities.yaml", []),
    ):
        path = lanes / "briefs" / file
        path.write_text(path.read_text() + "# read again\n")
        assert read() == changed
        assert read() == []
    (lanes / "briefs" / FILE).write_text(as_json(Lock("", {every[0]: SourceProof("", {}, 10_000, {})})))
    assert read() == every[:1]
    settings = lanes / "briefs/registers/site.yaml"
    settings.write_text(settings.read_text().replace("words: [carnage, ", "words: [slower, carnage, "))
    for _ in range(2):
        problems = pipeline.read(lanes, cache=found)
        assert isinstance(problems, list)
        assert {problem.code for problem in problems} == {"avoided-word"}


def test_an_avoided_word_is_found_in_a_register_that_was_sound_before(lanes: Path, tmp_path: Path) -> None:
    found = Cache(tmp_path / "cache")
    assert not isinstance(pipeline.read(lanes, cache=found), list)
    register = lanes / "briefs" / "registers" / "questions.yaml"
    text = register.read_text()
    register.write_text(text.replace("would_settle: ", "would_settle: After the carnage, ", 1))
    assert register.read_text() != text
    for _ in range(2):
        problems = pipeline.read(lanes, cache=found)
        assert isinstance(problems, list)
        assert [(one.code, one.place.path) for one in problems] == [("avoided-word", "briefs/registers/questions.yaml")]


def test_an_edited_file_of_a_small_corpus_is_made_ready_and_of_many_none(lanes: Path, tmp_path: Path) -> None:
    files, cache = sorted((lanes / "briefs").glob("*.yaml")), tmp_path / "cache"
    with ahead(lanes, Cache(cache)) as ready:  # nothing is kept: the templates come first
        ready("compile")
    assert (cache / "templates").is_dir() == (processors() > 1)
    pipeline.read(lanes, cache=Cache(cache))
    kept = set((cache / KIND).iterdir())
    files[0].write_text(files[0].read_text() + "# edited\n")
    with ahead(lanes, Cache(cache)) as ready:
        ready("load")
    assert len(set((cache / KIND).iterdir()) - kept) == (processors() > 1)
    shutil.rmtree(cache)
    read_edited(lanes / "briefs", Cache(cache))
    assert not cache.exists()


def test_the_folders_tell_the_versions_that_python_does(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {name.lower().replace("_", "-").removesuffix(".dist-info") for name in module._versions()}
    monkeypatch.setattr(module, "_TELLS", (".nothing",))
    assert told == {one.replace(" ", "-") for one in module._versions()}


def test_a_corpus_that_was_read_before_is_the_same_corpus(lanes: Path, tmp_path: Path) -> None:
    found = Cache(tmp_path / "cache")
    first, again, without = (load(lanes / "briefs", one) for one in (found, found, None))
    assert first == again == without
    assert isinstance(first, Loaded)
    assert len(list((tmp_path / "cache" / KIND).iterdir())) == len(list((lanes / "briefs").rglob("*.yaml")))


def test_the_problems_of_a_file_that_was_read_before_have_the_same_places(lanes: Path, tmp_path: Path) -> None:
    brief = lanes / "briefs" / "2020-gazette.yaml"
    brief.write_text(brief.read_text().replace("class: judgement", "class: judgment").replace("c2", "c1"))
    found = Cache(tmp_path / "cache")
    first, again = (pipeline.read(lanes, cache=found) for _ in range(2))
    assert isinstance(first, list)
    assert first == again
    brief.write_text(brief.read_text().replace("class: judgment", "class: judgement"))
    first, again = (pipeline.read(lanes, cache=found) for _ in range(2))
    assert isinstance(first, list)
    assert first == again


def test_templates_are_compiled_once(lanes: Path, tmp_path: Path) -> None:
    found = Cache(tmp_path / "cache")
    for name in ("one", "two"):
        assert not isinstance(pipeline.build(lanes, tmp_path / name, cache=found), list)
        entries = {file.name: file.stat().st_ino for file in (tmp_path / "cache" / "templates").iterdir()}
    assert len(entries) == len(list((ROOT / "templates").rglob("*.html")))
    assert {file.name: file.stat().st_ino for file in (tmp_path / "cache" / "templates").iterdir()} == entries


def test_a_build_without_a_change_writes_nothing_and_says_so(lanes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], lanes) == 0
    before = times(lanes)
    assert main([], lanes) == 0
    assert times(lanes) == before
    first, again = capsys.readouterr().out.splitlines()
    assert first.startswith("2 briefs, 6 claims")
    assert again.startswith("nothing has changed: 2 briefs, 6 claims, 6 citations, ")


def test_a_change_of_the_site_by_another_hand_is_made_good(lanes: Path) -> None:
    assert main([], lanes) == 0
    home = lanes / "site" / "index.html"
    whole, about = home.read_bytes(), home.stat()
    home.write_bytes(whole.replace(b"a", b"b"))
    os.utime(home, ns=(about.st_atime_ns, about.st_mtime_ns))  # of the same size and age
    assert main([], lanes) == 0
    assert home.read_bytes() == whole
    (lanes / "site" / "404.html").unlink()
    assert main([], lanes) == 0
    assert (lanes / "site" / "404.html").is_file()
    home.chmod(0o600)
    assert main([], lanes) == 0
    assert home.stat().st_mode & 0o777 == 0o644


def test_a_cache_of_another_machine_is_of_use_and_does_no_harm(lanes: Path, tmp_path: Path) -> None:
    assert main([], lanes) == 0
    shutil.copytree(lanes, tmp_path / "other", symlinks=True)
    assert main([], tmp_path / "other") == 0
    assert (tmp_path / "other" / "site" / "SHA256SUMS").read_bytes() == (lanes / "site" / "SHA256SUMS").read_bytes()


@pytest.mark.parametrize("called", [print, os.system, import_module, Cache])
def test_nothing_that_is_kept_of_a_corpus_can_call_anything(lanes: Path, tmp_path: Path, called: Any) -> None:
    """But the types of records, with which what was kept by a build is made."""

    class Planted:
        def __reduce__(self) -> tuple[Any, tuple[str]]:
            return called, ("planted",)

    found = Cache(tmp_path / "cache")
    first = load(lanes / "briefs", found)
    for file in (tmp_path / "cache" / KIND).iterdir():
        found.put(KIND, file.name, pickle.dumps((Planted(), Planted())))
    assert load(lanes / "briefs", found) == first == load(lanes / "briefs")


@pytest.mark.parametrize("times", [1, 2])
def test_a_value_that_records_share_stands_in_memory_once(lanes: Path, tmp_path: Path, times: int) -> None:
    """Whether it was read from a file, or from what was kept of it."""
    for _ in range(times):
        loaded = load(lanes / "briefs", Cache(tmp_path / "cache"))
    assert isinstance(loaded, Loaded)
    every = [one for brief in loaded.briefs for one, _ in values(brief.record, (Shared,), ())]
    assert {type(one) for one in every} >= {Id, ClaimId, EntityId, Who, At, Date}
    assert len({id(one) for one in every}) == len({(type(one), str(one)) for one in every}) < len(every)


def test_the_kinds_of_file_that_the_command_knows_are_those_of_the_schema() -> None:
    assert list(arguments.KINDS) == list(kinds())


def times(root: Path) -> dict[str, tuple[int, int]]:
    """The time of change of everything below a folder."""
    return {str(one): (one.lstat().st_mtime_ns, one.lstat().st_ctime_ns) for one in (root, *root.rglob("*"))}
