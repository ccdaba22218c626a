"""Read a YAML file, or what an earlier build kept of it.

In: a file, and the cache. Out: its document. What YAML makes of a text is kept by the sum of the text.
"""

from __future__ import annotations

import json
from pathlib import Path

from crossbrief.cache import Cache, key_of
from crossbrief.problem import Problem
from crossbrief.yamlfile import Document, parse_yaml, read_text

KIND = "values"


def read_kept(file: Path, shown: str, cache: Cache) -> Document | Problem:
    """The document in a file, shown to its author as `shown`; or what keeps it from being one."""
    text = read_text(file, shown)
    if isinstance(text, Problem):
        return text
    kept = cache.get(KIND, key_of(text))
    if kept is not None:
        return Document(shown, text, json.loads(kept))
    document = parse_yaml(text, shown)
    if isinstance(document, Document):
        cache.put(KIND, key_of(text), json.dumps(document.plain).encode())
    return document


def keep(files: list[Path], cache: Cache) -> None:
    """Read files for a build that comes after, up to the first that is kept already."""
    for file in files:
        text = read_text(file, "")
        if isinstance(text, Problem) or cache.get(KIND, key_of(text)) is not None:
            return
        read_kept(file, "", cache)
