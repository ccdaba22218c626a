"""Figures: every quantity of the sources, by measure; like counts on one axis, each with its root.

The chart has a row for each figure in date order, and one axis of values. A bar without an end is a lower bound; a bar
with two ends a range; a dot one figure. Verbal amounts and trends stand in the table only.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from crossbrief import addresses
from crossbrief.link.corpus import Corpus, LinkedBrief, LinkedClaim
from crossbrief.schema.claim import Quantity
from crossbrief.strings import Strings
from crossbrief.views.claim import QuantityView, figure, quantity_view
from crossbrief.views.common import ClaimLine, claim_line
from crossbrief.views.impact import roots_words
from crossbrief.views.relation import RelationView, relation_view

WIDTH, LEFT, RIGHT, TOP, ROW, FOOT = 360, 12, 24, 6, 52, 46

QUARTERS = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure with the claim that gives it, and which others have the same root."""

    claim: ClaimLine
    quantity: QuantityView
    same_root: str


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
    relations: tuple[RelationView, ...]


def quantified(corpus: Corpus) -> list[tuple[LinkedClaim, Quantity]]:
    """Every claim with a figure to be listed, in date order of the sources; victims are an event's, not data."""
    found = ((linked, linked.claim.quantity) for linked in corpus.claims.values())
    return [(linked, quantity) for linked, quantity in found if quantity and not quantity.victims]


def figures_of(brief: LinkedBrief, corpus: Corpus, t: Strings) -> tuple[FigureView, ...]:
    """The figures of one source."""
    return tuple(
        figure_view(linked, quantity, corpus, t) for linked, quantity in quantified(corpus) if linked.slug == brief.slug
    )


def figure_view(linked: LinkedClaim, quantity: Quantity, corpus: Corpus, t: Strings) -> FigureView:
    """One figure; another figure of the same measure and the same root is said."""
    same = [
        other.source.words
        for other, theirs in quantified(corpus)
        if quantity.measure
        and theirs.measure == quantity.measure
        and other.slug != linked.slug
        and corpus.roots[other.address] == corpus.roots[linked.address]
    ]
    words = t("same_root", sources=t.listing(list(dict.fromkeys(same)))) if same else ""
    return FigureView(claim_line(linked, corpus, t), quantity_view(quantity, corpus, t), words)


def figures_view(corpus: Corpus, t: Strings) -> FiguresView:
    """Every figure of the corpus."""
    found = quantified(corpus)
    shared = Counter(quantity.measure for _, quantity in found)
    measures = []
    for measure in corpus.measures.values():
        own = [(linked, quantity) for linked, quantity in found if quantity.measure == measure.id]
        if own:
            views = tuple(figure_view(linked, quantity, corpus, t) for linked, quantity in own)
            roots = roots_words([linked.address for linked, _ in own], corpus, t)
            drawn = chart(measure.id, measure.name, own, corpus, t)
            measures.append(MeasureView(measure.id, measure.name, roots, drawn, views))
    others = tuple(
        figure_view(linked, quantity, corpus, t)
        for linked, quantity in found
        if not quantity.measure or not shared[quantity.measure]
    )
    claims = {linked.address for linked, _ in found}
    related = (one for one in corpus.relations if one.from_ in claims and one.to in claims)
    return FiguresView(tuple(measures), others, tuple(relation_view(one, corpus, t) for one in related))


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
