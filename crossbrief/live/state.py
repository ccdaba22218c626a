"""What is served: the last good site and the problems that stand against the next, kept up with the files.

In: the folder of a corpus. Out: a State at any moment, and a wait for the next one. Drafts are in the site, marked as such.
A change with a problem leaves the site as it is. A build that changes no byte is no new site.
"""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import field, replace
from pathlib import Path

from crossbrief.again import Again
from crossbrief.frozen import dataclass
from crossbrief.problem import report
from crossbrief.templates import templates_of

EVERY, SETTLED = 0.3, 0.1
"""Seconds between two looks at the files, and until a file that is being written is taken for written."""
Snapshot = frozenset[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class State:
    """One moment of the work."""

    version: int = 0
    """Counts the builds, good and bad."""
    site: int = 0
    """Counts the good ones that changed something."""
    files: dict[str, bytes] = field(default_factory=dict)
    """The last good site; empty where there was none yet."""
    drafts: int = 0
    """How many briefs of it are drafts, which a build keeps out."""
    problems: str = ""
    """The whole report on the last build; empty where it was good."""


class Live:
    """The state of a corpus that is worked on; safe to be asked from any thread."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.name = secrets.token_hex(4)
        """Tells the sites of this run from those of another."""
        self.state = State()
        self._again = Again(root, drafts=True)
        self._changed = threading.Condition()

    def rebuild(self) -> State:
        """Make the site anew and wake whoever waits."""
        built, old = self._again.make(), self.state
        if isinstance(built, list):
            new = replace(old, version=old.version + 1, problems=report(built))
        else:
            site = old.site + (built.files != old.files)
            new = State(old.version + 1, site, built.files, len(built.corpus.drafts))
        with self._changed:
            self.state = new
            self._changed.notify_all()
        return new

    def wait(self, version: int, seconds: float) -> State:
        """The state as soon as it is not that of `version`, or after so many seconds whatever it is."""
        with self._changed:
            self._changed.wait_for(lambda: self.state.version != version, seconds)
            return self.state

    def follow(self, stop: threading.Event) -> Iterator[State]:
        """Each new state, the first at once; ends when `stop` is set."""
        seen = self._snapshot()
        yield self.rebuild()
        while not stop.wait(EVERY):
            now = self._snapshot()
            if now == seen:
                continue
            while not stop.wait(SETTLED) and (later := self._snapshot()) != now:
                now = later
            seen = now
            yield self.rebuild()

    def _snapshot(self) -> Snapshot:
        """Every file that the site is made from, with its time and size."""
        folders = (self.root / "briefs", *templates_of(self.root).folders)
        return frozenset(one for folder in folders for one in _files(str(folder)))


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    """The files below a folder; what editors keep for themselves is passed over."""
    for above, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.startswith(".") or name.endswith("~"):
                continue
            file = Path(above, name)
            with suppress(OSError):  # it was taken away meanwhile
                found = file.stat()
                yield str(file), found.st_mtime_ns, found.st_size
