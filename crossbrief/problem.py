"""What is wrong in an author's file, where, and what to do about it.

In: a place and words. Out: the text an author reads. A message is lower case, without a full stop,
says what was found and what was expected, and its help names an act that the author can do now.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


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

    def __str__(self) -> str:
        """The message, the line with carets under it, and the help."""
        at = self.place
        lines = [f"{at.path}:{at.line}:{at.col}: error[{self.code}]: {self.message}"]
        if at.text.strip():
            number = str(at.line)
            gutter = " " * len(number)
            pad = "".join("\t" if c == "\t" else " " for c in at.text[: at.col - 1])
            room = max(1, len(at.text.rstrip()) - at.col + 1)
            carets = "^" * max(1, min(at.width, room))
            lines += [f"{gutter} |", f"{number} | {at.text.rstrip()}", f"{gutter} | {pad}{carets}"]
            if self.help:
                lines.append(f"{gutter} = help: {self.help}")
        elif self.help:
            lines.append(f"  = help: {self.help}")
        return "\n".join(lines)


class Refused(ValueError):
    """A value that a type of the schema will not take; becomes a problem at the value's place."""

    def __init__(self, code: str, message: str, help: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.help = code, message, help


def report(problems: Iterable[Problem]) -> str:
    """Every problem, sorted, and the closing line that counts them."""
    listed = sorted(set(problems))
    files = len({p.place.path for p in listed})
    many = "error" if len(listed) == 1 else "errors"
    inside = "file" if files == 1 else "files"
    return "\n\n".join([*map(str, listed), f"{len(listed)} {many} in {files} {inside}"])


def nearest(word: str, known: Iterable[str], one: str = "", among: str = "known here") -> str:
    """A help line: the likeliest meant word, then what there is to choose from (all of it up to eight)."""
    names = list(known)
    close = difflib.get_close_matches(word, names, n=1)
    shown = ", ".join(f"`{n}`" for n in names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")
    listing = f"{among}: {shown}" if names else f"there is no {one or 'name'} yet to choose from"
    return f"did you mean `{close[0]}`? {listing}" if close else listing
