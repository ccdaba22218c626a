"""A brief's page: before you rely on it, the bottom line, where it stands, its claims, and about the source."""

from __future__ import annotations

from collections.abc import Iterable

from crossbrief import addresses
from crossbrief.exports.files import BRIEF, RECORD, format_words, tables_of_brief
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus, LinkedBrief
from crossbrief.reference import chicago
from crossbrief.reference.runs import Run
from crossbrief.schema.registers import Question
from crossbrief.strings import Strings
from crossbrief.views.cite import CiteView, cite_view, citer
from crossbrief.views.claim import ClaimView, NoteView, claim_view
from crossbrief.views.common import (
    KeptView,
    Link,
    MarkView,
    Ours,
    entity_link,
    is_large,
    kept_view,
    mark_view,
    references,
)
from crossbrief.views.corrections import corrections_of
from crossbrief.views.impact import RestingView, StateView, resting_on, state_view
from crossbrief.views.matrix import CellView, StandView, cell_view
from crossbrief.views.meta import PageMeta, page_meta
from crossbrief.views.strip import PlaceView, strip
from crossbrief.vocabulary import RELIABILITY, label


@dataclass(frozen=True, slots=True)
class OtherView:
    """Another source's answer to the same question, short."""

    mark: MarkView
    stands: tuple[StandView, ...]


@dataclass(frozen=True, slots=True)
class StandsRow:
    """One question: this source's cell, and where the others stand."""

    question: Link
    cell: CellView
    others: tuple[OtherView, ...]
    """Empty in the large form: the question's page has them."""


@dataclass(frozen=True, slots=True)
class RecordView:
    """The bibliographic record, in the lines a reader needs."""

    entry: tuple[Run, ...]
    title: str
    supplied: bool
    author: str
    byline: str
    author_note: Ours | None
    outlet: str
    issued: str
    inexact: bool
    issued_because: Ours
    issued_within: str
    url: str
    link_note: str
    kept: KeptView | None
    accessed: str
    language: str
    words: int
    paragraphs: int
    seen: str
    reprint_of: Ours | None
    state: StateView | None
    rests: tuple[RestingView, ...]
    """What of ours rests on the source's claims."""
    entities: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class DescriptorView:
    """What bears on the source's quality, each with its heading."""

    parts: tuple[tuple[str, Ours], ...]
    reliability_because: str
    reliability: str


@dataclass(frozen=True, slots=True)
class SlipView:
    """An error of the source as printed."""

    id: str
    place: str
    printed: str
    known: Ours
    references: tuple[Link, ...]
    claims: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class BriefView:
    """Everything on a brief's page."""

    slug: str
    mark: MarkView
    lang: str
    record: RecordView
    cite: CiteView
    meta: PageMeta
    before: tuple[str, str]
    bottom_line: Ours
    answered: tuple[StandsRow, ...]
    beside: bool
    """Whether the other sources' answers stand beside this one's."""
    unanswered: tuple[StandsRow, ...]
    claims: tuple[ClaimView, ...]
    notes: tuple[NoteView, ...]
    slips: tuple[SlipView, ...]
    places: tuple[PlaceView, ...]
    uncited: tuple[PlaceView, ...]
    """The places among them that no claim cites."""
    retired: tuple[tuple[str, str, str, tuple[Link, ...]], ...]
    descriptor: DescriptorView
    made: tuple[tuple[str, str], ...]
    corrections: tuple[Link, ...]
    take: tuple[tuple[str, tuple[Link, ...]], ...]
    """The files of the brief for other tools, under their headings."""
    earlier: MarkView | None
    later: MarkView | None


def brief_view(linked: LinkedBrief, corpus: Corpus, t: Strings) -> BriefView:
    """The page of one brief."""
    brief, slug = linked.brief, linked.slug
    rows = tuple(_row(linked, question, corpus, t) for question in corpus.questions.values())
    places, cite = strip(linked), citer(linked, corpus, t)
    at = corpus.order[slug]
    neighbours = [corpus.briefs[n] if 0 <= n < len(corpus.briefs) else None for n in (at - 1, at + 1)]
    earlier, later = (mark_view(one.mark, corpus) if one else None for one in neighbours)
    return BriefView(
        slug=slug,
        mark=mark_view(linked.mark, corpus),
        lang=brief.lang or "",
        record=record_view(linked, corpus, t),
        cite=cite_view(linked, corpus, t),
        meta=page_meta(linked, corpus, t),
        before=(brief.before_you_rely[0], brief.before_you_rely[1]),
        bottom_line=Ours(brief.bottom_line, slug),
        answered=tuple(row for row in rows if row.cell.stands),
        beside=not is_large(corpus),
        unanswered=tuple(row for row in rows if not row.cell.stands),
        claims=tuple(claim_view(claim, cite, corpus, t) for claim in linked.claims.values()),
        notes=tuple(
            NoteView(note.id, Ours(note.text, slug), references(note.references, corpus))
            for note in brief.notes
            if not note.on
        ),
        slips=slip_views(linked, corpus),
        places=places,
        uncited=tuple(place for place in places if not place.claims),
        retired=tuple(
            (one.id, one.on.in_words, one.because, tuple(Link(i, addresses.brief(slug, i)) for i in one.see))
            for one in brief.retired
        ),
        descriptor=_descriptor(linked, t),
        made=_made(linked, t),
        corrections=corrections_of(slug, corpus, t),
        take=_take(linked, corpus, t),
        earlier=earlier,
        later=later,
    )


