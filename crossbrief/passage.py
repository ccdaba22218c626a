"""The private copy of a source: its paragraphs and parts by the rule of the record, and where an anchor stands in it.

In: the copy's text and the record's `copy`. Out: paragraphs and places of passages. Texts are compared after
folding: Unicode NFC, straight quotation marks, dashes as one hyphen, white space (in the Unicode sense) as one
space, no space before or after a dash. Nothing from here is ever published but the few words of a link to a passage.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path

from crossbrief.frozen import dataclass
from crossbrief.locator import Locator
from crossbrief.schema.claim import Citation
from crossbrief.schema.source import Copy

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_QUOTES = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_DASHES = "-‐‑‒–—―"
_DASH = re.compile(rf"\s*[{_DASHES}]+\s*")
_SPACE = re.compile(r"\s+")

Stretch = tuple[str, int]
"""A paragraph or a part of a source: its kind and its number within the kind. Example: ("paragraph", 7)"""


def words_of(text: str) -> list[str]:
    """The words of a text; an apostrophe or a full stop inside a word does not divide it."""
    return _WORD.findall(text)


def spans_of(text: str) -> list[tuple[int, int]]:
    """Where each of the words of a text begins and ends."""
    return [word.span() for word in _WORD.finditer(text)]


def unified(text: str) -> str:
    """The text with one way to write each letter and quotation mark; its lines stay as they are."""
    return unicodedata.normalize("NFC", text).translate(_QUOTES)


def fold(text: str) -> str:
    """The text as it is compared."""
    return _SPACE.sub(" ", _DASH.sub("-", unified(text))).strip()


@dataclass(frozen=True, slots=True)
class PrivateCopy:
    """The text of a source, divided as its record says; texts are folded."""

    paragraphs: tuple[str, ...]
    parts: dict[tuple[str, int], str]
    """By kind of part and number within the kind."""
    lines: tuple[str, ...] = ()
    """Every line that is not empty, furniture too, as it stands but for NFC: what a page would show."""
    line_of: dict[tuple[str, int], int] = field(default_factory=dict)
    """The line of each part, and of each paragraph under the kind `paragraph`, from 0."""

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
    lines: list[str] = []
    line_of: dict[tuple[str, int], int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        lines.append(unicodedata.normalize("NFC", line))
        if number in skipped:
            continue
        if number in kinds:
            kind = kinds[number]
            nth = sum(1 for known, _ in parts if known == kind) + 1
            parts[kind, nth] = fold(line)
            line_of[kind, nth] = len(lines) - 1
        else:
            paragraphs.append(fold(line))
            line_of["paragraph", len(paragraphs)] = len(lines) - 1
    return PrivateCopy(tuple(paragraphs), parts, tuple(lines), line_of)


def find_copy(folder: Path, sha256: str) -> Path | None:
    """The file in `folder` whose SHA-256 sum the record names; links are not followed."""
    for file in sorted(folder.iterdir()):
        if file.is_file() and not file.is_symlink() and hashlib.sha256(file.read_bytes()).hexdigest() == sha256:
            return file
    return None


def text_at(at: Locator | None, copy: PrivateCopy) -> str:
    """The folded text of a place; several stretches are one text. Where no place is given, that of the whole copy."""
    texts = texts_of(copy)
    return " ".join(texts[stretch] for stretch in stretches(at, copy))


def texts_of(copy: PrivateCopy) -> dict[Stretch, str]:
    """Every paragraph and part of a copy, by its kind and number."""
    return {("paragraph", n): text for n, text in enumerate(copy.paragraphs, start=1)} | copy.parts


def stretches(at: Locator | None, copy: PrivateCopy) -> list[Stretch]:
    """The paragraphs and parts of a place that the copy has, in order; all of them where no place is given."""
    texts = texts_of(copy)
    wanted = [*(("paragraph", n) for n in at.paragraphs), *at.parts] if at else list(texts)
    return [one for one in wanted if one in texts]


def place_text(citation: Citation, copy: PrivateCopy) -> str:
    """The folded text of the citation's place."""
    return text_at(citation.at, copy)


def passage(citation: Citation, copy: PrivateCopy) -> str | None:
    """The folded passage that the anchor brackets at its place; None where it does not stand there."""
    text = place_text(citation, copy)
    found = bracketed(citation, text)
    return text[found[0] : found[1]] if found else None


def bracketed(citation: Citation, text: str) -> tuple[int, int] | None:
    """From where to where the anchor brackets a folded text: from the first `start` to the first `end` after it.

    The phrases stand there as whole words, or nothing is bracketed.
    """
    first = _phrase(citation.start, text)
    if first is None or citation.end is None:
        return first and first.span()
    last = _phrase(citation.end, text, first.end())
    return last and (first.start(), last.end())


def _phrase(phrase: str, text: str, begin: int = 0) -> re.Match[str] | None:
    """The first time from `begin` that a phrase stands in the folded text and no letter or digit lengthens its outer words."""
    folded = fold(phrase)
    before, after = (r"(?<!\w)" * folded[:1].isalnum(), r"(?!\w)" * folded[-1:].isalnum())
    return re.compile(before + re.escape(folded) + after).search(text, begin)


def in_lines(citation: Citation, copy: PrivateCopy) -> list[tuple[int, int, int]]:
    """Where the anchor's phrases stand in the copy's lines: the line, and from where to where in it, in code points.

    A phrase that runs over two lines stands in each. Empty where the passage is not there.
    """
    found = bracketed(citation, place_text(citation, copy))
    if found is None:
        return []
    begin, finish = found
    phrases = [(begin, begin + len(fold(citation.start)))]
    if citation.end is not None:
        phrases.append((finish - len(fold(citation.end)), finish))
    where: list[tuple[int, int, int]] = []
    for first, last in phrases:
        offset = 0
        for stretch in stretches(citation.at, copy):
            line = copy.line_of[stretch]
            text = fold(copy.lines[line])
            inside = text[max(0, first - offset) : max(0, last - offset)]
            if inside.strip():
                kept = [n for n, char in enumerate(copy.lines[line]) if _kept(char)]
                before = sum(map(_kept, text[: max(0, first - offset)]))
                where.append((line, kept[before], kept[before + sum(map(_kept, inside)) - 1] + 1))
            offset += len(text) + 1
    return where


def _kept(char: str) -> bool:
    """Whether folding leaves the character one character; it may join or drop the others."""
    return not (char.isspace() or char in _DASHES)
