"""The list of a site's files and their sums, in the form that `sha256sum --check` reads.

In: sums by path. Out: the bytes of `SHA256SUMS`, and the sums back from such bytes. The list has every file of the site
but itself, in the order of the paths.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache

FILE = "SHA256SUMS"
_PART = r"(?!\.{1,2}(?:/|$))[^/\n]+"
_LINE = re.compile(rf"^([0-9a-f]{{64}})  ({_PART}(?:/{_PART})*)$", re.MULTILINE)
"""A sum, and a path that leads to a file below the folder of the list."""


def sum_of(raw: bytes) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal digits."""
    return hashlib.sha256(raw).hexdigest()


def as_bytes(sums: dict[str, str]) -> bytes:
    """The list as a file."""
    return "".join(f"{sums[path]}  {path}\n" for path in sorted(sums)).encode()


@lru_cache(maxsize=1)
def read(raw: bytes) -> Mapping[str, str] | None:
    """The sums by path; None where the bytes are no such list. A build reads the same list three times."""
    text = raw.decode("utf-8", "replace")
    sums = {path: sum for sum, path in _LINE.findall(text)}
    return sums if sums and text.endswith("\n") and len(sums) == text.count("\n") else None
