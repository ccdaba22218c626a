"""Titles: capitals, quotation marks, and the square brackets of a title that we supply.

In: a title as its record has it. Out: the title as a style sets it. A supplied title is a description: it keeps its own
capitals, stands in its brackets, and is neither quoted nor italic (Chicago 18, 14.99; APA 7, 9.22).
Headline capitals are for English titles; a word that has a capital keeps it. Source of the short words: CSL 1.0.2,
"Title Case Conversion"; words of five letters and more take a capital (Chicago 18, 8.160; APA 7, 6.17).
"""

from __future__ import annotations

import re
from functools import lru_cache

from crossbrief.reference.runs import Runs, italic, roman
from crossbrief.schema.source import Work

_SHORT_WORD = re.compile(
    r"an?|and|as|at|but|by|down|for|from|in|into|nor|of|on|onto|or|over|per|so|the|till|to|up|v\.?|via|vs\.?|with|yet"
)
_WORD = re.compile(r"[^\s\-–—/]+")
_OPENING = "“‘\"'(["
_ENDING = tuple(".,;:?!)]”’")
MEMO = 1 << 12
"""A title is set once for every claim of its source and in several forms; so many titles are remembered."""
_FLIP = str.maketrans("“”‘’", "‘’“”")


def is_supplied(work: Work) -> bool:
    """True where the title stands in square brackets: it is ours."""
    return work.title.startswith("[") and work.title.endswith("]")


@lru_cache(maxsize=MEMO)
def headline(text: str, language: str) -> str:
    """An English title with headline capitals, but for what stands in square brackets; any other as it is. Example: A Report of Things: The End"""
    if not language.lower().startswith("en"):
        return text
    words = list(_WORD.finditer(text))
    row, at = "", 0
    for n, found in enumerate(words):
        between = text[at : found.start()]
        first = n == 0 or text[: found.start()].rstrip(_OPENING + " ").endswith((":", "?", "!"))
        word = found.group()
        bracketed = text[: found.start() + 1].count("[") > text[: found.start()].count("]")
        short = not first and n < len(words) - 1 and _is_short(word)
        row += between + (word if bracketed or short else _capital(word))
        at = found.end()
    return row + text[at:]


def _is_short(word: str) -> bool:
    return _SHORT_WORD.fullmatch(word.strip("“”‘’\"'()[],;:?!")) is not None


def _capital(word: str) -> str:
    bare = word.lstrip(_OPENING)
    if not bare[:1].islower() or any(letter.isupper() for letter in bare) or "." in bare.rstrip(".”’\"',;:?!)]"):
        return word
    return word[: len(word) - len(bare)] + bare[0].upper() + bare[1:]


@lru_cache(maxsize=MEMO)
def curled(text: str) -> str:
    """The text with straight quotation marks made curly, double outside and single inside, and straight apostrophes too."""
    row: list[str] = []
    opened: list[str] = []
    for n, sign in enumerate(text):
        before, after = text[n - 1 : n], text[n + 1 : n + 2]
        if sign not in "\"'":
            row.append(sign)
        elif opened and opened[-1] == sign and not after.isalnum():
            opened.pop()
            row.append("’" if opened else "”")
        elif not before.isalnum() and before not in _ENDING and re.search(sign + r"(?!\w)", text[n + 1 :]):
            row.append("‘" if opened else "“")
            opened.append(sign)
        else:
            row.append("”" if sign == '"' else "’")
    return "".join(row)


@lru_cache(maxsize=MEMO)
def inside(text: str) -> str:
    """The text as it stands inside quotation marks: its own double marks become single, and single ones double within them."""
    row, depth = "", 0
    for n, sign in enumerate(text):
        apostrophe = sign == "’" and n + 1 < len(text) and text[n + 1].isalpha() and text[n - 1].isalpha()
        if sign == "“":
            depth += 1
            row += "‘"
        elif sign == "”":
            depth -= 1
            row += "’"
        elif sign in "‘’" and depth and not apostrophe:
            row += sign.translate(_FLIP)
        else:
            row += sign
    return row


def set_title(work: Work, *, quoted: bool, capitals: bool) -> Runs:
    """A work's title in quotation marks or in italics, with headline capitals where asked for."""
    if is_supplied(work):
        return roman(curled(work.title))
    text = curled(work.title)
    if capitals and work.type != "post":
        text = headline(text, work.language)
    return roman(f"“{inside(text)}”") if quoted else italic(text)
