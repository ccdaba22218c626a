"""What the sources cover and what they leave out, the names they use, and what they take as given."""

from __future__ import annotations

from collections import Counter, defaultdict

from crossbrief import addresses
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus, LinkedBrief
from crossbrief.schema.base import EntityId
from crossbrief.schema.registers import Assumption, Entity, Question
from crossbrief.strings import Strings
from crossbrief.views.common import (
    COLUMNS,
    Link,
    MarkView,
    Ours,
    Sample,
    claims_using,
    entity_link,
    is_large,
    mark_view,
    sample,
)
from crossbrief.views.impact import RestingView, StateView, resting_on, state_view
from crossbrief.views.leaves import Leaf
from crossbrief.views.matrix import Unsaid, cell_view, how_many_answer, periods, span_words, unsaid
from crossbrief.views.portrayal import concerning

ACTORS = 40
Column = tuple[str, list[LinkedBrief]]


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
    summary = corpus.site.source_summary
    columns = _columns(corpus)
    return CoverageView(
        heads=tuple(head for head, _ in columns) if is_large(corpus) else (),
        sources=() if is_large(corpus) else tuple(mark_view(brief.mark, corpus) for brief in corpus.briefs),
        questions=tuple(_question_row(question, columns, corpus, t) for question in corpus.questions.values()),
        actors=tuple(_actor_rows(columns, corpus, t)),
        source_summary=Ours(summary) if summary else None,
        gaps=tuple(corpus.site.gaps),
        unsaid=unsaid(corpus),
    )


def _columns(corpus: Corpus) -> list[Column]:
    """The sources one by one; in the large form by period."""
    if not is_large(corpus):
        return [(brief.mark.words, [brief]) for brief in corpus.briefs]
    spans = periods([int(brief.mark.year) for brief in corpus.briefs])
    return [
        (span_words(span), [brief for brief in corpus.briefs if span[0] <= int(brief.mark.year) <= span[1]])
        for span in spans
    ]


def _question_row(question: Question, columns: list[Column], corpus: Corpus, t: Strings) -> CoverageRow:
    make = _answering if is_large(corpus) else _carried
    cells = tuple(make(question, briefs, corpus, t) for _, briefs in columns)
    return CoverageRow(Link(question.text, addresses.question(question.id)), cells, question.source_summary or "")


def _carried(question: Question, briefs: list[LinkedBrief], corpus: Corpus, t: Strings) -> CoverageCell:
    """How many claims carry one source's answer."""
    cell = cell_view(question, briefs[0], corpus, t)
    carried = {one.id for stand in cell.stands for one in stand.claims}
    return CoverageCell(t.count("claims", len(carried)) if carried else cell.empty, cell.kind)


def _answering(question: Question, briefs: list[LinkedBrief], corpus: Corpus, t: Strings) -> CoverageCell:
    """How many of several sources answer."""
    count = how_many_answer(question, briefs)
    return CoverageCell(t("answer_of", count=count, all=len(briefs)), "answered" if count else "nothing-near")


def _actor_rows(columns: list[Column], corpus: Corpus, t: Strings) -> list[CoverageRow]:
    """The actors that most claims concern, with how many of each column's."""
    claims = {ident: concerning(ident, corpus) for ident in corpus.entities}
    concerned = [one for one in corpus.entities.values() if claims[one.id] and one.kind != "place"]
    rows = []
    for entity in sorted(concerned, key=lambda one: (-len(claims[one.id]), one.name))[:ACTORS]:
        per = Counter(claim.slug for claim in claims[entity.id])
        counts = [sum(per[brief.slug] for brief in briefs) for _, briefs in columns]
        cells = tuple(
            CoverageCell(t.count("claims", n) if n else t("nothing_near"), "answered" if n else "nothing-near")
            for n in counts
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


def named_otherwise(corpus: Corpus) -> list[Entity]:
    """The entities that a source calls by another name than ours, by name."""
    named = {ident for linked in corpus.claims.values() for ident in linked.claim.as_named}
    return sorted((corpus.entities[ident] for ident in named), key=lambda one: (one.sort or one.name).casefold())


def names_view(leaf: Leaf[Entity], corpus: Corpus, t: Strings) -> NamesView:
    """A leaf of the names; in the large form each name with how many sources use it."""
    sources = () if is_large(corpus) else tuple(mark_view(brief.mark, corpus) for brief in corpus.briefs)
    return NamesView(sources, tuple(_names_row(entity, corpus, t) for entity in leaf.entries))


def _names_row(entity: Entity, corpus: Corpus, t: Strings) -> NamesRow:
    key = EntityId(entity.id)
    used: dict[str, dict[str, None]] = defaultdict(dict)
    for linked in claims_using("entities", entity.id, corpus):
        if key in linked.claim.as_named:
            used[linked.claim.as_named[key]][linked.slug] = None
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
        relied = sample([corpus.claims[ref] for ref in one.relied_on_by if ref in corpus.claims], corpus, t)
        later = sample([corpus.claims[ref] for ref in one.later if ref in corpus.claims], corpus, t)
        state, rests = state_view(one.state, corpus, t), resting_on(one.relied_on_by, corpus, t)
        views.append(AssumptionView(one.id, one.text, relied, later, one.reading or "", state, rests))
    return tuple(views)
