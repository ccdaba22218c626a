"""What the sources cover and what they leave out, the names they use, and what they take as given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from crossbrief import addresses
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus
from crossbrief.link.facts import fact
from crossbrief.schema.registers import Assumption, Entity, Question
from crossbrief.strings import Strings
from crossbrief.views.common import (
    COLUMNS,
    Link,
    MarkView,
    Ours,
    Sample,
    entity_link,
    is_large,
    mark_view,
    sample,
)
from crossbrief.views.impact import RestingView, StateView, resting_on, state_view
from crossbrief.views.leaves import Leaf
from crossbrief.views.matrix import Unsaid, cell_view, counts_over_time, periods, span_words, stretches, unsaid
from crossbrief.views.portrayal import concerned

ACTORS = 40


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """One source on one topic: how much it has, in words."""

    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A topic over all sources."""

    topic: Link
    cells: tuple[CoverageCell, ...]
    note: str


@dataclass(frozen=True, slots=True)
class CoverageView:
    """Topics by source, or by period in the large form, and what all of them leave out."""

    heads: tuple[str, ...]
    """The periods; empty where each source has its own column."""
    sources: tuple[MarkView, ...]
    questions: tuple[CoverageRow, ...]
    actors: tuple[CoverageRow, ...]
    source_summary: Ours | None
    gaps: tuple[str, ...]
    unsaid: tuple[Unsaid, ...]


def coverage_view(corpus: Corpus, t: Strings) -> CoverageView:
    """The coverage of the corpus: questions first, then the actors that most claims concern."""
    summary, large = corpus.site.source_summary, is_large(corpus)
    spans = periods([int(brief.mark.year) for brief in corpus.briefs]) if large else ()
    answered = _answering if large else _carried
    return CoverageView(
        heads=tuple(map(span_words, spans)),
        sources=() if large else tuple(mark_view(brief.mark, corpus) for brief in corpus.briefs),
        questions=tuple(
            _question_row(question, answered(question, corpus, t)) for question in corpus.questions.values()
        ),
        actors=tuple(_actor_rows(corpus, t)),
        source_summary=Ours(summary) if summary else None,
        gaps=tuple(corpus.site.gaps),
        unsaid=unsaid(corpus),
    )


def _question_row(question: Question, cells: Iterable[CoverageCell]) -> CoverageRow:
    link = Link(question.text, addresses.question(question.id))
    return CoverageRow(link, tuple(cells), question.source_summary or "")


def _carried(question: Question, corpus: Corpus, t: Strings) -> Iterator[CoverageCell]:
    """How many claims carry the answer of each source."""
    for brief in corpus.briefs:
        cell = cell_view(question, brief, corpus, t)
        carried = {one.id for stand in cell.stands for one in stand.claims}
        yield CoverageCell(t.count("claims", len(carried)) if carried else cell.empty, cell.kind)


def _answering(question: Question, corpus: Corpus, t: Strings) -> Iterator[CoverageCell]:
    """How many of the sources of each period answer."""
    for (first, end), one in zip(stretches(corpus), counts_over_time(corpus, question.id), strict=True):
        words = t("answer_of", count=one.answer, all=end - first)
        yield CoverageCell(words, "answered" if one.answer else "nothing-near")


def _actor_rows(corpus: Corpus, t: Strings) -> list[CoverageRow]:
    """The actors that most claims concern, with how many of each column's."""
    counts = {ident: concerned(corpus, ident) for ident in corpus.entities}
    total = {ident: sum(per.values()) for ident, per in counts.items()}
    actors = [one for one in corpus.entities.values() if total[one.id] and one.kind != "place"]
    slugs = [brief.slug for brief in corpus.briefs]
    columns = [slugs[first:end] for first, end in stretches(corpus)] if is_large(corpus) else [[one] for one in slugs]
    rows = []
    for entity in sorted(actors, key=lambda one: (-total[one.id], one.name))[:ACTORS]:
        cells = tuple(
            CoverageCell(t.count("claims", n) if n else t("nothing_near"), "answered" if n else "nothing-near")
            for n in (sum(counts[entity.id].get(slug, 0) for slug in column) for column in columns)
        )
        rows.append(CoverageRow(entity_link(entity), cells, ""))
    return rows


@dataclass(frozen=True, slots=True)
class NamesRow:
    """What each source calls one entity; empty where it uses our name or does not speak of it."""

    entity: Link
    cells: tuple[tuple[str, ...], ...]
    """By source; in the large form one cell with every name and how many sources use it."""


@dataclass(frozen=True, slots=True)
class NamesView:
    """Sources, none in the large form, and the entities that they name otherwise than we do."""

    sources: tuple[MarkView, ...]
    rows: tuple[NamesRow, ...]


@fact("claims")
def other_names(corpus: Corpus) -> dict[str, dict[str, tuple[str, ...]]]:
    """By entity every name that a source has for it and that is not ours, with the slugs of those sources."""
    found: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for linked in corpus.claims.values():
        for ident, name in linked.claim.as_named.items():
            found[str(ident)][str(name)][linked.slug] = None
    return {ident: {name: tuple(slugs) for name, slugs in names.items()} for ident, names in found.items()}


@fact("claims")
def any_other_name(corpus: Corpus) -> bool:
    """Whether a source has any name for an entity that is not ours."""
    return any(linked.claim.as_named for linked in corpus.claims.values())


def named_otherwise(corpus: Corpus) -> list[Entity]:
    """The entities that a source calls by another name than ours, by name."""
    found = (corpus.entities[ident] for ident in other_names(corpus))
    return sorted(found, key=lambda one: (one.sort or one.name).casefold())


def names_view(leaf: Leaf[Entity], corpus: Corpus, t: Strings) -> NamesView:
    """A leaf of the names; in the large form each name with how many sources use it."""
    sources = () if is_large(corpus) else tuple(mark_view(brief.mark, corpus) for brief in corpus.briefs)
    return NamesView(sources, tuple(_names_row(entity, corpus, t) for entity in leaf.entries))


def _names_row(entity: Entity, corpus: Corpus, t: Strings) -> NamesRow:
    used = other_names(corpus).get(entity.id, {})
    if is_large(corpus):
        names = sorted(used, key=lambda name: (-len(used[name]), name))[:COLUMNS]
        counted = tuple(t("name_in", name=name, sources=t.count("sources_counted", len(used[name]))) for name in names)
        return NamesRow(entity_link(entity), (counted,))
    cells = tuple(tuple(name for name in used if brief.slug in used[name]) for brief in corpus.briefs)
    return NamesRow(entity_link(entity), cells)


@dataclass(frozen=True, slots=True)
class AssumptionView:
    """Something taken as given: who relies on it, and what later claims say of it."""

    id: str
    text: str
    relied_on_by: Sample
    later: Sample
    reading: str
    state: StateView | None
    rests: tuple[RestingView, ...]
    """What of ours rests on the claims that rely on it."""


def assumptions_view(leaf: Leaf[Assumption], corpus: Corpus, t: Strings) -> tuple[AssumptionView, ...]:
    """A leaf of the register of assumptions."""
    views = []
    for one in leaf.entries:
        relied = sample([ref for ref in one.relied_on_by if ref in corpus.claims], corpus, t)
        later = sample([ref for ref in one.later if ref in corpus.claims], corpus, t)
        state, rests = state_view(one.state, corpus, t), resting_on(one.relied_on_by, corpus, t)
        views.append(AssumptionView(one.id, one.text, relied, later, one.reading or "", state, rests))
    return tuple(views)
