"""Figures: every quantity of the sources, by measure; like counts on one axis, each with its root.

The chart has a row for each figure in date order, and one axis of values. A bar without an end is a lower bound; a bar
with two ends a range; a dot one figure. Verbal amounts and trends stand in the table only.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from crossbrief import addresses
from crossbrief.link.corpus import Corpus, LinkedBrief, LinkedClaim
from crossbrief.link.roots import SAYING_THE_SAME
from crossbrief.schema.claim import Quantity
from crossbrief.strings import Strings
from crossbrief.views.claim import QuantityView, figure, quantity_view
from crossbrief.views.common import COLUMNS, LEAF, ClaimLine, Link, Ours, claim_line, references
from crossbrief.views.impact import roots_words
from crossbrief.views.leaves import Leaf
from crossbrief.views.relation import AT_ODDS, RelationView, relation_view

WIDTH, LEFT, RIGHT, TOP, ROW, FOOT = 360, 12, 24, 6, 52, 46

DOUBTED = ("4", "5")
"""Grades of credibility that say that something speaks against a figure."""
CONFLICTING = (*AT_ODDS, "in-tension")
"""The relations in which two claims can't both be right as they stand."""
QUARTERS = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


@dataclass(frozen=True, slots=True)
class Against:
    """What stands against a figure from outside the sources: our reason for doubting it, or what is known of a slip."""

    reason: str
    known: Ours | None
    references: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure with the claim that gives it, which others have the same root, and what contradicts it from outside."""

    claim: ClaimLine
    quantity: QuantityView
    same_root: str
    against: tuple[Against, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of the chart: its words, its link, and where its mark begins and ends on the axis."""

    words: str
    figure: str
    detail: str
    address: str
    title: str
    hue: int
    y: float
    kind: str
    """dot, range or open"""
    x1: float
    x2: float
    low: float
    high: float | None


@dataclass(frozen=True, slots=True)
class Tick:
    """A value on the axis."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The figures of one measure on one axis."""

    id: str
    title: str
    description: str
    width: int
    height: int
    axis_y: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    citation: tuple[str, str]
    """The site, and the sources."""


@dataclass(frozen=True, slots=True)
class MeasureView:
    """The figures of one measure: chart and table."""

    id: str
    name: str
    roots: str
    """Example: 4 mentions, 2 independent roots"""
    chart: Chart | None
    figures: tuple[FigureView, ...]


@dataclass(frozen=True, slots=True)
class FiguresView:
    """All figures: by measure, then those that can be set beside no other; and how they stand to one another."""

    measures: tuple[MeasureView, ...]
    others: tuple[FigureView, ...]
    conflicting: tuple[RelationView, ...]
    """Relations in which two figures can't both be right."""
    seeming: tuple[RelationView, ...]
    """Relations in which they only seem to be at odds."""
    alike: tuple[RelationView, ...]
    """Relations in which one bears the other out."""
    contradicted: tuple[FigureView, ...]
    """Figures against which outside works stand."""


Figure = tuple[LinkedClaim, Quantity]


def quantified(corpus: Corpus) -> list[Figure]:
    """Every claim with a figure to be listed, in date order of the sources; victims are an event's, not data."""
    found = ((linked, linked.claim.quantity) for linked in corpus.claims.values())
    return [(linked, quantity) for linked, quantity in found if quantity and not quantity.victims]


def figures(corpus: Corpus) -> list[Figure]:
    """Every figure in the order of its page: by measure, those without one last, then by date."""
    order = {ident: n for n, ident in enumerate(corpus.measures)}
    return sorted(quantified(corpus), key=lambda one: order.get(one[1].measure or "", len(order)))


def figures_of(brief: LinkedBrief, corpus: Corpus, t: Strings) -> tuple[FigureView, ...]:
    """The figures of one source."""
    found = ((linked, linked.claim.quantity) for linked in brief.claims.values())
    return tuple(
        figure_view(linked, quantity, corpus, t) for linked, quantity in found if quantity and not quantity.victims
    )


def figure_view(linked: LinkedClaim, quantity: Quantity, corpus: Corpus, t: Strings) -> FigureView:
    """One figure; other sources with a figure of the same measure and root are named, or counted where they are many."""
    sources = corpus.shared_roots.get((quantity.measure or "", corpus.roots[linked.address]), ())
    others = [corpus.briefs[corpus.order[slug]].mark.words for slug in sources if slug != linked.slug]
    named = t.listing(others) if len(others) <= COLUMNS else t.count("sources_counted", len(others))
    words = t("same_root", sources=named) if others else ""
    return FigureView(claim_line(linked, corpus, t), quantity_view(quantity, corpus, t), words, against(linked, corpus))


def against(linked: LinkedClaim, corpus: Corpus) -> tuple[Against, ...]:
    """What outside works say against a figure: a credibility of doubtful or improbable, and slips of its source."""
    graded = linked.claim.credibility
    found = []
    if graded and graded.grade in DOUBTED and graded.references:
        found.append(Against(graded.because, None, references(graded.references, corpus)))
    for slip in corpus.briefs[corpus.order[linked.slug]].brief.slips:
        if linked.claim.id in slip.claims and slip.references:
            found.append(Against("", Ours(slip.known, linked.slug), references(slip.references, corpus)))
    return tuple(found)


