"""A new corpus to begin from: the files under `skeleton/`, with the schemas that its editor completes from.

In: where this Crossbrief came from. Out: the path and bytes of each file. A part of a path that begins with `dot-` begins
with a dot in the corpus, so that no file of the skeleton works on this repository itself.
"""

from __future__ import annotations

from pathlib import Path

from crossbrief.origin import WHEELS, Origin
from crossbrief.schema import jsonschema

FOLDER = Path(__file__).resolve().parent / "skeleton"
EXECUTABLE = ("hooks/pre-commit", "hosting/post-receive", "hosting/update")
_REQUIREMENTS, _PLACE = "requirements.txt", "REQUIREMENT"
_NOWHERE = "# nothing yet: `crossbrief init` could not know where a host finds what it was made by"


def scaffold(origin: Origin) -> dict[str, bytes]:
    """Every file of a new corpus, by path; its hosts install `origin`."""
    files = {}
    for file in sorted(FOLDER.rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            parts = file.relative_to(FOLDER).parts
            path = "/".join("." + part.removeprefix("dot-") if part.startswith("dot-") else part for part in parts)
            files[path] = file.read_bytes()
    files[_REQUIREMENTS] = files[_REQUIREMENTS].replace(_PLACE.encode(), (origin.requirement or _NOWHERE).encode())
    for name, text in jsonschema.files().items():
        files[f"briefs/{jsonschema.FOLDER}/{name}"] = text.encode()
    if origin.wheel:
        files[f"{WHEELS}/{origin.wheel.name}"] = origin.wheel.read_bytes()
    return {**files, "site/.gitkeep": b""}
