"""Read the bibliographic exports back with programs of others, into the names of the record's fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import bibtexparser
import rispy
from bibtexparser.middlewares import (
    LatexDecodingMiddleware,
    RemoveEnclosingMiddleware,
    SeparateCoAuthors,
    SplitNameParts,
)
from pylatexenc.latex2text import LatexNodes2Text

from crossbrief.exports import bibtex, ris
from crossbrief.exports.csl import PLAIN
from crossbrief.schema.source import Name, Work

Fields = dict[str, Any]
LATEX = LatexNodes2Text(math_mode="text")
WHOLE = [RemoveEnclosingMiddleware()]
PRINTED = [RemoveEnclosingMiddleware(), SeparateCoAuthors(), SplitNameParts(), LatexDecodingMiddleware(decoder=LATEX)]


def fields(work: Work) -> Fields:
    """What a record says, field by field."""
    found: Fields = {"type": work.type, "title": work.title, "author": [person(name) for name in work.author]}
    found |= {"issued": work.issued.text, "accessed": work.accessed.text if work.accessed else None}
    return found | {field: getattr(work, field) for field in PLAIN.values()}


def person(name: Name) -> tuple[str | None, ...]:
    return (name.family, name.given, name.literal)


def different(work: Work, read: Fields) -> dict[str, tuple[Any, Any]]:
    """The fields that came back otherwise: as written, as read."""
    written = fields(work)
    assert read.keys() == written.keys()
    return {field: (written[field], read[field]) for field in written if written[field] != read[field]}


def read_csl(item: dict[str, Any]) -> Fields:
    found: Fields = {"type": item["type"], "title": item["title"]}
    found["author"] = [tuple(one.get(key) for key in ("family", "given", "literal")) for one in item.get("author", ())]
    found |= {key: csl_edtf(item[key]) if key in item else None for key in ("issued", "accessed")}
    return found | {field: item.get(key) for key, field in PLAIN.items()}


def csl_edtf(date: dict[str, Any]) -> str:
    """A date of CSL in EDTF."""
    if "edtf" in date:
        return str(date["edtf"])
    days = ["-".join(f"{part:0{2 if n else 4}}" for n, part in enumerate(parts)) for parts in date["date-parts"]]
    if "season" in date:
        days = [f"{days[0]}-{20 + date['season']}"]
    return "/".join(days) + ("~" if date.get("circa") else "")


def read_bibtex(text: str) -> dict[str, Fields]:
    """Every entry by its key, with what LaTeX prints for each field; DOI, address and dates are not LaTeX."""
    raw = bibtexparser.parse_string(text, parse_stack=WHOLE)
    decoded = bibtexparser.parse_string(text, parse_stack=PRINTED)
    assert not raw.failed_blocks
    assert not decoded.failed_blocks, [block.error for block in decoded.failed_blocks]
    return {
        one.key: _entry(one.entry_type, {**{f.key: f.value for f in other.fields}, **{f.key: f.value for f in one.fields if f.key in ("url", "doi", "date", "urldate")}})
        for one, other in zip(raw.entries, decoded.entries, strict=True)
    }  # fmt: skip


def _entry(kind: str, found: dict[str, Any]) -> Fields:
    types = {(of, bibtex.SUBTYPES.get(csl)): csl for csl, of in bibtex.TYPES.items()}
    assert len(types) == len(bibtex.TYPES)
    assert found["year"] == re.search(r"\d{4}|\d{3}X|\d{2}XX", found["date"])[0].replace("X", "0")
    return {
        "type": types[kind, found.get("entrysubtype")],
        "title": found["title"],
        "author": [_split(one) for one in found.get("author", ())],
        "issued": found["date"],
        "accessed": found.get("urldate"),
        "container_title": found.get("booktitle") if kind == "incollection" else found.get("journaltitle"),
        "publisher": found.get("institution") if kind == "report" else found.get("publisher"),
        "publisher_place": found.get("location"),
        "genre": found.get("type"),
        "volume": found.get("volume"),
        "issue": found.get("number"),
        "page": found.get("pages"),
        "url": found.get("url"),
        "doi": found.get("doi"),
        "language": found["language"],
    }


def _split(name: Any) -> tuple[str | None, ...]:
    assert not name.jr
    family, given = (LATEX.latex_to_text(" ".join(part)) for part in ((*name.von, *name.last), name.first))
    return (family, given, None) if given else (None, None, family)


def read_ris(text: str) -> dict[str, Fields]:
    return {one["id"]: dict(_record(one)) for one in rispy.loads(text)}


def _record(one: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    assert "unknown_tag" not in one
    yield "type", {code: csl for csl, code in ris.TYPES.items()}[one["type_of_reference"]]
    yield "title", one["title"]
    names = [name.partition(", ") for name in one.get("authors", ())]
    yield "author", [(family, given, None) if comma else (None, None, family) for family, comma, given in names]
    yield "issued", ris_edtf(one["date"])
    assert one["date"].startswith(one["year"])
    yield "accessed", ris_edtf(one["access_date"]) if "access_date" in one else None
    plain = {
        "container_title": "secondary_title",
        "publisher": "publisher",
        "publisher_place": "place_published",
        "genre": "type_of_work",
    }
    plain |= {"volume": "volume", "issue": "number", "doi": "doi", "language": "language"}
    yield from ((field, one.get(key)) for field, key in plain.items())
    yield "page", "-".join(one[key] for key in ("start_page", "end_page") if key in one) or None
    yield "url", ";".join(one["urls"]) if "urls" in one else None


def ris_edtf(date: str) -> str:
    *parts, other = date.split("/", 3)
    return other or "-".join(part for part in parts if part)
