"""The bibliography and the table of slips: the sources, the outside works, and every place that rests on them."""

from __future__ import annotations

from dataclasses import dataclass

from crossbrief import addresses
from crossbrief.bibliography import Run, entry
from crossbrief.link.corpus import Corpus, LinkedBrief, Use
from crossbrief.schema.source import Work
from crossbrief.strings import Strings
from crossbrief.views.brief import SlipView, slip_views
from crossbrief.views.common import Link, MarkView, mark_view, uses


@dataclass(frozen=True, slots=True)
class WorkView:
    """An entry of the bibliography."""

    id: str
    entry: tuple[Run, ...]
    url: str
    link_note: str
    seen: str
    mark: MarkView | None
    used_by: tuple[Link, ...]
    sort: str


@dataclass(frozen=True, slots=True)
class BibliographyView:
    """The sources, then the outside works."""

    sources: tuple[WorkView, ...]
    works: tuple[WorkView, ...]


def bibliography_view(corpus: Corpus, t: Strings) -> BibliographyView:
    """Every work that the site rests on."""
    works = [
        WorkView(
            f"ref-{one.id}",
            entry(one.record, t),
            one.record.url or "",
            "",
            one.seen,
            None,
            _used_by(one.id, corpus, t),
            _sort(one.record),
        )
        for one in corpus.references.values()
    ]
    return BibliographyView(
        tuple(_source(brief, corpus, t) for brief in corpus.briefs),
        tuple(sorted(works, key=lambda work: (work.sort, work.id))),
    )


def _sort(work: Work) -> str:
    first = work.author[0].sort if work.author else work.title.strip("[“")
    return f"{first} {work.issued.earliest}".casefold()


def _source(brief: LinkedBrief, corpus: Corpus, t: Strings) -> WorkView:
    source = brief.brief.source
    used = [Link(t("brief_with_claims", claims=t.count("claims", len(brief.claims))), addresses.brief(brief.slug))]
    return WorkView(
        f"source-{brief.slug}",
        entry(source.record, t),
        source.record.url or "",
        source.link_note or "",
        source.seen,
        mark_view(brief.mark, corpus),
        tuple(used),
        "",
    )


def _used_by(ident: str, corpus: Corpus, t: Strings) -> tuple[Link, ...]:
    return tuple(dict.fromkeys(use_link(use, corpus, t) for use in uses("references", ident, corpus)))


def use_link(use: Use, corpus: Corpus, t: Strings) -> Link:
    """The place that mentions a record, in words. Example: 2014 Russia Direct, note n1"""
    if use.slug:
        brief = next(one for one in corpus.briefs if one.slug == use.slug)
        fragment = {
            "claim": use.id,
            "note": f"note_{use.id}",
            "slip": f"slip_{use.id}",
            "coding": "section_stands",
            "source": "section_source",
        }[use.kind]
        return Link(t(f"use_{use.kind}", source=brief.mark.words, id=use.id), addresses.brief(use.slug, fragment))
    if use.kind == "events":
        return Link(corpus.events[use.id].name, addresses.event(use.id))
    if use.kind == "entities":
        return Link(corpus.entities[use.id].name, addresses.entity(use.id))
    if use.kind == "judgements":
        question = next(one.question for one in corpus.judgements if one.id == use.id)
        return Link(corpus.questions[question].text, addresses.question(question, use.id))
    if use.kind == "relations":
        relation = next(one for one in corpus.relations if one.id == use.id)
        return Link(t("use_relation", id=use.id), addresses.claim(relation.from_))
    return Link(t("use_register", register=use.kind), addresses.METHOD)


@dataclass(frozen=True, slots=True)
class SlipsOf:
    """The slips of one source."""

    mark: MarkView
    slips: tuple[SlipView, ...]


def slips_view(corpus: Corpus) -> tuple[SlipsOf, ...]:
    """The errors of all sources as printed, by date of the source."""
    return tuple(
        SlipsOf(mark_view(brief.mark, corpus), slip_views(brief, corpus))
        for brief in corpus.briefs
        if brief.brief.slips
    )
