"""An article's text on its way to the private copy: one paragraph a line, numbered for its author.

In: a text as it was copied or saved. Out: the text of the private copy with what its record needs. Where lines are broken
at a width, and paragraphs divided by empty lines, the lines of a paragraph are joined; else each line is a paragraph.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from crossbrief.passage import fold, words_of

_HEAD = (
    "line  paragraph   (a line that goes under `parts` or `furniture` is no paragraph: those after it count one less)"
)
_WIDTH = 100
"""A text no line of which is longer was broken at a width."""


@dataclass(frozen=True, slots=True)
class Article:
    """A private copy: its lines, none of which is empty, and whether the first is the title."""

    lines: tuple[str, ...]
    titled: bool

    @property
    def text(self) -> str:
        """The private copy as it is written."""
        return "\n".join(self.lines) + "\n"

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The numbered ones: all but the title."""
        return self.lines[1:] if self.titled else self.lines

    @property
    def words(self) -> int:
        return sum(len(words_of(fold(line))) for line in self.lines)

    @property
    def numbered(self) -> str:
        """The text with the numbers of its lines, which `parts` and `furniture` go by, and of its paragraphs."""
        names = ["title"] if self.titled else []
        names += [str(n) for n in range(1, len(self.paragraphs) + 1)]
        pairs = zip(names, self.lines, strict=True)
        rows = [f"{n:>4}  {name:>9}  {line}" for n, (name, line) in enumerate(pairs, start=1)]
        return "\n\n".join([_HEAD, *rows]) + "\n"


def article_of(text: str, title: str = "") -> Article:
    """The article in a text; its first line is the title where it is that of the record."""
    plain = re.sub(r"\r\n?|\u2028|\u2029", "\n", text.removeprefix("\ufeff")).strip("\n")
    blocks = [[line.strip() for line in block.split("\n") if line.strip()] for block in re.split(r"\n\s*\n", plain)]
    wrapped = len(blocks) > 1 and all(len(line) <= _WIDTH for line in plain.split("\n"))
    lines = [" ".join(block) for block in blocks] if wrapped else [line for block in blocks for line in block]
    lines = [line for line in lines if line]
    titled = len(lines) > 1 and bool(title) and fold(lines[0]).casefold() == fold(title).casefold()
    return Article(tuple(lines), titled)
