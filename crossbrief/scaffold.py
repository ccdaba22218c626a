"""A new corpus to begin from: the files under `skeleton/`, with the schemas that its editor completes from.

Out: the path and text of each file. A part of a path that begins with `dot-` begins with a dot in the corpus, so that
no file of the skeleton works on this repository itself.
"""

from __future__ import annotations

from pathlib import Path

from crossbrief import __version__
from crossbrief.schema import jsonschema

FOLDER = Path(__file__).resolve().parent / "skeleton"
EXECUTABLE = ("hooks/pre-commit",)
_VERSION = "crossbrief==VERSION"


def scaffold() -> dict[str, str]:
    """Every file of a new corpus, by path."""
    files = {}
    for file in sorted(FOLDER.rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            parts = file.relative_to(FOLDER).parts
            path = "/".join("." + part.removeprefix("dot-") if part.startswith("dot-") else part for part in parts)
            text = file.read_text(encoding="utf-8")
            files[path] = text.replace(_VERSION, f"crossbrief=={__version__}")
    schemas = {f"briefs/{jsonschema.FOLDER}/{name}": text for name, text in jsonschema.files().items()}
    return {**files, **schemas, "site/.gitkeep": ""}
