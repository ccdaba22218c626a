"""Run one command in a fresh process and say what it took.

In: a command, its folder and where it writes. Out: seconds by the wall, seconds of CPU and peak memory of it and of all
that it started and waited for, and what it wrote. Peak memory is that of the largest process, not of their sum.
"""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took."""

    wall: float
    """Seconds from before the process is made until after it is gone."""
    cpu: float
    """Seconds of user and system time, children included."""
    peak: int
    """Bytes of memory of the largest process."""
    written: int
    """Bytes of the files under the output that are newer than the start of the run."""
    files: int
    """How many such files."""


class Failed(Exception):
    """A command that did not end well; holds the end of what it said."""


def run(command: list[str], folder: Path, out: Path, environment: dict[str, str] | None = None) -> Run:
    """Run `command` in `folder` and measure it; raises Failed where it exits with anything but 0."""
    began = time.time_ns()
    with (folder / ".said").open("w+b") as said:
        start = time.perf_counter()
        child = subprocess.Popen(  # noqa: S603 - commands are the suite's own
            command, cwd=folder, stdout=said, stderr=said, env={**os.environ, **(environment or {})}
        )
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            raise Failed(f"{command[0]} ended with {child.returncode}: {said.read()[-2000:].decode(errors='replace')}")
    sizes = [one.stat() for one in out.rglob("*") if one.is_file()]
    fresh = [one.st_size for one in sizes if one.st_ctime_ns >= began]
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, sum(fresh), len(fresh))
