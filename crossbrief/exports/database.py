"""The corpus as one SQLite database: a table for each table, one for each list of ids, a full-text index and views.

In: the rows of the tables, some at a time. Out: the bytes of the file. A table's statement carries what it holds and what each column means,
so that `.schema` in the sqlite3 shell is the codebook. The bytes depend on the rows only: they are written in one order,
nothing reads a clock, and the number that SQLite leaves of its own version is set to that of the oldest that can read the file.
Needs an SQLite with FTS5, 3.37 or later (STRICT tables), which Python's own has.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from operator import itemgetter

from crossbrief.exports.table import Cell, Column, Row, Table
from crossbrief.exports.tables import RECORDED
from crossbrief.exports.views import VIEWS

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
_VERSION_AT = 96
"""Where the header has the version of the library that wrote last (https://www.sqlite.org/fileformat2.html, 1.3)."""
SEARCH = "claims_search"


def database(batches: Iterable[Mapping[str, Sequence[Row]]]) -> bytes:
    """The database file, from rows by the name of their table; a table without rows stands empty.

    Only the order of the rows of one table counts: `VACUUM` writes the file table by table.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("PRAGMA encoding = 'UTF-8'")
        connection.execute("PRAGMA journal_mode = OFF")  # nothing is ever rolled back
        connection.execute(
            "PRAGMA ignore_check_constraints = ON"
        )  # the schema has checked; it is a quarter of the time
        connection.execute("BEGIN")
        for statement in statements():
            connection.execute(statement)
        for batch in batches:
            for table in RECORDED:
                _fill(connection, table, batch.get(table.name, ()))
        connection.execute(
            f"INSERT INTO {SEARCH} (claim, attributed) SELECT claim, attributed FROM claims ORDER BY rowid"
        )
        connection.execute(f"INSERT INTO {SEARCH} ({SEARCH}) VALUES ('optimize')")
        connection.execute("COMMIT")
        connection.execute("VACUUM")
        raw = connection.serialize()
    return b"".join((raw[:_VERSION_AT], _OLDEST.to_bytes(4, "big"), memoryview(raw)[_VERSION_AT + 4 :]))


def statements() -> Iterator[str]:
    """What makes the database's tables, index and views."""
    for table in RECORDED:
        yield _created(table)
        for column in table.columns:
            if column.kind == "ids":
                yield _created_list(table, column)
    yield f"CREATE VIRTUAL TABLE {SEARCH} USING fts5 (claim UNINDEXED, attributed, tokenize = 'unicode61 remove_diacritics 2')"
    for name, (holds, query) in VIEWS.items():
        yield f"CREATE VIEW {name} AS -- {holds}\n{query}"


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


def _fill(connection: sqlite3.Connection, table: Table, rows: Sequence[Row]) -> None:
    if not rows:
        return
    scalars = [column.name for column in table.columns if column.kind != "ids"]
    connection.executemany(f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(scalars))})", _stored(table, rows))
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
