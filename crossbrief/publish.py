"""Put the rendered files where readers find them: all at once, or not at all.

In: paths and bytes, and the output folder. Out: what was done, or why nothing was. The new tree is made in a hidden
folder beside the old one, synced once, and the two are exchanged in one step where the system can (renameat2), else by
two renames, which is said; so the output is always one whole site. A folder with anything in it that is not of a site
of ours is never touched.
"""

from __future__ import annotations

import ctypes
import errno
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from crossbrief import addresses, hold, manifest
from crossbrief.exports.joined import Content
from crossbrief.frozen import dataclass
from crossbrief.problem import Place, Problem

Sums = dict[str, str]
"""The sum of each file by its path."""
_KEEP = ".gitkeep"
_TREE, _OLD, _SAME = "tree", "old", "same"
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
_CANNOT_EXCHANGE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM)
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True, slots=True)
class Published:
    """What was done."""

    files: Sums
    """The sum of each by its path, but for the list of them."""
    listing: str
    """The sum of the list of them."""
    in_one_step: bool
    """False where the system could not exchange the folders: for a moment there was no site."""


def publish(files: Iterable[tuple[str, bytes]], out: Path, patience: float = hold.PATIENCE) -> Published | Problem:
    """Write the files to `out` in place of the site that stands there; `patience` is in seconds, for another build."""
    return publish_made(lambda folder: written(files, folder), out, patience)


def publish_made(make: Callable[[Path], Sums], out: Path, patience: float = hold.PATIENCE) -> Published | Problem:
    """The same for a site that `make` writes to an empty folder by itself; it gives the sum of each file by its path."""
    try:
        refused = _in_the_way(out) or _room_not_ours(out)
        if refused:
            return refused
        with hold.hold(out, patience) as room:
            (room / _TREE).mkdir()
            sums, listing = _finish(make(room / _TREE), room / _TREE)
            _sync(room)
            refused = _not_ours(out)  # as late as can be: someone may have put a file there meanwhile
            if refused:
                return refused
            in_one_step = _put(room / _TREE, out, room / _OLD)
            with suppress(OSError):  # the new site stands; when its name reaches the disk is the system's business
                _flush(out.parent)
            return Published(sums, listing, in_one_step)
    except hold.HeldByAnother as other:
        who = f" (process {other.process})" if other.process else ""
        return Problem(
            Place(out.name),
            "output-held",
            f"another build{who} is writing `{out.name}/`",
            "wait until it has ended, and build again",
        )
    except OSError as error:
        return _failed(out, error)


def refusal(out: Path, *, ours: bool = False) -> Problem | None:
    """Why nothing may be written to `out`, if so; what stands there is not looked at where it is known to be a site of `ours`."""
    try:
        return _in_the_way(out) or _room_not_ours(out) or (None if ours else _not_ours(out))
    except OSError as error:
        return _failed(out, error)


def _failed(out: Path, error: OSError) -> Problem:
    why = (error.strerror or "unknown error").lower()
    help = "mend what the system says, or name another folder with `--out`"
    return Problem(Place(out.name), "output-not-written", f"the site can't be written to `{out.name}/`: {why}", help)


def _in_the_way(out: Path) -> Problem | None:
    above = next(one for one in out.parents if one.is_symlink() or one.exists())
    message, help = "", "name another folder with `--out`"
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        message = f"`{out.name}` is not a folder"
    elif out.is_mount():
        message = f"`{out.name}/` is a mount point, which can't be exchanged for another folder"
        help = "name a folder inside it with `--out`"
    elif not above.is_dir():
        message = f"`{above.name}`, where `{out.name}/` would stand, is not a folder"
    elif not os.access(above, os.W_OK | os.X_OK):
        message = f"`{above.name or '/'}/`, where the site is made before it takes its place, can't be written to"
    return Problem(Place(out.name), "output-in-the-way", message, help) if message else None


def _not_ours(out: Path) -> Problem | None:
    """Only what the manifest of a site of ours lists may be replaced."""
    listing = out / manifest.FILE
    listed = (manifest.read(listing.read_bytes()) or {}) if listing.is_file() else {}
    ours = {_KEEP, manifest.FILE, *listed} if addresses.HOME in listed else {_KEEP}
    strange = next((path for path in _within(out) if path not in ours), None)
    if strange is not None:
        return Problem(
            Place(out.name),
            "output-not-ours",
            f"`{out.name}/` holds `{strange}`, which Crossbrief did not write",
            "move it away, or name another folder with `--out`",
        )
    return None


