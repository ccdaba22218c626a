"""Write records in YAML as an author would: blocks, short lists and mappings in one line, long texts folded.

In: dicts, lists and texts. Out: YAML in which every text reads back as it was.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Any

_PLAIN = re.compile(r"[A-Za-z0-9][\w .'’;/()#-]*[\w.)]|[\w]", re.ASCII)
_WIDTH = 110


def as_yaml(value: Any) -> str:
    """A record as an author would write it: blocks, short lists and mappings in one line, long texts folded."""
    return "\n".join(_lines(value, "")) + "\n"


def _lines(value: dict[str, Any], indent: str) -> Iterator[str]:
    for key, one in value.items():
        flat = _flat(one)
        if len(indent) + len(key) + len(flat) < _WIDTH and (isinstance(one, str) or key not in ("claims", "codings")):
            yield f"{indent}{key}: {flat}"
        elif isinstance(one, str):
            yield f"{indent}{key}: >-"
            yield from (f"{indent}  {line}" for line in textwrap.wrap(one, _WIDTH - len(indent), break_long_words=False, break_on_hyphens=False))  # fmt: skip
        elif isinstance(one, dict):
            yield f"{indent}{key}:"
            yield from _lines(one, indent + "  ")
        else:
            yield f"{indent}{key}:"
            for item in one:
                made = list(_lines(item, indent + "    ")) if isinstance(item, dict) else [_flat(item)]
                yield f"{indent}  - {made[0].lstrip()}"
                yield from made[1:]


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flat(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flat, value)) + "]"
    return value if _PLAIN.fullmatch(value) and " #" not in value else f'"{value}"'
