"""What one build keeps for the next: bytes by a kind and a key, in a folder that may be deleted, copied or broken.

In: the folder. Out: the bytes that were kept, or None. A key names what the bytes were made from: it is a sum of that
and of everything that made them, the tool's own code and the versions of Python and of the dependencies. In front of an
entry stands its sum, over its kind and key too, and what does not agree with it was never kept. A cache that can't be
written to keeps nothing, and no build fails of it. Nothing in it is executed but the templates' byte code, and nothing
called but the types of records, so that a cache is trusted as the repository is: take it from builds of your own.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

FOLDER = ".crossbrief-cache"
_IGNORE = ".gitignore"
_LIBRARIES = ("jinja2", "markdown-it-py", "markupsafe", "pydantic", "pydantic-core", "pyyaml")
_TELLS = (".dist-info", ".egg-info")
_PACKAGE = Path(__file__).resolve().parent


class Cache:
    """A folder of entries, each read and written whole."""

    def __init__(self, folder: Path | None = None) -> None:
        """Without a folder nothing is kept, nor where it or anything in it is a link: files are removed there."""
        linked = folder is not None and any(one.is_symlink() for one in (folder, *folder.glob("*")))
        self._folder = None if linked else folder
        self._asked: dict[str, set[str]] = defaultdict(set)

    def get(self, kind: str, key: str) -> bytes | None:
        """What was kept under the key."""
        self._asked[kind].add(key)
        if self._folder is None:
            return None
        try:
            raw = (self._folder / kind / key).read_bytes()
        except OSError:
            return None
        return raw[32:] if raw[:32] == _sum(kind, key, raw[32:]) else None

    def holds(self, kind: str) -> bool:
        """Whether anything of a kind is kept, by whatever tool."""
        return self._folder is not None and any((self._folder / kind).glob("*"))

    def put(self, kind: str, key: str, raw: bytes) -> None:
        """Keep bytes under the key, in place of what stood there."""
        self._asked[kind].add(key)
        if self._folder is None:
            return
        file = self._folder / kind / key
        fresh = file.with_name(f".{os.getpid()}")
        with suppress(OSError):
            if not file.parent.is_dir():
                self._make(file.parent)
            fresh.write_bytes(_sum(kind, key, raw) + raw)
            fresh.replace(file)

    @contextmanager
    def room(self, kind: str, files: int) -> Iterator[list[Path]]:
        """Paths at which so many files can be made that would fill the memory, and that are gone when the block ends; none where
        there is no folder for them.
        """
        paths = [] if self._folder is None else [self._folder / kind / f".{os.getpid()}-{n}" for n in range(files)]
        try:
            for folder in {path.parent for path in paths}:
                self._make(folder)
        except OSError:
            paths = []
        try:
            yield paths
        finally:
            with suppress(OSError):
                for path in paths:
                    path.unlink(missing_ok=True)
            self.sweep(kind)  # what a build that was ended by force has left

    def sweep(self, kind: str) -> None:
        """Forget the entries of a kind that nobody has asked for."""
        if self._folder is not None:
            with suppress(OSError):
                for file in (self._folder / kind).iterdir():
                    if file.name not in self._asked[kind]:
                        file.unlink()

    def _make(self, folder: Path) -> None:
        assert self._folder is not None
        folder.mkdir(parents=True, exist_ok=True)
        (self._folder / _IGNORE).write_text("*\n", encoding="utf-8")


class Memory(Cache):
    """The same for as long as a process lives, in no folder."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: dict[tuple[str, str], bytes] = {}

    def get(self, kind: str, key: str) -> bytes | None:
        """What was kept under the key."""
        self._asked[kind].add(key)
        return self._entries.get((kind, key))

    def put(self, kind: str, key: str, raw: bytes) -> None:
        """Keep bytes under the key, in place of what stood there."""
        self._asked[kind].add(key)
        self._entries[kind, key] = raw

    def sweep(self, kind: str) -> None:
        """Forget the entries of a kind that nobody has asked for since it was last swept."""
        asked = self._asked.pop(kind, set())
        self._entries = {key: raw for key, raw in self._entries.items() if key[0] != kind or key[1] in asked}


def key_of(*parts: str | bytes) -> str:
    """The key of what is made from the parts by this tool."""
    found = hashlib.sha256(tool())
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        found.update(b"%d:" % len(raw))
        found.update(raw)
    return found.hexdigest()


@cache
def tool() -> bytes:
    """A sum of everything but its input that a build depends on: our code, Python, SQLite and the libraries."""
    found = hashlib.sha256()
    for file in sorted(_PACKAGE.rglob("*.py")):
        found.update(file.relative_to(_PACKAGE).as_posix().encode() + hashlib.sha256(file.read_bytes()).digest())
    about = (sys.version, sqlite3.sqlite_version, *_versions())
    found.update("\n".join(about).encode())
    return found.digest()


def _versions() -> list[str]:
    """Each library with its version, by the name of the folder that tells of it; to ask Python for it takes 50 ms."""
    folders = {name for path in sys.path if os.path.isdir(path) for name in os.listdir(path)}  # noqa: PTH112, PTH208
    told = sorted(name for name in folders if name.endswith(_TELLS) and _library(name) in _LIBRARIES)
    if {_library(name) for name in told} == set(_LIBRARIES):
        return told
    from importlib.metadata import version

    return [f"{name} {version(name)}" for name in _LIBRARIES]


def _library(folder: str) -> str:
    """Of a folder's name the library's. Example: `markdown_it_py-4.3.0.dist-info` is of markdown-it-py"""
    return folder.partition("-")[0].lower().replace("_", "-")


def _sum(kind: str, key: str, raw: bytes) -> bytes:
    return hashlib.sha256(f"{kind}/{key}\n".encode() + raw).digest()
