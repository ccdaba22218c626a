"""`template` copies a default for a corpus to change: only what may be overridden, and nothing is written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossbrief import pipeline
from crossbrief.cli import main
from crossbrief.templates import default_folder, replaceable
from tests.conftest import ROOT


def template(root: Path, *path: str) -> int:
    return main(["template", *path], root=root)


def test_without_a_path_all_that_can_be_copied_is_listed(lanes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert template(lanes) == 0
    listed = capsys.readouterr().out.splitlines()
    assert listed == sorted(listed)
    assert {"home.html", "strings.yaml", "styles/prose.css", "_partials/marks.html", "static/icon.svg"} <= set(listed)
    for name in listed:
        assert (ROOT / "templates" / name).is_file()
    assert not (lanes / "templates").exists()


def test_a_copy_says_where_it_came_from_and_that_it_counts_from_now_on(
    lanes: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(lanes)
    assert template(lanes, "templates/home.html") == 0  # as problems name it
    assert capsys.readouterr().out == (
        f"templates/home.html is a copy of {default_folder() / 'home.html'}\n"
        "it takes the place of the default from now on, also where a later version changes that; take it out to have the default again\n"
    )
    assert (lanes / "templates/home.html").read_bytes() == (ROOT / "templates/home.html").read_bytes()
    template(lanes)
    listed = capsys.readouterr().out.splitlines()
    assert "home.html  (replaced)" in listed
    assert "brief.html" in listed


def test_of_the_words_it_says_to_keep_those_that_change(lanes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert template(lanes, "strings.yaml") == 0
    assert "keep those that you change and take the others out" in capsys.readouterr().out


def test_every_default_can_be_copied_and_the_site_stays_the_same(lanes: Path) -> None:
    before = pipeline.make(lanes)
    assert isinstance(before, pipeline.Built)
    for name in replaceable():
        assert template(lanes, name) == 0, name
    after = pipeline.make(lanes)
    assert isinstance(after, pipeline.Built)
    assert after.files == before.files


def test_what_stands_there_is_not_written_over(lanes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = lanes / "templates/home.html"
    file.parent.mkdir()
    file.write_text("mine", encoding="utf-8")
    assert template(lanes, "home.html") == 2
    assert capsys.readouterr().err.endswith(
        "templates/home.html stands there already; change it, or take it out first\n"
    )
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("path", ["hoem.html", "../README.md", "/etc/passwd", "_partials/mine.html", "", "static"])
def test_what_is_no_default_is_not_copied(lanes: Path, path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert template(lanes, path) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"crossbrief template: there is no default {path}; ")
    assert told.endswith("`crossbrief template` lists all\n")
    assert ("did you mean home.html?" in told) == (path == "hoem.html")
    assert [one.name for one in lanes.iterdir()] == ["briefs"]


@pytest.mark.parametrize("linked", ["templates", "templates/styles"])
def test_nothing_is_written_through_a_link(
    lanes: Path, tmp_path: Path, linked: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (lanes / linked).parent.mkdir(exist_ok=True)
    (lanes / linked).symlink_to(tmp_path / "elsewhere")
    assert template(lanes, "styles/prose.css") == 2
    assert f"{linked} is a symbolic link" in capsys.readouterr().err
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_outside_of_a_corpus_and_in_the_clone_itself_it_says_why_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert template(tmp_path, "home.html") == 2
    assert "there is no folder" in capsys.readouterr().err
    assert template(ROOT, "home.html") == 2
    assert "holds the defaults themselves; change them there" in capsys.readouterr().err
