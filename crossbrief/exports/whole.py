"""`brief.json`: all that a brief exports in one file, from which the tables of the corpus are put together.

In: the parts of a brief, by name. Out: the file; and back from its bytes the rows of one table. A row has a line of its own,
and JSON has no line end within a line, so that rows are read back as the lines that they are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from crossbrief.exports.table import as_json


def as_whole(parts: Mapping[str, object]) -> bytes:
    """The file of a brief: an object with each part under its name."""
    text = ",\n".join(f"{json.dumps(name)}: {_lines(part)}" for name, part in parts.items())
    return f"{{\n{text}\n}}\n".encode()


def rows_in(whole: bytes, table: str) -> bytes:
    """The rows of a table as they stand in the file of a brief, set apart by commas and line feeds; empty where it has none."""
    head = b'\n"%s": [\n' % table.encode()
    begin = whole.find(head)
    return whole[begin + len(head) : whole.index(b"\n]", begin)] if begin >= 0 else b""


def _lines(part: object) -> str:
    """A part as JSON; a list has a line for each row."""
    return as_json(part).decode().rstrip("\n") if isinstance(part, list) else json.dumps(part, ensure_ascii=False)
