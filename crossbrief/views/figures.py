"""The page of figures: which of them conflict, which only seem to, which outside works contradict; then all, by measure.

In: the linked corpus and a leaf of its figures. Out: the page's view. Two figures can't both be right where a relation
between them says so; in any other relation they only seem to be at odds, unless one bears the other out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus
from crossbrief.link.roots import SAYING_THE_SAME
from crossbrief.schema.registers import Comparable, Relation
from crossbrief.strings import Strings
from crossbrief.views.common import LEAF, Link, place_of
from crossbrief.views.impact import roots_words
from crossbrief.views.leaves import Leaf
from crossbrief.views.quantity import (
    Chart,
    Figure,
    FigureView,
    against,
    bounds,
    chart,
    contradicted,
    figure_at,
    figure_view,
    quantified,
)
from crossbrief.views.relation import AT_ODDS, RelationView, relation_view

CONFLICTING = (*AT_ODDS, "in-tension")
"""The relations in which two claims can't both be right as they stand."""


@dataclass(frozen=True, slots=True)
class MeasureView:
    """The figures of one measure: chart and table."""

    id: str
    name: str
    roots: str
    """Example: 4 mentions, 2 independent roots"""
    chart: Chart | None
    figures: tuple[FigureView, ...]
    apart: tuple[tuple[FigureView, str], ...]
    """Figures that one of these is held against and that have no place on its axis, each with its measure."""


@dataclass(frozen=True, slots=True)
class Match:
    """Two figures, or one and the outside works against it, with what we say of them in a few words."""

    first: FigureView
    second: FigureView | None
    """None where outside works stand against the first."""
    verdict: str
    """In what they differ where they need not conflict, and the relation's reason in short; empty where neither is given, and where outside works do."""
    relation: str
    """The relation that has the reason; empty where outside works do."""
    works: tuple[Link, ...]
    """The outside works, each once."""
    told: frozenset[str] = frozenset()
    """The claims of those whose figure stands higher up too, with what it counts."""


@dataclass(frozen=True, slots=True)
class MatchGroup:
    """The matches that come out alike."""

    heading: str
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class FiguresView:
    """All figures: how they stand to one another; by measure; then those that can be set beside no other."""

    matched: tuple[MatchGroup, ...]
    """All of what follows but `alike`, at a glance."""
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


def figures_view(leaf: Leaf[Figure], corpus: Corpus, t: Strings) -> FiguresView:
    """A leaf of the figures; relations among all of them stand on the first."""
    by_measure: dict[str, list[Figure]] = defaultdict(list)
    for linked, quantity in leaf.entries:
        by_measure[quantity.measure or ""].append((linked, quantity))
    others = by_measure.pop("", [])
    related = tuple(_related(corpus)) if leaf.first else ()
    conflicting = [one for one in related if one.type in CONFLICTING]
    alike = [one for one in related if one.type in SAYING_THE_SAME]
    seeming = [one for one in related if one.type not in (*CONFLICTING, *SAYING_THE_SAME)]
    outside = tuple(_contradicted(corpus, t)) if leaf.first else ()
    return FiguresView(
        tuple(_matched(conflicting, seeming, outside, corpus, t)),
        tuple(_measure(ident, own, related, corpus, t) for ident, own in by_measure.items()),
        tuple(figure_view(linked, quantity, corpus, t) for linked, quantity in others),
        tuple(relation_view(one, corpus, t) for one in conflicting),
        tuple(relation_view(one, corpus, t) for one in seeming),
        tuple(relation_view(one, corpus, t) for one in alike),
        outside,
    )


def _measure(ident: str, own: list[Figure], related: Iterable[Relation], corpus: Corpus, t: Strings) -> MeasureView:
    drawn, name = chart(ident, corpus.measures[ident].name, own, corpus, t), corpus.measures[ident].name
    views = tuple(figure_view(linked, quantity, corpus, t) for linked, quantity in own)
    roots = roots_words([linked.address for linked, _ in own], corpus, t)
    here = {linked.address for linked, _ in own}
    beyond = dict.fromkeys(
        end for one in related for end in (one.from_, one.to) if end not in here and here & {one.from_, one.to}
    )
    apart = tuple(_apart(beyond, corpus, t)) if drawn else ()
    return MeasureView(ident, name, roots, drawn, views, apart)


