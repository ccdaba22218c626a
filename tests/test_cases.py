"""Every folder under `cases/bad/` is a mistake of an author: the tiny corpus with the folder laid over it, and its whole message.

`edit.txt` names a file and a stretch of it to replace; files under `briefs/` and `templates/` are laid over as they are; `gone.txt` names
what is taken away; `expected.txt` is every character that the author reads. Adding a test is adding a folder; `pytest
--update` writes `expected.txt` anew.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from functools import cache
from pathlib import Path

import pytest

from crossbrief import inspection
from crossbrief.problem import Problem, report
from tests.conftest import LANES

CASES = Path(__file__).parent / "cases" / "bad"
STRICT = Path(__file__).parent / "cases" / "strict"
SEVERAL = {"two-files-broken": 2, "three-files-broken": 3, "review-needed": 2}
"""Cases of more than one mistake. In any other one problem is told, and its code begins the name of the folder."""
EDIT = re.compile(r"(?P<file>\S+)\n<<<<\n(?P<old>.*?)====\n(?P<new>.*?)>>>>\n", re.DOTALL)


def apply(case: Path, root: Path) -> None:
    """Lay a case over a corpus."""
    edit, gone = case / "edit.txt", case / "gone.txt"
    for path in gone.read_text(encoding="utf-8").split() if gone.is_file() else ():
        shutil.rmtree(root / path) if (root / path).is_dir() else (root / path).unlink()
    for overlay in (case / "briefs", case / "templates"):
        if overlay.is_symlink():
            shutil.copy(overlay, root / overlay.name, follow_symlinks=False)
        elif overlay.is_dir():
            shutil.copytree(overlay, root / overlay.name, symlinks=True, dirs_exist_ok=True)
    if edit.is_file():
        edits = list(EDIT.finditer(edit.read_text(encoding="utf-8")))
        assert edits, f"{edit} holds no edit"
        for one in edits:
            file = root / one["file"]
            text = file.read_text(encoding="utf-8") if file.exists() else ""
            assert one["old"] in text, f"{edit}: {one['old']!r} is not in {one['file']}"
            file.write_text(text.replace(one["old"], one["new"], 1), encoding="utf-8")


@cache
def told(case: Path) -> list[Problem]:
    """The problems of a case; each lies inside its file."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(LANES, root, dirs_exist_ok=True)
        apply(case, root)
        problems = inspection.inspect(root)
        assert isinstance(problems, list), "the mistake went unseen"
        for problem in problems:
            file, place = root / problem.place.path, problem.place
            if file.is_file():
                lines = file.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
                assert 1 <= place.line <= len(lines)
                assert 1 <= place.col <= len(lines[place.line - 1]) + 1
        return problems


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_a_mistake_gets_its_whole_message(case: Path, update: bool) -> None:
    found, expected = report(told(case)) + "\n", case / "expected.txt"
    if update:
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_a_problem_is_in_the_house_style_and_says_what_to_do(case: Path) -> None:
    for problem in told(case):
        assert problem.help, problem.code
        assert not problem.message.endswith("."), problem.message
        assert not problem.message[0].isupper(), problem.message
        assert case.name in SEVERAL or case.name.startswith(problem.code)


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_one_mistake_gets_one_problem(case: Path) -> None:
    assert len(told(case)) == SEVERAL.get(case.name, 1)


def test_the_corpus_that_the_cases_change_is_sound(lanes: Path) -> None:
    assert not isinstance(inspection.inspect(lanes), list)
