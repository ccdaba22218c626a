"""`datapackage.json`: what each file of the corpus is, and what each column of each table means (Data Package 2.0).

In: the tables that have rows, and the files that were made. Out: the description's bytes. It names only what is there, and
has no date of building. Source: https://datapackage.org/standard/data-package/ and …/table-schema/.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from typing import Any

from crossbrief.exports.table import Column, Table
from crossbrief.exports.tables import TABLES
from crossbrief.link.corpus import Corpus

PROFILE = "https://datapackage.org/profiles/2.0/"
MEDIA = {
    "csv": "text/csv",
    "json": "application/json",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "sqlite": "application/vnd.sqlite3",
}
_TYPES: dict[str, dict[str, str]] = {
    "text": {"type": "string"}, "date": {"type": "date"}, "integer": {"type": "integer"}, "number": {"type": "number"},
    "boolean": {"type": "boolean"}, "texts": {"type": "array"}, "ids": {"type": "list", "delimiter": " ", "itemType": "string"},
}  # fmt: skip


def described(corpus: Corpus, files: Collection[tuple[str, int, str]], note: str) -> bytes:
    """The description of the files beside it, each by its name, the number of its bytes and their SHA-256."""
    site = corpus.site
    tables = {f"{table.name}.csv": table for table in TABLES}
    there = {tables[name].name for name, _, _ in files if name in tables}
    found: dict[str, Any] = {
        "$schema": f"{PROFILE}datapackage.json",
        "name": re.sub(r"[^a-z0-9]+", "-", site.title.lower()).strip("-") or "corpus",
        "title": site.title,
        "description": f"{site.subtitle}. {note}",
    }
    if site.base_address:
        found["homepage"] = site.base_address
    found["licenses"] = [
        {
            "name": re.sub(r"[^A-Za-z0-9.]+", "-", site.content_licence).strip("-") or "other",
            "title": site.content_licence,
        }
    ]
    found["contributors"] = [{"title": name.full, "roles": ["editor"]} for name in site.editors]
    found["contributors"].append({"title": site.publisher, "roles": ["publisher"]})
    found["sources"] = [
        _source(brief.brief.source.record.title, brief.brief.source.record.url) for brief in corpus.briefs
    ]
    found["resources"] = [_resource(*file, tables.get(file[0]), there) for file in files]
    if not found["sources"]:
        del found["sources"]
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def _source(title: str, url: str | None) -> dict[str, str]:
    return {"title": title, "path": url} if url else {"title": title}


def _resource(name: str, length: int, sum: str, table: Table | None, there: set[str]) -> dict[str, Any]:
    stem, _, ending = name.rpartition(".")
    found: dict[str, Any] = {"name": stem.replace("_", "-") if table else name.replace("_", "-"), "path": name}
    if table:
        found |= {"type": "table", "description": table.holds}
    found |= {"format": ending, "mediatype": MEDIA[ending], "encoding": "utf-8"}
    found |= {"bytes": length, "hash": f"sha256:{sum}"}
    if ending == "sqlite":
        del found["encoding"]
    if table:
        found["schema"] = _schema(table, there)
    return found


def _schema(table: Table, there: set[str]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "$schema": f"{PROFILE}tableschema.json",
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    foreign = [_foreign(column, table) for column in table.columns if column.kind != "ids" and column.refers in there]
    if foreign:
        found["foreignKeys"] = foreign
    return found


def _field(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column.name, **_TYPES[column.kind], "description": column.meaning}
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.terms:
        constraints["enum"] = list(column.terms)
    return found | ({"constraints": constraints} if constraints else {})


def _foreign(column: Column, table: Table) -> dict[str, Any]:
    """The key that a column names; one to the table itself has no name of a resource."""
    target = next(one for one in TABLES if one.name == column.refers)
    resource = "" if target is table else target.name.replace("_", "-")
    return {"fields": [column.name], "reference": {"resource": resource, "fields": list(target.key)}}
