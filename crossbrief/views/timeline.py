"""The timeline: publications above, events below, the stretches without a source visible; with its table."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Callable, Sequence

from crossbrief import addresses
from crossbrief.edtf import Edtf
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus, LinkedBrief
from crossbrief.link.facts import fact
from crossbrief.schema.registers import Event
from crossbrief.strings import Strings
from crossbrief.views.common import COLUMNS, is_large, mark_view, uses
from crossbrief.views.event import YearView, chronology
from crossbrief.views.leaves import Leaf

WIDTH, LEFT, RIGHT, LEVEL = 360, 10, 10, 18
EVENT_ROW, EVENT_ROWS = 9, 6
GAP_YEARS = 2
HAPPENINGS = 120
"""The most events that are drawn; the list has them all."""
Scale = Callable[[dt.date], float]


@dataclass(frozen=True, slots=True)
class Publication:
    """A source above the line, at its level."""

    words: str
    title: str
    address: str
    hue: int
    x: float
    x2: float
    label_x: float
    anchor: str
    y: float


@dataclass(frozen=True, slots=True)
class YearColumn:
    """In the large form: how many sources a year has, as a column on the line."""

    words: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Happening:
    """An event below the line; a span has a width."""

    title: str
    address: str
    x: float
    width: float
    y: float


@dataclass(frozen=True, slots=True)
class Year:
    """A year's first day on the line."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Years in which no source was written."""

    x: float
    width: float
    words: str


@dataclass(frozen=True, slots=True)
class TimelineChart:
    """The chart: sources one by one, or in the large form so many a year."""

    title: str
    description: str
    width: int
    height: float
    line_y: float
    publications: tuple[Publication, ...]
    columns: tuple[YearColumn, ...]
    events: tuple[Happening, ...]
    years: tuple[Year, ...]
    gaps: tuple[Stretch, ...]
    citation: str


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The chart, None on further leaves, and the same as a list."""

    chart: TimelineChart | None
    chronology: tuple[YearView, ...]


def timeline_view(leaf: Leaf[LinkedBrief | Event], corpus: Corpus, t: Strings) -> TimelineView:
    """A leaf of the timeline; the chart on the first is from the first to the last year of the sources."""
    return TimelineView(timeline_chart(corpus, t) if leaf.first else None, chronology(leaf, corpus, t))


@fact("source")
def dates(corpus: Corpus) -> tuple[Edtf, ...]:
    """When each source was issued."""
    return tuple(brief.brief.source.record.issued for brief in corpus.briefs)


def timeline_chart(corpus: Corpus, t: Strings) -> TimelineChart:
    """The years of the sources, and the events that they mention within those years."""
    issued = dates(corpus)
    first, last = min(one.year for one in issued), max(one.latest.year for one in issued)
    begin, end = dt.date(first, 1, 1).toordinal(), dt.date(last + 1, 1, 1).toordinal()

    def x(day: dt.date) -> float:
        inside = min(max(day.toordinal(), begin), end)
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (inside - begin) / (end - begin), 1)

    large = is_large(corpus)
    line_y = 12 + LEVEL * (COLUMNS if large else len(corpus.briefs))
    events = _events(corpus, first, last, line_y, x)
    step = max(1, (last - first + 1) // 6)
    years = tuple(Year(x(dt.date(year, 1, 1)), str(year)) for year in range(first, last + 1, step))
    return TimelineChart(
        title=t("timeline_title", first=first, last=last),
        description=t("timeline_described", sources=len(corpus.briefs), events=len(events)),
        width=WIDTH,
        height=line_y + 26 + EVENT_ROW * EVENT_ROWS + 32,
        line_y=line_y,
        publications=() if large else _publications(corpus, x),
        columns=_year_columns(issued, line_y, x, t) if large else (),
        events=events,
        years=years,
        gaps=_gaps(issued, x, t),
        citation=t("timeline_citation", sources=len(corpus.briefs), first=first, last=last, site=corpus.site.title),
    )


def _publications(corpus: Corpus, x: Scale) -> tuple[Publication, ...]:
    """The sources by date; levels are given so that no label crosses another's stem."""
    to_the_right = [n for n, brief in enumerate(corpus.briefs) if x(brief.brief.source.not_before) <= WIDTH / 2]
    order = to_the_right + [n for n in reversed(range(len(corpus.briefs))) if n not in to_the_right]
    return tuple(_publication(n, order.index(n), corpus, x) for n in range(len(corpus.briefs)))


def _publication(n: int, level: int, corpus: Corpus, x: Scale) -> Publication:
    brief = corpus.briefs[n]
    record, mark = brief.brief.source.record, mark_view(brief.mark, corpus)
    at = x(brief.brief.source.not_before)
    left = at > WIDTH / 2
    return Publication(
        words=brief.mark.words,
        title=f"{brief.mark.words}: {record.title}, {record.issued.in_words}",
        address=mark.address,
        hue=mark.hue,
        x=at,
        x2=max(at, x(record.issued.latest)),
        label_x=at - 5 if left else at + 5,
        anchor="end" if left else "start",
        y=14 + LEVEL * level,
    )


def _year_columns(issued: Sequence[Edtf], line_y: float, x: Scale, t: Strings) -> tuple[YearColumn, ...]:
    """A column for each year with sources, the fullest as high as the chart."""
    counts = Counter(one.year for one in issued)
    most = max(counts.values())
    columns = []
    for year, count in sorted(counts.items()):
        left, right = x(dt.date(year, 1, 1)), x(dt.date(year + 1, 1, 1))
        height = round((line_y - 12) * count / most, 1)
        words = f"{year}: {t.count('sources_counted', count)}"
        columns.append(YearColumn(words, left, round(line_y - height, 1), round((right - left) * 0.8, 1), height))
    return tuple(columns)


def _events(corpus: Corpus, first: int, last: int, line_y: float, x: Scale) -> tuple[Happening, ...]:
    found: list[Happening] = []
    dated = sorted(corpus.events.values(), key=lambda event: (event.date.earliest, event.id))
    for event in dated:
        mentioned = any(use.kind == "claim" for use in uses("events", event.id, corpus))
        if len(found) < HAPPENINGS and event.date.start and first <= event.date.earliest.year <= last and mentioned:
            at = x(event.date.earliest)
            width = max(3.0, round(x(event.date.latest) - at, 1)) if event.date.end else 3.0
            row = len(found) % EVENT_ROWS
            title = f"{event.name}, {event.date.in_words}"
            found.append(Happening(title, addresses.event(event.id), at, width, line_y + 24 + EVENT_ROW * row))
    return tuple(found)


def _gaps(issued: Sequence[Edtf], x: Scale, t: Strings) -> tuple[Stretch, ...]:
    written = sorted({one.year for one in issued})
    gaps = []
    for before, after in itertools.pairwise(written):
        if after - before > GAP_YEARS:
            left, right = x(dt.date(before + 1, 1, 1)), x(dt.date(after, 1, 1))
            gaps.append(Stretch(left, round(right - left, 1), t("timeline_gap", first=before + 1, last=after - 1)))
    return tuple(gaps)
