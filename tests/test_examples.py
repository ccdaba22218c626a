"""The corpus in `examples/` is sound, its anchors stand in its texts, and what its README tells a newcomer to do is possible."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from crossbrief import inspection
from crossbrief.cli import main
from crossbrief.problem import report
from tests.conftest import ROOT

EXAMPLE = ROOT / "examples" / "bridge-street"
LOCK = "briefs/anchors.lock.json"


@pytest.fixture
def example(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLE, tmp_path / "example", ignore=shutil.ignore_patterns("site", ".site-build"))
    return tmp_path / "example"


def test_there_is_nothing_to_mend_and_nothing_to_advise(example: Path) -> None:
    found = inspection.inspect(example, strict=True)
    assert not isinstance(found, list), report(found)


def test_the_commands_of_its_readme_prove_it_anew_and_build_it(
    example: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(example)
    commands = re.findall(r"(?m)^crossbrief (.*)$", (example / "README.md").read_text(encoding="utf-8"))
    assert [line.split()[0] for line in commands] == ["check", "verify", "build"]
    (example / LOCK).unlink()
    for line in commands:
        assert main(shlex.split(line, comments=True), root=example) == 0, capsys.readouterr().err
    told = capsys.readouterr().out
    assert "24 anchors of 3 sources stand in their places" in told
    assert {"compare", "forecasts", "figures", "relations", "questions", "assumptions", "events"} <= {
        one.name for one in (example / "site").iterdir()
    }


def test_verifying_it_again_changes_no_byte(example: Path) -> None:
    before = (example / LOCK).read_bytes()
    assert main(["verify", "--sources", str(example / "texts")], root=example) == 0
    assert (example / LOCK).read_bytes() == before


def test_a_changed_word_of_a_text_is_found(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = example / "texts" / "2021-on-foot.txt"
    text.write_text(
        text.read_text(encoding="utf-8").replace("street, because there", "street, as there"), encoding="utf-8"
    )
    assert main(["verify", "--sources", str(example / "texts")], root=example) == 1
    assert "the anchor of claim `c3` is edited" in capsys.readouterr().err


def test_each_file_names_a_schema_that_is_there() -> None:
    for file in EXAMPLE.rglob("briefs/**/*.yaml"):
        named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", file.read_text(encoding="utf-8"))
        assert named, file
        assert (file.parent / named[1]).is_file(), file
