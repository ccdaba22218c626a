"""A work as CSL-JSON: the record's own field names, dates in parts.

In: a record and its id. Out: an item of the CSL 1.0.2 data model. A date that its parts and `circa` can't say whole carries
the EDTF text beside them as `edtf`, which the schema of the data model has for this
(https://github.com/citation-style-language/schema, schemas/input/csl-data.json).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from crossbrief.edtf import Day, Edtf
from crossbrief.schema.source import Name, Work

Item = dict[str, Any]
PLAIN = {
    "container-title": "container_title", "publisher": "publisher", "publisher-place": "publisher_place", "genre": "genre",
    "volume": "volume", "issue": "issue", "page": "page", "URL": "url", "DOI": "doi", "language": "language",
}  # fmt: skip
"""The fields that are one text, with their names in the schema."""


def item(ident: str, work: Work) -> Item:
    """A work as an item of CSL-JSON; a field that the record does not have is left out."""
    found: Item = {"id": ident, "type": work.type, "title": work.title}
    if work.author:
        found["author"] = [_name(name) for name in work.author]
    found["issued"] = csl_date(work.issued)
    if work.accessed:
        found["accessed"] = csl_date(work.accessed)
    return found | {key: value for key, field in PLAIN.items() if (value := getattr(work, field))}


def as_json(items: Iterable[Item]) -> bytes:
    """Items as a CSL-JSON list, one a line."""
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in items)
    return f"[\n{lines}\n]\n".encode()


def csl_date(date: Edtf) -> dict[str, Any]:
    """A date in CSL's form: `{"date-parts": [[2014, 10]], "circa": true}`, with `edtf` where that does not say all."""
    found: dict[str, Any] = {}
    if date.interval and not (date.start and date.end):
        found["literal"] = date.in_words
    else:
        found["date-parts"] = [_parts(day) for day in dict.fromkeys((date.start, date.end)) if day]
    if date.start and not date.interval and (season := _season(date.start)):
        found["season"] = season
    if date.inexact:
        found["circa"] = True
    if not _said(date):
        found["edtf"] = date.text
    return found


def _said(date: Edtf) -> bool:
    """True where parts, season and `circa` say all that the date does."""
    days = [day for day in (date.start, date.end) if day]
    whole = len(days) == 2 and not any("X" in day.text or day.uncertain for day in days)
    return whole and not (date.interval and (date.inexact or any(map(_season, days))))


def _parts(day: Day) -> list[int]:
    """The numbers that are known, from the year on; of a decade or a century the first year."""
    parts = day.text.rstrip("?~%").split("-")
    known = [int(parts[0].replace("X", "0"))]
    for part in parts[1:]:
        if part == "XX" or int(part) > 31 or (len(known) == 1 and int(part) > 12):
            break
        known.append(int(part))
    return known


def _season(day: Day) -> int:
    """CSL's number of a season, 1 for spring; 0 where the date names none."""
    parts = day.text.rstrip("?~%").split("-")
    return int(parts[1]) - 20 if len(parts) == 2 and parts[1].isdigit() and int(parts[1]) > 12 else 0


def _name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    return {key: value for key, value in (("family", name.family), ("given", name.given)) if value}
