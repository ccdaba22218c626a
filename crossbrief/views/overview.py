"""What the sources cover and what they leave out, the names they use, and what they take as given."""

from __future__ import annotations

from dataclasses import dataclass

from crossbrief import addresses
from crossbrief.link.corpus import Corpus
from crossbrief.strings import Strings
from crossbrief.views.common import ClaimLine, Link, MarkView, Ours, claim_lines, claims_using, entity_link, mark_view
from crossbrief.views.impact import RestingView, StateView, resting_on, state_view
from crossbrief.views.matrix import cell_view

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
    """Topics by source, and what all of them leave out."""

    sources: tuple[MarkView, ...]
    questions: tuple[CoverageRow, ...]
    actors: tuple[CoverageRow, ...]
    source_summary: Ours | None
    gaps: tuple[str, ...]


def coverage_view(corpus: Corpus, t: Strings) -> CoverageView:
    """The coverage of the corpus: questions first, then the actors that most claims concern."""
    summary = corpus.site.source_summary
    return CoverageView(
        sources=tuple(mark_view(brief.mark, corpus) for brief in corpus.briefs),
        questions=tuple(_question_rows(corpus, t)),
        actors=tuple(_actor_rows(corpus, t)),
        source_summary=Ours(summary) if summary else None,
        gaps=tuple(corpus.site.gaps),
    )


def _question_rows(corpus: Corpus, t: Strings) -> list[CoverageRow]:
    rows = []
    for question in corpus.questions.values():
        cells = []
        for brief in corpus.briefs:
            cell = cell_view(question, brief, corpus, t)
            carried = {link.words for stand in cell.stands for link in stand.claims}
            cells.append(CoverageCell(t.count("claims", len(carried)) if carried else cell.empty, cell.kind))
        rows.append(
            CoverageRow(
                Link(question.text, addresses.question(question.id)), tuple(cells), question.source_summary or ""
            )
        )
    return rows


def _actor_rows(corpus: Corpus, t: Strings) -> list[CoverageRow]:
    counted = []
    for entity in corpus.entities.values():
        claims = claims_using("entities", entity.id, corpus)
        if claims and entity.kind != "place":
            own = [sum(1 for c in claims if c.slug == brief.slug) for brief in corpus.briefs]
            cells = tuple(
                CoverageCell(t.count("claims", n) if n else t("nothing_near"), "answered" if n else "nothing-near")
                for n in own
            )
            counted.append((len(claims), entity.name, CoverageRow(entity_link(entity), cells, "")))
    return [row for _, _, row in sorted(counted, key=lambda item: (-item[0], item[1]))[:ACTORS]]


@dataclass(frozen=True, slots=True)
class NamesRow:
    """What each source calls one entity; empty where it uses our name or does not speak of it."""

    entity: Link
    cells: tuple[tuple[str, ...], ...]


def names_view(corpus: Corpus, t: Strings) -> tuple[tuple[MarkView, ...], tuple[NamesRow, ...]]:
    """The sources, and every entity that one of them calls by another name than ours."""
    rows = []
    for entity in sorted(corpus.entities.values(), key=lambda one: (one.sort or one.name).casefold()):
        cells = []
        for brief in corpus.briefs:
            words = (w for c in brief.claims.values() for ident, w in c.claim.as_named.items() if ident == entity.id)
            cells.append(tuple(dict.fromkeys(words)))
        if any(cells):
            rows.append(NamesRow(entity_link(entity), tuple(cells)))
    return tuple(mark_view(brief.mark, corpus) for brief in corpus.briefs), tuple(rows)


@dataclass(frozen=True, slots=True)
class AssumptionView:
    """Something taken as given: who relies on it, and what later claims say of it."""

    id: str
    text: str
    relied_on_by: tuple[ClaimLine, ...]
    later: tuple[ClaimLine, ...]
    reading: str
    state: StateView | None
    rests: tuple[RestingView, ...]
    """What of ours rests on the claims that rely on it."""


def assumptions_view(corpus: Corpus, t: Strings) -> tuple[AssumptionView, ...]:
    """The register of assumptions."""
    views = []
    for one in corpus.assumptions:
        relied = claim_lines([corpus.claims[ref] for ref in one.relied_on_by if ref in corpus.claims], corpus, t)
        later = claim_lines([corpus.claims[ref] for ref in one.later if ref in corpus.claims], corpus, t)
        state, rests = state_view(one.state, corpus, t), resting_on(one.relied_on_by, corpus, t)
        views.append(AssumptionView(one.id, one.text, relied, later, one.reading or "", state, rests))
    return tuple(views)
