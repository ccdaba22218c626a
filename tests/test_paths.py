"""What is written and what is read lies where it should: file names by rule, no link in or out, no name that does harm."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import unicodedata
from pathlib import Path

import pytest

from crossbrief import addresses, pipeline
from crossbrief.cli import main
from crossbrief.link.corpus import Corpus
from crossbrief.problem import Problem, report
from crossbrief.publish import publish
from crossbrief.render import render
from crossbrief.templates import templates_of
from tests.conftest import ROOT
from tests.torture.faults import tree

PART = re.compile(r"[a-z0-9]+([._-]{1,2}[a-z0-9]+)*", re.ASCII)
LONGEST = 80 + len("--") + 80
"""Bytes in a part of a path: two slugs side by side. File systems take 255."""


def names_by_rule(built: pipeline.Built) -> None:
    for path in built.files.keys() - {addresses.HEADERS}:  # a name that the hosts have given
        for part in path.split("/"):
            assert PART.fullmatch(part), path
            assert len(part) <= LONGEST, path
    alike = {unicodedata.normalize("NFKC", path).casefold() for path in built.files}
    assert len(alike) == len(built.files)
    folders = {parent for path in built.files for parent in parents(path)}
    assert not folders & built.files.keys()


def parents(path: str) -> set[str]:
    parts = path.split("/")
    return {"/".join(parts[:n]) for n in range(1, len(parts))}


def test_names_of_files_follow_the_rule_and_no_two_are_alike(bundled: pipeline.Built, large: pipeline.Built) -> None:
    names_by_rule(bundled)
    names_by_rule(large)


@pytest.mark.parametrize("made", ["bundled", "large"])
def test_no_file_of_the_site_is_made_twice(made: str, request: pytest.FixtureRequest) -> None:
    built: pipeline.Built = request.getfixturevalue(made)
    assert isinstance(built.corpus, Corpus)
    paths = [path for path, _ in render(built.corpus, built.words, templates_of(ROOT))]
    assert len(set(paths)) == len(paths)


@pytest.mark.parametrize("slug", ["con", "aux", "index", "0", "a" * 80])
def test_a_slug_that_is_a_word_of_some_system_is_a_folder_like_any_other(lanes: Path, slug: str) -> None:
    """Nothing is refused: the name stands in a path that no other thing of the site has."""
    move(lanes, slug)
    built = pipeline.make(lanes)
    assert isinstance(built, pipeline.Built), report(built)
    assert f"briefs/{slug}/index.html" in built.files
    names_by_rule(built)


@pytest.mark.parametrize(
    "slug",
    ["A", "é", "e\u0301", "a.", ".a.b", "a b", "a--b", "-a", "a-", "..", "a" * 81, "Ａ", "ﬁ", "а", "a\n", "a\x1b[31m"],
)
def test_a_file_whose_name_is_no_slug_is_refused(lanes: Path, slug: str) -> None:
    move(lanes, slug)
    found = pipeline.make(lanes)
    assert isinstance(found, list)  # a hidden file is passed over, and what refers to it is not there
    assert "bad-slug" in {one.code for one in found} or slug.startswith(".")
    assert "\x1b" not in report(found)


def move(root: Path, slug: str) -> None:
    (root / "briefs/2020-gazette.yaml").rename(root / f"briefs/{slug}.yaml")
    for file in (root / "briefs").rglob("*.yaml"):
        file.write_text(file.read_text(encoding="utf-8").replace("2020-gazette", slug), encoding="utf-8")


@pytest.mark.parametrize("format", ["text", "json", "github"])
def test_a_name_that_is_no_text_is_told_and_breaks_nothing(
    lanes: Path, format: str, capfd: pytest.CaptureFixture[str]
) -> None:
    name = os.fsdecode(b"briefs/\xff\x1b[31m\n.yaml")
    (lanes / name).write_text("crossbrief: 1\n", encoding="utf-8")
    assert main(["check", "--format", format], root=lanes) == 1
    told = capfd.readouterr()
    assert "\x1b" not in told.out + told.err
    assert "bad-slug" in told.out + told.err
    if format == "json":
        json.loads(told.out)


def test_a_brief_in_a_folder_whose_name_is_no_text_is_built(lanes: Path, tmp_path: Path) -> None:
    before = pipeline.make(lanes)
    folder = lanes / os.fsdecode(b"briefs/\xff")
    folder.mkdir()
    (lanes / "briefs/2020-gazette.yaml").rename(folder / "2020-gazette.yaml")
    after = pipeline.make(lanes)
    assert isinstance(before, pipeline.Built)
    assert isinstance(after, pipeline.Built)
    assert after.files == before.files


def test_what_an_editor_keeps_beside_a_file_that_it_changes_is_passed_over(lanes: Path) -> None:
    (lanes / "templates").mkdir()
    (lanes / "templates/.#home.html").symlink_to("someone@somewhere.4711:1")
    (lanes / "briefs/.#2020-gazette.yaml").symlink_to("someone@somewhere.4711:1")
    assert isinstance(pipeline.make(lanes), pipeline.Built)


@pytest.mark.parametrize("linked", ["briefs", "briefs/registers", "briefs/more", "templates", "templates/static"])
def test_a_link_to_a_folder_is_not_followed(lanes: Path, tmp_path: Path, linked: str) -> None:
    """What it leads to would do where it stands."""
    shutil.copytree(ROOT / "templates", lanes / "templates")
    (lanes / "briefs/more").mkdir()
    shutil.move(lanes / linked, tmp_path / "elsewhere")
    (lanes / linked).symlink_to(tmp_path / "elsewhere")
    found = pipeline.make(lanes)
    assert isinstance(found, list)
    assert [(one.code, one.place.path) for one in found] == [("symbolic-link", linked)]


def test_a_hidden_link_that_leads_somewhere_is_refused_among_the_templates(lanes: Path) -> None:
    """A template could include it."""
    (lanes / "templates").mkdir()
    (lanes / "templates/.hidden.html").symlink_to("/etc/hostname")
    found = pipeline.make(lanes)
    assert isinstance(found, list)
    assert [(one.code, one.place.path) for one in found] == [("symbolic-link", "templates/.hidden.html")]


def test_a_template_can_not_include_what_stands_outside(lanes: Path) -> None:
    (lanes / "templates").mkdir()
    (lanes / "secret.html").write_text("secret", encoding="utf-8")
    home = (ROOT / "templates/home.html").read_text(encoding="utf-8")
    for path in ("../secret.html", f"{lanes}/secret.html", "_partials/../../secret.html"):
        text = home.replace("{{ site.subtitle }}", f'{{% include "{path}" %}}')
        (lanes / "templates/home.html").write_text(text, encoding="utf-8")
        found = pipeline.make(lanes)
        assert isinstance(found, list), path
        assert [one.code for one in found] == ["template"]


def test_a_link_in_the_old_site_is_replaced_and_what_it_led_to_stays(tmp_path: Path) -> None:
    out, outside = tmp_path / "site", tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("kept", encoding="utf-8")
    files = {"index.html": b"one", "a/index.html": b"two"}
    publish(files.items(), out)
    (out / "index.html").unlink()
    (out / "index.html").symlink_to(outside / "kept")
    publish({**files, "index.html": b"new"}.items(), out)
    assert not (out / "index.html").is_symlink()
    assert (out / "index.html").read_bytes() == b"new"
    assert (outside / "kept").read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize("held", ["", "tree", "old", ".gitignore"])
def test_a_link_where_the_site_is_made_is_not_followed(tmp_path: Path, held: str) -> None:
    outside, room = tmp_path / "outside", tmp_path / ".site-build"
    (outside / "tree").mkdir(parents=True)
    (outside / "tree/kept").write_text("kept", encoding="utf-8")
    before = tree(outside)
    if held:
        room.mkdir()
        (room / held).symlink_to(outside if held != ".gitignore" else outside / "tree/kept")
        assert not isinstance(publish({"index.html": b"new"}.items(), tmp_path / "site"), Problem)
    else:
        room.symlink_to(outside)
        refused = publish({"index.html": b"new"}.items(), tmp_path / "site")
        assert isinstance(refused, Problem)
        assert str(refused) == (
            ".site-build:1:1: error[output-not-ours]: `.site-build`, where the site is made, is a symbolic link\n"
            "  = help: take it away"
        )
    assert tree(outside) == before


@pytest.mark.parametrize("linked", ["briefs/schema", "briefs/schema/brief.json"])
def test_no_schema_is_written_through_a_link(lanes: Path, linked: str, capsys: pytest.CaptureFixture[str]) -> None:
    outside = lanes / "outside"
    outside.mkdir()
    (lanes / linked).parent.mkdir(exist_ok=True)
    (lanes / linked).symlink_to(outside if linked == "briefs/schema" else outside / "brief.json")
    assert main(["schema", "--write"], root=lanes) == 2
    told = f"{lanes / linked} is a symbolic link, and what it leads to is left alone; take it away"
    assert capsys.readouterr().err == f"crossbrief schema: {told}\n"
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("name", ["copy.txt", "2020-gazette.txt"])
def test_a_link_among_the_private_copies_is_no_private_copy(
    lanes: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (lanes / "outside.txt").write_text("outside", encoding="utf-8")
    brief = lanes / "briefs/2020-gazette.yaml"
    text = brief.read_text(encoding="utf-8").replace("0" * 64, hashlib.sha256(b"outside").hexdigest())
    brief.write_text(text, encoding="utf-8")
    copies = lanes / "copies"
    copies.mkdir()
    (copies / name).symlink_to(lanes / "outside.txt")
    assert main(["verify", "--sources", str(copies)], root=lanes) == 1
    told = capsys.readouterr().err
    assert "error[no-private-copy]: there is no private copy of `2020-gazette`: no file with this sum, and none" in told


@pytest.mark.parametrize("linked", [".crossbrief-cache", ".crossbrief-cache/built"])
def test_a_link_in_the_place_of_the_cache_is_not_followed(lanes: Path, tmp_path: Path, linked: str) -> None:
    outside = tmp_path / "outside"
    (outside / "built").mkdir(parents=True)
    (outside / "built/kept").write_text("kept", encoding="utf-8")
    (outside / "kept").write_text("kept", encoding="utf-8")
    before = tree(outside)
    (lanes / linked).parent.mkdir(exist_ok=True)
    (lanes / linked).symlink_to(outside)
    assert main([], root=lanes) == 0
    assert tree(outside) == before
