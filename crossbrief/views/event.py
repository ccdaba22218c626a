"""An event's page, and the chronology of events beside publications."""

from __future__ import annotations

from crossbrief import addresses
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus, LinkedBrief, LinkedClaim
from crossbrief.link.facts import fact
from crossbrief.schema.registers import Event
from crossbrief.strings import Strings
from crossbrief.views.common import (
    COLUMNS,
    ClaimLine,
    Link,
    MarkView,
    Ours,
    claim_lines,
    entity_link,
    mark_view,
    marks_using,
    references,
)
from crossbrief.views.leaves import Leaf


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


def event_view(event: Event, leaf: Leaf[LinkedClaim], corpus: Corpus, t: Strings) -> EventView:
    """A leaf of one event's page."""
    return EventView(
        id=event.id,
        name=event.name,
        date=event.date.in_words,
        inexact=event.date.inexact,
        date_basis=event.date_basis,
        description=Ours(event.description) if event.description else None,
        entities=tuple(entity_link(corpus.entities[ident]) for ident in event.entities),
        references=references(event.references, corpus),
        claims=claim_lines(list(leaf.entries), corpus, t),
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


def dated(corpus: Corpus) -> list[LinkedBrief | Event]:
    """Publications and events in the order of the chronology."""
    both: list[tuple[tuple[str, bool, str], LinkedBrief | Event]] = []
    for brief in corpus.briefs:
        source = brief.brief.source
        both.append(((source.not_before.isoformat(), True, source.record.title), brief))
    for event in corpus.events.values():
        both.append(((event.date.earliest.isoformat(), False, event.name), event))
    return [one for _, one in sorted(both, key=lambda pair: pair[0])]


def year_of(one: LinkedBrief | Event) -> int:
    """The year under which it stands."""
    return one.date.year if isinstance(one, Event) else one.brief.source.record.issued.year


@fact("source")
def years_written(corpus: Corpus) -> tuple[int, ...]:
    """The years in which a source was written."""
    return tuple(sorted({brief.brief.source.record.issued.year for brief in corpus.briefs}))


def chronology(leaf: Leaf[LinkedBrief | Event], corpus: Corpus, t: Strings) -> tuple[YearView, ...]:
    """A leaf of the publications and events by year, with the years in which no source was written marked."""
    written = years_written(corpus)
    views: list[YearView] = []
    previous: int | None = None
    for year in sorted({year_of(one) for one in leaf.entries}):
        if previous is not None and written and previous >= written[0]:
            empty = [n for n in range(previous + 1, year) if n not in written]
            if empty:
                span = str(empty[0]) if len(empty) == 1 else f"{empty[0]}–{empty[-1]}"
                views.append(YearView(span, (), t("nothing_recorded", years=span)))
        lines = tuple(_line(one, corpus) for one in leaf.entries if year_of(one) == year)
        silent = bool(written) and year not in written and year >= written[0]
        views.append(YearView(str(year), lines, t("no_source_written") if silent else ""))
        previous = year
    return tuple(views)


def _line(one: LinkedBrief | Event, corpus: Corpus) -> Dated:
    if isinstance(one, Event):
        marks = marks_using("events", one.id, corpus)[:COLUMNS]
        return Dated(one.date.in_words, one.date.inexact, one.name, addresses.event(one.id), None, marks)
    record, mark = one.brief.source.record, mark_view(one.mark, corpus)
    return Dated(record.issued.in_words, record.issued.inexact, record.title, mark.address, mark, ())
