"""`build`: make the site. In: where it goes. Out: the site, and one line that says what was made."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from crossbrief import pipeline
from crossbrief.cli.console import DONE, counted, kept_out, problems, shown
from crossbrief.cli.progress import Progress
from crossbrief.stats import stats
from crossbrief.timings import Timings


def run(options: argparse.Namespace, root: Path) -> int:
    """Build the site of the corpus at `root`."""
    began = time.perf_counter()
    out = options.out or root / "site"
    timings = Timings()
    with Progress("building"):
        built = pipeline.build(root, out.absolute(), timings)
    if options.timings:
        print(timings.table(), file=sys.stderr)
    if isinstance(built, list):
        return problems(built, f"{out.name}/ was not changed.")
    if not built.published.in_one_step:
        print(f"this system can't exchange two folders; for a moment there was no {out.name}/", file=sys.stderr)
    counts = stats(built.corpus)
    pages = sum(1 for path in built.published.files if path.endswith(".html"))
    made = ", ".join(
        counted(number, one)
        for number, one in (
            (counts["briefs"], "brief"),
            (counts["claims"], "claim"),
            (counts["citations"], "citation"),
            (pages, "page"),
        )
    )
    seconds = f"{time.perf_counter() - began:.2f} seconds"
    print(f"{made} in {seconds}; open {shown(out)}/index.html{kept_out(len(built.corpus.drafts))}")
    return DONE
