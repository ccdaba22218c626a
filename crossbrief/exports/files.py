"""The files of the exports: those of the corpus, and those of each brief.

In: a linked corpus. Out: files with what they hold, one at a time. The files of a brief are made from that brief and the
claims that it names; a kind of file that has nothing to hold is not made. Where a table of the corpus has the rows of its
briefs, one brief after the other, it is joined of the bytes of their files, which are made first; what is known to be as it was
comes from the last site.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from crossbrief import addresses
from crossbrief.cache import Cache
from crossbrief.exports import bibtex, csl, ris
from crossbrief.exports.database import Stretch, changed, database
from crossbrief.exports.joined import Content, Exports, Frame, Last, Stood
from crossbrief.exports.package import described
from crossbrief.exports.table import Book, Row, Table, as_csv, as_json, csv_head, csv_lines, json_lines
from crossbrief.exports.tables import OF_A_BRIEF, RECORDED, TABLES, filled
from crossbrief.exports.whole import as_whole, rows_in
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus, LinkedBrief
from crossbrief.schema.registers import Question
from crossbrief.schema.source import Work
from crossbrief.strings import Strings

BIBLIOGRAPHY = ("bibliography.csl.json", "bibliography.bib", "bibliography.ris")
RECORD = ("source.csl.json", "source.bib", "source.ris")
_LINES = (b"[\n", b",\n", b"\n]\n")
_FRAMES: tuple[Frame, ...] = (_LINES, (b"", b"\n", b""), (b"", b"\r\n", b""))
"""Of each kind of bibliography."""
_ROOM = "database"
AT_ONCE = 64
"""So many briefs go into the database at a time."""
DATABASE, PACKAGE, BRIEF = "corpus.sqlite", "datapackage.json", "brief.json"


File = tuple[str, bytes]
"""A site path and what stands there."""
Joined = tuple[str, Content]
"""The same, where it may be in pieces."""
Sized = Callable[[str], tuple[int, str]]
"""Of a file that has been made, by its path: how many bytes it has, and their SHA-256 in hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One file of the corpus' exports: its site path; of a table the table; how many rows or works it has."""

    path: str
    table: Table | None = None
    rows: int = 0

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


def works_of(book: Book) -> dict[str, Work]:
    """The sources by their slugs, then the outside works by their ids led by `ref:`, which no slug can hold."""
    return {brief.slug: brief.brief.source.record for brief in book.corpus.briefs} | _outside(book)


def _outside(book: Book) -> dict[str, Work]:
    return {f"ref:{ident}": one.record for ident, one in book.corpus.references.items()}


def listed(book: Book, lengths: Mapping[str, Sequence[int]]) -> list[Listed]:
    """The files of the whole corpus: tables, bibliography, database, and the description of them all; `lengths` are those that
    were noted while they were made, where they are known.
    """
    found = []
    for table in TABLES:
        counted = lengths.get(table.name)
        rows = sum(1 for _ in table.records(book.corpus)) if counted is None else sum(counted)
        if rows:
            found += [Listed(addresses.table(table.name, ending), table, rows) for ending in ("csv", "json")]
    works = len(works_of(book))
    found += [Listed(addresses.data(name), rows=works) for name in BIBLIOGRAPHY if works]
    return [*found, Listed(addresses.data(DATABASE)), Listed(addresses.data(PACKAGE))]


def tables_of_corpus(book: Book, exports: Exports) -> Iterator[Joined]:
    """Each table of the corpus, and its bibliography."""
    for table in TABLES:
        if table.own is None:
            yield from _joined(table, book.corpus, exports)
        elif table.on_question:
            yield from _on_questions(table, table.on_question, book, exports)
        elif rows := list(table.rows(book)):
            yield addresses.table(table.name), as_csv(table, rows)
            yield addresses.table(table.name, "json"), as_json(rows)
    yield from _bibliography(book, exports)


def database_of_corpus(book: Book, exports: Exports, cache: Cache) -> Iterator[Joined]:
    """The database, made from the last one where the same briefs stand in the same order; in files where there is room for them."""
    yield addresses.data(DATABASE), _in_room(book, exports, cache)


def _in_room(book: Book, exports: Exports, cache: Cache) -> Iterator[bytes]:
    with cache.room(_ROOM, 2) as room:
        try:
            made = _database(book, exports, room)
        except (OSError, sqlite3.OperationalError, UnicodeEncodeError):  # SQLite takes no name that is no text
            if not room:
                raise
            made = _database(book, exports, ())
        yield from made


def _database(book: Book, exports: Exports, room: Sequence[Path]) -> Iterator[bytes]:
    slugs = tuple(brief.slug for brief in book.corpus.briefs)
    own = {table.name: list(table.rows(book)) for table in RECORDED if table.own}
    joined = [table.name for table in RECORDED if not table.own]
    last = exports.last
    if last and last.slugs == slugs and all(map(last.lengths.__contains__, joined)):
        return _changed(own, joined, last, exports, room)
    counts = exports.lengths
    counts |= {name: [] for name in joined}

    def batches() -> Iterator[dict[str, list[Row]]]:
        yield own
        for first in range(0, len(slugs), AT_ONCE):
            wholes = [_whole(slug, exports.stood) for slug in slugs[first : first + AT_ONCE]]
            for name in joined:
                counts[name] += [len(whole.get(name, ())) for whole in wholes]
            yield {name: [row for whole in wholes for row in whole.get(name, ())] for name in joined}

    return database(batches(), room)


