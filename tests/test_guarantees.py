"""Every promise of docs/guarantees.md has its own number and names a test that exists."""

from __future__ import annotations

import ast
import re

import pytest

from tests.conftest import ROOT

PROMISES = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "guarantees.md").read_text(encoding="utf-8").splitlines()
    if re.match(r"\| [A-Z]\d+ \|", line)
]


def test_there_are_promises_and_no_number_stands_twice() -> None:
    numbers = [promise[0] for promise in PROMISES]
    assert numbers
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise[0])
def test_a_promise_names_a_test_that_exists(promise: list[str]) -> None:
    number, text, held_by = promise
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", held_by)
    assert text.endswith(".")
    assert named, number
    assert len(named) == held_by.count("`") // 2, f"{number} names something that is not a test"
    for file, name in named:
        functions = ast.parse((ROOT / file).read_text(encoding="utf-8")).body
        assert name in {one.name for one in functions if isinstance(one, ast.FunctionDef)}, f"{number}: {file}::{name}"
