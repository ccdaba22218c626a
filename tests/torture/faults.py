"""Let a publication fail or die at the k-th thing it does to the disk, in a process of its own."""

from __future__ import annotations

import errno
import hashlib
import os
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from crossbrief import publish as module
from crossbrief.problem import Problem
from crossbrief.publish import publish

WATCHED = ("open", "write", "mkdir", "chmod", "rename", "unlink", "rmdir", "fsync", "truncate")
FAULTS = {"kill": 0, "ENOSPC": errno.ENOSPC, "EIO": errno.EIO}
DONE, PROBLEM, TRACEBACK, KILLED, PAST_THE_END = 0, 1, 70, 9, 77
Files = Iterable[tuple[str, bytes]]


def tree(folder: Path) -> dict[str, str] | None:
    """Every folder and file with its mode and sum; None where there is no folder."""
    if not folder.is_dir():
        return None
    return {
        one.relative_to(folder).as_posix(): f"{one.stat().st_mode:o} "
        + (hashlib.sha256(one.read_bytes()).hexdigest() if one.is_file() else "")
        for one in (folder, *sorted(folder.rglob("*")))
    }


def in_a_child(act: Callable[[], int]) -> int:
    """The exit code of a forked process that does `act`; 70 for a traceback, which is printed."""
    child = os.fork()
    if child == 0:
        code = TRACEBACK
        try:
            code = act()
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def publish_with_fault(files: Files, out: Path, k: int, fault: str, exchange: bool) -> int:
    """Publish in a child whose k-th step (from 1) meets the fault; 77 where there are fewer steps."""

    def act() -> int:
        steps = _arm(k, fault, exchange)
        done = publish(files, out, patience=0)
        if steps[0] < k:
            return PAST_THE_END
        return PROBLEM if isinstance(done, Problem) else DONE

    return in_a_child(act)


def _arm(k: int, fault: str, exchange: bool) -> list[int]:
    """Wrap what a publication does to the disk; the list holds the number of steps so far."""
    steps = [0]

    def meet(before: Callable[[], None] = lambda: None) -> None:
        steps[0] += 1
        if steps[0] == k:
            before()
            if fault == "kill":
                os._exit(KILLED)
            raise OSError(FAULTS[fault], os.strerror(FAULTS[fault]))

    def wrapped(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            meet()
            return function(*arguments, **named)

        return call

    write_bytes = Path.write_bytes

    def write_file(file: Path, raw: bytes) -> int:
        meet()  # when it is opened
        meet(lambda: (write_bytes(file, raw[: len(raw) // 2]), None)[1])  # in the middle of writing
        return write_bytes(file, raw)

    for name in WATCHED:
        setattr(os, name, wrapped(getattr(os, name)))
    Path.write_bytes = write_file  # type: ignore[method-assign,assignment]
    for name in ("_sync", "_exchange"):
        setattr(module, name, wrapped(getattr(module, name)))
    if not exchange:
        module._exchange = lambda one, other: False
    return steps