def _changed(
    own: dict[str, list[Row]], joined: list[str], last: Last, exports: Exports, room: Sequence[Path]
) -> Iterator[bytes]:
    """The database from the last one and the briefs that changed."""
    stretches: dict[str, list[Stretch]] = {name: [] for name in joined}
    wholes = [(n, _whole(slug, exports.stood)) for n, slug in enumerate(last.slugs) if slug not in last.same]
    for name in joined:
        counts = exports.lengths[name] = list(last.lengths[name])
        first = list(accumulate(counts, initial=1))
        for n, whole in wholes:
            rows = whole.get(name, [])
            stretches[name].append(Stretch(first[n], counts[n], rows))
            counts[n] = len(rows)
    return changed(last.folder / addresses.data(DATABASE), own, stretches, room)


def _whole(slug: str, stood: Stood) -> dict[str, list[Row]]:
    """All that a brief exports, by table."""
    found: dict[str, list[Row]] = json.loads(stood(addresses.brief_file(slug, BRIEF)))
    return found


def package_of_corpus(files: list[Listed], book: Book, sized: Sized) -> File:
    """The description of all the others, once they have been made."""
    others = [(one.name, *sized(one.path)) for one in files if one.name != PACKAGE]
    return addresses.data(PACKAGE), described(book.corpus, others, book.t("data_cells"))


def bibliography(works: dict[str, Work]) -> tuple[bytes, bytes, bytes]:
    """Works as CSL-JSON, for BibLaTeX and as RIS."""
    return (
        csl.as_json(csl.item(ident, work) for ident, work in works.items()),
        bibtex.as_bibtex(bibtex.entry(ident, work) for ident, work in works.items()),
        ris.as_ris(ris.record(ident, work) for ident, work in works.items()),
    )


def files_of_brief(brief: LinkedBrief, book: Book) -> Iterator[File]:
    """The files of one brief: its source's record, each of its tables, and all of it in one."""
    record = brief.brief.source.record
    for name, raw in zip(RECORD, bibliography({brief.slug: record}), strict=True):
        yield addresses.brief_file(brief.slug, name), raw
    whole: dict[str, object] = {"record": csl.item(brief.slug, record)}
    for table, rows in filled(book, brief):
        yield addresses.brief_file(brief.slug, f"{table.name}.csv"), as_csv(table, rows)
        whole[table.name] = rows
    licence = {"site": book.corpus.site.title, "licence": book.corpus.site.content_licence}
    yield addresses.brief_file(brief.slug, BRIEF), as_whole(licence | whole)


def tables_of_brief(brief: LinkedBrief, corpus: Corpus) -> tuple[Table, ...]:
    """The tables that have rows for a brief, found without making them."""
    return tuple(
        table for table in OF_A_BRIEF if table.records_of and any(True for _ in table.records_of(brief, corpus))
    )


def format_words(name: str, t: Strings) -> str:
    """The format of a file, by its name. Example: CSV"""
    return t("format_csl" if name.endswith(".csl.json") else f"format_{name.rpartition('.')[2]}")


def _joined(table: Table, corpus: Corpus, exports: Exports) -> Iterator[Joined]:
    """A table of the corpus from the files of its briefs, each without its head."""
    slugs = [brief.slug for brief in corpus.briefs]
    path, as_csv_path = addresses.table(table.name, "json"), addresses.table(table.name)
    rows = exports.joined(path, slugs, lambda slug, _: rows_in(_stood(slug, BRIEF, exports), table.name), _LINES)
    if rows is not None:
        yield path, rows
    having = {slug for slug, length in zip(slugs, exports.lengths[path], strict=True) if length}

    def cells(slug: str, _: int) -> bytes:
        raw = _stood(slug, f"{table.name}.csv", exports) if slug in having else b""
        return raw[raw.find(b"\n") + 1 :]

    found = exports.joined(as_csv_path, slugs, cells, (csv_head(table), b"", b""))
    if found is not None:
        yield as_csv_path, found


def _on_questions(
    table: Table, on_question: Callable[[Question, LinkedBrief], Iterable[Any]], book: Book, exports: Exports
) -> Iterator[Joined]:
    """A table that has the records of all briefs on each question in turn."""
    briefs, questions = book.corpus.briefs, list(book.corpus.questions.values())
    slugs, lines = [brief.slug for brief in briefs], csv_lines(table)
    cells: dict[tuple[str, int], bytes] = {}

    def part(slug: str, n: int) -> bytes:
        records = on_question(questions[n], briefs[book.corpus.order[slug]])
        rows = list(table.rows_of(records, book))
        cells[slug, n] = lines(rows)
        return json_lines(rows)

    path, as_csv_path = addresses.table(table.name, "json"), addresses.table(table.name)
    rows = exports.joined(path, slugs, part, _LINES, rounds=len(questions))
    if rows is not None:
        yield path, rows
    found = exports.joined(
        as_csv_path, slugs, lambda *one: cells.pop(one), (csv_head(table), b"", b""), rounds=len(questions)
    )
    if found is not None:
        yield as_csv_path, found


def _bibliography(book: Book, exports: Exports) -> Iterator[Joined]:
    """The records of the sources, from their briefs' files, and after them those of the outside works."""
    slugs = [brief.slug for brief in book.corpus.briefs]
    others = _outside(book)
    outside = bibliography(others) if others else (b"", b"", b"")
    for name, record, frame, more in zip(BIBLIOGRAPHY, RECORD, _FRAMES, outside, strict=True):

        def inside(raw: bytes, frame: Frame = frame) -> bytes:
            return raw[len(frame[0]) : len(raw) - len(frame[2])]

        def part(slug: str, _: int, record: str = record, inside: Callable[[bytes], bytes] = inside) -> bytes:
            return inside(_stood(slug, record, exports))

        found = exports.joined(addresses.data(name), slugs, part, frame, [inside(more)])
        if found is not None:
            yield addresses.data(name), found


def _stood(slug: str, name: str, exports: Exports) -> bytes:
    return exports.stood(addresses.brief_file(slug, name))
