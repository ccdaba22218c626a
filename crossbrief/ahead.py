"""Make ready, in another process, what a build will ask the cache for.

In: the folder of a corpus, and the cache. Out: nothing but entries of the cache. Where an author has edited a file or two, these
are read while the build still imports what it needs; in a small corpus it waits for them. Else the templates are compiled while
the build reads the files from the first on, and then files are read from the last on until the two meet. A build without it is
as right and slower.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from crossbrief.cache import Cache
from crossbrief.workers import beside

SMALL = 100
"""The most files of a corpus that is read sooner than the files that were edited."""
Ready = Callable[[str], None]
"""Waits, before a stage of the build, until what is made ready for it is."""


@contextmanager
def ahead(root: Path, cache: Cache) -> Iterator[Ready]:
    """Begin; gives what waits for the end."""
    files = list((root / "briefs").glob("**/*.yaml"))
    stage, job = ("load", _read_edited) if cache.holds("records") and len(files) <= SMALL else ("compile", _make_ready)
    with beside(partial(job, root, cache)) as wait:
        yield lambda before: wait() if before == stage else None


def _read_edited(root: Path, cache: Cache) -> None:
    from crossbrief.load import read_edited

    read_edited(root / "briefs", cache)


def _make_ready(root: Path, cache: Cache) -> None:
    if cache.holds("records"):
        _read_edited(root, cache)

    from crossbrief.environment import make_environment
    from crossbrief.load import read_ahead
    from crossbrief.templates import templates_of

    make_environment(templates_of(root), cache)
    read_ahead(root / "briefs", cache)