def _room_not_ours(out: Path) -> Problem | None:
    """The hidden folder is emptied by every build, so it must hold nothing but what a build leaves there."""
    room = hold.room_of(out)
    if room.is_symlink():
        message = f"`{room.name}`, where the site is made, is a symbolic link"
        return Problem(Place(room.name), "output-not-ours", message, "take it away")
    names: list[str] = []
    with suppress(FileNotFoundError, NotADirectoryError):  # another build may take the folder away at any moment
        names = sorted(one.name for one in room.iterdir())
    strange = next((one for one in names if one not in (hold.LOCK, hold.IGNORE, _TREE, _OLD, _SAME)), None)
    if strange is not None:
        message = f"`{room.name}/` is where the site is made, and holds `{strange}`, which Crossbrief did not write"
        return Problem(Place(room.name), "output-not-ours", message, "move it away")
    return None


def _within(folder: Path) -> Iterator[str]:
    """The path of every file in the folder; a symbolic link counts as a file."""
    if folder.is_dir():
        yield from _below(str(folder), "")


def _below(folder: str, path: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda one: one.name)
    for one in found:
        if one.is_dir(follow_symlinks=False):
            yield from _below(one.path, f"{path}{one.name}/")
        else:
            yield f"{path}{one.name}"


def written(files: Iterable[tuple[str, Content]], folder: Path) -> Sums:
    """Write files to a folder, the whole site or a part of it; the sum of each by its path."""
    sums: Sums = {}
    made: set[str] = set()
    for path, content in files:
        above = path.rpartition("/")[0]
        if above not in made:
            (folder / above).mkdir(parents=True, exist_ok=True)
            made.add(above)
        target = f"{folder}/{path}"  # no Path: there are thousands
        with open(target, "xb") as stream:  # noqa: PTH123 - never into a file that is there: it may be one carried over
            sum = hashlib.sha256()
            for piece in (content,) if isinstance(content, bytes) else content:
                stream.write(piece)
                sum.update(piece)
        os.chmod(target, 0o644)  # noqa: PTH101
        sums[path] = sum.hexdigest()
    return sums


def replaced(files: Iterable[tuple[str, Content]], folder: Path, out: Path, listed: Sums) -> Sums:
    """The same; a file that comes out as it stands in the old site, of which the sums are given, is carried over from there."""
    sums, beside = Sums(), folder.parent / _SAME
    for path, content in files:
        if isinstance(content, bytes) and manifest.sum_of(content) == listed.get(path) and carried([path], out, folder):
            sums[path] = listed[path]
            continue
        sums |= written([(path, content)], folder)
        # Of what comes in pieces only now all was seen.
        if sums[path] == listed.get(path) and carried([path], out, beside):
            (beside / path).replace(folder / path)
    return sums


def carried(paths: Sequence[str], out: Path, folder: Path) -> bool:
    """Let files of the old site stand in the new tree too, which are never edited, only replaced; False, and none of them,
    where the file system can't."""
    old, new = str(out), str(folder)
    done: list[str] = []
    try:
        for above in {path.rpartition("/")[0] for path in paths}:
            os.makedirs(f"{new}/{above}", exist_ok=True)  # noqa: PTH103 - thousands of them
        for path in paths:
            os.link(f"{old}/{path}", f"{new}/{path}")
            done.append(path)
    except OSError:
        for path in done:
            (folder / path).unlink()
        return False
    return True


def _finish(sums: Sums, folder: Path) -> tuple[Sums, str]:
    """Complete a tree: the file that keeps the folder, the list of all files, the modes of the folders; the sum of every file
    and of the list."""
    sums = sums | written([(_KEEP, b"")], folder)
    listed = written([(manifest.FILE, manifest.as_bytes(sums))], folder)
    folders = {""}
    for path in sums:
        above = path.rpartition("/")[0]
        while above not in folders:
            folders.add(above)
            above = above.rpartition("/")[0]
    for above in folders:
        (folder / above).chmod(0o755)
    return sums, listed[manifest.FILE]


def stands(published: Published, out: Path) -> bool:
    """Whether the site at `out` is the one that was published, and not one of a build after it; raises OSError."""
    return manifest.sum_of((out / manifest.FILE).read_bytes()) == published.listing


def _sync(folder: Path) -> None:
    """Bring the new tree to the disk before anything points to it: one call for its whole file system.

    A `fsync` of each file takes some 3 ms a file. `os.sync` waits for every disk of the machine and tells no error.
    """
    if not hasattr(_libc, "syncfs"):
        os.sync()
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        if _libc.syncfs(opened) != 0:
            _raise_last()
    finally:
        os.close(opened)


def _flush(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _put(fresh: Path, out: Path, old: Path) -> bool:
    """Set the new tree in the old one's place; True where that was one step."""
    if not out.exists():
        fresh.rename(out)
        return True
    if _exchange(fresh, out):
        return True
    out.rename(old)
    try:
        fresh.rename(out)
    except OSError:
        old.rename(out)
        raise
    return False


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places; False where the system or the file system has no such call."""
    if not hasattr(_libc, "renameat2"):
        return False
    if _libc.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    if ctypes.get_errno() in _CANNOT_EXCHANGE:
        return False
    return _raise_last()


def _raise_last() -> bool:
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
