"""Who speaks in more than one source: where, on what, and whether the later words differ from the earlier.

In: the linked corpus. Out: for each voice that two sources or more relay, what we say changed, its sources in date order
with those who speak for it, the questions that it answers and the things that it counts more than once, and the relations
between its own claims. Whose voice a claim is heard as: `link.voices`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container

from crossbrief import addresses
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus, LinkedClaim
from crossbrief.link.facts import fact
from crossbrief.link.voices import heard_as
from crossbrief.strings import Strings
from crossbrief.views.claim import figure_words
from crossbrief.views.common import COLUMNS, SAMPLE, Carrier, Link, MarkView, Ours, carriers, entity_link, mark_view
from crossbrief.views.question import Time, VoiceTwice, voices_twice
from crossbrief.views.relation import RelationView, relation_view


@dataclass(frozen=True, slots=True)
class Appearance:
    """A voice in one source: who speaks for it there, each with the claims."""

    mark: MarkView
    speakers: tuple[tuple[str, tuple[Carrier, ...]], ...]

    @property
    def claims(self) -> tuple[Carrier, ...]:
        return tuple(claim for _, claims in self.speakers for claim in claims)


@dataclass(frozen=True, slots=True)
class SaidTwice:
    """A question that one voice answers, or a thing that it counts, in two sources or more."""

    matter: Link
    answers: VoiceTwice


@dataclass(frozen=True, slots=True)
class Recurring:
    """One voice through the sources."""

    id: str
    voice: Link
    changed: str
    """What we say changed, in a few words; empty where we do not."""
    over_time: Ours | None
    """The same in a sentence or two."""
    sources: tuple[Appearance, ...]
    matters: tuple[SaidTwice, ...]
    """Figures first, then questions in their order."""
    relations: tuple[RelationView, ...]
    """Between claims of its own in two sources, each with our reason."""


def recurring(corpus: Corpus, t: Strings) -> tuple[Recurring, ...]:
    """The voices that most sources relay, a dozen at most; of two alike the one with more claims first."""
    heard = most_heard(corpus)
    answered = _answered(heard, corpus, t)
    return tuple(
        _recurring(voice, [corpus.claims[one] for one in claims], answered.get(voice, ()), corpus, t)
        for voice, claims in heard.items()
    )


@fact("claims")
def most_heard(corpus: Corpus) -> dict[str, tuple[str, ...]]:
    """By voice, in that order, the addresses of the claims that are heard as its own."""
    spoken: dict[str, list[LinkedClaim]] = defaultdict(list)
    for linked in corpus.claims.values():
        voice = heard_as(linked.claim, corpus.entities)
        if voice:
            spoken[voice].append(linked)
    sources = {voice: {linked.slug for linked in claims} for voice, claims in spoken.items()}
    order = sorted(
        (voice for voice in spoken if len(sources[voice]) > 1),
        key=lambda voice: (-len(sources[voice]), -len(spoken[voice]), corpus.entities[voice].name),
    )[:COLUMNS]
    return {str(voice): tuple(one.address for one in spoken[voice]) for voice in order}


def _recurring(
    voice: str, claims: list[LinkedClaim], answered: tuple[SaidTwice, ...], corpus: Corpus, t: Strings
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
    entity = corpus.entities[voice]
    told = entity.over_time
    return Recurring(
        id=f"recurring_{voice}",
        voice=entity_link(entity),
        changed=(told.in_short or "") if told else "",
        over_time=Ours(told.text) if told else None,
        sources=tuple(_appearance(ones, corpus) for ones in list(by_source.values())[:COLUMNS]),
        matters=(*_counted(voice, claims, corpus, t), *answered),
        relations=tuple(relation_view(related[ident], corpus, t) for ident in sorted(related)[:COLUMNS]),
    )


def _appearance(claims: list[LinkedClaim], corpus: Corpus) -> Appearance:
    by_speaker: dict[str, list[LinkedClaim]] = defaultdict(list)
    for linked in claims[:SAMPLE]:
        by_speaker[linked.speakers[-1].name].append(linked)
    speakers = tuple((name, carriers(own)) for name, own in by_speaker.items())
    return Appearance(mark_view(claims[0].source, corpus), speakers)


def _counted(voice: str, claims: list[LinkedClaim], corpus: Corpus, t: Strings) -> tuple[SaidTwice, ...]:
    """What it counts in two sources or more, by measure; a trend is no figure."""
    by_measure: dict[str, list[LinkedClaim]] = defaultdict(list)
    for linked in claims:
        quantity = linked.claim.quantity
        if quantity and quantity.measure and quantity.form != "trend" and not quantity.victims:
            by_measure[quantity.measure].append(linked)
    found = []
    for ident, own in by_measure.items():
        if len({linked.slug for linked in own}) > 1:
            times = tuple(_time(linked, corpus, t) for linked in own[:COLUMNS])
            same = len({time.words for time in times}) == 1
            words = t("twice_figure_same") if same else t("twice_figure_differs")
            link = Link(corpus.measures[ident].name, addresses.FIGURES)
            found.append(SaidTwice(link, VoiceTwice(voice, corpus.entities[voice].name, times, words)))
    return tuple(found)


def _time(linked: LinkedClaim, corpus: Corpus, t: Strings) -> Time:
    assert linked.claim.quantity is not None
    words = figure_words(linked.claim.quantity, t)
    return Time(mark_view(linked.source, corpus), linked.speakers[-1].name, words, False, carriers([linked]))


def _answered(voices: Container[str], corpus: Corpus, t: Strings) -> dict[str, tuple[SaidTwice, ...]]:
    """By voice the questions that it answers more than once, in the order of the questions."""
    found: dict[str, tuple[SaidTwice, ...]] = {}
    for question in corpus.questions.values():
        for twice in voices_twice(question, corpus, t, voices):
            link = Link(question.text, addresses.question(question.id))
            found[twice.id] = (*found.get(twice.id, ()), SaidTwice(link, twice))
    return found
