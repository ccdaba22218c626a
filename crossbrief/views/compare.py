"""Two sources side by side: where they agree and part, their actors, figures and relations; and which pairs have a page.

All pairs have a page up to twelve sources; above that, only pairs with a direct relation, at most five for a source,
those with the most relations first.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from crossbrief import addresses
from crossbrief.link.corpus import Corpus, LinkedBrief
from crossbrief.strings import Strings
from crossbrief.views.common import Link, MarkView, claims_using, entity_link, mark_view
from crossbrief.views.matrix import CellView, cell_view
from crossbrief.views.quantity import FigureView, figures_of
from crossbrief.views.relation import RelationView, relation_view

ALL_PAIRS_UP_TO = 12
PAIRS_A_SOURCE = 5
ACTORS = 12
VERDICTS = ("apart", "overlap", "same", "one-answers")


@dataclass(frozen=True, slots=True)
class SharedQuestion:
    """A question that at least one of the two answers."""

    question: Link
    first: CellView
    second: CellView
    verdict: str
    verdict_id: str


@dataclass(frozen=True, slots=True)
class Portrayal:
    """What one source has on an actor: how many claims, under what names."""

    count: str
    named: tuple[str, ...]
    accused: str


@dataclass(frozen=True, slots=True)
class SharedActor:
    """An actor that both sources speak of."""

    entity: Link
    first: Portrayal
    second: Portrayal


@dataclass(frozen=True, slots=True)
class PairView:
    """Two sources on one page, the earlier first."""

    first: MarkView
    second: MarkView
    titles: tuple[str, str]
    summary: str
    because: str
    """Why the pair is featured; empty where it is not."""
    questions: tuple[SharedQuestion, ...]
    relations: tuple[RelationView, ...]
    actors: tuple[SharedActor, ...]
    figures: tuple[FigureView, ...]


@dataclass(frozen=True, slots=True)
class PairEntry:
    """A pair in the index."""

    first: MarkView
    second: MarkView
    address: str
    summary: str
    because: str


def pairs(corpus: Corpus) -> tuple[tuple[LinkedBrief, LinkedBrief], ...]:
    """The pairs that have a page, in date order."""
    briefs = corpus.briefs
    if len(briefs) <= ALL_PAIRS_UP_TO:
        return tuple((one, other) for n, one in enumerate(briefs) for other in briefs[n + 1 :])
    order = {brief.slug: n for n, brief in enumerate(briefs)}
    related = Counter(
        tuple(sorted((relation.from_.slug, relation.to.slug), key=order.__getitem__))
        for relation in corpus.relations
        if relation.from_.slug != relation.to.slug
    )
    taken: Counter[str] = Counter()
    chosen = []
    for pair, _ in sorted(related.items(), key=lambda item: (-item[1], [order[slug] for slug in item[0]])):
        if all(taken[slug] < PAIRS_A_SOURCE for slug in pair):
            taken.update(pair)
            chosen.append(pair)
    return tuple(
        (briefs[order[one]], briefs[order[other]])
        for one, other in sorted(chosen, key=lambda p: (order[p[0]], order[p[1]]))
    )


def pair_view(one: LinkedBrief, other: LinkedBrief, corpus: Corpus, t: Strings) -> PairView:
    """The page of one pair."""
    questions = _questions(one, other, corpus, t)
    slugs = {one.slug, other.slug}
    related = [relation for relation in corpus.relations if {relation.from_.slug, relation.to.slug} == slugs]
    return PairView(
        first=mark_view(one.mark, corpus),
        second=mark_view(other.mark, corpus),
        titles=(one.brief.source.record.title, other.brief.source.record.title),
        summary=_summary(questions, len(related), t),
        because=_featured(one.slug, other.slug, corpus),
        questions=questions,
        relations=tuple(relation_view(relation, corpus, t) for relation in related),
        actors=_actors(one, other, corpus, t),
        figures=tuple(figure for brief in (one, other) for figure in figures_of(brief, corpus, t)),
    )


def pair_entries(corpus: Corpus, t: Strings) -> tuple[PairEntry, ...]:
    """The index of pairs: the featured first, in the order of the settings, then the others in date order."""
    entries = []
    for one, other in pairs(corpus):
        view = pair_view(one, other, corpus, t)
        entries.append(
            PairEntry(view.first, view.second, addresses.pair(one.slug, other.slug), view.summary, view.because)
        )
    featured = [str(feature.because) for feature in corpus.site.featured]
    return tuple(
        sorted(entries, key=lambda entry: featured.index(entry.because) if entry.because in featured else len(featured))
    )


def _featured(one: str, other: str, corpus: Corpus) -> str:
    return next((feature.because for feature in corpus.site.featured if {*feature.pair} == {one, other}), "")


def _questions(one: LinkedBrief, other: LinkedBrief, corpus: Corpus, t: Strings) -> tuple[SharedQuestion, ...]:
    rows = []
    for question in corpus.questions.values():
        first, second = cell_view(question, one, corpus, t), cell_view(question, other, corpus, t)
        if first.stands or second.stands:
            verdict = verdict_of(first, second)
            link = Link(question.text, addresses.question(question.id))
            which = t.listing(_common(first, second))
            words = t(f"verdict_{verdict.replace('-', '_')}", which=which)
            rows.append(SharedQuestion(link, first, second, words, verdict))
    return tuple(sorted(rows, key=lambda row: VERDICTS.index(row.verdict_id)))


def verdict_of(first: CellView, second: CellView) -> str:
    """How two cells stand to each other: by the authors' own positions, by relayed ones where an author takes none."""
    if not first.stands or not second.stands:
        return "one-answers"
    one, other = (_positions(cell) for cell in (first, second))
    if one == other:
        return "same"
    return "overlap" if one & other else "apart"


def _common(first: CellView, second: CellView) -> list[str]:
    """The positions that both take, in words."""
    shared = _positions(first) & _positions(second)
    labels = {
        ident: label for stand in first.stands for ident, label in zip(stand.position_ids, stand.positions, strict=True)
    }
    return [label for ident, label in labels.items() if ident in shared]


def _positions(cell: CellView) -> set[str]:
    own = [stand for stand in cell.stands if not stand.speaker] or cell.stands
    return {position for stand in own for position in stand.position_ids}


def _summary(questions: tuple[SharedQuestion, ...], relations: int, t: Strings) -> str:
    counts = Counter(row.verdict_id for row in questions)
    both = counts["apart"] + counts["overlap"] + counts["same"]
    words = {key: t.number(counts[key]) for key in ("apart", "overlap", "same")}
    related = t.count("relations_counted", relations)
    return t("pair_summary", both=t.count("questions_counted", both), related=related, **words)


def _actors(one: LinkedBrief, other: LinkedBrief, corpus: Corpus, t: Strings) -> tuple[SharedActor, ...]:
    found = []
    for entity in corpus.entities.values():
        claims = claims_using("entities", entity.id, corpus)
        own = [[c for c in claims if c.slug == brief.slug] for brief in (one, other)]
        if all(own):
            portrayals = []
            for group in own:
                named = dict.fromkeys(
                    words for c in group for ident, words in c.claim.as_named.items() if ident == entity.id
                )
                accused = sum(1 for c in group if entity in c.accused)
                portrayals.append(
                    Portrayal(
                        t.count("claims", len(group)), tuple(named), t.count("accusations", accused) if accused else ""
                    )
                )
            found.append((min(map(len, own)), entity.name, SharedActor(entity_link(entity), *portrayals)))
    return tuple(actor for _, _, actor in sorted(found, key=lambda item: (-item[0], item[1]))[:ACTORS])
