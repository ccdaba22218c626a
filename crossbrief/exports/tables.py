"""The list of tables, and each as CSV and JSON: for the corpus, and for a brief.

In: a linked corpus. Out: files with what they hold. A table that has no rows has no file.
"""

from __future__ import annotations

from collections.abc import Iterator

from crossbrief.exports.claim_tables import CITATIONS, CLAIMS, FORECASTS, NAMES, QUANTITIES, RELATIONS, VOICES
from crossbrief.exports.register_tables import (
    ASSUMPTIONS,
    CORRECTIONS,
    ENTITIES,
    EVENTS,
    JUDGEMENTS,
    MEASURES,
    OUTSIDE_WORKS,
    POSITIONS,
    QUESTIONS,
    TIMELINE,
)
from crossbrief.exports.source_tables import CODINGS, MATRIX, NOTES, QUOTATION, SLIPS, SOURCES, STANDS
from crossbrief.exports.table import Book, Row, Table
from crossbrief.link.corpus import LinkedBrief

RECORDED = (
    SOURCES, CLAIMS, VOICES, CITATIONS, NAMES, QUANTITIES, FORECASTS, RELATIONS, QUESTIONS, POSITIONS, CODINGS, STANDS,
    JUDGEMENTS, ASSUMPTIONS, NOTES, SLIPS, MEASURES, ENTITIES, EVENTS, OUTSIDE_WORKS,
    CORRECTIONS, QUOTATION,
)  # fmt: skip
"""Each fact once; what the database has as tables."""
READ = (MATRIX, TIMELINE)
"""Put together to be read; what the database has as views."""
TABLES = (MATRIX, TIMELINE, *RECORDED)
OF_A_BRIEF = tuple(table for table in TABLES if table.records_of)


def filled(book: Book, brief: LinkedBrief | None = None) -> Iterator[tuple[Table, list[Row]]]:
    """The tables of the corpus, or of one brief, that have rows, with them."""
    for table in TABLES if brief is None else OF_A_BRIEF:
        rows = list(table.rows(book, brief))
        if rows:
            yield table, rows
