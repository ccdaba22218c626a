"""Authors in a row, as each style writes them.

In: the names of a record. Out: text. A literal name is kept whole, and so is a family name with its particles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossbrief.schema.source import Name

ET_AL = "et al."
_PART = re.compile(r"[^\s\-.]+")


def family(name: Name) -> str:
    """The name by which a short citation calls an author."""
    return name.literal or name.family or name.given or ""


def chicago_full(names: Sequence[Name], *, first_inverted: bool) -> str:
    """Chicago's full names. In a bibliography the first is inverted, and of seven or more the first three stand; in a note of three or more the first."""
    shown = [name.sort if first_inverted and n == 0 else name.full for n, name in enumerate(names)]
    most, kept = (6, 3) if first_inverted else (2, 1)
    if len(shown) > most:
        return ", ".join(shown[:kept]) + (f", {ET_AL}" if kept > 1 else f" {ET_AL}")
    return _row(shown, "and", comma=first_inverted and shown[0] != names[0].full)


def chicago_short(names: Sequence[Name]) -> str:
    """Chicago's names in a short note or in the text: family names, of three or more the first."""
    return _short(names, "and")


def apa_full(names: Sequence[Name]) -> str:
    """APA's names in the list of references: inverted, with initials; of twenty-one or more the first nineteen and the last."""
    shown = [_initialled(name) for name in names]
    if len(shown) > 20:
        return ", ".join(shown[:19]) + f", … {shown[-1]}"
    return _row(shown, "&", comma=any(name.family and name.given for name in names))


def apa_short(names: Sequence[Name]) -> str:
    """APA's names in the text: family names, of three or more the first."""
    return _short(names, "&")


def _short(names: Sequence[Name], and_word: str) -> str:
    shown = [family(name) for name in names]
    return f"{shown[0]} {ET_AL}" if len(shown) > 2 else _row(shown, and_word, comma=False)


def _row(shown: Sequence[str], and_word: str, *, comma: bool) -> str:
    """Names in a row; the last is set off by a comma where there are three, or where an inverted name would run on."""
    if len(shown) < 2:
        return "".join(shown)
    return ", ".join(shown[:-1]) + ("," if comma or len(shown) > 2 else "") + f" {and_word} {shown[-1]}"


def _initialled(name: Name) -> str:
    """Example: Doe, J.-L."""
    if name.literal or not (name.family and name.given):
        return name.full
    return f"{name.family}, {' '.join(_initials(word) for word in name.given.split())}"


def _initials(word: str) -> str:
    """The initials of one given name, a hyphen between those of a double name. Examples: J., J.-L."""
    return "-".join(
        ".".join(part[0] for part in _PART.findall(half)) + "." for half in word.split("-") if half.strip(".")
    )
