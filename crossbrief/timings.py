"""Where the time of a build goes: seconds by stage, and within a stage by part.

In: stages as they begin and end, in this process and in those that work along. Out: a table. Nothing of it reaches a file
of the site.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

R = TypeVar("R")
Seconds = dict[tuple[str, str], float]
"""By stage and part; the part is empty where a stage has none."""


class Timings:
    """Adds up seconds."""

    def __init__(self) -> None:
        self.seconds: Seconds = {}
        self._within = 0.0
        """Of the stage that runs: the seconds that belong to stages within it."""

    @contextmanager
    def of(self, stage: str, part: str = "") -> Iterator[None]:
        """What runs in the block belongs to the stage, but for the stages within the block."""
        began, outside, self._within = time.perf_counter(), self._within, 0.0
        try:
            yield
        finally:
            took = time.perf_counter() - began
            self.add({(stage, part): took - self._within})
            self._within = outside + took

    def apart(self, act: Callable[[], R]) -> tuple[R, Seconds]:
        """Do something and give its seconds beside its result, not added yet: it may be done in another process."""
        kept, self.seconds = self.seconds, {}
        try:
            return act(), self.seconds
        finally:
            self.seconds = kept

    def add(self, seconds: Seconds) -> None:
        """Seconds that another process counted."""
        for key, one in seconds.items():
            self.seconds[key] = self.seconds.get(key, 0.0) + one

    def table(self) -> str:
        """The stages in their order, each followed by its parts, the longest first."""
        stages: dict[str, float] = {}
        for (stage, _), one in self.seconds.items():
            stages[stage] = stages.get(stage, 0.0) + one
        lines = []
        for stage, whole in stages.items():
            lines.append(f"{whole:9.3f} s  {stage}")
            parts = sorted((-one, part) for (of, part), one in self.seconds.items() if of == stage and part)
            lines += [f"{-one:9.3f} s    {part}" for one, part in parts]
        return "\n".join(lines)
