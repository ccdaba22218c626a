"""A change of one thing in load, check, link or verify makes a test fail, seven times of ten at least."""

from __future__ import annotations

import importlib.util

import pytest

from tests.torture.mutants import SEED, tried
from tests.torture.table import Tell

ANCHORS = ("crossbrief/check/places.py", "crossbrief/check/quotation.py", "crossbrief/verify.py")
"""What the short form changes: all that an anchor is held to."""
HOLD = ("tests/test_cases.py::test_a_mistake_gets_its_whole_message", "tests/test_verify.py", "-k", "not bundled")
"""By which tests: those of these modules that neither make the bundled site nor need the private copies."""


@pytest.mark.skipif(importlib.util.find_spec("mutmut") is None, reason="mutmut is not installed; make torture has it")
def test_seven_of_ten_changes_are_noticed(long: bool, told: Tell) -> None:
    found = tried(100) if long else tried(15, ANCHORS, HOLD)
    told(
        "mutants of load, check, link, verify" if long else "mutants of what an anchor is held to",
        f"{found.count} of {found.of:,}, drawn with seed {SEED}",
        f"{found.killed / found.count:.0%} killed; {len(found.survivors)} in .torture/mutants/survivors.txt",
    )
    assert found.killed >= 0.7 * found.count, "\n".join(found.survivors)