def _apart(addresses: Iterable[str], corpus: Corpus, t: Strings) -> Iterator[tuple[FigureView, str]]:
    """Of some figures those of another measure that could be drawn."""
    for address in addresses:
        quantity = corpus.claims[address].claim.quantity
        if quantity and quantity.measure and bounds(quantity):
            yield figure_view(corpus.claims[address], quantity, corpus, t), corpus.measures[quantity.measure].name


def _related(corpus: Corpus) -> Iterator[Relation]:
    """The relations between two figures, one of them at least of a measure, as many as stand on a page."""
    measures = quantified(corpus)
    both = (one for one in corpus.relations.values() if one.from_ in measures and one.to in measures)
    return islice((one for one in both if measures[one.from_] or measures[one.to]), LEAF)


def _contradicted(corpus: Corpus, t: Strings) -> Iterator[FigureView]:
    """The figures that outside works contradict, as many as stand on a page; those that are read together as one entry."""
    found = contradicted(corpus)
    shown: set[str] = set()
    for address in found[:LEAF]:
        if address in shown:
            continue
        linked, quantity = figure_at(address, corpus)
        view, together = figure_view(linked, quantity, corpus, t), []
        for other in (f"{linked.slug}#{ident}" for ident in linked.claim.read_with):
            if other in found and other not in shown:
                read_with = corpus.claims[other]
                together += [replace(one, of=place_of(read_with)) for one in against(read_with, corpus, t)]
                shown.add(other)
        yield replace(view, against=(*view.against, *together))


def _matched(
    conflicting: list[Relation], seeming: list[Relation], contradicted: Iterable[FigureView], corpus: Corpus, t: Strings
) -> Iterator[MatchGroup]:
    """Every match by how it comes out; a group without one is left out."""
    odds = tuple(_match(one, "", corpus, t) for one in conflicting)
    seem = tuple(_match(one, _differs(one.comparable, t), corpus, t) for one in seeming)
    outside = tuple(Match(one, None, "", "", _works(one)) for one in contradicted)
    told: set[str] = set()
    for key, matches in (("conflicting", odds), ("seeming", seem), ("contradicted", outside)):
        if matches:
            yield MatchGroup(t(f"figures_{key}"), tuple(_told_once(matches, told)))


def _told_once(matches: Iterable[Match], told: set[str]) -> Iterator[Match]:
    """The same, each with those of its claims that are told already; adds the others to them."""
    for one in matches:
        claims = {view.claim.address for view in (one.first, one.second) if view}
        yield replace(one, told=frozenset(claims & told))
        told |= claims


def _match(relation: Relation, verdict: str, corpus: Corpus, t: Strings) -> Match:
    ends = [corpus.claims[address] for address in (relation.from_, relation.to)]
    first, second = (figure_view(one, one.claim.quantity, corpus, t) for one in ends if one.claim.quantity)
    one_root = corpus.roots[relation.from_] == corpus.roots[relation.to]
    words = [verdict + (t("figures_one_root") if one_root else ""), relation.in_short or ""]
    return Match(first, second, ": ".join(filter(None, words)), relation.id, ())


def _works(figure: FigureView) -> tuple[Link, ...]:
    return tuple(dict.fromkeys(work for one in figure.against for work in one.references))


def _differs(comparable: Comparable, t: Strings) -> str:
    """In what two figures differ. Example: different time and different measure"""
    for how in ("different", "near"):
        keys = [key for key in ("actor", "place", "time", "measure") if getattr(comparable, key) == how]
        if keys:
            return t.listing([t(f"comparable_{key}", how=t(f"how_{how}")) for key in keys])
    return t("comparable_all")
