"""The tables as CSV and JSON, read back: every record of the corpus stands in them whole, and no claim without its speaker."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbrief import pipeline
from crossbrief.exports.joined import Exports, Last
from crossbrief.exports.table import Book, Column, Row, Table, Texts, as_csv, as_json
from crossbrief.exports.tables import OF_A_BRIEF, TABLES, filled
from crossbrief.pipeline import Built
from crossbrief.schema.base import At, ClaimId, Date, Id, Text, Who
from crossbrief.schema.claim import Citation, ForecastRecord, Outcome, Quantity, Root, Stance, VoiceLink, Wording
from crossbrief.schema.coding import Stand
from crossbrief.schema.standing import Standing
from crossbrief.strings import Strings
from crossbrief.vocabulary import CLAIM_CLASSES
from tests.conftest import ROOT

BY_NAME = {table.name: table for table in TABLES}


def refused(cell: str) -> str:
    """A cell of text as it was before the apostrophe against formulas; the rule is published on the data page."""
    return cell[1:] if re.match("'+[=+\\-@＝＋－＠\t\r\n]", cell) else cell


def read_csv(table: Table, raw: bytes) -> list[Row]:
    """The rows as typed values, by nothing but the published rules."""
    head, *rows = csv.reader(io.StringIO(raw.decode("utf-8"), newline=""), strict=True)
    assert head == [column.name for column in table.columns]
    return [{c.name: typed(c, cell) for c, cell in zip(table.columns, row, strict=True)} for row in rows]


def typed(column: Column, cell: str) -> Any:
    if column.kind == "ids":
        return refused(cell).split()
    if column.kind == "texts":
        return json.loads(cell) if cell else []
    if cell == "":
        return None
    convert = {"integer": int, "number": float, "boolean": "true".__eq__}
    return convert[column.kind](cell) if column.kind in convert else refused(cell)


def lists(rows: list[Row]) -> list[dict[str, Any]]:
    return [{key: list(cell) if isinstance(cell, tuple) else cell for key, cell in row.items()} for row in rows]


@pytest.fixture(scope="module")
def made(bundled: Built) -> dict[str, list[dict[str, Any]]]:
    """The rows of every table as a reader of the JSON has them."""
    return {name: json.loads(raw) for name in BY_NAME if (raw := bundled.files.get(f"data/{name}.json"))}


def test_every_table_comes_back_the_same_from_csv_and_from_json(bundled: Built, made: dict[str, Any]) -> None:
    found = {table.name: lists(rows) for table, rows in filled(Book(bundled.corpus, bundled.words))}
    assert found == made
    for name, rows in found.items():
        assert read_csv(BY_NAME[name], bundled.files[f"data/{name}.csv"]) == rows, name


def test_every_value_is_of_its_kind_and_every_key_stands_once(made: dict[str, Any]) -> None:
    kinds = {
        "integer": int,
        "number": (int, float),
        "boolean": bool,
        "ids": list,
        "texts": list,
        "text": str,
        "date": str,
    }
    for name, rows in made.items():
        table = BY_NAME[name]
        keys = [tuple(row[part] for part in table.key) for row in rows]
        assert len(keys) == len(set(keys)), name
        for row in rows:
            for column in table.columns:
                cell = row[column.name]
                assert cell is None or isinstance(cell, kinds[column.kind]), (name, column.name)
                assert cell not in (None, [], "") or not column.required, (name, column.name)
                assert not column.terms or cell in (None, *column.terms), (name, column.name, cell)


def test_every_name_of_another_record_is_there(made: dict[str, Any]) -> None:
    keys = {name: {tuple(row[part] for part in BY_NAME[name].key) for row in rows} for name, rows in made.items()}
    checked = 0
    for name, rows in made.items():
        for column in BY_NAME[name].columns:
            for row in rows if column.refers else ():
                cell = row[column.name]
                for one in cell if isinstance(cell, list) else [cell] if cell else []:
                    assert ((row[column.within], one) if column.within else (one,)) in keys[column.refers], (
                        name,
                        column.name,
                    )
                    checked += 1
    assert checked > 2000


def by(rows: list[dict[str, Any]], key: str, value: Any) -> Iterator[dict[str, Any]]:
    return (row for row in rows if row[key] == value)


def who(name: str, entity: str | None) -> Who:
    return Who(entity or name)


def refs(row: dict[str, Any], key: str) -> tuple[str, ...]:
    return tuple(row[key])


def standing(row: dict[str, Any]) -> Standing | None:
    if row["state"] == "current":
        return None
    since = Date.read(row["state_since"])
    return Standing(
        is_=row["state"], since=since, because=row["state_because"], references=refs(row, "state_references")
    )


def test_a_claim_can_be_put_together_again_from_the_tables(bundled: Built, made: dict[str, Any]) -> None:
    assert len(made["claims"]) == len(bundled.corpus.claims)
    rows = {row["claim"]: row for row in made["claims"]}
    for address, linked in bundled.corpus.claims.items():
        claim, row = linked.claim, rows[address]
        assert claim.text in row["attributed"]
        assert (linked.slug, claim.class_, claim.lang) == (row["source"], row["class"], row["lang"])
        assert claim.state == standing(row)
        assert claim.voice == tuple(
            VoiceLink(
                who=who(v["name"], v["entity"]),
                as_=v["role"],
                form=v["form"],
                route=v["route"],
                speaks_for=v["speaks_for"],
            )
            for v in by(made["voices"], "claim", address)
        )
        assert claim.citation == tuple(
            Citation(at=At.read(c["locator"]), start=c["begins"], end=c["ends"])
            for c in by(made["citations"], "claim", address)
        )
        assert claim.stance == (Stance(is_=row["stance"], shown_by=row["stance_shown_by"]) if row["stance"] else None)
        wordings = [Wording(words=Text(words), does=does) for does in ("hedges", "boosts") for words in row[does]]
        assert sorted(claim.wording, key=lambda one: one.does != "hedges") == wordings
        for key in ("loaded", "entities", "events", "accuses"):
            assert getattr(claim, key) == refs(row, key)
        assert claim.read_with == tuple(one.split("#")[1] for one in row["read_with"])
        assert claim.as_named == {n["entity"]: n["as_named"] for n in by(made["names"], "claim", address)}
        denial = claim.denial
        assert (denial.is_, denial.text, denial.claims, denial.references) == (
            row["against"], row["against_text"], refs(row, "against_claims"), refs(row, "against_references"),
        ) if denial else row["against"] is None  # fmt: skip
        grade = claim.credibility
        assert (grade.grade, grade.because, grade.references) == (
            row["credibility"], row["credibility_because"], refs(row, "credibility_references"),
        ) if grade else row["credibility"] is None  # fmt: skip
        told = claim.recommendation
        assert (
            (told.modality, told.addressee) == (row["recommended"], row["addressee"])
            if told
            else row["recommended"] is None
        )


def carried(text: str | None) -> dict[Id, tuple[ClaimId, ...]]:
    """Which claims carry which position."""
    pairs = (one.split(": ") for one in text.split("; ")) if text else ()
    return {Id(position): tuple(map(ClaimId, claims.split())) for position, claims in pairs}


def date(text: str | None) -> Date | None:
    return Date.read(text) if text else None


def test_a_figure_can_be_put_together_again_but_for_figures_of_victims(bundled: Built, made: dict[str, Any]) -> None:
    rows = {row["claim"]: row for row in made["quantities"]}
    counted = {address: c.claim.quantity for address, c in bundled.corpus.claims.items() if c.claim.quantity}
    assert rows.keys() == {address for address, quantity in counted.items() if not quantity.victims}
    for address, row in rows.items():
        plain = {key: row[key] for key in ("form", "measure", "low", "high", "best", "in_words", "unit", "counts")}
        root = Root(who=Who(row["root"]), basis=row["root_basis"])
        assert counted[address] == Quantity(**plain, as_of=date(row["as_of"]), over=date(row["over"]), root=root)


def test_a_forecast_can_be_put_together_again(bundled: Built, made: dict[str, Any]) -> None:
    rows = {row["claim"]: row for row in made["forecasts"]}
    foreseen = {address: c.claim.forecast for address, c in bundled.corpus.claims.items() if c.claim.forecast}
    assert rows.keys() == foreseen.keys()
    for address, row in rows.items():
        forecast = foreseen[address]
        assert isinstance(forecast, ForecastRecord)
        outcome = Outcome(
            is_=row["outcome"], because=row["outcome_because"], in_short=row["outcome_in_short"], mechanism=row["mechanism"], judged_on=Date.read(row["judged_on"]),
            claims=refs(row, "outcome_claims"), references=refs(row, "outcome_references"),
        )  # fmt: skip
        assert forecast.outcome == outcome
        for key in ("event", "in_short", "modality", "basis", "horizon", "criterion"):
            assert getattr(forecast, key) == row[key]
        assert (forecast.until, forecast.band) == (date(row["until"]), row["likelihood"])
        assert forecast.likelihood_of == tuple(one.split("#")[1] for one in row["likelihood_of"])
        hangs = [row[f"condition{end}"] for end in ("", "_relation", "_status", "_because")]
        on = forecast.if_
        assert hangs == ([on.text, on.relation, on.status, on.because] if on else [None] * 4)
        assert on is None or (on.claims, on.references) == (
            refs(row, "condition_claims"),
            refs(row, "condition_references"),
        )


def test_a_relation_and_a_coding_can_be_put_together_again(bundled: Built, made: dict[str, Any]) -> None:
    for relation, row in zip(bundled.corpus.relations.values(), made["relations"], strict=True):
        near = relation.comparable
        assert (
            relation.id,
            relation.type,
            relation.from_,
            relation.to,
            relation.because,
            relation.in_short,
            relation.drawn_by,
            relation.question,
        ) == tuple(
            row[key]
            for key in ("relation", "type", "from_claim", "to_claim", "because", "in_short", "drawn_by", "question")
        )
        assert [near.actor, near.place, near.time, near.measure] == [
            row[key] for key in ("actor", "place", "time", "measure")
        ]
        assert (relation.references, relation.reviewed) == (refs(row, "references"), date(row["reviewed"]))
    for brief in bundled.corpus.briefs:
        codings = {row["question"]: row for row in by(made["codings"], "source", brief.slug)}
        assert codings.keys() == bundled.corpus.questions.keys()
        for question, coding in brief.codings.items():
            row = codings[question]
            silent = coding.silent if coding else None
            assert (
                (silent.nearest.text, silent.because) == (row["nearest"], row["silent_because"])
                if silent
                else row["nearest"] is None
            )
            shift = coding.shift if coding else None
            assert (shift.text, shift.voice) == (row["shift"], row["shift_voice"]) if shift else row["shift"] is None
            found = [
                Stand(
                    positions=refs(stand, "positions"),
                    voice=Text(
                        stand["voice_kind"] if stand["voice_kind"] != "relayed" else stand["entity"] or stand["voice"]
                    ),
                    manner=stand["manner"],
                    claims=tuple(one.split("#")[1] for one in stand["claims"]),
                    claims_for=carried(stand["claims_for"]),
                    stance=Stance(is_=stand["stance"], shown_by=stand["stance_shown_by"]) if stand["stance"] else None,
                    wording=stand["wording"],
                    because=stand["because"],
                )
                for stand in by(made["stands"], "source", brief.slug)
                if stand["question"] == question
            ]
            assert found == (sorted(coding.stands, key=lambda one: one.voice != "author") if coding else [])


def test_the_columns_of_classes_are_the_words_of_the_vocabulary() -> None:
    [column] = [column for column in BY_NAME["claims"].columns if column.name == "class"]
    assert column.terms == tuple(term.id for term in CLAIM_CLASSES)


def test_the_files_of_a_brief_hold_its_rows_of_the_whole_and_no_others(bundled: Built, made: dict[str, Any]) -> None:
    book = Book(bundled.corpus, bundled.words)
    for brief in bundled.corpus.briefs:
        whole = json.loads(bundled.files[f"briefs/{brief.slug}/brief.json"])
        [record] = json.loads(bundled.files[f"briefs/{brief.slug}/source.csl.json"])
        assert whole["record"] == record
        for table in OF_A_BRIEF:
            rows = whole.get(table.name, [])
            path = f"briefs/{brief.slug}/{table.name}.csv"
            assert (path in bundled.files) == bool(rows)
            assert not rows or read_csv(table, bundled.files[path]) == rows
            assert rows == lists(list(table.rows(book, brief)))
            ours = [
                row
                for row in made.get(table.name, [])
                if brief.slug in (row.get("source"), str(row.get("claim")).split("#")[0])
            ]
            if table.name == "relations":
                ours = [
                    r
                    for r in made["relations"]
                    if brief.slug in (r["from_claim"].split("#")[0], r["to_claim"].split("#")[0])
                ]
            assert {json.dumps(row) for row in rows} == {json.dumps(row) for row in ours}, (brief.slug, table.name)


HOSTILE = [
    "=1+1", "'=1+1", "''=x", "-2", "@x", "+1", "＝1", "\t=x", "'plain", '"', '""', "a,b", "a\nb", "</script>", "[]", '["a"]',
    "null", "نص", "\u200f", "\u2028", "\\", "\\n", "'", "true", "1e5",
]  # fmt: skip
ANY = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00\r"), min_size=1),
)
"""Any text but a NUL and a carriage return, which are refused when a brief is read."""


@given(
    st.lists(
        st.tuples(
            ANY,
            st.none() | ANY,
            st.lists(ANY, max_size=3),
            st.none() | st.floats(allow_nan=False, allow_infinity=False),
        )
    )
)
def test_any_text_comes_back_from_csv_and_from_json(cells: list[Any]) -> None:
    columns = tuple(
        Column(name, "", lambda r, b: None, kind=kind)
        for name, kind in (("one", "text"), ("other", "text"), ("list", "texts"), ("n", "number"))
    )
    table = Table("any", "", ("one",), columns, lambda corpus: ())
    rows: list[Row] = [{"one": a, "other": b, "list": Texts(c), "n": n} for a, b, c, n in cells]
    assert read_csv(table, as_csv(table, rows)) == lists(rows)
    assert json.loads(as_json(rows)) == lists(rows)
    for row in csv.reader(io.StringIO(as_csv(table, rows).decode(), newline="")):
        assert not row[0].startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_corpus_without_forecasts_has_no_file_of_them_and_nothing_names_one(lanes: Path) -> None:
    gazette = lanes / "briefs/2020-gazette.yaml"
    text = gazette.read_text(encoding="utf-8")
    start, end = text.index("  - id: c4\n"), text.index("codings:")
    gazette.write_text(text[:start] + text[end:], encoding="utf-8")
    built = pipeline.make(lanes)
    assert isinstance(built, Built), "\n\n".join(map(str, built))
    assert not [path for path in built.files if "forecasts" in path]
    assert "forecasts" not in built.files["data/datapackage.json"].decode()
    assert "forecasts.csv" not in built.files["data/index.html"].decode()
    database = sqlite3.connect(":memory:")
    database.deserialize(built.files["data/corpus.sqlite"])
    assert database.execute("SELECT count(*) FROM forecasts").fetchone() == (0,)


def test_a_claim_that_no_longer_stands_says_since_when_and_why(lanes: Path) -> None:
    gazette = lanes / "briefs/2020-gazette.yaml"
    state = "state: {is: corrected, since: 2026-11-20, because: The paper counted anew., references: minutes-2020}"
    gazette.write_text(gazette.read_text().replace("    quantity:\n", f"    {state}\n    quantity:\n"))
    built = pipeline.make(lanes)
    assert isinstance(built, Built), "\n\n".join(map(str, built))
    rows = {row["claim"]: row for row in json.loads(built.files["data/claims.json"])}
    for address, linked in built.corpus.claims.items():
        assert standing(rows[address]) == linked.claim.state
    assert rows["2020-gazette#c2"]["state_because"] == "The paper counted anew."


def test_the_templates_of_the_repository_name_every_table_in_words(words: Strings) -> None:
    assert (ROOT / "templates/data.html").is_file()
    for table in TABLES:
        assert words(f"table_{table.name}")


def test_a_joined_file_takes_the_parts_of_briefs_that_stand_as_they_did_from_the_last_one(tmp_path: Path) -> None:
    asked: list[tuple[str, int]] = []

    def part(slug: str, n: int) -> bytes:
        asked.append((slug, n))
        return b"" if slug == "b" else f"{slug}{n}{len(asked)}".encode()

    def nowhere(path: str) -> bytes:
        raise AssertionError(path)

    first = Exports(nowhere)
    raw = b"".join(first.joined("file", ["a", "b", "c"], part, (b"<", b",", b">"), rounds=2) or ())
    assert raw == b"<a01,c03,a14,c16>"
    (tmp_path / "file").write_bytes(raw)
    assert first.lengths == {"file": [3, 0, 3, 3, 0, 3]}
    asked.clear()
    last = Last(tmp_path, ("a", "b", "c"), first.lengths, frozenset({"b", "c"}))
    again = Exports(nowhere, last)
    pieces = again.joined("file", ["c", "a", "b"], part, (b"<", b",", b">"), [b"more"], 2)
    assert b"".join(pieces or ()) == b"<c03,a01,c16,a12,more>"
    assert asked == [("a", 0), ("a", 1)]
    assert again.lengths == {"file": [3, 3, 0, 3, 3, 0]}
    assert again.joined("other", ["b"], part, (b"<", b",", b">")) is None
