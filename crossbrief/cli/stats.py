"""`stats`: count what the corpus holds. In: a corpus. Out: its counts, as lines or as one JSON object."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from crossbrief import pipeline, stats
from crossbrief.cli.console import DONE, problems


def run(options: argparse.Namespace, root: Path) -> int:
    """Count what the corpus at `root` holds."""
    corpus = pipeline.read(root)
    if isinstance(corpus, list):
        return problems(corpus)
    counts = stats.stats(corpus)
    if options.format == "json":
        print(json.dumps(counts, indent=2))
    else:
        width = max(len(str(count)) for count in counts.values())
        print("\n".join(f"{count:>{width}}  {name.replace('_', ' ')}" for name, count in counts.items()))
    return DONE
