"""`template`: copy a default that the corpus is to override. In: its path, or none. Out: the copy in `templates/`, or the list of
what can be copied; what stands there already is never written over.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from pathlib import Path

from crossbrief.cli.console import DONE, shown, wrong
from crossbrief.problem import closest
from crossbrief.templates import FOLDER, WORDS, default_folder, linked, replaceable

_NEXT = """\
{copy} is a copy of {default}
it takes the place of the default from now on, also where a later version changes that; take it out to have the default again"""
_NEXT_OF_WORDS = """\
{copy} is a copy of {default}
its words take the place of the defaults from now on; keep those that you change and take the others out"""


def run(options: argparse.Namespace, root: Path) -> int:
    """Copy a default into the corpus at `root`, or list them all."""
    own, defaults = root / FOLDER, replaceable()
    if options.path is None:
        for name in defaults:
            print(f"{name}  (replaced)" if (own / name).is_file() and not _is_default(own) else name)
        return DONE
    name = options.path.removeprefix(f"{FOLDER}/")
    why = _why_not(root, name, defaults)
    if why:
        return wrong("template", why)
    copy, default = own / name, defaults[name]
    copy.parent.mkdir(parents=True, exist_ok=True)
    with copy.open("xb") as stream:
        stream.write(default.read_bytes())
    print((_NEXT_OF_WORDS if name == WORDS else _NEXT).format(copy=shown(copy), default=shown(default)))
    return DONE


def _why_not(root: Path, name: str, defaults: Iterable[str]) -> str:
    """Why a default can't be copied; empty where it can."""
    own, briefs = root / FOLDER, root / "briefs"
    if name not in defaults:
        near = closest(name, defaults)
        return (
            f"there is no default {name}; "
            + (f"did you mean {near}? " if near else "")
            + "`crossbrief template` lists all"
        )
    if not briefs.is_dir():
        return f"there is no folder {shown(briefs)}; `crossbrief init DIR` makes a corpus"
    if _is_default(own):
        return f"{shown(own)} holds the defaults themselves; change them there"
    link = next(linked(root), None)
    if link:
        return f"{link.place.path} is a symbolic link; put what it leads to in its place"
    if os.path.lexists(own / name):
        return f"{shown(own / name)} stands there already; change it, or take it out first"
    return ""


def _is_default(own: Path) -> bool:
    """Whether a folder is that of the defaults: in a clone they are the bundled corpus' own."""
    return own.resolve() == default_folder().resolve()
