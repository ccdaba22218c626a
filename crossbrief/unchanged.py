"""Tell that a build would change nothing, without making anything.

In: the folder of a corpus, and where its site goes. Out: what the last build said, if every file that it read is the same,
byte for byte, and every file that it wrote is still the one that it wrote. The first is told by content; the second by name,
mode, size and times: the system sets the time of change (`ctime`) at whatever is done to a file, and lets nobody set it back.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from crossbrief.cache import Cache, key_of
from crossbrief.hold import room_of
from crossbrief.templates import templates_of

_KIND = "built"


def said(read: str | None, out: Path, cache: Cache) -> str | None:
    """What the last build said that read the same and wrote what stands at `out`; None where a build is needed.

    It is needed where another build is at work, or was ended and left its folder.
    """
    try:
        found = cache.get(_KIND, _key(read, out)) if read and not room_of(out).exists() else None
    except OSError:
        return None
    return None if found is None else found.decode("utf-8")


def remember(root: Path, read: str | None, out: Path, cache: Cache, line: str, ours: Callable[[], bool]) -> None:
    """Keep what a build said that has just ended, if what it read stands as it did before it, and what it wrote is still `ours`."""
    with suppress(OSError):
        if read and inputs(root) == read:
            key = _key(read, out)
            if ours():  # asked last: another build may have come after ours
                cache.put(_KIND, key, line.encode("utf-8"))
            cache.sweep(_KIND)


def inputs(root: Path) -> str | None:
    """A sum of every file that a build reads; None where something there is no file."""
    found = hashlib.sha256()
    try:
        for n, folder in enumerate((root / "briefs", *templates_of(root).folders)):
            for path, file in _within(str(folder), ""):
                if file.is_dir(follow_symlinks=False):
                    continue
                if not file.is_file(follow_symlinks=False):
                    return None
                with open(file.path, "rb") as stream:  # noqa: PTH123 - thousands of them
                    raw = stream.read()
                found.update(f"{n} {path}\0{len(raw)}\0".encode("utf-8", "surrogateescape") + raw)
    except OSError:
        return None
    return found.hexdigest()


def _key(read: str, out: Path) -> str:
    return key_of(read, stamp(out), str(out))


def stamp(out: Path) -> str:
    """A sum of the names, modes, sizes and times of what stands in a folder; raises OSError."""
    found = hashlib.sha256(f"{out.lstat().st_mode}\n".encode())
    for path, file in _within(str(out), ""):
        about = file.stat(follow_symlinks=False)
        line = f"{path}\0{about.st_mode} "
        if not stat.S_ISDIR(about.st_mode):
            line += f"{about.st_size} {about.st_mtime_ns} {about.st_ctime_ns}\n"
        found.update(line.encode("utf-8", "surrogateescape"))
    return found.hexdigest()


def _within(folder: str, path: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every folder and file below a folder with its path, in one order."""
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda one: one.name)
    for one in found:
        yield f"{path}{one.name}", one
        if one.is_dir(follow_symlinks=False):
            yield from _within(one.path, f"{path}{one.name}/")
