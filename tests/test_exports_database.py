"""The database, opened by SQLite: sound, every key satisfied, the same rows as the tables, an index that finds, views that answer."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crossbrief.attribution import attributed
from crossbrief.exports.database import SEARCH, Stretch, changed, database, list_table
from crossbrief.exports.table import Book, Row, Texts
from crossbrief.exports.tables import READ, RECORDED, TABLES, filled
from crossbrief.exports.views import VIEWS
from crossbrief.pipeline import Built
from tests.conftest import ROOT


def opened(raw: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(raw)
    connection.row_factory = sqlite3.Row
    return connection


@pytest.fixture(scope="module")
def base(bundled: Built) -> Iterator[sqlite3.Connection]:
    connection = opened(bundled.files["data/corpus.sqlite"])
    yield connection
    connection.close()


def rows(base: sqlite3.Connection, query: str) -> list[dict[str, Any]]:
    return [dict(row) for row in base.execute(query)]


def test_the_file_is_sound_and_every_key_is_satisfied(base: sqlite3.Connection) -> None:
    assert rows(base, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]
    assert rows(base, "PRAGMA foreign_key_check") == []
    keys = sum(len(rows(base, f"PRAGMA foreign_key_list({table})")) for table in tables_of(base))
    assert keys > 50
    base.execute(f"INSERT INTO {SEARCH} ({SEARCH}) VALUES ('integrity-check')")
    base.rollback()


def tables_of(base: sqlite3.Connection) -> list[str]:
    found = rows(base, "SELECT name FROM sqlite_schema WHERE type = 'table'")
    return [row["name"] for row in found if not row["name"].startswith(SEARCH)]


def test_every_table_is_strict_and_says_what_each_column_means(base: sqlite3.Connection) -> None:
    made = {row["name"]: row["sql"] for row in rows(base, "SELECT name, sql FROM sqlite_schema WHERE type = 'table'")}
    lists = {list_table(table, column)[0] for table in RECORDED for column in table.columns if column.kind == "ids"}
    assert set(tables_of(base)) == {table.name for table in RECORDED} | lists
    for table in RECORDED:
        assert made[table.name].endswith("STRICT")
        assert table.holds in made[table.name]
        for column in table.columns:
            assert column.meaning in made[table.name if column.kind != "ids" else list_table(table, column)[0]]


def test_a_row_that_breaks_a_key_or_a_vocabulary_is_refused(base: sqlite3.Connection) -> None:
    base.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        base.execute("INSERT INTO claims_entities VALUES ((SELECT claim FROM claims LIMIT 1), 99, 'nobody')")
        base.commit()
    base.rollback()
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        base.execute("UPDATE claims SET class = 'fact'")
    base.rollback()


def test_every_table_has_the_rows_of_the_files_field_by_field(base: sqlite3.Connection, bundled: Built) -> None:
    for table in RECORDED:
        stored = rows(base, f"SELECT * FROM {table.name} ORDER BY rowid")
        for column in table.columns:
            if column.kind == "ids":
                name, key, value = list_table(table, column)
                found: dict[tuple[Any, ...], list[str]] = {}
                for row in rows(base, f"SELECT * FROM {name}"):
                    found.setdefault(tuple(row[part] for part in key), []).append(row[value])
                for row in stored:
                    row[column.name] = found.get(tuple(row[part] for part in key), [])
            elif column.kind == "texts":
                for row in stored:
                    row[column.name] = json.loads(row[column.name])
        assert stored == json.loads(bundled.files.get(f"data/{table.name}.json", b"[]")), table.name


def test_the_views_to_read_have_the_rows_of_the_files_of_their_names(base: sqlite3.Connection, bundled: Built) -> None:
    for table in READ:
        written = json.loads(bundled.files[f"data/{table.name}.json"])
        joined = [
            {key: (" ".join(cell) or None) if isinstance(cell, list) else cell for key, cell in row.items()}
            for row in written
        ]
        assert rows(base, f"SELECT * FROM {table.name}") == joined


def test_every_view_answers_and_says_what_it_holds(base: sqlite3.Connection) -> None:
    for name, (holds, _) in VIEWS.items():
        assert rows(base, f"SELECT * FROM {name}"), name
        [made] = rows(base, f"SELECT sql FROM sqlite_schema WHERE name = '{name}'")
        assert holds in made["sql"]


def test_the_views_count_what_the_corpus_holds(base: sqlite3.Connection, bundled: Built) -> None:
    claims = bundled.corpus.claims.values()
    assert len(rows(base, "SELECT * FROM ledger")) == sum(1 for one in claims if one.claim.forecast)
    assert len(rows(base, "SELECT * FROM accusations")) == sum(1 for one in claims if one.accused)
    assert len(rows(base, "SELECT * FROM said_of")) == sum(len(one.claim.entities) for one in claims)
    assert sum(row["claims"] for row in rows(base, "SELECT * FROM who_speaks")) == len(claims)


def test_the_index_finds_a_claim_by_a_word_of_it_and_by_its_speaker(base: sqlite3.Connection, bundled: Built) -> None:
    linked = next(one for one in bundled.corpus.claims.values() if one.speakers)
    for text in (linked.claim.text, linked.speakers[-1].name):
        word = max(re.findall(r"\w+", text), key=len)
        found = rows(base, f"SELECT claim, attributed FROM {SEARCH} WHERE {SEARCH} MATCH '\"{word}\"' ORDER BY rank")
        assert {"claim": linked.address, "attributed": attributed(linked, bundled.words)} in found
        assert all(word.lower() in row["attributed"].lower() for row in found)
    assert rows(base, f"SELECT count(*) AS n FROM {SEARCH}") == [{"n": len(bundled.corpus.claims)}]


def test_every_query_of_the_guide_has_an_answer(base: sqlite3.Connection) -> None:
    [block] = re.findall(r"```sql\n(.*?)```", (ROOT / "docs/data.md").read_text(encoding="utf-8"), re.DOTALL)
    queries = [query for query in block.split(";") if query.strip()]
    assert len(queries) == 5
    for query in queries:
        assert rows(base, query), query


@pytest.mark.parametrize("names", [(), ("filled", "whole")], ids=["in memory", "in files"])
def test_the_same_rows_give_the_same_bytes_and_no_version_of_the_library(
    bundled: Built, tmp_path: Path, names: tuple[str, ...]
) -> None:
    found = {table.name: made for table, made in filled(Book(bundled.corpus, bundled.words))}
    raw = b"".join(database([found], [tmp_path / name for name in names]))
    assert raw == bundled.files["data/corpus.sqlite"]
    assert raw[:16] == b"SQLite format 3\0"
    assert int.from_bytes(raw[16:18], "big") == 4096
    assert int.from_bytes(raw[96:100], "big") == 3_037_000


def test_a_file_that_was_changed_is_the_one_made_from_nothing(bundled: Built, tmp_path: Path) -> None:
    """Rows of briefs are replaced by more, by fewer, by none and by others, and those after them move."""
    book = Book(bundled.corpus, bundled.words)
    own = {table.name: list(table.rows(book)) for table in RECORDED if table.own}
    joined = [table for table in RECORDED if not table.own]
    before = {table.name: [list(table.rows(book, brief)) for brief in bundled.corpus.briefs] for table in joined}
    first = b"".join(database([own, {name: [row for part in parts for row in part] for name, parts in before.items()}]))
    assert first == bundled.files["data/corpus.sqlite"]
    (tmp_path / "last").write_bytes(first)
    after = {name: list(parts) for name, parts in before.items()}
    after["claims"][0] = [{**row, "attributed": "Otherwise."} for row in before["claims"][0]]
    for name in ("claims", "citations", "voices", "stands"):
        after[name][1], after[name][2], after[name][3] = [], before[name][2][1:], before[name][1] + before[name][3]
    made = {
        name: [
            Stretch(sum(map(len, parts[:n])) + 1, len(parts[n]), after[name][n])
            for n in range(len(parts))
            if after[name][n] != parts[n]
        ]
        for name, parts in before.items()
    }
    assert sum(map(len, made.values())) >= 10
    own["corrections"] = own["corrections"][1:]
    raw = b"".join(database([own, {name: [row for part in parts for row in part] for name, parts in after.items()}]))
    assert raw != first
    for room in ([], [tmp_path / "filled", tmp_path / "whole"]):
        assert b"".join(changed(tmp_path / "last", own, made, room)) == raw


def test_hostile_texts_are_stored_as_they_are() -> None:
    texts = ["'); DROP TABLE claims; --", '"', "=1+1", "a\nb", "</script>", "{", "نص \u200f", "\\", "x" * 10_000]
    made: list[Row] = [{"measure": f"m{n}", "name": text, "unit": text} for n, text in enumerate(texts)]
    [entities] = [table for table in TABLES if table.name == "entities"]
    entity: Row = {column.name: () if column.kind == "ids" else None for column in entities.columns}
    entity |= {"entity": "e", "name": "E", "kind": "person", "variants": Texts(texts)}
    base = opened(b"".join(database([{"measures": made, "entities": [entity]}])))
    assert rows(base, "SELECT * FROM measures ORDER BY rowid") == made
    assert json.loads(base.execute("SELECT variants FROM entities").fetchone()[0]) == texts
    assert [row[0] for row in base.execute("SELECT value FROM entities, json_each(variants)")] == texts


def test_a_corpus_with_nothing_in_it_still_has_every_table_and_view() -> None:
    base = opened(b"".join(database([])))
    for name in [table.name for table in RECORDED] + list(VIEWS):
        assert rows(base, f"SELECT * FROM {name}") == []
