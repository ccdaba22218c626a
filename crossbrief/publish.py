"""Put the rendered files where readers find them: all at once, or not at all.

In: paths and bytes, and the output folder. Out: how many files stand there. The new tree is written beside the old
one, synced, and the two are exchanged in one step where the system can (renameat2), else by two renames; so the
output is always one whole site. A folder with anything in it that is not a site of ours is never touched.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from crossbrief.problem import Place, Problem

MANIFEST = "SHA256SUMS"
_KEEP = ".gitkeep"
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def publish(files: Iterable[tuple[str, bytes]], out: Path) -> int | Problem:
    """Write the files to `out` in place of what stands there; the number of files, or why nothing was written."""
    refused = refusal(out)
    if refused:
        return refused
    fresh, old = (out.parent / f".{out.name}-{word}" for word in ("new", "old"))
    for left in (fresh, old):
        shutil.rmtree(left, ignore_errors=True)
    try:
        count = _write(files, fresh)
        _exchange(fresh, out, old)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)
    return count


def refusal(out: Path) -> Problem | None:
    """Why nothing may be written to `out`, if so."""
    place = Place(out.name)
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        return Problem(place, "output-in-the-way", f"`{out.name}` is not a folder", "name another folder with `--out`")
    if out.is_dir() and any(one.name != _KEEP for one in out.iterdir()) and not (out / MANIFEST).is_file():
        return Problem(
            place,
            "output-not-ours",
            f"`{out.name}/` holds files that Crossbrief did not write",
            "empty it, or name another folder with `--out`",
        )
    return None


def _write(files: Iterable[tuple[str, bytes]], folder: Path) -> int:
    sums: dict[str, str] = {}
    made: set[Path] = set()
    for path, raw in (*files, (_KEEP, b"")):
        target = folder / path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        target.write_bytes(raw)
        target.chmod(0o644)
        sums[path] = hashlib.sha256(raw).hexdigest()
    listing = "".join(f"{sums[path]}  {path}\n" for path in sorted(sums))
    (folder / MANIFEST).write_text(listing, encoding="utf-8")
    for one in (folder, *made, *(parent for path in made for parent in path.parents if parent.is_relative_to(folder))):
        one.chmod(0o755)
    os.sync()
    return len(sums) + 1


def _exchange(fresh: Path, out: Path, old: Path) -> None:
    if not out.exists():
        fresh.rename(out)
        return
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        rename = None
    if rename and rename(_AT_FDCWD, os.fsencode(fresh), _AT_FDCWD, os.fsencode(out), _RENAME_EXCHANGE) == 0:
        return
    out.rename(old)
    fresh.rename(out)
