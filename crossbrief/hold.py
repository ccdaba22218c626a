"""One build at a time for each output folder.

In: the output folder. Out: a hidden folder beside it, `.NAME-build`, empty and ours alone until the block ends, when it
is gone. The lock is a `flock` on a file in it: the kernel lets go of it when its process dies, however it dies, so
that no lock is ever stale. What a killed build left in the folder is removed by the next one that takes it.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LOCK, IGNORE = "lock", ".gitignore"
PATIENCE = 10.0
"""Seconds that a second build waits for the first; one publishes a site of thousands of pages in less."""


class HeldByAnother(Exception):
    """Another build has the folder and did not end in time; carries its process id, empty if it had written none yet."""

    def __init__(self, process: str) -> None:
        super().__init__(process)
        self.process = process


def room_of(out: Path) -> Path:
    """The hidden folder beside an output folder."""
    return out.parent / f".{out.name}-build"


@contextmanager
def hold(out: Path, patience: float = PATIENCE) -> Iterator[Path]:
    """The hidden folder of `out`, held; raises HeldByAnother after `patience` seconds, and OSError."""
    room = room_of(out)
    lock = _take(room, time.monotonic() + patience)
    try:
        _clear(room)
        os.truncate(lock, 0)
        os.write(lock, str(os.getpid()).encode())
        (room / IGNORE).write_text("*\n", encoding="utf-8")
        yield room
    finally:
        with suppress(OSError):  # what can't be removed now is removed by the next build
            _clear(room)
            (room / LOCK).unlink()
            room.rmdir()
        os.close(lock)


def _take(room: Path, until: float) -> int:
    """The open and locked file of the room, once it is the one that stands there and not one just removed."""
    while True:
        with suppress(FileExistsError):  # with `exist_ok` it would be looked at again, and may be gone by then
            room.mkdir(parents=True)
        try:
            lock = os.open(room / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
        except FileNotFoundError:
            if room.is_symlink():  # it leads nowhere
                raise
            continue  # the build before us has just removed the room
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(lock), (room / LOCK).lstat()):
                return lock
        except BlockingIOError:
            if time.monotonic() > until:
                process = os.read(lock, 20).decode("ascii", "replace")
                os.close(lock)
                raise HeldByAnother(process) from None
            time.sleep(0.02)
        except FileNotFoundError:
            pass
        except OSError:
            os.close(lock)
            raise
        os.close(lock)


def _clear(room: Path) -> None:
    """Remove everything in the room but its lock."""
    for one in sorted(room.iterdir()):
        if one.name == LOCK:
            continue
        if one.is_dir() and not one.is_symlink():
            shutil.rmtree(one)
        else:
            one.unlink()
