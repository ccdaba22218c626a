"""`verify`: prove every anchor. In: a corpus and a folder of private copies. Out: the lock, or what does not stand."""

from __future__ import annotations

import argparse
import datetime
from collections import Counter
from pathlib import Path

from crossbrief import inspection
from crossbrief.cli.console import DONE, counted, problems, wrong
from crossbrief.lock import FILE as LOCK_FILE


def run(options: argparse.Namespace, root: Path) -> int:
    """Prove the anchors of the corpus at `root`."""
    if not options.sources.is_dir():
        return wrong("verify", f"there is no folder {options.sources}")
    day = options.date or datetime.date.today().isoformat()
    found = inspection.prove_anchors(root, options.sources, day)
    if isinstance(found, list):
        return problems(found, "The lock was not changed.")
    counts = Counter(one.verdict for one in found.verdicts)
    if found.lock is None:
        print(
            f"{counts['same']} anchors stand, but the copies of {', '.join(found.others)} are not those that the records name; "
            "the lock was not changed. If the article was changed, read it again, and write the new sum into `copy:`"
        )
        return DONE
    anchors = counted(counts["same"], "anchor")
    sources = counted(len(found.lock.sources), "source")
    print(f"{anchors} of {sources} stand in their places; {LOCK_FILE} is written")
    return DONE
