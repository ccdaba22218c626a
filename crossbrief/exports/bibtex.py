r"""A work as an entry for BibLaTeX: UTF-8, dates in EDTF, the types of BibLaTeX.

In: a record and its id. Out: an entry's text. What TeX would take for a command or a ligature is written so that it prints as
it stands. Braces that pair are `\{` and `\}`; an unpaired one would unbalance the file for biber even so, and has its name. In
a title each word with a capital and each at a beginning stands in braces, so that no style changes its letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from crossbrief.schema.source import Name, Work

TYPES = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "post-weblog": "online",
    "webpage": "online", "post": "online", "report": "report", "chapter": "incollection", "book": "book",
    "broadcast": "misc", "interview": "misc", "speech": "misc", "document": "misc",
}  # fmt: skip
SUBTYPES = {
    "article-magazine": "magazine", "article-newspaper": "newspaper", "post-weblog": "post-weblog", "post": "post",
    "broadcast": "broadcast", "interview": "interview", "speech": "speech",
}  # fmt: skip
"""What tells two of CSL's types of one entry type apart, as `entrysubtype`."""
LANGUAGES = {
    "ar": "arabic", "de": "german", "en": "english", "en-GB": "british", "en-US": "american", "es": "spanish", "fa": "persian",
    "fr": "french", "it": "italian", "ru": "russian", "tr": "turkish", "uk": "ukrainian", "ur": "urdu",
}  # fmt: skip
"""Babel's name of a language, by which BibLaTeX hyphenates and treats titles."""
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
}  # fmt: skip
_NAMED = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=`)(?=`)|(?<=[?!])(?=`)|(?<=<)(?=<)|(?<=>)(?=>)|(?<=,)(?=,)")
_CHANGED = re.compile(r"[\\{}~^$&%#_]|--|''|``|[?!]`|<<|>>|,,")
"""What has to be written otherwise; most texts hold none of it."""
_RESERVED = re.compile(r"[\\{}%]")


def entry(ident: str, work: Work) -> str:
    """A work as one entry; `year` stands beside `date` for programs that do not read BibLaTeX's."""
    kind = TYPES[work.type]
    container = "booktitle" if work.type == "chapter" else "journaltitle"
    fields = {
        "entrysubtype": SUBTYPES.get(work.type),
        "author": " and ".join(map(_name, work.author)),
        "title": title(work.title),
        container: escaped(work.container_title or ""),
        "institution" if kind == "report" else "publisher": escaped(work.publisher or ""),
        "location": escaped(work.publisher_place or ""),
        "type": escaped(work.genre or ""),
        "volume": escaped(work.volume or ""),
        "number": escaped(work.issue or ""),
        "pages": escaped(work.page or ""),
        "date": work.issued.text,
        "year": f"{work.issued.year:04}",
        "urldate": work.accessed.text if work.accessed else "",
        "doi": verbatim(work.doi or ""),
        "url": verbatim(work.url or ""),
        "language": work.language,
        "langid": LANGUAGES.get(work.language),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{ident},\n{lines}}}\n"


def as_bibtex(entries: Iterable[str]) -> bytes:
    """Entries as a file, set apart by empty lines."""
    return "\n".join(entries).encode()


def escaped(text: str) -> str:
    """Text that prints as it stands."""
    if not _CHANGED.search(text):
        return text
    special = _SPECIAL if paired(text) else _SPECIAL | _NAMED
    return "{}".join("".join(special.get(char, char) for char in part) for part in _LIGATURE.split(text))


def paired(text: str) -> bool:
    """True where every brace of a text opens or closes a pair."""
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0


def title(text: str) -> str:
    """A title that prints as it stands: words with a capital are kept from being made small, first words from being made large."""
    words = text.split(" ")
    first = [True, *(word.endswith((":", ".", "?", "!")) for word in words)]
    kept = (begins or any(map(str.isupper, word)) for begins, word in zip(first, words, strict=False))
    return " ".join(f"{{{escaped(word)}}}" if keep else escaped(word) for keep, word in zip(kept, words, strict=True))


def verbatim(text: str) -> str:
    """The text of a field that TeX does not read; what would unbalance the file is percent-encoded."""
    if "{" not in text and "}" not in text and "\\" not in text:
        return text
    return _RESERVED.sub(lambda found: f"%{ord(found[0]):02X}", text)


def _name(name: Name) -> str:
    """A person as `Family, Given`; a body, or a person with one name, in braces as one name."""
    if name.literal or not (name.family and name.given):
        return f"{{{escaped(name.full)}}}"
    return ", ".join(_part(part) for part in (name.family, name.given))


def _part(part: str) -> str:
    """A part of a name, in braces where it could be taken for more than one."""
    text = escaped(part)
    return f"{{{text}}}" if text != part or "," in part or re.search(r"\band\b", part, re.IGNORECASE) else text
