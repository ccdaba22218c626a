"""The private copy of a source: its paragraphs and parts by the rule of the record, and where an anchor stands in it.

In: the copy's text and the record's `copy`. Out: paragraphs and places of passages. Texts are compared after
folding: Unicode NFC, straight quotation marks, dashes as one hyphen, white space (in the Unicode sense) as one
space, no space before or after a dash. Nothing from here is ever published.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crossbrief.schema.claim import Citation
from crossbrief.schema.source import Copy

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_QUOTES = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_DASH = re.compile(r"\s*[-‐‑‒–—―]+\s*")
_SPACE = re.compile(r"\s+")


def words_of(text: str) -> list[str]:
    """The words of a text; an apostrophe or a full stop inside a word does not divide it."""
    return _WORD.findall(text)


def fold(text: str) -> str:
    """The text as it is compared."""
    return _SPACE.sub(" ", _DASH.sub("-", unicodedata.normalize("NFC", text).translate(_QUOTES))).strip()


@dataclass(frozen=True, slots=True)
class PrivateCopy:
    """The text of a source, divided as its record says; texts are folded."""

    paragraphs: tuple[str, ...]
    parts: dict[tuple[str, int], str]
    """By kind of part and number within the kind."""

    def places(self) -> Iterator[tuple[str, str]]:
        """Every paragraph and part with its name. Example: paragraph 7"""
        yield from ((f"paragraph {number}", text) for number, text in enumerate(self.paragraphs, start=1))
        yield from ((f"{part} {number}", text) for (part, number), text in self.parts.items())

    @property
    def words(self) -> int:
        return sum(len(words_of(text)) for text in (*self.paragraphs, *self.parts.values()))


def divide(text: str, copy: Copy) -> PrivateCopy:
    """The copy's paragraphs, numbered from 1 over the non-empty lines that are neither furniture nor a part."""
    skipped: set[int] = set()
    for one in copy.furniture:
        first, _, last = one.lines.replace("–", "-").partition("-")
        skipped |= set(range(int(first), int(last or first) + 1))
    kinds = {part.line: part.part for part in copy.parts}
    paragraphs: list[str] = []
    parts: dict[tuple[str, int], str] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if number in skipped or not line.strip():
            continue
        if number in kinds:
            kind = kinds[number]
            nth = sum(1 for known, _ in parts if known == kind) + 1
            parts[kind, nth] = fold(line)
        else:
            paragraphs.append(fold(line))
    return PrivateCopy(tuple(paragraphs), parts)


def find_copy(folder: Path, sha256: str) -> Path | None:
    """The file in `folder` whose SHA-256 sum the record names."""
    for file in sorted(folder.iterdir()):
        if file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == sha256:
            return file
    return None


def place_text(citation: Citation, copy: PrivateCopy) -> str:
    """The folded text of the citation's place; several stretches are one text."""
    at = citation.at
    texts = [copy.paragraphs[n - 1] for n in at.paragraphs if n <= len(copy.paragraphs)]
    return " ".join([*texts, *(copy.parts[part] for part in at.parts if part in copy.parts)])


def passage(citation: Citation, copy: PrivateCopy, whole: bool = False) -> str | None:
    """The folded passage that the anchor brackets at its place: from the first `start` to the first `end` after it.

    None where a phrase does not stand there, in order. With `whole` the place is the whole copy instead.
    """
    text = " ".join(copy.paragraphs) if whole else place_text(citation, copy)
    begin = text.find(fold(citation.start))
    if begin < 0:
        return None
    after = begin + len(fold(citation.start))
    if citation.end is None:
        return text[begin:after]
    finish = text.find(fold(citation.end), after)
    return None if finish < 0 else text[begin : finish + len(fold(citation.end))]
