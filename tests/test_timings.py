"""Where the time went: each second is counted once."""

from __future__ import annotations

import re

import pytest

from crossbrief import timings as module
from crossbrief.timings import Timings


@pytest.fixture
def ticking(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that goes on by a second whenever it is read."""
    seconds = iter(range(1000))
    monkeypatch.setattr(module.time, "perf_counter", lambda: float(next(seconds)))


def test_a_stage_has_the_seconds_that_no_stage_within_it_has(ticking: None) -> None:
    timings = Timings()
    with timings.of("publish"):
        with timings.of("render", "a.html"):
            pass
        with timings.of("render", "b.html"), timings.of("views"):
            pass
    assert timings.seconds == {("render", "a.html"): 1, ("views", ""): 1, ("render", "b.html"): 2, ("publish", ""): 3}


def test_what_is_counted_apart_is_added_once(ticking: None) -> None:
    timings = Timings()
    with timings.of("load"):
        pass

    def act() -> str:
        with timings.of("render", "a.html"):
            return "done"

    result, seconds = timings.apart(act)
    assert (result, seconds) == ("done", {("render", "a.html"): 1})
    assert timings.seconds == {("load", ""): 1}
    timings.add(seconds)
    assert re.sub(r" +", " ", timings.table()) == " 1.000 s load\n 1.000 s render\n 1.000 s a.html"
