"""Every code that a problem can bear has a case that shows its whole message, and no code is shown that no source makes."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from crossbrief.gathered import REGISTER_OF
from tests.conftest import ROOT
from tests.test_cases import CASES

CODE_STANDS = {"Problem": 1, "warning": 1, "problem": 1, "Refused": 0, "Stop": 2}
"""Which argument of a call is the code, counted from 0."""
COMPOSED = {
    "f'unknown-{one}'": [
        f"unknown-{name.removesuffix('s').replace('entitie', 'entity')}" for name in REGISTER_OF.values()
    ]
}
"""Codes that are put together where they are made."""
PASSED_ON = {"code", "stop.code", "refused.code"}
"""A code that was given elsewhere; `yield` gives it where a rule yields the parts of a problem."""
WITHOUT_CASE = {
    "copied-words": "comes of `verify` only; see test_leaks and test_whence",
    "no-private-copy": "comes of `verify` only; see test_verify",
    "copy-miscounted": "comes of `verify` only; see test_verify",
    "claim-without-speaker": "it is placed in a rendered page, whose lines move with the templates",
    "file-too-full": "the file would have 100,000 values; tests/test_yamlfile.py makes it",
    "file-too-large": "the file would have more than 1 MiB; tests/test_yamlfile.py makes it",
    "missing-words": "it would be a mistake of the program; see test_strings",
    "output-held": "it is in the output folder; see test_publish",
    "output-in-the-way": "it is in the output folder",
    "output-not-ours": "it is in the output folder",
    "output-not-written": "it is in the output folder; see test_publish",
    "template": "it is in a template",
    "too-many-problems": "the file would have more than 200 mistakes; tests/torture makes it",
    "unknown-template": "it is a template; tests/test_templates.py makes one",
}


@cache
def codes() -> frozenset[str]:
    """Every code in the sources: where a problem is made or refused, and where a rule yields its parts."""
    found: set[str] = set()
    for file in (ROOT / "crossbrief").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in CODE_STANDS and len(node.args) > CODE_STANDS[name]:
                    found |= meant(node.args[CODE_STANDS[name]])
            elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
                texts = [one.value for one in node.value.elts[:2] if isinstance(one, ast.Constant)]
                found |= {text for text in texts if isinstance(text, str) and re.fullmatch(r"[a-z]+(-[a-z]+)+", text)}
    return frozenset(found)


def meant(argument: ast.expr) -> set[str]:
    written = ast.unparse(argument)
    if written in PASSED_ON:
        return set()
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return {argument.value}
    assert written in COMPOSED, f"how codes are made here is not known to this test: {written}"
    return set(COMPOSED[written])


@cache
def shown() -> frozenset[str]:
    """Every code that a case shows."""
    return frozenset(
        re.findall(
            r": (?:error|warning)\[([\w-]+)\]: ",
            "".join(file.read_text(encoding="utf-8") for file in CASES.parent.glob("*/*/expected.txt")),
        )
    )


def test_every_code_is_words_with_hyphens() -> None:
    assert [code for code in codes() if not re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", code)] == []


@pytest.mark.parametrize("code", sorted(codes() - WITHOUT_CASE.keys()))
def test_a_code_has_a_case_of_its_name(code: str) -> None:
    assert code in shown()
    assert any(CASES.parent.glob(f"*/{code}")) or any(CASES.parent.glob(f"*/{code}-*"))


def test_no_case_shows_a_code_that_no_source_makes() -> None:
    assert shown() <= codes()


def test_the_codes_without_a_case_are_codes_and_have_none() -> None:
    assert WITHOUT_CASE.keys() <= codes() - shown()


def test_every_case_is_whole() -> None:
    for case in CASES.parent.glob("*/*"):
        names = {one.name for one in case.iterdir()}
        assert "expected.txt" in names, case.name
        assert names & {"edit.txt", "gone.txt", "briefs", "templates"}, f"{case.name} changes nothing"
        assert names <= {"edit.txt", "gone.txt", "briefs", "templates", "expected.txt"}, case.name
