"""The bibliography and the table of slips: the sources, the outside works, and every place that rests on them."""

from __future__ import annotations

from crossbrief import addresses
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus, LinkedBrief, Use
from crossbrief.markdown import plain as unmarked
from crossbrief.reference import chicago
from crossbrief.reference.runs import Run, plain
from crossbrief.schema.registers import Reference
from crossbrief.strings import Strings
from crossbrief.views.brief import SlipView, slip_views
from crossbrief.views.common import (
    LEAF,
    ClaimLine,
    KeptView,
    Link,
    MarkView,
    claim_line,
    kept_view,
    mark_view,
    short,
    uses,
)
from crossbrief.views.impact import StateView, state_view
from crossbrief.views.leaves import Leaf
from crossbrief.views.meta import coins

SENTENCE_WORDS = 30


@dataclass(frozen=True, slots=True)
class CitedIn:
    """A place that rests on a work, with what makes it worth following: the claim, or our sentence there."""

    link: Link
    claim: ClaimLine | None
    sentence: str


@dataclass(frozen=True, slots=True)
class WorkView:
    """An entry of the bibliography."""

    id: str
    entry: tuple[Run, ...]
    url: str
    kept: KeptView | None
    link_note: str
    seen: str
    mark: MarkView | None
    state: StateView | None
    coins: str
    """The work for Zotero, where it is a source: the bibliography is saved as the sources."""
    cited: tuple[CitedIn, ...]
    """Empty where the work has a page of its own, which has them."""
    page: str
    """The page of its own; empty where it has none or this is it."""
    cited_words: str


@dataclass(frozen=True, slots=True)
class BibliographyView:
    """The sources, then the outside works, of one leaf."""

    sources: tuple[WorkView, ...]
    works: tuple[WorkView, ...]


def shelf(corpus: Corpus) -> list[LinkedBrief | Reference]:
    """The bibliography in order: the sources by date, then the outside works by author or title."""
    return [*corpus.briefs, *sorted(corpus.references.values(), key=lambda one: (sort_key(one), one.id))]


def shelf_mark(one: LinkedBrief | Reference) -> str:
    """What an entry is called in a range: a source by its year, a work by its first words."""
    return one.mark.year if isinstance(one, LinkedBrief) else _first(one)


def bibliography_view(leaf: Leaf[LinkedBrief | Reference], corpus: Corpus, t: Strings) -> BibliographyView:
    """A leaf of the bibliography."""
    return BibliographyView(
        tuple(_source(one, corpus, t) for one in leaf.entries if isinstance(one, LinkedBrief)),
        tuple(
            _work(one, corpus, t, at_home=len(corpus.references) <= LEAF)
            for one in leaf.entries
            if isinstance(one, Reference)
        ),
    )


def work_view(one: Reference, corpus: Corpus, t: Strings) -> BibliographyView:
    """One outside work on a page of its own."""
    return BibliographyView((), (_work(one, corpus, t, at_home=True),))


def sort_key(one: Reference) -> str:
    """What a work sorts by: its entry, without the marks before a title."""
    return plain(chicago.bibliography(one.record, address=False)).casefold().lstrip("[“")


def _first(one: Reference) -> str:
    return one.record.author[0].sort if one.record.author else one.record.title.strip("[“")


def _work(one: Reference, corpus: Corpus, t: Strings, at_home: bool) -> WorkView:
    record = one.record
    entry = chicago.bibliography(record, address=False)
    found = uses("references", one.id, corpus)
    cited = tuple(dict.fromkeys(cited_in(use, corpus, t) for use in found[:LEAF])) if at_home else ()
    return WorkView(
        id=f"ref-{one.id}",
        entry=entry,
        url=record.url or "",
        kept=kept_view(one.archive, record, t),
        link_note="",
        seen=one.seen,
        mark=None,
        coins="",
        state=state_view(one.state, corpus, t),
        cited=cited,
        page="" if at_home else addresses.work(one.id),
        cited_words=t.count("cited_places", len(cited) if cited else len(found)),
    )


def _source(brief: LinkedBrief, corpus: Corpus, t: Strings) -> WorkView:
    source = brief.brief.source
    words = t("brief_with_claims", claims=t.count("claims", len(brief.claims)))
    sentence = unmarked(brief.brief.bottom_line)
    return WorkView(
        id=f"source-{brief.slug}",
        entry=chicago.bibliography(source.record, reprint=source.reprint_of is not None, address=False),
        url=source.record.url or "",
        kept=kept_view(source.archive, source.record, t),
        link_note=source.link_note or "",
        seen=source.seen,
        mark=mark_view(brief.mark, corpus),
        coins=coins(source.record),
        state=state_view(source.state, corpus, t),
        page="",
        cited=(CitedIn(Link(words, addresses.brief(brief.slug)), None, sentence),),
        cited_words=words,
    )


def cited_in(use: Use, corpus: Corpus, t: Strings) -> CitedIn:
    """A place that rests on a work, and what it says there."""
    link = use_link(use, corpus, t)
    brief = corpus.briefs[corpus.order[use.slug]] if use.slug else None
    if brief is None:
        return CitedIn(link, None, _register_sentence(use, corpus))
    if use.kind == "claim":
        return CitedIn(link, claim_line(brief.claims[use.id], corpus, t, with_companions=False), "")
    text = ""
    if use.kind == "note":
        text = next(note.text for note in brief.brief.notes if note.id == use.id)
    elif use.kind == "slip":
        text = brief.brief.slips[int(use.id) - 1].known
    return CitedIn(link, None, short(text, SENTENCE_WORDS))


def _register_sentence(use: Use, corpus: Corpus) -> str:
    if use.kind == "relations":
        return corpus.relations[use.id].because
    if use.kind == "judgements":
        return short(corpus.judgements[use.id].text or "", SENTENCE_WORDS)
    if use.kind == "events":
        return short(corpus.events[use.id].description or "", SENTENCE_WORDS)
    return ""


def use_link(use: Use, corpus: Corpus, t: Strings) -> Link:
    """The place that mentions a record, in words. Example: 2014 Russia Direct, note n1"""
    if use.slug:
        brief = corpus.briefs[corpus.order[use.slug]]
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
        question = corpus.judgements[use.id].question
        return Link(corpus.questions[question].text, addresses.question(question, use.id))
    if use.kind == "relations":
        return Link(t("use_relation", id=use.id), addresses.claim(corpus.relations[use.id].from_))
    return Link(t("use_register", register=use.kind), addresses.METHOD)


@dataclass(frozen=True, slots=True)
class SlipsOf:
    """The slips of one source."""

    mark: MarkView
    slips: tuple[SlipView, ...]


def slips_view(leaf: Leaf[LinkedBrief], corpus: Corpus) -> tuple[SlipsOf, ...]:
    """The errors of the sources as printed, by date of the source."""
    return tuple(SlipsOf(mark_view(brief.mark, corpus), slip_views(brief, corpus)) for brief in leaf.entries)
