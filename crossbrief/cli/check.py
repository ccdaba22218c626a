"""`check`: find every problem and write nothing. In: a corpus. Out: all its problems at once, or that there are none."""

from __future__ import annotations

import argparse
from pathlib import Path

from crossbrief import pipeline
from crossbrief.cli.console import DONE, counted, problems
from crossbrief.stats import stats


def run(options: argparse.Namespace, root: Path) -> int:
    """Check the corpus at `root`."""
    corpus = pipeline.inspect(root)
    if isinstance(corpus, list):
        return problems(corpus)
    counts = stats(corpus)
    briefs, claims = counted(counts["briefs"], "brief"), counted(counts["claims"], "claim")
    print(f"no problems in {briefs} with {claims}")
    return DONE
