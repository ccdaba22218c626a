"""Make ready, in another process, what a build will ask the cache for.

In: the folder of a corpus, and the cache. Out: nothing but entries of the cache. While the build reads the files from the
first on, the templates are compiled here, and the files are read from the last on until the two meet. A build without it
is as right and slower.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from crossbrief.cache import Cache
from crossbrief.workers import beside


def ahead(root: Path, cache: Cache) -> AbstractContextManager[Callable[[], None]]:
    """Begin; gives what waits for the end."""
    return beside(partial(_make_ready, root, cache))


def _make_ready(root: Path, cache: Cache) -> None:
    from crossbrief.environment import make_environment
    from crossbrief.load import read_ahead
    from crossbrief.templates import templates_of

    make_environment(templates_of(root), cache)
    read_ahead(root / "briefs", cache)