def figures_view(leaf: Leaf[Figure], corpus: Corpus, t: Strings) -> FiguresView:
    """A leaf of the figures; relations among all of them stand on the first."""
    by_measure: dict[str, list[Figure]] = defaultdict(list)
    for linked, quantity in leaf.entries:
        by_measure[quantity.measure or ""].append((linked, quantity))
    others = by_measure.pop("", [])
    measures = []
    for ident, own in by_measure.items():
        views = tuple(figure_view(linked, quantity, corpus, t) for linked, quantity in own)
        roots = roots_words([linked.address for linked, _ in own], corpus, t)
        name = corpus.measures[ident].name
        measures.append(MeasureView(ident, name, roots, chart(ident, name, own, corpus, t), views))
    related = tuple(_related(corpus, t)) if leaf.first else ()
    return FiguresView(
        tuple(measures),
        tuple(figure_view(linked, quantity, corpus, t) for linked, quantity in others),
        tuple(one for one in related if one.type_id in CONFLICTING),
        tuple(one for one in related if one.type_id not in (*CONFLICTING, *SAYING_THE_SAME)),
        tuple(one for one in related if one.type_id in SAYING_THE_SAME),
        tuple(_contradicted(corpus, t)) if leaf.first else (),
    )


def _contradicted(corpus: Corpus, t: Strings) -> Iterator[FigureView]:
    """The figures that outside works contradict, as many as stand on a page."""
    found = (one for one in quantified(corpus) if against(one[0], corpus))
    return (figure_view(linked, quantity, corpus, t) for linked, quantity in islice(found, LEAF))


def _related(corpus: Corpus, t: Strings) -> Iterator[RelationView]:
    """The relations between two figures, one of them at least of a measure, as many as stand on a page."""
    measures = {linked.address: quantity.measure for linked, quantity in quantified(corpus)}
    both = (one for one in corpus.relations.values() if one.from_ in measures and one.to in measures)
    related = (one for one in both if measures[one.from_] or measures[one.to])
    return (relation_view(one, corpus, t) for one in islice(related, LEAF))


def bounds(quantity: Quantity) -> tuple[float, float | None] | None:
    """Where a figure begins and ends on the axis; an open end is None; a figure in words is nowhere."""
    if quantity.best is not None:
        return quantity.best, quantity.best
    if quantity.low is not None:
        return quantity.low, quantity.high
    return None


def chart(ident: str, name: str, own: list[tuple[LinkedClaim, Quantity]], corpus: Corpus, t: Strings) -> Chart | None:
    """The figures of one measure that can be drawn; None where fewer than two can."""
    drawn = [(linked, quantity, found) for linked, quantity in own if (found := bounds(quantity))]
    if len(drawn) < 2:
        return None
    top = nice(max(high or low for _, _, (low, high) in drawn) * 1.15)

    def x(value: float) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * value / top, 1)

    bars = tuple(_bar(n, linked, quantity, found, x, corpus, t) for n, (linked, quantity, found) in enumerate(drawn))
    axis_y = TOP + ROW * len(bars)
    ticks = tuple(Tick(x(top * n / 4), figure(top * n / 4)) for n in range(5))
    sources = t.listing(list(dict.fromkeys(linked.source.words for linked, _, _ in drawn)))
    return Chart(
        id=ident,
        title=name,
        description=t("chart_described", count=len(bars), sources=sources),
        width=WIDTH,
        height=axis_y + FOOT,
        axis_y=axis_y,
        bars=bars,
        ticks=ticks,
        citation=(corpus.site.title, t("chart_citation", sources=sources)),
    )


def _bar(
    n: int,
    linked: LinkedClaim,
    quantity: Quantity,
    found: tuple[float, float | None],
    x: Callable[[float], float],
    corpus: Corpus,
    t: Strings,
) -> Bar:
    low, high = found
    line, view = claim_line(linked, corpus, t), quantity_view(quantity, corpus, t)
    kind = "open" if high is None else "dot" if high == low else "range"
    return Bar(
        words=linked.source.words,
        figure=view.figure.removesuffix(f" {quantity.unit}"),
        detail=f"{line.lead or t('the_author')}, {view.when}",
        address=addresses.claim(linked.address),
        title=f"{linked.source.words}, {line.lead or t('the_author')}: {view.figure}, {view.counts}, {view.when}",
        hue=line.mark.hue,
        y=TOP + ROW * n,
        kind=kind,
        x1=x(low),
        x2=WIDTH - RIGHT if high is None else x(high),
        low=low,
        high=high,
    )


def nice(value: float) -> float:
    """The next value above whose quarters read well. Example: 11500 gives 12000, in quarters of 3000"""
    if value <= 0:
        return 4
    unit = float(10 ** math.floor(math.log10(value / 4)))
    return next(4 * step * unit for step in QUARTERS if 4 * step * unit >= value)
