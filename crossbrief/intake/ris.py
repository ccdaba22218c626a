"""Read RIS as Zotero and publishers write it: a tag, two spaces, a hyphen, a value; `TY` begins and `ER` ends a record."""

from __future__ import annotations

import re

from crossbrief.intake.item import Item, edtf, name_of

_LINE = re.compile(r"^\s*([A-Z][A-Z0-9]) {2}- ?(.*)$")
_TYPES = {
    "BLOG": "post-weblog", "BOOK": "book", "CHAP": "chapter", "CONF": "paper-conference", "CPAPER": "paper-conference",
    "EBOOK": "book", "ECHAP": "chapter", "ELEC": "webpage", "ENCYC": "entry-encyclopedia", "GEN": "document",
    "GOVDOC": "report", "ICOMM": "post", "JFULL": "article-journal", "JOUR": "article-journal", "EJOUR": "article-journal",
    "MGZN": "article-magazine", "NEWS": "article-newspaper", "RPRT": "report", "SOUND": "broadcast", "THES": "thesis",
    "UNPB": "document", "VIDEO": "broadcast", "WEB": "webpage",
}  # fmt: skip
_FIELDS = {
    "title": ("TI", "T1"), "container-title": ("T2", "JO", "JF", "JA", "BT"), "publisher": ("PB",),
    "publisher-place": ("CY", "PP"), "genre": ("M3",), "volume": ("VL",), "issue": ("IS",), "URL": ("UR",), "DOI": ("DO",),
    "language": ("LA",),
}  # fmt: skip
"""Of several tags the first that has a value."""


def read(text: str) -> list[Item]:
    """Every record of a text."""
    records: list[list[tuple[str, str]]] = []
    for line in text.splitlines():
        found = _LINE.match(line)
        if found and found[1] == "TY":
            records.append([])
        if not records:
            continue
        if found and found[1] != "ER":
            records[-1].append((found[1], found[2].strip()))
        elif not found and line.strip() and records[-1]:  # a value that goes on
            tag, value = records[-1].pop()
            records[-1].append((tag, f"{value} {line.strip()}"))
    return [_item(record) for record in records]


def _item(record: list[tuple[str, str]]) -> Item:
    values: dict[str, str] = {}
    for tag, value in record:
        values.setdefault(tag, value)
    item: Item = {field: next((values[tag] for tag in tags if values.get(tag)), "") for field, tags in _FIELDS.items()}
    item["type"] = _TYPES.get(values.get("TY", ""), values.get("TY", "").lower())
    item["page"] = "-".join(filter(None, (values.get("SP"), values.get("EP"))))
    item["author"] = [_name(value) for tag, value in record if tag in ("AU", "A1") and value]
    item["issued"] = _date(values.get("DA") or values.get("PY") or values.get("Y1") or "")
    item["accessed"] = _date(values.get("Y2") or "")
    return item


def _name(written: str) -> dict[str, str]:
    """A name of RIS: a person's has a comma, a body's has none."""
    return name_of(written) if "," in written else {"literal": written}


def _date(written: str) -> str:
    """A date of RIS, `YYYY/MM/DD/other`, any part of which may be missing; any other text as it is."""
    found = re.match(r"(\d{4})(?:[/-](\d{1,2})?(?:[/-](\d{1,2}))?)?(?:[/\s]|$)", written)
    return edtf(found[1], found[2] or "", found[3] or "") if found else written
