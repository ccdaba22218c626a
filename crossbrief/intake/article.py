"""An article's text on its way to the private copy: one paragraph a line, numbered for its author.

In: a text as it was copied or saved, and the title and authors of its record. Out: the text of the private copy with what its
record needs. Where lines are broken at a width, and paragraphs divided by empty lines, the lines of a paragraph are joined; else
each line is a paragraph. Lines at its beginning that the record knows are its title and its author's; a line
with nothing but a date after them is no part of the article.
"""

from __future__ import annotations

import hashlib
import re

from crossbrief.frozen import dataclass
from crossbrief.passage import fold, words_of

_HEAD = (
    "line    paragraph   (a line under `parts`, `- {line: 3, part: heading}`, or `furniture`, `- {lines: 3, what: the date}`, "
    "is no paragraph:\n                    those after it count one less, and so do `paragraphs` and `words`)"
)
_DATE = re.compile(
    r"(?:\w+day,? )?(?:\d{4}-\d\d-\d\d|(?:\d{1,2} [^\W\d_]+\.?,? |[^\W\d_]+\.? \d{1,2},? |[^\W\d_]+ )\d{4})",
    re.IGNORECASE,
)
_WIDTH = 100
"""A text no line of which is longer was broken at a width."""
_AUTHOR_LINE = 16
"""A longer line that names the author, in words, is taken for one of the article."""


@dataclass(frozen=True, slots=True)
class Article:
    """A private copy: its lines, none of which is empty, and what those at its beginning are that are no paragraphs."""

    lines: tuple[str, ...]
    parts: tuple[str, ...] = ()
    """In the words of the schema. Example: title, author-line"""
    dated: bool = False
    """Whether the line after them is a date and nothing else: furniture, since the record has it."""

    @property
    def text(self) -> str:
        """The private copy as it is written."""
        return "\n".join(self.lines) + "\n"

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The numbered ones: all after the parts and the date."""
        return self.lines[len(self.parts) + self.dated :]

    @property
    def words(self) -> int:
        return sum(len(words_of(fold(line))) for line in (*self.lines[: len(self.parts)], *self.paragraphs))

    @property
    def numbered(self) -> str:
        """The text with the numbers of its lines, which `parts` and `furniture` go by, and of its paragraphs."""
        names = [*self.parts, *(["furniture"] * self.dated), *(str(n) for n in range(1, len(self.paragraphs) + 1))]
        pairs = zip(names, self.lines, strict=True)
        rows = [f"{n:>4}  {name:>11}  {line}" for n, (name, line) in enumerate(pairs, start=1)]
        return "\n\n".join([_HEAD, *rows]) + "\n"


def article_of(text: str, title: str = "", authors: tuple[str, ...] = ()) -> Article:
    """The article in a text; `authors` are family names, or whole ones where a name has no family name."""
    plain = re.sub(r"\r\n?|\u2028|\u2029", "\n", text.removeprefix("\ufeff")).strip("\n")
    blocks = [[line.strip() for line in block.split("\n") if line.strip()] for block in re.split(r"\n\s*\n", plain)]
    wrapped = len(blocks) > 1 and all(len(line) <= _WIDTH for line in plain.split("\n"))
    if wrapped and blocks[0] and _same(blocks[0][0], title):
        blocks[:1] = [blocks[0][:1], blocks[0][1:]]
    lines = [" ".join(block) for block in blocks] if wrapped else [line for block in blocks for line in block]
    lines = [line for line in lines if line]
    parts: tuple[str, ...] = ("title",) if len(lines) > 1 and _same(lines[0], title) else ()
    if len(lines) > len(parts) + 1 and _names(lines[len(parts)], authors):
        parts += ("author-line",)
    dated = len(lines) > len(parts) + 1 and bool(_DATE.fullmatch(fold(lines[len(parts)])))
    return Article(tuple(lines), parts, dated)


def _same(line: str, title: str) -> bool:
    return bool(title) and fold(line).casefold() == fold(title).casefold()


def _names(line: str, authors: tuple[str, ...]) -> bool:
    """Whether a line is the author's: short, no sentence, with an author's name in it."""
    words = words_of(fold(line).casefold())
    named = any(re.search(rf"\b{re.escape(fold(one).casefold())}\b", fold(line).casefold()) for one in authors)
    return named and len(words) <= _AUTHOR_LINE and line[-1] not in ".?!:"
