"""The voices page: who speaks inside the sources, how often, named or not, in what role; and the cast."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import groupby

from crossbrief import addresses
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus, LinkedBrief, LinkedClaim
from crossbrief.link.facts import fact
from crossbrief.link.roots import state_of
from crossbrief.schema.registers import Entity
from crossbrief.strings import Strings
from crossbrief.views.common import COLUMNS, Link, MarkView, Sample, mark_view, marks_using, sample, uses
from crossbrief.views.leaves import Leaf
from crossbrief.views.portrayal import concerned
from crossbrief.views.recurring import Recurring, recurring
from crossbrief.vocabulary import ROLES, label

VOICE_KINDS = ("own", "outlet", "named", "nameless")
KINDS = ("armed-group", "state", "organisation", "person", "outlet", "place")
SHARES = 40
"""The most sources whose voices are counted one by one."""
NAMELESS = ("unnamed-expert", "collective", "unattributed", "media", "detainee")


@dataclass(frozen=True, slots=True)
class VoiceShare:
    """Of one source: how many claims are the author's own, the outlet's, relayed from a named voice, from a nameless one."""

    mark: MarkView
    total: str
    parts: tuple[tuple[str, int], ...]
    """What, and how many claims."""
    sentence: str


@dataclass(frozen=True, slots=True)
class VoiceView:
    """One speaker over all sources."""

    id: str
    name: str
    address: str
    roles: str
    count: str
    through: str
    also: str
    """Of a state: the persons and bodies that speak for it under their own names."""
    claims: Sample


@dataclass(frozen=True, slots=True)
class Spoken:
    """One speaker over all claims in which it speaks last."""

    id: str
    name: str
    entity: str
    """Its id; empty where it is none."""
    claims: tuple[str, ...]
    """Their addresses, in date order."""
    roles: tuple[str, ...]
    through: tuple[str, ...]
    """Who passes its words on, a dozen at most."""
    also: tuple[str, ...]
    """Of a state: who speaks for it under another name, a dozen at most."""


@dataclass(frozen=True, slots=True)
class VoicesView:
    """The page of voices."""

    recurring: tuple[Recurring, ...]
    shares: tuple[VoiceShare, ...]
    heads: tuple[str, ...]
    voices: tuple[VoiceView, ...]


@fact("claims")
def speakers(corpus: Corpus) -> tuple[Spoken, ...]:
    """Every speaker inside the sources with what it says, the one with most claims first."""
    spoken: dict[str, list[LinkedClaim]] = defaultdict(list)
    for linked in corpus.claims.values():
        if linked.relayed:
            spoken[linked.speakers[-1].key].append(linked)
    order = sorted(spoken.items(), key=lambda item: (-len(item[1]), item[1][0].speakers[-1].name))
    also: dict[str, set[str]] = defaultdict(set)
    for key, claims in order:
        entity = claims[0].speakers[-1].entity
        state = state_of(key, corpus.entities) if entity else key
        if entity and state != key:
            also[state].add(entity.name)
    return tuple(_spoken(f"voice_{n}", claims, sorted(also[key])) for n, (key, claims) in enumerate(order, start=1))


def _spoken(ident: str, claims: list[LinkedClaim], also: list[str]) -> Spoken:
    last = claims[0].speakers[-1]
    through = dict.fromkeys(speaker.name for linked in claims for speaker in linked.speakers[:-1])
    return Spoken(
        id=ident,
        name=last.name,
        entity=last.entity.id if last.entity else "",
        claims=tuple(linked.address for linked in claims),
        roles=tuple(dict.fromkeys(linked.speakers[-1].role for linked in claims)),
        through=tuple(through)[:COLUMNS],
        also=tuple(also[:COLUMNS]),
    )


def voices_view(leaf: Leaf[Spoken], corpus: Corpus, t: Strings) -> VoicesView:
    """A leaf of the voices; in each source first, where the sources are few enough to go through."""
    shares = tuple(_share(brief, corpus, t) for brief in corpus.briefs) if len(corpus.briefs) <= SHARES else ()
    heads = tuple(t(f"voice_{kind}") for kind in VOICE_KINDS)
    voices = tuple(_voice(one, corpus, t) for one in leaf.entries)
    if not leaf.first:
        return VoicesView((), (), heads, voices)
    return VoicesView(recurring(corpus, t), shares, heads, voices)


def kind_of_voice(linked: LinkedClaim) -> str:
    """own, outlet, named or nameless: by the one who speaks last in the chain."""
    if not linked.speakers:
        return "own"
    if not linked.relayed:
        return "outlet"
    last = linked.speakers[-1]
    return "nameless" if last.role in NAMELESS and last.entity is None else "named"


def _share(brief: LinkedBrief, corpus: Corpus, t: Strings) -> VoiceShare:
    counts = Counter(kind_of_voice(linked) for linked in brief.claims.values())
    parts = tuple((t(f"voice_{kind}"), counts[kind]) for kind in VOICE_KINDS)
    total = len(brief.claims)
    relayed = counts["named"] + counts["nameless"]
    sentence = t("voices_share", relayed=relayed, total=total, nameless=counts["nameless"])
    return VoiceShare(mark_view(brief.mark, corpus), str(total), parts, sentence)


def _voice(spoken: Spoken, corpus: Corpus, t: Strings) -> VoiceView:
    return VoiceView(
        id=spoken.id,
        name=spoken.name,
        address=addresses.entity(spoken.entity) if spoken.entity else "",
        roles=t.listing(list(dict.fromkeys(label(ROLES, role) for role in spoken.roles))),
        count=t.count("claims", len(spoken.claims)),
        through=t.listing(spoken.through),
        also=t.listing(spoken.also),
        claims=sample(spoken.claims, corpus, t),
    )


@dataclass(frozen=True, slots=True)
class CastEntry:
    """An entity in the cast: its name, description's first words, and how many claims of which sources concern it."""

    link: Link
    short: str
    description: str
    sources: tuple[MarkView, ...]
    """Empty where they are too many to name."""
    count: str


@dataclass(frozen=True, slots=True)
class CastGroup:
    """Entities of one kind, by name."""

    kind: str
    entries: tuple[CastEntry, ...]


def cast(corpus: Corpus) -> list[Entity]:
    """Every entity that a source speaks of, in the order of the cast: by kind, then by name."""
    spoken_of = [one for one in corpus.entities.values() if _claims(one.id, corpus)]
    return sorted(spoken_of, key=lambda one: (KINDS.index(one.kind), (one.sort or one.name).casefold()))


def cast_view(leaf: Leaf[Entity], corpus: Corpus, t: Strings) -> tuple[CastGroup, ...]:
    """A leaf of the cast, by kind."""
    return tuple(
        CastGroup(t(f"entities_{kind.replace('-', '_')}"), tuple(_cast_entry(one, corpus, t) for one in own))
        for kind, own in groupby(leaf.entries, key=lambda one: one.kind)
    )


def _cast_entry(entity: Entity, corpus: Corpus, t: Strings) -> CastEntry:
    claims, on_it = _claims(entity.id, corpus), sum(concerned(corpus, entity.id).values())
    marks = marks_using("entities", entity.id, corpus)
    return CastEntry(
        Link(entity.name, addresses.entity(entity.id)),
        entity.short or "",
        entity.description or "",
        marks if len(marks) <= COLUMNS else (),
        t.count("claims", on_it) if on_it else t("only_named", claims=t.count("claims", claims)),
    )


def _claims(ident: str, corpus: Corpus) -> int:
    """How many claims mention an entity."""
    return sum(1 for use in uses("entities", ident, corpus) if use.kind == "claim")
