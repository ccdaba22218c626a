"""What the readers of records share: a plain CSL item, and the record that the schema takes of it.

In: an item, its values as some program wrote them. Out: a Record. What the schema would refuse is left out and named,
so that an author can put it right; nothing is guessed.
"""

from __future__ import annotations

import re
import typing
from typing import Any

from crossbrief.frozen import dataclass
from crossbrief.problem import Refused
from crossbrief.schema.base import Parsed, Text
from crossbrief.schema.docs import field_types
from crossbrief.schema.source import CslType, Work

Item = dict[str, Any]
"""Texts by CSL's field names; `author` is a list of mappings with `family`, `given` or `literal`."""
TYPES = frozenset(typing.get_args(CslType))
_NEAR = {
    "article": "document",
    "entry-encyclopedia": "chapter",
    "motion_picture": "broadcast",
    "paper-conference": "chapter",
    "personal_communication": "document",
    "post": "post",
    "song": "broadcast",
    "thesis": "report",
}
"""CSL types that the schema does not have, and the nearest that it has."""
_LANGUAGES = {
    "american": "en-US", "arabic": "ar", "british": "en-GB", "dutch": "nl", "english": "en", "french": "fr", "german": "de",
    "italian": "it", "ngerman": "de", "persian": "fa", "polish": "pl", "portuguese": "pt", "russian": "ru", "spanish": "es",
    "swedish": "sv", "turkish": "tr", "ukrainian": "uk", "urdu": "ur",
}  # fmt: skip
"""Languages that are named in words, as BibLaTeX and libraries do."""
_RESOLVER = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_PARTICLES = ("non-dropping-particle", "dropping-particle")
_NAMES = ("family", "given", "literal")


class Unreadable(ValueError):
    """A file from which no record can be read; its text says why, lower case."""


@dataclass(frozen=True, slots=True)
class Record:
    """A bibliographic record ready to be written down, and what was left out of it."""

    fields: dict[str, str]
    """By CSL's names, in the order of the schema; without the authors."""
    authors: tuple[dict[str, str], ...]
    left_out: tuple[str, ...]
    """Each in a few words. Example: URL: `gazette` is not a web address"""

    @property
    def year(self) -> str:
        """The year of publication; empty where it is unknown."""
        found = re.match(r"\d{4}", self.fields.get("issued", ""))
        return found[0] if found else ""


def record_of(item: Item) -> Record:
    """What the schema takes of an item."""
    fields: dict[str, str] = {}
    left_out: list[str] = []
    kind = str(item.get("type", ""))
    for key, hint in field_types(Work).items():
        if key in ("type", "author"):
            continue
        text = _usual(key, " ".join(str(item.get(key) or "").split()))
        reader = next((one for one in (hint, *typing.get_args(hint)) if _reads(one)), None)
        if not text or reader is None:
            continue
        try:
            reader.read(text)
        except Refused as refused:
            left_out.append(f"{key}: {refused.message}")
        else:
            fields[key] = text
    known = kind if kind in TYPES else _NEAR.get(kind, "document")
    if known != kind:
        left_out.append(f"type: `{kind}` is no type here; `{known}` is the nearest" if kind else "type: there is none")
    authors = []
    for one in item.get("author") or ():
        name = _name(one)
        try:
            authors += [{part: str(Text.read(text)) for part, text in name.items()}] if name else []
        except Refused as refused:
            left_out.append(f"author: {refused.message}")
    return Record({"type": known, **fields}, tuple(authors), tuple(left_out))


def _usual(key: str, text: str) -> str:
    """A value in the form that the schema has: a language by its tag, a DOI without its resolver."""
    if key == "language":
        return _LANGUAGES.get(text.lower(), text.replace("_", "-"))
    return _RESOLVER.sub("", text) if key == "DOI" else text


def _reads(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Parsed)


def _name(given: Any) -> dict[str, str]:
    """A name by its parts, particles before the family name."""
    if not isinstance(given, dict):
        return {}
    parts = {key: " ".join(str(given.get(key) or "").split()) for key in (*_NAMES, *_PARTICLES)}
    family = " ".join(filter(None, (*(parts[key] for key in reversed(_PARTICLES)), parts["family"])))
    name = {"family": family, "given": parts["given"], "literal": parts["literal"]}
    return {key: text for key, text in name.items() if text}


def edtf(year: str, month: str = "", day: str = "") -> str:
    """A date from its parts, as far as they are known. Example: 2024-05"""
    parts = [year.zfill(4)] if year.isdigit() else []
    if parts and month.isdigit():
        parts.append(month.zfill(2))
        if day.isdigit():
            parts.append(day.zfill(2))
    return "-".join(parts)


def name_of(written: str) -> dict[str, str]:
    """A name written as `Family, Given`, or as `Given Family`; one word is kept whole."""
    family, comma, given = (part.strip() for part in written.partition(","))
    if comma:
        return {"family": family, "given": given}
    *first, last = written.split() or [""]
    return {"family": last, "given": " ".join(first)} if first else {"literal": last}
