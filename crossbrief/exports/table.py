"""What a table is: its columns, each with its meaning and the way to its value, and its rows as CSV and as JSON.

In: the definition of a table and a corpus, or one brief of it. Out: rows of typed values, and their bytes. Both formats are
written from the same rows, so they can't differ. The rule that is not obvious: a cell of text that a spreadsheet would run
as a formula is led by an apostrophe in CSV, and so is one that is already led by apostrophes before such a character; to
read it back, take one apostrophe off.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, Literal

from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus, LinkedBrief
from crossbrief.schema.registers import Question
from crossbrief.strings import Strings

Kind = Literal["text", "date", "integer", "number", "boolean", "ids", "texts"]
"""`ids` is a list of names without spaces in them, `texts` a list of any texts."""
Cell = str | int | float | bool | None | tuple[str, ...]
Row = dict[str, Cell]
_FORMULA = "'*[=+\\-@＝＋－＠\t\r\n]"
_SUSPECT = frozenset("'=+-@＝＋－＠\t\r\n")
"""What a formula, led by apostrophes or not, begins with."""
_encoded = json.JSONEncoder(ensure_ascii=False).encode
_NO_FORMULA = {"date", "integer", "number", "boolean"}
_AS_IT_IS = {"text", "date"}
"""What the writer of CSV writes as `as_text` does."""


@dataclass(frozen=True, slots=True)
class Book:
    """What a column may look at beside its own row: the corpus and the words of the interface."""

    corpus: Corpus
    t: Strings


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it means, the way to its value from a row's record, and what its values may be."""

    name: str
    meaning: str
    value: Callable[[Any, Book], Cell]
    kind: Kind = "text"
    required: bool = False
    terms: tuple[str, ...] = ()
    """The only values that it takes, where they are fixed."""
    refers: str = ""
    """The table whose key it names."""
    within: str = ""
    """The column of this table that, together with this one, makes the key of the table that it names."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row is, its columns, and where its records are found."""

    name: str
    holds: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    own: Callable[[Corpus], Iterable[Any]] | None
    """The records of the corpus; None where they are those of its briefs, one brief after the other."""
    records_of: Callable[[LinkedBrief, Corpus], Iterable[Any]] | None = None
    """The records that belong to one brief; None where the table is of the whole corpus only."""
    on_question: Callable[[Question, LinkedBrief], Iterable[Any]] | None = None
    """The records of one brief on one question, where the table has those of all briefs on each question in turn."""

    def records(self, corpus: Corpus) -> Iterable[Any]:
        """The records of the corpus."""
        if self.own:
            return self.own(corpus)
        assert self.records_of
        return chain.from_iterable(self.records_of(brief, corpus) for brief in corpus.briefs)

    def rows(self, book: Book, brief: LinkedBrief | None = None) -> Iterator[Row]:
        """The rows of the corpus, or of one brief, in the order of the sources and of the registers.

        A list names no claim of a draft: drafts are not published, nor are their addresses.
        """
        if brief is None:
            records = self.records(book.corpus)
        else:
            records = self.records_of(brief, book.corpus) if self.records_of else ()
        return self.rows_of(records, book)

    def rows_of(self, records: Iterable[Any], book: Book) -> Iterator[Row]:
        """The rows of some of its records."""
        claims = book.corpus.claims
        columns = [(column.name, column.value) for column in self.columns]
        of_claims = [column.name for column in self.columns if column.kind == "ids" and column.refers == "claims"]
        for record in records:
            row = {name: value(record, book) for name, value in columns}
            for name in of_claims:
                named = row[name]
                if named:
                    assert isinstance(named, tuple)
                    row[name] = tuple(one for one in named if one in claims)
            yield row


def as_csv(table: Table, rows: Iterable[Row]) -> bytes:
    """Rows as CSV (RFC 4180, UTF-8, line feeds) under a head; ids of a list are set apart by spaces, texts are a JSON list."""
    return csv_head(table) + csv_lines(table)(rows)


def csv_head(table: Table) -> bytes:
    """The line that names the columns."""
    return (",".join(column.name for column in table.columns) + "\n").encode()


def csv_lines(table: Table) -> Callable[[Iterable[Row]], bytes]:
    """What writes rows of a table as lines of CSV."""
    lines = _Lines()
    writer = csv.writer(lines, lineterminator="\n")
    made = [n for n, column in enumerate(table.columns) if column.kind not in _AS_IT_IS]
    suspect = [n for n, column in enumerate(table.columns) if column.kind not in _NO_FORMULA]

    def written(rows: Iterable[Row]) -> bytes:
        for row in rows:
            cells: list[Any] = list(row.values())
            for n in made:
                cells[n] = as_text(cells[n])
            for n in suspect:
                cell = cells[n]
                if cell and cell[0] in _SUSPECT:
                    cells[n] = defused(cell)
            writer.writerow(cells)
        text = "".join(lines)
        lines.clear()
        return text.encode()

    return written


class _Lines(list[str]):
    """Takes the lines of a writer, one at a time."""

    write = list.append


def as_text(cell: Cell) -> str:
    """A value as a cell of text; nothing is the empty cell."""
    if cell is None or isinstance(cell, str):
        return cell or ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Texts):
        return json.dumps(cell, ensure_ascii=False) if cell else ""
    if isinstance(cell, tuple):
        return " ".join(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


class Texts(tuple[str, ...]):
    """A list of texts, which may hold spaces."""

    __slots__ = ()


def defused(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if re.match(_FORMULA, cell) else cell


def as_json(rows: Iterable[Row]) -> bytes:
    """Rows as a JSON list of objects, a row a line; nothing is null, a list a list."""
    return b"[\n%s\n]\n" % json_lines(rows)


def json_lines(rows: Iterable[Row]) -> bytes:
    """The lines of that list."""
    return ",\n".join(map(_encoded, rows)).encode()
