"""What the tests of trust share: the switch between the short form and the long one, and the table of what was tried.

Every number of the table is counted by the test that writes the row, those of what went wrong too. Where anything did, the
test fails and says at what, and its row may be missing.
"""

from __future__ import annotations

import platform
import time
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
    terminalreporter.section("what was tried")
    arguments = " ".join(config.invocation_params.args)
    on = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    terminalreporter.write_line(f"On {time.strftime('%-d %B %Y')}, {on}, by `pytest {arguments}`:\n")
    table = [("what", "how much", "found"), *rows]
    widths = [max(len(row[n]) for row in table) for n in range(3)]
    for n, row in enumerate(table):
        terminalreporter.write_line(f"| {' | '.join(map(str.ljust, row, widths))} |")
        if not n:
            terminalreporter.write_line(f"|{'|'.join('-' * (width + 2) for width in widths)}|")
