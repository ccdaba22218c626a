"""Hostile YAML is met with a clean value or a placed message, within bounds of time and memory, and never a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from crossbrief.problem import Problem
from crossbrief.schema.brief import Brief
from crossbrief.validate import MAX_LISTED, MAX_PROBLEMS, validate
from crossbrief.yamlfile import Document, parse_yaml
from tests.conftest import ROOT
from tests.torture import suites
from tests.torture.table import Tell
from tests.torture.yaml_cases import cases

SECONDS, MEGABYTES = 1.0, 200
WHITE_SPACE_AT_THE_END = {"JEF9-2", "L24T-1"}
"""A block text that ends with spaces and the file with it: the parser keeps fewer of them than YAML says."""
TAKEN_THOUGH_WRONG = {
    *("9C9N-0", "9JBA-0", "CVW2-0", "DK95-1", "G5U8-0", "MUS6-0", "QB6E-0", "S98Z-0", "SU5Z-0", "X4QW-0", "Y79Y-3"),
    "YJV2-0",
}
"""Not YAML by the letter; what the parser reads is what an author would mean: a comment without a space before it, a
line in brackets less deep than its key, a lone dash in a list."""


def read_all(files: dict[str, bytes], folder: Path) -> list[dict[str, Any]]:
    """What came of each file, read in a process of its own, whose time and memory the kernel bounds."""
    folder.mkdir()
    for n, raw in enumerate(files.values()):
        (folder / f"{n:04}").write_bytes(raw)
    done = subprocess.run(
        ["prlimit", "--cpu=120", "--as=2000000000", sys.executable, "-m", "tests.torture.read_yaml", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    names = list(files)
    assert done.returncode == 0, f"after {names[len(rows) - 1]}: {done.stderr}"
    return [{**row, "name": name} for row, name in zip(rows, names, strict=True)]


def hold(rows: list[dict[str, Any]], long: bool) -> str:
    """Every place lies in its file; the bounds of memory, and of time where the machine is ours; the worst of both."""
    outside = [row for row in rows if row["outside"]]
    assert outside == []
    most, longest = max(row["megabytes"] for row in rows), max(row["seconds"] for row in rows)
    assert most < MEGABYTES
    if long:
        assert longest < SECONDS
    return f"{len(rows)} read to the end, {len(outside)} with a place outside; at most {longest} s, {most} MB"


def test_our_own_cases_give_a_clean_value_or_a_placed_problem(tmp_path: Path, long: bool, told: Tell) -> None:
    assert len(cases()) >= 100
    rows = read_all(cases(), tmp_path / "files")
    told("hostile YAML, our own", f"{len(rows)} files", hold(rows, long))


@suites.needed
def test_the_cases_of_yaml_test_suite_give_a_clean_value_or_a_placed_problem(
    tmp_path: Path, long: bool, told: Tell
) -> None:
    files = {name: case["yaml"].encode("utf-8", "surrogatepass") for name, case in suites.yaml_cases().items()}
    assert len(files) >= 400
    rows = read_all(files, tmp_path / "files")
    told("hostile YAML, yaml-test-suite", f"{len(rows)} files", hold(rows, long))


@suites.needed
def test_what_is_taken_of_yaml_test_suite_is_the_value_that_it_says(told: Tell) -> None:
    counts: Counter[str] = Counter()
    for name, case in suites.yaml_cases().items():
        found = parse_yaml(case["yaml"], "x.yaml")
        if isinstance(found, Problem):
            counts["refused"] += 1
        elif case.get("fail"):
            assert name in TAKEN_THOUGH_WRONG
            counts["taken though wrong"] += 1
        elif name not in WHITE_SPACE_AT_THE_END:
            assert found.plain == suites.value_of(case["tree"]), name
            counts["the value"] += 1
    assert counts["the value"] >= 175
    told(
        "values of yaml-test-suite",
        f"{counts.total()} cases",
        ", ".join(f"{many} {what}" for what, many in counts.items()),
    )


@pytest.mark.parametrize("text", ["[?x]", "{?x: y}", "{a: b, ?x: y}"])
def test_a_question_mark_that_the_parser_would_swallow_is_refused(text: str) -> None:
    found = parse_yaml(f"a: {text}\n", "x.yaml")
    assert isinstance(found, Problem)
    assert (found.place.line, found.message) == (1, "a text in brackets can't begin with `?`")


@pytest.mark.parametrize(("many", "listed"), [(MAX_PROBLEMS, "shown"), (MAX_LISTED // 3, "too many to show")])
def test_a_file_that_is_wrong_throughout_is_told_so_and_not_mistake_by_mistake(many: int, listed: str) -> None:
    document = parse_yaml("crossbrief: 1\nclaims:\n" + "  - {}\n" * many, "x.yaml")
    assert isinstance(document, Document)
    problems = validate(document, Brief)
    assert isinstance(problems, list)
    assert len(problems) <= MAX_PROBLEMS + 1
    assert problems[-1].code == "too-many-problems"
    assert problems[-1].message.endswith(listed)
