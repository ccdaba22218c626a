"""`verify-site`: compare a deployed site with the list of sums of the build. In: a folder or an address, and the list.
Out: a line for each file that is not as listed, or that all are.

The manifest itself is compared as one of the files. `.gitkeep` is not: it is there for git, and hosts serve no such name.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from crossbrief import deployed, manifest
from crossbrief.cli.console import DONE, PROBLEMS, counted, shown, wrong

_KEEP = ".gitkeep"
_COUNTED = {
    deployed.DIFFERENT: "different", deployed.MISSING: "missing", deployed.EXTRA: "extra", deployed.UNREAD: "not to be read",
}  # fmt: skip
_WIDTH = max(map(len, _COUNTED))


def run(options: argparse.Namespace, root: Path) -> int:
    """Compare what is deployed with the manifest of the corpus at `root`, or with the one that is named."""
    listing: Path = options.manifest or root / "site" / manifest.FILE
    try:
        raw = listing.read_bytes()
    except OSError as error:
        why = (error.strerror or "unknown error").lower()
        return wrong("verify-site", f"{shown(listing)} can't be read: {why}; build the site, or name its --manifest")
    listed = manifest.read(raw)
    if listed is None:
        return wrong("verify-site", f"{shown(listing)} is not a manifest of a site")
    sums = {**listed, manifest.FILE: manifest.sum_of(raw)}
    sums.pop(_KEEP, None)
    where: str = options.where
    if "://" in where:
        refused = deployed.refusal(where)
        if refused:
            return wrong("verify-site", f"{where} can't be fetched: {refused}")
        found = deployed.at_address(sums, where.rstrip("/") + "/")
    elif Path(where).is_dir():
        found = [one for one in deployed.in_folder(sums, Path(where)) if one.path != _KEEP]
    else:
        return wrong("verify-site", f"there is no folder {where}")
    return _tell(found, len(sums), where, shown(listing))


def _tell(found: list[deployed.Difference], listed: int, where: str, listing: str) -> int:
    for one in found:
        print(f"{one.kind:<{_WIDTH}}  {one.path}" + (f": {one.detail}" if one.detail else ""))
    counts = Counter(one.kind for one in found)
    wrong_ones = ", ".join(f"{counts[kind]} {word}" for kind, word in _COUNTED.items() if counts[kind])
    files = counted(listed, "file")
    if found:
        print(f"{where} is not the site of {listing}: {wrong_ones}; {files} listed")
        return PROBLEMS
    print(f"{where} is the site of {listing}: {files}, all the same")
    return DONE
