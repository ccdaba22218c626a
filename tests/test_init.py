"""`init` makes a corpus that works as it stands: it is sound, its anchors are proved, its hook refuses a mistake."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from crossbrief import inspection, pipeline
from crossbrief.cli import VERBS, main
from crossbrief.passage import divide
from crossbrief.problem import report
from crossbrief.schema.jsonschema import files
from tests.conftest import ROOT

BRIEF = "briefs/2024-evening-ferry.yaml"


@pytest.fixture
def made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["init", "new"], root=tmp_path) == 0
    capsys.readouterr()
    return tmp_path / "new"


def git(root: Path, *arguments: str, check: bool = True, **environment: str) -> subprocess.CompletedProcess[str]:
    identity = ["-c", "user.name=A tester", "-c", "user.email=tester@example.org", "-c", "init.defaultBranch=main"]
    bare = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return subprocess.run(
        ["git", *identity, *arguments],
        cwd=root,
        env={**bare, **environment},
        capture_output=True,
        text=True,
        check=check,
    )


def command(folder: Path) -> Path:
    """A file in `folder` that is the installed command."""
    file = folder / "bin" / "crossbrief"
    file.parent.mkdir()
    file.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m crossbrief "$@"\n', encoding="utf-8")
    file.chmod(0o755)
    return file


def test_a_new_corpus_is_sound_and_there_is_nothing_to_advise(made: Path) -> None:
    found = inspection.inspect(made, strict=True)
    assert not isinstance(found, list), report(found)


def test_the_anchors_of_the_example_stand_in_its_text(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--sources", str(made / "private")], root=made) == 0
    assert "7 anchors of 1 source stand in their places" in capsys.readouterr().out
    found = pipeline.read(made)
    assert not isinstance(found, list)
    (brief,) = found.briefs
    copy = divide((made / "private" / f"{brief.slug}.txt").read_text(encoding="utf-8"), brief.brief.source.copy)
    assert (len(copy.paragraphs), copy.words) == (brief.brief.source.copy.paragraphs, brief.brief.source.copy.words)


def test_a_new_corpus_holds_what_an_editor_and_a_host_need(made: Path) -> None:
    schemas = made / "briefs" / "schema"
    assert {file.name: file.read_text(encoding="utf-8") for file in schemas.iterdir()} == files()
    for file in (made / "briefs").rglob("*.yaml"):
        named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", file.read_text(encoding="utf-8"))
        assert named, file
        assert (file.parent / named[1]).is_file(), file
    assert "could not know" in (made / "requirements.txt").read_text(encoding="utf-8")


def test_the_articles_texts_and_the_site_stay_out_of_the_repository(made: Path) -> None:
    git(made, "init")
    assert main(["build"], root=made) == 0
    git(made, "add", "-A")
    held = git(made, "ls-files").stdout.split()
    assert BRIEF in held
    assert [path for path in held if path.startswith(("private/", "site/"))] == ["site/.gitkeep"]


def test_the_hook_checks_what_is_staged_and_not_what_lies_in_the_folder(made: Path, tmp_path: Path) -> None:
    path = f"{command(tmp_path).parent}:{os.environ['PATH']}"
    git(made, "init")
    git(made, "config", "core.hooksPath", "hooks")
    git(made, "add", "-A")
    assert "no problems in 1 brief" in git(made, "commit", "-m", "Begin", PATH=path).stderr

    brief = made / BRIEF
    sound = brief.read_text(encoding="utf-8")
    brief.write_text(sound.replace("class: judgement", "class: opinion"), encoding="utf-8")
    git(made, "add", "-A")
    brief.write_text(sound, encoding="utf-8")
    refused = git(made, "commit", "-m", "A mistake", check=False, PATH=path)
    assert refused.returncode == 1
    assert f"{BRIEF}:" in refused.stderr
    assert "error[unknown-word]: `class` can't be `opinion`" in refused.stderr


def test_the_hook_says_so_where_the_command_is_not_on_its_path(made: Path) -> None:
    git(made, "init")
    git(made, "config", "core.hooksPath", "hooks")
    git(made, "add", "-A")
    refused = git(made, "commit", "-m", "Begin", check=False, PATH="/usr/bin:/bin")
    assert refused.returncode == 1
    assert refused.stderr.startswith("crossbrief is not on the path of this hook")


def test_every_command_that_a_newcomer_is_told_is_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "new"], root=tmp_path) == 0
    told = capsys.readouterr().out
    for file in ("README.md", "hooks/pre-commit", ".github/workflows/site.yaml"):
        told += (tmp_path / "new" / file).read_text(encoding="utf-8")
    commands = set(re.findall(r"(?m)^(?:.*- run:)?\s*crossbrief (\w+)", told))
    assert commands == {"build", "check", "new", "serve", "verify"}
    assert commands <= VERBS.keys()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "held").mkdir()
    (tmp_path / "held" / "letter.txt").write_text("mine", encoding="utf-8")
    assert main(["init", "held"], root=tmp_path) == 2
    assert capsys.readouterr().err == (
        "crossbrief init: held is not empty: it holds letter.txt; name an empty or a new folder\n"
    )
    assert main(["init", "held/letter.txt"], root=tmp_path) == 2
    assert [one.name for one in (tmp_path / "held").iterdir()] == ["letter.txt"]


def test_a_new_repository_is_empty_enough(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    git(tmp_path / "new", "init")
    assert main(["init", "new"], root=tmp_path) == 0
    assert main(["check", "--format", "json"], root=tmp_path / "new") == 0


def test_the_example_brief_shows_a_claim_of_each_kind_but_an_assumption(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["stats", "--format", "json"], root=made) == 0
    counts = json.loads(capsys.readouterr().out)
    assert (counts["claims"], counts["quantities"], counts["forecasts"], counts["answers"]) == (7, 1, 1, 1)
