"""What is fuzzed: each target takes any bytes and fails where a promise does not hold.

A fuzzer calls them with bytes that it makes up; `test_fuzz.py` with those that were once found to fail.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import unquote

from crossbrief.fragment import Span, fragment
from crossbrief.problem import Place, Problem
from crossbrief.schema.brief import Brief
from crossbrief.validate import validate
from crossbrief.yamlfile import Document, read_yaml

PATH = "briefs/2024-any.yaml"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_DIRECTIVE = re.compile(r"text=[\w.~%,-]+", re.ASCII)


def loader(raw: bytes) -> None:
    """A file of any bytes is a document of texts, lists and mappings, and a brief by the schema, or it has placed problems."""
    file = cast(Path, SimpleNamespace(open=lambda _: io.BytesIO(raw)))
    lines = raw.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    document = read_yaml(file, PATH)
    if isinstance(document, Problem):
        assert document.place.path == PATH
        holds(document, lines)
        return
    assert isinstance(document, Document)
    assert _is_plain(document.plain) and document.root
    found = validate(document, Brief)
    for problem in found if isinstance(found, list) else ():
        holds(problem, lines)


def fragments(raw: bytes) -> None:
    """Any passage of any page has a directive made of the page's own words, or the reason why it has none."""
    numbers, blocks = raw[:6], raw[6:].decode("utf-8", "replace").split("\n")[:8]
    if len(numbers) < 6 or not any(blocks):
        return
    spans = sorted(
        (_span(blocks, *numbers[n : n + 3]) for n in (0, 3)), key=lambda one: (one.block, one.begin, one.end)
    )
    for last in (None, spans[1]):
        made = fragment(blocks, spans[0], last)
        assert bool(made.directive) != bool(made.reason)
        if made.directive:
            assert _DIRECTIVE.fullmatch(made.directive), made
            page = [" ".join(re.split(r"[ \t\n\r\f]+", block)) for block in blocks]
            for term in made.directive.removeprefix("text=").split(","):
                words = unquote(term.strip("-"))
                assert words, made
                assert any(words in block for block in page), made


def holds(problem: Problem, lines: list[str]) -> None:
    """A problem lies inside its file of these lines, and nothing in it would be obeyed by a terminal."""
    place: Place = problem.place
    assert 1 <= place.line <= len(lines), problem
    assert 1 <= place.col <= len(lines[place.line - 1]) + 1, problem
    assert not _CONTROL.search(str(problem)), problem


def _is_plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_plain(one) for key, one in value.items())
    return all(map(_is_plain, value)) if isinstance(value, list) else value is None or isinstance(value, str)


def _span(blocks: list[str], block: int, begin: int, length: int) -> Span:
    """A stretch of at least one character, of the first block from `block` on that has any."""
    number = next(n % len(blocks) for n in range(block, block + len(blocks)) if blocks[n % len(blocks)])
    text = blocks[number]
    first = begin % len(text)
    return Span(number, first, first + 1 + length % (len(text) - first))


TARGETS: dict[str, Callable[[bytes], None]] = {"loader": loader, "fragments": fragments}
