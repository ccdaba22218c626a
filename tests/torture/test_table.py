"""What was tried in pieces, by whichever process, is told as one."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.torture.pieces import Piece
from tests.torture.table import rows, tell_of


def report(nodeid: str, *told: tuple[Any, ...]) -> Any:
    """The report of a test that wrote these rows."""
    item = SimpleNamespace(user_properties=[])
    for row in told:
        tell_of(cast(pytest.Item, item))(*row)
    return SimpleNamespace(nodeid=nodeid, user_properties=item.user_properties)


@pytest.mark.parametrize(("steps", "of"), [(611, 4), (3, 4), (0, 2), (20, 1)])
def test_the_pieces_together_try_every_step_once(steps: int, of: int) -> None:
    tried = [step for n in range(of) for step in Piece(n, of).part(range(1, steps + 1))]
    assert sorted(tried) == list(range(1, steps + 1))


def test_what_the_pieces_of_a_test_counted_is_added_up_in_one_row() -> None:
    words = ("kill", "{steps:,} of {tried:,} steps", "{mixed} mixed; {old} old")
    reports = [
        report("b[2 of 2]", (*words, {"steps": 900, "tried": 901, "old": 2})),
        report("c", ("plain", "{as it stands}", "2 files")),
        report("b[1 of 2]", (*words, {"steps": 200, "tried": 200, "old": 1})),
        report("a"),
    ]
    assert list(rows(reports)) == [
        ("kill", "1,100 of 1,101 steps", "0 mixed; 3 old"),
        ("plain", "{as it stands}", "2 files"),
    ]
