"""Figures: every quantity of the sources, by measure; like counts on one axis, each with its root.

The chart has a row for each figure in date order, and one axis of values. A bar that ends in an arrow is a lower bound; a
bar with two ends a range; a dot one figure. Verbal amounts and trends stand in the table only.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from crossbrief import addresses
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus, LinkedBrief, LinkedClaim
from crossbrief.link.facts import fact
from crossbrief.schema.claim import Credibility, Denial, Quantity
from crossbrief.schema.source import Slip
from crossbrief.strings import Strings
from crossbrief.views.claim import QuantityView, figure, quantity_view
from crossbrief.views.common import COLUMNS, ClaimLine, Link, Ours, claim_line, references

WIDTH, LEFT, RIGHT, TOP, ROW, FOOT = 360, 12, 24, 6, 52, 46

DOUBTED = ("4", "5")
"""Grades of credibility that say that something speaks against a figure."""
QUARTERS = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


@dataclass(frozen=True, slots=True)
class Against:
    """What outside works say against a figure or qualify in it: our reason for doubting it, what disputes it, or what is
    known of a slip."""

    how: str
    """Whether it is denied, disputed, doubted or contradicted, in words."""
    reason: str
    known: Ours | None
    references: tuple[Link, ...]
    of: str = ""
    """The claim that it speaks against, where that only stands with the entry's own. Example: ¶ 16 c34"""


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure with the claim that gives it, which others have the same root, and what contradicts it from outside."""

    claim: ClaimLine
    quantity: QuantityView
    same_root: str
    against: tuple[Against, ...]
    doubt: str
    """In which ways outside works speak against it. Example: denied from outside"""


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


Figure = tuple[LinkedClaim, Quantity]


@fact("claims")
def quantified(corpus: Corpus) -> dict[str, str]:
    """By its address every claim with a figure to be listed, in date order of the sources: the measure, empty where it has none.

    Victims are an event's, not data.
    """
    found = ((address, linked.claim.quantity) for address, linked in corpus.claims.items())
    return {address: quantity.measure or "" for address, quantity in found if quantity and not quantity.victims}


@fact("claims")
def any_figure(corpus: Corpus) -> bool:
    """Whether there is one to be listed."""
    quantities = (linked.claim.quantity for linked in corpus.claims.values())
    return any(quantity and not quantity.victims for quantity in quantities)


def figures(corpus: Corpus) -> list[Figure]:
    """Every figure in the order of its page: by measure, those without one last, then by date."""
    order, found = {ident: n for n, ident in enumerate(corpus.measures)}, quantified(corpus)
    every = sorted(found, key=lambda address: order.get(found[address], len(order)))
    return [figure_at(address, corpus) for address in every]


def figure_at(address: str, corpus: Corpus) -> Figure:
    """The claim at an address that gives a figure, and the figure."""
    linked = corpus.claims[address]
    assert linked.claim.quantity is not None
    return linked, linked.claim.quantity


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
    speaking = against(linked, corpus, t)
    how = t.listing(list(dict.fromkeys(one.how for one in speaking)))
    doubt = t("from_outside", how=how) if how else ""
    return FigureView(claim_line(linked, corpus, t), quantity_view(quantity, corpus, t), words, speaking, doubt)


@fact("claims", "slips")
def contradicted(corpus: Corpus) -> tuple[str, ...]:
    """The addresses of the figures against which outside works stand, in date order of the sources."""
    return tuple(address for address in quantified(corpus) if _speak_against(corpus.claims[address], corpus))


def _speak_against(linked: LinkedClaim, corpus: Corpus) -> bool:
    return bool(_doubted(linked) or _disputed(linked) or _slips_in(linked, corpus))


def _doubted(linked: LinkedClaim) -> Credibility | None:
    graded = linked.claim.credibility
    return graded if graded and graded.grade in DOUBTED and graded.references else None


def _disputed(linked: LinkedClaim) -> Denial | None:
    denial = linked.claim.denial
    return denial if denial and denial.is_ == "disputed" and denial.text and denial.references else None


def _slips_in(linked: LinkedClaim, corpus: Corpus) -> list[Slip]:
    slips = corpus.briefs[corpus.order[linked.slug]].brief.slips
    return [slip for slip in slips if linked.claim.id in slip.claims and slip.references]


def against(linked: LinkedClaim, corpus: Corpus, t: Strings) -> tuple[Against, ...]:
    """What outside works say against a figure: a credibility of doubtful or improbable, a denial that disputes it, slips."""
    found, denial = [], linked.claim.denial
    how = t(f"denial_{denial.is_}") if denial and denial.is_ != "none-found" else ""
    if graded := _doubted(linked):
        works = references(graded.references, corpus)
        found.append(Against(how or t(f"against_{graded.grade}"), graded.because, None, works))
    elif (disputed := _disputed(linked)) and disputed.text:
        works = references(disputed.references, corpus)
        found.append(Against(how, "", Ours(disputed.text, linked.slug), works))
    for slip in _slips_in(linked, corpus):
        works = references(slip.references, corpus)
        found.append(Against(t("against_known"), "", Ours(slip.known, linked.slug), works))
    return tuple(found)


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
