"""The table of what was tried: each test writes a row, and the process that began the run prints them all.

A row goes with the report of its test, so that it comes from whichever process ran it. Rows of the same words, from the pieces
of one test, are one row: what they counted is added up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

import pytest

TOLD = "told"
Row = tuple[str, str, str]


class Tell(Protocol):
    """Write a row: the promise, what was tried, what came of it.

    With counts the two latter name them in braces, as in `{mixed} mixed`.
    """

    def __call__(self, promise: str, tried: str, found: str, counts: Mapping[str, int] | None = None, /) -> None: ...


def tell_of(item: pytest.Item) -> Tell:
    """What writes the rows of a test."""

    def tell(promise: str, tried: str, found: str, counts: Mapping[str, int] | None = None, /) -> None:
        item.user_properties.append((TOLD, [promise, tried, found, dict(counts or {})]))

    return tell


def rows(reports: Iterable[pytest.TestReport]) -> Iterator[Row]:
    """The rows of all tests, in the order of the tests' names, those of the pieces of one added up."""
    added: dict[Row, Counter[str]] = {}
    for report in sorted(reports, key=lambda one: one.nodeid):
        for name, row in report.user_properties:
            if name == TOLD:
                promise, tried, found, counts = row  # type: ignore[misc]
                added.setdefault((promise, tried, found), Counter()).update(counts)
    for (promise, tried, found), counts in added.items():
        yield (promise, tried.format_map(counts), found.format_map(counts)) if counts else (promise, tried, found)
