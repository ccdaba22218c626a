"""The corpus as one SQLite database: a table for each table, one for each list of ids, a full-text index and views.

In: the rows of the tables, some at a time; or the last file and the rows that differ from it. Out: the bytes of the file. A table's
statement carries what it holds and what each column means, so that `.schema` in the sqlite3 shell is the codebook. The bytes depend on
the rows only, and not on which of the two ways they came in: they stand in one order, `VACUUM` writes the file table by table, row by
row, nothing reads a clock, and what SQLite leaves of its own version and of how often the file was changed is written over.
Where there is room for it it is made in two files, else in memory, where it takes three times what it has in the end.
Needs an SQLite with FTS5, 3.37 or later (STRICT tables), which Python's own has.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from io import BytesIO
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO

from crossbrief.exports.table import Cell, Column, Row, Table
from crossbrief.exports.tables import RECORDED
from crossbrief.exports.views import VIEWS
from crossbrief.frozen import dataclass

_TYPES: dict[str, str] = {
    "text": "TEXT",
    "date": "TEXT",
    "integer": "INTEGER",
    "number": "REAL",
    "boolean": "INTEGER",
    "texts": "TEXT",
}
_KEYS = {table.name: table.key for table in RECORDED}
_OLDEST = 3_037_000
_COUNTS = ((24, 0), (40, 1), (92, 0), (96, _OLDEST))
"""What the header counts at which byte: changes of the file, changes of the schema, changes when the last was written, and the
version of the library that wrote it (https://www.sqlite.org/fileformat2.html, 1.3). The database has them however it was made."""
_PIECE = 1 << 20
_SETTINGS = (
    "page_size = 4096",
    "encoding = 'UTF-8'",
    "journal_mode = OFF",  # nothing is ever rolled back
    "synchronous = OFF",  # what has to last is synced when it is published
    "temp_store = MEMORY",  # else a large one is written to the system's folder of temporary files
    "ignore_check_constraints = ON",  # the schema has checked; it is a quarter of the time
)
SEARCH = "claims_search"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows that stand one after the other in a table, and those that come in their place."""

    first: int
    """The number of the first of them, from 1."""
    many: int
    rows: Sequence[Row]


def database(batches: Iterable[Mapping[str, Sequence[Row]]], room: Sequence[Path] = ()) -> Iterator[bytes]:
    """The database file, in pieces, from rows by the name of their table; a table without rows stands empty. `room` is two paths
    where it may be made.

    Only the order of the rows of one table counts. Raises OSError and sqlite3.OperationalError where the room is none.
    """
    with closing(_opened(None, room)) as connection:
        for statement in statements():
            connection.execute(statement)
        for batch in batches:
            for table in RECORDED:
                _fill(connection, table, batch.get(table.name, ()))
        return _finished(connection, room)


def changed(
    last: Path,
    whole: Mapping[str, Sequence[Row]],
    stretches: Mapping[str, Sequence[Stretch]],
    room: Sequence[Path] = (),
) -> Iterator[bytes]:
    """The same, from the last one that this tool made: tables whose rows are all given anew, and of the others the stretches that
    are replaced, in their order.
    """
    with closing(_opened(last, room)) as connection:
        for name in VIEWS:
            connection.execute(f"DROP VIEW {name}")
        connection.execute(f"DROP TABLE {SEARCH}")
        for table in RECORDED:
            if table.name in whole:
                for name in _tables(table):
                    connection.execute(f"DELETE FROM {name}")
                _fill(connection, table, whole[table.name])
            else:
                _replace(connection, table, stretches.get(table.name, ()))
        return _finished(connection, room)


def _opened(last: Path | None, room: Sequence[Path]) -> sqlite3.Connection:
    if room:
        shutil.copyfile(last or os.devnull, room[0])
    connection = sqlite3.connect(room[0] if room else ":memory:", isolation_level=None)
    if last and not room:
        connection.deserialize(last.read_bytes())
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    connection.execute("BEGIN")
    return connection


def _finished(connection: sqlite3.Connection, room: Sequence[Path]) -> Iterator[bytes]:
    """The file, once the tables are filled: the index of the claims and the views come last."""
    connection.execute(
        f"CREATE VIRTUAL TABLE {SEARCH} USING fts5 "
        "(claim UNINDEXED, attributed, tokenize = 'unicode61 remove_diacritics 2')"
    )
    connection.execute(f"INSERT INTO {SEARCH} (claim, attributed) SELECT claim, attributed FROM claims ORDER BY rowid")
    connection.execute(f"INSERT INTO {SEARCH} ({SEARCH}) VALUES ('optimize')")
    for name, (holds, query) in VIEWS.items():
        connection.execute(f"CREATE VIEW {name} AS -- {holds}\n{query}")
    connection.execute("COMMIT")
    if not room:
        connection.execute("VACUUM")
        stream = BytesIO(connection.serialize())
        _stamp(stream)
        return iter([stream.getvalue()])
    connection.execute("VACUUM INTO ?", (str(room[1]),))
    with room[1].open("r+b") as whole:
        _stamp(whole)
    return _read(room[1])


def _stamp(stream: BinaryIO) -> None:
    """Write the counts that the file has however it was made."""
    for at, number in _COUNTS:
        stream.seek(at)
        stream.write(number.to_bytes(4, "big"))


def _read(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        while piece := stream.read(_PIECE):
            yield piece


def statements() -> Iterator[str]:
    """What makes the database's tables."""
    for table in RECORDED:
        yield _created(table)
        for column in table.columns:
            if column.kind == "ids":
                yield _created_list(table, column)


def _created(table: Table) -> str:
    scalars = [column for column in table.columns if column.kind != "ids"]
    lines = [(_declared(column), column.meaning) for column in scalars]
    lines.append((f"PRIMARY KEY ({', '.join(table.key)})", ""))
    lines += [(_foreign(column, column.name, table), "") for column in scalars if column.refers]
    body = "\n".join(
        f"  {text}{',' if n < len(lines) else ''}{f' -- {meaning}' if meaning else ''}"
        for n, (text, meaning) in enumerate(lines, start=1)
    )
    return f"CREATE TABLE {table.name} ( -- {table.holds}\n{body}\n) STRICT"


def _declared(column: Column) -> str:
    words = [column.name, _TYPES[column.kind]]
    if column.required:
        words.append("NOT NULL")
    if column.terms:
        words.append(f"CHECK ({column.name} IN ({', '.join(map(_quoted, column.terms))}))")
    return " ".join(words)


def _foreign(column: Column, name: str, table: Table) -> str:
    own = [column.within, name] if column.within else [name]
    return f"FOREIGN KEY ({', '.join(own)}) REFERENCES {column.refers} ({', '.join(_KEYS[column.refers])}) DEFERRABLE INITIALLY DEFERRED"


def list_table(table: Table, column: Column) -> tuple[str, tuple[str, ...], str]:
    """The table of a list of ids: its name, the columns of its owner's key, and the column of the id."""
    named = _KEYS[column.refers][-1] if column.refers else "term"
    return f"{table.name}_{column.name}", table.key, f"other_{named}" if named in table.key else named


def _created_list(table: Table, column: Column) -> str:
    name, key, value = list_table(table, column)
    types = {one.name: _TYPES[one.kind] for one in table.columns if one.kind != "ids"}
    position = "position_number" if "number" in key else "number"
    lines = [f"{one} {types[one]} NOT NULL" for one in key]
    lines += [f"{position} INTEGER NOT NULL", f"{value} TEXT NOT NULL", f"PRIMARY KEY ({', '.join((*key, position))})"]
    lines.append(f"FOREIGN KEY ({', '.join(key)}) REFERENCES {table.name} ({', '.join(key)})")
    if column.refers:
        lines.append(_foreign(column, value, table))
    return f"CREATE TABLE {name} ( -- {column.meaning}\n  " + ",\n  ".join(lines) + "\n) STRICT, WITHOUT ROWID"


def _tables(table: Table) -> list[str]:
    """The names of a table and of its lists."""
    return [table.name, *(list_table(table, column)[0] for column in table.columns if column.kind == "ids")]


def _replace(connection: sqlite3.Connection, table: Table, stretches: Sequence[Stretch]) -> None:
    """Put rows in the place of others. Those after them move, each once, by way of the numbers below nought, where none is in the way."""
    name, [_, *lists], key = table.name, _tables(table), ", ".join(table.key)
    for one in stretches:
        old = f"rowid BETWEEN {one.first} AND {one.first + one.many - 1}"
        for listed in lists:
            connection.execute(f"DELETE FROM {listed} WHERE ({key}) IN (SELECT {key} FROM {name} WHERE {old})")
        connection.execute(f"DELETE FROM {name} WHERE {old}")
    moved = 0
    ends = [*(one.first for one in stretches[1:]), 1 << 62]
    for one, end in zip(stretches, ends, strict=False):
        moved += len(one.rows) - one.many
        if moved:
            after = f"rowid >= {one.first + one.many} AND rowid < {end}"
            connection.execute(f"UPDATE {name} SET rowid = -(rowid + {moved}) WHERE {after}")
    connection.execute(f"UPDATE {name} SET rowid = -rowid WHERE rowid < 0")
    moved = 0
    for one in stretches:
        _fill(connection, table, one.rows, one.first + moved)
        moved += len(one.rows) - one.many


def _fill(connection: sqlite3.Connection, table: Table, rows: Sequence[Row], first: int = 0) -> None:
    """Add rows to a table, and what they list to its lists; after those that are there, or from a number on."""
    if not rows:
        return
    scalars = [column.name for column in table.columns if column.kind != "ids"]
    cells: Iterable[Sequence[Cell]] = _stored(table, rows)
    if first:
        scalars = ["rowid", *scalars]
        cells = ([number, *row] for number, row in enumerate(cells, start=first))
    connection.executemany(
        f"INSERT INTO {table.name} ({', '.join(scalars)}) VALUES ({', '.join('?' * len(scalars))})", cells
    )
    for column in table.columns:
        if column.kind == "ids":
            connection.executemany(
                f"INSERT INTO {list_table(table, column)[0]} VALUES ({', '.join('?' * (len(table.key) + 2))})",
                _listed(table, column, rows),
            )


def _listed(table: Table, column: Column, rows: Iterable[Row]) -> Iterator[tuple[Cell, ...]]:
    for row in rows:
        named = row[column.name]
        if not named:
            continue
        assert isinstance(named, tuple | list)
        for number, one in enumerate(named, start=1):
            yield (*(row[key] for key in table.key), number, one)


def _stored(table: Table, rows: Iterable[Row]) -> Iterator[list[Cell]]:
    """The cells of each row that are no lists of ids; a list of texts is a JSON list."""
    scalars = [column for column in table.columns if column.kind != "ids"]
    texts = [n for n, column in enumerate(scalars) if column.kind == "texts"]
    cells_of = itemgetter(
        *(column.name for column in scalars), scalars[0].name
    )  # one more, for it gives a tuple from two on
    for row in rows:
        cells = list(cells_of(row)[:-1])
        for n in texts:
            cells[n] = json.dumps(cells[n], ensure_ascii=False) if cells[n] else "[]"
        yield cells


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
