"""What the tests of trust share: the switch between the short form and the long one, and the table of what was tried."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Row = tuple[str, str, str]
ROWS = pytest.StashKey[list[Row]]()


@pytest.fixture
def long(request: pytest.FixtureRequest) -> bool:
    """True for `make torture`: everything is tried; else a short form that `make test` has time for."""
    return bool(request.config.getoption("--torture"))


@pytest.fixture
def told(request: pytest.FixtureRequest) -> Callable[[str, str, str], None]:
    """Write a row of the table: the promise, what was tried, what came of it."""

    def tell(promise: str, tried: str, outcome: str) -> None:
        request.config.stash.setdefault(ROWS, []).append((promise, tried, outcome))

    return tell


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    rows = config.stash.get(ROWS, [])
    if not rows or not config.getoption("--torture"):
        return
    widths = [max(len(row[n]) for row in rows) for n in range(3)]
    terminalreporter.section("what was tried")
    for row in rows:
        terminalreporter.write_line("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))