def _row(linked: LinkedBrief, question: Question, corpus: Corpus, t: Strings) -> StandsRow:
    link, cell = Link(question.text, addresses.question(question.id)), cell_view(question, linked, corpus, t)
    rest = () if is_large(corpus) else (other for other in corpus.briefs if other.slug != linked.slug)
    cells = [cell_view(question, other, corpus, t) for other in rest]
    return StandsRow(link, cell, tuple(OtherView(one.mark, one.stands) for one in cells if one.stands))


def record_view(linked: LinkedBrief, corpus: Corpus, t: Strings) -> RecordView:
    """The source's record in words; what is not established says so."""
    source = linked.brief.source
    record = source.record
    return RecordView(
        entry=chicago.bibliography(record, reprint=source.reprint_of is not None, address=False),
        title=record.title,
        supplied=source.title_basis == "supplied",
        author=t.listing([name.full for name in record.author]) if record.author else t("author_not_established"),
        byline=source.byline or "",
        author_note=Ours(source.author_note, linked.slug) if source.author_note else None,
        outlet=record.container_title or record.publisher or t("outlet_not_established"),
        issued=record.issued.in_words,
        inexact=record.issued.inexact,
        issued_because=Ours(source.issued_because, linked.slug),
        issued_within=source.issued_within.in_words if source.issued_within else "",
        url=record.url or "",
        link_note=source.link_note or "",
        kept=kept_view(source.archive, record, t),
        accessed=record.accessed.in_words if record.accessed else "",
        language=record.language,
        words=source.copy.words,
        paragraphs=source.copy.paragraphs,
        seen=source.seen,
        reprint_of=Ours(source.reprint_of, linked.slug) if source.reprint_of else None,
        state=state_view(source.state, corpus, t),
        rests=resting_on([claim.address for claim in linked.claims.values()], corpus, t),
        entities=tuple(entity_link(corpus.entities[ident]) for ident in source.entities),
    )


def slip_views(linked: LinkedBrief, corpus: Corpus) -> tuple[SlipView, ...]:
    """The errors of one source, as printed."""
    return tuple(
        SlipView(
            f"slip_{n}",
            slip.at.words,
            slip.printed,
            Ours(slip.known, linked.slug),
            references(slip.references, corpus),
            tuple(Link(ident, addresses.brief(linked.slug, ident)) for ident in slip.claims),
        )
        for n, slip in enumerate(linked.brief.slips, start=1)
    )


def _descriptor(linked: LinkedBrief, t: Strings) -> DescriptorView:
    one = linked.brief.source.descriptor
    keys = ("what", "who", "for_whom", "interests", "method", "limits")
    grade = one.reliability.grade
    return DescriptorView(
        tuple((t(f"descriptor_{key}"), Ours(getattr(one, key), linked.slug)) for key in keys),
        one.reliability.because,
        t("reliability", words=label(RELIABILITY, grade), grade=grade, date=one.reliability.as_of.in_words),
    )


def _made(linked: LinkedBrief, t: Strings) -> tuple[tuple[str, str], ...]:
    brief = linked.brief
    rows = [(t("coded_by"), f"{brief.coder}, {brief.coded_on.in_words}")]
    rows.append((t("reviewed"), ", ".join(part for part in (brief.reviewer, brief.reviewed_on.in_words) if part)))
    if brief.produced_with:
        rows.append((t("produced_with"), brief.produced_with))
    return tuple(rows)


def _take(linked: LinkedBrief, corpus: Corpus, t: Strings) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    def links(names: Iterable[tuple[str, str]]) -> tuple[Link, ...]:
        return tuple(Link(words, addresses.brief_file(linked.slug, name)) for name, words in names)

    return (
        (t("take_brief"), links([(BRIEF, format_words(BRIEF, t))])),
        (t("take_record"), links((name, format_words(name, t)) for name in RECORD)),
        (
            t("take_tables"),
            links((f"{table.name}.csv", t(f"table_{table.name}")) for table in tables_of_brief(linked, corpus)),
        ),
    )
