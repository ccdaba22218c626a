"""Advice on tradecraft: each folder under `cases/strict/` is a sound corpus with one thing to do better, and its whole message.

They are laid out as those of `test_cases.py`, over the tiny corpus with `corpora/lanes-advised/` over it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from crossbrief import inspection
from crossbrief.cli import main
from crossbrief.problem import Problem, report
from tests.conftest import LANES, ROOT
from tests.test_cases import STRICT, apply


@pytest.fixture
def advised(lanes: Path) -> Path:
    """A copy of the tiny corpus about which there is nothing to say."""
    apply(LANES.parent / "lanes-advised", lanes)
    return lanes


def told(root: Path) -> list[Problem]:
    found = inspection.inspect(root, strict=True)
    return found if isinstance(found, list) else []


def test_there_is_nothing_to_say_about_the_corpus_that_the_cases_change(advised: Path) -> None:
    assert told(advised) == []


@pytest.mark.parametrize("case", sorted(STRICT.iterdir()), ids=lambda case: case.name)
def test_advice_is_one_whole_message(case: Path, advised: Path, update: bool) -> None:
    apply(case, advised)
    found, expected = told(advised), case / "expected.txt"
    if update:
        expected.write_text(report(found) + "\n", encoding="utf-8")
    assert report(found) + "\n" == expected.read_text(encoding="utf-8")
    assert [(one.level, case.name.startswith(one.code), bool(one.help)) for one in found] == [("warning", True, True)]


@pytest.mark.parametrize("case", sorted(STRICT.iterdir()), ids=lambda case: case.name)
def test_advice_is_given_only_where_it_is_asked_for(
    case: Path, advised: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    apply(case, advised)
    assert main(["check"], root=advised) == 0
    assert main(["check", "--strict"], root=advised) == 1
    assert "1 warning in 1 file" in capsys.readouterr().err


def test_a_corpus_with_a_problem_gets_no_advice_on_top(lanes: Path) -> None:
    file = lanes / "briefs" / "2020-gazette.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("class: stated-fact", "class: fact"), encoding="utf-8")
    assert [one.level for one in told(lanes)] == ["error"]


def test_a_draft_need_not_be_led_to(advised: Path) -> None:
    apply(STRICT / "claim-alone", advised)
    for name in ("judgements", "relations"):
        (advised / "briefs" / "registers" / f"{name}.yaml").unlink()
    file = advised / "briefs" / "2020-gazette.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "status: draft\n", encoding="utf-8")
    assert "claim-alone" not in [one.code for one in told(advised)]


def test_the_bundled_corpus_is_held_to_the_advice() -> None:
    assert told(ROOT) == []
