"""`schema`: what a file may hold, for editors. In: the kind of file. Out: its JSON Schema, printed or written for all."""

from __future__ import annotations

import argparse
from pathlib import Path

from crossbrief.cli.console import DONE, shown, wrong
from crossbrief.schema.jsonschema import FOLDER, as_text, files, json_schema


def run(options: argparse.Namespace, root: Path) -> int:
    """Print one schema, or write all of them into the folder of briefs at `root`."""
    if not options.write:
        print(as_text(json_schema(options.kind)), end="")
        return DONE
    briefs = root / "briefs"
    if not briefs.is_dir():
        return wrong("schema", f"there is no folder {shown(briefs)}")
    folder = briefs / FOLDER
    written = files()
    linked = next((one for one in (briefs, folder, *(folder / name for name in written)) if one.is_symlink()), None)
    if linked:
        return wrong("schema", f"{shown(linked)} is a symbolic link, and what it leads to is left alone; take it away")
    folder.mkdir(exist_ok=True)
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")
    print(f"{len(written)} schemas written to {shown(folder)}")
    return DONE
