"""Let a build fail or die at the k-th thing that it does to the disk, whichever of its processes does it.

A build runs in a child of the test, which has everything imported. Python tells of each call that changes the disk before it
is made (an audit hook: opening for writing, mkdir, link, rename, remove ...); what it does not tell of, writing, syncing and the
exchange of two folders, is wrapped. The steps of all processes of a build are counted together.
"""

from __future__ import annotations

import builtins
import errno
import hashlib
import io
import os
import signal
import stat
import struct
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crossbrief import publish as module
from crossbrief.problem import Problem
from crossbrief.publish import publish

FAULTS = {"kill": 0, "ENOSPC": errno.ENOSPC, "EIO": errno.EIO}
TOLD = (
    "os.mkdir",
    "os.rmdir",
    "os.remove",
    "os.rename",
    "os.link",
    "os.symlink",
    "os.chmod",
    "os.truncate",
    "os.utime",
)
"""What Python tells of by itself, beside `open`."""
DONE, PROBLEM, TRACEBACK, KILLED = 0, 1, 70, -signal.SIGKILL
MOST_STEPS = 1 << 14
"""The numbers of the steps have to fit into a pipe."""
Files = Iterable[tuple[str, bytes]]
_FAULT = "fault"
_NUMBER = struct.Struct("=H")
_NUMBERS = b"".join(_NUMBER.pack(n) for n in range(1, MOST_STEPS))


def tree(folder: Path) -> dict[str, str] | None:
    """Every folder and file with its mode and sum; None where there is no folder."""
    if not folder.is_dir():
        return None
    found = {".": f"{folder.stat().st_mode:o}"}
    for path in below(folder):
        mode = os.stat(path).st_mode  # noqa: PTH116 - thousands of them
        found[path[len(str(folder)) + 1 :]] = f"{mode:o} {_sum(path) if stat.S_ISREG(mode) else ''}"
    return found


def below(folder: Path) -> Iterator[str]:
    """The path of all that a folder holds."""
    for above, folders, files in os.walk(folder):
        for name in (*folders, *files):
            yield f"{above}/{name}"


def _sum(path: str) -> str:
    with open(path, "rb") as stream:  # noqa: PTH123 - thousands of them
        return hashlib.sha256(stream.read()).hexdigest()


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


@dataclass(frozen=True)
class Met:
    """How a child ended, and how often it came to each kind of step, in all its processes together."""

    code: int
    steps: Counter[str]
    failed: bool
    """Whether it came to the step that was to fail."""


def with_fault(act: Callable[[], int], k: int, fault: str) -> Met:
    """Do `act` in a child whose k-th step (from 1) meets the fault; with k = 0, none."""
    numbers, fill = os.pipe()
    os.write(fill, _NUMBERS)
    os.close(fill)
    log = os.memfd_create("steps", os.MFD_CLOEXEC)

    def armed() -> int:
        _arm(k, fault, numbers, log)
        return act()

    code = in_a_child(armed)
    os.close(numbers)
    try:
        steps = Counter(os.pread(log, os.fstat(log).st_size, 0).decode().split())
        return Met(code, steps, bool(steps.pop(_FAULT, 0)))
    finally:
        os.close(log)


def publish_with_fault(files: Files, out: Path, k: int, fault: str, exchange: bool) -> Met:
    """Publish in a child whose k-th step meets the fault."""

    def act() -> int:
        if not exchange:
            module._exchange = lambda one, other: False
        return PROBLEM if isinstance(publish(files, out, patience=0), Problem) else DONE

    return with_fault(act, k, fault)


def _arm(k: int, fault: str, numbers: int, log: int) -> None:
    """Wrap what this process and those forked from it do to the disk."""
    write = os.write

    def meet(name: str, before: Callable[[], object] = lambda: None) -> None:
        [number] = _NUMBER.unpack(os.read(numbers, _NUMBER.size))
        write(log, f"{name}\n".encode())
        if number == k:
            write(log, f"{_FAULT}\n".encode())
            before()
            if fault == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(FAULTS[fault], os.strerror(FAULTS[fault]))

    def heard(event: str, arguments: tuple[Any, ...]) -> None:
        if event in TOLD:
            meet(event.partition(".")[2])
        elif event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            meet("open")

    class Written(io.FileIO):
        """A file that may be half written."""

        def write(self, raw: Any, /) -> int:
            meet("write", lambda: io.FileIO.write(self, bytes(raw)[: len(raw) // 2]))
            return super().write(raw)

    def opened(file: Any, mode: str = "r", buffering: int = -1, *text: Any, **more: Any) -> Any:
        if isinstance(file, int) or not set(mode) & set("wxa+"):
            return plain_open(file, mode, buffering, *text, **more)
        stream = io.BufferedWriter(Written(file, mode.replace("b", "").replace("t", "")))
        return stream if "b" in mode else io.TextIOWrapper(stream, *text, **more)

    def written(descriptor: int, raw: bytes) -> int:
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            meet("write", lambda: write(descriptor, raw[: len(raw) // 2]))
        return write(descriptor, raw)

    def wrapped(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            meet(name)
            return function(*arguments)

        return call

    plain_open = io.open
    io.open = builtins.open = opened  # type: ignore[assignment]
    os.write = written  # type: ignore[assignment]
    os.fsync = wrapped("fsync", os.fsync)
    module._sync = wrapped("syncfs", module._sync)
    module._exchange = wrapped("exchange", module._exchange)
    sys.addaudithook(heard)
