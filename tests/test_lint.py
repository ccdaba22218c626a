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


@pytest.mark.parametrize(
    ("until", "reviewed", "overdue"),
    [
        ("2020-12-25", "2020-12-25", False),
        ("2020-12-25", "2020-12-26", True),
        ("2020-12", "2020-12-30", False),
        ("2020-12", "2021", True),
        ("2020~", "2021-06-01", True),
        ("2020-12-25/..", "2026-11-21", False),
    ],
)
def test_a_forecast_is_overdue_by_the_day_of_the_review_and_never_by_a_clock(
    advised: Path, until: str, reviewed: str, overdue: bool
) -> None:
    apply(STRICT / "outcome-overdue", advised)
    for name, old, new in (
        ("2020-gazette.yaml", "until: 2020-12-25", f"until: {until}"),
        ("registers/site.yaml", "reviewed_on: 2026-11-21", f"reviewed_on: {reviewed}"),
    ):
        file = advised / "briefs" / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
    assert [one.code for one in told(advised)] == ["outcome-overdue"] * overdue
