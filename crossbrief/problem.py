"""What is wrong in an author's file, where, and what to do about it.

In: a place and words. Out: the text an author reads. A message is lower case, without a full stop,
says what was found and what was expected, and its help names an act that the author can do now.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable

from crossbrief.frozen import dataclass

UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Characters that would turn a line of a message about, cut it or ring a bell, and bytes of a file's name that are no text."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file: path from the root of the corpus, line and column from 1, width in characters."""

    path: str
    line: int = 1
    col: int = 1
    width: int = 1
    text: str = ""
    """The line itself, for the picture under the message."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake of an author; problems sort by place."""

    place: Place
    code: str
    """Words with hyphens, the same in messages, docs and tests. Example: unknown-claim"""
    message: str
    help: str = ""
    level: str = "error"
    """`error` keeps the site from being built; `warning` is advice on tradecraft."""

    def __str__(self) -> str:
        """The message, the line with carets under it, and the help."""
        at = self.place
        lines = [f"{_seen(at.path)}:{at.line}:{at.col}: {self.level}[{self.code}]: {_seen(self.message)}"]
        if at.text.strip():
            number = str(at.line)
            gutter = " " * len(number)
            pad = "".join("\t" if c == "\t" else " " for c in at.text[: at.col - 1])
            shown = _seen(at.text).rstrip()
            carets = "^" * max(1, min(at.width, len(shown) - at.col + 1))
            lines += [f"{gutter} |", f"{number} | {shown}", f"{gutter} | {pad}{carets}"]
            if self.help:
                lines.append(f"{gutter} = help: {_seen(self.help)}")
        elif self.help:
            lines.append(f"  = help: {_seen(self.help)}")
        return "\n".join(lines)


def _seen(text: str) -> str:
    """A text in one line, with nothing in it that a terminal would obey."""
    return UNSEEN.sub("\ufffd", text.replace("\n", " "))


class Refused(ValueError):
    """A value that a type of the schema will not take; becomes a problem at the value's place."""

    def __init__(self, code: str, message: str, help: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.help = code, message, help


def a_link(path: str) -> Problem:
    """Links are not followed: what they lead to may lie outside of the corpus, and what is read is published."""
    help = "put what it leads to here in its place"
    return Problem(Place(path), "symbolic-link", "this is a symbolic link; expected a file or a folder", help)


def report(problems: Iterable[Problem]) -> str:
    """Every problem, sorted, and the closing line that counts them."""
    listed = sorted(set(problems))
    files = len({p.place.path for p in listed})
    by_level = Counter(p.level for p in listed)
    many = " and ".join(f"{n} {level}" + ("" if n == 1 else "s") for level, n in sorted(by_level.items()))
    inside = "file" if files == 1 else "files"
    return "\n\n".join([*map(str, listed), f"{many} in {files} {inside}"])


def quoted(text: str) -> str:
    """A text as a message shows it: in one line, cut short, between backticks."""
    line = " ".join(text.split())
    return f"`{line if len(line) <= 40 else line[:39] + '…'}`"


def closest(word: str, known: Iterable[str]) -> str | None:
    """The word among those known that was likeliest meant."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.7)), None)


SHOWN = 14
"""Names that a help line lists; the longest list of fixed words has as many."""


def nearest(word: str, known: Iterable[str], one: str = "", among: str = "known here") -> str:
    """A help line: the likeliest meant word, then what there is to choose from (all of it up to fourteen)."""
    names = list(known)
    close = closest(word, names)
    shown = ", ".join(f"`{n}`" for n in names[:SHOWN]) + (
        f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    )
    listing = f"{among}: {shown}" if names else f"there is no {one or 'name'} yet to choose from"
    return f"did you mean `{close}`? {listing}" if close else listing
