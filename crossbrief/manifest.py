"""The list of a site's files and their sums, in the form that `sha256sum --check` reads.

In: sums by path. Out: the bytes of `SHA256SUMS`, and the sums back from such bytes. The list has every file of the site
but itself, in the order of the paths.
"""

from __future__ import annotations

import hashlib
import re

FILE = "SHA256SUMS"
_LINE = re.compile(r"(?P<sum>[0-9a-f]{64})  (?P<path>[^\n]+)")


def sum_of(raw: bytes) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal digits."""
    return hashlib.sha256(raw).hexdigest()


def as_bytes(sums: dict[str, str]) -> bytes:
    """The list as a file."""
    return "".join(f"{sums[path]}  {path}\n" for path in sorted(sums)).encode()


def read(raw: bytes) -> dict[str, str] | None:
    """The sums by path; None where the bytes are no such list."""
    *lines, end = raw.decode("utf-8", "replace").split("\n")
    found = [_LINE.fullmatch(line) for line in lines]
    sums = {one["path"]: one["sum"] for one in found if one and _leads_inside(one["path"])}
    return sums if lines and not end and len(sums) == len(lines) else None


def _leads_inside(path: str) -> bool:
    """Whether a path leads to a file below the folder of the list."""
    return all(part not in ("", ".", "..") for part in path.split("/"))
