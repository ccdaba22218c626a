"""Who speaks in more than one source: where, on what, and whether the later words differ from the earlier.

In: the linked corpus. Out: for each voice that two sources or more relay, its sources in date order, the questions that
it answers more than once, and the relations between its own claims. An official's voice is also his state's, and a
speaker without a name is heard as the actor that the brief says he speaks for.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from crossbrief import addresses
from crossbrief.link.corpus import Corpus, LinkedClaim
from crossbrief.link.roots import state_of
from crossbrief.strings import Strings
from crossbrief.views.common import COLUMNS, Carrier, Link, MarkView, carriers, entity_link, mark_view
from crossbrief.views.question import VoiceTwice, voices_twice
from crossbrief.views.relation import RelationView, relation_view


@dataclass(frozen=True, slots=True)
class Appearance:
    """A voice in one source: under which names it speaks there, and how many claims carry it."""

    mark: MarkView
    names: tuple[str, ...]
    claims: tuple[Carrier, ...]


@dataclass(frozen=True, slots=True)
class AnsweredTwice:
    """A question that one voice answers in two sources or more."""

    question: Link
    answers: VoiceTwice


@dataclass(frozen=True, slots=True)
class Recurring:
    """One voice through the sources."""

    voice: Link
    sources: tuple[Appearance, ...]
    questions: tuple[AnsweredTwice, ...]
    relations: tuple[RelationView, ...]
    """Between claims of its own in two sources, each with our reason."""


def recurring(corpus: Corpus, t: Strings) -> tuple[Recurring, ...]:
    """The voices that most sources relay, a dozen at most; of two alike the one with more claims first."""
    spoken: dict[str, list[LinkedClaim]] = defaultdict(list)
    for linked in corpus.claims.values():
        last = linked.speakers[-1] if linked.relayed else None
        if last and (entity := last.entity or last.speaks_for):
            spoken[state_of(entity.id, corpus.entities)].append(linked)
    sources = {voice: {linked.slug for linked in claims} for voice, claims in spoken.items()}
    order = sorted(
        (voice for voice in spoken if len(sources[voice]) > 1),
        key=lambda voice: (-len(sources[voice]), -len(spoken[voice]), corpus.entities[voice].name),
    )[:COLUMNS]
    answered = _answered(set(order), corpus, t)
    return tuple(_recurring(voice, spoken[voice], answered.get(voice, ()), corpus, t) for voice in order)


def _recurring(
    voice: str, claims: list[LinkedClaim], answered: tuple[AnsweredTwice, ...], corpus: Corpus, t: Strings
) -> Recurring:
    by_source: dict[str, list[LinkedClaim]] = defaultdict(list)
    for linked in claims:
        by_source[linked.slug].append(linked)
    own = {linked.address for linked in claims}
    related = {
        relation.id: relation
        for address in own
        for relation in corpus.relations_of.get(address, ())
        if {relation.from_, relation.to} <= own and relation.from_.slug != relation.to.slug
    }
    return Recurring(
        voice=entity_link(corpus.entities[voice]),
        sources=tuple(_appearance(ones, corpus) for ones in list(by_source.values())[:COLUMNS]),
        questions=answered,
        relations=tuple(relation_view(related[ident], corpus, t) for ident in sorted(related)[:COLUMNS]),
    )


def _appearance(claims: list[LinkedClaim], corpus: Corpus) -> Appearance:
    return Appearance(
        mark_view(claims[0].source, corpus),
        tuple(dict.fromkeys(linked.speakers[-1].name for linked in claims)),
        carriers(claims[:COLUMNS]),
    )


def _answered(voices: set[str], corpus: Corpus, t: Strings) -> dict[str, tuple[AnsweredTwice, ...]]:
    """By voice the questions that it answers more than once, in the order of the questions."""
    found: dict[str, tuple[AnsweredTwice, ...]] = {}
    for question in corpus.questions.values():
        for twice in voices_twice(question, corpus, t):
            if twice.id in voices:
                link = Link(question.text, addresses.question(question.id))
                found[twice.id] = (*found.get(twice.id, ()), AnsweredTwice(link, twice))
    return found
