"""The README's example brief is sound, and its commands are those of the program."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from crossbrief import inspection
from crossbrief.cli import VERBS, main
from crossbrief.cli.arguments import parser
from crossbrief.problem import report
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLE = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)[0]
MESSAGE = re.findall(r"```\n(briefs/.*?)```", README, re.DOTALL)[0]


def make(root: Path, text: str) -> object:
    (root / "briefs/2024-a-short-slug.yaml").write_text(text, encoding="utf-8")
    for left_out in (
        "registers/questions.yaml",
        "registers/judgements.yaml",
        "registers/relations.yaml",
        "2020-gazette.yaml",
        "2021-herald.yaml",
    ):
        (root / "briefs" / left_out).unlink()
    return inspection.inspect(root)


def test_the_example_brief_is_sound(lanes: Path) -> None:
    found = make(lanes, EXAMPLE)
    assert not isinstance(found, list), report(found)


def test_the_example_message_is_what_is_printed(lanes: Path) -> None:
    found = make(lanes, EXAMPLE.replace("class: stated-fact", "class: fact"))
    assert isinstance(found, list)
    assert str(found[0]) + "\n" == MESSAGE


def test_every_command_is_one_of_the_program() -> None:
    found = re.findall(r"(?m)^\.venv/bin/python build\.py(.*)$", README)
    verbs = {parser().parse_args(shlex.split(line, comments=True)).verb or "build" for line in found}
    assert verbs == VERBS.keys()


def test_every_command_is_done_on_the_corpus_of_the_examples(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "corpus"
    shutil.copytree(ROOT / "examples" / "bridge-street", root, ignore=shutil.ignore_patterns("site"))
    monkeypatch.chdir(root)
    given = {
        ("build", "DIR"): "elsewhere",
        ("verify", "DIR"): "texts",
        ("verify-site", "URL"): "site",
        ("new", "FILE"): str(ROOT / "tests/records/zotero-newspaper.bib"),
        ("init", "DIR"): str(tmp_path / "another"),
    }
    done = []
    for line in re.findall(r"(?m)^\.venv/bin/python build\.py(.*)$", README):
        words = shlex.split(line, comments=True)
        verb = words[0] if words else "build"
        if verb == "serve":  # it serves until it is ended: tests/test_serve.py
            continue
        assert main([given.get((verb, word), word) for word in words], root=root) == 0, capsys.readouterr().err
        done.append(verb)
    assert {*done, "serve"} == VERBS.keys()


def test_the_first_two_commands_are_targets_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    first = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)[0].split("\n")[:2]
    assert first == ["make", "make test"]
    assert re.search(r"(?m)^site:", makefile)
    assert re.search(r"(?m)^test:", makefile)


def test_a_corpus_of_ones_own_begins_as_is_written(tmp_path: Path) -> None:
    (block,) = [one for one in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) if "crossbrief init" in one]
    (line,) = re.findall(r"(?m)^crossbrief (.*)$", block)
    assert main(shlex.split(line, comments=True), root=tmp_path) == 0
    assert not isinstance(inspection.inspect(tmp_path / "ferries"), list)
