"""Fold text to the words that a search compares.

In: any text. Out: its words, without accents or case. `templates/static/lookup.js` does the same in the reader's
browser, and a test holds the two together: whatever changes here changes there.

Letters of every script and digits make words; all else parts them. Where a script is written without spaces, each sign
is a word. `’s` at the end of a word is dropped, and so is the comma in 10,000.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ALSO = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ς": "σ",
    "ي": "ی", "ى": "ی", "ك": "ک", "ـ": "",
}  # fmt: skip
"""What Unicode does not take apart and readers still write either way: Latin letters, the end form of sigma, Arabic
letters that Persian, Pashto and Urdu have in another form, and the Arabic stroke that only lengthens a word."""
_FOLDED = str.maketrans(ALSO)
_SIGNS = "\u3040-\u30ff\u3400-\u9fff"
"""Kana and the common Han signs."""
_WORD = rf"[{_SIGNS}]|[^\W_{_SIGNS}]+"
"""Compiled where a text needs it, which takes 4 ms."""
_ASCII = re.compile("[a-z0-9]+")
_TWO = re.compile(r"[^\W\d_a-z]{2}")
"""What a word in capitals has, and hardly any other: most texts need not be looked through."""
_WHOLE = re.compile(r"(?<![\w‐-])[^\W\d_]{2,}(?![\w‐-])")
_ENDING = re.compile(r"['’][^\W\d_](?![^\W_])")
_GROUPED = re.compile(r"(?<=\d),(?=\d{3})")


def words(text: str) -> list[str]:
    """The folded words of a text, in order. Example: "Türkiye’s 10,000 men" has turkiye, 10000, men"""
    if text.isascii():
        return _ASCII.findall(_joined(text).lower())
    return [folded for folded in map(_fold, _parted(text)) if folded]


def capitals(text: str) -> list[str]:
    """The words of a text in capitals alone, as they stand, no part of another. Example: "IS, not IS-K, is" has IS"""
    bare = _bare(text)
    whole = _WHOLE.findall(bare) if _TWO.search(bare) else ()
    return [word for word in whole if word.isupper() and all(unicodedata.category(one) == "Lu" for one in word)]


def _parted(text: str) -> list[str]:
    """The words with their case, without marks."""
    return re.findall(_WORD, _joined(_bare(text)))


def _joined(bare: str) -> str:
    """A text without the endings and commas that are no part of its words."""
    if "'" in bare or "’" in bare:
        bare = _ENDING.sub(" ", bare)
    if "," in bare:
        bare = _GROUPED.sub("", bare)
    return bare


def _bare(text: str) -> str:
    """Compatibility forms taken apart, marks dropped."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text)
    for letter in set(apart):
        if not letter.isascii() and unicodedata.category(letter).startswith("M"):
            apart = apart.replace(letter, "")
    return apart


@lru_cache(maxsize=1 << 16)
def _fold(word: str) -> str:
    return word.lower().translate(_FOLDED)
