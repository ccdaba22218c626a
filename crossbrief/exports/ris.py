"""A work as an RIS record: a tag and one value a line.

In: a record and its id. Out: a record's text, with the line ends that the format asks for. A date that is not exact has its
EDTF text in the last part of `DA`, which the format keeps for other information; `PY` has its first year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from crossbrief.edtf import Edtf
from crossbrief.schema.source import Work

TYPES = {
    "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS", "post-weblog": "BLOG", "webpage": "ELEC",
    "report": "RPRT", "chapter": "CHAP", "book": "BOOK", "broadcast": "ADVS", "interview": "PCOMM", "speech": "SLIDE",
    "post": "ICOMM", "document": "GEN",
}  # fmt: skip
_END = "\r\n"


def record(ident: str, work: Work) -> str:
    """A work as one record, from `TY` to `ER`."""
    return "".join(f"{tag}  - {value}{_END}" for tag, value in _lines(ident, work)) + f"ER  - {_END}"


def as_ris(records: Iterable[str]) -> bytes:
    """Records as a file, set apart by empty lines."""
    return _END.join(records).encode()


def _lines(ident: str, work: Work) -> Iterator[tuple[str, str]]:
    yield "TY", TYPES[work.type]
    yield "ID", ident
    for name in work.author:
        yield "AU", name.sort
    yield "TI", work.title
    rest = {
        "T2": work.container_title,
        "PB": work.publisher,
        "CY": work.publisher_place,
        "M3": work.genre,
        "VL": work.volume,
        "IS": work.issue,
    }
    yield from ((tag, value) for tag, value in rest.items() if value)
    pages = re.fullmatch(r"(\d+)-(\d+)", work.page or "", re.ASCII)
    if pages:
        yield from zip(("SP", "EP"), pages.groups(), strict=True)
    elif work.page:
        yield "SP", work.page
    yield "PY", f"{work.issued.year:04}"
    yield "DA", ris_date(work.issued)
    if work.accessed:
        yield "Y2", ris_date(work.accessed)
    if work.doi:
        yield "DO", work.doi
    if work.url:
        yield "UR", work.url.replace(";", "%3B")
    yield "LA", work.language


def ris_date(date: Edtf) -> str:
    """A date as year, month, day and other information, divided by slashes: `2015/03/04/`, `2014/10//2014-10~`."""
    day = date.start
    parts = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", day.text.rstrip("?~%"), re.ASCII) if day else None
    if day is None or parts is None or int(parts[2] or 0) > 12:
        return f"{date.year:04}///{date.text}"
    exact = not date.interval and not day.mark
    return "/".join((*(part or "" for part in parts.groups()), "" if exact else date.text))
