"""An event's page, and the chronology of events beside publications."""

from __future__ import annotations

from dataclasses import dataclass

from crossbrief import addresses
from crossbrief.link.corpus import Corpus
from crossbrief.schema.registers import Event
from crossbrief.strings import Strings
from crossbrief.views.common import (
    ClaimLine,
    Link,
    MarkView,
    Ours,
    claim_lines,
    claims_using,
    entity_link,
    mark_view,
    references,
)


@dataclass(frozen=True, slots=True)
class EventView:
    """Everything on an event's page."""

    id: str
    name: str
    date: str
    inexact: bool
    date_basis: str
    description: Ours | None
    entities: tuple[Link, ...]
    references: tuple[Link, ...]
    claims: tuple[ClaimLine, ...]


def event_view(event: Event, corpus: Corpus, t: Strings) -> EventView:
    """The page of one event."""
    return EventView(
        id=event.id,
        name=event.name,
        date=event.date.in_words,
        inexact=event.date.inexact,
        date_basis=event.date_basis,
        description=Ours(event.description) if event.description else None,
        entities=tuple(entity_link(corpus.entities[ident]) for ident in event.entities),
        references=references(event.references, corpus),
        claims=claim_lines(claims_using("events", event.id, corpus), corpus, t),
    )


@dataclass(frozen=True, slots=True)
class Dated:
    """A line of the chronology: a publication (with its mark) or an event (with the sources that mention it)."""

    date: str
    inexact: bool
    words: str
    address: str
    publication: MarkView | None
    mentioned_in: tuple[MarkView, ...]


@dataclass(frozen=True, slots=True)
class YearView:
    """A year of the chronology; a stretch without anything stands as one entry of its own."""

    years: str
    lines: tuple[Dated, ...]
    gap: str


def chronology(corpus: Corpus, t: Strings) -> tuple[YearView, ...]:
    """Publications and events by year, with the years in which no source was written marked."""
    dated: list[tuple[str, int, Dated]] = []
    for brief in corpus.briefs:
        issued = brief.brief.source.record.issued
        mark = mark_view(brief.mark, corpus)
        dated.append(
            (
                brief.brief.source.not_before.isoformat(),
                issued.year,
                Dated(issued.in_words, issued.inexact, brief.brief.source.record.title, mark.address, mark, ()),
            )
        )
    for event in corpus.events.values():
        slugs = dict.fromkeys(linked.slug for linked in claims_using("events", event.id, corpus))
        marks = tuple(mark_view(brief.mark, corpus) for brief in corpus.briefs if brief.slug in slugs)
        dated.append(
            (
                event.date.earliest.isoformat(),
                event.date.year,
                Dated(event.date.in_words, event.date.inexact, event.name, addresses.event(event.id), None, marks),
            )
        )
    dated.sort(key=lambda one: (one[0], one[2].publication is not None, one[2].words))
    return _years(dated, t)


def _years(dated: list[tuple[str, int, Dated]], t: Strings) -> tuple[YearView, ...]:
    written = sorted({year for _, year, one in dated if one.publication})
    views = []
    previous: int | None = None
    for year in sorted({year for _, year, _ in dated}):
        if previous is not None and written and previous >= written[0]:
            empty = [n for n in range(previous + 1, year) if n not in written]
            if empty:
                span = str(empty[0]) if len(empty) == 1 else f"{empty[0]}–{empty[-1]}"
                views.append(YearView(span, (), t("nothing_recorded", years=span)))
        views.append(
            YearView(
                str(year),
                tuple(one for _, n, one in dated if n == year),
                "" if year in written or not written or year < written[0] else t("no_source_written"),
            )
        )
        previous = year
    return tuple(views)
