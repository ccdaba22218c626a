"""Tell that a build would change nothing, without making anything.

In: the folder of a corpus, and where its site goes. Out: what the last build said, if every file that it read is the same,
byte for byte, and every file that it wrote is still the one that it wrote. The first is told by content; the second by name,
mode, size and times: the system sets the time of change (`ctime`) at whatever is done to a file, and lets nobody set it back.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from functools import partial
from operator import attrgetter
from pathlib import Path

from crossbrief.cache import Cache, key_of
from crossbrief.hold import room_of
from crossbrief.templates import templates_of
from crossbrief.workers import processors, share

_KIND = "built"
_NAME = attrgetter("name")
Sums = tuple[str | None, str | None]
"""Of what a build reads, and the stamp of what stands where it writes; None where there is none."""


def now(root: Path, out: Path) -> Sums:
    """How things stand, looked at in two processes: with thousands of files each look takes some tenths of a second."""
    read, wrote = share([partial(inputs, root), partial(_stamped, out)], processors())
    return read, wrote


def said(before: Sums, out: Path, cache: Cache) -> str | None:
    """What the last build said that read the same and wrote what stands at `out`; None where a build is needed.

    It is needed where another build is at work, or was ended and left its folder.
    """
    read, wrote = before
    if not read or not wrote or room_of(out).exists():
        return None
    found = cache.get(_KIND, _key(read, wrote, out))
    return None if found is None else found.decode("utf-8")


def remember(root: Path, sums: Sums, out: Path, cache: Cache, line: str) -> None:
    """Keep what a build said that has just ended, if what it read stands as it did before it, and what it wrote has a stamp."""
    read, wrote = sums
    if read and inputs(root) == read:
        if wrote:
            cache.put(_KIND, _key(read, wrote, out), line.encode("utf-8"))
        cache.sweep(_KIND)


def inputs(root: Path) -> str | None:
    """A sum of every file that a build reads; None where something there is no file."""
    found = hashlib.sha256()
    try:
        for n, folder in enumerate((root / "briefs", *templates_of(root).folders)):
            for path, file in _within(str(folder), ""):
                if not file.is_file(follow_symlinks=False):
                    return None
                with open(file.path, "rb") as stream:  # noqa: PTH123 - thousands of them
                    raw = stream.read()
                found.update(f"{n} {path}\0{len(raw)}\0".encode("utf-8", "surrogateescape") + raw)
    except OSError:
        return None
    return found.hexdigest()


def _key(read: str, wrote: str, out: Path) -> str:
    return key_of(read, wrote, str(out))


def _stamped(out: Path) -> str | None:
    try:
        return stamp(out)
    except OSError:
        return None


def stamp(out: Path) -> str:
    """A sum of the names, modes, sizes and times of what stands in a folder; raises OSError."""
    found = hashlib.sha256()
    _add(str(out), "", out.lstat().st_mode, found)
    return found.hexdigest()


def _add(folder: str, path: str, mode: int, sum: hashlib._Hash) -> None:
    """Add what stands in a folder to a sum: the folder, its files, and then the same of each folder in it."""
    files, folders = [f"{path}\0{mode}"], []
    for one in _entries(folder):
        about = one.stat(follow_symlinks=False)
        if stat.S_ISDIR(about.st_mode):
            folders.append((one.path, f"{path}{one.name}/", about.st_mode))
        else:
            files.append(f"{one.name}\0{about.st_mode} {about.st_size} {about.st_mtime_ns} {about.st_ctime_ns}")
    sum.update("\n".join((*files, "", "")).encode("utf-8", "surrogateescape"))
    for inner in folders:
        _add(*inner, sum)


def _within(folder: str, path: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything below a folder that is no folder, with its path, in one order."""
    for one in _entries(folder):
        if one.is_dir(follow_symlinks=False):
            yield from _within(one.path, f"{path}{one.name}/")
        else:
            yield f"{path}{one.name}", one


def _entries(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(entries, key=_NAME)
