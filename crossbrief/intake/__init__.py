"""Read the bibliographic record of one work, as Zotero and most libraries write it: CSL-JSON, BibTeX or RIS.

In: the text of a file. Out: the record in CSL's field names and our values, with what could not be taken over; or
Unreadable. The three readers give plain CSL items; `record_of` lets through only what the schema takes.
"""

from __future__ import annotations

import re

from crossbrief.intake import bibtex, csl, ris
from crossbrief.intake.item import Item, Record, Unreadable, record_of


def read_record(text: str) -> Record:
    """The one record in a text; raises Unreadable where there is none, or more than one."""
    items = _items(text.removeprefix("\ufeff"))
    if len(items) != 1:
        raise Unreadable(f"it holds {len(items)} records; expected one" if items else "it holds no record")
    return record_of(items[0])


def _items(text: str) -> list[Item]:
    if text.lstrip().startswith(("{", "[")):
        return csl.read(text)
    if re.search(r"(?m)^\s*TY {2}-", text):
        return ris.read(text)
    if re.search(r"@\s*\w+\s*[{(]", text):
        return bibtex.read(text)
    raise Unreadable("it is not CSL-JSON, BibTeX or RIS")
