"""`init`: make a new corpus elsewhere. In: a folder that is empty or not there. Out: a corpus that builds, and what to do next."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path

from crossbrief.cli.console import DONE, shown, wrong
from crossbrief.origin import origin
from crossbrief.scaffold import EXECUTABLE, scaffold

_NEXT = """\
a corpus with one example brief stands in {folder}; next:
  cd {quoted}
  crossbrief serve                       # read its site; edit, and it follows
  crossbrief verify --sources private    # prove its anchors against the article's text
  git init -b main && git config core.hooksPath hooks    # check each commit
README.md says what stands where; briefs/2024-evening-ferry.yaml is there to learn from; hosting/README.md publishes it"""
_UNKNOWN_ORIGIN = """\
a host can't know where this crossbrief comes from: before you publish from one, put its address or its wheel into
requirements.txt, which says how"""


def run(options: argparse.Namespace, root: Path) -> int:
    """Make a corpus in the folder named; a folder with anything in it but a new repository is left alone."""
    folder: Path = root / options.folder
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        return wrong("init", f"{options.folder} is not a folder; name another")
    held = sorted(one.name for one in folder.iterdir() if one.name != ".git") if folder.exists() else []
    if held:
        more = f" and {len(held) - 1} more" if len(held) > 1 else ""
        return wrong("init", f"{options.folder} is not empty: it holds {held[0]}{more}; name an empty or a new folder")
    came_from = origin()
    for path, raw in scaffold(came_from).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)
        if path in EXECUTABLE:
            file.chmod(0o755)
    print(_NEXT.format(folder=shown(folder), quoted=shlex.quote(str(options.folder))))
    if not came_from.requirement:
        print(_UNKNOWN_ORIGIN)
    return DONE
