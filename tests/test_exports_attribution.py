"""No claim that relays or accuses leaves the site in a file without its speaker."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crossbrief import pipeline
from crossbrief.attribution import attributed
from crossbrief.exports.tables import TABLES
from crossbrief.link.corpus import LinkedClaim
from crossbrief.pipeline import Built
from crossbrief.strings import Strings

BY_NAME = {table.name: table for table in TABLES}


def texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in texts_of(one))
    elif isinstance(value, list | tuple):
        yield from (text for one in value for text in texts_of(one))


def exported(built: Built) -> Iterator[tuple[str, str]]:
    """Every text in every file for other tools, with the file's path."""
    for path, raw in built.files.items():
        if path.endswith(".json"):
            yield from ((path, text) for text in texts_of(json.loads(raw)))
        elif path.endswith(".csv"):
            yield from ((path, cell) for row in csv.reader(io.StringIO(raw.decode())) for cell in row)
        elif path.endswith((".bib", ".ris")):
            yield path, raw.decode()
        elif path.endswith(".sqlite"):
            database = sqlite3.connect(":memory:")
            database.deserialize(raw)
            for (name,) in database.execute(
                "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')"
            ).fetchall():
                if not name.startswith("claims_search_"):
                    yield from (
                        (path, cell)
                        for row in database.execute(f"SELECT * FROM {name}")
                        for cell in row
                        if isinstance(cell, str)
                    )


def bare(built: Built, words: Strings, claims: list[LinkedClaim]) -> list[tuple[str, str]]:
    found = []
    for path, text in exported(built):
        for linked in claims:
            if linked.claim.text in text and attributed(linked, words) not in text:
                found.append((path, linked.address))
    return found


def test_no_file_has_a_claim_that_relays_or_accuses_without_its_speaker(bundled: Built, words: Strings) -> None:
    needing = [linked for linked in bundled.corpus.claims.values() if linked.needs_speaker]
    assert needing
    assert bare(bundled, words, needing) == []


def test_a_claim_without_its_speaker_in_a_file_would_be_found(bundled: Built, words: Strings) -> None:
    linked = next(one for one in bundled.corpus.claims.values() if one.needs_speaker)
    planted = pipeline.Built(bundled.corpus, words, {"data/x.json": json.dumps([linked.claim.text]).encode()})
    assert bare(planted, words, [linked]) == [("data/x.json", linked.address)]


def test_a_claim_of_a_draft_is_named_in_no_file(lanes: Path) -> None:
    herald = lanes / "briefs/2021-herald.yaml"
    herald.write_text(herald.read_text().replace("mark: Herald", "mark: Herald\nstatus: draft"))
    (lanes / "briefs/registers/judgements.yaml").unlink()
    gazette = lanes / "briefs/2020-gazette.yaml"
    gazette.write_text(
        gazette.read_text().replace("denial: none-found", "denial: {is: disputed, claims: 2021-herald#c1}")
    )
    built = pipeline.make(lanes)
    assert isinstance(built, Built), "\n\n".join(map(str, built))
    assert not [text for _, text in exported(built) if "2021-herald" in text]
