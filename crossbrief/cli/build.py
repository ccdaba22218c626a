"""`build`: make the site. In: where it goes. Out: the site, and one line that says what was made.

Where nothing has changed since the last build, what makes a site is not even imported.
"""

from __future__ import annotations

import argparse
import atexit
import gc
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from crossbrief import unchanged
from crossbrief.ahead import ahead
from crossbrief.cache import FOLDER, Cache
from crossbrief.cli.console import DONE, counted, kept_out, problems, shown
from crossbrief.cli.progress import Progress
from crossbrief.timings import Timings

if TYPE_CHECKING:
    from crossbrief.pipeline import Done

atexit.register(gc.freeze)  # else Python goes through all that a build has left when the process ends: half a second


def run(options: argparse.Namespace, root: Path) -> int:
    """Build the site of the corpus at `root`."""
    began = time.perf_counter()
    out = options.out or root / "site"
    cache = Cache(root / FOLDER)
    before = unchanged.now(root, out.absolute())
    line = unchanged.said(before, out.absolute(), cache)
    if line is not None:
        print(f"nothing has changed: {line}; open {shown(out)}/index.html")
        return DONE
    timings = Timings()
    with ahead(root, cache) as ready:
        from crossbrief import pipeline

        with Progress("building") as progress:
            built = pipeline.build(
                root, out.absolute(), timings, cache, ready=ready, tell=progress.tell, stamped=before[1]
            )
    if options.timings:
        print(timings.table(), file=sys.stderr)
    if isinstance(built, list):
        return problems(built, f"{out.name}/ was not changed.")
    if not built.published.in_one_step:
        print(f"this system can't exchange two folders; for a moment there was no {out.name}/", file=sys.stderr)
    made = _made(built)
    unchanged.remember(root, (before[0], built.stamp), out.absolute(), cache, made)
    seconds = f"{time.perf_counter() - began:.2f} seconds"
    print(f"{made} in {seconds}; open {shown(out)}/index.html{kept_out(len(built.corpus.drafts))}")
    return DONE


def _made(built: Done) -> str:
    from crossbrief.stats import stats

    counts = stats(built.corpus)
    pages = sum(1 for path in built.published.files if path.endswith(".html"))
    return ", ".join(
        counted(number, one)
        for number, one in (
            (counts["briefs"], "brief"),
            (counts["claims"], "claim"),
            (counts["citations"], "citation"),
            (pages, "page"),
        )
    )
