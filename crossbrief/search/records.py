"""What can be found: claims in their attributed form, answers, briefs, questions and entities.

In: a linked corpus. Out: blocks of records, each of one source or of one kind of page. A claim carries its speaker and
what follows an accusation in the record itself, so that no result can show it without them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from crossbrief import addresses
from crossbrief.attribution import accusation_away, lead
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus, LinkedBrief, LinkedClaim
from crossbrief.markdown import plain
from crossbrief.strings import Strings
from crossbrief.views.common import MarkView, mark_view, place_of, short
from crossbrief.views.matrix import speaker_name
from crossbrief.vocabulary import CLAIM_CLASSES, ROLES, label

SHOWN = 40
"""How many words of a bottom line are found and shown."""


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that can be found: what a result shows, and by what it is found and narrowed."""

    address: str
    lead: str
    """Who speaks, before the text; empty where the author does."""
    text: str
    after: str
    """What follows an accusation everywhere."""
    detail: str
    """What it is, and where it stands. Example: forecast, ¶ 12"""
    also: str
    """Words that it is found by and that a result does not show."""
    facets: tuple[tuple[str, str], ...]
    """Facet and value, as a search is narrowed by them."""


@dataclass(frozen=True, slots=True)
class Block:
    """Records that are shown together from one file."""

    mark: MarkView | None
    """Of the source that all of them are from."""
    records: tuple[Record, ...]


def block_of(brief: LinkedBrief, corpus: Corpus, t: Strings) -> Block:
    """The records of a source; nothing of another source is in them."""
    return Block(mark_view(brief.mark, corpus), tuple(_of_brief(brief, corpus, t)))


def other_blocks(corpus: Corpus, t: Strings) -> Iterator[Block]:
    """The records of no source: questions and entities."""
    yield Block(None, tuple(_questions(corpus, t)))
    yield Block(None, tuple(_entities(corpus, t)))


def labels(corpus: Corpus) -> dict[str, dict[str, str]]:
    """What a reader sees for the values of a facet, where that is not the value itself."""
    return {
        "source": {brief.slug: brief.mark.words for brief in corpus.briefs},
        "question": {one.id: one.short for one in corpus.questions.values()},
        "entity": {one.id: one.name for one in corpus.entities.values()},
        "class": {term.id: term.label for term in CLAIM_CLASSES},
        "voice": {term.id: term.label for term in ROLES},
    }


def _of_brief(brief: LinkedBrief, corpus: Corpus, t: Strings) -> Iterator[Record]:
    asked: dict[str, set[str]] = defaultdict(set)
    for ident, coding in brief.codings.items():
        for stand in coding.stands if coding else ():
            for claim in stand.claims:
                asked[str(claim)].add(str(ident))
    concerned = {ident: _each("entity", _concerned(linked)) for ident, linked in brief.claims.items()}
    record, source = brief.brief.source.record, (("source", brief.slug), ("year", brief.mark.year))
    yield Record(
        address=addresses.brief(brief.slug),
        lead="",
        text=f"{record.title}: {short(brief.brief.bottom_line, SHOWN)}",
        after="",
        detail=t("search_brief"),
        also=" ".join([brief.mark.words, *(one.literal or f"{one.given or ''} {one.family}" for one in record.author)]),
        facets=(*source, *_each("question", brief.codings), *sorted(set().union(*concerned.values()))),
    )
    for ident, linked in brief.claims.items():
        yield Record(
            address=addresses.claim(linked.address),
            lead=lead(linked, t),
            text=linked.claim.text,
            after=accusation_away(linked, t),
            detail=f"{label(CLAIM_CLASSES, linked.claim.class_)}, {place_of(linked)}",
            also="",
            facets=(
                *source,
                *_each("question", asked[ident]),
                *concerned[ident],
                ("class", linked.claim.class_),
                ("voice", linked.speakers[-1].role if linked.speakers else "author"),
            ),
        )
    yield from _answers(brief, corpus, t)


def _concerned(linked: LinkedClaim) -> set[str]:
    """Whom a claim is about, whom it accuses and who speaks in it."""
    claim = linked.claim
    speaking = {one.entity.id for one in linked.speakers if one.entity}
    return {str(one) for one in (*claim.entities, *claim.as_named, *claim.accuses, *speaking)}


def _answers(brief: LinkedBrief, corpus: Corpus, t: Strings) -> Iterator[Record]:
    for ident, coding in brief.codings.items():
        question = corpus.questions[ident]
        positions = {one.id: one.label for one in question.positions}
        for stand in coding.stands if coding else ():
            voice = stand.voice if stand.voice in corpus.entities else ""
            yield Record(
                address=addresses.question(ident, f"answer_{brief.slug}"),
                lead=speaker_name(stand.voice, corpus, t),
                text=f"{question.text} – {', '.join(positions[one] for one in stand.positions)}",
                after="",
                detail=t("search_answer"),
                also="",
                facets=(
                    ("source", brief.slug),
                    ("year", brief.mark.year),
                    ("question", str(ident)),
                    *_each("entity", {*map(str, question.of), *([voice] if voice else [])}),
                ),
            )


def _questions(corpus: Corpus, t: Strings) -> Iterator[Record]:
    for one in corpus.questions.values():
        yield Record(
            address=addresses.question(one.id),
            lead="",
            text=one.text,
            after="",
            detail=t("search_question"),
            also=" ".join(position.label for position in one.positions),
            facets=(("question", str(one.id)), *_each("entity", one.of)),
        )


def _entities(corpus: Corpus, t: Strings) -> Iterator[Record]:
    for one in corpus.entities.values():
        described = f". {plain(one.description)}" if one.description else ""
        yield Record(
            address=addresses.entity(one.id),
            lead="",
            text=f"{one.name}{described}",
            after="",
            detail=t(f"entity_{one.kind.replace('-', '_')}"),
            also=" ".join(variant.text for variant in one.variants),
            facets=_each("entity", [one.id]),
        )


def _each(facet: str, values: Iterable[object]) -> tuple[tuple[str, str], ...]:
    return tuple((facet, value) for value in sorted(map(str, values)))
