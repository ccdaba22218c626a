"""What the tests of trust share: the switch between the short form and the long one, and the table of what was tried.

Every number of the table is counted by the test that writes the row, those of what went wrong too. Where anything did, the
test fails and says at what, and its row may be missing.
"""

from __future__ import annotations

import platform
import time

import pytest

from tests.torture.pieces import Piece
from tests.torture.table import Tell, rows, tell_of

LONGEST = (
    "test_mutants",
    "test_fuzz",
    "test_pipeline",
    "test_hostile_text",
    "test_reproducible",
    "test_whole_builds",
    "test_incremental",
)
"""The files whose tests take longest, the longest first: they are begun in this order, and then all others."""


@pytest.fixture
def long(request: pytest.FixtureRequest) -> bool:
    """True for `make torture`: everything is tried; else a short form that `make torture-short` has time for."""
    return bool(request.config.getoption("--torture"))


@pytest.fixture
def told(request: pytest.FixtureRequest) -> Tell:
    """Write a row of the table."""
    return tell_of(request.node)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "pieces(short, long): the test is so many pieces, in the short form and in the long one"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    mark = metafunc.definition.get_closest_marker("pieces")
    if mark:
        many = mark.args[bool(metafunc.config.getoption("--torture"))]
        metafunc.parametrize("piece", [Piece(n, many) for n in range(many)], ids=str)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda one: LONGEST.index(one.path.stem) if one.path.stem in LONGEST else len(LONGEST))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    reports = [one for some in terminalreporter.stats.values() for one in some if isinstance(one, pytest.TestReport)]
    told = list(rows(one for one in reports if one.when == "call"))
    if not told or not config.getoption("--torture"):
        return
    terminalreporter.section("what was tried")
    arguments = " ".join(config.invocation_params.args)
    on = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    terminalreporter.write_line(f"On {time.strftime('%-d %B %Y')}, {on}, by `pytest {arguments}`:\n")
    table = [("what", "how much", "found"), *told]
    widths = [max(len(row[n]) for row in table) for n in range(3)]
    for n, row in enumerate(table):
        terminalreporter.write_line(f"| {' | '.join(map(str.ljust, row, widths))} |")
        if not n:
            terminalreporter.write_line(f"|{'|'.join('-' * (width + 2) for width in widths)}|")
